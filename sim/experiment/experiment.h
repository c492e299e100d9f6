/* experiment: the same people through every arm, replication by replication, on threads.
 *
 * A trial is one replication with all its arms: one start and warm-up, cloned where an arm first differs from
 * the baseline. Outcomes land by index, so threads and their order change nothing. The result owns its
 * outcomes and borrows the network. */
#ifndef ICSIM_EXPERIMENT_EXPERIMENT_H
#define ICSIM_EXPERIMENT_EXPERIMENT_H

#include "care/outcome.h"
#include "network/network.h"
#include <stdatomic.h>

struct arm_result {
    struct outcome *outcome; /* [replications] */
    struct gain_tally *gain; /* [replication][standard][margin] against arm 0; NULL for arm 0 */
};

struct warm_up;
struct warning_list;

struct experiment_result {
    const struct network *network;
    uint32_t replications;
    uint32_t arm_count;
    struct arm_result *arm;
    const struct warm_up *warm_up;          /* how it began, and what to beware of: borrowed, set by whoever found */
    const struct warning_list *warnings;    /* them (experiment/warm_up.h, experiment/warnings.h), or NULL */
};

/* Pilots draw by replication numbers of their own, above any that an experiment can have (at most 100000), so that
 * no replication of an experiment shares their luck. */
#define FIRST_REPLICATION_OF_PILOTS UINT32_C(0x80000000)

struct experiment_plan {
    uint32_t replications; /* >= 1 */
    uint32_t first_replication; /* number by which the first one draws: 0, or FIRST_REPLICATION_OF_PILOTS */
    uint32_t seed;         /* 1 .. 2^31 - 1 */
    uint32_t threads;      /* >= 1 */
    bool from_start;       /* run every arm from the start, sharing nothing: for proof, the bytes are the same */
    const atomic_bool *stop; /* may be NULL; set by a signal handler */
    void (*progress)(void *context, uint32_t done, uint32_t of); /* called by any thread, one at a time; may be NULL */
    void *context;
};

/* Runs all trials. STATUS_INTERRUPTED where `stop` was set (the result is then empty). */
enum status experiment_run(const struct network *network, const struct experiment_plan *plan,
                           struct experiment_result *result) MUST_USE;

/* The same of a result that is there, for the same network and seed: runs the replications that it lacks up to
 * plan->replications and keeps those that it has, so the result is the one that experiment_run would have given.
 * On failure the result is empty. */
enum status experiment_extend(const struct experiment_plan *plan, struct experiment_result *result) MUST_USE;

void experiment_result_free(struct experiment_result *result);

#endif
