#include "scenario/csv_table.h"

#include "base/text.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct problem_list problems;

static struct setting *hang(const char *text) {
    struct source source = {.file = text_copy("x.csv"), .bytes = text_copy(text), .length = strlen(text)};
    struct setting *root = setting_new(NULL, NULL, SETTING_GROUP), *table = setting_new(root, "areas", SETTING_TEXT);
    cr_assert_eq(setting_become_text(table, "x.csv"), STATUS_OK);
    cr_assert_eq(csv_table_hang(&source, table, &problems), STATUS_OK);
    free(source.file);
    free(source.bytes);
    return root;
}

static void end(void) {
    problem_list_free(&problems);
}

Test(csv_table, cells_are_numbers_where_all_of_them_is, .fini = end) {
    struct setting *root = hang("id,a,b,c,d,e\nnorth,5,-1.50,1e3,5 km,\nsouth,0x1F,inf,1.,\"a, \"\"b\"\"\",+7\n");
    cr_assert_eq(problems.count, 0);
    cr_assert(setting_at(root, "areas.north.a")->whole && setting_at(root, "areas.north.a")->number == 5);
    cr_assert(!setting_at(root, "areas.north.b")->whole && setting_at(root, "areas.north.b")->number == -1.5);
    cr_assert_eq(setting_at(root, "areas.north.c")->number, 1000);
    cr_assert_str_eq(setting_at(root, "areas.north.d")->text, "5 km");
    cr_assert_null(setting_at(root, "areas.north.e"));
    cr_assert_null(setting_at(root, "areas.north.id"));
    cr_assert_str_eq(setting_at(root, "areas.south.a")->text, "0x1F");
    cr_assert_str_eq(setting_at(root, "areas.south.b")->text, "inf");
    cr_assert_eq(setting_at(root, "areas.south.c")->number, 1);
    cr_assert_str_eq(setting_at(root, "areas.south.d")->text, "a, \"b\"");
    cr_assert_eq(setting_at(root, "areas.south.e")->number, 7);
    cr_assert_str_eq(setting_at(root, "areas")->text, "x.csv");
    setting_free(root);
}

Test(csv_table, rows_without_ids_are_numbered_and_know_their_lines, .fini = end) {
    struct setting *root = hang("\xef\xbb\xbf# from somewhere\r\nhour,weight\r\n\r\n0,1\r\n1,\"a\nb\"\r\n2, 3 \r\n");
    cr_assert_eq(problems.count, 1); /* a line break within a cell */
    cr_assert_eq(setting_at(root, "areas.row_1")->line, 4);
    cr_assert_eq(setting_at(root, "areas.row_2")->line, 5);
    cr_assert_eq(setting_at(root, "areas.row_3")->line, 7);
    cr_assert_eq(setting_at(root, "areas.row_3.weight")->number, 3);
    cr_assert_str_eq(setting_at(root, "areas.row_3.weight")->file, "x.csv");
    setting_free(root);
}

Test(csv_table, the_last_line_needs_no_end, .fini = end) {
    struct setting *root = hang("hour,weight\n0,1\n1,2");
    cr_assert_eq(setting_at(root, "areas")->child_count, 2);
    cr_assert_eq(problems.count, 0);
    setting_free(root);
}

Test(csv_table, all_that_is_wrong_is_said_at_once, .fini = end) {
    struct setting *root = hang("id,a,A\nnorth,1,2\nNorth,1,2\nnorth,1,2\nsouth,1\n");
    cr_assert_eq(problems.count, 4);
    cr_assert_eq(setting_at(root, "areas")->child_count, 1);
    setting_free(root);
}
