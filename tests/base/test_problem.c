#include "base/problem.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void add(struct problem_list *list, enum severity severity, const char *file, int line, const char *text) {
    problem_add(list, severity, 3, (struct place){.file = file, .line = line, .path = "sites.castle"}, text);
}

Test(problem, texts_are_copied_and_may_be_missing) {
    struct problem_list list = {0};
    char file[] = "today.cfg";
    add(&list, SEVERITY_ERROR, file, 7, "unknown key");
    file[0] = 'X';
    problem_add(&list, SEVERITY_WARNING, -1, (struct place){0}, "no place");
    cr_assert(list.count == 2 && list.errors == 1 && list.warnings == 1 && !list.out_of_memory);
    cr_assert(strcmp(list.item[0].file, "today.cfg") == 0 && list.item[0].line == 7);
    cr_assert(list.item[0].sentence == 3 && strcmp(list.item[0].path, "sites.castle") == 0);
    cr_assert(list.item[1].file == NULL && list.item[1].path == NULL && list.item[1].line == 0);
    problem_list_free(&list);
    cr_assert(list.item == NULL && list.count == 0 && list.errors == 0);
    problem_list_free(&list);
}

Test(problem, only_errors_make_the_input_wrong) {
    struct problem_list list = {0};
    cr_assert(problem_status(&list) == STATUS_OK);
    add(&list, SEVERITY_WARNING, "a", 1, "w");
    cr_assert(problem_status(&list) == STATUS_OK);
    add(&list, SEVERITY_ERROR, "a", 1, "e");
    cr_assert(problem_status(&list) == STATUS_INPUT);
    list.out_of_memory = true;
    cr_assert(problem_status(&list) == STATUS_NO_MEMORY);
    problem_list_free(&list);
}

Test(problem, sorting_goes_by_file_line_path_text_and_drops_repeats) {
    struct problem_list list = {0};
    static const struct {
        const char *file;
        int line;
        const char *text;
    } given[] = {{"b", 1, "x"}, {"a", 10, "x"}, {"a", 9, "z"}, {"a", 9, "y"},
                 {"b", 1, "x"}, {NULL, 0, "x"}, {"a", 9, "y"}};
    for (size_t i = 0; i < 7; i++)
        add(&list, SEVERITY_ERROR, given[i].file, given[i].line, given[i].text);
    add(&list, SEVERITY_WARNING, "a", 9, "y");
    problem_sort(&list);
    char found[200] = "";
    for (size_t i = 0; i < list.count; i++) {
        const struct problem *problem = &list.item[i];
        size_t length = strlen(found);
        snprintf(found + length, sizeof found - length, "%s%d%s%s ", problem->file ? problem->file : "-", problem->line,
                 problem->text, problem->severity == SEVERITY_WARNING ? "w" : "");
    }
    cr_assert(strcmp(found, "-0x a9y a9yw a9z a10x b1x ") == 0, "%s", found);
    cr_assert(list.errors == 5 && list.warnings == 1);
    problem_sort(&list);
    cr_assert(list.count == 6 && list.errors == 5);
    problem_list_free(&list);
}

Test(problem, a_thousand_are_kept_and_the_rest_counted) {
    struct problem_list list = {0};
    for (int i = 0; i < 2500; i++)
        add(&list, SEVERITY_ERROR, "a", i, "e");
    cr_assert(list.count == 1000 && list.errors == 2500 && list.warnings == 0);
    problem_list_free(&list);
}

Test(problem, an_error_is_never_hidden_behind_a_thousand_warnings) {
    struct problem_list list = {0};
    for (int i = 0; i < 1500; i++)
        add(&list, SEVERITY_WARNING, "a", i, "w");
    for (int i = 0; i < 1200; i++)
        add(&list, SEVERITY_ERROR, "b", i, "e");
    cr_assert(list.count == 1000 && list.warnings == 1500 && list.errors == 1200);
    for (size_t i = 0; i < list.count; i++)
        cr_assert(list.item[i].severity == SEVERITY_ERROR && list.item[i].line == (int)i);
    problem_list_free(&list);
}
