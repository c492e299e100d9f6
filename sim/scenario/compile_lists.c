/* Lists that people are registered on: a dimension "list" of persons, the last, whose levels share out each area's people
 * by group in every dated version. The list without a share has everybody else and comes first; a version without lists
 * has everybody on it. */
#include "scenario/compile_lists.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/compile_reach.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 4096, MOST_STRATA = 1 << 22 };

static const char dimension_id[] = "list";
static const struct value_kind a_share = {quantity_share, NONE}, a_number = {quantity_number, NONE};

static const struct spec_list *list_of(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->list_count; i++)
        if (strcmp(spec->list[i].id, id) == 0)
            return &spec->list[i];
    return NULL;
}

/* ---- structure ------------------------------------------------------------------------------------------ */

/* The id of the version's list without a share; NULL (said) where there is not exactly one. */
static const char *rest_of(struct compiler *c, const struct spec *spec) {
    const char *rest = NULL;
    unsigned count = 0;
    for (size_t i = 0; i < spec->list_count; i++)
        if (spec->list[i].share == NULL) {
            rest = spec->list[i].id;
            count++;
        }
    if (count != 1)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_lists_rest, setting_get(spec->root, "lists"), count);
    return count == 1 ? rest : NULL;
}

/* The lists of all versions: `others` but for the one that has the rest. */
static enum status find_ids(struct compiler *c, const char **rest, struct names *others) {
    const struct spec *first = NULL;
    enum status status = STATUS_OK;
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
        const struct spec *spec = &c->spec[v];
        if (spec->list_count == 0)
            continue;
        const char *here = rest_of(c, spec);
        if (first == NULL) {
            first = spec;
            *rest = here;
        }
        must_be_same(c, here == NULL || *rest == NULL || strcmp(here, *rest) == 0, "lists", spec->root, first->root);
        for (size_t i = 0; status == STATUS_OK && i < spec->list_count; i++)
            if (spec->list[i].share != NULL)
                status = names_add(others, spec->list[i].id);
    }
    names_sort(others);
    return status;
}

static enum status name_list(struct compiler *c, const char *id) {
    struct network *n = c->network;
    const char *name = id;
    for (size_t v = c->spec_count; v > 0; v--) {
        const struct spec_list *list = list_of(&c->spec[v - 1], id);
        name = list != NULL && list->name != NULL ? list->name : name;
    }
    struct patient_list *list = &n->list[n->list_count++];
    *list = (struct patient_list){text_copy(id), text_copy(name)};
    return list->id == NULL || list->name == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* The dimension itself, of no cells yet. */
static enum status add_dimension(struct compiler *c) {
    struct network *n = c->network;
    struct dimension *dimension = &n->dimension[n->dimension_count++];
    dimension->id = text_copy(dimension_id);
    dimension->level = memory_new(n->list_count, sizeof *dimension->level);
    dimension->level_of = memory_new((size_t)n->cell_count * n->list_count, sizeof *dimension->level_of);
    if (dimension->id == NULL || dimension->level == NULL || dimension->level_of == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t l = 0; l < n->list_count; l++) {
        dimension->level[dimension->level_count++] = text_copy(n->list[l].id);
        if (dimension->level[l] == NULL)
            return STATUS_NO_MEMORY;
    }
    for (uint32_t cell = 0; cell < n->cell_count * n->list_count; cell++)
        dimension->level_of[cell] = cell % n->list_count;
    return STATUS_OK;
}

/* Every cell becomes one of each list. */
static enum status split_cells(struct network *n) {
    uint32_t lists = n->list_count, cells = n->cell_count * lists;
    bool told_apart = false;
    for (uint32_t d = 0; d + 1 < n->dimension_count; d++) {
        struct dimension *dimension = &n->dimension[d];
        if (dimension->of_area)
            continue;
        told_apart = true;
        uint32_t *level_of = memory_new(cells, sizeof *level_of);
        if (level_of == NULL)
            return STATUS_NO_MEMORY;
        for (uint32_t cell = 0; cell < cells; cell++)
            level_of[cell] = dimension->level_of[cell / lists];
        free(dimension->level_of);
        dimension->level_of = level_of;
    }
    n->group = n->cell;
    n->group_count = n->cell_count;
    n->cell_count = 0;
    n->cell = memory_new(cells, sizeof *n->cell);
    if (n->cell == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t cell = 0; cell < cells; cell++) {
        struct text name = {0};
        text_add_format(&name, "%s%s%s", told_apart ? n->group[cell / lists] : "", told_apart ? "+" : "", n->list[cell % lists].id);
        n->cell[n->cell_count++] = name.bytes;
        if (name.failed)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/* False, after saying so, where there is no room for so many groups of people. */
static bool check_room(struct compiler *c, uint64_t lists) {
    const struct network *n = c->network;
    const struct setting *groups = c->spec[0].groups;
    uint64_t cells = n->cell_count * lists;
    for (uint32_t d = 0; d < n->dimension_count; d++)
        if (strcmp(n->dimension[d].id, dimension_id) == 0) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_lists_group, setting_get(groups, dimension_id));
            return false;
        }
    if (n->dimension_count >= MAX_DIMENSIONS)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_groups, groups, (int)MAX_DIMENSIONS);
    if (cells > MOST_CELLS || cells * n->area_count > MOST_STRATA)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_cells, groups, (double)cells * n->area_count,
                    fmin(MOST_CELLS * (double)n->area_count, MOST_STRATA));
    return n->dimension_count < MAX_DIMENSIONS && cells <= MOST_CELLS && cells * n->area_count <= MOST_STRATA;
}

enum status compile_lists(struct compiler *c) {
    struct network *n = c->network;
    struct names others = {0};
    const char *rest = NULL;
    enum status status = find_ids(c, &rest, &others);
    uint32_t count = others.count + 1;
    if (status != STATUS_OK || rest == NULL || !check_room(c, count))
        goto out;
    n->list = memory_new(count, sizeof *n->list);
    status = n->list == NULL ? STATUS_NO_MEMORY : name_list(c, rest);
    for (uint32_t i = 0; status == STATUS_OK && i < others.count; i++)
        status = name_list(c, others.id[i]);
    while (1u << n->list_bits < count)
        n->list_bits++;
    if (status == STATUS_OK)
        status = add_dimension(c);
    if (status == STATUS_OK)
        status = split_cells(n);
out:
    names_free(&others);
    return status;
}

/* ---- one version ---------------------------------------------------------------------------------------- */

/* Of how many of the group's people in the area each list has the share; the first, which has the rest, 0. Gives the sum. */
static double shares_of(struct compiler *c, const struct reach *reach, uint32_t area, uint32_t group, double *share) {
    const struct network *n = c->network;
    struct where where = {group * n->list_count, area, NONE};
    double sum = 0;
    share[0] = 0;
    for (uint32_t l = 1; l < n->list_count; l++) {
        const struct spec_list *list = list_of(c->now, n->list[l].id);
        share[l] = list == NULL ? 0 : value_at(c, list->share, where, a_share, 0) * reach_factor(c, &reach[l], where);
        sum += share[l];
    }
    return sum;
}

/* `each` sees the shares of every area and group. */
static enum status with_shares(struct compiler *c,
                               void (*each)(struct compiler *, uint32_t area, uint32_t group, const double *share, double sum)) {
    const struct network *n = c->network;
    struct reach *reach = memory_new(n->list_count, sizeof *reach);
    double *share = memory_new(n->list_count, sizeof *share);
    enum status status = reach == NULL || share == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t l = 1; status == STATUS_OK && l < n->list_count; l++) {
        const struct spec_list *list = list_of(c->now, n->list[l].id);
        status = reach_open(c, list == NULL ? NULL : list->reach, &reach[l]);
    }
    for (uint32_t area = 0; status == STATUS_OK && area < n->area_count; area++)
        for (uint32_t group = 0; group < n->group_count; group++)
            each(c, area, group, share, shares_of(c, reach, area, group, share));
    for (uint32_t l = 0; reach != NULL && l < n->list_count; l++)
        reach_close(&reach[l]);
    free(reach);
    free(share);
    return status;
}

static void split_group(struct compiler *c, uint32_t area, uint32_t group, const double *share, double sum) {
    const struct network *n = c->network;
    double *people = &c->now_population[(size_t)area * n->cell_count + (size_t)group * n->list_count], all = people[0];
    (void)sum;
    c->now_area_people[area] += all;
    for (uint32_t l = 1; l < n->list_count; l++) {
        people[l] = fmin(all * share[l], people[0]);
        people[0] -= people[l];
    }
}

enum status lists_enter(struct compiler *c) {
    const struct network *n = c->network;
    if (n->list_count == 0)
        return STATUS_OK;
    free(c->now_area_people);
    c->now_area_people = memory_new(n->area_count, sizeof *c->now_area_people);
    return c->now_area_people == NULL ? STATUS_NO_MEMORY : with_shares(c, split_group);
}

static bool goes_by_list(const struct setting *setting) {
    bool found = setting != NULL && setting->name != NULL && strcmp(setting->name, "by") == 0 &&
                 setting->kind == SETTING_TEXT && strcmp(setting->text, dimension_id) == 0;
    for (size_t i = 0; setting != NULL && i < setting->child_count && !found; i++)
        found = goes_by_list(setting->child[i]);
    return found;
}

static void check_sum(struct compiler *c, uint32_t area, uint32_t group, const double *share, double sum) {
    (void)share;
    if (sum > 1 + 1e-9)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_lists_shares, setting_get(c->now->root, "lists"),
                    c->network->group[group], c->areas.id[area], sum);
}

enum status lists_check(struct compiler *c) {
    size_t errors = c->problems->errors;
    for (size_t i = 0; i < c->now->list_count; i++) {
        const struct spec_list *list = &c->now->list[i];
        (void)value_check(c, list->share, a_share);
        (void)reach_check(c, list->reach);
        if (list->reach != NULL && list->share == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, list->reach, "reach", "share");
        if (goes_by_list(list->at))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_lists_by_list, list->at);
    }
    if (c->now->list_count > 0 && !c->population_known)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_rate_without_people, setting_get(c->now->root, "lists"));
    bool good = c->problems->errors == errors && c->network->list_count > 0;
    return good ? with_shares(c, check_sum) : STATUS_OK;
}

/* ---- what is kept of each version ----------------------------------------------------------------------- */

enum status lists_keep(struct compiler *c, uint32_t arm, double minute) {
    struct network *n = c->network;
    size_t strata = (size_t)n->area_count * n->cell_count, at = n->list_moment_count;
    if (n->list_count == 0)
        return STATUS_OK;
    const struct list_moment *last = at == 0 ? NULL : &n->list_moment[at - 1];
    bool again = last != NULL && last->arm == arm && !(last->minute < minute); /* a later version of the same day stands */
    at -= again;
    if (memory_reserve(&n->list_moment, &c->list_capacity[0], at + 1, sizeof *n->list_moment) != STATUS_OK ||
        memory_reserve(&n->list_people, &c->list_capacity[1], (at + 1) * strata, sizeof *n->list_people) != STATUS_OK ||
        memory_reserve(&n->list_area_people, &c->list_capacity[2], (at + 1) * n->area_count, sizeof *n->list_area_people) != STATUS_OK)
        return STATUS_NO_MEMORY;
    n->list_moment[at] = (struct list_moment){arm, minute};
    memcpy(&n->list_people[at * strata], c->now_population, strata * sizeof *n->list_people);
    memcpy(&n->list_area_people[at * n->area_count], c->now_area_people, n->area_count * sizeof *n->list_area_people);
    n->list_moment_count = (uint32_t)at + 1;
    return STATUS_OK;
}

/* ---- heads ---------------------------------------------------------------------------------------------- */

/* What one person of the stratum counts. */
static double weight_at(struct compiler *c, const struct setting *weight, struct where where) {
    if (weight == NULL)
        return 1;
    double number = value_at(c, weight, where, a_number, 0), people = 1;
    if (weighted_column(weight) != NULL)
        people = area_people(c, where.area);
    return people > 0 ? number / people : 0;
}

double heads_counted(struct compiler *c, const char *list, const struct setting *weight) {
    const struct network *n = c->network;
    double sum = 0;
    for (uint32_t i = 0; i < n->area_count * n->cell_count; i++) {
        uint32_t on = n->list_count == 0 ? 0 : i % n->list_count;
        if (list == NULL || (n->list_count > 0 && strcmp(n->list[on].id, list) == 0))
            sum += c->now_population[i] * weight_at(c, weight, where_of(n, BY_STRATUM, i, NONE));
    }
    return sum;
}

static void check_heads(struct compiler *c, const struct spec_money *spec) {
    const char *const key[] = {"list", "weight"};
    struct money_quantity money;
    if (!quantity_money(spec->amount, key_at(spec->at, "amount"), &money, c->problems))
        return;
    bool per_head = money.per == MONEY_PER_HEAD_MINUTE;
    for (size_t i = 0; i < 2 && !per_head; i++)
        if (setting_get(spec->at, key[i]) != NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_heads_of_what, key_at(spec->at, key[i]), key[i], spec->amount);
    if (per_head && !c->population_known)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_rate_without_people, key_at(spec->at, "amount"));
    (void)value_check(c, spec->weight, a_number);
    if (spec->list == NULL)
        return;
    struct names lists = {0};
    for (uint32_t l = 0; l < c->network->list_count; l++)
        if (names_add(&lists, c->network->list[l].id) != STATUS_OK)
            break;
    names_sort(&lists);
    if (names_find(&lists, spec->list) == NONE)
        say_dangling(c, key_at(spec->at, "list"), "list", spec->list, &lists);
    names_free(&lists);
}

void heads_check(struct compiler *c) {
    for (size_t i = 0; i < c->now->cost_count; i++)
        check_heads(c, &c->now->cost[i]);
    for (size_t i = 0; i < c->now->payment_count; i++)
        check_heads(c, &c->now->payment[i]);
}
