/* Means over replications and their intervals (Student's t, by GSL). */
#ifndef ICSIM_BASE_INTERVAL_H
#define ICSIM_BASE_INTERVAL_H

#include <stddef.h>

struct interval {
    double mean, low, high; /* low, high: NAN from fewer than two numbers */
    double sd;              /* of the single numbers; NAN from fewer than two */
    size_t count;           /* numbers used: NAN ones are left out */
};

/* Two-sided interval of the mean at `confidence` (0..1, e.g. 0.95), NAN entries skipped. With `claims` > 1
 * the interval is simultaneous, as in interval_simultaneous. */
struct interval interval_of_mean(const double *numbers, size_t count, double confidence, unsigned claims);

/* The same of the pairwise differences a[i] - b[i]; pairs with a NAN are left out. */
struct interval interval_of_difference(const double *a, const double *b, size_t count, double confidence,
                                       unsigned claims);

/* The same numbers' interval shared among `claims`: all of so many hold at once with probability `confidence` at
 * least, however the claims depend on each other (Bonferroni). */
struct interval interval_simultaneous(struct interval single, double confidence, size_t claims);

/* An interval of `count` numbers' mean or the like, of which only the ends at `confidence` are known, shared among
 * `claims` as by interval_simultaneous: its arms are lengthened as Student's t is (count - 1 degrees). */
struct interval interval_widened(struct interval single, double confidence, size_t claims);

/* Half the width of an interval; NAN where it has none. */
double interval_half_width(struct interval interval);

/* The fewest numbers, not fewer than the interval has, whose interval at `confidence` would reach no farther than
 * `half_width` to each side if they vary as these do. 0 where that is not known (fewer than two numbers, or
 * `half_width` not above 0 though they vary). */
size_t interval_count_for(struct interval interval, double confidence, double half_width);

/* Probability that the true mean lies below zero, from the t distribution of the mean (0.5 where nothing
 * varies and the mean is 0; 0 or 1 where nothing varies). NAN from fewer than two numbers. */
double interval_probability_below_zero(struct interval interval);

#endif
