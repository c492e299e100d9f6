/* Many small teams wait longer than one large one with as many staff: by as much as Erlang's formula says. */
#include "scenario/compiler.h"

#include "support/run_scenario.h"
#include <criterion/criterion.h>

#define DATA "scenario/data/compile/"

static void run(struct scenario_run *run, const char *file) {
    struct run_wish wish = {.file = {file}, .seed = 11, .replications = run_replications(12, 6)};
    scenario_run_or_fail(run, &wish);
}

Test(compile_staffing, four_teams_wait_as_four_queues_of_three) {
    struct scenario_run four;
    run(&four, DATA "four_teams.cfg");
    for (uint32_t p = 0; p < four.network.pool_count; p++)
        cr_assert_float_eq(four.network.value[four.network.pool[p].capacity], 3, 1e-12);
    double wait = theory_mmc_mean_wait(0.8 * 3 / 30, 1 / 30.0, 3);
    expect_measure(&four, (struct sought){WAIT_MEAN, "need.visit", "one", 0}, wait);
    expect_measure(&four, (struct sought){WAIT_MEAN, "need.visit", "four", 0}, wait);
    scenario_run_free(&four);
}

Test(compile_staffing, one_team_of_all_waits_as_one_queue_of_twelve) {
    struct scenario_run one;
    run(&one, DATA "one_team.cfg");
    uint32_t pool = find_pool(&one.network, "one", "nurse");
    cr_assert_float_eq(one.network.value[one.network.pool[pool].capacity], 12, 1e-12);
    expect_measure(&one, (struct sought){WAIT_MEAN, "need.visit", "one", 0}, theory_mmc_mean_wait(0.8 * 12 / 30, 1 / 30.0, 12));
    scenario_run_free(&one);
}
