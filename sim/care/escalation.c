#include "care/escalation.h"

#include "base/memory.h"
#include "care/capacity.h"

#include <math.h>

/* What a rule looks at: people in the line, or use as a share of the ordinary places, those of rules left out. */
static double level_of(const struct world *world, const struct escalation *rule) {
    const struct pool_state *pool = &world->pool[rule->pool];
    if (rule->counts_line) return pool->waiting;
    double places = pool->capacity - world->surge[rule->pool], in_use = pool->in_use + pool->spilled;
    if (places <= 0) return in_use > 0 ? INFINITY : 0;
    return in_use / places;
}

static void keep_spell(struct world *world, uint32_t rule, double to) {
    struct outcome *outcome = &world->outcome;
    if (world->window_over || to <= world->network->window_from) return;
    if (memory_reserve(&outcome->spell, &outcome->spell_capacity, outcome->spell_count + 1, sizeof outcome->spell[0]) !=
        STATUS_OK) {
        world->out_of_memory = true;
        return;
    }
    outcome->spell[outcome->spell_count++] = (struct escalation_spell){rule, world->alert[rule].active_since, to};
}

static void stand_down(struct world *world, uint32_t rule) {
    struct alert *alert = &world->alert[rule];
    if (!isnan(alert->active_since)) keep_spell(world, rule, world->now);
    *alert = (struct alert){NAN, NAN, NAN, NAN};
}

/* The minute since which something is seen without a break; NAN where it is not seen now. */
static double seen_since(double since, bool seen, double now) {
    if (!seen) return NAN;
    return isnan(since) ? now : since;
}

static void look_at(struct world *world, uint32_t index) {
    const struct escalation *rule = &world->network->escalation[index];
    const double *value = world->value;
    struct alert *alert = &world->alert[index];
    double level = level_of(world, rule), now = world->now;
    if (value[rule->holds] <= 0) {
        stand_down(world, index);
        return;
    }
    if (isnan(alert->called)) {
        alert->above_since = seen_since(alert->above_since, level >= value[rule->above], now);
        if (!(now - alert->above_since >= value[rule->sustained])) return;
        alert->called = now;
    } else {
        alert->below_since = seen_since(alert->below_since, level < value[rule->below], now);
        if (now - alert->below_since >= value[rule->calm]) {
            stand_down(world, index);
            return;
        }
    }
    if (isnan(alert->active_since) && now - alert->called >= value[rule->delay]) alert->active_since = now;
}

static bool is_active(const struct world *world, uint32_t rule) {
    return !isnan(world->alert[rule].active_since);
}

static void mark_doors(struct world *world) {
    const struct network *network = world->network;
    for (uint32_t post = 0; post < network->post_count; post++) world->door[post] = 0;
    for (uint32_t r = 0; r < network->escalation_count; r++) {
        const struct escalation *rule = &network->escalation[r];
        for (uint32_t i = 0; is_active(world, r) && i < rule->effect_count; i++) {
            const struct escalation_effect *effect = &network->effect[rule->effect_first + i];
            if (effect->kind == EFFECT_ADDS || world->value[effect->amount] <= 0) continue;
            world->door[effect->index] |= effect->kind == EFFECT_DIVERTS ? DOOR_DIVERTS : DOOR_CANCELS;
        }
    }
}

/* Units that active rules open at a pool. */
static int32_t opened_at(const struct world *world, uint32_t pool) {
    const struct network *network = world->network;
    int32_t sum = 0;
    for (uint32_t r = 0; r < network->escalation_count; r++) {
        const struct escalation *rule = &network->escalation[r];
        for (uint32_t i = 0; is_active(world, r) && i < rule->effect_count; i++) {
            const struct escalation_effect *effect = &network->effect[rule->effect_first + i];
            if (effect->kind == EFFECT_ADDS && effect->index == pool) sum += (int32_t)world->value[effect->amount];
        }
    }
    return sum;
}

/* Only pools that some rule adds to can have changed. */
static void open_places(struct world *world) {
    const struct network *network = world->network;
    for (uint32_t i = 0; i < network->effect_count; i++) {
        if (network->effect[i].kind != EFFECT_ADDS) continue;
        uint32_t pool = network->effect[i].index;
        int32_t opened = opened_at(world, pool);
        if (opened == world->surge[pool]) continue;
        world->surge[pool] = opened;
        capacity_set(world, pool);
    }
}

void escalation_look(struct world *world) {
    for (uint32_t rule = 0; rule < world->network->escalation_count; rule++) look_at(world, rule);
    mark_doors(world);
    open_places(world);
}

void escalation_end_window(struct world *world) {
    for (uint32_t rule = 0; rule < world->network->escalation_count; rule++)
        if (is_active(world, rule)) keep_spell(world, rule, world->now);
}

uint32_t escalation_at_door(const struct world *world, uint32_t post, uint8_t what) {
    const struct network *network = world->network;
    enum effect_kind kind = what == DOOR_DIVERTS ? EFFECT_DIVERTS : EFFECT_CANCELS;
    for (uint32_t r = 0; r < network->escalation_count; r++) {
        const struct escalation *rule = &network->escalation[r];
        for (uint32_t i = 0; is_active(world, r) && i < rule->effect_count; i++) {
            const struct escalation_effect *effect = &network->effect[rule->effect_first + i];
            if (effect->kind == kind && effect->index == post && world->value[effect->amount] > 0) return r;
        }
    }
    return NONE;
}
