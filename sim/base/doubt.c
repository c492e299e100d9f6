#include "base/doubt.h"

#include "base/draw.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ticket { double luck; int stratum; };

static int compare_tickets(const void *left, const void *right) {
    const struct ticket *a = left, *b = right;
    if (a->luck < b->luck || a->luck > b->luck)
        return a->luck < b->luck ? -1 : 1;
    return a->stratum - b->stratum;
}

static int compare_numbers(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

void doubt_normal(uint32_t seed, uint64_t name_hash, double normal[DOUBT_DRAWS]) {
    struct ticket ticket[DOUBT_DRAWS];
    struct draw_key key = draw_key_make(seed, 0, name_hash);
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        struct draw_pair pair = draw_pair_at(key, (uint64_t)k, draw_of(name_hash, DRAW_STATISTICS));
        ticket[k] = (struct ticket){draw_uniform(pair.word[0]), k};
    }
    qsort(ticket, DOUBT_DRAWS, sizeof *ticket, compare_tickets);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        normal[k] = gsl_cdf_ugaussian_Pinv((ticket[k].stratum + 0.5) / DOUBT_DRAWS);
}

double doubt_reach(void) {
    return gsl_cdf_ugaussian_Pinv(0.975);
}

/* The middles of strata stand at (k + 0.5) / DOUBT_DRAWS; beyond the outermost their own numbers hold. */
double doubt_quantile(const double centre[DOUBT_DRAWS], double share) {
    double sorted[DOUBT_DRAWS], at = share * DOUBT_DRAWS - 0.5;
    memcpy(sorted, centre, sizeof sorted);
    qsort(sorted, DOUBT_DRAWS, sizeof *sorted, compare_numbers);
    if (at <= 0)
        return sorted[0];
    if (at >= DOUBT_DRAWS - 1)
        return sorted[DOUBT_DRAWS - 1];
    int below = (int)at;
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

/* Half of the probability of x itself counts, where a piece is certain. */
static double below(const struct mixture *mixture, double x) {
    double sum = 0;
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        double off = x - mixture->centre[k];
        if (mixture->error[k] > 0)
            sum += gsl_cdf_tdist_P(off / mixture->error[k], (double)(mixture->count - 1));
        else
            sum += off > 0 ? 1 : off < 0 ? 0 : 0.5;
    }
    return sum / DOUBT_DRAWS;
}

/* What rounding leaves of equal numbers is no error. */
static double largest_error(const struct mixture *mixture) {
    double largest = 0, size = 0;
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        if (isnan(mixture->error[k]) || isnan(mixture->centre[k]))
            return (double)NAN;
        largest = fmax(largest, mixture->error[k]);
        size = fmax(size, fabs(mixture->centre[k]));
    }
    return largest > 1e-12 * size ? largest : 0;
}

double mixture_quantile(const struct mixture *mixture, double share) {
    double error = largest_error(mixture);
    if (isnan(error))
        return error;
    double low = doubt_quantile(mixture->centre, 0), high = doubt_quantile(mixture->centre, 1);
    if (!(error > 0))
        return doubt_quantile(mixture->centre, share);
    double span = high - low + error;
    while (below(mixture, low) > share)
        low -= span *= 2;
    span = high - low + error;
    while (below(mixture, high) < share)
        high += span *= 2;
    for (int i = 0; i < 200 && high - low > 1e-12 * (fabs(low) + fabs(high)); i++) {
        double middle = low + (high - low) / 2;
        if (below(mixture, middle) < share)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double mixture_below_zero(const struct mixture *mixture) {
    double error = largest_error(mixture);
    return isnan(error) ? error : below(mixture, 0);
}
