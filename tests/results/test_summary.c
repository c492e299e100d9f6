#include "results/summary.h"
#include "support/fake_result.h"
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

static struct fake_result fake;
static struct result_view view;
static struct summary summary;

static void make(uint32_t arms, uint32_t replications) {
    fake_result_init(&fake, arms, replications);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
}
static void tear_down(void) {
    summary_free(&summary);
    summary_free(&summary);
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(summary, .fini = tear_down);

static const struct summary_row *row(const char *label) {
    for (size_t i = 0; i < summary.row_count; i++)
        if (strcmp(summary.row[i].label, label) == 0)
            return &summary.row[i];
    cr_assert_fail("no row '%s'", label);
    return NULL;
}

Test(summary, a_difference_is_named_where_its_interval_excludes_zero) {
    make(3, 4);
    const struct summary_row *mean = row("four_hours: mean");
    cr_assert_str_eq(mean->unit, "min");
    cr_assert_str_eq(mean->cell[0].text, "103.5 (97.1 to 109.9)");
    cr_assert_str_eq(mean->cell[1].text, "+10.2 (+9.8 to +10.7) longer");
    cr_assert_float_eq(mean->cell[1].value, 10.25, 1e-9);
    const struct summary_row *within = row("four_hours: within target");
    cr_assert_str_eq(within->cell[0].text, "80.0 (80.0 to 80.0)");
    cr_assert_str_eq(within->cell[1].text, "0.0 (0.0 to 0.0)");
    cr_assert_str_eq(within->cell[1].word, "");
    cr_assert_str_eq(row("bed@royal: in use")->cell[2].word, "more");
}

/* 4 replications: alone the interval of this difference excludes 0, together with all others of the table not. */
Test(summary, a_difference_is_not_named_where_it_holds_alone_only) {
    fake_result_init(&fake, 2, 4);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    static const uint64_t within[] = {160, 163, 163, 164};
    for (uint32_t i = 0; i < 4; i++)
        fake.result.arm[1].outcome[i].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].within = within[i];
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    const struct summary_cell *cell = &row("four_hours: within target")->cell[1];
    cr_assert_eq(summary.claims, view.claims);
    cr_assert_gt(summary.claims, 10);
    cr_assert_lt(cell->together_low, 0);
    cr_assert_lt(cell->together_low, cell->low);
    cr_assert_str_eq(cell->word, "");
    /* three of four higher: alone it would have been said */
    static const uint64_t surely[] = {162, 163, 163, 162};
    summary_free(&summary);
    result_view_free(&view);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    for (uint32_t i = 0; i < 4; i++)
        fake.result.arm[1].outcome[i].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS].within = surely[i];
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cell = &row("four_hours: within target")->cell[1];
    cr_assert_gt(cell->low, 0);
    cr_assert_lt(cell->together_low, 0);
    cr_assert_str_eq(cell->word, "");
}

Test(summary, every_difference_shown_is_a_claim_and_no_count_is) {
    make(3, 4);
    uint32_t differences = 0;
    for (size_t i = 0; i < summary.row_count; i++)
        differences += summary.row[i].shows == SHOWS_MEASURE || summary.row[i].shows == SHOWS_INDEX ? 2 : 0;
    cr_assert_eq(summary.claims, differences);
    cr_assert_eq(row("four_hours: longer by more than 15 min")->shows, SHOWS_COUNT);
}

Test(summary, says_how_likely_a_change_is_for_the_better) {
    make(2, 4);
    const struct summary_row *mean = row("four_hours: mean");
    cr_assert_str_eq(mean->better, "less");
    cr_assert_str_eq(mean->cell[1].chance, "<0.1 %");
    cr_assert_str_eq(row("four_hours: within target")->better, "more");
    cr_assert_str_eq(row("four_hours: within target")->cell[1].chance, "", "nothing differs");
    cr_assert_str_eq(row("bed@royal: in use at midnight")->better, "");
    cr_assert_str_eq(row("bed@royal: in use at midnight")->cell[1].chance, "");
    cr_assert_str_eq(mean->cell[0].chance, "", "the baseline is no change");
}

Test(summary, of_three_scenarios_says_which_is_the_best_of_all) {
    make(3, 4);
    size_t best = 0;
    for (size_t i = 0; i < summary.row_count; i++)
        if (summary.row[i].shows == SHOWS_BEST && strcmp(summary.row[i].label, "four_hours: mean") == 0) {
            cr_assert_str_eq(summary.row[i].cell[0].text, ">99.9");
            cr_assert_str_eq(summary.row[i].cell[1].text, "<0.1");
            best++;
        }
    cr_assert_eq(best, 1);
    tear_down();
    make(2, 4);
    for (size_t i = 0; i < summary.row_count; i++)
        cr_assert_neq(summary.row[i].shows, SHOWS_BEST);
}

Test(summary, people_worse_off_are_counted) {
    make(2, 4);
    const struct summary_row *worse = row("four_hours: longer by more than 15 min");
    cr_assert_str_eq(worse->cell[0].text, "-");
    cr_assert_float_eq(worse->cell[1].value, 6.5, 1e-12);
    cr_assert_float_eq(row("four_hours: shorter by more than 15 min")->cell[1].value, 4, 1e-12);
    cr_assert_str_eq(row("journey: longer by more than 15 min")->unit, "people");
}

Test(summary, a_note_says_who_is_worse_off_and_where) {
    make(2, 4);
    cr_assert_not_null(strstr(summary.moved.bytes, "close_castle, four_hours, in 375 days: of 100 people "));
    cr_assert_not_null(strstr(summary.moved.bytes, " take over 15 min longer, and 4 (4 to 4) over 15 min shorter\n"));
    cr_assert_not_null(strstr(summary.moved.bytes, "of areas: north (6.5 % longer, 4.0 % shorter), south (6.5 % longer"));
    cr_assert_not_null(strstr(summary.moved.bytes, "of groups: age under_65 (6.5 % longer, 4.0 % shorter)\n"));
    cr_assert_null(strstr(summary.moved.bytes, "today, "), "the baseline is not compared with itself");
    tear_down();
    fake_result_init(&fake, 2, 1);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    for (uint32_t i = 0; i < FAKE_STANDARDS * FAKE_MARGINS; i++)
        fake.result.arm[1].gain[i].worse_over_15 = fake.result.arm[1].gain[i].better_over_15 = 0;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_not_null(strstr(summary.moved.bytes, "of 100 people nobody takes over 15 min longer or shorter.\n"));
}

Test(summary, only_headlines_are_told_of_where_there_are_any) {
    fake_result_init(&fake, 2, 2);
    fake.standard[FAKE_JOURNEY].headline = true;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_null(strstr(summary.moved.bytes, "four_hours"));
    cr_assert_not_null(strstr(summary.moved.bytes, "journey"));
    cr_assert_str_eq(row("journey: gap between areas")->unit, "min");
}

Test(summary, inequality_is_a_row_of_each_ordered_group_and_of_areas) {
    static uint32_t rank[] = {0, 1};
    fake_result_init(&fake, 2, 4);
    fake.network.dimension[0].rank = rank;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    for (uint32_t i = 0; i < 4; i++) /* from_65 wait 60 min longer in the baseline, 80 in the other scenario */
        for (uint32_t arm = 0; arm < 2; arm++) {
            size_t first = (size_t)FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS;
            struct access_tally *old = &fake.result.arm[arm].outcome[i].access[first + FAKE_MARGINS - 1];
            old->sum_minutes += (60.0 + 20 * arm) * (double)old->people;
        }
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    const struct summary_row *slope = row("four_hours: slope along age");
    cr_assert_float_eq(slope->cell[0].value, 120, 1e-9, "the middles of two groups are half the ranks apart");
    cr_assert_float_eq(slope->cell[1].value, 40, 1e-9);
    cr_assert_str_eq(slope->cell[1].word, "wider");
    cr_assert_str_eq(row("four_hours: gap between areas")->cell[0].text, "0.0 (0.0 to 0.0)");
    fake.network.dimension[0].rank = NULL;
}

Test(summary, a_standard_is_told_as_it_asks) {
    fake_result_init(&fake, 2, 2);
    fake.standard[FAKE_FOUR_HOURS].told = TOLD_MEAN | TOLD_P90;
    fake.standard[FAKE_FOUR_HOURS].at_month_end = true;
    fake.standard[FAKE_JOURNEY].told = TOLD_P50 | TOLD_P95;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    for (size_t i = 0; i < summary.row_count; i++) {
        cr_assert_str_neq(summary.row[i].label, "four_hours: within target");
        cr_assert_str_neq(summary.row[i].label, "four_hours: median");
        cr_assert_str_neq(summary.row[i].label, "journey: mean");
    }
    cr_assert_str_eq(row("four_hours: mean")->unit, "min");
    cr_assert_str_eq(row("four_hours: waiting at the last month's end")->cell[0].text, "40 (40 to 40)");
    cr_assert_float_eq(row("four_hours: waiting at the last month's end")->cell[1].value, 1, 1e-12);
    cr_assert_float_eq(row("four_hours: of them within target so far")->cell[0].value, 50, 1e-9);
    cr_assert_float_eq(row("journey: 95th percentile")->cell[0].value, 3 * 100.5, 1e-9);
    cr_assert_float_eq(row("journey: median")->cell[0].value, 100.5, 1e-9);
    cr_assert_float_eq(row("journey: over 30 min")->cell[0].value, 50, 1e-9);
    cr_assert_float_eq(row("journey: over 60 min")->cell[0].value, 3.5, 1e-9);
}

Test(summary, chances_say_their_kind) {
    make(1, 2);
    for (uint32_t i = 0; i < FAKE_POSTS; i++)
        cr_assert_eq(fake.step[fake.post[i].step].when_full, FULL_WAIT);
    cr_assert_null(strstr(summary.row[0].label, "real"));
    tear_down();
    fake_result_init(&fake, 1, 2);
    fake.step[FAKE_WARD].when_full = FULL_TURN_AWAY;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_float_eq(row("emergency.ward@castle: real_loss")->cell[0].value, 100 * 6.0 / 1020, 1e-9);
}

Test(summary, the_unfinished_show) {
    make(3, 4);
    cr_assert_float_eq(row("four_hours: unfinished")->cell[2].value, 2, 1e-12);
    tear_down();
    make(2, 4);
    for (size_t i = 0; i < summary.row_count; i++)
        cr_assert_null(strstr(summary.row[i].label, "unfinished"));
}

Test(summary, a_mean_with_unfinished_people_is_at_least) {
    fake_result_init(&fake, 1, 2);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    struct access_tally *access =
        &fake.result.arm[0].outcome[1].access[FAKE_PERIODS * FAKE_STANDARDS * FAKE_MARGINS];
    access->unfinished = 30;
    access->p90 = INFINITY;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_eq(strncmp(row("four_hours: mean")->cell[0].text, "at least ", 9), 0);
    cr_assert_str_eq(row("four_hours: 90th percentile")->cell[0].text, "not reached");
}

Test(summary, one_replication_has_no_interval) {
    make(2, 1);
    cr_assert_str_eq(row("four_hours: mean")->cell[0].text, "100.0");
    cr_assert_str_eq(row("four_hours: mean")->cell[1].text, "+10.0");
}

Test(summary, money_is_by_organisation) {
    make(2, 1);
    cr_assert_str_eq(row("icb: cost")->unit, "GBP m");
    cr_assert_str_eq(row("icb: cost")->cell[1].text, "+0.040");
    cr_assert_str_eq(row("trust: position")->cell[0].text, "0.001");
}

Test(summary, rows_stand_under_headings) {
    make(2, 4);
    const struct summary_row *mean = row("four_hours: mean");
    cr_assert_str_eq(mean->group, "A&E four hours");
    cr_assert_str_eq(row("journey: mean")->group, "journey");
    cr_assert_str_eq(row("four_hours: longer by more than 15 min")->group, mean->group);
    cr_assert_str_eq(row("bed@royal: in use at midnight")->group, row("bed@castle: in use at midnight")->group);
    cr_assert_str_eq(row("icb: cost")->group, row("trust: cost")->group);
}

Test(summary, one_scenario_shows_nobody_worse_off_and_no_notes) {
    make(1, 4);
    struct text out = {0};
    summary_render(&summary, SUMMARY_TEXT, &out);
    cr_assert_null(strstr(out.bytes, "15 min"));
    cr_assert_null(strstr(out.bytes, "gainst"));
    cr_assert_eq(strncmp(out.bytes, "simulated ", 10), 0);
    cr_assert_eq(out.bytes[out.length - 1], '\n');
    text_free(&out);
}

static bool has(const char *label) {
    for (size_t i = 0; i < summary.row_count; i++)
        if (strcmp(summary.row[i].label, label) == 0)
            return true;
    return false;
}

static void set_use(double in_use, double at_midnight) {
    for (uint32_t period = 0; period < FAKE_PERIODS; period++)
        for (uint32_t pool = 0; pool < FAKE_POOLS; pool++) {
            struct pool_tally *tally = &fake.result.arm[0].outcome[0].pool[period * FAKE_POOLS + pool];
            tally->in_use = in_use * tally->capacity;
            tally->midnight_in_use = at_midnight * tally->midnight_capacity;
        }
}

Test(summary, places_are_told_at_midnight_staff_over_time_and_both_where_they_differ) {
    fake_result_init(&fake, 1, 1);
    fake.pool[FAKE_CASTLE_BED].rota = 0;
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    set_use(0.88, 0.9);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert(has("bed@royal: in use at midnight"));
    cr_assert_not(has("bed@royal: in use"));
    cr_assert(has("bed@castle: in use"));
    cr_assert_not(has("bed@castle: in use at midnight"));
    summary_free(&summary);
    set_use(0.84, 0.9);
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert(has("bed@royal: in use at midnight"));
    cr_assert(has("bed@royal: in use"));
    cr_assert_not(has("bed@castle: in use at midnight"));
}

Test(summary, pools_without_limit_are_left_out) {
    make(2, 2);
    for (size_t i = 0; i < summary.row_count; i++)
        cr_assert_null(strstr(summary.row[i].label, "bay@castle"));
    cr_assert(has("bay@royal: in use at midnight"));
}

Test(summary, a_change_too_small_to_be_shown_is_not_named) {
    fake_result_init(&fake, 2, 2);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    for (uint32_t i = 0; i < 2; i++)
        fake.result.arm[1].outcome[i].once[0] = 100 * 1000000; /* GBP 100, shown in millions */
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    cr_assert_gt(row("icb: cost")->cell[1].low, 0);
    cr_assert_str_eq(row("icb: cost")->cell[1].text, "0.000 (0.000 to 0.000)");
    cr_assert_str_eq(row("icb: cost")->cell[1].word, "");
}

Test(summary, text_stands_in_columns) {
    make(3, 4);
    struct text out = {0};
    summary_render(&summary, SUMMARY_TEXT, &out);
    cr_assert_null(strstr(out.bytes, " \n"), "no line ends in a blank");
    text_free(&out);
    tear_down();
    make(1, 4);
    summary_render(&summary, SUMMARY_TEXT, &out);
    long at = -1;
    for (char *line = strtok(out.bytes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const char *bracket = strstr(line, " (");
        if (bracket == NULL || strstr(line, "interval") != NULL)
            continue;
        cr_assert(at < 0 || at == bracket - line, "%s", line);
        at = bracket - line;
    }
    cr_assert_gt(at, 0);
    text_free(&out);
}

Test(summary, formats_hold_every_row) {
    make(3, 4);
    struct text out = {0};
    summary_render(&summary, SUMMARY_TEXT, &out);
    size_t lines = 0;
    for (const char *at = out.bytes; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    cr_assert_geq(lines, summary.row_count + 1);
    for (size_t i = 0; i < summary.row_count; i++) {
        cr_assert_not_null(strstr(out.bytes, summary.row[i].label));
        cr_assert_not_null(strstr(out.bytes, summary.row[i].group));
    }
    text_free(&out);
    summary_render(&summary, SUMMARY_CSV, &out);
    lines = 0;
    for (const char *at = out.bytes; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    cr_assert_eq(lines, summary.row_count * 3 + 1);
    cr_assert_not_null(strstr(out.bytes, "\nfour_hours: mean,%,today,probability_best,"));
    cr_assert_not_null(strstr(out.bytes, "\nfour_hours: within target,%,today,value,80,"));
    cr_assert_not_null(strstr(out.bytes, "\nfour_hours: within target,percentage points,grow_teams,difference,"));
    text_free(&out);
    summary_render(&summary, SUMMARY_JSON, &out);
    json_t *rows = json_loads(out.bytes, 0, NULL);
    cr_assert_eq(json_array_size(rows), summary.row_count * 3);
    json_decref(rows);
    text_free(&out);
    summary_render(&summary, SUMMARY_MARKDOWN, &out);
    static const char head[] =
        "| simulated | unit | better | today: mean (its 95 % interval) | close_castle against today: difference (its 95 "
        "% interval) | P(better) | grow_teams against today: difference (its 95 % interval) | P(better) |\n"
        "|---|---|---|---|---|---|---|---|\n";
    cr_assert_eq(strncmp(out.bytes, head, sizeof head - 1), 0, "%.400s", out.bytes);
    cr_assert_not_null(strstr(out.bytes, "standing alone"));
    text_free(&out);
}
