/* Which of several is the best: against the exact t distribution, and where it must be certain or even. */
#include "base/best.h"
#include "base/interval.h"

#include <criterion/criterion.h>
#include <math.h>

/* The true probability is within 0.015 of what is counted in BEST_DRAWS draws, three standard errors. */
static const double COUNTED = 0.015;

static void find(const double *number, size_t choices, size_t count, bool least, double *probability) {
    struct best_question question = {number, choices, count, least};
    cr_assert_eq(best_find(&question, probability), STATUS_OK);
    double sum = 0;
    for (size_t k = 0; k < choices; k++)
        sum += probability[k];
    cr_assert(isnan(sum) || fabs(sum - 1) < 1e-9);
}

Test(best, of_two_it_is_the_probability_of_the_t_interval) {
    static const double shift[] = {-3, -1, 0, 0.5, 2};
    for (size_t s = 0; s < sizeof shift / sizeof shift[0]; s++) {
        double number[12] = {101, 99, 104, 97, 100, 103, 102, 98.5, 106, 96, 99, 107}, probability[2];
        for (int i = 0; i < 6; i++)
            number[6 + i] += shift[s];
        struct interval difference = interval_of_difference(number + 6, number, 6, 0.95, 1);
        double below = interval_probability_below_zero(difference);
        find(number, 2, 6, true, probability);
        cr_expect_float_eq(probability[1], below, COUNTED, "shift %g: %g, exactly %g", shift[s], probability[1], below);
        find(number, 2, 6, false, probability);
        cr_expect_float_eq(probability[1], 1 - below, COUNTED);
    }
}

/* Independent differences of the same spread about 0 from a baseline that does not vary: by symmetry each is the
 * least with the same probability; all three above 0 in 1/8 of normal draws, in more of those that share a scale. */
Test(best, equals_have_equal_chances) {
    enum { N = 8 };
    static const double sign[3][N] = {{1, -1, 1, -1, 1, -1, 1, -1}, {1, 1, -1, -1, 1, 1, -1, -1},
                                      {1, 1, 1, 1, -1, -1, -1, -1}};
    double number[4 * N] = {0}, probability[4];
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < N; i++)
            number[(k + 1) * N + i] = sign[k][i];
    find(number, 4, N, true, probability);
    cr_expect_float_eq(probability[0], 1.0 / 8, COUNTED, "%g", probability[0]);
    for (int k = 1; k < 4; k++)
        cr_expect_float_eq(probability[k], 7.0 / 24, COUNTED, "%d: %g", k, probability[k]);
}

Test(best, what_luck_they_share_does_not_blur_the_order) {
    double number[9] = {100, 400, 900, 99, 399, 899, 98.5, 398.5, 898.5}, probability[3];
    find(number, 3, 3, true, probability);
    cr_assert(probability[0] == 0 && probability[1] == 0);
    cr_assert_float_eq(probability[2], 1, 1e-9);
}

Test(best, the_same_in_every_replication_share) {
    double number[9] = {5, 6, 9, 4, 5.5, 7, 4, 5.5, 7}, probability[3];
    find(number, 3, 3, true, probability);
    cr_assert_float_eq(probability[1], probability[2], 1e-12);
    cr_assert_gt(probability[1], 0.4);
    double same[6] = {1, 2, 3, 1, 2, 3};
    find(same, 2, 3, true, probability);
    cr_assert_float_eq(probability[0], 0.5, 1e-9);
}

Test(best, more_choices_than_replications_are_no_trouble) {
    double number[15], probability[5];
    for (int k = 0; k < 5; k++)
        for (int i = 0; i < 3; i++)
            number[k * 3 + i] = 10 * i + k + 0.3 * ((7 * k + 3 * i) % 5);
    find(number, 5, 3, true, probability);
    cr_assert_gt(probability[0], probability[4]);
}

Test(best, replications_that_miss_one_are_left_out) {
    double with[8] = {1, 2, NAN, 4, 1.5, 1.9, 7, 4.6}, without[6] = {1, 2, 4, 1.5, 1.9, 4.6}, a[2], b[2];
    find(with, 2, 4, true, a);
    find(without, 2, 3, true, b);
    cr_assert(!(a[0] < b[0] || a[0] > b[0]));
    double one[4] = {1, NAN, 2, 3};
    find(one, 2, 2, true, a);
    cr_assert(isnan(a[0]) && isnan(a[1]));
}
