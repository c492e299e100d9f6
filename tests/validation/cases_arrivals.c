/* Poisson arrivals whose rate changes with the hour: counts are exact in every hour, also in the first after a jump,
 * where drawing the next gap by the rate of the present hour would be wrong. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"
#include "validation/week.h"

#include "care/arrivals.h"
#include "support/must.h"

#include <stdlib.h>

enum { WEEKS = 2080, HOURS = WEEKS * HOURS_PER_WEEK, DAY_MOST = 200 };

#define SOURCE "Poisson; Kingman 1993"

double week_rate(int hour_of_week) {
    int day = hour_of_week / 24, hour = hour_of_week % 24;
    double open = day < 5 ? 4 : 2, sum = 5 * (10 * 4 + 14) + 2 * (10 * 2 + 14);
    return WEEK_PER_DAY * 7 / sum * (hour >= 8 && hour < 18 ? open : 1);
}

/* Arrivals of every hour of WEEKS weeks from a Monday on. The caller frees them. */
static double *draw_hours(const struct battery_try *try) {
    const struct network *network = &try->run->network;
    struct arrival_tables *tables = arrival_tables_new(network);
    double *hour = calloc(HOURS, sizeof hour[0]);
    struct world world;
    must(tables != NULL && hour != NULL, "there is no memory");
    must(world_init(&world, network, try->seed, 0) == STATUS_OK, "there is no memory");
    for (int day = 0; day < WEEKS * 7; day++) {
        world.now = (double)day * MINUTES_PER_DAY;
        arrivals_draw_day(&world, tables);
        for (size_t i = 0; i < world.arrival_count; i++) hour[(int)(world.arrival[i].minute / MINUTES_PER_HOUR)] += 1;
    }
    must(calendar_weekday(network->first_day) == 0, "the run must begin on a Monday");
    world_free(&world);
    arrival_tables_free(tables);
    return hour;
}

/* p of the sums over weeks of the 168 hours. */
static void whole_hours(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    double *hour = draw_hours(try), observed[HOURS_PER_WEEK] = {0}, expected[HOURS_PER_WEEK];
    (void)row;
    for (int h = 0; h < HOURS; h++) observed[h % HOURS_PER_WEEK] += hour[h];
    for (int h = 0; h < HOURS_PER_WEEK; h++) expected[h] = WEEKS * week_rate(h);
    finding->ours = chi_square_p(observed, expected, HOURS_PER_WEEK, false);
    free(hour);
}

/* p of the sum of (count - mean)^2 / mean over blocks of twelve hours: small where counts come in bunches, near 1 where
 * they are spaced. */
static void whole_dispersion(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    enum { BLOCK = 12, BLOCKS = HOURS / BLOCK };
    double *hour = draw_hours(try), sum = 0;
    (void)row;
    for (int b = 0; b < BLOCKS; b++) {
        double count = 0, mean = 0;
        for (int h = b * BLOCK; h < (b + 1) * BLOCK; h++) {
            count += hour[h];
            mean += week_rate(h % HOURS_PER_WEEK);
        }
        sum += (count - mean) * (count - mean) / mean;
    }
    finding->ours = theory_chi_square_tail(sum, BLOCKS);
    free(hour);
}

/* Mean count of one hour of the week, with[0], over the weeks, and over with[2] days (0: one) from there; with[1] = 1:
 * share of weeks in which nobody comes. */
static void whole_one_hour(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    double *hour = draw_hours(try), value[WEEKS];
    for (int w = 0; w < WEEKS; w++) {
        double count = 0;
        int days = row->with[2] > 0 ? (int)row->with[2] : 1;
        for (int d = 0; d < days; d++) count += hour[w * HOURS_PER_WEEK + (int)row->with[0] + 24 * d] / days;
        value[w] = row->with[1] > 0 ? count < 0.5 : count;
    }
    finding_of_mean(finding, value, WEEKS);
    free(hour);
}

/* p of the numbers of a day (0 Monday), with[0], over the weeks against the Poisson law of the day's integral. */
static void whole_day(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    double *hour = draw_hours(try), observed[DAY_MOST] = {0}, expected[DAY_MOST], mean = 0;
    int first = (int)row->with[0] * 24;
    for (int h = first; h < first + 24; h++) mean += week_rate(h);
    for (int n = 0; n < DAY_MOST; n++) expected[n] = WEEKS * theory_poisson(mean, n);
    for (int w = 0; w < WEEKS; w++) {
        double count = 0;
        for (int h = first; h < first + 24; h++) count += hour[w * HOURS_PER_WEEK + h];
        observed[count < DAY_MOST - 1 ? (int)count : DAY_MOST - 1] += 1;
    }
    finding->ours = chi_square_p(observed, expected, DAY_MOST, true);
    free(hour);
}

static double exact_rate(const double *with) { return week_rate((int)with[0]); }
static double exact_nobody(const double *with) { return theory_poisson(week_rate((int)with[0]), 0); }

#define HOUR(name, hour) {name, .whole = whole_one_hour, .exact = exact_rate, .with = {hour}, .source = SOURCE}
#define HOURS_OF(name, hour) {name, .whole = whole_one_hour, .exact = exact_rate, .with = {hour, 0, 5}, .source = SOURCE}
#define DAY(name, day) {"numbers on " name "s, p of chi-square", .whole = whole_day, .with = {day}, .low = 0.001, .source = SOURCE, .rule = ABOVE}

static const struct battery_row week[] = {
    {"168 hours of the week, p of chi-square", .whole = whole_hours, .low = 0.001, .high = 0.999,
     .source = SOURCE, .rule = BETWEEN},
    {"counts vary as Poisson counts, p of dispersion", .whole = whole_dispersion, .low = 0.001, .high = 0.999,
     .source = SOURCE, .rule = BETWEEN},
    HOURS_OF("weekdays, the hour of the rise", 8), HOURS_OF("weekdays, the hour of the fall", 18),
    HOUR("Monday, the hour before the rise", 7), HOUR("Monday, the hour of the rise", 8),
    HOUR("Monday, the second hour after it", 9), HOUR("Monday, the last hour before the fall", 17),
    HOUR("Monday, the hour of the fall", 18), HOUR("Sunday, the hour of the rise", 6 * 24 + 8),
    {"P(nobody comes), Monday 03:00 to 04:00", .whole = whole_one_hour, .exact = exact_nobody, .with = {3, 1},
     .source = SOURCE},
    DAY("Monday", 0), DAY("Tuesday", 1), DAY("Wednesday", 2), DAY("Thursday", 3), DAY("Friday", 4), DAY("Saturday", 5),
    DAY("Sunday", 6),
};

static const struct battery_system systems[] = {
    {"hours", "arrivals by hour of the week, jumps from 1 to 4, 2080 weeks",
     {.file = {"validation/data/week.cfg"}, .set = {"time.window=1 d"}, .replications = 1}, ROWS(week)},
};

const struct battery_table cases_arrivals = {systems, sizeof systems / sizeof systems[0]};
