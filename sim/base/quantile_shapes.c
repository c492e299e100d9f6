#include "base/quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

enum { LOWER, UPPER };

/* A family's value at a probability: from the lower end in half LOWER, from the upper end in half UPPER. */
struct family {
    double (*value)(const double parameter[2], int half, double probability);
    double parameter[2];
};

static void fill(struct quantile_table *table, const struct family *family) {
    for (int half = LOWER; half <= UPPER; half++)
        for (size_t i = 0; i < QUANTILE_NODES; i++)
            table->node[half][i] =
                quantile_rounded(family->value(family->parameter, half, quantile_node_probability(i)));
    quantile_moments(table);
}

/* Brings a table whose mean should be 1 to exactly that. The division is of floats already rounded, so that
 * a last-bit difference between mathematics libraries is gone before it can spread. */
static void make_mean_one(struct quantile_table *table) {
    double mean = table->mean;
    for (int half = LOWER; half <= UPPER; half++)
        for (size_t i = 0; i < QUANTILE_NODES; i++)
            table->node[half][i] = quantile_rounded((double)table->node[half][i] / mean);
    quantile_moments(table);
}

/* -ln of the probability above: the exponential with mean 1. */
static double exponential_value(const double parameter[2], int half, double probability) {
    (void)parameter;
    return half == LOWER ? -log1p(-probability) : -log(probability);
}

enum status quantile_exponential(struct quantile_table *table) {
    fill(table, &(struct family){exponential_value, {0.0, 0.0}});
    make_mean_one(table);
    return STATUS_OK;
}

static double log_exponential_value(const double parameter[2], int half, double probability) {
    return log(exponential_value(parameter, half, probability));
}

enum status quantile_log_exponential(struct quantile_table *table) {
    fill(table, &(struct family){log_exponential_value, {0.0, 0.0}});
    return STATUS_OK;
}

/* A power of an exponential, over its mean Gamma(1 + 1/shape). */
static double weibull_value(const double parameter[2], int half, double probability) {
    double power = 1.0 / parameter[0];
    return exp(power * log(exponential_value(parameter, half, probability)) - lgamma(1.0 + power));
}

enum status quantile_weibull(struct quantile_table *table, double shape) {
    if (!(shape >= 0.2 && shape <= 50.0))
        return STATUS_INPUT;
    fill(table, &(struct family){weibull_value, {shape, 0.0}});
    make_mean_one(table);
    return STATUS_OK;
}

static double lognormal_value(const double parameter[2], int half, double probability) {
    double sigma = parameter[0];
    double z = gsl_cdf_ugaussian_Qinv(probability);
    return exp(sigma * (half == LOWER ? -z : z) - sigma * sigma / 2.0);
}

enum status quantile_lognormal(struct quantile_table *table, double sigma) {
    if (!(sigma > 0.0 && sigma <= 5.0))
        return STATUS_INPUT;
    fill(table, &(struct family){lognormal_value, {sigma, 0.0}});
    /* The part of the mean above the value of tail probability q is Phi(sigma - z(q)). What the last octave
     * lacks of it (a tenth of all at sigma 5) is added as a ramp, so that no other quantile moves. */
    size_t first = (QUANTILE_OCTAVES - 1) * QUANTILE_CELLS;
    double share = quantile_node_share(first);
    double held = 0.0;
    for (size_t i = first; i < QUANTILE_NODES - 1; i++)
        held += ((double)table->node[UPPER][i] + (double)table->node[UPPER][i + 1]) / 2.0 / QUANTILE_CELLS;
    double missing = gsl_cdf_ugaussian_P(sigma - gsl_cdf_ugaussian_Qinv(share)) / share - held;
    for (size_t c = 1; missing > 0.0 && c <= QUANTILE_CELLS; c++) {
        float *node = &table->node[UPPER][first + c];
        *node = quantile_rounded((double)*node + 2.0 * missing * (double)c / QUANTILE_CELLS);
    }
    quantile_moments(table);
    make_mean_one(table);
    return STATUS_OK;
}

static double uniform_value(const double parameter[2], int half, double probability) {
    (void)parameter;
    return half == LOWER ? probability : 1.0 - probability;
}

enum status quantile_uniform(struct quantile_table *table) {
    fill(table, &(struct family){uniform_value, {0.0, 0.0}});
    return STATUS_OK;
}

/* Below the mode F(x) = x^2 / mode, above it 1 - F(x) = (1 - x)^2 / (1 - mode). */
static double triangular_value(const double parameter[2], int half, double probability) {
    double mode = parameter[0];
    double below = half == LOWER ? probability : 1.0 - probability;
    double above = half == LOWER ? 1.0 - probability : probability;
    return below < mode ? sqrt(below * mode) : 1.0 - sqrt(above * (1.0 - mode));
}

enum status quantile_triangular(struct quantile_table *table, double mode) {
    if (!(mode >= 0.0 && mode <= 1.0))
        return STATUS_INPUT;
    fill(table, &(struct family){triangular_value, {mode, 0.0}});
    return STATUS_OK;
}

/* parameter[0]: the probability of a standard normal below `low`; parameter[1]: above it. */
static double normal_value(const double parameter[2], int half, double probability) {
    if (half == UPPER)
        return gsl_cdf_ugaussian_Qinv(probability * parameter[1]);
    if (parameter[0] < 0.5)
        return gsl_cdf_ugaussian_Pinv(parameter[0] + probability * parameter[1]);
    return gsl_cdf_ugaussian_Qinv((1.0 - probability) * parameter[1]);
}

enum status quantile_normal(struct quantile_table *table, double low) {
    if (!(low <= 20.0)) /* beyond, doubles run out of digits for the values above `low` */
        return STATUS_INPUT;
    fill(table, &(struct family){normal_value, {gsl_cdf_ugaussian_P(low), gsl_cdf_ugaussian_Q(low)}});
    return STATUS_OK;
}

/* GSL's inverse distribution functions of gamma and beta fail to converge, or return wrong numbers, for shapes
 * that are in use (gamma below 0.3 and from 1000, beta in many places; GSL 2.7.1), so the two are inverted
 * here, on t = ln x: ln of the probability farther out than e^t goes nearly straight with t. */
struct outward {
    double (*log_tail)(const double parameter[2], int half, double t);
    const double *parameter;
    int half;
};

/* The t at which log_tail is `wanted`: brackets it from `start`, then false position (Illinois), with a
 * halving wherever that does not help. `step` is the likely distance. NAN where the function has none. */
static double solve(const struct outward *way, double start, double step, double wanted) {
    double outward = way->half == LOWER ? -1.0 : 1.0;
    double a = start, b = start;
    double fa = way->log_tail(way->parameter, way->half, a) - wanted, fb = fa;
    double direction = fa >= 0.0 ? outward : -outward;
    for (int i = 0; (fa >= 0.0) == (fb >= 0.0); i++, step *= 2.0) {
        if (i == 200 || isnan(fb))
            return (double)NAN;
        a = b;
        fa = fb;
        b += direction * step;
        fb = way->log_tail(way->parameter, way->half, b) - wanted;
    }
    /* fa stays the end that has not moved last; its weight is halved when the same end moves twice. */
    for (int i = 0; i < 200 && fb != 0.0 && fabs(b - a) > 1e-12; i++) {
        double t = b - fb * (b - a) / (fb - fa);
        if (i % 8 == 7 || !(t > fmin(a, b) && t < fmax(a, b)))
            t = a + (b - a) / 2.0;
        double f = way->log_tail(way->parameter, way->half, t) - wanted;
        if (isnan(f))
            return f;
        if ((f >= 0.0) == (fb >= 0.0)) {
            fa /= 2.0;
        } else {
            a = b;
            fa = fb;
        }
        bool close = fabs(t - b) < 1e-11;
        b = t;
        fb = f;
        if (close)
            break;
    }
    return b;
}

static double log_tail_gamma(const double parameter[2], int half, double t) {
    double x = exp(t);
    return log(half == LOWER ? gsl_cdf_gamma_P(x, parameter[0], 1.0) : gsl_cdf_gamma_Q(x, parameter[0], 1.0));
}

/* Shapes from here on by the cube of Wilson and Hilferty (1931), in error by less than 4e-6 of the value. */
static const double large_gamma = 8000.0;

static double wilson_hilferty_value(const double parameter[2], int half, double probability) {
    double z = gsl_cdf_ugaussian_Qinv(probability);
    double ninth = 1.0 / (9.0 * parameter[0]);
    double root = 1.0 - ninth + (half == LOWER ? -z : z) * sqrt(ninth);
    return root * root * root;
}

enum status quantile_gamma(struct quantile_table *table, double shape) {
    if (!(shape >= 0.01 && shape <= 1e6))
        return STATUS_INPUT;
    if (shape >= large_gamma) {
        fill(table, &(struct family){wilson_hilferty_value, {shape, 0.0}});
        make_mean_one(table);
        return STATUS_OK;
    }
    const double parameter[2] = {shape, 0.0};
    double log_gamma = lgamma(shape + 1.0);
    for (int half = LOWER; half <= UPPER; half++) {
        struct outward way = {log_tail_gamma, parameter, half};
        double t = log(shape), step = 0.1;
        for (size_t i = 0; i < QUANTILE_NODES; i++) {
            double probability = quantile_node_probability(i);
            /* For x far below 1, P(x) = x^shape / Gamma(shape + 1). */
            double below = half == LOWER ? probability : 1.0 - probability;
            double small = (log(below) + log_gamma) / shape;
            double last = t;
            if (small < -35.0)
                t = small;
            else
                t = solve(&way, t, step, log(probability));
            if (isnan(t))
                return STATUS_INPUT;
            step = i == 0 || small < -35.0 ? 0.1 : fabs(t - last) * 1.25 + 1e-9;
            table->node[half][i] = quantile_rounded(exp(t) / shape);
        }
    }
    quantile_moments(table);
    make_mean_one(table);
    return STATUS_OK;
}

static double log_tail_beta(const double parameter[2], int half, double t) {
    (void)half;
    return t >= 0.0 ? 0.0 : log(gsl_cdf_beta_P(exp(t), parameter[0], parameter[1]));
}

/* The lower half of beta(a, b), outwards from the median, into value[]. */
static enum status beta_lower(double a, double b, float node[QUANTILE_NODES], int mirrored) {
    const double parameter[2] = {a, b};
    struct outward way = {log_tail_beta, parameter, LOWER};
    double t = log(a / (a + b)), step = 0.1;
    for (size_t i = 0; i < QUANTILE_NODES; i++) {
        double last = t;
        t = solve(&way, t, step, log(quantile_node_probability(i)));
        if (isnan(t))
            return STATUS_INPUT;
        step = i == 0 ? 0.1 : fabs(t - last) * 1.25 + 1e-9;
        node[i] = quantile_rounded(mirrored ? -expm1(t) : exp(t));
    }
    return STATUS_OK;
}

enum status quantile_beta(struct quantile_table *table, double a, double b) {
    if (!(a >= 0.05 && a <= 1e4 && b >= 0.05 && b <= 1e4))
        return STATUS_INPUT;
    enum status status = beta_lower(a, b, table->node[LOWER], 0);
    /* 1 - X is beta(b, a). */
    if (status == STATUS_OK)
        status = beta_lower(b, a, table->node[UPPER], 1);
    if (status != STATUS_OK)
        return status;
    table->node[UPPER][0] = table->node[LOWER][0]; /* one median, to the last bit */
    quantile_moments(table);
    return STATUS_OK;
}
