/* The line of a pool: one doubly linked list for each priority. */
#include "engine/pool.h"

#include "base/check.h"

void pool_init(struct pool_state *pool) {
    *pool = (struct pool_state){0};
    for (unsigned class = 0; class < POOL_PRIORITIES; class++) pool->head[class] = pool->tail[class] = NOBODY;
}

void pool_set_capacity(struct pool_state *pool, double minute, int32_t capacity) {
    pool_touch(pool, minute);
    pool->capacity = capacity;
}

void pool_join(struct pool_state *pool, struct line_link *links, double minute, unsigned priority,
               uint32_t subject) {
    CHECK(priority < POOL_PRIORITIES);
    pool_touch(pool, minute);
    pool->waiting++;
    uint32_t last = pool->tail[priority];
    links[subject] = (struct line_link){last, NOBODY};
    if (last == NOBODY)
        pool->head[priority] = subject;
    else
        links[last].after = subject;
    pool->tail[priority] = subject;
    pool->occupied |= 1u << priority;
}

void pool_join_first(struct pool_state *pool, struct line_link *links, double minute, unsigned priority,
                     uint32_t subject) {
    CHECK(priority < POOL_PRIORITIES);
    uint32_t first = pool->head[priority];
    if (first == NOBODY) {
        pool_join(pool, links, minute, priority, subject);
        return;
    }
    pool_touch(pool, minute);
    pool->waiting++;
    links[subject] = (struct line_link){NOBODY, first};
    links[first].before = subject;
    pool->head[priority] = subject;
}

void pool_leave(struct pool_state *pool, struct line_link *links, double minute, unsigned priority,
                uint32_t subject) {
    pool_touch(pool, minute);
    pool->waiting--;
    struct line_link link = links[subject];
    if (link.before == NOBODY)
        pool->head[priority] = link.after;
    else
        links[link.before].after = link.after;
    if (link.after == NOBODY)
        pool->tail[priority] = link.before;
    else
        links[link.after].before = link.before;
    if (pool->head[priority] == NOBODY) pool->occupied &= ~(1u << priority);
}

uint32_t pool_after(const struct pool_state *pool, const struct line_link *links, unsigned priority,
                    uint32_t subject) {
    uint32_t after = links[subject].after;
    if (after != NOBODY) return after;
    uint32_t later = priority + 1 < POOL_PRIORITIES ? pool->occupied >> (priority + 1) << (priority + 1) : 0;
    return later == 0 ? NOBODY : pool->head[__builtin_ctz(later)];
}
