/* A journey is counted when it ends: whole at the door, else the part of it that was made. Where the crew then is is not
 * kept: whoever has called it off is reached as from the crew's base. */
#include "care/on_the_way.h"

#include "care/follow.h"
#include "care/work.h"

#include <math.h>

void on_the_way_set_out(struct world *world, uint32_t slot, double minutes) {
    struct patient *patient = &world->patient[slot];
    world->work[slot].on_way = patient->again == AGAIN_MOVED ? ON_WAY_AGAIN : ON_WAY;
    patient->again = AGAIN_NOT;
    bool waited = world->now > patient->since;
    FOLLOW(world, slot, set_out, patient->post, waited ? world->now - patient->since : (double)NAN, minutes);
}

void on_the_way_reach(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    struct whom whom = whom_of(world->network, person_stream(patient->person));
    const struct step *step = patient_step(world, patient);
    work_count_km(world, slot, step, &whom, 1);
    double km = work_staff_km(world, slot, step, &whom);
    FOLLOW(world, slot, reached, patient->post, world->now - patient->started, km > 0 ? km : (double)NAN);
    patient->again = world->work[slot].on_way == ON_WAY_AGAIN ? AGAIN_MOVED : AGAIN_NOT;
    world->work[slot].on_way = ON_WAY_NOT;
}

void on_the_way_call_off(struct world *world, uint32_t slot, double left) {
    struct patient *patient = &world->patient[slot];
    struct whom whom = whom_of(world->network, person_stream(patient->person));
    const struct step *step = patient_step(world, patient);
    double gone = world->now - patient->started, share = gone > 0 ? gone / (gone + left) : 0;
    work_count_km(world, slot, step, &whom, share);
    double km = share * work_staff_km(world, slot, step, &whom);
    FOLLOW(world, slot, called_off, patient->post, gone, km > 0 ? km : (double)NAN);
    patient->again = world->work[slot].on_way == ON_WAY_AGAIN ? AGAIN_MOVED : AGAIN_CALLED_OFF;
    world->work[slot].on_way = ON_WAY_NOT;
}
