/* summary: the table that a run or comparison shows first: what matters of each scenario, the baseline with
 * its interval and every other scenario as its difference on the same people. Cells are texts ready to
 * print, with the numbers beside them. The struct owns its texts.
 * Rows: each standard (clocks, then journeys), the fullest pools (places at midnight, staff over time),
 * each organisation's money. */
#ifndef ICSIM_RESULTS_SUMMARY_H
#define ICSIM_RESULTS_SUMMARY_H

#include "base/text.h"
#include "results/view.h"

struct summary_cell {
    char *text;              /* "143.2 (141.0 to 145.4)", "+12.3 (+10.1 to +14.5) longer", "-" */
    double value, low, high; /* in the row's unit; NAN: missing */
    const char *word;        /* longer, shorter, more, less where the interval, as shown, excludes 0; else "" */
};

struct summary_row {
    char *group;             /* heading over it and its neighbours: "A&E four hours" */
    char *label;             /* says all by itself: "four_hours: mean" */
    const char *unit;        /* of a value; where it is %, a difference is in percentage points */
    struct summary_cell *cell; /* [arm_count]; 0 is the baseline's value, the others are differences, or
                                  counts in rows of those who take longer or shorter by more than 15 minutes */
};

struct summary {
    uint32_t arm_count;
    char **heading; /* ids of the arms */
    struct summary_row *row;
    size_t row_count, capacity;
    struct text note; /* sentences below the table, a line each: whom each scenario makes worse off */
};

enum status summary_init(struct summary *summary, struct result_view *view) MUST_USE;
void summary_free(struct summary *summary);

/* Parts of summary_init: rows of inequality (slopes along ordered groups, gaps between areas) of the headline
 * standards, and in a comparison the note on who waits or travels longer by more than 15 minutes. */
enum status summary_add_equity(struct summary *summary, struct result_view *view) MUST_USE;
/* A new last row with empty cells; NULL without memory. Copies the texts; `unit` is a constant. */
struct summary_row *summary_new_row(struct summary *summary, const char *group, const char *label, const char *unit);
/* "143.2 (141.0 to 145.4)", with `sign` "+12.3 (+10.1 to +14.5)"; the interval only where there is one. */
void summary_add_interval(struct text *out, const struct summary_cell *cell, int decimals, bool sign);

enum summary_format { SUMMARY_TEXT, SUMMARY_CSV, SUMMARY_JSON, SUMMARY_MARKDOWN };
/* Appends the whole summary, with a line end. Text and Markdown: a row a measure, a column a scenario; text in
 * groups, and of a comparison with notes on how to read it. CSV and JSON: a row a measure and scenario with
 * columns measure, unit, arm, shows (value or difference), value, low, high, word. */
void summary_render(const struct summary *summary, enum summary_format format, struct text *out);

#endif
