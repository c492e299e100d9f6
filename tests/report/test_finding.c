#include "report/finding.h"
#include <criterion/criterion.h>
#include <math.h>

static struct difference difference(double value, double half, double simultaneous_half, const char *unit) {
    return (struct difference){value, value - half, value + half, value - simultaneous_half, value + simultaneous_half, unit, NULL};
}

static void expect(struct difference said, const char *expected) {
    struct text out = {0};
    finding_say(&said, &out);
    cr_assert_str_eq(out.bytes, expected);
    text_free(&out);
}

Test(finding, a_direction_is_said_only_where_the_interval_excludes_zero) {
    cr_assert_eq(finding_sureness(&(struct difference){1, -0.1, 2, -1, 3, "min", NULL}), SURE_NOT);
    cr_assert_eq(finding_sureness(&(struct difference){1, 0, 2, 0.5, 3, "min", NULL}), SURE_NOT);
    cr_assert_eq(finding_sureness(&(struct difference){1, 0.1, 2, -1, 3, "min", NULL}), SURE_ALONE);
    cr_assert_eq(finding_sureness(&(struct difference){1, 0.5, 2, 0.1, 3, "min", NULL}), SURE_TOGETHER);
    cr_assert_eq(finding_sureness(&(struct difference){-1, -2, -0.5, -3, -0.1, "min", NULL}), SURE_TOGETHER);
    cr_assert_eq(finding_sureness(&(struct difference){1, NAN, NAN, NAN, NAN, "min", NULL}), SURE_NOT);
}

Test(finding, clear_absent_and_reversed_effects_have_their_words) {
    expect(difference(29.3, 3, 5, "min"), "29.3 min longer (95 % interval 26.3 to 32.3 min)");
    expect(difference(-29.3, 3, 5, "min"), "29.3 min shorter (95 % interval 26.3 to 32.3 min)");
    expect(difference(1, 3, 5, "min"), "no clear difference (95 % interval \xe2\x88\x92" "2.0 to 4.0 min)");
    expect(difference(0, 0, 0, "min"), "no difference");
    expect(difference(4, 3, 5, "min"), "4.0 min longer (95 % interval 1.0 to 7.0 min; by itself, not beside all others)");
}

Test(finding, units_are_told_as_people_read_them) {
    expect(difference(1.25, 0.5, 0.6, "GBP m"), "\xc2\xa3" "1.2m more (95 % interval \xc2\xa3" "0.8m to \xc2\xa3" "1.8m)");
    expect(difference(-7.4, 0.5, 0.6, "GBP m"), "\xc2\xa3" "7.4m less (95 % interval \xc2\xa3" "6.9m to \xc2\xa3" "7.9m)");
    expect(difference(-2.26, 0.11, 0.2, "d"), "2.3 days shorter (95 % interval 2.1 to 2.4 days)");
    expect(difference(-3.7, 0.5, 0.9, "percentage points"), "3.7 percentage points less (95 % interval 3.2 to 4.2 percentage points)");
}

Test(finding, a_position_is_better_or_worse_off) {
    struct difference position = difference(-2, 0.5, 1, "GBP m");
    position.measure = "position_gbp";
    cr_assert_str_eq(finding_word(&position), "worse off");
    position.value = 2;
    cr_assert_str_eq(finding_word(&position), "better off");
}
