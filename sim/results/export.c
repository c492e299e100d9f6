#include "results/export.h"
#include "base/memory.h"
#include "results/new_file.h"
#include "results/number.h"
#include "results/quote.h"
#include "results/store.h"
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void say(struct text *why, const char *doing, const char *path, const char *reason) {
    if (why != NULL)
        text_add_format(why, "cannot %s %s: %s", doing, path, reason);
}

enum status export_failed_as(int code) {
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return STATUS_NO_MEMORY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
        return STATUS_INPUT;
    default:
        return STATUS_IO;
    }
}

/* ---- opening ----------------------------------------------------------------------------------------- */

static int read_number(sqlite3 *database, const char *sql, int *number) {
    sqlite3_stmt *query = NULL;
    int code = sqlite3_prepare_v2(database, sql, -1, &query, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(query)) == SQLITE_ROW) {
        *number = sqlite3_column_int(query, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(query);
    return code;
}

/* SQLITE_OK where SQLite finds the file whole. */
static int look_through(sqlite3 *database) {
    sqlite3_stmt *query = NULL;
    int code = sqlite3_prepare_v2(database, "PRAGMA quick_check(1)", -1, &query, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(query)) == SQLITE_ROW) {
        const unsigned char *word = sqlite3_column_text(query, 0);
        bool whole = word != NULL && strcmp((const char *)word, "ok") == 0;
        code = whole ? SQLITE_OK : SQLITE_CORRUPT;
    }
    sqlite3_finalize(query);
    return code;
}

static enum status check_store(struct export *export, const char *path, struct text *why) {
    int application = 0, format = 0;
    int code = read_number(export->database, "PRAGMA application_id", &application);
    if (code == SQLITE_OK)
        code = read_number(export->database, "PRAGMA user_version", &format);
    if (code == SQLITE_OK)
        code = look_through(export->database);
    if (code != SQLITE_OK) {
        say(why, "read", path, export_failed_as(code) == STATUS_INPUT ? "it is damaged, or no result store"
                                                               : sqlite3_errstr(code));
        return export_failed_as(code);
    }
    if (application != STORE_APPLICATION_ID) {
        say(why, "read", path, "it is no result store");
        return STATUS_INPUT;
    }
    if (format != STORE_FORMAT) {
        say(why, "read", path, "it was written by another version of this program");
        return STATUS_INPUT;
    }
    return STATUS_OK;
}

static enum status list_tables(struct export *export) {
    sqlite3_stmt *query = NULL;
    size_t capacity = 0;
    int code = sqlite3_prepare_v2(export->database,
                                  "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid", -1,
                                  &query, NULL);
    while (code == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW) {
        const unsigned char *name = sqlite3_column_text(query, 0);
        if (memory_reserve(&export->table, &capacity, export->table_count + 1, sizeof *export->table) !=
            STATUS_OK) {
            code = SQLITE_NOMEM;
            break;
        }
        export->table[export->table_count] = text_copy((const char *)name);
        if (export->table[export->table_count] == NULL)
            code = SQLITE_NOMEM;
        else
            export->table_count++;
    }
    sqlite3_finalize(query);
    return code == SQLITE_OK ? STATUS_OK : export_failed_as(code);
}

enum status export_open(struct export *export, const char *folder, struct text *why) {
    *export = (struct export){0};
    struct text path = {0};
    struct stat about;
    text_add_format(&path, "%s/%s", folder, STORE_FILE);
    enum status status = path.failed ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK && stat(path.bytes, &about) != 0) {
        status = errno == ENOENT || errno == ENOTDIR ? STATUS_INPUT : STATUS_IO;
        say(why, "read", path.bytes, errno == ENOENT ? "there is no such result" : strerror(errno));
    }
    if (status == STATUS_OK) {
        int code = sqlite3_open_v2(path.bytes, &export->database, SQLITE_OPEN_READONLY, NULL);
        if (code != SQLITE_OK) {
            say(why, "open", path.bytes, sqlite3_errstr(code));
            status = code == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_IO;
        }
    }
    if (status == STATUS_OK)
        status = check_store(export, path.bytes, why);
    if (status == STATUS_OK)
        status = list_tables(export);
    if (status != STATUS_OK)
        export_close(export);
    text_free(&path);
    return status;
}

void export_close(struct export *export) {
    for (size_t i = 0; i < export->table_count; i++)
        free(export->table[i]);
    free(export->table);
    sqlite3_close(export->database);
    *export = (struct export){0};
}

/* ---- formats ------------------------------------------------------------------------------------------- */

const char *export_ending(enum export_format format) {
    static const char *const ending[] = {".csv", ".json", ".md"};
    return ending[format];
}

/* A value as text, or NULL where it is missing; `number` holds a written number. */
static const char *value_text(sqlite3_stmt *query, int column, char number[NUMBER_BYTES]) {
    switch (sqlite3_column_type(query, column)) {
    case SQLITE_NULL:
        return NULL;
    case SQLITE_FLOAT:
        number_format(sqlite3_column_double(query, column), number);
        return number;
    default:
        return (const char *)sqlite3_column_text(query, column);
    }
}

static void csv_row(struct text *line, sqlite3_stmt *query, bool first) {
    (void)first;
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        char number[NUMBER_BYTES];
        text_add(line, i == 0 ? "" : ",");
        quote_csv(line, value_text(query, i, number));
    }
    text_add(line, "\n");
}
static void csv_head(struct text *line, sqlite3_stmt *query) {
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        text_add(line, i == 0 ? "" : ",");
        quote_csv(line, sqlite3_column_name(query, i));
    }
    text_add(line, "\n");
}
static void no_tail(struct text *line) {
    text_add(line, "");
}

static void json_row(struct text *line, sqlite3_stmt *query, bool first) {
    text_add(line, first ? "\n  {" : ",\n  {");
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        char number[NUMBER_BYTES];
        text_add(line, i == 0 ? "" : ", ");
        quote_json(line, sqlite3_column_name(query, i));
        text_add(line, ": ");
        const char *value = value_text(query, i, number);
        if (value == NULL || sqlite3_column_type(query, i) == SQLITE_TEXT)
            quote_json(line, value);
        else
            text_add(line, value);
    }
    text_add(line, "}");
}
static void json_head(struct text *line, sqlite3_stmt *query) {
    (void)query;
    text_add(line, "[");
}
static void json_tail(struct text *line) {
    text_add(line, "\n]\n");
}

static void markdown_row(struct text *line, sqlite3_stmt *query, bool first) {
    (void)first;
    text_add(line, "|");
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        char number[NUMBER_BYTES];
        text_add(line, " ");
        quote_markdown_text(line, value_text(query, i, number));
        text_add(line, " |");
    }
    text_add(line, "\n");
}
static void markdown_head(struct text *line, sqlite3_stmt *query) {
    text_add(line, "|");
    for (int i = 0; i < sqlite3_column_count(query); i++)
        text_add_format(line, " %s |", sqlite3_column_name(query, i));
    text_add(line, "\n|");
    for (int i = 0; i < sqlite3_column_count(query); i++)
        text_add(line, "---|");
    text_add(line, "\n");
}

static const struct {
    void (*head)(struct text *line, sqlite3_stmt *query);
    void (*row)(struct text *line, sqlite3_stmt *query, bool first);
    void (*tail)(struct text *line);
} writer[] = {
    [EXPORT_CSV] = {csv_head, csv_row, no_tail},
    [EXPORT_JSON] = {json_head, json_row, json_tail},
    [EXPORT_MARKDOWN] = {markdown_head, markdown_row, no_tail},
};

/* ---- writing -------------------------------------------------------------------------------------------- */

/* Gives the line to the stream and empties it; false where either failed. */
static bool put_line(struct text *line, FILE *out) {
    bool good = !line->failed && (line->length == 0 || fwrite(line->bytes, 1, line->length, out) == line->length);
    line->length = 0;
    return good;
}

static enum status write_rows(sqlite3_stmt *query, enum export_format format, FILE *out) {
    struct text line = {0};
    int code = SQLITE_ROW;
    writer[format].head(&line, query);
    bool good = put_line(&line, out);
    for (bool first = true; good && (code = sqlite3_step(query)) == SQLITE_ROW; first = false) {
        writer[format].row(&line, query, first);
        good = put_line(&line, out);
    }
    if (good && code == SQLITE_DONE) {
        writer[format].tail(&line);
        good = put_line(&line, out) && fflush(out) == 0;
    }
    enum status status = line.failed ? STATUS_NO_MEMORY : STATUS_IO;
    if (good)
        status = code == SQLITE_DONE ? STATUS_OK : export_failed_as(code);
    text_free(&line);
    return status;
}

bool export_has_table(const struct export *export, const char *table) {
    for (size_t i = 0; i < export->table_count; i++)
        if (strcmp(export->table[i], table) == 0)
            return true;
    return false;
}

enum status export_no_such_table(const struct export *export, const char *table, struct text *why) {
    /* text_nearest only reads the names. */
    const char *const *names = (const char *const *)export->table;
    const char *nearest = text_nearest(table, names, export->table_count);
    if (why != NULL)
        text_add_format(why, "there is no table '%s'%s%s%s", table,
                        nearest == NULL ? "" : "; did you mean '", nearest == NULL ? "" : nearest,
                        nearest == NULL ? "" : "'?");
    return STATUS_INPUT;
}

enum status export_table(const struct export *export, const char *table, enum export_format format,
                         FILE *out, struct text *why) {
    if (!export_has_table(export, table))
        return export_no_such_table(export, table, why);
    struct text sql = {0};
    sqlite3_stmt *query = NULL;
    text_add_format(&sql, "SELECT * FROM \"%s\" ORDER BY rowid", table);
    int code = sql.failed ? SQLITE_NOMEM
                          : sqlite3_prepare_v2(export->database, sql.bytes, -1, &query, NULL);
    enum status status = code == SQLITE_OK ? write_rows(query, format, out) : export_failed_as(code);
    if (status != STATUS_OK)
        say(why, "export", table, status == STATUS_IO ? strerror(errno) : status_text(status));
    sqlite3_finalize(query);
    text_free(&sql);
    return status;
}

enum status export_file(const struct export *export, const char *table, const char *path,
                        enum export_format format, bool replace, struct text *why) {
    struct new_file file;
    enum status status = new_file_begin(&file, path, replace, why);
    if (status != STATUS_OK)
        return status;
    FILE *out = fopen(file.partial, "w");
    if (out == NULL) {
        say(why, "write", path, strerror(errno));
        status = STATUS_IO;
    } else {
        status = export_table(export, table, format, out, why);
        if (fclose(out) != 0 && status == STATUS_OK) {
            say(why, "write", path, strerror(errno));
            status = STATUS_IO;
        }
    }
    if (status == STATUS_OK)
        status = new_file_commit(&file, why);
    new_file_free(&file);
    return status;
}

static char *file_of(const struct export *export, size_t table, const char *folder, enum export_format format) {
    struct text path = {0};
    text_add_format(&path, "%s/%s%s", folder, export->table[table], export_ending(format));
    if (path.failed)
        text_free(&path);
    return path.bytes;
}

/* Whether none of the files is there yet: else not one is written. */
static enum status all_are_new(const struct export *export, const char *folder, enum export_format format, struct text *why) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < export->table_count && status == STATUS_OK; i++) {
        char *path = file_of(export, i, folder, format);
        if (path == NULL)
            status = STATUS_NO_MEMORY;
        else if (access(path, F_OK) == 0)
            status = STATUS_INPUT;
        if (status == STATUS_INPUT && why != NULL)
            text_add_format(why, "%s exists already; --force replaces it and the others", path);
        free(path);
    }
    return status;
}

enum status export_folder(const struct export *export, const char *folder, enum export_format format,
                          bool replace, struct text *why) {
    enum status status = replace ? STATUS_OK : all_are_new(export, folder, format, why);
    for (size_t i = 0; i < export->table_count && status == STATUS_OK; i++) {
        char *path = file_of(export, i, folder, format);
        status = path == NULL ? STATUS_NO_MEMORY : export_file(export, export->table[i], path, format, replace, why);
        free(path);
    }
    return status;
}
