#include "scenario/spec.h"

#include "base/calendar.h"
#include "scenario/sentences.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void read_good(struct reading *reading, struct spec *spec) {
    read_arm(reading, data_file("good/today.cfg"));
    cr_assert_eq(reading->problems.count, 0, "%s", reading->problems.count > 0 ? reading->problems.item[0].text : "");
    cr_assert_eq(spec_read(reading->set.arm[0].version[0].root, spec, &reading->problems), STATUS_OK);
}

Test(spec, everything_is_where_it_belongs_and_things_are_sorted) {
    struct reading reading;
    struct spec spec;
    int32_t day = 0;
    read_good(&reading, &spec);
    cr_assert_str_eq(spec.title, "Small: today");
    cr_assert_eq(spec.price_year, 2024);
    cr_assert_eq(spec.seed, 1);
    cr_assert(calendar_parse("2026-04-01", &day) && spec.time.window_from == day);
    cr_assert_eq(spec.time.window_minutes, 52 * 10080);
    cr_assert_eq(spec.time.warm_up_minutes, 4 * 10080);
    cr_assert_eq(spec.areas->child_count, 2);
    cr_assert_null(spec.homes);
    cr_assert_eq(spec.provider_count, 4);
    static const char *const ids[] = {"castle", "hill", "royal", "shore"};
    for (size_t i = 0; i < 4; i++) {
        cr_assert_str_eq(spec.provider[i].id, ids[i]);
        cr_assert_eq(spec.provider[i].is_team, i % 2);
    }
    cr_assert_eq(spec.provider[0].lat, 50.82);
    cr_assert(isnan(spec.provider[3].lat));
    cr_assert_eq(spec.provider[3].covers.count, 2);
    cr_assert_str_eq(spec.provider[3].covers.id[1], "south");
    cr_assert_str_eq(spec.provider[0].pool[1].id, "bed");
    cr_assert_eq(spec.provider[0].pool[1].places, 60);
    cr_assert(isnan(spec.provider[0].pool[1].wte));
    cr_assert_eq(spec.provider[2].pool[1].places, 85);
    cr_assert_eq(spec.provider[3].pool[0].wte, 8);
    cr_assert_eq(spec.provider[3].pool[0].hours_per_wte, 2250);
    cr_assert_eq(spec.provider[3].pool[0].absence, 0.22);
    cr_assert_eq(spec.provider[3].pool[0].rota->child_count, 24);
    cr_assert(spec.mode_count == 1 && spec.mode[0].detour == 1.3 && spec.mode[0].peak == 1);
    const struct spec_pathway *pathway = &spec.pathway[0];
    cr_assert(isnan(pathway->follow_minutes));
    cr_assert_eq(pathway->step_count, 2);
    cr_assert_str_eq(pathway->step[0].choose, "logit");
    cr_assert_eq(pathway->step[0].per_minute->number, -0.12);
    cr_assert_eq(pathway->step[0].next_count, 2);
    cr_assert_str_eq(pathway->step[0].next[1].to, "home");
    cr_assert_null(pathway->step[0].next[1].share);
    cr_assert(isnan(pathway->step[1].round));
    cr_assert_eq(spec.standard[0].goal, 0.78);
    cr_assert(spec.cost[0].vacant == 0 && spec.cost[0].agency == 1);
    cr_assert_str_eq(spec.payment[0].from->text, "icb");
    spec_free(&spec);
    spec_free(&spec);
    reading_free(&reading);
}

Test(spec, the_examples_of_the_language_read_without_a_problem) {
    char today[700], close[700];
    snprintf(today, sizeof today, "%s/scenarios/harbour/today.cfg", ICSIM_SOURCE_DIR);
    snprintf(close, sizeof close, "%s/scenarios/harbour/close_castle.cfg", ICSIM_SOURCE_DIR);
    const char *files[] = {today, close};
    struct reading reading;
    read_arms(&reading, files, 2, NULL, 0);
    cr_assert_eq(reading.problems.count, 0, "%s", reading.problems.count > 0 ? reading.problems.item[0].text : "");
    cr_assert_str_eq(reading.set.arm[1].id, "close_castle");
    reading_free(&reading);
}

Test(spec, shorthands_and_remarks_are_understood) {
    struct reading reading;
    struct spec spec;
    read_arm(&reading, scratch_text("short.cfg",
        "time : { window_from = \"2026-04-01\"; window = \"1 wk\"; note = \"n\"; };\n"
        "sites : { note = \"about all\"; a : { pools : { crew = \"unlimited\"; bed = 3; source = \"s\"; }; mark = \"cited\"; }; };\n"
        "pathways : { p : { first = \"s\"; steps : { s : { at : { service = \"x\"; }; lasts = \"5 min\"; overtake = true; }; }; }; };\n"));
    cr_assert_eq(reading.problems.count, 0, "%s", reading.problems.count > 0 ? reading.problems.item[0].text : "");
    cr_assert_eq(spec_read(reading.set.arm[0].version[0].root, &spec, &reading.problems), STATUS_OK);
    cr_assert_eq(spec.provider[0].pool_count, 2);
    cr_assert_eq(spec.provider[0].pool[0].places, 3);
    cr_assert_eq(spec.provider[0].pool[1].unlimited, 1);
    cr_assert_eq(spec.pathway[0].step[0].overtake, 1);
    spec_free(&spec);
    reading_free(&reading);
}

Test(spec, a_warm_up_may_be_left_to_a_pilot) {
    struct reading reading;
    struct spec spec;
    const char *files[] = {data_file("good/today.cfg")};
    const char *sets[] = {"time.warm_up=auto"};
    read_arms(&reading, files, 1, sets, 1);
    cr_assert_eq(reading.problems.count, 0);
    cr_assert_eq(spec_read(reading.set.arm[0].version[0].root, &spec, &reading.problems), STATUS_OK);
    cr_assert_eq(reading.problems.count, 0, "%s", reading.problems.count > 0 ? reading.problems.item[0].text : "");
    cr_assert(isnan(spec.time.warm_up_minutes));
    spec_free(&spec);
    reading_free(&reading);
}
