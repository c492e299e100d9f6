/* What the worked examples of full hospitals, fleets and lists say of themselves, shortened. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define EXAMPLES "../scenarios/examples/"
#define SHORT_SETS "time.window=13 wk", "time.warm_up=4 wk"

static double clock_mean(const struct scenario_run *run, uint32_t arm, uint32_t replication, const char *id) {
    return measure_value(run, arm, replication, (struct sought){CLOCK_MEAN, id, NULL, 0});
}

static const struct post_tally *post_at(const struct scenario_run *run, uint32_t arm, uint32_t replication, const char *step,
                                        const char *provider) {
    return &run->result.arm[arm].outcome[replication].post[find_post(&run->network, step, provider)];
}

/* Category 2 of spring 2022: 35:31 min in the South East, 39:46 in the North West. */
Test(full_house, a_fleet_comes_to_category_2_of_spring_2022) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "ambulance_fleet.cfg"}, .replications = 4});
    double sum = 0, met = 0, conveyed = 0;
    for (uint32_t i = 0; i < 4; i++) {
        sum += clock_mean(&run, 0, i, "category_2") / 4;
        for (uint32_t post = 0; post < run.network.post_count; post++) {
            const char *step = run.network.step[run.network.post[post].step].id;
            double arrived = (double)run.result.arm[0].outcome[i].post[post].arrived;
            met += strncmp(step, "call.category", 13) == 0 ? arrived : 0;
            conveyed += strcmp(step, "call.handover") == 0 || strcmp(step, "call.stroke_unit") == 0 ? arrived : 0;
        }
    }
    cr_expect(sum > 33 && sum < 41, "category 2: %g min", sum);
    double years = 4 * 182 / 365.25, people = 590;
    cr_expect_float_eq(met / years / people, 131, 5, "met by a crew, per 1,000 a year: %g", met / years / people);
    cr_expect_float_eq(conveyed / met, 85.0 / 131, 0.01, "conveyed: %g", conveyed / met);
    scenario_run_free(&run);
}

/* Twice the handover keeps vehicles, so callers wait longer: in every replication, and the more urgent the less. */
Test(full_house, handovers_that_take_twice_as_long_lengthen_responses) {
    struct scenario_run quick, slow;
    const char *file = EXAMPLES "ambulance_fleet.cfg";
    const char *once = "pathways.call.steps.handover.lasts=20 min", *twice = "pathways.call.steps.handover.lasts=40 min";
    scenario_run_or_fail(&quick, &(struct run_wish){.file = {file}, .set = {once, SHORT_SETS}, .replications = 3});
    scenario_run_or_fail(&slow, &(struct run_wish){.file = {file}, .set = {twice, SHORT_SETS}, .replications = 3});
    for (uint32_t i = 0; i < 3; i++) {
        double first = clock_mean(&slow, 0, i, "category_1") - clock_mean(&quick, 0, i, "category_1");
        double third = clock_mean(&slow, 0, i, "category_3") - clock_mean(&quick, 0, i, "category_3");
        cr_expect_gt(first, 2);
        cr_expect_gt(third, 2 * first);
    }
    scenario_run_free(&quick);
    scenario_run_free(&slow);
}

static double cancelled_share(const struct scenario_run *run, uint32_t arm, uint32_t i) {
    const struct post_tally *post = post_at(run, arm, i, "planned.admission", "hot");
    return (double)post->cancelled / (double)post->arrived;
}

/* A bed kept for planned care is not there for emergencies; a rule that stops planned care cancels more. */
Test(full_house, a_ring_fence_stops_cancellations_and_emergencies_pay) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "elective_list.cfg", EXAMPLES "elective_ring_fence.cfg",
                                                           EXAMPLES "elective_cold_site.cfg"},
                                                  .set = {"time.window=26 wk"}, .replications = 3});
    for (uint32_t i = 0; i < 3; i++) {
        cr_expect_gt(cancelled_share(&run, 0, i), 0.05);
        cr_expect_lt(cancelled_share(&run, 1, i), 0.4 * cancelled_share(&run, 0, i));
        cr_expect_lt(clock_mean(&run, 1, i, "treated"), clock_mean(&run, 0, i, "treated"));
        cr_expect_gt(clock_mean(&run, 1, i, "emergency"), clock_mean(&run, 0, i, "emergency"));
        cr_expect_eq(post_at(&run, 2, i, "planned.operation", "hot")->arrived, 0, "all of it on the cold site");
        cr_expect_gt(clock_mean(&run, 2, i, "emergency"), clock_mean(&run, 0, i, "emergency"));
    }
    scenario_run_free(&run);
}

Test(full_house, planned_care_that_is_stopped_is_cancelled_and_the_list_grows) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "elective_list.cfg", EXAMPLES "elective_cancels.cfg"},
                                                  .set = {"time.window=26 wk", "sites.hot.pools.bed=365"}, .replications = 3});
    for (uint32_t i = 0; i < 3; i++) {
        cr_expect_gt(run.result.arm[1].outcome[i].spell_count, 0);
        cr_expect_gt(cancelled_share(&run, 1, i), cancelled_share(&run, 0, i));
        cr_expect_gt(clock_mean(&run, 1, i, "treated"), clock_mean(&run, 0, i, "treated"));
    }
    scenario_run_free(&run);
}

/* 16 requests for 100 first outpatients, half of whom are not referred. A person thought of costs the consultant
 * 10 a + 30 (1 - a / 2) minutes. */
Test(full_house, advice_costs_minutes_and_saves_half_a_referral) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "advice.cfg", EXAMPLES "advice_more.cfg"}, .replications = 8});
    double asked[8], ratio[8], minutes[8];
    for (uint32_t i = 0; i < 8; i++) {
        const struct outcome *outcome = &run.result.arm[1].outcome[i];
        double advice = (double)post_at(&run, 1, i, "referral.advice", "clinic")->arrived;
        double clinic = (double)post_at(&run, 1, i, "referral.clinic", "clinic")->arrived;
        double all = (double)post_at(&run, 1, i, "referral.thought_of", "anywhere")->arrived;
        asked[i] = advice / all;
        ratio[i] = advice / clinic;
        minutes[i] = (post_at(&run, 1, i, "referral.advice", "clinic")->time_minutes +
                      post_at(&run, 1, i, "referral.clinic", "clinic")->time_minutes) / all;
        cr_expect_gt(outcome->arrivals, 5000);
    }
    expect_exactly("asked", asked, 8, 0.148);
    expect_exactly("requests by first outpatients", ratio, 8, 0.148 / (1 - 0.074));
    expect_exactly("minutes of the consultant", minutes, 8, 10 * 0.148 + 30 * (1 - 0.074));
    scenario_run_free(&run);
}

Test(full_house, nobody_waits_for_a_package_longer_than_a_day_where_a_community_bed_follows) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "discharge_pathways.cfg", EXAMPLES "home_first.cfg"},
                                                  .set = {"teams.packages.pools.package=305"}, .replications = 2});
    for (uint32_t i = 0; i < 2; i++) {
        const struct post_tally *package = post_at(&run, 1, i, "leaving.package", "packages");
        cr_expect_leq(package->wait_minutes, (double)package->started * MINUTES_PER_DAY);
        cr_expect_gt(package->left_waiting, 0);
        cr_expect_float_eq((double)post_at(&run, 1, i, "leaving.instead", "community")->arrived, (double)package->left_waiting, 5);
        cr_expect_lt(clock_mean(&run, 1, i, "pathway_1"), clock_mean(&run, 0, i, "pathway_1"));
    }
    scenario_run_free(&run);
}

/* Fewer lie out with more beds of their own, so the mean stay falls towards 6.5 d, and surgery is cancelled less. */
Test(full_house, outliers_stay_longer_and_take_beds_from_others) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {EXAMPLES "outliers_repatriation.cfg", EXAMPLES "more_medical_beds.cfg"}, .replications = 3});
    for (uint32_t i = 0; i < 3; i++) {
        const struct post_tally *before = post_at(&run, 0, i, "medical.ward", "castle"), *after = post_at(&run, 1, i, "medical.ward", "castle");
        cr_expect_lt(after->time_minutes / (double)after->completed, before->time_minutes / (double)before->completed);
        cr_expect_lt(post_at(&run, 1, i, "surgical.ward", "castle")->cancelled, post_at(&run, 0, i, "surgical.ward", "castle")->cancelled);
        cr_expect_lt(clock_mean(&run, 1, i, "repatriation"), clock_mean(&run, 0, i, "repatriation"));
    }
    scenario_run_free(&run);
}
