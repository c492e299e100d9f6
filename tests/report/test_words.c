#include "report/words.h"
#include <criterion/criterion.h>
#include <string.h>

static struct scenario_set set;

static void read_harbour(void) {
    const char *const files[] = {ICSIM_SOURCE_DIR "/scenarios/harbour/today.cfg", ICSIM_SOURCE_DIR "/scenarios/harbour/close_castle.cfg"};
    struct problem_list problems = {0};
    cr_assert_eq(scenario_read(files, 2, NULL, 0, &set, &problems), STATUS_OK);
    cr_assert_eq(problem_status(&problems), STATUS_OK);
    problem_list_free(&problems);
}

static void free_harbour(void) {
    scenario_set_free(&set);
}

TestSuite(words, .init = read_harbour, .fini = free_harbour);

static void must_be(const char *path, const char *words) {
    struct text out = {0};
    const struct setting *setting = setting_at(set.arm[0].version[0].root, path);
    cr_assert_not_null(setting, "%s", path);
    words_of_setting(setting, &out);
    cr_expect_str_eq(out.bytes, words);
    text_free(&out);
}

Test(words, of_settings_are_plain) {
    must_be("pathways.emergency.steps.ae.lasts", "gamma, mean 2.6 h, sd 1.5 h");
    must_be("pathways.emergency.steps.ae.priority", "by age: under_65 2, from_65 1");
    must_be("pathways.emergency.steps.ae.needs", "bay");
    must_be("pathways.emergency.steps.ae.next", "to ward, share (by age: under_65 0.17, from_65 0.46); to home");
    must_be("pathways.emergency.profile", "table ae_by_hour.csv");
    must_be("sites.castle.pools.bay", "6");
    must_be("sites.castle.offers", "ae, ward");
}

Test(words, remarks_stand_once_with_their_scenarios) {
    struct remark_list list;
    cr_assert_eq(remarks_find(&set, &list), STATUS_OK);
    cr_assert_gt(list.count, 0);
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < i; k++)
            cr_expect_not(strcmp(list.item[i].path, list.item[k].path) == 0 && list.item[i].arms == 2 && list.item[k].arms == 2,
                          "%s twice", list.item[i].path);
    cr_expect_str_eq(list.item[0].path, "");
    cr_expect_eq(list.item[0].arms, 2);
    cr_expect(remark_is(&list.item[0], "assumption"));
    cr_expect_not(remark_is(&list.item[0], "derived"));
    remark_list_free(&list);
}

Test(words, a_change_keeps_its_remarks) {
    const char *const files[] = {ICSIM_SOURCE_DIR "/scenarios/sussex/do_minimum.cfg", ICSIM_SOURCE_DIR "/scenarios/sussex/packages_only.cfg"};
    struct scenario_set sussex;
    struct problem_list problems = {0};
    struct remark_list list;
    size_t of_second = 0;
    cr_assert_eq(scenario_read(files, 2, NULL, 0, &sussex, &problems), STATUS_OK);
    problem_list_free(&problems);
    cr_assert_eq(remarks_find(&sussex, &list), STATUS_OK);
    for (size_t i = 0; i < list.count; i++)
        of_second += list.item[i].arm == 1 && list.item[i].arms == 1 && strncmp(list.item[i].path, "change ", 7) == 0;
    cr_expect_eq(of_second, 5);
    remark_list_free(&list);
    scenario_set_free(&sussex);
}
