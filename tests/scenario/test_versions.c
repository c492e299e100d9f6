#include "scenario/versions.h"

#include "scenario/sentences.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Copies a buffer of scratch_text, which does not last. */
#define KEEP(name, call) \
    char name[1024]; \
    snprintf(name, sizeof name, "%s", call)

static const char *basename_of(const char *file) {
    return strrchr(file, '/') + 1;
}

Test(versions, a_base_then_what_is_used_then_the_file_itself) {
    char text[4000];
    struct reading reading;
    KEEP(base, scratch_text("base.cfg", "title = \"Base\"; note = \"base\"; price_year = \"2020/21\"; seed = 1;\n"
                                        "sites : { a : { lat = 1.0; lon = 1.0; }; };\n"));
    KEEP(one, scratch_text("one.cfg", "note = \"one\"; price_year = \"2021/22\"; sites : { a : { lat = 2.0; }; };\n"));
    KEEP(two, scratch_text("two.cfg", "note = \"two\"; sites : { b : { lat = 5.0; }; };\n"));
    snprintf(text, sizeof text, "base = \"%s\"; uses = ( \"%s\", \"%s\" );\nseed = 9; note = \"own\";\n",
             basename_of(base), basename_of(one), basename_of(two));
    KEEP(own, scratch_text("own.cfg", text));
    read_arm(&reading, own);
    cr_assert_str_eq(text_on(&reading, "", "title"), "");
    cr_assert_str_eq(text_on(&reading, "", "note"), "own");
    cr_assert_str_eq(text_on(&reading, "", "price_year"), "2021/22");
    cr_assert_eq(number_on(&reading, "", "seed"), 9);
    cr_assert_eq(number_on(&reading, "", "sites.a.lat"), 2);
    cr_assert_eq(number_on(&reading, "", "sites.a.lon"), 1);
    cr_assert_eq(number_on(&reading, "", "sites.b.lat"), 5);
    cr_assert_eq(reading.set.file_count, 4);
    for (size_t i = 1; i < 4; i++)
        cr_assert_lt(strcmp(reading.set.file[i - 1], reading.set.file[i]), 0);
    reading_free(&reading);
    unlink(base), unlink(one), unlink(two), unlink(own);
}

Test(versions, changes_of_what_is_used_come_before_the_files_own_and_once) {
    char text[4000];
    struct reading reading;
    KEEP(part, scratch_text("part.cfg", "changes = ( { on = \"2026-06-01\"; set = \"sites.a.pools.bed\"; add = 3; } );\n"));
    snprintf(text, sizeof text, "uses = ( \"%s\" );\nsites : { a : { lat = 1.0; lon = 1.0; pools : { bed = 10; }; }; };\n"
             "time : { window_from = \"2026-04-01\"; window = \"1 yr\"; };\n", basename_of(part));
    KEEP(base, scratch_text("base.cfg", text));
    snprintf(text, sizeof text, "base = \"%s\"; uses = ( \"%s\" ); title = \"Own\";\n"
             "changes = ( { on = \"2026-06-01\"; set = \"sites.a.pools.bed\"; times = 2; } );\n", basename_of(base), basename_of(part));
    KEEP(own, scratch_text("own.cfg", text));
    read_arm(&reading, own);
    cr_assert_eq(number_on(&reading, "2026-05-31", "sites.a.pools.bed"), 10);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.a.pools.bed"), 26, "(10 + 3) x 2: not 23, and 3 are added once");
    reading_free(&reading);
    unlink(part), unlink(base), unlink(own);
}

Test(versions, ids_of_arms_are_unique) {
    const char *files[] = {data_file("good/today.cfg"), data_file("good/today.cfg")};
    struct reading reading;
    read_arms(&reading, files, 2, NULL, 0);
    cr_assert_str_eq(reading.set.arm[0].id, "today");
    cr_assert_str_eq(reading.set.arm[1].id, "today_2");
    cr_assert_str_eq(reading.set.arm[0].digest, reading.set.arm[1].digest);
    cr_assert_eq(strlen(reading.set.arm[0].digest), 64);
    reading_free(&reading);
}

Test(versions, an_argument_sets_values_in_every_arm_and_changes_the_digest) {
    const char *files[] = {data_file("good/today.cfg"), data_file("good/today.cfg")};
    const char *sets[] = {"sites.*.pools.bay=7", "pathways.emergency.steps.ward.lasts.mean=6.1 d", "seed = 4",
                          "pathways.emergency.demand_times=1.1", "pathways.emergency.demand=\"5 per 1000 per yr\"",
                          "sites.royal.pools.bed=80", "areas.north.from_65=11000",
                          "pathways.emergency.steps.ward.patience={ kind = \"constant\"; value = \"2 d\"; }",
                          "sites.royal.offers=[ \"ae\" ]"};
    struct reading reading, plain;
    read_arms(&plain, files, 1, NULL, 0);
    read_arms(&reading, files, 2, sets, sizeof sets / sizeof sets[0]);
    cr_assert_eq(reading.problems.count, 0, "%s", reading.problems.count > 0 ? reading.problems.item[0].text : "");
    for (size_t i = 0; i < 2; i++) {
        struct setting *root = reading.set.arm[i].version[0].root;
        cr_assert_eq(setting_at(root, "sites.castle.pools.bay")->number, 7);
        cr_assert_eq(setting_at(root, "sites.royal.pools.bay")->number, 7);
        cr_assert_str_eq(setting_at(root, "pathways.emergency.steps.ward.lasts.mean")->text, "6.1 d");
        cr_assert_eq(setting_at(root, "seed")->number, 4);
        cr_assert_eq(setting_at(root, "pathways.emergency.demand_times")->number, 1.1);
        cr_assert_str_eq(setting_at(root, "pathways.emergency.demand.from_65")->text, "5 per 1000 per yr");
        cr_assert_eq(setting_at(root, "sites.royal.pools.bed.places")->number, 80);
        cr_assert_eq(setting_at(root, "areas.north.from_65")->number, 11000);
        cr_assert_eq(setting_at(root, "sites.royal.offers")->child_count, 1);
        cr_assert_str_eq(setting_at(root, "pathways.emergency.steps.ward.patience.value")->text, "2 d");
    }
    cr_assert_str_neq(reading.set.arm[0].digest, plain.set.arm[0].digest);
    reading_free(&reading);
    reading_free(&plain);
}

Test(versions, a_table_may_be_set_to_another_file) {
    const char *files[] = {data_file("good/today.cfg")}, *sets[] = {"pathways.emergency.profile=nowhere.csv"};
    struct reading reading;
    read_arms(&reading, files, 1, sets, 1);
    cr_assert_eq(said(&reading, SENTENCE_file_missing), 1);
    cr_assert_str_eq(reading.problems.item[0].file, "--set");
    reading_free(&reading);
}

Test(versions, a_file_that_cannot_be_read_leaves_an_arm_that_says_nothing) {
    const char *files[] = {data_file("nowhere.cfg"), data_file("good/today.cfg")};
    struct reading reading;
    read_arms(&reading, files, 2, NULL, 0);
    cr_assert_eq(reading.problems.count, 1);
    cr_assert_eq(said(&reading, SENTENCE_file_missing), 1);
    cr_assert_eq(reading.set.arm_count, 2);
    cr_assert_eq(reading.set.arm[0].version_count, 1);
    cr_assert_eq(reading.set.arm[0].version[0].root->child_count, 0);
    reading_free(&reading);
}
