#include "scenario/shown_text.h"

#include "scenario/sentences.h"
#include "scenario/source.h"
#include "support/compiled.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"

static size_t problems_of(const char *text, enum shown shown) {
    struct problem_list problems = {0};
    struct setting *root = setting_new(NULL, NULL, SETTING_GROUP), *name = setting_new(root, "name", SETTING_TEXT);
    cr_assert_eq(setting_become_text(name, text), STATUS_OK);
    shown_text_check(name, shown, &problems);
    size_t count = problems.count;
    problem_list_free(&problems);
    setting_free(root);
    return count;
}

Test(shown_text, nothing_that_a_spreadsheet_takes_for_a_formula_may_be_shown) {
    static const char *const bad[] = {"=1+1", "+44", "-", "@home"};
    static const char *const good[] = {"", "a=1", "Royal + Castle", "6-bed bay", "\"quoted\"", "</script>", "<b>", "St Mary's",
                                       "شرق المدينة", "בית חולים", "1 = 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_eq(problems_of(bad[i], SHOWN_NAME), 1, "%s", bad[i]);
        cr_expect_eq(problems_of(bad[i], SHOWN_PROSE), 1, "%s", bad[i]);
        cr_expect_eq(problems_of(bad[i], SHOWN_NOWHERE), 0, "%s", bad[i]);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect_eq(problems_of(good[i], SHOWN_NAME), 0, "%s", good[i]);
}

Test(shown_text, a_name_has_its_length_and_prose_has_none) {
    char text[SHOWN_NAME_BYTES + 2];
    memset(text, 'a', sizeof text);
    text[SHOWN_NAME_BYTES] = '\0';
    cr_expect_eq(problems_of(text, SHOWN_NAME), 0);
    text[SHOWN_NAME_BYTES] = 'a';
    text[SHOWN_NAME_BYTES + 1] = '\0';
    cr_expect_eq(problems_of(text, SHOWN_NAME), 1);
    cr_expect_eq(problems_of(text, SHOWN_PROSE), 0);
}

/* An area's name, its place and its group are columns of a table. */
Test(shown_text, cells_that_results_show_are_looked_at_and_said_at_their_line) {
    static const struct { int line; const char *column; } wanted[] = {{2, "name"}, {3, "place"}, {4, "deprivation"}};
    struct network network;
    struct problem_list problems = {0};
    cr_expect_neq(compile_files(DATA "bad/formula_area.cfg", NULL, &network, &problems), STATUS_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        size_t found = 0;
        for (size_t p = 0; p < problems.count; p++)
            found += problems.item[p].sentence == SENTENCE_text_formula && problems.item[p].line == wanted[i].line &&
                     strstr(problems.item[p].file, "formula_areas.csv") != NULL &&
                     strstr(problems.item[p].path, wanted[i].column) != NULL;
        cr_expect_eq(found, 1, "line %d", wanted[i].line);
    }
    problem_list_free(&problems);
}

Test(shown_text, the_name_of_a_file_is_shown_too) {
    static const struct { const char *file; size_t problems; } cases[] = {
        {"today.cfg", 0}, {"=a/today.cfg", 0}, {"a/=today.cfg", 1}, {"@x.cfg", 1}, {"a/b\x01.cfg", 1}, {"a\n/b.cfg", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problem_list problems = {0};
        shown_file_check(cases[i].file, &problems);
        cr_expect_eq(problems.count, cases[i].problems, "%s", cases[i].file);
        problem_list_free(&problems);
    }
    struct network network;
    struct problem_list problems = {0};
    cr_expect_neq(compile_files(DATA "bad/=small.cfg", NULL, &network, &problems), STATUS_OK);
    cr_expect_eq(problems.item[0].sentence, SENTENCE_text_formula);
    problem_list_free(&problems);
}

/* Of all there is: what turns the order of letters round is refused, letters that run from right to left are not. */
Test(shown_text, controls_are_found_wherever_they_stand) {
    static const struct { const char *text; unsigned control; } cases[] = {
        {"plain", 0}, {"é ß 漢 🙂 שלום مرحبا", 0}, {"dash \xe2\x80\x93 quote \xe2\x80\x99 dots \xe2\x80\xa6", 0},
        {"a\x01", 1}, {"a\x7f", 0x7f}, {"a\xc2\x85", 0x85}, {"\xc2\xa0", 0}, {"\xe2\x80\xa8", 0x2028}, {"x\xe2\x80\xa9", 0x2029},
        {"\xe2\x80\xaa", 0x202a}, {"\xe2\x80\xae", 0x202e}, {"\xe2\x80\xaf", 0}, {"\xe2\x81\xa5", 0}, {"\xe2\x81\xa6", 0x2066},
        {"\xe2\x81\xa9", 0x2069}, {"\xe2\x81\xaa", 0}, {"\xef\xbb\xbf", 0xfeff}, {"\xef\xbf\xbd", 0}, {"\xef\xbf\xbe", 0xfffe},
        {"\xef\xbf\xbf", 0xffff},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(source_control_in(cases[i].text), cases[i].control, "case %zu: U+%04X", i,
                     source_control_in(cases[i].text));
}
