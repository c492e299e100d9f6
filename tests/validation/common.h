/* common: ways of measuring that rows of several tables use. Each is a row's `value` or `whole`. */
#ifndef ICSIM_TESTS_VALIDATION_COMMON_H
#define ICSIM_TESTS_VALIDATION_COMMON_H

#include "validation/battery.h"

/* value: mean minutes of a standard (row->measure.of) for one level of a dimension (row->measure.at). */
double value_of_level(const struct scenario_run *run, uint32_t replication, const struct battery_row *row);

/* whole, BELOW: over every pool with a line, the largest |mean of (number waiting - waits a minute)| in errors. The
 * number is an integral over the window, the waits are those of the people who came in it: Little's law, counted by
 * different code. `high` is set to the two-sided limit at 1 % over all pools. */
void whole_little(const struct battery_try *try, const struct battery_row *row, struct finding *finding);

/* whole, BELOW: the largest relative residual of the runs' own ledger of Little's law. */
void whole_ledger(const struct battery_try *try, const struct battery_row *row, struct finding *finding);

/* The upper tail of Pearson's chi-square of `count` cells' observed numbers against expected ones that add up to the
 * same, neighbours joined until each cell expects at least ten. */
double chi_square_p(const double *observed, const double *expected, size_t count, bool same_total);

#define LITTLE \
    {.name = "Little's law at every pool, largest error", .whole = whole_little, .source = "Little 1961", \
     .rule = BELOW}, \
    {.name = "Little's law in the ledger, residual", .whole = whole_ledger, .high = 1e-9, .source = "Little 1961", \
     .rule = BELOW}

#endif
