#include "support/made_grid.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void made_grid(struct grid *grid, const char *text) {
    size_t length = strlen(text), cells = 1;
    *grid = (struct grid){.columns = 1};
    for (size_t i = 0; text[i] != '\n'; i++) grid->columns += text[i] == '|';
    for (size_t i = 0; i < length; i++) cells += text[i] == '|' || text[i] == '\n';
    grid->bytes = malloc(length + 1);
    grid->name = calloc(grid->columns, sizeof *grid->name);
    grid->cell = calloc(cells, sizeof *grid->cell);
    cr_assert(grid->bytes != NULL && grid->name != NULL && grid->cell != NULL);
    memcpy(grid->bytes, text, length + 1);
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        size_t end = at + strcspn(text + at, "|\n");
        grid->bytes[end] = '\0';
        if (count < grid->columns) {
            grid->name[count] = at;
        } else {
            char *rest;
            double number = strtod(grid->bytes + at, &rest);
            bool missing = end == at, is_text = !missing && *rest != '\0';
            grid->cell[count - grid->columns] = (struct grid_cell){at, missing || is_text ? (double)NAN : number, missing, is_text};
        }
        at = end + 1;
    }
    grid->rows = (uint32_t)(count / grid->columns) - 1;
    cr_assert_eq(count % grid->columns, 0, "every line has as many cells");
}
