/* Nothing left to chance: what is counted at the edges of time, by hand. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>

/* A hundred wait at a gate at minute 0; it lets one through each hour, at 1:00, 2:00 ..; care takes an hour.
 * The window is the first day, half open: 1:00 to 23:00 give 23 arrivals at care, the one at 24:00 is outside. */
Test(clockwork, a_patient_who_comes_as_the_place_falls_free_does_not_wait) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"validation/data/clockwork.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *care = &outcome->post[find_post(network, "need.care", "clinic")];
    const struct post_tally *feed = &outcome->post[find_post(network, "need.feed", "clinic")];
    cr_expect_eq(care->arrived, 23);
    cr_expect_eq(care->started, 23);
    cr_expect_eq(care->waited, 0);
    cr_expect_eq(care->uses, 23);
    cr_expect_eq(care->completed, 23, "the last one leaves at 24:00, and is followed");
    cr_expect_eq(care->time_minutes, 23 * 60);
    cr_expect_eq(care->worked, 23);
    cr_expect_eq(care->work_minutes, 23 * 60, "nobody keeps the place after it");
    cr_expect_eq(care->present_minutes, 23 * 60, "none before 1:00, one at all times since");
    cr_expect_eq(feed->arrived, 100);
    cr_expect_eq(feed->uses, 24);
    cr_expect_eq(feed->started, 48, "those who came in the window are followed through the day after it");
    cr_expect_eq(feed->waited, 47);
    cr_expect_eq(feed->wait_minutes, 60.0 * 47 * 48 / 2);
    scenario_run_free(&run);
}

Test(clockwork, clocks_count_those_unfinished_and_pools_exactly_the_window) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"validation/data/clockwork.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    size_t all = (size_t)network->period_count * network->standard_count * outcome->margins;
    const struct access_tally *queue = &outcome->access[all + find_standard(network, "queue") * outcome->margins];
    const struct access_tally *wait = &outcome->access[all + find_standard(network, "wait") * outcome->margins];
    const struct access_tally *round = &outcome->access[all + find_standard(network, "round") * outcome->margins];
    cr_expect_eq(queue->people, 100);
    cr_expect_eq(queue->unfinished, 52);
    cr_expect_eq(queue->within, 11, "0, 1, .. 10 h");
    cr_expect_eq(queue->sum_minutes, 60.0 * 47 * 48 / 2 + 52.0 * 48 * 60, "the unfinished count as far as they came");
    cr_expect_eq(wait->people, 23);
    cr_expect_eq(wait->within, 23);
    cr_expect_eq(round->within, 23, "an hour is within an hour");
    cr_expect_eq(round->sum_minutes, 23.0 * 60);
    const struct pool_tally *gate = &outcome->pool[find_pool(network, "clinic", "gate")];
    const struct pool_tally *room = &outcome->pool[find_pool(network, "clinic", "room")];
    cr_expect_eq(gate->capacity, 1440);
    cr_expect_eq(gate->in_use, 1440);
    cr_expect_eq(gate->waiting, 60.0 * (99 + 76) * 24 / 2, "99 wait in the first hour, 76 in the last");
    cr_expect_eq(room->in_use, 23 * 60);
    cr_expect_eq(room->waiting, 0);
    cr_expect_eq(gate->midnights, 1);
    cr_expect_eq(gate->midnight_in_use, 1);
    scenario_run_free(&run);
}
