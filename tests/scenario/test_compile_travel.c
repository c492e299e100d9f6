#include "network/travel.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>

#define DATA "tests/scenario/data/compile/"

Test(compile_travel, an_urgent_leg_is_the_areas_road_km_and_a_round_shares_a_tour) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *visit = &n.step[step_called(&n, "community.visit")], *again = &n.step[step_called(&n, "community.again")];
    uint32_t mid = area_called(&n, "mid");
    double round_km = 0.71 * sqrt(90 * 4) / 4, crow = 8 / 1.3;
    must_be_near(n.value[visit->leg_km.first + mid], 8, 0, "urgent km");
    must_be_near(n.value[visit->leg_minutes.first + mid], 2 * (5.07 + 0.463 * crow + 3.2 * sqrt(crow)), 1e-9, "urgent minutes at peak 2");
    must_be_near(n.value[again->leg_km.first + mid], round_km, 1e-12, "a leg of a round");
    cr_assert_eq(n.step[step_called(&n, "acute.ae")].leg_minutes.first, NONE);
    network_free(&n);
}

Test(compile_travel, steps_at_sites_measure_the_journey_and_visits_do_not) {
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.travel.mode_count, 1);
    cr_assert_str_eq(n.travel.mode[0], "drive");
    cr_assert_eq(n.step[step_called(&n, "acute.ae")].measured_mode, 0);
    cr_assert_eq(n.step[step_called(&n, "acute.ae")].travel_mode, NONE);
    cr_assert_eq(n.step[step_called(&n, "community.visit")].travel_mode, 0);
    uint32_t big = n.provider[provider_called(&n, "big")].site, small = n.provider[provider_called(&n, "small")].site;
    uint32_t home = n.area[area_called(&n, "east")].home_first;
    must_be_near((double)n.travel.minutes[0][home * 2 + small], 80, 0, "a known journey at peak 2");
    must_be_near((double)n.travel.km[0][home * 2 + small], 30, 0, "its km");
    double crow = travel_crow_fly_km(50.0, 0.0, 50.0, 0.1);
    must_be_near((double)n.travel.minutes[0][home * 2 + big], 2 * (5.07 + 0.463 * crow + 3.2 * sqrt(crow)), 1e-4, "by the curve");
    must_be_near((double)n.travel.between_minutes[0][big * 2 + small], 40, 0, "between sites");
    must_be_near((double)n.travel.between_minutes[0][small * 2 + big], 40, 0, "and back");
    network_free(&n);
}
