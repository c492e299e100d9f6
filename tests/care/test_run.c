/* The clock: who is there at the start, and the edges of the window and its periods. */
#include "care/run.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

static double sum_over_periods(const struct scenario_run *run, uint32_t i, uint32_t pool, int what) {
    double sum = 0;
    for (uint32_t period = 0; period < run->network.period_count; period++) {
        const struct pool_tally *tally =
            &run->result.arm[0].outcome[i].pool[period * run->network.pool_count + pool];
        sum += what == 0 ? tally->capacity : what == 1 ? tally->in_use : tally->waiting;
    }
    return sum;
}

Test(run, people_inside_and_waiting_at_the_start_are_there_at_minute_0) {
    struct network network;
    struct world world;
    struct run_wish wish = {.file = {"care/data/queue.cfg"}};
    scenario_load_or_fail(&network, &wish);
    cr_assert_eq(world_init(&world, &network, 1, 0), STATUS_OK);
    run_begin(&world);
    const struct pool_state *room = &world.pool[find_pool(&network, "alder", "room")];
    cr_expect_eq(world.present, 12);
    cr_expect_eq(room->in_use, 4, "three inside, and one of those waiting finds the fourth room");
    cr_expect_eq(room->waiting, 8);
    cr_expect_eq(world.now, 0);
    double last = -1;
    for (uint32_t slot = 0; slot < 12; slot++)
        for (uint32_t other = 0; other < slot; other++)
            cr_expect_neq(world.patient[slot].person, world.patient[other].person);
    unsigned leave = 0;
    while (!event_list_empty(&world.events)) {
        double minute = event_list_next(&world.events).minute;
        cr_expect(minute > 0 && minute <= 1440, "what is left of a day's work");
        if (minute < 1440 && minute > last) leave++;
        last = minute;
    }
    cr_expect_eq(leave, 3, "three who came at other times leave at other times");
    world_free(&world);
    network_free(&network);
}

Test(run, nobody_who_waits_takes_the_place_of_one_who_is_inside) {
    struct network network;
    struct world world;
    struct run_wish wish = {.file = {"care/data/queue.cfg"}, .set = {"start.there.inside=4"}};
    scenario_load_or_fail(&network, &wish);
    cr_assert_eq(world_init(&world, &network, 1, 0), STATUS_OK);
    run_begin(&world);
    const struct pool_state *room = &world.pool[find_pool(&network, "alder", "room")];
    cr_expect_eq(room->in_use, 4);
    cr_expect_eq(room->waiting, 9);
    world_free(&world);
    network_free(&network);
}

static const struct pool_state *begun(struct world *world, struct network *network, struct run_wish wish, const char *kind) {
    scenario_load_or_fail(network, &wish);
    cr_assert_eq(world_init(world, network, 1, 0), STATUS_OK);
    run_begin(world);
    return &world->pool[find_pool(network, "h", kind)];
}

Test(run, those_there_at_the_start_hold_what_they_keep_and_what_they_wait_in) {
    struct network network;
    struct world world;
    const struct pool_state *bay = begun(&world, &network, (struct run_wish){.file = {"care/data/kept_at_start.cfg"}}, "bay");
    cr_expect_eq(bay->in_use, 3, "by the doctor's, and by two who wait for a bed");
    cr_expect_eq(bay->blocked, 2, "the doctor's is being cared for");
    world_free(&world);
    network_free(&network);
}

Test(run, those_who_came_from_home_hold_nothing) {
    struct network network;
    struct world world;
    struct run_wish wish = {.file = {"care/data/kept_at_start.cfg"}, .set = {"start.b.came_from=home"}};
    const struct pool_state *bay = begun(&world, &network, wish, "bay");
    cr_expect_eq(bay->in_use, 1);
    cr_expect_eq(bay->blocked, 0);
    world_free(&world);
    network_free(&network);
}

/* With beds for two more both go there at once, and the bays are free for whoever comes. */
Test(run, what_was_kept_at_the_start_is_given_back) {
    struct scenario_run kept, freed;
    struct run_wish wish = {.file = {"care/data/kept_at_start.cfg"}};
    scenario_run_or_fail(&kept, &wish);
    wish.set[0] = "sites.h.pools.bed=4";
    scenario_run_or_fail(&freed, &wish);
    uint32_t bay = find_pool(&kept.network, "h", "bay"), triage = find_post(&kept.network, "need.triage", "h");
    cr_expect_eq(kept.result.arm[0].outcome[0].post[triage].started, 0);
    cr_expect_eq(freed.result.arm[0].outcome[0].post[triage].started, 1);
    cr_expect_eq(freed.result.arm[0].outcome[0].post[triage].wait_minutes, 0);
    cr_expect_eq(kept.result.arm[0].outcome[0].pool[bay].in_use, 3 * 1440);
    scenario_run_free(&kept);
    scenario_run_free(&freed);
}

/* The window of the town begins on 2 March, so it touches two financial years. */
Test(run, periods_days_and_hours_of_the_week_add_up_to_the_window) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"experiment/data/town.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    cr_assert_eq(network->period_count, 2);
    cr_expect_eq(network->period_to[0] - network->window_from, 30 * MINUTES_PER_DAY);
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t pool = 0; pool < network->pool_count; pool++) {
            const struct outcome *outcome = &run.result.arm[0].outcome[i];
            double days = 0, hours = 0, levels = 0, use = sum_over_periods(&run, i, pool, 1);
            double waits = 0, waiting = sum_over_periods(&run, i, pool, 2), there = 0, capacity = sum_over_periods(&run, i, pool, 0);
            for (uint32_t day = 0; day < outcome->days; day++) {
                days += outcome->day_in_use[pool * outcome->days + day] * MINUTES_PER_DAY;
                waits += outcome->day_waiting[pool * outcome->days + day] * MINUTES_PER_DAY;
                there += outcome->day_capacity[pool * outcome->days + day] * MINUTES_PER_DAY;
            }
            for (uint32_t hour = 0; hour < HOURS_PER_WEEK; hour++)
                hours += outcome->hour_in_use[pool * HOURS_PER_WEEK + hour] * MINUTES_PER_HOUR * 10;
            for (uint32_t at = outcome->level_first[pool]; at < outcome->level_first[pool + 1]; at++)
                levels += outcome->level_minutes[at] * (at - outcome->level_first[pool]);
            cr_expect_float_eq(days, use, 1e-6 * (use + 1), "days of pool %u: %.9g, %.9g", pool, days, use);
            cr_expect_float_eq(waits, waiting, 1e-6 * (waiting + 1));
            cr_expect_float_eq(there, capacity, 1e-6 * (capacity + 1));
            cr_expect_float_eq(hours, use, 1e-6 * (use + 1), "hours of pool %u: %.9g, %.9g", pool, hours, use);
            cr_expect_float_eq(levels, use, 1e-6 * (use + 1), "levels of pool %u: %.9g, %.9g", pool, levels, use);
        }
    scenario_run_free(&run);
}

Test(run, going_on_from_a_copy_ends_as_the_first_would) {
    struct network network;
    struct world first, second;
    struct run_wish wish = {.file = {"experiment/data/town.cfg"}};
    scenario_load_or_fail(&network, &wish);
    struct arrival_tables *tables = arrival_tables_new(&network);
    cr_assert_eq(world_init(&first, &network, 8, 0), STATUS_OK);
    run_begin(&first);
    run_until(&first, tables, 40.3 * MINUTES_PER_DAY, NULL);
    cr_assert_eq(world_copy(&second, &first), STATUS_OK);
    run_finish(&first, tables, NULL);
    run_finish(&second, tables, NULL);
    expect_same_outcome(&network, &first.outcome, &second.outcome);
    cr_expect_gt(first.outcome.events, 3000);
    world_free(&first);
    world_free(&second);
    arrival_tables_free(tables);
    network_free(&network);
}

/* They have an hour of their patience left, and the line's limit and length are for those who come. */
Test(run, those_who_wait_as_it_begins_are_neither_sent_away_nor_more_patient) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/there_already.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct pool_tally *room = &outcome->pool[find_pool(&run.network, "clinic", "room")];
    cr_expect_eq(room->waiting_max, 20);
    cr_expect_eq(room->waiting, 20 * 60);
    scenario_run_free(&run);
}
