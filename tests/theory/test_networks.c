/* Patients who go from one place to the next: a Jackson network, and two servers with nothing between them. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>

Test(networks, each_node_of_a_jackson_network_is_m_m_1_by_itself) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"theory/data/jackson.cfg"}, .seed = 20260406,
                            .replications = run_replications(20, 5)};
    scenario_run_or_fail(&run, &wish);
    const double external[4] = {2, 0, 0.5, 0.6};
    const double routing[16] = {0, 0.75, 0, 0, 0, 0, 0.65, 0.35};
    const char *const site[4] = {"one", "two", "three", "four"};
    double rate[4];
    cr_assert(theory_traffic(external, routing, 4, rate));
    for (int node = 0; node < 4; node++) {
        expect_measure(&run, (struct measure){UTILISATION, "room", site[node], 0}, rate[node] / 2.2);
        expect_measure(&run, (struct measure){WAITING_MEAN, "room", site[node], 0},
                       rate[node] * theory_mm1_mean_wait(rate[node], 2.2));
    }
    /* Those who come from outside wait as long as those who come from another node. */
    expect_measure(&run, (struct measure){WAIT_MEAN, "c.n3", "three", 0}, theory_mm1_mean_wait(rate[2], 2.2));
    expect_measure(&run, (struct measure){WAIT_MEAN, "a.n2", "two", 0}, theory_mm1_mean_wait(rate[1], 2.2));
    scenario_run_free(&run);
}

Test(networks, a_server_blocked_by_the_next_has_the_known_throughput) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"theory/data/tandem.cfg"}, .seed = 20260407,
                            .replications = run_replications(20, 5)};
    scenario_run_or_fail(&run, &wish);
    double throughput = theory_blocking_tandem(1, 1);
    expect_measure(&run, (struct measure){STARTS_PER_MINUTE, "work.first", "line", 0}, throughput);
    expect_measure(&run, (struct measure){STARTS_PER_MINUTE, "work.second", "line", 0}, throughput);
    expect_measure(&run, (struct measure){UTILISATION, "two", "line", 0}, throughput);
    /* The first is never without a patient; a third of its time he only waits for the second. */
    expect_measure(&run, (struct measure){TIME_MEAN, "work.first", "line", 0}, 1 / throughput);
    expect_measure(&run, (struct measure){WAIT_MEAN, "work.second", "line", 0}, 1 / throughput - 1);
    scenario_run_free(&run);
}
