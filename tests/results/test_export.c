#include "results/export.h"
#include "results/store.h"
#include "results/tables.h"
#include "results/tree.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[300];

static void set_up(void) {
    struct fake_result fake;
    struct result_view view;
    snprintf(scratch, sizeof scratch, "%s/export-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
    cr_assert_eq(mkdir("out", 0700), 0);
    fake_result_init(&fake, 2, 2);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(store_write("out/" STORE_FILE, &view, NULL), STATUS_OK);
    result_view_free(&view);
    fake_result_free(&fake);
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(export, .init = set_up, .fini = tear_down);

/* The table as one text; the caller frees it. */
static char *export_all(const char *table, enum export_format format) {
    struct export export;
    char *bytes = NULL;
    size_t length = 0;
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
    FILE *out = open_memstream(&bytes, &length);
    cr_assert_eq(export_table(&export, table, format, out, NULL), STATUS_OK);
    fclose(out);
    export_close(&export);
    return bytes;
}

Test(export, csv_has_a_header_and_quotes_where_needed) {
    char *csv = export_all("area", EXPORT_CSV);
    cr_assert_str_eq(csv, "area,name,place,latitude,longitude,people\n"
                          "north,\"North, by the hill\",downs,50.98,-0.12,41200\n"
                          "south,\"South \"\"End\"\"\",,50.83,-0.13,51800\n");
    free(csv);
}

Test(export, markdown_is_a_table) {
    char *markdown = export_all("organisation", EXPORT_MARKDOWN);
    cr_assert_str_eq(markdown, "| organisation | name | kind |\n|---|---|---|\n"
                               "| icb | The ICB | commissioner |\n| trust | The trust | acute trust |\n");
    free(markdown);
}

Test(export, every_table_is_json_that_others_can_read) {
    for (uint32_t i = 0; i < table_count; i++) {
        char *json = export_all(table_list[i]->name, EXPORT_JSON);
        json_error_t error;
        json_t *rows = json_loads(json, JSON_REJECT_DUPLICATES, &error);
        cr_assert_not_null(rows, "%s: %s at line %d", table_list[i]->name, error.text, error.line);
        cr_assert(json_is_array(rows));
        for (size_t row = 0; row < json_array_size(rows); row++)
            cr_assert_eq(json_object_size(json_array_get(rows, row)), table_list[i]->column_count);
        json_decref(rows);
        free(json);
    }
    char *json = export_all("area", EXPORT_JSON);
    json_t *rows = json_loads(json, 0, NULL);
    json_t *south = json_array_get(rows, 1);
    cr_assert_str_eq(json_string_value(json_object_get(south, "name")), "South \"End\"");
    cr_assert(json_is_null(json_object_get(south, "place")));
    cr_assert_eq(json_number_value(json_object_get(south, "people")), 51800);
    json_decref(rows);
    free(json);
}

Test(export, a_table_without_rows_is_still_json) {
    struct export export;
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
    cr_assert_eq(export.table_count, table_count);
    for (uint32_t i = 0; i < table_count; i++)
        cr_assert_str_eq(export.table[i], table_list[i]->name);
    export_close(&export);
    export_close(&export);
}

Test(export, one_file_a_table_and_none_overwritten) {
    struct export export;
    struct text why = {0};
    cr_assert_eq(mkdir("csv", 0700), 0);
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
    cr_assert_eq(export_folder(&export, "csv", EXPORT_CSV, false, NULL), STATUS_OK);
    for (uint32_t i = 0; i < table_count; i++) {
        char path[200];
        snprintf(path, sizeof path, "csv/%s.csv", table_list[i]->name);
        cr_assert_eq(access(path, R_OK), 0, "%s", path);
    }
    cr_assert_eq(unlink("csv/run.csv"), 0);
    cr_assert_eq(export_folder(&export, "csv", EXPORT_CSV, false, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "exists already; --force"));
    cr_assert_neq(access("csv/run.csv", F_OK), 0, "all or none");
    cr_assert_eq(export_folder(&export, "csv", EXPORT_CSV, true, NULL), STATUS_OK);
    cr_assert_eq(access("csv/run.csv", R_OK), 0);
    export_close(&export);
    text_free(&why);
}

Test(export, another_table_is_named_when_one_is_not_there) {
    struct export export;
    struct text why = {0};
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
    cr_assert_eq(export_table(&export, "diference", EXPORT_CSV, stderr, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "'difference'"));
    export_close(&export);
    text_free(&why);
}

Test(export, a_full_device_is_told) {
    struct export export;
    struct text why = {0};
    FILE *full = fopen("/dev/full", "w");
    if (full == NULL)
        cr_skip_test("no /dev/full here");
    cr_assert_eq(export_open(&export, "out", NULL), STATUS_OK);
    cr_assert_eq(export_table(&export, "access", EXPORT_CSV, full, &why), STATUS_IO);
    cr_assert_not_null(why.bytes);
    fclose(full);
    export_close(&export);
    text_free(&why);
}

static void expect_refused(const char *folder, enum status expected) {
    struct export export;
    struct text why = {0};
    cr_assert_eq(export_open(&export, folder, &why), expected, "%s", folder);
    cr_assert(why.bytes != NULL && strlen(why.bytes) > 10);
    cr_assert_null(export.database);
    text_free(&why);
}

Test(export, what_is_no_result_is_refused_with_a_sentence) {
    expect_refused("nowhere", STATUS_INPUT);
    cr_assert_eq(mkdir("other", 0700), 0);
    FILE *other = fopen("other/" STORE_FILE, "w");
    fputs("this is no database, it is a letter, long enough to be looked at", other);
    fclose(other);
    expect_refused("other", STATUS_INPUT);
    other = fopen("other/" STORE_FILE, "w");
    fclose(other);
    expect_refused("other", STATUS_INPUT);
}

Test(export, a_damaged_store_never_crashes) {
    struct stat about;
    int refused = 0;
    cr_assert_eq(stat("out/" STORE_FILE, &about), 0);
    unsigned char *bytes = malloc((size_t)about.st_size);
    FILE *file = fopen("out/" STORE_FILE, "rb");
    cr_assert_eq(fread(bytes, 1, (size_t)about.st_size, file), (size_t)about.st_size);
    fclose(file);
    cr_assert_eq(mkdir("hurt", 0700), 0);
    srand(1);
    for (int round = 0; round < 60; round++) {
        struct export export;
        size_t length = (size_t)about.st_size;
        if (round < 20)
            length = length * (size_t)round / 20;
        file = fopen("hurt/" STORE_FILE, "wb");
        cr_assert_eq(fwrite(bytes, 1, length, file), length);
        for (int hit = 0; round >= 20 && hit < 40; hit++) {
            cr_assert_eq(fseek(file, rand() % (long)length, SEEK_SET), 0);
            putc(rand() % 256, file);
        }
        fclose(file);
        if (export_open(&export, "hurt", NULL) != STATUS_OK) {
            refused++;
            continue;
        }
        FILE *out = fopen("/dev/null", "w");
        for (size_t i = 0; i < export.table_count; i++)
            if (export_table(&export, export.table[i], EXPORT_JSON, out, NULL) != STATUS_OK)
                refused++;
        fclose(out);
        export_close(&export);
    }
    cr_assert_geq(refused, 20, "every cut one at least");
    free(bytes);
}
