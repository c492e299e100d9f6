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
    const struct summary_row *mean = row("A&E four hours: mean");
    cr_assert_str_eq(mean->unit, "min");
    cr_assert_str_eq(mean->cell[0].text, "103.5 (97.1 to 109.9)");
    cr_assert_str_eq(mean->cell[1].text, "+10.2 (+9.8 to +10.7) longer");
    cr_assert_float_eq(mean->cell[1].value, 10.25, 1e-9);
    const struct summary_row *within = row("A&E four hours: within target");
    cr_assert_str_eq(within->cell[0].text, "80.0 (80.0 to 80.0)");
    cr_assert_str_eq(within->cell[1].text, "0.0 (0.0 to 0.0)");
    cr_assert_str_eq(within->cell[1].word, "");
    cr_assert_str_eq(row("bed@royal: in use")->cell[2].word, "more");
}

Test(summary, people_worse_off_are_counted) {
    make(2, 4);
    const struct summary_row *worse = row("A&E four hours: worse off by over 15 min");
    cr_assert_str_eq(worse->cell[0].text, "-");
    cr_assert_float_eq(worse->cell[1].value, 6.5, 1e-12);
    cr_assert_str_eq(row("journey: worse off by over 15 min")->unit, "people");
}

Test(summary, the_unfinished_show) {
    make(3, 4);
    cr_assert_float_eq(row("A&E four hours: unfinished")->cell[2].value, 2, 1e-12);
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
    cr_assert_eq(strncmp(row("A&E four hours: mean")->cell[0].text, "at least ", 9), 0);
    cr_assert_str_eq(row("A&E four hours: 90th percentile")->cell[0].text, "not reached");
}

Test(summary, one_replication_has_no_interval) {
    make(2, 1);
    cr_assert_str_eq(row("A&E four hours: mean")->cell[0].text, "100.0");
    cr_assert_str_eq(row("A&E four hours: mean")->cell[1].text, "+10.0");
}

Test(summary, money_is_by_organisation) {
    make(2, 1);
    cr_assert_str_eq(row("The ICB: cost")->unit, "GBP m");
    cr_assert_str_eq(row("The ICB: cost")->cell[1].text, "+0.040");
    cr_assert_str_eq(row("The trust: position")->cell[0].text, "0.001");
}

Test(summary, formats_hold_every_row) {
    make(3, 4);
    struct text out = {0};
    summary_render(&summary, SUMMARY_TEXT, &out);
    size_t lines = 0;
    for (const char *at = out.bytes; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    cr_assert_eq(lines, summary.row_count + 1);
    text_free(&out);
    summary_render(&summary, SUMMARY_CSV, &out);
    lines = 0;
    for (const char *at = out.bytes; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    cr_assert_eq(lines, summary.row_count * 3 + 1);
    text_free(&out);
    summary_render(&summary, SUMMARY_JSON, &out);
    json_t *rows = json_loads(out.bytes, 0, NULL);
    cr_assert_eq(json_array_size(rows), summary.row_count * 3);
    json_decref(rows);
    text_free(&out);
    summary_render(&summary, SUMMARY_MARKDOWN, &out);
    cr_assert_eq(strncmp(out.bytes, "| measure | unit | today | close_castle | grow_teams |\n|---|", 60), 0);
    text_free(&out);
}
