/* What is told of escalation rules, of a run whose every minute is known (tests/care/test_escalation.c). */
#include "results/measure.h"
#include "results/summary.h"
#include "results/tables.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"

#include <criterion/criterion.h>
#include <string.h>

static struct scenario_run run;
static struct result_view view;

static void set_up(void) {
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/escalation.cfg"}, .replications = 2});
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
}

static void tear_down(void) {
    result_view_free(&view);
    scenario_run_free(&run);
}

TestSuite(tables_escalation, .init = set_up, .fini = tear_down);

Test(tables_escalation, how_often_and_how_long) {
    cr_expect_eq(rows_count(&view, "escalation", ""), 2 * (run.network.period_count + 1));
    cr_expect_eq(rows_count(&view, "escalation", "rule=surge provider=royal pool=bed times=1 active_hours=102 period=all"), 2);
}

Test(tables_escalation, when) {
    cr_expect_eq(rows_count(&view, "escalation_spell", ""), 2);
    struct table_walk walk;
    struct table_row row;
    table_walk_init(&walk, table_find("escalation_spell"), &view);
    cr_assert(table_walk_next(&walk, &row));
    cr_expect_str_eq(row.cell[5].text, "2026-04-02 07:00");
    cr_expect_str_eq(row.cell[6].text, "2026-04-06 13:00");
}

Test(tables_escalation, by_the_year) {
    struct spot spot = {0, 0, run.network.period_count, 0, 0};
    cr_expect_float_eq(measure_find("escalated_per_year")->value(&view, spot), 36.525, 1e-9);
    cr_expect_float_eq(measure_find("escalated_hours_per_year")->value(&view, spot), 102 * 36.525, 1e-6);
}

Test(tables_escalation, the_summary_tells_them) {
    struct summary summary;
    unsigned found = 0;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    for (size_t i = 0; i < summary.row_count; i++) found += strncmp(summary.row[i].label, "surge: ", 7) == 0;
    cr_expect_eq(found, 2);
    summary_free(&summary);
}
