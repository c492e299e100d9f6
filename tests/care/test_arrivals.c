/* Who comes: Poisson counts at any rate that varies with time, and the same people when the rate changes. */
#include "care/arrivals.h"
#include "care/person.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 156 * 7, MONTHS = 12, CELLS_OF_HOUR = 12 };

/* All who come in DAYS days, by stream. */
struct arrived {
    struct arrival *arrival;
    size_t count;
};

static void load(struct network *network) {
    struct run_wish wish = {.file = {"care/data/weekly.cfg"}};
    scenario_load_or_fail(network, &wish);
}

/* Draws every day with all rates multiplied by `times`. */
static void draw_days(struct arrived *out, const struct network *network, double times) {
    struct arrival_tables *tables = arrival_tables_new(network);
    struct world world;
    size_t capacity = 1 << 20;
    *out = (struct arrived){calloc(capacity, sizeof out->arrival[0]), 0};
    cr_assert(tables != NULL && out->arrival != NULL);
    cr_assert_eq(world_init(&world, network, 17, 0), STATUS_OK);
    for (uint32_t s = 0; s < network->stream_count; s++) world.value[network->stream[s].rate] *= times;
    for (int day = 0; day < DAYS; day++) {
        world.now = (double)day * MINUTES_PER_DAY;
        arrivals_draw_day(&world, tables);
        for (size_t i = 0; i < world.arrival_count; i++) {
            cr_assert_lt(out->count, capacity);
            cr_assert(world.arrival[i].minute >= world.now && world.arrival[i].minute < world.now + MINUTES_PER_DAY);
            if (i > 0) cr_assert_leq(world.arrival[i - 1].minute, world.arrival[i].minute);
            out->arrival[out->count++] = world.arrival[i];
        }
    }
    world_free(&world);
    arrival_tables_free(tables);
}

static bool is_of(const struct network *network, const struct arrival *arrival, const char *pathway) {
    uint32_t of = network->stream[person_stream(arrival->person)].pathway;
    return strcmp(network->pathway[of].id, pathway) == 0;
}

/* Mean number of a pathway between two minutes, from its rate, profile and season. */
static double mean_in_hour(const struct network *network, uint32_t pathway, double minute) {
    int32_t day = network->first_day + (int32_t)(minute / MINUTES_PER_DAY);
    const struct pathway *at = &network->pathway[pathway];
    double rate = 0;
    for (uint32_t s = 0; s < network->stream_count; s++)
        if (network->stream[s].pathway == pathway) rate += network->value[network->stream[s].rate];
    if (at->profile != NONE)
        rate *= (double)network->week[at->profile].hour[calendar_hour_of_week(network->first_day, minute)];
    if (at->season != NONE) rate *= (double)network->season[at->season].month[calendar_date(day).month - 1];
    return rate / 24;
}

static void expect_counts(const double *observed, const double *expected, size_t count, const char *what) {
    double tail = theory_chi_square_tail(theory_chi_square(observed, expected, count), (double)count);
    cr_expect(tail > 0.001 && tail < 0.999, "%s: p = %g", what, tail);
}

Test(arrivals, counts_follow_the_hours_of_the_week_and_the_months) {
    struct network network;
    struct arrived all;
    static double hour[HOURS_PER_WEEK], in_hour[HOURS_PER_WEEK], month[MONTHS], in_month[MONTHS];
    static double part[CELLS_OF_HOUR], in_part[CELLS_OF_HOUR];
    load(&network);
    draw_days(&all, &network, 1);
    uint32_t need = find_pathway(&network, "need");
    for (double minute = 0; minute < (double)DAYS * MINUTES_PER_DAY; minute += MINUTES_PER_HOUR) {
        double mean = mean_in_hour(&network, need, minute);
        in_hour[calendar_hour_of_week(network.first_day, minute)] += mean;
        in_month[calendar_date(network.first_day + (int32_t)(minute / MINUTES_PER_DAY)).month - 1] += mean;
        for (int i = 0; i < CELLS_OF_HOUR; i++) in_part[i] += mean / CELLS_OF_HOUR;
    }
    for (size_t i = 0; i < all.count; i++) {
        if (!is_of(&network, &all.arrival[i], "need")) continue;
        double minute = all.arrival[i].minute;
        hour[calendar_hour_of_week(network.first_day, minute)] += 1;
        month[calendar_date(network.first_day + (int32_t)(minute / MINUTES_PER_DAY)).month - 1] += 1;
        part[(int)(fmod(minute, MINUTES_PER_HOUR) * CELLS_OF_HOUR / MINUTES_PER_HOUR)] += 1;
    }
    expect_counts(hour, in_hour, HOURS_PER_WEEK, "hours of the week");
    expect_counts(month, in_month, MONTHS, "months");
    expect_counts(part, in_part, CELLS_OF_HOUR, "parts of an hour");
    free(all.arrival);
    network_free(&network);
}

/* The sum of (count - mean)^2 / mean over many hours is a chi-square where counts are independent and Poisson:
 * too large where they come in bunches, too small where they are spaced. */
Test(arrivals, counts_of_single_hours_vary_as_poisson_counts_do) {
    struct network network;
    struct arrived all;
    const char *const pathway[] = {"need", "even"};
    enum { BLOCK = 6 }; /* hours together, for means near ten */
    load(&network);
    draw_days(&all, &network, 1);
    for (int p = 0; p < 2; p++) {
        static double count[DAYS * 24 / BLOCK], mean[DAYS * 24 / BLOCK];
        memset(count, 0, sizeof count);
        memset(mean, 0, sizeof mean);
        uint32_t index = find_pathway(&network, pathway[p]);
        for (int h = 0; h < DAYS * 24; h++)
            mean[h / BLOCK] += mean_in_hour(&network, index, (double)h * MINUTES_PER_HOUR);
        for (size_t i = 0; i < all.count; i++)
            if (is_of(&network, &all.arrival[i], pathway[p]))
                count[(int)(all.arrival[i].minute / MINUTES_PER_HOUR) / BLOCK] += 1;
        expect_counts(count, mean, DAYS * 24 / BLOCK, pathway[p]);
    }
    free(all.arrival);
    network_free(&network);
}

Test(arrivals, means_are_right_at_rates_thin_and_thick_and_at_the_edges_of_bands) {
    const double times[] = {0.3, 1, 1.0625, 2, 3.7, 16};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct network network;
        struct arrived all;
        double rare = 0, even = 0;
        load(&network);
        /* The tables reach as far as the network's own rates: make those the largest. */
        for (uint32_t s = 0; s < network.stream_count; s++) network.value[network.stream[s].rate] *= times[i];
        draw_days(&all, &network, 1);
        for (size_t k = 0; k < all.count; k++) {
            rare += is_of(&network, &all.arrival[k], "rare");
            even += is_of(&network, &all.arrival[k], "even");
        }
        double rare_mean = 0.05 * DAYS * times[i], even_mean = 16.0 * DAYS * times[i];
        cr_expect_float_eq(rare, rare_mean, 3.3 * sqrt(rare_mean), "%g against %g", rare, rare_mean);
        cr_expect_float_eq(even, even_mean, 3.3 * sqrt(even_mean), "%g against %g", even, even_mean);
        free(all.arrival);
        network_free(&network);
    }
}

static int by_person(const void *a, const void *b) {
    const struct arrival *x = a, *y = b;
    return x->person < y->person ? -1 : x->person > y->person;
}

Test(arrivals, a_lower_rate_brings_some_of_the_people_of_a_higher_one_at_the_same_minutes) {
    struct network network;
    struct arrived many, few;
    load(&network);
    draw_days(&many, &network, 1);
    draw_days(&few, &network, 0.83);
    cr_expect_float_eq((double)few.count / (double)many.count, 0.83, 0.01);
    qsort(many.arrival, many.count, sizeof many.arrival[0], by_person);
    for (size_t i = 1; i < many.count; i++)
        cr_assert_neq(many.arrival[i - 1].person, many.arrival[i].person, "two people are one");
    for (size_t i = 0; i < few.count; i++) {
        const struct arrival *there = bsearch(&few.arrival[i], many.arrival, many.count, sizeof many.arrival[0],
                                              by_person);
        cr_assert(there != NULL);
        cr_assert_eq(memcmp(&there->minute, &few.arrival[i].minute, sizeof(double)), 0);
    }
    free(many.arrival);
    free(few.arrival);
    network_free(&network);
}

static double days_in_use(const struct scenario_run *run, uint32_t arm, const char *site, uint32_t from, uint32_t to) {
    const struct outcome *outcome = &run->result.arm[arm].outcome[0];
    const double *day = &outcome->day_in_use[find_pool(&run->network, site, "clerk") * outcome->days];
    double sum = 0;
    for (uint32_t i = from; i < to; i++)
        sum += day[i];
    return sum;
}

Test(arrivals, need_that_a_new_place_meets_appears_on_its_day) {
    struct run_wish wish = {.file = {"scenario/data/compile/unmet_need.cfg", "scenario/data/compile/unmet_need_opens.cfg"}, .seed = 3};
    struct scenario_run run;
    scenario_run_or_fail(&run, &wish);
    for (uint32_t day = 0; day < 4; day++)
        cr_expect_eq(days_in_use(&run, 0, "hub", day, day + 1), days_in_use(&run, 1, "hub", day, day + 1), "day %u", day);
    cr_expect_eq(days_in_use(&run, 1, "far", 0, 4), 0);
    cr_expect_gt(days_in_use(&run, 1, "far", 4, 8), 0);
    cr_expect_gt(days_in_use(&run, 1, "far", 4, 8) + days_in_use(&run, 1, "hub", 4, 8), days_in_use(&run, 0, "hub", 4, 8));
    cr_expect_eq(days_in_use(&run, 1, "hub", 9, 12), 0, "it shut on the day before");
    scenario_run_free(&run);
}

Test(arrivals, nobody_comes_to_what_is_shut) {
    struct run_wish wish = {.file = {"scenario/data/compile/unmet_need.cfg", "scenario/data/compile/unmet_need_closed.cfg"}, .seed = 3};
    struct scenario_run run;
    scenario_run_or_fail(&run, &wish);
    const struct outcome *outcome = &run.result.arm[1].outcome[0];
    uint64_t left = 0;
    for (uint32_t i = 0; i < run.network.pathway_count * run.network.area_count; i++)
        left += outcome->left[i];
    cr_expect_eq(left, 0, "nobody set out for a shut door");
    cr_expect_eq(days_in_use(&run, 1, "hub", 5, 12), 0);
    cr_expect_gt(days_in_use(&run, 1, "hub", 0, 4), 0);
    scenario_run_free(&run);
}
