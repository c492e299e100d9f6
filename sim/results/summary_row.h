/* summary_row: rows of the summary and their cells: a measure asked for, its interval of the mean or of the
 * difference, the word for it, the text. summary.c says which rows there are. */
#ifndef ICSIM_RESULTS_SUMMARY_ROW_H
#define ICSIM_RESULTS_SUMMARY_ROW_H

#include "results/summary.h"

/* A row as it is asked for. */
struct wish {
    const char *group, *subject, *what, *unit;
    const struct measure *measure;
    uint32_t item;
    double scale;
    int decimals;
};

/* A row without cells' texts yet; NULL without memory. */
struct summary_row *summary_new_row(struct summary *summary, const char *group, const char *label, const char *unit);

/* A row of SHOWS_MEASURE, claimed in the view's verdict; its cells follow by summary_fill, when all claims are known. */
enum status summary_add_row(struct summary *summary, struct result_view *view, struct wish wish) MUST_USE;
enum status summary_fill(struct summary *summary, const struct result_view *view) MUST_USE;

/* A cell of SHOWS_COUNT: a mean over replications and its interval, without decimals. */
enum status summary_count_cell(struct summary_cell *cell, struct interval interval) MUST_USE;

/* Rows of SHOWS_BEST, after those that they are of. */
enum status summary_add_best(struct summary *summary, const struct result_view *view) MUST_USE;

/* People unfinished of a standard, over all replications of an arm. */
uint64_t summary_unfinished(const struct result_view *view, uint32_t arm, uint32_t standard);

#endif
