/* summary_bars: differences of the headline measures as bars on a terminal, one scale for each measure. */
#ifndef ICSIM_RESULTS_SUMMARY_BARS_H
#define ICSIM_RESULTS_SUMMARY_BARS_H

#include "results/summary_row.h"

/* Appends a line for each headline measure that is no share and scenario but the first: its name, the difference as in the summary, and its
 * 95 % interval as a bar with the mean and zero marked. Nothing of a single scenario. `blocks`: UTF-8's line characters,
 * else ASCII. */
void summary_bars(const struct summary *summary, bool blocks, struct text *out);

#endif
