#include "results/view.h"
#include "support/fake_result.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(view, periods_are_financial_years_and_all) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 2, 3);
    cr_assert_eq(result_view_init(&view, &fake.result, 7), STATUS_OK);
    cr_assert_eq(view.length[AXIS_PERIOD], 3);
    cr_assert_str_eq(view.period_name[0], "2026/27");
    cr_assert_str_eq(view.period_name[1], "2027/28");
    cr_assert_str_eq(view.period_name[2], "all");
    cr_assert_eq(view_period_minutes(&view, 0), 365.0 * 1440);
    cr_assert_eq(view_period_minutes(&view, 1), 10.0 * 1440);
    cr_assert_eq(view_period_minutes(&view, 2), 375.0 * 1440);
    result_view_free(&view);
    result_view_free(&view);
    fake_result_free(&fake);
}

Test(view, money_is_grouped_by_who_and_what) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 2, 1);
    cr_assert_eq(result_view_init(&view, &fake.result, 7), STATUS_OK);
    cr_assert_eq(view.length[AXIS_COST], 3); /* double_running of the ICB, bed at castle and at royal */
    cr_assert_eq(view.length[AXIS_PAYMENT], 1);
    cr_assert_str_eq(view.cost[0].category, "double_running");
    cr_assert_eq(view.cost[1].provider, FAKE_CASTLE);
    cr_assert_eq(view.cost[2].provider, FAKE_ROYAL);
    struct spot spot = {1, 0, 2, 0, 0};
    cr_assert_eq(view_money(&view, spot, &view.cost[0]), 40000000000);
    cr_assert_eq(view_money(&view, spot, &view.cost[1]), 2000000002);
    cr_assert_eq(view_money(&view, spot, &view.payment[0]), 5001000000);
    result_view_free(&view);
    fake_result_free(&fake);
}

Test(view, access_at_a_provider_is_of_a_period_or_the_sum_of_all) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 3, 1);
    cr_assert_eq(result_view_init(&view, &fake.result, 7), STATUS_OK);
    struct spot spot = {2, 0, 1, FAKE_FOUR_HOURS, FAKE_CASTLE};
    cr_assert_eq(view_access_at(&view, spot).people, 60);
    cr_assert_eq(view_access_at(&view, spot).unfinished, 1);
    spot.period = FAKE_PERIODS;
    cr_assert_eq(view_access_at(&view, spot).people, 120);
    cr_assert_eq(view_access_at(&view, spot).within, 96);
    cr_assert_eq(view_access_at(&view, spot).sum_minutes, 120 * 90.0);
    spot.item = FAKE_JOURNEY, spot.margin = FAKE_ROYAL;
    cr_assert_eq(view_access_at(&view, spot).people, 0);
    result_view_free(&view);
    fake_result_free(&fake);
}

Test(view, margins_single_out_one_thing) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 1, 1);
    cr_assert_eq(result_view_init(&view, &fake.result, 7), STATUS_OK);
    static const char *const expected[FAKE_MARGINS][3] = {{"all", "all", "all"},
                                                          {"north", "all", "all"},
                                                          {"south", "all", "all"},
                                                          {"all", "age", "under_65"},
                                                          {"all", "age", "from_65"}};
    cr_assert_eq(view.length[AXIS_MARGIN], FAKE_MARGINS);
    for (uint32_t i = 0; i < FAKE_MARGINS; i++) {
        struct margin_names names = view_margin(&view, i);
        cr_assert_str_eq(names.area, expected[i][0]);
        cr_assert_str_eq(names.dimension, expected[i][1]);
        cr_assert_str_eq(names.level, expected[i][2]);
    }
    result_view_free(&view);
    fake_result_free(&fake);
}

Test(view, quantiles_of_few_numbers_lie_between_them) {
    double numbers[] = {4, 1, 3, 2, 5};
    cr_assert_float_eq(view_quantile(numbers, 5, 0.5), 3, 1e-12);
    cr_assert_float_eq(view_quantile(numbers, 5, 0.05), 1.2, 1e-12);
    cr_assert_float_eq(view_quantile(numbers, 5, 0.95), 4.8, 1e-12);
    cr_assert_float_eq(view_quantile(numbers, 5, 1), 5, 1e-12);
    cr_assert(isnan(view_quantile(numbers, 1, 0.5)));
}

/* Of a real run, day by day: a place-day costs GBP 10, or GBP 1 by started groups of 24. Open are 30 places, and in
 * the other scenario 40 from 11 March (the period ends with March). */
Test(view, stranded_is_what_stood_empty_day_by_day) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/money.cfg", "care/data/money_changed.cfg"}};
    scenario_run_or_fail(&run, &wish);
    struct result_view view;
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    uint32_t pool = find_pool(&run.network, "a", "bed"), told = 0;
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct outcome *outcome = &run.result.arm[arm].outcome[0];
        double empty = 0, empty_of_groups = 0;
        for (uint32_t day = 0; day < 31; day++) {
            double in_use = outcome->day_in_use[pool * outcome->days + day];
            empty += (arm == 1 && day >= 10 ? 40 : 30) - in_use;
            empty_of_groups += 48 - in_use;
        }
        for (uint32_t i = 0; i < view.length[AXIS_COST]; i++) {
            struct stranded found = view_stranded(&view, (struct spot){arm, 0, 0, 0, 0}, &view.cost[i]);
            bool by_place = strcmp(view.cost[i].category, "perday") == 0;
            bool by_group = strcmp(view.cost[i].category, "groups") == 0;
            cr_expect_eq(found.by_capacity, by_place || by_group, "%s", view.cost[i].category);
            double expected = by_place ? 10 * empty : by_group ? empty_of_groups : 0;
            cr_expect_float_eq((double)found.idle / 1e6, expected, 1e-4, "arm %u, %s: %g, not %g", arm,
                               view.cost[i].category, (double)found.idle / 1e6, expected);
            told += found.by_capacity && found.idle > 0;
        }
    }
    cr_assert_eq(told, 4);
    result_view_free(&view);
    scenario_run_free(&run);
}

/* Twenty beds for two days, and then none while those who lie there stay on: each lies in a bed, or counts against none. */
Test(view, who_is_left_over_in_an_emptied_pool_is_not_in_use_over_capacity) {
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {"results/data/emptied.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    struct spot spot = {0, 0, run.network.period_count, find_pool(&run.network, "a", "bed"), 0};
    struct pool_tally pool = view_pool(&view, spot);
    cr_expect_eq(pool.capacity, 2 * 1440.0 * 20);
    cr_expect_gt(pool.in_use, pool.capacity); /* most of it after the move */
    cr_expect_gt(pool.midnight_in_use, pool.midnight_capacity);
    cr_expect_gt(view_use(&pool), 0.1);
    cr_expect_leq(view_use(&pool), 1);
    cr_expect_gt(view_use_at_midnight(&pool), 0.1);
    cr_expect_leq(view_use_at_midnight(&pool), 1);
    spot.item = find_pool(&run.network, "b", "bed");
    pool = view_pool(&view, spot);
    cr_expect_eq(view_use(&pool), pool.in_use / pool.capacity);
    result_view_free(&view);
    scenario_run_free(&run);
}
