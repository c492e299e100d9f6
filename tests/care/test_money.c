/* Money over the end of a financial year, with prices and places that change inside the window. */
#include "care/money.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define DATA "care/data/"

static double pounds(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *rule) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++)
        if (strcmp(network->money_rule[network->money_target[t].rule].id, rule) == 0)
            sum += run->result.arm[arm].outcome[0].money[(size_t)period * network->money_target_count + t];
    return (double)sum / 1e6;
}

static void expect_pounds(const struct scenario_run *run, const char *rule, const double expected[4]) {
    for (uint32_t i = 0; i < 4; i++)
        cr_expect_float_eq(pounds(run, i / 2, i % 2, rule), expected[i], 1e-4, "%s, arm %u, period %u: %.6f", rule, i / 2,
                           i % 2, pounds(run, i / 2, i % 2, rule));
}

/* March has 31 days, April 30. Places: 30; or 40 from 11 March, 50 from 1 April; a place-day GBP 10, or 20 from
 * 11 April; by started groups of 24 at GBP 24 each. */
Test(money, places_and_prices_count_from_the_day_they_change) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "money.cfg", DATA "money_changed.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(run.network.period_count, 2);
    expect_pounds(&run, "perday", (double[]){31 * 300, 30 * 300, 10 * 300 + 21 * 400, 10 * 500 + 20 * 1000});
    expect_pounds(&run, "groups", (double[]){31 * 48, 30 * 48, 31 * 48, 30 * 72});
    expect_pounds(&run, "block", (double[]){31, 30, 62, 60});
    scenario_run_free(&run);
}

static double place_days(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *rule) {
    const struct network *network = &run->network;
    double sum = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++)
        if (strcmp(network->money_rule[network->money_target[t].rule].id, rule) == 0)
            sum += run->result.arm[arm].outcome[0].money_units[(size_t)period * network->money_target_count + t];
    return sum / MINUTES_PER_DAY;
}

/* The same places as above: what was open, and what was paid for by started groups of 24, in place-days. */
Test(money, the_places_paid_for_are_kept) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "money.cfg", DATA "money_changed.cfg"}};
    scenario_run_or_fail(&run, &wish);
    static const double open[] = {31 * 30, 30 * 30, 10 * 30 + 21 * 40, 30 * 50};
    static const double groups[] = {31 * 48, 30 * 48, 31 * 48, 30 * 72};
    for (uint32_t i = 0; i < 4; i++) {
        cr_expect_float_eq(place_days(&run, i / 2, i % 2, "perday"), open[i], 1e-6, "%u", i);
        cr_expect_float_eq(place_days(&run, i / 2, i % 2, "groups"), groups[i], 1e-6, "%u", i);
    }
    scenario_run_free(&run);
}

Test(money, a_stay_over_a_change_of_price_is_paid_at_both) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "money.cfg", DATA "money_changed.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    uint32_t pool = find_pool(network, "a", "bed");
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct outcome *outcome = &run.result.arm[arm].outcome[0];
        double expected[2] = {0, 0};
        for (uint32_t day = 0; day < outcome->days; day++) /* from 1 March; the price doubles on 21 April */
            expected[day >= 31] += outcome->day_in_use[pool * outcome->days + day] * (arm == 1 && day >= 51 ? 200 : 100);
        for (uint32_t period = 0; period < 2; period++)
            cr_expect_float_eq(pounds(&run, arm, period, "stay"), expected[period], 1e-3, "arm %u, period %u: %g, %g", arm,
                               period, pounds(&run, arm, period, "stay"), expected[period]);
    }
    scenario_run_free(&run);
}

Test(money, what_is_spent_once_counts_on_its_day_if_that_is_in_the_window) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "money.cfg", DATA "money_changed.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    double sum[4] = {0};
    for (uint32_t arm = 0; arm < 2; arm++)
        for (uint32_t period = 0; period < 2; period++)
            for (uint32_t i = 0; i < network->once_count; i++)
                sum[arm * 2 + period] +=
                    (double)run.result.arm[arm].outcome[0].once[period * network->once_count + i] / 1e6;
    const double expected[4] = {0, 0, 11, 13}; /* 26 February is before the window, 1 May after it */
    for (int i = 0; i < 4; i++) cr_expect_float_eq(sum[i], expected[i], 1e-9, "%d: %g", i, sum[i]);
    scenario_run_free(&run);
}

/* Only what is in use is there of it, and it has no groups of places: the 30 beds alone make two groups. */
Test(money, what_is_never_full_costs_while_it_is_used) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "money_unlimited.cfg"}};
    scenario_run_or_fail(&run, &wish);
    double in_use = run.result.arm[0].outcome[0].pool[find_pool(&run.network, "a", "crew")].in_use;
    cr_expect_gt(in_use, 0);
    cr_expect_float_eq(pounds(&run, 0, 0, "perday"), in_use / 1440 * 10, 1e-4);
    cr_expect_float_eq(pounds(&run, 0, 0, "groups"), 20 * 48, 1e-4);
    scenario_run_free(&run);
}

/* ---- contracts ---- */

/* The contract of a payment with who runs the providers ("" for all together) in one period. */
static struct contract_tally contract(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *rule,
                                      const char *party) {
    const struct network *network = &run->network;
    for (uint32_t i = 0; i < network->contract_count; i++) {
        const struct money_contract *at = &network->contract[i];
        const char *id = at->party == NONE ? "" : network->organisation[at->party].id;
        if (strcmp(network->money_rule[at->rule].id, rule) == 0 && strcmp(id, party) == 0)
            return run->result.arm[arm].outcome[0].contract[period * network->contract_count + i];
    }
    cr_assert_fail("no contract %s with %s", rule, party);
    return (struct contract_tally){0};
}

/* Micro-pounds that a rule brings from one to another in a period. */
static int64_t moved(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *rule, const char *from,
                     const char *to) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++) {
        const struct money_target *at = &network->money_target[t];
        if (strcmp(network->money_rule[at->rule].id, rule) == 0 && strcmp(network->organisation[at->from].id, from) == 0 &&
            strcmp(network->organisation[at->to].id, to) == 0)
            sum += run->result.arm[arm].outcome[0].money[(size_t)period * network->money_target_count + t];
    }
    return sum;
}

static void run_contracts(struct scenario_run *run) {
    struct run_wish wish = {.file = {DATA "contracts.cfg", DATA "contracts_changed.cfg"}};
    scenario_run_or_fail(run, &wish);
    cr_assert_eq(run->network.period_count, 2);
}

struct settled { const char *rule, *party; uint32_t arm, period; double baseline, activity; int64_t fixed, variable, bounded; };

/* In whole pounds; by hand from the numbers in contracts.cfg. */
static void expect_settled(const struct scenario_run *run, const struct settled *expected, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct settled *at = &expected[i];
        struct contract_tally is = contract(run, at->arm, at->period, at->rule, at->party);
        cr_expect_float_eq(is.baseline, at->baseline, 1e-6, "%zu: baseline %.9f", i, is.baseline);
        cr_expect_float_eq(is.activity, at->activity, 1e-6, "%zu: activity %.9f", i, is.activity);
        cr_expect_eq(is.fixed, at->fixed * 1000000, "%zu: fixed %lld", i, (long long)is.fixed);
        cr_expect_eq(is.variable, at->variable * 1000000, "%zu: variable %lld", i, (long long)is.variable);
        cr_expect_eq(is.bounded, at->bounded * 1000000, "%zu: bounded %lld", i, (long long)is.bounded);
    }
}

/* Above a baseline half the price, below it GBP 80 off; none of either is a block; the price for both is by activity. */
Test(money, a_baseline_is_paid_for_and_what_is_above_or_below_at_its_own_rate) {
    static const struct settled expected[] = {
        {"blended", "x", 0, 0, 310, 372, 31000, 62 * 50, 0},   {"blended", "y", 0, 0, 310, 279, 31000, -31 * 80, 0},
        {"blended", "x", 0, 1, 300, 360, 30000, 60 * 50, 0},   {"blended", "y", 0, 1, 300, 270, 30000, -30 * 80, 0},
        {"block", "", 0, 0, 310, 372, 31000, 0, 0},            {"block", "", 0, 1, 300, 360, 30000, 0, 0},
        {"neutral", "", 0, 0, 310, 372, 31000, 62 * 100, 0},   {"hours", "", 0, 0, 310 * 60, 372 * 60, 6200, 62 * 10, 0},
    };
    struct scenario_run run;
    run_contracts(&run);
    expect_settled(&run, expected, sizeof expected / sizeof *expected);
    cr_expect_eq(moved(&run, 0, 0, "neutral", "icb", "x"), moved(&run, 0, 0, "by_activity", "icb", "x"));
    cr_expect_eq(moved(&run, 0, 0, "block", "icb", "x"), 31000000000);
    scenario_run_free(&run);
}

/* 5 % over the baseline's price at most, 5 % under it at least; GBP 1,000 a day at most. */
Test(money, a_cap_and_a_collar_bound_what_is_paid) {
    static const struct settled expected[] = {
        {"bounded", "x", 0, 0, 310, 372, 31000, 6200, 32550 - 37200}, {"bounded", "y", 0, 0, 310, 279, 31000, -3100, 29450 - 27900},
        {"capped", "", 0, 0, 0, 372, 0, 37200, -6200},                {"capped", "", 0, 1, 0, 360, 0, 36000, -6000},
        {"capped", "", 1, 1, 0, 360, 0, 36000, 15 * 1000 + 15 * 1200 - 36000},
    };
    struct scenario_run run;
    run_contracts(&run);
    expect_settled(&run, expected, sizeof expected / sizeof *expected);
    scenario_run_free(&run);
}

/* From 11 March the price is GBP 120, or the baseline twice; in April the baseline of x is twice, so it is below. */
Test(money, a_price_and_a_baseline_that_change_inside_a_year_count_for_their_days) {
    static const struct settled expected[] = {
        {"blended", "x", 1, 0, 310, 372, 10000 + 21 * 1200, 20 * 50 + 42 * 60, 0},
        {"blended", "y", 1, 0, 310, 279, 10000 + 21 * 1200, -31 * 80, 0},
        {"blended", "x", 1, 1, 600, 360, 72000, -240 * 80, 0},
        {"block", "", 1, 0, 100 + 21 * 20, 372, 52000, 0, 0},
        {"neutral", "", 1, 0, 310, 372, 10000 + 21 * 1200, 20 * 100 + 42 * 120, 0},
    };
    struct scenario_run run;
    run_contracts(&run);
    expect_settled(&run, expected, sizeof expected / sizeof *expected);
    for (uint32_t period = 0; period < 2; period++)
        cr_expect_eq(moved(&run, 1, period, "neutral", "icb", "x"), moved(&run, 1, period, "by_activity", "icb", "x"));
    scenario_run_free(&run);
}

/* A pool into which two pay, and from which two are paid: 12 and 9 uses a day at GBP 1, then only one pays. */
Test(money, payers_and_payees_share_to_the_micro_pound) {
    struct scenario_run run;
    run_contracts(&run);
    cr_expect_eq(moved(&run, 0, 0, "pooled", "icb", "x"), 372 * 540000);
    cr_expect_eq(moved(&run, 0, 0, "pooled", "council", "x"), 372 * 360000);
    cr_expect_eq(moved(&run, 0, 0, "pooled", "icb", "y"), 279 * 540000);
    cr_expect_eq(moved(&run, 0, 0, "pooled", "council", "icb"), (372 + 279) * 40000);
    cr_expect_eq(moved(&run, 1, 0, "pooled", "icb", "x"), 120 * 540000 + 252 * 900000);
    cr_expect_eq(moved(&run, 1, 0, "pooled", "council", "x"), 120 * 360000);
    /* 744 micro-pounds in parts of 223.3, 272.9, 111.5 and 136.3: the last takes what rounding leaves */
    cr_expect_eq(moved(&run, 0, 0, "odd", "council", "x"), 223);
    cr_expect_eq(moved(&run, 0, 0, "odd", "council", "y"), 273);
    cr_expect_eq(moved(&run, 0, 0, "odd", "icb", "x"), 111);
    cr_expect_eq(moved(&run, 0, 0, "odd", "icb", "y"), 744 - 223 - 273 - 111);
    scenario_run_free(&run);
}

/* Micro-pounds that an organisation has received less what it has paid in a period, by rules whose ids begin so. */
static int64_t received(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *rules, const char *who) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++) {
        const struct money_target *at = &network->money_target[t];
        int64_t amount = run->result.arm[arm].outcome[0].money[(size_t)period * network->money_target_count + t];
        if (strncmp(network->money_rule[at->rule].id, rules, strlen(rules)) != 0) continue;
        sum += strcmp(network->organisation[at->to].id, who) == 0 ? amount : 0;
        sum -= strcmp(network->organisation[at->from].id, who) == 0 ? amount : 0;
    }
    return sum;
}

/* GBP 146.1m a year are 400,000 a day; from 11 March to 20 April 5 % of them, 20,000, are paid to y: as a transfer of
 * money, as shares of who is paid, as a transfer of a share of the payment, and as another payment. */
Test(money, a_share_of_a_block_moves_on_a_date_to_the_micro_pound) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "block.cfg", DATA "block_moves.cfg"}};
    const int64_t day = 400000000000, part = 20000000000, days[2] = {31, 30}, moved_days[2] = {21, 20};
    scenario_run_or_fail(&run, &wish);
    static const char *const rules[] = {"block_moves_transfer", "by_shares", "of_payment", "by_amounts"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        for (uint32_t period = 0; period < 2; period++) {
            int64_t block = i == 0 ? 0 : days[period] * day, to_y = moved_days[period] * part;
            cr_expect_eq(received(&run, 0, period, rules[i], "x"), block, "%s", rules[i]);
            cr_expect_eq(received(&run, 0, period, rules[i], "y"), 0, "%s", rules[i]);
            cr_expect_eq(received(&run, 1, period, rules[i], "x"), block - to_y, "%s, period %u", rules[i], period);
            cr_expect_eq(received(&run, 1, period, rules[i], "y"), to_y, "%s, period %u", rules[i], period);
            cr_expect_eq(received(&run, 1, period, rules[i], "icb"), -block, "%s, period %u", rules[i], period);
        }
    scenario_run_free(&run);
}
