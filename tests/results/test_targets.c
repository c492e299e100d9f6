#include "results/targets.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct fake_result fake;
static struct result_view view;
static struct target_list list;

static void set_up(void) {
    fake_result_init(&fake, 2, 3);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
}
static void tear_down(void) {
    target_list_free(&list);
    target_list_free(&list);
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(targets, .init = set_up, .fini = tear_down);

static double simulated_in(const char *unit, const char *measure, const char *path) {
    struct target target = {.measure = measure, .path = path, .unit = unit, .value = 1, .tolerance = NAN};
    target_list_free(&list);
    cr_assert_eq(target_list_init(&list, &view, 0, &target, 1), STATUS_OK);
    cr_assert_null(list.row[0].wrong, "%s %s: %s", measure, path, list.row[0].wrong);
    return list.row[0].mean;
}

static double simulated(const char *measure, const char *path) {
    return simulated_in(NULL, measure, path);
}

static void expect_wrong(const char *measure, const char *path, const char *part) {
    struct target target = {.measure = measure, .path = path, .value = 1, .tolerance = NAN};
    target_list_free(&list);
    cr_assert_eq(target_list_init(&list, &view, 0, &target, 1), STATUS_OK);
    cr_assert_not_null(list.row[0].wrong, "%s %s", measure, path);
    cr_assert_not_null(strstr(list.row[0].wrong, part), "%s", list.row[0].wrong);
    cr_assert_not(list.row[0].inside);
}

Test(targets, every_measure_is_computed_as_defined) {
    double year = 365.25 / 375;
    cr_assert_float_eq(simulated("attendances", "emergency.ae@castle+royal"), (2 * 990 + 2 * 1000) * year, 1e-9);
    cr_assert_float_eq(simulated("attendances", "emergency.ae"), (2 * 990 + 2 * 1000) * year, 1e-9);
    cr_assert_float_eq(simulated("admissions", "emergency.ward@royal"), 2 * 1020 * year, 1e-9);
    cr_assert_float_eq(simulated("arrivals", "emergency.ward@royal"), 2 * 1030 * year, 1e-9);
    cr_assert_float_eq(simulated("admitted_share", "emergency.ae>emergency.ward@royal"), 1030.0 / 990, 1e-12);
    cr_assert_float_eq(simulated("within_target", "four_hours"), 0.8, 1e-12);
    cr_assert_float_eq(simulated("within_target", "four_hours/north"), 0.8, 1e-12);
    cr_assert_float_eq(simulated("mean_minutes", "four_hours/from_65"), (100 + 101 + 104) / 3.0, 1e-9);
    cr_assert_float_eq(simulated("travel_over", "journey"), 0.2, 1e-12);
    cr_assert_float_eq(simulated("travel_mean_minutes", "journey"), (100 + 101 + 104) / 3.0, 1e-9);
    cr_assert_float_eq(simulated("occupied_at_midnight", "bed@castle+royal"), 0.9, 1e-12);
    cr_assert_float_eq(simulated("utilisation", "bay+bed@royal"), 0.8, 1e-12);
}

Test(targets, a_standard_is_measured_at_the_providers_named) {
    cr_assert_float_eq(simulated("within_target", "four_hours@castle"), 0.8, 1e-12);
    cr_assert_float_eq(simulated("within_target", "four_hours@royal"), 0.5, 1e-12);
    cr_assert_float_eq(simulated("within_target", "four_hours@royal+castle"), 0.68, 1e-12);
    cr_assert_float_eq(simulated("mean_minutes", "four_hours@castle+royal"), 114, 1e-9);
    cr_assert_float_eq(simulated("travel_mean_minutes", "journey@castle"), 90, 1e-9);
    cr_assert_float_eq(simulated("travel_over", "journey@castle"), 0.2, 1e-12);
    expect_wrong("within_target", "journey@royal", "nobody came there");
    expect_wrong("within_target", "four_hours@castel", "did you mean 'castle'?");
    expect_wrong("within_target", "four_hours@", "there is no provider ''");
    expect_wrong("within_target", "four_hours/north@castle", "not two of them");
    expect_wrong("within_target", "four_hours@castle/north", "not two of them");
    expect_wrong("within_target", "four_hours+journey", "one standard");
    expect_wrong("within_target", "four_hours/north+south", "one area or level");
}

Test(targets, one_target_does_not_leave_its_scope_to_the_next) {
    struct target target[] = {
        {.measure = "within_target", .path = "four_hours@royal", .tolerance = NAN},
        {.measure = "within_target", .path = "four_hours", .tolerance = NAN},
        {.measure = "within_target", .path = "four_hours@castle", .tolerance = NAN},
        {.measure = "occupied_at_midnight", .path = "bed@royal", .unit = "beds", .tolerance = NAN},
        {.measure = "occupied_at_midnight", .path = "bed@royal", .tolerance = NAN},
    };
    static const double mean[] = {0.5, 0.8, 0.8, 9, 0.9};
    cr_assert_eq(target_list_init(&list, &view, 0, target, 5), STATUS_OK);
    for (size_t i = 0; i < 5; i++)
        cr_assert_float_eq(list.row[i].mean, mean[i], 1e-12, "%zu", i);
}

Test(targets, occupied_at_midnight_is_a_share_or_a_number_of_beds) {
    cr_assert_float_eq(simulated_in("share", "occupied_at_midnight", "bed@castle+royal"), 0.9, 1e-12);
    cr_assert_float_eq(simulated_in("beds", "occupied_at_midnight", "bed@castle+royal"), 18, 1e-12);
    cr_assert_float_eq(simulated_in("beds", "occupied_at_midnight", "bed@royal"), 9, 1e-12);
    struct target target = {.measure = "occupied_at_midnight", .path = "bed", .unit = "%", .tolerance = NAN};
    target_list_free(&list);
    cr_assert_eq(target_list_init(&list, &view, 0, &target, 1), STATUS_OK);
    cr_assert_not_null(list.row[0].wrong);
    cr_assert_not_null(strstr(list.row[0].wrong, "unit beds"));
}

Test(targets, several_steps_may_follow_the_first) {
    cr_assert_float_eq(simulated("admitted_share", "emergency.ae>emergency.ward+emergency.ae@royal"),
                       (1030.0 + 1010.0) / 990, 1e-12);
}

Test(targets, inside_means_within_the_tolerance_or_the_interval) {
    struct target target[] = {
        {.measure = "mean_minutes", .path = "four_hours", .value = 103, .tolerance = 2},
        {.measure = "mean_minutes", .path = "four_hours", .value = 104, .tolerance = 2},
        {.measure = "mean_minutes", .path = "four_hours", .value = 104, .tolerance = NAN},
        {.measure = "mean_minutes", .path = "four_hours", .value = 120, .tolerance = NAN},
    };
    static const bool inside[] = {true, false, true, false};
    cr_assert_eq(target_list_init(&list, &view, 0, target, 4), STATUS_OK);
    cr_assert_eq(list.count, 4);
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(list.row[i].inside, inside[i], "%zu", i);
    cr_assert_float_eq(list.row[0].difference, 305.0 / 3 - 103, 1e-9);
}

Test(targets, what_is_not_there_is_told_with_the_nearest_name) {
    expect_wrong("attendence", "emergency.ae", "did you mean 'attendances'?");
    expect_wrong("attendances", "emergency.ea", "did you mean 'emergency.ae'?");
    expect_wrong("attendances", "emergency.ae@castel", "did you mean 'castle'?");
    expect_wrong("within_target", "four_hour", "did you mean 'four_hours'?");
    expect_wrong("within_target", "four_hours/nroth", "did you mean 'north'?");
    expect_wrong("occupied_at_midnight", "beds", "did you mean 'bed'?");
    expect_wrong("admitted_share", "emergency.ae", "STEP>STEP");
    expect_wrong("attendances", "", "there is no step ''");
    expect_wrong("attendances", "emergency.ae@", "there is no provider ''");
}
