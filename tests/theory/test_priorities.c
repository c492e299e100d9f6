/* Two classes in one line: the first is served first but interrupts nobody. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <string.h>

/* Mean wait of one level of the only dimension. */
static void expect_wait(const struct scenario_run *run, const char *level, double exact) {
    double value[64];
    uint32_t margin = NONE;
    for (uint32_t m = 0; m < margin_count(&run->network); m++) {
        struct margin at = margin_at(&run->network, m);
        if (at.kind == MARGIN_LEVEL && strcmp(run->network.dimension[at.dimension].level[at.index], level) == 0)
            margin = m;
    }
    cr_assert_neq(margin, NONE);
    for (uint32_t i = 0; i < run->result.replications; i++) {
        const struct outcome *outcome = &run->result.arm[0].outcome[i];
        size_t row = ((size_t)run->network.period_count * run->network.standard_count) * outcome->margins + margin;
        value[i] = outcome->access[row].sum_minutes / (double)outcome->access[row].people;
    }
    expect_exactly(level, value, run->result.replications, exact);
}

Test(priorities, one_server_follows_cobham) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"theory/data/classes.cfg"}, .seed = 20260404,
                            .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    const struct theory_class class[2] = {{0.2, 1, 1}, {0.6, 1, 1}};
    double wait[2];
    theory_cobham(class, 2, wait);
    expect_wait(&run, "high", wait[0]);
    expect_wait(&run, "low", wait[1]);
    scenario_run_free(&run);
}

Test(priorities, several_servers_follow_kella_and_yechiali) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"theory/data/classes.cfg"}, .seed = 20260405,
                            .set = {"sites.clinic.pools.room=3", "pathways.need.demand_times=3.2"},
                            .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    const double rate[2] = {0.64, 1.92};
    double wait[2];
    theory_kella_yechiali(rate, 2, 1, 3, wait);
    expect_wait(&run, "high", wait[0]);
    expect_wait(&run, "low", wait[1]);
    scenario_run_free(&run);
}
