#include "scenario/traffic.h"

#include "base/memory.h"
#include "scenario/traffic_choice.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tight = 0.95;

void traffic_values(const struct network *n, uint32_t arm, double minute, double *value) {
    memcpy(value, n->value, n->value_count * sizeof *value);
    for (size_t i = 0; i < n->arm[arm].patch_count; i++)
        if (n->arm[arm].patch[i].minute <= minute)
            value[n->arm[arm].patch[i].slot] = n->arm[arm].patch[i].number;
}

void traffic_free(struct traffic *traffic) {
    free(traffic->starts_per_day);
    free(traffic->pool);
    *traffic = (struct traffic){0};
}

/* ---- one stream's people on their way ---- */

struct flow {
    const struct network *network;
    const double *value;
    struct traffic *traffic;
    struct choices choices;
    double *pending;       /* a day, by step * places + place: 0 home, else site + 1 */
    double *pool_minutes;  /* by pool: minutes held a day, whatever the units */
    uint32_t places;
};

static double mean_duration(const struct network *n, const double *value, struct duration duration, uint32_t index) {
    if (duration.first == NONE)
        return 0;
    const double *entry = value + duration.first + 3 * index;
    double table = entry[0] < 0 ? 0 : n->quantile[(size_t)entry[0]].mean;
    return entry[1] + entry[2] * table;
}

/* Mean minutes of a step, over what may follow where the length depends on it. */
static double mean_length(const struct flow *flow, const struct step *step, const struct stream *stream) {
    const struct network *n = flow->network;
    bool by_branch = step->lasts.by == BY_BRANCH || step->lasts.by == BY_CELL_AND_BRANCH;
    if (!by_branch)
        return mean_duration(n, flow->value, step->lasts, choice_index(n, step->lasts.by, stream, 0, 1));
    double sum = 0;
    for (uint32_t b = 0; b < step->branch_count; b++) {
        double share = choice_value(n, flow->value, n->branch[step->branch_first + b].share, stream);
        uint32_t index = choice_index(n, step->lasts.by, stream, b, step->branch_count);
        sum += share * mean_duration(n, flow->value, step->lasts, index);
    }
    return sum;
}

/* True where all who find no room wait, however long the line. */
static bool waits_without_end(const struct network *n, const double *value, const struct step *step) {
    uint32_t rule = step->when_full == FULL_DIVERT ? step->nowhere : step->when_full;
    const struct balk *last = step->balk_count == 0 ? NULL : &n->balk[step->balk_first + step->balk_count - 1];
    bool all_balk = last != NULL && last->share.by == BY_NOTHING && value[last->share.first] >= 1;
    bool comes_again = rule == FULL_CANCEL && step->rebook.first != NONE; /* a line at home */
    return (rule == FULL_WAIT || comes_again) && step->line_limit.first == NONE && step->patience.first == NONE && !all_balk;
}

static void count_start(struct flow *flow, const struct step *step, const struct option *option,
                        const struct stream *stream, double per_day) {
    const struct network *n = flow->network;
    double minutes = mean_length(flow, step, stream);
    if (n->provider[option->provider].is_team && step->leg_minutes.first != NONE)
        minutes += choice_value(n, flow->value, step->leg_minutes, stream);
    flow->traffic->starts_per_day[option->post] += per_day;
    flow->traffic->people_present += per_day * minutes / MINUTES_PER_DAY;
    flow->traffic->events_per_day += 3 * per_day; /* comes, ends, leaves */
    for (uint32_t k = 0; k < step->need_count; k++) {
        uint32_t index = n->post[option->post].pool[k];
        struct pool_traffic *pool = &flow->traffic->pool[index];
        double units = choice_value(n, flow->value, step->need[k].amount, stream);
        double held = minutes;
        if (step->turn_round.first != NONE && (step->turn_kinds >> step->need[k].kind & 1) != 0)
            held += mean_duration(n, flow->value, step->turn_round, choice_index(n, step->turn_round.by, stream, 0, 1));
        pool->uses_per_day += per_day;
        pool->offered += per_day * held / MINUTES_PER_DAY * units;
        if (waits_without_end(n, flow->value, step))
            pool->waiting += per_day * held / MINUTES_PER_DAY * units;
        flow->pool_minutes[index] += per_day * held;
    }
}

static void go_on(struct flow *flow, const struct step *step, uint32_t place, const struct stream *stream, double per_day) {
    const struct network *n = flow->network;
    for (uint32_t b = 0; b < step->branch_count; b++) {
        const struct branch *branch = &n->branch[step->branch_first + b];
        double share = choice_value(n, flow->value, branch->share, stream);
        if (branch->to == NONE || !(share > 0))
            continue;
        if (branch->after.first != NONE) {
            uint32_t index = choice_index(n, branch->after.by, stream, 0, 1);
            flow->traffic->people_present +=
                per_day * share * mean_duration(n, flow->value, branch->after, index) / MINUTES_PER_DAY;
            flow->traffic->events_per_day += per_day * share;
        }
        flow->pending[branch->to * flow->places + place] += per_day * share;
    }
}

/* Those who come to a step from one place: to each provider by its chance, and on from there. */
static void pass_step(struct flow *flow, uint32_t s, uint32_t place, const struct stream *stream, double per_day) {
    const struct network *n = flow->network;
    const struct step *step = &n->step[s];
    const double *chance = choices_at(&flow->choices, s, place, stream);
    double left = per_day;
    for (uint32_t o = 0; o < step->option_count; o++) {
        const struct option *option = &n->option[step->option_first + o];
        if (!(chance[o] > 0))
            continue;
        left -= per_day * chance[o];
        count_start(flow, step, option, stream, per_day * chance[o]);
        uint32_t site = n->provider[option->provider].site;
        go_on(flow, step, site == NONE ? 0 : site + 1, stream, per_day * chance[o]);
    }
    if (left > 1e-9 * per_day && step->closed_to != NONE)
        flow->pending[step->closed_to * flow->places + place] += left;
    else if (left > 1e-9 * per_day)
        flow->traffic->turned_away_per_day += left;
}

/* Round after round, until all but a millionth of a millionth has gone home. */
static void pass_stream(struct flow *flow, const struct stream *stream) {
    const struct network *n = flow->network;
    double rate = flow->value[stream->rate], waiting = rate;
    if (!(rate > 0))
        return;
    memset(flow->pending, 0, (size_t)n->step_count * flow->places * sizeof *flow->pending);
    flow->pending[n->pathway[stream->pathway].first_step * flow->places] = rate;
    flow->traffic->arrivals_per_day += rate;
    for (int round = 0; round < 1000 && waiting > 1e-12 * rate; round++) {
        waiting = 0;
        for (uint32_t s = 0; s < n->step_count; s++) {
            for (uint32_t place = 0; place < flow->places; place++) {
                double *pending = &flow->pending[s * flow->places + place], per_day = *pending;
                if (!(per_day > 0))
                    continue;
                *pending = 0;
                waiting += per_day;
                pass_step(flow, s, place, stream, per_day);
            }
        }
    }
}

/* ---- pools ---- */

/* Erlang B by its recursion, C from B (Cooper, Introduction to Queueing Theory, 1981). */
double traffic_erlang_c(double servers, double load) {
    double blocked = 1;
    if (!(load > 0) || !isfinite(servers))
        return 0;
    if (load >= servers || servers < 1)
        return 1;
    for (double k = 1; k <= servers; k++)
        blocked = load * blocked / (k + load * blocked);
    double utilisation = load / servers;
    return blocked / (1 - utilisation * (1 - blocked));
}

/* Units there on average over the week, and the share of the week in which there are any. */
static double mean_capacity(const struct network *n, const double *value, const struct pool *pool, double *open) {
    double sum = 0, hours = 0;
    *open = 1;
    if (pool->unlimited)
        return INFINITY;
    if (pool->rota != NONE) {
        const struct rota *rota = &n->rota[pool->rota];
        for (uint32_t i = 0; i < rota->shift_count; i++)
            hours += rota->shift[i].hours;
        *open = hours / HOURS_PER_WEEK;
        return value[pool->capacity] * value[pool->hours_per_wte] / HOURS_PER_WEEK;
    }
    if (pool->calendar == NONE)
        return value[pool->capacity];
    for (int h = 0; h < HOURS_PER_WEEK; h++) {
        double there = floor(value[pool->capacity] * (double)n->week[pool->calendar].hour[h]);
        sum += there;
        hours += there > 0;
    }
    *open = hours / HOURS_PER_WEEK;
    return sum / HOURS_PER_WEEK;
}

static void judge_pool(struct flow *flow, uint32_t index) {
    struct pool_traffic *pool = &flow->traffic->pool[index];
    double open, units = 1;
    pool->capacity = mean_capacity(flow->network, flow->value, &flow->network->pool[index], &open);
    uint32_t overflow = flow->network->pool[index].overflow;
    double also_open;
    if (overflow != NONE) /* at most: others may be there */
        pool->capacity += mean_capacity(flow->network, flow->value, &flow->network->pool[overflow], &also_open);
    pool->verdict = TRAFFIC_UNUSED;
    if (!(pool->offered > 0) || !isfinite(pool->capacity))
        return;
    units = pool->offered * MINUTES_PER_DAY / flow->pool_minutes[index];
    pool->utilisation = pool->capacity > 0 ? pool->offered / pool->capacity : INFINITY;
    if (pool->utilisation >= 1) {
        pool->verdict = pool->waiting < pool->capacity ? TRAFFIC_LOSING : TRAFFIC_OVERLOADED;
        pool->wait_chance = 1;
        pool->wait_minutes = INFINITY;
        return;
    }
    /* while it is open: places as whole servers, at least as many as keep up with the load */
    double servers = fmax(1, floor(pool->capacity / open / units + 0.5)), load = pool->offered / open / units;
    if (servers <= load)
        servers = floor(load) + 1;
    double held = flow->pool_minutes[index] / pool->uses_per_day;
    pool->wait_chance = traffic_erlang_c(servers, load);
    pool->wait_minutes = pool->wait_chance * held / (servers - load);
    pool->verdict = pool->utilisation >= tight ? TRAFFIC_TIGHT : TRAFFIC_FINE;
}

enum status traffic_solve(const struct network *n, const double *value, struct traffic *traffic) {
    struct flow flow = {.network = n, .value = value, .traffic = traffic, .places = n->travel.site_count + 1};
    *traffic = (struct traffic){.post_count = n->post_count, .pool_count = n->pool_count};
    traffic->starts_per_day = memory_new(n->post_count, sizeof *traffic->starts_per_day);
    traffic->pool = memory_new(n->pool_count, sizeof *traffic->pool);
    flow.pending = memory_new((size_t)n->step_count * flow.places, sizeof *flow.pending);
    flow.pool_minutes = memory_new(n->pool_count, sizeof *flow.pool_minutes);
    enum status status = choices_init(&flow.choices, n, value);
    if (traffic->starts_per_day == NULL || traffic->pool == NULL || flow.pending == NULL || flow.pool_minutes == NULL)
        status = STATUS_NO_MEMORY;
    for (uint32_t i = 0; status == STATUS_OK && i < n->stream_count; i++)
        pass_stream(&flow, &n->stream[i]);
    for (uint32_t p = 0; status == STATUS_OK && p < n->pool_count; p++)
        judge_pool(&flow, p);
    traffic->events_per_day += traffic->arrivals_per_day;
    choices_free(&flow.choices);
    free(flow.pending);
    free(flow.pool_minutes);
    if (status != STATUS_OK)
        traffic_free(traffic);
    return status;
}

void traffic_sentence(const struct network *n, const struct traffic *traffic, uint32_t index, struct text *text) {
    const struct pool *pool = &n->pool[index];
    const struct pool_traffic *seen = &traffic->pool[index];
    int digits = seen->capacity < 20 ? 1 : 0;
    text_add_format(text, "%s at %s: ", n->pool_kind[pool->kind], n->provider[pool->provider].id);
    if (!isfinite(seen->capacity)) {
        text_add_format(text, "%.1f needed on average, never full", seen->offered);
        return;
    }
    text_add_format(text, "%.*f needed on average, %.*f there", digits, seen->offered, digits, seen->capacity);
    if (seen->verdict == TRAFFIC_UNUSED)
        text_add(text, ": nobody comes");
    else if (seen->verdict == TRAFFIC_OVERLOADED)
        text_add(text, ": the queue will grow without end");
    else if (seen->verdict == TRAFFIC_LOSING)
        text_add(text, ": not all can be served; some will leave, turn round or be sent away");
    else
        text_add_format(text, " (%.0f %%): %s%.0f %% wait, %.0f min on average", 100 * seen->utilisation,
                        seen->verdict == TRAFFIC_TIGHT ? "waits will be long; " : "", 100 * seen->wait_chance,
                        seen->wait_minutes);
}
