#include "results/present_value.h"

#include "results/summary.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"
#include <criterion/criterion.h>
#include <string.h>

#define DATA "results/data/"

static double number(struct result_view *view, const char *where, const char *column) {
    return rows_number(view, "value", where, column);
}

Test(present_value, later_years_count_less_by_3_5_percent_a_year) {
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {DATA "present.cfg", DATA "present_later.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    static const double cash[] = {36500, 36600, 36500};
    static const char *const year[] = {"2026/27", "2027/28", "2028/29"};
    double factor = 1, sum = 0;
    for (int i = 0; i < 3; i++, factor *= 1.035) {
        char where[100] = "arm=present measure=cost organisation=x period=";
        strcat(where, year[i]);
        cr_expect_float_eq(number(&view, where, "cash_gbp"), cash[i], 1e-4);
        cr_expect_float_eq(number(&view, where, "present_gbp"), cash[i] / factor, 1e-4);
        sum += cash[i] / factor;
    }
    cr_expect_float_eq(number(&view, "arm=present measure=cost organisation=all period=all", "present_gbp"), sum, 1e-4);
    cr_expect_float_eq(number(&view, "arm=present measure=position organisation=icb period=all", "present_gbp"), -sum / 2, 1e-4);
    cr_expect_float_eq(number(&view, "arm=present measure=position organisation=x period=all", "present_gbp"), -sum / 2, 1e-4);
    const char *later = "arm=present_later measure=cost organisation=x period=all";
    const char *columns[] = {"difference_gbp", "difference_low", "difference_high"};
    for (int i = 0; i < 3; i++)
        cr_expect_float_eq(number(&view, later, columns[i]), 1000 / 1.035 / 1.035, 1e-4, "%s", columns[i]);
    result_view_free(&view);
    scenario_run_free(&run);
}

Test(present_value, is_told_where_more_than_a_year_is_simulated) {
    struct scenario_run run;
    struct result_view view;
    struct summary summary;
    struct run_wish wish = {.file = {DATA "present.cfg", DATA "present_later.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    int told = 0;
    for (size_t i = 0; i < summary.row_count; i++)
        if (strcmp(summary.row[i].label, "all organisations: cost, present value") == 0) {
            cr_expect_float_eq(summary.row[i].cell[1].value, 1e-3 / 1.035 / 1.035, 1e-9);
            told++;
        }
    cr_expect_eq(told, 1);
    summary_free(&summary);
    result_view_free(&view);
    scenario_run_free(&run);
}

Test(present_value, nothing_is_discounted_unless_the_scenario_says_so) {
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {DATA "present.cfg"}, .set = {"discount=0"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    cr_expect_eq(rows_count(&view, "value", ""), 0);
    result_view_free(&view);
    scenario_run_free(&run);
}

/* Two years before the window: every year counts 1.035^2 times less; the one after its first, 1.035 times more in the first. */
Test(present_value, is_brought_to_the_year_that_the_scenario_names) {
    static const struct { const char *set, *label; double factor; } named[] = {
        {"discount_to=\"2024/25\"", "all organisations: cost, present value of 2024/25", 1 / 1.035 / 1.035},
        {"discount_to=\"2026/27\"", "all organisations: cost, present value of 2026/27", 1},
        {"discount_to=\"2027/28\"", "all organisations: cost, present value of 2027/28", 1.035},
    };
    for (int i = 0; i < 3; i++) {
        struct scenario_run run;
        struct result_view view;
        struct summary summary;
        struct run_wish wish = {.file = {DATA "present.cfg"}, .set = {named[i].set}, .replications = 2};
        scenario_run_or_fail(&run, &wish);
        cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
        cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
        double all = (36500 + 36600 / 1.035 + 36500 / 1.035 / 1.035) * named[i].factor;
        cr_expect_float_eq(number(&view, "measure=cost organisation=x period=2026/27", "present_gbp"), 36500 * named[i].factor, 1e-4);
        cr_expect_float_eq(number(&view, "measure=cost organisation=all period=all", "present_gbp"), all, 1e-4);
        int told = 0;
        for (size_t k = 0; k < summary.row_count; k++)
            told += strcmp(summary.row[k].label, named[i].label) == 0;
        cr_expect_eq(told, 1, "%s", named[i].label);
        summary_free(&summary);
        result_view_free(&view);
        scenario_run_free(&run);
    }
}
