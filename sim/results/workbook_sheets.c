#include "results/workbook_sheets.h"
#include "base/memory.h"
#include "results/tables.h"
#include "results/view.h"
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking the store ---------------------------------------------------------------------------------- */

/* A query with texts for its question marks; NULL, and the pen's status, where it cannot be asked. */
static sqlite3_stmt *ask(const struct export *export, struct pen *pen, const char *sql, const char *text) {
    sqlite3_stmt *query = NULL;
    int code = sqlite3_prepare_v2(export->database, sql, -1, &query, NULL);
    if (code == SQLITE_OK && text != NULL)
        code = sqlite3_bind_text(query, 1, text, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        return query;
    if (pen != NULL && pen->status == STATUS_OK)
        pen->status = code == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_INPUT;
    sqlite3_finalize(query);
    return NULL;
}

static const char *text_at(sqlite3_stmt *query, int column) {
    const unsigned char *text = sqlite3_column_text(query, column);
    return text == NULL ? "" : (const char *)text;
}

/* The first number of a query's first row; 0 where there is none. */
static int64_t number_of(const struct export *export, const char *sql) {
    sqlite3_stmt *query = ask(export, NULL, sql, NULL);
    int64_t number = query != NULL && sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_int64(query, 0) : 0;
    sqlite3_finalize(query);
    return number;
}

static struct text select_from(const char *what, const struct workbook_sheet *sheet) {
    struct text sql = {0};
    text_add_format(&sql, "SELECT %s FROM \"%s\" ORDER BY rowid", what, sheet->table);
    return sql;
}

/* ---- which sheets there are ------------------------------------------------------------------------------ */

/* What most readers look for first. */
static const char *const first[] = {"summary", "note", "difference", "measure", "warning"};
enum { FIRST = sizeof first / sizeof *first };

static bool is_first(const char *table) {
    for (size_t i = 0; i < FIRST; i++)
        if (strcmp(first[i], table) == 0)
            return true;
    return false;
}

static void count_rows(const struct export *export, struct workbook_sheet *sheet) {
    struct text sql = select_from("count(*)", sheet);
    sheet->rows = sql.failed ? 0 : number_of(export, sql.bytes);
    text_free(&sql);
    sql = select_from("*", sheet);
    sqlite3_stmt *query = sql.failed ? NULL : ask(export, NULL, sql.bytes, NULL);
    sheet->cells = sheet->rows * sqlite3_column_count(query);
    sqlite3_finalize(query);
    text_free(&sql);
}

static void add_sheet(struct workbook_sheets *sheets, const char *table) {
    const struct table *known = table_find(table);
    struct workbook_sheet *sheet = &sheets->sheet[sheets->count++];
    *sheet = (struct workbook_sheet){.table = table, .help = known != NULL ? known->help : ""};
    count_rows(sheets->export, sheet);
    sheet->left_out = sheet->rows == 0 || (sheets->wish.table == NULL && sheet->rows > sheets->wish.limits.rows);
}

static enum status refuse_length(const struct workbook_sheet *sheet, int64_t most, struct text *why) {
    if (why != NULL)
        text_add_format(why, "the table %s has %lld rows, and a sheet of Excel holds %lld below its first; take it as CSV: "
                        "--table %s --format csv", sheet->table, (long long)sheet->rows, (long long)most, sheet->table);
    return STATUS_INPUT;
}

enum status workbook_sheets_init(struct workbook_sheets *sheets, const struct export *export,
                                 const struct workbook_wish *wish, struct text *why) {
    *sheets = (struct workbook_sheets){.export = export, .wish = *wish};
    sheets->sheet = memory_new(export->table_count, sizeof *sheets->sheet);
    sheets->written = memory_new(export->table_count + WORKBOOK_FRONT, sizeof *sheets->written);
    if (sheets->sheet == NULL || sheets->written == NULL) {
        workbook_sheets_free(sheets);
        return STATUS_NO_MEMORY;
    }
    const char *one = wish->table;
    for (size_t i = 0; i < FIRST && one == NULL; i++)
        if (export_has_table(export, first[i]))
            add_sheet(sheets, first[i]);
    for (size_t i = 0; i < export->table_count; i++)
        if (one == NULL ? !is_first(export->table[i]) : strcmp(one, export->table[i]) == 0)
            add_sheet(sheets, export->table[i]);
    enum status status = STATUS_OK;
    if (one != NULL && sheets->count == 0)
        status = export_no_such_table(export, one, why);
    else if (one != NULL && sheets->sheet[0].rows > wish->limits.sheet_rows)
        status = refuse_length(&sheets->sheet[0], wish->limits.sheet_rows, why);
    if (one != NULL && strcmp(one, "dictionary") != 0 && export_has_table(export, "dictionary"))
        add_sheet(sheets, "dictionary");
    if (status != STATUS_OK)
        workbook_sheets_free(sheets);
    return status;
}

void workbook_sheets_free(struct workbook_sheets *sheets) {
    free(sheets->sheet);
    free(sheets->written);
    *sheets = (struct workbook_sheets){0};
}

int64_t workbook_sheets_cells(const struct workbook_sheets *sheets) {
    int64_t cells = 0;
    for (size_t i = 0; i < sheets->count; i++)
        cells += sheets->sheet[i].left_out ? 0 : sheets->sheet[i].cells;
    return cells;
}

/* ---- the cover ------------------------------------------------------------------------------------------- */

struct line { struct pen *pen; uint32_t row; };

static void add_line(struct line *line, const char *label, const char *value) {
    pen_text(line->pen, line->row, 0, label, STYLE_LABEL);
    pen_text(line->pen, line->row++, 1, value, STYLE_PROSE);
}

static void add_count(struct line *line, const char *label, int64_t count, const char *none, const char *after) {
    struct text value = {0};
    text_add_format(&value, "%lld%s", (long long)count, after);
    add_line(line, label, count == 0 ? none : value.failed ? "" : value.bytes);
    text_free(&value);
}

/* A value of the table run as text, copied to `out`. */
static const char *run_value(const struct export *export, struct pen *pen, const char *key, char out[VIEW_TEXT_BYTES]) {
    sqlite3_stmt *query = ask(export, pen, "SELECT value FROM run WHERE key = ?", key);
    out[0] = '\0';
    if (query != NULL && sqlite3_step(query) == SQLITE_ROW)
        sqlite3_snprintf(VIEW_TEXT_BYTES, out, "%s", text_at(query, 0));
    sqlite3_finalize(query);
    return out;
}

static void add_scenarios(const struct export *export, struct line *line) {
    sqlite3_stmt *query = ask(export, line->pen, "SELECT number, arm, title, file FROM arm ORDER BY number", NULL);
    while (query != NULL && sqlite3_step(query) == SQLITE_ROW) {
        struct text label = {0}, value = {0};
        int number = sqlite3_column_int(query, 0);
        if (number == 0)
            text_add(&label, "Baseline");
        else
            text_add_format(&label, "Scenario %d", number);
        text_add_format(&value, "%s: %s (%s)", text_at(query, 1), text_at(query, 2), text_at(query, 3));
        if (label.failed || value.failed)
            line->pen->status = STATUS_NO_MEMORY;
        else
            add_line(line, label.bytes, value.bytes);
        text_free(&label);
        text_free(&value);
    }
    sqlite3_finalize(query);
}

static void add_time(const struct export *export, struct line *line) {
    char a[VIEW_TEXT_BYTES], b[VIEW_TEXT_BYTES];
    struct text value = {0};
    text_add_format(&value, "from %s to %s, both at 00:00", run_value(export, line->pen, "window_from", a),
                    run_value(export, line->pen, "window_to", b));
    add_line(line, "Measured", value.failed ? "" : value.bytes);
    value.length = 0;
    text_add_format(&value, "%s days before that (%s)", run_value(export, line->pen, "warm_up_days", a),
                    run_value(export, line->pen, "warm_up_by", b));
    add_line(line, "Warm-up", value.failed ? "" : value.bytes);
    text_free(&value);
}

static void write_cover(const struct export *export, struct pen *pen) {
    static const struct { const char *label, *key; } facts[] = {
        {"Replications", "replications"}, {"Seed", "seed"}, {"Prices of", "price_year"},
        {"Version of icsim", "version"}, {"Digest of the inputs", "inputs_digest"},
    };
    char value[VIEW_TEXT_BYTES];
    struct line line = {pen, 0};
    pen_width(pen, 0, 24);
    pen_width(pen, 1, 90);
    run_value(export, pen, "title", value);
    pen_text(pen, line.row++, 0, value[0] == '\0' ? "Results of a simulation" : value, STYLE_TITLE);
    pen_text(pen, line.row++, 0, "Simulated, not observed: no row of this workbook is about a real person or a real day.", STYLE_LABEL);
    add_scenarios(export, &line);
    add_time(export, &line);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        run_value(export, pen, facts[i].key, value);
        if (strncmp(value, "0/", 2) != 0) /* no price year was stated */
            add_line(&line, facts[i].label, value);
    }
    add_line(&line, "Intervals", "95 %, over replications; the sheet notes says how to read them");
    add_count(&line, "Books", number_of(export, "SELECT count(*) FROM ledger WHERE ok <> 1"),
              "people, places and money come out in every replication (table ledger)",
              " sums DO NOT COME OUT (table ledger): these numbers must not be used");
    add_count(&line, "Warnings", number_of(export, "SELECT count(*) FROM warning"), "none", ": see the sheet warning");
    add_line(&line, "Same results again", "icsim rerun, with the folder that these results came from");
    add_line(&line, "Sheets", "notes (how to read them), contents (what is where), then one table each");
}

/* ---- notes and contents ---------------------------------------------------------------------------------- */

static const char *const notes[] = {
    "Everything here was simulated by icsim. Scenarios are run with the same people, so differences between them are of the "
    "same people on the same days.",
    "value, with low and high: the mean over replications and its 95 % interval (Student's t). It tells how exact the "
    "simulation's mean is, not how far single days lie apart, and not how far the model is from the world.",
    "difference, with low and high: the scenario less the baseline, replication by replication, and its 95 % interval, as if "
    "it were the only one looked at. Where the interval holds 0, there is no clear difference.",
    "simultaneous_low and simultaneous_high: wider intervals that hold together at 95 % for all differences of the same "
    "family. Whoever picks out of many differences should read these.",
    "Units: the sheet dictionary has the unit and the meaning of each column of each table. Times are minutes, distances "
    "kilometres, money pounds of the price year; a share of 0.85 is shown as 85.0% and is 0.85 in the cell. Where a table has a "
    "column unit, it holds for the numbers of that row.",
    "An empty cell: there is no such number (for example no percentile of fewer than 20 people). It is never 0.",
    "Cells hold 12 digits, of which fewer are shown: change the format of a column to see them. Dates are dates.",
    "period: a financial year cut to the measured window, or all. area, dimension and level: all means everybody.",
};

/* Which tables are left out, and how to get them. */
static void note_left_out(const struct workbook_sheets *sheets, struct pen *pen, uint32_t row) {
    struct text text = {0};
    for (size_t i = 0; i < sheets->count; i++)
        if (sheets->sheet[i].left_out && sheets->sheet[i].rows > 0)
            text_add_format(&text, "%s%s (%lld rows)", text.length > 0 ? ", " : "", sheets->sheet[i].table,
                            (long long)sheets->sheet[i].rows);
    if (text.length > 0)
        text_add_format(&text, ": left out, as they have more than %lld rows and the file should open in seconds. icsim export "
                        "DIR --format xlsx --table NAME --out FILE.xlsx makes a workbook of one of them, and --table NAME "
                        "--format csv a CSV file.", (long long)sheets->wish.limits.rows);
    if (text.failed)
        pen->status = STATUS_NO_MEMORY;
    else if (text.bytes != NULL)
        pen_text(pen, row, 0, text.bytes, STYLE_PROSE);
    text_free(&text);
}

static void write_notes(const struct workbook_sheets *sheets, struct pen *pen) {
    uint32_t row = 0;
    pen_width(pen, 0, 110);
    pen_text(pen, row++, 0, "How to read this workbook", STYLE_TITLE);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        pen_text(pen, row++, 0, notes[i], STYLE_PROSE);
    if (sheets->wish.table == NULL)
        note_left_out(sheets, pen, row);
}

static void write_contents(const struct workbook_sheets *sheets, struct pen *pen) {
    static const char *const heads[] = {"sheet", "rows", "here", "what it holds"};
    static const double width[] = {22, 12, 12, 100};
    for (uint32_t i = 0; i < 4; i++) {
        pen_width(pen, i, width[i]);
        pen_text(pen, 0, i, heads[i], STYLE_HEAD);
    }
    for (uint32_t i = 0; i < sheets->count; i++) {
        const struct workbook_sheet *sheet = &sheets->sheet[i];
        if (sheet->left_out)
            pen_text(pen, i + 1, 0, sheet->table, STYLE_PLAIN);
        else
            pen_link(pen, i + 1, 0, sheet->table);
        pen_number(pen, i + 1, 1, (double)sheet->rows, STYLE_WHOLE);
        pen_text(pen, i + 1, 2, !sheet->left_out ? "yes" : sheet->rows == 0 ? "no rows" : "too long", STYLE_PLAIN);
        pen_text(pen, i + 1, 3, sheet->help, STYLE_PROSE);
    }
    pen_table(pen, (uint32_t)sheets->count, 4);
}

/* ---- a table ----------------------------------------------------------------------------------------------- */

enum { WIDEST = 60, WRAPPED = 80 };

struct columns {
    enum style style[TABLE_COLUMNS];
    bool text[TABLE_COLUMNS], whole[TABLE_COLUMNS], date[TABLE_COLUMNS], by_row[TABLE_COLUMNS], prose[TABLE_COLUMNS];
    int unit; /* the column that holds the units of a row; -1 */
};

static void find_styles(const struct export *export, struct pen *pen, const struct workbook_sheet *sheet,
                        struct columns *columns) {
    sqlite3_stmt *query = ask(export, pen, "SELECT column_name, type, unit FROM dictionary WHERE table_name = ? ORDER BY rowid",
                              sheet->table);
    *columns = (struct columns){.unit = -1};
    for (int i = 0; query != NULL && i < TABLE_COLUMNS && sqlite3_step(query) == SQLITE_ROW; i++) {
        const char *name = text_at(query, 0), *unit = text_at(query, 2);
        columns->whole[i] = strcmp(text_at(query, 1), "integer") == 0;
        columns->text[i] = strcmp(text_at(query, 1), "text") == 0;
        columns->date[i] = strcmp(unit, "date") == 0;
        columns->by_row[i] = strncmp(unit, "as ", 3) == 0;
        columns->prose[i] = strcmp(name, "help") == 0 || strcmp(name, "text") == 0 || strcmp(name, "because") == 0;
        columns->style[i] = pen_style(unit, columns->whole[i]);
        if (strcmp(name, "unit") == 0)
            columns->unit = i;
    }
    sqlite3_finalize(query);
}

/* By the longest text of a column, within reason. */
static void set_widths(const struct export *export, struct pen *pen, const struct workbook_sheet *sheet,
                       sqlite3_stmt *rows, const struct columns *columns) {
    struct text what = {0};
    for (int i = 0; i < sqlite3_column_count(rows); i++) {
        text_add(&what, i == 0 ? "" : ", ");
        if (columns->text[i])
            text_add_format(&what, "max(length(\"%s\"))", sqlite3_column_name(rows, i));
        else
            text_add(&what, "0");
    }
    struct text sql = select_from(what.failed ? "0" : what.bytes, sheet);
    sqlite3_stmt *query = sql.failed ? NULL : ask(export, pen, sql.bytes, NULL);
    bool found = query != NULL && sqlite3_step(query) == SQLITE_ROW;
    for (int i = 0; found && i < sqlite3_column_count(rows); i++) {
        double letters = (double)sqlite3_column_int64(query, i) + 1;
        double name = (double)strlen(sqlite3_column_name(rows, i)) + 4; /* room for the filter's button */
        double most = columns->prose[i] ? WRAPPED : WIDEST;
        letters = fmax(fmax(letters, name), 12);
        pen_width(pen, (uint32_t)i, fmin(letters, most));
    }
    sqlite3_finalize(query);
    text_free(&sql);
    text_free(&what);
}

static void write_cell(struct pen *pen, uint32_t row, int column, sqlite3_stmt *rows, const struct columns *columns) {
    enum style style = columns->style[column];
    switch (sqlite3_column_type(rows, column)) {
    case SQLITE_NULL:
        return;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        if (columns->by_row[column] && columns->unit >= 0)
            style = pen_style(text_at(rows, columns->unit), false);
        pen_number(pen, row, (uint32_t)column, sqlite3_column_double(rows, column), style);
        return;
    default:
        if (columns->date[column])
            pen_date(pen, row, (uint32_t)column, text_at(rows, column));
        else
            pen_text(pen, row, (uint32_t)column, text_at(rows, column), columns->prose[column] ? STYLE_PROSE : STYLE_PLAIN);
    }
}

static void write_table(const struct export *export, struct pen *pen, const struct workbook_sheet *sheet) {
    struct columns columns;
    struct text sql = select_from("*", sheet);
    sqlite3_stmt *rows = sql.failed ? NULL : ask(export, pen, sql.bytes, NULL);
    int count = sqlite3_column_count(rows), code = SQLITE_ROW;
    if (rows == NULL || count > TABLE_COLUMNS) {
        pen->status = sql.failed ? STATUS_NO_MEMORY : STATUS_INPUT;
        goto out;
    }
    find_styles(export, pen, sheet, &columns);
    set_widths(export, pen, sheet, rows, &columns);
    pen_table(pen, (uint32_t)sheet->rows, (uint32_t)count);
    for (int i = 0; i < count; i++)
        pen_text(pen, 0, (uint32_t)i, sqlite3_column_name(rows, i), STYLE_HEAD);
    for (uint32_t row = 1; pen->status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW; row++)
        for (int i = 0; i < count; i++)
            write_cell(pen, row, i, rows, &columns);
    if (pen->status == STATUS_OK && code != SQLITE_DONE)
        pen->status = code == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_INPUT;
out:
    sqlite3_finalize(rows);
    text_free(&sql);
}

/* ---- all of them ------------------------------------------------------------------------------------------- */

enum status workbook_sheets_write(struct workbook_sheets *sheets, struct pen *pen) {
    static const char *const front[WORKBOOK_FRONT] = {"cover", "notes", "contents"};
    for (size_t i = 0; i < WORKBOOK_FRONT && pen->status == STATUS_OK; i++) {
        pen_sheet(pen, front[i]);
        if (i == 0)
            write_cover(sheets->export, pen);
        else if (i == 1)
            write_notes(sheets, pen);
        else
            write_contents(sheets, pen);
        sheets->written[sheets->written_count++] = pen->cells;
    }
    for (size_t i = 0; i < sheets->count && pen->status == STATUS_OK; i++) {
        if (sheets->sheet[i].left_out)
            continue;
        pen_sheet(pen, sheets->sheet[i].table);
        if (pen->status == STATUS_OK)
            write_table(sheets->export, pen, &sheets->sheet[i]);
        sheets->written[sheets->written_count++] = pen->cells;
    }
    return pen->status;
}
