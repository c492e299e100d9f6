/* Giving way to an earlier class, and sharing one's attention. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <string.h>

#define DATA "care/data/"

static const struct post_tally *op_of(const struct scenario_run *run, const char *step) {
    return &run->result.arm[0].outcome[0].post[find_post(&run->network, step, "hospital")];
}

static const struct access_tally *clock_of(const struct scenario_run *run, const char *standard) {
    const struct network *network = &run->network;
    const struct outcome *outcome = &run->result.arm[0].outcome[0];
    size_t row = (size_t)network->period_count * network->standard_count + find_standard(network, standard);
    return &outcome->access[row * outcome->margins];
}

/* From 8:00 to 10:00, then the emergency's hour, then the four hours that are left: done at 15:00. */
Test(inside, who_gives_way_goes_on_where_he_was) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "interrupted.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(clock_of(&run, "planned_total")->people, 10);
    cr_expect_eq(clock_of(&run, "planned_total")->sum_minutes, 10 * 7 * 60);
    cr_expect_eq(clock_of(&run, "urgent_wait")->sum_minutes, 0);
    const struct post_tally *planned = op_of(&run, "planned.op");
    cr_expect_eq(planned->preempted, 10);
    cr_expect_eq(planned->started, 10, "starting again is no start");
    cr_expect_eq(planned->uses, 10);
    cr_expect_eq(planned->wait_minutes, 0);
    cr_expect_eq(planned->time_minutes, 10 * 6 * 60, "the time inside is the work");
    cr_expect_eq(planned->present_minutes, 10 * 6 * 60);
    cr_expect_eq(planned->ended_minutes, 10 * 6 * 60, "with the hours before they gave way");
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->pool[find_pool(&run.network, "hospital", "theatre")].in_use, 10 * 7 * 60);
    cr_expect_eq(outcome->pool[find_pool(&run.network, "hospital", "surgeon")].in_use, 10 * 7 * 60);
    cr_expect_eq(outcome->pool[find_pool(&run.network, "hospital", "theatre")].waiting, 10 * 60);
    scenario_run_free(&run);
}

/* The only theatre and the only surgeon are both given by the one who has them. */
Test(inside, one_who_gives_way_frees_all_that_is_needed) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "interrupted.cfg"}, .set = {"sites.hospital.pools.surgeon=1"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(clock_of(&run, "planned_total")->sum_minutes, 10 * 7 * 60);
    cr_expect_eq(clock_of(&run, "urgent_wait")->sum_minutes, 0);
    cr_expect_eq(op_of(&run, "planned.op")->preempted, 10);
    scenario_run_free(&run);
}

/* The emergency asks for the surgeon first, whose people stand in the line of the theatre. */
Test(inside, they_give_way_whatever_line_they_stood_in) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "interrupted_surgeon.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(clock_of(&run, "urgent_wait")->sum_minutes, 0);
    cr_expect_eq(op_of(&run, "planned.op")->preempted, 10);
    scenario_run_free(&run);
}

static double minutes_of_the_other(const char *file) {
    struct scenario_run run;
    struct run_wish wish = {.file = {file}};
    scenario_run_or_fail(&run, &wish);
    double minutes = run.result.arm[0].outcome[0].post[find_post(&run.network, "other.care", "clinic")].time_minutes;
    scenario_run_free(&run);
    return minutes;
}

/* Two hours for two, each an hour's work, and nine hours alone. */
Test(inside, places_that_are_kept_or_cleaned_need_no_attention) {
    cr_expect_eq(minutes_of_the_other(DATA "held_attention.cfg"), 11 * 60);
    cr_expect_eq(minutes_of_the_other(DATA "cleaned_attention.cfg"), 11 * 60);
}

Test(inside, patience_is_over_once_work_has_begun_though_nobody_attends) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "nobody_attends.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *care = &run.result.arm[0].outcome[0].post[find_post(&run.network, "need.care", "clinic")];
    cr_expect_eq(care->started, 3);
    cr_expect_eq(care->completed, 0);
    scenario_run_free(&run);
}

Test(inside, who_begins_anew_has_worked_in_vain) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "interrupted_restart.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(clock_of(&run, "planned_total")->sum_minutes, 10 * 9 * 60, "two hours, the emergency, six hours");
    cr_expect_eq(op_of(&run, "planned.op")->time_minutes, 10 * 8 * 60);
    scenario_run_free(&run);
}

static void expect_total(const struct scenario_run *run, const char *level, double exact) {
    double value[64];
    uint32_t margin = NONE;
    for (uint32_t m = 0; m < margin_count(&run->network); m++) {
        struct margin at = margin_at(&run->network, m);
        if (at.kind == MARGIN_LEVEL && strcmp(run->network.dimension[at.dimension].level[at.index], level) == 0)
            margin = m;
    }
    cr_assert_neq(margin, NONE);
    for (uint32_t i = 0; i < run->result.replications; i++) {
        const struct outcome *outcome = &run->result.arm[0].outcome[i];
        size_t row = (size_t)run->network.period_count * run->network.standard_count * outcome->margins + margin;
        value[i] = outcome->access[row].sum_minutes / (double)outcome->access[row].people;
    }
    expect_exactly(level, value, run->result.replications, exact);
}

/* M/M/1, pre-emptive resume: T1 = 1 / (mu - l1), T2 = 1 / mu + ... = 6.25 (Jaiswal 1968). */
Test(inside, two_classes_have_the_times_of_preemptive_resume) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "giving_way.cfg"}, .seed = 20260406, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    expect_total(&run, "high", 1 / (1 - 0.2));
    expect_total(&run, "low", 1 / (1 - 0.2) / (1 - 0.8));
    scenario_run_free(&run);
}

/* M/G/1 with processor sharing: 1 / (mu - lambda), whatever the shape of the work (Kleinrock 1976). */
Test(inside, shared_attention_makes_the_mean_time_that_theory_says_for_any_shape) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "attention.cfg"}, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, (struct sought){CLOCK_MEAN, "total", NULL, 0}, 0.8 / (1 - 0.6));
    scenario_run_free(&run);
}

/* Up to three share one server: as many are there as at M/M/1, (1 - rho) rho^n of the time n. */
Test(inside, three_share_one_server_as_theory_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "attention_of_three.cfg"}, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    double rho = 1200.0 / 1440;
    for (unsigned n = 0; n < 3; n++) {
        double share = 1 - rho;
        for (unsigned k = 0; k < n; k++) share *= rho;
        expect_measure(&run, (struct sought){LEVEL_SHARE, "nurse", "clinic", n}, share);
    }
    expect_measure(&run, (struct sought){CLOCK_MEAN, "total", NULL, 0}, 1 / (1 - rho));
    scenario_run_free(&run);
}

Test(inside, snapshots_carry_those_who_are_interrupted) {
    struct scenario_run shared, alone;
    struct run_wish wish = {.file = {DATA "giving_way.cfg", DATA "giving_way_later.cfg"}, .replications = 2,
                            .set = {"time.window=10 d"}};
    scenario_run_or_fail(&shared, &wish);
    wish.from_start = true;
    scenario_run_or_fail(&alone, &wish);
    expect_same_result(&shared, &alone);
    scenario_run_free(&shared);
    scenario_run_free(&alone);
}

Test(inside, who_lies_elsewhere_for_good_gives_way_too) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "interrupted_elsewhere.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->post[find_post(&run.network, "urgent.stay", "h")].wait_minutes, 0);
    cr_expect_eq(outcome->post[find_post(&run.network, "planned.stay", "h")].preempted, 2);
    cr_expect_eq(outcome->post[find_post(&run.network, "planned.stay", "h")].completed, 2);
    scenario_run_free(&run);
}
