#include "results/measure.h"
#include "results/chance.h"
#include "results/waiting.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- of a standard ---------------------------------------------------------------------------- */

static double mean_minutes(const struct result_view *view, struct spot spot) {
    const struct access_tally *access = view_access(view, spot);
    return view_ratio(access->sum_minutes, (double)access->people);
}
static double p90_minutes(const struct result_view *view, struct spot spot) {
    return view_access(view, spot)->p90;
}
static double within_target(const struct result_view *view, struct spot spot) {
    const struct access_tally *access = view_access(view, spot);
    return view_ratio((double)access->within, (double)access->people);
}
static double people(const struct result_view *view, struct spot spot) {
    return (double)view_access(view, spot)->people;
}
static double unfinished(const struct result_view *view, struct spot spot) {
    return (double)view_access(view, spot)->unfinished;
}

/* ---- of a step at a provider ------------------------------------------------------------------- */

static double per_year(const struct result_view *view, struct spot spot, uint64_t count) {
    return view_ratio((double)count * MINUTES_PER_YEAR, view_period_minutes(view, spot.period));
}
static double arrived(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).arrived);
}
static double started(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).started);
}
static double completed(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).completed);
}
static double left_waiting(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).left_waiting);
}
static double turned_away(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).turned_away);
}
static double balked(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).balked);
}
static double cancelled(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).cancelled);
}
static double diverted(const struct result_view *view, struct spot spot) {
    return per_year(view, spot, view_post(view, spot).diverted);
}
static double wait_minutes(const struct result_view *view, struct spot spot) {
    struct post_tally post = view_post(view, spot);
    return view_ratio(post.wait_minutes, (double)post.started);
}

static double handover_minutes(const struct result_view *view, struct spot spot) {
    struct handed_tally handed = view_handed(view, spot);
    return view_ratio(handed.minutes, (double)handed.people);
}

static double real_wait(const struct result_view *view, struct spot spot) {
    return chance_may_wait(view->result->network, spot.item) ? chance_wait(view_post(view, spot)) : NAN;
}
static double real_loss(const struct result_view *view, struct spot spot) {
    return chance_may_lose(view->result->network, spot.item) ? chance_loss(view_post(view, spot)) : NAN;
}

/* ---- of a pool ---------------------------------------------------------------------------------- */

static double utilisation(const struct result_view *view, struct spot spot) {
    struct pool_tally pool = view_pool(view, spot);
    if (view->result->network->pool[spot.item].unlimited)
        return NAN;
    return view_use(&pool);
}
static double in_use(const struct result_view *view, struct spot spot) {
    return view_ratio(view_pool(view, spot).in_use, view_period_minutes(view, spot.period));
}
static double waiting(const struct result_view *view, struct spot spot) {
    return view_ratio(view_pool(view, spot).waiting, view_period_minutes(view, spot.period));
}
static double at_midnight(const struct result_view *view, struct spot spot) {
    struct pool_tally pool = view_pool(view, spot);
    if (view->result->network->pool[spot.item].unlimited)
        return NAN;
    return view_use_at_midnight(&pool);
}

static double delayed(const struct result_view *view, struct spot spot) {
    struct pool_tally pool = view_pool(view, spot);
    return view_ratio(pool.midnight_blocked, (double)pool.midnights);
}

/* Missing where no person, or no unit, could be. */
static double handover(const struct result_view *view, struct spot spot) {
    if (view->result->network->handoff_count == 0)
        return NAN;
    return view_ratio(view_pool(view, spot).handover, view_period_minutes(view, spot.period));
}
static double lent(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    for (uint32_t i = 0; i < network->overflow_count; i++)
        if (network->overflow[i].lender == spot.item)
            return view_ratio(view_pool(view, spot).lent, view_period_minutes(view, spot.period));
    return NAN;
}

/* ---- of the list of a standard at the last month's end ------------------------------------------- */

static double month_end_people(const struct result_view *view, struct spot spot) {
    struct month_end_tally list;
    return waiting_at(view, spot, &list) ? (double)list.people : NAN;
}
static double month_end_within(const struct result_view *view, struct spot spot) {
    struct month_end_tally list;
    return waiting_at(view, spot, &list) ? view_ratio((double)list.within, (double)list.people) : NAN;
}

/* ---- of an organisation -------------------------------------------------------------------------- */

/* Pounds of all groups whose `to` (or `from`) is the organisation. */
static double pounds(const struct result_view *view, struct spot spot, enum axis kind, bool as_from) {
    const struct money_group *group = kind == AXIS_COST ? view->cost : view->payment;
    int64_t sum = 0;
    for (uint32_t i = 0; i < view->length[kind]; i++)
        if ((as_from ? group[i].from : group[i].to) == spot.item)
            sum += view_money(view, spot, &group[i]);
    return (double)sum / 1e6;
}
static double cost(const struct result_view *view, struct spot spot) {
    return pounds(view, spot, AXIS_COST, false);
}
static double received(const struct result_view *view, struct spot spot) {
    return pounds(view, spot, AXIS_PAYMENT, false);
}
static double paid(const struct result_view *view, struct spot spot) {
    return pounds(view, spot, AXIS_PAYMENT, true);
}
static double position(const struct result_view *view, struct spot spot) {
    return received(view, spot) - paid(view, spot) - cost(view, spot);
}

static double stranded(const struct result_view *view, struct spot spot) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < view->length[AXIS_COST]; i++)
        if (view->cost[i].to == spot.item)
            sum += view_stranded(view, spot, &view->cost[i]).idle;
    return (double)sum / 1e6;
}

/* ---- the list ------------------------------------------------------------------------------------ */

static double escalated(const struct result_view *view, struct spot spot) {
    return view_escalation(view, spot).times / view_period_minutes(view, spot.period) * MINUTES_PER_YEAR;
}
static double escalated_hours(const struct result_view *view, struct spot spot) {
    double share = view_escalation(view, spot).minutes / view_period_minutes(view, spot.period);
    return share * MINUTES_PER_YEAR / MINUTES_PER_HOUR;
}

const struct measure measure_list[] = {
    {"mean_minutes", "min", "mean time, those unfinished up to the end of the follow-up", FAMILY_STANDARD,
     BETTER_LESS, mean_minutes},
    {"p90_minutes", "min", "time that nine of ten people do not exceed", FAMILY_STANDARD, BETTER_LESS,
     p90_minutes},
    {"within_target", "share", "share of people within the target", FAMILY_STANDARD, BETTER_MORE,
     within_target},
    {"people", "people", "people whose clock started in the period", FAMILY_STANDARD, BETTER_NEITHER,
     people},
    {"unfinished", "people", "people still waiting at the end of the follow-up", FAMILY_STANDARD,
     BETTER_LESS, unfinished},
    {"arrived_per_year", "people/yr", "arrivals at the step there, a year of 365.25 days", FAMILY_STEP,
     BETTER_NEITHER, arrived},
    {"started_per_year", "people/yr", "those of them who started", FAMILY_STEP, BETTER_NEITHER, started},
    {"completed_per_year", "people/yr", "those of them who completed it", FAMILY_STEP, BETTER_NEITHER,
     completed},
    {"left_waiting_per_year", "people/yr", "those of them who lost patience", FAMILY_STEP, BETTER_LESS,
     left_waiting},
    {"turned_away_per_year", "people/yr", "those of them who were turned away", FAMILY_STEP, BETTER_LESS,
     turned_away},
    {"balked_per_year", "people/yr", "those of them who turned round at the door, since too many were there", FAMILY_STEP,
     BETTER_LESS, balked},
    {"cancelled_per_year", "people/yr", "those of them who were cancelled for want of room, each time they came",
     FAMILY_STEP, BETTER_LESS, cancelled},
    {"diverted_per_year", "people/yr", "those of them who were sent on to another provider", FAMILY_STEP,
     BETTER_LESS, diverted},
    {"wait_mean_minutes", "min", "mean wait of those who started", FAMILY_STEP, BETTER_LESS,
     wait_minutes},
    {"handover_mean_minutes", "min", "mean time of hand-overs to there by another organisation", FAMILY_STEP, BETTER_LESS,
     handover_minutes},
    {"real_wait", "share", "chance of waiting as the places are: who did not start at once, of those let in", FAMILY_STEP,
     BETTER_LESS, real_wait},
    {"real_loss", "share", "chance of being turned away, sent on or cancelled as the places are", FAMILY_STEP,
     BETTER_LESS, real_loss},
    {"utilisation", "share", "in use over capacity, both summed over time", FAMILY_POOL, BETTER_NEITHER,
     utilisation},
    {"in_use_mean", "places", "mean number in use", FAMILY_POOL, BETTER_NEITHER, in_use},
    {"waiting_mean", "people", "mean number waiting", FAMILY_POOL, BETTER_LESS, waiting},
    {"occupied_at_midnight", "share", "in use over capacity at midnights", FAMILY_POOL, BETTER_NEITHER,
     at_midnight},
    {"delayed_at_midnight", "places", "mean number at midnight held by people whose work there is done", FAMILY_POOL,
     BETTER_LESS, delayed},
    {"handover_places", "places", "mean number held while their people are handed over to another organisation",
     FAMILY_POOL, BETTER_LESS, handover},
    {"lent_mean", "places", "mean number in use for pools that overflow into this one", FAMILY_POOL, BETTER_NEITHER, lent},
    {"cost_gbp", "GBP", "cost of what the organisation used in the period", FAMILY_ORGANISATION,
     BETTER_LESS, cost},
    {"stranded_gbp", "GBP", "of it, paid for open capacity that was not in use", FAMILY_ORGANISATION,
     BETTER_LESS, stranded},
    {"received_gbp", "GBP", "payments received in the period", FAMILY_ORGANISATION, BETTER_NEITHER,
     received},
    {"paid_gbp", "GBP", "payments made in the period", FAMILY_ORGANISATION, BETTER_NEITHER, paid},
    {"position_gbp", "GBP", "received - paid - cost in the period", FAMILY_ORGANISATION, BETTER_MORE,
     position},
    {"escalated_per_year", "times/yr", "how often an escalation rule became active", FAMILY_ESCALATION, BETTER_LESS,
     escalated},
    {"escalated_hours_per_year", "h/yr", "hours in which it was active", FAMILY_ESCALATION, BETTER_LESS, escalated_hours},
    {"month_end_people", "people", "people whose clock runs at the last month's end", FAMILY_LIST, BETTER_LESS,
     month_end_people},
    {"month_end_within", "share", "share of them who have waited no longer than the target so far", FAMILY_LIST,
     BETTER_MORE, month_end_within},
};
const uint32_t measure_count = sizeof measure_list / sizeof measure_list[0];

const struct measure *measure_find(const char *name) {
    for (uint32_t i = 0; i < measure_count; i++)
        if (strcmp(measure_list[i].name, name) == 0)
            return &measure_list[i];
    return NULL;
}

const char *measure_better_text(enum better better) {
    static const char *const text[] = {"", "less", "more"};
    return text[better];
}

static const enum axis family_axis[FAMILY_COUNT] = {AXIS_STANDARD, AXIS_POST, AXIS_POOL,
                                                    AXIS_ORGANISATION, AXIS_STANDARD, AXIS_ESCALATION};

uint32_t measure_items(const struct result_view *view, enum measure_family family) {
    return view->length[family_axis[family]];
}

uint32_t measure_margins(const struct result_view *view, enum measure_family family) {
    return family == FAMILY_STANDARD ? view->length[AXIS_MARGIN] : 1;
}

void measure_subject(const struct result_view *view, enum measure_family family, uint32_t item,
                     char out[VIEW_TEXT_BYTES]) {
    const struct network *network = view->result->network;
    const char *first = NULL;
    uint32_t provider = NONE;
    if (family == FAMILY_STANDARD || family == FAMILY_LIST)
        first = network->standard[item].id;
    if (family == FAMILY_ORGANISATION)
        first = network->organisation[item].id;
    if (family == FAMILY_ESCALATION)
        first = network->escalation[item].id;
    if (family == FAMILY_STEP) {
        first = network->step[network->post[item].step].id;
        provider = network->post[item].provider;
    }
    if (family == FAMILY_POOL) {
        first = network->pool_kind[network->pool[item].kind];
        provider = network->pool[item].provider;
    }
    if (provider == NONE)
        snprintf(out, VIEW_TEXT_BYTES, "%s", first);
    else
        snprintf(out, VIEW_TEXT_BYTES, "%s@%s", first, network->provider[provider].id);
}

const char *measure_pathway(const struct result_view *view, enum measure_family family, uint32_t item) {
    const struct network *network = view->result->network;
    uint32_t step = NONE;
    if (family == FAMILY_STANDARD || family == FAMILY_LIST)
        step = network->standard[item].start_step;
    if (family == FAMILY_STEP)
        step = network->post[item].step;
    return step == NONE ? NULL : network->pathway[network->step[step].pathway].id;
}

/* ---- over replications ----------------------------------------------------------------------------- */

bool measure_collect(const struct result_view *view, const struct measure *measure, struct spot spot,
                     double *number) {
    bool bounded = true;
    for (spot.replication = 0; spot.replication < view->result->replications; spot.replication++) {
        number[spot.replication] = measure->value(view, spot);
        bounded = bounded && !isinf(number[spot.replication]);
    }
    return bounded;
}

static struct interval no_interval(void) {
    return (struct interval){NAN, NAN, NAN, NAN, 0};
}

struct interval measure_mean(const struct result_view *view, const struct measure *measure,
                             struct spot spot) {
    if (!measure_collect(view, measure, spot, view->number[0]))
        return no_interval();
    return interval_of_mean(view->number[0], view->result->replications, MEASURE_CONFIDENCE, 1);
}

/* A difference that never varies, but for rounding, leaves nothing to divide by. */
static double variance_ratio(struct interval a, struct interval b, struct interval difference) {
    double rounding = 1e-12 * (fabs(a.mean) + fabs(b.mean));
    if (!(difference.sd > rounding))
        return NAN;
    return (a.sd * a.sd + b.sd * b.sd) / (difference.sd * difference.sd);
}

struct comparison measure_compare(const struct result_view *view, const struct measure *measure,
                                  struct spot spot) {
    struct comparison comparison = {NAN, NAN, no_interval(), NAN, NAN};
    struct spot baseline = spot;
    baseline.arm = 0;
    double *value = view->number[0], *before = view->number[1];
    uint32_t count = view->result->replications;
    bool bounded = measure_collect(view, measure, spot, value);
    bounded = measure_collect(view, measure, baseline, before) && bounded;
    if (!bounded)
        return comparison;
    for (uint32_t i = 0; i < count; i++)
        if (isnan(value[i]) != isnan(before[i]))
            value[i] = before[i] = NAN;
    struct interval baseline_alone = interval_of_mean(before, count, MEASURE_CONFIDENCE, 1);
    struct interval value_alone = interval_of_mean(value, count, MEASURE_CONFIDENCE, 1);
    comparison.baseline = baseline_alone.mean;
    comparison.value = value_alone.mean;
    comparison.difference = interval_of_difference(value, before, count, MEASURE_CONFIDENCE, 1);
    comparison.variance_ratio = variance_ratio(baseline_alone, value_alone, comparison.difference);
    if (comparison.difference.count >= 2 && measure->better != BETTER_NEITHER) {
        double below = interval_probability_below_zero(comparison.difference);
        comparison.probability_better = measure->better == BETTER_LESS ? below : 1 - below;
    }
    return comparison;
}
