#include "scenario/traffic.h"

#include "base/memory.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"
#define HARBOUR "scenarios/harbour/"

static struct traffic solved(const struct network *n, uint32_t arm, double minute) {
    struct traffic traffic;
    double *value = memory_new(n->value_count, sizeof *value);
    traffic_values(n, arm, minute, value);
    cr_assert_eq(traffic_solve(n, value, &traffic), STATUS_OK);
    free(value);
    return traffic;
}

static double starts(const struct network *n, const struct traffic *traffic, const char *step) {
    double sum = 0;
    uint32_t index = step_called(n, step);
    for (uint32_t p = 0; p < n->post_count; p++)
        if (n->post[p].step == index)
            sum += traffic->starts_per_day[p];
    return sum;
}

static double offered(const struct network *n, const struct traffic *traffic, const char *kind) {
    double sum = 0;
    uint32_t index = network_index(n->pool_kind, n->pool_kind_count, kind);
    for (uint32_t p = 0; p < n->pool_count; p++)
        if (n->pool[p].kind == index)
            sum += traffic->pool[p].offered;
    return sum;
}

Test(traffic, erlang_c_agrees_with_known_values) {
    /* one server: the chance of waiting is the load; two: 2 rho^2 / (1 + rho) */
    must_be_near(traffic_erlang_c(1, 0.75), 0.75, 1e-12, "M/M/1");
    must_be_near(traffic_erlang_c(2, 1.5), 2 * 0.75 * 0.75 / 1.75, 1e-12, "M/M/2");
    must_be_near(traffic_erlang_c(20, 18), 0.5508, 5e-4, "M/M/20 at 0.9"); /* Erlang C tables */
    must_be_near(traffic_erlang_c(5, 5), 1, 0, "full");
    must_be_near(traffic_erlang_c(5, 0), 0, 0, "empty");
}

Test(traffic, a_plain_queue_has_the_wait_of_theory) {
    struct network n = compiled(DATA "queue.cfg", NULL);
    struct traffic traffic = solved(&n, 0, 0);
    must_be_near(traffic.pool[0].offered, 0.5, 1e-4, "load");
    must_be_near(traffic.pool[0].wait_chance, 0.5, 1e-4, "chance");
    must_be_near(traffic.pool[0].wait_minutes, 30, 0.05, "M/M/1 at 0.5 waits as long as it serves");
    cr_assert_eq(traffic.pool[0].verdict, TRAFFIC_FINE);
    must_be_near(traffic.arrivals_per_day, 24, 1e-9, "arrivals");
    traffic_free(&traffic);
    network_free(&n);
}

/* What was worked out by hand for Harbour is of those who come by themselves: 92 attendances, 10.0 bays' work,
 * 25.6 admissions, 133 beds' work, 38 packages' work, 5.4 urgent calls; 13 % of the calls come on top. */
Test(traffic, harbours_loads_are_those_worked_out_by_hand) {
    struct network n = compiled(HARBOUR "today.cfg", HARBOUR "close_castle.cfg");
    struct traffic traffic = solved(&n, 0, 0);
    double calls = starts(&n, &traffic, "urgent_response.visit"), came = starts(&n, &traffic, "emergency.ae");
    must_be_near(calls, (101.0 * 3 + 29 * 58) / 365.25, 1e-9, "5.4 urgent calls");
    must_be_near(came - 0.13 * calls, (101.0 * 210 + 29 * 430) / 365.25, 1e-9, "92 attendances");
    double admitted = (101.0 * 210 * 0.17 + 29 * 430 * 0.46) / 365.25;
    double old = 29.0 * 430 * 0.46 / 365.25, young = 101.0 * 210 * 0.17 / 365.25;
    double more_young = 0.13 * 101 * 3 / 365.25 * 0.17, more_old = 0.13 * 29 * 58 / 365.25 * 0.46;
    must_be_near(admitted, 25.6, 0.1, "25.6 admissions");
    must_be_near(starts(&n, &traffic, "emergency.ward"), admitted + more_young + more_old, 1e-9, "admissions");
    must_be_near(offered(&n, &traffic, "bay"), came * 2.6 / 24, 1e-3, "bays' work");
    must_be_near((came - 0.13 * calls) * 2.6 / 24, 10, 0.05, "10.0 bays' work");
    double beds = 4.6 * (0.7 * (young + more_young) + 1.4 * (old + more_old));
    must_be_near(4.6 * (0.7 * young + 1.4 * old), 133, 0.5, "133 beds' work");
    must_be_near(offered(&n, &traffic, "bed"), beds, 0.02 * beds, "beds' work");
    must_be_near(16 * (0.02 * young + 0.14 * old), 38, 1, "38 packages' work");
    must_be_near(offered(&n, &traffic, "package"), 16 * (0.02 * (young + more_young) + 0.14 * (old + more_old)), 0.2, "packages");
    traffic_free(&traffic);
    network_free(&n);
}

/* An hour apart: 10 min of triage, 30 with the doctor, 15 of rest, and 10 of cleaning, all in one bay. */
Test(traffic, a_pool_is_asked_for_through_the_steps_that_keep_it_and_while_it_is_cleaned) {
    struct network n = compiled("tests/care/data/one_bay.cfg", NULL);
    struct traffic traffic = solved(&n, 0, 0);
    must_be_near(traffic.pool[pool_called(&n, "ae", "bay")].offered, 65.0 / 60, 1e-9, "bay");
    must_be_near(traffic.pool[pool_called(&n, "ae", "nurse")].offered, 10.0 / 60, 1e-9, "nurse");
    cr_expect_eq(traffic.pool[pool_called(&n, "ae", "bay")].verdict, TRAFFIC_OVERLOADED);
    traffic_free(&traffic);
    network_free(&n);
}

/* Six swing beds are there once, whoever uses them: Erlang's loss formula says how much each ward asks of them. */
Test(traffic, a_shared_overflow_is_shared_and_has_a_row_of_its_own) {
    struct network n = compiled("tests/care/data/swing.cfg", NULL);
    struct traffic traffic = solved(&n, 0, 0);
    struct pool_traffic acute = traffic.pool[pool_called(&n, "unit", "acute_bed")], rehab = traffic.pool[pool_called(&n, "unit", "rehab_bed")];
    struct pool_traffic swing = traffic.pool[pool_called(&n, "unit", "swing")];
    must_be_near(acute.offered, 8.1455, 1e-3, "acute");
    must_be_near(rehab.offered, 9.7182, 1e-3, "rehab");
    must_be_near(acute.capacity + rehab.capacity, 26, 1e-9, "all places, each once");
    /* B(10, 8.1455) = 0.1283, B(10, 9.7182) = 0.2015 */
    must_be_near(swing.offered, 8.1455 * 0.1283 + 9.7182 * 0.2015, 0.01, "what the wards lose");
    must_be_near(swing.capacity, 6, 0, "swing beds");
    cr_expect_eq(swing.verdict, TRAFFIC_FINE);
    traffic_free(&traffic);
    network_free(&n);
}

Test(traffic, after_castle_closes_royals_beds_are_tight) {
    struct network n = compiled(HARBOUR "today.cfg", HARBOUR "close_castle.cfg");
    struct traffic traffic = solved(&n, 1, INFINITY);
    uint32_t bed = pool_called(&n, "royal", "bed");
    must_be_near(traffic.pool[bed].capacity, 137, 0, "beds there");
    must_be_near(traffic.pool[bed].utilisation, 0.98, 0.01, "97 %, and 98 % with those sent by the team");
    cr_assert_eq(traffic.pool[bed].verdict, TRAFFIC_TIGHT);
    must_be_near(traffic.pool[pool_called(&n, "castle", "bay")].offered, 0, 0, "nobody comes to castle");
    struct text text = {0};
    traffic_sentence(&n, &traffic, bed, &text);
    cr_assert_not_null(strstr(text.bytes, "137 there"));
    cr_assert_not_null(strstr(text.bytes, "waits will be long"));
    text_free(&text);
    traffic_free(&traffic);
    network_free(&n);
}

Test(traffic, a_load_over_capacity_grows_without_end) {
    struct network n = compiled(DATA "small.cfg", NULL);
    struct traffic traffic = solved(&n, 0, 0);
    uint32_t nurse = pool_called(&n, "one", "nurse");
    cr_assert_eq(traffic.pool[nurse].verdict, TRAFFIC_OVERLOADED);
    must_be_near(traffic.pool[nurse].capacity, 4 * 37.5 * 0.78 / 168, 1e-12, "mean of the week");
    must_be_near(traffic.pool[pool_called(&n, "small", "bay")].capacity, 2, 1e-12, "4 places half of the day");
    /* a cycle: each visit is followed by another in half of the cases, so one more on average */
    must_be_near(starts(&n, &traffic, "community.again"), starts(&n, &traffic, "community.visit"), 1e-9, "visits again");
    struct text text = {0};
    traffic_sentence(&n, &traffic, nurse, &text);
    cr_assert_not_null(strstr(text.bytes, "the queue will grow without end"));
    text_free(&text);
    traffic_free(&traffic);
    network_free(&n);
}

Test(traffic, people_choose_by_logit_over_their_homes_and_go_where_the_closed_send_them) {
    struct network n = compiled(DATA "small.cfg", DATA "what_if.cfg");
    struct traffic before = solved(&n, 0, 0), after = solved(&n, 1, INFINITY);
    uint32_t ae = step_called(&n, "acute.ae"), ward = step_called(&n, "acute.ward");
    uint32_t big = provider_called(&n, "big"), small = provider_called(&n, "small");
    uint32_t home = n.area[area_called(&n, "west")].home_first, site = n.provider[big].site, other = n.provider[small].site;
    double to_big = exp(0.5 - 0.1 * (double)n.travel.minutes[0][home * 2 + site]);
    double to_small = exp(-0.1 * (double)n.travel.minutes[0][home * 2 + other]);
    cr_assert(before.starts_per_day[network_post(&n, ae, small)] > 2 * to_small / (to_big + to_small));
    must_be_near(after.starts_per_day[network_post(&n, ae, small)], 0, 0, "closed");
    must_be_near(after.starts_per_day[network_post(&n, ae, big)], 5, 1e-9, "the other is open half of the day");
    must_be_near(after.turned_away_per_day, 5, 1e-9, "at night nobody is open");
    must_be_near(after.starts_per_day[network_post(&n, ward, small)], 0, 0, "nobody is there to be admitted");
    traffic_free(&before);
    traffic_free(&after);
    network_free(&n);
}
