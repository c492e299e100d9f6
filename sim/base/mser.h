/* mser: how much of the beginning of a series to leave out, so that the mean of the rest is known best. */
#ifndef ICSIM_BASE_MSER_H
#define ICSIM_BASE_MSER_H

#include <stdbool.h>
#include <stddef.h>

enum {
    MSER_BATCH = 5,      /* numbers a batch */
    MSER_LEAST = 10,     /* batches under which nothing is looked for */
    MSER_WEEK = 7,
};

struct mser {
    size_t cut;          /* numbers to leave out: a multiple of MSER_BATCH, in the first half */
    bool in_first_half;  /* false: the best cut of all lies later, so that the series does not settle in time */
};

/* MSER-5 (White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69, 1997;
 * Franklin and White, "Stationarity tests and MSER-5", Winter Simulation Conference 2008): of the means of batches of
 * five the first d are left out at which sum of (batch - mean of the kept)^2 / (kept)^2 is least; the earliest of
 * equals. At least five batches are kept. Under MSER_LEAST batches the cut is 0. Numbers beyond the last whole batch
 * are not looked at. */
struct mser mser_5(const double *number, size_t count);

/* How each day of the week differs from their mean, from the whole weeks at the end of the series' second half (the
 * first may hold a start); `profile` sums to 0. All 0 where there are under two weeks. profile[i % MSER_WEEK] is that
 * of number[i]. */
void mser_week(const double *number, size_t count, double profile[MSER_WEEK]);

#endif
