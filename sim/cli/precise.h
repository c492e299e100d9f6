/* precise: runs batch after batch until a precision is reached, and says so. */
#ifndef ICSIM_CLI_PRECISE_H
#define ICSIM_CLI_PRECISE_H

#include "cli/speak.h"
#include "experiment/experiment.h"
#include "results/precision.h"

/* Reads --precision, if there is one. EXIT_DONE or the exit code; what is wrong has been said. */
int precise_read(const struct options *options, const struct network *network, struct precision *precision);

/* Runs 10, 20, 40 ... replications in all, at most plan->replications, and looks after each batch. Says on stderr
 * what was reached, or what it would take; the same sentence is in `said`, for provenance. The result is that of a
 * run of as many replications. EXIT_DONE or the exit code. */
int precise_run(const struct precision *precision, struct experiment_plan *plan, const struct network *network,
                struct experiment_result *result, struct text *said);

#endif
