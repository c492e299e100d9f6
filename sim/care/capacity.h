/* capacity: what the pools of a post have room for, taking and giving back, and how much is open at an hour. */
#ifndef ICSIM_CARE_CAPACITY_H
#define ICSIM_CARE_CAPACITY_H

#include "care/lending.h"

static inline int32_t units_needed(const struct world *world, const struct need *need, const struct whom *whom) {
    return (int32_t)value_of(world, need->amount, whom);
}

/* True where a pool, or one that it overflows into, has room for `units` now. */
static inline bool capacity_pool_has_room(const struct world *world, uint32_t pool, int32_t units) {
    const struct pool_state *state = &world->pool[pool];
    if (pool_has_room(state, units)) return true;
    const struct pool *at = &world->network->pool[pool];
    if (at->overflow_count == 0) return false;
    int32_t own = at->moves_back && state->capacity > state->in_use ? state->capacity - state->in_use : 0;
    return lending_is_asked(world, pool) && lending_find(world, pool, units - own) != NONE;
}

/* True where every pool that the post's step needs has room now. */
bool capacity_has_room(const struct world *world, uint32_t post, const struct whom *whom);

/* True where somebody of class `priority` who comes to the post now would start at once: there is room, and nobody
 * of the same or an earlier class waits for it, unless the step overtakes. */
bool capacity_may_start(const struct world *world, uint32_t post, const struct whom *whom, unsigned priority);

/* Takes the post's pools for the patient, who must hold nothing of its own but what is in `held`. Minutes until all of it
 * is there: the longest journey of what is borrowed. */
double capacity_take(struct world *world, uint32_t slot, uint32_t post, const struct whom *whom);

/* Takes units of one pool, wanted as one of `kind`. */
void capacity_take_units(struct world *world, uint32_t slot, uint32_t pool, uint32_t kind, int32_t units);

/* Gives back what was held and notes its pool as freed. `was_blocked`: it was held after the work was done. */
void capacity_give_back(struct world *world, struct holding holding, bool was_blocked);

/* So many more units of a pool (below 0: fewer) are held by people whose work is done, and need no attention. */
void capacity_block(struct world *world, uint32_t pool, int32_t units);

/* Units of the step's `need`-th pool that must be free for it to start: those taken, and of the first what it must
 * leave for others. */
static inline int32_t capacity_wanted(const struct world *world, const struct step *step, uint32_t need,
                                      const struct whom *whom) {
    int32_t units = units_needed(world, &step->need[need], whom);
    if (need > 0 || step->leaves_free.first == NONE) return units;
    return units + (int32_t)value_of(world, step->leaves_free, whom);
}

/* Notes that a pool may have room for somebody in line. */
void capacity_freed(struct world *world, uint32_t pool);

/* Sets a pool's capacity as it is at world->now: places by calendar, or staff on duty by rota; with days off, and what
 * escalation rules have opened. */
void capacity_set(struct world *world, uint32_t pool);

/* The share of a pool with days off that there is on the day of `minute`. */
double capacity_share_of_day(const struct world *world, uint32_t pool, double minute);

/* The same for every pool whose capacity depends on the hour. */
void capacity_set_hour(struct world *world);

/* Staff on duty in the shift that holds `hour_of_week`, of absolute week `week`, at `hours` worked a week:
 * whole people, carrying the remainder from shift to shift, so that the hours add up over the weeks. */
int32_t staff_on_duty(const struct rota *rota, double hours, int32_t week, unsigned hour_of_week);

#endif
