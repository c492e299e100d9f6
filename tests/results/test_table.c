#include "results/table.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>

static const struct column columns[] = {{"n", CELL_INTEGER, "", "a number"}};

static bool fill_even(struct result_view *view, const uint32_t *at, struct table_row *row) {
    (void)view;
    put_integer(row, 100 * at[0] + 10 * at[1] + at[2]);
    return at[2] % 2 == 0;
}

static void make_view(struct result_view *view) {
    *view = (struct result_view){0};
    view->length[AXIS_NONE] = 1;
    view->length[AXIS_ARM] = 2;
    view->length[AXIS_PERIOD] = 2;
    view->length[AXIS_POST] = 3;
}

Test(table, rows_come_in_order_with_the_last_axis_fastest) {
    static const struct table table = {.name = "t", .axis = {AXIS_ARM, AXIS_PERIOD, AXIS_POST},
                                       TABLE_COLUMNS_ARE(columns), .fill = fill_even};
    static const int expected[] = {0, 2, 10, 12, 100, 102, 110, 112};
    struct result_view view;
    struct table_walk walk;
    struct table_row row;
    make_view(&view);
    table_walk_init(&walk, &table, &view);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        cr_assert(table_walk_next(&walk, &row));
        cr_assert_eq(row.cell[0].integer, expected[i]);
    }
    cr_assert_not(table_walk_next(&walk, &row));
}

Test(table, an_axis_of_nothing_gives_no_rows) {
    static const struct table table = {.name = "t", .axis = {AXIS_ARM, AXIS_POOL},
                                       TABLE_COLUMNS_ARE(columns), .fill = fill_even};
    struct result_view view;
    struct table_walk walk;
    struct table_row row;
    make_view(&view);
    table_walk_init(&walk, &table, &view);
    cr_assert_not(table_walk_next(&walk, &row));
}

static bool fill_wrong_type(struct result_view *view, const uint32_t *at, struct table_row *row) {
    (void)view, (void)at;
    put_text(row, "one");
    return true;
}

Test(table, a_cell_of_another_type_than_declared_stops_the_program, .signal = SIGABRT) {
    static const struct table table = {.name = "t", .axis = {AXIS_ARM}, TABLE_COLUMNS_ARE(columns),
                                       .fill = fill_wrong_type};
    struct result_view view;
    struct table_walk walk;
    struct table_row row;
    make_view(&view);
    table_walk_init(&walk, &table, &view);
    (void)table_walk_next(&walk, &row);
}

Test(table, cells_know_what_is_missing) {
    struct table_row row = {0};
    put_real(&row, NAN);
    put_real(&row, INFINITY);
    put_real(&row, 1.0 / 3);
    put_text(&row, NULL);
    put_text(&row, "");
    put_money(&row, -1234567890);
    cr_assert(row.cell[0].missing && row.cell[1].missing && row.cell[3].missing);
    cr_assert_not(row.cell[2].missing || row.cell[4].missing || row.cell[5].missing);
    cr_assert_eq(row.cell[2].real, 0.333333333333);
    cr_assert_eq(row.cell[5].real, -1234.56789);
}
