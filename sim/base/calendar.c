#include "base/calendar.h"

#include "base/check.h"
#include <stddef.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, MONTHS_PER_YEAR = 12, APRIL = 4 };

/* Days from 1970-01-01 by the era method of Hinnant, "chrono-compatible low-level date algorithms": years
 * begin in March, so that the leap day is the last of its year; an era is 400 years, 146,097 days. */
int32_t calendar_day(struct date date) {
    CHECK(date.month >= 1 && date.month <= MONTHS_PER_YEAR && date.day >= 1 && date.day <= 31);
    int year = date.year - (date.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int month = (date.month + 9) % MONTHS_PER_YEAR; /* 0 March .. 11 February */
    int day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date calendar_date(int32_t day) {
    int64_t shifted = (int64_t)day + 719468; /* from 0000-03-01 */
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = (int)(shifted - era * 146097);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    struct date date = {.day = day_of_year - (153 * month + 2) / 5 + 1, .month = month < 10 ? month + 3 : month - 9};
    date.year = (int)(era * 400) + year_of_era + (date.month <= 2);
    return date;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month) {
    static const int days[MONTHS_PER_YEAR] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool calendar_parse(const char *text, int32_t *day) {
    static const char form[] = "dddd-dd-dd";
    int part[3] = {0, 0, 0};
    int at = 0;
    if (text == NULL)
        return false;
    for (int i = 0; form[i] != '\0'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '-' ? text[i] != '-' : !digit)
            return false;
        if (digit)
            part[at] = part[at] * 10 + (text[i] - '0');
        else
            at++;
    }
    struct date date = {.year = part[0], .month = part[1], .day = part[2]};
    if (text[sizeof form - 1] != '\0' || date.year < FIRST_YEAR || date.year > LAST_YEAR || date.month < 1 ||
        date.month > MONTHS_PER_YEAR || date.day < 1 || date.day > days_in_month(date.year, date.month))
        return false;
    *day = calendar_day(date);
    return true;
}

void calendar_format(int32_t day, char out[11]) {
    struct date date = calendar_date(day);
    CHECK(date.year >= 0 && date.year <= 9999);
    const int part[8] = {date.year / 1000,    date.year / 100 % 10, date.year / 10 % 10, date.year % 10,
                         date.month / 10 % 10, date.month % 10,      date.day / 10 % 10,  date.day % 10};
    for (int i = 0, at = 0; i < 8; i++) {
        if (i == 4 || i == 6)
            out[at++] = '-';
        out[at++] = (char)('0' + part[i]);
    }
    out[10] = '\0';
}

int calendar_weekday(int32_t day) {
    /* Day 0 was a Thursday, number 3 of its week. */
    int64_t rest = ((int64_t)day + 3) % 7;
    return (int)(rest < 0 ? rest + 7 : rest);
}

int32_t calendar_add_months(int32_t day, int months) {
    struct date date = calendar_date(day);
    int64_t month = (int64_t)date.year * MONTHS_PER_YEAR + date.month - 1 + months;
    CHECK(month >= 0 && month < (int64_t)10000 * MONTHS_PER_YEAR);
    date.year = (int)(month / MONTHS_PER_YEAR);
    date.month = (int)(month % MONTHS_PER_YEAR) + 1;
    int last = days_in_month(date.year, date.month);
    if (date.day > last)
        date.day = last;
    return calendar_day(date);
}

int calendar_financial_year(int32_t day) {
    struct date date = calendar_date(day);
    return date.month >= APRIL ? date.year : date.year - 1;
}

int32_t calendar_financial_year_start(int year) {
    return calendar_day((struct date){.year = year, .month = APRIL, .day = 1});
}

int calendar_hour_of_week(int32_t first_day, double minute) {
    CHECK(minute > -1e15 && minute < 1e15);
    int64_t whole = (int64_t)minute;
    whole -= (double)whole > minute; /* a cast cuts towards zero */
    int64_t hour = whole / MINUTES_PER_HOUR - (whole % MINUTES_PER_HOUR < 0);
    int64_t hour_of_week = (calendar_weekday(first_day) * 24 + hour) % HOURS_PER_WEEK;
    return (int)(hour_of_week < 0 ? hour_of_week + HOURS_PER_WEEK : hour_of_week);
}
