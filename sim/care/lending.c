#include "care/lending.h"

#include <math.h>

static bool is_open(const struct world *world, const struct overflow *overflow) {
    return overflow->open == NONE || world->value[overflow->open] > 0;
}

bool lending_may(const struct world *world, uint32_t overflow, int32_t units, int32_t returned) {
    const struct overflow *at = &world->network->overflow[overflow];
    const struct pool *lender = &world->network->pool[at->lender];
    const struct pool_state *state = &world->pool[at->lender];
    if (!is_open(world, at)) return false;
    int32_t spares = lender->spares == NONE ? 0 : (int32_t)world->value[lender->spares];
    if (!pool_has_room(state, units + spares - returned)) return false;
    if (lender->lends == NONE) return true;
    return state->lent - returned + units <= floor(world->value[lender->lends] * state->capacity + 1e-9);
}

uint32_t lending_find(const struct world *world, uint32_t pool, int32_t units) {
    const struct pool *at = &world->network->pool[pool];
    for (uint32_t i = at->overflow_first; i < at->overflow_first + at->overflow_count; i++)
        if (lending_may(world, i, units, 0)) return i;
    return NONE;
}

static void count(struct world *world, uint32_t overflow, int32_t units) {
    struct lending *lending = &world->lending[overflow];
    lending->minutes += (world->now - lending->since) * lending->units;
    lending->since = world->now;
    lending->units += units;
}

void lending_take(struct world *world, uint32_t overflow, int32_t units) {
    const struct overflow *at = &world->network->overflow[overflow];
    struct pool_state *lender = &world->pool[at->lender];
    count(world, overflow, units);
    pool_take(lender, world->now, units);
    lender->lent += units;
    if (!world->in_window) return;
    struct lending_tally *tally =
        &world->outcome.lending[(size_t)world->period * world->network->overflow_count + overflow];
    tally->times++;
    tally->km += at->km * units;
}

void lending_give_back(struct world *world, uint32_t overflow, int32_t units) {
    struct pool_state *lender = &world->pool[world->network->overflow[overflow].lender];
    count(world, overflow, -units);
    pool_give_back(lender, world->now, units);
    lender->lent -= units;
}

double lending_within_reach(const struct world *world, uint32_t pool) {
    const struct pool *at = &world->network->pool[pool];
    double units = 0;
    for (uint32_t i = at->overflow_first; i < at->overflow_first + at->overflow_count; i++)
        if (is_open(world, &world->network->overflow[i])) units += world->pool[world->network->overflow[i].lender].capacity;
    return units;
}

void lending_begin_period(struct world *world) {
    for (uint32_t i = 0; i < world->network->overflow_count; i++) {
        world->lending[i].since = world->now;
        world->lending[i].minutes = 0;
    }
}

void lending_end_period(struct world *world) {
    const struct network *network = world->network;
    struct pool_tally *pool = &world->outcome.pool[(size_t)world->period * network->pool_count];
    for (uint32_t i = 0; i < network->overflow_count; i++) {
        count(world, i, 0);
        double minutes = world->lending[i].minutes;
        world->outcome.lending[(size_t)world->period * network->overflow_count + i].minutes += minutes;
        pool[network->overflow[i].lender].lent += minutes;
        pool[network->overflow[i].pool].borrowed += minutes;
    }
}
