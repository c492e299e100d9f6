/* measure: records into counts by everyone, area and group, and, in an arm, into who gains and who loses
 * against the same person in the baseline. */
#ifndef ICSIM_CARE_MEASURE_H
#define ICSIM_CARE_MEASURE_H

#include "care/world.h"

enum { FEWEST_PEOPLE = 20 }; /* fewer show no percentiles */

/* Counts the chunk in hand and empties it. */
void measure_records(struct world *world);

/* The window begins: what was counted before it does not count (nothing has been; records start inside it). */

/* At the end: percentiles from the histograms, `all` from the periods. */
void measure_finish(struct world *world);

/* An arm begins, as a copy of the baseline at snapshot `epoch`: people measured before it are the same in both.
 * epoch < 0: the arm runs from the start. */
void measure_begin_arm(struct world *world, int epoch);

/* An arm ends: who was measured in the baseline only. */
void measure_end_arm(struct world *world);

#endif
