#include "base/mser.h"

#include <math.h>

enum { KEPT_AT_LEAST = 5 };

static double batch_mean(const double *number, size_t batch) {
    double sum = 0;
    for (size_t i = 0; i < MSER_BATCH; i++) sum += number[batch * MSER_BATCH + i];
    return sum / MSER_BATCH;
}

/* The statistic of the batches from `first` on. What is but rounding of a constant counts as none. */
static double statistic(const double *number, size_t first, size_t batches) {
    double kept = (double)(batches - first), sum = 0, squares = 0;
    for (size_t b = first; b < batches; b++) sum += batch_mean(number, b);
    double mean = sum / kept, rounding = 1e-12 * fabs(mean);
    for (size_t b = first; b < batches; b++) {
        double off = batch_mean(number, b) - mean;
        if (fabs(off) > rounding) squares += off * off;
    }
    return squares / (kept * kept);
}

struct mser mser_5(const double *number, size_t count) {
    size_t batches = count / MSER_BATCH, half = batches / 2, best = 0, best_in_half = 0;
    struct mser mser = {.cut = 0, .in_first_half = true};
    if (batches < MSER_LEAST) return mser;
    double least = statistic(number, 0, batches), least_in_half = least;
    for (size_t first = 1; first + KEPT_AT_LEAST <= batches; first++) {
        double here = statistic(number, first, batches);
        if (here < least) {
            least = here;
            best = first;
        }
        if (first <= half && here < least_in_half) {
            least_in_half = here;
            best_in_half = first;
        }
    }
    mser.cut = best_in_half * MSER_BATCH;
    mser.in_first_half = best <= half;
    return mser;
}

void mser_week(const double *number, size_t count, double profile[MSER_WEEK]) {
    size_t weeks = count / 2 / MSER_WEEK, from = count - weeks * MSER_WEEK;
    double mean = 0;
    for (size_t i = 0; i < MSER_WEEK; i++) profile[i] = 0;
    if (weeks < 2) return;
    for (size_t i = from; i < count; i++) profile[i % MSER_WEEK] += number[i] / (double)weeks;
    for (size_t i = 0; i < MSER_WEEK; i++) mean += profile[i] / MSER_WEEK;
    for (size_t i = 0; i < MSER_WEEK; i++) profile[i] -= mean;
}
