/* What people go through, counted: each kind of people once, in order, whatever the order in which they came. */
#include "care/exposure.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(exposure, alike_people_become_one_row_in_order) {
    struct world world = {0};
    struct exposure *list = calloc(5, sizeof *list);
    cr_assert_not_null(list);
    list[0] = (struct exposure){.stream = 2, .minutes = 10, .people = 1};
    list[1] = (struct exposure){.stream = 1, .minutes = 10, .people = 1};
    list[2] = (struct exposure){.stream = 2, .minutes = 10, .people = 3};
    list[3] = (struct exposure){.stream = 1, .minutes = 10, .km_tenths = 5, .people = 1};
    list[4] = (struct exposure){.stream = 1, .minutes = 10, .crowd_thousandths = 5, .people = 1};
    world.outcome.exposure = list;
    world.outcome.exposure_count = world.outcome.exposure_capacity = 5;
    exposure_finish(&world);
    cr_assert_eq(world.outcome.exposure_count, 4);
    cr_expect_eq(list[0].stream, 1);
    cr_expect_eq(list[0].people, 1);
    cr_expect_eq(list[1].crowd_thousandths, 5);
    cr_expect_eq(list[2].km_tenths, 5);
    cr_expect_eq(list[3].stream, 2);
    cr_expect_eq(list[3].people, 4);
    free(list);
}
