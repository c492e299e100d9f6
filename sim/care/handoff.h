/* handoff: what passes before a step at a provider of another organisation: see struct handoff of the network. */
#ifndef ICSIM_CARE_HANDOFF_H
#define ICSIM_CARE_HANDOFF_H

#include "care/value.h"

/* Minutes of the hand-over from the organisation where the patient was last to that of the post they go on to: all that
 * is asked for, one after the other; 0 where they work as one, or one of the two is nobody's. What the patient keeps
 * from the step before stays held meanwhile. Counts it. */
double handoff_make(struct world *world, uint32_t slot, uint32_t post);

/* True where some partnership that spares the hand-off holds both organisations, by these values. */
bool handoff_is_spared(const struct network *network, const double *value, const struct handoff *handoff, uint32_t from,
                       uint32_t to);

#endif
