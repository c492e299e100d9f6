/* Demand: how many of each pathway arrive a day from each area and group. A rate per person is of the
 * people of that area and group; an absolute number ("24 per d") is shared by population among those whom it
 * is said of, a column of the areas ("arrivals a year") within each area. */
#include "scenario/compile_lists.h"
#include "scenario/compile_reach.h"
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one leaf of a demand says. */
struct leaf_rate {
    const struct setting *leaf;
    struct rate_quantity rate;
    bool of_area;         /* a cell of the areas' table: arrivals a year */
    double people, strata; /* population and number of the strata it is said of */
};

struct demand {
    struct leaf_rate *item;
    size_t count, capacity;
    uint32_t *of;            /* by stratum, NONE */
    struct reach reach;      /* of the pathway in hand */
    struct induced induced;
};

/* A number in the areas' table is arrivals a year; else the leaf has its own unit. */
static bool read_rate(const struct setting *leaf, struct rate_quantity *rate, struct problem_list *problems) {
    if (leaf->kind != SETTING_NUMBER)
        return quantity_rate(leaf, rate, problems);
    *rate = (struct rate_quantity){leaf->number / DAYS_PER_YEAR, false, NULL};
    return true;
}

static unsigned check_rate(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    struct rate_quantity rate;
    (void)kind;
    uint32_t area = leaf->parent == NULL ? NONE : names_find(&c->areas, leaf->parent->name);
    bool in_table = area != NONE && c->now_area[area] == leaf->parent;
    if (leaf->kind == SETTING_NUMBER && !in_table) {
        (void)quantity_rate(leaf, &rate, c->problems);
        return 0;
    }
    if (!read_rate(leaf, &rate, c->problems))
        return 0;
    if (!(rate.per_day >= 0) || !isfinite(rate.per_day))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_negative_rate, leaf);
    if (rate.per_person && !c->population_known)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_rate_without_people, leaf);
    const struct setting *row = c->now_area[0];
    if (rate.weight_column != NULL && (row == NULL || setting_get(row, rate.weight_column) == NULL))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, leaf, rate.weight_column, c->areas.id[0]);
    return 0;
}

/* ---- leaves of one version's demand ---- */

static uint32_t leaf_index(struct compiler *c, struct demand *demand, const struct setting *leaf, enum status *status) {
    for (size_t i = demand->count; i > 0; i--) /* mostly the one found last */
        if (demand->item[i - 1].leaf == leaf)
            return (uint32_t)(i - 1);
    *status = memory_reserve(&demand->item, &demand->capacity, demand->count + 1, sizeof *demand->item);
    if (*status != STATUS_OK)
        return NONE;
    struct leaf_rate *item = &demand->item[demand->count];
    *item = (struct leaf_rate){.leaf = leaf};
    if (!read_rate(leaf, &item->rate, c->problems))
        item->rate = (struct rate_quantity){0, false, NULL};
    return (uint32_t)demand->count++;
}

/* Which leaf speaks of each stratum, and of how many people each leaf speaks. */
static enum status find_leaves(struct compiler *c, const struct setting *setting, struct demand *demand) {
    const struct network *n = c->network;
    uint32_t strata = n->area_count * n->cell_count;
    enum status status = STATUS_OK;
    demand->count = 0;
    for (uint32_t i = 0; status == STATUS_OK && i < strata; i++) {
        struct where where = where_of(n, BY_STRATUM, i, NONE);
        const struct setting *leaf = value_leaf(c, setting, where, NONE);
        demand->of[i] = leaf == NULL ? NONE : leaf_index(c, demand, leaf, &status);
        if (demand->of[i] == NONE)
            continue;
        demand->item[demand->of[i]].people += c->now_population[i];
        demand->item[demand->of[i]].strata += 1;
    }
    return status;
}

/* Weighted people of an area for each of its people. */
static double weight_of(struct compiler *c, const char *column, uint32_t area) {
    const struct setting *row = c->now_area[area], *cell = row == NULL ? NULL : setting_get(row, column);
    double weighted = 0, people = area_people(c, area);
    if (cell == NULL || !quantity_number(cell, &weighted, c->problems) || !(people > 0))
        return 0;
    return weighted / people;
}

static double stratum_rate(struct compiler *c, const struct leaf_rate *leaf, uint32_t stratum) {
    double people = c->now_population[stratum], per_day = leaf->rate.per_day;
    if (!leaf->rate.per_person)
        return leaf->people > 0 ? per_day * people / leaf->people : per_day / leaf->strata;
    if (leaf->rate.weight_column != NULL)
        people *= weight_of(c, leaf->rate.weight_column, stratum / c->network->cell_count);
    return per_day * people;
}

/* Planned arrivals of which nothing more is said are anybody's. */
static void share_by_population(const struct compiler *c, uint32_t strata, double *rate) {
    double people = 0;
    for (uint32_t i = 0; i < strata; i++)
        people += c->now_population[i];
    for (uint32_t i = 0; i < strata; i++)
        rate[i] = people > 0 ? c->now_population[i] : 1;
}

/* What multiplies a pathway's demand for somebody. */
static double factor_at(struct compiler *c, const struct spec_pathway *here, const struct demand *demand, uint32_t stratum) {
    const struct value_kind plain = {quantity_number, NONE};
    struct where where = where_of(c->network, BY_STRATUM, stratum, NONE);
    double times = here->demand_times == NULL ? 1 : value_at(c, here->demand_times, where, plain, 1);
    return times * reach_factor(c, &demand->reach, where) * induced_factor(c, &demand->induced, where);
}

/* Rates of a pathway in the version in hand, a day, by stratum; all 0 where it has no such pathway. `filling`: values,
 * not yet the structure. */
static enum status pathway_rates(struct compiler *c, uint32_t pathway, struct demand *demand, double *rate, bool filling) {
    const struct network *n = c->network;
    const struct spec_pathway *here = c->now_pathway[pathway];
    uint32_t strata = n->area_count * n->cell_count;
    memset(rate, 0, strata * sizeof *rate);
    if (here != NULL && here->demand == NULL && arrivals_are_planned(here))
        share_by_population(c, strata, rate);
    if (here == NULL || here->demand == NULL)
        return STATUS_OK;
    enum status status = find_leaves(c, here->demand, demand);
    if (status == STATUS_OK)
        status = reach_open(c, here->reach, &demand->reach);
    if (status == STATUS_OK && filling)
        status = induced_open(c, pathway, here->induced, &demand->induced);
    for (uint32_t i = 0; status == STATUS_OK && i < strata; i++) {
        if (demand->of[i] == NONE)
            continue;
        rate[i] = stratum_rate(c, &demand->item[demand->of[i]], i) * factor_at(c, here, demand, i);
        if (!(rate[i] >= 0))
            rate[i] = 0;
    }
    reach_close(&demand->reach);
    induced_close(&demand->induced);
    return status;
}

/* ---- streams ---- */

/* `number`: of those that stand together, of which those beyond the lists have nobody. */
static enum status add_stream(struct compiler *c, uint32_t pathway, uint32_t stratum, uint32_t number, size_t *capacity) {
    struct network *n = c->network;
    uint32_t area = stratum / n->cell_count, list = number < network_cells_together(n) ? number : network_cells_together(n) - 1;
    uint32_t cell = stratum % n->cell_count + list;
    const char *name[] = {n->pathway[pathway].id, n->area[area].id, network_group(n, cell)};
    if (memory_reserve(&n->stream, capacity, (size_t)n->stream_count + 1, sizeof *n->stream) != STATUS_OK)
        return STATUS_NO_MEMORY;
    n->stream[n->stream_count++] = (struct stream){pathway, area, cell, text_hash_join(name, 3), compiler_slots(c, 1)};
    return STATUS_OK;
}

static enum status new_demand(const struct network *n, struct demand *demand, double **rate) {
    size_t strata = (size_t)n->area_count * n->cell_count;
    demand->of = memory_new(strata, sizeof *demand->of);
    *rate = memory_new(strata, sizeof **rate);
    return demand->of == NULL || *rate == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void free_demand(struct demand *demand, double *rate) {
    free(demand->item);
    free(demand->of);
    free(rate);
}

static enum status check_demand(struct compiler *c) {
    staffing_check(c);
    heads_check(c);
    enum status status = lists_check(c);
    for (uint32_t p = 0; p < c->network->pathway_count; p++) {
        const struct spec_pathway *here = c->now_pathway[p];
        if (here == NULL)
            continue;
        arrivals_look(c, here);
        (void)value_walk(c, here->demand, (struct value_kind){quantity_number, NONE}, check_rate);
        (void)value_check(c, here->demand_times, (struct value_kind){quantity_number, NONE});
        (void)reach_check(c, here->reach);
        if (here->reach != NULL && (here->demand == NULL || arrivals_are_planned(here)))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_without_demand, here->reach);
        induced_check(c, here->induced);
    }
    return status;
}

/* A stream for each list of every group that comes in any version. */
static enum status add_streams(struct compiler *c, uint32_t pathway, const uint8_t *wanted) {
    const struct network *n = c->network;
    uint32_t strata = n->area_count * n->cell_count, lists = network_cells_together(n);
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < strata; i += lists) {
        bool any = false;
        for (uint32_t l = 0; l < lists; l++)
            any = any || wanted[i + l];
        for (uint32_t l = 0; any && status == STATUS_OK && l < network_streams_together(n); l++)
            status = add_stream(c, pathway, i, l, &c->stream_capacity);
    }
    return status;
}

enum status compile_streams(struct compiler *c) {
    struct network *n = c->network;
    size_t strata = (size_t)n->area_count * n->cell_count;
    struct demand demand = {0};
    double *rate = NULL;
    uint8_t *wanted = memory_new(strata * n->pathway_count, 1);
    enum status status = wanted == NULL ? STATUS_NO_MEMORY : new_demand(n, &demand, &rate);
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
        status = compiler_enter(c, &c->spec[v]);
        size_t errors = c->problems->errors;
        if (status == STATUS_OK)
            status = check_demand(c);
        if (c->problems->errors > errors)
            break;
        for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++) {
            status = pathway_rates(c, p, &demand, rate, false);
            for (size_t i = 0; status == STATUS_OK && i < strata; i++)
                wanted[p * strata + i] |= rate[i] > 0;
        }
    }
    for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++)
        status = add_streams(c, p, &wanted[p * strata]);
    for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++)
        arrivals_slots(c, p);
    free(wanted);
    free_demand(&demand, rate);
    return status;
}

enum status streams_fill(struct compiler *c) {
    const struct network *n = c->network;
    struct demand demand = {0};
    double *rate = NULL;
    enum status status = new_demand(n, &demand, &rate);
    uint32_t next = 0;
    for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++) {
        uint32_t first = next;
        double sum = 0, per_day = 0;
        status = pathway_rates(c, p, &demand, rate, true);
        for (; status == STATUS_OK && next < n->stream_count && n->stream[next].pathway == p; next++) {
            const struct stream *stream = &n->stream[next];
            bool somebody = (next & (network_streams_together(n) - 1)) < network_cells_together(n);
            c->value[stream->rate] = somebody ? rate[stream->area * n->cell_count + stream->cell] : 0;
            sum += c->value[stream->rate];
        }
        if (status == STATUS_OK)
            status = arrivals_fill(c, p, &per_day);
        /* of a plan the demand says only whose it is */
        for (uint32_t i = first; n->pathway[p].arrivals.kind != ARRIVE_POISSON && i < next; i++)
            c->value[n->stream[i].rate] *= sum > 0 ? per_day / sum : 0;
    }
    free_demand(&demand, rate);
    return status;
}
