/* What a person's own draws decide at the door, and how long those who are there already stay. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

#define DATA "care/data/"

static const struct post_tally *post_of(const struct scenario_run *run, const char *step, const char *at) {
    return &run->result.arm[0].outcome[0].post[find_post(&run->network, step, at)];
}

/* Come 5, 10 .. 55; served 5-26, 26-47, 47-..: three are there at 20, 25, 35, 40, 45 and 55, and those turn round. */
Test(luck, who_finds_three_there_turns_round) {
    const char *const files[] = {DATA "balking.cfg", DATA "balking_line.cfg"};
    for (int i = 0; i < 2; i++) {
        struct scenario_run run;
        struct run_wish wish = {.file = {files[i]}};
        scenario_run_or_fail(&run, &wish);
        const struct post_tally *care = post_of(&run, "need.care", "clinic");
        cr_expect_eq(care->arrived, 11, "%s", files[i]);
        cr_expect_eq(care->balked, 6, "%s", files[i]);
        cr_expect_eq(care->started, 5, "%s", files[i]);
        cr_expect_eq(care->wait_minutes, 0 + 16 + 32 + (68 - 30) + (89 - 50), "%s: %g", files[i], care->wait_minutes);
        scenario_run_free(&run);
    }
}

/* Join with 1, 1/2 and 0 below 3, below 7 and from 7 on: birth and death at rates 5 and 10. */
Test(luck, the_longer_the_line_the_more_turn_round_as_theory_says) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "balking_by_chance.cfg"}, .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    double share[8] = {1}, sum = 1, lost = 0, present = 0;
    for (int n = 1; n < 8; n++) sum += share[n] = share[n - 1] * 0.5 * (n - 1 < 3 ? 1 : 0.5);
    for (int n = 0; n < 8; n++) {
        present += n * share[n] / sum;
        lost += share[n] / sum * (n < 3 ? 0 : n < 7 ? 0.5 : 1);
    }
    double turned[20];
    for (uint32_t i = 0; i < run.result.replications; i++) {
        const struct post_tally *care = &run.result.arm[0].outcome[i].post[find_post(&run.network, "need.care", "clinic")];
        turned[i] = (double)care->balked / (double)care->arrived;
    }
    expect_exactly("turned round", turned, run.result.replications, lost);
    expect_measure(&run, (struct sought){WAIT_MEAN, "need.care", "clinic", 0}, present / (0.5 * (1 - lost)) - 1);
    scenario_run_free(&run);
}

/* Every second day somebody comes, for 50 hours: so each second attempt finds the bed taken, and comes 25 hours later. */
Test(luck, the_cancelled_come_again_and_their_clock_goes_on) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "cancelled.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *ward = post_of(&run, "planned.ward", "hospital");
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    cr_expect_eq(outcome->arrivals, 14);
    cr_expect_gt(ward->cancelled, 5);
    cr_expect_eq(outcome->left[0], 0, "nobody is lost");
    cr_expect_eq(outcome->done[0], 14);
    cr_expect_eq(ward->wait_minutes, 0, "whoever is let in starts at once");
    const struct access_tally *wait = &outcome->access[(size_t)run.network.period_count * outcome->margins];
    cr_expect_eq(wait->people, 14);
    cr_expect_gt(wait->sum_minutes, 5 * 25 * 60, "but has waited at home");
    cr_expect_eq(fmod(wait->sum_minutes, 25 * 60), 0);
    scenario_run_free(&run);
}

Test(luck, the_cancelled_come_again_from_home) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "booked_again.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct post_tally *care = &outcome->post[find_post(network, "need.care", "clinic")];
    size_t row = (size_t)network->period_count * network->standard_count + find_standard(network, "journey");
    cr_expect_eq(care->cancelled, 3);
    cr_expect_eq(care->arrived, 5);
    cr_expect_eq(outcome->access[row * outcome->margins].people, 5, "a journey each time");
    scenario_run_free(&run);
}

Test(luck, the_cancelled_are_lost_where_nobody_books_them_again) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "cancelled_for_good.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *ward = post_of(&run, "planned.ward", "hospital");
    cr_expect_eq(ward->cancelled, 7, "every second one");
    cr_expect_eq(run.result.arm[0].outcome[0].left[0], 7);
    scenario_run_free(&run);
}

/* Nobody goes to `next`, though it is nearer and empty: it is not in the group. */
Test(luck, the_full_send_on_to_the_nearest_of_a_group_and_then_away) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "sent_on.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct post_tally *near = post_of(&run, "need.ward", "near"), *next = post_of(&run, "need.ward", "next");
    const struct post_tally *far = post_of(&run, "need.ward", "far"), *farther = post_of(&run, "need.ward", "farther");
    cr_expect_eq(next->arrived, 0);
    cr_expect_gt(far->started, farther->started, "the nearer of the two first");
    cr_expect_gt(farther->started, 0);
    cr_expect_eq(near->arrived, near->started + near->diverted + near->turned_away);
    cr_expect_eq(near->diverted, far->started + farther->started, "who is sent on starts at once");
    cr_expect_gt(near->turned_away, 0, "all seven beds are taken now and then");
    cr_expect_eq(near->wait_minutes, 0);
    scenario_run_free(&run);
}

/* All forty leave on day 6, and the twenty take their beds: they have waited between seven and nine days. */
Test(luck, those_who_are_there_at_the_start_have_been_there_for_as_long_as_is_said) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "under_way.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    const struct pool_tally *bed = &outcome->pool[find_pool(&run.network, "hospital", "bed")];
    cr_expect_float_eq(bed->in_use / 1440, 40 * 6 + 20 * 4, 1e-6);
    cr_expect_float_eq(bed->waiting / 1440, 20 * 6, 1e-6);
    cr_expect_eq(outcome->access[(size_t)run.network.period_count * outcome->margins].people, 0,
                 "their clocks began before the window");
    scenario_run_free(&run);
}

/* A Weibull stay of mean 10 d and shape 2 that has gone on for 4 d: P(T > t | T > 4) by hand. */
Test(luck, what_is_left_of_a_stay_follows_from_how_long_it_has_gone_on) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "under_way_at_random.cfg"}};
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[0].outcome[0];
    uint32_t pool = find_pool(&run.network, "hospital", "bed");
    double scale = 10 / tgamma(1.5);
    for (uint32_t day = 1; day < 10; day += 4) {
        double mean = 0; /* of the share still there over the day, by Simpson's rule */
        for (int i = 0; i <= 2; i++) {
            double t = 4 + day + i / 2.0;
            mean += (i == 1 ? 4 : 1) / 6.0 * exp(pow(4 / scale, 2) - pow(t / scale, 2));
        }
        double there = outcome->day_in_use[(size_t)pool * outcome->days + day] / 5000;
        cr_expect_float_eq(there, mean, 4 * sqrt(mean * (1 - mean) / 5000), "day %u: %g, should be %g", day, there, mean);
    }
    scenario_run_free(&run);
}
