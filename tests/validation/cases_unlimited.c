/* Beds that never run out: M/G/infinity at rest, as it fills, with people there at the start, and through a week. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"
#include "validation/week.h"

#include "support/must.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { MANY = 60, FILLS = 4000, MOST = 100 };

#define EICK "Eick, Massey and Whitt 1993"

/* ---- at rest ------------------------------------------------------------------------------------------- */

#define BED(number) {"P(" #number " in beds)", {LEVEL_SHARE, "bed", "ward", number}, .exact = exact_poisson, .with = {8, number}, .source = EICK}
static const struct battery_row at_rest[] = {
    {"mean in beds", {IN_USE_MEAN, "bed", "ward", 0}, .exact = exact_number, .with = {8}, .source = EICK},
    {"variance of the number in beds", {IN_USE_VARIANCE, "bed", "ward", 0}, .exact = exact_number, .with = {8},
     .source = EICK},
    BED(3), BED(5), BED(7), BED(8), BED(9), BED(11), BED(14),
    {"nobody waits", {WAITED_SHARE, "illness.stay", "ward", 0}, .exact = exact_number, .with = {0},
     .source = EICK, .rule = EQUALS},
};

/* ---- from the start: 4 a day, lognormal stays of mean 3 d and sd 3 d; with[0]: days, with[1]: there at the start, with[2]: for so many days --- */

static double stay_survival(double days, const void *context) {
    double variance = log(2), mu = log(3) - variance / 2;
    (void)context;
    return days > 0 ? gsl_cdf_lognormal_Q(days, mu, sqrt(variance)) : 1;
}

static double even_rate(double days, const void *context) {
    (void)days;
    (void)context;
    return 4;
}

static double come(double days) {
    return theory_mginf_mean((struct theory_curve){even_rate, NULL}, (struct theory_curve){stay_survival, NULL}, days, 20000);
}

/* Those of the start who are still there after so many days: of stays under way for `elapsed` days, or (0) met at a
 * moment picked at random. */
static double still_there(double days, double elapsed) {
    return elapsed > 0 ? stay_survival(elapsed + days, NULL) / stay_survival(elapsed, NULL) : 1 - come(days) / 12;
}

static double exact_there(const double *with) { return come(with[0]) + with[1] * still_there(with[0], with[2]); }

/* Number in beds at the window's first midnight. */
static double value_midnight(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    uint32_t pool = find_pool(&run->network, row->measure.at, row->measure.of);
    return run->result.arm[0].outcome[replication].pool[pool].midnight_in_use;
}

/* p of the numbers at that midnight: Poisson, and binomial of those of the start. */
static void whole_midnight(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    double observed[MOST] = {0}, expected[MOST], stays = still_there(row->with[0], row->with[2]), mean = come(row->with[0]);
    uint32_t replications = try->run->result.replications;
    for (int n = 0; n < MOST; n++) expected[n] = replications * theory_mginf_number((int)row->with[1], stays, mean, n);
    for (uint32_t i = 0; i < replications; i++) {
        int number = (int)value_midnight(try->run, i, row);
        must(number < MOST, "%d in beds", number);
        observed[number] += 1;
    }
    finding->ours = chi_square_p(observed, expected, MOST, true);
}

#define FILL(name, days, ...) \
    static const struct battery_row name[] = { \
        {"mean in beds at midnight", {IN_USE_MEAN, "bed", "ward", 0}, value_midnight, .exact = exact_there, \
         .with = {days, __VA_ARGS__}, .source = EICK}, \
        {"numbers at midnight, p of chi-square", {IN_USE_MEAN, "bed", "ward", 0}, .whole = whole_midnight, \
         .with = {days, __VA_ARGS__}, .low = 0.001, .source = EICK, .rule = ABOVE}, \
    }
FILL(after_1, 1, 0);
FILL(after_3, 3, 0);
FILL(after_10, 10, 0);
FILL(there_after_1, 1, 30);
FILL(there_after_4, 4, 30);
FILL(elapsed_after_1, 1, 30, 2);
FILL(elapsed_after_4, 4, 30, 2);

/* ---- through a week ------------------------------------------------------------------------------------ */

static double gamma_survival(double hours, const void *context) {
    double shape = 64.0 / 36;
    (void)context;
    return hours > 0 ? gsl_cdf_gamma_Q(hours, shape, 8 / shape) : 1;
}

static double hourly_rate(double hour, const void *context) {
    (void)context;
    return week_rate((int)floor(hour) % HOURS_PER_WEEK);
}

/* Mean in beds in the hour of the week with[0], long after the start: by Simpson's rule over the hour. */
static double exact_in_hour(const double *with) {
    static const double weight[5] = {1, 4, 2, 4, 1};
    double sum = 0;
    for (int i = 0; i < 5; i++) {
        double hour = HOURS_PER_WEEK + with[0] + i / 4.0;
        sum += weight[i] / 12 * theory_mginf_mean((struct theory_curve){hourly_rate, NULL}, (struct theory_curve){gamma_survival, NULL}, hour, (size_t)(hour * 300));
    }
    return sum;
}

static double value_hour(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    uint32_t pool = find_pool(&run->network, row->measure.at, row->measure.of);
    return run->result.arm[0].outcome[replication].hour_in_use[pool * HOURS_PER_WEEK + (uint32_t)row->with[0]];
}

#define HOUR(name, hour) {"mean in beds, " name, {IN_USE_MEAN, "bed", "ward", 0}, value_hour, .exact = exact_in_hour, .with = {hour}, .source = EICK}
static const struct battery_row week[] = {
    HOUR("Monday 03:00 to 04:00", 3), HOUR("Monday 08:00 to 09:00", 8), HOUR("Monday 17:00 to 18:00", 17),
    HOUR("Wednesday 12:00 to 13:00", 60),
    HOUR("Friday 23:00 to 24:00", 119), HOUR("Saturday 10:00 to 11:00", 130), HOUR("Sunday 20:00 to 21:00", 164),
    {"mean in beds, all week", {IN_USE_MEAN, "bed", "ward", 0}, .exact = exact_number, .with = {8}, .source = EICK},
};

#define RUN(name, many, ...) {.file = {"validation/data/" name ".cfg"}, .set = {__VA_ARGS__}, .replications = many}

static const struct battery_system systems[] = {
    {"mginf", "M/G/infinity, a load of 8, lognormal stays", RUN("beds", MANY, NULL), ROWS(at_rest)},
    {"mginf_day_1", "M/G/infinity from empty, after 1 day", RUN("fill", FILLS, NULL), ROWS(after_1)},
    {"mginf_day_3", "M/G/infinity from empty, after 3 days", RUN("fill", FILLS, "time.warm_up=3 d"), ROWS(after_3)},
    {"mginf_day_10", "M/G/infinity from empty, after 10 days", RUN("fill", FILLS, "time.warm_up=10 d"), ROWS(after_10)},
    {"mginf_start_1", "M/G/infinity with 30 there at the start, after 1 day", RUN("fill_there", FILLS, NULL),
     ROWS(there_after_1)},
    {"mginf_start_4", "M/G/infinity with 30 there at the start, after 4 days", RUN("fill_there", FILLS,
     "time.warm_up=4 d"), ROWS(there_after_4)},
    {"mginf_elapsed_1", "M/G/infinity with 30 there for two days already, after 1 day",
     RUN("fill_elapsed", FILLS, NULL), ROWS(elapsed_after_1)},
    {"mginf_elapsed_4", "M/G/infinity with 30 there for two days already, after 4 days", RUN("fill_elapsed", FILLS,
     "time.warm_up=4 d"), ROWS(elapsed_after_4)},
    {"mtginf", "M(t)/G/infinity by hour of the week, gamma stays of 8 hours", RUN("week", MANY, NULL), ROWS(week)},
};

const struct battery_table cases_unlimited = {systems, sizeof systems / sizeof systems[0]};
