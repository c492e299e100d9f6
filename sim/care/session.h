/* session: whether what would start now ends before the calendar of its first pool takes places away. A session is a run
 * of hours with at least as many places as now, days off included. What is longer than a whole session may start in the
 * first hour of one, for it would never fit. */
#ifndef ICSIM_CARE_SESSION_H
#define ICSIM_CARE_SESSION_H

#include "care/world.h"

/* The test for a step that has to fit (see session_fits). */
bool session_has_time(const struct world *world, uint32_t slot, const struct step *step);

/* True where the patient, at the post of `step`, may start it as far as time goes. */
static inline bool session_fits(const struct world *world, uint32_t slot, const struct step *step) {
    return step->must_fit == FIT_NEVER || session_has_time(world, slot, step);
}

#endif
