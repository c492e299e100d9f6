/* inequality: how unequal access is along an ordered group and between places, of each scenario and of the paired
 * difference, with 95 % intervals over replications.
 *
 * Slope and relative index of inequality (Mackenbach and Kunst, Social Science and Medicine 1997; 44:757-771;
 * Moreno-Betancur and others, Epidemiology 2015; 26:518-527): each level stands at the middle of its people's rank
 * in the population, 0 the least disadvantaged, 1 the most; a line is fitted by least squares weighted with people.
 * The slope index is the line at 1 less the line at 0, in the measure's unit: above 0, the most disadvantaged have
 * more (longer times, or a larger share within the target). The relative index is the line at 1 over the line at 0.
 * The people are residents at the start, so ranks and weights are the same in all scenarios and replications.
 *
 * The gap is between the worst and the best place (or level), each by its mean over replications. The largest of
 * noisy means less the smallest is biased upwards; the jackknife over replications, which chooses worst and best
 * anew without each of them, corrects for it, so the interval may lie lower than the value; it is cut at 0. Where worst and best
 * are clear it is the plain t interval of their difference.
 *
 * Borrows the view; owns nothing. */
#ifndef ICSIM_RESULTS_INEQUALITY_H
#define ICSIM_RESULTS_INEQUALITY_H

#include "results/measure.h"

/* A line fitted to the levels of an ordered group, least disadvantaged first: `share` of the people (they sum to
 * 1), `value` of each level. Levels with the value NAN are left out, their people keep their place in the rank.
 * Gives NANs where fewer than two levels have a value. */
struct slope { double at_least, at_most; }; /* of the line at rank 0 and at rank 1 */
struct slope slope_fit(const double *share, const double *value, uint32_t count);

enum inequality_index { INEQUALITY_SLOPE, INEQUALITY_RATIO, INEQUALITY_GAP, INEQUALITY_INDEX_COUNT };

/* What is asked: of a standard, by a measure of FAMILY_STANDARD, along a dimension (NONE: between areas; only the
 * gap). Slope and ratio need a dimension that is ordered. */
struct inequality_wish {
    uint32_t arm, standard, dimension;
    const struct measure *measure;
    enum inequality_index index;
};

struct inequality {
    double value, low, high;                           /* low, high: NAN under two replications */
    double baseline;                                   /* the same of the baseline */
    double difference, difference_low, difference_high;/* paired; NAN in the baseline itself */
    uint32_t best, worst;                              /* margins between which the gap is; else NONE */
    size_t replications;
};

/* All NAN where it cannot be had. */
struct inequality inequality_of(struct result_view *view, struct inequality_wish wish);

/* The measures of which inequality is told: mean, 90th percentile, share within the target. */
enum { INEQUALITY_MEASURES = 3 };
const struct measure *inequality_measure(uint32_t number);

#endif
