/* Days, months and hours of the week. A day is a number: days since 1970-01-01 (a Thursday) in the
 * proleptic Gregorian calendar; there are no time zones and no clock changes in a simulated year. */
#ifndef ICSIM_BASE_CALENDAR_H
#define ICSIM_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MINUTES_PER_HOUR = 60,
    MINUTES_PER_DAY = 1440,
    HOURS_PER_WEEK = 168,
};
#define DAYS_PER_YEAR 365.25 /* in rates; dates use the calendar */
#define MINUTES_PER_YEAR (365.25 * 1440.0)

struct date {
    int year, month, day; /* month 1..12, day 1..31 */
};

int32_t calendar_day(struct date date);
struct date calendar_date(int32_t day);

/* Reads "2026-04-01"; false where it is not a date of years 1900..2200 (30 February is refused). */
bool calendar_parse(const char *text, int32_t *day);

/* Writes "2026-04-01" and a NUL. */
void calendar_format(int32_t day, char out[11]);

/* 0 Monday .. 6 Sunday. */
int calendar_weekday(int32_t day);

/* The same day of the month `months` later (or earlier), at the end of a shorter month the last day. */
int32_t calendar_add_months(int32_t day, int months);

/* The financial year (1 April to 31 March) that holds `day`, named by the year it starts in. */
int calendar_financial_year(int32_t day);

/* 1 April of financial year `year`. */
int32_t calendar_financial_year_start(int year);

/* Hour of the week, 0 = Monday 00:00, of the minute `minute` counted from 00:00 of `first_day`. */
int calendar_hour_of_week(int32_t first_day, double minute);

#endif
