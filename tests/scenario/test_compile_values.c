#include "support/compiled.h"
#include <criterion/criterion.h>

#define DATA "tests/scenario/data/compile/"

Test(compile_values, a_value_is_as_wide_as_what_it_varies_by) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ae = &n.step[step_called(&n, "acute.ae")], *ward = &n.step[step_called(&n, "acute.ward")];
    cr_assert_eq(ae->per_minute.by, BY_CELL);
    cr_assert_eq(ae->priority.by, BY_CELL);
    cr_assert_eq(ae->patience.by, BY_NOTHING);
    cr_assert_eq(ae->line_limit.first, NONE);
    cr_assert_eq(n.branch[ae->branch_first].share.by, BY_STRATUM); /* old: by deprivation, of areas */
    cr_assert_eq(n.branch[ward->branch_first].share.by, BY_NOTHING);
    network_free(&n);
}

Test(compile_values, levels_and_else_say_each_groups_number) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ae = &n.step[step_called(&n, "acute.ae")];
    must_be_near(n.value[ae->priority.first + cell_called(&n, "old+car")], 1, 0, "old");
    must_be_near(n.value[ae->priority.first + cell_called(&n, "young+no_car")], 2, 0, "else");
    must_be_near(n.value[ae->per_minute.first + cell_called(&n, "old+no_car")], -0.2, 0, "no car");
    must_be_near(n.value[ae->per_minute.first + cell_called(&n, "young+car")], -0.1, 0, "car");
    must_be_near(n.value[n.step[step_called(&n, "acute.ward")].priority.first], 8, 0, "nothing said: the last class");
    network_free(&n);
}

Test(compile_values, values_nest_and_the_rest_goes_to_the_branch_without_a_share) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ae = &n.step[step_called(&n, "acute.ae")];
    uint32_t ward = n.branch[ae->branch_first].to == NONE ? 1 : 0;
    const double *to_ward = &n.value[n.branch[ae->branch_first + ward].share.first];
    const double *home = &n.value[n.branch[ae->branch_first + 1 - ward].share.first];
    const struct { const char *area, *cell; double share; } known[] = {
        {"east", "young+car", 0.1}, {"west", "young+no_car", 0.1}, {"east", "old+car", 0.5}, {"mid", "old+car", 0.3}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t index = area_called(&n, known[i].area) * n.cell_count + cell_called(&n, known[i].cell);
        must_be_near(to_ward[index], known[i].share, 0, known[i].cell);
        must_be_near(home[index], 1 - known[i].share, 1e-15, known[i].cell);
    }
    network_free(&n);
}
