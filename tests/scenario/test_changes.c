#include "scenario/changes.h"

#include "scenario/sentences.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Reads changes that must bring no problem. */
static void apply(struct reading *reading, const char *changes) {
    read_changes(reading, changes);
    cr_assert_eq(reading->problems.count, 0, "%s", reading->problems.count > 0 ? reading->problems.item[0].text : "");
}

static bool near(double a, double b) {
    return fabs(a - b) <= 1e-9 * fabs(b);
}

Test(changes, set_takes_to_times_or_add_from_its_day_on) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; set = \"sites.royal.pools.bay\"; to = 14; },"
                    "{ on = \"2026-07-01\"; set = \"sites.royal.pools.bay\"; add = -2; },"
                    "{ on = \"2026-06-01\"; set = \"pathways.emergency.steps.ae.next.ward.share\"; times = 0.5; },"
                    "{ on = \"2026-06-01\"; set = \"payments.block.amount\"; times = 2; },"
                    "{ on = \"2026-06-01\"; set = \"pathways.emergency.steps.ae.at.choose\"; to = \"nearest\"; },"
                    "{ on = \"2026-06-01\"; set = \"pathways.emergency.demand\"; times = 2; }");
    cr_assert_eq(number_on(&reading, "2026-05-31", "sites.royal.pools.bay"), 9);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.royal.pools.bay"), 14);
    cr_assert_eq(number_on(&reading, "2026-07-01", "sites.royal.pools.bay"), 12);
    cr_assert_eq(number_on(&reading, "2026-06-01", "pathways.emergency.steps.ae.next.0.share"), 0.15);
    cr_assert_str_eq(text_on(&reading, "2026-06-01", "payments.block.amount"), "GBP 1800000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-06-01", "pathways.emergency.steps.ae.at.choose"), "nearest");
    cr_assert_str_eq(text_on(&reading, "2026-06-01", "pathways.emergency.demand.from_65"), "86 per 1000 per yr");
    cr_assert_eq(reading.set.arm[0].version_count, 3);
    reading_free(&reading);
}

Test(changes, a_value_by_group_moves_level_by_level) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; over = \"100 d\"; set = \"pathways.emergency.demand\"; to = "
                    "{ by = \"age\"; under_65 = \"20 per 1000 per yr\"; from_65 = \"143 per 1000 per yr\"; source = \"a test\"; }; }");
    cr_assert_str_eq(text_on(&reading, "2026-05-31", "pathways.emergency.demand.from_65"), "43 per 1000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-07-06", "pathways.emergency.demand.from_65"), "78 per 1000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-09-09", "pathways.emergency.demand.from_65"), "143 per 1000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-09-09", "pathways.emergency.demand.under_65"), "20 per 1000 per yr");
    reading_free(&reading);
}

Test(changes, whole_things_stay_whole_and_a_total_is_right) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; set = \"sites.*.pools.bay\"; times = 1.05; },"  /* 15 -> 15.75 */
                    "{ on = \"2026-06-01\"; set = \"teams.*.pools.nurse.wte\"; times = 1.05; }");
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.royal.pools.bay"), 10);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.castle.pools.bay"), 6);
    cr_assert(near(number_on(&reading, "2026-06-01", "teams.shore.pools.nurse.wte"), 8.4));
    reading_free(&reading);
}

Test(changes, open_and_close_write_what_the_compiler_reads) {
    struct reading reading;
    apply(&reading,
          "{ on = \"2026-06-01\"; close = { service = \"ae\"; at = \"castle\"; those_waiting = \"move\"; }; },"
          "{ on = \"2026-06-02\"; close = { service = \"ward\"; at = \"castle\"; those_inside = \"move\"; }; },"
          "{ on = \"2026-06-03\"; close = { at = \"royal\"; }; },"
          "{ on = \"2026-06-04\"; open = { service = \"ae\"; at = \"castle\"; }; },"
          "{ on = \"2026-06-04\"; open = { service = \"calls\"; at = \"shore\"; }; },"
          "{ on = \"2026-06-05\"; redirect = { service = \"ward\"; from = \"royal\"; to = \"castle\"; }; }");
    cr_assert(isnan(number_on(&reading, "2026-05-31", "sites.castle.closed.ae")));
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.castle.closed.ae"), -1);
    cr_assert_eq(number_on(&reading, "2026-06-02", "sites.castle.closed.ward"), -2);
    cr_assert_eq(number_on(&reading, "2026-06-03", "sites.royal.closed.ae"), 0);
    cr_assert_eq(number_on(&reading, "2026-06-03", "sites.royal.closed.ward"), 0);
    cr_assert(isnan(number_on(&reading, "2026-06-04", "sites.castle.closed.ae")));
    cr_assert_eq(number_on(&reading, "2026-06-04", "sites.castle.closed.ward"), -2);
    cr_assert_str_eq(text_on(&reading, "2026-06-04", "teams.shore.offers.1"), "calls");
    cr_assert_str_eq(text_on(&reading, "2026-06-05", "sites.royal.redirects.ward"), "castle");
    reading_free(&reading);
}

Test(changes, moving_takes_whole_places_from_one_to_another) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; over = \"8 wk\"; move = { pool = \"bed\"; count = 52; from = \"castle\"; to = \"royal\"; }; },"
                    "{ on = \"2026-06-01\"; move = { pool = \"nurse\"; count = 1.5; from = \"shore\"; to = \"hill\"; }; },"
                    "{ on = \"2026-06-01\"; move = { pool = \"bay\"; count = 2; from = \"castle\"; to = \"hill\"; }; }");
    const struct scenario_arm *arm = &reading.set.arm[0];
    for (size_t i = 0; i < arm->version_count; i++) {
        double castle = setting_at(arm->version[i].root, "sites.castle.pools.bed")->number;
        double royal = setting_at(arm->version[i].root, "sites.royal.pools.bed.places")->number;
        cr_assert_eq(castle + royal, 145);
        cr_assert_eq(castle, floor(castle));
    }
    cr_assert_eq(number_on(&reading, "2026-06-29", "sites.castle.pools.bed"), 34); /* half the way, half of 52 */
    cr_assert_eq(number_on(&reading, "2026-07-26", "sites.castle.pools.bed"), 9);
    cr_assert_eq(number_on(&reading, "2026-07-27", "sites.castle.pools.bed"), 8);
    cr_assert_eq(number_on(&reading, "2026-07-27", "sites.royal.pools.bed.places"), 137);
    cr_assert_eq(number_on(&reading, "2026-06-01", "teams.hill.pools.nurse.wte"), 4);
    cr_assert_eq(number_on(&reading, "2026-06-01", "teams.hill.pools.bay"), 2);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.castle.pools.bay"), 4);
    reading_free(&reading);
}

Test(changes, two_moves_to_one_place_add_up) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; over = \"8 wk\"; move = { pool = \"bay\"; count = 3; from = \"castle\"; to = \"royal\"; }; },"
                    "{ on = \"2026-06-15\"; over = \"8 wk\"; move = { pool = \"bay\"; count = 2; from = \"castle\"; to = \"royal\"; }; }");
    cr_assert_eq(number_on(&reading, "2026-10-01", "sites.castle.pools.bay"), 1);
    cr_assert_eq(number_on(&reading, "2026-10-01", "sites.royal.pools.bay"), 14);
    reading_free(&reading);
}

/* 2.5 - 0.1 - 0.2 falls short of 2.2 by the last digit. */
Test(changes, all_that_is_left_in_decimal_fractions_may_move) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; move = { pool = \"nurse\"; count = 0.1; from = \"hill\"; to = \"shore\"; }; },"
                    "{ on = \"2026-06-02\"; move = { pool = \"nurse\"; count = 0.2; from = \"hill\"; to = \"shore\"; }; },"
                    "{ on = \"2026-06-03\"; move = { pool = \"nurse\"; count = 2.2; from = \"hill\"; to = \"shore\"; }; }");
    cr_assert_lt(2.5 - 0.1 - 0.2, 2.2);
    cr_assert_eq(number_on(&reading, "2026-06-03", "teams.hill.pools.nurse.wte"), 0);
    reading_free(&reading);
}

Test(changes, resize_knows_pools_by_provider) {
    struct reading reading;
    apply(&reading, "{ on = \"2026-06-01\"; resize = { pool = \"bed\"; at = \"royal\"; add = 24; }; },"
                    "{ on = \"2026-06-01\"; resize = { pool = \"bay\"; at = \"*\"; to = 5; }; },"
                    "{ on = \"2026-06-01\"; resize = { pool = \"nurse\"; at = \"hill\"; times = 2; }; }");
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.royal.pools.bed.places"), 109);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.castle.pools.bay"), 5);
    cr_assert_eq(number_on(&reading, "2026-06-01", "sites.royal.pools.bay"), 5);
    cr_assert_eq(number_on(&reading, "2026-06-01", "teams.hill.pools.nurse.wte"), 5);
    reading_free(&reading);
}

Test(changes, money_that_moves_is_a_payment_and_money_spent_once_is_there_from_the_start) {
    struct reading reading;
    apply(&reading,
          "{ on = \"2026-06-01\"; over = \"10 wk\"; transfer = { from = \"trust\"; to = \"community\"; amount = \"GBP 0.2m per yr\"; }; },"
          "{ on = \"2026-06-01\"; transfer = { from = \"icb\"; to = \"trust\"; amount = \"GBP 1m per yr\"; }; },"
          "{ on = \"2026-06-01\"; once = { label = \"double running\"; falls_on = \"icb\"; amount = \"GBP 0.4m\"; }; }");
    const struct setting *payments = setting_at(reading.set.arm[0].version[1].root, "payments");
    cr_assert_eq(payments->child_count, 3);
    char first[200], second[200];
    snprintf(first, sizeof first, "payments.%s.amount", payments->child[1]->name);
    snprintf(second, sizeof second, "payments.%s.amount", payments->child[2]->name);
    cr_assert_not_null(strstr(first, "_changes_transfer_1.amount"));
    cr_assert_not_null(strstr(second, "_changes_transfer_2.amount"));
    cr_assert_str_eq(text_on(&reading, "2026-05-31", first), "");
    cr_assert_str_eq(text_on(&reading, "2026-06-01", first), "GBP 0 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-06-08", first), "GBP 20000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-08-10", first), "GBP 200000 per yr");
    cr_assert_str_eq(text_on(&reading, "2026-06-01", second), "GBP 1m per yr");
    const struct setting *once = setting_at(reading.set.arm[0].version[0].root, "once");
    cr_assert_eq(once->child_count, 1);
    cr_assert_str_eq(setting_get(once->child[0], "on")->text, "2026-06-01");
    cr_assert_str_eq(setting_get(once->child[0], "label")->text, "double running");
    reading_free(&reading);
}

Test(changes, what_comes_before_the_warm_up_holds_from_the_start) {
    struct reading reading;
    /* The window begins on 1 April, the warm-up on 4 March. */
    apply(&reading, "{ on = \"2026-03-04\"; set = \"sites.royal.pools.bay\"; to = 14; },"
                    "{ on = \"2020-01-01\"; set = \"sites.castle.pools.bay\"; to = 3; },"
                    "{ on = \"2026-02-04\"; over = \"8 wk\"; set = \"teams.shore.pools.nurse.wte\"; add = 8; }");
    cr_assert_eq(number_on(&reading, "", "sites.royal.pools.bay"), 14);
    cr_assert_eq(number_on(&reading, "", "sites.castle.pools.bay"), 3);
    cr_assert_eq(number_on(&reading, "", "teams.shore.pools.nurse.wte"), 12);
    cr_assert_eq(number_on(&reading, "2026-03-11", "teams.shore.pools.nurse.wte"), 13);
    cr_assert_eq(number_on(&reading, "2026-04-01", "teams.shore.pools.nurse.wte"), 16);
    cr_assert_eq(reading.set.arm[0].version_count, 5);
    reading_free(&reading);
}

Test(changes, the_order_of_what_is_written_on_other_days_does_not_matter) {
    struct reading one, other;
    apply(&one, "{ on = \"2026-06-01\"; set = \"sites.royal.pools.bay\"; to = 14; },"
                "{ on = \"2026-07-01\"; set = \"sites.royal.pools.bay\"; times = 2; }");
    apply(&other, "{ on = \"2026-07-01\"; set = \"sites.royal.pools.bay\"; times = 2; },"
                  "{ on = \"2026-06-01\"; set = \"sites.royal.pools.bay\"; to = 14; }");
    cr_assert_eq(number_on(&one, "2026-07-01", "sites.royal.pools.bay"), 28);
    cr_assert_eq(number_on(&other, "2026-07-01", "sites.royal.pools.bay"), 28);
    reading_free(&one);
    reading_free(&other);
}
