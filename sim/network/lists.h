/* lists: how many people are on each list, from the dates of an arm's versions: no run decides it. */
#ifndef ICSIM_NETWORK_LISTS_H
#define ICSIM_NETWORK_LISTS_H

#include "base/text.h"
#include "network/network.h"

/* The moments of an arm are [first, first + count) of list_moment; the first of them is where it starts. */
struct list_moments { uint32_t first, count; };
struct list_moments lists_moments(const struct network *network, uint32_t arm);

/* Of an arm's moments the one that holds at the minute. */
uint32_t lists_moment_at(const struct network *network, uint32_t arm, double minute);

/* People on the list at the moment, of an area (NONE: all) and of a level of a dimension (NONE: all). */
struct list_cut { uint32_t list, area, dimension, level; };
double lists_people(const struct network *network, uint32_t moment, struct list_cut cut);

/* The largest relative difference, over moments and areas of an arm, between the people of an area and the sum of its
 * lists; 0 without lists. */
double lists_residual(const struct network *network, uint32_t arm);

/* Adds "Lists, today: ..." with the people of each list as the window begins and ends; nothing without lists. */
void lists_say(const struct network *network, uint32_t arm, struct text *out);

#endif
