/* patches: an arm's dated changes, applied to the world's own copy of the values. Only here is it known that
 * there are arms at all. */
#ifndef ICSIM_CARE_PATCHES_H
#define ICSIM_CARE_PATCHES_H

#include "care/world.h"

/* Applies all patches of the world's arm up to and including world->now. */
void patches_apply(struct world *world);

/* Minute from which `arm` differs from the baseline (arm 0): that of the first patch they do not share.
 * INFINITY where they never differ. */
double patches_first_difference(const struct network *network, uint32_t arm);

/* Makes a world that has run as the baseline up to its `now` go on as `arm`. Their patches before that minute
 * must be the same. */
void patches_become(struct world *world, uint32_t arm);

/* What a value slot of the world's arm holds at a minute of the run, past or to come. */
double patches_value_at(const struct world *world, uint32_t slot, double minute);

#endif
