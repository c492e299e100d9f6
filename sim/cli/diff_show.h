/* diff_show: how `diff` puts what it found, in each of its formats. Borrows everything. */
#ifndef ICSIM_CLI_DIFF_SHOW_H
#define ICSIM_CLI_DIFF_SHOW_H

#include "cli/options.h"
#include "scenario/before_after.h"
#include "scenario/explanation.h"

/* Two scenarios and what they differ in. */
struct diff_pair {
    const char *first, *second;             /* ids */
    const char *first_title, *second_title; /* may be NULL */
    const struct explanation_list *list;
    const struct before_after *totals;
};

/* What stands before the first pair and after the last: of CSV the heading, of JSON the brackets. */
void diff_show_begin(enum format format);
void diff_show_pair(enum format format, const struct diff_pair *pair, bool is_first);
void diff_show_end(enum format format);

#endif
