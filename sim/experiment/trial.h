/* trial: one replication with all its arms, on one thread. The baseline runs first; where an arm first differs
 * from it a snapshot is taken, from which the arm goes on later, so that the start and the years in common are
 * run once. Arms that differ from the start run from the start. Either way the bytes are the same. */
#ifndef ICSIM_EXPERIMENT_TRIAL_H
#define ICSIM_EXPERIMENT_TRIAL_H

#include "care/arrivals.h"
#include "care/outcome.h"
#include <stdatomic.h>

struct trial {
    const struct network *network;
    const struct arrival_tables *tables;
    uint32_t seed, replication;
    bool from_start;          /* share nothing */
    const atomic_bool *stop;  /* may be NULL */
    struct outcome **outcome; /* [arm]: filled; owned by the caller */
    struct gain_tally **gain; /* [arm][standard * margins + margin]; [0] is not used */
};

enum status trial_run(const struct trial *trial) MUST_USE;

#endif
