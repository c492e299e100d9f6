/* Draws of published numbers give their interval exactly, and both kinds of doubt add up as they must. */
#include "base/doubt.h"

#include <criterion/criterion.h>
#include <math.h>

static double mean_of(const double *number) {
    double sum = 0;
    for (int k = 0; k < DOUBT_DRAWS; k++)
        sum += number[k];
    return sum / DOUBT_DRAWS;
}

Test(doubt, draws_are_the_middles_of_equal_strata_whatever_the_seed) {
    double one[DOUBT_DRAWS], other[DOUBT_DRAWS];
    doubt_normal(1, 77, one);
    doubt_normal(2, 77, other);
    int moved = 0;
    for (int k = 0; k < DOUBT_DRAWS; k++)
        moved += one[k] < other[k] || one[k] > other[k];
    cr_expect_gt(moved, DOUBT_DRAWS / 2);
    cr_expect_float_eq(mean_of(one), 0, 1e-12);
    for (int k = 0; k <= 20; k++)
        cr_expect_float_eq(doubt_quantile(one, k / 20.0), doubt_quantile(other, k / 20.0), 1e-12);
    cr_expect_float_eq(doubt_quantile(one, 0.025), -1.959964, 0.01);
    cr_expect_float_eq(doubt_quantile(one, 0.975), 1.959964, 0.01);
    cr_expect_float_eq(doubt_reach(), 1.959964, 1e-6);
}

Test(doubt, two_parameters_are_independent_and_one_is_the_same_again) {
    double one[DOUBT_DRAWS], again[DOUBT_DRAWS], other[DOUBT_DRAWS], product[DOUBT_DRAWS];
    doubt_normal(5, 1001, one);
    doubt_normal(5, 1001, again);
    doubt_normal(5, 2002, other);
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        cr_expect_eq(one[k], again[k]);
        product[k] = one[k] * other[k];
    }
    cr_expect_lt(fabs(mean_of(product)), 3 / sqrt(DOUBT_DRAWS));
}

Test(doubt, without_doubt_of_numbers_what_is_left_is_students_t) {
    static struct student student;
    static struct mixture mixture;
    double centre[DOUBT_DRAWS], error[DOUBT_DRAWS];
    for (int k = 0; k < DOUBT_DRAWS; k++)
        centre[k] = 10, error[k] = 2;
    student_init(&student, 10);
    mixture_init(&mixture, &student, centre, error);
    cr_expect_float_eq(mixture_quantile(&mixture, 0.975), 10 + 2 * 2.262157, 1e-4); /* t of 9 degrees */
    cr_expect_float_eq(mixture_quantile(&mixture, 0.025), 10 - 2 * 2.262157, 1e-4);
    cr_expect_float_eq(mixture_quantile(&mixture, 0.5), 10, 1e-6);
    cr_expect_float_eq(mixture_below_zero(&mixture), 0.000360, 2e-5); /* P(T9 < -5) = 0.00037 */
}

Test(doubt, without_chance_what_is_left_is_the_parameters_interval) {
    static struct student student;
    static struct mixture mixture;
    double centre[DOUBT_DRAWS], error[DOUBT_DRAWS] = {0};
    doubt_normal(3, 9, centre);
    student_init(&student, 10);
    mixture_init(&mixture, &student, centre, error);
    cr_expect_float_eq(mixture_quantile(&mixture, 0.025), doubt_quantile(centre, 0.025), 0.02);
    cr_expect_float_eq(mixture_below_zero(&mixture), 0.5, 1e-12);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        centre[k] = 0;
    mixture_init(&mixture, &student, centre, error);
    cr_expect_eq(mixture_below_zero(&mixture), 0.5);
    cr_expect_eq(mixture_quantile(&mixture, 0.025), 0);
}

/* Two independent normal doubts: variances add (many numbers, so that t is normal). */
Test(doubt, both_kinds_of_doubt_add_as_variances) {
    static struct student student;
    static struct mixture mixture;
    double centre[DOUBT_DRAWS], error[DOUBT_DRAWS];
    doubt_normal(3, 9, centre);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        centre[k] *= 3, error[k] = 4;
    student_init(&student, 5000);
    mixture_init(&mixture, &student, centre, error);
    cr_expect_float_eq(mixture_quantile(&mixture, 0.975), 5 * 1.959964, 0.05);
    cr_expect_float_eq(mixture_quantile(&mixture, 0.025), -5 * 1.959964, 0.05);
}

Test(doubt, one_number_says_nothing_of_chance) {
    static struct student student;
    static struct mixture mixture;
    double centre[DOUBT_DRAWS] = {0}, error[DOUBT_DRAWS];
    for (int k = 0; k < DOUBT_DRAWS; k++)
        error[k] = NAN;
    student_init(&student, 1);
    mixture_init(&mixture, &student, centre, error);
    cr_expect(isnan(mixture_quantile(&mixture, 0.5)));
    cr_expect(isnan(mixture_below_zero(&mixture)));
}
