/* holdings: the pools that a patient holds from step to step: what is given back when, and what stays held. */
#ifndef ICSIM_CARE_HOLDINGS_H
#define ICSIM_CARE_HOLDINGS_H

#include "care/value.h"

/* Gives back all that is held, after its turn-round where the step that is being left has one. `was_blocked`: it was
 * held after the work was done. */
void holdings_let_go(struct world *world, uint32_t slot, bool was_blocked);

/* The work is done: what the next step waits in or keeps stays held, now blocked; the rest is given back. */
void holdings_keep_for(struct world *world, uint32_t slot, const struct step *next);

/* The patient, who waited for a step and will not have it, goes on to another: what that waits in or keeps stays held,
 * blocked as before; the rest is given back. */
void holdings_keep_on(struct world *world, uint32_t slot, const struct step *next);

/* The patient, who waits for a step, gives back what that does not keep. */
void holdings_let_go_waiting(struct world *world, uint32_t slot);

/* True where what is given up on leaving the step before is first made ready for the next. */
bool holdings_turn_round(const struct world *world, uint32_t slot);

/* What somebody who is there at the start of the run keeps from the step before: those `inside` what their step carries,
 * the others what it waits in, too. */
void holdings_at_start(struct world *world, uint32_t slot, const struct start_state *from, bool inside);

/* Takes the pools of the step that starts, then gives back what was held only until now. Minutes until all that was
 * taken is there. */
double holdings_change(struct world *world, uint32_t slot, const struct whom *whom);

#endif
