/* warm_up_say: how a run was warmed up, in a few plain lines. */
#ifndef ICSIM_RESULTS_WARM_UP_SAY_H
#define ICSIM_RESULTS_WARM_UP_SAY_H

#include "base/text.h"
#include "experiment/warm_up.h"

/* Appends how long the warm-up was, how it was found, and what measuring from the start would have changed most (at
 * most three series whose mean would be off by more than chance). */
void warm_up_say(const struct network *network, const struct warm_up *warm_up, struct text *text);

/* "in use", "waiting", "all". */
const char *warm_up_series_text(enum transient_kind kind);

#endif
