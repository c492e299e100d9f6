/* laws: the distributions of base/quantile.h, each with its law by GSL: what values drawn from a table must follow. */
#ifndef ICSIM_TESTS_VALIDATION_LAWS_H
#define ICSIM_TESTS_VALIDATION_LAWS_H

#include "base/quantile.h"

struct law {
    const char *name;
    enum status (*fill)(struct quantile_table *table, double parameter);
    double parameter;
    double (*below)(double x, double parameter), (*above)(double x, double parameter);
};

enum law_number {
#define LAW_ROW(id, name, fill, parameter, below, above) LAW_##id,
#include "validation/laws.def"
#undef LAW_ROW
    LAW_COUNT
};

extern const struct law laws[];
extern const unsigned law_count;

#endif
