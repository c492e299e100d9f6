/* Areas, their home points, and the groups people are told apart by. */
#include "scenario/compile_lists.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/shown_text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 4096, MOST_STRATA = 1 << 22 };

static const struct setting *cell_of(const struct compiler *c, uint32_t area, const char *column) {
    const struct setting *row = c->now_area == NULL ? NULL : c->now_area[area];
    return row == NULL ? NULL : setting_get(row, column);
}

static const struct setting *row_of(const struct spec *spec, const char *area) {
    return spec->areas == NULL ? NULL : setting_get(spec->areas, area);
}

static double number_or(struct compiler *c, const struct setting *cell, double fallback) {
    double number = fallback;
    return cell != NULL && quantity_number(cell, &number, c->problems) ? number : fallback;
}

/* ---- areas ---- */

static enum status find_areas(struct compiler *c) {
    const struct setting *first = c->spec[0].areas;
    c->no_areas = first == NULL;
    enum status status = STATUS_OK;
    if (first == NULL)
        status = names_add(&c->areas, "everywhere");
    for (size_t i = 0; first != NULL && status == STATUS_OK && i < first->child_count; i++)
        status = names_add(&c->areas, first->child[i]->name);
    names_sort(&c->areas);
    for (size_t v = 1; v < c->spec_count; v++) {
        const struct setting *areas = c->spec[v].areas;
        bool same = (areas == NULL) == (first == NULL);
        for (uint32_t i = 0; same && areas != NULL && areas != first && i < areas->child_count; i++)
            same = areas->child_count == first->child_count &&
                   names_find(&c->areas, areas->child[i]->name) != NONE;
        must_be_same(c, same, "areas", areas != NULL ? areas : c->spec[v].root, first);
    }
    return status;
}

/* A column of the areas that is structure: the same cells in all versions. */
static void column_must_be_same(struct compiler *c, const char *column) {
    const struct setting *first = c->spec[0].areas;
    for (size_t v = 1; v < c->spec_count; v++) {
        const struct setting *areas = c->spec[v].areas;
        for (size_t i = 0; areas != NULL && areas != first && i < areas->child_count; i++) {
            const struct setting *here = setting_get(areas->child[i], column);
            const struct setting *row = row_of(&c->spec[0], areas->child[i]->name);
            const struct setting *there = row == NULL ? NULL : setting_get(row, column);
            must_be_same(c, row == NULL || setting_same(here, there), column, areas->child[i], row);
        }
    }
}

static enum status fill_areas(struct compiler *c) {
    struct network *n = c->network;
    n->area = memory_new(c->areas.count, sizeof *n->area);
    c->now_area = memory_new(c->areas.count, sizeof *c->now_area);
    if (n->area == NULL || c->now_area == NULL)
        return STATUS_NO_MEMORY;
    n->area_count = c->areas.count;
    for (size_t i = 0; c->spec[0].areas != NULL && i < c->spec[0].areas->child_count; i++)
        c->now_area[names_find(&c->areas, c->spec[0].areas->child[i]->name)] = c->spec[0].areas->child[i];
    for (uint32_t a = 0; a < n->area_count; a++) {
        struct area *area = &n->area[a];
        const struct setting *name = cell_of(c, a, "name");
        bool named = name != NULL && name->kind == SETTING_TEXT;
        if (named)
            shown_text_check(name, SHOWN_NAME, c->problems);
        area->id = text_copy(c->areas.id[a]);
        area->name = text_copy(named ? name->text : c->areas.id[a]);
        area->place = NONE;
        area->lat = number_or(c, cell_of(c, a, "lat"), c->no_areas ? 0 : NAN);
        area->lon = number_or(c, cell_of(c, a, "lon"), c->no_areas ? 0 : NAN);
        if (area->id == NULL || area->name == NULL)
            return STATUS_NO_MEMORY;
    }
    column_must_be_same(c, "lat");
    column_must_be_same(c, "lon");
    return STATUS_OK;
}

/* ---- homes ---- */

struct home_row { struct home home; uint32_t number; const char *terrain; const struct setting *row; };

/* By area, then where they lie: the order of the table never matters. */
static int compare_homes(const void *a, const void *b) {
    const struct home_row *x = a, *y = b;
    const double left[] = {x->home.area, x->home.lat, x->home.lon, x->home.weight, x->number};
    const double right[] = {y->home.area, y->home.lat, y->home.lon, y->home.weight, y->number};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        if (left[i] < right[i] || left[i] > right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

static const char *text_of(const struct setting *row, const char *column) {
    const struct setting *cell = row == NULL ? NULL : setting_get(row, column);
    return cell != NULL && cell->kind == SETTING_TEXT && cell->text[0] != '\0' ? cell->text : NULL;
}

static bool read_home(struct compiler *c, const struct setting *row, struct home_row *out) {
    const char *area = text_of(row, "area");
    out->home.area = names_find(&c->areas, area);
    if (out->home.area == NONE) {
        say_dangling(c, row, "area", area == NULL ? "" : area, &c->areas);
        return false;
    }
    out->home.lat = number_or(c, setting_get(row, "lat"), NAN);
    out->home.lon = number_or(c, setting_get(row, "lon"), NAN);
    out->home.weight = number_or(c, setting_get(row, "weight"), 1);
    out->number = (uint32_t)fmax(0, fmin(1e6, number_or(c, setting_get(row, "home"), 0)));
    out->terrain = text_of(row, "terrain");
    out->row = row;
    bool good = !isnan(out->home.lat) && !isnan(out->home.lon) && out->home.weight >= 0;
    if (!good)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_home_row, row);
    return good;
}

/* Two homes of one number would leave open which one a journey of the travel table begins at. */
static void look_for_doubles(struct compiler *c, const struct home_row *row, uint32_t count, const struct area *area) {
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (row[i].number == row[k].number) {
                const struct setting *later = row[i].row->line > row[k].row->line ? row[i].row : row[k].row;
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_home_twice, later, area->id, row[i].number);
            }
}

static enum status keep_homes(struct compiler *c, struct home_row *row, uint32_t count) {
    struct network *n = c->network;
    qsort(row, count, sizeof *row, compare_homes);
    n->home = memory_new(count, sizeof *n->home);
    c->home_number = memory_new(count, sizeof *c->home_number);
    c->home_terrain = memory_new(count, sizeof *c->home_terrain);
    if (n->home == NULL || c->home_number == NULL || c->home_terrain == NULL)
        return STATUS_NO_MEMORY;
    n->home_count = count;
    for (uint32_t h = 0; h < count; h++) {
        struct area *area = &n->area[row[h].home.area];
        n->home[h] = row[h].home;
        c->home_number[h] = row[h].number;
        c->home_terrain[h] = row[h].terrain;
        if (area->home_count++ == 0)
            area->home_first = h;
    }
    for (uint32_t a = 0; a < n->area_count; a++) {
        struct area *area = &n->area[a];
        double sum = 0, upto = 0;
        look_for_doubles(c, &row[area->home_first], area->home_count, area);
        for (uint32_t h = 0; h < area->home_count; h++)
            sum += n->home[area->home_first + h].weight;
        for (uint32_t h = 0; h < area->home_count; h++) {
            struct home *home = &n->home[area->home_first + h];
            home->weight = sum > 0 ? home->weight / sum : 1.0 / area->home_count;
            upto += home->weight;
            home->upto = h + 1 == area->home_count ? 1 : upto;
        }
        if (area->home_count == 0)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_without_home, c->spec[0].homes, area->id);
    }
    return STATUS_OK;
}

static enum status fill_homes(struct compiler *c) {
    const struct setting *table = c->spec[0].homes;
    const struct network *n = c->network;
    size_t rows = table == NULL ? n->area_count : table->child_count;
    struct home_row *row = memory_new(rows, sizeof *row);
    uint32_t count = 0, *numbered = memory_new(n->area_count, sizeof *numbered);
    enum status status = STATUS_NO_MEMORY;
    if (row == NULL || numbered == NULL)
        goto out;
    for (uint32_t i = 0; i < rows; i++) {
        struct home_row *home = &row[count];
        if (table == NULL)
            *home = (struct home_row){{i, n->area[i].lat, n->area[i].lon, 1, 1}, 1, text_of(c->now_area[i], "terrain"), NULL};
        else if (!read_home(c, table->child[i], home))
            continue;
        numbered[home->home.area]++;
        if (home->number == 0)
            home->number = numbered[home->home.area];
        count++;
    }
    for (size_t v = 1; v < c->spec_count; v++)
        must_be_same(c, setting_same(c->spec[v].homes, table), "homes",
                     c->spec[v].homes != NULL ? c->spec[v].homes : c->spec[v].root, table);
    status = keep_homes(c, row, count);
out:
    free(row);
    free(numbered);
    return status;
}

/* ---- groups ---- */

static enum status take_levels(struct dimension *dimension, const struct names *levels, size_t members) {
    dimension->level = names_copy(levels);
    dimension->level_of = memory_new(members, sizeof *dimension->level_of);
    if (dimension->level != NULL)
        dimension->level_count = levels->count;
    return dimension->level == NULL || dimension->level_of == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* A group of areas: the column's texts are its levels. Areas that say nothing are of the level "none". */
static enum status add_area_dimension(struct compiler *c, const char *id, const char *column, const struct setting *at) {
    struct network *n = c->network;
    struct dimension *dimension = &n->dimension[n->dimension_count];
    struct names levels = {0};
    enum status status = STATUS_OK;
    bool found = false;
    for (uint32_t a = 0; status == STATUS_OK && a < n->area_count; a++) {
        const char *level = text_of(c->now_area[a], column);
        found = found || level != NULL;
        if (level != NULL && strcmp(column, "place") != 0) /* places have been looked at */
            shown_text_check(setting_get(c->now_area[a], column), SHOWN_NAME, c->problems);
        status = names_add(&levels, level == NULL ? "none" : level);
    }
    names_sort(&levels);
    dimension->id = text_copy(id);
    dimension->of_area = true;
    n->dimension_count++;
    if (status == STATUS_OK)
        status = dimension->id == NULL ? STATUS_NO_MEMORY : take_levels(dimension, &levels, n->area_count);
    for (uint32_t a = 0; status == STATUS_OK && a < n->area_count; a++) {
        const char *level = text_of(c->now_area[a], column);
        dimension->level_of[a] = names_find(&levels, level == NULL ? "none" : level);
    }
    if (!found)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, at, column, c->areas.id[0]);
    names_free(&levels);
    column_must_be_same(c, column);
    return status;
}

/* A group of persons: a list of columns (population of each level), or shares `{ level = "column"; else = "level"; }`. */
static enum status add_person_dimension(struct compiler *c, const struct setting *group) {
    struct network *n = c->network;
    struct dimension *dimension = &n->dimension[n->dimension_count++];
    struct names levels = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < group->child_count; i++) {
        const struct setting *child = group->child[i];
        bool otherwise = child->name != NULL && strcmp(child->name, "else") == 0;
        if (child->kind != SETTING_TEXT)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_group_form, child);
        else
            status = names_add(&levels, group->kind == SETTING_LIST || otherwise ? child->text : child->name);
        if (child->kind == SETTING_TEXT)
            shown_text_check(child, SHOWN_NAME, c->problems);
    }
    if (group->kind == SETTING_GROUP)
        names_sort(&levels); /* a list keeps the scenario's order; a group has none */
    if (levels.count == 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_group_form, group);
    dimension->id = text_copy(group->name);
    if (status == STATUS_OK)
        status = dimension->id == NULL ? STATUS_NO_MEMORY : take_levels(dimension, &levels, 1);
    names_free(&levels);
    return status;
}

/* The cells: all combinations of the levels of persons' dimensions, the last dimension fastest. */
static enum status make_cells(struct compiler *c) {
    struct network *n = c->network;
    uint64_t cells = 1;
    for (uint32_t d = 0; d < n->dimension_count; d++)
        if (!n->dimension[d].of_area && cells <= MOST_CELLS)
            cells *= n->dimension[d].level_count;
    if (cells == 0 || cells > MOST_CELLS || cells * n->area_count > MOST_STRATA) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_cells, c->spec[0].groups,
                    (double)cells * n->area_count, fmin(MOST_CELLS * (double)n->area_count, MOST_STRATA));
        cells = 1;
    }
    n->cell = memory_new(cells, sizeof *n->cell);
    if (n->cell == NULL)
        return STATUS_NO_MEMORY;
    n->cell_count = (uint32_t)cells;
    uint32_t below = n->cell_count;
    for (uint32_t d = 0; d < n->dimension_count; d++) {
        struct dimension *dimension = &n->dimension[d];
        if (dimension->of_area)
            continue;
        free(dimension->level_of);
        dimension->level_of = memory_new(cells, sizeof *dimension->level_of);
        if (dimension->level_of == NULL)
            return STATUS_NO_MEMORY;
        below = dimension->level_count == 0 ? 1 : below / dimension->level_count;
        for (uint32_t cell = 0; cell < n->cell_count; cell++)
            dimension->level_of[cell] = below == 0 || dimension->level_count == 0 ? 0 : cell / below % dimension->level_count;
    }
    for (uint32_t cell = 0; cell < n->cell_count; cell++) {
        struct text name = {0};
        for (uint32_t d = 0; d < n->dimension_count; d++) {
            const struct dimension *dimension = &n->dimension[d];
            if (dimension->of_area || dimension->level_count == 0)
                continue;
            text_add_format(&name, "%s%s", name.length > 0 ? "+" : "", dimension->level[dimension->level_of[cell]]);
        }
        if (name.length == 0)
            text_add(&name, "everyone");
        n->cell[cell] = name.bytes;
        if (name.failed)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static int compare_settings(const void *a, const void *b) {
    const struct setting *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static enum status find_places(struct compiler *c) {
    struct network *n = c->network;
    struct names places = {0};
    enum status status = STATUS_OK;
    for (uint32_t a = 0; status == STATUS_OK && a < n->area_count; a++) {
        if (text_of(c->now_area[a], "place") == NULL)
            continue;
        shown_text_check(setting_get(c->now_area[a], "place"), SHOWN_NAME, c->problems);
        status = names_add(&places, text_of(c->now_area[a], "place"));
    }
    names_sort(&places);
    n->place = status == STATUS_OK ? names_copy(&places) : NULL;
    if (n->place == NULL)
        status = STATUS_NO_MEMORY;
    else
        n->place_count = places.count;
    for (uint32_t a = 0; status == STATUS_OK && a < n->area_count; a++)
        n->area[a].place = names_find(&places, text_of(c->now_area[a], "place"));
    names_free(&places);
    return status;
}

static enum status find_groups(struct compiler *c) {
    const struct network *n = c->network;
    const struct setting *groups = c->spec[0].groups;
    const struct setting *group[MAX_DIMENSIONS];
    size_t count = groups == NULL ? 0 : groups->child_count;
    bool place = n->place_count > 0;
    enum status status = STATUS_OK;
    for (size_t v = 1; v < c->spec_count; v++)
        must_be_same(c, setting_same(c->spec[v].groups, groups), "groups",
                     c->spec[v].groups != NULL ? c->spec[v].groups : c->spec[v].root, groups);
    if (count > MAX_DIMENSIONS) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_groups, groups, (int)MAX_DIMENSIONS);
        count = MAX_DIMENSIONS;
    }
    for (size_t i = 0; i < count; i++) {
        group[i] = groups->child[i];
        place = place && strcmp(group[i]->name, "place") != 0;
    }
    if (count > 1)
        qsort(group, count, sizeof *group, compare_settings);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (group[i]->kind == SETTING_TEXT)
            status = add_area_dimension(c, group[i]->name, group[i]->text, group[i]);
        else if (group[i]->kind == SETTING_LIST || group[i]->kind == SETTING_GROUP)
            status = add_person_dimension(c, group[i]);
        else
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_group_form, group[i]);
    }
    if (status == STATUS_OK && place && n->dimension_count < MAX_DIMENSIONS)
        status = add_area_dimension(c, "place", "place", groups);
    return status == STATUS_OK ? make_cells(c) : status;
}

enum status compile_people(struct compiler *c) {
    enum status status = find_areas(c);
    if (status == STATUS_OK)
        status = fill_areas(c);
    if (status == STATUS_OK)
        status = fill_homes(c);
    if (status == STATUS_OK)
        status = find_places(c);
    if (status == STATUS_OK)
        status = find_groups(c);
    return status == STATUS_OK ? compile_lists(c) : status;
}
