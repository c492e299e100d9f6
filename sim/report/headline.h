/* headline: the main finding of each picture, computed from its data. Appends plain text. */
#ifndef ICSIM_REPORT_HEADLINE_H
#define ICSIM_REPORT_HEADLINE_H

#include "report/chart.h"

typedef void headline_writer(const struct chart_data *data, struct text *out);

headline_writer headline_differences;

#endif
