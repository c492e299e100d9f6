/* Headlines of made-up data in which an effect is clear, absent or the other way round. */
#include "report/headline.h"
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>

static void fill(struct chart_data *data, const char *sql) {
    struct export store = {0};
    cr_assert_eq(sqlite3_open(":memory:", &store.database), SQLITE_OK);
    cr_assert_eq(query_grid(&store, sql, NULL, &data->grid[data->count++], NULL), STATUS_OK, "%s", sqlite3_errmsg(store.database));
    sqlite3_close(store.database);
}

static void expect(headline_writer *headline, struct chart_data *data, const char *expected) {
    struct text said = {0};
    headline(data, &said);
    cr_expect_str_eq(said.bytes, expected);
    text_free(&said);
    chart_data_free(data);
}

/* ---- travel_cumulative ------------------------------------------------------------------------------------ */

/* Journeys of a first scenario, and of `rows` more: (journey, scenario, number, value, low, high, both simultaneous). */
static void travel(const char *rows, const char *expected) {
    struct chart_data data = {0};
    char sql[2000];
    fill(&data, "SELECT 1");
    snprintf(sql, sizeof sql, "WITH r(journey, scenario, _scenario, value, low, high, simultaneous_low, simultaneous_high) AS (VALUES "
             "('To A&E', 'Today', 0, 20.4, 20, 21, NULL, NULL)%s) SELECT *, 'min' AS unit FROM r", rows);
    fill(&data, sql);
    expect(headline_travel_cumulative, &data, expected);
}

Test(headline_access, journeys_are_longer_shorter_the_same_or_not_clearly_different) {
    travel(", ('To A&E', 'Close', 1, 3.2, 2.1, 4.3, 1.0, 5.4)", "To A&E: 3.2 min longer (95 % interval 2.1 to 4.3 min) with Close");
    travel(", ('To A&E', 'Open', 1, -3.2, -4.3, -2.1, -5.4, -1.0)", "To A&E: 3.2 min shorter (95 % interval 2.1 to 4.3 min) with Open");
    travel(", ('To A&E', 'Close', 1, 3.2, 2.1, 4.3, -1.0, 5.4)", "No scenario has clearly longer or shorter journeys");
    travel(", ('To A&E', 'Close', 1, 0.0, 0.0, 0.0, 0.0, 0.0)", "Journeys are the same in every scenario");
    travel("", "To A&E: mean 20.4 min");
}

Test(headline_access, of_several_journeys_the_largest_clear_difference_is_told) {
    travel(", ('To A&E', 'Close', 1, 3.0, 2.0, 4.0, 1.0, 5.0), ('To A&E', 'Open', 2, -5.0, -6.0, -4.0, -7.0, -3.0), "
           "('To A&E', 'Move', 3, 9.0, -1.0, 19.0, -5.0, 23.0)",
           "To A&E: 5.0 min shorter (95 % interval 4.0 to 6.0 min) with Open; 2 of 3 differences are clear");
}

/* ---- who_gains, maps -------------------------------------------------------------------------------------- */

static void gains(const char *rows, const char *expected) {
    struct chart_data data = {0};
    char sql[1000];
    snprintf(sql, sizeof sql, "WITH r(scenario, _areas, _gain, _lose) AS (VALUES %s) SELECT * FROM r", rows);
    fill(&data, sql);
    expect(headline_who_gains, &data, expected);
}

Test(headline_access, neighbourhoods_gain_or_lose_only_where_that_is_clear) {
    gains("('Close', 43, 2, 12), ('Open', 43, 3, 0)", "Of 43 neighbourhoods 2 clearly gain and 12 clearly lose with Close");
    gains("('Close', 43, 0, 0), ('Open', 43, 9, 0)", "Of 43 neighbourhoods 9 clearly gain and none clearly lose with Open");
    gains("('Close', 3, 1, 1)", "Of 3 neighbourhoods 1 clearly gains and 1 clearly loses with Close");
    gains("('Close', 43, 0, 0), ('Open', 43, 0, 0)", "No neighbourhood clearly gains or loses");
}

static void changes(const char *rows, const char *expected) {
    struct chart_data data = {0};
    char sql[1000];
    snprintf(sql, sizeof sql, "WITH r(area, scenario, _scenario, change, low, high, finding) AS (VALUES %s) SELECT *, 'min' AS unit FROM r", rows);
    fill(&data, sql);
    expect(headline_map_change, &data, expected);
}

Test(headline_access, a_map_of_changes_tells_the_largest_that_is_clear) {
    changes("('North', 'Close', 1, 40.0, -1.0, 81.0, 'no clear difference'), ('South', 'Close', 1, 12.0, 10.0, 14.0, 'longer'), "
            "('West', 'Close', 1, -3.0, -4.0, -2.0, 'shorter')",
            "Clearly longer in 1 and shorter in 1 of 3 neighbourhoods; of these most in South: 12.0 min longer (95 % interval 10.0 to 14.0 min) with Close");
    changes("('North', 'Close', 1, 1.0, 0.5, 1.5, 'longer'), ('West', 'Open', 2, -3.0, -4.0, -2.0, 'shorter')",
            "Clearly longer in 1 and shorter in 1 of 2 neighbourhoods by scenario; of these most in West: 3.0 min shorter (95 % interval 2.0 to 4.0 min) with Open");
    changes("('North', 'Close', 1, 40.0, -1.0, 81.0, 'no clear difference')",
            "No neighbourhood\xe2\x80\x99s mean is clearly longer or shorter in any scenario");
}

Test(headline_access, long_times_are_told_in_days) {
    struct chart_data data = {0};
    fill(&data, "SELECT 'South' AS area, 'Close' AS scenario, 1 AS _scenario, 2.71 AS change, 2.61 AS low, 2.81 AS high, 'longer' AS finding, 'd' AS unit");
    expect(headline_map_change, &data,
           "Clearly longer in 1 and shorter in 0 of 1 neighbourhoods; of these most in South: 2.7 days longer (95 % interval 2.6 to 2.8 days) with Close");
}

Test(headline_access, a_map_tells_the_range_of_the_first_scenario) {
    struct chart_data data = {0};
    fill(&data, "WITH r(area, scenario, _scenario, mean, unit) AS (VALUES ('North', 'Today', 0, 18.7, 'min'), ('South', 'Today', 0, 11.3, "
                "'min'), ('North', 'Close', 1, 99.0, 'min')) SELECT * FROM r");
    expect(headline_map, &data, "Today: means run from 11.3 min in South to 18.7 min in North");
}

/* ---- gaps and slopes -------------------------------------------------------------------------------------- */

static void gap(const char *rows, const char *expected) {
    struct chart_data data = {0};
    char sql[1000];
    fill(&data, "SELECT 1");
    snprintf(sql, sizeof sql, "WITH r(scenario, _scenario, value, low, high, difference, difference_low, difference_high) AS (VALUES "
             "('Today', 0, 7.4, 7.0, 7.8, NULL, NULL, NULL)%s) SELECT *, 'min' AS unit FROM r", rows);
    fill(&data, sql);
    expect(headline_spread_by_area, &data, expected);
}

Test(headline_access, a_gap_is_wider_narrower_or_not_clearly_changed) {
    static const char first[] = "The slowest and the quickest neighbourhood\xe2\x80\x99s means are 7.4 min apart";
    char expected[300];
    gap("", first);
    snprintf(expected, sizeof expected, "%s; no scenario clearly changes that", first);
    gap(", ('Close', 1, 8.4, 7.0, 9.8, 1.0, -0.4, 2.4)", expected);
    snprintf(expected, sizeof expected, "%s; seen alone, with Close the gap is wider by 1.0 min (95 %% interval 0.4 to 1.6 min)", first);
    gap(", ('Close', 1, 8.4, 7.0, 9.8, 1.0, 0.4, 1.6)", expected);
    snprintf(expected, sizeof expected, "%s; seen alone, with Open the gap is narrower by 2.0 min (95 %% interval 1.4 to 2.6 min)", first);
    gap(", ('Close', 1, 8.4, 7.0, 9.8, 1.0, 0.4, 1.6), ('Open', 2, 5.4, 5.0, 5.8, -2.0, -2.6, -1.4)", expected);
}

static void slope(const char *rows, const char *expected) {
    struct chart_data data = {0};
    char sql[1500];
    fill(&data, "SELECT 1");
    snprintf(sql, sizeof sql, "WITH r(standard, scenario, _scenario, value, low, high, difference, difference_low, difference_high) AS (VALUES "
             "%s) SELECT *, 'min' AS unit FROM r", rows);
    fill(&data, sql);
    expect(headline_deprivation, &data, expected);
}

Test(headline_access, the_most_disadvantaged_wait_longer_shorter_or_no_different) {
    slope("('A&E', 'Today', 0, 12.0, 8.0, 16.0, NULL, NULL, NULL)",
          "A&E: the most disadvantaged have longer times than the least, by 12.0 min (95 % interval 8.0 to 16.0 min)");
    slope("('A&E', 'Today', 0, -12.0, -16.0, -8.0, NULL, NULL, NULL), ('A&E', 'Close', 1, -20.0, -24.0, -16.0, -8.0, -9.0, -7.0), "
          "('A&E', 'Open', 2, -12.0, -16.0, -8.0, 0.0, -1.0, 1.0)",
          "A&E: the most disadvantaged have shorter times than the least, by 12.0 min (95 % interval 8.0 to 16.0 min); seen alone, 1 of 2 "
          "scenarios clearly changes that");
    slope("('A&E', 'Today', 0, 1.0, -2.0, 4.0, NULL, NULL, NULL), ('A&E', 'Close', 1, 2.0, -2.0, 4.0, 1.0, -1.0, 3.0)",
          "A&E: no clear difference between the most and the least disadvantaged; no scenario clearly changes that");
}

Test(headline_access, of_two_standards_the_first_with_a_clear_slope_is_told) {
    slope("('A&E', 'Today', 0, 1.0, -2.0, 4.0, NULL, NULL, NULL), ('A&E', 'Close', 1, 9.0, 8.0, 10.0, 8.0, 7.0, 9.0), "
          "('Journey', 'Today', 0, 3.0, 2.0, 4.0, NULL, NULL, NULL), ('Journey', 'Close', 1, 3.0, 2.0, 4.0, 0.0, 0.0, 0.0)",
          "Journey: the most disadvantaged have longer times than the least, by 3.0 min (95 % interval 2.0 to 4.0 min); no scenario clearly "
          "changes that");
}
