#include "experiment/warnings.h"

#include "base/interval.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/traffic.h"

#include <math.h>
#include <stdlib.h>

enum { WEEK = 7, LEAST_DAYS = 4 * WEEK, LEAST_USES = 20, SLOW_SHOWN = 1000 };

static const double CONFIDENCE = 0.95;
static const double LEAST_GROWTH_PEOPLE = 2, LEAST_GROWTH_SHARE = 0.25;

const char *warning_name(enum warning_kind kind) {
    static const char *const names[WARNING_KINDS] = {
        [WARNING_OVERLOAD] = "overload",           [WARNING_GROWING_LINE] = "growing line",
        [WARNING_NO_STEADY_STATE] = "no steady state", [WARNING_SLOW_LINE] = "slow line",
        [WARNING_NO_WARM_UP] = "no warm-up",
        [WARNING_SHORT_WARM_UP] = "short warm-up", [WARNING_LONG_STAY] = "long stay",
        [WARNING_LONG_FOLLOW] = "long follow-up"};
    return names[kind];
}

void warning_list_free(struct warning_list *list) {
    for (size_t i = 0; i < list->count; i++) free(list->item[i].text);
    free(list->item);
    *list = (struct warning_list){0};
}

/* Takes over the text. */
static enum status add(struct warning_list *list, struct warning warning, struct text *text) {
    enum status status = text->failed ? STATUS_NO_MEMORY
                                      : memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof warning);
    if (status != STATUS_OK) {
        text_free(text);
        return status;
    }
    warning.text = text->bytes;
    *text = (struct text){0};
    list->item[list->count++] = warning;
    return STATUS_OK;
}

static void begin(const struct network *network, struct warning about, struct text *text) {
    const struct pool *pool = &network->pool[about.pool];
    text_add_format(text, "%s: %s at %s", network->arm[about.arm].id, network->pool_kind[pool->kind],
                    network->provider[pool->provider].id);
}

/* ---- the traffic equations ----------------------------------------------------------------------------- */

static enum status overloads_of(const struct network *network, uint32_t arm, const struct traffic *traffic,
                                struct warning_list *list) {
    enum status status = STATUS_OK;
    for (uint32_t pool = 0; pool < network->pool_count && status == STATUS_OK; pool++) {
        if (traffic->pool[pool].verdict < TRAFFIC_LOSING) continue;
        struct text text = {0};
        text_add_format(&text, "%s: ", network->arm[arm].id);
        traffic_sentence(network, traffic, pool, &text);
        status = add(list, (struct warning){.arm = arm, .kind = WARNING_OVERLOAD, .pool = pool}, &text);
    }
    return status;
}

enum status warnings_of_traffic(const struct network *network, struct warning_list *list) {
    double *value = memory_new(network->value_count, sizeof *value);
    enum status status = value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t arm = 0; arm < network->arm_count && status == STATUS_OK; arm++) {
        struct traffic traffic = {0};
        traffic_values(network, arm, INFINITY, value);
        status = traffic_solve(network, value, &traffic);
        if (status == STATUS_OK) status = overloads_of(network, arm, &traffic, list);
        traffic_free(&traffic);
    }
    free(value);
    return status;
}

/* ---- lines that grow ----------------------------------------------------------------------------------- */

/* One arm's days after its last change, in whole weeks up to the end of the window. */
struct stretch {
    const struct experiment_result *result;
    uint32_t arm, from, to;
    double *number; /* [replications] */
};

static void choose_days(struct stretch *stretch) {
    const struct network *network = stretch->result->network;
    const struct arm *arm = &network->arm[stretch->arm];
    uint32_t days = stretch->result->arm[stretch->arm].outcome[0].days;
    double changed = network->window_from;
    for (size_t i = 0; i < arm->patch_count; i++)
        if (arm->patch[i].minute > changed && arm->patch[i].minute < network->window_to) changed = arm->patch[i].minute;
    double from = ceil((changed - network->window_from) / MINUTES_PER_DAY);
    stretch->from = from + LEAST_DAYS > days ? 0 : (uint32_t)from;
    stretch->from += (days - stretch->from) % WEEK;
    stretch->to = days;
}

/* Least-squares slope of a line by day, from..to, of each replication: people a day. */
static struct interval slope_of(struct stretch *stretch, uint32_t pool, uint32_t from, uint32_t to, unsigned claims) {
    const struct experiment_result *result = stretch->result;
    double middle = ((double)to - from - 1) / 2;
    for (uint32_t r = 0; r < result->replications; r++) {
        const struct outcome *outcome = &result->arm[stretch->arm].outcome[r];
        const double *waiting = &outcome->day_waiting[(size_t)pool * outcome->days];
        double with = 0, squares = 0;
        for (uint32_t day = from; day < to; day++) {
            double off = day - from - middle;
            with += off * waiting[day];
            squares += off * off;
        }
        stretch->number[r] = with / squares;
    }
    return interval_of_mean(stretch->number, result->replications, CONFIDENCE, claims);
}

static double line_mean(struct stretch *stretch, uint32_t pool) {
    double sum = 0;
    for (uint32_t r = 0; r < stretch->result->replications; r++) {
        const struct outcome *outcome = &stretch->result->arm[stretch->arm].outcome[r];
        for (uint32_t day = stretch->from; day < stretch->to; day++)
            sum += outcome->day_waiting[(size_t)pool * outcome->days + day];
    }
    return sum / ((double)stretch->result->replications * (stretch->to - stretch->from));
}

/* The slope where the line grows; NAN for its mean where it does not. */
static struct interval growth_of(struct stretch *stretch, uint32_t pool, unsigned claims) {
    struct interval none = {.mean = (double)NAN};
    double days = stretch->to - stretch->from;
    uint32_t half = stretch->from + (stretch->to - stretch->from) / 2 / WEEK * WEEK;
    struct interval whole = slope_of(stretch, pool, stretch->from, stretch->to, claims);
    if (!(whole.low > 0) || whole.mean * days < LEAST_GROWTH_PEOPLE ||
        whole.mean * days < LEAST_GROWTH_SHARE * line_mean(stretch, pool))
        return none;
    bool both = slope_of(stretch, pool, stretch->from, half, 1).low > 0 &&
                slope_of(stretch, pool, half, stretch->to, 1).low > 0;
    return both ? whole : none;
}

static enum status say_growing(struct stretch *stretch, uint32_t pool, struct interval slope,
                               const struct pool_traffic *traffic, struct warning_list *list) {
    const struct network *network = stretch->result->network;
    struct warning warning = {.arm = stretch->arm, .kind = WARNING_GROWING_LINE, .pool = pool};
    struct text text = {0};
    begin(network, warning, &text);
    text_add_format(&text, ": its line grows by %.1f people a week (%.1f to %.1f) through the last %u days of the window",
                    WEEK * slope.mean, WEEK * slope.low, WEEK * slope.high, stretch->to - stretch->from);
    if (traffic->verdict == TRAFFIC_OVERLOADED)
        text_add_format(&text, ": %.3g needed on average exceed the %.3g there, so it has no steady state, and every "
                               "figure about it depends on how long the run was",
                        traffic->offered, traffic->capacity);
    else if (traffic->verdict == TRAFFIC_LOSING)
        text_add_format(&text, ": %.3g needed on average exceed the %.3g there, and not enough of its people leave or are "
                               "sent away",
                        traffic->offered, traffic->capacity);
    else
        text_add_format(&text, ", though %.3g needed on average do not exceed the %.3g there: it is held up by something "
                               "else, or still on its way to a steady state%s",
                        traffic->offered, traffic->capacity,
                        warm_up_has_seasons(network) ? ", or follows the season" : "");
    return add(list, warning, &text);
}

static enum status lines_of_arm(struct stretch *stretch, double *value, unsigned claims, struct warning_list *list) {
    const struct network *network = stretch->result->network;
    struct traffic traffic = {0};
    choose_days(stretch);
    if (stretch->to - stretch->from < LEAST_DAYS) return STATUS_OK;
    traffic_values(network, stretch->arm, INFINITY, value);
    enum status status = traffic_solve(network, value, &traffic);
    for (uint32_t pool = 0; pool < network->pool_count && status == STATUS_OK; pool++) {
        struct interval slope = growth_of(stretch, pool, claims);
        if (!isnan(slope.mean)) status = say_growing(stretch, pool, slope, &traffic.pool[pool], list);
    }
    traffic_free(&traffic);
    return status;
}

static enum status find_growing(const struct experiment_result *result, struct warning_list *list) {
    const struct network *network = result->network;
    if (result->replications < 2) return STATUS_OK; /* no interval: nothing can be told from chance */
    struct stretch stretch = {.result = result, .number = memory_new(result->replications, sizeof(double))};
    double *value = memory_new(network->value_count, sizeof *value);
    enum status status = value == NULL || stretch.number == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (; stretch.arm < result->arm_count && status == STATUS_OK; stretch.arm++)
        status = lines_of_arm(&stretch, value, network->pool_count * result->arm_count, list);
    free(stretch.number);
    free(value);
    return status;
}

static bool warned_in_baseline(const struct warning_list *list, enum warning_kind kind, uint32_t pool) {
    for (size_t i = 0; i < list->count; i++)
        if (list->item[i].kind == kind && list->item[i].arm == 0 && list->item[i].pool == pool) return true;
    return false;
}

/* ---- the start ----------------------------------------------------------------------------------------- */

static const char *measured(enum transient_kind kind) {
    return kind == TRANSIENT_WAITING ? "the number waiting for" : "the use of";
}

static void name_series(const struct network *network, const struct transient *row, struct text *text) {
    const struct pool *pool = &network->pool[row->pool];
    text_add_format(text, "%s: %s %s at %s", network->arm[0].id, measured(row->kind), network->pool_kind[pool->kind],
                    network->provider[pool->provider].id);
}

/* In the pilot, or the window. A line that grows was named already. */
static enum status find_unsettled(const struct network *network, const struct warm_up *warm_up,
                                  struct warning_list *list) {
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < warm_up->transients.count && status == STATUS_OK; i++) {
        const struct transient *row = &warm_up->transients.row[i];
        struct text text = {0};
        if (row->settles || row->kind == TRANSIENT_ALL || warned_in_baseline(list, WARNING_GROWING_LINE, row->pool))
            continue;
        name_series(network, row, &text);
        text_add_format(&text, " did not settle within %s of %u days: no steady state was found",
                        warm_up->automatic ? "a pilot" : "the window", warm_up->transients.days);
        if (warm_up->automatic)
            text_add_format(&text, ", and the warm-up of %u days is but the longest that is looked for", warm_up->days);
        status = add(list, (struct warning){.kind = WARNING_NO_STEADY_STATE, .pool = row->pool}, &text);
    }
    return status;
}

/* Of a warm-up that was found. */
static enum status find_slow_line(const struct network *network, const struct warm_up *warm_up,
                                  struct warning_list *list) {
    struct warning warning = {.kind = WARNING_SLOW_LINE, .pool = warm_up->slow_pool};
    struct text text = {0};
    if (warm_up->slow_pool == NONE || !(warm_up->slow_days > warm_up->days)) return STATUS_OK;
    begin(network, warning, &text);
    text_add_format(&text, ": nearly all of it is used, so that by queueing theory its line takes ");
    if (warm_up->slow_days < SLOW_SHOWN)
        text_add_format(&text, "about %.0f days", warm_up->slow_days);
    else
        text_add_format(&text, "over %d days", SLOW_SHOWN);
    text_add_format(&text, " to forget how it began, and the warm-up of %u days is shorter; give time.warm_up or `start` "
                           "where that line matters",
                    warm_up->days);
    return add(list, warning, &text);
}

/* Of a warm-up that was given: the series that takes longest, and how many more there are. */
static enum status find_starting(const struct network *network, const struct warm_up *warm_up,
                                 struct warning_list *list) {
    const struct transient *worst = NULL;
    uint32_t others = 0;
    for (uint32_t i = 0; i < warm_up->transients.count; i++) {
        const struct transient *row = &warm_up->transients.row[i];
        if (!warm_up_shows_start(row)) continue;
        others += worst != NULL;
        if (worst == NULL || row->cut_days > worst->cut_days) worst = row;
    }
    struct text text = {0};
    if (worst == NULL) return STATUS_OK;
    name_series(network, worst, &text);
    text_add_format(&text, " is still on its way when the window begins: it settles after %u days of it, and without "
                           "those its mean would be %.3g in place of %.3g; the warm-up of %u days is too short",
                    worst->cut_days, worst->mean_after, worst->mean_from_start, warm_up->days);
    if (others > 0) text_add_format(&text, " (%u more like it: table warm_up)", others);
    return add(list, (struct warning){.kind = WARNING_SHORT_WARM_UP, .pool = worst->pool}, &text);
}

/* ---- long stays ---------------------------------------------------------------------------------------- */

/* Mean days from start to leaving at the steps of the pool within the window, by Little's law; NAN: hardly used. */
static double days_held(const struct experiment_result *result, uint32_t arm, uint32_t pool) {
    const struct network *network = result->network;
    double minutes = 0, uses = 0;
    for (uint32_t p = 0; p < network->post_count; p++) {
        bool here = false;
        for (uint32_t k = 0; k < network->step[network->post[p].step].need_count; k++)
            here = here || network->post[p].pool[k] == pool;
        for (uint32_t r = 0; r < result->replications && here; r++)
            for (uint32_t period = 0; period < network->period_count; period++) {
                const struct post_tally *post =
                    &result->arm[arm].outcome[r].post[(size_t)period * network->post_count + p];
                minutes += post->present_minutes;
                uses += (double)post->uses;
            }
    }
    return uses < LEAST_USES ? (double)NAN : minutes / uses / MINUTES_PER_DAY;
}

static enum status find_long_stays(const struct experiment_result *result, const struct warm_up *warm_up,
                                   struct warning_list *list) {
    const struct network *network = result->network;
    enum status status = STATUS_OK;
    for (uint32_t arm = 0; arm < result->arm_count; arm++)
        for (uint32_t pool = 0; pool < network->pool_count && status == STATUS_OK; pool++) {
            struct warning warning = {.arm = arm, .kind = WARNING_LONG_STAY, .pool = pool};
            struct text text = {0};
            double days = days_held(result, arm, pool);
            if (!(days > warm_up->days) || warned_in_baseline(list, WARNING_LONG_STAY, pool)) continue;
            begin(network, warning, &text);
            text_add_format(&text, ": a stay lasts %.0f days on average, longer than the warm-up of %u days, so the "
                                   "window cannot be in a steady state",
                            days, warm_up->days);
            status = add(list, warning, &text);
        }
    return status;
}

static enum status find_long_follow(const struct network *network, const struct warm_up *warm_up,
                                    struct warning_list *list) {
    double days = (network->follow_to - network->window_to) / MINUTES_PER_DAY;
    struct text text = {0};
    if (!(days > warm_up->days)) return STATUS_OK;
    text_add_format(&text, "%s: people are followed for %.0f days, which is how long their care may take, and the warm-up "
                           "of %u days is shorter: the window may not be in a steady state",
                    network->arm[0].id, days, warm_up->days);
    return add(list, (struct warning){.kind = WARNING_LONG_FOLLOW, .pool = NONE}, &text);
}

/* Without a warm-up all else follows, so it alone is said; with people given who are there at the start, nothing. */
static enum status find_short(const struct experiment_result *result, const struct warm_up *warm_up,
                              struct warning_list *list) {
    const struct network *network = result->network;
    struct text text = {0};
    if (network->start_state_count > 0) return STATUS_OK;
    if (isfinite(network->arrivals_until) && warm_up->days == 0) return STATUS_OK; /* a day that begins empty and ends */
    if (warm_up->days > 0) {
        enum status status = find_long_stays(result, warm_up, list);
        return status == STATUS_OK ? find_long_follow(network, warm_up, list) : status;
    }
    text_add_format(&text, "%s: there is no warm-up and nobody is there at the start, so the window shows an empty "
                           "system filling; give time.warm_up, such as \"auto\", or `start`",
                    network->arm[0].id);
    return add(list, (struct warning){.kind = WARNING_NO_WARM_UP, .pool = NONE}, &text);
}

enum status warnings_of_result(const struct experiment_result *result, const struct warm_up *warm_up,
                               struct warning_list *list) {
    enum status status = find_growing(result, list);
    if (status == STATUS_OK) status = find_unsettled(result->network, warm_up, list);
    if (status == STATUS_OK)
        status = warm_up->automatic ? find_slow_line(result->network, warm_up, list)
                                    : find_starting(result->network, warm_up, list);
    return status == STATUS_OK ? find_short(result, warm_up, list) : status;
}
