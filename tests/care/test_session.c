/* Work that must end before the session does, and days without sessions: all minutes are known. */
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define SESSION "care/data/session.cfg"

static const struct post_tally *post_of(const struct scenario_run *run) { return &run->result.arm[0].outcome[0].post[0]; }
static const struct pool_tally *pool_of(const struct scenario_run *run) { return &run->result.arm[0].outcome[0].pool[0]; }

/* Two operations of 90 min fit in four hours; 3 to 6 and 8 April are off: 1, 2, 7 and 9 April have two, two, two, one. */
Test(session, what_does_not_fit_waits_for_the_next) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {SESSION}});
    double days[] = {0, 0, 1, 1, 6, 6, 8}, wait = 0;
    for (int i = 0; i < 7; i++) wait += days[i] * MINUTES_PER_DAY + 480 + (i % 2) * 90;
    cr_expect_eq(post_of(&run)->started, 7);
    cr_expect_float_eq(post_of(&run)->wait_minutes, wait, 1e-6, "%g", post_of(&run)->wait_minutes);
    cr_expect_float_eq(pool_of(&run)->over, 0, 1e-9);
    cr_expect_float_eq(pool_of(&run)->capacity, 5 * 240, 1e-9, "five days are not off");
    scenario_run_free(&run);
}

/* Where it need not fit, a third begins at 11:00 each day and goes on half an hour beyond. */
Test(session, what_has_begun_goes_on_beyond) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {SESSION}, .set = {"pathways.planned.steps.operation.must_fit=no"}});
    cr_expect_float_eq(pool_of(&run)->over, 2 * 30, 1e-6, "of seven, two days have three");
    scenario_run_free(&run);
}

/* Five hours never fit in four: they start as a session does. */
Test(session, what_fits_in_none_starts_with_one) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {SESSION}, .set = {"pathways.planned.steps.operation.lasts=5 h"}});
    cr_expect_float_eq(post_of(&run)->wait_minutes / 7, 480 + (0 + 1 + 6 + 8 + 9 + 10 + 11) / 7.0 * MINUTES_PER_DAY, 1e-6);
    scenario_run_free(&run);
}

/* By the mean an operation may be longer than the session has left; as it will turn out it may not. */
Test(session, by_the_mean_sessions_overrun_and_by_the_work_they_do_not) {
    struct scenario_run mean, work;
    const char *lasts = "pathways.planned.steps.operation.lasts={ kind = \"uniform\"; low = \"30 min\"; high = \"150 min\"; }";
    scenario_run_or_fail(&work, &(struct run_wish){.file = {SESSION}, .set = {lasts}, .replications = 20});
    scenario_run_or_fail(&mean, &(struct run_wish){.file = {SESSION}, .set = {lasts, "pathways.planned.steps.operation.must_fit=mean"}, .replications = 20});
    double over = 0;
    for (uint32_t i = 0; i < 20; i++) {
        cr_expect_float_eq(work.result.arm[0].outcome[i].pool[0].over, 0, 1e-9);
        over += mean.result.arm[0].outcome[i].pool[0].over;
    }
    cr_expect_gt(over, 60);
    scenario_run_free(&mean);
    scenario_run_free(&work);
}

/* A holiday halves what there is. */
Test(session, a_share_of_the_staff_works_on_a_holiday) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/session_share.cfg"}});
    cr_expect_float_eq(pool_of(&run)->capacity, (9 * 10 + 5) * MINUTES_PER_DAY, 1e-6);
    scenario_run_free(&run);
}

/* Ten have the ward's beds and stay 4 d, five lie out and stay half as long again. */
Test(session, outliers_stay_longer) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/outliers.cfg"}});
    cr_expect_float_eq(post_of(&run)->time_minutes, (10 * 4 + 5 * 6) * MINUTES_PER_DAY, 1e-6);
    scenario_run_free(&run);
}

/* Three beds of those who are fit to go; one package. The second waits a day in the bed, then goes to the community bed,
 * which takes one: the third keeps the hospital bed until that one's three days are over. */
Test(session, who_gives_up_waiting_keeps_the_bed_for_what_follows) {
    struct scenario_run run;
    scenario_run_or_fail(&run, &(struct run_wish){.file = {"care/data/home_first.cfg"}});
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct pool_tally *bed = &outcome->pool[find_pool(&run.network, "royal", "bed")];
    cr_expect_eq(outcome->post[find_post(&run.network, "stay.home", "team")].left_waiting, 2);
    cr_expect_eq(outcome->post[find_post(&run.network, "stay.community", "cottage")].started, 2);
    cr_expect_float_eq(bed->blocked, (0 + 1 + 4) * MINUTES_PER_DAY, 1e-6, "blocked %g d", bed->blocked / MINUTES_PER_DAY);
    cr_expect_float_eq(bed->in_use, (3 + 0 + 1 + 4) * MINUTES_PER_DAY, 1e-6);
    scenario_run_free(&run);
}
