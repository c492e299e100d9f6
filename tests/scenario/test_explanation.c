#include "scenario/explanation.h"

#include "scenario/before_after.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HARBOUR ICSIM_SOURCE_DIR "/scenarios/harbour/"
#define TODAY HARBOUR "today.cfg"
#define CLOSE HARBOUR "close_castle.cfg"
#define BLOCK ICSIM_SOURCE_DIR "/tests/care/data/block.cfg"
#define TOLD ICSIM_SOURCE_DIR "/tests/scenario/data/payments_told.cfg"
#define SPARE ICSIM_SOURCE_DIR "/tests/scenario/data/spare.cfg"

/* Two scenarios with what they differ in. */
struct told {
    struct scenario_set set[2];
    struct explanation_list list;
    struct before_after totals;
};

static void read_one(struct scenario_set *set, const char *file, const char *override) {
    struct problem_list problems = {0};
    cr_assert_eq(scenario_read(&file, 1, &override, override == NULL ? 0 : 1, set, &problems), STATUS_OK);
    cr_assert_eq(problems.errors, 0u, "%s: %s", override, problems.item[0].text);
    problem_list_free(&problems);
}

static struct told tell(const char *a, const char *set_a, const char *b, const char *set_b) {
    struct told told = {0};
    struct problem_list problems = {0};
    read_one(&told.set[0], a, set_a);
    read_one(&told.set[1], b, set_b);
    cr_assert_eq(explanation_find(&told.set[0].arm[0], &told.set[1].arm[0], &told.list), STATUS_OK);
    cr_assert_eq(before_after_find(&told.set[0].arm[0], &told.set[1].arm[0], &told.list, &told.totals, &problems),
                 STATUS_OK);
    problem_list_free(&problems);
    return told;
}

static void told_free(struct told *told) {
    scenario_set_free(&told->set[0]);
    scenario_set_free(&told->set[1]);
    explanation_list_free(&told->list);
    before_after_free(&told->totals);
}

static const struct explanation *about(const struct told *told, const char *path) {
    for (size_t i = 0; i < told->list.count; i++)
        if (strcmp(told->list.item[i].path, path) == 0) return &told->list.item[i];
    return NULL;
}

static void expect_says(const struct told *told, const char *path, const char *says) {
    const struct explanation *item = about(told, path);
    cr_assert_not_null(item, "nothing is said of %s", path);
    cr_expect_str_eq(item->says, says, "%s", item->says);
}

static const struct before_after_row *total(const struct told *told, const char *what) {
    for (size_t i = 0; i < told->totals.count; i++)
        if (strcmp(told->totals.row[i].what, what) == 0) return &told->totals.row[i];
    cr_assert_fail("no total of %s", what);
    return NULL;
}

Test(explanation, a_plan_is_told_change_by_change) {
    struct told told = tell(TODAY, NULL, CLOSE, NULL);
    expect_says(&told, "teams.shore.pools.nurse.wte",
                "from 1 Oct 2026 over 6 months: nurse of team shore 3.2 -> 4.32 WTE (+35 %)");
    expect_says(&told, "sites.royal.pools.bay", "from 5 Jan 2027: bay at royal 9 -> 14 places (+56 %)");
    expect_says(&told, "sites.castle.pools.bed",
                "from 5 Jan 2027 over 8 weeks: bed at castle 60 -> 8 places (-87 %)");
    expect_says(&told, "sites.castle.closed.ae",
                "from 5 Jan 2027: ae at castle closes; those waiting choose again, those inside are finished there");
    expect_says(&told, "sites.castle.closed.ward",
                "from 2 Mar 2027: ward at castle closes; those waiting there are still served");
    expect_says(&told, "once.close_castle_once_1",
                "GBP 400,000 once, on 5 Jan 2027, for double running, borne by icb");
    expect_says(&told, "payments.close_castle_transfer_1",
                "from 1 Oct 2026 over 6 months: royal_nhs pays community GBP 200,000 per yr");
    cr_expect_eq(told.list.count, 10u, "8 changes, a title and a note");
    told_free(&told);
}

Test(explanation, told_the_other_way_round_it_is_undone) {
    struct told told = tell(CLOSE, NULL, TODAY, NULL);
    expect_says(&told, "teams.shore.pools.nurse.wte",
                "from 1 Oct 2026 over 6 months: nurse of team shore 4.32 -> 3.2 WTE (-26 %)");
    expect_says(&told, "sites.castle.closed.ae", "from 5 Jan 2027: ae at castle is open again");
    expect_says(&told, "once.close_castle_once_1",
                "no longer: GBP 400,000 once, on 5 Jan 2027, for double running, borne by icb");
    told_free(&told);
}

Test(explanation, they_come_by_kind_then_by_time) {
    struct told told = tell(TODAY, NULL, CLOSE, NULL);
    for (size_t i = 1; i < told.list.count; i++) {
        const struct explanation *before = &told.list.item[i - 1], *now = &told.list.item[i];
        cr_assert_leq(before->kind, now->kind);
        cr_assert(before->kind < now->kind || before->from <= now->from);
    }
    cr_assert_eq(about(&told, "sites.royal.pools.bay")->kind, KIND_PLACES);
    cr_assert_eq(about(&told, "sites.castle.closed.ae")->kind, KIND_SERVICES);
    cr_assert_eq(about(&told, "payments.close_castle_transfer_1")->kind, KIND_MONEY);
    told_free(&told);
}

Test(explanation, totals_stand_before_and_after) {
    struct told told = tell(TODAY, NULL, CLOSE, NULL);
    const struct before_after_row *people = total(&told, "people"), *bed = total(&told, "bed");
    const struct before_after_row *nurse = total(&told, "nurse"), *bay = total(&told, "bay");
    cr_expect_float_eq(people->value[0][0], 130000, 1e-6);
    cr_expect_float_eq(people->value[1][0], 130000, 1e-6);
    cr_expect_float_eq(bed->value[0][1], 145, 1e-9);
    cr_expect_float_eq(bed->value[1][1], 145, 1e-9);
    cr_expect_float_eq(bay->value[1][0], 15, 1e-9);
    cr_expect_float_eq(bay->value[1][1], 20, 1e-9);
    cr_expect_float_eq(nurse->value[1][1], 4.32, 1e-9);
    cr_expect_str_eq(nurse->unit, "WTE");
    /* 101,000 people under 65 at 210 and 29,000 at 430 per 1000 a year */
    cr_expect_float_eq(total(&told, "emergency")->value[0][0], 0.21 * 101000 + 0.43 * 29000, 1);
    cr_expect(told.totals.can_run_together);
    cr_expect_not(told.totals.same_run);
    told_free(&told);
}

Test(explanation, a_scenario_and_itself_have_nothing_to_tell) {
    struct told told = tell(TODAY, NULL, TODAY, NULL);
    cr_expect_eq(told.list.count, 0u);
    cr_expect(told.totals.same_run);
    told_free(&told);
}

/* Overrides of the second, and what must be said of each. */
static const struct {
    const char *set, *path, *says;
} overrides[] = {
    {"pathways.emergency.demand.under_65=\"231 per 1000 per yr\"", "pathways.emergency.demand.under_65",
     "from the start: demand of emergency, under_65 210 per 1000 per yr -> 231 per 1000 per yr (+10 %)"},
    {"areas.south.from_65=10300", "areas.south.from_65", "from the start: from_65 of area south 9,300 -> 10,300 (+11 %)"},
    {"pathways.emergency.steps.ae.lasts.mean=\"2.6 h\"", NULL, NULL},
    {"pathways.emergency.steps.ae.lasts.mean=\"2 h\"", "pathways.emergency.steps.ae.lasts.mean",
     "from the start: lasts mean of ae of emergency 2.6 h -> 2 h (-23 %)"},
    {"standards.four_hours.within=\"6 h\"", "standards.four_hours.within",
     "from the start: within of standard four_hours 4 h -> 6 h (+50 %)"},
    {"costs.bed_day.amount=\"GBP 1700 per d\"", "costs.bed_day.amount",
     "from the start: amount of cost bed_day GBP 160 per d -> GBP 1,700 per d (+962 %)"},
    {"pathways.emergency.steps.ward.next.0.share.from_65=0.2", "pathways.emergency.steps.ward.next.0.share.from_65",
     "from the start: from_65 of what follows ward of emergency of those who go on to home_care 0.14 -> 0.2 (+43 %)"},
    {"teams.shore.pools.nurse.wte=0", "teams.shore.pools.nurse.wte",
     "from the start: nurse of team shore 3.2 -> 0 WTE (none left)"},
    {"time.window=\"26 wk\"", "time.window", "from the start: time simulated: window 52 wk -> 26 wk (-50 %)"},
};

Test(explanation, each_kind_of_setting_has_its_words) {
    for (size_t i = 0; i < sizeof overrides / sizeof overrides[0]; i++) {
        struct told told = tell(TODAY, NULL, TODAY, overrides[i].set);
        if (overrides[i].path == NULL) {
            cr_expect_eq(told.list.count, 0u);
        } else {
            cr_expect_eq(told.list.count, 1u, "%s: %zu told", overrides[i].set, told.list.count);
            expect_says(&told, overrides[i].path, overrides[i].says);
        }
        told_free(&told);
    }
}

Test(explanation, what_changes_nothing_in_a_run_is_said_so) {
    struct told told = tell(TODAY, NULL, TODAY, "pathways.emergency.steps.ae.lasts.mean=\"156 min\"");
    cr_expect_str_eq(about(&told, "pathways.emergency.steps.ae.lasts.mean")->no_effect, "the same in other words");
    cr_expect(told.totals.same_run);
    told_free(&told);
    told = tell(TODAY, NULL, TODAY, "title=\"Another\"");
    cr_expect_str_eq(about(&told, "title")->no_effect, "no run reads it");
    cr_expect(told.totals.same_run);
    told_free(&told);
    told = tell(SPARE, NULL, SPARE, "sites.royal.pools.spare=5");
    cr_expect_str_eq(about(&told, "sites.royal.pools.spare")->no_effect, "nobody ever comes to it");
    told_free(&told);
    told = tell(TODAY, NULL, TODAY, "sites.royal.pools.bay=10");
    cr_expect_null(about(&told, "sites.royal.pools.bay")->no_effect);
    cr_expect_not(told.totals.same_run);
    told_free(&told);
}

Test(explanation, a_plan_for_after_the_last_day_has_no_effect) {
    struct told told = tell(TODAY, "time.window=\"8 wk\"", CLOSE, "time.window=\"8 wk\"");
    cr_expect_str_eq(about(&told, "sites.royal.pools.bay")->no_effect, "it comes after the last day that is simulated");
    told_free(&told);
}

Test(explanation, other_times_cannot_be_run_together) {
    struct told told = tell(TODAY, NULL, TODAY, "time.window=\"26 wk\"");
    cr_expect_not(told.totals.can_run_together);
    cr_expect_not(told.totals.same_run);
    told_free(&told);
}

Test(explanation, options_are_told_as_what_they_are) {
    struct explanation_list list = {0};
    cr_assert_eq(explanation_add_option(&list, "--seed", NULL, "7"), STATUS_OK);
    cr_expect_str_eq(list.item[0].says, "option --seed: not given -> 7");
    cr_expect_eq(list.item[0].kind, KIND_RUN);
    explanation_list_free(&list);
}

Test(explanation, numbers_are_put_as_people_write_them) {
    static const struct { double number; const char *text; } cases[] = {
        {0, "0"}, {4.32, "4.32"}, {1234567, "1,234,567"}, {-1234.5, "-1,234.5"}, {0.125, "0.125"}, {100000, "100,000"},
        {999, "999"}, {1000, "1,000"}, {-0.0000001, "0"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0};
        explanation_number(cases[i].number, &text);
        cr_expect_str_eq(text.bytes, cases[i].text, "%s", text.bytes);
        text_free(&text);
    }
}

Test(explanation, a_pace_is_told_in_months_weeks_or_days) {
    static const struct { int32_t from, length; const char *text; } cases[] = {
        {20544, 0, "from 1 Apr 2026"}, {20544, 183, "from 1 Apr 2026 over 6 months"},
        {20544, 365, "from 1 Apr 2026 over 1 year"}, {20544, 56, "from 1 Apr 2026 over 8 weeks"},
        {20544, 3, "from 1 Apr 2026 over 3 days"}, {20544, 30, "from 1 Apr 2026 over 1 month"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0};
        explanation_when(cases[i].from, cases[i].from + cases[i].length, &text);
        cr_expect_str_eq(text.bytes, cases[i].text, "%s", text.bytes);
        text_free(&text);
    }
}

Test(explanation, payments_are_told_with_their_terms_and_those_who_share_them) {
    struct told told = tell(BLOCK, NULL, TOLD, NULL);
    expect_says(&told, "payments.blended",
                "from the start: icb pays who runs the provider GBP 100 per use for p.op, baseline x 3650 per yr, above 75 %, below 0.5, "
                "at_most GBP 0.4m per yr");
    expect_says(&told, "payments.pooled",
                "from the start: icb 60 %, y 40 % pay who runs the provider 70 %, y 30 % GBP 1 per use for p.op");
    expect_says(&told, "payments.of_payment.to.y",
                "from 11 Mar 2026 over 3 weeks: share of payment of_payment that y is paid not given -> 0.05");
    told_free(&told);
}

Test(explanation, a_financial_year_is_no_number) {
    struct told told = tell(BLOCK, NULL, BLOCK, "price_year=\"2025/26\"");
    expect_says(&told, "price_year", "from the start: price year 2024/25 -> 2025/26");
    told_free(&told);
}
