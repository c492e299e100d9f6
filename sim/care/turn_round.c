#include "care/turn_round.h"

#include "care/capacity.h"

static double turn_round_minutes(const struct world *world, uint64_t person, const struct step *step, uint32_t visit) {
    struct whom whom = whom_of(world->network, person_stream(person));
    uint64_t word = draw_for(world, person, visit, draw_of(step->key, DRAW_TURN_ROUND)).word[0];
    return duration_of(world, step->turn_round, &whom, word);
}

void turn_round_give_back(struct world *world, uint32_t slot, uint32_t post, const struct holding *holding,
                          uint32_t visit) {
    const struct step *step = post == NONE ? NULL : &world->network->step[world->network->post[post].step];
    bool turns = step != NULL && step->turn_round.first != NONE &&
                 capacity_is_of(world, holding->pool, step->turn_kinds);
    uint64_t person = world->patient[slot].person;
    double minutes = turns ? turn_round_minutes(world, person, step, visit) : 0;
    uint32_t gone = minutes > 0 ? world_add_gone(world, person) : NONE;
    if (gone == NONE) {
        capacity_give_back(world, holding->pool, holding->units, holding->was_blocked);
        return;
    }
    struct pool_state *pool = &world->pool[holding->pool];
    if (holding->was_blocked) pool_block(pool, world->now, -holding->units);
    struct patient *left = &world->patient[gone];
    left->held[0] = holding->pool;
    left->held_units[0] = (uint16_t)holding->units;
    left->held_count = 1;
    world_set_event(world, gone, world->now + minutes);
}

void turn_round_end(struct world *world, uint32_t slot) {
    struct patient *left = &world->patient[slot];
    left->held_count = 0;
    capacity_give_back(world, left->held[0], left->held_units[0], false);
    world_remove_gone(world, slot);
}
