#include "results/query.h"
#include "support/made_grid.h"
#include <criterion/criterion.h>

Test(query, csv_tells_names_that_look_like_numbers_from_numbers) {
    struct grid grid;
    struct text csv = {0};
    made_grid(&grid, "scenario|value\nToday|1.5\n2030|-2\nA, B|\n");
    grid.cell[2].is_text = true;
    grid_csv(&grid, &csv);
    cr_assert_str_eq(csv.bytes, "scenario,value\nToday,1.5\n\"2030\",-2\n\"A, B\",\n");
    text_free(&csv);
    grid_free(&grid);
}
