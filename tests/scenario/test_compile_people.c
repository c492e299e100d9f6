#include "support/compiled.h"
#include <criterion/criterion.h>

#define DATA "tests/scenario/data/compile/"

Test(compile_people, groups_of_persons_make_cells_and_groups_of_areas_do_not) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const char *cells[] = {"young+car", "young+no_car", "old+car", "old+no_car"};
    cr_assert_eq(n.cell_count, 4);
    for (uint32_t i = 0; i < 4; i++)
        cr_assert_str_eq(n.cell[i], cells[i]);
    cr_assert_eq(n.dimension_count, 4); /* age, car, deprivation, and place from the column */
    cr_assert_str_eq(n.dimension[0].id, "age");
    cr_assert_str_eq(n.dimension[2].id, "deprivation");
    cr_assert_str_eq(n.dimension[3].id, "place");
    cr_assert(n.dimension[2].of_area);
    cr_assert_not(n.dimension[0].of_area);
    cr_assert_eq(n.dimension[0].level_of[2], 1); /* a list keeps its order: young, old */
    cr_assert_str_eq(n.dimension[2].level[n.dimension[2].level_of[area_called(&n, "east")]], "high");
    cr_assert_eq(n.place_count, 2);
    cr_assert_str_eq(n.place[n.area[2].place], "downs");
    network_free(&n);
}

Test(compile_people, shares_are_taken_of_each_age_alike) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct { const char *area, *cell; double people; } known[] = {
        {"east", "young+no_car", 375}, {"east", "old+car", 375}, {"mid", "old+no_car", 500}, {"west", "old+car", 1000},
        {"west", "young+car", 0}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        must_be_near(n.population[area_called(&n, known[i].area) * n.cell_count + cell_called(&n, known[i].cell)],
                     known[i].people, 1e-9, known[i].cell);
    network_free(&n);
}

Test(compile_people, homes_are_in_order_of_where_they_lie_and_their_weights_sum_to_one) {
    struct network n = compiled(DATA "homes.cfg", NULL);
    uint32_t east = area_called(&n, "east");
    cr_assert_eq(n.home_count, 4);
    cr_assert_eq(n.area[east].home_count, 2);
    const struct home *home = &n.home[n.area[east].home_first];
    must_be_near(home[0].lat, 49.9, 0, "the southern one first");
    must_be_near(home[0].weight, 0.75, 0, "weight");
    must_be_near(home[0].upto, 0.75, 0, "upto");
    must_be_near(home[1].upto, 1, 0, "the last is 1");
    /* east/1 is the first of the table, which lies further north: 12 min to big at peak 2 */
    uint32_t big = n.provider[provider_called(&n, "big")].site;
    must_be_near((double)n.travel.minutes[0][(n.area[east].home_first + 1) * 2 + big], 24, 0, "a known journey");
    network_free(&n);
}
