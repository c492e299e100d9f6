#include "base/quantile.h"

#include "base/draw.h"
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct quantile_table table, part, other;

/* Shares of 2e5 keyed draws that lie within 1e-6 of `value`. */
static double share_at(double value) {
    struct draw_key key = draw_key_make(3, 0, 77);
    int count = 0;
    for (int i = 0; i < 200000; i++)
        count += fabs(quantile_at(&table, draw_pair_at(key, (uint64_t)i, 1).word[0]) - value) < 1e-6;
    return count / 200000.0;
}

static void expect_rising(void) {
    for (int i = 1; i < QUANTILE_NODES; i++)
        cr_assert(table.node[0][i] <= table.node[0][i - 1] && table.node[1][i] >= table.node[1][i - 1], "node %d", i);
    cr_assert(table.node[0][0] <= table.node[1][0]);
}

/* Both measure the table against a law's distribution function, at its own nodes down to 2^-20. */
static void expect_law(double (*below)(double), double tolerance) {
    expect_rising();
    for (int i = 0; i < 20 * QUANTILE_CELLS; i++) {
        double tail = quantile_node_probability((size_t)i);
        double low = below((double)table.node[0][i]), high = 1.0 - below((double)table.node[1][i]);
        cr_assert(fabs(low / tail - 1.0) < tolerance && fabs(high / tail - 1.0) < tolerance + 1e-9 / tail,
                  "tail %g: %g %g", tail, low, high);
    }
}

Test(quantile_derived, steps_keep_values_shares_and_mean) {
    static const double values[] = {5.0, 1.0, 2.0, 40.0}, weights[] = {2.0, 5.0, 2.0, 1.0};
    cr_assert(quantile_empirical(&table, values, weights, 4, 0) == STATUS_OK);
    expect_rising();
    cr_assert(fabs(table.mean - 5.9) < 1e-6, "%.9g", table.mean);
    cr_assert(fabs(table.second_moment - 166.3) < 0.01 * 166.3, "%.9g", table.second_moment);
    for (int i = 0; i < 4; i++)
        cr_assert(fabs(share_at(values[i]) - weights[i] / 10.0) < 0.01, "%g: %g", values[i], share_at(values[i]));
    cr_assert(table.node[0][QUANTILE_NODES - 1] == 1.0F && table.node[1][QUANTILE_NODES - 1] == 40.0F);
}

Test(quantile_derived, one_value_is_a_constant_and_two_are_a_fair_coin) {
    static const double values[] = {0.1, 7.0}, weights[] = {1.0, 1.0};
    for (int smooth = 0; smooth < 2; smooth++) {
        cr_assert(quantile_empirical(&table, values, weights, 1, smooth) == STATUS_OK);
        for (int i = 0; i < QUANTILE_NODES; i++)
            cr_assert(table.node[0][i] == 0.1F && table.node[1][i] == 0.1F);
    }
    cr_assert(quantile_empirical(&table, values, weights, 2, 0) == STATUS_OK);
    for (int i = 0; i < QUANTILE_NODES; i++)
        cr_assert(table.node[0][i] == 0.1F && table.node[1][i] == 7.0F);
}

Test(quantile_derived, smooth_values_are_joined_by_straight_lines) {
    enum { COUNT = 100 };
    double values[COUNT], weights[COUNT], mean = 0.0;
    for (int i = 0; i < COUNT; i++) {
        values[i] = (double)i * i;
        weights[i] = 0.3;
        mean += values[i] / COUNT;
    }
    cr_assert(quantile_empirical(&table, values, weights, COUNT, 1) == STATUS_OK);
    expect_rising();
    cr_assert(fabs(table.mean / mean - 1.0) < 1e-6, "%.9g for %.9g", table.mean, mean);
    for (int i = 1; i < COUNT - 2; i++) /* half way in probability from value i to the next is half way in value */
        cr_assert(fabs(quantile_probability(&table, (values[i] + values[i + 1]) / 2.0) - (i + 1.0) / COUNT) < 2e-4);
    cr_assert(table.node[0][QUANTILE_NODES - 1] == 0.0F && table.node[1][QUANTILE_NODES - 1] == 9801.0F);
}

Test(quantile_derived, order_and_repeats_of_values_do_not_matter) {
    static const double values[] = {3.0, 1.0, 2.0, 1.0, 3.0, 3.0}, weights[] = {0.1, 0.2, 0.7, 0.3, 0.4, 1e-3};
    static const double turned[] = {3.0, 3.0, 1.0, 2.0, 1.0, 3.0}, turned_weights[] = {1e-3, 0.4, 0.3, 0.7, 0.2, 0.1};
    for (int smooth = 0; smooth < 2; smooth++) {
        cr_assert(quantile_empirical(&table, values, weights, 6, smooth) == STATUS_OK);
        cr_assert(quantile_empirical(&other, turned, turned_weights, 6, smooth) == STATUS_OK);
        cr_assert(memcmp(&table, &other, sizeof table) == 0);
    }
}

Test(quantile_derived, wrong_values_and_weights_are_refused) {
    const double values[] = {1.0, (double)INFINITY, (double)NAN}, weights[] = {1.0, 0.0, -1.0};
    const double good[] = {1.0, 1.0, 1.0}, infinite[] = {(double)INFINITY};
    cr_assert(quantile_empirical(&table, values, good, 0, 0) == STATUS_INPUT);
    cr_assert(quantile_empirical(&table, values, good, 2, 0) == STATUS_INPUT);
    cr_assert(quantile_empirical(&table, values + 2, good, 1, 1) == STATUS_INPUT);
    cr_assert(quantile_empirical(&table, good, weights, 2, 0) == STATUS_INPUT);
    cr_assert(quantile_empirical(&table, good, weights, 3, 1) == STATUS_INPUT);
    cr_assert(quantile_empirical(&table, good, infinite, 1, 1) == STATUS_INPUT);
}

static double two_exponentials(double x) {
    return 0.7 * gsl_cdf_exponential_P(x, 1.0) + 0.3 * (x > 2.0 ? gsl_cdf_exponential_P(x - 2.0, 10.0) : 0.0);
}

Test(quantile_derived, a_mixture_has_the_weighted_law_and_mean) {
    cr_assert(quantile_exponential(&part) == STATUS_OK);
    const struct quantile_table *const parts[] = {&part, &part};
    cr_assert(quantile_mixture(&table, parts, (const double[]){0.0, 2.0}, (const double[]){1.0, 10.0},
                               (const double[]){7.0, 3.0}, 2) == STATUS_OK);
    expect_law(two_exponentials, 1e-3);
    cr_assert(fabs(table.mean / (0.7 + 0.3 * 12.0) - 1.0) < 1e-6, "%.9g", table.mean);
    cr_assert(fabs(table.second_moment / (0.7 * 2.0 + 0.3 * (4.0 + 40.0 + 200.0)) - 1.0) < 1e-4);
}

Test(quantile_derived, a_mixture_of_one_is_that_one) {
    cr_assert(quantile_lognormal(&part, 1.2) == STATUS_OK);
    const struct quantile_table *const parts[] = {&part};
    cr_assert(quantile_mixture(&table, parts, (const double[]){0.0}, (const double[]){1.0}, (const double[]){0.2}, 1) ==
              STATUS_OK);
    for (int half = 0; half < 2; half++)
        for (int i = 0; i < 30 * QUANTILE_CELLS; i++)
            cr_assert(fabs((double)table.node[half][i] / (double)part.node[half][i] - 1.0) < 1e-4);
    cr_assert(fabs(table.mean - 1.0) < 1e-6);
}

Test(quantile_derived, atoms_in_a_mixture_stay_atoms) {
    /* 0.4 at 0 (a scale of nothing), 0.6 of steps 3 and 8, shifted and scaled by numbers that do not divide. */
    static const double values[] = {3.0, 8.0}, weights[] = {1.0, 2.0};
    cr_assert(quantile_empirical(&part, values, weights, 2, 0) == STATUS_OK);
    const struct quantile_table *const parts[] = {&part, &part};
    cr_assert(quantile_mixture(&table, parts, (const double[]){0.0, 0.1}, (const double[]){0.0, 0.7},
                               (const double[]){0.4, 0.6}, 2) == STATUS_OK);
    expect_rising();
    cr_assert(fabs(table.mean - 0.6 * (0.1 + 0.7 * 19.0 / 3.0)) < 1e-6, "%.9g", table.mean);
    cr_assert(fabs(share_at(0.0) - 0.4) < 0.01 && fabs(share_at(2.2) - 0.2) < 0.01 && fabs(share_at(5.7) - 0.4) < 0.01,
              "%g %g %g", share_at(0.0), share_at(2.2), share_at(5.7));
}

Test(quantile_derived, a_part_without_weight_does_nothing) {
    cr_assert(quantile_gamma(&part, 3.0) == STATUS_OK && quantile_exponential(&other) == STATUS_OK);
    const struct quantile_table *const parts[] = {&part, &other};
    cr_assert(quantile_mixture(&table, parts, (const double[]){0.0, 900.0}, (const double[]){2.0, 9.0},
                               (const double[]){1.0, 0.0}, 2) == STATUS_OK);
    cr_assert(fabs(table.mean - 2.0) < 1e-6);
    cr_assert((double)table.node[1][QUANTILE_NODES - 1] < 100.0);
}

Test(quantile_derived, wrong_mixtures_are_refused) {
    cr_assert(quantile_exponential(&part) == STATUS_OK);
    const struct quantile_table *const parts[] = {&part};
    const double zero[] = {0.0}, good[] = {1.0}, negative[] = {-1.0}, no[] = {(double)NAN};
    cr_assert(quantile_mixture(&table, parts, zero, good, good, 0) == STATUS_INPUT);
    cr_assert(quantile_mixture(&table, parts, zero, good, zero, 1) == STATUS_INPUT);
    cr_assert(quantile_mixture(&table, parts, zero, good, negative, 1) == STATUS_INPUT);
    cr_assert(quantile_mixture(&table, parts, zero, negative, good, 1) == STATUS_INPUT);
    cr_assert(quantile_mixture(&table, parts, no, good, good, 1) == STATUS_INPUT);
}

static double exponential_of_three(double x) { return gsl_cdf_exponential_P(x, 3.0); }

Test(quantile_derived, what_is_left_of_an_exponential_stay_is_exponential) {
    cr_assert(quantile_exponential(&part) == STATUS_OK);
    cr_assert(quantile_remaining(&table, &part, 0.0, 3.0) == STATUS_OK);
    expect_law(exponential_of_three, 1e-3);
    cr_assert(fabs(table.mean - 3.0) < 3e-4, "%.9g", table.mean);
}

Test(quantile_derived, what_is_left_of_a_constant_is_uniform) {
    cr_assert(quantile_remaining(&table, &part, 8.0, 0.0) == STATUS_OK);
    for (int i = 0; i < 20 * QUANTILE_CELLS; i++) {
        double tail = quantile_node_probability((size_t)i);
        double low = (double)table.node[0][i], high = (double)table.node[1][i];
        cr_assert(fabs(low - 8.0 * tail) < 1e-5 && fabs(high - 8.0 * (1.0 - tail)) < 1e-5);
    }
    cr_assert(fabs(table.mean - 4.0) < 1e-6);
}

/* Renewal theory: the mean left is E X^2 / (2 E X); the median of what is left of Erlang 2 solves its own law. */
static double left_of_erlang_two(double x) { return 1.0 - exp(-2.0 * x) * (1.0 + x); }

Test(quantile_derived, what_is_left_has_the_mean_of_renewal_theory) {
    cr_assert(quantile_gamma(&part, 2.0) == STATUS_OK);
    cr_assert(quantile_remaining(&table, &part, 0.0, 1.0) == STATUS_OK);
    expect_law(left_of_erlang_two, 1e-3);
    cr_assert(fabs(table.mean - 0.75) < 1e-4);
    for (double sigma = 0.1; sigma < 3.0; sigma += 0.2) {
        cr_assert(quantile_lognormal(&part, sigma) == STATUS_OK);
        for (double shift = 0.0; shift < 3.0; shift += 1.0) {
            cr_assert(quantile_remaining(&table, &part, shift, 5.0) == STATUS_OK);
            double mean = shift + 5.0 * part.mean;
            double second = shift * shift + 10.0 * shift * part.mean + 25.0 * part.second_moment;
            double expected = second / mean / 2.0;
            cr_assert(fabs(table.mean / expected - 1.0) < 1e-4, "sigma %g: %.9g for %.9g", sigma, table.mean, expected);
            expect_rising();
        }
    }
}

Test(quantile_derived, what_is_left_of_steps_is_flat_between_them) {
    /* Stays of 1 (weight 3) or 5 (weight 1): mean 2, what is left has density 1/2 up to 1, then 1/8 up to 5. */
    static const double values[] = {1.0, 5.0}, weights[] = {3.0, 1.0};
    cr_assert(quantile_empirical(&part, values, weights, 2, 0) == STATUS_OK);
    cr_assert(quantile_remaining(&table, &part, 0.0, 1.0) == STATUS_OK);
    cr_assert(fabs(quantile_probability(&table, 0.5) - 0.25) < 2e-3);
    cr_assert(fabs(quantile_probability(&table, 1.0) - 0.5) < 2e-3);
    cr_assert(fabs(quantile_probability(&table, 3.0) - 0.75) < 2e-3);
    cr_assert(fabs(table.mean - 7.0 / 4.0) < 5e-3, "%.9g", table.mean);
}

Test(quantile_derived, negative_stays_count_as_none_and_no_stay_is_refused) {
    cr_assert(quantile_uniform(&part) == STATUS_OK);
    cr_assert(quantile_remaining(&table, &part, -1.0, 2.0) == STATUS_OK);
    /* max(0, uniform on -1..1): E X = 1/4, E X^2 = 1/6. */
    cr_assert(fabs(table.mean - 1.0 / 3.0) < 1e-4, "%.9g", table.mean);
    cr_assert(quantile_remaining(&table, &part, 0.0, 0.0) == STATUS_INPUT);
    cr_assert(quantile_remaining(&table, &part, -5.0, 2.0) == STATUS_INPUT);
    cr_assert(quantile_remaining(&table, &part, 0.0, -1.0) == STATUS_INPUT);
    cr_assert(quantile_remaining(&table, &part, (double)NAN, 1.0) == STATUS_INPUT);
}

Test(quantile_derived, bounds_gather_what_lies_beyond_them) {
    struct quantile_table normal, bounded;
    cr_assert_eq(quantile_normal(&normal, -INFINITY), STATUS_OK);
    const double line[2] = {16, 1.7320508};
    cr_assert_eq(quantile_bounded(&bounded, &normal, line, 15, 18), STATUS_OK);
    double below = gsl_cdf_ugaussian_P((15 - line[0]) / line[1]), above = gsl_cdf_ugaussian_Q((18 - line[0]) / line[1]);
    struct quantile_tails at_low = quantile_tails(&bounded, 15), at_high = quantile_tails(&bounded, 18);
    cr_expect_float_eq(at_low.up_to, below, 2e-3);
    cr_expect_float_eq(at_high.from, above, 2e-3);
    cr_expect_eq(at_low.below, 0);
    cr_expect_eq(at_high.above, 0);
    cr_expect_eq(quantile_bounded(&bounded, &normal, line, 18, 15), STATUS_INPUT);
}

/* An exponential has no memory; nothing lies above the end of a uniform. */
Test(quantile_derived, what_lies_above_a_value_has_the_law_that_is_left) {
    cr_assert_eq(quantile_exponential(&table), STATUS_OK);
    for (int i = 0; i < 1000; i++) {
        double u = (i + 0.5) / 1000;
        uint64_t word = (uint64_t)(u * 0x1p64);
        double beyond = quantile_above(&table, 1.5, word) - 1.5;
        cr_expect_float_eq(beyond, gsl_cdf_exponential_Pinv(u, 1), 2e-3 * (1 + beyond), "%g: %g", u, beyond);
    }
    cr_assert_eq(quantile_uniform(&table), STATUS_OK);
    cr_expect_eq(quantile_above(&table, 1, 77), 1);
    cr_expect_geq(quantile_above(&table, 0.75, 0), 0.75);
    cr_expect_leq(quantile_above(&table, 0.75, UINT64_MAX), 1);
}
