/* The public interface, as a program outside would use it. */
#include "icsim/icsim.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TOWN ICSIM_SOURCE_DIR "/tests/experiment/data/"

static const char *const files[] = {TOWN "town.cfg", TOWN "town_close.cfg"};

Test(library, a_model_is_loaded_run_and_asked) {
    struct icsim *model;
    struct icsim_interval value, base, arm, difference;
    cr_assert_eq(icsim_load(&model, files, 2, NULL, 0), ICSIM_OK, "%s", icsim_message(model));
    cr_expect_eq(icsim_standard(model, 0, "to_ae", NULL, ICSIM_PEOPLE, &value), ICSIM_INPUT);
    cr_expect_str_eq(icsim_message(model), "nothing has been run");
    cr_assert_eq(icsim_run(model, 6, 1, 2), ICSIM_OK);
    cr_assert_eq(icsim_standard(model, 0, "to_ae", NULL, ICSIM_MEAN_MINUTES, &base), ICSIM_OK);
    cr_assert_eq(icsim_standard(model, 1, "to_ae", NULL, ICSIM_MEAN_MINUTES, &arm), ICSIM_OK);
    cr_assert_eq(icsim_difference(model, 1, "to_ae", NULL, ICSIM_MEAN_MINUTES, &difference), ICSIM_OK);
    cr_expect_float_eq(difference.mean, arm.mean - base.mean, 1e-9);
    cr_expect(base.low < base.mean && base.mean < base.high);
    cr_expect_gt(difference.low, 0, "the nearer A&E closes: journeys must be longer");
    double areas = 0, ages = 0;
    cr_assert_eq(icsim_standard(model, 0, "to_ae", NULL, ICSIM_PEOPLE, &value), ICSIM_OK);
    double people = value.mean;
    for (int i = 0; i < 3; i++) {
        const char *const area[] = {"north", "south", "west"};
        cr_assert_eq(icsim_standard(model, 0, "to_ae", area[i], ICSIM_PEOPLE, &value), ICSIM_OK);
        areas += value.mean;
    }
    for (int i = 0; i < 2; i++) {
        const char *const age[] = {"age/under_65", "age/from_65"};
        cr_assert_eq(icsim_standard(model, 0, "to_ae", age[i], ICSIM_PEOPLE, &value), ICSIM_OK);
        ages += value.mean;
    }
    cr_expect_float_eq(areas, people, 1e-6);
    cr_expect_float_eq(ages, people, 1e-6);
    icsim_free(model);
}

Test(library, wrong_questions_are_answered_with_a_sentence) {
    struct icsim *model;
    struct icsim_interval value;
    const char *const sets[] = {"sites.royal.pools.bay=3"};
    cr_assert_eq(icsim_load(&model, files, 1, sets, 1), ICSIM_OK);
    cr_expect_eq(icsim_run(model, 0, 1, 1), ICSIM_INPUT);
    cr_assert_eq(icsim_run(model, 1, 1, 1), ICSIM_OK);
    cr_expect_eq(icsim_standard(model, 1, "to_ae", NULL, ICSIM_PEOPLE, &value), ICSIM_INPUT);
    cr_expect_str_eq(icsim_message(model), "there is no such scenario");
    cr_expect_eq(icsim_standard(model, 0, "to_moon", NULL, ICSIM_PEOPLE, &value), ICSIM_INPUT);
    cr_expect_str_eq(icsim_message(model), "there is no such standard");
    cr_expect_eq(icsim_standard(model, 0, "to_ae", "age/96_up", ICSIM_PEOPLE, &value), ICSIM_INPUT);
    cr_expect_str_eq(icsim_message(model), "there is no such area or group");
    cr_assert_eq(icsim_standard(model, 0, "to_ae", NULL, ICSIM_MEAN_MINUTES, &value), ICSIM_OK);
    cr_expect(isfinite(value.mean) && isnan(value.low), "one replication has no interval");
    icsim_free(model);
    icsim_free(NULL);
    const char *const nothing[] = {TOWN "no_such_file.cfg"};
    cr_assert_eq(icsim_load(&model, nothing, 1, NULL, 0), ICSIM_INPUT);
    cr_expect(strstr(icsim_message(model), "no_such_file.cfg") != NULL);
    cr_expect_eq(icsim_run(model, 1, 1, 1), ICSIM_INPUT);
    icsim_free(model);
    cr_expect_str_eq(icsim_version(), ICSIM_VERSION);
}

Test(library, a_warm_up_is_found_and_what_to_beware_of_is_told) {
    struct icsim *model, *short_model;
    const char *const automatic[] = {"time.warm_up=auto"}, *const two_days[] = {"time.warm_up=2 d"};
    cr_assert_eq(icsim_load(&model, files, 1, automatic, 1), ICSIM_OK, "%s", icsim_message(model));
    cr_expect_eq(icsim_warm_up_days(model), -1);
    cr_expect_str_eq(icsim_warnings(model), "");
    cr_assert_eq(icsim_run(model, 2, 1, 2), ICSIM_OK, "%s", icsim_message(model));
    int days = icsim_warm_up_days(model);
    cr_expect(days >= 21 && days % 7 == 0, "%d", days);
    cr_assert_eq(icsim_run(model, 2, 7, 1), ICSIM_OK, "another seed finds its own");
    cr_assert_eq(icsim_run(model, 2, 1, 1), ICSIM_OK);
    cr_expect_eq(icsim_warm_up_days(model), days);
    icsim_free(model);
    cr_assert_eq(icsim_load(&short_model, files, 1, two_days, 1), ICSIM_OK);
    cr_assert_eq(icsim_run(short_model, 2, 1, 2), ICSIM_OK);
    cr_expect_eq(icsim_warm_up_days(short_model), 2);
    cr_expect_not_null(strstr(icsim_warnings(short_model), "town: people are followed for 21 days"));
    icsim_free(short_model);
}
