/* The two kinds of doubt of expected events, told apart, and what the summary and the tables say of them. */
#include "results/expectation.h"

#include "results/summary.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const double years = 100 / 365.25;

static struct scenario_run run;
static struct result_view view;

static void set_up(void) {
    struct run_wish wish = {.file = {"experiment/data/outcome_journeys.cfg", "experiment/data/outcome_closed.cfg",
                                     "experiment/data/outcome_sceptic.cfg"}, .replications = 3};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
}
static void tear_down(void) {
    result_view_free(&view);
    scenario_run_free(&run);
}
TestSuite(expectation, .init = set_up, .fini = tear_down);

static double events_at(double km, double odds_ratio) {
    double odds = 0.062 / 0.938 * pow(odds_ratio, km);
    return 1000 * odds / (1 + odds) / years;
}

Test(expectation, of_people_whose_way_is_certain_the_doubt_is_the_studys) {
    const char *where = "arm=outcome_closed outcome=deaths area=all level=all";
    double low = events_at(15, 1.01) - events_at(5, 1.01), high = events_at(15, 1.03) - events_at(5, 1.03);
    double mean = events_at(15, 1.02) - events_at(5, 1.02);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "per_year"), mean, 1e-6);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "chance_low"), mean, 1e-6);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "chance_high"), mean, 1e-6);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "published_low"), low, 0.02 * low);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "published_high"), high, 0.02 * high);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "low"), low, 0.02 * low);
    cr_expect_float_eq(rows_number(&view, "outcome_difference", where, "high"), high, 0.02 * high);
    cr_expect_eq(rows_number(&view, "outcome_difference", where, "probability_fewer"), 0);
    where = "arm=outcome_journeys outcome=deaths area=all level=all";
    cr_expect_float_eq(rows_number(&view, "outcome_expected", where, "published_high"), events_at(5, 1.03), 0.2);
}

/* Ages are drawn, so by_age has chance and no doubt of its numbers. */
Test(expectation, where_the_numbers_are_certain_the_doubt_is_chance_alone) {
    const char *where = "arm=outcome_journeys outcome=by_age area=all level=all";
    double mean = rows_number(&view, "outcome_expected", where, "per_year");
    double chance = rows_number(&view, "outcome_expected", where, "chance_high") - mean;
    cr_expect_gt(chance, 0);
    cr_expect_float_eq(rows_number(&view, "outcome_expected", where, "published_low"), mean, 1e-4);
    cr_expect_float_eq(rows_number(&view, "outcome_expected", where, "high") - mean, chance, 1e-3 * chance);
    where = "arm=outcome_closed outcome=by_age area=all level=all";
    cr_expect_eq(rows_number(&view, "outcome_difference", where, "per_year"), 0);
    cr_expect_eq(rows_number(&view, "outcome_difference", where, "probability_fewer"), 0.5);
}

Test(expectation, an_effect_is_named_where_it_may_be_none) {
    char text[VIEW_TEXT_BYTES];
    rows_text(&view, "outcome_effect", "arm=outcome_journeys outcome=deaths", "may_be_none", text);
    cr_expect_str_eq(text, "no");
    rows_text(&view, "outcome_effect", "arm=outcome_sceptic outcome=deaths", "may_be_none", text);
    cr_expect_str_eq(text, "yes");
    cr_expect_eq(rows_number(&view, "outcome_effect", "arm=outcome_journeys outcome=deaths", "low"), 1.01);
    cr_expect(isnan(rows_number(&view, "outcome_effect", "arm=outcome_sceptic outcome=deaths", "low")));
}

Test(expectation, the_summary_tells_a_range_and_both_doubts) {
    struct summary summary;
    struct text text = {0};
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    summary_render(&summary, SUMMARY_TEXT, &text);
    cr_expect_not_null(strstr(text.bytes, "a range and no verdict"));
    cr_expect_not_null(strstr(text.bytes, "  outcome_closed against outcome_journeys: +49.96 (+49.96 to +49.96 by chance; "));
    cr_expect_not_null(strstr(text.bytes, "    fewer with probability 0 % (by chance alone 0 %)"));
    cr_expect_not_null(strstr(text.bytes, "  As given, by_distance may be no effect at all in outcome_sceptic.\n"));
    text_free(&text);
    summary_free(&summary);
}
