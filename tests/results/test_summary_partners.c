#include "results/summary.h"

#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct summary_row *row_called(const struct summary *summary, const char *label) {
    for (size_t i = 0; i < summary->row_count; i++)
        if (strcmp(summary->row[i].label, label) == 0)
            return &summary->row[i];
    return NULL;
}

/* Of the fake result: 0.4 of 1 bed are held for hand-overs, and 0.5 of castle's serve for royal's. */
Test(summary_partners, tells_what_hand_overs_hold_and_what_is_lent) {
    struct fake_result fake;
    struct result_view view;
    struct summary summary;
    fake_result_init(&fake, 2, 3);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    const struct summary_row *held = row_called(&summary, "bed@castle: held for hand-overs to others");
    const struct summary_row *lent = row_called(&summary, "bed@castle: in use for other pools");
    cr_assert_not_null(held);
    cr_assert_not_null(lent);
    cr_expect_float_eq(held->cell[0].value, 0.4, 1e-9);
    cr_expect_float_eq(lent->cell[0].value, 0.5, 1e-9);
    cr_expect_not_null(row_called(&summary, "bed@royal: held after the work, at midnight"));
    cr_expect_null(row_called(&summary, "bed@royal: in use for other pools"), "it lends nothing");
    cr_expect_null(row_called(&summary, "bay@castle: held for hand-overs to others"));
    summary_free(&summary);
    result_view_free(&view);
    fake_result_free(&fake);
}
