/* What is told of each person agrees with what was measured and charged of all. */
#include "care/follow.h"
#include "care/money.h"
#include "care/run.h"
#include "results/saying.h"
#include "support/run_scenario.h"
#include "support/watched.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOWN "experiment/data/town.cfg"
#define CLOSE "experiment/data/town_close.cfg"

static int compare_records(const void *first, const void *second) {
    const struct record *a = first, *b = second;
    if (a->person != b->person) return a->person < b->person ? -1 : 1;
    if (a->standard != b->standard) return a->standard < b->standard ? -1 : 1;
    return a->minutes < b->minutes ? -1 : a->minutes > b->minutes;
}

/* The counted readings of all who were followed, as records without occurrence. */
static struct record *readings_of(const struct follow *follow, size_t *count) {
    size_t most = 0;
    for (size_t i = 0; i < follow->count; i++) most += follow->followed[i].count;
    struct record *record = calloc(most + 1, sizeof *record);
    cr_assert(record != NULL);
    *count = 0;
    for (size_t i = 0; i < follow->count; i++)
        for (size_t k = 0; k < follow->followed[i].count; k++) {
            const struct happening *at = &follow->followed[i].happening[k];
            if (at->kind != HAPPENS_reading || !isnan(say_number(at, "began", "outside"))) continue;
            record[(*count)++] =
                (struct record){.person = follow->followed[i].person,
                                .minutes = (float)say_number(at, "reading", "duration"),
                                .standard = (unsigned)say_number(at, "standard", "standard") & (RECORD_STANDARDS - 1u),
                                .unfinished = say_number(at, "verdict", "verdict") == VERDICT_UNFINISHED};
        }
    return record;
}

/* Fails unless what is told of an arm is what was measured; gives how many readings. */
static size_t expect_readings(struct watched *watched, uint32_t arm) {
    struct record_list *records = &watched->records[arm];
    size_t count;
    struct record *told = readings_of(&watched->follow[arm], &count);
    cr_assert_eq(count, records->count, "arm %u: %zu told, %zu measured", arm, count, records->count);
    if (count == 0) {
        free(told);
        return 0;
    }
    qsort(records->record, count, sizeof(struct record), compare_records);
    qsort(told, count, sizeof *told, compare_records);
    for (size_t i = 0; i < count; i++) {
        const struct record *a = &told[i], *b = &records->record[i];
        cr_assert(a->person == b->person && a->standard == b->standard && a->minutes == b->minutes &&
                      a->unfinished == b->unfinished,
                  "arm %u, reading %zu: %g told, %g measured", arm, i, (double)a->minutes, (double)b->minutes);
    }
    free(told);
    return count;
}

Test(follow, every_reading_told_is_a_record_and_every_record_is_told) {
    struct network network;
    struct watched watched;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN, CLOSE}});
    watched_run(&watched, &network, 2);
    for (uint32_t arm = 0; arm < network.arm_count; arm++) cr_assert_gt(expect_readings(&watched, arm), 1000);
    watched_free(&watched, &network);
    network_free(&network);
}

/* Giving way, coming again, turning round, being there already, moving, sharing attention, cleaning, coming back. */
Test(follow, readings_are_records_whatever_happens_on_the_way) {
    static const struct run_wish wishes[] = {
        {.file = {"care/data/interrupted.cfg"}}, {.file = {"care/data/giving_way.cfg"}, .set = {"time.window=5 d"}},
        {.file = {"care/data/cancelled.cfg"}},   {.file = {"care/data/balking.cfg"}},
        {.file = {"care/data/under_way.cfg"}},   {.file = {"care/data/queue.cfg", "care/data/queue_move_move.cfg"}},
        {.file = {"care/data/attention.cfg"}, .set = {"time.window=5 d"}}, {.file = {"care/data/cleaning.cfg"}},
        {.file = {"care/data/coming_back.cfg"}}, {.file = {"care/data/follow_money.cfg"}},
        {.file = {"care/data/follow_giving_way.cfg"}},
    };
    size_t all = 0;
    for (size_t w = 0; w < sizeof wishes / sizeof wishes[0]; w++) {
        struct network network;
        struct watched watched;
        scenario_load_or_fail(&network, &wishes[w]);
        watched_run(&watched, &network, 1);
        for (uint32_t arm = 0; arm < network.arm_count; arm++) all += expect_readings(&watched, arm);
        watched_free(&watched, &network);
        network_free(&network);
    }
    cr_assert_gt(all, 5000, "%zu", all);
}

Test(follow, happenings_are_in_order_and_end_by_going_or_with_the_run) {
    struct network network;
    struct watched watched;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN, CLOSE}});
    watched_run(&watched, &network, 1);
    size_t here = 0;
    for (size_t i = 0; i < watched.count; i++) {
        const struct followed *followed = &watched.follow[1].followed[i];
        if (!followed->came) continue;
        cr_assert_eq(followed->happening[0].kind, HAPPENS_came);
        for (size_t k = 1; k < followed->count; k++)
            cr_assert_geq(followed->happening[k].minute, followed->happening[k - 1].minute);
        uint32_t last = followed->happening[followed->count - 1].kind;
        cr_assert(last == HAPPENS_done || last == HAPPENS_gone || last == HAPPENS_still_here, "ends with %s", say_kind(last));
        cr_assert_eq(followed->gone, last != HAPPENS_still_here);
        here += last == HAPPENS_still_here;
    }
    cr_assert_gt(here, 0, "some are still there in a system as full as this");
    watched_free(&watched, &network);
    network_free(&network);
}

static struct outcome outcome_of(const struct network *network, struct follow *follow) {
    struct arrival_tables *tables = arrival_tables_new(network);
    struct world world;
    cr_assert(tables != NULL);
    cr_assert_eq(world_init(&world, network, 1, 0), STATUS_OK);
    world.follow = follow;
    run_begin(&world);
    run_finish(&world, tables, NULL);
    struct outcome outcome = {0};
    cr_assert_eq(outcome_copy(&outcome, &world.outcome, network), STATUS_OK);
    world_free(&world);
    arrival_tables_free(tables);
    return outcome;
}

Test(follow, following_everybody_changes_nothing) {
    struct network network;
    struct watched watched;
    struct follow follow;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN}});
    watched_run(&watched, &network, 1);
    cr_assert_eq(follow_init(&follow, watched.person, watched.count), STATUS_OK);
    struct outcome without = outcome_of(&network, NULL), with = outcome_of(&network, &follow);
    expect_same_outcome(&network, &without, &with);
    outcome_free(&without);
    outcome_free(&with);
    follow_free(&follow);
    watched_free(&watched, &network);
    network_free(&network);
}

/* What all who were followed cost, by rule, in micro-pounds. */
static double told_by_rule(const struct follow *follow, uint32_t rule) {
    double sum = 0;
    for (size_t i = 0; i < follow->count; i++)
        for (size_t k = 0; k < follow->followed[i].count; k++) {
            const struct happening *at = &follow->followed[i].happening[k];
            bool cost = at->kind == HAPPENS_cost, payment = at->kind == HAPPENS_payment;
            if ((cost || payment) && say_number(at, "rule", "rule") == rule)
                sum += say_number(at, cost ? "cost" : "payment", "money");
        }
    return sum;
}

static void expect_costs(const char *file) {
    struct scenario_run run;
    struct watched watched;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {file}});
    const struct network *network = &run.network;
    watched_run(&watched, network, 1);
    for (uint32_t rule = 0; rule < network->money_rule_count; rule++) {
        double charged = 0, told = told_by_rule(&watched.follow[0], rule);
        for (uint32_t t = 0; t < network->money_target_count; t++)
            for (uint32_t period = 0; period < network->period_count && network->money_target[t].rule == rule; period++)
                charged += (double)run.result.arm[0].outcome[0].money[period * network->money_target_count + t];
        cr_expect_gt(charged, 100e6);
        cr_expect_float_eq(told, charged, 1000, "%s: %.6f told, %.6f charged", network->money_rule[rule].id, told / 1e6,
                           charged / 1e6);
    }
    watched_free(&watched, network);
    scenario_run_free(&run);
}

/* Prices change during stays, a place closes over those inside, staff drive: everybody is gone before the end. */
Test(follow, the_costs_of_each_add_up_to_the_costs_of_all) {
    expect_costs("care/data/follow_money.cfg");
}

Test(follow, the_costs_of_those_who_give_way_add_up_too) {
    expect_costs("care/data/follow_giving_way.cfg");
}

/* Of what is settled for a year nothing is paid for one alone: each is told what they count for, at the price of the day. */
Test(follow, what_is_settled_for_a_year_is_told_as_what_each_counts_for) {
    struct network network;
    struct watched watched;
    double worth = 0;
    uint32_t blended = 0, told = 0;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {"care/data/contracts.cfg"}});
    watched_run(&watched, &network, 1);
    while (strcmp(network.money_rule[blended].id, "blended") != 0) blended++;
    for (size_t i = 0; i < watched.follow[0].count; i++)
        for (size_t k = 0; k < watched.follow[0].followed[i].count; k++) {
            const struct happening *at = &watched.follow[0].followed[i].happening[k];
            cr_expect(at->kind != HAPPENS_payment || say_number(at, "rule", "rule") != blended);
            if (at->kind != HAPPENS_counted || say_number(at, "rule", "rule") != blended) continue;
            worth += say_number(at, "worth", "money");
            told++;
        }
    cr_expect_eq(told, 12 * 61, "once each; those whose clock is measured, of p at a");
    cr_expect_eq(worth, told * 100e6);
    watched_free(&watched, &network);
    network_free(&network);
}

Test(follow, is_over_when_all_are_gone_or_can_come_no_more) {
    struct follow follow;
    uint64_t person[] = {person_pack(3, 0, 0, 0), person_pack(3, 0, 0, 1)};
    cr_assert_eq(follow_init(&follow, person, 2), STATUS_OK);
    cr_expect_not(follow_is_over(&follow, 4.0 * MINUTES_PER_DAY - 1));
    cr_expect(follow_is_over(&follow, 4.0 * MINUTES_PER_DAY), "neither came on their day");
    follow.followed[1].came = true;
    cr_expect_not(follow_is_over(&follow, 9.0 * MINUTES_PER_DAY));
    follow.followed[1].gone = true;
    cr_expect(follow_is_over(&follow, 9.0 * MINUTES_PER_DAY));
    cr_expect_eq(follow_find(&follow, person[1]), &follow.followed[1]);
    cr_expect_null(follow_find(&follow, person_pack(2, 0, 0, 0)));
    follow_free(&follow);
}
