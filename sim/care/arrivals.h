/* arrivals: who comes on a day. Poisson arrivals are points of one sheet (time x rate level): for each stream,
 * day and dyadic band of levels a keyed Poisson number of candidates, each with a uniform time and level; a
 * candidate lives where its level lies below the rate at its time. That is exact for any rate that varies with
 * time; and when a scenario raises a rate, the people of the lower rate are still the same people at the same
 * minutes, and some are added. */
#ifndef ICSIM_CARE_ARRIVALS_H
#define ICSIM_CARE_ARRIVALS_H

#include "care/world.h"

/* Inverse Poisson distributions of the bands' means. Shared, immutable; owns its arrays. */
struct arrival_tables;

struct arrival_tables *arrival_tables_new(const struct network *network);
void arrival_tables_free(struct arrival_tables *tables);

/* Draws the people who first come on the day that begins at world->now, in order of time, into
 * world->arrival. Marks the world where there is no memory. */
void arrivals_draw_day(struct world *world, const struct arrival_tables *tables);

#endif
