/* Staff who are called off before they are there: minutes by hand, and what theory says of the class that calls them. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>

static const struct access_tally *clock_of(const struct scenario_run *run, const char *standard) {
    const struct outcome *outcome = &run->result.arm[0].outcome[0];
    size_t row = (size_t)run->network.period_count * run->network.standard_count + find_standard(&run->network, standard);
    return &outcome->access[row * outcome->margins];
}

/* Called off at 08:10, ten minutes after setting out; the urgent call is reached at 08:40 and done at 09:40; the other is
 * reached at 10:10, so its clock shows 130 min. Kilometres: a third of 24, and twice 24. */
Test(on_the_way, who_is_not_reached_yet_waits_on) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/on_the_way.cfg"}});
    cr_expect_eq(clock_of(&run, "later")->people, 10);
    cr_expect_float_eq(clock_of(&run, "later")->sum_minutes, 10 * 130, 1e-6);
    cr_expect_float_eq(clock_of(&run, "urgent")->sum_minutes, 10 * 30, 1e-6);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *later = &outcome->post[find_post(&run.network, "later.scene", "station")];
    cr_expect_eq(later->preempted, 10);
    cr_expect_eq(later->started, 10, "nothing had begun when they were called off");
    cr_expect_eq(later->uses, 10);
    cr_expect_eq(later->completed, 10);
    cr_expect_float_eq(later->wait_minutes, 10 * 130, 1e-6);
    const struct pool_tally *pool = &outcome->pool[find_pool(&run.network, "station", "vehicle")];
    cr_expect_float_eq(pool->staff_km, 10 * (8 + 24 + 24), 1e-3);
    cr_expect_float_eq(pool->in_use, 10 * (10 + 90 + 50), 1e-6);
    scenario_run_free(&run);
}

/* At the door nobody is called off any more: with the second call 30 minutes later it waits. */
Test(on_the_way, who_has_been_reached_keeps_the_staff) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/on_the_way.cfg"}, .set = {"pathways.urgent.arrivals.first_after=511 min"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->post[find_post(&run.network, "later.scene", "station")].preempted, 0);
    cr_expect_float_eq(clock_of(&run, "later")->sum_minutes, 10 * 30, 1e-6);
    cr_expect_float_eq(clock_of(&run, "urgent")->sum_minutes, 10 * (19 + 30), 1e-6);
    scenario_run_free(&run);
}

/* The second class can always be called off, at whichever of three stations: the first waits as if alone, as in M/M/3. */
Test(on_the_way, the_first_class_waits_as_if_it_were_alone) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/on_the_way_theory.cfg"}, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    double wait[64];
    for (uint32_t r = 0; r < run.result.replications; r++) {
        const struct outcome *outcome = &run.result.arm[0].outcome[r];
        double minutes = 0, people = 0;
        const char *const stations[] = {"station", "second", "third"};
        for (size_t i = 0; i < 3; i++) {
            const struct post_tally *post = &outcome->post[find_post(&run.network, "urgent.scene", stations[i])];
            minutes += post->wait_minutes;
            people += (double)post->started;
        }
        wait[r] = minutes / people;
    }
    expect_exactly("wait of the first class", wait, run.result.replications, theory_mmc_mean_wait(72.0 / 1440, 1.0 / 40, 3));
    scenario_run_free(&run);
}
