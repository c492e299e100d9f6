#include "base/quantile.h"

#include "base/draw.h"
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

static struct quantile_table table;
static double one, two; /* parameters of the law under test */

/* Probability below x and above x of each law, by GSL. */
struct law {
    const char *name;
    double (*below)(double x);
    double (*above)(double x);
};

static double exponential_below(double x) { return gsl_cdf_exponential_P(x, 1.0); }
static double exponential_above(double x) { return gsl_cdf_exponential_Q(x, 1.0); }
static double lognormal_below(double x) { return gsl_cdf_lognormal_P(x, -one * one / 2.0, one); }
static double lognormal_above(double x) { return gsl_cdf_lognormal_Q(x, -one * one / 2.0, one); }
static double gamma_below(double x) { return gsl_cdf_gamma_P(x, one, 1.0 / one); }
static double gamma_above(double x) { return gsl_cdf_gamma_Q(x, one, 1.0 / one); }
static double weibull_below(double x) { return gsl_cdf_weibull_P(x, 1.0 / tgamma(1.0 + 1.0 / one), one); }
static double weibull_above(double x) { return gsl_cdf_weibull_Q(x, 1.0 / tgamma(1.0 + 1.0 / one), one); }
static double uniform_below(double x) { return x; }
static double uniform_above(double x) { return 1.0 - x; }
static double triangular_below(double x) { return x <= one ? x * x / one : 1.0 - (1.0 - x) * (1.0 - x) / (1.0 - one); }
static double triangular_above(double x) { return x <= one ? 1.0 - x * x / one : (1.0 - x) * (1.0 - x) / (1.0 - one); }
static double beta_below(double x) { return gsl_cdf_beta_P(x, one, two); }
static double beta_above(double x) { return gsl_cdf_beta_Q(x, one, two); }
static double normal_above(double x) { return gsl_cdf_ugaussian_Q(x) / gsl_cdf_ugaussian_Q(one); }
static double normal_below(double x) {
    return (gsl_cdf_ugaussian_P(x) - gsl_cdf_ugaussian_P(one)) / gsl_cdf_ugaussian_Q(one);
}
static double log_exponential_below(double x) { return -expm1(-exp(x)); }
static double log_exponential_above(double x) { return exp(-exp(x)); }

/* The value at a word, put back through the law, gives the word's probability: at 4000 words a half, spread evenly
 * over the octaves down to 2^-30. Compared as probabilities, relative to the tail. */
static void expect_quantiles(const struct law *law, double tolerance) {
    double worst = 0.0, worst_at = 0.0;
    for (int i = 0; i < 8000; i++) {
        double tail = exp2(-1.0 - 29.0 * (i / 2 + 0.37) / 4000.0);
        uint64_t word = (uint64_t)ldexp(tail, 64) | (uint64_t)(i % 2) << 63;
        double x = quantile_at(&table, word);
        double error = fabs((i % 2 ? law->above(x) : law->below(x)) / tail - 1.0);
        if (!(error <= worst)) {
            worst = error;
            worst_at = i % 2 ? tail : -tail;
        }
    }
    cr_assert(worst <= tolerance, "%s(%g, %g): relative error of probability %g at %g", law->name, one, two, worst,
              worst_at);
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Anderson-Darling and Kolmogorov-Smirnov of 2e5 keyed draws, seed 1. Limits: A^2 3.857 (1 in 100) doubled to
 * about 1 in 10,000, and sqrt(n) D < 1.95 (1 in 1000); the draws are fixed. */
static void expect_draws(const struct law *law) {
    enum { COUNT = 200000 };
    static double draws[COUNT];
    struct draw_key key = draw_key_make(1, 0, 0x51ed270b76e1f2a3);
    for (int i = 0; i < COUNT; i++)
        draws[i] = quantile_at(&table, draw_pair_at(key, (uint64_t)i, DRAW_WORK).word[0]);
    qsort(draws, COUNT, sizeof draws[0], compare);
    double sum = 0.0, distance = 0.0;
    for (int i = 0; i < COUNT; i++) {
        double below = law->below(draws[i]);
        sum += (2 * i + 1) * log(below) + (2 * (COUNT - i) - 1) * log(law->above(draws[i]));
        distance = fmax(distance, fmax(below - (double)i / COUNT, (i + 1.0) / COUNT - below));
    }
    double a_square = -COUNT - sum / COUNT;
    cr_assert(a_square < 7.7, "%s(%g, %g): Anderson-Darling %g", law->name, one, two, a_square);
    cr_assert(distance * sqrt(COUNT) < 1.95, "%s(%g, %g): Kolmogorov-Smirnov %g", law->name, one, two,
              distance * sqrt(COUNT));
}

static void expect_rising(const char *name) {
    for (int i = 1; i < QUANTILE_NODES; i++)
        cr_assert(table.node[0][i] <= table.node[0][i - 1] && table.node[1][i] >= table.node[1][i - 1], "%s(%g, %g) %d",
                  name, one, two, i);
    cr_assert(table.node[0][0] <= table.node[1][0]);
}

static void expect_moments(const char *name, double mean, double second, double tolerance) {
    cr_assert(fabs(table.mean - mean) <= 1e-4 * fabs(mean), "%s(%g, %g): mean %.9g for %.9g", name, one, two,
              table.mean, mean);
    cr_assert(fabs(table.second_moment / second - 1.0) <= tolerance, "%s(%g, %g): second moment %.9g for %.9g", name,
              one, two, table.second_moment, second);
    expect_rising(name);
}

Test(quantile_shapes, exponential) {
    struct law law = {"exponential", exponential_below, exponential_above};
    cr_assert(quantile_exponential(&table) == STATUS_OK);
    expect_quantiles(&law, 3e-4); /* e^-x at x = 20: 1e-5 of x is 2e-4 of the tail */
    expect_draws(&law);
    expect_moments(law.name, 1.0, 2.0, 2e-5);
}

Test(quantile_shapes, lognormal) {
    static const double sigmas[] = {0.05, 0.3, 0.5, 1.0, 1.5};
    struct law law = {"lognormal", lognormal_below, lognormal_above};
    for (size_t i = 0; i < sizeof sigmas / sizeof sigmas[0]; i++) {
        one = sigmas[i];
        cr_assert(quantile_lognormal(&table, one) == STATUS_OK);
        expect_quantiles(&law, 3e-4);
        expect_draws(&law);
        expect_moments(law.name, 1.0, exp(one * one), 1e-4);
    }
}

Test(quantile_shapes, a_lognormal_of_any_sigma_keeps_mean_and_quantiles) {
    struct law law = {"lognormal", lognormal_below, lognormal_above};
    for (one = 0.01; one <= 5.0; one *= 1.09) {
        cr_assert(quantile_lognormal(&table, one) == STATUS_OK);
        cr_assert(fabs(table.mean - 1.0) < 1e-6, "sigma %g: mean %.9g", one, table.mean);
        expect_rising(law.name);
        expect_quantiles(&law, 3e-4);
    }
}

Test(quantile_shapes, gamma) {
    static const double shapes[] = {0.05, 0.2, 0.5, 1.0, 2.0, 7.5, 30.0, 300.0, 3000.0, 20000.0};
    struct law law = {"gamma", gamma_below, gamma_above};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        one = shapes[i];
        cr_assert(quantile_gamma(&table, one) == STATUS_OK);
        if (one >= 0.5) /* below, values of the lower half are powers so high that a straight line shows */
            expect_quantiles(&law, one < 8000.0 ? 5e-4 : 3e-3);
        /* The least values of a small shape are 0: their probability cannot be asked for. */
        if (one >= 0.5)
            expect_draws(&law);
        expect_moments(law.name, 1.0, 1.0 + 1.0 / one, 1e-4);
    }
}

Test(quantile_shapes, gamma_of_any_shape_has_its_mean_and_variance) {
    for (one = 0.01; one < 1e6; one *= 1.31) {
        cr_assert(quantile_gamma(&table, one) == STATUS_OK);
        expect_moments("gamma", 1.0, 1.0 + 1.0 / one, 1e-4);
        cr_assert(fabs((table.second_moment - 1.0) * one - 1.0) < 3e-3, "variance of shape %g: %g", one,
                  table.second_moment - 1.0);
    }
}

Test(quantile_shapes, small_gamma_shapes_keep_their_upper_values) {
    struct law law = {"gamma", gamma_below, gamma_above};
    for (one = 0.01; one < 0.5; one *= 2.0) {
        cr_assert(quantile_gamma(&table, one) == STATUS_OK);
        for (double tail = 0.5 * one; tail > 1e-9; tail *= 0.93) {
            double x = quantile_at(&table, (uint64_t)ldexp(tail, 64) | (uint64_t)1 << 63);
            double error = fabs(law.above(x) / tail - 1.0);
            cr_assert(error < 5e-4, "shape %g, tail %g: %g", one, tail, error);
        }
    }
}

Test(quantile_shapes, weibull) {
    static const double shapes[] = {0.5, 0.8, 1.0, 1.7, 3.5, 20.0, 50.0};
    struct law law = {"weibull", weibull_below, weibull_above};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        one = shapes[i];
        cr_assert(quantile_weibull(&table, one) == STATUS_OK);
        expect_quantiles(&law, 5e-4);
        expect_draws(&law);
        double gamma_one = tgamma(1.0 + 1.0 / one);
        expect_moments(law.name, 1.0, tgamma(1.0 + 2.0 / one) / gamma_one / gamma_one, 1e-4);
    }
    one = 0.2;
    cr_assert(quantile_weibull(&table, one) == STATUS_OK);
    expect_draws(&law);
    expect_moments(law.name, 1.0, tgamma(11.0) / 120.0 / 120.0, 2e-3); /* its far tail holds 1e-3 of the square */
}

Test(quantile_shapes, uniform) {
    struct law law = {"uniform", uniform_below, uniform_above};
    cr_assert(quantile_uniform(&table) == STATUS_OK);
    for (int i = 0; i < 1000; i++) {
        double u = (i + 0.5) / 1000.0;
        uint64_t word = u < 0.5 ? (uint64_t)ldexp(u, 64) : (uint64_t)ldexp(1.0 - u, 64) | (uint64_t)1 << 63;
        cr_assert(fabs(quantile_at(&table, word) - u) < 1e-7);
    }
    expect_draws(&law);
    expect_moments(law.name, 0.5, 1.0 / 3.0, 1e-6);
}

Test(quantile_shapes, triangular) {
    static const double modes[] = {0.0, 0.1, 0.5, 0.83, 1.0};
    struct law law = {"triangular", triangular_below, triangular_above};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        one = modes[i];
        cr_assert(quantile_triangular(&table, one) == STATUS_OK);
        if (one > 0.0 && one < 1.0) /* at the ends the law above divides by zero */
            expect_draws(&law);
        expect_moments(law.name, (1.0 + one) / 3.0, (1.0 + one + one * one) / 6.0, 1e-5);
    }
}

Test(quantile_shapes, beta) {
    static const double parameters[][2] = {{0.05, 0.05}, {0.5, 0.5}, {1, 1}, {2, 5}, {5, 2}, {0.3, 8},
                                           {50, 950}, {1000, 10}, {1e4, 1e4}, {1e4, 0.05}};
    struct law law = {"beta", beta_below, beta_above};
    for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
        one = parameters[i][0];
        two = parameters[i][1];
        cr_assert(quantile_beta(&table, one, two) == STATUS_OK);
        if (one >= 1.0 && two >= 1.0 && one + two < 1e4)
            expect_draws(&law);
        double mean = one / (one + two);
        double variance = mean * (1.0 - mean) / (one + two + 1.0);
        expect_moments(law.name, mean, variance + mean * mean, 1e-4);
        cr_assert(fabs((table.second_moment - table.mean * table.mean) / variance - 1.0) < 1e-2);
        cr_assert(table.node[1][QUANTILE_NODES - 1] <= 1.0F && table.node[0][QUANTILE_NODES - 1] >= 0.0F);
    }
}

Test(quantile_shapes, normal_whole_and_truncated) {
    const double lows[] = {-(double)INFINITY, -3.0, -0.5, 0.0, 0.5, 2.0, 6.0};
    struct law law = {"normal", normal_below, normal_above};
    for (size_t i = 0; i < sizeof lows / sizeof lows[0]; i++) {
        one = lows[i];
        cr_assert(quantile_normal(&table, one) == STATUS_OK);
        expect_rising(law.name);
        if (one < 3.0) /* beyond, the law above loses its digits below the median */
            expect_draws(&law);
        double mean = isinf(one) ? 0.0 : gsl_ran_ugaussian_pdf(one) / gsl_cdf_ugaussian_Q(one);
        double second = isinf(one) ? 1.0 : 1.0 + one * mean;
        cr_assert(fabs(table.mean - mean) < 1e-5 && fabs(table.second_moment - second) < 3e-5);
        cr_assert(isinf(one) || (double)table.node[0][QUANTILE_NODES - 1] >= one - 1e-6);
    }
}

Test(quantile_shapes, log_exponential) {
    struct law law = {"log exponential", log_exponential_below, log_exponential_above};
    static const double euler = 0.57721566490153286, pi = 3.14159265358979324;
    cr_assert(quantile_log_exponential(&table) == STATUS_OK);
    expect_quantiles(&law, 3e-4);
    expect_draws(&law);
    expect_moments(law.name, -euler, pi * pi / 6.0 + euler * euler, 1e-4);
}

/* Erlang is gamma of a whole shape: the sum of that many exponentials. */
Test(quantile_shapes, gamma_of_shape_one_is_exponential_and_weibull_too) {
    static struct quantile_table exponential;
    cr_assert(quantile_exponential(&exponential) == STATUS_OK);
    for (int kind = 0; kind < 2; kind++) {
        cr_assert((kind ? quantile_weibull(&table, 1.0) : quantile_gamma(&table, 1.0)) == STATUS_OK);
        for (int half = 0; half < 2; half++)
            for (int i = 0; i < QUANTILE_NODES; i++)
                cr_assert(fabs((double)table.node[half][i] / (double)exponential.node[half][i] - 1.0) < 1e-6);
    }
}

Test(quantile_shapes, parameters_out_of_range_are_refused) {
    const double no = (double)NAN, infinite = (double)INFINITY;
    const double bad_sigma[] = {0.0, -1.0, 5.001, no, infinite};
    const double bad_gamma[] = {0.0, 0.0099, 1.01e6, -1.0, no, infinite};
    const double bad_weibull[] = {0.0, 0.19, 50.1, no, infinite};
    const double bad_mode[] = {-0.01, 1.01, no, infinite};
    const double bad_beta[] = {0.0, 0.049, -1.0, 1.01e4, no, infinite};
    const double bad_low[] = {20.1, no, infinite};
    for (size_t i = 0; i < 5; i++)
        cr_assert(quantile_lognormal(&table, bad_sigma[i]) == STATUS_INPUT);
    for (size_t i = 0; i < 6; i++)
        cr_assert(quantile_gamma(&table, bad_gamma[i]) == STATUS_INPUT);
    for (size_t i = 0; i < 5; i++)
        cr_assert(quantile_weibull(&table, bad_weibull[i]) == STATUS_INPUT);
    for (size_t i = 0; i < 4; i++)
        cr_assert(quantile_triangular(&table, bad_mode[i]) == STATUS_INPUT);
    for (size_t i = 0; i < 6; i++) {
        cr_assert(quantile_beta(&table, bad_beta[i], 2.0) == STATUS_INPUT);
        cr_assert(quantile_beta(&table, 2.0, bad_beta[i]) == STATUS_INPUT);
    }
    for (size_t i = 0; i < 3; i++)
        cr_assert(quantile_normal(&table, bad_low[i]) == STATUS_INPUT);
}
