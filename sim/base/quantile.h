/* Quantile tables: any distribution as a table from a uniform word to a value, by linear interpolation,
 * with no transcendental function in a run. Each half of (0,1) is cut into octaves towards its end, each
 * octave into QUANTILE_CELLS equal cells, so tails are as fine as the middle: at u = 2^-k the cell is
 * 2^-k / QUANTILE_CELLS wide. Built at load with GSL's inverse distribution functions, rounded to float.
 * Tables are kept per *shape*: value = shift + scale * table. A table owns nothing but itself. */
#ifndef ICSIM_BASE_QUANTILE_H
#define ICSIM_BASE_QUANTILE_H

#include "base/status.h"
#include <stddef.h>
#include <stdint.h>

enum {
    QUANTILE_CELL_BITS = 6,
    QUANTILE_CELLS = 1 << QUANTILE_CELL_BITS, /* an octave */
    QUANTILE_OCTAVES = 32,                    /* a half: down to probability 2^-33 */
    QUANTILE_NODES = QUANTILE_OCTAVES * QUANTILE_CELLS + 1,
};

/* node[0] is the lower half (u < 1/2), node[1] the upper. In each, node[k * QUANTILE_CELLS + c] is the value
 * whose probability to the half's end is v / 2 with v = 2^-k * (1 - c / (2 * QUANTILE_CELLS)): node 0 is the
 * median, the last node lies at v = 2^-QUANTILE_OCTAVES. */
struct quantile_table {
    float node[2][QUANTILE_NODES];
    double mean, second_moment; /* of the table itself: sums of its linear pieces */
};

/* The table's value at a uniform word: bit 63 picks the half; of the rest the leading zeros pick the octave,
 * the next bits (counted downwards, so that neighbours in the table are neighbours in value) the cell, and
 * what is left the place within it. Words beyond the last octave share its cells. */
static inline double quantile_at(const struct quantile_table *table, uint64_t word) {
    unsigned half = (unsigned)(word >> 63);
    uint64_t rest = word << 1;
    /* Bit 32 bounds the octave only: set in `rest` itself it would bend the tail by up to an eighth at 1e-9. */
    unsigned octave = (unsigned)__builtin_clzll(rest | (uint64_t)1 << 32);
    uint64_t inside = ~(rest << octave << 1);
    unsigned cell = (unsigned)(inside >> (64 - QUANTILE_CELL_BITS));
    double part = (double)(inside << QUANTILE_CELL_BITS >> 11) * 0x1p-53;
    const float *node = &table->node[half][octave * QUANTILE_CELLS + cell];
    return (double)node[0] + part * ((double)node[1] - (double)node[0]);
}

/* Where the table's nodes lie, for those who fill it: the probability farther out than the node, in the lower half
 * below it, in the upper half above it (so exact in either tail). */
double quantile_node_probability(size_t node);

/* Share of all words that fall farther out than the node. It is the node's probability, but in the last octave,
 * whose cells also take the words beyond it: there it goes down to 0 at the last node. */
double quantile_node_share(size_t node);

/* A value as a table keeps it: to float, with what is too small for a normal float made 0 (such numbers are
 * slow and mean nothing). */
float quantile_rounded(double value);

/* Fillers. Each gives the shape with mean 1 (or as said); STATUS_INPUT where a parameter is out of range, and
 * the table is then not to be used. Where the mean is 1 it is exact: what interpolation adds (up to 3e-5) is
 * divided out, and what a lognormal of large sigma has beyond the last node is put into the last octave.
 * Sources: the distribution functions of GSL (gsl_cdf_*) and their inverses; where GSL's inverse fails (gamma,
 * beta) a root search on its distribution function. */
enum status quantile_exponential(struct quantile_table *table) MUST_USE;
enum status quantile_lognormal(struct quantile_table *table, double sigma) MUST_USE; /* 0 < sigma <= 5, mean 1 */
enum status quantile_gamma(struct quantile_table *table, double shape) MUST_USE; /* 0.01..1e6, mean 1; Erlang too */
enum status quantile_weibull(struct quantile_table *table, double shape) MUST_USE;    /* 0.2..50, mean 1 */
enum status quantile_uniform(struct quantile_table *table) MUST_USE;                  /* on 0..1 */
enum status quantile_triangular(struct quantile_table *table, double mode) MUST_USE;  /* on 0..1, mode 0..1 */
enum status quantile_beta(struct quantile_table *table, double a, double b) MUST_USE; /* on 0..1; 0.05..1e4 */
/* Standard normal, truncated below at `low` (-INFINITY: not truncated; at most 20). */
enum status quantile_normal(struct quantile_table *table, double low) MUST_USE;
/* ln E, E exponential with mean 1. */
enum status quantile_log_exponential(struct quantile_table *table) MUST_USE;

/* The fillers below share the mean of each cell between its two nodes, so the table's mean is the distribution's
 * to rounding; a jump is spread over at most two cells. They are STATUS_INPUT where a number is not finite or a
 * weight is not as said. */

/* Values with weights (weights > 0, any order; equal values count as one). Steps: each value with its weight.
 * `smooth`: linear between values, each value standing at the middle of its weight, the ends level; the mean is
 * then the weighted mean for equal weights only. */
enum status quantile_empirical(struct quantile_table *table, const double *values, const double *weights,
                               size_t count, int smooth) MUST_USE;

/* A mixture: part i with weight[i] (>= 0, of any sum above 0) is shift[i] + scale[i] * parts[i], scale[i] >= 0
 * (0: the constant shift[i]). The sum of the parts' piecewise linear distribution functions is inverted exactly. */
enum status quantile_mixture(struct quantile_table *table, const struct quantile_table *const *parts,
                             const double *shift, const double *scale, const double *weight, size_t count) MUST_USE;

/* What is left of a stay that is under way at a moment picked at random (equilibrium distribution of
 * renewal theory, density (1 - F(x)) / mean), of the variable shift + scale * of, as an absolute table. Negative
 * stays count as 0; STATUS_INPUT where the mean is not above 0. */
enum status quantile_remaining(struct quantile_table *table, const struct quantile_table *of, double shift,
                               double scale) MUST_USE;

/* shift + scale * of, with what lies below `low` counted as `low` and what lies above `high` as `high`, as an absolute
 * table (scale >= 0; low <= high; -INFINITY and INFINITY: no bound). */
enum status quantile_bounded(struct quantile_table *table, const struct quantile_table *of, const double line[2],
                             double low, double high) MUST_USE;

/* The law of a table's value, each probability exact in its tail: below x, up to and at x, from x on, above x. */
struct quantile_tails {
    double below, up_to, from, above;
};
struct quantile_tails quantile_tails(const struct quantile_table *table, double x);

/* Probability that the table's value is <= x. */
double quantile_probability(const struct quantile_table *table, double x);

/* The value at a uniform word of what lies above x: the table's law given that it is more than x; x where nothing lies
 * above it. Exact to the word, and of the same bytes everywhere: a search with comparisons alone. */
double quantile_above(const struct quantile_table *table, double x, uint64_t word);

/* Fills mean and second_moment from the nodes; every filler ends with it. */
void quantile_moments(struct quantile_table *table);

#endif
