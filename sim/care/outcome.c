/* The arrays of an outcome, and how margins are numbered. */
#include "care/outcome.h"

#include "base/check.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OUTCOME_ARRAYS = 31, MAX_LEVELS = 4096, LEVELS_WITHOUT_LIMIT = 512 };

uint32_t margin_count(const struct network *network) {
    uint32_t count = 1 + network->area_count;
    for (uint32_t d = 0; d < network->dimension_count; d++) count += network->dimension[d].level_count;
    return count;
}

struct margin margin_at(const struct network *network, uint32_t margin) {
    if (margin == 0) return (struct margin){MARGIN_ALL, NONE, 0};
    margin -= 1;
    if (margin < network->area_count) return (struct margin){MARGIN_AREA, NONE, margin};
    margin -= network->area_count;
    uint32_t dimension = 0;
    while (margin >= network->dimension[dimension].level_count) margin -= network->dimension[dimension++].level_count;
    CHECK(dimension < network->dimension_count);
    return (struct margin){MARGIN_LEVEL, dimension, margin};
}

uint32_t margin_find(const struct network *network, const char *name) {
    if (name == NULL) return 0;
    for (uint32_t margin = 1; margin < margin_count(network); margin++) {
        struct margin at = margin_at(network, margin);
        if (at.kind == MARGIN_AREA && strcmp(network->area[at.index].id, name) == 0) return margin;
        if (at.kind != MARGIN_LEVEL) continue;
        const struct dimension *dimension = &network->dimension[at.dimension];
        size_t length = strlen(dimension->id);
        if (strncmp(name, dimension->id, length) == 0 && name[length] == '/' &&
            strcmp(name + length + 1, dimension->level[at.index]) == 0)
            return margin;
    }
    return NONE;
}

unsigned margins_of(const struct network *network, uint32_t stream, uint32_t out[MOST_MARGINS]) {
    const struct stream *at = &network->stream[stream];
    unsigned count = 0;
    out[count++] = 1 + at->area;
    uint32_t first = 1 + network->area_count;
    for (uint32_t d = 0; d < network->dimension_count; d++) {
        const struct dimension *dimension = &network->dimension[d];
        if (!dimension->of_area) out[count++] = first + dimension->level_of[at->cell];
        first += dimension->level_count;
    }
    return count;
}

unsigned margins_over(const struct network *network, uint32_t area, uint32_t out[MOST_MARGINS]) {
    unsigned count = 0;
    out[count++] = 0;
    uint32_t first = 1 + network->area_count;
    for (uint32_t d = 0; d < network->dimension_count; d++) {
        const struct dimension *dimension = &network->dimension[d];
        if (dimension->of_area) out[count++] = first + dimension->level_of[area];
        first += dimension->level_count;
    }
    return count;
}

double spread_upper(unsigned bin) {
    if (bin + 1 >= SPREAD_BINS) return INFINITY;
    return histogram_upper(bin * (HISTOGRAM_STEPS / SPREAD_PER_OCTAVE));
}

/* The first day of a month whose 00:00 lies inside the window, not at its start. */
static int32_t first_month_end(const struct network *network) {
    struct date date = calendar_date(network->first_day + (int32_t)(network->window_from / MINUTES_PER_DAY));
    return calendar_add_months(calendar_day((struct date){date.year, date.month, 1}), 1);
}

double month_end_minute(const struct network *network, uint32_t month) {
    int32_t day = calendar_add_months(first_month_end(network), (int)month);
    return (double)(day - network->first_day) * MINUTES_PER_DAY;
}

static int months_of(struct date date) {
    return 12 * date.year + date.month;
}

uint32_t month_end_at(const struct network *network, double minute) {
    if (minute <= network->window_from || minute > network->window_to || fmod(minute, MINUTES_PER_DAY) != 0) return NONE;
    struct date date = calendar_date(network->first_day + (int32_t)(minute / MINUTES_PER_DAY));
    if (date.day != 1) return NONE;
    return (uint32_t)(months_of(date) - months_of(calendar_date(first_month_end(network))));
}

uint32_t month_end_count(const struct network *network) {
    struct date last = calendar_date(network->first_day + (int32_t)(network->window_to / MINUTES_PER_DAY));
    return (uint32_t)(1 + months_of(last) - months_of(calendar_date(first_month_end(network))));
}

/* The most that a value comes to in any arm. */
static double most_of(const struct network *network, uint32_t slot) {
    double most = network->value[slot];
    for (uint32_t a = 0; a < network->arm_count; a++)
        for (size_t i = 0; i < network->arm[a].patch_count; i++)
            if (network->arm[a].patch[i].slot == slot && network->arm[a].patch[i].number > most)
                most = network->arm[a].patch[i].number;
    return most;
}

/* Units that escalation rules may open at a pool beside its own. */
static double escalation_most(const struct network *network, uint32_t pool) {
    double most = 0;
    for (uint32_t i = 0; i < network->effect_count; i++)
        if (network->effect[i].kind == EFFECT_ADDS && network->effect[i].index == pool)
            most += most_of(network, network->effect[i].amount);
    return most;
}

/* Levels kept for each pool: up to its largest capacity in any arm, and the same again for use above it. How
 * many beds would be needed is asked of a pool without limit, so it keeps its levels too. */
static uint32_t levels_of(const struct network *network, uint32_t pool) {
    const struct pool *at = &network->pool[pool];
    if (at->unlimited) return LEVELS_WITHOUT_LIMIT;
    double most = most_of(network, at->capacity) + escalation_most(network, pool);
    if (at->rota != NONE) most *= 4; /* WTE on duty at once: at most those of a day together */
    double levels = 2 * most + 2;
    return levels > MAX_LEVELS ? MAX_LEVELS : (uint32_t)levels;
}

static size_t list_arrays(struct outcome *outcome, const struct network *network,
                          struct memory_array out[OUTCOME_ARRAYS]) {
    size_t periods = network->period_count, pools = network->pool_count, areas = network->area_count;
    size_t standards = network->standard_count, margins = outcome->margins, rules = network->outcome_rule_count;
    size_t peoples = (size_t)network->pathway_count * areas * sizeof(uint64_t);
    const struct memory_array arrays[] = {
        {&outcome->access, (periods + 1) * standards * margins * sizeof outcome->access[0]},
        {&outcome->at_provider, periods * standards * network->provider_count * sizeof outcome->at_provider[0]},
        {&outcome->month_end, outcome->month_end_capacity * sizeof outcome->month_end[0]},
        {&outcome->spell, outcome->spell_capacity * sizeof outcome->spell[0]},
        {&outcome->spread, standards * margins * sizeof outcome->spread[0]},
        {&outcome->post, periods * network->post_count * sizeof outcome->post[0]},
        {&outcome->pool, periods * pools * sizeof outcome->pool[0]},
        {&outcome->handed, periods * network->post_count * sizeof outcome->handed[0]},
        {&outcome->elsewhere, periods * network->post_count * sizeof outcome->elsewhere[0]},
        {&outcome->lending, periods * network->overflow_count * sizeof outcome->lending[0]},
        {&outcome->handover, periods * handover_cells(network) * sizeof outcome->handover[0]},
        {&outcome->level_minutes, outcome->level_first[pools] * sizeof(double)},
        {&outcome->day_in_use, pools * outcome->days * sizeof(double)},
        {&outcome->day_waiting, pools * outcome->days * sizeof(double)},
        {&outcome->day_capacity, pools * outcome->days * sizeof(double)},
        {&outcome->hour_in_use, pools * HOURS_PER_WEEK * sizeof(double)},
        {&outcome->hour_waiting, pools * HOURS_PER_WEEK * sizeof(double)},
        {&outcome->hour_capacity, pools * HOURS_PER_WEEK * sizeof(double)},
        {&outcome->money, periods * network->money_target_count * sizeof(int64_t)},
        {&outcome->money_units, periods * network->money_target_count * sizeof(double)},
        {&outcome->once, periods * network->once_count * sizeof(int64_t)},
        {&outcome->contract, periods * network->contract_count * sizeof outcome->contract[0]},
        {&outcome->flow, periods * network->post_count * areas * sizeof outcome->flow[0]},
        {&outcome->arrived, peoples},
        {&outcome->done, peoples},
        {&outcome->left, peoples},
        {&outcome->here, peoples},
        {&outcome->exposure, outcome->exposure_capacity * sizeof outcome->exposure[0]},
        {&outcome->expected, (periods + 1) * rules * margins * sizeof outcome->expected[0]},
        {&outcome->doubted, rules * margins * DOUBT_DRAWS * sizeof outcome->doubted[0]},
    };
    size_t count = sizeof arrays / sizeof arrays[0];
    CHECK(count <= OUTCOME_ARRAYS);
    for (size_t i = 0; i < count; i++) out[i] = arrays[i];
    return count;
}

enum status outcome_init(struct outcome *outcome, const struct network *network) {
    *outcome = (struct outcome){0};
    outcome->margins = margin_count(network);
    outcome->days = (uint32_t)((network->window_to - network->window_from) / MINUTES_PER_DAY);
    outcome->level_first = memory_new(network->pool_count + 1, sizeof outcome->level_first[0]);
    if (outcome->level_first == NULL) return STATUS_NO_MEMORY;
    for (uint32_t pool = 0; pool < network->pool_count; pool++)
        outcome->level_first[pool + 1] = outcome->level_first[pool] + levels_of(network, pool);
    struct memory_array array[OUTCOME_ARRAYS];
    enum status status = memory_arrays_new(array, list_arrays(outcome, network, array));
    if (status != STATUS_OK) outcome_free(outcome);
    return status;
}

enum status outcome_copy(struct outcome *to, const struct outcome *from, const struct network *network) {
    *to = *from;
    struct memory_array array[OUTCOME_ARRAYS];
    enum status status = memory_arrays_copy(array, list_arrays(to, network, array));
    to->level_first = memory_copy(from->level_first, network->pool_count + 1, sizeof to->level_first[0]);
    if (status == STATUS_OK && to->level_first != NULL) return STATUS_OK;
    outcome_free(to);
    return STATUS_NO_MEMORY;
}

void outcome_free(struct outcome *outcome) {
    void *const all[] = {outcome->access,       outcome->spread,        outcome->post,        outcome->pool,
                         outcome->level_first,  outcome->level_minutes, outcome->day_in_use,  outcome->day_waiting,
                         outcome->hour_in_use,  outcome->hour_waiting,  outcome->hour_capacity, outcome->money,
                         outcome->once,         outcome->flow,          outcome->arrived,     outcome->done,
                         outcome->left,         outcome->here,          outcome->at_provider, outcome->month_end,
                         outcome->money_units,  outcome->lending,       outcome->handover,
                         outcome->handed,       outcome->elsewhere,     outcome->spell,       outcome->exposure,
                         outcome->expected,     outcome->doubted,       outcome->contract,    outcome->day_capacity};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) free(all[i]);
    *outcome = (struct outcome){0};
}

void gain_tally_add(struct gain_tally *into, const struct gain_tally *from) {
    into->people += from->people;
    into->better += from->better;
    into->worse += from->worse;
    into->same += from->same;
    into->better_over_15 += from->better_over_15;
    into->worse_over_15 += from->worse_over_15;
    into->only_baseline += from->only_baseline;
    into->only_arm += from->only_arm;
    into->change_minutes += from->change_minutes;
    into->worse_minutes += from->worse_minutes;
}
