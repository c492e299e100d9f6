#include "scenario/money_side.h"

#include "results/view.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <string.h>

#define DATA "scenario/data/"

static double pounds(const struct scenario_run *run, uint32_t arm, const char *category) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    uint32_t found = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++)
        if (strcmp(network->money_rule[network->money_target[t].rule].id, category) == 0) {
            sum += run->result.arm[arm].outcome[0].money[t];
            found++;
        }
    cr_assert_gt(found, 0, "no cost %s", category);
    return (double)sum / 1e6;
}

static void expect_pounds(const struct scenario_run *run, const char *category, double baseline, double merged) {
    cr_expect_float_eq(pounds(run, 0, category), baseline, 1e-5, "%s: %.6f", category, pounds(run, 0, category));
    cr_expect_float_eq(pounds(run, 1, category), merged, 1e-5, "%s, merged: %.6f", category, pounds(run, 1, category));
}

/* 8 WTE of 42 h are two on duty at all hours. Two rotas of 6 in post: 4 on duty at GBP 100 a day, a quarter of them
 * locums at 155. Merged after ten days, 12 in post are three on duty and no locum. */
Test(money_side, locums_fill_a_rota_up_to_its_minimum_and_cost_more) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "rotas.cfg", DATA "rotas_merged.cfg"}};
    scenario_run_or_fail(&run, &wish);
    expect_pounds(&run, "doctor", 30 * 400, 10 * 400 + 20 * 300);
    expect_pounds(&run, "doctor_locum_premium", 30 * 100 * 0.55, 10 * 100 * 0.55);
    scenario_run_free(&run);
}

/* Two groups of 24 places at GBP 10 a place and day, of which one goes after ten days: the 20 of the last days are
 * still a group. Of its cost 40 % goes on, of the places' own cost 70 %. */
Test(money_side, of_capacity_that_goes_only_what_is_released_is_saved) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "rotas.cfg", DATA "rotas_merged.cfg"}};
    scenario_run_or_fail(&run, &wish);
    expect_pounds(&run, "ward", 30 * 480, 10 * 480 + 20 * 240);
    expect_pounds(&run, "ward_not_released", 0, 20 * 240 * 0.4);
    expect_pounds(&run, "bed", 30 * 240, 10 * 240 + 10 * 120 + 10 * 100);
    expect_pounds(&run, "bed_not_released", 0, 0.7 * (10 * 120 + 10 * 140));
    scenario_run_free(&run);
}

Test(money_side, what_is_not_released_is_stranded_and_locums_are_told) {
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {DATA "rotas.cfg", DATA "rotas_merged.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    for (uint32_t i = 0; i < view.length[AXIS_COST]; i++) {
        if (strcmp(view.cost[i].category, "ward_not_released") != 0)
            continue;
        struct stranded stranded = view_stranded(&view, (struct spot){1, 0, run.network.period_count, 0, 0}, &view.cost[i]);
        cr_expect(stranded.by_capacity);
        cr_expect_eq(stranded.cost, 1920000000);
        cr_expect_eq(stranded.idle, stranded.cost);
    }
    const struct pool *doctors = &run.network.pool[find_pool(&run.network, "a", "doctor")];
    uint32_t all = run.network.period_count;
    cr_expect_float_eq(view_value_mean(&view, 0, all, doctors->in_post), 6, 1e-9);
    cr_expect_float_eq(view_value_mean(&view, 0, all, doctors->capacity), 8, 1e-9);
    cr_expect_float_eq(view_value_mean(&view, 1, all, doctors->in_post), 10, 1e-9);
    cr_expect_float_eq(view_value_mean(&view, 1, all, doctors->capacity), (10 * 8 + 20 * 12) / 30.0, 1e-9);
    result_view_free(&view);
    scenario_run_free(&run);
}
