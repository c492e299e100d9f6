/* What is told of contracts, of a run whose every payment is known (tests/care/test_money.c). */
#include "results/contract.h"

#include "results/summary.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"
#include <criterion/criterion.h>
#include <string.h>

static struct scenario_run run;
static struct result_view view;

static void set_up(void) {
    struct run_wish wish = {.file = {"care/data/contracts.cfg", "care/data/contracts_changed.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
}

static void tear_down(void) {
    result_view_free(&view);
    scenario_run_free(&run);
}

TestSuite(contract, .init = set_up, .fini = tear_down);

Test(contract, the_years_add_up_in_the_table) {
    static const char blended[] = "arm=contracts replication=2 rule=blended organisation=y period=all";
    cr_expect_float_eq(rows_number(&view, "contract", blended, "baseline"), 610, 1e-6);
    cr_expect_float_eq(rows_number(&view, "contract", blended, "activity"), 549, 1e-6);
    cr_expect_float_eq(rows_number(&view, "contract", blended, "fixed_gbp"), 61000, 1e-9);
    cr_expect_float_eq(rows_number(&view, "contract", blended, "variable_gbp"), -61 * 80, 1e-9);
    cr_expect_float_eq(rows_number(&view, "contract", blended, "paid_gbp"), 61000 - 61 * 80, 1e-9);
    cr_expect_float_eq(rows_number(&view, "contract", "arm=contracts_changed replication=1 rule=capped period=all", "bounded_gbp"),
                       -6200 - 3000, 1e-9);
    cr_expect_float_eq(rows_number(&view, "contract", "arm=contracts replication=1 rule=hours period=2025/26", "baseline"), 310,
                       1e-9, "hours, not minutes");
}

/* What is paid by contract is in the table of payments as well, and what somebody would pay himself in neither. */
Test(contract, is_a_payment_like_any_other) {
    double paid = rows_number(&view, "payment", "arm=contracts replication=1 rule=blended payee=x period=all", "gbp");
    cr_expect_float_eq(paid, 67100, 1e-9);
    cr_expect_eq(rows_count(&view, "payment", "rule=pooled payer=icb payee=icb"), 0);
    cr_expect_eq(rows_count(&view, "payment", "arm=contracts replication=1 rule=pooled period=all"), 5);
}

Test(contract, the_summary_tells_activity_over_baseline_and_what_was_paid) {
    struct summary summary;
    uint32_t found = 0;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    for (size_t i = 0; i < summary.row_count; i++) {
        const struct summary_row *row = &summary.row[i];
        if (strcmp(row->label, "blended, x: activity over baseline") == 0) {
            cr_expect_float_eq(row->cell[0].value, 1.2, 1e-9);
            cr_expect_float_eq(row->cell[1].value, 732.0 / 910 - 1.2, 1e-9);
            found++;
        }
        if (strcmp(row->label, "blended, x: paid") == 0) {
            cr_expect_float_eq(row->cell[0].value, 0.0671, 1e-9);
            found++;
        }
    }
    cr_expect_eq(found, 2);
    summary_free(&summary);
}
