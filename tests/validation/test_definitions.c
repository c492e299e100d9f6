/* The NHS's definitions, on days so regular that each can be worked out by hand. */
#include "results/chance.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static struct scenario_run run;
static struct result_view view;

static void look_at(const char *file) {
    struct run_wish wish = {.file = {file}};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
}

static void tear_down(void) {
    result_view_free(&view);
    scenario_run_free(&run);
}
TestSuite(definitions, .fini = tear_down);

static double number(const char *table, const char *where, const char *column) {
    return rows_number(&view, table, where, column);
}

static double access(const char *standard, const char *column) {
    char where[200];
    snprintf(where, sizeof where, "period=all area=all level=all standard=%s", standard);
    return number("access", where, column);
}

/* Stays of 2, 12 and 22 hours; the bed after 0, 10 and 20 hours from the decision. */
Test(definitions, twelve_hours_from_arrival_and_from_the_decision_to_admit_are_told_apart) {
    look_at("validation/data/admissions.cfg");
    cr_expect_eq(access("four_hours", "people"), 3);
    cr_expect_float_eq(access("four_hours", "within_target"), 1.0 / 3, 1e-9);
    cr_expect_float_eq(access("four_hours", "mean_minutes"), (2 + 12 + 22) * 20, 1e-9);
    cr_expect_float_eq(access("twelve_hours", "within_target"), 2.0 / 3, 1e-9, "12 h is within 12 h");
    cr_expect_float_eq(access("admission_wait", "within_target"), 2.0 / 3, 1e-9);
    cr_expect_float_eq(access("admission_wait", "mean_minutes"), (0 + 10 + 20) * 20, 1e-9);
}

Test(definitions, the_clock_of_a_referral_stops_at_the_first_contact_only) {
    look_at("validation/data/first_contact.cfg");
    cr_expect_eq(access("two_hours", "people"), 3);
    cr_expect_eq(access("two_hours", "unfinished"), 0);
    cr_expect_float_eq(access("two_hours", "mean_minutes"), 60, 1e-9);
    cr_expect_eq(access("every_visit", "people"), 3 * 30, "while the visits go on");
}

/* Done on days 1.5, 2.5, ..; a package is free on days 1.5, 4.5, ..: at midnight 0 0 0 1 2 2 3 4 4 5 are held up. */
Test(definitions, days_delayed_are_counted_at_midnight) {
    look_at("validation/data/delays.cfg");
    const char *bed = "period=all provider=clinic pool=bed";
    cr_expect_eq(number("pool", bed, "delay_days"), 21);
    cr_expect_float_eq(number("pool", bed, "delayed_midnight_mean"), 2.1, 1e-9);
    cr_expect_float_eq(number("pool", bed, "midnight_in_use_mean"), 2.1, 1e-9, "who comes at midnight comes after it");
    cr_expect_float_eq(number("pool", bed, "occupied_at_midnight"), 2.1 / 50, 1e-9);
    cr_expect_neq(number("pool", bed, "utilisation"), number("pool", bed, "occupied_at_midnight"));
    cr_expect_eq(number("pool", bed, "in_use_max"), 6);
    cr_expect_eq(number("pool", "period=all provider=clinic pool=package", "waiting_max"), 6);
    cr_expect_eq(number("pool", "period=all provider=clinic pool=package", "delay_days"), 0);
    cr_expect_float_eq(number("measure", "period=all measure=delayed_at_midnight subject=bed@clinic", "value"), 2.1, 1e-9);
}

/* On 30 April those of days 11 to 29 wait, on 31 May, when the window ends, those of days 21 to 60. */
Test(definitions, the_list_at_a_months_end_is_of_those_who_still_wait) {
    look_at("validation/data/month_ends.cfg");
    cr_expect_eq(rows_count(&view, "waiting", "standard=treated provider=all"), 2);
    const char *april = "month_end=2026-04-30 standard=treated provider=all";
    cr_expect_eq(number("waiting", april, "people"), 19);
    cr_expect_eq(number("waiting", april, "within"), 7);
    cr_expect_float_eq(number("waiting", april, "mean_minutes"), 10 * 1440, 1e-6);
    cr_expect(isnan(number("waiting", april, "p92_minutes")), "fewer than 20");
    for (int all = 0; all < 2; all++) {
        const char *may = all ? "month_end=2026-05-31 standard=treated provider=all"
                              : "month_end=2026-05-31 standard=treated provider=clinic";
        cr_expect_eq(number("waiting", may, "people"), 40);
        cr_expect_eq(number("waiting", may, "within"), 7);
        cr_expect_float_eq(number("waiting", may, "within_share"), 7.0 / 40, 1e-9);
        cr_expect_float_eq(number("waiting", may, "mean_minutes"), 20.5 * 1440, 1e-6);
        cr_expect_float_eq(number("waiting", may, "p50_minutes"), 20 * 1440, 1e-6);
        cr_expect_float_eq(number("waiting", may, "p92_minutes"), 37 * 1440, 1e-6);
        cr_expect_float_eq(number("waiting", may, "p95_minutes"), 38 * 1440, 1e-6);
    }
    cr_expect_eq(number("measure", "period=all measure=month_end_people subject=treated", "value"), 40);
    cr_expect_float_eq(number("measure", "period=all measure=month_end_within subject=treated", "value"), 7.0 / 40, 1e-9);
}

Test(definitions, thresholds_are_counted_exactly) {
    look_at("validation/data/thresholds.cfg");
    static const double minutes[] = {30, 40, 60, 61};
    static const double of_travel[] = {30, 45, 60}, own[] = {30, 59, 60, 61};
    for (uint32_t area = 0; area < 4; area++)
        for (uint32_t k = 0; k < 7; k++) {
            char where[200];
            double threshold = k < 3 ? of_travel[k] : own[k - 3];
            snprintf(where, sizeof where, "period=all standard=%s area=%s minutes=%g", k < 3 ? "there" : "nearer",
                     run.network.area[area].id, threshold);
            double people = number("threshold", where, "people");
            cr_assert_gt(people, 20);
            cr_expect_eq(number("threshold", where, "people_over"), minutes[area] > threshold ? people : 0, "%s", where);
        }
    const char *all = "period=all standard=there area=all level=all minutes=45";
    const char *c = "period=all standard=there area=c minutes=45", *d = "period=all standard=there area=d minutes=45";
    double over = number("threshold", c, "people") + number("threshold", d, "people");
    cr_expect_eq(number("threshold", all, "people_over"), over);
    cr_expect_float_eq(number("threshold", all, "share_over"), over / number("threshold", all, "people"), 1e-9);
}

/* 1,000, 1,000, 2,000 and 1,000 people at 30, 40, 60 and 61 minutes stand at ranks 0.1, 0.3, 0.6 and 0.9 of their
 * order: sums of squares and products about the means 0.5 and 50.2 are 0.076 and 3.28. */
Test(definitions, slope_ratio_and_gap_of_journeys_are_those_worked_by_hand) {
    look_at("validation/data/thresholds.cfg");
    double slope = 3.28 / 0.076;
    const char *mean = "standard=there measure=mean_minutes dimension=band index=sii";
    cr_expect_float_eq(number("inequality", mean, "value"), slope, 1e-6);
    mean = "standard=there measure=mean_minutes dimension=band index=rii";
    cr_expect_float_eq(number("inequality", mean, "value"), (50.2 + slope / 2) / (50.2 - slope / 2), 1e-6);
    mean = "standard=there measure=mean_minutes dimension=area index=gap";
    cr_expect_float_eq(number("inequality", mean, "value"), 31, 1e-9);
    char text[VIEW_TEXT_BYTES];
    rows_text(&view, "inequality", mean, "worst", text);
    cr_expect_str_eq(text, "d");
    rows_text(&view, "inequality", mean, "best", text);
    cr_expect_str_eq(text, "a");
    const char *within = "standard=there measure=within_target dimension=band index=gap";
    cr_expect_float_eq(number("inequality", within, "value"), 1, 1e-9, "all of the near, none of the far");
    rows_text(&view, "inequality", within, "best", text);
    cr_expect_str_eq(text, "best");
    cr_expect_eq(rows_count(&view, "inequality", "dimension=area index=sii"), 0, "areas have no order");
}
