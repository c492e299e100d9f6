/* What is said of a warm-up, and what its tables hold. */
#include "results/warm_up_say.h"

#include "experiment/warnings.h"
#include "support/fake_result.h"
#include "support/table_rows.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct fake_result fake;

static void begin(void) {
    fake_result_init(&fake, 2, 2);
}
static void end(void) {
    fake_result_free(&fake);
}

TestSuite(warm_up_say, .init = begin, .fini = end);

static struct transient row[] = {
    {.pool = FAKE_CASTLE_BED, .kind = TRANSIENT_IN_USE, .cut_days = 30, .counts = true, .settles = true, .used_days = 42,
     .mean_from_start = 9, .mean_after = 10, .effect = {.mean = -1, .low = -1.5, .high = -0.5, .count = 5}},
    {.pool = FAKE_ROYAL_BED, .kind = TRANSIENT_WAITING, .cut_days = 10, .settles = true, .used_days = 42,
     .mean_from_start = 2, .mean_after = 4, .effect = {.mean = -2, .low = -3, .high = -1, .count = 5}},
    {.pool = FAKE_ROYAL_BAY, .kind = TRANSIENT_IN_USE, .settles = true, .used_days = 42,
     .mean_from_start = 7, .mean_after = 6, .effect = {.mean = 1, .low = -1, .high = 3, .count = 5}},
};
static struct warm_up found = {.automatic = true, .days = 42, .cut_days = 40, .least_days = 28, .settles = true,
                               .pilot_replications = 5, .pilot_days = 364, .slow_pool = NONE,
                               .transients = {.row = row, .count = 3, .days = 364, .replications = 5}};

static void expect_said(const struct warm_up *warm_up, const char *sentence) {
    struct text text = {0};
    warm_up_say(&fake.network, warm_up, &text);
    cr_expect_str_eq(text.bytes, sentence);
    text_free(&text);
}

Test(warm_up_say, the_largest_effects_that_are_no_chance_are_told_largest_first) {
    expect_said(&found, "Warm-up: 42 days, found by a pilot of 5 replications of 364 days (MSER-5: 40 days; follow-up and "
                        "slowest pool ask for 28). Measured from the start it would show for bed at royal, waiting: 2.0 in "
                        "place of 4.0; bed at castle, in use: 9.0 in place of 10.0.\n");
    struct warm_up without = found;
    without.transients.row += 2;
    without.transients.count = 1;
    without.settles = false;
    expect_said(&without, "Warm-up: 42 days, found by a pilot of 5 replications of 364 days (MSER-5: 40 days; follow-up and "
                          "slowest pool ask for 28). No steady state was found: see the warnings. Nothing would be off by "
                          "more than chance if measured from the start.\n");
}

Test(warm_up_say, one_that_was_given_says_so_and_what_the_window_shows) {
    struct warm_up given = {.days = 91};
    expect_said(&given, "Warm-up: 91 days, as given; whether the window still shows a start was not looked at (one "
                        "replication, or under 70 days before the first change).\n");
    given.transients = (struct transient_list){.row = row + 2, .count = 1};
    expect_said(&given, "Warm-up: 91 days, as given; nothing of the start is left to be seen in any pool.\n");
    given.transients = (struct transient_list){.row = row, .count = 3};
    expect_said(&given, "Warm-up: 91 days, as given; the window still shows a start of up to 30 days (see the warnings).\n");
    struct transient moving = {.pool = FAKE_ROYAL_BED, .kind = TRANSIENT_WAITING, .settles = false};
    given.transients = (struct transient_list){.row = &moving, .count = 1};
    expect_said(&given, "Warm-up: 91 days, as given; in the window some pool does not settle (see the warnings).\n");
}

Test(warm_up_say, the_tables_hold_each_series_and_each_warning) {
    struct result_view view;
    struct warning warning[] = {
        {.arm = 1, .kind = WARNING_GROWING_LINE, .pool = FAKE_ROYAL_BED, .text = (char[]){"it grows"}},
        {.arm = 0, .kind = WARNING_LONG_FOLLOW, .pool = NONE, .text = (char[]){"it is short"}}};
    struct warning_list list = {.item = warning, .count = 2};
    char text[VIEW_TEXT_BYTES];
    fake.result.warm_up = &found;
    fake.result.warnings = &list;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_expect_eq(rows_count(&view, "warm_up", "seen_in=pilot"), 3);
    cr_expect_eq(rows_number(&view, "warm_up", "provider=castle pool=bed", "cut_days"), 30);
    cr_expect_eq(rows_number(&view, "warm_up", "provider=castle pool=bed", "effect"), -1);
    cr_expect_eq(rows_number(&view, "warm_up", "provider=royal series=waiting", "counts"), 0);
    cr_expect_eq(rows_count(&view, "warning", ""), 2);
    rows_text(&view, "warning", "provider=royal", "text", text);
    cr_expect_str_eq(text, "it grows");
    rows_text(&view, "run", "key=warm_up_by", "value", text);
    cr_expect_str_eq(text, "MSER-5 on a pilot of 5 replications of 364 days: 40 days; follow-up and slowest pool: 28 days");
    rows_text(&view, "run", "key=warm_up_days", "value", text);
    cr_expect_str_eq(text, "7", "of the network, which is the truth");
    result_view_free(&view);
    fake.result.warm_up = NULL;
    fake.result.warnings = NULL;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_expect_eq(rows_count(&view, "warm_up", "") + rows_count(&view, "warning", ""), 0);
    rows_text(&view, "run", "key=warm_up_by", "value", text);
    cr_expect_str_eq(text, "given");
    result_view_free(&view);
}
