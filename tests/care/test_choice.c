/* Who goes where: the rules of choice, and that nobody else moves when something elsewhere changes. */
#include "care/choice.h"
#include "care/person.h"
#include "support/people.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define DATA "care/data/"

static void load(struct network *network, const char *first, const char *second) {
    struct run_wish wish = {.file = {first, second}};
    scenario_load_or_fail(network, &wish);
}

/* ---- closing one of five ------------------------------------------------------------------------------- */

struct closing {
    const struct network *network;
    uint32_t closed;            /* provider */
    size_t moved, missing, strange, other;
};

/* True where the journey may have been one to `provider` from a home of the area. */
static bool is_trip_to(const struct network *network, uint32_t provider, const struct person_line *line) {
    const struct area *area = &network->area[line->area];
    uint32_t site = network->provider[provider].site;
    for (uint32_t home = area->home_first; home < area->home_first + area->home_count; home++) {
        float minutes = network->travel.minutes[0][home * network->travel.site_count + site];
        if (memcmp(&minutes, &line->minutes, sizeof minutes) == 0) return true;
    }
    return false;
}

static void look_at_move(void *context, const struct person_line *a, const struct person_line *b) {
    struct closing *closing = context;
    if (a == NULL || b == NULL) {
        closing->missing++;
        return;
    }
    if (strcmp(a->standard, "trip") != 0) {
        closing->other++;
        return;
    }
    closing->moved++;
    if (!is_trip_to(closing->network, closing->closed, a) || is_trip_to(closing->network, closing->closed, b))
        closing->strange++;
}

static size_t count_trips(const struct closing *closing, const struct people *people) {
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->line[i].standard, "trip") == 0 && people->line[i].turn == 0 &&
            is_trip_to(closing->network, closing->closed, &people->line[i]))
            count++;
    return count;
}

Test(choice, closing_one_of_five_sites_moves_only_those_who_chose_it) {
    struct network network;
    struct people before, after;
    load(&network, DATA "choosing_once.cfg", DATA "choosing_close.cfg");
    people_of_run(&before, &network, 0, 7);
    people_of_run(&after, &network, 1, 7);
    struct closing closing = {.network = &network, .closed = find_provider(&network, "birch")};
    size_t were_there = count_trips(&closing, &before);
    size_t same = people_compare(&before, &after, look_at_move, &closing);
    cr_expect_gt(were_there, 500);
    cr_expect_eq(closing.moved, were_there, "%zu moved, %zu had been there", closing.moved, were_there);
    cr_expect_eq(closing.strange, 0);
    cr_expect_eq(closing.missing, 0);
    cr_expect_eq(closing.other, 0, "care and stays are the person's own luck, wherever they go");
    cr_expect_gt(same, were_there);
    cr_expect_eq(count_trips(&closing, &after), 0);
    people_free(&before);
    people_free(&after);
    network_free(&network);
}

/* ---- how many go where --------------------------------------------------------------------------------- */

/* People who first came to each provider from an area, over replications. */
static void count_flows(const struct scenario_run *run, uint32_t arm, uint32_t area, double *flow) {
    const struct network *network = &run->network;
    for (uint32_t p = 0; p < network->provider_count; p++) {
        uint32_t post = network_post(network, find_step(network, "need.care"), p);
        flow[p] = 0;
        for (uint32_t i = 0; i < run->result.replications; i++)
            for (uint32_t period = 0; period < network->period_count; period++)
                flow[p] += (double)run->result.arm[arm].outcome[i]
                               .flow[((size_t)period * network->post_count + post) * network->area_count + area]
                               .people;
    }
}

/* The shares of a logit with these weights over the homes of an area; a closed provider has weight 0. */
static void logit_shares(const struct network *network, uint32_t area, const double *weight, double *share) {
    double upto = 0;
    for (uint32_t p = 0; p < network->provider_count; p++) share[p] = 0;
    for (uint32_t h = 0; h < network->area[area].home_count; h++) {
        uint32_t home = network->area[area].home_first + h;
        double utility[8], total = 0, people = network->home[home].upto - upto;
        upto = network->home[home].upto;
        for (uint32_t p = 0; p < network->provider_count; p++) {
            double minutes =
                (double)network->travel.minutes[0][home * network->travel.site_count + network->provider[p].site];
            utility[p] = weight[p] > 0 ? exp(weight[p] - 0.08 * minutes) : 0;
            total += utility[p];
        }
        for (uint32_t p = 0; p < network->provider_count; p++) share[p] += people * utility[p] / total;
    }
}

static void expect_logit(const struct scenario_run *run, uint32_t arm, const double *weight) {
    for (uint32_t area = 0; area < run->network.area_count; area++) {
        double flow[8], share[8], observed[8], expected[8], total = 0;
        size_t open = 0;
        count_flows(run, arm, area, flow);
        logit_shares(&run->network, area, weight, share);
        for (uint32_t p = 0; p < run->network.provider_count; p++) total += flow[p];
        for (uint32_t p = 0; p < run->network.provider_count; p++) {
            if (weight[p] <= 0) cr_expect_eq(flow[p], 0);
            if (weight[p] <= 0) continue;
            observed[open] = flow[p];
            expected[open++] = total * share[p];
        }
        double tail = theory_chi_square_tail(theory_chi_square(observed, expected, open), (double)open - 1);
        cr_expect_gt(tail, 0.001, "arm %u, area %u: p = %g", arm, area, tail);
        cr_expect_gt(total, 2000);
    }
}

Test(choice, logit_gives_the_shares_of_its_formula_before_and_after_a_closure) {
    struct scenario_run run;
    struct run_wish wish = {.file = {DATA "choosing_once.cfg", DATA "choosing_close.cfg"}, .replications = 3};
    scenario_run_or_fail(&run, &wish);
    const double all[] = {1, 1.5, 1, 1, 1}, without_birch[] = {1, 0, 1, 1, 1};
    expect_logit(&run, 0, all);
    expect_logit(&run, 1, without_birch);
    scenario_run_free(&run);
}

/* ---- nobody else's day --------------------------------------------------------------------------------- */

struct others { size_t lost, gained, changed; double largest; };

static void look_at_other(void *context, const struct person_line *a, const struct person_line *b) {
    struct others *others = context;
    others->lost += b == NULL;
    others->gained += a == NULL;
    others->changed += a != NULL && b != NULL;
    if (a != NULL && b != NULL && !a->unfinished) {
        double change = fabs((double)a->minutes - (double)b->minutes);
        if (change > others->largest) others->largest = change;
    }
}

/* Compares everybody's day in two files that are read apart; gives the lines that are the same. */
static size_t compare_files(const char *first, const char *second, struct others *others) {
    struct network a, b;
    struct people before, after;
    *others = (struct others){0};
    load(&a, first, NULL);
    load(&b, second, NULL);
    people_of_run(&before, &a, 0, 11);
    people_of_run(&after, &b, 0, 11);
    size_t same = people_compare(&before, &after, look_at_other, others);
    people_free(&before);
    people_free(&after);
    network_free(&a);
    network_free(&b);
    return same;
}

Test(choice, the_order_of_a_file_and_of_its_tables_changes_nobodys_day) {
    struct others others;
    size_t same = compare_files(DATA "choosing.cfg", DATA "choosing_reordered.cfg", &others);
    cr_expect_gt(same, 10000);
    cr_expect(others.lost == 0 && others.gained == 0 && others.changed == 0, "%zu lost, %zu gained, %zu changed",
              others.lost, others.gained, others.changed);
}

Test(choice, new_areas_pathways_and_demand_add_people_and_change_nobody_elses_day) {
    const char *const file[] = {DATA "choosing_areas.cfg", DATA "choosing_pathway.cfg", DATA "choosing_demand.cfg"};
    for (size_t i = 0; i < sizeof file / sizeof file[0]; i++) {
        struct others others;
        size_t same = compare_files(DATA "choosing.cfg", file[i], &others);
        cr_expect_gt(same, 10000);
        cr_expect_gt(others.gained, 500, "%s adds nobody", file[i]);
        cr_expect(others.lost == 0 && others.changed == 0, "%s: %zu lost, %zu changed", file[i], others.lost,
                  others.changed);
    }
}

Test(choice, a_step_put_before_the_others_changes_no_luck_at_them) {
    struct others others;
    size_t same = compare_files(DATA "choosing.cfg", DATA "choosing_step.cfg", &others);
    cr_expect_gt(same, 3000);
    /* All comes ten minutes later, so minutes may differ in their last digits, and who crosses an edge of the
     * window is measured or not. */
    cr_expect_lt(others.largest, 0.01, "%g minutes", others.largest);
    cr_expect_lt(others.lost + others.gained, 25, "%zu lost, %zu gained", others.lost, others.gained);
}

struct went_on { const struct people *before; size_t strangers; };

/* True where this person came to the end of a rest, so that what follows it may differ. */
static bool has_rested(const struct people *people, const struct person_line *line) {
    for (size_t i = 0; i < people->count; i++)
        if (people->line[i].who == line->who && people->line[i].stream == line->stream &&
            strcmp(people->line[i].standard, "whole") == 0)
            return true;
    return false;
}

static void look_at_rested(void *context, const struct person_line *a, const struct person_line *b) {
    struct went_on *went_on = context;
    if (!has_rested(went_on->before, a != NULL ? a : b)) went_on->strangers++;
}

Test(choice, a_step_added_after_another_changes_only_those_who_came_that_far) {
    struct network a, b;
    struct people before, after;
    load(&a, DATA "choosing.cfg", NULL);
    load(&b, DATA "choosing_branch.cfg", NULL);
    people_of_run(&before, &a, 0, 12);
    people_of_run(&after, &b, 0, 12);
    struct went_on went_on = {&before, 0};
    size_t same = people_compare(&before, &after, look_at_rested, &went_on);
    cr_expect_eq(went_on.strangers, 0);
    cr_expect_gt(same, 8000);
    people_free(&before);
    people_free(&after);
    network_free(&a);
    network_free(&b);
}

struct elsewhere { const struct network *network; uint32_t area; size_t inside, outside; };

static void look_where(void *context, const struct person_line *a, const struct person_line *b) {
    struct elsewhere *elsewhere = context;
    uint32_t area = a != NULL ? a->area : b->area;
    if (area == elsewhere->area)
        elsewhere->inside++;
    else
        elsewhere->outside++;
}

Test(choice, short_of_rooms_only_those_who_share_a_line_with_the_newcomers_wait_otherwise) {
    struct network network;
    struct people before, after;
    load(&network, DATA "catchment.cfg", DATA "catchment_demand.cfg");
    people_of_run(&before, &network, 0, 13);
    people_of_run(&after, &network, 1, 13);
    struct elsewhere elsewhere = {.network = &network, .area = find_area(&network, "mid")};
    size_t same = people_compare(&before, &after, look_where, &elsewhere);
    cr_expect_gt(elsewhere.inside, 300, "%zu", elsewhere.inside);
    cr_expect_eq(elsewhere.outside, 0);
    cr_expect_gt(same, 2000, "%zu", same);
    people_free(&before);
    people_free(&after);
    network_free(&network);
}
