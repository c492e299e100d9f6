/* Classes in one line: the first is served first, and interrupts nobody or makes the second give way. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"

enum { MANY = 60 };

#define COBHAM "Cobham 1954; Ciw, tests/test_simulation.py, comments T 2.0 and 6.0"
#define KELLA "Kella and Yechiali 1985"

static const struct battery_row one_server[] = {
    {"mean wait of the first class, min", {CLOCK_MEAN, "wait", "high", 0}, value_of_level, .exact = exact_cobham,
     .with = {0.2, 1, 1, 0.6, 1, 1, 0}, .source = COBHAM},
    {"mean wait of the second class, min", {CLOCK_MEAN, "wait", "low", 0}, value_of_level, .exact = exact_cobham,
     .with = {0.2, 1, 1, 0.6, 1, 1, 1}, .source = COBHAM},
    LITTLE,
};

/* Work of the first class has half the mean of the second's 1.1: gamma of shape 1/1.96 both. */
static const struct battery_row other_work[] = {
    {"mean wait of the first class, min", {CLOCK_MEAN, "wait", "high", 0}, value_of_level, .exact = exact_cobham,
     .with = {0.3, 0.55, 0.77, 0.5, 1.1, 1.54, 0}, .source = "Cobham 1954"},
    {"mean wait of the second class, min", {CLOCK_MEAN, "wait", "low", 0}, value_of_level, .exact = exact_cobham,
     .with = {0.3, 0.55, 0.77, 0.5, 1.1, 1.54, 1}, .source = "Cobham 1954"},
    LITTLE,
};

static const struct battery_row three_servers[] = {
    {"mean wait of the first class, min", {CLOCK_MEAN, "wait", "high", 0}, value_of_level, .exact = exact_kella,
     .with = {0.64, 1.92, 1, 3, 0}, .source = KELLA},
    {"mean wait of the second class, min", {CLOCK_MEAN, "wait", "low", 0}, value_of_level, .exact = exact_kella,
     .with = {0.64, 1.92, 1, 3, 1}, .source = KELLA},
    {"mean wait of all, min", {WAIT_MEAN, "need.care", "clinic", 0}, .exact = exact_mmc_wait, .with = {2.56, 1, 3},
     .source = KELLA},
    LITTLE,
};

#define JAISWAL "Jaiswal 1968; Kleinrock 1976, 3.4"
#define TOTAL(name, level, ...) {name, {CLOCK_MEAN, "total", level, 0}, value_of_level, .exact = exact_preemptive, .with = {__VA_ARGS__}, .source = JAISWAL}
static const struct battery_row giving_way[] = {
    TOTAL("mean time of the first class, min", "high", 0.2, 1, 1, 0.6, 1, 1, 0),
    TOTAL("mean time of the second class, min", "low", 0.2, 1, 1, 0.6, 1, 1, 1),
    {"utilisation", {UTILISATION, "room", "clinic", 0}, .exact = exact_number, .with = {0.8}, .source = JAISWAL},
};
static const struct battery_row giving_way_any[] = {
    TOTAL("mean time of the first class, min", "high", 0.3, 0.55, 0.77, 0.5, 1.1, 1.54, 0),
    TOTAL("mean time of the second class, min", "low", 0.3, 0.55, 0.77, 0.5, 1.1, 1.54, 1),
    {"utilisation", {UTILISATION, "room", "clinic", 0}, .exact = exact_number, .with = {0.715}, .source = JAISWAL},
};

#define RUN(name, ...) {.file = {"validation/data/" name ".cfg"}, .set = {__VA_ARGS__}, .replications = MANY}

static const struct battery_system systems[] = {
    {"cobham", "M/M/1, two classes, 0.2 and 0.6 a minute, non-preemptive", RUN("classes", NULL), ROWS(one_server)},
    {"cobham_general", "M/G/1, two classes, gamma work of means 0.55 and 1.1, non-preemptive",
     RUN("classes_gamma", NULL), ROWS(other_work)},
    {"preemptive", "M/M/1, two classes, preemptive-resume", RUN("classes_preemptive", NULL), ROWS(giving_way)},
    {"preemptive_any", "M/G/1, two classes, gamma work, preemptive-resume", RUN("classes_gamma_preemptive", NULL),
     ROWS(giving_way_any)},
    {"kella_yechiali", "M/M/3, two classes, one service rate, non-preemptive",
     RUN("classes", "sites.clinic.pools.room=3", "pathways.need.demand_times=3.2", "time.window=20 d"),
      ROWS(three_servers)},
};

const struct battery_table cases_priorities = {systems, sizeof systems / sizeof systems[0]};
