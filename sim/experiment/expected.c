/* The odds of the base risk are multiplied by all odds ratios, what comes out by all risk ratios, and differences are
 * added; a risk stays within 0 and 1. */
#include "experiment/expected.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { NUMBERS = DOUBT_DRAWS + 1 }; /* the published ones first */

/* One outcome in one arm. */
struct working {
    const struct network *network;
    const struct outcome_rule *rule;
    double *value;             /* of the outcomes' slots, as they are in the arm */
    struct effect_numbers effect[EFFECT_COUNT];
    double *cases_a_year;      /* by provider */
    double *events;            /* [margin][NUMBERS] over all periods: areas and persons' groups first */
};

double outcome_value(const struct network *network, uint32_t arm, uint32_t slot) {
    double value = network->value[slot];
    for (size_t i = 0; i < network->arm[arm].patch_count; i++)
        if (network->arm[arm].patch[i].slot == slot) value = network->arm[arm].patch[i].number;
    return value;
}

void effect_numbers_of(const struct network *network, uint32_t arm, uint32_t seed, const struct outcome_effect *effect,
                       struct effect_numbers *out) {
    double value[EFFECT_NUMBERS], normal[DOUBT_DRAWS];
    for (uint32_t i = 0; i < EFFECT_NUMBERS; i++) value[i] = outcome_value(network, arm, effect->first + i);
    if (effect->measure != EFFECT_RISK_DIFFERENCE)
        for (int i = EFFECT_SIZE; i <= EFFECT_HIGH; i++) value[i] = log(value[i]);
    *out = (struct effect_numbers){.centre = value[EFFECT_SIZE], .low = value[EFFECT_LOW], .high = value[EFFECT_HIGH],
                                   .per = value[EFFECT_PER], .from = value[EFFECT_FROM], .up_to = value[EFFECT_UP_TO]};
    double sd = isnan(out->low) ? 0 : (out->high - out->low) / (2 * doubt_reach());
    doubt_normal(seed, effect->key, normal);
    for (int k = 0; k < DOUBT_DRAWS; k++) out->drawn[k] = out->centre + sd * normal[k];
}

double effect_units(const struct outcome_effect *effect, const struct effect_numbers *numbers, double exposure) {
    if (exposure > numbers->up_to) exposure = numbers->up_to; /* never, where there is no bound */
    double above = exposure - numbers->from;
    switch ((enum effect_form)effect->form) {
    case FORM_STEP:
        return above >= 0 ? 1 : 0;
    case FORM_DOUBLING:
        return exposure > 0 ? log2(exposure / numbers->from) : 0;
    case FORM_LINEAR:
        break;
    }
    return effect->threshold && above < 0 ? 0 : above / numbers->per;
}

/* Risk at the published numbers (k = 0) or at a draw. */
static double risk_at(const struct working *working, double base, const double units[EFFECT_COUNT], int k) {
    double sum[EFFECT_RISK_DIFFERENCE + 1] = {0};
    for (int e = 0; e < EFFECT_COUNT; e++) {
        const struct effect_numbers *effect = &working->effect[e];
        uint32_t measure = working->rule->effect[e].measure;
        if (measure != EFFECT_NOT) sum[measure] += units[e] * (k == 0 ? effect->centre : effect->drawn[k - 1]);
    }
    double odds_ratio = exp(sum[EFFECT_ODDS_RATIO]), risk = base;
    if (base < 1) risk = base * odds_ratio / (1 - base + base * odds_ratio);
    risk = risk * exp(sum[EFFECT_RISK_RATIO]) + sum[EFFECT_RISK_DIFFERENCE];
    return risk < 0 ? 0 : risk > 1 ? 1 : risk;
}

/* The outcomes' value slots as they are in an arm; NULL without memory. */
static double *values_of(const struct network *network, uint32_t arm) {
    uint32_t first = network->outcome_slot_first, count = network->outcome_slot_end - first;
    double *value = memory_copy(&network->value[first], count, sizeof *value);
    for (size_t i = 0; value != NULL && i < network->arm[arm].patch_count; i++) {
        uint32_t slot = network->arm[arm].patch[i].slot;
        if (slot >= first && slot - first < count) value[slot - first] = network->arm[arm].patch[i].number;
    }
    return value;
}

static double number_of(const struct working *working, struct row row, uint32_t stream) {
    const struct network *network = working->network;
    const struct stream *from = &network->stream[stream];
    const uint32_t index[ROW_BY_COUNT] = {[BY_CELL] = from->cell,
                                          [BY_AREA] = from->area,
                                          [BY_STRATUM] = from->area * network->cell_count + from->cell};
    return working->value[row.first - network->outcome_slot_first + index[row.by]];
}

static void count(struct working *working, struct outcome *outcome, size_t first, const struct exposure *exposure) {
    const struct network *network = working->network;
    const double by[EFFECT_COUNT] = {[EFFECT_DISTANCE] = exposure->km_tenths / 10.0,
                                     [EFFECT_WAIT] = exposure->minutes,
                                     [EFFECT_CROWDING] = exposure->crowd_thousandths / 1000.0,
                                     [EFFECT_VOLUME] = working->cases_a_year[exposure->provider]};
    double units[EFFECT_COUNT] = {0}, risk[NUMBERS];
    double base = number_of(working, working->rule->base, exposure->stream);
    double at_risk = exposure->people * number_of(working, working->rule->share, exposure->stream);
    uint32_t margin[MOST_MARGINS];
    for (int e = 0; e < EFFECT_COUNT; e++)
        if (working->rule->effect[e].measure != EFFECT_NOT)
            units[e] = effect_units(&working->rule->effect[e], &working->effect[e], by[e]);
    for (int k = 0; k < NUMBERS; k++) risk[k] = at_risk * risk_at(working, base, units, k);
    unsigned margins = margins_of(network, exposure->stream, margin);
    for (unsigned i = 0; i < margins; i++) {
        outcome->expected[first + margin[i]].people += exposure->people;
        outcome->expected[first + margin[i]].events += risk[0];
        double *events = &working->events[(size_t)margin[i] * NUMBERS];
        for (int k = 0; k < NUMBERS; k++) events[k] += risk[k];
    }
}

/* Those who start the step at each provider in the window, by the year. */
static void count_cases(struct working *working, const struct outcome *outcome) {
    const struct network *network = working->network;
    double years = (network->window_to - network->window_from) / MINUTES_PER_YEAR;
    for (uint32_t provider = 0; provider < network->provider_count; provider++) {
        uint32_t post = network_post(network, working->rule->step, provider);
        uint64_t cases = 0;
        for (uint32_t period = 0; post != NONE && period < network->period_count; period++)
            cases += outcome->post[(size_t)period * network->post_count + post].uses;
        working->cases_a_year[provider] = (double)cases / years;
    }
}

/* Sums areas into the margins that hold them, and periods into all. */
static void sum_up(struct working *working, struct outcome *outcome, uint32_t index) {
    const struct network *network = working->network;
    size_t margins = outcome->margins, width = network->outcome_rule_count * margins, row = index * margins;
    uint32_t over[MOST_MARGINS];
    for (uint32_t area = 0; area < network->area_count; area++) {
        unsigned count = margins_over(network, area, over);
        for (unsigned i = 0; i < count; i++) {
            for (uint32_t period = 0; period < network->period_count; period++) {
                struct expected_tally *tally = &outcome->expected[period * width + row];
                tally[over[i]].people += tally[1 + area].people;
                tally[over[i]].events += tally[1 + area].events;
            }
            for (int k = 0; k < NUMBERS; k++)
                working->events[over[i] * (size_t)NUMBERS + (size_t)k] +=
                    working->events[(1 + (size_t)area) * NUMBERS + (size_t)k];
        }
    }
    struct expected_tally *all = &outcome->expected[network->period_count * width + row];
    for (size_t m = 0; m < margins; m++) {
        for (uint32_t period = 0; period < network->period_count; period++)
            all[m].people += outcome->expected[period * width + row + m].people;
        all[m].events = working->events[m * NUMBERS];
        for (size_t k = 0; k < DOUBT_DRAWS; k++)
            outcome->doubted[(row + m) * DOUBT_DRAWS + k] = (float)working->events[m * NUMBERS + k + 1];
    }
}

static enum status work_out_one(const struct network *network, uint32_t arm, uint32_t seed, struct outcome *outcome,
                                uint32_t index) {
    struct working working = {.network = network, .rule = &network->outcome_rule[index]};
    size_t width = (size_t)network->outcome_rule_count * outcome->margins;
    working.value = values_of(network, arm);
    working.cases_a_year = memory_new(network->provider_count, sizeof(double));
    working.events = memory_new(outcome->margins * (size_t)NUMBERS, sizeof(double));
    enum status status = STATUS_NO_MEMORY;
    if (working.value == NULL || working.cases_a_year == NULL || working.events == NULL) goto out;
    for (uint32_t e = 0; e < EFFECT_COUNT; e++)
        if (working.rule->effect[e].measure != EFFECT_NOT)
            effect_numbers_of(network, arm, seed, &working.rule->effect[e], &working.effect[e]);
    count_cases(&working, outcome);
    for (size_t i = 0; i < outcome->exposure_count; i++)
        if (outcome->exposure[i].rule == index)
            count(&working, outcome, outcome->exposure[i].period * width + (size_t)index * outcome->margins,
                  &outcome->exposure[i]);
    sum_up(&working, outcome, index);
    status = STATUS_OK;
out:
    free(working.value);
    free(working.cases_a_year);
    free(working.events);
    return status;
}

enum status expected_work_out(const struct network *network, uint32_t arm, uint32_t seed, struct outcome *outcome) {
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < network->outcome_rule_count && status == STATUS_OK; i++)
        status = work_out_one(network, arm, seed, outcome, i);
    free(outcome->exposure);
    outcome->exposure = NULL;
    outcome->exposure_count = outcome->exposure_capacity = 0;
    return status;
}
