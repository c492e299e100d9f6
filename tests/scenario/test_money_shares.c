#include "scenario/money_shares.h"

#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define DATA "scenario/data/"

/* Micro-pounds of a cost that one organisation bears. */
static int64_t borne(const struct scenario_run *run, uint32_t arm, const char *category, const char *organisation) {
    const struct network *n = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < n->money_target_count; t++)
        if (strcmp(n->money_rule[n->money_target[t].rule].id, category) == 0 && n->money_target[t].to != NONE &&
            strcmp(n->organisation[n->money_target[t].to].id, organisation) == 0)
            sum += run->result.arm[arm].outcome[0].money[t];
    return sum;
}

static void run_both(struct scenario_run *run) {
    struct run_wish wish = {.file = {DATA "shared_costs.cfg", DATA "shared_costs_withdrawn.cfg"}};
    scenario_run_or_fail(run, &wish);
}

Test(money_shares, each_bears_its_share_until_one_withdraws) {
    struct scenario_run run;
    run_both(&run);
    cr_expect_eq(borne(&run, 0, "pool", "icb"), 30 * 60000000LL);
    cr_expect_eq(borne(&run, 0, "pool", "council"), 30 * 40000000LL);
    cr_expect_eq(borne(&run, 1, "pool", "icb"), 10 * 60000000LL + 20 * 100000000LL);
    cr_expect_eq(borne(&run, 1, "pool", "council"), 10 * 40000000LL);
    scenario_run_free(&run);
}

/* 999 micro-pounds: 33.4 % are 333.7 and 33.3 % are 332.7; the last by id bears what rounding leaves. */
Test(money_shares, the_parts_are_the_whole_to_the_micro_pound) {
    struct scenario_run run;
    run_both(&run);
    cr_expect_eq(borne(&run, 0, "pence", "council"), 334);
    cr_expect_eq(borne(&run, 0, "pence", "icb"), 333);
    cr_expect_eq(borne(&run, 0, "pence", "x"), 332);
    scenario_run_free(&run);
}

Test(money_shares, hold_for_stays_and_groups_of_places_and_what_is_not_released) {
    struct scenario_run run;
    run_both(&run);
    int64_t icb = borne(&run, 0, "stay", "icb"), x = borne(&run, 0, "stay", "x");
    cr_expect_gt(icb, 0);
    cr_expect_leq(llabs(x - 3 * icb), 2);
    cr_expect_eq(borne(&run, 1, "ward", "icb"), (10 * 480 + 20 * 240) * 250000LL);
    cr_expect_eq(borne(&run, 1, "ward", "x"), (10 * 480 + 20 * 240) * 750000LL);
    cr_expect_eq(borne(&run, 1, "ward_not_released", "icb"), 20 * 96 * 250000LL);
    cr_expect_eq(borne(&run, 1, "ward_not_released", "x"), 20 * 96 * 750000LL);
    scenario_run_free(&run);
}
