/* Looking things up in result tables: rows picked by "column=value column=value" (values without blanks). */
#ifndef ICSIM_TESTS_SUPPORT_TABLE_ROWS_H
#define ICSIM_TESTS_SUPPORT_TABLE_ROWS_H

#include "results/tables.h"

/* How many rows of the table are so; "" counts all. */
uint32_t rows_count(struct result_view *view, const char *table, const char *where);

/* The number in `column` of the one row that is so; NAN where missing. Not exactly one row: a broken CHECK. */
double rows_number(struct result_view *view, const char *table, const char *where, const char *column);

/* The text in it, written to `out`; "(missing)" where missing. */
void rows_text(struct result_view *view, const char *table, const char *where, const char *column,
               char out[VIEW_TEXT_BYTES]);

#endif
