/* clocks: standards are measured from one event of a person's steps to another; what a clock shows when it
 * stops is written down as a record. */
#ifndef ICSIM_CARE_CLOCKS_H
#define ICSIM_CARE_CLOCKS_H

#include "care/world.h"

/* Tells the clocks that `event` of `step` happens to the patient at `minute` (>= now: a team at the door). */
void clocks_event(struct world *world, uint32_t slot, uint32_t step, enum step_event event, double minute);

/* Writes down the journey's minutes for the standards that measure travel to `step`. */
void clocks_travel(struct world *world, uint32_t slot, uint32_t step, double minutes);

/* The patient is gone: clocks that still run never came to their stop's way and are void. */
void clocks_drop(struct world *world, uint32_t slot);

/* The follow-up is over: clocks that still run are written down as unfinished. */
void clocks_end(struct world *world);

#endif
