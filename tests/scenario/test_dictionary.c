#include "scenario/dictionary.h"

#include "base/text.h"
#include <criterion/criterion.h>
#include <string.h>

Test(dictionary, every_row_is_whole) {
    for (size_t i = 0; i < dictionary_count(); i++) {
        const struct key *key = dictionary_row(i);
        const struct group_about *about = dictionary_group(key->group);
        cr_expect(text_is_id(key->name), "%s", key->name);
        cr_assert_not_null(key->help, "%s", key->name);
        cr_expect_eq(key->help[strlen(key->help) - 1], '.', "%s: the help ends with a full stop", key->name);
        cr_expect(key->offset == NOT_KEPT || about->size == 0 || key->offset < about->size, "%s", key->name);
        if (key->kind == KEY_CHOICE)
            cr_expect_not_null(key->words, "%s", key->name);
        if (key->kind == KEY_REFERENCE)
            cr_expect_not_null(key->words, "%s", key->name);
        for (size_t j = 0; j < i; j++)
            cr_expect(dictionary_row(j)->group != key->group || strcmp(dictionary_row(j)->name, key->name) != 0,
                      "%s stands twice", key->name);
        cr_expect_not_null(key_kind_name(key->kind));
        cr_expect_not_null(unit_name(key->unit));
    }
}

Test(dictionary, rows_of_a_group_stand_together_and_each_group_has_some) {
    size_t sum = 0;
    for (int group = 0; group < GROUP_KIND_COUNT; group++) {
        size_t first = 0, end = 0;
        dictionary_range((enum group_kind)group, &first, &end);
        cr_expect_gt(end, first, "group %d", group);
        cr_assert_not_null(dictionary_group((enum group_kind)group)->path);
        sum += end - first;
    }
    cr_assert_eq(sum, dictionary_count());
}

Test(dictionary, a_path_tells_what_it_leads_to) {
    static const char *const cases[][2] = {
        {"seed", "seed"}, {"time.window", "window"}, {"sites.royal.pools.bed", "places"},
        {"sites.royal.pools.bed.calendar", "calendar"}, {"teams.*.pools.nurse.wte", "wte"},
        {"pathways.a.steps.b.lasts", "lasts"}, {"pathways.a.steps.b.lasts.mean", "mean"},
        {"pathways.a.steps.b.lasts.mean.under_65", "mean"}, {"pathways.a.steps.b.lasts.under_65", "lasts"},
        {"pathways.a.steps.b.at.per_minute", "per_minute"}, {"areas.north.from_65", "areas"},
        {"pathways.a.demand.under_65", "demand"}, {"pathways.a.steps.b.next.0.share", "share"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct key *key = dictionary_at_path(cases[i][0]);
        cr_assert_not_null(key, "%s", cases[i][0]);
        cr_expect_str_eq(key->name, cases[i][1]);
    }
    static const char *const none[] = {"", "sites", "sites.royal", "sites.royal.pools", "x.y", "sites.royal.x"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        cr_expect_null(dictionary_at_path(none[i]), "%s", none[i]);
}

Test(dictionary, remarks_may_stand_in_any_group) {
    for (int group = 0; group < GROUP_KIND_COUNT; group++)
        cr_expect_not_null(dictionary_find((enum group_kind)group, "source"));
    cr_assert_null(dictionary_find(GROUP_SITE, "wte"));
}
