/* query: a question to a stored result, in SQL, and its answer as a grid of cells. The only way to a store for
 * those above the results. A grid owns its texts. */
#ifndef ICSIM_RESULTS_QUERY_H
#define ICSIM_RESULTS_QUERY_H

#include "results/export.h"

struct grid_cell {
    size_t at;     /* into `bytes`: a text, or a number as it is written in every export */
    double number; /* NAN of a text that is none, and where missing */
    bool missing, is_text;
};

struct grid {
    char *bytes;
    size_t byte_count, byte_capacity;
    size_t *name;  /* [columns], into `bytes` */
    struct grid_cell *cell; /* [rows][columns] */
    size_t cell_capacity;
    uint32_t columns, rows;
};

/* Runs one SELECT, which may hold parameters such as :arm named in `parameter` (pairs of name and text, ended by NULL;
 * NULL: none). The grid is filled anew. STATUS_INPUT: the store has no such table or column; `why` (may be NULL) says
 * which. */
enum status query_grid(const struct export *store, const char *sql, const char *const *parameter, struct grid *grid,
                       struct text *why) MUST_USE;
void grid_free(struct grid *grid);

/* The number of a column; CHECKed: the program's own queries name their columns. */
uint32_t grid_column(const struct grid *grid, const char *name);
bool grid_has_column(const struct grid *grid, const char *name);
const char *grid_name(const struct grid *grid, uint32_t column);

/* A cell as text, numbers as in every export; NULL where it is missing. */
const char *grid_text(const struct grid *grid, uint32_t row, uint32_t column);
/* A cell as a number; NAN where it is missing or none. */
double grid_number(const struct grid *grid, uint32_t row, uint32_t column);
bool grid_is_text(const struct grid *grid, uint32_t row, uint32_t column);

/* By name: short for the two above. */
const char *grid_text_of(const struct grid *grid, uint32_t row, const char *column);
double grid_number_of(const struct grid *grid, uint32_t row, const char *column);

/* All of it as CSV, with a header row. Numbers are never quoted, texts that look like them always. */
void grid_csv(const struct grid *grid, struct text *out);

#endif
