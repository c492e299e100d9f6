#include "scenario/steady.h"

#include "scenario/compile.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#define DATA "tests/scenario/data/compile/"

/* 24 people a day, half an hour each, one clerk; `set` changes it. */
static struct traffic queue(struct network *network, const char *const *set, size_t set_count) {
    const char *file = ICSIM_SOURCE_DIR "/" DATA "queue.cfg";
    struct problem_list problems = {0};
    struct traffic traffic = {0};
    enum status status = scenario_load(&file, 1, set, set_count, network, &problems);
    cr_assert_eq(status, STATUS_OK, "%s", problems.count > 0 ? problems.item[0].text : "");
    problem_list_free(&problems);
    cr_assert_eq(traffic_solve(network, network->value, &traffic), STATUS_OK);
    return traffic;
}

static void expect(const char *const *set, size_t set_count, bool grows, double days) {
    struct network network;
    struct traffic traffic = queue(&network, set, set_count);
    cr_expect_eq(traffic.pool[0].verdict == TRAFFIC_OVERLOADED, grows);
    double found = steady_relaxation_days(&traffic.pool[0], traffic.pool[0].utilisation);
    if (isnan(days))
        cr_expect(isnan(found));
    else
        must_be_near(found, days, 1e-3 * days, "relaxation time");
    traffic_free(&traffic);
    network_free(&network);
}

Test(steady, a_line_that_is_asked_for_more_than_it_has_grows_and_others_relax) {
    const double held = 30.0 / 1440, root = 1 - sqrt(0.5);
    expect(NULL, 0, false, held / (root * root)); /* M/M/1 at a half */
    expect((const char *[]){"pathways.ask.demand=60 per d"}, 1, true, (double)NAN);
    expect((const char *[]){"sites.desk.pools.clerk=100"}, 1, false, held); /* nobody waits: as stays end */
}

Test(steady, a_line_that_people_leave_or_are_turned_away_from_does_not_grow) {
    const char *const patient[] = {"pathways.ask.demand=60 per d", "pathways.ask.steps.ask.patience=2 h"};
    const char *const limited[] = {"pathways.ask.demand=60 per d", "pathways.ask.steps.ask.line_limit=5",
                                   "pathways.ask.steps.ask.when_full=turn_away"};
    expect(patient, 2, false, 30.0 / 1440);
    expect(limited, 3, false, 30.0 / 1440);
}

Test(steady, a_use_that_was_measured_counts_instead_of_the_expected_one) {
    struct network network;
    struct traffic traffic = queue(&network, NULL, 0);
    double root = 1 - sqrt(0.81);
    must_be_near(steady_relaxation_days(&traffic.pool[0], 0.81), 30.0 / 1440 / (root * root), 1e-3, "at 81 %");
    cr_expect(isinf(steady_relaxation_days(&traffic.pool[0], 1)));
    traffic_free(&traffic);
    network_free(&network);
}
