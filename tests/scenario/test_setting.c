#include "scenario/setting.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct setting *group(struct setting *parent, const char *name) {
    return setting_new(parent, name, SETTING_GROUP);
}

static struct setting *number(struct setting *parent, const char *name, double value) {
    struct setting *made = setting_new(parent, name, SETTING_NUMBER);
    setting_become_number(made, value, true);
    return made;
}

/* sites { castle { pools { bed bay } } royal { pools { bed } } } list ( 1 2 ) */
static struct setting *tree(void) {
    struct setting *root = group(NULL, NULL);
    cr_assert_eq(setting_place(root, "a.cfg", 1), STATUS_OK);
    struct setting *sites = group(root, "sites");
    struct setting *pools = group(group(sites, "castle"), "pools");
    number(pools, "bed", 60);
    number(pools, "bay", 6);
    number(group(group(sites, "royal"), "pools"), "bed", 85);
    struct setting *list = setting_new(root, "list", SETTING_LIST);
    number(list, NULL, 1);
    number(list, NULL, 2);
    return root;
}

static struct setting *with_table(size_t rows) {
    struct setting *root = tree();
    struct setting *areas = group(root, "areas");
    areas->text = strdup("areas.csv");
    char name[32];
    for (size_t i = 0; i < rows; i++) {
        snprintf(name, sizeof name, "a_%zu", i);
        number(group(areas, name), "people", (double)i);
    }
    cr_assert_eq(setting_share_rows(areas), STATUS_OK);
    return root;
}

Test(setting, a_path_leads_to_a_value_and_back) {
    struct setting *root = tree();
    static const char *const paths[] = {"sites.castle.pools.bed", "sites", "list.1", "sites.royal.pools.bed"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct setting *found = setting_at(root, paths[i]);
        cr_assert_not_null(found, "%s", paths[i]);
        char *path = setting_path(found);
        cr_expect_str_eq(path, paths[i]);
        free(path);
    }
    cr_assert_eq(setting_at(root, ""), root);
    cr_assert_null(setting_at(root, "sites.castle.pools.be"));
    cr_assert_null(setting_at(root, "list.2"));
    cr_assert_null(setting_at(root, "list.x"));
    cr_assert_null(setting_at(root, "sites.castle.pools.bed.x"));
    setting_free(root);
}

Test(setting, a_star_means_any_one_name) {
    struct setting *root = tree(), **found = NULL;
    size_t count = 0;
    cr_assert_eq(setting_match(root, "sites.*.pools.bed", &found, &count), STATUS_OK);
    cr_assert_eq(count, 2);
    cr_assert_eq(found[0]->number, 60);
    cr_assert_eq(found[1]->number, 85);
    cr_assert_eq(setting_match(root, "sites.*.pools.*", &found, &count), STATUS_OK);
    cr_assert_eq(count, 3);
    cr_assert_eq(setting_match(root, "*.x", &found, &count), STATUS_OK);
    cr_assert_eq(count, 0);
    free(found);
    setting_free(root);
}

Test(setting, merging_goes_setting_by_setting_and_later_wins) {
    struct setting *earlier = tree(), *later = group(NULL, NULL);
    cr_assert_eq(setting_place(later, "b.cfg", 1), STATUS_OK);
    struct setting *sites = group(later, "sites");
    number(group(group(sites, "castle"), "pools"), "bed", 40);
    group(sites, "hub");
    number(setting_new(later, "list", SETTING_LIST), NULL, 7);
    cr_assert_eq(setting_merge(earlier, later), STATUS_OK);
    setting_free(later);
    cr_assert_eq(setting_at(earlier, "sites.castle.pools.bed")->number, 40);
    cr_assert_str_eq(setting_at(earlier, "sites.castle.pools.bed")->file, "b.cfg");
    cr_assert_eq(setting_at(earlier, "sites.castle.pools.bay")->number, 6);
    cr_assert_str_eq(setting_at(earlier, "sites.castle.pools.bay")->file, "a.cfg");
    cr_assert_not_null(setting_at(earlier, "sites.hub"));
    cr_assert_eq(setting_at(earlier, "list")->child_count, 1);
    setting_free(earlier);
}

static struct setting *branch(struct setting *list, const char *to, double share) {
    struct setting *made = group(list, NULL), *target = setting_new(made, "to", SETTING_TEXT);
    cr_assert_eq(setting_become_text(target, to), STATUS_OK);
    number(made, "share", share);
    return made;
}

Test(setting, what_follows_is_found_by_number_or_by_where_it_leads) {
    struct setting *root = tree(), *next = setting_new(root, "next", SETTING_LIST);
    struct setting *ward = branch(next, "ward", 0.3), *ae = branch(next, "emergency.ae", 0.1);
    cr_assert_eq(setting_at(root, "next.0"), ward);
    cr_assert_eq(setting_at(root, "next.ward"), ward);
    cr_assert_eq(setting_at(root, "next.ae"), ae);
    cr_assert_null(setting_at(root, "next.war"));
    cr_assert_null(setting_at(root, "next.emergency"));
    setting_free(root);
}

Test(setting, a_group_laid_on_what_follows_changes_what_it_names_and_adds_the_rest) {
    struct setting *earlier = tree(), *later = group(NULL, NULL);
    cr_assert_eq(setting_place(later, "b.cfg", 1), STATUS_OK);
    branch(setting_new(earlier, "next", SETTING_LIST), "ward", 0.3);
    struct setting *next = group(later, "next");
    number(group(next, "ward"), "share", 0.2);
    number(group(next, "hub"), "share", 0.1);
    cr_assert_eq(setting_merge(earlier, later), STATUS_OK);
    setting_free(later);
    cr_assert_eq(setting_at(earlier, "next")->child_count, 2);
    cr_assert_eq(setting_at(earlier, "next.0.share")->number, 0.2);
    cr_assert_str_eq(setting_at(earlier, "next.1.to")->text, "hub");
    cr_assert_eq(setting_at(earlier, "next.hub.share")->number, 0.1);
    setting_free(earlier);
}

Test(setting, copies_share_the_rows_of_a_table_until_one_edits_them) {
    struct setting *root = with_table(100), *copy = setting_copy(root, NULL), **found = NULL;
    size_t count = 0;
    cr_assert_eq(setting_at(root, "areas.a_7"), setting_at(copy, "areas.a_7"));
    cr_assert_eq(setting_match_to_edit(copy, "areas.a_7.people", &found, &count), STATUS_OK);
    cr_assert_eq(count, 1);
    found[0]->number = -1;
    cr_assert_eq(setting_at(root, "areas.a_7.people")->number, 7);
    cr_assert_eq(setting_at(copy, "areas.a_7.people")->number, -1);
    cr_assert(setting_is_table(setting_at(copy, "areas")));
    free(found);
    setting_free(root); /* the copy lives on */
    cr_assert_eq(setting_share_tables(copy), STATUS_OK);
    struct setting *third = setting_copy(copy, NULL);
    setting_free(copy);
    char *path = setting_path(setting_at(third, "areas.a_99.people"));
    cr_assert_str_eq(path, "areas.a_99.people");
    free(path);
    setting_free(third);
}

Test(setting, rows_are_found_by_name_however_many) {
    struct setting *root = with_table(3000);
    const struct setting *areas = setting_at(root, "areas");
    char name[32];
    for (size_t i = 0; i < 3000; i++) {
        snprintf(name, sizeof name, "a_%zu", i);
        cr_assert_eq(setting_get(areas, name), areas->child[i]);
    }
    cr_assert_null(setting_get(areas, "a_3000"));
    cr_assert_null(setting_get(areas, "a"));
    setting_free(root);
}

Test(setting, removing_leaves_the_others) {
    struct setting *root = tree();
    setting_remove(setting_at(root, "sites.castle"));
    cr_assert_null(setting_at(root, "sites.castle"));
    cr_assert_eq(setting_at(root, "sites.royal.pools.bed")->number, 85);
    setting_free(root);
}
