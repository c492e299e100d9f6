/* The patients' array may move while places are given back (turn-round takes a slot of it), so what is held is first
 * taken off the patient. */
#include "care/holdings.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/follow.h"
#include "care/luck.h"
#include "care/turn_round.h"

/* What is held at one moment, away from the patient, whose place in the array may move. */
struct holdings {
    unsigned count;
    struct holding of[MAX_HELD];
};

static struct holdings take_holdings(struct world *world, uint32_t slot, bool are_blocked) {
    struct patient *patient = &world->patient[slot];
    struct holdings holdings = {.count = patient->held_count};
    for (unsigned i = 0; i < holdings.count; i++)
        holdings.of[i] = (struct holding){patient->held[i], patient->held_units[i], are_blocked};
    patient->held_count = 0;
    return holdings;
}

/* Goes on holding what it took. */
static void hold(struct world *world, uint32_t slot, const struct holding *holding) {
    struct patient *patient = &world->patient[slot];
    CHECK(patient->held_count < MAX_HELD);
    patient->held[patient->held_count] = holding->pool;
    patient->held_units[patient->held_count++] = (uint16_t)holding->units;
}

static bool turns_round(const struct world *world, uint32_t post) {
    return post != NONE && world->network->step[world->network->post[post].step].turn_round.first != NONE;
}

/* Gives back units that were held at the step that is being left. */
static void give_up(struct world *world, uint32_t slot, const struct holding *holding) {
    uint32_t post = world->patient[slot].leaving;
    if (!turns_round(world, post)) {
        capacity_give_back(world, holding->pool, holding->units, holding->was_blocked);
        return;
    }
    uint32_t visit = luck_visit(world, slot, &world->network->step[world->network->post[post].step]);
    turn_round_give_back(world, slot, post, holding, visit);
}

void holdings_let_go(struct world *world, uint32_t slot, bool was_blocked) {
    struct patient *patient = &world->patient[slot];
    unsigned count = patient->held_count;
    if (!turns_round(world, patient->leaving)) { /* most often; nothing moves */
        patient->held_count = 0;
        for (unsigned i = 0; i < count; i++)
            capacity_give_back(world, patient->held[i], patient->held_units[i], was_blocked);
        return;
    }
    struct holdings held = take_holdings(world, slot, was_blocked);
    for (unsigned i = 0; i < held.count; i++) give_up(world, slot, &held.of[i]);
}

void holdings_change(struct world *world, uint32_t slot, const struct whom *whom) {
    uint32_t post = world->patient[slot].post;
    if (world->patient[slot].held_count == 0) { /* most often */
        capacity_take(world, slot, post, whom);
        return;
    }
    struct holdings kept = take_holdings(world, slot, true);
    uint64_t carried = world->network->step[world->network->post[post].step].carries_kinds;
    capacity_take(world, slot, post, whom);
    for (unsigned i = 0; i < kept.count; i++) {
        if (!capacity_is_of(world, kept.of[i].pool, carried)) {
            give_up(world, slot, &kept.of[i]);
            continue;
        }
        pool_block(&world->pool[kept.of[i].pool], world->now, -kept.of[i].units);
        hold(world, slot, &kept.of[i]);
    }
}

void holdings_keep_for(struct world *world, uint32_t slot, const struct step *next) {
    struct holdings held = take_holdings(world, slot, false);
    for (unsigned i = 0; i < held.count; i++) {
        if (!capacity_is_of(world, held.of[i].pool, next->keeps_kinds | next->carries_kinds)) {
            give_up(world, slot, &held.of[i]);
            continue;
        }
        pool_block(&world->pool[held.of[i].pool], world->now, held.of[i].units);
        hold(world, slot, &held.of[i]);
        if (follow_is_on(world)) follow_kept(world, slot, held.of[i].pool, next);
    }
}
