/* turn_round: places that somebody has left stay in use until they are ready for the next: cleaning a bed, preparing a
 * theatre. Meanwhile they are held by nobody: a patient's place in the world's array in the state PATIENT_GONE. */
#ifndef ICSIM_CARE_TURN_ROUND_H
#define ICSIM_CARE_TURN_ROUND_H

#include "care/value.h"

/* What a patient gives up who is leaving a post, at the so-many-th visit of its step; `was_blocked`: it was held after
 * the work was done. */
struct leaving {
    uint32_t post, visit;
    bool was_blocked;
};

/* Gives it back after the turn-round of the post's step, where that has one for its kind of pool. The array of patients
 * may move. */
void turn_round_give_back(struct world *world, uint32_t slot, struct holding holding, struct leaving leaving);

/* The places are ready: gives them back. */
void turn_round_end(struct world *world, uint32_t slot);

#endif
