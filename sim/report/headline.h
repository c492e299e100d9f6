/* headline: the main finding of each picture, computed from its data. Appends plain text. */
#ifndef ICSIM_REPORT_HEADLINE_H
#define ICSIM_REPORT_HEADLINE_H

#include "report/chart.h"

typedef void headline_writer(const struct chart_data *data, struct text *out);

headline_writer headline_differences;

/* headline_access.c */
headline_writer headline_travel_cumulative, headline_who_gains, headline_spread_by_area, headline_deprivation, headline_map,
    headline_map_change;

#endif
