#include "experiment/warm_up.h"

#include "experiment/warnings.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DATA ICSIM_SOURCE_DIR "/tests/experiment/data/"

/* Everything of one experiment, from its files on. */
struct whole {
    struct scenario_set set;
    struct network network;
    struct warm_up warm_up;
    struct experiment_result result;
    struct warning_list warnings;
};

static void read_whole(struct whole *whole, const char *const *files, size_t file_count, const char *set) {
    struct problem_list problems = {0};
    const char *sets[] = {set};
    *whole = (struct whole){0};
    cr_assert_eq(scenario_read(files, file_count, sets, set != NULL, &whole->set, &problems), STATUS_OK);
    cr_assert_eq(scenario_compile(&whole->set, &whole->network, &problems), STATUS_OK, "%s",
                 problems.count > 0 ? problems.item[0].text : "");
    problem_list_free(&problems);
}

static void settle(struct whole *whole, const struct experiment_plan *plan) {
    struct problem_list problems = {0};
    cr_assert_eq(warm_up_settle(&whole->set, &whole->network, plan, &whole->warm_up, &problems), STATUS_OK);
    problem_list_free(&problems);
}

static void run_whole(struct whole *whole, const char *file, const char *set, uint32_t replications) {
    struct experiment_plan plan = {.replications = replications, .seed = 11, .threads = 2};
    read_whole(whole, &file, 1, set);
    settle(whole, &plan);
    cr_assert_eq(experiment_run(&whole->network, &plan, &whole->result), STATUS_OK);
    cr_assert_eq(warm_up_test(&whole->warm_up, &whole->result), STATUS_OK);
    cr_assert_eq(warnings_of_result(&whole->result, &whole->warm_up, &whole->warnings), STATUS_OK);
}

static void free_whole(struct whole *whole) {
    warning_list_free(&whole->warnings);
    experiment_result_free(&whole->result);
    warm_up_free(&whole->warm_up);
    network_free(&whole->network);
    scenario_set_free(&whole->set);
}

static struct interval line_of(const struct whole *whole) {
    double mean[1024];
    for (uint32_t r = 0; r < whole->result.replications; r++) {
        const struct outcome *outcome = &whole->result.arm[0].outcome[r];
        mean[r] = outcome->pool[0].waiting / (whole->network.window_to - whole->network.window_from);
    }
    return interval_of_mean(mean, whole->result.replications, 0.95, 1);
}

/* In the line of M/M/1 stand rho^2 / (1 - rho) on average: 8.1. MSER-5 alone would let it begin after a week. */
Test(warm_up, a_busy_server_measured_from_empty_is_biased_and_after_the_warm_up_not) {
    struct whole empty, warm;
    uint32_t replications = run_replications(800, 100);
    run_whole(&empty, DATA "one_server.cfg", NULL, replications);
    run_whole(&warm, DATA "one_server.cfg", "time.warm_up=auto", replications);
    struct interval before = line_of(&empty), after = line_of(&warm);
    cr_expect_lt(before.high, 8.1, "%g (%g to %g)", before.mean, before.low, before.high);
    cr_expect(after.low <= 8.1 && 8.1 <= after.high, "%g (%g to %g)", after.mean, after.low, after.high);
    cr_expect_lt(after.high - after.low, run_is_short() ? 4 : 1.5);
    cr_expect(warm.warm_up.automatic && warm.warm_up.settles);
    cr_expect_eq(warm.warm_up.days % 7, 0);
    cr_expect_eq(warm.warm_up.days * 1440.0, warm.network.window_from);
    cr_expect_eq(warm.warm_up.pilot_replications, 5);
    free_whole(&empty);
    free_whole(&warm);
}

Test(warm_up, a_weekly_pattern_is_not_taken_for_a_start) {
    struct whole whole;
    run_whole(&whole, DATA "office.cfg", NULL, 2);
    cr_expect_eq(whole.warm_up.days, 7, "%u days", whole.warm_up.days);
    cr_expect_eq(whole.warm_up.cut_days, 0, "%u days", whole.warm_up.cut_days);
    cr_expect_eq(whole.warm_up.pilot_days, WARM_UP_PILOT_DAYS, "one pilot is enough");
    cr_expect_eq(whole.warnings.count, 0);
    free_whole(&whole);
}

Test(warm_up, a_season_is_not_taken_for_a_start) {
    struct whole whole;
    run_whole(&whole, DATA "office_seasons.cfg", NULL, 2);
    cr_expect_eq(whole.warm_up.days, 7, "%u days", whole.warm_up.days);
    cr_expect_eq(whole.warm_up.cut_days, 0, "%u days", whole.warm_up.cut_days);
    cr_expect(warm_up_has_seasons(&whole.network), "the experiment keeps them");
    free_whole(&whole);
    /* Given, it is not judged by a window that begins in a quiet season. */
    run_whole(&whole, DATA "office_seasons.cfg", "time.warm_up=4 wk", 5);
    cr_expect_eq(whole.warm_up.transients.count, 0);
    free_whole(&whole);
    run_whole(&whole, DATA "office.cfg", "time.warm_up=4 wk", 5);
    cr_expect_gt(whole.warm_up.transients.count, 0);
    free_whole(&whole);
}

Test(warm_up, it_is_as_long_as_stays_and_follow_up_ask_for) {
    struct whole whole;
    run_whole(&whole, DATA "office.cfg", "time.follow=30 d", 2);
    cr_expect_eq(whole.warm_up.days, 35);
    free_whole(&whole);
    run_whole(&whole, DATA "long_stays.cfg", NULL, 2);
    cr_expect_geq(whole.warm_up.days, 60, "a stay of 60 days");
    cr_expect_null(whole.warnings.item);
    free_whole(&whole);
}

/* Nobody of the pilot is anybody of the experiment. */
Test(warm_up, the_pilots_luck_is_its_own) {
    const char *file = DATA "office.cfg";
    struct whole whole;
    struct experiment_result pilot;
    struct experiment_plan plan = {.replications = 3, .seed = 11, .threads = 1};
    read_whole(&whole, &file, 1, "time.warm_up=1 wk");
    cr_assert_eq(experiment_run(&whole.network, &plan, &whole.result), STATUS_OK);
    plan.first_replication = FIRST_REPLICATION_OF_PILOTS;
    cr_assert_eq(experiment_run(&whole.network, &plan, &pilot), STATUS_OK);
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 0; k < 3; k++)
            cr_expect_neq(whole.result.arm[0].outcome[i].arrivals, pilot.arm[0].outcome[k].arrivals, "%u %u", i, k);
    experiment_result_free(&pilot);
    free_whole(&whole);
    /* What a pilot sees is not what as many replications of its length would. */
    struct transient_list same_luck;
    plan = (struct experiment_plan){.replications = WARM_UP_PILOT_REPLICATIONS, .seed = 11, .threads = 1};
    read_whole(&whole, &file, 1, "time.window=364 d");
    cr_assert_eq(experiment_run(&whole.network, &plan, &whole.result), STATUS_OK);
    cr_assert_eq(transients_find(&whole.result, WARM_UP_PILOT_DAYS, NULL, &same_luck), STATUS_OK);
    cr_assert_eq(transients_measure(&whole.result, 7, 364, &same_luck), STATUS_OK);
    settle(&whole, &plan);
    cr_assert_eq(whole.warm_up.transients.count, same_luck.count);
    cr_expect_neq(whole.warm_up.transients.row[0].mean_after, same_luck.row[0].mean_after);
    transient_list_free(&same_luck);
    free_whole(&whole);
}

Test(warm_up, it_is_the_same_on_any_threads_and_after_another_run) {
    const char *file = DATA "one_server.cfg";
    struct whole whole[2];
    struct experiment_plan plan = {.replications = 1, .seed = 4, .threads = 1};
    for (uint32_t i = 0; i < 2; i++) {
        read_whole(&whole[i], &file, 1, "time.warm_up=auto");
        plan.threads = 1 + 2 * i;
        if (i == 1) { /* another seed in between leaves no trace */
            plan.seed = 5;
            settle(&whole[i], &plan);
            warm_up_free(&whole[i].warm_up);
            plan.seed = 4;
        }
        settle(&whole[i], &plan);
    }
    const struct transient_list *one = &whole[0].warm_up.transients, *other = &whole[1].warm_up.transients;
    cr_expect_eq(whole[0].warm_up.days, whole[1].warm_up.days);
    cr_assert_eq(one->count, other->count);
    for (uint32_t i = 0; i < one->count; i++) {
        cr_expect_eq(one->row[i].cut_days, other->row[i].cut_days);
        cr_expect_eq(memcmp(&one->row[i].effect, &other->row[i].effect, sizeof one->row[i].effect), 0);
    }
    free_whole(&whole[0]);
    free_whole(&whole[1]);
}

/* Without `start` such a list is refused ("auto" has no answer); with it the other pools decide. */
Test(warm_up, a_list_that_grows_has_none_but_may_begin_from_who_is_there) {
    struct whole whole;
    run_whole(&whole, DATA "waiting_list.cfg", NULL, 5);
    cr_expect_eq(whole.warm_up.days, 7, "%u", whole.warm_up.days);
    cr_expect(whole.warm_up.settles);
    cr_assert_eq(whole.warnings.count, 1);
    cr_expect_eq(whole.warnings.item[0].kind, WARNING_GROWING_LINE);
    free_whole(&whole);
}

Test(warm_up, changes_before_the_window_hold_from_the_start_of_one_that_is_found) {
    const char *const files[] = {DATA "one_server.cfg", DATA "one_server_early.cfg"};
    struct experiment_plan plan = {.replications = 1, .seed = 4, .threads = 1};
    struct whole whole;
    read_whole(&whole, files, 2, "time.warm_up=auto");
    settle(&whole, &plan);
    cr_assert_eq(whole.network.arm[1].patch_count, 2);
    cr_expect_eq(whole.network.arm[1].patch[0].minute, 0, "a second room in March");
    cr_expect_eq(whole.network.arm[1].patch[1].minute, whole.network.window_from + 7 * 1440, "a third on 8 April");
    free_whole(&whole);
}
