/* Rules for a full house, with people who come at known times: every minute can be worked out by hand. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define FILE_BEDS "care/data/escalation.cfg"
#define FILE_DOORS "care/data/escalation_doors.cfg"

static double minute_of(int day, double hour) { return (day - 1) * MINUTES_PER_DAY + hour * MINUTES_PER_HOUR; }

static const struct outcome *outcome_of(const struct scenario_run *run, uint32_t arm) { return &run->result.arm[arm].outcome[0]; }

/* Ten beds are full from 00:30. At 01:00 that is seen, at 01:00 of the second day for 24 hours, and the beds are there six
 * hours later. The first ten go at 00:30 of the sixth day: six are in then, seen from 01:00 to 13:00. */
Test(escalation, places_open_after_so_long_and_close_after_so_long) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {FILE_BEDS}});
    const struct outcome *outcome = outcome_of(&run, 0);
    cr_assert_eq(outcome->spell_count, 1);
    cr_expect_float_eq(outcome->spell[0].from, minute_of(2, 7), 1e-9);
    cr_expect_float_eq(outcome->spell[0].to, minute_of(6, 13), 1e-9);
    const struct pool_tally *pool = &outcome->pool[0];
    double open = (outcome->spell[0].to - outcome->spell[0].from) * 4;
    cr_expect_float_eq(pool->capacity, 10 * 10 * MINUTES_PER_DAY + open, 1e-6);
    cr_expect_float_eq((double)outcome->money[0], 1e6 * (10 * 240.0 + 4 * 102.0), 10, "open places cost, and only while open");
    cr_expect_eq(pool->in_use_max, 14);
    /* Four wait until 07:00 of the second day, two until 00:30 of the sixth. */
    uint32_t post = find_post(&run.network, "stay.ward", "royal");
    double waited = 4 * (minute_of(2, 7) - 40) + 2 * (minute_of(6, 0.5) - 40);
    cr_expect_float_eq(outcome->post[post].wait_minutes, waited, 1e-6);
    cr_expect_float_eq(pool->over, 0, 1e-9);
    scenario_run_free(&run);
}

/* The places are taken back while they are in use: nobody is thrown out, nobody comes in. */
Test(escalation, nobody_is_thrown_out_when_it_ends) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {FILE_BEDS, "care/data/escalation_ends.cfg"}});
    const struct outcome *outcome = outcome_of(&run, 1);
    const struct pool_tally *pool = &outcome->pool[0];
    cr_expect_float_eq(pool->over, minute_of(6, 0.5) - minute_of(4, 0), 1e-6, "14 in 10 beds: %g min", pool->over);
    cr_expect_eq(outcome->post[0].completed, 16);
    cr_assert_eq(outcome->spell_count, 1);
    cr_expect_float_eq(outcome->spell[0].to, minute_of(6, 13), 1e-9, "it is as full as before");
    scenario_run_free(&run);
}

Test(escalation, a_rule_that_never_holds_changes_nobody) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {FILE_BEDS}, .set = {"escalation.surge.for=30 d"}});
    cr_expect_eq(outcome_of(&run, 0)->spell_count, 0);
    cr_expect_float_eq(outcome_of(&run, 0)->pool[0].capacity, 10 * 10 * MINUTES_PER_DAY, 1e-6);
    scenario_run_free(&run);
}

/* West has two bays and three in line at 01:00: it diverts. Four who come at 02:00 go east. At 12:10 two of the line
 * start and one waits on; at 24:10 that one starts. Until the hour at which none waits (below 1) it lasts. */
Test(escalation, those_who_come_are_sent_on_or_cancelled) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {FILE_DOORS}});
    const struct outcome *outcome = outcome_of(&run, 0);
    uint32_t west = find_post(&run.network, "urgent.ae", "west"), east = find_post(&run.network, "urgent.ae", "east");
    uint32_t table = find_post(&run.network, "planned.operation", "west");
    cr_assert_eq(outcome->spell_count, 1);
    cr_expect_float_eq(outcome->spell[0].from, minute_of(1, 1), 1e-9);
    cr_expect_float_eq(outcome->spell[0].to, minute_of(2, 1), 1e-9);
    cr_expect_eq(outcome->post[west].arrived, 6, "five before, one after");
    cr_expect_eq(outcome->post[east].arrived, 5);
    cr_expect_eq(outcome->post[table].cancelled, 3, "three come again two days later");
    cr_expect_eq(outcome->post[table].arrived, 8, "five, and three again");
    cr_expect_eq(outcome->post[table].completed, 5);
    scenario_run_free(&run);
}

/* Where everybody else is closed, whoever diverts takes them all the same. */
Test(escalation, nobody_is_sent_nowhere) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/escalation_alone.cfg"}});
    uint32_t west = find_post(&run.network, "urgent.ae", "west");
    cr_expect_eq(outcome_of(&run, 0)->post[west].arrived, 11);
    cr_expect_eq(outcome_of(&run, 0)->left[find_pathway(&run.network, "urgent")], 0);
    scenario_run_free(&run);
}
