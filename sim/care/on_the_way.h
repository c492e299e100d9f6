/* on_the_way: staff who have set out to somebody, and may be called off by somebody of an earlier class until they are there
 * (`preemption = "on_the_way"`). The pools are in use from the setting out; the step starts at the door, so a clock of
 * waiting runs on where they are called off. */
#ifndef ICSIM_CARE_ON_THE_WAY_H
#define ICSIM_CARE_ON_THE_WAY_H

#include "care/value.h"

/* Whether somebody who is inside has not been reached yet. */
static inline bool on_the_way(const struct world *world, uint32_t slot) {
    return world->network->may_preempt && world->work[slot].on_way != ON_WAY_NOT;
}

/* The staff set out to somebody who has all that the step needs, and are there after `minutes`. */
void on_the_way_set_out(struct world *world, uint32_t slot, double minutes);

/* They are there. */
void on_the_way_reach(struct world *world, uint32_t slot);

/* They are called off, with `left` minutes still to go; how far they came is counted, and that they came in vain. */
void on_the_way_call_off(struct world *world, uint32_t slot, double left);

#endif
