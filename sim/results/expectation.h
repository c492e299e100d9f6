/* expectation: expected events a year of an outcome with two kinds of doubt, told apart: the simulation's chance (at
 * the published numbers), and that of the published numbers themselves; and both together. */
#ifndef ICSIM_RESULTS_EXPECTATION_H
#define ICSIM_RESULTS_EXPECTATION_H

#include "base/interval.h"
#include "results/view.h"

struct expectation {
    struct interval chance;          /* mean over replications at the published numbers, and its interval */
    double published_low, published_high; /* of that mean, over the draws of the published numbers; NAN without doubt */
    double low, high;                /* both together; NAN under two replications */
    double below_by_chance, below;   /* probability that it is below 0: by chance alone, with both */
};

/* Of an arm (spot.item: outcome; spot.replication and spot.period are not read) or, with `against_baseline`, of its
 * difference from the baseline, replication by replication and draw by draw. 95 % intervals. */
struct expectation expectation_of(const struct result_view *view, struct spot spot, bool against_baseline);

/* True where the published interval of an effect includes no effect, or does not exist; by enum effect_of. */
bool effect_may_be_none(const struct result_view *view, uint32_t arm, uint32_t outcome, uint32_t effect);

/* The effect's key in the language: "by_distance". */
const char *effect_name(uint32_t effect);

const struct expected_tally *view_expected(const struct result_view *view, struct spot spot);

#endif
