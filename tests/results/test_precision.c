#include "results/precision.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct fake_result fake;
static struct result_view view;

static void make(uint32_t arms, uint32_t replications) {
    fake_result_init(&fake, arms, replications);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
}
static void tear_down(void) {
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(precision, .fini = tear_down);

static struct precision read(const char *text) {
    struct precision precision;
    struct text why = {0};
    cr_assert_eq(precision_read(&precision, text, &fake.network, &why), STATUS_OK, "%s: %s", text, why.bytes);
    return precision;
}

Test(precision, a_bare_amount_is_of_the_first_standards_mean) {
    make(2, 2);
    struct precision precision = read("2 min");
    cr_assert_str_eq(precision.name, "four_hours.mean_minutes");
    cr_assert_float_eq(precision.half_width, 2, 1e-12);
    cr_assert_not(precision.relative);
    precision = read("5 %");
    cr_assert(precision.relative);
    cr_assert_float_eq(precision.half_width, 0.05, 1e-12);
}

Test(precision, units_are_the_measures_own) {
    make(2, 2);
    static const struct { const char *text, *name; double half_width; } known[] = {
        {"four_hours.mean: 0.5 h", "four_hours.mean_minutes", 30},
        {" four_hours.p90 :  1 d ", "four_hours.p90_minutes", 1440},
        {"four_hours.within: 1 points", "four_hours.within_target", 0.01},
        {"four_hours.unfinished: 20 people", "four_hours.unfinished", 20},
        {"icb.cost: GBP 2k", "icb.cost_gbp", 2000},
        {"trust.stranded_gbp: GBP 0.5m", "trust.stranded_gbp", 500000},
        {"bed@royal.in_use_mean: 2 places", "bed@royal.in_use_mean", 2},
        {"emergency.ae@castle.wait_mean_minutes: 3 min", "emergency.ae@castle.wait_mean_minutes", 3},
        {"emergency.ae@castle.arrived_per_year: 100 people/yr", "emergency.ae@castle.arrived_per_year", 100},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct precision precision = read(known[i].text);
        cr_expect_str_eq(precision.name, known[i].name);
        cr_expect_float_eq(precision.half_width, known[i].half_width, 1e-9, "%s", known[i].text);
        cr_expect_not(precision.relative);
    }
    cr_assert(read("bed@castle.utilisation: 3 %").relative);
}

Test(precision, every_sentence_about_what_is_wrong_is_said) {
    make(2, 2);
    static const struct { const char *text, *sentence; } wrong[] = {
        {"", "expected an amount such as \"2 min\" or \"5 %\""},
        {"soon", "expected an amount such as \"2 min\" or \"5 %\""},
        {"0 min", "expected an amount above 0"},
        {"-3 %", "expected an amount above 0"},
        {"2", "four_hours.mean_minutes cannot be known to within \"2\": expected min, h, d, wk, or %"},
        {"2 km", "cannot be known to within \"2 km\""},
        {"GBP 2", "cannot be known to within \"GBP 2\""},
        {"GBP 2 %", "cannot be known to within"},
        {"icb.cost: 2 min", "expected GBP before the number, or % of the baseline's value"},
        {"four_hours.within: 2 min", "expected points, or %"},
        {"four_hours: 2 min", "expected a name and a measure before the colon, such as four_hours.mean"},
        {"four_hours.: 2 min", "expected a name and a measure before the colon"},
        {": 2 min", "expected a name and a measure before the colon"},
        {"four_hours.mean_minute: 2 min", "there is no measure \"mean_minute\"; did you mean \"mean_minutes\"?"},
        {"four_hours.zzzzzzzz: 2 min", "results/README.md lists them"},
        {"five_hours.mean: 2 min", "there is no \"five_hours\" with a mean_minutes; did you mean \"four_hours\"?"},
        {"xyz.mean: 2 min", "there is no \"xyz\" with a mean_minutes; such things are named as \"four_hours\""},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct precision precision;
        struct text why = {0};
        cr_expect_eq(precision_read(&precision, wrong[i].text, &fake.network, &why), STATUS_INPUT, "%s", wrong[i].text);
        cr_expect(why.bytes != NULL && strstr(why.bytes, wrong[i].sentence) != NULL, "%s: expected \"%s\", found \"%s\"",
                  wrong[i].text, wrong[i].sentence, why.bytes);
        text_free(&why);
    }
    struct precision precision;
    struct text why = {0};
    fake.network.standard_count = 0;
    cr_expect_eq(precision_read(&precision, "2 min", &fake.network, &why), STATUS_INPUT);
    cr_expect_not_null(strstr(why.bytes, "the scenario has no standard, so say of what"));
    text_free(&why);
    cr_expect_eq(precision_read(&precision, "four_hours.mean: 2 min", &fake.network, &why), STATUS_INPUT);
    cr_expect_not_null(strstr(why.bytes, "the scenario has nothing of that kind"));
    text_free(&why);
    fake.network.standard_count = FAKE_STANDARDS;
}

Test(precision, batches_double_up_to_the_most) {
    make(1, 1);
    static const uint32_t expected[] = {10, 20, 40, 80, 160, 320, 500};
    uint32_t done = 0;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        done = precision_next(done, 500);
        cr_assert_eq(done, expected[i]);
    }
    cr_assert_eq(precision_next(0, 4), 4);
}

/* Arm 1: differences 10 10.5 10 10.5, of standard deviation sqrt(1/12), 3.182446 of t on 3 degrees of freedom: known
 * to within 0.4594. Arm 2: 20 always. */
Test(precision, the_widest_difference_counts) {
    make(3, 4);
    struct precision_look look;
    struct precision precision = read("0.5 min");
    precision_look_at(&precision, &view, &look);
    cr_assert(look.reached);
    cr_assert_eq(look.arm, 1);
    cr_assert_eq(look.replications, 4);
    cr_assert_float_eq(look.half_width, 3.18244630528371 * sqrt(1.0 / 12) / 2, 1e-8);
    precision = read("0.4 min");
    precision_look_at(&precision, &view, &look);
    cr_assert_not(look.reached);
    /* 2.776445 * 0.288675 / sqrt(5) = 0.3584 */
    cr_assert_eq(look.needed, 5);
    precision = read("0.4 %"); /* of 103.5 */
    precision_look_at(&precision, &view, &look);
    cr_assert_float_eq(look.wanted, 0.414, 1e-9);
    struct text said = {0};
    precision_say(&precision, &fake.network, &look, &said);
    cr_assert_str_eq(said.bytes, "four_hours.mean_minutes, close_castle against today: known to within 0.46 min, wanted "
                                 "0.41 min (0.4 % of today's value)");
    text_free(&said);
}

Test(precision, of_a_single_scenario_it_is_the_means) {
    make(1, 4);
    struct precision_look look;
    struct precision precision = read("7 min");
    precision_look_at(&precision, &view, &look);
    cr_assert(look.reached);
    cr_assert_float_eq(look.half_width, 6.43, 0.01);
}

Test(precision, from_one_replication_nothing_is_known) {
    make(2, 1);
    struct precision_look look;
    struct precision precision = read("100 min");
    precision_look_at(&precision, &view, &look);
    cr_assert_not(look.reached);
    cr_assert(isnan(look.half_width));
    cr_assert_eq(look.needed, 0);
    struct text said = {0};
    precision_say(&precision, &fake.network, &look, &said);
    cr_assert_not_null(strstr(said.bytes, "not known yet"));
    text_free(&said);
}

/* What looking does to an interval: normal numbers, stopped at the first of 10, 20, 40 ... 320 whose interval is
 * narrow enough. The worst case is a precision that some 20 numbers would give. */
Test(precision, an_interval_that_stopped_the_run_holds_the_truth_in_93_of_100) {
    make(1, 1);
    enum { TRIALS = 4000 };
    static const struct { double wanted, least, most; } known[] = {
        {0.12, 0.94, 0.96}, {0.30, 0.93, 0.955}, {0.45, 0.925, 0.945}, {0.60, 0.925, 0.95}, {1.2, 0.94, 0.96}};
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
        uint32_t state = 99;
        int held = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double number[PRECISION_MOST];
            struct interval interval = {0};
            uint32_t count = 0;
            do {
                uint32_t next = precision_next(count, PRECISION_MOST);
                for (; count < next; count++) {
                    number[count] = -6.0;
                    for (int i = 0; i < 12; i++) {
                        state = state * 1664525u + 1013904223u;
                        number[count] += (double)(state >> 8) / 16777216.0;
                    }
                }
                interval = interval_of_mean(number, count, MEASURE_CONFIDENCE, 1);
            } while (interval_half_width(interval) > known[k].wanted && count < PRECISION_MOST);
            held += interval.low <= 0 && interval.high >= 0;
        }
        double share = (double)held / TRIALS;
        cr_expect(share > known[k].least && share < known[k].most, "to within %g: %.4f", known[k].wanted, share);
    }
}
