/* The way of a patient where lines, closures and places kept get in each other's way. */
#include "care/journey.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>

#define DATA "care/data/"

static const struct post_tally *tally_of(const struct scenario_run *run, uint32_t arm, const char *step, const char *at) {
    return &run->result.arm[arm].outcome[0].post[find_post(&run->network, step, at)];
}

/* A bed is free, but whoever heads its line lacks the theatre and holds the line up: nobody else starts there, so it
 * is no place to send anybody to, least of all those who stand before it. */
Test(journey, nobody_is_diverted_to_a_place_whose_line_is_held_up) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "held_line_divert.cfg"}, .seed = 3};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *a = tally_of(&run, 0, "rests.care", "a"), *b = tally_of(&run, 0, "rests.care", "b");
    cr_expect_gt(a->diverted + b->diverted, 20);
    cr_expect_eq(a->arrived + b->arrived, a->started + b->started + a->diverted + b->diverted);
    cr_expect_lt(a->diverted + b->diverted, a->started + b->started, "who is sent on starts at once");
    scenario_run_free(&run);
}

/* From 5 April one nurse does for what two were needed before. Nobody leaves then, for nobody could start. */
Test(journey, those_who_wait_start_when_their_step_needs_less) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "two_nurses.cfg", DATA "one_nurse.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(tally_of(&run, 0, "ops.op", "a")->started, 0);
    const struct post_tally *tally = tally_of(&run, 1, "ops.op", "a");
    cr_expect_gt(tally->arrived, 300);
    cr_expect_eq(tally->started, tally->arrived);
    scenario_run_free(&run);
}

/* The head of the scanner's line waits for a bed; all beds are kept by those behind him, who wait for the scanner. */
Test(journey, a_line_whose_head_waits_for_those_behind_does_not_stand_still) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "held_line.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_gt(outcome->rings, 0);
    for (uint32_t area = 0; area < 2; area++) cr_expect_lt(outcome->here[area], 20, "%lu", (unsigned long)outcome->here[area]);
    cr_expect_gt(tally_of(&run, 0, "q.big", "a")->started, 300);
    cr_expect_eq(outcome->pool[find_pool(&run.network, "a", "bed")].over, 0);
    scenario_run_free(&run);
}

Test(journey, who_comes_back_another_day_travels_again) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "coming_back.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct access_tally *access = &outcome->access[(size_t)network->standard_count * outcome->margins];
    const struct access_tally *first = &access[find_standard(network, "t1") * outcome->margins];
    const struct access_tally *second = &access[find_standard(network, "t2") * outcome->margins];
    uint64_t arrived = tally_of(&run, 0, "p.two", "a")->arrived + tally_of(&run, 0, "p.two", "b")->arrived;
    cr_expect_gt(arrived, 100);
    cr_expect_eq(second->people, arrived, "%lu of %lu", (unsigned long)second->people, (unsigned long)arrived);
    cr_expect_gt(first->people, second->people, "those of the last week come back after the window");
    cr_expect_float_eq(second->sum_minutes / (double)second->people, first->sum_minutes / (double)first->people, 2);
    scenario_run_free(&run);
}
