/* workbook_wish: what is wanted of a workbook (results/workbook.h). Borrows the name. */
#ifndef ICSIM_RESULTS_WORKBOOK_WISH_H
#define ICSIM_RESULTS_WORKBOOK_WISH_H

#include <stdbool.h>
#include <stdint.h>

struct workbook_limits {
    int64_t rows;            /* longer tables are left out where none is asked for by its name */
    int64_t sheet_rows;      /* what a sheet can hold below its first row */
    int64_t cells_in_memory; /* with more in all, rows go to temporary files, and texts stand in their cells */
};

struct workbook_wish {
    const char *table; /* this one alone, however long; NULL: all that hold something and are not too long */
    bool replace;      /* a file that is there; else it is refused */
    struct workbook_limits limits;
};

#endif
