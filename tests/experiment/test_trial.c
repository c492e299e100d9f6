/* One replication with all its arms: the same people, the same days until something changes. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define TOWN "experiment/data/"

enum { ARM_SAME = 1, ARM_CLOSE, ARM_BEDS, ARM_GROW, ARM_START };

static void run_town(struct scenario_run *run, bool from_start) {
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_same.cfg", TOWN "town_close.cfg", TOWN "town_beds.cfg",
                                     TOWN "town_grow.cfg", TOWN "town_start.cfg"},
                            .seed = 5, .replications = run_replications(6, 2), .from_start = from_start};
    scenario_run_or_fail(run, &wish);
}

/* Days of the window on which a pool's use differs between an arm and the baseline: the first, or `days`. */
static uint32_t first_other_day(const struct network *network, const struct outcome *a, const struct outcome *b) {
    uint32_t first = a->days;
    for (uint32_t pool = 0; pool < network->pool_count; pool++)
        for (uint32_t day = 0; day < first; day++) {
            size_t cell = (size_t)pool * a->days + day;
            if (memcmp(&a->day_in_use[cell], &b->day_in_use[cell], sizeof(double)) != 0 ||
                memcmp(&a->day_waiting[cell], &b->day_waiting[cell], sizeof(double)) != 0)
                first = day;
        }
    return first;
}

Test(trial, an_arm_without_changes_is_the_baseline_byte_for_byte_and_gains_nothing) {
    struct scenario_run run;
    run_town(&run, false);
    size_t rows = (size_t)run.network.standard_count * margin_count(&run.network);
    for (uint32_t i = 0; i < run.result.replications; i++) {
        expect_same_outcome(&run.network, &run.result.arm[0].outcome[i], &run.result.arm[ARM_SAME].outcome[i]);
        for (size_t row = 0; row < rows; row++) {
            const struct gain_tally *gain = &run.result.arm[ARM_SAME].gain[i * rows + row];
            cr_expect_eq(gain->people, gain->same);
            cr_expect_eq(gain->change_minutes, 0);
            cr_expect_eq(gain->better + gain->worse + gain->only_arm + gain->only_baseline, 0);
        }
    }
    scenario_run_free(&run);
}

Test(trial, arms_are_the_same_bit_for_bit_until_their_first_change) {
    struct scenario_run run;
    run_town(&run, false);
    /* Days of the window, which begins on 2 March; the nurses' shift after 30 March, at 08:00, is the first that
     * the closure changes (its ramp begins on 23 March and moves on 30 March), beds on 6 April, demand on 6 April,
     * the start from the first day. */
    const struct { uint32_t arm, not_before, latest; } part[] = {
        {ARM_CLOSE, 28, 42}, {ARM_BEDS, 35, 69}, {ARM_GROW, 35, 37}, {ARM_START, 0, 69}};
    for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
        uint32_t earliest = UINT32_MAX;
        for (uint32_t i = 0; i < run.result.replications; i++) {
            uint32_t day = first_other_day(&run.network, &run.result.arm[0].outcome[i],
                                           &run.result.arm[part[k].arm].outcome[i]);
            cr_expect_geq(day, part[k].not_before, "%s parts on day %u", run.network.arm[part[k].arm].id, day);
            if (day < earliest) earliest = day;
        }
        cr_expect_leq(earliest, part[k].latest, "%s never parts", run.network.arm[part[k].arm].id);
    }
    scenario_run_free(&run);
}

Test(trial, sharing_the_years_in_common_gives_the_same_bytes_as_running_each_arm_from_the_start) {
    struct scenario_run shared, alone;
    run_town(&shared, false);
    run_town(&alone, true);
    expect_same_result(&shared, &alone);
    scenario_run_free(&shared);
    scenario_run_free(&alone);
}

/* So many people that records are counted in several goes, which end elsewhere when an arm runs alone. */
Test(trial, the_same_holds_for_a_system_too_busy_for_one_count) {
    struct scenario_run shared, alone;
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_close.cfg", TOWN "town_grow.cfg"},
                            .set = {"pathways.emergency.demand_times=35", "sites.*.pools.bay=70",
                                    "sites.*.pools.bed=430", "teams.shore.pools.package=250",
                                    "pathways.emergency.steps.ae.patience.mean=900 d"},
                            .seed = 5};
    scenario_run_or_fail(&shared, &wish);
    wish.from_start = true;
    scenario_run_or_fail(&alone, &wish);
    expect_same_result(&shared, &alone);
    cr_expect_gt(shared.result.arm[0].outcome[0].arrivals, 40000);
    scenario_run_free(&shared);
    scenario_run_free(&alone);
}

Test(trial, an_arm_does_not_depend_on_which_others_run_beside_it) {
    struct scenario_run many, two;
    run_town(&many, false);
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_beds.cfg"}, .seed = 5,
                            .replications = run_replications(6, 2)};
    scenario_run_or_fail(&two, &wish);
    cr_assert_eq(many.network.standard_count, two.network.standard_count);
    size_t rows = (size_t)two.network.standard_count * margin_count(&two.network);
    for (uint32_t i = 0; i < two.result.replications; i++) {
        const struct outcome *a = &many.result.arm[ARM_BEDS].outcome[i], *b = &two.result.arm[1].outcome[i];
        size_t all = two.network.period_count * rows;
        cr_expect_eq(memcmp(&a->access[all], &b->access[all], rows * sizeof a->access[0]), 0);
        cr_expect_eq(memcmp(&many.result.arm[ARM_BEDS].gain[i * rows], &two.result.arm[1].gain[i * rows],
                            rows * sizeof(struct gain_tally)), 0);
    }
    scenario_run_free(&many);
    scenario_run_free(&two);
}

static void expect_gain_sums(const struct scenario_run *run, uint32_t arm, uint32_t i, size_t row) {
    size_t rows = (size_t)run->network.standard_count * margin_count(&run->network);
    const struct gain_tally *gain = &run->result.arm[arm].gain[i * rows + row];
    size_t all = run->network.period_count * rows + row;
    const struct access_tally *before = &run->result.arm[0].outcome[i].access[all];
    const struct access_tally *after = &run->result.arm[arm].outcome[i].access[all];
    cr_expect_eq(gain->people, gain->better + gain->worse + gain->same);
    cr_expect_eq(gain->people + gain->only_baseline, before->people);
    cr_expect_eq(gain->people + gain->only_arm, after->people);
    cr_expect_leq(gain->worse_over_15, gain->worse);
    /* With the same people measured in both, the sum of changes is the change of the sums. */
    double change = after->sum_minutes - before->sum_minutes;
    if (gain->only_arm == 0 && gain->only_baseline == 0)
        cr_expect_float_eq(gain->change_minutes, change, 1e-6 * (before->sum_minutes + 1));
}

Test(trial, those_better_worse_same_and_measured_once_add_up_to_everybody) {
    struct scenario_run run;
    run_town(&run, false);
    uint64_t worse = 0, better = 0, only_arm = 0;
    size_t rows = (size_t)run.network.standard_count * margin_count(&run.network);
    for (uint32_t arm = 1; arm < run.result.arm_count; arm++)
        for (uint32_t i = 0; i < run.result.replications; i++)
            for (size_t row = 0; row < rows; row++) {
                expect_gain_sums(&run, arm, i, row);
                worse += run.result.arm[arm].gain[i * rows + row].worse;
                better += run.result.arm[arm].gain[i * rows + row].better;
                only_arm += run.result.arm[arm].gain[i * rows + row].only_arm;
            }
    cr_expect(worse > 0 && better > 0 && only_arm > 0, "the arms move nobody: nothing was tested");
    scenario_run_free(&run);
}

Test(trial, growth_adds_people_and_keeps_all_others) {
    struct scenario_run run;
    run_town(&run, false);
    size_t rows = (size_t)run.network.standard_count * margin_count(&run.network);
    size_t to_ae = (size_t)find_standard(&run.network, "to_ae") * margin_count(&run.network);
    for (uint32_t i = 0; i < run.result.replications; i++) {
        const struct gain_tally *gain = &run.result.arm[ARM_GROW].gain[i * rows + to_ae];
        const struct outcome *before = &run.result.arm[0].outcome[i], *after = &run.result.arm[ARM_GROW].outcome[i];
        cr_expect_eq(gain->only_baseline, 0, "somebody of before does not come");
        cr_expect_gt(gain->only_arm, 0);
        cr_expect_eq(gain->same, gain->people, "the journeys of those of before are what they were");
        for (uint32_t k = 0; k < run.network.pathway_count * run.network.area_count; k++)
            cr_expect_geq(after->arrived[k], before->arrived[k]);
    }
    scenario_run_free(&run);
}
