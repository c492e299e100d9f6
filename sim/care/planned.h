/* planned: people who come by plan, and not as Poisson does: one after the other with any time between (renewal), at
 * booked times, or as a list of known arrivals says. They are numbered through the run, and everything about a number
 * is drawn by its number: so a faster pace changes when the k-th person comes, and never who that is. */
#ifndef ICSIM_CARE_PLANNED_H
#define ICSIM_CARE_PLANNED_H

#include "care/value.h"

/* Multipliers of one pathway's pace in the hours of one day. */
struct day_profile {
    double hour[24], most;
};

/* Adds the people of a pathway who come on the day that begins now. */
void planned_draw_day(struct world *world, uint32_t pathway, const struct day_profile *profile);

/* How many come together at an arrival, by its number among the draws of `key`; 1 without batches. */
uint32_t planned_batch(const struct world *world, const struct pathway *pathway, struct draw_key key, uint64_t number);

/* Bits of a number that tell those who come together apart. */
enum { BATCH_BITS = 6, MOST_TOGETHER = 1 << BATCH_BITS };

#endif
