/* exposure: what the people of an outcome went through, as exact counts: how far they came, how long they waited by a
 * clock, how full it was. Nothing in a run depends on it; expected events are worked out afterwards
 * (experiment/expected.h). Called only where the network has outcomes. */
#ifndef ICSIM_CARE_EXPOSURE_H
#define ICSIM_CARE_EXPOSURE_H

#include "care/world.h"

static inline bool exposure_is_counted(const struct world *world) {
    return world->network->outcome_rule_count > 0;
}

/* The patient sets out for the step, `km` away: who is sent on has come the last journey alone. */
void exposure_journey(struct world *world, uint32_t slot, uint32_t step, double km);

/* Comes to a post, and has not joined its line yet. */
void exposure_arrives(struct world *world, uint32_t slot);

/* Starts at the post, and has not left the step before yet: is one of its people. Of outcomes with a clock a start goes
 * with the reading before it or, where that clock runs or has not begun, with the one after it. */
void exposure_starts(struct world *world, uint32_t slot);

/* A clock begins: what it showed before does not belong to a start to come. */
void exposure_clock_starts(struct world *world, uint32_t slot, uint32_t standard);

/* A clock of the window, whose start lies in `period`, shows so many minutes. Who waits for the outcome's step as the
 * follow-up ends (`unfinished`) counts with the minutes so far. */
void exposure_reads(struct world *world, uint32_t slot, uint32_t standard, uint8_t period, double minutes,
                    bool unfinished);

/* At the end: each kind of people once, in order. */
void exposure_finish(struct world *world);

#endif
