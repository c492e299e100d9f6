#include "base/text.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>

#define DATA "tests/scenario/data/compile/"

static double rate(const struct network *n, const char *pathway, const char *area, const char *cell) {
    uint32_t stream = stream_called(n, pathway, area, cell);
    return stream == NONE ? 0 : n->value[n->stream[stream].rate];
}

Test(compile_demand, rates_per_person_are_of_the_people_of_the_cell_times_the_factor) {
    struct network n = compiled(DATA "small.cfg", NULL);
    must_be_near(rate(&n, "acute", "east", "young+no_car"), 2 * 0.375, 1e-12, "1 per 1000 per d, twice where deprived");
    must_be_near(rate(&n, "acute", "mid", "old+car"), 2 * 0.5, 1e-12, "old");
    must_be_near(rate(&n, "acute", "west", "old+car"), 2, 1e-12, "west");
    cr_assert_eq(stream_called(&n, "acute", "west", "young+car"), NONE, "nobody lives there: no stream");
    network_free(&n);
}

Test(compile_demand, a_column_is_arrivals_a_year_shared_by_population) {
    struct network n = compiled(DATA "small.cfg", NULL);
    must_be_near(rate(&n, "community", "east", "young+car"), 10 * 1125 / 2000.0, 1e-12, "east");
    must_be_near(rate(&n, "community", "mid", "old+no_car"), 20 * 500 / 2000.0, 1e-12, "mid");
    network_free(&n);
}

Test(compile_demand, streams_are_in_order_and_keyed_by_name) {
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.stream_count, 17);
    for (uint32_t i = 0; i < n.stream_count; i++) {
        const struct stream *s = &n.stream[i];
        const char *name[] = {n.pathway[s->pathway].id, n.area[s->area].id, n.cell[s->cell]};
        cr_assert_eq(s->key, text_hash_join(name, 3));
        cr_assert(i == 0 || s[-1].pathway < s->pathway || s[-1].area < s->area || s[-1].cell < s->cell);
    }
    network_free(&n);
}

Test(compile_demand, absolute_numbers_are_shared_by_population_and_weighted_people_weigh) {
    struct network n = compiled(DATA "demand.cfg", NULL);
    /* young 2500, old 2500 people in all; "10 per d" of the young, "5 per d" of the old */
    must_be_near(rate(&n, "absolute", "east", "young"), 10 * 1500 / 2500.0, 1e-12, "young");
    must_be_near(rate(&n, "absolute", "west", "old"), 5 * 1000 / 2500.0, 1e-12, "old");
    /* 1 per 1000 weighted people per d: east has 3000 weighted of 2000 people, three quarters young */
    must_be_near(rate(&n, "weighted", "east", "young"), 2.25, 1e-12, "weighted");
    must_be_near(rate(&n, "weighted", "mid", "old"), 1, 1e-12, "weighted as counted");
    network_free(&n);
}

/* The rate of everyone of an area at a minute of an arm. */
static double rate_at(const struct network *n, const char *pathway, const char *area, uint32_t arm, double minute) {
    return slot_at(n, arm, n->stream[stream_called(n, pathway, area, n->cell[0])].rate, minute);
}

Test(compile_demand, demand_falls_with_the_way_to_the_nearest_open_place) {
    struct network n = compiled(DATA "unmet_need.cfg", DATA "unmet_need_opens.cfg");
    /* east: a quarter live 3 km from the hub, three quarters 15 km, 10 km beyond 5; west 25 km */
    double east = 40 * (1 + 3 * exp(-1)) / 4, west = 20 * exp(-2);
    must_be_near(rate_at(&n, "need", "east", 0, 1e9), east, 1e-12, "east of the hub");
    must_be_near(rate_at(&n, "need", "west", 0, 1e9), west, 1e-12, "west of the hub");
    must_be_near(rate_at(&n, "minutes", "east", 0, 0), 20 * (exp(-0.3) + 3 * exp(-1.5)) / 4, 1e-12, "6 and 30 minutes");
    must_be_near(rate_at(&n, "minutes", "west", 0, 0), 10, 1e-12, "a slope of nothing");
    must_be_near(rate_at(&n, "need", "east", 1, 4 * 1440 - 1), east, 0, "before it opens");
    must_be_near(rate_at(&n, "need", "west", 1, 4 * 1440 - 1), west, 0, "before it opens");
    must_be_near(rate_at(&n, "need", "east", 1, 4 * 1440), 40 * (1 + 3 * exp(-0.7)) / 4, 1e-12, "12 km to the new place");
    must_be_near(rate_at(&n, "need", "west", 1, 4 * 1440), 20, 1e-12, "5 km count as nothing");
    must_be_near(rate_at(&n, "need", "east", 1, 8 * 1440), 40 * (exp(-2.5) + 3 * exp(-0.7)) / 4, 1e-12, "the hub is shut");
    network_free(&n);
}

Test(compile_demand, nobody_comes_where_nothing_is_open) {
    struct network n = compiled(DATA "unmet_need.cfg", DATA "unmet_need_closed.cfg");
    cr_expect_gt(rate_at(&n, "need", "east", 1, 4 * 1440 - 1), 0);
    for (uint32_t i = 0; i < n.stream_count; i++)
        must_be_near(rate_at(&n, n.pathway[n.stream[i].pathway].id, n.area[n.stream[i].area].id, 1, 4 * 1440), 0, 0, "shut");
    network_free(&n);
}
