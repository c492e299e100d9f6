/* Arms are run apart from each other, and are the same until they part. */
#include "experiment/watch.h"
#include "support/run_scenario.h"
#include "support/watched.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define TOWN "experiment/data/town.cfg"
#define CLOSE "experiment/data/town_close.cfg"

static bool same(const struct happening *a, const struct happening *b) {
    bool equal = a->kind == b->kind && a->minute == b->minute;
    for (unsigned i = 0; i < FOLLOW_NUMBERS; i++)
        equal = equal && (a->number[i] == b->number[i] || (isnan(a->number[i]) && isnan(b->number[i])));
    return equal;
}

/* Something differs from 23 March (the team grows), so nothing does before it. */
Test(watch, nobody_is_told_otherwise_in_two_arms_before_they_part) {
    struct network network;
    struct watched watched;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN, CLOSE}});
    watched_run(&watched, &network, 2);
    double change = 42.0 * MINUTES_PER_DAY;
    size_t before = 0, differ = 0;
    for (size_t i = 0; i < watched.count; i++) {
        const struct followed *a = &watched.follow[0].followed[i], *b = &watched.follow[1].followed[i];
        size_t k = 0;
        for (; k < a->count && a->happening[k].minute < change; k++) {
            cr_assert_lt(k, b->count);
            cr_assert(same(&a->happening[k], &b->happening[k]), "person %zu, happening %zu", i, k);
            before++;
        }
        cr_assert(k == b->count || b->happening[k].minute >= change);
        for (; k < a->count && k < b->count; k++) differ += !same(&a->happening[k], &b->happening[k]);
    }
    cr_expect_gt(before, 2000, "%zu", before);
    cr_expect_gt(differ, 500, "%zu", differ);
    watched_free(&watched, &network);
    network_free(&network);
}

Test(watch, threads_do_not_matter) {
    struct network network;
    struct watched one, three;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN, CLOSE, "experiment/data/town_beds.cfg"}});
    watched_run(&one, &network, 1);
    watched_run(&three, &network, 3);
    cr_assert_eq(one.count, three.count);
    for (uint32_t arm = 0; arm < network.arm_count; arm++) {
        cr_assert_eq(one.records[arm].count, three.records[arm].count);
        cr_assert_eq(memcmp(one.records[arm].record, three.records[arm].record,
                            one.records[arm].count * sizeof(struct record)), 0);
        for (size_t i = 0; i < one.count; i++) {
            const struct followed *a = &one.follow[arm].followed[i], *b = &three.follow[arm].followed[i];
            cr_assert_eq(a->count, b->count);
            for (size_t k = 0; k < a->count; k++) cr_assert(same(&a->happening[k], &b->happening[k]));
        }
    }
    watched_free(&one, &network);
    watched_free(&three, &network);
    network_free(&network);
}

Test(watch, stops_when_asked) {
    struct network network;
    struct record_list records = {0};
    atomic_bool stop = true;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {TOWN}});
    struct watch watch = {.network = &network, .seed = 1, .threads = 1, .stop = &stop};
    cr_expect_eq(watch_records(&watch, 1, &records), STATUS_INTERRUPTED);
    record_list_free(&records);
    network_free(&network);
}
