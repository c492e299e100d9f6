/* section: the parts of the page, each a function that appends its HTML. One that has nothing to say appends nothing.
 * The order in which they stand is in page.c. */
#ifndef ICSIM_REPORT_SECTION_H
#define ICSIM_REPORT_SECTION_H

#include "report/report.h"

typedef enum status section_writer(const struct report *report, struct text *html, struct text *why);

section_writer section_warnings;   /* warnings and a broken ledger (warnings.c) */
section_writer section_answer;     /* the question and the answer in three sentences (answer.c) */
section_writer section_main_table; /* main_table.c */
section_writer section_appraisal;  /* options appraisal: scenario by criterion (appraisal.c) */
section_writer section_losers;     /* areas and groups that lose or gain most (losers.c) */
section_writer section_figures;    /* figure.c */

/* The figures' data and specifications, for the script (figure.c). */
enum status figures_data(const struct report *report, struct text *html, struct text *why) MUST_USE;

/* A grid as an HTML table that scrolls in a box of its own: `caption` is escaped here. Numbers of a column have the same
 * decimals. Columns whose name begins with '_' are left out. */
void section_table(const struct grid *grid, const char *caption, struct text *html);

#endif
