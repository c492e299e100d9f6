/* poisson: a Poisson distribution as a table of cumulative probabilities in whole parts of 2^64, so that a run
 * draws from it with integers alone. A table owns its array. */
#ifndef ICSIM_BASE_POISSON_H
#define ICSIM_BASE_POISSON_H

#include "base/status.h"
#include <stdint.h>

enum { POISSON_GUIDE = 256 }; /* entry points by the first byte of the uniform word */

struct poisson_table {
    uint64_t *upto; /* P(N <= i) * 2^64; the last is the largest number there is */
    uint32_t count;
    uint32_t guide[POISSON_GUIDE];
};

/* `mean` 0 < mean <= 1e7; the table ends where less than 1e-20 is left. */
enum status poisson_init(struct poisson_table *table, double mean) MUST_USE;
void poisson_free(struct poisson_table *table);

static inline uint32_t poisson_at(const struct poisson_table *table, uint64_t word) {
    uint32_t i = table->guide[word >> 56];
    while (table->upto[i] < word) i++;
    return i;
}

#endif
