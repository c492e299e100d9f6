/* work: how long the staff are on their way to somebody, and when what is done there ends: by the person's own luck, by
 * what is left of work that was interrupted, by where they lie, and by the hours in which people leave. */
#ifndef ICSIM_CARE_WORK_H
#define ICSIM_CARE_WORK_H

#include "care/value.h"

/* Minutes of the staff's way to the patient; 0 where nobody comes. */
double work_staff_minutes(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* Its kilometres. */
double work_staff_km(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* Counts a share of them, in the window, where the first pool is theirs. */
void work_count_km(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, double share);

/* Minute at which the step ends that begins `at_door`: after what is left of the work, or the whole. The branch is known,
 * and what the step needs is held. */
double work_end(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, double at_door);

#endif
