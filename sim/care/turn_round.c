#include "care/turn_round.h"

#include "care/capacity.h"

static double turn_round_minutes(const struct world *world, uint64_t person, const struct step *step, uint32_t visit) {
    struct whom whom = whom_of(world->network, person_stream(person));
    uint64_t word = draw_for(world, person, visit, draw_of(step->key, DRAW_TURN_ROUND)).word[0];
    return duration_of(world, step->turn_round, &whom, word);
}

void turn_round_give_back(struct world *world, uint32_t slot, struct holding holding, struct leaving leaving) {
    const struct network *network = world->network;
    const struct step *step = leaving.post == NONE ? NULL : &network->step[network->post[leaving.post].step];
    bool turns = step != NULL && step->turn_round.first != NONE && (step->turn_kinds >> holding.kind & 1) != 0;
    uint64_t person = world->patient[slot].person;
    double minutes = turns ? turn_round_minutes(world, person, step, leaving.visit) : 0;
    if (holding.overflow != NONE) minutes += network->overflow[holding.overflow].back_minutes;
    uint32_t gone = minutes > 0 ? world_add_gone(world, person) : NONE;
    if (gone == NONE) {
        capacity_give_back(world, holding, leaving.was_blocked);
        return;
    }
    if (leaving.was_blocked) pool_block(&world->pool[holding.pool], world->now, -holding.units);
    world->pool[holding.pool].turning += holding.units;
    capacity_freed(world, holding.pool); /* those inside have more attention */
    patient_hold(&world->patient[gone], holding);
    world_set_event(world, gone, world->now + minutes);
}

void turn_round_end(struct world *world, uint32_t slot) {
    struct holding holding = patient_holding(world->network, &world->patient[slot], 0);
    world->patient[slot].held_count = 0;
    world->pool[holding.pool].turning -= holding.units;
    capacity_give_back(world, holding, false);
    world_remove_gone(world, slot);
}
