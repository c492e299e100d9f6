/* elsewhere: counts those who find nobody open, and those who are turned away. Out of line: an ordinary run seldom comes by. */
#ifndef ICSIM_CARE_ELSEWHERE_H
#define ICSIM_CARE_ELSEWHERE_H

#include "care/world.h"

/* The patient finds nobody open for the step; counted at the place that they would have gone to. */
void elsewhere_shut(struct world *world, uint32_t slot, uint32_t step) __attribute__((cold, noinline));
/* The patient, who came in the window, is turned away. */
void elsewhere_turned(struct world *world, const struct patient *patient, const struct step *step);

#endif
