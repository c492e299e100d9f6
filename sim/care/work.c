#include "care/work.h"

#include "care/choice.h"
#include "care/luck.h"

double work_staff_journey(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    const struct patient *patient = &world->patient[slot];
    if (step->from_base && step->travel_mode != NONE) {
        const struct post *post = &world->network->post[patient->post];
        if (world->in_window && step->need_count > 0)
            pool_tally_now(world, post->pool[0])->staff_km += choice_way_from_base(world, slot, post->provider, true);
        return choice_way_from_base(world, slot, post->provider, false);
    }
    if (step->leg_minutes.first == NONE) return 0;
    if (world->in_window && step->need_count > 0 && step->leg_km.first != NONE)
        pool_tally_now(world, world->network->post[patient->post].pool[0])->staff_km += value_of(world, step->leg_km, whom);
    return value_of(world, step->leg_minutes, whom);
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
