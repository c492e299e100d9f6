/* before_after: what two scenarios come to in all, side by side: people, people who come, places and staff, at the
 * start and after all changes. Owns its rows. */
#ifndef ICSIM_SCENARIO_BEFORE_AFTER_H
#define ICSIM_SCENARIO_BEFORE_AFTER_H

#include "scenario/explanation.h"

/* One sum: value[scenario][0 at the start, 1 after all changes]. */
struct before_after_row {
    char *what;       /* "people", "emergency", "bed" */
    const char *unit; /* "people", "people a year", "places", "WTE" */
    double value[2][2];
};

struct before_after {
    struct before_after_row *row; /* people, then pathways, then pools, by name */
    size_t count, capacity;
    bool can_run_together;        /* as arms of one comparison */
    bool same_run;                /* then: no number that a run reads differs on any day */
};

/* Compiles both, alone and together, and marks in `list` what changes nothing since nobody comes to it. Adds the
 * problems that either has by itself; STATUS_INPUT then. */
enum status before_after_find(const struct scenario_arm *first, const struct scenario_arm *second,
                              struct explanation_list *list, struct before_after *out,
                              struct problem_list *problems) MUST_USE;
void before_after_free(struct before_after *totals);

#endif
