/* section: the parts of the page, each a function that appends its HTML. One that has nothing to say appends nothing.
 * The order in which they stand is in page.c. */
#ifndef ICSIM_REPORT_SECTION_H
#define ICSIM_REPORT_SECTION_H

#include "report/report.h"

/* warnings and a broken ledger (warnings.c) */
enum status section_warnings(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* the question and the answer in three sentences (answer.c) */
enum status section_answer(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* the summary, its main rows first (main_table.c) */
enum status section_main_table(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* options appraisal: scenario by criterion (appraisal.c) */
enum status section_appraisal(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* areas and groups that lose or gain most (losers.c) */
enum status section_losers(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* every picture (figure.c) */
enum status section_figures(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* some people's journeys (people.c) */
enum status section_people(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* method, assumptions, limits (method.c) */
enum status section_method(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* the STRESS-DES checklist (stress.c) */
enum status section_stress(const struct report *report, struct text *html, struct text *why) MUST_USE;
/* how to make it again (again.c) */
enum status section_again(const struct report *report, struct text *html, struct text *why) MUST_USE;

/* The specifications that the figures left in report.specs, with their data, for the script (figure.c). */
void figures_data(const struct text *specs, struct text *html);

/* A grid as an HTML table that scrolls in a box of its own: `caption` is escaped here. Numbers of a column have the same
 * decimals. Columns whose name begins with '_' are left out. */
void section_table(const struct grid *grid, const char *caption, struct text *html);

#endif
