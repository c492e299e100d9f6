#include "results/provenance.h"
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

Test(provenance, tells_how_a_result_was_made) {
    char program[] = "icsim", command[] = "run", file[] = "caf\xc3\xa9.cfg", broken[] = "bad\xff.cfg";
    char *argument[] = {program, command, file, broken, NULL};
    struct provenance_file files[] = {{"today.cfg", "abc"}, {"areas.csv", NULL}};
    struct provenance provenance = {4, argument, 1774224000, 12.5, 2, 1000000, 2, files, "precision reached"};
    struct text out = {0};
    cr_assert_eq(provenance_text(&provenance, &out), STATUS_OK);
    json_t *root = json_loads(out.bytes, 0, NULL);
    cr_assert_not_null(root);
    cr_assert_str_eq(json_string_value(json_object_get(root, "version")), ICSIM_VERSION);
    cr_assert_str_eq(json_string_value(json_object_get(root, "started")), "2026-03-23T00:00:00Z");
    cr_assert_eq(json_real_value(json_object_get(root, "seconds")), 12.5);
    json_t *line = json_object_get(root, "command_line");
    cr_assert_eq(json_array_size(line), 4);
    cr_assert_str_eq(json_string_value(json_array_get(line, 2)), "caf\xc3\xa9.cfg");
    cr_assert_str_eq(json_string_value(json_array_get(line, 3)), "bad?.cfg");
    cr_assert_str_eq(json_string_value(json_object_get(root, "precision")), "precision reached");
    json_t *listed = json_array_get(json_object_get(root, "files"), 0);
    cr_assert_str_eq(json_string_value(json_object_get(listed, "sha256")), "abc");
    cr_assert(json_is_null(json_object_get(json_array_get(json_object_get(root, "files"), 1), "sha256")));
    cr_assert_not_null(json_object_get(json_object_get(root, "host"), "machine"));
    json_decref(root);
    text_free(&out);
}

/* Writes what a run would, and reads what may be shown of it. */
static void written_and_read(int count, char *const *argument, struct provenance_told *told) {
    struct provenance provenance = {.argument_count = count, .argument = argument, .started = 1774224000, .seconds = 2, .threads = 3, .events = 4};
    struct text text = {0};
    char folder[] = ICSIM_SCRATCH_DIR "/provenance-XXXXXX", path[sizeof folder + 32];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/%s", folder, PROVENANCE_FILE);
    cr_assert_eq(provenance_text(&provenance, &text), STATUS_OK);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fputs(text.bytes, file);
    fclose(file);
    text_free(&text);
    cr_assert_eq(provenance_read(folder, told, NULL), STATUS_OK);
    remove(path);
    remove(folder);
}

Test(provenance, shows_neither_where_files_lay_nor_on_which_machine) {
    char *argument[] = {(char[]){"/srv/anna/bin/icsim"}, (char[]){"compare"}, (char[]){"/srv/anna/plans/today.cfg"}, (char[]){"plans/castle.cfg"},
                        (char[]){"../anna/third.cfg"}, (char[]){"--out=/srv/x/out"}, (char[]){"--set"}, (char[]){"title=/a/b it's"}, (char[]){"--out"},
                        (char[]){"~/results/"}};
    struct provenance_told told;
    struct utsname machine;
    written_and_read(sizeof argument / sizeof *argument, argument, &told);
    cr_expect_str_eq(told.command, "icsim compare today.cfg plans/castle.cfg third.cfg --out=out --set 'title=b it'\\''s' --out DIR");
    cr_expect_str_eq(told.started, "2026-03-23T00:00:00Z");
    cr_expect(told.seconds == 2 && told.threads == 3 && told.events == 4);
    cr_expect_null(told.precision);
    cr_expect_not_null(strstr(told.libraries, "gsl "));
    cr_assert_eq(uname(&machine), 0);
    cr_expect_not_null(strstr(told.system, machine.machine));
    provenance_told_free(&told);
}

Test(provenance, a_folder_without_it_gives_a_sentence) {
    struct provenance_told told;
    struct text why = {0};
    cr_assert_eq(provenance_read(ICSIM_SCRATCH_DIR "/nowhere", &told, &why), STATUS_INPUT);
    cr_expect_not_null(strstr(why.bytes, "holds no provenance.json that can be read"));
    cr_expect_null(told.command);
    cr_expect(isnan(told.seconds));
    provenance_told_free(&told);
    text_free(&why);
}
