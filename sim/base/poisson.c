/* P(N = i) = exp(i ln m - m - ln i!), summed upwards. */
#include "base/poisson.h"

#include "base/memory.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>

enum status poisson_init(struct poisson_table *table, double mean) {
    *table = (struct poisson_table){0};
    table->count = (uint32_t)(mean + 12 * sqrt(mean) + 24);
    table->upto = memory_new(table->count, sizeof table->upto[0]);
    if (table->upto == NULL) return STATUS_NO_MEMORY;
    double sum = 0;
    for (uint32_t i = 0; i < table->count; i++) {
        sum += exp(i * log(mean) - mean - gsl_sf_lnfact(i));
        double scaled = ldexp(sum, 64);
        table->upto[i] = scaled >= 0x1p64 ? UINT64_MAX : (uint64_t)scaled;
    }
    table->upto[table->count - 1] = UINT64_MAX;
    uint32_t at = 0;
    for (uint64_t first = 0; first < POISSON_GUIDE; first++) {
        while (table->upto[at] < first << 56) at++;
        table->guide[first] = at;
    }
    return STATUS_OK;
}

void poisson_free(struct poisson_table *table) {
    free(table->upto);
    *table = (struct poisson_table){0};
}
