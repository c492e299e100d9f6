/* rings: patients who block each other in a circle, each holding a pool that the next one waits for. */
#ifndef ICSIM_CARE_RINGS_H
#define ICSIM_CARE_RINGS_H

#include "care/world.h"

enum { RING_LONGEST = 32 };

/* True where the steps of the network allow such a circle at all: pools kept while waiting for others, around. */
bool rings_possible(const struct network *network);

/* The ring that closes through the waiting patient in `slot`, in order, into `ring`; 0 where there is none.
 * A ring counts only where each member waits for nothing but the one pool that the next one holds. */
unsigned rings_find(const struct world *world, uint32_t slot, uint32_t ring[RING_LONGEST]);

/* The smallest such circle goes through a line: its head waits for a pool that somebody behind him keeps, who could
 * start at once but for the head. True where the head waits for a pool of which somebody keeps a unit. */
bool rings_head_waits_for_kept(const struct world *world, uint32_t head);

/* True where `slot` keeps a pool that the head of the line waits for: then he may start before the head. */
bool rings_may_pass(const struct world *world, uint32_t slot, uint32_t head);

#endif
