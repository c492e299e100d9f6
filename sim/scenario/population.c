/* A row of the table is a year (its 1 July), an area or *, and people (or an index on the areas' table) by column. Between
 * years people move along a straight line, in steps; before the first and after the last nothing moves. */
#include "scenario/population.h"

#include "base/calendar.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include "scenario/spec.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_YEARS = 200 };

struct table {
    struct spec_population spec;
    bool is_index;
    struct pace_quantity every;
    int year[MOST_YEARS]; /* rising */
    size_t year_count;
};

static const char *area_of(const struct setting *row) {
    const struct setting *cell = setting_get(row, "area");
    return cell != NULL && cell->kind == SETTING_TEXT ? cell->text : "";
}

static int year_of(const struct setting *row) {
    const struct setting *cell = setting_get(row, "year");
    bool good = cell != NULL && cell->kind == SETTING_NUMBER && cell->whole && cell->number >= 1900 && cell->number <= 2200;
    return good ? (int)cell->number : 0;
}

static int32_t day_of(int year) {
    char text[11];
    int32_t day = 0;
    struct text made = {NULL, 0, 0, false};
    text_add_format(&made, "%04d-07-01", year);
    if (!made.failed && strlen(made.bytes) < sizeof text)
        (void)calendar_parse(made.bytes, &day);
    text_free(&made);
    return day;
}

/* False, after saying so, where a row names no area, or no year, or speaks of all areas in people. */
static bool check_rows(const struct table *table, const struct setting *areas, struct problem_list *problems) {
    const struct setting *rows = table->spec.table;
    for (size_t i = 0; i < rows->child_count; i++) {
        const char *area = area_of(rows->child[i]);
        bool all = strcmp(area, "*") == 0;
        if (year_of(rows->child[i]) != 0 && (all ? table->is_index : setting_get(areas, area) != NULL))
            continue;
        problem_say(problems, SEVERITY_ERROR, SENTENCE_population_row, rows->child[i], area);
        return false;
    }
    return true;
}

static int compare_years(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

static void find_years(struct table *table) {
    const struct setting *rows = table->spec.table;
    for (size_t i = 0; i < rows->child_count && table->year_count < MOST_YEARS; i++) {
        bool known = false;
        for (size_t k = 0; k < table->year_count; k++)
            known = known || table->year[k] == year_of(rows->child[i]);
        if (!known)
            table->year[table->year_count++] = year_of(rows->child[i]);
    }
    qsort(table->year, table->year_count, sizeof table->year[0], compare_years);
}

/* What the table's column says of an area in the year; NAN where it says nothing. */
static double said_of(const struct table *table, const char *area, const char *column, int year) {
    const struct setting *rows = table->spec.table;
    for (size_t i = 0; i < rows->child_count; i++) {
        const struct setting *cell = setting_get(rows->child[i], column);
        if (year_of(rows->child[i]) == year && strcmp(area_of(rows->child[i]), area) == 0 && cell != NULL &&
            cell->kind == SETTING_NUMBER)
            return cell->number;
    }
    return NAN;
}

/* The same along the straight lines between the years that are said; an area's own rows come before those of *. */
static double value_in(const struct table *table, const char *area, const char *column, size_t at) {
    double before = NAN, after = NAN;
    size_t from = at, to = at;
    for (;; from--) {
        before = said_of(table, area, column, table->year[from]);
        if (!isnan(before) || from == 0)
            break;
    }
    for (; to < table->year_count && isnan(after); to++)
        after = said_of(table, area, column, table->year[to]);
    if (isnan(before) && isnan(after))
        return strcmp(area, "*") == 0 ? NAN : value_in(table, "*", column, at);
    if (isnan(before) || isnan(after) || from == to - 1)
        return isnan(before) ? after : before;
    double here = day_of(table->year[at]), first = day_of(table->year[from]), last = day_of(table->year[to - 1]);
    return before + (after - before) * (here - first) / (last - first);
}

static bool is_people(const char *column) {
    static const char *const others[] = {"year", "area", "note", "source", "mark", "name"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(column, others[i]) == 0)
            return false;
    return true;
}

/* Adds a leaf for each cell of the areas' table of which something is said. */
static enum status add_leaves(const struct table *table, const struct setting *areas, struct ramp *ramp, size_t from, size_t to) {
    const struct setting *head = table->spec.table->child[0];
    enum status status = STATUS_OK;
    for (size_t a = 0; a < areas->child_count; a++)
        for (size_t k = 0; k < head->child_count && status == STATUS_OK; k++) {
            const char *column = head->child[k]->name;
            const struct setting *cell = is_people(column) ? setting_get(areas->child[a], column) : NULL;
            double first = cell == NULL ? NAN : value_in(table, areas->child[a]->name, column, from);
            if (isnan(first) || cell->kind != SETTING_NUMBER)
                continue;
            double unit = table->is_index ? cell->number : 1;
            status = ramp_add(ramp, cell, unit * first, unit * value_in(table, areas->child[a]->name, column, to));
        }
    return status;
}

static enum status add_step(struct ramp *ramp, int32_t day) {
    enum status status = memory_reserve(&ramp->step, &ramp->step_capacity, ramp->step_count + 1, sizeof *ramp->step);
    if (status == STATUS_OK)
        ramp->step[ramp->step_count++] = day;
    return status;
}

/* From one year to a later one, or (the same) at once as the run begins. */
static enum status take(struct timeline *timeline, const struct table *table, const struct setting *areas, size_t from, size_t to) {
    int32_t first = day_of(table->year[from]);
    struct ramp ramp = {.at = table->spec.at, .on = from == to ? timeline->start : first, .length = day_of(table->year[to]) - first};
    enum status status = add_leaves(table, areas, &ramp, from, to);
    if (status == STATUS_OK && from != to)
        status = add_step(&ramp, 0);
    for (int i = 1; status == STATUS_OK && from != to; i++) {
        int32_t day = table->every.months > 0 ? calendar_add_months(first, i * table->every.months) - first
                                              : (int32_t)(i * ceil(table->every.minutes / MINUTES_PER_DAY));
        if (day >= ramp.length)
            break;
        status = add_step(&ramp, day);
    }
    if (status == STATUS_OK && from != to)
        status = add_step(&ramp, ramp.length);
    if (status == STATUS_OK && ramp.leaf_count > 0)
        return timeline_take(timeline, &ramp);
    ramp_free(&ramp);
    return status;
}

static bool read_table(struct table *table, const struct setting *at, const struct setting *areas, struct problem_list *problems,
                       enum status *status) {
    size_t errors = problems->errors;
    *status = reader_read(at, GROUP_POPULATION, &table->spec, problems);
    if (*status != STATUS_OK || problems->errors > errors || table->spec.table == NULL ||
        table->spec.table->child_count == 0)
        return false;
    table->is_index = table->spec.counts != NULL && strcmp(table->spec.counts, "index") == 0;
    if (!quantity_pace(table->spec.every != NULL ? table->spec.every : "3 months", at, &table->every, problems))
        return false;
    if (!setting_is_table(areas) || !check_rows(table, areas, problems))
        return false;
    find_years(table);
    return true;
}

enum status population_take(struct timeline *timeline) {
    struct setting *root = timeline->arm->version[0].root;
    const struct setting *at = setting_get(root, "population"), *areas = setting_get(root, "areas");
    struct table table = {.is_index = false};
    enum status status = STATUS_OK;
    if (at == NULL || areas == NULL || timeline->start == INT32_MIN ||
        !read_table(&table, at, areas, timeline->problems, &status))
        return status;
    size_t last = table.year_count - 1;
    if (day_of(table.year[0]) > timeline->start)
        status = take(timeline, &table, areas, 0, 0);
    else if (day_of(table.year[last]) <= timeline->start)
        status = take(timeline, &table, areas, last, last);
    for (size_t i = 0; i < last && status == STATUS_OK; i++)
        if (day_of(table.year[i + 1]) > timeline->start && day_of(table.year[i]) < timeline->end)
            status = take(timeline, &table, areas, i, i + 1);
    return status;
}
