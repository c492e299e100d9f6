/* The way of a patient where lines, closures and places kept get in each other's way. */
#include "care/journey.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

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

/* Triage 10 min, doctor 30, rest 15, cleaning 10: a bay each 65 minutes, a person each 60. The k-th of 11 waits 5 (k - 1)
 * minutes; the bay is in use without a break, the nurse for 10 minutes of each. */
Test(journey, a_bay_is_kept_through_several_steps) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "one_bay.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *triage = tally_of(&run, 0, "need.triage", "ae"), *rest = tally_of(&run, 0, "need.rest", "ae");
    cr_expect_eq(triage->arrived, 11);
    cr_expect_eq(triage->wait_minutes, 5.0 * 10 * 11 / 2);
    cr_expect_eq(tally_of(&run, 0, "need.doctor", "ae")->wait_minutes, 0);
    cr_expect_eq(rest->completed, 10, "the last comes there after the window");
    const struct access_tally *total = &outcome->access[(size_t)network->period_count * outcome->margins];
    cr_expect_eq(total->sum_minutes, 11 * 55 + 5.0 * 10 * 11 / 2);
    const struct pool_tally *bay = &outcome->pool[find_pool(network, "ae", "bay")];
    cr_expect_eq(bay->in_use, 11 * 60, "from 1:00 on");
    cr_expect_eq(bay->blocked, 0, "somebody is always at work");
    cr_expect_eq(outcome->pool[find_pool(network, "ae", "nurse")].in_use, 10 * 10 + 10);
    scenario_run_free(&run);
}

/* Trunk reservation: birth and death with rates 1.6, 1.6, 0.8, 0.8 up and n / 2 down. */
Test(journey, beds_left_for_others_are_not_taken) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "reserve.cfg"}, .replications = run_replications(40, 12)};
    scenario_run_or_fail(&run, &wish);
    double share[5] = {1}, sum = 1;
    for (int n = 1; n < 5; n++) sum += share[n] = share[n - 1] * (n < 3 ? 1.6 : 0.8) / (n / 2.0);
    expect_measure(&run, (struct sought){TURNED_SHARE, "urgent.ward", "hospital", 0}, share[4] / sum);
    expect_measure(&run, (struct sought){TURNED_SHARE, "planned.ward", "hospital", 0}, (share[2] + share[3] + share[4]) / sum);
    scenario_run_free(&run);
}

/* Nobody waits at one desk while the other is free, so more is done than by two separate lines. */
Test(journey, whoever_joins_the_shorter_line_waits_less_than_in_one_of_two_and_more_than_in_one_for_both) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "shorter_line.cfg"}, .replications = run_replications(10, 4)};
    scenario_run_or_fail(&run, &wish);
    double separate = 0.9 / (1 - 0.9), shared = theory_erlang_c(1.8, 2) / (2 - 1.8);
    const char *const at[] = {"a", "b"};
    for (int i = 0; i < 2; i++) {
        struct theory_estimate wait = measure_estimate(&run, 0, (struct sought){WAIT_MEAN, "ask.ask", at[i], 0});
        cr_expect_lt(wait.mean, 0.65 * separate);
        cr_expect_gt(wait.mean, shared);
    }
    scenario_run_free(&run);
}

/* Of 23 who come in the day eleven are done by its end and two in the hour after: that hour's followed. */
Test(journey, who_left_in_the_window_and_who_came_in_it_are_told_apart) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "ends.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *ward = tally_of(&run, 0, "need.ward", "hospital");
    cr_expect_eq(ward->arrived, 23);
    cr_expect_eq(ward->ended, 11, "at 13:00 .. 23:00; 24:00 is outside");
    cr_expect_eq(ward->ended_minutes, 11 * 720);
    const struct access_tally *stay = &outcome->access[(size_t)run.network.period_count * outcome->margins];
    cr_expect_eq(stay->people, 23);
    cr_expect_eq(stay->people - stay->unfinished, 12);
    cr_expect_eq(stay->done_minutes, 12 * 720);
    scenario_run_free(&run);
}

Test(journey, a_step_that_needs_nobody_happens_anywhere) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "nowhere.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct access_tally *total = &outcome->access[(size_t)run.network.period_count * outcome->margins];
    cr_expect_eq(total->people, 9);
    cr_expect_eq(total->sum_minutes, 9 * (60 + 2880 + 30.0));
    cr_expect_eq(tally_of(&run, 0, "need.rest", "anywhere")->time_minutes, 9 * 2880);
    scenario_run_free(&run);
}

static const struct elsewhere_tally *shut_of(const struct scenario_run *run, uint32_t arm, const char *step, const char *at) {
    return &run->result.arm[arm].outcome[0].elsewhere[find_post(&run->network, step, at)];
}

/* 96 a day, half of whom seek the minor door, of whom half come while it is shut; a loss system of one place while it is
 * open (1 Erlang: half are turned away). Nobody is lost. */
Test(journey, who_finds_nobody_open_or_is_turned_away_goes_elsewhere) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "doors.cfg"}, .seed = 5};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *minor = tally_of(&run, 0, "need.minor", "hub"), *ae = tally_of(&run, 0, "need.ae", "ward");
    double days = 40, spread = 4 * sqrt(24 * days);
    cr_expect_float_eq((double)shut_of(&run, 0, "need.minor", "hub")->found_closed, 24 * days, spread, "%llu", (unsigned long long)shut_of(&run, 0, "need.minor", "hub")->found_closed);
    cr_expect_float_eq((double)minor->arrived, 24 * days, spread);
    cr_expect_float_eq((double)minor->turned_away / (double)minor->arrived, 0.5, 0.06);
    cr_expect_eq(minor->arrived, minor->started + minor->turned_away);
    cr_expect_eq(shut_of(&run, 0, "need.minor", "hub")->went_elsewhere, minor->turned_away + shut_of(&run, 0, "need.minor", "hub")->found_closed);
    uint64_t people = 0;
    for (uint32_t i = 0; i < run.network.pathway_count * run.network.area_count; i++)
        people += run.result.arm[0].outcome[0].left[i];
    cr_expect_eq(people, 0, "nobody leaves without care");
    cr_expect_gt(ae->arrived, shut_of(&run, 0, "need.minor", "hub")->went_elsewhere);
    scenario_run_free(&run);
}

/* Who had chosen the phone chooses again; nobody else does anything else. */
Test(journey, when_a_door_closes_only_those_who_chose_it_move) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "doors.cfg", DATA "doors_no_phone.cfg"}, .seed = 5};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *phone = tally_of(&run, 0, "need.phone", "ward"), *shut = tally_of(&run, 1, "need.phone", "ward");
    cr_expect_eq(shut->arrived, 0);
    cr_expect_eq(shut_of(&run, 1, "need.phone", "ward")->found_closed, phone->arrived);
    cr_expect_eq(shut_of(&run, 1, "need.phone", "ward")->went_elsewhere, phone->arrived);
    uint64_t came[2];
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct post_tally *minor = tally_of(&run, arm, "need.minor", "hub"), *ae = tally_of(&run, arm, "need.ae", "ward");
        const struct elsewhere_tally *other = shut_of(&run, arm, "need.minor", "hub");
        came[arm] = minor->arrived + other->found_closed + ae->arrived - other->went_elsewhere;
    }
    cr_expect_eq(came[1], came[0] + phone->arrived, "each person once");
    scenario_run_free(&run);
}
