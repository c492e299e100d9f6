#include "scenario/quantity.h"

#include "scenario/sentences.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct setting *root, *value;
static struct problem_list problems;

static void begin(void) {
    root = setting_new(NULL, NULL, SETTING_GROUP);
    value = setting_new(root, "value", SETTING_TEXT);
    problems = (struct problem_list){.count = 0};
}

static void end(void) {
    setting_free(root);
    problem_list_free(&problems);
}

static const struct setting *text(const char *said) {
    cr_assert_eq(setting_become_text(value, said), STATUS_OK);
    return value;
}

static bool near(double a, double b) {
    return fabs(a - b) <= 1e-12 * fabs(b);
}

Test(quantity, durations_are_minutes, .init = begin, .fini = end) {
    static const struct { const char *text; double minutes; } cases[] = {
        {"2.6 h", 156}, {"55 min", 55}, {"4.6 d", 6624}, {"8 wk", 80640}, {"1 yr", 525960}, {"0 min", 0},
        {"1.5e1 min", 15}, {" 4h ", 240}, {"2 k min", 2000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double minutes = -1;
        cr_assert(quantity_minutes(text(cases[i].text), &minutes, &problems), "%s", cases[i].text);
        cr_expect(minutes == cases[i].minutes || near(minutes, cases[i].minutes), "%s: %.17g", cases[i].text, minutes);
    }
    cr_assert_eq(problems.count, 0);
}

Test(quantity, what_is_no_duration_is_refused, .init = begin, .fini = end) {
    static const char *const cases[] = {"", "h", "2.6", "2.6 hours", "5 m", "2 h 30 min", "-2 h", "85 %", "GBP 2 h",
                                        "2 h per d", "0x10 h", "inf h", "6 months", "1e999 h"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double minutes = 0;
        cr_expect_not(quantity_minutes(text(cases[i]), &minutes, &problems), "%s", cases[i]);
        cr_expect_eq(problems.count, i + 1, "%s brings one problem", cases[i]);
    }
}

Test(quantity, rates_are_per_day_and_know_their_people, .init = begin, .fini = end) {
    struct rate_quantity rate;
    cr_assert(quantity_rate(text("210 per 1000 per yr"), &rate, &problems));
    cr_assert(rate.per_person && rate.weight_column == NULL && near(rate.per_day, 0.21 / 365.25));
    cr_assert(quantity_rate(text("24 per d"), &rate, &problems));
    cr_assert(!rate.per_person && near(rate.per_day, 24));
    cr_assert(quantity_rate(text("1.3k per yr"), &rate, &problems));
    cr_assert(!rate.per_person && near(rate.per_day, 1300 / 365.25));
    cr_assert(quantity_rate(text("3 per 2 wk"), &rate, &problems));
    cr_assert(near(rate.per_day, 3.0 / 14));
    cr_assert(quantity_rate(text("5 per 1000 weighted people per yr"), &rate, &problems));
    cr_assert(rate.per_person && near(rate.per_day, 0.005 / 365.25));
    cr_assert_str_eq(rate.weight_column, "weighted");
    static const char *const wrong[] = {"24", "24 per 1000", "24 per d per wk", "-1 per d", "5 h per d", "GBP 4 per d",
                                        "5 per 0 d", "5 per per d"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect_not(quantity_rate(text(wrong[i]), &rate, &problems), "%s", wrong[i]);
    cr_assert_eq(problems.count, sizeof wrong / sizeof wrong[0]);
}

Test(quantity, the_unit_says_what_drives_money, .init = begin, .fini = end) {
    static const struct { const char *text; double micro; enum money_per per; double group; } cases[] = {
        {"GBP 127 per use", 127e6, MONEY_PER_USE, 1},
        {"GBP 61 per h", 61e6 / 60, MONEY_PER_MINUTE, 1},
        {"GBP 0.9m per yr", 0.9e12 / 525960, MONEY_PER_MINUTE, 1},
        {"GBP 0.45 per mile", 0.45e6, MONEY_PER_MILE, 1},
        {"GBP 1 per km", 1.609344e6, MONEY_PER_MILE, 1},
        {"GBP 2.4m per 24 places per yr", 2.4e12 / 24 / 525960, MONEY_PER_PLACE_MINUTE, 24},
        {"GBP 5 per place per d", 5e6 / 1440, MONEY_PER_PLACE_MINUTE, 1},
        {"GBP 0.4m", 0.4e12, MONEY_ONCE, 1},
        {"GBP 1.2bn", 1.2e15, MONEY_ONCE, 1},
        {"GBP 50 k", 50e9, MONEY_ONCE, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct money_quantity money;
        cr_assert(quantity_money(cases[i].text, value, &money, &problems), "%s", cases[i].text);
        cr_expect(near(money.micro_gbp, cases[i].micro) && money.per == cases[i].per &&
                      money.group_size == cases[i].group, "%s: %.17g", cases[i].text, money.micro_gbp);
    }
    static const char *const wrong[] = {"127", "127 per use", "GBP", "GBP 5 per bed", "GBP 5 per h per place",
                                        "GBP 5 per h per use", "EUR 5", "GBP 5 min"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct money_quantity money;
        cr_expect_not(quantity_money(wrong[i], value, &money, &problems), "%s", wrong[i]);
    }
    cr_assert_eq(problems.count, sizeof wrong / sizeof wrong[0]);
}

Test(quantity, shares_distances_and_paces, .init = begin, .fini = end) {
    double number = 0;
    struct pace_quantity pace;
    cr_assert(quantity_share(text("85 %"), &number, &problems) && near(number, 0.85));
    cr_assert(quantity_share(text("7.5%"), &number, &problems) && near(number, 0.075));
    setting_become_number(value, 0.3, false);
    cr_assert(quantity_share(value, &number, &problems) && number == 0.3);
    cr_assert(quantity_km(text("3 miles"), &number, &problems) && near(number, 4.828032));
    cr_assert(quantity_pace("6 months", value, &pace, &problems) && pace.months == 6);
    cr_assert(quantity_pace("8 wk", value, &pace, &problems) && pace.months == 0 && pace.minutes == 80640);
    cr_assert_eq(problems.count, 0);
    cr_assert_not(quantity_share(text("101 %"), &number, &problems));
    cr_assert_not(quantity_share(text("0.5"), &number, &problems));
    cr_assert_not(quantity_pace("0 wk", value, &pace, &problems));
    cr_assert_not(quantity_pace("101 yr", value, &pace, &problems), "nor may a length of days overflow");
    cr_assert_not(quantity_pace("0.5 months", value, &pace, &problems));
    cr_assert_eq(problems.count, 5);
}

Test(quantity, another_number_keeps_the_rest_of_the_text) {
    static const struct { const char *text; double number; const char *wanted; } cases[] = {
        {"210 per 1000 per yr", 252, "252 per 1000 per yr"}, {"GBP 0.2m per yr", 1e5, "GBP 100000 per yr"},
        {"85 %", 90.5, "90.5 %"}, {"4h", 0.1, "0.1 h"}, {"85%", 80, "80%"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *made = quantity_with_number(cases[i].text, cases[i].number);
        cr_expect_str_eq(made, cases[i].wanted);
        free(made);
    }
}

Test(quantity, the_form_is_the_same_but_for_the_number) {
    cr_assert(quantity_same_form("GBP 0.2m per yr", "GBP 50k  per yr"));
    cr_assert(quantity_same_form("2 h", "3.5 h "));
    cr_assert_not(quantity_same_form("2 h", "2 d"));
    cr_assert_not(quantity_same_form("2 per d", "GBP 2 per d"));
    cr_assert_not(quantity_same_form("2 h", "h"));
}

Test(quantity, numbers_are_printed_as_short_as_they_read_the_same) {
    char out[32];
    static const double cases[] = {0.1, 0.30000000000000004, 1e-9, 123456789.123, 4.32, -7};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        quantity_print(cases[i], out);
        cr_assert_eq(strtod(out, NULL), cases[i]);
    }
    quantity_print(0.1, out);
    cr_assert_str_eq(out, "0.1");
}
