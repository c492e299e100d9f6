#include "results/summary.h"
#include "results/tables.h"
#include "experiment/warnings.h"
#include "results/measure.h"
#include "support/fake_result.h"
#include "support/table_rows.h"
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARMS = 3, REPLICATIONS = 4 };
static struct fake_result fake;
static struct result_view view;

/* Of these, test_warm_up_say tries what they hold. */
static struct transient transient = {.pool = FAKE_CASTLE_BED, .settles = true};
static const struct warm_up warm_up = {.transients = {.row = &transient, .count = 1}};
static struct warning warning = {.kind = WARNING_OVERLOAD, .pool = FAKE_CASTLE_BED};
static const struct warning_list warnings = {.item = &warning, .count = 1};

static void set_up(void) {
    fake_result_init(&fake, ARMS, REPLICATIONS);
    fake.result.warm_up = &warm_up;
    fake.result.warnings = &warnings;
    fake.network.discount = 0.035;
    cr_assert_eq(result_view_init(&view, &fake.result, 42), STATUS_OK);
}
static void tear_down(void) {
    result_view_free(&view);
    fake_result_free(&fake);
}
TestSuite(tables, .init = set_up, .fini = tear_down);

static double number(const char *table, const char *where, const char *column) {
    return rows_number(&view, table, where, column);
}
static void expect_text(const char *table, const char *where, const char *column, const char *expected) {
    char text[VIEW_TEXT_BYTES];
    rows_text(&view, table, where, column, text);
    cr_assert_str_eq(text, expected);
}

Test(tables, names_and_columns_are_unique_and_explained) {
    for (uint32_t i = 0; i < table_count; i++) {
        const struct table *table = table_list[i];
        cr_assert_eq(table_find(table->name), table);
        cr_assert_gt(strlen(table->help), 0);
        for (uint32_t j = 0; j < table->column_count; j++) {
            cr_assert(text_is_id(table->column[j].name), "%s", table->column[j].name);
            cr_assert_gt(strlen(table->column[j].help), 0);
            for (uint32_t k = 0; k < j; k++)
                cr_assert_str_neq(table->column[j].name, table->column[k].name);
        }
    }
}

Test(tables, every_table_walks_to_its_end_with_one_arm_too) {
    struct fake_result alone;
    struct result_view of_one;
    fake_result_init(&alone, 1, 1);
    cr_assert_eq(result_view_init(&of_one, &alone.result, 1), STATUS_OK);
    struct summary summary;
    cr_assert_eq(summary_init(&summary, &view), STATUS_OK);
    for (uint32_t i = 0; i < table_count; i++) {
        /* rules, expected events, contracts and lists have rows only where there are some: test_tables_escalation.c,
         * test_expectation.c, test_contract.c, test_tables_lists.c */
        bool of_some = strncmp(table_list[i]->name, "escalation", 10) == 0 ||
                       strncmp(table_list[i]->name, "outcome", 7) == 0 || strcmp(table_list[i]->name, "contract") == 0 ||
                       strcmp(table_list[i]->name, "list") == 0;
        cr_assert_eq(rows_count(&view, table_list[i]->name, "") > 0, !of_some, "%s", table_list[i]->name);
        (void)rows_count(&of_one, table_list[i]->name, "");
    }
    cr_assert_eq(rows_count(&of_one, "difference", ""), 0);
    cr_assert_eq(rows_count(&of_one, "gain", ""), 0);
    cr_assert_eq(rows_count(&of_one, "summary", ""), 0); /* none was made of it */
    summary_free(&summary);
    view.summary = NULL;
    result_view_free(&of_one);
    fake_result_free(&alone);
}

Test(tables, the_run_is_told_by_key) {
    expect_text("run", "key=seed", "value", "42");
    expect_text("run", "key=replications", "value", "4");
    expect_text("run", "key=version", "value", ICSIM_VERSION);
    expect_text("run", "key=price_year", "value", "2024/25");
    expect_text("run", "key=window_from", "value", "2026-04-01");
    expect_text("run", "key=window_to", "value", "2027-04-11");
    expect_text("run", "key=starts", "value", "2026-03-25");
}

Test(tables, the_inputs_digest_follows_every_scenario) {
    char before[VIEW_TEXT_BYTES], after[VIEW_TEXT_BYTES];
    rows_text(&view, "run", "key=inputs_digest", "value", before);
    fake.arm[2].digest[63] = 'x';
    rows_text(&view, "run", "key=inputs_digest", "value", after);
    cr_assert_str_neq(before, after);
}

Test(tables, arms_keep_no_folder_of_the_machine) {
    expect_text("arm", "number=0", "file", "today.cfg");
    expect_text("arm", "number=1", "arm", "close_castle");
    cr_assert_eq(rows_count(&view, "arm", ""), ARMS);
}

Test(tables, things_are_as_the_network_has_them) {
    cr_assert_eq(number("area", "area=north", "people"), 41200);
    expect_text("area", "area=south", "place", "(missing)");
    expect_text("area", "area=south", "name", "South \"End\"");
    cr_assert_eq(number("population", "area=all dimension=all", "people"), 93000);
    cr_assert_eq(number("population", "level=from_65", "people"), 19500);
    cr_assert_eq(number("population", "area=south", "people"), 51800);
    expect_text("site", "provider=royal", "organisation", "trust");
    expect_text("pathway", "pathway=emergency", "first_step", "emergency.ae");
    cr_assert_eq(number("pathway", "pathway=emergency", "follow_days"), 56);
    cr_assert_eq(number("standard", "standard=four_hours", "within_minutes"), 240);
    expect_text("standard", "standard=four_hours", "stop_event", "leaves");
    expect_text("standard", "standard=journey", "kind", "travel");
    expect_text("standard", "standard=journey", "goal", "(missing)");
    expect_text("assumption", "", "arm", "(missing)");
    cr_assert_eq(number("assumption", "", "low"), -0.2);
}

Test(tables, levels_of_an_ordered_group_have_their_rank) {
    uint32_t rank[2] = {1, 0};
    expect_text("population", "level=from_65", "disadvantage", "(missing)");
    fake.network.dimension[0].rank = rank;
    cr_assert_eq(number("population", "level=under_65", "disadvantage"), 2);
    cr_assert_eq(number("population", "level=from_65", "disadvantage"), 1);
    expect_text("population", "area=south", "disadvantage", "(missing)");
    fake.network.dimension[0].rank = NULL;
}

Test(tables, a_scenario_has_a_short_name_that_no_other_has) {
    char titles[3][80] = {"Harbour: today", "Harbour: close castle", "Town: all"};
    for (int i = 0; i < 3; i++)
        fake.arm[i].title = titles[i];
    expect_text("arm", "number=0", "name", "Harbour: today");
    expect_text("arm", "number=1", "name", "Harbour: close castle");
    expect_text("arm", "number=2", "name", "Town");
    snprintf(titles[1], sizeof titles[1], "Harbour: today");
    snprintf(titles[2], sizeof titles[2], "A title without a colon that is too long to stand beside a line");
    expect_text("arm", "number=0", "name", "today");
    expect_text("arm", "number=1", "name", "close castle");
    cr_assert_leq(rows_count(&view, "arm", "name=Town"), 0);
}

Test(tables, bed_closures_stand_by_date) {
    expect_text("bed_closure", "arm=today", "date", "2026-06-01");
    cr_assert_eq(number("bed_closure", "arm=today", "closing_beds"), 24);
    cr_assert_eq(number("bed_closure", "arm=today", "closed_beds"), 48);
    cr_assert_eq(number("bed_closure", "arm=today", "opened_before_beds"), 30);
    cr_assert_eq(number("bed_closure", "arm=today", "passes"), 0);
}

Test(tables, access_has_margins_and_no_cross) {
    cr_assert_eq(rows_count(&view, "access", ""), ARMS * REPLICATIONS * 3 * FAKE_STANDARDS * FAKE_MARGINS);
    cr_assert_eq(rows_count(&view, "access", "arm=today replication=1 period=all standard=four_hours"),
                 FAKE_MARGINS);
    const char *where = "arm=close_castle replication=2 period=all standard=four_hours area=all level=all";
    cr_assert_eq(number("access", where, "people"), 200);
    cr_assert_float_eq(number("access", where, "mean_minutes"), 111.5, 1e-9);
    cr_assert_float_eq(number("access", where, "p90_minutes"), 223, 1e-9);
    cr_assert_float_eq(number("access", where, "within_target"), 0.8, 1e-9);
    expect_text("access", where, "pathway", "emergency");
}

Test(tables, few_people_show_no_percentiles) {
    const char *where = "arm=today replication=1 period=2026/27 standard=four_hours area=north";
    cr_assert_eq(number("access", where, "people"), 19);
    cr_assert(isnan(number("access", where, "p50_minutes")));
    cr_assert(isnan(number("access", where, "p95_minutes")));
    cr_assert_not(isnan(number("access", where, "mean_minutes")));
}

Test(tables, percentiles_among_the_unfinished_are_missing) {
    const char *where = "arm=grow_teams replication=1 period=all standard=four_hours area=all level=all";
    cr_assert_eq(number("access", where, "unfinished"), 2);
    cr_assert(isnan(number("access", where, "p95_minutes")));
    cr_assert_float_eq(number("access", where, "p90_minutes"), 240, 1e-9);
}

Test(tables, access_at_a_provider_leaves_out_those_without_people) {
    cr_assert_eq(rows_count(&view, "access_at", ""), ARMS * REPLICATIONS * 3 * 3);
    cr_assert_eq(rows_count(&view, "access_at", "standard=journey provider=royal"), 0);
    const char *where = "arm=grow_teams replication=1 period=2026/27 standard=four_hours provider=castle";
    cr_assert_eq(number("access_at", where, "people"), 60);
    cr_assert_eq(number("access_at", where, "unfinished"), 1);
    cr_assert_float_eq(number("access_at", where, "mean_minutes"), 90, 1e-9);
    cr_assert_float_eq(number("access_at", where, "within_target"), 0.8, 1e-9);
    where = "arm=today replication=2 period=all standard=four_hours provider=royal";
    cr_assert_eq(number("access_at", where, "people"), 80);
    cr_assert_float_eq(number("access_at", where, "mean_minutes"), 150, 1e-9);
    cr_assert_float_eq(number("access_at", where, "within_target"), 0.5, 1e-9);
}

Test(tables, lists_at_a_months_end_name_its_last_day) {
    const char *where = "arm=grow_teams replication=2 month_end=2027-03-31 standard=four_hours provider=all";
    cr_assert_eq(number("waiting", where, "people"), 42);
    cr_assert_float_eq(number("waiting", where, "within_share"), 20.0 / 42, 1e-9);
    where = "arm=grow_teams period=all measure=month_end_people subject=four_hours";
    cr_assert_eq(number("difference", where, "difference"), 2);
    where = "arm=grow_teams period=2026/27 measure=month_end_within subject=four_hours";
    cr_assert_float_eq(number("measure", where, "value"), 20.0 / 42, 1e-9);
    where = "arm=grow_teams period=2027/28 measure=month_end_within subject=four_hours";
    cr_assert(isnan(number("measure", where, "value")), "no month ends in the last ten days");
    where = "arm=grow_teams period=all measure=month_end_people subject=journey";
    cr_assert(isnan(number("measure", where, "value")), "a journey has no list");
}

Test(tables, thresholds_are_those_of_the_standard) {
    cr_assert_eq(rows_count(&view, "threshold", "standard=four_hours"), 0);
    const char *where = "arm=today replication=1 period=all standard=journey area=all level=all minutes=30";
    cr_assert_eq(number("threshold", where, "people"), 200);
    cr_assert_eq(number("threshold", where, "people_over"), 100);
    cr_assert_float_eq(number("threshold", where, "share_over"), 0.5, 1e-9);
    cr_assert_eq(rows_count(&view, "threshold", "arm=today replication=1 period=all standard=journey"), 2 * FAKE_MARGINS);
}

Test(tables, spread_sums_replications_and_leaves_out_empty_bins) {
    cr_assert_eq(rows_count(&view, "spread", "arm=today standard=journey area=north"), 2);
    cr_assert_eq(number("spread", "arm=today standard=journey area=north upper_minutes=(missing)", "people"),
                 3 * REPLICATIONS);
}

Test(tables, steps_are_counted_at_each_provider) {
    const char *where = "arm=today replication=1 period=2026/27 step=emergency.ae provider=royal";
    cr_assert_eq(number("step", where, "arrived"), 1010);
    cr_assert_eq(number("step", where, "started"), 1000);
    cr_assert_eq(number("step", where, "completed"), 990);
    cr_assert_float_eq(number("step", where, "wait_mean_minutes"), 30, 1e-9);
    cr_assert_float_eq(number("step", where, "waited_share"), 0.5, 1e-9);
    cr_assert_float_eq(number("step", where, "time_mean_minutes"), 60, 1e-9);
    cr_assert_float_eq(number("step", where, "present_mean"), 3, 1e-9);
    where = "arm=today replication=1 period=all step=emergency.ae provider=royal";
    cr_assert_eq(number("step", where, "arrived"), 2020);
    cr_assert_float_eq(number("step", where, "wait_mean_minutes"), 30, 1e-9);
    cr_assert_float_eq(number("step", where, "present_mean"), 3, 1e-9);
}

Test(tables, pools_are_averages_over_time) {
    const char *where = "arm=grow_teams replication=3 period=all provider=royal pool=bed";
    cr_assert_float_eq(number("pool", where, "capacity_mean"), 10, 1e-9);
    cr_assert_float_eq(number("pool", where, "in_use_mean"), 8.2, 1e-9);
    cr_assert_float_eq(number("pool", where, "utilisation"), 0.82, 1e-9);
    cr_assert_float_eq(number("pool", where, "occupied_at_midnight"), 0.9, 1e-9);
    cr_assert_float_eq(number("pool", where, "over_capacity_share"), 0.25, 1e-9);
    cr_assert_float_eq(number("pool", where, "delayed_midnight_mean"), 0.5, 1e-9);
    cr_assert_eq(number("pool", where, "delay_days"), 187, "of 375 midnights");
    cr_assert_eq(number("pool", where, "in_use_max"), 11);
    cr_assert_eq(number("pool", where, "waiting_max"), 4, "the larger of both periods' maxima");
    where = "arm=today replication=1 period=all provider=castle pool=bay";
    cr_assert(isnan(number("pool", where, "capacity_mean")));
    cr_assert(isnan(number("pool", where, "utilisation")));
    cr_assert_float_eq(number("pool", where, "in_use_mean"), 8, 1e-9);
}

Test(tables, occupancy_shares_sum_to_one) {
    cr_assert_eq(rows_count(&view, "occupancy", "arm=today replication=1 provider=royal pool=bed"), 1);
    cr_assert_eq(number("occupancy", "arm=today replication=1 provider=royal pool=bed", "in_use"), 0);
    cr_assert_float_eq(number("occupancy", "arm=today replication=1 provider=royal pool=bed", "share_of_time"),
                       1, 1e-12);
}

Test(tables, days_have_bands_over_replications) {
    cr_assert_eq(rows_count(&view, "day", "arm=today provider=royal pool=bed"), 375);
    const char *where = "arm=today provider=royal pool=bed day=2027-04-10";
    cr_assert_float_eq(number("day", where, "in_use_mean"), 6.5, 1e-9);
    cr_assert_float_eq(number("day", where, "in_use_p5"), 5.15, 1e-9);
    cr_assert_float_eq(number("day", where, "in_use_p95"), 7.85, 1e-9);
    cr_assert_eq(rows_count(&view, "hour_of_week", "arm=today provider=royal pool=bed"), 168);
    cr_assert_eq(number("hour_of_week", "arm=today provider=royal pool=bed hour_of_week=167", "capacity_mean"),
                 10);
}

Test(tables, money_is_in_pounds_by_organisation) {
    const char *where = "arm=today replication=1 period=all organisation=trust category=bed provider=royal";
    cr_assert_float_eq(number("cost", where, "gbp"), 2000.000002, 1e-9);
    where = "arm=close_castle replication=1 period=2026/27 organisation=icb";
    cr_assert_eq(number("cost", where, "gbp"), 40000);
    expect_text("cost", where, "provider", "(missing)");
    where = "arm=close_castle replication=1 period=2027/28 payer=icb payee=trust rule=block";
    cr_assert_eq(number("payment", where, "gbp"), 2500.5);
}

Test(tables, flows_name_both_ends) {
    const char *where = "arm=today replication=1 period=all step=emergency.ward from_area=south to_provider=castle";
    cr_assert_eq(number("flow", where, "people"), 400);
    cr_assert_float_eq(number("flow", where, "mean_minutes"), 12.5, 1e-12);
    cr_assert_float_eq(number("flow", where, "mean_km"), 8.25, 1e-12);
    cr_assert_eq(rows_count(&view, "flow", "from_area=north"), 0);
}

Test(tables, differences_cover_every_measure_and_say_which_direction_is_better) {
    for (uint32_t i = 0; i < measure_count; i++) {
        char where[VIEW_TEXT_BYTES];
        snprintf(where, sizeof where, "measure=%s", measure_list[i].name);
        uint32_t each = measure_items(&view, measure_list[i].family) *
                        measure_margins(&view, measure_list[i].family) * 3;
        cr_assert_eq(rows_count(&view, "difference", where), (ARMS - 1) * each);
        cr_assert_eq(rows_count(&view, "measure", where), ARMS * each);
    }
    const char *where =
        "arm=close_castle period=all measure=mean_minutes subject=four_hours area=all level=all";
    cr_assert_float_eq(number("difference", where, "difference"), 10.25, 1e-9);
    cr_assert_eq(number("difference", where, "replications"), 4);
    expect_text("difference", where, "better", "less");
    where = "arm=grow_teams period=all measure=utilisation subject=bed@royal";
    cr_assert_float_eq(number("difference", where, "difference"), 0.02, 1e-9);
    cr_assert(isnan(number("difference", where, "probability_better")));
    expect_text("difference", where, "better", "(missing)");
    where = "arm=close_castle period=all measure=cost_gbp subject=icb";
    cr_assert_float_eq(number("difference", where, "difference"), 40000, 1e-6);
    cr_assert_eq(number("difference", where, "probability_better"), 0);
}

Test(tables, gains_sum_people_over_replications) {
    const char *where = "arm=close_castle standard=four_hours area=all level=all";
    cr_assert_eq(number("gain", where, "people"), 400);
    cr_assert_eq(number("gain", where, "worse"), 280);
    cr_assert_eq(number("gain", where, "better_over_15_minutes"), 4 * 4);
    cr_assert_eq(number("gain", where, "worse_over_15_minutes"), 5 + 6 + 7 + 8);
    cr_assert_float_eq(number("gain", where, "mean_change_minutes"), 10.25, 1e-9);
    cr_assert_float_eq(number("gain", where, "worse_over_15_mean"), 6.5, 1e-9);
    cr_assert_float_eq(number("gain", where, "worse_over_15_high"), 6.5 + 3.18244630528371 * sqrt(5.0 / 3) / 2, 1e-8);
    cr_assert_eq(number("gain", where, "better_over_15_mean"), 4);
    cr_assert_float_eq(number("gain", where, "worse_mean_change_minutes"), 20, 1e-9);
    cr_assert_float_eq(number("gain", where, "worse_over_15_share"), 26.0 / 400, 1e-9);
    double half = 3.18244630528371 * sqrt(1.0 / 12) / 2;
    cr_assert_float_eq(number("gain", where, "low_minutes"), 10.25 - half, 1e-8);
    cr_assert_float_eq(number("gain", where, "high_minutes"), 10.25 + half, 1e-8);
}

Test(tables, stranded_has_a_row_where_cost_goes_by_open_capacity) {
    fake.money_rule[0].driver = DRIVER_USE;
    cr_assert_eq(rows_count(&view, "stranded", ""), 0);
    fake.money_rule[0].driver = DRIVER_OPEN_TIME;
    fake.result.arm[0].outcome[0].money_units[0] = 16 * view_period_minutes(&view, 0);
    cr_assert_eq(rows_count(&view, "stranded", ""), ARMS * REPLICATIONS * (FAKE_PERIODS + 1) * 2);
    const char *where = "arm=today replication=1 period=2026/27 organisation=trust category=bed provider=castle";
    cr_assert_float_eq(number("stranded", where, "cost_gbp"), 1000.000001, 1e-9);
    cr_assert_float_eq(number("stranded", where, "stranded_gbp"), 500.000001, 1e-6);
    cr_assert_float_eq(number("stranded", where, "paid_places_mean"), 16, 1e-9);
    cr_assert_float_eq(number("stranded", where, "used_places_mean"), 8, 1e-9);
}

Test(tables, a_difference_has_its_interval_alone_and_together) {
    const char *everyone = "arm=close_castle period=all measure=mean_minutes subject=four_hours area=all level=all";
    const char *north = "arm=close_castle period=all measure=mean_minutes subject=four_hours area=north";
    double half = sqrt(1.0 / 12) / 2, claims = (ARMS - 1) * FAKE_MARGINS;
    cr_assert_float_eq(number("difference", everyone, "claims"), claims, 0);
    cr_assert_float_eq(number("difference", north, "claims"), claims, 0);
    cr_assert_eq(rows_count(&view, "difference", "family=summary"), 0, "no summary was made");
    double t = gsl_cdf_tdist_Qinv(0.025 / claims, REPLICATIONS - 1);
    cr_assert_float_eq(number("difference", everyone, "low"), 10.25 - 3.18244630528371 * half, 1e-8);
    cr_assert_float_eq(number("difference", everyone, "simultaneous_low"), 10.25 - t * half, 1e-8);
    cr_assert_float_eq(number("difference", everyone, "simultaneous_high"), 10.25 + t * half, 1e-8);
}

Test(tables, the_ledger_is_kept_for_every_run) {
    cr_assert_eq(rows_count(&view, "ledger", "ok=1"), ARMS * REPLICATIONS * (LEDGER_CHECKS - 1)); /* nobody is on a list */
    cr_assert_eq(rows_count(&view, "ledger", "check_name=people"), ARMS * REPLICATIONS);
}

Test(tables, the_readme_explains_every_table_as_declared) {
    struct text expected = {0}, found = {0};
    char line[4096];
    FILE *readme = fopen(ICSIM_SOURCE_DIR "/results/README.md", "r");
    cr_assert_not_null(readme);
    while (fgets(line, sizeof line, readme) != NULL)
        text_add(&found, line);
    fclose(readme);
    tables_describe(&expected);
    const char *write_to = getenv("ICSIM_DESCRIBE");
    FILE *copy = write_to == NULL ? NULL : fopen(write_to, "w");
    if (copy != NULL) {
        fputs(expected.bytes, copy);
        fclose(copy);
    }
    cr_assert_not_null(strstr(found.bytes, expected.bytes),
                       "results/README.md differs from the declarations; ICSIM_DESCRIBE=FILE writes them");
    for (uint32_t i = 0; i < measure_count; i++)
        cr_assert_not_null(strstr(found.bytes, measure_list[i].name), "%s", measure_list[i].name);
    text_free(&expected);
    text_free(&found);
}
