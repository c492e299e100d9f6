/* Lines that grow are named, and those that only look so are not; so is a warm-up that is too short. */
#include "experiment/warnings.h"

#include "support/fake_result.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct warning *found(const struct warning_list *list, enum warning_kind kind, uint32_t arm) {
    for (size_t i = 0; i < list->count; i++)
        if (list->item[i].kind == kind && list->item[i].arm == arm) return &list->item[i];
    return NULL;
}

static void expect_text(const struct warning *warning, const char *part) {
    cr_assert_not_null(warning, "%s", part);
    cr_expect_not_null(strstr(warning->text, part), "\"%s\" does not say \"%s\"", warning->text, part);
}

static struct warning_list warnings_of(const struct run_wish *wish) {
    struct scenario_run run;
    struct warning_list list = {0};
    scenario_run_or_fail(&run, wish);
    struct warm_up warm_up = {.days = (uint32_t)(run.network.window_from / MINUTES_PER_DAY)};
    cr_assert_eq(warnings_of_traffic(&run.network, &list), STATUS_OK);
    cr_assert_eq(warm_up_test(&warm_up, &run.result), STATUS_OK);
    cr_assert_eq(warnings_of_result(&run.result, &warm_up, &list), STATUS_OK);
    warm_up_free(&warm_up);
    scenario_run_free(&run);
    return list;
}

Test(warnings, an_unstable_queue_is_named_with_its_pool_and_load) {
    struct warning_list list = warnings_of(&(struct run_wish){
        .file = {"experiment/data/one_server.cfg", "experiment/data/one_server_slower.cfg"},
        .set = {"time.window=12 wk", "time.warm_up=28 d"}, .replications = 10, .threads = 2});
    cr_expect_null(found(&list, WARNING_GROWING_LINE, 0), "at 0.9 it is stable");
    const struct warning *growing = found(&list, WARNING_GROWING_LINE, 1);
    expect_text(growing, "one_server_slower: room at clinic: its line grows by ");
    expect_text(growing, "1.12 needed on average exceed the 1 there");
    expect_text(found(&list, WARNING_OVERLOAD, 1), "room at clinic: 1.1 needed on average, 1.0 there");
    warning_list_free(&list);
}

Test(warnings, a_run_that_is_too_short_is_named) {
    struct warning_list list = warnings_of(&(struct run_wish){
        .file = {"experiment/data/town.cfg"}, .set = {"time.warm_up=2 d"}, .replications = 10, .threads = 2});
    expect_text(found(&list, WARNING_LONG_STAY, 0), "longer than the warm-up of 2 days");
    expect_text(found(&list, WARNING_LONG_FOLLOW, 0), "town: people are followed for 21 days");
    expect_text(found(&list, WARNING_SHORT_WARM_UP, 0), "the warm-up of 2 days is too short");
    warning_list_free(&list);
    list = warnings_of(&(struct run_wish){
        .file = {"experiment/data/town.cfg"}, .set = {"time.warm_up=0 d"}, .replications = 2, .threads = 2});
    expect_text(found(&list, WARNING_NO_WARM_UP, 0), "there is no warm-up and nobody is there at the start");
    cr_expect_null(found(&list, WARNING_LONG_FOLLOW, 0), "all else follows from it");
    warning_list_free(&list);
    list = warnings_of(&(struct run_wish){
        .file = {"experiment/data/town.cfg"}, .set = {"time.warm_up=12 wk"}, .replications = 10, .threads = 2});
    cr_expect_eq(list.count, 0, "%s", list.count > 0 ? list.item[0].text : "");
    warning_list_free(&list);
}

Test(warnings, what_holds_in_the_baseline_already_is_not_said_of_each_scenario) {
    struct warning_list list = warnings_of(&(struct run_wish){
        .file = {"experiment/data/town.cfg", "experiment/data/town_close.cfg"}, .set = {"time.warm_up=2 d"},
        .replications = 2, .threads = 2});
    cr_expect_not_null(found(&list, WARNING_LONG_STAY, 0));
    cr_expect_null(found(&list, WARNING_LONG_STAY, 1));
    warning_list_free(&list);
}

/* ---- lines made by hand -------------------------------------------------------------------------------- */

enum { REPLICATIONS = 4 };

static struct warning_list warnings_of_line(double (*waiting)(uint32_t day, uint32_t days, uint32_t replication)) {
    struct fake_result fake;
    struct warning_list list = {0};
    struct warm_up warm_up = {.days = 70, .automatic = true, .slow_pool = NONE};
    fake_result_init(&fake, 1, REPLICATIONS);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct outcome *outcome = &fake.result.arm[0].outcome[r];
        for (uint32_t day = 0; day < outcome->days; day++)
            outcome->day_waiting[FAKE_ROYAL_BED * outcome->days + day] = waiting(day, outcome->days, r);
    }
    cr_assert_eq(warnings_of_result(&fake.result, &warm_up, &list), STATUS_OK);
    fake_result_free(&fake);
    return list;
}

static double rising(uint32_t day, uint32_t days, uint32_t replication) {
    return 10.0 * day / days * (1 + 0.1 * replication);
}
static double steep_week(uint32_t day, uint32_t days, uint32_t replication) {
    (void)days;
    return 20 + 10.0 * (day % 7) + 0.1 * replication;
}
static double step(uint32_t day, uint32_t days, uint32_t replication) {
    return (day < days / 2 ? 5 : 25) + 0.1 * replication;
}
static double too_small(uint32_t day, uint32_t days, uint32_t replication) {
    return 1.5 * day / days * (1 + 0.1 * replication);
}
static double beside_much(uint32_t day, uint32_t days, uint32_t replication) {
    return 100 + 20.0 * day / days * (1 + 0.1 * replication);
}
static double by_chance(uint32_t day, uint32_t days, uint32_t replication) {
    return 20 + (replication % 2 == 0 ? 15.0 : -10.0) * day / days;
}

Test(warnings, growth_is_told_from_steps_weeks_chance_and_trifles) {
    struct warning_list list = warnings_of_line(rising);
    cr_assert_eq(list.count, 1);
    expect_text(&list.item[0], "bed at royal: its line grows by ");
    cr_expect_eq(list.item[0].pool, FAKE_ROYAL_BED);
    warning_list_free(&list);
    double (*const others[])(uint32_t, uint32_t, uint32_t) = {steep_week, step, too_small, beside_much, by_chance};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        list = warnings_of_line(others[i]);
        cr_expect_eq(list.count, 0, "line %zu: %s", i, list.count > 0 ? list.item[0].text : "");
        warning_list_free(&list);
    }
}

Test(warnings, a_pilot_that_does_not_settle_is_said_and_so_is_a_line_too_slow) {
    struct fake_result fake;
    struct warning_list list = {0};
    struct transient row[] = {{.pool = FAKE_CASTLE_BED, .kind = TRANSIENT_IN_USE, .settles = false},
                              {.pool = FAKE_ROYAL_BED, .kind = TRANSIENT_WAITING, .settles = true}};
    struct warm_up warm_up = {.automatic = true, .days = 728, .pilot_days = 1456, .slow_pool = FAKE_ROYAL_BED,
                              .slow_days = 4000, .transients = {.row = row, .count = 2, .days = 1456}};
    fake_result_init(&fake, 1, REPLICATIONS);
    cr_assert_eq(warnings_of_result(&fake.result, &warm_up, &list), STATUS_OK);
    expect_text(found(&list, WARNING_NO_STEADY_STATE, 0),
                "the use of bed at castle did not settle within a pilot of 1456 days");
    expect_text(found(&list, WARNING_SLOW_LINE, 0), "bed at royal: nearly all of it is used");
    expect_text(found(&list, WARNING_SLOW_LINE, 0), "over 1000 days");
    cr_expect_eq(list.count, 2);
    warning_list_free(&list);
    fake_result_free(&fake);
}

Test(warnings, a_clinic_that_begins_empty_and_ends_lacks_no_warm_up) {
    struct warning_list ends = warnings_of(&(struct run_wish){.file = {"care/data/balking.cfg"}});
    cr_expect_null(found(&ends, WARNING_NO_WARM_UP, 0));
    struct warning_list goes_on = warnings_of(&(struct run_wish){.file = {"care/data/balking.cfg"},
                                                                 .set = {"time.arrivals_end=false"}});
    cr_expect_not_null(found(&goes_on, WARNING_NO_WARM_UP, 0));
    warning_list_free(&ends);
    warning_list_free(&goes_on);
}
