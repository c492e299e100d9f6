#include "results/workbook.h"

#include "results/store.h"
#include "results/tables.h"
#include "results/tree.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[300];
static struct export export;

static void set_up(void) {
    struct fake_result fake;
    struct result_view view;
    snprintf(scratch, sizeof scratch, "%s/workbook-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
    cr_assert_eq(mkdir("out", 0700), 0);
    fake_result_init(&fake, 2, 2);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(store_write("out/" STORE_FILE, &view, NULL), STATUS_OK);
    result_view_free(&view);
    fake_result_free(&fake);
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
}
static void tear_down(void) {
    export_close(&export);
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(workbook, .init = set_up, .fini = tear_down);

/* Bytes of a file; 0: there is none. */
static long size_of(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? (long)about.st_size : 0;
}

static void skip_without_library(void) {
    if (workbook_missing() != NULL)
        cr_skip_test("built without libxlsxwriter");
}

static enum status write_as(const char *path, const char *table, struct workbook_limits limits, struct text *why) {
    struct workbook_wish wish = {.table = table, .limits = limits};
    return workbook_write(&export, &wish, path, why);
}

/* Every table can be a sheet: Excel takes 31 letters, and no name twice, whatever its capitals. */
Test(workbook, names_of_tables_are_names_of_sheets) {
    static const char *const ours[] = {"cover", "notes", "contents", "history"}; /* the last is Excel's own */
    for (uint32_t i = 0; i < table_count; i++) {
        const char *name = table_list[i]->name;
        cr_expect(strlen(name) <= 31 && text_is_id(name), "%s", name);
        for (size_t j = 0; j < sizeof ours / sizeof *ours; j++)
            cr_expect_str_neq(name, ours[j]);
        for (uint32_t j = 0; j < i; j++)
            cr_expect_str_neq(name, table_list[j]->name);
    }
}

Test(workbook, without_the_library_a_sentence_says_what_to_install) {
    struct text why = {0};
    if (workbook_missing() == NULL)
        cr_skip_test("built with libxlsxwriter");
    cr_assert_eq(write_as("a.xlsx", NULL, workbook_limits, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "libxlsxwriter-dev"));
    cr_assert_eq(size_of("a.xlsx"), 0);
    text_free(&why);
}

Test(workbook, a_table_too_long_for_a_sheet_is_refused_by_name_and_left_out_otherwise) {
    struct text why = {0};
    struct workbook_limits small = {.rows = 20, .sheet_rows = 20, .cells_in_memory = 1000000};
    skip_without_library();
    cr_assert_eq(write_as("one.xlsx", "access", small, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "--table access --format csv"), "%s", why.bytes);
    cr_assert_eq(size_of("one.xlsx"), 0);
    cr_assert_eq(write_as("area.xlsx", "area", small, NULL), STATUS_OK);
    cr_assert_eq(write_as("some.xlsx", NULL, small, NULL), STATUS_OK);
    cr_assert_eq(write_as("all.xlsx", NULL, workbook_limits, NULL), STATUS_OK);
    cr_assert_gt(size_of("some.xlsx"), 0);
    cr_assert_gt(size_of("all.xlsx"), size_of("some.xlsx"));
    text_free(&why);
}

/* Rows in temporary files and texts in their cells, or all of it in memory: both are whole. */
Test(workbook, many_cells_need_no_memory) {
    struct workbook_limits limits = workbook_limits;
    skip_without_library();
    limits.cells_in_memory = 0;
    cr_assert_eq(write_as("large.xlsx", NULL, limits, NULL), STATUS_OK);
    cr_assert_gt(size_of("large.xlsx"), 0);
}

Test(workbook, what_is_there_is_kept_unless_it_is_to_be_replaced) {
    struct workbook_wish wish = {.limits = workbook_limits};
    struct text why = {0};
    skip_without_library();
    FILE *mine = fopen("a.xlsx", "w");
    fputs("mine", mine);
    fclose(mine);
    cr_assert_eq(workbook_write(&export, &wish, "a.xlsx", &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "--force"));
    cr_assert_eq(size_of("a.xlsx"), 4);
    wish.replace = true;
    cr_assert_eq(workbook_write(&export, &wish, "a.xlsx", NULL), STATUS_OK);
    cr_assert_gt(size_of("a.xlsx"), 1000);
    text_free(&why);
}

Test(workbook, a_damaged_store_is_refused_and_leaves_nothing) {
    skip_without_library();
    export_close(&export);
    long length = size_of("out/" STORE_FILE);
    FILE *file = fopen("out/" STORE_FILE, "r+b");
    srand(3);
    for (int hit = 0; hit < 400; hit++) {
        cr_assert_eq(fseek(file, 4096 + rand() % (length - 4096), SEEK_SET), 0);
        putc(rand() % 256, file);
    }
    fclose(file);
    if (export_open(&export, "out", NULL) != STATUS_OK)
        return; /* seen at once */
    if (write_as("a.xlsx", NULL, workbook_limits, NULL) != STATUS_OK)
        cr_assert_eq(size_of("a.xlsx"), 0);
}
