/* A meter stands at what its driver had come to when it was last charged, within the period. */
#include "care/money.h"

#include <math.h>

void money_settle_present(struct world *world) {
    if (world->in_window) {
        struct post_tally *tally = &world->outcome.post[(size_t)world->period * world->network->post_count];
        for (size_t slot = 0; slot < world->patient_count; slot++) {
            const struct patient *patient = &world->patient[slot];
            if (patient->state == PATIENT_FREE) continue;
            uint32_t post = patient->state == PATIENT_INSIDE ? patient->post : patient->leaving;
            if (post == NONE) continue;
            double from = patient->started > world->present_from ? patient->started : world->present_from;
            if (world->now > from) tally[post].present_minutes += world->now - from;
        }
    }
    world->present_from = world->now;
}

/* Places of a pool open now, by started groups. */
static double open_in_groups(const struct pool_state *pool, double group_size) {
    return ceil(pool->capacity / group_size) * group_size;
}

/* What the driver of a target has come to in this period. For groups of places it is what came since the last
 * charge, for the number of groups is held fixed between two. */
static double driver_now(struct world *world, uint32_t target) {
    const struct network *network = world->network;
    const struct money_target *at = &network->money_target[target];
    const struct money_rule *rule = &network->money_rule[at->rule];
    const struct post_tally *posts = &world->outcome.post[(size_t)world->period * network->post_count];
    switch ((enum driver)rule->driver) {
    case DRIVER_USE:
        return (double)posts[at->index].uses;
    case DRIVER_STEP_TIME:
        return posts[at->index].present_minutes;
    case DRIVER_OPEN_TIME:
        pool_touch(&world->pool[at->index], world->now);
        /* of what is never full only what is in use is there */
        return network->pool[at->index].unlimited ? world->pool[at->index].in_use_minutes
                                                  : world->pool[at->index].capacity_minutes;
    case DRIVER_MILES:
        return pool_tally_now(world, at->index)->staff_km * MILES_PER_KM;
    case DRIVER_OPEN_STEPS:
    case DRIVER_PERIOD:
        break;
    }
    return world->now;
}

/* Divides an amount among those who share it. */
static void book(struct world *world, uint32_t target, int64_t whole, double units) {
    const struct network *network = world->network;
    const struct money_target *at = &network->money_target[target];
    size_t at_period = (size_t)world->period * network->money_target_count + target;
    int64_t rest = whole;
    for (uint32_t part = 0; part < at->parts; part++) {
        bool is_last = part + 1 == at->parts; /* bears what rounding leaves, so that the parts are the whole */
        int64_t borne = is_last ? rest : llround((double)whole * world->value[at[part].share]);
        rest -= borne;
        world->outcome.money[at_period + part] += borne;
        world->outcome.money_units[at_period + part] += units;
    }
    world->outcome.charged += whole;
}

static void charge(struct world *world, uint32_t target) {
    const struct network *network = world->network;
    const struct money_target *at = &network->money_target[target];
    const struct money_rule *rule = &network->money_rule[at->rule];
    if (at->parts == 0) return; /* charged with the first of those who share it */
    double driver = driver_now(world, target);
    double units = driver - world->meter[target].counted;
    if (rule->driver == DRIVER_OPEN_STEPS) units *= open_in_groups(&world->pool[at->index], rule->group_size);
    world->meter[target].counted = driver;
    if (at->contract == NONE) {
        book(world, target, llround(units * world->value[rule->rate]), units);
        return;
    }
    struct contract_state *state = &world->contract[at->contract];
    double price = world->value[rule->rate];
    state->activity += price > 0 || price < 0 ? units : 0; /* without a price there is no such payment yet */
    state->worth += units * price;
}

/* ---- contracts ------------------------------------------------------------------------------------------ */

/* Counts in the baseline and the bounds of the time since; the activity comes with the targets. */
static void count_baseline(struct world *world, uint32_t contract) {
    const struct money_contract *at = &world->network->contract[contract];
    struct contract_state *state = &world->contract[contract];
    double minutes = world->now - state->since, baseline = minutes * world->value[at->baseline];
    state->since = world->now;
    if (!(minutes > 0)) return; /* no time has no bound, and infinity times nothing is no number */
    state->baseline += baseline;
    state->fixed += baseline * world->value[world->network->money_rule[at->rule].rate];
    state->most += minutes * world->value[at->at_most];
    state->least += minutes * world->value[at->at_least];
}

/* Pays for the baseline, then for what is above it or below, within the bounds. */
static void settle(struct world *world, uint32_t contract) {
    const struct network *network = world->network;
    const struct money_contract *at = &network->contract[contract];
    struct contract_state *state = &world->contract[contract];
    struct contract_tally *tally = &world->outcome.contract[(size_t)world->period * network->contract_count + contract];
    double beside = state->worth - state->fixed;
    double variable = beside * world->value[beside > 0 ? at->above : at->below];
    double due = fmin(fmax(state->fixed + variable, state->least), state->most);
    int64_t fixed = llround(state->fixed), all = llround(state->fixed + variable), paid = llround(due);
    tally->baseline += state->baseline;
    tally->activity += state->activity;
    tally->fixed += fixed;
    tally->variable += all - fixed;
    tally->bounded += paid - all;
    book(world, at->target, paid, state->activity);
    *state = (struct contract_state){.since = world->now};
}

void money_before_terms(struct world *world, uint32_t rule) {
    if (!world->in_window) return;
    money_before_rate(world, rule);
    for (uint32_t i = 0; i < world->network->contract_count; i++)
        if (world->network->contract[i].rule == rule) settle(world, i);
}

void money_before_rate(struct world *world, uint32_t rule) {
    if (!world->in_window) return;
    const struct money_rule *at = &world->network->money_rule[rule];
    if (at->driver == DRIVER_STEP_TIME) money_settle_present(world);
    for (uint32_t i = 0; i < at->target_count; i++) charge(world, at->target_first + i);
    for (uint32_t i = 0; i < world->network->contract_count; i++)
        if (world->network->contract[i].rule == rule) count_baseline(world, i);
}

void money_before_capacity(struct world *world, uint32_t pool) {
    if (!world->in_window) return;
    for (uint32_t target = 0; target < world->network->money_target_count; target++) {
        const struct money_target *at = &world->network->money_target[target];
        if (at->index == pool && world->network->money_rule[at->rule].driver == DRIVER_OPEN_STEPS)
            charge(world, target);
    }
}

void money_end_period(struct world *world) {
    money_settle_present(world);
    for (uint32_t target = 0; target < world->network->money_target_count; target++) charge(world, target);
    for (uint32_t contract = 0; contract < world->network->contract_count; contract++) {
        count_baseline(world, contract);
        settle(world, contract);
    }
}

void money_begin_period(struct world *world) {
    for (uint32_t target = 0; target < world->network->money_target_count; target++) {
        const struct money_target *at = &world->network->money_target[target];
        enum driver driver = (enum driver)world->network->money_rule[at->rule].driver;
        bool by_clock = driver == DRIVER_OPEN_STEPS || driver == DRIVER_PERIOD;
        world->meter[target].counted = by_clock ? world->now : 0;
    }
    for (uint32_t contract = 0; contract < world->network->contract_count; contract++)
        world->contract[contract] = (struct contract_state){.since = world->now};
}

void money_once(struct world *world, double from, double to) {
    const struct network *network = world->network;
    for (uint32_t i = 0; i < network->once_count; i++) {
        if (network->once[i].minute < from || network->once[i].minute >= to) continue;
        world->outcome.once[(size_t)world->period * network->once_count + i] +=
            llround(world->value[network->once[i].amount]);
    }
}
