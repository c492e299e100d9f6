/* The worked examples of organisations that hand people over, pool and help each other say what they say. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define EXAMPLES "../scenarios/examples/"
#define COUNCILS {EXAMPLES "council_packages.cfg", EXAMPLES "council_leaves.cfg"}
#define APPROVAL_AT_ONCE "handoffs.approval.delay=0 d"
#define NOTHING_POOLED "teams.*.pools.package.lends=0"

static struct theory_estimate delay(const struct scenario_run *run, uint32_t arm) {
    return measure_estimate(run, arm, (struct sought){CLOCK_MEAN, "delay", NULL, 0});
}

/* Means over the replications of the whole window, in places. */
static double held(const struct scenario_run *run, uint32_t arm, const char *site, bool for_hand_over) {
    const struct network *network = &run->network;
    uint32_t pool = find_pool(network, site, "bed");
    double sum = 0, minutes = (network->window_to - network->window_from) * run->result.replications;
    for (uint32_t r = 0; r < run->result.replications; r++)
        for (uint32_t period = 0; period < network->period_count; period++) {
            const struct pool_tally *tally = &run->result.arm[arm].outcome[r].pool[period * network->pool_count + pool];
            sum += for_hand_over ? tally->handover : tally->blocked;
        }
    return sum / minutes;
}

static double wait_at(const struct scenario_run *run, uint32_t arm, const char *team) {
    return measure_estimate(run, arm, (struct sought){WAIT_MEAN, "discharge.home_care", team, 0}).mean;
}

/* 225,250 people, 7.2 in 1000 a year, two days each. */
Test(examples_partners, a_council_that_leaves_holds_beds_for_its_approval_and_takes_its_packages_along) {
    struct scenario_run run;
    struct run_wish wish = {.file = COUNCILS, .replications = run_replications(10, 4)};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(held(&run, 0, "luton_dunstable", true), 0);
    double approval = held(&run, 1, "luton_dunstable", true), expected = 225250 * 7.2 / 1000 / 365.25 * 2;
    cr_expect(fabs(approval - expected) < 0.05 * expected, "%g beds for %g", approval, expected);
    cr_expect_gt(held(&run, 1, "luton_dunstable", false), approval + 1, "others wait for packages");
    cr_expect_gt(wait_at(&run, 1, "luton_care"), 3 * wait_at(&run, 0, "luton_care"));
    cr_expect_gt(wait_at(&run, 1, "bedford_care"), wait_at(&run, 0, "bedford_care"), "the others lack Luton's packages");
    cr_expect_gt(wait_at(&run, 1, "milton_keynes_care"), wait_at(&run, 0, "milton_keynes_care"));
    cr_expect_eq(held(&run, 1, "milton_keynes_hospital", true), 0);
    scenario_run_free(&run);
}

Test(examples_partners, without_pooling_and_approval_leaving_changes_nothing) {
    struct scenario_run run;
    struct run_wish wish = {.file = COUNCILS, .set = {APPROVAL_AT_ONCE, NOTHING_POOLED}, .from_start = true};
    scenario_run_or_fail(&run, &wish);
    expect_same_outcome(&run.network, &run.result.arm[0].outcome[0], &run.result.arm[1].outcome[0]);
    scenario_run_free(&run);
}

Test(examples_partners, the_more_is_pooled_the_shorter_are_delays_and_the_more_a_withdrawal_costs) {
    const char *const shares[] = {NOTHING_POOLED, "teams.*.pools.package.lends=0.2", "teams.*.pools.package.lends=1"};
    double last = INFINITY, last_loss = 0;
    for (unsigned i = 0; i < 3; i++) {
        struct scenario_run run;
        struct run_wish wish = {.file = COUNCILS, .set = {APPROVAL_AT_ONCE, shares[i]}, .replications = run_replications(10, 6)};
        scenario_run_or_fail(&run, &wish);
        double mean = delay(&run, 0).mean, loss = delay(&run, 1).mean - mean;
        cr_expect_lt(mean, last, "%s: %g", shares[i], mean);
        cr_expect(i == 0 ? fabs(loss) < 1e-9 : loss > last_loss, "%s: %g", shares[i], loss);
        last = mean;
        last_loss = loss;
        scenario_run_free(&run);
    }
}

/* Planning takes three days of 432 people a year; the rest is capacity, and stays. */
Test(examples_partners, one_organisation_ends_the_hand_over_and_leaves_what_capacity_makes) {
    struct scenario_run run;
    struct run_wish wish = {.file = {EXAMPLES "pooled_care.cfg", EXAMPLES "pooled_care_one.cfg"},
                            .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    double planning = held(&run, 0, "hospital", true), expected = 432 / 365.25 * 3;
    cr_expect(fabs(planning - expected) < 0.05 * expected, "%g beds for %g", planning, expected);
    cr_expect_eq(held(&run, 1, "hospital", true), 0);
    double before = held(&run, 0, "hospital", false) - planning, after = held(&run, 1, "hospital", false);
    cr_expect(after > 1 && fabs(after - before) < 0.1 * before, "%g beds wait for packages before, %g after", before, after);
    for (uint32_t t = 0; t < run.network.money_target_count; t++)
        if (run.network.money_rule[run.network.money_target[t].rule].is_payment)
            cr_expect_eq(run.result.arm[1].outcome[0].money[t], 0, "nobody pays the other");
    scenario_run_free(&run);
}

static double shorter_by(const struct scenario_run *run, const char *hospital, double *error) {
    struct sought wait = {WAIT_MEAN, "emergency_surgery.operation", hospital, 0};
    uint32_t count = run->result.replications;
    double sum = 0, squares = 0;
    for (uint32_t r = 0; r < count; r++) {
        double change = measure_value(run, 0, r, wait) - measure_value(run, 1, r, wait);
        sum += change;
        squares += change * change;
    }
    double mean = sum / count;
    *error = sqrt((squares / count - mean * mean) / (count - 1));
    return mean;
}

Test(examples_partners, mutual_aid_helps_in_towns_and_hardly_where_hospitals_are_an_hour_apart) {
    struct scenario_run run;
    double error[4];
    struct run_wish wish = {.file = {EXAMPLES "mutual_aid.cfg", EXAMPLES "mutual_aid_on.cfg"}, .replications = run_replications(10, 5)};
    scenario_run_or_fail(&run, &wish);
    double bradford = shorter_by(&run, "bradford_royal", &error[0]), leeds = shorter_by(&run, "leeds_infirmary", &error[1]);
    double barrow = shorter_by(&run, "furness_general", &error[2]), lancaster = shorter_by(&run, "royal_lancaster", &error[3]);
    cr_expect_gt(bradford - 4 * error[0], 10, "min shorter: %g", bradford);
    cr_expect_gt(leeds - 4 * error[1], 10, "min shorter: %g", leeds);
    cr_expect_lt(barrow + 4 * error[2], 8, "min shorter: %g", barrow);
    cr_expect_lt(lancaster + 4 * error[3], 8, "min shorter: %g", lancaster);
    scenario_run_free(&run);
}
