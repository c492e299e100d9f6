/* battery: every case whose answer is known is one row of a table, and every run that cases share is one system.
 *
 * A row says what is measured, what must come out, from which source, and by which rule ours is judged. The tables
 * stand in cases_*.c and are joined in battery.c; the Criterion tests and the program `validate` judge the same rows.
 *
 * A system whose row fails is run once more with other random numbers and AGAIN times as many replications, and that
 * run decides: of several hundred rows one or two lie beyond three errors by chance, at any seed, and seeds are not
 * chosen. A wrong answer fails twice, and more clearly.
 *
 * A battery_result owns nothing: its findings lie in the caller's array. */
#ifndef ICSIM_TESTS_VALIDATION_BATTERY_H
#define ICSIM_TESTS_VALIDATION_BATTERY_H

#include "support/run_scenario.h"

enum { MOST_ROWS = 64, MOST_PARAMETERS = 8, AGAIN = 4 };

enum rule {
    AGREES,  /* |ours - exact| <= 3 errors of ours + half_digit; the interval is ours, 95 % */
    EQUALS,  /* nothing is left to chance: every replication gives exactly this */
    BETWEEN, /* low <= ours <= high */
    BELOW,   /* a statistic below its critical value, `high` */
    ABOVE,   /* a probability (or a statistic that has to show a defect) above `low` */
    APART,   /* |ours - exact| > 3 errors: an approximation that must be told from the truth */
};

struct battery_row;

/* What a row came to. `error` is the standard error of ours; NAN where the rule needs none. */
struct finding {
    double exact, ours, error, interval_low, interval_high, low, high;
    bool passed, again; /* again: judged by the second, longer run */
};

/* What a row that is more than a mean over replications may use. `run` is NULL in a system without a scenario;
 * `attempt` is 0, then 1 for the run that decides, and `seed` is another then. */
struct battery_try {
    const struct scenario_run *run;
    uint32_t attempt, seed;
    double part; /* of what is drawn where there is no scenario */
};

struct battery_row {
    const char *name;       /* what it is, with its unit; unique in its system */
    struct sought measure; /* of each replication; or, where `value` is not NULL, what that one reads */
    double (*value)(const struct scenario_run *run, uint32_t replication, const struct battery_row *row);
    /* In place of both: fills ours (and error, low, high, exact as its rule needs) by itself. */
    void (*whole)(const struct battery_try *try, const struct battery_row *row, struct finding *finding);
    double (*exact)(const double *with); /* the formula, and its parameters */
    double with[MOST_PARAMETERS];
    double low, high;       /* BETWEEN, BELOW, ABOVE */
    double half_digit;      /* half a unit of the last printed digit where the target was read from print */
    const char *source;
    enum rule rule;
};

struct battery_system {
    const char *name;  /* [a-z0-9_]*, unique */
    const char *title;
    struct run_wish wish; /* wish.file[0] NULL: no scenario is run; its seed is battery_seed */
    bool takes_long;      /* only with --long */
    const struct battery_row *row;
    size_t row_count;
};

#define ROWS(array) .row = (array), .row_count = sizeof(array) / sizeof((array)[0])

/* The tables of the cases_*.c, one after the other. */
struct battery_table { const struct battery_system *system; size_t count; };
extern const struct battery_table cases_line, cases_limits, cases_priorities, cases_networks, cases_unlimited,
    cases_sharing, cases_arrivals, cases_clockwork, cases_draws, cases_intervals;

size_t battery_count(void);
const struct battery_system *battery_system(size_t index);

/* The hash of the system's name: so nobody chooses it, and no two systems see the same luck. */
uint32_t battery_seed(const struct battery_system *system);

/* How much is run: `part` of the replications (1: all), on so many threads. */
struct battery_effort { double part; uint32_t threads; };

/* Runs the system, judges its rows, and where one fails runs it once more. `finding` has room for MOST_ROWS.
 * True where every row passed. */
bool battery_judge(const struct battery_system *system, struct battery_effort effort, struct finding *finding);

/* Mean over replications of `value`, with its error and 95 % interval, into the finding. */
void finding_of_mean(struct finding *finding, const double *value, size_t count);

/* "fail", "pass", or with the second run's word. */
const char *finding_verdict(const struct finding *finding);

#endif
