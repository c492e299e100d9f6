#include "results/verdict.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>

static struct fake_result fake;
static struct result_view view;

static void make(uint32_t arms) {
    fake_result_init(&fake, arms, 4);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(verdict_prepare(&view), STATUS_OK);
}
static void tear_down(void) {
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(verdict, .fini = tear_down);

static const struct spot everyone = {1, 0, FAKE_PERIODS, FAKE_FOUR_HOURS, 0};

static uint32_t claims_of(const char *measure, struct spot spot, const char *expected_family) {
    const char *family;
    uint32_t claims = verdict_claims(&view, measure_find(measure), spot, &family);
    cr_assert_str_eq(family, expected_family);
    return claims;
}

Test(verdict, a_row_of_the_summary_is_judged_with_all_of_the_summary) {
    make(4);
    static const struct measure own = {"own", "min", "of no list", FAMILY_STANDARD, BETTER_LESS, NULL};
    verdict_claim(&view, measure_find("mean_minutes"), FAKE_FOUR_HOURS);
    verdict_claim(&view, measure_find("cost_gbp"), FAKE_TRUST);
    verdict_claim(&view, &own, 0);
    cr_assert_eq(claims_of("mean_minutes", everyone, "summary"), 9, "three rows of three scenarios");
    cr_assert_eq(claims_of("cost_gbp", (struct spot){2, 0, FAKE_PERIODS, FAKE_TRUST, 0}, "summary"), 9);
    const char *family;
    cr_assert_eq(verdict_claims(&view, &own, everyone, &family), 9);
    struct spot area = everyone, year = everyone;
    area.margin = 1;
    year.period = 0;
    cr_assert_eq(claims_of("mean_minutes", area, "groups"), 3 * FAKE_MARGINS);
    cr_assert_eq(claims_of("mean_minutes", year, "groups"), 3 * FAKE_MARGINS);
    cr_assert_eq(claims_of("p90_minutes", everyone, "groups"), 3 * FAKE_MARGINS, "not shown");
    cr_assert_eq(claims_of("utilisation", (struct spot){1, 0, 0, FAKE_ROYAL_BED, 0}, "subjects"), 3 * FAKE_POOLS);
}

Test(verdict, the_best_is_told_of_three_scenarios_for_everyone) {
    make(3);
    struct spot spot = everyone;
    spot.arm = 0;
    cr_assert_gt(verdict_best(&view, measure_find("mean_minutes"), spot), 0.999);
    spot.arm = 2;
    cr_assert_lt(verdict_best(&view, measure_find("mean_minutes"), spot), 0.001);
    cr_assert(isnan(verdict_best(&view, measure_find("people"), spot)), "neither more nor fewer is better");
    cr_assert(isnan(verdict_best(&view, measure_find("utilisation"), (struct spot){1, 0, FAKE_PERIODS, 0, 0})));
    spot.margin = 1;
    cr_assert(isnan(verdict_best(&view, measure_find("mean_minutes"), spot)));
}

Test(verdict, without_bound_there_is_no_best) {
    fake_result_init(&fake, 3, 4);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    fake.result.arm[1].outcome[2].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].p90 = INFINITY;
    cr_assert_eq(verdict_prepare(&view), STATUS_OK);
    cr_assert(isnan(verdict_best(&view, measure_find("p90_minutes"), everyone)));
}

Test(verdict, of_two_scenarios_the_probability_of_being_better_says_it) {
    make(2);
    cr_assert(isnan(verdict_best(&view, measure_find("mean_minutes"), everyone)));
}
