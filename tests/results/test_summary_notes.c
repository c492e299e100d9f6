#include "results/summary.h"
#include "support/fake_result.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct fake_result fake;
static struct result_view view;
static struct summary summary;
static char said[4096]; /* the notes in one line */

static void make(uint32_t arms, uint32_t replications) {
    fake_result_init(&fake, arms, replications);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    snprintf(said, sizeof said, "%s", summary.notes.bytes == NULL ? "" : summary.notes.bytes);
    for (char *at = said; (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
}
static void tear_down(void) {
    summary_free(&summary);
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(summary_notes, .fini = tear_down);

Test(summary_notes, tell_an_interval_of_the_mean_from_one_of_the_difference) {
    make(2, 4);
    cr_assert_not_null(strstr(said, "Under today: means, in brackets the 95 % interval of the mean."), "%s", said);
    cr_assert_not_null(strstr(said, "in brackets the 95 % interval of that difference, standing alone."));
}

Test(summary_notes, say_over_how_many_claims_the_words_hold) {
    make(3, 4);
    char expected[80];
    snprintf(expected, sizeof expected, "with 95 %% over the %u differences shown", view.claims);
    cr_assert_not_null(strstr(said, expected), "expected '%s', found '%s'", expected, said);
}

/* Variances 49/3 and 209/12 against 1/12 of the pairs: 405 times, of which the root is 20.1. The other scenario is
 * always 20 longer: there is nothing to divide by, and nothing is said of it. */
Test(summary_notes, say_what_pairing_was_worth) {
    make(3, 4);
    cr_assert_not_null(strstr(said, "against independent runs the interval of the difference in four_hours: mean is "
                                    "20 times narrower for close_castle (they would take 405 times the replications). "
                                    "Variances from 4 replications"), "%s", said);
    cr_assert_null(strstr(said, "narrower for grow_teams"));
}

Test(summary_notes, explain_marginal_and_stranded_where_they_stand) {
    make(2, 4);
    cr_assert_not_null(strstr(said, "The difference of a cost is marginal"));
    tear_down();
    fake_result_init(&fake, 2, 4);
    fake.money_rule[0].driver = DRIVER_USE;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_null(strstr(summary.notes.bytes, "tranded"));
}

Test(summary_notes, of_one_scenario_or_one_replication_say_no_more_than_is_so) {
    make(1, 4);
    cr_assert_str_eq(said, "Who left without being seen counts until they left, as in the NHS's A&E figures, in four_hours. ");
    tear_down();
    make(2, 1);
    cr_assert_null(strstr(said, "times narrower"));
}

Test(summary_notes, break_into_lines_that_fit) {
    make(3, 4);
    for (const char *at = summary.notes.bytes, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        cr_assert_leq(end - at, 118);
        cr_assert(end == at || end[-1] != ' ');
    }
}

/* Twelve come in the hour: who finds three there turns round, and counts with 0 minutes where leaving stops the clock. */
Test(summary_notes, who_turned_round_is_counted_beside_the_standard_that_they_are_in) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"care/data/balking.cfg"}, .set = {"standards.wait.stops=need.care.leaves"}};
    scenario_run_or_fail(&run, &wish);
    struct result_view own = {0};
    struct summary told = {0};
    cr_assert_eq(result_view_init(&own, &run.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&told, &own), STATUS_OK);
    const struct post_tally *care = &run.result.arm[0].outcome[0].post[0];
    bool found = false;
    for (size_t i = 0; i < told.row_count; i++)
        if (strcmp(told.row[i].label, "need.care: turned round at the door (balked)") == 0) {
            found = true;
            cr_expect_eq(told.row[i].cell[0].value, (double)care->balked);
        }
    cr_expect(found && care->balked > 0);
    for (size_t i = 0; i < told.row_count; i++)
        if (strcmp(told.row[i].label, "wait: 90th percentile") == 0)
            cr_expect_str_eq(told.row[i].cell[0].text, "too few people");
    cr_expect_not_null(strstr(told.notes.bytes, "counts until they left, as in the NHS's A&E figures, in wait; who turned round"));
    summary_free(&told);
    result_view_free(&own);
    scenario_run_free(&run);
}

Test(summary_notes, say_from_when_a_scenario_differs_and_for_how_long_all_of_it_holds) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"experiment/data/town.cfg", "experiment/data/town_close.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    struct result_view own = {0};
    struct summary told = {0};
    cr_assert_eq(result_view_init(&own, &run.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&told, &own), STATUS_OK);
    cr_expect_not_null(strstr(told.notes.bytes, "town_close differs from town from 2026-03-30, as a whole from 2026-05-04 (7 of "
                                                "the window's 70 days)."), "%s", told.notes.bytes);
    summary_free(&told);
    result_view_free(&own);
    scenario_run_free(&run);
}
