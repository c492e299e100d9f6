#include "results/expectation.h"

#include "base/doubt.h"
#include "experiment/expected.h"

#include <math.h>

const char *effect_name(uint32_t effect) {
    static const char *const name[EFFECT_COUNT] = {"by_distance", "by_wait", "by_crowding", "by_volume"};
    return name[effect];
}

const struct expected_tally *view_expected(const struct result_view *view, struct spot spot) {
    const struct outcome *outcome = view_outcome(view, spot);
    size_t rules = view->result->network->outcome_rule_count;
    return &outcome->expected[(spot.period * rules + spot.item) * outcome->margins + spot.margin];
}

static double per_year(const struct result_view *view) {
    return MINUTES_PER_YEAR / view_period_minutes(view, view->result->network->period_count);
}

/* Events a year of a replication at the published numbers (draw NONE) or at a draw. */
static double events(const struct result_view *view, struct spot spot, uint32_t draw) {
    const struct outcome *outcome = view_outcome(view, spot);
    size_t row = spot.item * (size_t)outcome->margins + spot.margin;
    spot.period = view->result->network->period_count;
    double number = draw == NONE ? view_expected(view, spot)->events : (double)outcome->doubted[row * DOUBT_DRAWS + draw];
    return number * per_year(view);
}

/* Events a year of every replication, or differences, into the view's scratch. */
static const double *collect(const struct result_view *view, struct spot spot, bool against_baseline, uint32_t draw) {
    for (spot.replication = 0; spot.replication < view->result->replications; spot.replication++) {
        struct spot base = spot;
        base.arm = 0;
        double number = events(view, spot, draw);
        view->number[0][spot.replication] = against_baseline ? number - events(view, base, draw) : number;
    }
    return view->number[0];
}

static void mean_and_error(const double *number, uint32_t count, double *mean, double *error) {
    double sum = 0, squares = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += number[i];
    *mean = sum / count;
    for (uint32_t i = 0; i < count; i++)
        squares += (number[i] - *mean) * (number[i] - *mean);
    *error = count < 2 ? (double)NAN : sqrt(squares / (count - 1) / count);
}

struct expectation expectation_of(const struct result_view *view, struct spot spot, bool against_baseline) {
    double centre[DOUBT_DRAWS], error[DOUBT_DRAWS];
    uint32_t count = view->result->replications;
    struct expectation out = {
        .chance = interval_of_mean(collect(view, spot, against_baseline, NONE), count, VIEW_CONFIDENCE, 1)};
    for (uint32_t k = 0; k < DOUBT_DRAWS; k++)
        mean_and_error(collect(view, spot, against_baseline, k), count, &centre[k], &error[k]);
    struct mixture mixture;
    mixture_init(&mixture, view->student, centre, error);
    out.published_low = doubt_quantile(centre, (1 - VIEW_CONFIDENCE) / 2);
    out.published_high = doubt_quantile(centre, (1 + VIEW_CONFIDENCE) / 2);
    out.low = mixture_quantile(&mixture, (1 - VIEW_CONFIDENCE) / 2);
    out.high = mixture_quantile(&mixture, (1 + VIEW_CONFIDENCE) / 2);
    out.below_by_chance = interval_probability_below_zero(out.chance);
    out.below = mixture_below_zero(&mixture);
    return out;
}

bool effect_may_be_none(const struct result_view *view, uint32_t arm, uint32_t outcome, uint32_t effect) {
    struct effect_numbers numbers;
    const struct network *network = view->result->network;
    effect_numbers_of(network, arm, view->seed, &network->outcome_rule[outcome].effect[effect], &numbers);
    if (isnan(numbers.low))
        return !(numbers.centre < 0 || numbers.centre > 0);
    return numbers.low <= 0 && numbers.high >= 0;
}
