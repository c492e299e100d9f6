#include "base/calendar.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int32_t day_of(const char *text) {
    int32_t day = 0;
    cr_assert(calendar_parse(text, &day), "%s is refused", text);
    return day;
}

Test(calendar, known_days_have_their_numbers_and_weekdays) {
    static const struct {
        const char *date;
        int32_t day;
        int weekday; /* 0 Monday */
    } known[] = {
        {"1970-01-01", 0, 3},     {"1969-12-31", -1, 2},    {"2000-02-29", 11016, 1}, {"2000-03-01", 11017, 2},
        {"2001-09-09", 11574, 6}, {"2024-02-29", 19782, 3}, {"2026-04-01", 20544, 2}, {"1900-01-01", -25567, 0},
        {"2100-02-28", 47540, 6}, {"2100-03-01", 47541, 0}, {"2200-12-31", 84370, 2},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int32_t day = day_of(known[i].date);
        cr_assert(day == known[i].day, "%s is %d", known[i].date, day);
        cr_assert(calendar_weekday(day) == known[i].weekday, "%s falls on %d", known[i].date, calendar_weekday(day));
    }
}

/* Counts every day of 301 years by hand: the next day, with the months' lengths written out. */
Test(calendar, every_day_of_three_centuries_follows_the_one_before) {
    struct date date = {1900, 1, 1};
    int32_t day = day_of("1900-01-01");
    int weekday = 0;
    while (date.year <= 2200) {
        cr_assert(calendar_day(date) == day);
        struct date back = calendar_date(day);
        cr_assert(back.year == date.year && back.month == date.month && back.day == date.day);
        cr_assert(calendar_weekday(day) == weekday);
        char written[11];
        char expected[40];
        int32_t again = 0;
        calendar_format(day, written);
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", date.year, date.month, date.day);
        cr_assert(strcmp(written, expected) == 0);
        cr_assert(calendar_parse(written, &again) && again == day);
        bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year == 2000);
        static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        int last = lengths[date.month - 1] + (leap && date.month == 2);
        if (++date.day > last) {
            date.day = 1;
            if (++date.month > 12) {
                date.month = 1;
                date.year++;
            }
        }
        weekday = (weekday + 1) % 7;
        day++;
    }
    cr_assert(day == 84371);
}

Test(calendar, what_is_not_a_date_is_refused) {
    static const char *const bad[] = {
        "",           "2026",        "2026-4-1",   "2026-02-30", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-01",
        "2026-04-00", "2026-04-31",  "1899-12-31", "2201-01-01", "2026/04/01", "2026-04-01 ", " 2026-04-01",
        "01-04-2026",
        "2026-04-0a", "-026-04-01", "2026-04-1",  "20260401",   "2026-04-011",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int32_t day = 42;
        cr_assert(!calendar_parse(bad[i], &day), "%s is taken", bad[i]);
        cr_assert(day == 42, "%s changed the result", bad[i]);
    }
    int32_t day = 42;
    cr_assert(!calendar_parse(NULL, &day));
}

Test(calendar, months_later_ends_at_the_last_day_of_a_shorter_month) {
    static const struct {
        const char *from;
        int months;
        const char *to;
    } known[] = {
        {"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},  {"2026-10-01", 6, "2027-04-01"},
        {"2026-12-15", 1, "2027-01-15"},   {"2027-01-15", -1, "2026-12-15"}, {"2026-03-31", -1, "2026-02-28"},
        {"2024-02-29", 12, "2025-02-28"},  {"2024-02-29", 48, "2028-02-29"}, {"2026-05-31", 0, "2026-05-31"},
        {"2026-01-01", -13, "2024-12-01"}, {"2026-08-31", 18, "2028-02-29"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char found[11];
        calendar_format(calendar_add_months(day_of(known[i].from), known[i].months), found);
        cr_assert(strcmp(found, known[i].to) == 0, "%s + %d months is %s", known[i].from, known[i].months, found);
    }
}

Test(calendar, a_financial_year_runs_from_april_to_march) {
    cr_assert(calendar_financial_year(day_of("2026-03-31")) == 2025);
    cr_assert(calendar_financial_year(day_of("2026-04-01")) == 2026);
    cr_assert(calendar_financial_year(day_of("2026-12-31")) == 2026);
    cr_assert(calendar_financial_year(day_of("2027-01-01")) == 2026);
    cr_assert(calendar_financial_year_start(2026) == day_of("2026-04-01"));
    for (int year = 1901; year < 2200; year++) {
        int32_t start = calendar_financial_year_start(year);
        cr_assert(calendar_financial_year(start) == year && calendar_financial_year(start - 1) == year - 1);
    }
}

Test(calendar, the_hour_of_the_week_starts_on_monday_midnight) {
    int32_t monday = day_of("2026-11-23");
    cr_assert(calendar_hour_of_week(monday, 0.0) == 0);
    cr_assert(calendar_hour_of_week(monday, 59.999) == 0);
    cr_assert(calendar_hour_of_week(monday, 60.0) == 1);
    cr_assert(calendar_hour_of_week(monday, nextafter(60.0, 0.0)) == 0);
    cr_assert(calendar_hour_of_week(monday, 7.0 * 1440.0) == 0);
    cr_assert(calendar_hour_of_week(monday, 7.0 * 1440.0 - 0.5) == 167);
    cr_assert(calendar_hour_of_week(monday, -0.5) == 167, "before the first day");
    cr_assert(calendar_hour_of_week(monday, -60.0) == 167);
    cr_assert(calendar_hour_of_week(monday, -60.5) == 166);
    cr_assert(calendar_hour_of_week(monday + 6, 0.0) == 144);
    cr_assert(calendar_hour_of_week(-1, 0.0) == 48, "31 December 1969 was a Wednesday");
    for (int hour = 0; hour < 20000; hour++) {
        cr_assert(calendar_hour_of_week(monday + 3, 60.0 * hour) == (72 + hour) % 168);
        cr_assert(calendar_hour_of_week(monday + 3, nextafter(60.0 * (hour + 1), 0.0)) == (72 + hour) % 168);
    }
}
