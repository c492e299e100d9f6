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
