#include "scenario/traffic.h"

#include "base/memory.h"
#include "care/handoff.h"
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
    double *spilling;      /* by pool: units that it asks of the one it overflows into */
    double *open;          /* by pool: share of the week in which there is any of it */
    double *lent;          /* by pool: units of others that may serve for it */
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

/* The share of those at a step who keep a pool of this kind through the next. */
static double share_kept_on(const struct flow *flow, const struct step *step, uint32_t kind, const struct stream *stream) {
    const struct network *n = flow->network;
    double share = 0;
    for (uint32_t b = 0; b < step->branch_count; b++) {
        const struct branch *branch = &n->branch[step->branch_first + b];
        if (branch->to != NONE && (n->step[branch->to].carries_kinds >> kind & 1) != 0)
            share += choice_value(n, flow->value, branch->share, stream);
    }
    return share;
}

/* Mean minutes for which one of the step's pools is made ready afterwards. */
static double mean_turn_round(const struct flow *flow, const struct step *step, uint32_t kind, const struct stream *stream) {
    const struct network *n = flow->network;
    if (step->turn_round.first == NONE || (step->turn_kinds >> kind & 1) == 0)
        return 0;
    double minutes = mean_duration(n, flow->value, step->turn_round, choice_index(n, step->turn_round.by, stream, 0, 1));
    return minutes * (1 - share_kept_on(flow, step, kind, stream));
}

/* Minutes a day for which units of a pool are held; `taker`: who asked for them. */
static void add_load(struct flow *flow, uint32_t index, double minutes_a_day, double units, const struct step *taker) {
    struct pool_traffic *pool = &flow->traffic->pool[index];
    pool->offered += minutes_a_day / MINUTES_PER_DAY * units;
    if (waits_without_end(flow->network, flow->value, taker))
        pool->waiting += minutes_a_day / MINUTES_PER_DAY * units;
    flow->pool_minutes[index] += minutes_a_day;
}

/* Where a pool is held that was taken before a step: at the site that people come from, or the step's own provider. */
static uint32_t pool_kept(const struct network *n, const struct option *option, uint32_t place, uint32_t kind) {
    for (uint32_t p = 0; place > 0 && p < n->provider_count; p++)
        if (n->provider[p].site == place - 1 && network_pool(n, p, kind) != NONE)
            return network_pool(n, p, kind);
    return network_pool(n, option->provider, kind);
}

/* What a step keeps through it, in `minutes` each time. */
static void count_kept(struct flow *flow, const struct option *option, uint32_t place, const struct stream *stream,
                       double per_day, double minutes) {
    const struct network *n = flow->network;
    uint32_t s = n->post[option->post].step, need = 0;
    const struct step *step = &n->step[s];
    for (uint32_t kind = 0; step->carries_kinds != 0 && kind < n->pool_kind_count; kind++) {
        uint32_t pool = (step->carries_kinds >> kind & 1) == 0 ? NONE : pool_kept(n, option, place, kind);
        uint32_t taker = pool == NONE ? NONE : network_taker(n, s, kind, &need);
        if (taker == NONE)
            continue;
        double units = choice_value(n, flow->value, n->step[taker].need[need].amount, stream);
        add_load(flow, pool, per_day * (minutes + mean_turn_round(flow, step, kind, stream)), units, &n->step[taker]);
    }
}

static void count_start(struct flow *flow, const struct option *option, uint32_t place, const struct stream *stream,
                        double per_day) {
    const struct network *n = flow->network;
    const struct step *step = &n->step[n->post[option->post].step];
    double minutes = mean_length(flow, step, stream);
    if (n->provider[option->provider].is_team && step->leg_minutes.first != NONE)
        minutes += choice_value(n, flow->value, step->leg_minutes, stream);
    flow->traffic->starts_per_day[option->post] += per_day;
    flow->traffic->people_present += per_day * minutes / MINUTES_PER_DAY;
    flow->traffic->events_per_day += 3 * per_day; /* comes, ends, leaves */
    for (uint32_t k = 0; k < step->need_count; k++) {
        uint32_t index = n->post[option->post].pool[k];
        double units = choice_value(n, flow->value, step->need[k].amount, stream);
        double held = minutes + mean_turn_round(flow, step, step->need[k].kind, stream);
        flow->traffic->pool[index].uses_per_day += per_day;
        add_load(flow, index, per_day * held, units, step);
    }
    count_kept(flow, option, place, stream, per_day, minutes);
}

/* Mean minutes of the hand-over from one provider to a step at another. */
static double mean_handover(const struct flow *flow, uint32_t from, const struct post *to, const struct stream *stream) {
    const struct network *n = flow->network;
    uint32_t giver = n->provider[from].organisation, taker = n->provider[to->provider].organisation;
    double minutes = 0;
    for (uint32_t i = 0; giver != NONE && taker != NONE && giver != taker && i < n->handoff_count; i++) {
        const struct handoff *handoff = &n->handoff[i];
        bool asked = handoff->from[giver] && handoff->to[taker] && handoff->step[to->step];
        if (!asked || handoff_is_spared(n, flow->value, handoff, giver, taker))
            continue;
        uint32_t index = choice_index(n, handoff->delay.by, stream, 0, 1);
        minutes += choice_value(n, flow->value, handoff->share, stream) *
                   mean_duration(n, flow->value, handoff->delay, index);
    }
    return minutes;
}

/* Units of a kind of pool that people hold at an option: those that the step needs, or one that it keeps from a step
 * before, which is taken to have been at the same provider. */
static double units_held(const struct flow *flow, const struct option *at, uint32_t kind, const struct stream *stream) {
    const struct network *n = flow->network;
    const struct step *step = &n->step[n->post[at->post].step];
    for (uint32_t k = 0; k < step->need_count; k++)
        if (step->need[k].kind == kind)
            return choice_value(n, flow->value, step->need[k].amount, stream);
    return (step->carries_kinds >> kind & 1) != 0 ? 1 : 0;
}

/* People who go from one option to a step: what they wait for on the way is load of the pools that they keep. */
static void count_handovers(struct flow *flow, const struct option *from, uint32_t to, const struct stream *stream,
                            double per_day) {
    const struct network *n = flow->network;
    const struct step *before = &n->step[n->post[from->post].step], *step = &n->step[to];
    uint32_t site = n->provider[from->provider].site, place = site == NONE ? 0 : site + 1;
    const double *chance = choices_at(&flow->choices, to, place, stream);
    double minutes = 0;
    for (uint32_t o = 0; o < step->option_count; o++)
        if (chance[o] > 0)
            minutes += chance[o] * mean_handover(flow, from->provider, &n->post[n->option[step->option_first + o].post], stream);
    flow->traffic->people_present += per_day * minutes / MINUTES_PER_DAY;
    for (uint32_t kind = 0; minutes > 0 && kind < n->pool_kind_count; kind++) {
        if (((step->keeps_kinds | step->carries_kinds) >> kind & 1) == 0)
            continue;
        double units = units_held(flow, from, kind, stream), load = per_day * minutes / MINUTES_PER_DAY * units;
        uint32_t index = network_pool(n, from->provider, kind);
        if (!(units > 0) || index == NONE)
            continue;
        flow->traffic->pool[index].offered += load;
        if (waits_without_end(n, flow->value, before))
            flow->traffic->pool[index].waiting += load;
        flow->pool_minutes[index] += per_day * minutes;
    }
}

static void go_on(struct flow *flow, const struct option *from, const struct stream *stream, double per_day) {
    const struct network *n = flow->network;
    const struct step *step = &n->step[n->post[from->post].step];
    uint32_t site = n->provider[from->provider].site, place = site == NONE ? 0 : site + 1;
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
        if (n->handoff_count > 0)
            count_handovers(flow, from, branch->to, stream, per_day * share);
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
        count_start(flow, option, place, stream, per_day * chance[o]);
        go_on(flow, option, stream, per_day * chance[o]);
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

/* Erlang B, the share that finds all servers taken, by its recursion (Cooper, Introduction to Queueing Theory, 1981). */
static double erlang_b(double servers, double load) {
    double blocked = 1;
    for (double k = 1; k <= servers; k++)
        blocked = load * blocked / (k + load * blocked);
    return blocked;
}

/* Erlang C from B. */
double traffic_erlang_c(double servers, double load) {
    if (!(load > 0) || !isfinite(servers))
        return 0;
    if (load >= servers || servers < 1)
        return 1;
    double blocked = erlang_b(servers, load), utilisation = load / servers;
    return blocked / (1 - utilisation * (1 - blocked));
}

/* The share of a pool that days off leave over the window, as a mean. */
static double share_of_days(const struct network *n, const struct pool *pool) {
    if (pool->days_off == NONE || !(n->window_to > n->window_from))
        return 1;
    const struct days_off *off = &n->days_off[pool->days_off];
    double first = n->first_day + floor(n->window_from / MINUTES_PER_DAY), days = (n->window_to - n->window_from) / MINUTES_PER_DAY;
    double lost = 0;
    for (uint32_t i = 0; i < off->count; i++)
        if (off->day[i].day >= first && off->day[i].day < first + days)
            lost += 1 - off->day[i].share;
    return fmax(0, 1 - lost / fmax(1, days));
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

static bool may_serve(const struct flow *flow, const struct overflow *overflow) {
    return overflow->open == NONE || flow->value[overflow->open] > 0;
}

/* The first pool that serves where this one is full and has nobody of its own, such as a swing ward; NONE. */
static uint32_t swing_of(const struct flow *flow, uint32_t index) {
    const struct network *n = flow->network;
    const struct pool *pool = &n->pool[index];
    for (uint32_t i = pool->overflow_first; i < pool->overflow_first + pool->overflow_count; i++) {
        const struct overflow *overflow = &n->overflow[i];
        if (may_serve(flow, overflow) && !(flow->traffic->pool[overflow->lender].uses_per_day > 0))
            return overflow->lender;
    }
    return NONE;
}

/* Units of others that may serve for a pool: on average, what their own people leave of them. At most: several may ask
 * for the same, and journeys take time. */
static double may_borrow(const struct flow *flow, uint32_t index) {
    const struct network *n = flow->network;
    const struct pool *pool = &n->pool[index];
    double units = 0, open;
    uint32_t swing = swing_of(flow, index);
    for (uint32_t i = pool->overflow_first; i < pool->overflow_first + pool->overflow_count; i++) {
        const struct overflow *overflow = &n->overflow[i];
        const struct pool *lender = &n->pool[overflow->lender];
        if (overflow->lender == swing || !may_serve(flow, overflow))
            continue;
        double share = lender->lends == NONE ? 1 : flow->value[lender->lends];
        double there = mean_capacity(n, flow->value, lender, &open);
        double left = fmax(0, there - flow->traffic->pool[overflow->lender].offered);
        if (share > 0)
            units += fmin(share * there, left);
    }
    return units;
}

/* What pools that overflow ask of those that serve where they are full: what an Erlang loss system of their places would
 * lose. */
static void spill(struct flow *flow) {
    const struct network *n = flow->network;
    for (uint32_t p = 0; p < n->pool_count; p++) {
        struct pool_traffic *pool = &flow->traffic->pool[p];
        uint32_t overflow = swing_of(flow, p);
        if (overflow == NONE || !(pool->offered > 0))
            continue;
        double units = pool->offered * MINUTES_PER_DAY / flow->pool_minutes[p], load = pool->offered / units;
        double share = isfinite(pool->capacity) ? erlang_b(floor(pool->capacity / units), load) : 0;
        flow->spilling[p] = pool->offered * share;
        flow->traffic->pool[overflow].spilled += flow->spilling[p];
    }
}

/* Each has its share of the places of the pool that it overflows into, which has no more asked of it than it can take. */
static void share_overflows(struct flow *flow) {
    const struct network *n = flow->network;
    for (uint32_t p = 0; p < n->pool_count; p++) {
        if (flow->spilling[p] <= 0)
            continue;
        const struct pool_traffic *other = &flow->traffic->pool[swing_of(flow, p)];
        double total = other->offered + other->spilled;
        flow->traffic->pool[p].capacity += isfinite(other->capacity) ? other->capacity * flow->spilling[p] / total : INFINITY;
    }
    for (uint32_t p = 0; p < n->pool_count; p++) {
        struct pool_traffic *pool = &flow->traffic->pool[p];
        double left = fmax(0, pool->capacity - pool->offered);
        pool->spilled = fmin(pool->spilled, left);
        pool->offered += pool->spilled;
    }
}

/* Nobody stands in line for a pool that only serves where others are full: they wait for those. */
static void judge_overflow(struct pool_traffic *pool) {
    pool->wait_chance = pool->wait_minutes = 0;
    pool->verdict = pool->utilisation >= tight ? TRAFFIC_TIGHT : TRAFFIC_FINE;
}

static void judge_pool(struct flow *flow, uint32_t index, double open) {
    struct pool_traffic *pool = &flow->traffic->pool[index];
    pool->verdict = TRAFFIC_UNUSED;
    if (!(pool->offered > 0) || !isfinite(pool->capacity))
        return;
    pool->utilisation = pool->capacity > 0 ? pool->offered / pool->capacity : INFINITY;
    if (!(pool->uses_per_day > 0)) {
        judge_overflow(pool);
        return;
    }
    if (pool->utilisation >= 1) {
        pool->verdict = pool->waiting < pool->capacity ? TRAFFIC_LOSING : TRAFFIC_OVERLOADED;
        pool->wait_chance = 1;
        pool->wait_minutes = INFINITY;
        return;
    }
    double own = pool->offered - pool->spilled, units = own * MINUTES_PER_DAY / flow->pool_minutes[index];
    /* while it is open: places as whole servers, at least as many as keep up with the load */
    double servers = fmax(1, floor(pool->capacity / open / units + 0.5)), load = pool->offered / open / units;
    if (servers <= load)
        servers = floor(load) + 1;
    double held = flow->pool_minutes[index] / pool->uses_per_day;
    pool->wait_chance = traffic_erlang_c(servers, load);
    pool->wait_minutes = pool->wait_chance * held / (servers - load);
    pool->verdict = pool->utilisation >= tight ? TRAFFIC_TIGHT : TRAFFIC_FINE;
}

static void judge_pools(struct flow *flow) {
    const struct network *n = flow->network;
    for (uint32_t p = 0; p < n->pool_count; p++)
        flow->traffic->pool[p].capacity =
            mean_capacity(n, flow->value, &n->pool[p], &flow->open[p]) * share_of_days(n, &n->pool[p]);
    spill(flow);
    for (uint32_t p = 0; p < n->pool_count; p++)
        flow->lent[p] = may_borrow(flow, p);
    share_overflows(flow);
    for (uint32_t p = 0; p < n->pool_count; p++)
        flow->traffic->pool[p].capacity += flow->lent[p];
    for (uint32_t p = 0; p < n->pool_count; p++)
        judge_pool(flow, p, flow->open[p]);
}

enum status traffic_solve(const struct network *n, const double *value, struct traffic *traffic) {
    struct flow flow = {.network = n, .value = value, .traffic = traffic, .places = n->travel.site_count + 1};
    *traffic = (struct traffic){.post_count = n->post_count, .pool_count = n->pool_count};
    traffic->starts_per_day = memory_new(n->post_count, sizeof *traffic->starts_per_day);
    traffic->pool = memory_new(n->pool_count, sizeof *traffic->pool);
    flow.pending = memory_new((size_t)n->step_count * flow.places, sizeof *flow.pending);
    flow.pool_minutes = memory_new((size_t)n->pool_count * 4, sizeof *flow.pool_minutes);
    flow.spilling = flow.pool_minutes + n->pool_count;
    flow.open = flow.spilling + n->pool_count;
    flow.lent = flow.open + n->pool_count;
    enum status status = choices_init(&flow.choices, n, value);
    if (traffic->starts_per_day == NULL || traffic->pool == NULL || flow.pending == NULL || flow.pool_minutes == NULL)
        status = STATUS_NO_MEMORY;
    for (uint32_t i = 0; status == STATUS_OK && i < n->stream_count; i++)
        pass_stream(&flow, &n->stream[i]);
    if (status == STATUS_OK)
        judge_pools(&flow);
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
    else if (!(seen->uses_per_day > 0))
        text_add_format(text, " (%.0f %%): hardly a place is left for those who find their own full", 100 * seen->utilisation);
    else
        text_add_format(text, " (%.0f %%): %s%.0f %% wait, %.0f min on average", 100 * seen->utilisation,
                        seen->verdict == TRAFFIC_TIGHT ? "waits will be long; " : "", 100 * seen->wait_chance,
                        seen->wait_minutes);
}
