/* escalation: named rules for when it is full. A rule watches the use of a pool or its line at every full hour; where
 * it stood at or above one number at each of them for so long the rule is called, and some time later its effects
 * begin: places are opened at pools, those who come are sent on, or cancelled. They end where it stood below another
 * number at each full hour for so long; places then close as they fall free, as any cut does.
 *
 * What happens between two full hours is not seen, as at the meetings where beds are counted. Nothing is drawn, so
 * nobody's luck moves, and a network without rules pays nothing for them. */
#ifndef ICSIM_CARE_ESCALATION_H
#define ICSIM_CARE_ESCALATION_H

#include "care/world.h"

/* Looks at every rule, at a full hour and after the changes of its date, and does what the active ones say. */
void escalation_look(struct world *world);

/* The window is over: what is active then has its spell end with it, and no more spells are kept. */
void escalation_end_window(struct world *world);

/* An active rule that sends people on from a post, or cancels them there (`what`: DOOR_DIVERTS, DOOR_CANCELS): the first;
 * NONE. */
uint32_t escalation_at_door(const struct world *world, uint32_t post, uint8_t what);

#endif
