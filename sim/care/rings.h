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

#endif
