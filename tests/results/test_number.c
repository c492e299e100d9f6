#include "results/number.h"
#include <criterion/criterion.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static void expect(double number, const char *text) {
    char out[NUMBER_BYTES];
    number_format(number, out);
    cr_assert_str_eq(out, text);
}

Test(number, twelve_digits_and_a_point) {
    expect(0, "0");
    expect(-0.0, "0");
    expect(0.1, "0.1");
    expect(1.0 / 3, "0.333333333333");
    expect(-1234567.5, "-1234567.5");
    expect(123456789012.0, "123456789012");
    expect(1e300, "1e+300");
    expect(DBL_MIN, "2.22507385851e-308");
}

Test(number, what_is_not_finite_is_nothing) {
    expect(NAN, "");
    expect(INFINITY, "");
    expect(-INFINITY, "");
}

Test(number, rounding_forgets_the_last_bits_only) {
    cr_assert_eq(number_round(0.1 + 0.2), 0.3);
    cr_assert_eq(number_round(1e15 + 1), 1e15);
    cr_assert_eq(number_round(0), 0);
    cr_assert_not(signbit(number_round(-0.0)));
    cr_assert(isnan(number_round(NAN)));
    cr_assert_eq(number_round(INFINITY), INFINITY);
    double number = 1e-9;
    for (int i = 0; i < 20000; i++, number *= 1.0017) {
        char once[NUMBER_BYTES], twice[NUMBER_BYTES];
        double rounded = number_round(number);
        number_format(number, once);
        number_format(rounded, twice);
        cr_assert_str_eq(once, twice);
        cr_assert_eq(number_round(rounded), rounded);
        cr_assert_eq(number_round(rounded * (1 + 4 * DBL_EPSILON)), rounded, "%.17g", number);
    }
}

Test(number, fixed_decimals_have_no_negative_zero) {
    char out[NUMBER_BYTES];
    number_format_fixed(-0.04, 1, out);
    cr_assert_str_eq(out, "0.0");
    number_format_fixed(-0.06, 1, out);
    cr_assert_str_eq(out, "-0.1");
    number_format_fixed(143.25, 0, out);
    cr_assert_str_eq(out, "143");
    number_format_fixed(1e200, 3, out);
    cr_assert_str_eq(out, "1e+200");
    number_format_fixed(NAN, 3, out);
    cr_assert_str_eq(out, "");
}

Test(number, the_locale_does_not_matter) {
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "ps_AF.UTF-8", "fa_IR.UTF-8"};
    bool any = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (setlocale(LC_ALL, names[i]) != NULL) {
            any = true;
            expect(1234.5, "1234.5");
            cr_assert_eq(number_round(0.1 + 0.2), 0.3);
        }
    if (!any)
        cr_skip_test("no locale with another decimal sign is installed");
}
