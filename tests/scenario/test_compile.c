#include "scenario/compile.h"

#include "base/text.h"
#include "scenario/sentences.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"

Test(compile, things_are_numbered_by_sorted_id) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const char *providers[] = {"big", "one", "small", "two"}, *areas[] = {"east", "mid", "west"};
    const char *steps[] = {"acute.ae", "acute.ward", "community.again", "community.visit"};
    cr_assert_eq(n.provider_count, 4);
    cr_assert_eq(n.area_count, 3);
    cr_assert_eq(n.step_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        cr_assert_str_eq(n.provider[i].id, providers[i]);
        cr_assert_str_eq(n.step[i].id, steps[i]);
        cr_assert_eq(n.step[i].key, text_hash(steps[i]));
    }
    for (uint32_t i = 0; i < 3; i++)
        cr_assert_str_eq(n.area[i].id, areas[i]);
    cr_assert_eq(n.provider[0].site, 0);
    cr_assert_eq(n.provider[1].site, NONE);
    cr_assert_eq(n.provider[2].site, 1);
    cr_assert_str_eq(n.area[1].name, "Middle");
    cr_assert_eq(n.seed, 7);
    network_free(&n);
}

Test(compile, time_begins_at_midnight_before_the_warm_up) {
    struct network n = compiled(DATA "small.cfg", NULL);
    int32_t day;
    cr_assert(calendar_parse("2026-03-30", &day)); /* 36 h before 1 April, as whole days */
    cr_assert_eq(n.first_day, day);
    must_be_near(n.window_from, 2 * MINUTES_PER_DAY, 0, "window_from");
    must_be_near(n.window_to, 12 * MINUTES_PER_DAY, 0, "window_to");
    must_be_near(n.follow_to, 17 * MINUTES_PER_DAY, 0, "follow_to"); /* the longest follow: 5 d */
    cr_assert_eq(n.period_count, 1);
    cr_assert_eq(n.period_year[0], 2026);
    must_be_near(n.period_to[0], n.window_to, 0, "period_to");
    must_be_near(n.pathway[0].follow_minutes, 2 * MINUTES_PER_DAY, 0, "the scenario's follow");
    network_free(&n);
}

Test(compile, the_order_of_a_file_makes_no_difference) {
    struct network n = compiled(DATA "small.cfg", DATA "reordered.cfg");
    cr_assert_eq(n.arm_count, 2);
    cr_assert_eq(n.arm[0].patch_count, 0);
    cr_assert_eq(n.arm[1].patch_count, 0, "%zu patches", n.arm[1].patch_count);
    struct network other = compiled(DATA "reordered.cfg", NULL), first = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(other.value_count, first.value_count);
    cr_assert_eq(memcmp(other.value, first.value, other.value_count * sizeof *other.value), 0);
    cr_assert_eq(other.stream_count, first.stream_count);
    cr_assert_eq(memcmp(other.stream, first.stream, other.stream_count * sizeof *other.stream), 0);
    network_free(&n);
    network_free(&other);
    network_free(&first);
}

Test(compile, an_arm_is_patches_on_dates) {
    struct network n = compiled(DATA "small.cfg", DATA "what_if.cfg");
    const struct arm *arm = &n.arm[1];
    cr_assert_str_eq(arm->id, "what_if");
    cr_assert_str_eq(arm->title, "What if");
    cr_assert_eq(n.arm[0].patch_count, 0);
    for (size_t i = 1; i < arm->patch_count; i++) {
        const struct patch *a = &arm->patch[i - 1], *b = &arm->patch[i];
        cr_assert(a->minute < b->minute || (a->minute <= b->minute && a->slot < b->slot));
    }
    uint32_t bed = n.pool[pool_called(&n, "big", "bed")].capacity;
    cr_assert_eq(n.slot_use[bed], SLOT_POOL);
    must_be_near(slot_at(&n, 1, bed, 4 * 1440 - 1), 40, 0, "beds before 3 April");
    must_be_near(slot_at(&n, 1, bed, 4 * 1440), 50, 0, "beds from 3 April");
    uint32_t ae = step_called(&n, "acute.ae"), ward = step_called(&n, "acute.ward");
    const struct post *post = &n.post[network_post(&n, ae, provider_called(&n, "small"))];
    must_be_near(slot_at(&n, 1, n.offer[post->offer].open, 6 * 1440 - 1), 1, 0, "open");
    must_be_near(slot_at(&n, 1, n.offer[post->offer].open, 6 * 1440), -1, 0, "closed, those waiting move");
    post = &n.post[network_post(&n, ward, provider_called(&n, "small"))];
    must_be_near(slot_at(&n, 1, n.offer[post->offer].redirect, 0), -1, 0, "not yet sent on");
    must_be_near(slot_at(&n, 1, n.offer[post->offer].redirect, 8 * 1440), provider_called(&n, "big"), 0, "sent on");
    cr_assert_eq(n.once_count, 1);
    cr_assert_str_eq(n.once[0].id, "double running");
    must_be_near(n.once[0].minute, 7 * 1440, 0, "the day of once");
    for (int day = 0; day < 12; day++)
        must_be_near(slot_at(&n, 1, n.once[0].amount, day * 1440.0), day < 7 ? 0 : 1e9, 0,
                     "GBP 1k in micro-pounds, from its day on: arms part no sooner for it");
    must_be_near(slot_at(&n, 0, n.once[0].amount, 1e9), 0, 0, "not in the baseline");
    network_free(&n);
}

Test(compile, what_an_arm_does_not_have_is_closed_and_empty) {
    struct network n = compiled(DATA "small.cfg", DATA "new_site.cfg");
    uint32_t hub = provider_called(&n, "hub");
    uint32_t post = network_post(&n, step_called(&n, "acute.ae"), hub);
    cr_assert_neq(post, NONE);
    must_be_near(n.value[n.offer[n.post[post].offer].open], 0, 0, "closed in the baseline");
    must_be_near(n.value[n.pool[n.post[post].pool[0]].capacity], 0, 0, "empty in the baseline");
    must_be_near(slot_at(&n, 1, n.offer[n.post[post].offer].open, 0), 1, 0, "open in the arm");
    must_be_near(slot_at(&n, 1, n.pool[n.post[post].pool[0]].capacity, 0), 3, 0, "there in the arm");
    for (size_t i = 0; i < n.arm[1].patch_count; i++)
        must_be_near(n.arm[1].patch[i].minute, 0, 0, "an arm that differs from the start does so at minute 0");
    uint32_t tea = step_called(&n, "acute.tea");
    const struct step *ae = &n.step[step_called(&n, "acute.ae")];
    for (uint32_t b = 0; b < ae->branch_count; b++) {
        const struct branch *branch = &n.branch[ae->branch_first + b];
        if (branch->to != tea)
            continue;
        must_be_near(n.value[branch->share.first], 0, 0, "nobody goes there in the baseline");
        must_be_near(slot_at(&n, 1, branch->share.first, 0), 0.05, 0, "in the arm they do");
    }
    network_free(&n);
}

Test(compile, a_scenario_without_areas_has_one_place_everywhere) {
    struct network n = compiled(DATA "queue.cfg", NULL);
    cr_assert_eq(n.area_count, 1);
    cr_assert_str_eq(n.area[0].id, "everywhere");
    cr_assert_eq(n.home_count, 1);
    cr_assert_eq(n.cell_count, 1);
    cr_assert_str_eq(n.cell[0], "everyone");
    cr_assert_eq(n.stream_count, 1);
    must_be_near(n.value[n.stream[0].rate], 24, 0, "24 per d");
    cr_assert_eq(n.travel.mode_count, 0);
    network_free(&n);
}

Test(compile, who_is_there_at_the_start_has_the_rest_of_a_stay_to_go) {
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.start_state_count, 1);
    const struct start_state *start = &n.start_state[0];
    cr_assert_eq(start->inside, 30);
    cr_assert_eq(start->waiting, 2);
    cr_assert_eq(start->post, network_post(&n, step_called(&n, "acute.ward"), provider_called(&n, "big")));
    /* Renewal theory: the mean rest of a stay is E[X^2] / 2 E[X]; branch 1 is home: mean 2 d, sd 1 d. */
    const struct step *ward = &n.step[step_called(&n, "acute.ward")];
    cr_assert_eq(start->remaining.by, ward->lasts.by);
    uint32_t home = n.branch[ward->branch_first].to == NONE ? 0 : 1;
    const double *entry = &n.value[start->remaining.first + 3 * home];
    double rest = entry[1] + entry[2] * n.quantile[(size_t)entry[0]].mean;
    must_be_near(rest, (4 + 1) / (2.0 * 2) * 1440, 3, "the mean rest");
    network_free(&n);
}

Test(compile, assumptions_know_their_value_and_limits) {
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.assumption_count, 1);
    must_be_near(n.assumption[0].value, 0.25, 0, "value");
    must_be_near(n.assumption[0].low, 0.2, 0, "low");
    must_be_near(n.assumption[0].high, 0.3, 0, "high");
    network_free(&n);
}

/* Nobody is ever done with the step, but who finds it full leaves. */
Test(compile, who_is_cancelled_or_turns_round_has_a_way_out) {
    struct network cancels = compiled(DATA "left_by_cancelling.cfg", NULL), balks = compiled(DATA "left_by_balking.cfg", NULL);
    network_free(&cancels);
    network_free(&balks);
}

/* As many as 900,000 a day fit a person's number where they come evenly, and not where they come in one hour. */
Test(compile, people_are_too_many_by_the_pace_of_their_highest_hour) {
    struct network network;
    struct problem_list problems = {0};
    cr_expect_neq(compile_files(DATA "bad/too_many_people_in_an_hour.cfg", NULL, &network, &problems), STATUS_OK);
    cr_assert_eq(problems.errors, 1);
    cr_expect_str_eq(sentence_name(problems.item[0].sentence), "too_many_people");
    problem_list_free(&problems);
}

Test(compile, those_who_are_not_let_in_cannot_come_back_at_the_same_moment) {
    static const char *const file[] = {DATA "bad/endless_balking.cfg", DATA "bad/endless_patience.cfg"};
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        struct network network;
        struct problem_list problems = {0};
        cr_expect_neq(compile_files(file[i], NULL, &network, &problems), STATUS_OK);
        cr_assert_eq(problems.errors, 1, "%s", file[i]);
        cr_expect_str_eq(sentence_name(problems.item[0].sentence), "endless_circle", "%s", file[i]);
        problem_list_free(&problems);
    }
}

/* ---- each sentence about meaning is said by its own file ---- */

static const char *const sentences[] = {
#define SENTENCE(name, format) #name,
#include "scenario/sentences_compile.def"
#undef SENTENCE
};

Test(compile, each_sentence_about_meaning_is_said_by_its_own_file) {
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct text file = {0}, full = {0};
        text_add_format(&file, DATA "bad/%s.cfg", sentences[i]);
        text_add_format(&full, "%s/%s", ICSIM_SOURCE_DIR, file.bytes);
        FILE *opened = fopen(full.bytes, "r");
        cr_assert(opened != NULL, "%s has no file", sentences[i]);
        char line[200] = "";
        cr_assert(fgets(line, sizeof line, opened) != NULL);
        fclose(opened);
        cr_assert_eq(strncmp(line + 2, sentences[i], strlen(sentences[i])), 0, "%s names another sentence", file.bytes);
        bool beside = strstr(line, "beside") != NULL, said = false;
        struct network network;
        struct problem_list problems = {0};
        enum status status = beside ? compile_files(DATA "small.cfg", file.bytes, &network, &problems)
                                    : compile_files(file.bytes, NULL, &network, &problems);
        for (size_t p = 0; p < problems.count; p++) {
            const char *name = problems.item[p].sentence < 0 ? NULL : sentence_name(problems.item[p].sentence);
            if (name == NULL || strcmp(name, sentences[i]) != 0)
                continue;
            said = true;
            cr_expect_not_null(problems.item[p].file, "%s does not say where", sentences[i]);
            cr_expect_gt(problems.item[p].line, 0, "%s does not say in which line", sentences[i]);
        }
        cr_assert(said, "%s is not said by its file", sentences[i]);
        cr_assert_eq(status == STATUS_OK, problems.errors == 0, "%s", sentences[i]);
        if (status == STATUS_OK)
            network_free(&network);
        problem_list_free(&problems);
        text_free(&file);
        text_free(&full);
    }
}
