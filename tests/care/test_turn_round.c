/* Places that are made ready for the next, and places of others that serve where one's own are full. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>

#define DATA "care/data/"

/* Care from 0:30 to 0:50, cleaning to 1:15, and so each 45 minutes: the k-th of 19 waits (k - 1) * 15 minutes. */
Test(turn_round, a_room_is_cleaned_before_the_next_comes_in) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "cleaning.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *care = &outcome->post[find_post(&run.network, "need.care", "clinic")];
    cr_expect_eq(care->arrived, 19);
    cr_expect_eq(care->wait_minutes, 15.0 * 18 * 19 / 2);
    cr_expect_eq(care->time_minutes, 19 * 20, "those who are cleaned for have gone");
    const struct pool_tally *room = &outcome->pool[find_pool(&run.network, "clinic", "room")];
    const struct pool_tally *nurse = &outcome->pool[find_pool(&run.network, "clinic", "nurse")];
    cr_expect_eq(room->in_use, 600 - 30, "without a pause from the first on");
    cr_expect_eq(nurse->in_use, 12 * 20 + 20, "thirteen whole cares within ten hours; the nurse does not clean");
    scenario_run_free(&run);
}

/* Product form of the loss system with shared overflow (Ross 1995, ch. 2): [A'] whatever the shape of stays. */
Test(turn_round, swing_beds_lose_as_few_as_the_product_form_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "swing.cfg"}, .replications = run_replications(40, 30), .seed = 11};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, (struct sought){TURNED_SHARE, "acute.stay", "unit", 0}, 0.0153);
    expect_measure(&run, (struct sought){TURNED_SHARE, "rehab.stay", "unit", 0}, 0.0259);
    scenario_run_free(&run);
}

Test(turn_round, who_stays_in_a_swing_bed_keeps_it_from_others) {
    struct scenario_run back, stay;
    struct run_wish wish = {.file = {DATA "swing.cfg"}, .replications = 8};
    scenario_run_or_fail(&back, &wish);
    wish.file[0] = DATA "swing_stays.cfg";
    scenario_run_or_fail(&stay, &wish);
    struct sought swing = {IN_USE_MEAN, "swing", "unit", 0}, lost = {TURNED_SHARE, "acute.stay", "unit", 0};
    cr_expect_gt(measure_estimate(&stay, 0, swing).mean, 1.4 * measure_estimate(&back, 0, swing).mean);
    cr_expect_gt(measure_estimate(&stay, 0, lost).mean, measure_estimate(&back, 0, lost).mean);
    scenario_run_free(&back);
    scenario_run_free(&stay);
}

/* Fifteen in on the first day; then from the ninth who goes to the fifteenth each lets one in. */
Test(turn_round, nobody_moves_back_into_a_ward_that_has_too_many) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "swing_cut.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->post[find_post(&run.network, "need.stay", "unit")].started, 15 + 7);
    scenario_run_free(&run);
}

Test(turn_round, a_place_is_cleaned_after_somebody_who_must_move) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/moved_cleaned.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->post[find_post(&run.network, "p.op", "b")].completed, 1);
    cr_expect_eq(outcome->post[find_post(&run.network, "q.scan", "a")].wait_minutes, 2 * 60);
    scenario_run_free(&run);
}
