/* week: the rate of arrivals of data/week.cfg, said a second time: by its own numbers, not by the program's reading. */
#ifndef ICSIM_TESTS_VALIDATION_WEEK_H
#define ICSIM_TESTS_VALIDATION_WEEK_H

#define WEEK_PER_DAY 24.0 /* mean arrivals a day */

/* Arrivals in an hour of the week, Monday 00:00 to 01:00 first. */
double week_rate(int hour_of_week);

#endif
