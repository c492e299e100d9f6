/* Expected events below the table: whole sentences, since each number has two kinds of doubt and is no verdict. */
#include "results/expectation.h"
#include "results/number.h"
#include "results/summary.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* With the sign that it prints with, or none where it prints as nothing. */
static void add_number(struct text *out, double number, bool sign) {
    char written[NUMBER_BYTES];
    number_format_fixed(number, 2, written);
    bool nothing = strtod(written, NULL) > -0.005 && strtod(written, NULL) < 0.005;
    text_add_format(out, "%s%s", sign && number > 0 && !nothing ? "+" : "", nothing ? "0.00" : written);
}

static void add_range(struct text *out, double low, double high, bool sign, const char *by) {
    if (isnan(low) || isnan(high)) {
        text_add_format(out, "not known %s under two replications", by);
        return;
    }
    add_number(out, low, sign);
    text_add(out, " to ");
    add_number(out, high, sign);
    text_add_format(out, " %s", by);
}

static void add_expectation(struct text *out, const struct expectation *at, bool sign) {
    add_number(out, at->chance.mean, sign);
    text_add(out, " (");
    add_range(out, at->chance.low, at->chance.high, sign, "by chance");
    text_add(out, "; ");
    add_range(out, at->published_low, at->published_high, sign, "by the published numbers");
    text_add(out, "; ");
    add_range(out, at->low, at->high, sign, "by both");
    text_add(out, ")");
}

static void add_probability(struct text *out, double probability) {
    if (isnan(probability))
        text_add(out, "not known");
    else
        text_add_format(out, "%.0f %%", 100 * probability);
}

/* Of which scenarios it is so, each effect; once where it is so of all. */
static void add_doubtful(struct text *out, const struct result_view *view, uint32_t item) {
    const struct network *network = view->result->network;
    const struct outcome_rule *rule = &network->outcome_rule[item];
    for (uint32_t e = 0; e < EFFECT_COUNT; e++) {
        uint32_t doubtful = 0, arms = view->result->arm_count;
        for (uint32_t arm = 0; arm < arms && rule->effect[e].measure != EFFECT_NOT; arm++)
            doubtful += effect_may_be_none(view, arm, item, e);
        if (doubtful == 0)
            continue;
        text_add_format(out, "  As given, %s may be no effect at all", effect_name(e));
        for (uint32_t arm = 0, told = 0; arm < arms && doubtful < arms; arm++)
            if (effect_may_be_none(view, arm, item, e))
                text_add_format(out, "%s%s", told++ == 0 ? " in " : ", ", network->arm[arm].id);
        text_add(out, ".\n");
    }
}

static void add_outcome(struct text *out, const struct result_view *view, uint32_t item) {
    const struct network *network = view->result->network;
    struct spot spot = {0, 0, network->period_count, item, 0};
    struct expectation at = expectation_of(view, spot, false);
    text_add_format(out, "%s\n  %s: ", network->outcome_rule[item].name, network->arm[0].id);
    add_expectation(out, &at, false);
    text_add(out, "\n");
    for (spot.arm = 1; spot.arm < view->result->arm_count; spot.arm++) {
        at = expectation_of(view, spot, true);
        text_add_format(out, "  %s against %s: ", network->arm[spot.arm].id, network->arm[0].id);
        add_expectation(out, &at, true);
        text_add(out, "\n    fewer with probability ");
        add_probability(out, at.below);
        text_add(out, " (by chance alone ");
        add_probability(out, at.below_by_chance);
        text_add(out, ")\n");
    }
    add_doubtful(out, view, item);
}

enum status summary_add_outcomes(struct summary *summary, const struct result_view *view) {
    const struct network *network = view->result->network;
    if (network->outcome_rule_count == 0)
        return STATUS_OK;
    text_add(&summary->outcomes, "Expected events a year, if published effects hold here; 95 % intervals, a range and no "
                                 "verdict (tables outcome_*):\n");
    for (uint32_t i = 0; i < network->outcome_rule_count; i++)
        add_outcome(&summary->outcomes, view, i);
    return summary->outcomes.failed ? STATUS_NO_MEMORY : STATUS_OK;
}
