/* Lists: who is on them, what their people ask for and what is paid for them, by hand for each dated version. */
#include "scenario/compile_lists.h"

#include "network/lists.h"
#include "scenario/traffic.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"
#define MICRO 1e6

static struct network both(void) {
    return compiled(DATA "lists.cfg", DATA "lists_later.cfg");
}

static double *values(const struct network *n, double minute) {
    double *value = calloc(n->value_count, sizeof *value);
    cr_assert_not_null(value);
    traffic_values(n, 1, minute, value);
    return value;
}

static double rate(const struct network *n, const double *value, const char *area, const char *cell) {
    uint32_t stream = stream_called(n, "advice", area, cell);
    return stream == NONE ? 0 : value[n->stream[stream].rate];
}

/* Pounds a day of a payment. */
static double a_day(const struct network *n, const double *value, const char *id) {
    for (uint32_t i = 0; i < n->money_rule_count; i++)
        if (strcmp(n->money_rule[i].id, id) == 0)
            return value[n->money_rule[i].rate] * MINUTES_PER_DAY / MICRO;
    return NAN;
}

static double on_list(const struct network *n, double minute, uint32_t list, const char *area) {
    return lists_people(n, lists_moment_at(n, 1, minute),
                        (struct list_cut){list, area == NULL ? NONE : area_called(n, area), NONE, 0});
}

Test(compile_lists, the_list_without_a_share_comes_first_and_has_everybody_else) {
    struct network n = both();
    cr_assert_eq(n.list_count, 3);
    cr_expect_str_eq(n.list[0].id, "practices");
    cr_expect_str_eq(n.list[1].id, "digital");
    cr_expect_str_eq(n.list[1].name, "Digital");
    cr_expect_eq(n.list_bits, 2);
    uint32_t home = n.area[area_called(&n, "east")].home_first;
    double km = fmin((double)n.travel.km[0][home * n.travel.site_count], (double)n.travel.km[0][home * n.travel.site_count + 1]);
    double other = 2000 * 0.2 * fmax(0, 1 - 0.01 * km);
    must_be_near(on_list(&n, 0, 1, "east"), 0, 1e-9, "nobody has joined");
    must_be_near(on_list(&n, 0, 2, "east"), other, 1e-6, "a fifth, fewer by the km");
    must_be_near(on_list(&n, 0, 0, "east"), 2000 - other, 1e-6, "the rest");
    must_be_near(on_list(&n, 1e9, 1, "east"), 750 + 50, 1e-9, "half of the young, a tenth of the old");
    must_be_near(on_list(&n, 1e9, 0, "east"), 2000 - other - 800, 1e-6, "the rest, later");
    for (uint32_t arm = 0; arm < 2; arm++)
        cr_expect_lt(fabs(lists_residual(&n, arm)), 1e-12, "the lists are the population");
    network_free(&n);
}

Test(compile_lists, demand_goes_by_the_list_and_a_group_keeps_its_key) {
    struct network n = both(), without = compiled(DATA "small.cfg", NULL);
    double *before = values(&n, 0), *after = values(&n, 1e9);
    must_be_near(rate(&n, before, "west", "old+car+digital"), 0, 1e-12, "nobody yet");
    must_be_near(rate(&n, after, "west", "old+car+digital"), 100 * 2e-3, 1e-9, "100 people, 2 per 1000 a day");
    uint32_t here = stream_called(&n, "acute", "west", "old+car+digital");
    uint32_t there = stream_called(&without, "acute", "west", "old+car");
    cr_expect_eq(n.stream[here].key, without.stream[there].key, "who somebody is does not depend on the list");
    cr_expect_eq(n.stream[here].key, n.stream[here & ~3u].key);
    free(before);
    free(after);
    network_free(&n);
    network_free(&without);
}

Test(compile_lists, amounts_per_head_move_with_the_people) {
    struct network n = both();
    double *before = values(&n, 0), *after = values(&n, 1e9);
    must_be_near(a_day(&n, before, "capitation"), 0, 1e-12, "nobody is on the list");
    must_be_near(a_day(&n, after, "capitation"), 0.5 * 1250 + 2 * 250, 1e-6, "GBP 1 a day for each weighted head");
    must_be_near(a_day(&n, before, "all"), 0.01 * 5000, 1e-9, "everybody");
    must_be_near(a_day(&n, after, "all"), 0.01 * 5000, 1e-9, "everybody, whichever list");
    free(before);
    free(after);
    network_free(&n);
}

Test(compile_lists, without_lists_an_amount_per_head_is_of_everybody) {
    struct network n = compiled(DATA "heads.cfg", NULL);
    double *value = calloc(n.value_count, sizeof *value);
    traffic_values(&n, 0, 0, value);
    must_be_near(a_day(&n, value, "heads"), 3000 + 2000 + 1000, 1e-6, "the areas' weighted people");
    cr_expect_eq(n.list_count, 0);
    cr_expect_eq(n.list_bits, 0);
    free(value);
    network_free(&n);
}
