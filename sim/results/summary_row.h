/* summary_row: rows of the summary and their cells: a measure asked for, its interval of the mean or of the
 * difference, the word for it, the text. summary.c says which rows there are. */
#ifndef ICSIM_RESULTS_SUMMARY_ROW_H
#define ICSIM_RESULTS_SUMMARY_ROW_H

#include "base/text.h"
#include "results/measure.h"

/* The group of those who came to a step and were not treated there. */
#define SUMMARY_UNSEEN "people who were turned away, turned round, were cancelled or left without being seen"

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
    SHOWS_INDEX,             /* the same as a measure, of an index whose cells its maker fills */
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
    bool headline;           /* which scenario is the best of all is asked by this */
};

struct summary {
    uint32_t arm_count;
    char **heading; /* ids of the arms */
    struct summary_row *row;
    size_t row_count, capacity;
    uint32_t claims;         /* differences that are judged together */
    struct text moved;       /* of a comparison: whom each scenario makes worse off; whole lines */
    struct text outcomes;    /* expected events a year with their doubt; whole lines, none where no outcome is used */
    struct text notes;       /* of a comparison: how to read it, and what pairing was worth; whole lines */
};

/* A row as it is asked for. */
struct wish {
    const char *group, *subject, *what, *unit;
    const struct measure *measure;
    uint32_t item;
    double scale;
    int decimals;
    bool headline;           /* which scenario is the best of all is asked by this */
};

/* The word for a change up or down: longer, better off, more; by its unit and measure (NULL: none), whether it can be seen or not. */
const char *summary_word(const char *unit, const char *measure, bool up);

/* A row without cells' texts yet; NULL without memory. */
struct summary_row *summary_new_row(struct summary *summary, const char *group, const char *label, const char *unit);

/* A row of SHOWS_MEASURE, claimed in the view's verdict; its cells follow by summary_fill, when all claims are known. */
enum status summary_add_row(struct summary *summary, struct result_view *view, struct wish wish) MUST_USE;
/* The few things of a measure's family of which it is highest in any scenario, the highest first; those for which it is never
 * above 0 are left out. `beside`: a second measure, told before it of the same thing; NULL: none. */
struct ranking {
    const char *group, *what, *unit;
    const struct measure *measure;
    double scale;
    int shown;
    const struct measure *beside;
    const char *what_beside;
};
enum status summary_add_highest(struct summary *summary, struct result_view *view, const struct ranking *ranking) MUST_USE;
enum status summary_fill(struct summary *summary, const struct result_view *view) MUST_USE;

/* "143.2 (141.0 to 145.4)", with `sign` "+12.3 (+10.1 to +14.5)"; the interval only where there is one. */
void summary_add_interval(struct text *out, const struct summary_cell *cell, int decimals, bool sign);

/* A cell of SHOWS_COUNT: a mean over replications and its interval, without decimals. */
enum status summary_count_cell(struct summary_cell *cell, struct interval interval) MUST_USE;

/* Of three scenarios or more rows of SHOWS_BEST, for every headline so far. */
enum status summary_add_best(struct summary *summary, const struct result_view *view) MUST_USE;

/* People unfinished of a standard, over all replications of an arm. */
uint64_t summary_unfinished(const struct result_view *view, uint32_t arm, uint32_t standard);

#endif
