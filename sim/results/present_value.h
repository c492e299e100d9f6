/* present_value: money of financial years, discounted to one of them, by default the first one of the window: what is spent k
 * years after it counts 1 / (1 + rate)^k, as in the Green Book (HM Treasury 2022, annex 6), by the years' whole sums. */
#ifndef ICSIM_RESULTS_PRESENT_VALUE_H
#define ICSIM_RESULTS_PRESENT_VALUE_H

#include "results/measure.h"

/* The starting year of the financial year to which money is discounted. */
int present_value_year(const struct network *network);

/* Cost and position in cash, and their present values, GBP. The spot's item is an organisation, or as many as there
 * are: all together. None of them is of measure_list. */
extern const struct measure cash_cost, cash_position, present_cost, present_position;

#endif
