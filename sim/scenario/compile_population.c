/* How many people of each group live in each area. Groups given as shares (no car) are taken to be
 * independent of age within an area: an assumption, since the tables say no more. */
#include "scenario/compiler.h"

#include <math.h>
#include <string.h>

static double cell_number(struct compiler *c, uint32_t area, const char *column, const struct setting *at,
                          number_reader *read) {
    const struct setting *row = c->now_area[area], *cell = row == NULL ? NULL : setting_get(row, column);
    double number = 0;
    if (cell == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, at, column, c->areas.id[area]);
    else if (read(cell, &number, c->problems) && !(number >= 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_negative_people, cell);
    return number;
}

/* Shares of a dimension's levels in an area, summing to 1, and where the dimension is a list of columns of
 * people, their sum (else NAN). */
static double level_shares(struct compiler *c, const struct dimension *dimension, const struct setting *group,
                           uint32_t area, double *share) {
    double sum = 0;
    uint32_t rest = NONE;
    for (uint32_t level = 0; level < dimension->level_count; level++) {
        const char *id = dimension->level[level];
        bool list = group->kind == SETTING_LIST;
        const struct setting *said = list ? NULL : setting_get(group, id);
        share[level] = 0;
        if (list)
            share[level] = cell_number(c, area, id, group, quantity_number);
        else if (said != NULL && said->kind == SETTING_TEXT)
            share[level] = cell_number(c, area, said->text, said, quantity_share);
        else
            rest = level;
        sum += share[level];
    }
    if (group->kind == SETTING_LIST) {
        for (uint32_t level = 0; level < dimension->level_count; level++)
            share[level] = sum > 0 ? share[level] / sum : 1.0 / dimension->level_count;
        return sum;
    }
    if (rest == NONE ? fabs(sum - 1) > 1e-6 : sum > 1 + 1e-9)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_group_shares, group, c->areas.id[area], sum);
    if (rest != NONE)
        share[rest] = fmax(0, 1 - sum);
    return NAN;
}

static void area_population(struct compiler *c, uint32_t area) {
    const struct network *n = c->network;
    double *people = c->now_population + (size_t)area * n->cell_count, total = NAN;
    double share[4096];
    for (uint32_t cell = 0; cell < n->cell_count; cell++)
        people[cell] = 1;
    for (uint32_t d = 0; d < n->dimension_count; d++) {
        const struct dimension *dimension = &n->dimension[d];
        const struct setting *group = dimension->of_area ? NULL : setting_get(c->now->groups, dimension->id);
        if (group == NULL || dimension->level_count > sizeof share / sizeof *share)
            continue;
        double sum = level_shares(c, dimension, group, area, share);
        if (isnan(total))
            total = sum;
        for (uint32_t cell = 0; cell < n->cell_count; cell++)
            people[cell] *= share[dimension->level_of[cell]];
    }
    if (isnan(total)) {
        const struct setting *row = c->now_area[area];
        const struct setting *cell = row == NULL ? NULL : setting_get(row, "population");
        double number;
        total = c->no_areas ? 1 : 0;
        if (cell == NULL)
            c->population_known = false;
        else if (quantity_number(cell, &number, c->problems))
            total = number;
    }
    for (uint32_t cell = 0; cell < n->cell_count; cell++)
        people[cell] *= total;
}

void people_enter(struct compiler *c) {
    c->population_known = true;
    for (uint32_t area = 0; area < c->network->area_count; area++)
        area_population(c, area);
}

double area_people(const struct compiler *c, uint32_t area) {
    double sum = 0;
    for (uint32_t cell = 0; cell < c->network->cell_count; cell++)
        sum += c->now_population[(size_t)area * c->network->cell_count + cell];
    return sum;
}
