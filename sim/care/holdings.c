/* The patients' array may move while places are given back (turn-round takes a slot of it), so what is held is first
 * taken off the patient. */
#include "care/holdings.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/follow.h"
#include "care/luck.h"
#include "care/turn_round.h"

/* What is held at one moment. */
struct holdings {
    unsigned count;
    struct holding of[MAX_HELD];
};

static struct holdings take_holdings(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    struct holdings holdings = {.count = patient->held_count};
    for (unsigned i = 0; i < holdings.count; i++) holdings.of[i] = patient_holding(world->network, patient, i);
    patient->held_count = 0;
    return holdings;
}

static bool is_of(struct holding holding, uint64_t kinds) {
    return (kinds >> holding.kind & 1) != 0;
}

/* Goes on holding what it took. */
static void hold(struct world *world, uint32_t slot, struct holding holding) {
    CHECK(world->patient[slot].held_count < MAX_HELD);
    patient_hold(&world->patient[slot], holding);
}

static bool turns_round(const struct world *world, uint32_t post) {
    return post != NONE && world->network->step[world->network->post[post].step].turn_round.first != NONE;
}

/* Gives back units that were held at the step that is being left. */
static inline void give_up(struct world *world, uint32_t slot, struct holding holding, bool was_blocked) {
    uint32_t post = world->patient[slot].leaving;
    bool turns = turns_round(world, post);
    if (!turns && holding.overflow == NONE) {
        capacity_give_back(world, holding, was_blocked);
        return;
    }
    uint32_t visit = turns ? luck_visit(world, slot, &world->network->step[world->network->post[post].step]) : 0;
    turn_round_give_back(world, slot, holding, (struct leaving){post, visit, was_blocked});
}

void holdings_let_go(struct world *world, uint32_t slot, bool was_blocked) {
    struct patient *patient = &world->patient[slot];
    if (patient->held_count == 0) return;
    if (patient->held_count == 1) { /* most often */
        struct holding only = patient_holding(world->network, patient, 0);
        patient->held_count = 0;
        give_up(world, slot, only, was_blocked);
        return;
    }
    struct holdings held = take_holdings(world, slot);
    for (unsigned i = 0; i < held.count; i++) give_up(world, slot, held.of[i], was_blocked);
}

void holdings_let_go_waiting(struct world *world, uint32_t slot) {
    uint64_t carried = patient_step(world, &world->patient[slot])->carries_kinds;
    struct holdings held = take_holdings(world, slot);
    for (unsigned i = 0; i < held.count; i++)
        if (is_of(held.of[i], carried))
            hold(world, slot, held.of[i]);
        else
            give_up(world, slot, held.of[i], true);
}

bool holdings_turn_round(const struct world *world, uint32_t slot) {
    return turns_round(world, world->patient[slot].leaving);
}

double holdings_change(struct world *world, uint32_t slot, const struct whom *whom) {
    uint32_t post = world->patient[slot].post;
    if (world->patient[slot].held_count == 0) return capacity_take(world, slot, post, whom); /* most often */
    struct holdings kept = take_holdings(world, slot);
    uint64_t carried = world->network->step[world->network->post[post].step].carries_kinds;
    double journey = capacity_take(world, slot, post, whom);
    for (unsigned i = 0; i < kept.count; i++) {
        if (!is_of(kept.of[i], carried)) {
            give_up(world, slot, kept.of[i], true);
            continue;
        }
        capacity_block(world, kept.of[i].pool, -kept.of[i].units);
        hold(world, slot, kept.of[i]);
    }
    return journey;
}

void holdings_at_start(struct world *world, uint32_t slot, const struct start_state *from, bool inside) {
    uint64_t carried = world->network->step[world->network->post[from->post].step].carries_kinds;
    struct whom whom = whom_of(world->network, person_stream(world->patient[slot].person));
    for (uint32_t i = 0; i < from->kept_count; i++) {
        const struct kept *kept = &from->kept[i];
        int32_t units = (int32_t)value_of(world, kept->amount, &whom);
        if (units <= 0 || (inside && (carried >> kept->kind & 1) == 0)) continue;
        capacity_take_units(world, slot, kept->pool, kept->kind, units);
        capacity_block(world, patient_holding(world->network, &world->patient[slot], world->patient[slot].held_count - 1u).pool, units);
    }
}

/* What the next step waits in or keeps stays held, blocked from when the work was done; the rest is given back. */
static void keep(struct world *world, uint32_t slot, const struct step *next, bool was_blocked) {
    struct holdings held = take_holdings(world, slot);
    for (unsigned i = 0; i < held.count; i++) {
        if (!is_of(held.of[i], next->keeps_kinds | next->carries_kinds)) {
            give_up(world, slot, held.of[i], was_blocked);
            continue;
        }
        if (!was_blocked) capacity_block(world, held.of[i].pool, held.of[i].units);
        hold(world, slot, held.of[i]);
        if (follow_is_on(world)) follow_kept(world, slot, held.of[i], next);
    }
}

void holdings_keep_for(struct world *world, uint32_t slot, const struct step *next) {
    keep(world, slot, next, false);
}

void holdings_keep_on(struct world *world, uint32_t slot, const struct step *next) {
    keep(world, slot, next, true);
}
