#include "scenario/libconfig_file.h"

#include "base/text.h"
#include "scenario/sentences.h"
#include <criterion/criterion.h>
#include <string.h>

static struct problem_list problems;

static struct setting *parse(const char *text) {
    struct source source = {.file = text_copy("x.cfg"), .bytes = text_copy(text), .length = strlen(text)};
    struct setting *root = NULL;
    cr_assert_eq(libconfig_file_parse(&source, &root, &problems), STATUS_OK);
    free(source.file);
    free(source.bytes);
    return root;
}

static void end(void) {
    problem_list_free(&problems);
}

Test(libconfig_file, every_kind_of_value_keeps_its_line, .fini = end) {
    struct setting *root = parse("a = 1;\nb = 1.5; c = \"x\";\n/* \n */ d = true;\ne = ( { f = 5000000000L; }, \"y\" );\n"
                                 "g : { h = [ 1, 2 ]; };\ni = -3; j = 1e3; // end\n# last, without a newline");
    cr_assert_not_null(root);
    cr_assert(setting_at(root, "a")->whole && setting_at(root, "a")->number == 1);
    cr_assert(!setting_at(root, "b")->whole && setting_at(root, "b")->number == 1.5);
    cr_assert_str_eq(setting_at(root, "c")->text, "x");
    cr_assert(setting_at(root, "d")->flag && setting_at(root, "d")->line == 4);
    cr_assert_eq(setting_at(root, "e.0.f")->number, 5e9);
    cr_assert_eq(setting_at(root, "e")->kind, SETTING_LIST);
    cr_assert_eq(setting_at(root, "g.h.1")->number, 2);
    cr_assert_eq(setting_at(root, "g.h")->line, 6);
    cr_assert_str_eq(setting_at(root, "g.h")->file, "x.cfg");
    cr_assert_eq(setting_at(root, "i")->number, -3);
    cr_assert_eq(setting_at(root, "j")->number, 1000);
    setting_free(root);
    cr_assert_eq(problems.count, 0);
}

Test(libconfig_file, what_looks_wrong_inside_texts_and_comments_is_right, .fini = end) {
    struct setting *root = parse("# @include \"x\" 99999999999 { yes\na = \"@include 99999999999 { /* \\\" // #\";\n"
                                 "/* Bad-Name = no; \" */ b = \"x\" \"y\";\n");
    cr_assert_not_null(root);
    cr_assert_str_eq(setting_at(root, "a")->text, "@include 99999999999 { /* \" // #");
    cr_assert_str_eq(setting_at(root, "b")->text, "xy");
    setting_free(root);
    cr_assert_eq(problems.count, 0);
}

Test(libconfig_file, several_problems_come_at_once, .fini = end) {
    cr_assert_null(parse("Bad = 1;\nworse = 5000000000;\nworst = yes;\n"));
    cr_assert_eq(problems.count, 3);
}

Test(libconfig_file, any_prefix_of_a_file_is_survived, .fini = end) {
    static const char text[] = "a : { b = ( { c = \"d\\\"e\"; f = [ 1.5, 2.0 ]; } ); }; /* g */ h = 0x1FL; # i\n";
    for (size_t length = 0; length < sizeof text; length++) {
        char part[sizeof text];
        memcpy(part, text, length);
        part[length] = '\0';
        struct setting *root = parse(part);
        cr_assert(root != NULL || problems.count > 0, "%s", part);
        setting_free(root);
        problem_list_free(&problems);
    }
}

Test(libconfig_file, an_argument_is_a_number_a_flag_or_a_text, .fini = end) {
    static const struct { const char *text; enum setting_kind kind; double number; const char *read; } cases[] = {
        {"5", SETTING_NUMBER, 5, NULL}, {"-1.5", SETTING_NUMBER, -1.5, NULL}, {"true", SETTING_FLAG, 0, NULL},
        {"6.1 d", SETTING_TEXT, 0, "6.1 d"}, {"\"6.1 d\"", SETTING_TEXT, 0, "6.1 d"}, {"", SETTING_TEXT, 0, ""},
        {"nearest", SETTING_TEXT, 0, "nearest"}, {"85 %", SETTING_TEXT, 0, "85 %"}, {"nan", SETTING_TEXT, 0, "nan"},
        {"[ \"a\", \"b\" ]", SETTING_LIST, 0, NULL}, {"{ kind = \"constant\"; }", SETTING_GROUP, 0, NULL},
        {"5000000000L", SETTING_TEXT, 0, "5000000000L"},
        {"5; seed = 6", SETTING_TEXT, 0, "5; seed = 6"},
    };
    struct place place = {"--set", 0, "x"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct setting *value = NULL;
        cr_assert_eq(libconfig_value_parse(cases[i].text, &place, &value, &problems), STATUS_OK);
        cr_assert_not_null(value, "%s", cases[i].text);
        const struct setting *read = value->child[0];
        cr_expect_eq(read->kind, cases[i].kind, "%s", cases[i].text);
        cr_expect_eq(read->number, cases[i].number, "%s", cases[i].text);
        if (cases[i].read != NULL)
            cr_expect_str_eq(read->text, cases[i].read);
        setting_free(value);
    }
    static const char *const wrong[] = {"{ a = }", "\"x", "[ 1, 2"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct setting *value = NULL;
        size_t before = problems.count;
        cr_assert_eq(libconfig_value_parse(wrong[i], &place, &value, &problems), STATUS_OK);
        cr_expect(value == NULL && problems.count > before, "%s", wrong[i]);
        setting_free(value);
    }
}
