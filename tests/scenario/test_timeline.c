#include "scenario/timeline.h"

#include "scenario/sentences.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void apply(struct reading *reading, const char *changes) {
    read_changes(reading, changes);
    cr_assert_eq(reading->problems.count, 0, "%s", reading->problems.count > 0 ? reading->problems.item[0].text : "");
}

static bool near(double a, double b) {
    return fabs(a - b) <= 1e-9 * fabs(b);
}

Test(timeline, a_line_goes_by_weeks_and_ends_on_its_day) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-05-01\"; over = \"1 months\"; set = \"teams.shore.pools.nurse.wte\"; add = 3.1; }");
    const char *path = "teams.shore.pools.nurse.wte";
    cr_assert_eq(number_on(&reading, "2026-05-07", path), 8);
    cr_assert(near(number_on(&reading, "2026-05-08", path), 8.7));
    cr_assert(near(number_on(&reading, "2026-05-29", path), 10.8));
    cr_assert(near(number_on(&reading, "2026-05-31", path), 10.8));
    cr_assert(near(number_on(&reading, "2026-06-01", path), 11.1));
    reading_free(&reading);
}

Test(timeline, a_step_comes_at_the_end) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-05-01\"; over = \"4 wk\"; shape = \"step\"; set = \"sites.royal.pools.bay\"; to = 20; }");
    cr_assert_eq(number_on(&reading, "2026-05-28", "sites.royal.pools.bay"), 9);
    cr_assert_eq(number_on(&reading, "2026-05-29", "sites.royal.pools.bay"), 20);
    reading_free(&reading);
}

Test(timeline, an_s_curve_is_slow_fast_and_slow) {
    struct reading reading;
    const char *path = "teams.shore.pools.nurse.wte";
    apply(&reading, "{ on = \"2026-05-01\"; over = \"4 wk\"; shape = \"s_curve\"; set = \"teams.shore.pools.nurse.wte\"; add = 4; }");
    cr_assert(near(number_on(&reading, "2026-05-08", path), 8 + 4 * (3 * 0.0625 - 2 * 0.015625)));
    cr_assert(near(number_on(&reading, "2026-05-15", path), 10));
    cr_assert(near(number_on(&reading, "2026-05-22", path), 8 + 4 * (3 * 0.5625 - 2 * 0.421875)));
    cr_assert_eq(number_on(&reading, "2026-05-29", path), 12);
    reading_free(&reading);
}

Test(timeline, points_of_one_s_own_are_joined_by_straight_lines) {
    struct reading reading;
    const char *path = "teams.shore.pools.nurse.wte";
    read_arm(&reading, data_file("compile/points.cfg"));
    cr_assert_eq(reading.problems.count, 0, "%s", reading.problems.count > 0 ? reading.problems.item[0].text : "");
    cr_assert(near(number_on(&reading, "2026-05-08", path), 8 + 10 * 0.1));
    cr_assert(near(number_on(&reading, "2026-05-15", path), 8 + 10 * 0.2));
    cr_assert(near(number_on(&reading, "2026-05-22", path), 8 + 10 * 0.6));
    cr_assert_eq(number_on(&reading, "2026-05-29", path), 18);
    /* bays: 10 times the way, in whole ones: the first of them once half of one is due */
    cr_assert_eq(number_on(&reading, "2026-05-04", "sites.royal.pools.bay"), 9);
    cr_assert_eq(number_on(&reading, "2026-05-05", "sites.royal.pools.bay"), 10);
    reading_free(&reading);
}

Test(timeline, whole_things_move_when_the_rounded_line_changes) {
    struct reading reading;
    /* 9 + 4 t / 40 d: rounds to 10 from day 5, 11 from 15, 12 from 25, 13 from 35. */
    apply(&reading, "{ on = \"2026-05-01\"; over = \"40 d\"; set = \"sites.royal.pools.bay\"; add = 4; }");
    static const struct { const char *day; double bays; } cases[] = {
        {"2026-05-05", 9}, {"2026-05-06", 10}, {"2026-05-15", 10}, {"2026-05-16", 11}, {"2026-05-25", 11},
        {"2026-05-26", 12}, {"2026-06-04", 12}, {"2026-06-05", 13}, {"2026-06-10", 13},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(number_on(&reading, cases[i].day, "sites.royal.pools.bay"), cases[i].bays, "%s", cases[i].day);
    reading_free(&reading);
}

Test(timeline, a_total_over_a_wildcard_is_the_rounded_line) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-05-01\"; over = \"12 wk\"; set = \"sites.*.pools.*\"; times = 1.1; }");
    const struct scenario_arm *arm = &reading.set.arm[0];
    double before = 160;
    for (size_t i = 1; i < arm->version_count; i++) {
        static const char *const paths[] = {"sites.castle.pools.bay", "sites.castle.pools.bed", "sites.royal.pools.bay",
                                            "sites.royal.pools.bed.places"};
        double total = 0;
        for (size_t j = 0; j < 4; j++)
            total += setting_at(arm->version[i].root, paths[j])->number;
        cr_assert_eq(total, floor(total));
        cr_assert(total == before || total == before + 1);
        before = total;
    }
    cr_assert_eq(before, 176);
    reading_free(&reading);
}

Test(timeline, one_ramp_may_follow_another_at_once) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-05-29\"; over = \"4 wk\"; set = \"teams.shore.pools.nurse.wte\"; times = 2; },"
                    "{ on = \"2026-05-01\"; over = \"4 wk\"; set = \"teams.shore.pools.nurse.wte\"; add = 4; }");
    cr_assert(near(number_on(&reading, "2026-05-29", "teams.shore.pools.nurse.wte"), 12));
    cr_assert(near(number_on(&reading, "2026-07-01", "teams.shore.pools.nurse.wte"), 24));
    reading_free(&reading);
}

Test(timeline, a_value_set_during_a_ramp_is_refused_with_both_lines) {
    struct reading reading;
    read_changes(&reading, "{ on = \"2026-05-01\"; over = \"4 wk\"; set = \"teams.shore.pools.nurse.wte\"; add = 4; },\n"
                           "{ on = \"2026-05-08\"; set = \"teams.shore.pools.nurse.wte\"; to = 5; }");
    cr_assert_eq(reading.problems.count, 1);
    cr_assert_eq(said(&reading, SENTENCE_ramps_overlap), 1);
    cr_assert_eq(reading.problems.item[0].line, 5);
    cr_assert_not_null(strstr(reading.problems.item[0].text, "changes.cfg:4"));
    reading_free(&reading);
}

/* A system of 43 areas with 15 columns and a thousand journeys, 52 steps. */
Test(timeline, a_long_ramp_of_a_large_tree_takes_little_time) {
    static char table[200000], travel[200000], text[4000];
    size_t at = 0, way = 0;
    at += (size_t)snprintf(table, sizeof table, "id,lat,lon");
    for (int c = 0; c < 12; c++)
        at += (size_t)snprintf(table + at, sizeof table - at, ",c_%d", c);
    way += (size_t)snprintf(travel, sizeof travel, "from,to,minutes,km\n");
    for (int i = 0; i < 43; i++) {
        at += (size_t)snprintf(table + at, sizeof table - at, "\na_%d,50.5,-0.1", i);
        for (int c = 0; c < 12; c++)
            at += (size_t)snprintf(table + at, sizeof table - at, ",%d", 1000 + i * c);
        for (int s = 0; s < 24; s++)
            way += (size_t)snprintf(travel + way, sizeof travel - way, "a_%d,s_%d,20.5,13\n", i, s);
    }
    char areas[1024], roads[1024], file[1024];
    snprintf(areas, sizeof areas, "%s", scratch_text("large_areas.csv", table));
    snprintf(roads, sizeof roads, "%s", scratch_text("large_travel.csv", travel));
    snprintf(text, sizeof text,
             "time : { window_from = \"2026-04-01\"; window = \"52 wk\"; };\nareas = \"%s\";\n"
             "travel : { drive : { curve = \"all\"; table = \"%s\"; }; };\n"
             "pathways : { p : { first = \"s\"; steps : { s : { at : { service = \"x\"; }; }; }; }; };\n"
             "changes = ( { on = \"2026-04-01\"; over = \"52 wk\"; set = \"areas.*.c_3\"; times = 1.1; } );\n",
             strrchr(areas, '/') + 1, strrchr(roads, '/') + 1);
    snprintf(file, sizeof file, "%s", scratch_text("large.cfg", text));
    const char *files[] = {file};
    struct reading reading = {.problems = {.count = 0}};
    clock_t before = clock();
    cr_assert_eq(scenario_read(files, 1, NULL, 0, &reading.set, &reading.problems), STATUS_OK);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    cr_assert_eq(reading.problems.count, 0);
    cr_assert_eq(reading.set.arm[0].version_count, 53);
    double total = 0;
    for (int i = 0; i < 43; i++) {
        char path[60];
        snprintf(path, sizeof path, "areas.a_%d.c_3", i);
        total += number_on(&reading, "2027-04-01", path);
    }
    cr_assert_eq(total, 50280); /* 1.1 x (43 x 1000 + 3 x 43 x 42 / 2) = 50279.9 */
    cr_assert_eq(setting_at(reading.set.arm[0].version[0].root, "travel.drive.table.row_1"),
                 setting_at(reading.set.arm[0].version[52].root, "travel.drive.table.row_1"));
    cr_assert_lt(seconds, getenv("ICSIM_SHORT") == NULL ? 0.3 : 3.0, "%g s", seconds);
    reading_free(&reading);
    unlink(areas), unlink(roads), unlink(file);
}
