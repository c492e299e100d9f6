/* Slopes, ratios and gaps against tables worked by hand. */
#include "results/inequality.h"
#include "support/fake_result.h"

#include <criterion/criterion.h>
#include <math.h>

Test(inequality, a_straight_line_through_fifths_is_found) {
    static const double share[] = {0.2, 0.2, 0.2, 0.2, 0.2}, value[] = {10, 12, 14, 16, 18};
    struct slope slope = slope_fit(share, value, 5);
    cr_expect_float_eq(slope.at_least, 9, 1e-12);
    cr_expect_float_eq(slope.at_most, 19, 1e-12);
}

/* Shares 0.5, 0.3, 0.2 stand at 0.25, 0.65, 0.9; sums of squares and products about the means 0.07 and 2.05. */
Test(inequality, levels_count_by_their_people_at_the_middle_of_their_rank) {
    static const double share[] = {0.5, 0.3, 0.2};
    double value[] = {10, 20, 30};
    struct slope slope = slope_fit(share, value, 3);
    cr_expect_float_eq(slope.at_most - slope.at_least, 2.05 / 0.07, 1e-9);
    cr_expect_float_eq(slope.at_least, 17 - 2.05 / 0.07 / 2, 1e-9);
    value[1] = NAN; /* its people keep their place */
    slope = slope_fit(share, value, 3);
    cr_expect_float_eq(slope.at_most - slope.at_least, 20 / 0.65, 1e-9);
    value[2] = NAN;
    cr_expect(isnan(slope_fit(share, value, 3).at_least), "one level has no slope");
}

enum { REPLICATIONS = 4 };
static struct fake_result fake;
static struct result_view view;

static void set(uint32_t arm, uint32_t replication, uint32_t margin, double mean) {
    size_t first = ((size_t)FAKE_PERIODS * FAKE_STANDARDS + FAKE_FOUR_HOURS) * FAKE_MARGINS;
    struct access_tally *access = &fake.result.arm[arm].outcome[replication].access[first + margin];
    access->sum_minutes = mean * (double)access->people;
}

static void make(uint32_t replications) {
    fake_result_init(&fake, 2, replications);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
}
static void tear_down(void) {
    fake.network.dimension[0].rank = NULL;
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(inequality_of_runs, .fini = tear_down);

static struct inequality between_areas(uint32_t arm) {
    return inequality_of(&view, (struct inequality_wish){arm, FAKE_FOUR_HOURS, NONE, inequality_measure(0), INEQUALITY_GAP});
}

Test(inequality_of_runs, a_clear_gap_has_the_t_interval_of_the_paired_areas) {
    static const double north[] = {10, 12, 11, 15}, south[] = {20, 19, 22, 19};
    make(REPLICATIONS);
    for (uint32_t i = 0; i < REPLICATIONS; i++)
        for (uint32_t arm = 0; arm < 2; arm++) {
            set(arm, i, 1 + FAKE_NORTH, north[i]);
            set(arm, i, 1 + FAKE_SOUTH, south[i] + 5 * arm);
        }
    struct inequality gap = between_areas(0);
    double half = 3.18244630528371 * sqrt(10) / 2; /* differences 10, 7, 11, 4 */
    cr_expect_float_eq(gap.value, 8, 1e-9);
    cr_expect_float_eq(gap.low, 8 - half, 1e-8);
    cr_expect_float_eq(gap.high, 8 + half, 1e-8);
    cr_expect_eq(gap.best, 1 + FAKE_NORTH);
    cr_expect_eq(gap.worst, 1 + FAKE_SOUTH);
    cr_expect(isnan(gap.difference));
    gap = between_areas(1);
    cr_expect_float_eq(gap.difference, 5, 1e-9);
    cr_expect_float_eq(gap.difference_low, 5, 1e-9);
    cr_expect_float_eq(gap.difference_high, 5, 1e-9);
}

/* Means 15 and 16; without the one 9 apart, without the other 11, the other way round: pseudo-values -7 and -9. */
Test(inequality_of_runs, of_areas_that_differ_by_chance_the_interval_lies_below_the_value) {
    make(2);
    static const double north[] = {10, 20}, south[] = {21, 11};
    for (uint32_t i = 0; i < 2; i++) {
        set(0, i, 1 + FAKE_NORTH, north[i]);
        set(0, i, 1 + FAKE_SOUTH, south[i]);
    }
    struct inequality gap = between_areas(0);
    cr_expect_float_eq(gap.value, 1, 1e-9);
    cr_expect_eq(gap.low, 0, "cut at nothing");
    cr_expect_float_eq(gap.high, 12.7062047361747 - 8, 1e-8);
}

Test(inequality_of_runs, one_replication_has_no_interval_and_few_people_no_place) {
    make(1);
    set(0, 0, 1 + FAKE_NORTH, 10);
    set(0, 0, 1 + FAKE_SOUTH, 14);
    cr_expect_float_eq(between_areas(0).value, 4, 1e-9);
    cr_expect(isnan(between_areas(0).low));
    size_t first = ((size_t)FAKE_PERIODS * FAKE_STANDARDS + FAKE_FOUR_HOURS) * FAKE_MARGINS;
    fake.result.arm[0].outcome[0].access[first + 1 + FAKE_NORTH].people = 19;
    cr_expect_eq(between_areas(0).replications, 0, "one area is no gap");
}

/* 73,500 of 93,000 are under 65, so the middles of the two ranks are half of everybody apart, always. */
Test(inequality_of_runs, slope_and_ratio_follow_the_order_and_are_paired) {
    static uint32_t rank[] = {1, 0}; /* the old are the least disadvantaged */
    make(REPLICATIONS);
    fake.network.dimension[0].rank = rank;
    uint32_t young = 1 + FAKE_AREAS, old = young + 1;
    for (uint32_t i = 0; i < REPLICATIONS; i++)
        for (uint32_t arm = 0; arm < 2; arm++) {
            set(arm, i, young, 50 + i + 10.0 * arm);
            set(arm, i, old, 40 + i);
        }
    struct inequality_wish wish = {1, FAKE_FOUR_HOURS, 0, inequality_measure(0), INEQUALITY_SLOPE};
    struct inequality slope = inequality_of(&view, wish);
    cr_expect_float_eq(slope.baseline, 20, 1e-9);
    cr_expect_float_eq(slope.value, 40, 1e-9);
    cr_expect_float_eq(slope.difference, 20, 1e-9);
    cr_expect_float_eq(slope.difference_low, 20, 1e-9);
    wish.index = INEQUALITY_RATIO;
    wish.arm = 0;
    double old_middle = 19500.0 / 93000 / 2, mean = 0;
    for (uint32_t i = 0; i < REPLICATIONS; i++)
        mean += (40 + i + 20 * (1 - old_middle)) / (40 + i - 20 * old_middle) / REPLICATIONS;
    cr_expect_float_eq(inequality_of(&view, wish).value, mean, 1e-9);
    fake.network.dimension[0].rank = NULL;
    cr_expect_eq(inequality_of(&view, wish).replications, 0, "a group without order has none");
}
