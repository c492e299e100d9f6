#include "support/compiled.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct standard *standard_called(const struct network *n, const char *id) {
    for (uint32_t i = 0; i < n->standard_count; i++)
        if (strcmp(n->standard[i].id, id) == 0)
            return &n->standard[i];
    cr_assert_fail("no standard %s", id);
    return NULL;
}

Test(compile_standards, journeys_have_thresholds_of_their_own_and_clocks_none) {
    struct network n = compiled("tests/scenario/data/compile/small.cfg", NULL);
    const struct standard *near = standard_called(&n, "near"), *clock = standard_called(&n, "four_hours");
    cr_expect_eq(near->further_count, 3);
    must_be_near(near->further_minutes[0], 30, 0, "first");
    must_be_near(near->further_minutes[1], 45, 0, "second");
    must_be_near(near->further_minutes[2], 60, 0, "third");
    cr_expect_eq(clock->further_count, 0);
    cr_expect_eq(clock->told, TOLD_MEAN | TOLD_P90 | TOLD_WITHIN);
    cr_expect_not(clock->at_month_end);
    cr_expect_not(clock->headline);
    network_free(&n);
    n = compiled("tests/validation/data/thresholds.cfg", NULL);
    cr_expect_eq(standard_called(&n, "nearer")->further_count, 4);
    must_be_near(standard_called(&n, "nearer")->further_minutes[3], 61, 0, "last");
    network_free(&n);
}

Test(compile_standards, what_the_summary_tells_is_as_written) {
    struct network n = compiled("tests/scenario/data/compile/told.cfg", NULL);
    const struct standard *clock = standard_called(&n, "four_hours");
    cr_expect_eq(clock->told, TOLD_P95 | TOLD_MEAN);
    cr_expect(clock->at_month_end);
    cr_expect(clock->headline);
    cr_expect_eq(standard_called(&n, "near")->further_count, 0, "an empty list is none");
    network_free(&n);
}
