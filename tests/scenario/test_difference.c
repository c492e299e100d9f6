#include "scenario/difference.h"

#include "base/calendar.h"

#include <criterion/criterion.h>
#include <string.h>

#define HARBOUR ICSIM_SOURCE_DIR "/scenarios/harbour/"

static struct difference_list differences(const char *a, const char *b, const char *set) {
    const char *const files[] = {a, b};
    struct scenario_set scenarios = {0};
    struct problem_list problems = {0};
    cr_assert_eq(scenario_read(files, 2, &set, set == NULL ? 0 : 1, &scenarios, &problems), STATUS_OK);
    cr_assert_eq(problems.errors, 0u);
    struct difference_list list;
    cr_assert_eq(difference_find(&scenarios.arm[0], &scenarios.arm[1], &list), STATUS_OK);
    scenario_set_free(&scenarios);
    problem_list_free(&problems);
    return list;
}

/* The item about `path` on `date`; NULL where nothing is said of it then. */
static const struct difference *item_on(const struct difference_list *list, const char *date, const char *path) {
    int32_t day;
    cr_assert(calendar_parse(date, &day));
    for (size_t i = 0; i < list->count; i++)
        if (list->item[i].day == day && strcmp(list->item[i].path, path) == 0) return &list->item[i];
    return NULL;
}

Test(difference, a_scenario_does_not_differ_from_itself) {
    struct difference_list list = differences(HARBOUR "today.cfg", HARBOUR "today.cfg", NULL);
    cr_assert_eq(list.count, 0u);
    difference_list_free(&list);
}

Test(difference, an_override_of_both_is_no_difference) {
    struct difference_list list = differences(HARBOUR "today.cfg", HARBOUR "today.cfg", "sites.royal.pools.bay=12");
    cr_assert_eq(list.count, 0u);
    difference_list_free(&list);
}

Test(difference, a_dated_change_is_told_on_its_date_with_both_values) {
    struct difference_list list = differences(HARBOUR "today.cfg", HARBOUR "close_castle.cfg", NULL);
    const struct difference *bays = item_on(&list, "2027-01-05", "sites.royal.pools.bay");
    cr_assert_not_null(bays);
    cr_assert_str_eq(bays->a, "9");
    cr_assert_str_eq(bays->b, "14");
    const struct difference *beds = item_on(&list, "2027-03-02", "sites.royal.pools.bed");
    cr_assert_not_null(beds);
    cr_assert_str_eq(beds->b, "137");
    difference_list_free(&list);
}

Test(difference, days_never_go_back_and_remarks_are_told_apart) {
    struct difference_list list = differences(HARBOUR "today.cfg", HARBOUR "close_castle.cfg", NULL);
    for (size_t i = 0; i < list.count; i++) {
        if (i > 0) cr_assert_leq(list.item[i - 1].day, list.item[i].day);
        bool remark = strcmp(list.item[i].path, "title") == 0 || strcmp(list.item[i].path, "note") == 0;
        cr_assert_eq(list.item[i].remark, remark, "%s", list.item[i].path);
    }
    difference_list_free(&list);
}
