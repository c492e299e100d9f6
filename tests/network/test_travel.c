#include "network/travel.h"

#include "base/memory.h"
#include <criterion/criterion.h>
#include <math.h>

static void assert_near(double found, double expected, double within) {
    cr_assert(fabs(found - expected) <= within, "found %.9g, expected %.9g", found, expected);
}

Test(travel, crow_fly_distance_is_that_of_the_great_circle) {
    assert_near(travel_crow_fly_km(50, 0, 51, 0), 111.1949, 0.001); /* one degree of a sphere of 6371 km */
    assert_near(travel_crow_fly_km(0, 0, 0, 90), 10007.543, 0.01);
    assert_near(travel_crow_fly_km(50.82, -0.14, 50.82, -0.14), 0, 0);
    assert_near(travel_crow_fly_km(50.82, -0.14, 50.99, -0.09), travel_crow_fly_km(50.99, -0.09, 50.82, -0.14), 1e-9);
}

Test(travel, curves_go_by_terrain_and_are_known_by_name) {
    struct travel_curve curve;
    cr_assert(travel_curve_find("england_2024", NULL, &curve));
    assert_near(curve.a_minutes, 5.07, 1e-12);
    cr_assert(travel_curve_find("england_2024", "village", &curve));
    assert_near(curve.b_minutes_per_km, 0.591, 1e-12);
    cr_assert(travel_curve_find("city", NULL, &curve));
    assert_near(curve.c_minutes_per_root_km, 3.17, 1e-12);
    cr_assert_not(travel_curve_find("england_2025", NULL, &curve));
    cr_assert_not(travel_curve_find("england_2024", "moon", &curve));
    for (unsigned i = 0; travel_curve_name(i) != NULL; i++)
        cr_assert(travel_curve_find(travel_curve_name(i), NULL, &curve));
}

Test(travel, minutes_are_the_curve_times_the_peak_and_the_addition) {
    struct travel_mode drive = {"england_2024", 0, 1.25, 4, 1.3};
    assert_near(travel_minutes(&drive, NULL, 16), 1.25 * (5.07 + 0.463 * 16 + 3.2 * 4) + 4, 1e-9);
    struct travel_mode walk = {NULL, 5, 1, 0, 1.2};
    assert_near(travel_minutes(&walk, NULL, 1), 14.4, 1e-9);
}

static void make_tables(struct network *network) {
    struct travel *travel = &network->travel;
    travel->mode_count = 1;
    travel->mode = memory_new(1, sizeof *travel->mode);
    travel->minutes = memory_new(1, sizeof *travel->minutes);
    travel->km = memory_new(1, sizeof *travel->km);
    travel->between_minutes = memory_new(1, sizeof *travel->between_minutes);
    travel->between_km = memory_new(1, sizeof *travel->between_km);
    travel->site_count = 3;
    network->home_count = 2;
    network->home = memory_new(2, sizeof *network->home);
    network->home[0] = (struct home){.lat = 50, .lon = 0};
    network->home[1] = (struct home){.lat = 51, .lon = 0};
}

Test(travel, tables_hold_all_journeys_and_sites_without_a_place_cost_nothing) {
    struct network network = {0};
    double lat[] = {50, 51, NAN}, lon[] = {0, 0, NAN};
    const char *terrain[] = {"village", NULL};
    struct travel_points points = {terrain, lat, lon};
    struct travel_mode drive = {"england_2024", 0, 1, 0, 1.3};
    make_tables(&network);
    cr_assert_eq(travel_fill(&network, 0, &drive, &points), STATUS_OK);
    double km = travel_crow_fly_km(50, 0, 51, 0);
    const struct travel *travel = &network.travel;
    assert_near((double)travel->minutes[0][0], 5.41, 1e-5); /* at the door: the curve's constant */
    assert_near((double)travel->minutes[0][1], travel_minutes(&drive, "village", km), 1e-4);
    assert_near((double)travel->minutes[0][3], travel_minutes(&drive, NULL, km), 1e-4);
    assert_near((double)travel->km[0][1], 1.3 * km, 1e-4);
    assert_near((double)travel->minutes[0][2], 0, 0);
    assert_near((double)travel->between_minutes[0][1], travel_minutes(&drive, NULL, km), 1e-4);
    assert_near((double)travel->between_minutes[0][0], 0, 0);
    network_free(&network);
}

Test(travel, known_journeys_hold_both_ways_between_sites_unless_said_otherwise) {
    struct network network = {0};
    double lat[] = {50, 51, 52}, lon[] = {0, 0, 0};
    struct travel_points points = {NULL, lat, lon};
    struct travel_mode drive = {"all", 0, 2, 1, 1.3};
    struct travel_exception known[] = {
        {NONE, 0, 1, 30, NAN}, {NONE, 2, 0, 50, 70}, {NONE, 0, 2, 60, 80}, {1, NONE, 2, 10, 5}};
    make_tables(&network);
    cr_assert_eq(travel_fill(&network, 0, &drive, &points), STATUS_OK);
    travel_except(&network, 0, &drive, known, 4);
    const float *minutes = network.travel.between_minutes[0], *km = network.travel.between_km[0];
    assert_near((double)minutes[0 * 3 + 1], 61, 0); /* 30 at peak 2, and 1 */
    assert_near((double)minutes[1 * 3 + 0], 61, 0);
    assert_near((double)km[0 * 3 + 1], 1.3 * travel_crow_fly_km(50, 0, 51, 0), 1e-4);
    assert_near((double)minutes[2 * 3 + 0], 101, 0);
    assert_near((double)minutes[0 * 3 + 2], 121, 0);
    assert_near((double)km[0 * 3 + 2], 80, 0);
    assert_near((double)network.travel.minutes[0][1 * 3 + 2], 21, 0);
    assert_near((double)network.travel.km[0][1 * 3 + 2], 5, 0);
    network_free(&network);
}
