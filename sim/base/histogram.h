/* Counts of minutes in integer bins at most 0.8 % wide: 128 bins an octave from 2^-6 minutes (about one
 * second) to 2^21 minutes (four years), one bin below (zeros too) and one above. Sums of histograms are
 * exact and do not depend on order. The caller owns the struct; it owns nothing else. */
#ifndef ICSIM_BASE_HISTOGRAM_H
#define ICSIM_BASE_HISTOGRAM_H

#include <stdint.h>

enum {
    HISTOGRAM_STEPS = 128,
    HISTOGRAM_LOWEST = -6,
    HISTOGRAM_HIGHEST = 21,
    HISTOGRAM_BINS = (HISTOGRAM_HIGHEST - HISTOGRAM_LOWEST) * HISTOGRAM_STEPS + 2,
};

struct histogram {
    uint32_t bin[HISTOGRAM_BINS];
};

/* The bin of a value, by the bits of the number: no logarithm. Negative and NaN go to bin 0. */
unsigned histogram_bin(double minutes);
/* Upper edge of a bin in minutes; INFINITY for the last. */
double histogram_upper(unsigned bin);
static inline void histogram_add(struct histogram *histogram, double minutes) {
    histogram->bin[histogram_bin(minutes)]++;
}
void histogram_merge(struct histogram *into, const struct histogram *from);
uint64_t histogram_count(const struct histogram *histogram);
/* The smallest x with at least `share` (0..1) of the people at or below it, linear within its bin; 0 in the lowest
 * bin (under a second is no wait), 2^21 in the highest. NAN when empty, INFINITY where the share falls among
 * `beyond` people counted as longer than all others. */
double histogram_quantile(const struct histogram *histogram, uint64_t beyond, double share);

#endif
