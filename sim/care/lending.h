/* lending: pools that are full are helped out with free units of others: see struct overflow of the network. What is
 * counted as lent is in use at the lender, and its people are counted where they need it. */
#ifndef ICSIM_CARE_LENDING_H
#define ICSIM_CARE_LENDING_H

#include "care/value.h"

/* True where `units` may be taken by an overflow now, if `returned` of those it has given were given back before. */
bool lending_may(const struct world *world, uint32_t overflow, int32_t units, int32_t returned);

/* True where as many wait in the line of a pool as it takes for it to ask others. */
static inline bool lending_is_asked(const struct world *world, uint32_t pool) {
    uint32_t from = world->network->pool[pool].asks_from;
    return from == NONE || world->pool[pool].waiting >= world->value[from];
}

/* The first overflow of a pool by which `units` may be taken now, whether asked or not; NONE. */
uint32_t lending_find(const struct world *world, uint32_t pool, int32_t units);

void lending_take(struct world *world, uint32_t overflow, int32_t units);
void lending_give_back(struct world *world, uint32_t overflow, int32_t units);

/* Units there, used or not, at all who may lend to a pool now. */
double lending_within_reach(const struct world *world, uint32_t pool);

/* All integrals begin, and go to the tallies of the period that ends. */
void lending_begin_period(struct world *world);
void lending_end_period(struct world *world);

#endif
