/* targets: published figures beside simulated ones, so that a reader sees how near a scenario is to what
 * was observed. Each target names a measure and a path (ids joined by '+' are taken together):
 *   attendances           STEP[@PROVIDERS]          people who started the step, a year of 365.25 days
 *   admissions            STEP[@PROVIDERS]          the same
 *   arrivals              STEP[@PROVIDERS]          people who arrived at the step, a year
 *   admitted_share        STEP>STEPS[@PROVIDERS]    arrivals at the second steps per completion of the first
 *   within_target         STANDARD[where]           share of people within the target
 *   mean_minutes          STANDARD[where]           mean minutes of a clock
 *   travel_mean_minutes   STANDARD[where]           mean minutes of a journey
 *   travel_over           STANDARD[where]           share of people beyond the target: over 30 min of a
 *                                                   standard with `within = "30 min"`
 *   occupied_at_midnight  POOL[@PROVIDERS]          at midnights: in use over capacity, or where the target's
 *                                                   unit is "beds", the mean number in use
 *   utilisation           POOL[@PROVIDERS]          in use over capacity
 * [where] is /AREA, /LEVEL or @PROVIDERS: where the clock stopped, or the journey went (people whose clock
 * still ran: where they were).
 * Without '@' all providers count. The list of rows owns its texts and borrows the targets. */
#ifndef ICSIM_RESULTS_TARGETS_H
#define ICSIM_RESULTS_TARGETS_H

#include "base/text.h"
#include "results/view.h"

struct target {
    const char *measure, *path, *unit, *year, *source;
    double value;
    double tolerance; /* largest |simulated - published| that counts as near, in the unit; NAN: not given */
};

struct target_row {
    const struct target *target;
    double mean, low, high;  /* simulated: over replications, with the 95 % interval */
    double difference;       /* mean - published */
    bool inside;             /* within the tolerance; without one: the interval holds the published value */
    char *wrong;             /* a sentence where the target cannot be simulated, else NULL */
};

struct target_list { struct target_row *row; size_t count; };

/* Simulates the targets in arm `arm` over the whole window. A target that names what there is not becomes a
 * row with `wrong`; only memory can fail. */
enum status target_list_init(struct target_list *list, struct result_view *view, uint32_t arm,
                             const struct target *target, size_t count) MUST_USE;
void target_list_free(struct target_list *list);

/* The names of the measures, for messages and the reference. */
extern const char *const target_measures[];
extern const size_t target_measure_count;

#endif
