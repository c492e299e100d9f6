#include "results/query.h"
#include "base/check.h"
#include "base/memory.h"
#include "results/number.h"
#include "results/quote.h"
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static enum status keep_text(struct grid *grid, const char *text, size_t *at) {
    size_t bytes = strlen(text) + 1;
    enum status status = memory_reserve(&grid->bytes, &grid->byte_capacity, grid->byte_count + bytes, 1);
    if (status != STATUS_OK)
        return status;
    memcpy(grid->bytes + grid->byte_count, text, bytes);
    *at = grid->byte_count;
    grid->byte_count += bytes;
    return STATUS_OK;
}

static enum status keep_names(struct grid *grid, sqlite3_stmt *statement) {
    grid->columns = (uint32_t)sqlite3_column_count(statement);
    grid->name = memory_new(grid->columns, sizeof *grid->name);
    enum status status = grid->name == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t i = 0; i < grid->columns && status == STATUS_OK; i++)
        status = keep_text(grid, sqlite3_column_name(statement, (int)i), &grid->name[i]);
    return status;
}

static enum status keep_cell(struct grid *grid, sqlite3_stmt *statement, uint32_t column, struct grid_cell *cell) {
    char number[NUMBER_BYTES];
    int type = sqlite3_column_type(statement, (int)column);
    *cell = (struct grid_cell){.number = (double)NAN, .missing = type == SQLITE_NULL, .is_text = type == SQLITE_TEXT};
    if (cell->missing)
        return STATUS_OK;
    if (cell->is_text) {
        const char *text = (const char *)sqlite3_column_text(statement, (int)column);
        return text == NULL ? STATUS_NO_MEMORY : keep_text(grid, text, &cell->at);
    }
    cell->number = sqlite3_column_double(statement, (int)column);
    number_format(cell->number, number);
    return keep_text(grid, number, &cell->at);
}

static enum status keep_row(struct grid *grid, sqlite3_stmt *statement) {
    size_t first = (size_t)grid->rows * grid->columns;
    enum status status = memory_reserve(&grid->cell, &grid->cell_capacity, first + grid->columns, sizeof *grid->cell);
    for (uint32_t i = 0; i < grid->columns && status == STATUS_OK; i++)
        status = keep_cell(grid, statement, i, &grid->cell[first + i]);
    if (status == STATUS_OK)
        grid->rows++;
    return status;
}

static int bind(sqlite3_stmt *statement, const char *const *parameter) {
    int code = SQLITE_OK;
    for (; parameter != NULL && *parameter != NULL && code == SQLITE_OK; parameter += 2) {
        int at = sqlite3_bind_parameter_index(statement, parameter[0]);
        if (at > 0)
            code = sqlite3_bind_text(statement, at, parameter[1], -1, SQLITE_STATIC);
    }
    return code;
}

enum status query_grid(const struct export *store, const char *sql, const char *const *parameter, struct grid *grid,
                       struct text *why) {
    sqlite3_stmt *statement = NULL;
    *grid = (struct grid){0};
    int code = sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = bind(statement, parameter);
    enum status status = code == SQLITE_OK ? keep_names(grid, statement) : export_failed_as(code);
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        status = keep_row(grid, statement);
    if (status == STATUS_OK && code != SQLITE_DONE)
        status = export_failed_as(code);
    if (status != STATUS_OK) {
        if (why != NULL)
            text_add_format(why, "cannot read the result store: %s", status == STATUS_NO_MEMORY ? status_text(status)
                                                                         : sqlite3_errmsg(store->database));
        grid_free(grid);
    }
    sqlite3_finalize(statement);
    return status;
}

void grid_free(struct grid *grid) {
    free(grid->bytes);
    free(grid->name);
    free(grid->cell);
    *grid = (struct grid){0};
}

const char *grid_name(const struct grid *grid, uint32_t column) {
    return grid->bytes + grid->name[column];
}

static uint32_t find_column(const struct grid *grid, const char *name) {
    uint32_t at = 0;
    while (at < grid->columns && strcmp(grid_name(grid, at), name) != 0)
        at++;
    return at;
}

uint32_t grid_column(const struct grid *grid, const char *name) {
    uint32_t at = find_column(grid, name);
    CHECK(at < grid->columns);
    return at;
}

bool grid_has_column(const struct grid *grid, const char *name) {
    return find_column(grid, name) < grid->columns;
}

static const struct grid_cell *cell_at(const struct grid *grid, uint32_t row, uint32_t column) {
    CHECK(row < grid->rows && column < grid->columns);
    return &grid->cell[(size_t)row * grid->columns + column];
}

const char *grid_text(const struct grid *grid, uint32_t row, uint32_t column) {
    const struct grid_cell *cell = cell_at(grid, row, column);
    return cell->missing ? NULL : grid->bytes + cell->at;
}

double grid_number(const struct grid *grid, uint32_t row, uint32_t column) {
    return cell_at(grid, row, column)->number;
}

bool grid_is_text(const struct grid *grid, uint32_t row, uint32_t column) {
    return cell_at(grid, row, column)->is_text;
}

const char *grid_text_of(const struct grid *grid, uint32_t row, const char *column) {
    return grid_text(grid, row, grid_column(grid, column));
}

double grid_number_of(const struct grid *grid, uint32_t row, const char *column) {
    return grid_number(grid, row, grid_column(grid, column));
}

/* A name such as "2030" is quoted, so that a reader can tell it from a number. */
static void add_csv_cell(const struct grid *grid, uint32_t row, uint32_t column, struct text *out) {
    const char *text = grid_text(grid, row, column);
    bool looks_like_number = text != NULL && text[0] != '\0' && strchr("0123456789+-.", text[0]) != NULL;
    if (grid_is_text(grid, row, column) && looks_like_number && strpbrk(text, ",\"\r\n") == NULL)
        text_add_format(out, "\"%s\"", text);
    else
        quote_csv(out, text);
}

void grid_csv(const struct grid *grid, struct text *out) {
    for (uint32_t i = 0; i < grid->columns; i++) {
        text_add(out, i == 0 ? "" : ",");
        quote_csv(out, grid_name(grid, i));
    }
    text_add(out, "\n");
    for (uint32_t row = 0; row < grid->rows; row++)
        for (uint32_t i = 0; i < grid->columns; i++) {
            add_csv_cell(grid, row, i, out);
            text_add(out, i + 1 < grid->columns ? "," : "\n");
        }
}
