/* verdict: what may be said of many differences at once.
 *
 * Claims. Whoever reads twenty intervals of 95 % finds one beside the truth. So differences that are read together
 * are a family, and intervals are widened until all of a family hold at once with 95 % (Bonferroni's: it needs
 * nothing but each interval by itself, however the measures depend on each other, and whoever has the table can do
 * it again). The families:
 *   summary   what the summary shows, of all scenarios
 *   groups    a measure of one standard in one period, for everyone, every area and every group, in all scenarios
 *   subjects  a measure of all steps, pools or organisations in one period, in all scenarios
 *
 * The best of all. Where there are three scenarios or more, how likely each is the best, the baseline among them
 * (base/best.h): for everyone and the whole time, of standards and organisations.
 *
 * What is found is kept in the view, which owns it. */
#ifndef ICSIM_RESULTS_VERDICT_H
#define ICSIM_RESULTS_VERDICT_H

#include "results/measure.h"

/* Begins with nothing claimed, and finds the best of all. */
enum status verdict_prepare(struct result_view *view) MUST_USE;

/* Says that the summary shows this measure of this item, or another one that is not of measure_list (then only the
 * number of claims grows): one claim for each scenario but the baseline. */
void verdict_claim(struct result_view *view, const struct measure *measure, uint32_t item);

/* How many differences are claimed together with this one, and the name of their family. */
uint32_t verdict_claims(const struct result_view *view, const struct measure *measure, struct spot spot,
                        const char **family);

/* How likely each arm is the best of all, for everyone and the whole time: of any measure with a better direction,
 * also of one that is not of measure_list. Fills probability[arms], NAN where there is nothing to tell. */
enum status verdict_best_of_all(const struct result_view *view, const struct measure *measure, uint32_t item,
                                double *probability) MUST_USE;

/* The same, kept for standards and organisations: how likely spot.arm is; NAN where that is not kept. */
double verdict_best(const struct result_view *view, const struct measure *measure, struct spot spot);

#endif
