#include "results/store.h"
#include "results/tables.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* One writer, nothing to roll back to (a broken file is removed): no journal, no syncing by SQLite. The
 * page size is fixed because the default may change. */
static const char settings[] =
    "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; "
    "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; "
    "PRAGMA auto_vacuum = NONE; PRAGMA cache_size = -16384;";

static const char *sql_type(enum cell_type type) {
    static const char *const text[] = {"INTEGER", "REAL", "TEXT", "REAL"};
    return text[type];
}

static int create_table(sqlite3 *database, const struct table *table) {
    struct text sql = {0};
    text_add_format(&sql, "CREATE TABLE \"%s\" (", table->name);
    for (uint32_t i = 0; i < table->column_count; i++)
        text_add_format(&sql, "%s\"%s\" %s", i == 0 ? "" : ", ", table->column[i].name,
                        sql_type(table->column[i].type));
    text_add(&sql, ")");
    int code = sql.failed ? SQLITE_NOMEM : sqlite3_exec(database, sql.bytes, NULL, NULL, NULL);
    text_free(&sql);
    return code;
}

static int prepare_insert(sqlite3 *database, const struct table *table, sqlite3_stmt **insert) {
    struct text sql = {0};
    text_add_format(&sql, "INSERT INTO \"%s\" VALUES (?", table->name);
    for (uint32_t i = 1; i < table->column_count; i++)
        text_add(&sql, ",?");
    text_add(&sql, ")");
    int code = sql.failed ? SQLITE_NOMEM
                          : sqlite3_prepare_v2(database, sql.bytes, -1, insert, NULL);
    text_free(&sql);
    return code;
}

static int bind_cell(sqlite3_stmt *insert, int at, enum cell_type type, const struct cell *cell) {
    if (cell->missing)
        return sqlite3_bind_null(insert, at);
    if (type == CELL_INTEGER)
        return sqlite3_bind_int64(insert, at, cell->integer);
    if (type == CELL_TEXT)
        return sqlite3_bind_text(insert, at, cell->text, -1, SQLITE_STATIC);
    return sqlite3_bind_double(insert, at, cell->real);
}

static int write_table(sqlite3 *database, const struct table *table, struct result_view *view) {
    sqlite3_stmt *insert = NULL;
    struct table_walk walk;
    struct table_row row;
    int code = create_table(database, table);
    if (code == SQLITE_OK)
        code = prepare_insert(database, table, &insert);
    table_walk_init(&walk, table, view);
    while (code == SQLITE_OK && table_walk_next(&walk, &row)) {
        for (uint32_t i = 0; i < row.count && code == SQLITE_OK; i++)
            code = bind_cell(insert, (int)i + 1, row.type[i], &row.cell[i]);
        if (code == SQLITE_OK && sqlite3_step(insert) != SQLITE_DONE)
            code = sqlite3_errcode(database);
        if (code == SQLITE_OK)
            code = sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return code;
}

static int write_all(sqlite3 *database, struct result_view *view) {
    char identity[120];
    sqlite3_snprintf(sizeof identity, identity, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                     (int)STORE_APPLICATION_ID, (int)STORE_FORMAT);
    int code = sqlite3_exec(database, settings, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, identity, NULL, NULL, NULL);
    for (uint32_t i = 0; i < table_count && code == SQLITE_OK; i++)
        code = write_table(database, table_list[i], view);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
    return code;
}

enum status store_write(const char *path, struct result_view *view, struct text *why) {
    sqlite3 *database = NULL;
    /* Made here, so that what already stands there, or a link that waits there, is never written to. */
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0) {
        if (why != NULL)
            text_add_format(why, "cannot create %s: %s", path, strerror(errno));
        return STATUS_IO;
    }
    close(file);
    int code = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK)
        code = write_all(database, view);
    int system_error = database == NULL ? 0 : sqlite3_system_errno(database);
    int closed = sqlite3_close(database);
    if (code == SQLITE_OK)
        code = closed;
    if (code == SQLITE_OK)
        return STATUS_OK;
    unlink(path);
    if (why != NULL)
        text_add_format(why, "cannot write %s: %s%s%s", path, sqlite3_errstr(code),
                        system_error != 0 ? ": " : "", system_error != 0 ? strerror(system_error) : "");
    return (code & 0xff) == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_IO;
}
