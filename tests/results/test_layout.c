#include "results/layout.h"

#include "base/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 6 };

/* A few files with what stands in them, and where each must be put. */
struct layout_case {
    const char *about;
    const char *file[MOST], *text[MOST], *place[MOST];
};

static const struct layout_case cases[] = {
    {"one file alone", {"today.cfg"}, {""}, {"files/today.cfg"}},
    {"folders above are left out, but for the last",
     {"a/b/c/today.cfg", "a/b/c/x.csv"}, {"", ""}, {"files/c/today.cfg", "files/c/x.csv"}},
    {"the common folder stays at the top",
     {"scenarios/sussex/today.cfg", "scenarios/england/costs.cfg"}, {"uses = ( \"../england/costs.cfg\" );", ""},
     {"files/scenarios/sussex/today.cfg", "files/scenarios/england/costs.cfg"}},
    {"a folder beside ours is beside it still",
     {"today.cfg", "../england/costs.cfg"}, {"\"../england/costs.cfg\"", ""},
     {"files/folder/today.cfg", "files/england/costs.cfg"}},
    {"two folders up",
     {"today.cfg", "../x/a.csv", "../../y/a.csv"}, {"\"../x/a.csv\" \"../../y/a.csv\"", "", ""},
     {"files/folder/folder/today.cfg", "files/folder/x/a.csv", "files/y/a.csv"}},
    {"up and down again into the same folder",
     {"a/b/c/today.cfg", "a/b/c/x.csv"}, {"\"../../b/c/x.csv\"", ""}, {"files/b/c/today.cfg", "files/b/c/x.csv"}},
    {"equal names in two folders", {"a/x.cfg", "b/x.cfg"}, {"", ""}, {"files/a/x.cfg", "files/b/x.cfg"}},
    {"the stand-in is no folder of the user's",
     {"today.cfg", "../folder/a.csv"}, {"", ""}, {"files/folder_/today.cfg", "files/folder/a.csv"}},
    {"named from the root", {"/data/n/plans/today.cfg", "/data/n/plans/x.csv"}, {"", ""},
     {"files/plans/today.cfg", "files/plans/x.csv"}},
    {"both ways", {"plans/today.cfg", "/data/n/plans/other.cfg"}, {"", ""},
     {"files/plans/today.cfg", "root/plans/other.cfg"}},
};

static void try(const struct layout_case *one) {
    struct source source[MOST];
    struct source *item[MOST];
    char *place[MOST] = {NULL};
    struct source_list list = {item, 0, MOST, 0};
    for (; list.count < MOST && one->file[list.count] != NULL; list.count++) {
        size_t i = list.count;
        source[i] = (struct source){text_copy(one->file[i]), text_copy(one->text[i]), strlen(one->text[i]), 0};
        item[i] = &source[i];
    }
    cr_assert_eq(layout_places(&list, place), STATUS_OK);
    for (size_t i = 0; i < list.count; i++) {
        cr_expect_str_eq(place[i], one->place[i], "%s: %s", one->about, place[i]);
        free(place[i]);
        free(source[i].file);
        free(source[i].bytes);
    }
}

Test(layout, files_keep_their_places_to_each_other) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) try(&cases[i]);
}

/* What one file says of another leads from its place to that file's place. */
Test(layout, a_name_leads_to_its_file_from_its_new_place) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct layout_case *one = &cases[i];
        for (size_t k = 1; k < MOST && one->file[k] != NULL; k++) {
            if (one->file[0][0] != one->file[k][0]) continue; /* from the root or not: they cannot name each other */
            char *said = source_name_from(one->file[0], one->file[k]);
            char *found = source_name(one->place[0], said);
            cr_expect_str_eq(found, one->place[k], "%s: %s", one->about, found);
            free(said);
            free(found);
        }
    }
}

Test(layout, a_file_that_could_not_be_read_has_no_place) {
    struct source gone = {(char[]){"gone.csv"}, NULL, 0, 0};
    struct source *item[] = {&gone};
    struct source_list list = {item, 1, 1, 0};
    char *place[1] = {NULL};
    cr_assert_eq(layout_places(&list, place), STATUS_OK);
    cr_assert_null(place[0]);
}
