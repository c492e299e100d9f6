/* clocks: standards are measured from one event of a person's steps to another; what a clock shows when it
 * stops is written down as a record. */
#ifndef ICSIM_CARE_CLOCKS_H
#define ICSIM_CARE_CLOCKS_H

#include "care/world.h"

/* Tells the clocks that `event` of a post's step happens to the patient at `minute` (>= now: a team at the door). */
static inline void clocks_event(struct world *world, uint32_t slot, uint32_t post, enum step_event event,
                                double minute);

/* The clocks of one list stop and start. */
void clocks_ring(struct world *world, uint32_t slot, uint32_t post, const struct clock_list *list, double minute);

/* Writes down the journey's minutes for the standards that measure travel to the post's step. */
void clocks_travel(struct world *world, uint32_t slot, uint32_t post, double minutes);

/* The patient is gone: clocks that still run never came to their stop's way and are void. */
void clocks_drop(struct world *world, uint32_t slot);

/* The follow-up is over: clocks that still run are written down as unfinished. */
void clocks_end(struct world *world);

/* Most events of most steps have no clock. */
static inline void clocks_event(struct world *world, uint32_t slot, uint32_t post, enum step_event event,
                                double minute) {
    const struct network *network = world->network;
    const struct clock_list *list = &network->clock[network->post[post].step * STEP_EVENT_COUNT + event];
    if ((list->start_count | list->stop_count) != 0) clocks_ring(world, slot, post, list, minute);
}

#endif
