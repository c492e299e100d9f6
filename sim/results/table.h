/* table: a result table declared once as data: its name, its columns with units, the axes it has a row for
 * each combination of, and the function that fills a row. Whoever writes tables knows the four types of a
 * cell and nothing of any table. Tables are constants; texts of a row live until the next one. */
#ifndef ICSIM_RESULTS_TABLE_H
#define ICSIM_RESULTS_TABLE_H

#include "results/view.h"

enum cell_type {
    CELL_INTEGER,
    CELL_REAL,  /* 12 significant digits; missing where not finite */
    CELL_TEXT,
    CELL_MONEY, /* kept in micro-pounds, written in pounds */
};

enum { TABLE_AXES = 6, TABLE_COLUMNS = 32 };

struct column {
    const char *name;
    enum cell_type type;
    const char *unit; /* "" where it has none */
    const char *help;
};

struct cell {
    bool missing;
    int64_t integer; /* CELL_INTEGER; CELL_MONEY: micro-pounds */
    double real;     /* CELL_REAL; CELL_MONEY: pounds */
    const char *text;
};

/* A row being filled, column after column. */
struct table_row {
    struct cell cell[TABLE_COLUMNS];
    enum cell_type type[TABLE_COLUMNS];
    uint32_t count;
};

void put_integer(struct table_row *row, int64_t number);
void put_count(struct table_row *row, uint64_t number);
void put_real(struct table_row *row, double number); /* not finite: missing */
void put_text(struct table_row *row, const char *text); /* NULL: missing */
void put_missing(struct table_row *row, enum cell_type type);
void put_money(struct table_row *row, int64_t micro_gbp);

struct table {
    const char *name, *help;
    enum axis axis[TABLE_AXES]; /* the last turns fastest; AXIS_NONE ends them */
    uint32_t (*own_length)(const struct result_view *view); /* length of AXIS_OWN */
    const struct column *column;
    uint32_t column_count;
    /* Fills the row at these indices (of the axes); false: there is no such row. */
    bool (*fill)(struct result_view *view, const uint32_t *at, struct table_row *row);
};

/* A walk over all rows of a table, in order. */
struct table_walk {
    const struct table *table;
    struct result_view *view;
    uint32_t length[TABLE_AXES], at[TABLE_AXES];
    bool started;
};
void table_walk_init(struct table_walk *walk, const struct table *table, struct result_view *view);
/* The next row, or false at the end. */
bool table_walk_next(struct table_walk *walk, struct table_row *row);

#define TABLE_COLUMNS_ARE(columns) .column = (columns), .column_count = sizeof(columns) / sizeof((columns)[0])

#endif
