/* Daily means made by hand: what is a start, and what is chance, a week, or growth. */
#include "experiment/transient.h"

#include "base/draw.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>

enum { REPLICATIONS = 5, DAYS = 364 };

static struct fake_result fake;

static double noise(uint32_t series, uint32_t replication, uint32_t day) {
    struct draw_pair pair = draw_pair_at(draw_key_make(series, replication, 7), day, 0);
    return draw_uniform(pair.word[0]) + draw_uniform(pair.word[1]) - 1;
}

/* Nothing but noise about 10 in use at each pool, and nobody waiting. */
static void begin(void) {
    fake_result_init(&fake, 1, REPLICATIONS);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct outcome *outcome = &fake.result.arm[0].outcome[r];
        cr_assert_geq(outcome->days, DAYS);
        for (uint32_t pool = 0; pool < FAKE_POOLS; pool++)
            for (uint32_t day = 0; day < outcome->days; day++) {
                outcome->day_in_use[pool * outcome->days + day] = 10 + noise(pool, r, day);
                outcome->day_waiting[pool * outcome->days + day] = 0;
            }
    }
}

static void end(void) {
    fake_result_free(&fake);
}

TestSuite(transient, .init = begin, .fini = end);

static void add(uint32_t pool, double (*what)(uint32_t day)) {
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct outcome *outcome = &fake.result.arm[0].outcome[r];
        for (uint32_t day = 0; day < outcome->days; day++)
            outcome->day_in_use[pool * outcome->days + day] += what(day);
    }
}

static double filling(uint32_t day) {
    return -10 * exp(-(double)day / 12);
}
static double weekly(uint32_t day) {
    return day % 7 < 5 ? 4 : -6;
}
static double growing(uint32_t day) {
    return 0.1 * day;
}

static struct transient_list found(const bool *skip) {
    struct transient_list list;
    cr_assert_eq(transients_find(&fake.result, DAYS, skip, &list), STATUS_OK);
    return list;
}

Test(transient, one_pool_that_fills_is_found_and_chance_is_not) {
    add(FAKE_CASTLE_BED, filling);
    struct transient_list list = found(NULL);
    cr_assert_eq(list.count, FAKE_POOLS + 1, "in use of each, nobody waits, and all together");
    for (uint32_t i = 0; i < FAKE_POOLS; i++) {
        cr_expect_eq(list.row[i].pool, i);
        cr_expect_eq(list.row[i].counts, i == FAKE_CASTLE_BED, "pool %u", i);
        cr_expect(list.row[i].settles, "pool %u", i);
    }
    uint32_t cut = list.row[FAKE_CASTLE_BED].cut_days;
    cr_expect(cut >= 25 && cut <= 80, "%u days", cut);
    cr_expect(list.row[FAKE_POOLS].pool == NONE && list.row[FAKE_POOLS].counts);
    uint32_t longest = list.row[FAKE_POOLS].cut_days > cut ? list.row[FAKE_POOLS].cut_days : cut;
    cr_expect_eq(transients_cut(&list), longest);
    transient_list_free(&list);
}

Test(transient, its_effect_is_that_on_a_window_of_the_same_length) {
    add(FAKE_CASTLE_BED, filling);
    struct transient_list list = found(NULL);
    cr_assert_eq(transients_measure(&fake.result, 70, 28, &list), STATUS_OK);
    const struct transient *row = &list.row[FAKE_CASTLE_BED];
    double missing = 0;
    for (uint32_t day = 0; day < 28; day++) missing += filling(day) / 28;
    cr_expect_eq(row->used_days, 70);
    cr_expect_float_eq(row->mean_after, 10, 0.05);
    cr_expect_float_eq(row->effect.mean, missing, 0.1);
    cr_expect_float_eq(row->effect.mean, row->mean_from_start - row->mean_after, 1e-12);
    cr_expect(row->effect.low < row->effect.mean && row->effect.high < 0 && row->effect.count == REPLICATIONS);
    cr_assert_eq(transients_measure(&fake.result, 0, DAYS, &list), STATUS_OK);
    cr_expect_eq(row->used_days, row->cut_days);
    transient_list_free(&list);
}

Test(transient, a_week_is_none) {
    for (uint32_t pool = 0; pool < FAKE_POOLS; pool++) add(pool, weekly);
    struct transient_list list = found(NULL);
    for (uint32_t i = 0; i < list.count; i++) cr_expect_not(list.row[i].counts, "series %u: %u", i, list.row[i].cut_days);
    cr_expect_eq(transients_cut(&list), 0);
    transient_list_free(&list);
}

/* The best cut may lie late by chance, or because the start is long: then it has settled all the same. */
static double ripple(uint32_t day) {
    return day < 40 ? -3 : day > 230 && day < 280 ? 0.5 : 0;
}

Test(transient, a_best_cut_beyond_the_first_half_alone_is_not_taken_for_growth) {
    add(FAKE_ROYAL_BAY, ripple);
    struct transient_list list = found(NULL);
    cr_expect(list.row[FAKE_ROYAL_BAY].settles);
    transient_list_free(&list);
}

Test(transient, what_grows_does_not_settle_and_may_be_left_out) {
    add(FAKE_ROYAL_BED, growing);
    struct transient_list list = found(NULL);
    cr_expect_not(list.row[FAKE_ROYAL_BED].settles);
    cr_expect_not(list.row[FAKE_ROYAL_BED].counts);
    cr_expect(list.row[FAKE_CASTLE_BED].settles);
    transient_list_free(&list);
    const bool skip[FAKE_POOLS] = {[FAKE_ROYAL_BED] = true};
    list = found(skip);
    cr_assert_eq(list.count, FAKE_POOLS, "three and all together");
    for (uint32_t i = 0; i < list.count; i++) cr_expect(list.row[i].settles);
    transient_list_free(&list);
    const bool skip_all[FAKE_POOLS] = {true, true, true, true};
    list = found(skip_all);
    cr_expect_eq(list.count, 0);
    cr_expect_eq(transients_cut(&list), 0);
    transient_list_free(&list);
}
