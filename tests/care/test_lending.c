/* Pools that help each other: beside the exact answers of pooled and of separate servers, and with a journey. */
#include "care/lending.h"

#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

#define DATA "care/data/"
#define ALONE "partnerships.alliance.members=[ \"east_nhs\" ]"
#define LOSS "pathways.*.steps.see.when_full=turn_away"

static const struct sought waits_east = {WAITED_SHARE, "east_need.see", "east", 0};
static const struct sought wait_west = {WAIT_MEAN, "west_need.see", "west", 0};
static const struct sought lost_east = {TURNED_SHARE, "east_need.see", "east", 0};

static uint32_t many(void) {
    return run_replications(30, 10);
}

/* Two and two are four who serve all. [M/M/4, load 3] */
Test(lending, those_who_help_each_other_at_once_are_one_pool) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, waits_east, theory_erlang_c(3, 4));
    expect_measure(&run, wait_west, theory_mmc_mean_wait(144 / 1440.0, 1 / 30.0, 4));
    scenario_run_free(&run);
}

/* Out of the partnership they are two lines. [M/M/2, load 1.5] */
Test(lending, outside_the_partnership_nobody_helps) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .set = {ALONE}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, waits_east, theory_erlang_c(1.5, 2));
    expect_measure(&run, wait_west, theory_mmc_mean_wait(72 / 1440.0, 1 / 30.0, 2));
    for (uint32_t i = 0; i < run.network.period_count * run.network.overflow_count; i++)
        cr_expect_eq(run.result.arm[0].outcome[0].lending[i].times, 0);
    scenario_run_free(&run);
}

/* Where nobody waits, whatever the shape of stays. [Erlang B] */
Test(lending, pooled_losses_are_those_of_one_pool) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .set = {LOSS}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, lost_east, theory_erlang_b(3, 4));
    scenario_run_free(&run);
    wish.set[1] = ALONE;
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, lost_east, theory_erlang_b(1.5, 2));
    scenario_run_free(&run);
}

/* Without an own place all is borrowed: the two are one line for the other's. */
Test(lending, those_without_places_of_their_own_borrow_all) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"},
                            .set = {"sites.east.pools.doctor.places=0", "sites.west.pools.doctor.places=4"},
                            .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, waits_east, theory_erlang_c(3, 4));
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    uint32_t east = find_pool(&run.network, "east", "doctor"), west = find_pool(&run.network, "west", "doctor");
    cr_expect_eq(outcome->pool[east].in_use, 0);
    cr_expect_gt(outcome->pool[east].borrowed, 0);
    cr_expect_float_eq(outcome->pool[east].borrowed, outcome->pool[west].lent, 1e-6);
    scenario_run_free(&run);
}

/* Half of two may be lent: states (east's own, lent to east, west's own) of a loss system by its balance equations. */
static double lost_with_share(int cap) {
    enum { OWN = 3, LENT = 3, STATES = OWN * LENT * OWN * LENT };
    double p[STATES], next[STATES], arrival = 72, service = 48;
    for (int i = 0; i < STATES; i++) p[i] = 1.0 / STATES;
    double step = 1 / (2 * arrival + 4 * service);
    double lost = 0;
    for (int round = 0; round < 4000; round++) {
        for (int i = 0; i < STATES; i++) next[i] = 0;
        lost = 0;
        for (int s = 0; s < STATES; s++) {
            /* e: east's people in own places, f: east's people in west's, w and x likewise */
            int e = s / 27, f = s / 9 % 3, w = s / 3 % 3, x = s % 3;
            if (e + x > 2 || w + f > 2) continue;
            double stay = 1;
            int to = -1;
            to = e + x < 2 ? s + 27 : w + f < 2 && f < cap ? s + 9 : -1;
            if (to >= 0) { next[to] += p[s] * arrival * step; stay -= arrival * step; }
            if (to < 0) lost += p[s];
            to = w + f < 2 ? s + 3 : e + x < 2 && x < cap ? s + 1 : -1;
            if (to >= 0) { next[to] += p[s] * arrival * step; stay -= arrival * step; }
            const int n[] = {e, f, w, x}, less[] = {27, 9, 3, 1};
            for (int k = 0; k < 4; k++)
                if (n[k] > 0) { next[s - less[k]] += p[s] * n[k] * service * step; stay -= n[k] * service * step; }
            next[s] += p[s] * stay;
        }
        for (int i = 0; i < STATES; i++) p[i] = next[i];
    }
    double sum = 0;
    for (int s = 0; s < STATES; s++) sum += (s / 27 + s % 3 > 2 || s / 3 % 3 + s / 9 % 3 > 2) ? 0 : p[s];
    return lost / sum;
}

Test(lending, a_share_of_the_places_may_be_lent) {
    cr_assert_float_eq(lost_with_share(2), theory_erlang_b(3, 4), 1e-4, "all: one pool");
    cr_assert_float_eq(lost_with_share(0), theory_erlang_b(1.5, 2), 1e-4, "none: two");
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .set = {LOSS, "sites.*.pools.doctor.lends=50 %"}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, lost_east, lost_with_share(1));
    scenario_run_free(&run);
}

Test(lending, what_is_spared_for_ones_own_is_not_lent) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .set = {"sites.*.pools.doctor.lends_above=2"}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, waits_east, theory_erlang_c(1.5, 2));
    scenario_run_free(&run);
}

/* Whoever helps is busy for the journey and the work, and the work begins when they are there. */
Test(lending, who_helps_comes_by_a_journey) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"},
                            .set = {"sites.east.pools.doctor.places=0", "sites.west.pools.doctor.places=80",
                                    "sites.*.pools.doctor.overflow_travels=drive", "time.window=100 d"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *see = &outcome->post[find_post(&run.network, "east_need.see", "east")];
    uint32_t west = find_pool(&run.network, "west", "doctor"), overflow = run.network.pool[find_pool(&run.network, "east", "doctor")].overflow_first;
    cr_expect_eq(see->wait_minutes, 25.0 * (double)see->started, "all wait for the journey, and for nothing else");
    cr_expect_eq(see->waited, 0);
    const struct lending_tally *lent = &outcome->lending[overflow];
    cr_expect_eq(lent->times, see->uses);
    cr_expect_float_eq(outcome->pool[west].staff_km, 26.0 * (double)lent->times, 1e-6);
    cr_expect_float_eq(lent->km, outcome->pool[west].staff_km, 1e-6);
    double busy = lent->minutes / (double)lent->times;
    cr_expect(busy > 25 + 28 && busy < 25 + 32, "%g minutes each", busy);
    scenario_run_free(&run);
}

/* From the day of leaving nobody is lent any more, and who is there stays until they are done. */
Test(lending, ends_on_the_day_of_leaving) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg", DATA "helping_ends.cfg"}, .set = {"time.window=400 d"}, .from_start = true};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *both = &run.result.arm[0].outcome[0], *one = &run.result.arm[1].outcome[0];
    cr_assert_eq(network->period_count, 2, "the second financial year is after the day of leaving");
    for (uint32_t i = 0; i < network->overflow_count; i++) {
        cr_expect_eq(both->lending[i].times, one->lending[i].times, "the same until then");
        cr_expect_gt(both->lending[network->overflow_count + i].times, 100);
        cr_expect_eq(one->lending[network->overflow_count + i].times, 0);
    }
    scenario_run_free(&run);
}

/* Asked from the first who waits on, it is as if asked at once; where nobody is ever enough, nobody helps. */
Test(lending, is_asked_for_once_so_many_wait) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"}, .set = {"sites.*.pools.doctor.overflow_from=1"}, .replications = many()};
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, wait_west, theory_mmc_mean_wait(144 / 1440.0, 1 / 30.0, 4));
    for (uint32_t pool = 0; pool < run.network.pool_count; pool++)
        cr_expect_leq(run.result.arm[0].outcome[0].pool[pool].in_use_max, 2, "nobody is taken who is not there");
    double some = measure_estimate(&run, 0, wait_west).mean;
    scenario_run_free(&run);
    wish.set[0] = "sites.*.pools.doctor.overflow_from=3";
    scenario_run_or_fail(&run, &wish);
    double later = measure_estimate(&run, 0, wait_west).mean;
    for (uint32_t pool = 0; pool < run.network.pool_count; pool++)
        cr_expect_leq(run.result.arm[0].outcome[0].pool[pool].in_use_max, 2);
    cr_expect_gt(later, some + 2);
    cr_expect_lt(later, theory_mmc_mean_wait(72 / 1440.0, 1 / 30.0, 2) - 2);
    scenario_run_free(&run);
    wish.set[0] = "sites.*.pools.doctor.overflow_from=100000";
    scenario_run_or_fail(&run, &wish);
    expect_measure(&run, wait_west, theory_mmc_mean_wait(72 / 1440.0, 1 / 30.0, 2));
    scenario_run_free(&run);
}

/* On the way back they are busy too, and nobody waits for that. */
Test(lending, who_helps_goes_back_by_a_journey) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping.cfg"},
                            .set = {"sites.east.pools.doctor.places=0", "sites.west.pools.doctor.places=80",
                                    "sites.*.pools.doctor.overflow_travels=drive", "sites.*.pools.doctor.overflow_returns=true",
                                    "time.window=100 d"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *see = &outcome->post[find_post(&run.network, "east_need.see", "east")];
    uint32_t west = find_pool(&run.network, "west", "doctor");
    cr_expect_eq(see->wait_minutes, 25.0 * (double)see->started);
    const struct lending_tally *lent = &outcome->lending[run.network.pool[find_pool(&run.network, "east", "doctor")].overflow_first];
    double busy = lent->minutes / (double)lent->times;
    cr_expect(busy > 50 + 28 && busy < 50 + 32, "%g minutes each", busy);
    cr_expect_float_eq(outcome->pool[west].staff_km, 52.0 * (double)lent->times, 1e-6);
    scenario_run_free(&run);
}

/* The first that is named helps as long as it can. */
Test(lending, goes_through_those_who_may_help_in_order) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "helping_three.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    uint32_t first = network->pool[find_pool(network, "own", "bed")].overflow_first;
    cr_assert_eq(network->pool[find_pool(network, "own", "bed")].overflow_count, 2);
    cr_assert_eq(network->overflow[first].lender, find_pool(network, "near", "bed"), "as written, not by id");
    cr_assert_eq(network->overflow[first + 1].lender, find_pool(network, "far", "bed"));
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *stay = &outcome->post[find_post(network, "need.stay", "own")];
    cr_expect_eq(stay->started, 6, "two here, three near, one far");
    cr_expect_eq(outcome->lending[first].times, 3);
    cr_expect_eq(outcome->lending[first + 1].times, 1);
    cr_expect_eq(outcome->pool[find_pool(network, "far", "bed")].in_use_max, 1);
    scenario_run_free(&run);
}
