#include "results/workbook_check.h"

#include "results/store.h"
#include "results/tree.h"
#include "results/workbook_sheets.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/check-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
    lxw_workbook *book = workbook_new("a.xlsx");
    for (int i = 0; i < 2; i++) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
        for (uint32_t row = 0; row < 3000; row++)
            cr_assert_eq(worksheet_write_number(sheet, row, 0, row * 1.7, NULL), LXW_NO_ERROR);
        cr_assert_eq(worksheet_write_string(sheet, 0, 1, "<c is no cell here", NULL), LXW_NO_ERROR);
    }
    cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(workbook_check, .init = set_up, .fini = tear_down);

Test(workbook_check, every_cell_is_counted) {
    static const uint64_t right[] = {3001, 3001}, wrong[] = {3001, 3000};
    struct text why = {0};
    cr_expect_eq(workbook_check("a.xlsx", "a.xlsx", right, 2, NULL), STATUS_OK);
    cr_expect_eq(workbook_check("a.xlsx", "b.xlsx", wrong, 2, &why), STATUS_IO);
    cr_assert_not_null(strstr(why.bytes, "cannot write b.xlsx: xl/worksheets/sheet2.xml came out cut short"), "%s", why.bytes);
    cr_expect_eq(workbook_check("a.xlsx", "a.xlsx", right, 1, NULL), STATUS_IO);
    cr_expect_eq(workbook_check("none.xlsx", "none.xlsx", right, 2, NULL), STATUS_IO);
    text_free(&why);
}

Test(workbook_check, a_file_cut_or_hurt_anywhere_is_seen_and_never_crashes) {
    static const uint64_t right[] = {3001, 3001};
    static char bytes[1 << 20];
    FILE *file = fopen("a.xlsx", "rb");
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 0; cut < length; cut += 997) {
        file = fopen("cut.xlsx", "wb");
        cr_assert_eq(fwrite(bytes, 1, cut, file), cut);
        fclose(file);
        cr_expect_eq(workbook_check("cut.xlsx", "cut.xlsx", right, 2, NULL), STATUS_IO, "cut at %zu", cut);
    }
    srand(5);
    for (int round = 0; round < 200; round++) {
        size_t at = (size_t)rand() % length;
        char before = bytes[at];
        bytes[at] = (char)(bytes[at] ^ (1 + rand() % 255));
        file = fopen("hurt.xlsx", "wb");
        cr_assert_eq(fwrite(bytes, 1, length, file), length);
        fclose(file);
        enum status status = workbook_check("hurt.xlsx", "hurt.xlsx", right, 2, NULL);
        cr_expect(status == STATUS_OK || status == STATUS_IO);
        bytes[at] = before;
    }
}

Test(workbook_check, numbers_are_shown_by_their_unit) {
    cr_expect_eq(pen_style("min", false), STYLE_TENTHS);
    cr_expect_eq(pen_style("share", false), STYLE_PERCENT);
    cr_expect_eq(pen_style("GBP", false), STYLE_WHOLE);
    cr_expect_eq(pen_style("people", true), STYLE_WHOLE);
    cr_expect_eq(pen_style("", true), STYLE_INDEX);
    cr_expect_eq(pen_style(NULL, false), STYLE_NUMBER);
    cr_expect_eq(pen_style("furlongs", false), STYLE_NUMBER);
}
