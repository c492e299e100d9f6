/* People on lists by date: the rows of the example of a digital list. */
#include "results/tables.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"

#include <criterion/criterion.h>

#define EXAMPLES "../scenarios/examples/"

Test(tables_lists, each_date_and_cut_has_a_row_of_each_list) {
    struct scenario_run run;
    struct run_wish wish = {.file = {EXAMPLES "digital_list.cfg", EXAMPLES "digital_list_on.cfg"},
                            .set = {"time.window_from=2020-12-07", "time.window=1 wk", "time.warm_up=0 d", "time.follow=0 d"}};
    struct result_view view;
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    cr_expect_eq(rows_count(&view, "list", "arm=digital_list"), 2 * (1 + 3 + 4), "one date; all, three areas, four ages");
    cr_expect_eq(rows_count(&view, "list", "arm=digital_list_on date=2020-12-07"), 2 * (1 + 3 + 4));
    cr_expect_eq(rows_count(&view, "list", "arm=digital_list_on"), 2 * (1 + 3 + 4), "it has ended before");
    cr_expect_eq(rows_count(&view, "list", "arm=digital_list_on list=digital area=far people=0"), 0);
    cr_expect_eq(rows_count(&view, "list", "arm=digital_list list=digital people=0"), 1 + 3 + 4, "nobody yet");
    cr_expect_eq(rows_count(&view, "ledger", "check_name=lists ok=1"), 2);
    result_view_free(&view);
    scenario_run_free(&run);
}
