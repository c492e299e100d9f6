/* headline: the main finding of each picture, computed from its data. Appends plain text. */
#ifndef ICSIM_REPORT_HEADLINE_H
#define ICSIM_REPORT_HEADLINE_H

#include "report/chart.h"

typedef void headline_writer(const struct chart_data *data, struct text *out);

headline_writer headline_differences;

/* Money (headline_money.c). */
headline_writer headline_cost_stack, headline_cost_waterfall, headline_position, headline_cash_present;

#endif
