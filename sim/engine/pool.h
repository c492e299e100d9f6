/* pool: capacity, use and the line of those who wait for it, and their integrals over time. Those who wait
 * are subjects (numbers); a line holds them by priority, then in order of coming, as linked lists through an
 * array of links that the caller owns, so joining and leaving from anywhere are O(1). */
#ifndef ICSIM_ENGINE_POOL_H
#define ICSIM_ENGINE_POOL_H

#include <stdbool.h>
#include <stdint.h>

enum { POOL_PRIORITIES = 8, POOL_UNLIMITED = INT32_MAX };
#define NOBODY UINT32_MAX

/* The neighbours of a subject in its line. */
struct line_link {
    uint32_t before, after;
};

struct pool_state {
    int32_t capacity;        /* places or staff there now; POOL_UNLIMITED: never full */
    int32_t in_use;          /* units held; above capacity while a cut drains */
    int32_t blocked;         /* of these, held by people whose work here is done */
    int32_t turning;         /* of `in_use`, those that nobody holds while they are made ready for the next */
    int32_t waiting;         /* people in the line */
    int32_t spilled;         /* units of its people that stand in the pool it overflows into, not in `in_use` */
    int32_t lent;            /* of `in_use`, those that serve for pools which overflow into it */
    double since;            /* minute up to which the integrals stand */
    double capacity_minutes, in_use_minutes, blocked_minutes, waiting_minutes, over_minutes;
    double placeless_minutes; /* of in_use_minutes, those while there was no place at all */
    int32_t in_use_max, waiting_max; /* the most at any time of more than no length */
    double *level_minutes;   /* minutes at each number in use, 0 .. levels - 1 (the last: that and more) */
    uint32_t levels;
    uint32_t occupied;       /* bit p: class p of the line is not empty */
    uint32_t head[POOL_PRIORITIES], tail[POOL_PRIORITIES];
};

void pool_init(struct pool_state *pool);

/* Brings the integrals up to `minute`; every change of the four numbers calls it first. */
static inline void pool_touch(struct pool_state *pool, double minute) {
    double span = minute - pool->since;
    if (span <= 0) return;
    pool->since = minute;
    pool->capacity_minutes += span * pool->capacity;
    pool->in_use_minutes += span * pool->in_use;
    pool->blocked_minutes += span * pool->blocked;
    pool->waiting_minutes += span * pool->waiting;
    if (pool->in_use > pool->capacity) {
        pool->over_minutes += span;
        if (pool->capacity == 0) pool->placeless_minutes += span * pool->in_use;
    }
    if (pool->in_use > pool->in_use_max) pool->in_use_max = pool->in_use;
    if (pool->waiting > pool->waiting_max) pool->waiting_max = pool->waiting;
    uint32_t level = (uint32_t)pool->in_use;
    pool->level_minutes[level < pool->levels ? level : pool->levels - 1] += span;
}

static inline bool pool_has_room(const struct pool_state *pool, int32_t units) {
    return pool->capacity - pool->in_use >= units;
}

static inline void pool_take(struct pool_state *pool, double minute, int32_t units) {
    pool_touch(pool, minute);
    pool->in_use += units;
}

static inline void pool_give_back(struct pool_state *pool, double minute, int32_t units) {
    pool_touch(pool, minute);
    pool->in_use -= units;
}

static inline void pool_block(struct pool_state *pool, double minute, int32_t units) {
    pool_touch(pool, minute);
    pool->blocked += units;
}

void pool_set_capacity(struct pool_state *pool, double minute, int32_t capacity);

/* Joins the line at the end of class `priority` (0 first .. POOL_PRIORITIES - 1). */
void pool_join(struct pool_state *pool, struct line_link *links, double minute, unsigned priority, uint32_t subject);
void pool_leave(struct pool_state *pool, struct line_link *links, double minute, unsigned priority, uint32_t subject);

/* Joins the line as the first of class `priority`: whoever had to give up a place comes next. */
void pool_join_first(struct pool_state *pool, struct line_link *links, double minute, unsigned priority,
                     uint32_t subject);

/* The first in line, or NOBODY. */
static inline uint32_t pool_first(const struct pool_state *pool) {
    return pool->occupied == 0 ? NOBODY : pool->head[__builtin_ctz(pool->occupied)];
}

/* Who stands after `subject` of class `priority`, classes in order; NOBODY at the end. */
uint32_t pool_after(const struct pool_state *pool, const struct line_link *links, unsigned priority, uint32_t subject);

/* True where somebody of the same or an earlier class waits. */
static inline bool pool_somebody_ahead(const struct pool_state *pool, unsigned priority) {
    return (pool->occupied & ((2u << priority) - 1)) != 0;
}

#endif
