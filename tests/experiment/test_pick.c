/* Whoever is picked is the one whom a walk through all records finds. */
#include "experiment/pick.h"
#include "care/outcome.h"
#include "care/person.h"
#include "support/run_scenario.h"
#include "support/watched.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct pick_test {
    struct network network;
    struct watched watched;
    struct picked *picked;
    size_t count, of;
};

static void pick_begin(struct pick_test *test) {
    scenario_load_or_fail(&test->network, &(struct run_wish){.file = {"experiment/data/town.cfg", "experiment/data/town_close.cfg",
                                                                      "experiment/data/town_beds.cfg"}});
    watched_run(&test->watched, &test->network, 2);
    test->picked = NULL;
}

static void pick(struct pick_test *test, const struct pick_wish *wish) {
    free(test->picked);
    cr_assert_eq(pick_people(&test->network, test->watched.records, wish, &test->picked, &test->count, &test->of), STATUS_OK);
}

static void pick_end(struct pick_test *test) {
    free(test->picked);
    watched_free(&test->watched, &test->network);
    network_free(&test->network);
}

Test(pick, the_longest_are_the_longest_in_order_and_each_once) {
    struct pick_test test;
    pick_begin(&test);
    uint32_t standard = find_standard(&test.network, "stay");
    pick(&test, &(struct pick_wish){.rule = PICK_LONGEST, .standard = standard, .count = 20});
    cr_assert_eq(test.count, 20);
    for (size_t i = 0; i < test.count; i++) {
        cr_assert(i == 0 || test.picked[i].minutes <= test.picked[i - 1].minutes);
        for (size_t k = 0; k < i; k++) cr_assert_neq(test.picked[i].person, test.picked[k].person);
    }
    /* Nobody else of the baseline has a reading beyond the last one picked. */
    const struct record_list *records = &test.watched.records[0];
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = &records->record[i];
        if (record->standard != standard || (double)record->minutes <= test.picked[19].minutes) continue;
        bool known = false;
        for (size_t k = 0; k < test.count; k++) known = known || test.picked[k].person == record->person;
        cr_assert(known);
    }
    pick_end(&test);
}

Test(pick, the_worst_off_has_the_largest_change_between_the_same_visits_in_any_arm) {
    struct pick_test test;
    pick_begin(&test);
    double most = 0;
    for (uint32_t arm = 1; arm < test.network.arm_count; arm++)
        for (size_t i = 0; i < test.watched.records[0].count; i++)
            for (size_t k = 0; k < test.watched.records[arm].count; k++) {
                const struct record *a = &test.watched.records[0].record[i], *b = &test.watched.records[arm].record[k];
                double change = (double)b->minutes - (double)a->minutes;
                if (records_match(a, b, UINT64_MAX) && change > most) most = change;
            }
    pick(&test, &(struct pick_wish){.rule = PICK_WORST_OFF, .standard = NONE, .count = 3});
    cr_assert_eq(test.count, 3);
    cr_expect_eq(test.picked[0].minutes - test.picked[0].baseline_minutes, most);
    cr_expect_geq(test.picked[0].arm, 1);
    cr_expect_neq(test.picked[0].person, test.picked[1].person);
    cr_expect_neq(test.picked[1].person, test.picked[2].person);
    cr_expect_neq(test.picked[0].person, test.picked[2].person);
    pick_end(&test);
}

/* Each person has a draw of their own: whoever comes first among those of an area also does among all, of them. */
Test(pick, a_random_choice_among_some_is_the_choice_among_all_without_the_others) {
    struct pick_test test;
    pick_begin(&test);
    uint32_t south = find_area(&test.network, "south"), group = margin_find(&test.network, "age/from_65");
    struct pick_wish wish = {.rule = PICK_RANDOM, .standard = NONE, .count = 1000, .seed = 1};
    pick(&test, &wish);
    cr_assert_eq(test.count, test.of < 1000 ? test.of : 1000);
    uint64_t first = 0;
    for (size_t i = test.count; i-- > 0;) {
        const struct stream *stream = &test.network.stream[person_stream(test.picked[i].person)];
        const struct dimension *age = &test.network.dimension[0];
        if (stream->area == south && age->level_of[stream->cell] == margin_at(&test.network, group).index)
            first = test.picked[i].person;
    }
    uint64_t anybody = test.picked[0].person;
    wish.area_margin = margin_find(&test.network, "south");
    wish.group_margin = group;
    wish.count = 1;
    pick(&test, &wish);
    cr_assert_eq(test.count, 1);
    cr_expect_eq(test.picked[0].person, first);
    wish = (struct pick_wish){.rule = PICK_RANDOM, .standard = NONE, .count = 1, .seed = 2};
    pick(&test, &wish);
    cr_expect_neq(test.picked[0].person, anybody, "another seed, the same luck");
    pick_end(&test);
}

Test(pick, nobody_is_picked_where_nobody_fits) {
    struct pick_test test;
    pick_begin(&test);
    struct record_list same[] = {test.watched.records[0], test.watched.records[0], test.watched.records[0]};
    struct pick_wish wish = {.rule = PICK_WORST_OFF, .standard = NONE, .count = 5};
    cr_assert_eq(pick_people(&test.network, same, &wish, &test.picked, &test.count, &test.of), STATUS_OK);
    cr_expect_eq(test.count, 0, "nobody is worse off against himself");
    pick_end(&test);
}
