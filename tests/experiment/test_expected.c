/* Expected events on systems where everybody's way is known, worked out by hand; draws common to arms and replications;
 * a run with outcomes is the same run. */
#include "experiment/expected.h"

#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define DATA "experiment/data/outcome_"

enum { NEAR, FAR, SCEPTIC };

static uint32_t rule_called(const struct network *network, const char *id) {
    for (uint32_t i = 0; i < network->outcome_rule_count; i++)
        if (strcmp(network->outcome_rule[i].id, id) == 0)
            return i;
    cr_assert(false, "no outcome %s is used", id);
    return 0;
}

static struct expected_tally tally_of(const struct scenario_run *run, uint32_t arm, const char *id, const char *margin) {
    const struct outcome *outcome = &run->result.arm[arm].outcome[0];
    uint32_t rules = run->network.outcome_rule_count, rule = rule_called(&run->network, id);
    return outcome->expected[((size_t)run->network.period_count * rules + rule) * outcome->margins +
                             margin_find(&run->network, margin)];
}

static const float *draws_of(const struct scenario_run *run, uint32_t arm, uint32_t replication, const char *id) {
    const struct outcome *outcome = &run->result.arm[arm].outcome[replication];
    return &outcome->doubted[(size_t)rule_called(&run->network, id) * outcome->margins * DOUBT_DRAWS];
}

static void run_journeys(struct scenario_run *run, bool from_start) {
    struct run_wish wish = {.file = {DATA "journeys.cfg", DATA "closed.cfg", DATA "sceptic.cfg"}, .replications = 2,
                            .from_start = from_start};
    scenario_run_or_fail(run, &wish);
}

static double by_odds(double risk, double odds_ratio) {
    double odds = risk / (1 - risk) * odds_ratio;
    return odds / (1 + odds);
}

Test(expected, a_thousand_people_five_or_fifteen_km_away_by_hand) {
    struct scenario_run run;
    run_journeys(&run, false);
    cr_assert_eq(tally_of(&run, NEAR, "deaths", NULL).people, 1000);
    cr_expect_float_eq(tally_of(&run, NEAR, "deaths", NULL).events, 1000 * by_odds(0.062, pow(1.02, 5)), 1e-9);
    cr_expect_float_eq(tally_of(&run, FAR, "deaths", NULL).events, 1000 * by_odds(0.062, pow(1.02, 15)), 1e-9);
    cr_expect_float_eq(tally_of(&run, SCEPTIC, "deaths", NULL).events, 62, 1e-9);
    /* half of the risk 10 km nearer than where it holds; what is farther than the bound counts as the bound */
    cr_expect_float_eq(tally_of(&run, NEAR, "capped", NULL).events, 1000 * 0.1 / 2, 1e-9);
    cr_expect_float_eq(tally_of(&run, FAR, "capped", NULL).events, 1000 * 0.1 * pow(2, -0.5), 1e-9);
    cr_expect_eq(run.network.outcome_rule_count, 3, "one that is off needs no step");
    scenario_run_free(&run);
}

Test(expected, groups_have_their_own_risk_and_areas_add_up) {
    struct scenario_run run;
    run_journeys(&run, false);
    struct expected_tally young = tally_of(&run, NEAR, "by_age", "age/young"), old = tally_of(&run, NEAR, "by_age", "age/old");
    cr_expect_eq(young.people + old.people, 1000);
    cr_expect_gt(young.people, old.people);
    cr_expect_float_eq(young.events, 0.5 * 0.01 * (double)young.people, 1e-9);
    cr_expect_float_eq(old.events, 0.5 * 0.2 * (double)old.people, 1e-9);
    cr_expect_float_eq(tally_of(&run, NEAR, "by_age", NULL).events, young.events + old.events, 1e-9);
    cr_expect_float_eq(tally_of(&run, NEAR, "by_age", "mid").events, young.events + old.events, 1e-9);
    scenario_run_free(&run);
}

Test(expected, waiting_crowding_and_volume_by_hand) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "pairs.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct { const char *id; double events; } row[] = {
        {"by_wait", 400 * 0.05 + 200 * 0.01 * (4 - 3)},       /* every second waits an hour beyond three */
        {"read_before", 400 * 0.05 + 200 * 0.01 * 1 + 200 * 0.01 * 5}, /* stays of 4 and 8 h, over as the step starts */
        {"by_crowding", 200 * 0.05 + 200 * 0.05 * 2},         /* every second finds half of it full */
        {"by_volume", 400 * 0.05 * 0.9 * 0.9},                /* 1461 cases a year are twice doubled */
        {"by_step", 400 * by_odds(0.05, 0.5)},                /* at the threshold it holds */
    };
    cr_expect_eq(run.network.outcome_rule_count, 5);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        cr_expect_eq(tally_of(&run, 0, row[i].id, NULL).people, 400, "%s", row[i].id);
        cr_expect_float_eq(tally_of(&run, 0, row[i].id, NULL).events, row[i].events, 1e-9, "%s", row[i].id);
    }
    scenario_run_free(&run);
}

/* Twice a doubling: the ratio's interval squared, its logarithm normal. */
Test(expected, where_nothing_is_by_chance_the_draws_give_the_published_interval) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "pairs.cfg"}};
    double events[DOUBT_DRAWS];
    scenario_run_or_fail(&run, &wish);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        events[k] = (double)draws_of(&run, 0, 0, "by_volume")[k];
    cr_expect_float_eq(doubt_quantile(events, 0.5), 16.2, 0.005);
    cr_expect_float_eq(doubt_quantile(events, 0.025), 20 * 0.8 * 0.8, 0.02);
    cr_expect_float_eq(doubt_quantile(events, 0.975), 20 * 1.0125 * 1.0125, 0.03);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        events[k] = (double)draws_of(&run, 0, 0, "by_wait")[k];
    cr_expect_float_eq(doubt_quantile(events, 0.025), 20, 0.02); /* of a difference: normal */
    cr_expect_float_eq(doubt_quantile(events, 0.975), 24, 0.02);
    scenario_run_free(&run);
}

Test(expected, arms_and_replications_share_the_draws_and_no_effect_has_no_doubt) {
    struct scenario_run run;
    run_journeys(&run, false);
    const float *near = draws_of(&run, NEAR, 0, "deaths"), *far = draws_of(&run, FAR, 0, "deaths");
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        /* the odds ratio that one draw means in one arm is that of the other */
        double at_five = (double)near[k] / (1000 - (double)near[k]), at_fifteen = (double)far[k] / (1000 - (double)far[k]);
        double odds = 0.062 / 0.938;
        cr_expect_float_eq(pow(at_fifteen / odds, 1 / 15.0), pow(at_five / odds, 1 / 5.0), 1e-6);
        cr_expect_eq(near[k], draws_of(&run, NEAR, 1, "deaths")[k]);
        cr_expect_float_eq((double)draws_of(&run, SCEPTIC, 0, "deaths")[k], 62, 1e-4);
    }
    scenario_run_free(&run);
}

Test(expected, a_run_with_outcomes_is_the_same_run_and_without_them_keeps_nothing) {
    struct scenario_run with, without;
    struct run_wish wish = {.file = {DATA "pairs.cfg"}, .set = {"outcomes_on=false"}, .seed = 3};
    scenario_run_or_fail(&without, &wish);
    wish.set[0] = NULL;
    scenario_run_or_fail(&with, &wish);
    const struct outcome *a = &with.result.arm[0].outcome[0], *b = &without.result.arm[0].outcome[0];
    cr_expect_eq(without.network.outcome_rule_count, 0);
    cr_expect_eq(b->exposure_count, 0);
    cr_expect_eq(a->events, b->events);
    size_t posts = (size_t)with.network.period_count * with.network.post_count * sizeof a->post[0];
    size_t pools = (size_t)with.network.period_count * with.network.pool_count * sizeof a->pool[0];
    cr_expect_eq(memcmp(a->post, b->post, posts), 0);
    cr_expect_eq(memcmp(a->pool, b->pool, pools), 0);
    scenario_run_free(&with);
    scenario_run_free(&without);
}

Test(expected, from_snapshots_or_from_the_start_the_same) {
    struct scenario_run shared, alone;
    run_journeys(&shared, false);
    run_journeys(&alone, true);
    for (uint32_t arm = 0; arm < 3; arm++)
        for (uint32_t i = 0; i < 2; i++) {
            const struct outcome *a = &shared.result.arm[arm].outcome[i], *b = &alone.result.arm[arm].outcome[i];
            size_t rows = (size_t)shared.network.outcome_rule_count * a->margins;
            cr_expect_eq(memcmp(a->doubted, b->doubted, rows * DOUBT_DRAWS * sizeof(float)), 0);
            cr_expect_eq(memcmp(a->expected, b->expected, 2 * rows * sizeof a->expected[0]), 0);
        }
    scenario_run_free(&shared);
    scenario_run_free(&alone);
}

/* What is only of outcomes parts no arms: the sceptic's runs as the closure does. */
Test(expected, a_change_of_an_outcome_parts_no_arms) {
    struct scenario_run run;
    run_journeys(&run, false);
    const struct arm *closed = &run.network.arm[FAR], *sceptic = &run.network.arm[SCEPTIC];
    cr_expect_eq(sceptic->patch[0].minute, closed->patch[0].minute);
    cr_expect_eq(sceptic->patch[sceptic->patch_count - 1].minute, run.network.follow_to);
    scenario_run_free(&run);
}

/* 60 h in all: people come at 0, 12, 24 and 36 h, and the last three have waited for 48, 36 and 24 h. */
Test(expected, who_waits_to_the_end_counts_with_the_wait_so_far) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "unfinished.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_expect_eq(tally_of(&run, 0, "late", NULL).people, 4);
    cr_expect_float_eq(tally_of(&run, 0, "late", NULL).events, 4 * 0.1 + 0.001 * (48 + 36 + 24), 1e-9);
    scenario_run_free(&run);
}
