/* What demand and staff owe to what is there: each number is worked out by hand, for each dated version. */
#include "scenario/compile_reach.h"

#include "scenario/traffic.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#define DATA "tests/scenario/data/compile/"

/* The network of both files, and the values of the second at 00:00 of a day of April. */
struct day { struct network n; double *value; };

static struct day on(int day_of_april) {
    struct day day = {compiled(DATA "reach.cfg", DATA "reach_later.cfg"), NULL};
    day.value = calloc(day.n.value_count, sizeof *day.value);
    int32_t first = 0;
    cr_assert(calendar_parse("2026-04-01", &first));
    traffic_values(&day.n, 1, (double)(first + day_of_april - 1 - day.n.first_day) * MINUTES_PER_DAY, day.value);
    return day;
}

static void done(struct day *day) {
    network_free(&day->n);
    free(day->value);
}

static double rate(const struct day *day, const char *pathway, const char *area, const char *cell) {
    uint32_t stream = stream_called(&day->n, pathway, area, cell);
    return stream == NONE ? 0 : day->value[day->n.stream[stream].rate];
}

static double way(const struct network *n, float *const *table, const char *area, const char *site) {
    uint32_t home = n->area[area_called(n, area)].home_first;
    return (double)table[0][home * n->travel.site_count + n->provider[provider_called(n, site)].site];
}

static double wte(const struct day *day, const char *team) {
    return day->value[day->n.pool[pool_called(&day->n, team, "nurse")].capacity];
}

Test(compile_reach, demand_falls_by_the_km_beyond_the_first_five_to_the_nearest_that_is_open) {
    struct day day = on(1);
    double km = way(&day.n, day.n.travel.km, "east", "big");
    cr_assert(km > 5 && km < way(&day.n, day.n.travel.km, "east", "small"), "big is the nearest: %g", km);
    must_be_near(rate(&day, "acute", "east", "young+no_car"), 2 * 0.375 * (1 - 0.01 * (km - 5)), 1e-9, "a hundredth a km");
    must_be_near(rate(&day, "acute", "east", "old+car"), 2 * 2 * 0.375 * (1 - 0.02 * (km - 5)), 1e-9, "by group");
    done(&day);
    day = on(3);
    must_be_near(rate(&day, "acute", "east", "young+no_car"), 2 * 0.375 * (1 - 0.01 * (30 - 5)), 1e-9, "30 km to the other");
    done(&day);
}

Test(compile_reach, need_is_found_only_where_the_service_is) {
    struct day day = on(1);
    must_be_near(rate(&day, "found", "west", "old+car"), 0.3, 1e-12, "0.3 of 1 per 1000 a day, 1000 people");
    done(&day);
    day = on(5);
    cr_assert_eq(rate(&day, "found", "west", "old+car"), 0, "the team of the west is closed");
    must_be_near(rate(&day, "found", "mid", "old+car"), 0.3 * 0.5, 1e-12, "that of the middle is not");
    done(&day);
    day = on(7);
    must_be_near(rate(&day, "found", "west", "old+car"), 0.3, 1e-12, "open again");
    done(&day);
}

Test(compile_reach, a_share_falls_by_the_minute_and_the_rest_goes_to_the_other_branch) {
    struct day day = on(1);
    uint32_t step = step_called(&day.n, "found.visit"), area = area_called(&day.n, "mid");
    const struct branch *branch = &day.n.branch[day.n.step[step].branch_first];
    cr_assert_eq(day.n.step[step].branch_count, 2);
    cr_assert_eq(branch->share.by, BY_AREA);
    const struct branch *ae = branch->to == NONE ? branch + 1 : branch, *home = branch->to == NONE ? branch : branch + 1;
    double minutes = fmin(way(&day.n, day.n.travel.minutes, "mid", "big"), way(&day.n, day.n.travel.minutes, "mid", "small"));
    double share = minutes <= 60 ? 0.4 * exp(-0.01 * minutes) : 0;
    must_be_near(day.value[ae->share.first + area], share, 1e-9, "to A&E");
    must_be_near(day.value[home->share.first + area], 1 - share, 1e-9, "home");
    done(&day);
    day = on(3);
    area = area_called(&day.n, "east");
    cr_assert_eq(day.value[day.n.branch[day.n.step[step].branch_first].share.first + area] +
                     day.value[day.n.branch[day.n.step[step].branch_first + 1].share.first + area], 1);
    must_be_near(way(&day.n, day.n.travel.minutes, "east", "small"), 80, 1e-6, "40 min at twice");
    ae = &day.n.branch[day.n.step[step].branch_first];
    ae += ae->to == NONE;
    cr_assert_eq(day.value[ae->share.first + area], 0, "farther than an hour");
    done(&day);
}

Test(compile_reach, staff_follow_a_standard_and_the_people_covered) {
    struct day day = on(1);
    must_be_near(wte(&day, "one"), 8, 1e-12, "4000 people at 1 per 500");
    must_be_near(wte(&day, "two"), 4, 1e-12, "1000 old who count twice");
    done(&day);
    day = on(4);
    must_be_near(wte(&day, "one"), 10, 1e-12, "1 per 400");
    done(&day);
    day = on(6);
    must_be_near(wte(&day, "one"), 12.5, 1e-12, "1000 more people");
    done(&day);
    day = on(7);
    must_be_near(wte(&day, "one"), 0, 1e-12, "covers nobody any more");
    must_be_near(wte(&day, "two"), (0.5 * 3500 + 2 * 2500) / 500, 1e-12, "covers all");
    done(&day);
}

Test(compile_reach, capacity_a_head_brings_about_demand_by_its_elasticity) {
    struct day day = on(1);
    must_be_near(rate(&day, "more", "mid", "old+car"), 0.5, 1e-12, "as at the start");
    done(&day);
    day = on(4);
    must_be_near(rate(&day, "more", "mid", "old+car"), 0.5 * (1 + 0.2 * 0.25), 1e-12, "a quarter more nurses");
    must_be_near(rate(&day, "more", "west", "old+car"), 1, 1e-12, "not where the other team goes");
    done(&day);
    day = on(6);
    must_be_near(rate(&day, "more", "mid", "old+car"), 0.5 * (1 + 0.2 * 0.25), 1e-12, "a head it is the same");
    done(&day);
    day = on(7);
    double a_head = (0.5 * 3500 + 2 * 2500) / 500 / 6000;
    must_be_near(rate(&day, "more", "mid", "old+car"), 0.5 * (1 + 0.2 * (a_head / (1 / 500.0) - 1)), 1e-12, "of the new team");
    must_be_near(rate(&day, "more", "west", "old+car"), 1 + 0.2 * (a_head / (4 / 1000.0) - 1), 1e-12, "less a head in the west");
    done(&day);
}

Test(compile_reach, a_total_is_shared_by_the_standard) {
    struct network network = compiled(DATA "reach_total.cfg", NULL);
    double one = network.value[network.pool[pool_called(&network, "one", "nurse")].capacity];
    double two = network.value[network.pool[pool_called(&network, "two", "nurse")].capacity];
    must_be_near(one, 30 * 4000 / 5000.0, 1e-12, "four fifths of the people");
    must_be_near(one + two, 30, 1e-12, "together");
    network_free(&network);
}
