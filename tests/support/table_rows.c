#include "support/table_rows.h"
#include "base/check.h"
#include "results/number.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static uint32_t column_index(const struct table *table, const char *name, size_t length) {
    for (uint32_t i = 0; i < table->column_count; i++)
        if (strlen(table->column[i].name) == length && strncmp(table->column[i].name, name, length) == 0)
            return i;
    CHECK(false && "no such column");
    return 0;
}

static void cell_text(const struct table_row *row, uint32_t column, char out[VIEW_TEXT_BYTES]) {
    const struct cell *cell = &row->cell[column];
    char number[NUMBER_BYTES];
    if (cell->missing) {
        strcpy(out, "(missing)");
    } else if (row->type[column] == CELL_TEXT) {
        snprintf(out, VIEW_TEXT_BYTES, "%s", cell->text);
    } else {
        number_format(row->type[column] == CELL_INTEGER ? (double)cell->integer : cell->real, number);
        snprintf(out, VIEW_TEXT_BYTES, "%s", number);
    }
}

static bool row_is(const struct table *table, const struct table_row *row, const char *where) {
    while (*where != '\0') {
        size_t name = strcspn(where, "="), value = strcspn(where + name + 1, " ");
        char text[VIEW_TEXT_BYTES];
        cell_text(row, column_index(table, where, name), text);
        if (strlen(text) != value || strncmp(text, where + name + 1, value) != 0)
            return false;
        where += name + 1 + value;
        where += strspn(where, " ");
    }
    return true;
}

uint32_t rows_count(struct result_view *view, const char *table, const char *where) {
    struct table_walk walk;
    struct table_row row;
    uint32_t count = 0;
    const struct table *found = table_find(table);
    CHECK(found != NULL);
    table_walk_init(&walk, found, view);
    while (table_walk_next(&walk, &row))
        count += row_is(found, &row, where);
    return count;
}

void rows_text(struct result_view *view, const char *table, const char *where, const char *column,
               char out[VIEW_TEXT_BYTES]) {
    struct table_walk walk;
    struct table_row row;
    uint32_t count = 0;
    const struct table *found = table_find(table);
    CHECK(found != NULL);
    table_walk_init(&walk, found, view);
    while (table_walk_next(&walk, &row))
        if (row_is(found, &row, where)) {
            cell_text(&row, column_index(found, column, strlen(column)), out);
            count++;
        }
    CHECK(count == 1);
}

double rows_number(struct result_view *view, const char *table, const char *where, const char *column) {
    char text[VIEW_TEXT_BYTES];
    double number = NAN;
    rows_text(view, table, where, column, text);
    if (strcmp(text, "(missing)") != 0)
        CHECK(sscanf(text, "%lf", &number) == 1);
    return number;
}
