#include "network/network.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* Two steps at one provider with pools 0 and 1: step 0 needs both (first 1, then 0), step 1 needs pool 0 and
 * leads back to step 0; step 2 follows nothing and needs nothing. */
struct small {
    struct network network;
    struct pool pool[2];
    struct post post[3];
    struct step step[3];
    struct branch branch[3];
    struct standard standard[2];
    struct offer offer[1];
    struct money_rule rule[1];
};

static void build(struct small *small) {
    *small = (struct small){0};
    small->pool[0] = (struct pool){.kind = 0, .capacity = 0, .hours_per_wte = 4};
    small->pool[1] = (struct pool){.kind = 1, .capacity = 1, .hours_per_wte = NONE};
    for (uint32_t s = 0; s < 3; s++) {
        small->post[s] = (struct post){.step = s};
        small->step[s] = (struct step){.impatient_to = NONE, .branch_first = s, .branch_count = 1};
        small->branch[s] = (struct branch){.step = s, .to = NONE};
    }
    small->step[0].need_count = 2;
    small->step[0].need[0].kind = 1;
    small->step[0].need[1].kind = 0;
    small->step[1].need_count = 1;
    small->branch[0].to = 1;
    small->step[1].impatient_to = 0;
    small->standard[0] = (struct standard){.kind = STANDARD_CLOCK, .start_step = 0, .start_event = EVENT_ARRIVES,
                                           .stop_step = 1, .stop_event = EVENT_LEAVES};
    small->standard[1] = (struct standard){.kind = STANDARD_TRAVEL, .start_step = 1, .stop_step = 1};
    small->offer[0] = (struct offer){.open = 2};
    small->rule[0] = (struct money_rule){.rate = 3};
    small->network = (struct network){
        .pool = small->pool, .pool_count = 2, .post = small->post, .post_count = 3, .step = small->step,
        .step_count = 3, .branch = small->branch, .branch_count = 3, .standard = small->standard,
        .standard_count = 2, .offer = small->offer, .offer_count = 1, .money_rule = small->rule,
        .money_rule_count = 1, .value_count = 5};
    cr_assert_eq(network_finish(&small->network), STATUS_OK);
}

static void give_back(struct small *small) {
    struct network *network = &small->network;
    void *owned[] = {network->wakes_first, network->wakes, network->clock, network->clock_entry,
                     network->travel_standard_first, network->travel_standard, network->slot_use,
                     network->slot_index, network->option_at};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
}

Test(network_finish, posts_find_the_pools_of_their_provider) {
    struct small small;
    build(&small);
    cr_assert_eq(small.post[0].pool[0], 1);
    cr_assert_eq(small.post[0].pool[1], 0);
    cr_assert_eq(small.post[0].pool[2], NONE);
    cr_assert_eq(small.post[1].pool[0], 0);
    cr_assert_eq(small.post[2].pool[0], NONE);
    give_back(&small);
}

Test(network_finish, a_pool_wakes_each_line_that_needs_it_once) {
    struct small small;
    build(&small);
    const uint32_t *first = small.network.wakes_first, *wakes = small.network.wakes;
    cr_assert_eq(first[1] - first[0], 2); /* pool 0: its own line, and that of pool 1 */
    cr_assert_eq(wakes[first[0]], 0);
    cr_assert_eq(wakes[first[0] + 1], 1);
    cr_assert_eq(first[2] - first[1], 1);
    cr_assert_eq(wakes[first[1]], 1);
    give_back(&small);
}

Test(network_finish, clocks_are_listed_at_the_events_they_start_and_stop_at) {
    struct small small;
    build(&small);
    const struct network *network = &small.network;
    const struct clock_list *start = &network->clock[0 * STEP_EVENT_COUNT + EVENT_ARRIVES];
    const struct clock_list *stop = &network->clock[1 * STEP_EVENT_COUNT + EVENT_LEAVES];
    cr_assert_eq(start->start_count, 1);
    cr_assert_eq(start->stop_count, 0);
    cr_assert_eq(network->clock_entry[start->start_first], 0);
    cr_assert_eq(stop->stop_count, 1);
    cr_assert_eq(network->clock_entry[stop->stop_first], 0);
    cr_assert_eq(network->clock_entry_count, 2);
    cr_assert_eq(network->travel_standard_first[1], 0);
    cr_assert_eq(network->travel_standard_first[2], 1);
    cr_assert_eq(network->travel_standard[0], 1);
    give_back(&small);
}

Test(network_finish, only_steps_that_can_come_twice_have_a_counter) {
    struct small small;
    build(&small);
    cr_assert_eq(small.network.visit_slot_count, 2); /* 0 leads to 1, the impatient of 1 to 0 */
    cr_assert_eq(small.step[0].visit_slot, 0);
    cr_assert_eq(small.step[1].visit_slot, 1);
    cr_assert_eq(small.step[2].visit_slot, NONE);
    give_back(&small);
}

Test(network_finish, slots_know_the_pool_offer_or_rule_they_belong_to) {
    struct small small;
    build(&small);
    const uint8_t use[] = {SLOT_POOL, SLOT_POOL, SLOT_OFFER, SLOT_MONEY, SLOT_POOL};
    const uint32_t index[] = {0, 1, 0, 0, 0};
    for (size_t i = 0; i < 5; i++) {
        cr_assert_eq(small.network.slot_use[i], use[i]);
        cr_assert_eq(small.network.slot_index[i], index[i]);
    }
    give_back(&small);
}
