/* run: the clock of one arm of one replication. */
#ifndef ICSIM_CARE_RUN_H
#define ICSIM_CARE_RUN_H

#include "care/arrivals.h"
#include "care/world.h"
#include <stdatomic.h>

/* Puts the people in who are there at the start and opens the pools; the clock stands at minute 0. */
void run_begin(struct world *world);

/* Runs until `minute`: everything before it has happened, nothing at it. `stop` (may be NULL) ends the run
 * early; the caller looks at it. */
void run_until(struct world *world, const struct arrival_tables *tables, double minute, const atomic_bool *stop);

/* Runs to the end of the follow-up and closes the outcome: unfinished clocks, percentiles, ledger. */
void run_finish(struct world *world, const struct arrival_tables *tables, const atomic_bool *stop);

#endif
