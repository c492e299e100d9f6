#include "base/histogram.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

/* A double's bits are its exponent (11 bits, biased by 1023) and 52 bits of fraction, so the bits above the
 * lowest 45 count bins of 1/128 of an octave. */
enum { STEP_BITS = 7, FRACTION_BITS = 52, EXPONENT_BIAS = 1023 };

unsigned histogram_bin(double minutes) {
    if (!(minutes >= 0x1p-6))
        return 0;
    if (minutes >= 0x1p21)
        return HISTOGRAM_BINS - 1;
    uint64_t bits = 0;
    memcpy(&bits, &minutes, sizeof bits);
    uint64_t first = (uint64_t)(EXPONENT_BIAS + HISTOGRAM_LOWEST) << STEP_BITS;
    return (unsigned)((bits >> (FRACTION_BITS - STEP_BITS)) - first) + 1;
}

double histogram_upper(unsigned bin) {
    if (bin >= HISTOGRAM_BINS - 1)
        return (double)INFINITY;
    int octave = HISTOGRAM_LOWEST + (int)(bin / HISTOGRAM_STEPS);
    return ldexp(1.0 + (double)(bin % HISTOGRAM_STEPS) / HISTOGRAM_STEPS, octave);
}

void histogram_merge(struct histogram *into, const struct histogram *from) {
    for (unsigned i = 0; i < HISTOGRAM_BINS; i++) {
        CHECK(from->bin[i] <= UINT32_MAX - into->bin[i]);
        into->bin[i] += from->bin[i];
    }
}

uint64_t histogram_count(const struct histogram *histogram) {
    uint64_t count = 0;
    for (unsigned i = 0; i < HISTOGRAM_BINS; i++)
        count += histogram->bin[i];
    return count;
}

double histogram_quantile(const struct histogram *histogram, uint64_t beyond, double share) {
    uint64_t count = histogram_count(histogram);
    CHECK(share >= 0.0 && share <= 1.0);
    if (count + beyond == 0)
        return (double)NAN;
    double wanted = share * (double)(count + beyond);
    double slack = 1e-12 * wanted; /* 0.95 of 100 people are 95, whatever the rounding of 0.95 */
    if (count == 0 || wanted > (double)count + slack)
        return (double)INFINITY;
    uint64_t before = 0;
    for (unsigned i = 0; i < HISTOGRAM_BINS; i++) {
        uint64_t here = histogram->bin[i];
        if (here == 0 || (double)(before + here) < wanted - slack) {
            before += here;
            continue;
        }
        if (i == 0)
            return 0.0;
        double lower = histogram_upper(i - 1);
        if (i == HISTOGRAM_BINS - 1)
            return lower;
        double part = (wanted - (double)before) / (double)here;
        part = part < 0.0 ? 0.0 : part > 1.0 ? 1.0 : part;
        return lower + part * (histogram_upper(i) - lower);
    }
    return (double)INFINITY;
}
