#include "validation/laws.h"

#include "support/must.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static enum status fill_exponential(struct quantile_table *table, double parameter) {
    (void)parameter;
    return quantile_exponential(table);
}
static double exponential_below(double x, double p) { return (void)p, gsl_cdf_exponential_P(x, 1); }
static double exponential_above(double x, double p) { return (void)p, gsl_cdf_exponential_Q(x, 1); }

static enum status fill_lognormal(struct quantile_table *table, double sigma) { return quantile_lognormal(table, sigma); }
static double lognormal_below(double x, double sigma) { return gsl_cdf_lognormal_P(x, -sigma * sigma / 2, sigma); }
static double lognormal_above(double x, double sigma) { return gsl_cdf_lognormal_Q(x, -sigma * sigma / 2, sigma); }

static enum status fill_gamma(struct quantile_table *table, double shape) { return quantile_gamma(table, shape); }
static double gamma_below(double x, double shape) { return gsl_cdf_gamma_P(x, shape, 1 / shape); }
static double gamma_above(double x, double shape) { return gsl_cdf_gamma_Q(x, shape, 1 / shape); }

static enum status fill_weibull(struct quantile_table *table, double shape) { return quantile_weibull(table, shape); }
static double weibull_below(double x, double shape) { return gsl_cdf_weibull_P(x, 1 / tgamma(1 + 1 / shape), shape); }
static double weibull_above(double x, double shape) { return gsl_cdf_weibull_Q(x, 1 / tgamma(1 + 1 / shape), shape); }

static enum status fill_uniform(struct quantile_table *table, double parameter) {
    (void)parameter;
    return quantile_uniform(table);
}
static double uniform_below(double x, double p) { return (void)p, x; }
static double uniform_above(double x, double p) { return (void)p, 1 - x; }

static enum status fill_triangular(struct quantile_table *table, double mode) { return quantile_triangular(table, mode); }
static double triangular_below(double x, double m) { return x < m ? x * x / m : 1 - (1 - x) * (1 - x) / (1 - m); }
static double triangular_above(double x, double m) { return x < m ? 1 - x * x / m : (1 - x) * (1 - x) / (1 - m); }

static enum status fill_beta(struct quantile_table *table, double a) { return quantile_beta(table, a, 3); }
static double beta_below(double x, double a) { return gsl_cdf_beta_P(x, a, 3); }
static double beta_above(double x, double a) { return gsl_cdf_beta_Q(x, a, 3); }

static enum status fill_normal(struct quantile_table *table, double low) { return quantile_normal(table, low); }
static double normal_above(double x, double low) { return gsl_cdf_ugaussian_Q(x) / gsl_cdf_ugaussian_Q(low); }
static double normal_below(double x, double low) {
    return isinf(low) ? gsl_cdf_ugaussian_P(x) : 1 - normal_above(x, low);
}

static enum status fill_log_exponential(struct quantile_table *table, double parameter) {
    (void)parameter;
    return quantile_log_exponential(table);
}
static double log_exponential_below(double x, double p) { return (void)p, gsl_cdf_exponential_P(exp(x), 1); }
static double log_exponential_above(double x, double p) { return (void)p, gsl_cdf_exponential_Q(exp(x), 1); }

/* A share of exponentials of mean 1, and gammas of shape 4 and mean 3 that begin at 0.5. */
static enum status fill_mixture(struct quantile_table *table, double share) {
    struct quantile_table *part = malloc(2 * sizeof part[0]);
    must(part != NULL && quantile_exponential(&part[0]) == STATUS_OK && quantile_gamma(&part[1], 4) == STATUS_OK, "no table");
    const struct quantile_table *const parts[2] = {&part[0], &part[1]};
    const double shift[2] = {0, 0.5}, scale[2] = {1, 3}, weight[2] = {share, 1 - share};
    enum status status = quantile_mixture(table, parts, shift, scale, weight, 2);
    free(part);
    return status;
}
static double mixture_below(double x, double share) {
    return share * gsl_cdf_exponential_P(x, 1) + (1 - share) * (x > 0.5 ? gsl_cdf_gamma_P(x - 0.5, 4, 0.75) : 0);
}
static double mixture_above(double x, double share) {
    return share * gsl_cdf_exponential_Q(x, 1) + (1 - share) * (x > 0.5 ? gsl_cdf_gamma_Q(x - 0.5, 4, 0.75) : 1);
}

/* P(left > x) = E[(X - x)+] / E[X] = Q(shape + 1, x) - x Q(shape, x) for a gamma of mean 1. */
static enum status fill_remaining(struct quantile_table *table, double shape) {
    struct quantile_table *stay = malloc(sizeof *stay);
    must(stay != NULL && quantile_gamma(stay, shape) == STATUS_OK, "no table");
    enum status status = quantile_remaining(table, stay, 0, 1);
    free(stay);
    return status;
}
static double remaining_above(double x, double shape) {
    return gsl_cdf_gamma_Q(x, shape + 1, 1 / shape) - x * gsl_cdf_gamma_Q(x, shape, 1 / shape);
}
/* By the complement where that is exact, by P(X <= u) integrated where it is small. */
static double remaining_below(double x, double shape) {
    return gsl_cdf_gamma_P(x, shape + 1, 1 / shape) + x * gsl_cdf_gamma_Q(x, shape, 1 / shape);
}

/* Two thousand values on a grid between 1 and 4, smoothed: uniform, but for half a step's weight at either end, which
 * a million values do not show. */
static enum status fill_empirical(struct quantile_table *table, double parameter) {
    enum { GRID = 2000 };
    static double value[GRID], weight[GRID];
    (void)parameter;
    for (int i = 0; i < GRID; i++) {
        value[i] = 1 + 3 * (i + 0.5) / GRID;
        weight[i] = 1;
    }
    return quantile_empirical(table, value, weight, GRID, 1);
}
static double empirical_below(double x, double p) { return (void)p, (x - 1) / 3; }
static double empirical_above(double x, double p) { return (void)p, (4 - x) / 3; }

const struct law laws[] = {
#define LAW_ROW(id, name, fill, parameter, below, above) [LAW_##id] = {name, fill, parameter, below, above},
#include "validation/laws.def"
#undef LAW_ROW
};
const unsigned law_count = LAW_COUNT;
