/* workbook_sheets: the sheets of a workbook (results/workbook.h), read from the store: which there are, and what stands in
 * them. The struct owns its list; names and texts are those of the store's tables. */
#ifndef ICSIM_RESULTS_WORKBOOK_SHEETS_H
#define ICSIM_RESULTS_WORKBOOK_SHEETS_H

#include "results/export.h"
#include "results/workbook_pen.h"
#include "results/workbook_wish.h"

/* A table of the store; the sheet is called like it. */
struct workbook_sheet {
    const char *table, *help;
    int64_t rows, cells; /* `cells` at most: rows x columns */
    bool left_out;
};

enum { WORKBOOK_FRONT = 3 }; /* cover, notes, contents */

struct workbook_sheets {
    const struct export *export;
    struct workbook_wish wish;
    struct workbook_sheet *sheet;
    size_t count;
    uint64_t *written; /* cells, by sheet in the file, the front first */
    size_t written_count;
};

/* Which tables there are, and which are left out. STATUS_INPUT: the one wished for is not there or too long. */
enum status workbook_sheets_init(struct workbook_sheets *sheets, const struct export *export,
                                 const struct workbook_wish *wish, struct text *why) MUST_USE;
void workbook_sheets_free(struct workbook_sheets *sheets);

/* Cells of all tables that go into the file, at most. */
int64_t workbook_sheets_cells(const struct workbook_sheets *sheets);

/* Writes them all; `written` then tells how many cells each has. */
enum status workbook_sheets_write(struct workbook_sheets *sheets, struct pen *pen) MUST_USE;

#endif
