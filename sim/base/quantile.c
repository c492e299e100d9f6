#include "base/quantile.h"

#include <float.h>
#include <math.h>

double quantile_node_probability(size_t node) {
    size_t octave = node / QUANTILE_CELLS;
    size_t cell = node % QUANTILE_CELLS;
    return ldexp(1.0 - (double)cell / (2 * QUANTILE_CELLS), -(int)octave - 1);
}

double quantile_node_share(size_t node) {
    size_t octave = node / QUANTILE_CELLS;
    if (octave + 1 < QUANTILE_OCTAVES)
        return quantile_node_probability(node);
    return ldexp(1.0 - (double)(node - (QUANTILE_OCTAVES - 1) * QUANTILE_CELLS) / QUANTILE_CELLS, -QUANTILE_OCTAVES);
}

float quantile_rounded(double value) {
    return fabs(value) < (double)FLT_MIN ? 0.0F : (float)value;
}

void quantile_moments(struct quantile_table *table) {
    double mean = 0.0, second = 0.0;
    for (int half = 0; half < 2; half++) {
        /* From the tail inwards: small shares first, so that none is lost in the sum. */
        for (size_t i = QUANTILE_NODES - 1; i > 0; i--) {
            double a = (double)table->node[half][i];
            double b = (double)table->node[half][i - 1];
            double share = quantile_node_share(i - 1) - quantile_node_share(i);
            mean += share * (a + b) / 2.0;
            second += share * (a * a + a * b + b * b) / 3.0;
        }
    }
    table->mean = mean;
    table->second_moment = second;
}

/* How much of half `half` lies farther out than x (or, with `or_at`, there as well). Node values rise
 * outwards once the lower half is seen with its sign turned. */
static double share_outside(const struct quantile_table *table, int half, double x, int or_at) {
    const float *node = table->node[half];
    double sign = half == 0 ? -1.0 : 1.0;
    double limit = sign * x;
    /* `in` is the number of nodes that lie inside x: below it, or without `or_at` at it too. */
    size_t in = 0, end = QUANTILE_NODES;
    while (in < end) {
        size_t middle = in + (end - in) / 2;
        double value = sign * (double)node[middle];
        if (value < limit || (!or_at && !(value > limit)))
            in = middle + 1;
        else
            end = middle;
    }
    if (in == 0)
        return 0.5;
    if (in == QUANTILE_NODES)
        return 0.0;
    double inner = sign * (double)node[in - 1];
    double outer = sign * (double)node[in];
    double part = (limit - inner) / (outer - inner);
    double share = quantile_node_share(in - 1);
    return share - part * (share - quantile_node_share(in));
}

struct quantile_tails quantile_tails(const struct quantile_table *table, double x) {
    double low = share_outside(table, 0, x, 0), low_at = share_outside(table, 0, x, 1);
    double high = share_outside(table, 1, x, 0), high_at = share_outside(table, 1, x, 1);
    return (struct quantile_tails){
        .below = low + (0.5 - high_at),
        .up_to = low_at + (0.5 - high),
        .from = high_at + (0.5 - low),
        .above = high + (0.5 - low_at),
    };
}

double quantile_probability(const struct quantile_table *table, double x) {
    return quantile_tails(table, x).up_to;
}

/* Words in the order of their values: the upper half of them runs towards the median. */
static uint64_t word_in_order(uint64_t rank) {
    const uint64_t half = (uint64_t)1 << 63;
    return rank < half ? rank : half + (UINT64_MAX - rank);
}

double quantile_above(const struct quantile_table *table, double x, uint64_t word) {
    uint64_t low = 0, high = UINT64_MAX; /* the first rank whose value is above x lies in [low, high] */
    if (quantile_at(table, word_in_order(high)) <= x)
        return x;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (quantile_at(table, word_in_order(middle)) > x)
            high = middle;
        else
            low = middle + 1;
    }
    __extension__ typedef unsigned __int128 wide;
    uint64_t beyond = (uint64_t)((wide)word * (UINT64_MAX - low) >> 64);
    return quantile_at(table, word_in_order(low + beyond));
}
