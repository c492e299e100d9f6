/* The example of a digital list: the same people on other lists, and their money with them. */
#include "network/lists.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EXAMPLES "../scenarios/examples/"

static int64_t paid(const struct scenario_run *run, uint32_t arm, const char *rule) {
    const struct network *n = &run->network;
    int64_t sum = 0;
    for (uint32_t t = 0; t < n->money_target_count; t++)
        for (uint32_t period = 0; period < n->period_count; period++)
            if (strcmp(n->money_rule[n->money_target[t].rule].id, rule) == 0)
                sum += run->result.arm[arm].outcome[0].money[(size_t)period * n->money_target_count + t];
    return sum;
}

/* Micro-pounds of a list by hand: its weighted people of every version, as long as it holds in the window. */
static double by_hand(const struct network *n, uint32_t arm, uint32_t list) {
    static const double weight[] = {0.8, 0.7, 1.0, 2.2};
    struct list_moments moments = lists_moments(n, arm);
    double sum = 0;
    for (uint32_t m = moments.first; m < moments.first + moments.count; m++) {
        double from = fmax(n->window_from, n->list_moment[m].minute), to = n->window_to, heads = 0;
        if (m + 1 < moments.first + moments.count) to = fmin(to, n->list_moment[m + 1].minute);
        for (uint32_t age = 0; age < 4; age++) heads += weight[age] * lists_people(n, m, (struct list_cut){list, NONE, 0, age});
        if (to > from) sum += 90e6 * heads * (to - from) / (365.25 * MINUTES_PER_DAY);
    }
    return sum;
}

Test(examples_lists, the_same_people_come_and_their_money_goes_with_them) {
    struct scenario_run run;
    struct run_wish wish = {.file = {EXAMPLES "digital_list.cfg", EXAMPLES "digital_list_on.cfg"},
                            .set = {"time.window_from=2020-01-06", "time.window=8 wk", "time.warm_up=1 wk", "time.follow=1 wk",
                                    "pathways.consultation.demand_times=1"}};
    scenario_run_or_fail(&run, &wish);
    const struct network *n = &run.network;
    for (uint32_t i = 0; i < n->pathway_count * n->area_count; i++)
        cr_expect_eq(run.result.arm[0].outcome[0].arrived[i], run.result.arm[1].outcome[0].arrived[i], "the same people");
    uint32_t online = find_post(n, "consultation.online", "clinic");
    cr_expect_eq(run.result.arm[0].outcome[0].post[online].arrived, 0);
    cr_expect_gt(run.result.arm[1].outcome[0].post[online].arrived, 1000);
    for (uint32_t arm = 0; arm < 2; arm++) {
        cr_expect(fabs((double)paid(&run, arm, "capitation_practices") - by_hand(n, arm, 0)) < 100, "to a micro-pound a version");
        cr_expect(fabs((double)paid(&run, arm, "capitation_digital") - by_hand(n, arm, 1)) < 100);
        cr_expect(run.result.arm[arm].outcome[0].ledger[LEDGER_LISTS].ok);
    }
    cr_expect_gt(paid(&run, 1, "capitation_digital"), 0);
    int64_t all[2];
    for (uint32_t arm = 0; arm < 2; arm++) all[arm] = paid(&run, arm, "capitation_practices") + paid(&run, arm, "capitation_digital");
    cr_expect(llabs(all[1] - all[0]) < 200, "the commissioner pays the same");
    scenario_run_free(&run);
}
