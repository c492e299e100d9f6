/* Staff who set out from their base: the way is known to the minute, and so is every response while vehicles are free. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define AMPLE "care/data/base_ample.cfg"

static const struct access_tally *clock_of(const struct scenario_run *run, const char *id, uint32_t margin) {
    const struct outcome *outcome = &run->result.arm[0].outcome[0];
    size_t row = (size_t)run->network.period_count * run->network.standard_count + find_standard(&run->network, id);
    return &outcome->access[row * outcome->margins + margin];
}

static double mean_of(const struct scenario_run *run, const char *id, uint32_t margin) {
    const struct access_tally *clock = clock_of(run, id, margin);
    cr_assert_gt(clock->people, 50);
    return clock->sum_minutes / (double)clock->people;
}

Test(work, with_ample_vehicles_a_response_is_the_way_from_the_nearest_base) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {AMPLE}});
    uint32_t north = 1 + find_area(&run.network, "near_north"), south = 1 + find_area(&run.network, "near_south");
    cr_expect_float_eq(mean_of(&run, "response", north), 4, 1e-6);
    cr_expect_float_eq(mean_of(&run, "response", south), 8, 1e-6);
    cr_expect_float_eq(mean_of(&run, "to_door", 0), 17, 1e-6, "from the home to the hospital");
    scenario_run_free(&run);
}

Test(work, a_transfer_is_collected_at_the_site_and_goes_on_from_there) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {AMPLE}});
    cr_expect_float_eq(mean_of(&run, "collected", 0), 12, 1e-6, "north is the nearer to west");
    cr_expect_float_eq(mean_of(&run, "between", 0), 41, 1e-6, "from west, not from home");
    scenario_run_free(&run);
}

/* A vehicle is away from the call to its being ready again: way 6 on average, 20 at the scene, 17 to the door, 15 after
 * it; in a transfer 12, 5 and 41. Use is what comes in times that. */
Test(work, a_vehicle_is_away_until_it_is_ready_again) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {AMPLE}, .replications = run_replications(20, 4)});
    double *value = calloc(run.result.replications, sizeof *value);
    for (uint32_t i = 0; i < run.result.replications; i++) {
        const struct outcome *outcome = &run.result.arm[0].outcome[i];
        double in_use = outcome->pool[find_pool(&run.network, "north", "vehicle")].in_use +
                        outcome->pool[find_pool(&run.network, "south", "vehicle")].in_use;
        value[i] = in_use / (20 * MINUTES_PER_DAY);
    }
    double calls = 40.0 / MINUTES_PER_DAY;
    expect_exactly("vehicles away", value, run.result.replications, calls * (6 + 20 + 17 + 15) + calls / 2 * (12 + 5 + 41));
    free(value);
    scenario_run_free(&run);
}

/* One vehicle at each of two stations at the same place, or both at one: with one line it makes no difference. */
Test(work, one_line_for_two_stations_is_one_station) {
    struct scenario_run apart, together;
    scenario_run_or_fail(&apart, &(struct run_wish){.file = {"care/data/base_line.cfg"}});
    scenario_run_or_fail(&together, &(struct run_wish){.file = {"care/data/base_line_one.cfg"}});
    cr_expect_gt(mean_of(&apart, "response", 0), 40, "calls must queue for this to say anything");
    cr_expect_float_eq(mean_of(&apart, "response", 0), mean_of(&together, "response", 0), 1e-9);
    scenario_run_free(&apart);
    scenario_run_or_fail(&apart, &(struct run_wish){.file = {"care/data/base_line.cfg"},
                                                    .set = {"pathways.call.steps.scene.at.one_line=false",
                                                            "pathways.call.steps.urgent.at.one_line=false"}});
    cr_expect_gt(mean_of(&apart, "response", 0), 1.05 * mean_of(&together, "response", 0), "two lines are slower");
    scenario_run_free(&apart);
    scenario_run_free(&together);
}
