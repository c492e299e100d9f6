/* run_scenario: a scenario file run as the program would run it, and its measures with their errors, for tests
 * to compare with what must come out. A wrong file or a ledger that does not come out fails the test at once.
 *
 * A scenario_run owns its network and result; scenario_run_free gives both back. */
#ifndef ICSIM_TESTS_SUPPORT_RUN_SCENARIO_H
#define ICSIM_TESTS_SUPPORT_RUN_SCENARIO_H

#include "experiment/experiment.h"
#include "network/network.h"
#include "support/theory.h"

enum { WISH_FILES = 6, WISH_SETS = 10 };

/* What to run. Files are named from tests/; the first is the baseline; lists end at the first NULL. Zero stands
 * for one replication, seed 1, one thread. */
struct run_wish {
    const char *file[WISH_FILES];
    const char *set[WISH_SETS];
    uint32_t replications, seed, threads;
    bool from_start;
};

struct scenario_run {
    struct network network;
    struct experiment_result result;
};

/* True where the environment asks for less (ICSIM_SHORT): under a sanitizer everything is ten times slower. */
bool run_is_short(void);
/* `many`, or `few` where less is asked for. */
uint32_t run_replications(uint32_t many, uint32_t few);

void scenario_load_or_fail(struct network *network, const struct run_wish *wish);
void scenario_run_or_fail(struct scenario_run *run, const struct run_wish *wish);
void scenario_run_free(struct scenario_run *run);

/* Numbers of things by id; fail the test where there is none. */
uint32_t find_step(const struct network *network, const char *id); /* "pathway.step" */
uint32_t find_provider(const struct network *network, const char *id);
uint32_t find_post(const struct network *network, const char *step, const char *provider);
uint32_t find_pool(const struct network *network, const char *provider, const char *kind);
uint32_t find_standard(const struct network *network, const char *id);
uint32_t find_area(const struct network *network, const char *id);
uint32_t find_pathway(const struct network *network, const char *id);

enum quantity {
    WAIT_MEAN,        /* of a step: minutes, of those who started */
    WAITED_SHARE,     /* of a step: who did not start at once, of those who came and were let in */
    LEFT_SHARE,       /* of a step: who lost patience, of those who came */
    TURNED_SHARE,     /* of a step: who was turned away, of those who came */
    STARTS_PER_MINUTE,/* of a step */
    INSIDE_MEAN,      /* of a step: number between start and leaving */
    TIME_MEAN,        /* of a step: minutes from start to leaving */
    IN_USE_MEAN,      /* of a pool: number */
    IN_USE_VARIANCE,  /* of a pool: of the number, over time */
    LEVEL_SHARE,      /* of a pool: share of time at `level` in use */
    UTILISATION,      /* of a pool */
    WAITING_MEAN,     /* of a pool: number in its line */
    CLOCK_MEAN,       /* of a standard: minutes */
    CLOCK_BEYOND,     /* of a standard: share beyond its target */
};

/* A quantity of a step ("pathway.step"), pool ("kind") or standard (id), at one provider (steps and pools). */
struct sought {
    enum quantity quantity;
    const char *of, *at;
    unsigned level;
};

/* One replication's value over the whole window. */
double measure_value(const struct scenario_run *run, uint32_t arm, uint32_t replication, struct sought measure);
/* Mean over replications and its standard error. */
struct theory_estimate measure_estimate(const struct scenario_run *run, uint32_t arm, struct sought measure);

/* Asserts that the t interval (99.73 %) of independent values holds what theory says, and that it is not too wide
 * to prove anything. */
void expect_exactly(const char *what, const double *value, size_t count, double target);

/* The same of a measure of the baseline over its replications. */
void expect_measure(const struct scenario_run *run, struct sought measure, double target);

/* Asserts that two outcomes of one network are the same, byte for byte. */
void expect_same_outcome(const struct network *network, const struct outcome *a, const struct outcome *b);
void expect_same_result(const struct scenario_run *a, const struct scenario_run *b);

#endif
