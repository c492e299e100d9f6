/* Pools of posts: room, holdings, hours. */
#include "care/capacity.h"

#include "base/check.h"
#include "care/follow.h"
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
static void take_or_spill(struct world *world, uint32_t slot, uint32_t pool, int32_t units) {
    struct pool_state *state = &world->pool[pool];
    int32_t room = state->capacity - state->in_use, own = room < units ? (room > 0 ? room : 0) : units;
    if (own < units && lending_find(world, pool, units - own) == NONE) own = units; /* all move at once: see care/rings.h */
    if (own > 0) pool_take(state, world->now, own);
    if (own == units) return;
    state->spilled += units - own;
    FOLLOW(world, slot, elsewhere_for_now, world->network->overflow[world->network->pool[pool].overflow_first].lender);
    lending_take(world, world->network->pool[pool].overflow_first, units - own);
}

/* By which overflow units of a pool that has some are taken, for good: NONE where it has room itself, or nobody has. */
static uint32_t take(struct world *world, uint32_t slot, uint32_t pool, int32_t units) {
    if (world->network->pool[pool].moves_back) {
        take_or_spill(world, slot, pool, units);
        return NONE;
    }
    uint32_t overflow = pool_has_room(&world->pool[pool], units) ? NONE : lending_find(world, pool, units);
    if (overflow == NONE)
        pool_take(&world->pool[pool], world->now, units);
    else
        lending_take(world, overflow, units);
    return overflow;
}

/* Minutes until borrowed units are there, whose kilometres are the lender's. */
static double borrowed_journey(struct world *world, uint32_t slot, uint32_t overflow, int32_t units) {
    const struct overflow *at = &world->network->overflow[overflow];
    if (world->in_window)
        pool_tally_now(world, at->lender)->staff_km += at->km * units;
    bool comes = at->minutes > 0;
    FOLLOW(world, slot, borrowed, at->pool, at->lender, comes ? at->minutes : (double)NAN,
           comes ? at->km * units : (double)NAN);
    return at->minutes;
}

/* Those inside go on at another pace where the pool has attention to share: see journey_drain. */
static void attention_changed(struct world *world, uint32_t pool) {
    if (world->network->pool[pool].attention != NONE) capacity_freed(world, pool);
}

void capacity_block(struct world *world, uint32_t pool, int32_t units) {
    pool_block(&world->pool[pool], world->now, units);
    attention_changed(world, pool);
}

/* Minutes until what was taken is there. */
static inline double take_units(struct world *world, uint32_t slot, struct holding wanted) {
    struct patient *patient = &world->patient[slot];
    CHECK(patient->held_count < MAX_HELD);
    uint32_t overflow = NONE;
    if (world->network->pool[wanted.pool].overflow_count == 0)
        pool_take(&world->pool[wanted.pool], world->now, wanted.units);
    else
        overflow = take(world, slot, wanted.pool, wanted.units);
    double journey = overflow == NONE ? 0 : borrowed_journey(world, slot, overflow, wanted.units);
    if (world->network->keeps_inside) attention_changed(world, wanted.pool);
    patient_hold(patient, (struct holding){wanted.pool, wanted.kind, wanted.units, overflow});
    return journey;
}

void capacity_take_units(struct world *world, uint32_t slot, uint32_t pool, uint32_t kind, int32_t units) {
    if (units > 0) take_units(world, slot, (struct holding){pool, kind, units, NONE});
}

double capacity_take(struct world *world, uint32_t slot, uint32_t post, const struct whom *whom) {
    double journey = 0;
    const struct post *at = &world->network->post[post];
    const struct step *step = &world->network->step[at->step];
    for (uint32_t i = 0; i < step->need_count; i++) {
        int32_t units = units_needed(world, &step->need[i], whom);
        if (units > 0) journey = fmax(journey, take_units(world, slot, (struct holding){at->pool[i], step->need[i].kind, units, NONE}));
    }
    return journey;
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
    uint32_t overflow = world->network->pool[pool].overflow_first;
    lending_give_back(world, overflow, back);
    capacity_freed(world, world->network->overflow[overflow].lender);
    return back;
}

void capacity_give_back(struct world *world, struct holding holding, bool was_blocked) {
    uint32_t pool = holding.pool;
    struct pool_state *state = &world->pool[pool];
    pool_touch(state, world->now);
    if (was_blocked) state->blocked -= holding.units;
    if (holding.overflow == NONE)
        state->in_use -= holding.units;
    else
        lending_give_back(world, holding.overflow, holding.units);
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

double capacity_share_of_day(const struct world *world, uint32_t pool, double minute) {
    const struct network *network = world->network;
    const struct days_off *off = &network->days_off[network->pool[pool].days_off];
    int32_t day = network->first_day + (int32_t)floor(minute / MINUTES_PER_DAY);
    uint32_t low = 0, high = off->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (off->day[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < off->count && off->day[low].day == day ? off->day[low].share : 1;
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
    if (at->days_off != NONE) capacity = (int32_t)floor(capacity * capacity_share_of_day(world, pool, world->now) + 1e-9);
    if (network->escalation_count > 0) capacity += world->surge[pool];
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
        if (at->rota != NONE || at->calendar != NONE || at->days_off != NONE) capacity_set(world, pool);
    }
}
