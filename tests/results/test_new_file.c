#include "results/new_file.h"

#include "results/tree.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/new_file-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(new_file, .init = set_up, .fini = tear_down);

static void fill(const char *path, const char *content) {
    FILE *out = fopen(path, "w");
    cr_assert_not_null(out);
    fputs(content, out);
    fclose(out);
}
static void expect_content(const char *path, const char *content) {
    char found[100] = "";
    FILE *in = fopen(path, "r");
    cr_assert_not_null(in, "%s", path);
    (void)!fread(found, 1, sizeof found - 1, in);
    fclose(in);
    cr_expect_str_eq(found, content);
}

Test(new_file, is_there_once_it_is_whole) {
    struct new_file file;
    cr_assert_eq(new_file_begin(&file, "a.csv", false, NULL), STATUS_OK);
    fill(file.partial, "whole");
    cr_expect_neq(access("a.csv", F_OK), 0);
    cr_assert_eq(new_file_commit(&file, NULL), STATUS_OK);
    expect_content("a.csv", "whole");
    new_file_free(&file);
    new_file_free(&file);
    expect_content("a.csv", "whole");
}

Test(new_file, leaves_nothing_where_it_is_given_up) {
    struct new_file file;
    fill("a.csv", "before");
    cr_assert_eq(new_file_begin(&file, "a.csv", true, NULL), STATUS_OK);
    fill(file.partial, "half");
    char *partial = text_copy(file.partial);
    new_file_free(&file);
    cr_expect_neq(access(partial, F_OK), 0);
    expect_content("a.csv", "before");
    free(partial);
}

Test(new_file, replaces_only_where_it_may) {
    struct new_file file;
    struct text why = {0};
    fill("a.csv", "before");
    cr_assert_eq(new_file_begin(&file, "a.csv", false, &why), STATUS_INPUT);
    cr_expect_str_eq(why.bytes, "a.csv exists already; --force replaces it");
    cr_assert_eq(new_file_begin(&file, "a.csv", true, NULL), STATUS_OK);
    fill(file.partial, "after");
    cr_assert_eq(new_file_commit(&file, NULL), STATUS_OK);
    expect_content("a.csv", "after");
    new_file_free(&file);
    /* Somebody else was quicker. */
    cr_assert_eq(new_file_begin(&file, "b.csv", false, NULL), STATUS_OK);
    fill("b.csv", "theirs");
    cr_assert_eq(new_file_commit(&file, NULL), STATUS_INPUT);
    expect_content("b.csv", "theirs");
    new_file_free(&file);
    text_free(&why);
}

Test(new_file, a_folder_that_is_not_there_is_told) {
    struct new_file file;
    struct text why = {0};
    cr_assert_eq(new_file_begin(&file, "no/a.csv", false, &why), STATUS_IO);
    cr_expect_not_null(strstr(why.bytes, "cannot create no/a.csv: "));
    new_file_free(&file);
    text_free(&why);
}
