#include "support/compiled.h"
#include <criterion/criterion.h>

#define DATA "tests/scenario/data/compile/"

Test(compile_rows, choice_rules_and_weights_are_values) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ae = &n.step[step_called(&n, "acute.ae")], *ward = &n.step[step_called(&n, "acute.ward")];
    must_be_near(n.value[ae->choose.first], CHOOSE_LOGIT, 0, "logit");
    cr_assert_eq(ae->or_else, NONE);
    cr_assert_eq(ae->option_count, 2);
    must_be_near(n.value[n.option[ae->option_first].weight], 0.5, 0, "attraction of big");
    must_be_near(n.value[n.option[ae->option_first + 1].weight], 0, 0, "of small, which is not named");
    must_be_near(n.value[ward->choose.first], CHOOSE_SAME_SITE, 0, "same site");
    cr_assert_eq(ward->or_else, CHOOSE_NEAREST);
    cr_assert(ward->from_here);
    cr_assert_eq(n.option[ward->option_first].weight, NONE);
    network_free(&n);
}

Test(compile_rows, each_area_has_the_team_that_covers_it_or_its_catchment) {
    struct network n = compiled(DATA "small.cfg", DATA "catchment.cfg");
    const struct step *visit = &n.step[step_called(&n, "community.visit")], *ae = &n.step[step_called(&n, "acute.ae")];
    cr_assert_eq(visit->assigned.by, BY_AREA);
    must_be_near(n.value[visit->assigned.first + area_called(&n, "mid")], provider_called(&n, "one"), 0, "mid");
    must_be_near(n.value[visit->assigned.first + area_called(&n, "west")], provider_called(&n, "two"), 0, "west");
    double found[3] = {-1, -1, -1}, rule = -1;
    for (uint32_t a = 0; a < 3; a++)
        found[a] = n.value[ae->assigned.first + a];
    for (size_t i = 0; i < n.arm[1].patch_count; i++) {
        const struct patch *patch = &n.arm[1].patch[i];
        if (patch->slot >= ae->assigned.first && patch->slot < ae->assigned.first + 3)
            found[patch->slot - ae->assigned.first] = patch->number;
        if (patch->slot == ae->choose.first)
            rule = patch->number;
    }
    must_be_near(rule, CHOOSE_ASSIGNED, 0, "the rule may change");
    must_be_near(found[area_called(&n, "east")], provider_called(&n, "big"), 0, "east");
    must_be_near(found[area_called(&n, "mid")], provider_called(&n, "big"), 0, "mid");
    must_be_near(found[area_called(&n, "west")], provider_called(&n, "small"), 0, "west");
    network_free(&n);
}

Test(compile_rows, waiting_in_a_pool_and_needs_are_kinds) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ward = &n.step[step_called(&n, "acute.ward")];
    uint32_t bay = network_index(n.pool_kind, n.pool_kind_count, "bay");
    cr_assert_eq(ward->keeps_kinds, (uint64_t)1 << bay);
    cr_assert_eq(ward->need_count, 1);
    must_be_near(n.value[ward->need[0].amount.first], 1, 0, "one unit");
    const struct branch *branch = &n.branch[ward->branch_first];
    bool first = branch->to != NONE;
    cr_assert_eq(n.branch[ward->branch_first + (first ? 0 : 1)].to, step_called(&n, "community.visit"));
    const double *after = &n.value[n.branch[ward->branch_first + (first ? 0 : 1)].after.first];
    must_be_near(after[0], -1, 0, "a fixed time");
    must_be_near(after[1], 1440, 0, "a day");
    network_free(&n);
}
