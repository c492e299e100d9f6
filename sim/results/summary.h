/* summary: the table that a run or comparison shows first: what matters of each scenario, the baseline with
 * its interval and every other scenario as its difference on the same people. Cells are texts ready to
 * print, with the numbers beside them. The struct owns its texts.
 * Rows: each standard (clocks, then journeys), the fullest pools (places at midnight, staff over time),
 * each organisation's money; of three scenarios or more, how likely each is the best of all.
 * A word such as longer is said only where all words of the summary hold together at 95 % (results/verdict.h). */
#ifndef ICSIM_RESULTS_SUMMARY_H
#define ICSIM_RESULTS_SUMMARY_H

#include "base/text.h"
#include "results/measure.h"

struct summary_cell {
    char *text;              /* "143.2 (141.0 to 145.4)", "+12.3 (+10.1 to +14.5) longer", "-" */
    double value, low, high; /* in the row's unit; NAN: missing. The interval stands alone */
    double together_low, together_high; /* of a difference: the interval that holds with all others of the summary */
    const char *word;        /* longer, shorter, more, less where that excludes 0 and the change can be seen; else "" */
    double probability_better; /* of a difference; NAN where neither direction is better */
    char chance[48];         /* the same, ready to print: "97.3 %", ">99.9 %"; "" where there is none */
};

enum summary_shows {
    SHOWS_MEASURE,           /* the baseline's value, and differences from it */
    SHOWS_COUNT,             /* a value of each scenario but the baseline */
    SHOWS_BEST,              /* a probability of each scenario */
};

struct summary_row {
    char *group;             /* heading over it and its neighbours: "A&E four hours" */
    char *label;             /* says all by itself: "four_hours: mean" */
    const char *unit;        /* of a value; where it is %, a difference is in percentage points */
    const char *better;      /* less, more: which direction is better; "" where neither */
    enum summary_shows shows;
    struct summary_cell *cell; /* [arm_count] */
    /* of SHOWS_MEASURE: where it comes from, and how it is shown */
    const struct measure *measure;
    uint32_t item;
    double scale;
    int decimals;
};

struct summary {
    uint32_t arm_count;
    char **heading; /* ids of the arms */
    struct summary_row *row;
    size_t row_count, capacity;
    uint32_t claims;         /* differences that are judged together */
    struct text notes;       /* of a comparison: how to read it, and what pairing was worth; whole lines */
};

/* Makes the view's verdict (results/verdict.h) too: tables written after it know what was claimed. */
enum status summary_init(struct summary *summary, struct result_view *view) MUST_USE;
void summary_free(struct summary *summary);

enum summary_format { SUMMARY_TEXT, SUMMARY_CSV, SUMMARY_JSON, SUMMARY_MARKDOWN };
/* Appends the whole summary, with a line end. Text and Markdown: a row a measure, a column a scenario, and of a
 * comparison notes on how to read it; text in groups. CSV and JSON: a row a measure and scenario with columns
 * measure, unit, arm, shows (value, difference or probability_best), value, low, high, simultaneous_low,
 * simultaneous_high, word, better, probability_better. */
void summary_render(const struct summary *summary, enum summary_format format, struct text *out);

#endif
