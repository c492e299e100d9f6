/* choice: which provider a person goes to for a step. Alternatives race: each draws its own keyed luck, so
 * when one of five sites closes, only those who chose it move. */
#ifndef ICSIM_CARE_CHOICE_H
#define ICSIM_CARE_CHOICE_H

#include "care/value.h"

struct chosen {
    uint32_t option;      /* NONE: nobody open offers the step to this person */
    double minutes, km;   /* of the journey, in the step's measured mode; 0 to a team or the same site */
    bool journey;         /* the person goes from one place to another */
};

/* Chooses for the patient in `slot`. With `with_room` only providers that could start the step now count
 * (for those diverted). */
struct chosen choice_make(const struct world *world, uint32_t slot, uint32_t step, bool with_room);

/* The option that a person who finds nobody open would have chosen: one that is open at other hours, else any; NONE where
 * nobody offers the step in any scenario. */
uint32_t choice_shut(const struct world *world, uint32_t slot, uint32_t step) __attribute__((cold, noinline));

/* Tells those who follow the patient how the choice just made came about; before anything else has changed. Out of
 * line, so that it takes nothing from a run that follows nobody. */
void choice_tell(const struct world *world, uint32_t slot, uint32_t step, bool with_room,
                 const struct chosen *chosen) __attribute__((cold, noinline));

/* True where the provider's service is open at world->now. */
/* The option at which the patient could start this step now, the nearest one: of those that have room, whoever waits in
 * their lines; NONE. */
uint32_t choice_free_now(const struct world *world, uint32_t slot, uint32_t step);

/* Notes where the staff of the step that has been chosen will find the patient, who is still at the step before. */
void choice_note_place(struct world *world, uint32_t slot, uint32_t step);

/* Minutes, or kilometres, of the staff's way from the base of `provider` to where the patient is. */
double choice_way_from_base(const struct world *world, uint32_t slot, uint32_t provider, bool in_km);

bool choice_is_open(const struct world *world, uint32_t offer);

#endif
