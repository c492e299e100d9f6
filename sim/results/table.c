#include "results/table.h"
#include "base/check.h"
#include "results/number.h"
#include <math.h>
#include <string.h>

static struct cell *next_cell(struct table_row *row, enum cell_type type) {
    CHECK(row->count < TABLE_COLUMNS);
    row->type[row->count] = type;
    struct cell *cell = &row->cell[row->count++];
    *cell = (struct cell){0};
    return cell;
}

void put_integer(struct table_row *row, int64_t number) {
    next_cell(row, CELL_INTEGER)->integer = number;
}

void put_count(struct table_row *row, uint64_t number) {
    CHECK(number <= INT64_MAX);
    put_integer(row, (int64_t)number);
}

void put_real(struct table_row *row, double number) {
    struct cell *cell = next_cell(row, CELL_REAL);
    cell->missing = !isfinite(number);
    cell->real = cell->missing ? 0 : number_round(number);
}

void put_text(struct table_row *row, const char *text) {
    struct cell *cell = next_cell(row, CELL_TEXT);
    cell->missing = text == NULL;
    cell->text = text;
}

void put_missing(struct table_row *row, enum cell_type type) {
    next_cell(row, type)->missing = true;
}

void put_money(struct table_row *row, int64_t micro_gbp) {
    struct cell *cell = next_cell(row, CELL_MONEY);
    cell->integer = micro_gbp;
    cell->real = number_round((double)micro_gbp / 1e6);
}

void table_walk_init(struct table_walk *walk, const struct table *table, struct result_view *view) {
    *walk = (struct table_walk){.table = table, .view = view};
    for (uint32_t i = 0; i < TABLE_AXES; i++)
        walk->length[i] = table->axis[i] == AXIS_OWN ? table->own_length(view)
                                                     : view->length[table->axis[i]];
}

/* Turns the indices on by one, the last first; false when all combinations were there. */
static bool turn(struct table_walk *walk) {
    if (!walk->started) {
        walk->started = true;
        for (uint32_t i = 0; i < TABLE_AXES; i++)
            if (walk->length[i] == 0)
                return false;
        return true;
    }
    for (uint32_t i = TABLE_AXES; i-- > 0;) {
        if (++walk->at[i] < walk->length[i])
            return true;
        walk->at[i] = 0;
    }
    return false;
}

bool table_walk_next(struct table_walk *walk, struct table_row *row) {
    const struct table *table = walk->table;
    while (turn(walk)) {
        row->count = 0;
        if (!table->fill(walk->view, walk->at, row))
            continue;
        CHECK(row->count == table->column_count);
        for (uint32_t i = 0; i < row->count; i++)
            CHECK(row->type[i] == table->column[i].type);
        return true;
    }
    return false;
}
