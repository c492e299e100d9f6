/* Dated changes: what happens to those who wait and those inside, and how ramps move. */
#include "care/patches.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define DATA "care/data/"

/* Runs a change against queue.cfg: at alder four rooms, three people inside and nine waiting at 00:00 on 1 April,
 * each with work of a day; at cedar four rooms and nobody. */
static void run_change(struct scenario_run *run, const char *file) {
    struct run_wish wish = {.file = {DATA "queue.cfg", file}, .seed = 4};
    scenario_run_or_fail(run, &wish);
}

static const struct post_tally *post_of(const struct scenario_run *run, const char *site) {
    return &run->result.arm[1].outcome[0].post[find_post(&run->network, "need.care", site)];
}

static const struct access_tally *standard_of(const struct scenario_run *run, const char *id) {
    const struct outcome *outcome = &run->result.arm[1].outcome[0];
    size_t all = (size_t)run->network.period_count * run->network.standard_count + find_standard(&run->network, id);
    return &outcome->access[all * outcome->margins];
}

Test(patches, a_cut_in_capacity_drains_and_throws_nobody_out) {
    struct scenario_run run;
    run_change(&run, DATA "queue_cut.cfg"); /* one room from the third day on */
    const struct outcome *outcome = &run.result.arm[1].outcome[0];
    uint32_t pool = find_pool(&run.network, "alder", "room");
    cr_expect_eq(outcome->pool[pool].capacity, 2 * 1440 * 4 + 2 * 1440 * 1);
    cr_expect_gt(outcome->pool[pool].over, 0);
    cr_expect_lt(outcome->pool[pool].over, 1440, "all four of before have left a day later");
    double last_day = outcome->day_in_use[pool * outcome->days + 3];
    cr_expect(last_day > 0 && last_day <= 1, "%g rooms in use where there is one", last_day);
    const struct post_tally *post = post_of(&run, "alder");
    cr_expect_eq(post->started, 9);
    cr_expect_eq(post->completed, 9);
    cr_expect_eq(post->time_minutes, 9 * 1440, "everybody has his day");
    cr_expect_eq(standard_of(&run, "stay")->people, 9, "of those there at the start nobody knows the beginning");
    cr_expect_eq(standard_of(&run, "stay")->sum_minutes, 9 * 1440);
    scenario_run_free(&run);
}

Test(patches, those_who_wait_at_a_closed_place_are_served_there_if_they_stay) {
    struct scenario_run run;
    run_change(&run, DATA "queue_stay_finish.cfg");
    cr_expect_eq(post_of(&run, "alder")->started, 9);
    cr_expect_eq(post_of(&run, "alder")->diverted, 0);
    cr_expect_eq(post_of(&run, "cedar")->arrived, 0);
    expect_same_outcome(&run.network, &run.result.arm[0].outcome[0], &run.result.arm[1].outcome[0]);
    scenario_run_free(&run);
}

/* By the second day one started at once and three as others left: five still wait and go to cedar, four of whom
 * start as they come, at the end of a wait of one day, and the last a day later. */
Test(patches, those_who_wait_at_a_closed_place_choose_again_if_they_move) {
    struct scenario_run run;
    run_change(&run, DATA "queue_move_finish.cfg");
    cr_expect_eq(post_of(&run, "alder")->started, 4);
    cr_expect_eq(post_of(&run, "alder")->completed, 4, "those inside finish");
    cr_expect_eq(post_of(&run, "alder")->diverted, 5);
    cr_expect_eq(post_of(&run, "cedar")->arrived, 5);
    cr_expect_eq(post_of(&run, "cedar")->started, 5);
    cr_expect_eq(post_of(&run, "cedar")->wait_minutes, 1440);
    const struct access_tally *wait = standard_of(&run, "wait");
    cr_expect_eq(wait->people, 9);
    cr_expect_eq(wait->unfinished, 0);
    cr_expect_geq(wait->sum_minutes, 5 * 1440 + 1440, "a wait goes on at the new place");
    cr_expect_leq(wait->sum_minutes, 8 * 1440 + 1440);
    scenario_run_free(&run);
}

Test(patches, those_inside_a_closed_place_move_too_if_they_must) {
    struct scenario_run run;
    run_change(&run, DATA "queue_move_move.cfg");
    const struct outcome *outcome = &run.result.arm[1].outcome[0];
    uint32_t pool = find_pool(&run.network, "alder", "room");
    cr_expect_eq(post_of(&run, "alder")->diverted, 9, "four inside, five waiting");
    cr_expect_eq(post_of(&run, "cedar")->arrived, 9);
    cr_expect_eq(post_of(&run, "cedar")->started, 9);
    cr_expect_eq(post_of(&run, "cedar")->completed, 9);
    for (uint32_t day = 1; day < outcome->days; day++)
        cr_expect_eq(outcome->day_in_use[pool * outcome->days + day], 0);
    scenario_run_free(&run);
}

/* A clock of someone who moved is one clock: it must not be counted again at the end of the follow-up. */
Test(patches, a_clock_is_not_started_twice_for_those_who_move) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "queue.cfg", DATA "queue_move_finish.cfg"},
                            .set = {"time.window=36 h", "time.follow=1 h"}, .seed = 4};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(standard_of(&run, "wait")->people, 9);
    cr_expect_eq(standard_of(&run, "wait")->unfinished, 1);
    scenario_run_free(&run);
}

/* ---- ramps --------------------------------------------------------------------------------------------- */

/* The value of a slot at the end of a day of the window, from the patches of arm 1. */
static double value_on(const struct network *network, uint32_t slot, int day) {
    double value = network->value[slot];
    for (size_t i = 0; i < network->arm[1].patch_count; i++) {
        const struct patch *patch = &network->arm[1].patch[i];
        if (patch->slot == slot && patch->minute <= day * MINUTES_PER_DAY) value = patch->number;
    }
    return value;
}

static void load_change(struct network *network, const char *file) {
    struct run_wish wish = {.file = {DATA "queue.cfg", file}};
    scenario_load_or_fail(network, &wish);
}

Test(patches, a_ramp_on_places_moves_in_whole_steps_along_its_line) {
    struct network network;
    load_change(&network, DATA "queue_ramps.cfg");
    uint32_t alder = network.pool[find_pool(&network, "alder", "room")].capacity;
    uint32_t cedar = network.pool[find_pool(&network, "cedar", "room")].capacity;
    for (int day = 0; day < 16; day++) {
        double line = day < 1 ? 4 : day >= 11 ? 11 : 4 + 7 * (day - 1) / 10.0;
        double here = value_on(&network, alder, day);
        cr_expect_leq(fabs(here - line), 0.5 + 1e-9, "day %d: %g where the line is at %g", day, here, line);
        cr_expect_eq(here, floor(here));
        cr_expect_eq(value_on(&network, cedar, day), day < 9 ? 4 : 9, "a step comes all at the end");
    }
    cr_expect_eq(value_on(&network, alder, 11), 11);
    network_free(&network);
}

Test(patches, a_ramp_over_several_pools_keeps_the_total_on_the_line_and_shares_it_out_in_whole_places) {
    struct network network;
    load_change(&network, DATA "queue_share.cfg"); /* 2.5 more at each of two, over a week */
    uint32_t alder = network.pool[find_pool(&network, "alder", "room")].capacity;
    uint32_t cedar = network.pool[find_pool(&network, "cedar", "room")].capacity;
    for (int day = 0; day < 12; day++) {
        double line = day < 1 ? 8 : day >= 8 ? 13 : 8 + 5 * (day - 1) / 7.0;
        double a = value_on(&network, alder, day), b = value_on(&network, cedar, day);
        cr_expect_eq(a, floor(a));
        cr_expect_eq(b, floor(b));
        cr_expect_leq(fabs(a + b - line), 0.5 + 1e-9, "day %d: %g + %g where the line is at %g", day, a, b, line);
        cr_expect_leq(fabs(a - b), 1);
    }
    network_free(&network);
}

Test(patches, what_moves_is_never_at_both_places_nor_at_neither) {
    struct network network;
    load_change(&network, DATA "queue_move.cfg");
    uint32_t alder = network.pool[find_pool(&network, "alder", "room")].capacity;
    uint32_t cedar = network.pool[find_pool(&network, "cedar", "room")].capacity;
    for (int day = 0; day < 12; day++)
        cr_expect_eq(value_on(&network, alder, day) + value_on(&network, cedar, day), 8, "day %d", day);
    cr_expect_eq(value_on(&network, alder, 7), 1);
    cr_expect_eq(value_on(&network, cedar, 7), 7);
    network_free(&network);
}

Test(patches, the_first_difference_of_an_arm_is_that_of_its_first_own_patch) {
    struct network network;
    load_change(&network, DATA "queue_cut.cfg");
    cr_expect_eq(patches_first_difference(&network, 1), 2 * MINUTES_PER_DAY);
    cr_expect_eq(patches_first_difference(&network, 0), (double)INFINITY);
    network_free(&network);
}
