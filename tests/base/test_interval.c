#include "base/interval.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>

static int near(double found, double expected) {
    return fabs(found - expected) <= 1e-9 * (1.0 + fabs(expected));
}

/* Critical values from printed tables of Student's t (two-sided 95 %), and 99 % for the second row. */
Test(interval, half_widths_are_students) {
    static const struct {
        size_t count;
        double confidence, t;
    } known[] = {{2, 0.95, 12.706205}, {3, 0.95, 4.302653}, {5, 0.95, 2.776445}, {10, 0.95, 2.262157},
                 {30, 0.95, 2.045230}, {2, 0.99, 63.656741}, {10, 0.99, 3.249836}, {21, 0.90, 1.724718}};
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
        double numbers[30];
        size_t count = known[k].count;
        double mean = 0.0, squares = 0.0;
        for (size_t i = 0; i < count; i++) {
            numbers[i] = 100.0 + (double)(i * i % 7);
            mean += numbers[i] / (double)count;
        }
        for (size_t i = 0; i < count; i++)
            squares += (numbers[i] - mean) * (numbers[i] - mean);
        double sd = sqrt(squares / (double)(count - 1));
        struct interval interval = interval_of_mean(numbers, count, known[k].confidence, 1);
        cr_assert(near(interval.mean, mean) && near(interval.sd, sd) && interval.count == count);
        double t = (interval.high - interval.low) / 2.0 / (sd / sqrt((double)count));
        cr_assert(fabs(t - known[k].t) < 2e-6, "%zu numbers: t %.9g", count, t);
        cr_assert(near(interval.high - interval.mean, interval.mean - interval.low));
    }
}

Test(interval, missing_numbers_are_left_out) {
    const double with[] = {(double)NAN, 1.0, 2.0, (double)NAN, 4.0};
    const double without[] = {1.0, 2.0, 4.0};
    struct interval a = interval_of_mean(with, 5, 0.95, 1);
    struct interval b = interval_of_mean(without, 3, 0.95, 1);
    cr_assert(a.count == 3 && a.mean == b.mean && a.low == b.low && a.high == b.high && a.sd == b.sd);
}

Test(interval, fewer_than_two_numbers_have_no_width) {
    const double one[] = {7.0, (double)NAN};
    struct interval interval = interval_of_mean(one, 2, 0.95, 1);
    cr_assert(interval.count == 1 && interval.mean == 7.0);
    cr_assert(isnan(interval.low) && isnan(interval.high) && isnan(interval.sd));
    cr_assert(isnan(interval_probability_below_zero(interval)));
    interval = interval_of_mean(one + 1, 1, 0.95, 1);
    cr_assert(interval.count == 0 && isnan(interval.mean) && isnan(interval.low));
    cr_assert(isnan(interval_probability_below_zero(interval)));
    interval = interval_of_mean(NULL, 0, 0.95, 1);
    cr_assert(interval.count == 0 && isnan(interval.mean));
}

Test(interval, differences_are_taken_pair_by_pair) {
    const double a[] = {5.0, 7.0, (double)NAN, 9.0, 1.0};
    const double b[] = {4.0, 5.0, 1.0, (double)NAN, 1.5};
    const double pairs[] = {1.0, 2.0, -0.5};
    struct interval found = interval_of_difference(a, b, 5, 0.95, 1);
    struct interval expected = interval_of_mean(pairs, 3, 0.95, 1);
    cr_assert(found.count == 3 && near(found.mean, expected.mean) && near(found.low, expected.low));
}

Test(interval, several_claims_share_the_risk) {
    const double numbers[] = {1.0, 2.0, 4.0, 8.0, 9.0, 3.0};
    struct interval five = interval_of_mean(numbers, 6, 0.95, 5);
    struct interval alone = interval_of_mean(numbers, 6, 0.99, 1);
    cr_assert(near(five.low, alone.low) && near(five.high, alone.high));
    struct interval none = interval_of_mean(numbers, 6, 0.95, 0);
    struct interval one = interval_of_mean(numbers, 6, 0.95, 1);
    cr_assert(none.low == one.low);
}

Test(interval, a_small_spread_about_a_large_mean_is_not_lost) {
    const double numbers[] = {1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0};
    cr_assert(near(interval_of_mean(numbers, 3, 0.95, 1).sd, 1.0));
}

Test(interval, probability_below_zero_follows_t) {
    /* t = -1 on one degree of freedom (Cauchy): 1/2 + atan(1)/pi = 3/4 of the mean lies below zero. */
    const double numbers[] = {-2.0, 0.0};
    cr_assert(near(interval_probability_below_zero(interval_of_mean(numbers, 2, 0.95, 1)), 0.75));
    const double turned[] = {2.0, 0.0};
    cr_assert(near(interval_probability_below_zero(interval_of_mean(turned, 2, 0.95, 1)), 0.25));
    const double even[] = {-1.0, 1.0};
    cr_assert(near(interval_probability_below_zero(interval_of_mean(even, 2, 0.95, 1)), 0.5));
}

Test(interval, what_never_varies_is_certain) {
    const double zero[] = {0.0, 0.0, 0.0}, below[] = {-1.0, -1.0, -1.0}, above[] = {2.0, 2.0, 2.0};
    cr_assert(interval_probability_below_zero(interval_of_mean(zero, 3, 0.95, 1)) == 0.5);
    cr_assert(interval_probability_below_zero(interval_of_mean(below, 3, 0.95, 1)) == 1.0);
    cr_assert(interval_probability_below_zero(interval_of_mean(above, 3, 0.95, 1)) == 0.0);
    struct interval interval = interval_of_mean(above, 3, 0.95, 1);
    cr_assert(interval.low == 2.0 && interval.high == 2.0 && interval.sd == 0.0);
}

/* 19 of 20 intervals hold the truth: 4000 samples of 6 uniform numbers from a fixed sequence. */
Test(interval, ninety_five_in_a_hundred_hold_the_truth) {
    enum { TRIALS = 4000, COUNT = 6 };
    uint32_t state = 12345;
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        double numbers[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double sum = 0.0; /* of 12 uniforms: as good as normal */
            for (int k = 0; k < 12; k++) {
                state = state * 1664525u + 1013904223u;
                sum += (double)(state >> 8) / 16777216.0;
            }
            numbers[i] = sum;
        }
        struct interval interval = interval_of_mean(numbers, COUNT, 0.95, 1);
        held += interval.low <= 6.0 && interval.high >= 6.0;
    }
    cr_assert(held > TRIALS * 0.94 && held < TRIALS * 0.96, "%d of %d", held, TRIALS);
}

/* ---- several at once ---------------------------------------------------------------------------------- */

/* As good as normal, from a fixed sequence. */
static double next_normal(uint32_t *state) {
    double sum = -6.0;
    for (int k = 0; k < 12; k++) {
        *state = *state * 1664525u + 1013904223u;
        sum += (double)(*state >> 8) / 16777216.0;
    }
    return sum;
}

/* How many of `trials` families of `claims` intervals of 10 numbers hold the truth all together, where claims share
 * a part of their luck, as measures of one run do. */
static int families_held(int trials, size_t claims, double shared, bool together) {
    enum { COUNT = 10 };
    uint32_t state = 7;
    int held = 0;
    for (int trial = 0; trial < trials; trial++) {
        double common[COUNT], numbers[COUNT];
        for (int i = 0; i < COUNT; i++)
            common[i] = next_normal(&state);
        bool all = true;
        for (size_t claim = 0; claim < claims; claim++) {
            for (int i = 0; i < COUNT; i++)
                numbers[i] = sqrt(shared) * common[i] + sqrt(1.0 - shared) * next_normal(&state);
            struct interval interval = interval_of_mean(numbers, COUNT, 0.95, 1);
            if (together)
                interval = interval_simultaneous(interval, 0.95, claims);
            all = all && interval.low <= 0.0 && interval.high >= 0.0;
        }
        held += all;
    }
    return held;
}

Test(interval, families_hold_together_where_single_intervals_do_not) {
    enum { TRIALS = 3000, CLAIMS = 20 };
    int alone = families_held(TRIALS, CLAIMS, 0.0, false), together = families_held(TRIALS, CLAIMS, 0.0, true);
    cr_assert(alone > TRIALS * 0.30 && alone < TRIALS * 0.42, "0.95^20 is 0.358, found %d of %d", alone, TRIALS);
    cr_assert(together > TRIALS * 0.94 && together < TRIALS * 0.965, "%d of %d", together, TRIALS);
    together = families_held(TRIALS, CLAIMS, 0.8, true);
    cr_assert(together > TRIALS * 0.95 && together < TRIALS, "shared luck makes it surer: %d of %d", together, TRIALS);
}

Test(interval, of_one_claim_or_none_nothing_changes) {
    const double numbers[] = {1.0, 2.0, 4.0, 8.0};
    struct interval single = interval_of_mean(numbers, 4, 0.95, 1);
    for (size_t claims = 0; claims < 2; claims++) {
        struct interval same = interval_simultaneous(single, 0.95, claims);
        cr_assert(same.low == single.low && same.high == single.high);
    }
    struct interval many = interval_simultaneous(single, 0.95, 50);
    cr_assert(many.low < single.low && many.high > single.high && many.mean == single.mean);
    single = interval_of_mean(numbers, 1, 0.95, 1);
    cr_assert(isnan(interval_simultaneous(single, 0.95, 50).low));
}

Test(interval, says_how_many_numbers_it_would_take) {
    /* Standard deviation 10. To within 2: t for 98 degrees of freedom is 1.98447, 1.98447 * 10 / sqrt(99) = 1.9945;
     * one fewer gives 2.0049. */
    struct interval interval = {.mean = 0, .low = -7.15357, .high = 7.15357, .sd = 10, .count = 10};
    cr_assert_float_eq(interval_half_width(interval), 7.15357, 1e-12);
    cr_assert_eq(interval_count_for(interval, 0.95, 2), 99);
    cr_assert_eq(interval_count_for(interval, 0.95, 8), 10, "no fewer than there are");
    cr_assert_eq(interval_count_for(interval, 0.95, 0), 0);
    for (double wanted = 0.3; wanted < 7; wanted *= 1.1) { /* the fewest: one fewer reaches farther */
        struct interval other = interval;
        other.count = interval_count_for(interval, 0.95, wanted);
        cr_assert_leq(interval_half_width(interval_simultaneous(other, 0.95, 1)), wanted);
        other.count--;
        cr_assert_gt(interval_half_width(interval_simultaneous(other, 0.95, 1)), wanted);
    }
    interval.sd = 0;
    cr_assert_eq(interval_count_for(interval, 0.95, 0), 10);
    interval.count = 1;
    cr_assert_eq(interval_count_for(interval, 0.95, 2), 0);
}

Test(interval, one_known_by_its_ends_is_widened_as_if_its_numbers_were_known) {
    const double numbers[] = {1, 4, 2, 8, 5};
    struct interval single = interval_of_mean(numbers, 5, 0.95, 1), together = interval_of_mean(numbers, 5, 0.95, 12);
    struct interval ends = {.mean = single.mean, .low = single.low, .high = single.high, .count = 5};
    struct interval widened = interval_widened(ends, 0.95, 12);
    cr_expect_float_eq(widened.low, together.low, 1e-9);
    cr_expect_float_eq(widened.high, together.high, 1e-9);
}
