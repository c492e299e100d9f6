#include "results/store.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/store-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
}
static void tear_down(void) {
    (void)remove("a.sqlite");
    (void)remove("b.sqlite");
    (void)remove("elsewhere");
    (void)rmdir(scratch);
}
TestSuite(store, .init = set_up, .fini = tear_down);

static enum status write_to(const char *path, uint32_t arms, uint32_t seed, struct text *why) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, arms, 3);
    cr_assert_eq(result_view_init(&view, &fake.result, seed), STATUS_OK);
    enum status status = store_write(path, &view, why);
    result_view_free(&view);
    fake_result_free(&fake);
    return status;
}

static bool same_bytes(const char *left, const char *right) {
    FILE *a = fopen(left, "rb"), *b = fopen(right, "rb");
    cr_assert(a != NULL && b != NULL);
    int one, other;
    do {
        one = getc(a);
        other = getc(b);
    } while (one == other && one != EOF);
    fclose(a);
    fclose(b);
    return one == other;
}

Test(store, the_same_result_gives_the_same_bytes) {
    cr_assert_eq(write_to("a.sqlite", 3, 1, NULL), STATUS_OK);
    sleep(1); /* so that a time of day would show */
    cr_assert_eq(write_to("b.sqlite", 3, 1, NULL), STATUS_OK);
    cr_assert(same_bytes("a.sqlite", "b.sqlite"));
    remove("b.sqlite");
    cr_assert_eq(write_to("b.sqlite", 3, 2, NULL), STATUS_OK);
    cr_assert_not(same_bytes("a.sqlite", "b.sqlite"));
}

static int one_number(sqlite3 *database, const char *sql) {
    sqlite3_stmt *query = NULL;
    cr_assert_eq(sqlite3_prepare_v2(database, sql, -1, &query, NULL), SQLITE_OK, "%s", sql);
    cr_assert_eq(sqlite3_step(query), SQLITE_ROW);
    int number = sqlite3_column_int(query, 0);
    sqlite3_finalize(query);
    return number;
}

Test(store, any_sqlite_tool_can_read_it) {
    sqlite3 *database = NULL;
    cr_assert_eq(write_to("a.sqlite", 2, 1, NULL), STATUS_OK);
    cr_assert_eq(sqlite3_open_v2("a.sqlite", &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    cr_assert_eq(one_number(database, "PRAGMA application_id"), STORE_APPLICATION_ID);
    cr_assert_eq(one_number(database, "SELECT count(*) FROM access"), 2 * 3 * 3 * 2 * FAKE_MARGINS);
    cr_assert_eq(one_number(database, "SELECT count(*) FROM access WHERE p50_minutes IS NULL"), 12);
    cr_assert_eq(one_number(database, "SELECT count(*) FROM dictionary WHERE table_name = 'pool'"), 23);
    cr_assert_eq(one_number(database, "SELECT round(sum(gbp)) FROM cost WHERE arm = 'today' AND period = 'all' "
                                      "AND replication = 1"), 4000);
    sqlite3_close(database);
    cr_assert_neq(access("a.sqlite-journal", F_OK), 0);
}

Test(store, what_is_there_is_never_written_over) {
    struct text why = {0};
    FILE *there = fopen("a.sqlite", "w");
    fputs("mine", there);
    fclose(there);
    cr_assert_eq(write_to("a.sqlite", 1, 1, &why), STATUS_IO);
    cr_assert_not_null(strstr(why.bytes, "a.sqlite"));
    struct stat about;
    cr_assert_eq(stat("a.sqlite", &about), 0);
    cr_assert_eq(about.st_size, 4);
    text_free(&why);
}

Test(store, a_waiting_link_is_not_followed) {
    cr_assert_eq(symlink("elsewhere", "a.sqlite"), 0);
    cr_assert_eq(write_to("a.sqlite", 1, 1, NULL), STATUS_IO);
    cr_assert_neq(access("elsewhere", F_OK), 0);
}

Test(store, a_full_disk_is_told_and_leaves_nothing) {
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t bytes = 0; bytes < 400000; bytes += 50000) {
        struct text why = {0};
        struct rlimit limit = {bytes, RLIM_INFINITY};
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
        enum status status = write_to("a.sqlite", 4, 1, &why);
        limit.rlim_cur = RLIM_INFINITY;
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
        cr_assert_eq(status, STATUS_IO, "at %lu bytes", (unsigned long)bytes);
        cr_assert_not_null(strstr(why.bytes, "cannot write a.sqlite"));
        cr_assert_neq(access("a.sqlite", F_OK), 0);
        text_free(&why);
    }
}
