#include "network/network.h"

#include "base/memory.h"
#include "base/text.h"
#include <criterion/criterion.h>
#include <string.h>

Test(network, zeroed_and_half_built_ones_can_be_freed) {
    struct network network = {0};
    network_free(&network);
    network.place = memory_new(2, sizeof *network.place);
    network.place_count = 2;
    network.place[0] = text_copy("downs");
    network.area = memory_new(3, sizeof *network.area);
    network.area_count = 3;
    network.travel.mode_count = 2;
    network.travel.minutes = memory_new(2, sizeof *network.travel.minutes);
    network_free(&network);
    cr_assert_eq(network.area_count, 0);
    cr_assert_null(network.place);
}

Test(network, pools_and_posts_are_found_by_what_they_join) {
    struct pool pool[4] = {{.provider = 0, .kind = 1}, {.provider = 0, .kind = 3}, {.provider = 2, .kind = 0},
                           {.provider = 2, .kind = 3}};
    struct post post[3] = {{.step = 0, .provider = 1}, {.step = 0, .provider = 2}, {.step = 4, .provider = 0}};
    struct network network = {.pool = pool, .pool_count = 4, .post = post, .post_count = 3};
    for (uint32_t i = 0; i < 4; i++)
        cr_assert_eq(network_pool(&network, pool[i].provider, pool[i].kind), i);
    cr_assert_eq(network_pool(&network, 1, 0), NONE);
    cr_assert_eq(network_pool(&network, 0, 2), NONE);
    cr_assert_eq(network_pool(&network, 9, 9), NONE);
    for (uint32_t i = 0; i < 3; i++)
        cr_assert_eq(network_post(&network, post[i].step, post[i].provider), i);
    cr_assert_eq(network_post(&network, 1, 1), NONE);
}

Test(network, ids_are_found_in_a_sorted_array) {
    char a[] = "ae", b[] = "bed", c[] = "bed_2";
    char *ids[] = {a, b, c};
    cr_assert_eq(network_index(ids, 3, "ae"), 0);
    cr_assert_eq(network_index(ids, 3, "bed"), 1);
    cr_assert_eq(network_index(ids, 3, "bed_2"), 2);
    cr_assert_eq(network_index(ids, 3, "be"), NONE);
    cr_assert_eq(network_index(ids, 0, "ae"), NONE);
}
