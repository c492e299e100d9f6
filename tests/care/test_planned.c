/* People who come by plan: when, how many, and that they stay who they are. */
#include "care/planned.h"
#include "support/people.h"
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

#define DATA "care/data/"

static const struct post_tally *care_of(const struct scenario_run *run) {
    return &run->result.arm[0].outcome[0].post[find_post(&run->network, "need.care", "clinic")];
}

Test(planned, one_an_hour_from_the_first_hour_on_is_23_within_a_day) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "hourly.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(care_of(&run)->arrived, 23, "at 1:00 .. 23:00; the one at 24:00 lies outside");
    cr_expect_eq(care_of(&run)->waited, 0, "a place that falls free at that minute is free");
    cr_expect_eq(care_of(&run)->completed, 23);
    scenario_run_free(&run);
}

Test(planned, the_first_may_come_as_the_run_begins) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "hourly.cfg"}, .set = {"pathways.need.arrivals.first_after=0 min"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(care_of(&run)->arrived, 24, "at 0:00 .. 23:00");
    scenario_run_free(&run);
}

Test(planned, nobody_comes_after_a_window_that_ends_arrivals) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "hourly.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(run.result.arm[0].outcome[0].arrivals, 23);
    scenario_run_free(&run);
    wish.set[0] = "time.arrivals_end=false";
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(run.result.arm[0].outcome[0].arrivals, 47, "two days but for the one at 48:00");
    scenario_run_free(&run);
}

Test(planned, a_profile_quickens_the_pace_in_its_hours_and_keeps_the_day) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "daytime.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    uint32_t pool = find_pool(&run.network, "clinic", "room");
    for (uint32_t hour = 0; hour < HOURS_PER_WEEK; hour++) {
        double in_use = outcome->hour_in_use[pool * HOURS_PER_WEEK + hour];
        bool day = hour % 24 >= 8 && hour % 24 < 20;
        if (!day && hour % 24 != 20) cr_expect_eq(in_use, 0, "hour %u", hour);
        if (day && hour % 24 > 8) cr_expect_float_eq(in_use, 2, 1e-9, "two an hour, an hour each: hour %u", hour);
    }
    cr_expect_eq(care_of(&run)->arrived, 7 * 24 - 1, "all but the one on the stroke of Monday's first hour");
    scenario_run_free(&run);
}

/* More of the same people: the k-th person is who he was, and takes as long. */
static void must_be_more(void *context, const struct person_line *a, const struct person_line *b) {
    size_t *gone = context;
    *gone += b == NULL || a != NULL;
}

Test(planned, a_faster_pace_brings_the_same_people_sooner) {
    struct network network;
    struct run_wish wish = {.file = {DATA "gaps.cfg", DATA "gaps_faster.cfg"}};
    scenario_load_or_fail(&network, &wish);
    struct people slow, fast;
    people_of_run(&slow, &network, 0, 7);
    people_of_run(&fast, &network, 1, 7);
    size_t gone = 0, same = people_compare(&slow, &fast, must_be_more, &gone);
    cr_expect_gt(slow.count, 700);
    cr_expect_eq(same, slow.count);
    cr_expect_eq(gone, 0);
    cr_expect_float_eq((double)fast.count / (double)slow.count, 1.25, 0.08);
    people_free(&slow);
    people_free(&fast);
    network_free(&network);
}

Test(planned, gaps_have_the_mean_and_the_variance_that_are_said) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "gaps.cfg"}, .set = {"time.window=2000 d", "time.arrivals_end=true"}, .replications = run_replications(12, 4)};
    scenario_run_or_fail(&run, &wish);
    double count[12], excess[12];
    for (uint32_t i = 0; i < run.result.replications; i++)
        count[i] = (double)run.result.arm[0].outcome[i].arrivals;
    expect_exactly("arrivals in 2000 days", count, run.result.replications, 2000 * 48.0);
    double sd = 40.0 / 30 * sqrt(2000 * 48.0); /* renewal theory: var N = t var / mean^3 */
    for (uint32_t i = 0; i < run.result.replications; i++) {
        excess[i] = fabs(count[i] - 2000 * 48.0) / sd;
        cr_expect_lt(excess[i], 4, "replication %u", i);
    }
    scenario_run_free(&run);
}

Test(planned, an_exponential_gap_makes_the_queue_of_poisson_arrivals) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "exponential_gaps.cfg"}, .replications = run_replications(20, 6), .seed = 5};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, (struct sought){WAIT_MEAN, "need.care", "clinic", 0}, 0.75 * 0.75 / 0.25);
    scenario_run_free(&run);
}

Test(planned, those_booked_come_at_their_times_and_the_late_a_day_later) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "booked.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(care_of(&run)->arrived, 4 * 7 - 1, "the last Sunday's comes on the Monday after the window");
    const double *hour = &run.result.arm[0].outcome[0].hour_in_use[find_pool(&run.network, "clinic", "room") * HOURS_PER_WEEK];
    cr_expect_float_eq(hour[9], 2 * 0.5, 1e-9, "two on Monday from 9:10 to 9:40");
    cr_expect_float_eq(hour[13], 20.0 / 60, 1e-9, "one from 13:40");
    cr_expect_float_eq(hour[48 + 10], 3 * 0.5, 1e-9, "three on Wednesday");
    cr_expect_float_eq(hour[0], 0.75 * 0.5, 1e-9, "Sunday's at 0:05, on three Mondays of four");
    scenario_run_free(&run);
}

Test(planned, some_of_those_booked_stay_away) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "booked.cfg"}, .set = {"time.window=2800 d", "time.arrivals_end=true", "pathways.need.arrivals.attend=80 %"}};
    scenario_run_or_fail(&run, &wish);
    double booked = 2800, sd = sqrt(booked * 0.8 * 0.2);
    double came = (double)run.result.arm[0].outcome[0].arrivals;
    cr_expect_lt(fabs(came - 0.8 * booked), 4 * sd, "%g", came);
    scenario_run_free(&run);
}

Test(planned, known_arrivals_come_when_and_whence_they_are_known_to) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "traced.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->arrived[find_area(&run.network, "mid")], 2);
    cr_expect_eq(outcome->arrived[find_area(&run.network, "east")], 5);
    const double *hour = &outcome->hour_in_use[find_pool(&run.network, "clinic", "room") * HOURS_PER_WEEK];
    cr_expect_float_eq(hour[2 * 24 + 23], 1.0 / 60, 1e-9, "Wednesday 1 April, 23:59");
    cr_expect_float_eq(hour[3 * 24 + 9], 6 * 0.5, 1e-9, "six on Thursday at 9:00");
    scenario_run_free(&run);
}

/* M^X/M/1: L = rho / (1 - rho) * (E[X^2] + E[X]) / (2 E[X]) (Chaudhry and Templeton 1983). */
Test(planned, those_who_come_together_make_the_line_that_theory_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "together.cfg"}, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    double rho = 0.6, people = 0.75, mean = 2, square = 0.5 * 1 + 0.5 * 9;
    double present = rho / (1 - rho) * (square + mean) / (2 * mean);
    expect_measure(&run, (struct sought){CLOCK_MEAN, "total", NULL, 0}, present / people);
    scenario_run_free(&run);
}

/* Whoever is cancelled and booked again at once sets out a minute later, and again, until there is room. */
Test(planned, booked_again_at_once_comes_to_an_end) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/booked_again.cfg"}, .set = {"pathways.need.steps.care.rebook=0 d"}};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *care = &run.result.arm[0].outcome[0].post[find_post(&run.network, "need.care", "clinic")];
    cr_expect_eq(care->completed, 2);
    cr_expect_gt(care->cancelled, 60, "%lu times", (unsigned long)care->cancelled);
    scenario_run_free(&run);
}

static uint64_t booked_who_came(const char *plan, bool from_start, struct scenario_run *run) {
    struct run_wish wish = {.file = {"care/data/booked.cfg", plan}, .from_start = from_start};
    scenario_run_or_fail(run, &wish);
    return run->result.arm[1].outcome[0].arrived[0];
}

/* Nobody comes twice, or not at all, where what they come late changes between the days on which they may come. */
Test(planned, each_of_the_booked_comes_once_though_late_changes) {
    static const char *const plan[] = {"care/data/booked_later.cfg", "care/data/booked_earlier.cfg"};
    for (int i = 0; i < 2; i++) {
        struct scenario_run shared, alone;
        uint64_t came = booked_who_came(plan[i], false, &shared);
        cr_expect_eq(came, shared.result.arm[0].outcome[0].arrived[0], "%s: %lu came", plan[i], (unsigned long)came);
        booked_who_came(plan[i], true, &alone);
        expect_same_result(&shared, &alone);
        scenario_run_free(&shared);
        scenario_run_free(&alone);
    }
}
