#include "scenario/csv_table.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/say.h"
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 1000,
    FIELD_BYTES_MAX = 1000,
};

struct column {
    char *name; /* NULL: a name that was refused */
};

/* A table as it is read, a line at a time. */
struct reading {
    const struct source *source;
    struct setting *table;
    struct problem_list *problems;
    struct column *column;
    size_t column_count, column_capacity;
    size_t id_column;     /* SIZE_MAX: rows have no ids */
    bool headed;          /* the first row is behind us */
    bool broken;          /* what follows cannot be read */
    int line, row_line;   /* now; where the row began */
    char **field;         /* of the row that is being read */
    size_t field_count, field_capacity;
    enum status status;
};

/* The place of something wrong in the row. */
static struct place row_place(const struct reading *reading) {
    return (struct place){reading->source->file, reading->row_line, NULL};
}

#define SAY(reading, sentence, ...) \
    do { \
        struct place say_here = row_place(reading); \
        problem_say_place((reading)->problems, SEVERITY_ERROR, sentence, &say_here, __VA_ARGS__); \
    } while (0)

static void take_field(void *bytes, size_t length, void *data) {
    struct reading *reading = data;
    if (reading->status != STATUS_OK)
        return;
    if (length > FIELD_BYTES_MAX) {
        SAY(reading, SENTENCE_csv_field_too_long, reading->field_count + 1, FIELD_BYTES_MAX);
        length = 0;
    }
    reading->status = memory_reserve(&reading->field, &reading->field_capacity, reading->field_count + 1,
                                     sizeof *reading->field);
    char *copy = memory_new(length + 1, 1);
    if (reading->status != STATUS_OK || copy == NULL) {
        free(copy);
        reading->status = STATUS_NO_MEMORY;
        return;
    }
    if (length > 0)
        memcpy(copy, bytes, length);
    reading->field[reading->field_count++] = copy;
}

static void drop_fields(struct reading *reading) {
    for (size_t i = 0; i < reading->field_count; i++)
        free(reading->field[i]);
    reading->field_count = 0;
}

/* ---- the first row ----------------------------------------------------------------------------------- */

static void take_header(struct reading *reading) {
    if (reading->field_count > COLUMNS_MAX) {
        SAY(reading, SENTENCE_csv_too_wide, reading->field_count, COLUMNS_MAX);
        reading->broken = true;
        return;
    }
    for (size_t i = 0; i < reading->field_count && reading->status == STATUS_OK; i++) {
        const char *name = reading->field[i];
        bool good = text_is_id(name);
        if (!good)
            SAY(reading, SENTENCE_csv_bad_column, name);
        for (size_t j = 0; j < i && good; j++)
            if (reading->column[j].name != NULL && strcmp(reading->column[j].name, name) == 0) {
                SAY(reading, SENTENCE_csv_double_column, name);
                good = false;
            }
        if (good && strcmp(name, "id") == 0)
            reading->id_column = i;
        reading->status = memory_reserve(&reading->column, &reading->column_capacity, i + 1,
                                         sizeof *reading->column);
        if (reading->status != STATUS_OK)
            return;
        reading->column[reading->column_count++].name = good ? text_copy(name) : NULL;
        if (good && reading->column[i].name == NULL)
            reading->status = STATUS_NO_MEMORY;
    }
}

/* ---- the others -------------------------------------------------------------------------------------- */

/* True where all of the text is a number as people write it: no hexadecimal, infinity or blank. */
static bool is_number(const char *text, double *number, bool *whole) {
    size_t i = (size_t)(text[0] == '-' || text[0] == '+');
    size_t digits = strspn(text + i, "0123456789");
    size_t at = i + digits;
    *whole = true;
    if (text[at] == '.') {
        size_t more = strspn(text + at + 1, "0123456789");
        *whole = false;
        digits += more;
        at += 1 + more;
    }
    if (digits == 0)
        return false;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = (size_t)(text[at + 1] == '-' || text[at + 1] == '+');
        size_t more = strspn(text + at + 1 + sign, "0123456789");
        if (more == 0)
            return false;
        *whole = false;
        at += 1 + sign + more;
    }
    *number = strtod(text, NULL);
    return text[at] == '\0' && *number - *number == 0.0; /* not infinite */
}

static enum status take_cell(struct reading *reading, struct setting *row, size_t i) {
    const char *text = reading->field[i];
    double number = 0;
    bool whole = false;
    if (text[0] == '\0' || reading->column[i].name == NULL || i == reading->id_column)
        return STATUS_OK;
    unsigned control = source_control_in(text);
    if (control != 0) {
        SAY(reading, SENTENCE_csv_control, reading->column[i].name, control);
        return STATUS_OK;
    }
    struct setting *cell = setting_new(row, reading->column[i].name, SETTING_TEXT);
    if (cell == NULL)
        return STATUS_NO_MEMORY;
    if (!is_number(text, &number, &whole))
        return setting_become_text(cell, text);
    setting_become_number(cell, number, whole);
    return STATUS_OK;
}

static void take_row(struct reading *reading) {
    char name[32];
    const char *id = name;
    if (reading->field_count != reading->column_count) {
        SAY(reading, SENTENCE_csv_ragged, reading->field_count, reading->column_count);
        return;
    }
    if (reading->id_column != SIZE_MAX) {
        id = reading->field[reading->id_column];
        if (!text_is_id(id)) {
            SAY(reading, SENTENCE_csv_bad_id, id);
            return;
        }
    } else {
        snprintf(name, sizeof name, "row_%zu", reading->table->child_count + 1);
    }
    struct setting *row = setting_new(reading->table, id, SETTING_GROUP);
    if (row == NULL || setting_place(row, reading->source->file, reading->row_line) != STATUS_OK) {
        reading->status = STATUS_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < reading->field_count && reading->status == STATUS_OK; i++)
        reading->status = take_cell(reading, row, i);
}

static void end_row(int end, void *data) {
    (void)end;
    struct reading *reading = data;
    if (reading->status == STATUS_OK && !reading->broken) {
        if (reading->headed)
            take_row(reading);
        else
            take_header(reading);
        reading->headed = true;
    }
    drop_fields(reading);
}

/* ---- the whole --------------------------------------------------------------------------------------- */

/* A line at a time, so that each row knows where it begins. */
static void read_lines(struct reading *reading, struct csv_parser *parser) {
    const char *at = reading->source->bytes;
    if (strncmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3; /* what spreadsheets write */
    for (reading->line = 1; *at != '\0' && reading->status == STATUS_OK && !reading->broken; reading->line++) {
        size_t length = strcspn(at, "\n");
        length += at[length] == '\n';
        bool between = parser->pstate == 0; /* no quoted field goes on from the line before */
        if (between)
            reading->row_line = reading->line;
        if (!(between && at[0] == '#') &&
            csv_parse(parser, at, length, take_field, end_row, reading) != length) {
            SAY(reading, SENTENCE_csv_quotes, reading->line);
            reading->broken = true;
        }
        at += length;
    }
    if (reading->status == STATUS_OK && !reading->broken &&
        csv_fini(parser, take_field, end_row, reading) != 0)
        SAY(reading, SENTENCE_csv_quotes, reading->row_line);
}

static int by_name_then_line(const void *a, const void *b) {
    const struct setting *const *one = a, *const *other = b;
    int order = strcmp((*one)->name, (*other)->name);
    return order != 0 ? order : ((*one)->line > (*other)->line) - ((*one)->line < (*other)->line);
}

/* Says which ids stand twice and takes the later rows away. */
static enum status drop_doubles(struct reading *reading) {
    struct setting *table = reading->table;
    struct setting **sorted = memory_copy(table->child, table->child_count, sizeof(struct setting *));
    if (sorted == NULL)
        return STATUS_NO_MEMORY;
    if (table->child_count > 1)
        qsort(sorted, table->child_count, sizeof *sorted, by_name_then_line);
    size_t kept = 0;
    for (size_t i = 1; i < table->child_count; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) != 0)
            continue;
        reading->row_line = sorted[i]->line;
        SAY(reading, SENTENCE_csv_double_id, sorted[i]->name, sorted[i - 1]->line);
        sorted[i]->flag = true; /* to be dropped */
    }
    for (size_t i = 0; i < table->child_count; i++) {
        if (table->child[i]->flag)
            setting_free(table->child[i]);
        else
            table->child[kept++] = table->child[i];
    }
    table->child_count = kept;
    free(sorted);
    return STATUS_OK;
}

enum status csv_table_hang(const struct source *source, struct setting *at, struct problem_list *problems) {
    struct reading reading = {.source = source, .table = at, .problems = problems, .id_column = SIZE_MAX, .line = 1,
                              .row_line = 1, .status = STATUS_OK};
    struct csv_parser parser;
    at->kind = SETTING_GROUP;
    size_t before = problems->errors;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return STATUS_NO_MEMORY;
    read_lines(&reading, &parser);
    if (csv_error(&parser) == CSV_ENOMEM)
        reading.status = STATUS_NO_MEMORY;
    csv_free(&parser);
    drop_fields(&reading);
    if (reading.status == STATUS_OK && at->child_count == 0 && problems->errors == before)
        SAY(&reading, SENTENCE_csv_empty, source->file);
    if (reading.status == STATUS_OK && reading.id_column != SIZE_MAX)
        reading.status = drop_doubles(&reading);
    for (size_t i = 0; i < reading.column_count; i++)
        free(reading.column[i].name);
    free(reading.column);
    free(reading.field);
    return reading.status == STATUS_OK ? setting_share_rows(at) : reading.status;
}
