/* Hand-overs between organisations: how long they take, what is kept meanwhile, whom a partnership spares, and that the
 * same people have the same luck in all scenarios. */
#include "scenario/traffic.h"
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DATA "care/data/"
#define EXPONENTIAL "handoffs.approval.delay={ kind = \"exponential\"; mean = \"2 d\"; }"

/* Of the whole window. */
static struct post_tally home_care(const struct scenario_run *run, uint32_t arm) {
    const struct network *network = &run->network;
    uint32_t post = find_post(network, "frailty.home_care", "carers");
    struct post_tally sum = {0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        const struct post_tally *one = &run->result.arm[arm].outcome[0].post[period * network->post_count + post];
        sum.arrived += one->arrived;
        sum.completed += one->completed;
        sum.time_minutes += one->time_minutes;
        sum.wait_minutes += one->wait_minutes;
    }
    return sum;
}

static struct handed_tally handed(const struct scenario_run *run, uint32_t arm) {
    const struct network *network = &run->network;
    uint32_t post = find_post(network, "frailty.home_care", "carers");
    struct handed_tally sum = {0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        sum.people += run->result.arm[arm].outcome[0].handed[period * network->post_count + post].people;
        sum.minutes += run->result.arm[arm].outcome[0].handed[period * network->post_count + post].minutes;
    }
    return sum;
}

static struct pool_tally beds(const struct scenario_run *run, uint32_t arm) {
    return run->result.arm[arm].outcome[0].pool[find_pool(&run->network, "hospital", "bed")];
}

/* Sums of all hand-overs of the window, which is one financial year and a piece. */
static struct handover_tally handovers(const struct scenario_run *run, uint32_t arm) {
    const struct network *network = &run->network;
    struct handover_tally sum = {0};
    for (size_t i = 0; i < network->period_count * handover_cells(network); i++) {
        sum.people += run->result.arm[arm].outcome[0].handover[i].people;
        sum.minutes += run->result.arm[arm].outcome[0].handover[i].minutes;
        sum.kept += run->result.arm[arm].outcome[0].handover[i].kept;
    }
    return sum;
}

Test(handoff, takes_its_time_and_keeps_the_bed_meanwhile) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "handoff.cfg"}, .set = {"time.window=300 d"}};
    scenario_run_or_fail(&run, &wish);
    struct post_tally after = home_care(&run, 0);
    struct handed_tally taken = handed(&run, 0);
    struct handover_tally sum = handovers(&run, 0);
    cr_assert_gt(taken.people, 1000);
    cr_expect_eq(taken.people, after.arrived, "everybody who comes was handed over");
    cr_expect_eq(taken.minutes, (double)taken.people * 2 * MINUTES_PER_DAY);
    cr_expect_eq(after.wait_minutes, 0, "and waits for nothing else");
    cr_expect_eq(sum.people, taken.people);
    cr_expect_float_eq(beds(&run, 0).handover, sum.kept, 1e-6 * sum.kept);
    cr_expect_float_eq(beds(&run, 0).blocked, sum.kept, 1e-6 * sum.kept, "all that is kept is for the hand-over");
    const struct network *network = &run.network;
    const struct post_tally *ward = &run.result.arm[0].outcome[0].post[find_post(network, "frailty.ward", "hospital")];
    cr_expect_eq(ward->worked, ward->completed);
    cr_expect_float_eq(ward->time_minutes - ward->work_minutes, taken.minutes, 41 * 2.0 * MINUTES_PER_DAY,
                       "half of them stay two days longer than they are cared for");
    double days = sum.kept / MINUTES_PER_DAY, people = (double)sum.people;
    cr_expect(fabs(days - 2 * people) < 2 * 40, "%g days of %g people: but for those at the window's ends", days, people);
    cr_expect_eq(measure_value(&run, 0, 0, (struct sought){CLOCK_MEAN, "delay", NULL, 0}), 2 * MINUTES_PER_DAY);
    scenario_run_free(&run);
}

/* In steady state 6 people a day keep a bed for 2 days, 12 stay 3 days. */
Test(handoff, beds_hold_as_many_as_littles_law_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "handoff.cfg"}, .set = {EXPONENTIAL}, .replications = run_replications(30, 10)};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, (struct sought){IN_USE_MEAN, "bed", "hospital", 0}, 12 * 3 + 6 * 2);
    expect_measure(&run, (struct sought){CLOCK_MEAN, "delay", NULL, 0}, 2 * MINUTES_PER_DAY);
    expect_measure(&run, (struct sought){CLOCK_BEYOND, "delay", NULL, 0}, exp(-0.5));
    scenario_run_free(&run);
}

Test(handoff, is_asked_of_a_share_and_of_groups) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "handoff.cfg"}, .set = {"handoffs.approval.share=30 %"}, .replications = run_replications(20, 10)};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, (struct sought){CLOCK_BEYOND, "delay", NULL, 0}, 0.3);
    scenario_run_free(&run);
}

Test(handoff, is_spared_within_a_partnership_and_from_the_day_of_joining) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "handoff.cfg", DATA "handoff_joined.cfg"}, .set = {EXPONENTIAL}};
    scenario_run_or_fail(&run, &wish);
    uint64_t before = handed(&run, 0).people, joined = handed(&run, 1).people;
    cr_expect(joined > before * 47 / 100 && joined < before * 54 / 100, "%lu of %lu", joined, before);
    scenario_run_free(&run);
    struct run_wish within = {.file = {DATA "handoff.cfg"}, .set = {"partnerships.place.members=[ \"acute\", \"council\" ]"}};
    scenario_run_or_fail(&run, &within);
    cr_expect_eq(handed(&run, 0).people, 0);
    cr_expect_eq(beds(&run, 0).blocked, 0);
    scenario_run_free(&run);
    struct run_wish other = {.file = {DATA "handoff_board.cfg"}};
    scenario_run_or_fail(&run, &other);
    cr_expect_gt(handed(&run, 0).people, 1000, "place is no partnership that spares it");
    scenario_run_free(&run);
}

/* Nobody's length of stay or home care moves when a hand-off is put between them, and whoever is handed over in two
 * scenarios takes as long in both. */
Test(handoff, leaves_everybodys_luck_as_it_was) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "handoff.cfg", DATA "handoff_joined.cfg"}, .set = {EXPONENTIAL}, .from_start = true};
    scenario_run_or_fail(&run, &wish);
    const struct gain_tally *gain = run.result.arm[1].gain;
    struct post_tally a = home_care(&run, 0), b = home_care(&run, 1);
    cr_assert_not_null(gain);
    cr_expect_gt(gain->people, 2000);
    cr_expect_eq(gain->worse, 0, "nobody waits longer where some are spared");
    cr_expect_eq(gain->better + gain->same, gain->people);
    cr_expect(gain->same > gain->people * 45 / 100, "those before the day take as long");
    cr_expect_eq(run.result.arm[0].outcome[0].post[find_post(&run.network, "frailty.ward", "hospital")].arrived,
                 run.result.arm[1].outcome[0].post[find_post(&run.network, "frailty.ward", "hospital")].arrived);
    cr_expect_float_eq(a.time_minutes / (double)a.completed, b.time_minutes / (double)b.completed, 60);
    scenario_run_free(&run);
}

/* 12 a day for 3 days, and of half of them 2 days more: 48 of 60 beds. */
Test(handoff, is_load_of_the_beds_that_are_kept) {
    struct network network;
    struct run_wish wish = {.file = {DATA "handoff.cfg"}, .set = {"sites.hospital.pools.bed=60"}};
    scenario_load_or_fail(&network, &wish);
    struct traffic traffic;
    cr_assert_eq(traffic_solve(&network, network.value, &traffic), STATUS_OK);
    cr_expect_float_eq(traffic.pool[find_pool(&network, "hospital", "bed")].offered, 48, 1e-6);
    traffic_free(&traffic);
    network_free(&network);
}
