/* A pool's people are short lists: what is O(people inside one pool) here is so only where a scenario asks for it. */
#include "care/inside.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/follow.h"

#include <math.h>

static uint32_t pool_stood_for(const struct world *world, uint32_t slot) {
    return world->network->post[world->patient[slot].post].pool[0];
}

static const struct step *step_inside(const struct world *world, uint32_t slot) {
    return &world->network->step[world->network->post[world->patient[slot].post].step];
}

/* ---- shared attention ---------------------------------------------------------------------------------- */

static double pace_of(const struct world *world, uint32_t pool) {
    uint32_t attention = world->network->pool[pool].attention;
    if (attention == NONE) return 1;
    const struct pool_state *state = &world->pool[pool];
    double units = world->value[attention], in_use = state->in_use + state->spilled - state->blocked;
    return in_use <= units ? 1 : units / in_use;
}

static void settle(struct world *world, uint32_t slot, double speed) {
    struct work *work = &world->work[slot];
    work->left -= (world->now - work->since) * speed;
    if (work->left < 0) work->left = 0;
    work->since = world->now;
}

void inside_set_pace(struct world *world, uint32_t pool) {
    struct inside *inside = &world->inside[pool];
    double former = inside->speed, speed = pace_of(world, pool);
    if (former <= speed && speed <= former) return;
    inside->speed = speed;
    for (unsigned class = 0; class < POOL_PRIORITIES; class++)
        for (uint32_t slot = inside->head[class]; slot != NOBODY; slot = world->link[slot].after) {
            settle(world, slot, former);
            if (speed > 0)
                world_set_event(world, slot, world->now + world->work[slot].left / speed);
            else
                world->patient[slot].event = 0; /* until there is attention again */
        }
}

/* ---- the lists ----------------------------------------------------------------------------------------- */

void inside_join(struct world *world, uint32_t slot, double minutes) {
    uint32_t pool = pool_stood_for(world, slot);
    if (pool == NONE) {
        world_set_event(world, slot, world->now + minutes);
        return;
    }
    struct inside *inside = &world->inside[pool];
    unsigned class = world->patient[slot].priority;
    world->work[slot] = (struct work){minutes, world->now};
    world->link[slot] = (struct line_link){inside->tail[class], NOBODY};
    if (inside->tail[class] == NOBODY)
        inside->head[class] = slot;
    else
        world->link[inside->tail[class]].after = slot;
    inside->tail[class] = slot;
    double former = inside->speed;
    inside_set_pace(world, pool);
    bool set = former < inside->speed || former > inside->speed;
    if (!set && inside->speed > 0) world_set_event(world, slot, world->now + minutes / inside->speed);
}

void inside_leave(struct world *world, uint32_t slot) {
    uint32_t pool = pool_stood_for(world, slot);
    if (pool == NONE) return;
    struct inside *inside = &world->inside[pool];
    unsigned class = world->patient[slot].priority;
    struct line_link link = world->link[slot];
    if (link.before == NOBODY)
        inside->head[class] = link.after;
    else
        world->link[link.before].after = link.after;
    if (link.after == NOBODY)
        inside->tail[class] = link.before;
    else
        world->link[link.after].before = link.before;
}

/* ---- giving way ---------------------------------------------------------------------------------------- */

/* The step's own pools are given back; what was kept from a step before stays held, while they wait. */
static void give_back_needs(struct world *world, struct patient *patient, const struct step *step) {
    unsigned count = patient->held_count;
    patient->held_count = 0;
    for (unsigned i = 0; i < count; i++) {
        struct holding holding = patient_holding(patient, i);
        if ((step->carries_kinds >> holding.kind & 1) == 0) {
            capacity_give_back(world, holding.pool, holding.units, false);
            continue;
        }
        pool_block(&world->pool[holding.pool], world->now, holding.units);
        patient_hold(patient, holding);
    }
}

static void give_way(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    uint32_t pool = pool_stood_for(world, slot);
    const struct step *step = step_inside(world, slot);
    settle(world, slot, world->inside[pool].speed);
    inside_leave(world, slot);
    if (patient->period != NO_PERIOD) {
        struct post_tally *tally = post_tally_of(world, patient->period, patient->post);
        tally->preempted++;
        tally->time_minutes += world->now - patient->started;
    }
    if (world->in_window) {
        double from = patient->started > world->present_from ? patient->started : world->present_from;
        post_tally_of(world, world->period, patient->post)->present_minutes += world->now - from;
    }
    bool restarts = step->preemption == PREEMPT_RESTART;
    FOLLOW(world, slot, gave_way, patient->post, world->now - patient->started,
           restarts ? (double)NAN : world->work[slot].left);
    patient->state = PATIENT_WAITING;
    patient->again = restarts ? AGAIN_RESTARTS : AGAIN_RESUMES;
    patient->event = 0;
    give_back_needs(world, patient, step);
    pool_join_first(&world->pool[pool], world->link, world->now, patient->priority, slot);
}

/* Units of a pool that somebody inside would give back: none where others may not make him, or he keeps them from a
 * step before. */
static int32_t units_to_give(const struct world *world, uint32_t slot, uint32_t pool) {
    const struct patient *patient = &world->patient[slot];
    const struct step *step = step_inside(world, slot);
    int32_t units = 0;
    for (unsigned i = 0; step->preemption != PREEMPT_NEVER && i < patient->held_count; i++) {
        struct holding holding = patient_holding(patient, i);
        if (holding.pool == pool && (step->carries_kinds >> holding.kind & 1) == 0) units += holding.units;
    }
    return units;
}

/* The last to start of the last class after `class` who has units of the pool to give, going on from `after` (NOBODY:
 * from the end); NOBODY where there is none. */
static uint32_t next_to_give_way(const struct world *world, uint32_t pool, unsigned class, uint32_t after) {
    const struct inside *inside = &world->inside[pool];
    unsigned at = after == NOBODY ? POOL_PRIORITIES - 1 : world->patient[after].priority;
    uint32_t slot = after == NOBODY ? inside->tail[at] : world->link[after].before;
    while (at > class) {
        for (; slot != NOBODY; slot = world->link[slot].before)
            if (units_to_give(world, slot, pool) > 0) return slot;
        slot = inside->tail[--at];
    }
    return NOBODY;
}

/* Whether `units` of a pool would be free once `given` have been given up: those who lie in its overflow are the first
 * to go where they move back, so that what is given frees places there. */
static bool would_have_room(const struct world *world, uint32_t pool, int32_t units, int32_t given) {
    const struct pool *at = &world->network->pool[pool];
    const struct pool_state *state = &world->pool[pool];
    int32_t there = given < state->spilled ? given : state->spilled;
    int64_t own = (int64_t)state->capacity - state->in_use + (given - there);
    if (own >= units) return true;
    if (at->overflow == NONE) return false;
    const struct pool_state *other = &world->pool[at->overflow];
    int64_t helps = at->moves_back && own > 0 ? own : 0;
    return (int64_t)other->capacity - other->in_use + there >= units - helps;
}

/* Units of a pool that must be given up for `units` to be free there; more than there are where none would do. */
static int32_t missing(const struct world *world, uint32_t pool, int32_t units) {
    int32_t given = 0, most = world->pool[pool].in_use + world->pool[pool].spilled;
    while (given <= most && !would_have_room(world, pool, units, given)) given++;
    return given;
}

static bool enough_can(const struct world *world, uint32_t pool, unsigned class, int32_t units) {
    int32_t want = missing(world, pool, units);
    for (uint32_t slot = NOBODY; want > 0;) {
        slot = next_to_give_way(world, pool, class, slot);
        if (slot == NOBODY) return false;
        want -= units_to_give(world, slot, pool);
    }
    return true;
}

bool inside_make_room(struct world *world, uint32_t slot, const struct whom *whom) {
    const struct patient *patient = &world->patient[slot];
    const struct post *post = &world->network->post[patient->post];
    const struct step *step = &world->network->step[post->step];
    unsigned class = patient->priority;
    if (step->need_count == 0) return false;
    if (!step->overtake && pool_somebody_ahead(&world->pool[post->pool[0]], class)) return false;
    for (uint32_t i = 0; i < step->need_count; i++)
        if (!enough_can(world, post->pool[i], class, capacity_wanted(world, step, i, whom))) return false;
    for (uint32_t i = 0; i < step->need_count; i++)
        while (missing(world, post->pool[i], capacity_wanted(world, step, i, whom)) > 0) {
            uint32_t last = next_to_give_way(world, post->pool[i], class, NOBODY);
            CHECK(last != NOBODY);
            give_way(world, last);
        }
    return capacity_has_room(world, patient->post, whom);
}
