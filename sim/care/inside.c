/* A pool's people are short lists: what is O(people inside one pool) here is so only where a scenario asks for it. */
#include "care/inside.h"

#include "care/capacity.h"
#include "care/choice.h"
#include "care/counting.h"
#include "care/follow.h"
#include "care/lending.h"
#include "care/on_the_way.h"

#include <math.h>

enum { MOST_CHOSEN = 1024 }; /* who give way to one */

static uint32_t pool_stood_for(const struct world *world, uint32_t slot) {
    return world->network->post[world->patient[slot].post].pool[0];
}

/* ---- shared attention ---------------------------------------------------------------------------------- */

static double pace_of(const struct world *world, uint32_t pool) {
    uint32_t attention = world->network->pool[pool].attention;
    if (attention == NONE) return 1;
    const struct pool_state *state = &world->pool[pool];
    double units = world->value[attention];
    double in_use = state->in_use + state->spilled - state->blocked - state->turning;
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
    world->work[slot].left = minutes;
    world->work[slot].since = world->now;
    world->link[slot] = (struct line_link){inside->tail[class], NOBODY};
    if (inside->tail[class] == NOBODY)
        inside->head[class] = slot;
    else
        world->link[inside->tail[class]].after = slot;
    inside->tail[class] = slot;
    double former = inside->speed;
    inside_set_pace(world, pool);
    bool set = former < inside->speed || former > inside->speed;
    if (set) return;
    if (inside->speed > 0)
        world_set_event(world, slot, world->now + minutes / inside->speed);
    else
        world->patient[slot].event = 0; /* an event of the patience that they had counts no more */
}

void inside_begin(struct world *world, uint32_t slot, double minutes) {
    double speed = world->inside[pool_stood_for(world, slot)].speed;
    world->work[slot].left = minutes;
    world->work[slot].since = world->now;
    if (speed > 0)
        world_set_event(world, slot, world->now + minutes / speed);
    else
        world->patient[slot].event = 0;
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
        struct holding holding = patient_holding(world->network, patient, i);
        if ((step->carries_kinds >> holding.kind & 1) == 0) {
            capacity_give_back(world, holding, false);
            continue;
        }
        capacity_block(world, holding.pool, holding.units);
        patient_hold(patient, holding);
    }
}

static void give_way(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    uint32_t pool = pool_stood_for(world, slot);
    const struct step *step = patient_step(world, patient);
    settle(world, slot, world->inside[pool].speed);
    inside_leave(world, slot);
    if (patient->period != NO_PERIOD) {
        struct post_tally *tally = post_tally_of(world, patient->period, patient->post);
        tally->preempted++;
        tally->time_minutes += world->now - patient->started;
        tally->work_minutes += world->now - patient->started;
    }
    if (world->in_window) {
        double from = patient->started > world->present_from ? patient->started : world->present_from;
        post_tally_of(world, world->period, patient->post)->present_minutes += world->now - from;
    }
    world->work[slot].before += world->now - patient->started;
    bool restarts = step->preemption == PREEMPT_RESTART;
    if (on_the_way(world, slot)) {
        on_the_way_call_off(world, slot, world->work[slot].left);
    } else {
        FOLLOW(world, slot, gave_way, patient->post, world->now - patient->started,
               restarts ? (double)NAN : world->work[slot].left);
        patient->again = restarts ? AGAIN_RESTARTS : AGAIN_RESUMES;
    }
    patient->state = PATIENT_WAITING;
    patient->event = 0;
    give_back_needs(world, patient, step);
    pool_join_first(&world->pool[pool], world->link, world->now, patient->priority, slot);
}

static bool may_give_way(const struct world *world, uint32_t slot, const struct step *step) {
    return step->preemption == PREEMPT_ON_WAY ? on_the_way(world, slot) : step->preemption != PREEMPT_NEVER;
}

/* Units of a pool that somebody inside would give back: none where others may not make him, or he keeps them from a
 * step before. */
static int32_t units_to_give(const struct world *world, uint32_t slot, uint32_t pool) {
    const struct patient *patient = &world->patient[slot];
    const struct step *step = patient_step(world, patient);
    int32_t units = 0;
    for (unsigned i = 0; may_give_way(world, slot, step) && i < patient->held_count; i++) {
        struct holding holding = patient_holding(world->network, patient, i);
        if (holding.pool == pool && (step->carries_kinds >> holding.kind & 1) == 0) units += holding.units;
    }
    return units;
}

/* Whether `a`, inside, gives way before `b`: of a later class, or of the same and started later. */
static bool gives_way_before(const struct patient *a, const struct patient *b) {
    if (a->priority != b->priority) return a->priority > b->priority;
    if (a->started > b->started || a->started < b->started) return a->started > b->started;
    return a->person > b->person;
}

/* Of those who stood in one line the last to start of the last class after `class` who has units of the pool to give and
 * is not chosen yet; NOBODY where there is none. */
static uint32_t last_of_line(const struct world *world, uint32_t line, uint32_t pool, unsigned class) {
    const struct inside *inside = &world->inside[line];
    for (unsigned at = POOL_PRIORITIES - 1; at > class; at--)
        for (uint32_t slot = inside->tail[at]; slot != NOBODY; slot = world->link[slot].before)
            if (world->patient[slot].again != AGAIN_CHOSEN && units_to_give(world, slot, pool) > 0) return slot;
    return NOBODY;
}

/* The same of all lines whose steps use the pool. */
static uint32_t next_to_give_way(const struct world *world, uint32_t pool, unsigned class) {
    const struct network *network = world->network;
    uint32_t best = NOBODY;
    for (uint32_t i = network->wakes_first[pool]; i < network->wakes_first[pool + 1]; i++) {
        uint32_t slot = last_of_line(world, network->wakes[i], pool, class);
        if (slot == NOBODY) continue;
        if (best == NOBODY || gives_way_before(&world->patient[slot], &world->patient[best])) best = slot;
    }
    return best;
}

/* Whether `units` of a pool would be free once `given` have been given up: those who lie in its overflow are the first
 * to go where they move back, so that what is given frees places there. */
static bool would_have_room(const struct world *world, uint32_t pool, int32_t units, int32_t given) {
    const struct pool *at = &world->network->pool[pool];
    const struct pool_state *state = &world->pool[pool];
    int64_t room = (int64_t)state->capacity - state->in_use + given, there = room < state->spilled ? room : state->spilled;
    if (there < 0) there = 0; /* nobody moves back into what is over-full */
    int64_t own = room - there;
    if (own >= units) return true;
    if (!lending_is_asked(world, pool)) return false;
    if (!at->moves_back) return lending_find(world, pool, units) != NONE;
    return lending_may(world, at->overflow_first, units - (int32_t)(own > 0 ? own : 0), (int32_t)there);
}

/* Units of a pool that must be given up for `units` to be free there; more than there are where none would do. */
static int32_t missing(const struct world *world, uint32_t pool, int32_t units) {
    int32_t given = 0, most = world->pool[pool].in_use + world->pool[pool].spilled;
    while (given <= most && !would_have_room(world, pool, units, given)) given++;
    return given;
}

/* The first pool that serves for good where this one is full, NONE where there is none: who moves back counts in his own. */
static uint32_t other_for_good(const struct world *world, uint32_t pool) {
    const struct pool *at = &world->network->pool[pool];
    return at->moves_back || at->overflow_count == 0 ? NONE : world->network->overflow[at->overflow_first].lender;
}

/* Chooses those of `line` who give way so that `want` units of a pool are given in all; adds what the chosen give of each
 * of the post's pools. False where they are not enough, and then those chosen for it are left as they were. */
static bool choose_for(struct world *world, const struct post *post, unsigned class, uint32_t pool, int32_t want,
                       int32_t given[MAX_NEEDS]) {
    uint32_t needs = world->network->step[post->step].need_count, chosen[MOST_CHOSEN];
    unsigned count = 0;
    int32_t sum = 0;
    for (uint32_t k = 0; k < needs; k++)
        if (post->pool[k] == pool) sum = given[k];
    while (sum < want) {
        uint32_t slot = count == MOST_CHOSEN ? NOBODY : next_to_give_way(world, pool, class);
        if (slot == NOBODY) break;
        world->patient[slot].again = AGAIN_CHOSEN;
        chosen[count++] = slot;
        sum += units_to_give(world, slot, pool);
    }
    for (unsigned i = 0; i < count; i++) {
        if (sum < want) world->patient[chosen[i]].again = AGAIN_NOT;
        for (uint32_t k = 0; sum >= want && k < needs; k++) given[k] += units_to_give(world, chosen[i], post->pool[k]);
    }
    return sum >= want;
}

/* Chooses who gives way for each of the post's pools, counting all that the chosen give; false where that is not enough. */
static bool choose_enough(struct world *world, const struct post *post, unsigned class, const struct whom *whom) {
    const struct step *step = &world->network->step[post->step];
    int32_t given[MAX_NEEDS] = {0};
    for (uint32_t i = 0; i < step->need_count; i++) {
        uint32_t pool = post->pool[i], other = other_for_good(world, pool);
        int32_t units = capacity_wanted(world, step, i, whom);
        int32_t want = units > 0 ? missing(world, pool, units) : 0;
        if (want <= given[i] || choose_for(world, post, class, pool, want, given)) continue;
        if (other == NONE || !choose_for(world, post, class, other, missing(world, other, units), given)) return false;
    }
    return true;
}

/* Those chosen of one line give way, or stay after all. */
static void settle_chosen(struct world *world, uint32_t line, bool give) {
    for (unsigned at = POOL_PRIORITIES; at-- > 0;)
        for (uint32_t slot = world->inside[line].tail[at], before; slot != NOBODY; slot = before) {
            before = world->link[slot].before;
            if (world->patient[slot].again != AGAIN_CHOSEN) continue;
            world->patient[slot].again = AGAIN_NOT;
            if (give) give_way(world, slot);
        }
}

static void settle_chosen_of(struct world *world, uint32_t pool, bool give) {
    const struct network *network = world->network;
    for (uint32_t k = network->wakes_first[pool]; k < network->wakes_first[pool + 1]; k++)
        settle_chosen(world, network->wakes[k], give);
}

bool inside_make_room(struct world *world, uint32_t slot, const struct whom *whom) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct post *post = &network->post[patient->post];
    const struct step *step = &network->step[post->step];
    unsigned class = patient->priority;
    if (step->need_count == 0) return false;
    if (!step->overtake && pool_somebody_ahead(&world->pool[post->pool[0]], class)) return false;
    bool enough = choose_enough(world, post, class, whom);
    for (uint32_t i = 0; i < step->need_count; i++) {
        settle_chosen_of(world, post->pool[i], enough);
        uint32_t other = other_for_good(world, post->pool[i]);
        if (other != NONE) settle_chosen_of(world, other, enough);
    }
    return enough && capacity_has_room(world, patient->post, whom);
}

bool inside_make_room_elsewhere(struct world *world, uint32_t slot, const struct whom *whom) {
    const struct network *network = world->network;
    uint32_t own = world->patient[slot].post, step = network->post[own].step, option = NONE;
    for (;;) {
        option = choice_next_nearest(world, slot, step, option);
        if (option == NONE) break;
        uint32_t post = network->option[option].post;
        world->patient[slot].post = post;
        if (post == own || !inside_make_room(world, slot, whom)) {
            world->patient[slot].post = own;
            continue;
        }
        count_taken_over(world, &world->patient[slot], own);
        return true;
    }
    return false;
}
