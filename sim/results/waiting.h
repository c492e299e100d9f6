/* waiting: lists at the ends of months, looked up in an outcome. Borrows the view; owns nothing. */
#ifndef ICSIM_RESULTS_WAITING_H
#define ICSIM_RESULTS_WAITING_H

#include "results/view.h"

/* The last month that ends in a period (network->period_count: in the window); NONE where none does. */
uint32_t waiting_last_month(const struct network *network, uint32_t period);

/* The list of spot.item, a standard, at the last month's end of spot.period: of everyone. Without people where
 * nobody waits; false where there is no such list (of journeys, or where no month ends in the period). */
bool waiting_at(const struct result_view *view, struct spot spot, struct month_end_tally *out);

#endif
