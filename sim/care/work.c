#include "care/work.h"

#include "care/choice.h"
#include "care/luck.h"

double work_staff_minutes(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    if (step->from_base && step->travel_mode != NONE)
        return choice_way_from_base(world, slot, world->network->post[world->patient[slot].post].provider, false);
    return step->leg_minutes.first == NONE ? 0 : value_of(world, step->leg_minutes, whom);
}

double work_staff_km(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    if (step->from_base && step->travel_mode != NONE)
        return choice_way_from_base(world, slot, world->network->post[world->patient[slot].post].provider, true);
    return step->leg_minutes.first == NONE || step->leg_km.first == NONE ? 0 : value_of(world, step->leg_km, whom);
}

void work_count_km(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, double share) {
    if (!world->in_window || step->need_count == 0) return;
    uint32_t pool = world->network->post[world->patient[slot].post].pool[0];
    pool_tally_now(world, pool)->staff_km += share * work_staff_km(world, slot, step, whom);
}

/* By how much longer the work takes where it is done: in an overflow, not in the pool that was wanted. */
static double overflow_factor(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    const struct patient *patient = &world->patient[slot];
    for (unsigned i = 0; i < patient->held_count; i++) {
        struct holding holding = patient_holding(world->network, patient, i);
        for (uint32_t k = 0; holding.overflow != NONE && k < step->need_count; k++)
            if (step->need[k].kind == holding.kind) return value_of(world, step->overflow_times, whom);
    }
    return 1;
}

double work_end(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, double at_door) {
    double end = at_door;
    if (world->patient[slot].again == AGAIN_RESUMES)
        end += world->work[slot].left;
    else
        end += luck_work(world, slot, step, whom) * (step->overflow_times.first == NONE ? 1 : overflow_factor(world, slot, step, whom));
    return step->ends_by != NONE ? luck_end_by_hours(world, slot, step, end) : end;
}
