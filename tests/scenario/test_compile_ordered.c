#include "support/compiled.h"

#include <criterion/criterion.h>
#include <string.h>

Test(compile_ordered, levels_have_the_rank_that_the_scenario_says) {
    struct network n = compiled("tests/validation/data/thresholds.cfg", NULL);
    static const char *const least_first[] = {"best", "good", "poor", "worst"};
    const struct dimension *band = &n.dimension[0];
    cr_assert_str_eq(band->id, "band");
    cr_assert_not_null(band->rank);
    for (uint32_t level = 0; level < band->level_count; level++)
        cr_expect_str_eq(band->level[level], least_first[band->rank[level]]);
    network_free(&n);
    n = compiled("tests/scenario/data/compile/small.cfg", NULL);
    for (uint32_t d = 0; d < n.dimension_count; d++)
        cr_expect_null(n.dimension[d].rank, "%s has no order", n.dimension[d].id);
    network_free(&n);
}
