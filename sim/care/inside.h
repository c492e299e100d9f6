/* inside: who is inside, by pool, in networks where it matters: where an earlier class makes a later one give way
 * (pre-emption), and where the work of all inside goes slower the more they are (shared attention). People are listed
 * by the pool in whose line they stood, in the order in which they started. */
#ifndef ICSIM_CARE_INSIDE_H
#define ICSIM_CARE_INSIDE_H

#include "care/value.h"

/* Lists somebody who starts now with `minutes` of work, and sets the event of its end; others at the same pool are set
 * anew where they share its attention. */
void inside_join(struct world *world, uint32_t slot, double minutes);

/* The work of somebody listed begins, `minutes` of it: the staff have reached them. */
void inside_begin(struct world *world, uint32_t slot, double minutes);

/* Takes somebody off the list: the work is done, or the place is given up. */
void inside_leave(struct world *world, uint32_t slot);

/* A pool's attention or use has changed: all inside go on at the new pace. */
void inside_set_pace(struct world *world, uint32_t pool);

/* Makes room for somebody who has just come to the post, by having the last to start of the last classes after his own
 * give way, as few as it takes; nobody does where that would not be enough. Each gives back the pools of the step and
 * stands first in the line of his class, his work interrupted. True where there is room now. */
bool inside_make_room(struct world *world, uint32_t slot, const struct whom *whom);

/* The same at the other providers of a step with one line, the nearest first; where there is room now, the patient is to
 * be served there, and counts as its own. */
bool inside_make_room_elsewhere(struct world *world, uint32_t slot, const struct whom *whom);

#endif
