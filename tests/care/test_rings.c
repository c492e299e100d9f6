#include "care/rings.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>

Test(rings, two_patients_who_need_each_others_bed_change_places) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/swap.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect(rings_possible(network));
    cr_expect_eq(outcome->rings, 1);
    /* Rightward is ready at 2:00 and waits an hour; at 3:00 leftward is ready too, and both move at once. */
    const struct post_tally *right = &outcome->post[find_post(network, "rightward.b", "right")];
    const struct post_tally *left = &outcome->post[find_post(network, "leftward.b", "left")];
    cr_expect_eq(right->started, 1);
    cr_expect_eq(right->wait_minutes, 60);
    cr_expect_eq(left->started, 1);
    cr_expect_eq(left->wait_minutes, 0);
    cr_expect_eq(left->completed + right->completed, 2);
    const struct pool_tally *bed = &outcome->pool[find_pool(network, "left", "bed")];
    cr_expect_eq(bed->in_use, 4 * 60, "rightward until 3:00, leftward until 4:00");
    cr_expect_eq(bed->blocked, 60);
    cr_expect_eq(bed->over, 0, "a swap takes no more beds than there are");
    scenario_run_free(&run);
}

Test(rings, wards_in_a_circle_never_stand_still) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/busy_swap.cfg"}, .seed = 2, .replications = run_replications(8, 2)};
    scenario_run_or_fail(&run, &wish);
    const char *const site[] = {"one", "two", "three"};
    for (uint32_t i = 0; i < run.result.replications; i++) {
        const struct outcome *outcome = &run.result.arm[0].outcome[i];
        cr_expect_gt(outcome->rings, 20, "replication %u: %lu rings", i, (unsigned long)outcome->rings);
        for (int s = 0; s < 3; s++) {
            const struct pool_tally *bed = &outcome->pool[find_pool(&run.network, site[s], "bed")];
            cr_expect_eq(bed->over, 0);
            const double *use = &outcome->day_in_use[find_pool(&run.network, site[s], "bed") * outcome->days];
            for (uint32_t day = 0; day + 5 <= outcome->days; day++)
                cr_expect_gt(use[day] + use[day + 1] + use[day + 2] + use[day + 3] + use[day + 4], 0, "%s, day %u",
                             site[s], day);
        }
        uint64_t starts = 0;
        for (uint32_t post = 0; post < run.network.post_count; post++) starts += outcome->post[post].uses;
        cr_expect_gt(starts, 3000, "%lu starts", (unsigned long)starts);
        cr_expect_lt(outcome->here[0], 60);
    }
    scenario_run_free(&run);
}

Test(rings, none_are_possible_where_nobody_keeps_a_place) {
    struct network network;
    struct run_wish wish = {.file = {"care/data/catchment.cfg"}};
    scenario_load_or_fail(&network, &wish);
    cr_expect_not(rings_possible(&network));
    network_free(&network);
    struct run_wish tandem = {.file = {"validation/data/tandem.cfg"}};
    scenario_load_or_fail(&network, &tandem);
    cr_expect_not(rings_possible(&network), "a line is no circle");
    network_free(&network);
}

Test(rings, a_swap_waits_until_the_places_are_ready) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/swap_cleaned.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->rings, 1);
    cr_expect_eq(outcome->pool[find_pool(network, "c", "x")].in_use_max, 1);
    cr_expect_eq(outcome->pool[find_pool(network, "c", "y")].in_use_max, 1);
    cr_expect_eq(outcome->post[find_post(network, "p.u", "c")].wait_minutes, 6 * 60, "from 1:00 to 7:00");
    cr_expect_eq(outcome->post[find_post(network, "q.u", "c")].wait_minutes, 5 * 60, "from 2:00");
    cr_expect_eq(outcome->post[find_post(network, "p.u", "c")].completed, 1);
    scenario_run_free(&run);
}
