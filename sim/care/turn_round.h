/* turn_round: places that somebody has left stay in use until they are ready for the next: cleaning a bed, preparing a
 * theatre. Meanwhile they are held by nobody: a patient's place in the world's array in the state PATIENT_GONE. */
#ifndef ICSIM_CARE_TURN_ROUND_H
#define ICSIM_CARE_TURN_ROUND_H

#include "care/value.h"

/* Units of a pool that a patient gives up. */
struct holding {
    uint32_t pool;
    int32_t units;
    bool was_blocked; /* they were held after the work was done */
};

/* Gives back what a patient held at `post` (NONE: nowhere any more), after the turn-round of the post's step where it
 * has one for that kind of pool. `visit` counts the patient's visits at that step. The array of patients may move. */
void turn_round_give_back(struct world *world, uint32_t slot, uint32_t post, const struct holding *holding,
                          uint32_t visit);

/* The places are ready: gives them back. */
void turn_round_end(struct world *world, uint32_t slot);

#endif
