/* One line before equal servers: M/M/1, M/M/c, M/G/1 and M/D/1. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

enum { SEED = 20260401 };

static void run_line(struct scenario_run *run, const char *file, const char *first, const char *second) {
    struct run_wish wish = {.file = {file}, .set = {first, second}, .seed = SEED,
                            .replications = run_replications(20, 5)};
    scenario_run_or_fail(run, &wish);
}

static const struct measure wait_mean = {WAIT_MEAN, "need.care", "clinic", 0};
static const struct measure waited = {WAITED_SHARE, "need.care", "clinic", 0};
static const struct measure beyond_1 = {CLOCK_BEYOND, "wait_1", NULL, 0};
static const struct measure beyond_2 = {CLOCK_BEYOND, "wait_2", NULL, 0};
static const struct measure in_line = {WAITING_MEAN, "room", "clinic", 0};
static const struct measure utilisation = {UTILISATION, "room", "clinic", 0};
static const struct measure inside = {INSIDE_MEAN, "need.care", "clinic", 0};

Test(line, one_server_is_m_m_1) {
    struct scenario_run run;
    run_line(&run, "theory/data/line.cfg", NULL, NULL);
    double wait = theory_mm1_mean_wait(0.75, 1);
    expect_measure(&run, wait_mean, wait);
    expect_measure(&run, (struct measure){CLOCK_MEAN, "wait_1", NULL, 0}, wait);
    expect_measure(&run, waited, 0.75);
    expect_measure(&run, beyond_2, theory_mmc_wait_tail(0.75, 1, 1, 2));
    expect_measure(&run, utilisation, 0.75);
    expect_measure(&run, inside, 0.75);
    expect_measure(&run, in_line, 0.75 * wait);
    expect_measure(&run, (struct measure){LEVEL_SHARE, "room", "clinic", 0}, 0.25);
    scenario_run_free(&run);
}

Test(line, several_servers_are_m_m_c_and_the_tail_of_waits_is_exponential) {
    struct scenario_run run;
    run_line(&run, "theory/data/line.cfg", "sites.clinic.pools.room=4", "pathways.need.demand=4896 per d");
    double rate = 3.4;
    double wait = theory_mmc_mean_wait(rate, 1, 4);
    expect_measure(&run, wait_mean, wait);
    expect_measure(&run, waited, theory_erlang_c(rate, 4));
    expect_measure(&run, beyond_1, theory_mmc_wait_tail(rate, 1, 4, 1));
    expect_measure(&run, beyond_2, theory_mmc_wait_tail(rate, 1, 4, 2));
    expect_measure(&run, in_line, rate * wait);
    expect_measure(&run, utilisation, rate / 4);
    for (unsigned number = 0; number < 4; number++)
        expect_measure(&run, (struct measure){LEVEL_SHARE, "room", "clinic", number},
                       theory_mmc_number(rate, 4, (int)number));
    scenario_run_free(&run);
}

Test(line, any_work_at_one_server_follows_pollaczek_and_khinchine) {
    const struct { const char *file; double mean, sd; } work[] = {
        {"theory/data/work_lognormal.cfg", 1, 1.2},
        {"theory/data/work_gamma.cfg", 1, 0.5},
        {"theory/data/work_constant.cfg", 1, 0},
        /* Three parts exponential of mean 1/2, one part uniform between 2 and 3: E[S^2] = 3/4 1/2 + 1/4 19/3. */
        {"theory/data/work_mixture.cfg", 1, sqrt(0.75 * 0.5 + 0.25 * 19.0 / 3 - 1)},
    };
    for (size_t i = 0; i < sizeof work / sizeof work[0]; i++) {
        struct scenario_run run;
        run_line(&run, work[i].file, NULL, NULL);
        expect_measure(&run, wait_mean, theory_mg1_mean_wait(0.75, work[i].mean, work[i].sd));
        expect_measure(&run, waited, 0.75);
        expect_measure(&run, utilisation, 0.75);
        scenario_run_free(&run);
    }
}

Test(line, theory_of_another_system_is_not_met) {
    struct scenario_run run;
    run_line(&run, "theory/data/line.cfg", "pathways.need.demand=1094 per d", NULL);
    struct theory_estimate wait = measure_estimate(&run, 0, wait_mean), busy = measure_estimate(&run, 0, utilisation);
    cr_expect(theory_agrees(wait, theory_mm1_mean_wait(1094.0 / 1440, 1), 0, 3, 0));
    cr_expect_not(theory_agrees(busy, 0.75, 0, 3, 0), "a demand 1.3 %% higher goes unseen");
    scenario_run_free(&run);
}
