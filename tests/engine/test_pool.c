#include "engine/pool.h"

#include <criterion/criterion.h>

struct bench {
    struct pool_state pool;
    struct line_link link[64];
    double level[4];
};

static void bench_init(struct bench *bench, int32_t capacity) {
    pool_init(&bench->pool);
    bench->pool.level_minutes = bench->level;
    bench->pool.levels = 4;
    for (int i = 0; i < 4; i++) bench->level[i] = 0;
    pool_set_capacity(&bench->pool, 0, capacity);
}

static uint32_t take_first(struct bench *bench, unsigned priority) {
    uint32_t first = pool_first(&bench->pool);
    pool_leave(&bench->pool, bench->link, 0, priority, first);
    return first;
}

Test(pool, a_line_serves_by_priority_then_in_order_of_joining) {
    struct bench bench;
    bench_init(&bench, 1);
    pool_join(&bench.pool, bench.link, 0, 2, 10);
    pool_join(&bench.pool, bench.link, 0, 0, 11);
    pool_join(&bench.pool, bench.link, 0, 2, 12);
    pool_join(&bench.pool, bench.link, 0, 0, 13);
    cr_assert_eq(bench.pool.waiting, 4);
    cr_assert_eq(take_first(&bench, 0), 11u);
    cr_assert_eq(take_first(&bench, 0), 13u);
    cr_assert_eq(take_first(&bench, 2), 10u);
    cr_assert_eq(take_first(&bench, 2), 12u);
    cr_assert_eq(pool_first(&bench.pool), NOBODY);
    cr_assert_eq(bench.pool.waiting, 0);
}

Test(pool, leaving_from_the_middle_keeps_the_order_of_the_others) {
    struct bench bench;
    bench_init(&bench, 1);
    for (uint32_t i = 0; i < 5; i++) pool_join(&bench.pool, bench.link, 0, 1, i);
    pool_leave(&bench.pool, bench.link, 0, 1, 2);
    pool_leave(&bench.pool, bench.link, 0, 1, 4);
    pool_leave(&bench.pool, bench.link, 0, 1, 0);
    cr_assert_eq(take_first(&bench, 1), 1u);
    cr_assert_eq(take_first(&bench, 1), 3u);
    cr_assert_eq(pool_first(&bench.pool), NOBODY);
}

Test(pool, walking_a_line_meets_everybody_once_in_order) {
    struct bench bench;
    bench_init(&bench, 1);
    const unsigned class[6] = {3, 0, 7, 3, 0, 7};
    const uint32_t expected[6] = {1, 4, 0, 3, 2, 5};
    for (uint32_t i = 0; i < 6; i++) pool_join(&bench.pool, bench.link, 0, class[i], i);
    uint32_t at = pool_first(&bench.pool);
    for (int i = 0; i < 6; i++) {
        cr_assert_eq(at, expected[i]);
        at = pool_after(&bench.pool, bench.link, class[at], at);
    }
    cr_assert_eq(at, NOBODY);
}

Test(pool, only_those_of_the_same_or_an_earlier_class_are_ahead) {
    struct bench bench;
    bench_init(&bench, 1);
    pool_join(&bench.pool, bench.link, 0, 2, 0);
    cr_assert(pool_somebody_ahead(&bench.pool, 2));
    cr_assert(pool_somebody_ahead(&bench.pool, 7));
    cr_assert_not(pool_somebody_ahead(&bench.pool, 1));
}

Test(pool, integrals_are_exact_for_a_hand_worked_day) {
    struct bench bench;
    bench_init(&bench, 2);
    pool_take(&bench.pool, 10, 1);       /* 0-10 empty */
    pool_take(&bench.pool, 20, 1);       /* 10-20 one */
    pool_block(&bench.pool, 25, 1);      /* 20-25 two, none blocked */
    pool_set_capacity(&bench.pool, 30, 1); /* 25-30 two, one blocked */
    bench.pool.blocked--;
    pool_give_back(&bench.pool, 40, 1);  /* 30-40 two on one place: over */
    pool_touch(&bench.pool, 50);         /* 40-50 one */
    cr_assert_eq(bench.pool.capacity_minutes, 2 * 30.0 + 1 * 20.0);
    cr_assert_eq(bench.pool.in_use_minutes, 10.0 + 2 * 20.0 + 10.0);
    cr_assert_eq(bench.pool.blocked_minutes, 5.0);
    cr_assert_eq(bench.pool.over_minutes, 10.0);
    cr_assert_eq(bench.level[0], 10.0);
    cr_assert_eq(bench.level[1], 20.0);
    cr_assert_eq(bench.level[2], 20.0);
}

Test(pool, room_is_capacity_less_use_also_below_zero) {
    struct bench bench;
    bench_init(&bench, 3);
    pool_take(&bench.pool, 0, 2);
    cr_assert(pool_has_room(&bench.pool, 1));
    cr_assert_not(pool_has_room(&bench.pool, 2));
    pool_set_capacity(&bench.pool, 0, 1);
    cr_assert_not(pool_has_room(&bench.pool, 1));
}
