#include "results/view.h"
#include "base/check.h"
#include "base/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct span view_span(const struct result_view *view, uint32_t period) {
    const struct network *network = view->result->network;
    if (period >= network->period_count)
        return (struct span){network->window_from, network->window_to};
    return (struct span){period == 0 ? network->window_from : network->period_to[period - 1], network->period_to[period]};
}

double view_period_minutes(const struct result_view *view, uint32_t period) {
    struct span span = view_span(view, period);
    return span.to - span.from;
}

uint32_t view_longest(const struct result_view *view, size_t count_offset) {
    size_t longest = 0;
    for (uint32_t arm = 0; arm < view->result->arm_count; arm++)
        for (uint32_t i = 0; i < view->result->replications; i++) {
            size_t count = 0;
            memcpy(&count, (const char *)&view->result->arm[arm].outcome[i] + count_offset, sizeof count);
            longest = count > longest ? count : longest;
        }
    return (uint32_t)longest;
}

const struct access_tally *view_access(const struct result_view *view, struct spot spot) {
    const struct outcome *outcome = view_outcome(view, spot);
    size_t standards = view->result->network->standard_count;
    return &outcome->access[(spot.period * standards + spot.item) * outcome->margins + spot.margin];
}

struct provider_tally view_access_at(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct provider_tally *tally = view_outcome(view, spot)->at_provider;
    struct periods periods = view_periods(view, spot.period);
    struct provider_tally sum = {0};
    for (uint32_t period = periods.first; period < periods.end; period++) {
        size_t row = (size_t)period * network->standard_count + spot.item;
        const struct provider_tally *one = &tally[row * network->provider_count + spot.margin];
        sum.people += one->people;
        sum.unfinished += one->unfinished;
        sum.within += one->within;
        sum.sum_minutes += one->sum_minutes;
    }
    return sum;
}

struct post_tally view_post(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct post_tally *tally = view_outcome(view, spot)->post;
    if (spot.period < network->period_count)
        return tally[(size_t)spot.period * network->post_count + spot.item];
    struct post_tally all = {0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        const struct post_tally *one = &tally[(size_t)period * network->post_count + spot.item];
        all.arrived += one->arrived;
        all.started += one->started;
        all.completed += one->completed;
        all.left_waiting += one->left_waiting;
        all.turned_away += one->turned_away;
        all.diverted += one->diverted;
        all.cancelled += one->cancelled;
        all.balked += one->balked;
        all.preempted += one->preempted;
        all.waited += one->waited;
        all.wait_minutes += one->wait_minutes;
        all.time_minutes += one->time_minutes;
        all.worked += one->worked;
        all.work_minutes += one->work_minutes;
        all.uses += one->uses;
        all.ended += one->ended;
        all.ended_minutes += one->ended_minutes;
        all.present_minutes += one->present_minutes;
    }
    return all;
}

struct elsewhere_tally view_elsewhere(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    bool all = spot.period >= network->period_count;
    uint32_t end = all ? network->period_count : spot.period + 1;
    struct elsewhere_tally sum = {0, 0};
    for (uint32_t period = all ? 0 : spot.period; period < end; period++) {
        const struct elsewhere_tally *one =
            &view_outcome(view, spot)->elsewhere[(size_t)period * network->post_count + spot.item];
        sum.found_closed += one->found_closed;
        sum.went_elsewhere += one->went_elsewhere;
    }
    return sum;
}

struct handed_tally view_handed(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct handed_tally *tally = view_outcome(view, spot)->handed;
    if (spot.period < network->period_count)
        return tally[(size_t)spot.period * network->post_count + spot.item];
    struct handed_tally all = {0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        all.people += tally[(size_t)period * network->post_count + spot.item].people;
        all.minutes += tally[(size_t)period * network->post_count + spot.item].minutes;
    }
    return all;
}

struct pool_tally view_pool(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct pool_tally *tally = view_outcome(view, spot)->pool;
    if (spot.period < network->period_count)
        return tally[(size_t)spot.period * network->pool_count + spot.item];
    struct pool_tally all = {0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        const struct pool_tally *one = &tally[(size_t)period * network->pool_count + spot.item];
        all.capacity += one->capacity;
        all.in_use += one->in_use;
        all.blocked += one->blocked;
        all.waiting += one->waiting;
        all.over += one->over;
        all.midnights += one->midnights;
        all.midnight_in_use += one->midnight_in_use;
        all.midnight_capacity += one->midnight_capacity;
        all.placeless += one->placeless;
        all.midnight_placeless += one->midnight_placeless;
        all.staff_km += one->staff_km;
        all.midnight_blocked += one->midnight_blocked;
        all.handover += one->handover;
        all.lent += one->lent;
        all.borrowed += one->borrowed;
        all.waiting_max = one->waiting_max > all.waiting_max ? one->waiting_max : all.waiting_max;
        all.in_use_max = one->in_use_max > all.in_use_max ? one->in_use_max : all.in_use_max;
    }
    return all;
}

double view_use(const struct pool_tally *pool) {
    return view_ratio(pool->in_use - pool->placeless, pool->capacity);
}

double view_use_at_midnight(const struct pool_tally *pool) {
    return view_ratio(pool->midnight_in_use - pool->midnight_placeless, pool->midnight_capacity);
}

struct escalated view_escalation(const struct result_view *view, struct spot spot) {
    const struct outcome *outcome = view_outcome(view, spot);
    struct span span = view_span(view, spot.period);
    struct escalated sum = {0, 0};
    for (size_t i = 0; i < outcome->spell_count; i++) {
        const struct escalation_spell *spell = &outcome->spell[i];
        if (spell->rule != spot.item)
            continue;
        sum.times += spell->from >= span.from && spell->from < span.to;
        sum.minutes += fmax(0, fmin(spell->to, span.to) - fmax(spell->from, span.from));
    }
    return sum;
}

double view_value_mean(const struct result_view *view, uint32_t arm, uint32_t period, uint32_t slot) {
    const struct network *network = view->result->network;
    struct span span = view_span(view, period);
    double value = network->value[slot], sum = 0, since = span.from;
    for (size_t i = 0; i < network->arm[arm].patch_count; i++) {
        const struct patch *patch = &network->arm[arm].patch[i];
        if (patch->slot != slot || patch->minute >= span.to)
            continue;
        if (patch->minute > since) {
            sum += value * (patch->minute - since);
            since = patch->minute;
        }
        value = patch->number;
    }
    return view_ratio(sum + value * (span.to - since), span.to - span.from);
}

int64_t view_money(const struct result_view *view, struct spot spot, const struct money_group *group) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = view_outcome(view, spot);
    struct periods periods = view_periods(view, spot.period);
    int64_t sum = 0;
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        struct money_entry entry = view->money_entry[i];
        size_t width = entry.is_once ? network->once_count : network->money_target_count;
        const int64_t *money = entry.is_once ? outcome->once : outcome->money;
        for (uint32_t period = periods.first; period < periods.end; period++)
            sum += money[period * width + entry.index];
    }
    return sum;
}

/* One target in one period. What is used is never told as more than what is paid for. */
static void add_stranded(const struct result_view *view, struct spot spot, uint32_t target, struct stranded *sum) {
    const struct network *network = view->result->network;
    const struct money_rule *rule = &network->money_rule[network->money_target[target].rule];
    if (rule->is_left) {
        int64_t left = view_outcome(view, spot)->money[(size_t)spot.period * network->money_target_count + target];
        sum->by_capacity = true;
        sum->cost += left;
        sum->idle += left;
        return;
    }
    if (rule->is_payment || (rule->driver != DRIVER_OPEN_TIME && rule->driver != DRIVER_OPEN_STEPS))
        return;
    const struct outcome *outcome = view_outcome(view, spot);
    size_t at = (size_t)spot.period * network->money_target_count + target;
    double paid = outcome->money_units[at];
    spot.item = network->money_target[target].index;
    double used = fmin(view_pool(view, spot).in_use, paid);
    sum->by_capacity = true;
    sum->cost += outcome->money[at];
    sum->idle += paid > 0 ? llround((double)outcome->money[at] * (1 - used / paid)) : 0;
    sum->paid_minutes += paid;
    sum->used_minutes += used;
}

struct stranded view_stranded(const struct result_view *view, struct spot spot, const struct money_group *group) {
    struct periods periods = view_periods(view, spot.period);
    struct stranded sum = {0};
    for (uint32_t i = group->first; i < group->first + group->count; i++)
        for (spot.period = periods.first; spot.period < periods.end && !view->money_entry[i].is_once; spot.period++)
            add_stranded(view, spot, view->money_entry[i].index, &sum);
    return sum;
}

struct margin_names view_margin(const struct result_view *view, uint32_t margin) {
    const struct network *network = view->result->network;
    struct margin about = margin_at(network, margin);
    struct margin_names names = {"all", "all", "all"};
    if (about.kind == MARGIN_AREA)
        names.area = network->area[about.index].id;
    if (about.kind == MARGIN_LEVEL) {
        names.dimension = network->dimension[about.dimension].id;
        names.level = network->dimension[about.dimension].level[about.index];
    }
    return names;
}

static int compare_numbers(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

double view_quantile(double *numbers, uint32_t count, double share) {
    if (count < 2)
        return NAN;
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    double at = share * (count - 1);
    uint32_t below = (uint32_t)at;
    if (below + 1 >= count)
        return numbers[count - 1];
    return numbers[below] + (at - below) * (numbers[below + 1] - numbers[below]);
}

/* ---- getting ready ---------------------------------------------------------------------------- */

struct money_key { struct money_group group; struct money_entry entry; bool is_payment; };

static int compare_indices(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

/* Costs before payments; then by who, category, provider; NONE comes last. */
static int compare_groups(const struct money_key *a, const struct money_key *b) {
    int order = (a->is_payment > b->is_payment) - (a->is_payment < b->is_payment);
    if (order == 0)
        order = compare_indices(a->group.from, b->group.from);
    if (order == 0)
        order = compare_indices(a->group.to, b->group.to);
    if (order == 0)
        order = strcmp(a->group.category, b->group.category);
    if (order == 0)
        order = compare_indices(a->group.provider, b->group.provider);
    return order;
}

static int compare_keys(const void *left, const void *right) {
    const struct money_key *a = left, *b = right;
    int order = compare_groups(a, b);
    if (order == 0)
        order = (a->entry.is_once > b->entry.is_once) - (a->entry.is_once < b->entry.is_once);
    return order != 0 ? order : compare_indices(a->entry.index, b->entry.index);
}

/* Their number; what somebody would pay himself, of what several share, moves nothing and is left out. */
static size_t list_money(const struct network *network, struct money_key *key) {
    size_t count = 0;
    for (uint32_t i = 0; i < network->money_target_count; i++) {
        const struct money_target *target = &network->money_target[i];
        const struct money_rule *rule = &network->money_rule[target->rule];
        uint32_t provider = rule->is_payment ? NONE : target->provider;
        if (rule->is_payment && target->from == target->to)
            continue;
        key[count++] = (struct money_key){
            {rule->id, target->from, target->to, provider, 0, 1}, {i, false}, rule->is_payment};
    }
    for (uint32_t i = 0; i < network->once_count; i++) {
        const struct once *once = &network->once[i];
        key[count++] = (struct money_key){
            {once->id, once->from, once->to, NONE, 0, 1}, {i, true}, once->from != NONE};
    }
    return count;
}

static enum status group_money(struct result_view *view) {
    const struct network *network = view->result->network;
    size_t count = (size_t)network->money_target_count + network->once_count;
    enum status status = STATUS_NO_MEMORY;
    struct money_key *key = memory_new(count, sizeof *key);
    view->cost = memory_new(count, sizeof *view->cost);
    view->payment = memory_new(count, sizeof *view->payment);
    view->money_entry = memory_new(count, sizeof *view->money_entry);
    if (key == NULL || view->cost == NULL || view->payment == NULL || view->money_entry == NULL)
        goto out;
    count = list_money(network, key);
    if (count > 0)
        qsort(key, count, sizeof *key, compare_keys);
    for (uint32_t i = 0; i < count; i++) {
        struct money_group *group = key[i].is_payment ? view->payment : view->cost;
        uint32_t *groups = &view->length[key[i].is_payment ? AXIS_PAYMENT : AXIS_COST];
        view->money_entry[i] = key[i].entry;
        if (i > 0 && compare_groups(&key[i - 1], &key[i]) == 0) {
            group[*groups - 1].count++;
            continue;
        }
        group[*groups] = key[i].group;
        group[*groups].first = i;
        ++*groups;
    }
    status = STATUS_OK;
out:
    free(key);
    return status;
}

static enum status name_periods(struct result_view *view) {
    const struct network *network = view->result->network;
    view->period_name = memory_new(network->period_count + (size_t)1, sizeof *view->period_name);
    if (view->period_name == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t period = 0; period < network->period_count; period++) {
        int year = network->period_year[period];
        snprintf(view->period_name[period], sizeof view->period_name[period], "%d/%02d", year,
                 (year + 1) % 100);
    }
    strcpy(view->period_name[network->period_count], "all");
    return STATUS_OK;
}

/* The most levels that any pool of any outcome has. */
static uint32_t most_levels(const struct experiment_result *result) {
    uint32_t most = 0;
    for (uint32_t arm = 0; arm < result->arm_count; arm++)
        for (uint32_t replication = 0; replication < result->replications; replication++) {
            const uint32_t *first = result->arm[arm].outcome[replication].level_first;
            for (uint32_t pool = 0; pool < result->network->pool_count; pool++)
                if (first[pool + 1] - first[pool] > most)
                    most = first[pool + 1] - first[pool];
        }
    return most;
}

static void measure_axes(struct result_view *view) {
    const struct experiment_result *result = view->result;
    const struct network *network = result->network;
    uint32_t *length = view->length;
    length[AXIS_NONE] = 1;
    length[AXIS_ARM] = result->arm_count;
    length[AXIS_ALTERNATIVE] = result->arm_count - 1;
    length[AXIS_REPLICATION] = result->replications;
    length[AXIS_PERIOD] = network->period_count + 1;
    length[AXIS_STANDARD] = network->standard_count;
    length[AXIS_MARGIN] = margin_count(network);
    length[AXIS_POST] = network->post_count;
    length[AXIS_POOL] = network->pool_count;
    length[AXIS_LEVEL_IN_USE] = most_levels(result);
    length[AXIS_DAY] = result->arm[0].outcome[0].days;
    length[AXIS_HOUR] = HOURS_PER_WEEK;
    length[AXIS_AREA] = network->area_count;
    length[AXIS_ORGANISATION] = network->organisation_count;
    length[AXIS_PROVIDER] = network->provider_count;
    length[AXIS_PATHWAY] = network->pathway_count;
    length[AXIS_ASSUMPTION] = network->assumption_count;
    length[AXIS_SPREAD_BIN] = SPREAD_BINS;
    length[AXIS_LEDGER_CHECK] = LEDGER_CHECKS;
    length[AXIS_ESCALATION] = network->escalation_count;
}

enum status result_view_init(struct result_view *view, const struct experiment_result *result,
                             uint32_t seed) {
    CHECK(result->arm_count >= 1 && result->replications >= 1);
    *view = (struct result_view){.result = result, .seed = seed};
    measure_axes(view);
    enum status status = name_periods(view);
    if (status == STATUS_OK)
        status = group_money(view);
    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        view->number[i] = memory_new(result->replications, sizeof *view->number[i]);
        if (view->number[i] == NULL)
            status = STATUS_NO_MEMORY;
    }
    view->matrix = memory_new((size_t)view->length[AXIS_MARGIN] * result->replications, sizeof *view->matrix);
    if (view->matrix == NULL)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK && result->network->outcome_rule_count > 0) {
        view->student = memory_new(1, sizeof *view->student);
        if (view->student == NULL)
            status = STATUS_NO_MEMORY;
        else
            student_init(view->student, result->replications);
    }
    if (status != STATUS_OK)
        result_view_free(view);
    return status;
}

void result_view_free(struct result_view *view) {
    free(view->period_name);
    free(view->cost);
    free(view->payment);
    free(view->money_entry);
    free(view->claimed);
    free(view->best);
    free(view->number[0]);
    free(view->number[1]);
    free(view->matrix);
    free(view->student);
    free(view->line);
    *view = (struct result_view){0};
}
