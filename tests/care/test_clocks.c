/* Which readings are written down, once each, and which of them belong together. */
#include "care/clocks.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>

#define DATA "care/data/"

static const struct access_tally *access_of(const struct scenario_run *run, uint32_t arm, uint32_t period, const char *id) {
    const struct outcome *outcome = &run->result.arm[arm].outcome[0];
    size_t row = (size_t)period * run->network.standard_count + find_standard(&run->network, id);
    return &outcome->access[row * outcome->margins];
}

static const struct gain_tally *gain_of(const struct scenario_run *run, const char *id) {
    return &run->result.arm[1].gain[find_standard(&run->network, id) * margin_count(&run->network)];
}

Test(clocks, each_of_twenty_financial_years_has_its_own_people) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "many_years.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    cr_assert_eq(network->period_count, 21);
    double from = network->window_from;
    for (uint32_t period = 0; period < network->period_count; period++) {
        uint64_t arrived = run.result.arm[0].outcome[0].post[(size_t)period * network->post_count].arrived;
        double days = (network->period_to[period] - from) / MINUTES_PER_DAY;
        from = network->period_to[period];
        cr_expect_eq(access_of(&run, 0, period, "w")->people, arrived, "period %u", period);
        cr_expect_float_eq((double)arrived, 3 * days, 5 * sqrt(3 * days));
    }
    scenario_run_free(&run);
}

/* Every visit lasts a quarter longer from the change on, so none is shorter, and those before it are the same:
 * whoever were paired with another visit of their own would be shorter or longer by chance. */
Test(clocks, the_three_hundredth_visit_is_compared_with_the_three_hundredth) {
    for (int from_start = 0; from_start < 2; from_start++) {
        struct scenario_run run;
        struct run_wish wish = {.file = {DATA "returning.cfg", DATA "returning_longer.cfg"}, .from_start = from_start == 1};
        scenario_run_or_fail(&run, &wish);
        const struct gain_tally *gain = gain_of(&run, "left");
        cr_expect_gt(gain->people, 3 * 650);
        cr_expect_eq(gain->better, 0, "%lu shorter", (unsigned long)gain->better);
        cr_expect_gt(gain->same, 3 * 380);
        cr_expect_gt(gain->worse, 3 * 250);
        cr_expect_float_eq(gain->worse_minutes, gain->change_minutes, 0.01, "nobody is shorter");
        scenario_run_free(&run);
    }
}

/* Who must go on elsewhere has come once and is measured once, from his first start to where he ends. */
Test(clocks, a_stay_cut_short_by_a_closure_is_one_stay) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "queue.cfg", DATA "queue_move_move.cfg"},
                            .set = {"pathways.need.steps.care.lasts.value=36 h", "time.window=10 d"}, .seed = 4};
    scenario_run_or_fail(&run, &wish);
    const struct access_tally *wait = access_of(&run, 1, run.network.period_count, "wait");
    const struct access_tally *stay = access_of(&run, 1, run.network.period_count, "stay");
    cr_expect_eq(wait->people, 9, "%lu waited", (unsigned long)wait->people);
    cr_expect_eq(stay->people, 9, "%lu stayed", (unsigned long)stay->people);
    /* One at least had started at alder at minute 0, was moved after a day, and began again. */
    cr_expect_geq(stay->sum_minutes, 8 * 36 * 60 + (24 + 36) * 60 - 1e-3, "%g", stay->sum_minutes);
    scenario_run_free(&run);
}

/* Stays of 30 days begun in a window of 28, followed for 14 or for 70 more: of the first, those begun after day 12
 * are unfinished, counted up to the end of their own follow-up, though the run goes on for the others. */
Test(clocks, each_pathway_is_followed_for_as_long_as_it_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "follow.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct access_tally *brief = access_of(&run, 0, run.network.period_count, "short_stay");
    const struct access_tally *whole = access_of(&run, 0, run.network.period_count, "long_stay");
    cr_assert_eq(whole->unfinished, 0u);
    cr_assert_eq(whole->within, whole->people);
    cr_assert_float_eq((double)brief->unfinished / (double)brief->people, 16.0 / 28, 0.08);
    cr_assert_eq(brief->within + brief->unfinished, brief->people);
    double mean_days = brief->sum_minutes / (double)brief->people / MINUTES_PER_DAY;
    cr_assert_float_eq(mean_days, (12.0 * 30 + 16 * 22) / 28, 0.7); /* those cut off: 42 - day of beginning, 22 on average */
    scenario_run_free(&run);
}
