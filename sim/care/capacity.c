/* Pools of posts: room, holdings, hours. */
#include "care/capacity.h"

#include "base/check.h"
#include "care/money.h"

#include <math.h>

bool capacity_has_room(const struct world *world, uint32_t post, const struct whom *whom) {
    const struct post *at = &world->network->post[post];
    const struct step *step = &world->network->step[at->step];
    for (uint32_t i = 0; i < step->need_count; i++) {
        int32_t units = capacity_wanted(world, step, i, whom);
        if (units > 0 && !capacity_pool_has_room(world, at->pool[i], units)) return false;
    }
    return true;
}

bool capacity_may_start(const struct world *world, uint32_t post, const struct whom *whom, unsigned priority) {
    const struct post *at = &world->network->post[post];
    const struct step *step = &world->network->step[at->step];
    if (step->need_count == 0) return true;
    if (!capacity_has_room(world, post, whom)) return false;
    return step->overtake || !pool_somebody_ahead(&world->pool[at->pool[0]], priority);
}

/* Whose overflow moves back stand in their own pool's numbers as far as it has places, and the rest in the overflow's:
 * so it never matters who of them lies where. */
static void take_or_spill(struct world *world, uint32_t pool, int32_t units) {
    struct pool_state *state = &world->pool[pool];
    int32_t room = state->capacity - state->in_use, own = room < units ? (room > 0 ? room : 0) : units;
    uint32_t overflow = world->network->pool[pool].overflow;
    if (!capacity_pool_has_room(world, pool, units)) own = units; /* all move at once: see care/rings.h */
    if (own > 0) pool_take(state, world->now, own);
    if (own == units) return;
    state->spilled += units - own;
    pool_take(&world->pool[overflow], world->now, units - own);
}

/* The pool in which units of one that overflows are taken: itself, or where it is full the other, for good. */
static uint32_t take(struct world *world, uint32_t pool, int32_t units) {
    const struct pool *at = &world->network->pool[pool];
    if (at->moves_back) {
        take_or_spill(world, pool, units);
        return pool;
    }
    bool elsewhere = !pool_has_room(&world->pool[pool], units) && pool_has_room(&world->pool[at->overflow], units);
    if (elsewhere) pool = at->overflow;
    pool_take(&world->pool[pool], world->now, units);
    return pool;
}

/* Those inside go on at another pace where the pool has attention to share: see journey_drain. */
static void attention_changed(struct world *world, uint32_t pool) {
    if (world->network->pool[pool].attention != NONE) capacity_freed(world, pool);
}

void capacity_block(struct world *world, uint32_t pool, int32_t units) {
    pool_block(&world->pool[pool], world->now, units);
    attention_changed(world, pool);
}

static inline void take_units(struct world *world, struct patient *patient, struct holding wanted) {
    CHECK(patient->held_count < MAX_HELD);
    uint32_t pool = wanted.pool;
    if (world->network->pool[pool].overflow == NONE)
        pool_take(&world->pool[pool], world->now, wanted.units);
    else
        pool = take(world, pool, wanted.units);
    if (world->network->keeps_inside) attention_changed(world, wanted.pool);
    patient_hold(patient, (struct holding){pool, wanted.kind, wanted.units});
}

void capacity_take_units(struct world *world, uint32_t slot, uint32_t pool, uint32_t kind, int32_t units) {
    if (units > 0) take_units(world, &world->patient[slot], (struct holding){pool, kind, units});
}

void capacity_take(struct world *world, uint32_t slot, uint32_t post, const struct whom *whom) {
    struct patient *patient = &world->patient[slot];
    const struct post *at = &world->network->post[post];
    const struct step *step = &world->network->step[at->step];
    for (uint32_t i = 0; i < step->need_count; i++) {
        int32_t units = units_needed(world, &step->need[i], whom);
        if (units > 0) take_units(world, patient, (struct holding){at->pool[i], step->need[i].kind, units});
    }
}

void capacity_freed(struct world *world, uint32_t pool) {
    if (world->is_freed[pool]) return;
    world->is_freed[pool] = 1;
    world->freed[world->freed_count++] = pool;
}

/* As many of a pool's people in its overflow as have found room beside `in_use` give their places there back; gives how
 * many. */
static int32_t move_back(struct world *world, uint32_t pool, int32_t in_use) {
    struct pool_state *state = &world->pool[pool];
    int32_t room = state->capacity - in_use, back = state->spilled < room ? state->spilled : room;
    if (back <= 0) return 0;
    state->spilled -= back;
    pool_give_back(&world->pool[world->network->pool[pool].overflow], world->now, back);
    capacity_freed(world, world->network->pool[pool].overflow);
    return back;
}

void capacity_give_back(struct world *world, uint32_t pool, int32_t units, bool was_blocked) {
    struct pool_state *state = &world->pool[pool];
    pool_touch(state, world->now);
    if (was_blocked) state->blocked -= units;
    state->in_use -= units;
    if (state->spilled > 0) state->in_use += move_back(world, pool, state->in_use);
    capacity_freed(world, pool);
}

/* What a shift hands on and what the next takes over is one number computed in two ways: where it is whole, both
 * must come to the same whole number. */
#define ROUNDING 1e-6

int32_t staff_on_duty(const struct rota *rota, double hours, int32_t week, unsigned hour_of_week) {
    double per_weight = hours / rota->weight_hours; /* people on duty for one unit of weight */
    double week_sum = 0, before = 0, here = -1;
    for (uint32_t i = 0; i < rota->shift_count; i++) {
        const struct shift *shift = &rota->shift[i];
        double people = per_weight * (double)shift->weight;
        if (hour_of_week >= shift->from_hour && hour_of_week < (unsigned)shift->from_hour + shift->hours) {
            before = week_sum;
            here = people;
        }
        week_sum += people;
    }
    if (here < 0) return 0;
    /* Only the fraction is carried: whole people are there in every shift. */
    double carried = week_sum * (double)week + before + ROUNDING;
    return (int32_t)(floor(carried + here) - floor(carried));
}

void capacity_set(struct world *world, uint32_t pool) {
    const struct network *network = world->network;
    const struct pool *at = &network->pool[pool];
    if (at->unlimited) {
        world->pool[pool].capacity = POOL_UNLIMITED;
        return;
    }
    double open = world->value[at->capacity];
    unsigned hour = (unsigned)calendar_hour_of_week(network->first_day, world->now);
    int32_t capacity;
    if (at->rota != NONE) {
        int32_t day = network->first_day + (int32_t)(world->now / MINUTES_PER_DAY);
        int32_t week = (day + 3) / 7; /* weeks begin on Monday; day 0 was a Thursday */
        capacity = staff_on_duty(&network->rota[at->rota], open * world->value[at->hours_per_wte], week, hour);
    } else {
        double share = at->calendar == NONE ? 1 : (double)network->week[at->calendar].hour[hour];
        capacity = (int32_t)floor(open * share + 1e-9);
    }
    struct pool_state *state = &world->pool[pool];
    if (capacity == state->capacity) return;
    money_before_capacity(world, pool);
    bool more = capacity > state->capacity;
    pool_set_capacity(state, world->now, capacity);
    if (state->spilled > 0) state->in_use += move_back(world, pool, state->in_use);
    if (more) capacity_freed(world, pool);
}

void capacity_set_hour(struct world *world) {
    for (uint32_t pool = 0; pool < world->network->pool_count; pool++) {
        const struct pool *at = &world->network->pool[pool];
        if (at->rota != NONE || at->calendar != NONE) capacity_set(world, pool);
    }
}
