/* row: the numbers of a scenario by index, and how many of a thing there may be. Everything that can change on a date
 * is a number in one array; a row says where in it, and by what it differs from person to person. */
#ifndef ICSIM_NETWORK_ROW_H
#define ICSIM_NETWORK_ROW_H

#include <stdint.h>

#define NONE UINT32_MAX /* no such thing */

enum {
    MAX_POOL_KINDS = 64,   /* pools kept through a wait are a bit set of kinds */
    MAX_PRIORITIES = 8,    /* 1 (first) .. 8 */
    MAX_NEEDS = 4,         /* pools a step needs at once */
    MOST_UNITS = 1000,     /* of one pool at once */
    MAX_DIMENSIONS = 8,    /* age, car, place, deprivation, ... */
    MAX_FURTHER = 4,       /* further thresholds of a standard */
};

/* By what a value may differ. A patient carries one index for each, so reading has no branch. */
enum row_by { BY_NOTHING, BY_CELL, BY_AREA, BY_STRATUM, BY_BRANCH, BY_CELL_AND_BRANCH, ROW_BY_COUNT };

/* One number, or one for each cell, area, ... : value[first + index of that kind]. BY_CELL_AND_BRANCH is
 * cell * branches of the step + branch. first == NONE: not given. */
struct row {
    uint32_t first;
    uint32_t by; /* enum row_by */
};

/* A duration: three numbers an entry, value[first + 3 * index ...]: quantile table (index, or -1: none, then
 * the value is the shift), shift, scale. Minutes. */
struct duration {
    uint32_t first; /* NONE: not given */
    uint32_t by;
};

#endif
