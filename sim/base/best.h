/* best: how likely each of several choices is the best of all, from numbers that belong together replication by
 * replication.
 *
 * The true differences from the first choice are taken to be as a multivariate t distribution about the mean
 * differences found, with the covariance found and one degree of freedom fewer than replications: each one by
 * itself is then Student's t, so between two choices this is the probability that its interval belongs to. The
 * probability that one of several is the largest has no formula; it is counted in keyed draws (the same for the
 * same numbers, whatever the machine does), their scale taken from evenly spread quantiles. A bootstrap over
 * replications would know of no value beyond the few found, and make ten replications look surer than they are. */
#ifndef ICSIM_BASE_BEST_H
#define ICSIM_BASE_BEST_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

enum { BEST_DRAWS = 10240 }; /* the counted probability is within 0.01 of the exact one, 19 times of 20 */

struct best_question {
    const double *number; /* [choices][count]; a replication with a NAN in any choice is left out */
    size_t choices, count;
    bool least;           /* the least is the best; else the most */
};

/* Fills probability[choices], which sum to 1; choices that are the same in every replication share. All NAN from
 * fewer than two replications. STATUS_NO_MEMORY. */
enum status best_find(const struct best_question *question, double *probability) MUST_USE;

#endif
