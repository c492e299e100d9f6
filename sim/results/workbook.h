/* workbook: a result's tables as one Excel file: a cover, notes, contents with links, then one table a sheet with its
 * column names in the first row, cells as they stand in the store. Its bytes depend on the store alone. It is made beside
 * its place, read back, and renamed: it is whole or not there. Needs libxlsxwriter when icsim is built. Owns nothing. */
#ifndef ICSIM_RESULTS_WORKBOOK_H
#define ICSIM_RESULTS_WORKBOOK_H

#include "results/export.h"
#include "results/workbook_wish.h"

#define WORKBOOK_ENDING ".xlsx"

extern const struct workbook_limits workbook_limits; /* 40,000; 1,048,575; 1,500,000 */

/* NULL where workbooks can be written; else a sentence that says what to install. */
const char *workbook_missing(void);

/* STATUS_INPUT: there is no such table, it is too long for a sheet, `path` is taken or has another ending, or
 * workbooks cannot be written. On failure there is no file. */
enum status workbook_write(const struct export *export, const struct workbook_wish *wish, const char *path,
                           struct text *why) MUST_USE;

#endif
