/* Means by day and by hour where the window is not a whole number of days or hours. */
#include "care/outcome.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>

/* Four rooms at alder are in use from minute 0 to the end of any window below. */
static void expect_full(const char *window, uint32_t days, unsigned hours) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/queue.cfg"}, .set = {window, "start.there.inside=4"}, .seed = 4};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    uint32_t pool = find_pool(&run.network, "alder", "room");
    cr_expect_eq(outcome->days, days);
    for (uint32_t day = 0; day < days; day++)
        cr_expect_float_eq(outcome->day_in_use[pool * days + day], 4, 1e-9, "%s, day %u: %g", window, day,
                           outcome->day_in_use[pool * days + day]);
    for (uint32_t day = 0; day < days; day++)
        cr_expect_float_eq(outcome->day_capacity[pool * days + day], 4, 1e-9, "%s, day %u", window, day);
    unsigned full = 0;
    for (uint32_t hour = 0; hour < HOURS_PER_WEEK; hour++) {
        double in_use = outcome->hour_in_use[pool * HOURS_PER_WEEK + hour];
        double open = outcome->hour_capacity[pool * HOURS_PER_WEEK + hour];
        if (open > 0) full++;
        cr_expect_float_eq(in_use, open > 0 ? 4 : 0, 1e-9, "%s, hour %u: %g in use", window, hour, in_use);
        cr_expect_float_eq(open, open > 0 ? 4 : 0, 1e-9, "%s, hour %u: %g there", window, hour, open);
    }
    cr_expect_eq(full, hours, "%s: %u hours", window, full);
    scenario_run_free(&run);
}

Test(outcome, a_day_that_the_window_cuts_short_has_no_row_and_spoils_no_other) {
    expect_full("time.window=48 h", 2, 48);
    expect_full("time.window=36 h", 1, 36);
    expect_full("time.window=25 h", 1, 25);
}

Test(outcome, an_hour_that_the_window_cuts_short_counts_as_much_as_there_is_of_it) {
    expect_full("time.window=90 min", 0, 2);
    expect_full("time.window=1530 min", 1, 26);
}

/* From 25 March the first month end is that of March; a window that ends at 00:00 of the first has the month before. */
Test(outcome, months_that_end_in_the_window_are_numbered) {
    int32_t first = calendar_day((struct date){2026, 3, 20});
    struct network network = {.first_day = first, .window_from = 5.0 * MINUTES_PER_DAY};
    static const struct { struct date to; uint32_t months; } cases[] = {
        {{2026, 3, 31}, 0}, {{2026, 4, 1}, 1}, {{2026, 4, 30}, 1}, {{2026, 5, 1}, 2}, {{2028, 3, 1}, 24}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        network.window_to = (double)(calendar_day(cases[i].to) - first) * MINUTES_PER_DAY;
        cr_expect_eq(month_end_count(&network), cases[i].months, "case %zu", i);
        for (uint32_t month = 0; month < cases[i].months; month++) {
            double minute = month_end_minute(&network, month);
            cr_expect_eq(calendar_date(first + (int32_t)(minute / MINUTES_PER_DAY)).day, 1);
            cr_expect_eq(month_end_at(&network, minute), month);
            cr_expect_eq(month_end_at(&network, minute + 60), NONE);
        }
        cr_expect_eq(month_end_at(&network, network.window_to + MINUTES_PER_DAY), NONE);
    }
    network.window_from = (double)(calendar_day((struct date){2026, 4, 1}) - first) * MINUTES_PER_DAY;
    cr_expect_eq(month_end_at(&network, network.window_from), NONE, "the month before the window is not in it");
    cr_expect_eq(calendar_date(first + (int32_t)(month_end_minute(&network, 0) / MINUTES_PER_DAY)).month, 5);
}
