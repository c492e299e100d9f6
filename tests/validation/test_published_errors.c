/* Errors that published models made without anyone noticing: each is provoked here and seen refused, or counted.
 * README.md has the list. */
#include "base/problem.h"
#include "base/text.h"
#include "care/person.h"
#include "care/run.h"
#include "results/summary.h"
#include "results/tables.h"
#include "scenario/compile.h"
#include "scenario/sentences.h"
#include "support/compiled.h"
#include "support/people.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"
#include "validation/common.h"
#include "validation/week.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 20260411 };

/* ---- stays that are not finished are dropped: 22.3 days reported for a true 24.0 ------------------------------- */

/* Mean days of one run's stays: of the finished alone, and of all as far as they came. */
struct stay_means { double finished, all; size_t people, unfinished; };

static struct stay_means stays_of(const struct network *network, uint32_t seed) {
    struct people people;
    struct stay_means means = {0};
    people_of_run(&people, network, 0, seed);
    for (size_t i = 0; i < people.count; i++) {
        double days = (double)people.line[i].minutes / MINUTES_PER_DAY;
        means.all += days;
        means.people++;
        if (people.line[i].unfinished)
            means.unfinished++;
        else
            means.finished += days;
    }
    means.finished /= (double)(means.people - means.unfinished);
    means.all /= (double)means.people;
    people_free(&people);
    return means;
}

Test(published_errors, dropping_the_unfinished_is_biased_and_following_them_is_not) {
    struct network cut, followed;
    struct run_wish short_wish = {.file = {"validation/data/unfinished.cfg"}};
    struct run_wish long_wish = {.file = {"validation/data/unfinished.cfg"}, .set = {"time.follow=1000 d"}};
    double dropped[20], counted[20], truth[20];
    scenario_load_or_fail(&cut, &short_wish);
    scenario_load_or_fail(&followed, &long_wish);
    for (uint32_t i = 0; i < 20; i++) {
        struct stay_means before = stays_of(&cut, SEED + i), after = stays_of(&followed, SEED + i);
        cr_assert_eq(before.people, after.people, "the same people");
        cr_assert_gt(before.unfinished, 300);
        cr_assert_eq(after.unfinished, 0);
        dropped[i] = before.finished;
        counted[i] = before.all;
        truth[i] = after.all;
        cr_assert_lt(counted[i], truth[i], "counted as far as they came, the mean is at least so much, never more");
    }
    struct theory_estimate all = theory_estimate(truth, 20), finished = theory_estimate(dropped, 20);
    cr_expect(theory_agrees(all, 24, 0, 3, 0), "%g (error %g)", all.mean, all.error);
    cr_expect_lt(finished.mean, 24 - 20 * finished.error, "dropping gives %g: the error of the published model", finished.mean);
    network_free(&cut);
    network_free(&followed);
}

static bool summary_says(const struct run_wish *wish, const char *words) {
    struct scenario_run run;
    struct result_view view;
    struct summary summary;
    struct text text = {0};
    scenario_run_or_fail(&run, wish);
    cr_assert_eq(result_view_init(&view, &run.result, SEED), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    summary_render(&summary, SUMMARY_TEXT, &text);
    bool says = strstr(text.bytes, words) != NULL;
    text_free(&text);
    summary_free(&summary);
    result_view_free(&view);
    scenario_run_free(&run);
    return says;
}

Test(published_errors, a_mean_with_unfinished_stays_says_at_least_and_counts_them) {
    struct run_wish cut = {.file = {"validation/data/unfinished.cfg"}, .seed = SEED, .replications = 3};
    struct run_wish followed = {.file = {"validation/data/unfinished.cfg"}, .set = {"time.follow=1000 d"}, .seed = SEED,
     .replications = 3};
    cr_expect(summary_says(&cut, "at least"));
    cr_expect(summary_says(&cut, "stay: unfinished"));
    cr_expect_not(summary_says(&followed, "at least"));
    cr_expect_not(summary_says(&followed, "stay: unfinished"));
}

/* ---- a queue at the start that holds beds for ever ----------------------------------------------------------- */

/* Units held by people, against what the pools say is in use. */
static void expect_every_unit_held(const struct world *world) {
    for (uint32_t pool = 0; pool < world->network->pool_count; pool++) {
        uint64_t held = 0;
        for (size_t i = 0; i < world->patient_count; i++)
            for (unsigned k = 0; world->patient[i].state != PATIENT_FREE && k < world->patient[i].held_count; k++)
                if (world->patient[i].held[k] == pool) held += (uint64_t)patient_holding(world->network, &world->patient[i], k).units;
        cr_assert_eq(held, (uint64_t)world->pool[pool].in_use, "at minute %g", world->now);
    }
}

Test(published_errors, people_of_the_start_hold_beds_that_come_free) {
    struct network network;
    struct run_wish wish = {.file = {"validation/data/start_queue.cfg"}};
    scenario_load_or_fail(&network, &wish);
    struct arrival_tables *tables = arrival_tables_new(&network);
    struct world world;
    uint32_t bed = find_pool(&network, "ward", "bed"), most = 25;
    cr_assert_eq(world_init(&world, &network, SEED, 0), STATUS_OK);
    run_begin(&world);
    cr_expect_eq((uint32_t)world.pool[bed].in_use, 25, "more than the ten places, as they were");
    for (int day = 1; day <= 120; day++) {
        run_until(&world, tables, (double)day * MINUTES_PER_DAY, NULL);
        expect_every_unit_held(&world);
        uint32_t in_use = (uint32_t)world.pool[bed].in_use;
        if (in_use > 10) cr_expect_leq(in_use, most, "above its places a pool only drains");
        most = in_use > 10 ? in_use : 10;
    }
    run_finish(&world, tables, NULL);
    cr_expect_eq((uint32_t)world.pool[bed].in_use, 0);
    cr_expect_eq(world.present, 0);
    const struct post_tally *stay = &world.outcome.post[find_post(&network, "illness.stay", "ward")];
    cr_expect_eq(stay->started, 60, "those who waited; those inside had started before");
    cr_expect_eq(stay->completed, 60);
    cr_expect_eq(world.outcome.done[0], 85, "and all have gone");
    cr_expect_eq(world.outcome.here[0], 0);
    for (int check = 0; check < LEDGER_CHECKS; check++) cr_expect(world.outcome.ledger[check].ok, "check %d", check);
    world_free(&world);
    arrival_tables_free(tables);
    network_free(&network);
}

/* ---- a merge that scrambles catchments --------------------------------------------------------------------- */

Test(published_errors, rows_and_columns_of_tables_in_another_order_give_the_same_bytes) {
    struct scenario_run one, other;
    struct run_wish first = {.file = {"validation/data/merge.cfg"}, .seed = SEED, .replications = 3};
    struct run_wish second = {.file = {"validation/data/merge_reordered.cfg"}, .seed = SEED, .replications = 3};
    scenario_run_or_fail(&one, &first);
    scenario_run_or_fail(&other, &second);
    expect_same_result(&one, &other);
    scenario_run_free(&one);
    scenario_run_free(&other);
}

Test(published_errors, tables_that_do_not_fit_together_are_refused_with_a_sentence) {
    static const struct { const char *file; int sentence; } bad[] = {
        {"area_missing", SENTENCE_no_such_thing},      {"area_twice", SENTENCE_csv_double_id},
        {"home_missing", SENTENCE_area_without_home},  {"home_elsewhere", SENTENCE_no_such_thing},
        {"home_twice", SENTENCE_home_twice},           {"catchment_unknown", SENTENCE_no_such_thing},
        {"catchment_nobody", SENTENCE_nobody_assigned}, {"travel_unknown", SENTENCE_no_such_thing},
        {"travel_twice", SENTENCE_journey_twice},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct network network;
        struct problem_list problems = {0};
        char file[128];
        size_t said = 0;
        snprintf(file, sizeof file, "tests/validation/data/bad/%s.cfg", bad[i].file);
        cr_expect_eq(compile_files(file, NULL, &network, &problems), STATUS_INPUT, "%s", file);
        for (size_t p = 0; p < problems.count; p++) said += problems.item[p].sentence == bad[i].sentence;
        cr_expect_gt(said, 0, "%s: %s", file, problems.count > 0 ? problems.item[0].text : "no problem");
        problem_list_free(&problems);
    }
}

/* ---- maxima printed as means -------------------------------------------------------------------------------- */

/* D/D/1, worked by hand (data/clockwork.cfg): each mean beside the largest value, which it must not be. */
Test(published_errors, a_column_named_mean_is_a_mean) {
    static const struct { const char *table, *where, *column; double mean, largest; } known[] = {
        {"step", "period=all step=need.feed", "wait_mean_minutes", 60.0 * 47 / 2, 60.0 * 47},
        {"step", "period=all step=need.care", "present_mean", 23.0 / 24, 1},
        {"pool", "period=all pool=gate", "waiting_mean", 87.5, 99},
        {"pool", "period=all pool=room", "in_use_mean", 23.0 / 24, 1},
        {"day", "pool=gate", "waiting_mean", 87.5, 99},
        {"day", "pool=room", "in_use_mean", 23.0 / 24, 1},
        {"hour_of_week", "pool=room hour_of_week=48", "in_use_mean", 0, 1},
        {"hour_of_week", "pool=gate hour_of_week=49", "waiting_mean", 98, 99},
        {"access", "period=all standard=queue area=all dimension=all", "mean_minutes", (60.0 * 47 * 48 / 2 + 52.0 * 48 * 60) / 100, 48 * 60},
    };
    struct scenario_run run;
    struct result_view view;
    struct run_wish wish = {.file = {"validation/data/clockwork.cfg"}};
    scenario_run_or_fail(&run, &wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double found = rows_number(&view, known[i].table, known[i].where, known[i].column);
        cr_expect(fabs(found - known[i].mean) < 1e-9, "%s.%s: %.9g, by hand %.9g", known[i].table, known[i].column, found, known[i].mean);
        cr_expect(fabs(found - known[i].largest) > 1e-3, "%s.%s is the largest value", known[i].table, known[i].column);
    }
    result_view_free(&view);
    scenario_run_free(&run);
}

/* ---- runs that share their random numbers ------------------------------------------------------------------- */

static int ascending_words(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void expect_all_differ(uint64_t *word, size_t count, const char *what) {
    qsort(word, count, sizeof word[0], ascending_words);
    for (size_t i = 1; i < count; i++) cr_assert(word[i] != word[i - 1], "two of %zu %s are the same", count, what);
}

/* Keys are seed and replication themselves. Were they 16-bit numbers drawn at random, 1000 of them would share one with
 * probability 99.95 %. */
Test(published_errors, a_thousand_replications_of_a_hundred_seeds_share_no_stream) {
    enum { SEEDS = 100, REPLICATIONS = 1000, ALL = SEEDS * REPLICATIONS };
    static uint64_t key[ALL], word[ALL];
    for (uint32_t seed = 0; seed < SEEDS; seed++)
        for (uint32_t replication = 0; replication < REPLICATIONS; replication++) {
            struct draw_key made = draw_key_make(seed + 1, replication, text_hash("illness/everywhere/all"));
            size_t i = seed * REPLICATIONS + replication;
            key[i] = made.word[0];
            word[i] = draw_pair_at(made, person_pack(0, 0, 0, 0), DRAW_ARRIVAL_POINT).word[0];
        }
    expect_all_differ(key, ALL, "keys");
    expect_all_differ(word, ALL, "first words");
}

Test(published_errors, the_first_patients_of_a_thousand_replications_come_at_different_times) {
    enum { REPLICATIONS = 1000 };
    static uint64_t minute[REPLICATIONS];
    struct network network;
    struct run_wish wish = {.file = {"validation/data/week.cfg"}};
    scenario_load_or_fail(&network, &wish);
    struct arrival_tables *tables = arrival_tables_new(&network);
    for (uint32_t i = 0; i < REPLICATIONS; i++) {
        struct world world;
        cr_assert_eq(world_init(&world, &network, SEED, i), STATUS_OK);
        arrivals_draw_day(&world, tables);
        cr_assert_gt(world.arrival_count, 0);
        memcpy(&minute[i], &world.arrival[0].minute, sizeof minute[i]);
        world_free(&world);
    }
    expect_all_differ(minute, REPLICATIONS, "first arrivals");
    arrival_tables_free(tables);
    network_free(&network);
}

/* ---- the next arrival drawn by the rate of the present interval -------------------------------------------------- */

/* The wrong way, with a sequence of its own: the test that judges ours (the system "hours") sees it at once. */
Test(published_errors, gaps_drawn_by_the_present_rate_would_be_seen) {
    enum { WEEKS = 260 };
    double observed[HOURS_PER_WEEK] = {0}, expected[HOURS_PER_WEEK], hour = 0;
    struct draw_key key = draw_key_make(SEED, 0, text_hash("the wrong way"));
    for (uint64_t i = 0; hour < WEEKS * HOURS_PER_WEEK; i++) {
        double rate = week_rate((int)hour % HOURS_PER_WEEK);
        hour -= log(draw_uniform(draw_pair_at(key, i, DRAW_RENEWAL).word[0])) / rate;
        if (hour < WEEKS * HOURS_PER_WEEK) observed[(int)hour % HOURS_PER_WEEK] += 1;
    }
    for (int h = 0; h < HOURS_PER_WEEK; h++) expected[h] = WEEKS * week_rate(h);
    double wrong = chi_square_p(observed, expected, HOURS_PER_WEEK, false);
    cr_expect_lt(wrong, 1e-9, "p %g", wrong);
    double rise = (observed[8] - expected[8]) / sqrt(expected[8]);
    cr_expect_lt(rise, -5, "too few come in the first hour of the rise: %g errors", rise);
}
