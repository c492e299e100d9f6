#include "results/provenance.h"
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

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
