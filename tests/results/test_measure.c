#include "results/measure.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct fake_result fake;
static struct result_view view;

static void set_up(void) {
    fake_result_init(&fake, 3, 4);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
}
static void tear_down(void) {
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(measure, .init = set_up, .fini = tear_down);

Test(measure, names_are_unique_and_explained) {
    for (uint32_t i = 0; i < measure_count; i++) {
        cr_assert_eq(measure_find(measure_list[i].name), &measure_list[i]);
        cr_assert_gt(strlen(measure_list[i].unit), 0);
        cr_assert_gt(strlen(measure_list[i].help), 0);
    }
    cr_assert_null(measure_find("luck"));
}

Test(measure, differences_are_paired_and_their_interval_is_students) {
    struct spot spot = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};
    struct comparison comparison = measure_compare(&view, measure_find("mean_minutes"), spot);
    /* Baseline 100 101 104 109, arm 110 111.5 114 119.5: differences 10 10.5 10 10.5, of standard deviation
     * sqrt(1/12); Student's t for 3 degrees of freedom at 97.5 % is 3.182446. */
    double half = 3.18244630528371 * sqrt(1.0 / 12) / 2;
    cr_assert_float_eq(comparison.baseline, 103.5, 1e-9);
    cr_assert_float_eq(comparison.value, 113.75, 1e-9);
    cr_assert_float_eq(comparison.difference.mean, 10.25, 1e-9);
    cr_assert_float_eq(comparison.difference.low, 10.25 - half, 1e-8);
    cr_assert_float_eq(comparison.difference.high, 10.25 + half, 1e-8);
    cr_assert_eq(comparison.difference.count, 4);
    cr_assert_lt(comparison.probability_better, 0.001, "longer is not better");
}

Test(measure, more_within_target_is_better) {
    /* Nothing differs: even chances, whichever direction is better. */
    struct spot spot = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};
    struct comparison comparison = measure_compare(&view, measure_find("within_target"), spot);
    cr_assert_float_eq(comparison.baseline, 0.8, 1e-12);
    cr_assert_float_eq(comparison.difference.mean, 0, 1e-12);
    cr_assert_float_eq(comparison.probability_better, 0.5, 1e-12);
    for (uint32_t i = 0; i < 4; i++)
        fake.result.arm[1].outcome[i].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].within = 170 + i;
    comparison = measure_compare(&view, measure_find("within_target"), spot);
    cr_assert_gt(comparison.probability_better, 0.99);
}

Test(measure, pairs_with_a_missing_half_are_left_out) {
    struct spot spot = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};
    fake.result.arm[0].outcome[3].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].p90 = NAN;
    struct comparison comparison = measure_compare(&view, measure_find("p90_minutes"), spot);
    cr_assert_eq(comparison.difference.count, 3);
    cr_assert_float_eq(comparison.baseline, 2 * (100 + 101 + 104) / 3.0, 1e-9);
    cr_assert_float_eq(comparison.value, 2 * (110 + 111.5 + 114) / 3.0, 1e-9);
}

Test(measure, a_percentile_among_the_unfinished_has_no_mean) {
    struct spot spot = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};
    fake.result.arm[1].outcome[2].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].p90 = INFINITY;
    struct comparison comparison = measure_compare(&view, measure_find("p90_minutes"), spot);
    cr_assert(isnan(comparison.difference.mean));
    cr_assert_eq(comparison.difference.count, 0);
    cr_assert(isnan(measure_mean(&view, measure_find("p90_minutes"), spot).mean));
}

Test(measure, counts_are_a_year_of_365_and_a_quarter_days) {
    struct spot spot = {0, 0, FAKE_PERIODS, FAKE_AE_ROYAL, 0};
    double arrived = measure_mean(&view, measure_find("arrived_per_year"), spot).mean;
    cr_assert_float_eq(arrived, 2020 * 365.25 / 375, 1e-9);
}

Test(measure, a_pool_without_limit_has_no_utilisation) {
    struct spot spot = {2, 0, FAKE_PERIODS, FAKE_ROYAL_BED, 0};
    cr_assert_float_eq(measure_mean(&view, measure_find("utilisation"), spot).mean, 0.82, 1e-12);
    cr_assert_float_eq(measure_mean(&view, measure_find("in_use_mean"), spot).mean, 8.2, 1e-12);
    cr_assert_float_eq(measure_mean(&view, measure_find("occupied_at_midnight"), spot).mean, 0.9, 1e-12);
    spot.item = FAKE_CASTLE_BAY;
    cr_assert(isnan(measure_mean(&view, measure_find("utilisation"), spot).mean));
}

Test(measure, position_is_received_less_paid_less_cost) {
    struct spot spot = {1, 2, 0, FAKE_TRUST, 0};
    double received = 2500.5, cost = 2 * 1010.000001;
    cr_assert_float_eq(measure_find("position_gbp")->value(&view, spot), received - cost, 1e-9);
    spot.item = FAKE_ICB;
    cr_assert_float_eq(measure_find("position_gbp")->value(&view, spot), -2500.5 - 40000, 1e-9);
    cr_assert_float_eq(measure_find("paid_gbp")->value(&view, spot), 2500.5, 1e-9);
}

/* Both scenarios share most of their luck: variances 9 and 16 about the same sign, the difference's is 1. */
Test(measure, the_variance_ratio_says_what_pairing_is_worth) {
    static const double luck[] = {1, -1, 1, -1};
    struct spot spot = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};
    for (uint32_t arm = 0; arm < 2; arm++)
        for (uint32_t i = 0; i < 4; i++) {
            struct access_tally *access =
                &fake.result.arm[arm].outcome[i].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS];
            access->people = 1;
            access->sum_minutes = 50 + (arm == 0 ? 3 : 4) * luck[i];
        }
    struct comparison comparison = measure_compare(&view, measure_find("mean_minutes"), spot);
    cr_assert_float_eq(comparison.variance_ratio, 25, 1e-9, "%g", comparison.variance_ratio);
    comparison = measure_compare(&view, measure_find("within_target"), spot);
    cr_assert(isnan(comparison.variance_ratio), "what never varies has none");
}

/* 10 places open, 8 (in arm 2: 8.2) in use; at GBP 1,000.000001 a hospital and year, of which a fifth stands idle. */
Test(measure, stranded_is_the_cost_of_what_was_open_and_not_used) {
    struct spot spot = {0, 0, 0, FAKE_TRUST, 0};
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 2 * 1000.000001 * 0.2, 2e-6);
    spot.period = FAKE_PERIODS;
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 4 * 1000.000001 * 0.2, 4e-6);
    spot.arm = 2;
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 4 * 1000.000001 * 0.18, 4e-6);
    spot.item = FAKE_ICB;
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 0, 0);
    /* Started groups: 24 places paid for where 10 are open. */
    fake.money_rule[0].driver = DRIVER_OPEN_STEPS;
    spot = (struct spot){0, 0, 1, FAKE_TRUST, 0};
    fake.result.arm[0].outcome[0].money_units[3] = 24 * view_period_minutes(&view, 1);
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 1000.000001 * (0.2 + 16.0 / 24), 2e-6);
    /* More in use than is open: nothing idle, and nothing below nothing. */
    fake.result.arm[0].outcome[0].money_units[3] = 7 * view_period_minutes(&view, 1);
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 1000.000001 * 0.2, 2e-6);
    fake.money_rule[0].driver = DRIVER_USE;
    cr_assert_float_eq(measure_find("stranded_gbp")->value(&view, spot), 0, 0);
}
