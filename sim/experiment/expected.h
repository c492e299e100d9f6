/* expected: the events that an outcome's risk and published effects make of what its people went through, worked out
 * after the run: once at the published numbers, and once at each of DOUBT_DRAWS sets of numbers drawn from their
 * published intervals. Draws are keyed by seed and name alone, so the same ones hold in every replication and every
 * arm, and differences share them. */
#ifndef ICSIM_EXPERIMENT_EXPECTED_H
#define ICSIM_EXPERIMENT_EXPECTED_H

#include "care/outcome.h"

/* An effect's numbers as they are in an arm: what it comes to at each draw, of ratios the logarithm. */
struct effect_numbers {
    double centre;             /* as published */
    double low, high;          /* NAN: taken as certain */
    double drawn[DOUBT_DRAWS];
    double per, from, up_to;
};
void effect_numbers_of(const struct network *network, uint32_t arm, uint32_t seed, const struct outcome_effect *effect,
                       struct effect_numbers *out);

/* The number that a value slot of outcomes has in an arm. */
double outcome_value(const struct network *network, uint32_t arm, uint32_t slot);

/* Units of exposure by the effect's form: what multiplies its size (of a ratio, its logarithm). */
double effect_units(const struct outcome_effect *effect, const struct effect_numbers *numbers, double exposure);

/* Fills `expected` and `doubted` from the exposures, which are given back. */
enum status expected_work_out(const struct network *network, uint32_t arm, uint32_t seed,
                              struct outcome *outcome) MUST_USE;

#endif
