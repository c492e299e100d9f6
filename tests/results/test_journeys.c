/* What a journey comes to, and where two of them part. */
#include "results/journeys.h"
#include "support/run_scenario.h"
#include "support/watched.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#define RELAY "program/data/follow/relay.cfg"
#define RELAY_BED "program/data/follow/relay_bed.cfg"

struct relay {
    struct network network;
    struct watched watched;
    struct journey_person person;
    struct journeys journeys;
};

/* The second of two people who share one bay and one bed: see the scenario. */
static void relay_begin(struct relay *relay) {
    static char because[] = "by name";
    scenario_load_or_fail(&relay->network, &(struct run_wish){.file = {RELAY, RELAY_BED}});
    watched_run(&relay->watched, &relay->network, 1);
    cr_assert_eq(relay->watched.count, 2);
    relay->person = (struct journey_person){relay->watched.person[1], because};
    relay->journeys = (struct journeys){.network = &relay->network, .follow = relay->watched.follow,
                                        .person = &relay->person, .count = 1, .seed = 1, .replication = 1};
}

static void relay_end(struct relay *relay) {
    watched_free(&relay->watched, &relay->network);
    network_free(&relay->network);
}

Test(journeys, sums_are_those_worked_out_by_hand) {
    struct relay relay;
    relay_begin(&relay);
    const struct followed *one = follow_find(&relay.watched.follow[0], relay.person.person);
    const struct followed *two = follow_find(&relay.watched.follow[1], relay.person.person);
    cr_expect_eq(journey_sum(one, JOURNEY_WAIT), 30 * 60);
    cr_expect_eq(journey_sum(two, JOURNEY_WAIT), 20 * 60);
    cr_expect_eq(journey_sum(one, JOURNEY_TRAVEL), 12);
    cr_expect_eq(journey_sum(one, JOURNEY_TRAVEL_KM), 8.5);
    cr_expect_eq(journey_sum(one, JOURNEY_STAY), 60 * 60);
    cr_expect_eq(journey_sum(one, JOURNEY_KEPT), 10 * 60);
    cr_expect(isnan(journey_sum(two, JOURNEY_KEPT)));
    cr_expect(isnan(journey_sum(one, JOURNEY_STAFF)));
    uint32_t acute = 0, icb = 0;
    while (strcmp(relay.network.organisation[acute].id, "acute") != 0) acute++;
    while (strcmp(relay.network.organisation[icb].id, "icb") != 0) icb++;
    cr_expect_eq(journey_money(one, JOURNEY_COST, acute), 427e6);
    cr_expect_eq(journey_money(two, JOURNEY_COST, acute), 327e6);
    cr_expect_eq(journey_money(one, JOURNEY_RECEIVED, acute), 280e6);
    cr_expect_eq(journey_money(one, JOURNEY_PAID, icb), 280e6);
    cr_expect_eq(journey_money(one, JOURNEY_COST, icb), 0);
    relay_end(&relay);
}

Test(journeys, part_where_the_first_difference_is) {
    struct relay relay;
    relay_begin(&relay);
    size_t common = journeys_common(&relay.journeys, relay.person.person);
    const struct followed *one = follow_find(&relay.watched.follow[0], relay.person.person);
    cr_assert_lt(common, one->count);
    cr_expect_eq(one->happening[common].minute, 40 * 60);
    cr_expect_lt(one->happening[common - 1].minute, 40 * 60);
    const struct followed *first = follow_find(&relay.watched.follow[0], relay.watched.person[0]);
    cr_expect_eq(journeys_common(&relay.journeys, relay.watched.person[0]), first->count);
    relay_end(&relay);
}

static size_t longest_line(const char *text) {
    size_t longest = 0, length = 0;
    for (; *text != '\0'; text++) {
        length = *text == '\n' ? 0 : length + 1;
        longest = length > longest ? length : longest;
    }
    return longest;
}

Test(journeys, text_stands_beside_from_a_hundred_columns_and_keeps_to_its_width) {
    struct relay relay;
    relay_begin(&relay);
    for (unsigned width = 90; width <= 180; width += 10) {
        struct text text = {0};
        journeys_text(&relay.journeys, width, &text);
        cr_assert_not(text.failed);
        cr_expect_leq(longest_line(text.bytes), width > 120 ? width : 121); /* headings are not broken */
        cr_expect_eq(strstr(text.bytes, " | ") != NULL, width >= 100, "%u columns", width);
        text_free(&text);
    }
    relay_end(&relay);
}

Test(journeys, json_says_that_it_is_simulated_and_agrees_with_the_sums) {
    struct relay relay;
    struct text text = {0};
    relay_begin(&relay);
    journeys_json(&relay.journeys, &text);
    json_t *json = json_loads(text.bytes, JSON_REJECT_DUPLICATES, NULL);
    cr_assert(json != NULL);
    cr_expect(json_is_true(json_object_get(json, "simulated")));
    json_t *person = json_array_get(json_object_get(json, "people"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(person, "same_until")), "2026-04-02T16:00:00");
    json_t *totals = json_object_get(json_array_get(json_object_get(person, "journeys"), 0), "totals");
    cr_expect_eq(json_number_value(json_object_get(totals, "wait_minutes")), 1800);
    cr_expect_eq(json_number_value(json_object_get(json_object_get(totals, "cost_gbp"), "acute")), 427);
    json_decref(json);
    text_free(&text);
    relay_end(&relay);
}
