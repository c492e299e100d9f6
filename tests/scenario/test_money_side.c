#include "scenario/money_side.h"

#include "results/summary.h"
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

/* What one pool's rule beside a cost came to, in pounds. */
static double at_site(const struct scenario_run *run, const char *category, const char *site) {
    const struct network *network = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < network->money_target_count; t++) {
        const struct money_target *at = &network->money_target[t];
        if (strcmp(network->money_rule[at->rule].id, category) == 0 && strcmp(network->provider[at->provider].id, site) == 0)
            sum += run->result.arm[1].outcome[0].money[t];
    }
    return (double)sum / 1e6;
}

/* 40 days from 1 April. At a 48 beds, 36 from 11 April, 24 from 16 April, 30 from 1 May. The first 12 run on until 20 April,
 * the others until 25 April; after that 40 % of those gone from the start go on: 12 from 21 April, 24 from 26 April, 18 from
 * 1 May. New beds at b cost from their first day. */
Test(money_side, costs_run_on_beside_the_new_ones_and_then_what_is_not_released) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "double_running.cfg", DATA "double_running_moved.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_float_eq(at_site(&run, "bed", "a"), 10 * 480 + 5 * 360 + 15 * 240 + 10 * 300, 1e-5);
    cr_expect_float_eq(at_site(&run, "bed", "b"), 10 * 240 + 5 * 360 + 25 * 480, 1e-5);
    cr_expect_float_eq(at_site(&run, "bed_runs_on", "a"), 5 * 120 + 5 * 240 + 5 * 120, 1e-5);
    cr_expect_float_eq(at_site(&run, "bed_not_released", "a"), 0.4 * (5 * 120 + 5 * 240 + 10 * 180), 1e-5);
    cr_expect_float_eq(at_site(&run, "bed_runs_on", "b"), 0, 1e-5);
    cr_expect_float_eq(at_site(&run, "bed_not_released", "b"), 0, 1e-5);
    scenario_run_free(&run);
}

/* Of two wards, the second is no longer started from 16 April to 30 April (24 beds), and again from 1 May (30). Its cost runs on
 * for a month, to 15 May, so nothing of it is saved in the window; it is shared like the cost, and stranded. */
Test(money_side, a_ward_runs_on_whole_is_shared_and_stranded) {
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {DATA "double_running.cfg", DATA "double_running_moved.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_float_eq(at_site(&run, "ward", "a"), 15 * 480 + 15 * 240 + 10 * 480, 1e-5);
    cr_expect_float_eq(at_site(&run, "ward_runs_on", "a"), 15 * 240, 1e-5);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    uint32_t seen = 0;
    for (uint32_t i = 0; i < view.length[AXIS_COST]; i++) {
        if (strcmp(view.cost[i].category, "ward_runs_on") != 0 || view.cost[i].provider != find_provider(&run.network, "a"))
            continue;
        struct stranded stranded = view_stranded(&view, (struct spot){1, 0, run.network.period_count, 0, 0}, &view.cost[i]);
        bool icb = strcmp(run.network.organisation[view.cost[i].to].id, "icb") == 0;
        cr_expect(stranded.by_capacity);
        cr_expect_eq(stranded.cost, 15 * 240 * (icb ? 750000LL : 250000LL));
        cr_expect_eq(stranded.idle, stranded.cost);
        seen++;
    }
    cr_expect_eq(seen, 2);
    struct summary summary;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    for (size_t i = 0; i < summary.row_count; i++)
        if (strcmp(summary.row[i].label, "all organisations: of that double running") == 0) {
            cr_expect_float_eq(summary.row[i].cell[1].value, (15 * 240 + 5 * 120 + 5 * 240 + 5 * 120) * 1e-6, 1e-12);
            seen++;
        }
    cr_expect_eq(seen, 3, "the summary tells it");
    summary_free(&summary);
    result_view_free(&view);
    scenario_run_free(&run);
}

/* What is dated before the first day simulated is how it stands at the start, of which nothing has gone. */
Test(money_side, what_closed_before_the_run_is_how_it_starts) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "double_running.cfg", DATA "double_running_early.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_float_eq(at_site(&run, "bed", "a"), 40 * 240, 1e-5);
    cr_expect_float_eq(at_site(&run, "bed_runs_on", "a") + at_site(&run, "bed_not_released", "a"), 0, 1e-5);
    scenario_run_free(&run);
}
