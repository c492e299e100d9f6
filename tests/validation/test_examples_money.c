/* The worked examples of contracts, pooled budgets and double running come to what their terms say, pound by pound. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define EXAMPLES "../scenarios/examples/"
#define CONTRACTS {EXAMPLES "contract.cfg", EXAMPLES "contract_more.cfg"}
#define PRICE 6685.0                                /* GBP */
#define BASELINE (3650 / 365.25 * 364)              /* operations in 364 days */

/* Pounds of a rule in an arm's first replication, over all periods. */
static double pounds(const struct scenario_run *run, uint32_t arm, const char *rule, uint32_t to) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    for (uint32_t period = 0; period < network->period_count; period++)
        for (uint32_t t = 0; t < network->money_target_count; t++) {
            const struct money_target *at = &network->money_target[t];
            if (strcmp(network->money_rule[at->rule].id, rule) == 0 && (to == NONE || at->to == to))
                sum += run->result.arm[arm].outcome[0].money[(size_t)period * network->money_target_count + t];
        }
    return (double)sum * 1e-6;
}

static uint32_t organisation(const struct scenario_run *run, const char *id) {
    for (uint32_t i = 0; i < run->network.organisation_count; i++)
        if (strcmp(run->network.organisation[i].id, id) == 0)
            return i;
    cr_assert_fail("no organisation %s", id);
    return NONE;
}

/* What the 75 %, the cap or none of them make of the operations that were begun. */
static void expect_contract(const char *above, const char *below, const char *cap, double rate, double most) {
    struct scenario_run run;
    struct run_wish wish = {.file = CONTRACTS, .set = {above, below, cap}};
    scenario_run_or_fail(&run, &wish);
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct outcome *outcome = &run.result.arm[arm].outcome[0];
        double begun = (double)outcome->post[find_post(&run.network, "planned.stay", "general")].uses;
        double due = PRICE * (BASELINE + rate * (begun - BASELINE));
        double expected = fmin(due, most * PRICE * BASELINE);
        cr_expect_float_eq(outcome->contract[0].activity, begun, 1e-9);
        cr_expect_float_eq(pounds(&run, arm, "planned", NONE), expected, 1e-5, "arm %u: %.6f for %.6f", arm,
                           pounds(&run, arm, "planned", NONE), expected);
        cr_expect_float_eq(pounds(&run, arm, "emergency", NONE), 6.5e6 / 365.25 * 364, 1e-5, "the block is as it is");
    }
    scenario_run_free(&run);
}

Test(examples_money, a_blended_payment_pays_three_quarters_until_its_cap) {
    expect_contract(NULL, NULL, NULL, 0.75, 1.05);
}

Test(examples_money, by_activity_as_a_block_and_without_a_cap_by_one_key_each) {
    expect_contract("payments.planned.above=1", "payments.planned.below=1", "payments.planned.at_most=10", 1, 10);
    expect_contract("payments.planned.above=0", "payments.planned.below=0", "payments.planned.at_most=10", 0, 10);
    expect_contract("payments.planned.above=\"GBP 1337 per use\"", "payments.planned.below=\"GBP 1337 per use\"",
                    "payments.planned.at_most=10", 0.2, 10);
}

/* Days of packages at GBP 45: 60 and 40 % in, 70 and 30 % out; from October 5 % of the block for 181 of 364 days. */
Test(examples_money, a_pooled_budget_pays_out_what_is_paid_in_and_a_block_moves) {
    struct scenario_run run;
    struct run_wish wish = {.file = {EXAMPLES "better_care_fund.cfg", EXAMPLES "better_care_fund_moves.cfg"}};
    scenario_run_or_fail(&run, &wish);
    uint32_t community = organisation(&run, "community"), acute = organisation(&run, "acute");
    for (uint32_t arm = 0; arm < 2; arm++) {
        double moved = arm == 0 ? 0 : 0.05 * 20e6 / 365.25 * 181;
        cr_expect_float_eq(pounds(&run, arm, "acute_block", community), moved, 1e-5);
        cr_expect_float_eq(pounds(&run, arm, "acute_block", acute), 20e6 / 365.25 * 364 - moved, 1e-5);
        cr_expect_float_eq(pounds(&run, arm, "pooled", community), 0.7 * pounds(&run, arm, "package", NONE), 1e-5);
        cr_expect_float_eq(pounds(&run, arm, "pooled", NONE), pounds(&run, arm, "package", NONE), 1e-5);
    }
    scenario_run_free(&run);
}

/* A ward of GBP 2.4m: from 1 July half a year, 184 days, of both; then 30 % of it until 28 March 2028, 453 days. */
Test(examples_money, a_ward_that_moves_costs_twice_for_half_a_year_and_then_what_is_not_released) {
    struct scenario_run run;
    struct run_wish wish = {.file = {EXAMPLES "double_running.cfg", EXAMPLES "double_running_moved.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_float_eq(pounds(&run, 1, "ward", NONE), pounds(&run, 0, "ward", NONE), 1e-4, "as many wards as before");
    cr_expect_float_eq(pounds(&run, 1, "ward_runs_on", NONE), 2.4e6 / 365.25 * 184, 1e-5);
    cr_expect_float_eq(pounds(&run, 1, "ward_not_released", NONE), 0.3 * 2.4e6 / 365.25 * (728 - 91 - 184), 1e-5);
    scenario_run_free(&run);
}
