/* headline: the main finding of each picture, computed from its data. Appends plain text. */
#ifndef ICSIM_REPORT_HEADLINE_H
#define ICSIM_REPORT_HEADLINE_H

#include "report/chart.h"

typedef void headline_writer(const struct chart_data *data, struct text *out);

headline_writer headline_differences;

/* Money (headline_money.c). */
headline_writer headline_cost_stack, headline_cost_waterfall, headline_position, headline_cash_present;

/* Capacity, time and how sure it is (headline_capacity.c). */
headline_writer headline_occupancy_by_day, headline_time_at_level, headline_chance_by_beds, headline_hour_of_week,
    headline_where_minutes_go, headline_bed_closure, headline_convergence, headline_outcomes;

/* headline_access.c */
headline_writer headline_travel_cumulative, headline_who_gains, headline_spread_by_area, headline_deprivation, headline_map,
    headline_map_change;

#endif
