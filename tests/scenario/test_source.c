#include "scenario/source.h"

#include "support/reading.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

Test(source, names_are_seen_from_the_file_that_names_them) {
    static const struct { const char *beside, *file, *wanted; } cases[] = {
        {"sussex/today.cfg", "../england/costs.cfg", "england/costs.cfg"},
        {"today.cfg", "areas.csv", "areas.csv"},
        {"./today.cfg", "./areas.csv", "areas.csv"},
        {"today.cfg", "../x.csv", "../x.csv"},
        {"../a/today.cfg", "../../b/x.csv", "../../b/x.csv"},
        {"/a/b/c.cfg", "../x.csv", "/a/x.csv"},
        {"a/b/c.cfg", "d//e/../x.csv", "a/b/d/x.csv"},
        {NULL, "a/./b/../c.cfg", "a/c.cfg"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *name = source_name(cases[i].beside, cases[i].file);
        cr_expect_str_eq(name, cases[i].wanted);
        free(name);
    }
    char *back = source_name_from("scenarios/sussex/a.cfg", "scenarios/england/x.csv");
    cr_assert_str_eq(back, "../england/x.csv");
    free(back);
}

Test(source, ids_are_made_from_names_of_files) {
    static const char *const cases[][2] = {{"a/Close-Castle.cfg", "close_castle"}, {"2027.cfg", "arm_2027"},
                                           {"x/y.z.cfg", "y_z"}, {"today", "today"}, {"a/", "arm"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *id = source_id(cases[i][0]);
        cr_expect_str_eq(id, cases[i][1]);
        free(id);
    }
}

Test(source, a_file_is_read_once) {
    struct source_list list = {.count = 0};
    struct problem_list problems = {.count = 0};
    const struct source *first = NULL, *second = NULL;
    const char *file = scratch_text("once.csv", "a,b\n");
    struct place place = {file, 0, NULL};
    cr_assert_eq(source_read(&list, file, &place, &problems, &first), STATUS_OK);
    unlink(file);
    cr_assert_eq(source_read(&list, file, &place, &problems, &second), STATUS_OK);
    cr_assert_eq(first, second);
    cr_assert_eq(first->length, 4);
    cr_assert_eq(problems.count, 0);
    source_list_free(&list);
}
