/* Staff by a standard: wte = "1 per 1300 people" is worked out for each dated version from the people of the areas that the
 * team covers then, by head or weighted. */
#include "scenario/compiler.h"

#include <math.h>
#include <string.h>

static const struct value_kind a_number = {quantity_number, NONE};

const struct setting *weighted_column(const struct setting *weight) {
    const struct setting *column =
        weight == NULL || weight->kind != SETTING_GROUP ? NULL : setting_get(weight, "column");
    return column != NULL && column->kind == SETTING_TEXT ? column : NULL;
}

static double weighted_people(struct compiler *c, uint32_t area, const struct setting *weight) {
    const struct network *n = c->network;
    const struct setting *column = weighted_column(weight);
    if (weight == NULL)
        return area_people(c, area);
    if (column != NULL) {
        const struct setting *row = c->now_area[area], *cell = row == NULL ? NULL : setting_get(row, column->text);
        return cell != NULL && cell->kind == SETTING_NUMBER ? cell->number : 0;
    }
    double sum = 0;
    for (uint32_t cell = 0; cell < n->cell_count; cell++) {
        uint32_t stratum = area * n->cell_count + cell;
        sum += c->now_population[stratum] * value_at(c, weight, where_of(n, BY_STRATUM, stratum, NONE), a_number, 0);
    }
    return sum;
}

double people_covered(struct compiler *c, const struct spec_provider *team, const struct setting *weight) {
    double sum = 0;
    for (size_t i = 0; i < team->covers.count; i++) {
        uint32_t area = names_find(&c->areas, team->covers.id[i]);
        if (area != NONE)
            sum += weighted_people(c, area, weight);
    }
    return sum;
}

bool pool_has_standard(const struct spec_pool *pool) {
    const struct setting *wte = pool->at->kind == SETTING_GROUP ? setting_get(pool->at, "wte") : NULL;
    return wte != NULL && wte->kind == SETTING_TEXT;
}

/* Whole-time equivalents that the standard alone gives. */
static double by_standard(struct compiler *c, const struct spec_provider *team, const struct spec_pool *pool) {
    struct problem_list unheard = {NULL, 0, 0, 0, 0, false};
    struct staff_quantity staff = {0, false};
    double people = 0;
    if (quantity_staff(setting_get(pool->at, "wte"), &staff, &unheard))
        people = people_covered(c, team, staff.weighted ? pool->weight : NULL);
    problem_list_free(&unheard);
    return staff.per_person * people;
}

/* The standard, or the team's part of the total. */
static double whole_times(struct compiler *c, const struct spec_provider *provider, const struct spec_pool *pool) {
    double own = by_standard(c, provider, pool), all = 0;
    if (isnan(pool->total))
        return own;
    for (size_t i = 0; i < c->now->provider_count; i++) {
        const struct spec_provider *other = &c->now->provider[i];
        const struct spec_pool *there = other->is_team ? spec_find_pool(other, pool->id) : NULL;
        if (there != NULL && pool_has_standard(there) && !isnan(there->total))
            all += by_standard(c, other, there);
    }
    return all > 0 ? pool->total * own / all : 0;
}

double pool_units(const struct spec_pool *pool) {
    if (isnan(pool->wte))
        return pool->unlimited ? 0 : pool->places;
    return pool->wte;
}

void staffing_enter(struct compiler *c) {
    struct spec *now = &c->spec[c->now - c->spec];
    for (size_t i = 0; i < now->provider_count; i++)
        for (size_t p = 0; p < now->provider[i].pool_count; p++) {
            struct spec_pool *pool = &now->provider[i].pool[p];
            if (pool_has_standard(pool))
                pool->wte = whole_times(c, &now->provider[i], pool);
        }
}

static void check_weight(struct compiler *c, const struct spec_pool *pool, bool weighted) {
    const struct setting *at = setting_get(pool->at, "wte"), *column = weighted_column(pool->weight);
    if (weighted && pool->weight == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_staff_without_weight, at, pool->id);
    if (column == NULL)
        (void)value_check(c, pool->weight, a_number);
    for (uint32_t a = 0; column != NULL && a < c->areas.count; a++) {
        const struct setting *cell = c->now_area[a] == NULL ? NULL : setting_get(c->now_area[a], column->text);
        if (cell != NULL && cell->kind == SETTING_NUMBER)
            continue;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, column, column->text, c->areas.id[a]);
        return;
    }
}

void staffing_check(struct compiler *c) {
    for (size_t i = 0; i < c->now->provider_count; i++) {
        const struct spec_provider *provider = &c->now->provider[i];
        for (size_t p = 0; p < provider->pool_count; p++) {
            const struct spec_pool *pool = &provider->pool[p];
            struct staff_quantity staff = {0, false};
            if (!pool_has_standard(pool)) {
                if (!isnan(pool->total))
                    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, key_at(pool->at, "total"), "total",
                                "wte = \"1 per 1300 people\"");
                continue;
            }
            const struct setting *at = setting_get(pool->at, "wte");
            if (!quantity_staff(at, &staff, c->problems))
                continue;
            if (!provider->is_team)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_staff_without_areas, at, provider->id);
            if (!c->population_known)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_rate_without_people, at);
            check_weight(c, pool, staff.weighted);
        }
    }
}
