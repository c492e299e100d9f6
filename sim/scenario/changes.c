#include "scenario/changes.h"

#include "base/calendar.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/population.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include "scenario/tables.h"
#include "scenario/verbs.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The verbs: where each stands in a change, what does it, and whether it may take time. */
static const struct verb {
    const char *name;
    size_t offset;
    enum status (*act)(const struct doing *doing);
    bool takes_time;
} verbs[] = {
    {"set", offsetof(struct change, set), verb_set, true},
    {"open", offsetof(struct change, open), verb_open, false},
    {"close", offsetof(struct change, close), verb_close, false},
    {"move", offsetof(struct change, move), verb_move, true},
    {"resize", offsetof(struct change, resize), verb_resize, true},
    {"redirect", offsetof(struct change, redirect), verb_redirect, false},
    {"transfer", offsetof(struct change, transfer), verb_transfer, true},
    {"join", offsetof(struct change, join), verb_join, false},
    {"leave", offsetof(struct change, leave), verb_leave, false},
    {"once", offsetof(struct change, once), verb_once, false},
};

enum { VERBS = sizeof verbs / sizeof verbs[0] };

/* A change with what was found out about it before any is applied. */
struct planned {
    struct change change;
    const struct verb *verb;
    int32_t length;  /* days */
    size_t order;    /* as written, the base's first */
    char *name;      /* for what it makes */
};

static int by_day(const void *a, const void *b) {
    const struct planned *one = a, *other = b;
    if (one->change.on != other->change.on)
        return one->change.on < other->change.on ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

static const struct verb *find_verb(const struct change *change, struct problem_list *problems) {
    const struct verb *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < VERBS; i++) {
        const void *given = NULL;
        memcpy(&given, (const char *)change + verbs[i].offset, sizeof given);
        if (given != NULL) {
            found = &verbs[i];
            count++;
        }
    }
    if (count == 1)
        return found;
    problem_say(problems, SEVERITY_ERROR, SENTENCE_one_verb, change->at, count == 0 ? "none" : "more than one");
    return NULL;
}

/* Days that the change takes; false after a problem. */
static bool read_pace(const struct planned *planned, int32_t *length, struct problem_list *problems) {
    const struct change *change = &planned->change;
    struct pace_quantity pace;
    *length = 0;
    if (change->over == NULL) {
        if (change->shape != NULL || change->points != NULL)
            problem_say(problems, SEVERITY_ERROR, SENTENCE_shape_without_over, change->at);
        return change->shape == NULL && change->points == NULL;
    }
    if (change->shape != NULL && change->points != NULL) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_shape_and_points, change->at);
        return false;
    }
    if (change->points != NULL && !points_check(change->points, problems))
        return false;
    if (!planned->verb->takes_time) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_over_not_here, change->at, planned->verb->name);
        return false;
    }
    if (!quantity_pace(change->over, setting_get(change->at, "over"), &pace, problems))
        return false;
    *length = pace.months > 0 ? calendar_add_months(change->on, pace.months) - change->on
                              : (int32_t)ceil(fmin(pace.minutes / MINUTES_PER_DAY, 36525));
    return true;
}

/* "close_castle_transfer_1": the file, the verb, and the how manieth of that verb in that file. */
static char *name_of(const struct planned *all, size_t number) {
    const struct planned *planned = &all[number];
    size_t count = 1;
    for (size_t i = 0; i < number; i++)
        count += all[i].verb == planned->verb && all[i].change.at->file == planned->change.at->file;
    char *stem = source_id(planned->change.at->file);
    struct text name = {NULL, 0, 0, false};
    text_add_format(&name, "%s_%s_%zu", stem == NULL ? "" : stem, planned->verb->name, count);
    if (name.failed || stem == NULL)
        text_free(&name);
    free(stem);
    return name.bytes;
}

static enum status plan(const struct setting *list, struct planned *all, size_t *count, struct problem_list *problems) {
    for (size_t i = 0; i < list->child_count; i++) {
        struct planned *planned = &all[*count];
        size_t before = problems->errors;
        *planned = (struct planned){.order = i};
        enum status status = reader_read(list->child[i], GROUP_CHANGE, &planned->change, problems);
        if (status != STATUS_OK)
            return status;
        if (list->child[i]->kind != SETTING_GROUP)
            continue;
        planned->verb = find_verb(&planned->change, problems);
        if (planned->verb == NULL || problems->errors != before || !read_pace(planned, &planned->length, problems))
            continue;
        if (planned->verb->act != verb_set &&
            (planned->change.to != NULL || planned->change.times != NULL || planned->change.add != NULL)) {
            problem_say(problems, SEVERITY_ERROR, SENTENCE_to_without_set, planned->change.at, planned->verb->name);
            continue;
        }
        planned->name = name_of(all, *count);
        if (planned->name == NULL)
            return STATUS_NO_MEMORY;
        (*count)++;
    }
    return STATUS_OK;
}

static enum pace_shape shape_of(const struct change *change) {
    if (change->points != NULL)
        return PACE_POINTS;
    if (change->shape != NULL && strcmp(change->shape, "step") == 0)
        return PACE_STEP;
    return change->shape != NULL && strcmp(change->shape, "s_curve") == 0 ? PACE_S_CURVE : PACE_LINEAR;
}

static enum status act(struct timeline *timeline, const struct planned *planned, struct source_list *sources) {
    struct doing doing = {timeline, &planned->change, planned->length, planned->name, shape_of(&planned->change),
                          planned->change.points};
    char day[11];
    if (planned->change.on >= timeline->end) {
        calendar_format(planned->change.on, day);
        problem_say(timeline->problems, SEVERITY_WARNING, SENTENCE_change_too_late, planned->change.at, day);
    }
    enum status status = timeline_advance(timeline, planned->change.on);
    if (status == STATUS_OK)
        status = planned->verb->act(&doing);
    if (status != STATUS_OK || planned->change.to == NULL)
        return status;
    /* What was put in may name a table. */
    struct setting *root = timeline_tree(timeline, planned->change.on);
    return root == NULL ? STATUS_NO_MEMORY : tables_hang(root, sources, timeline->problems);
}

enum status changes_apply(struct scenario_arm *arm, struct setting *list, struct source_list *sources,
                          struct problem_list *problems) {
    struct timeline timeline;
    size_t count = 0;
    struct planned *all = memory_new(list->child_count, sizeof *all);
    if (all == NULL)
        return STATUS_NO_MEMORY;
    timeline_init(&timeline, arm, problems);
    enum status status = tables_hang_changes(list, sources, problems);
    if (status == STATUS_OK)
        status = population_take(&timeline);
    if (status == STATUS_OK)
        status = plan(list, all, &count, problems);
    if (status == STATUS_OK && count > 1)
        qsort(all, count, sizeof *all, by_day);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = act(&timeline, &all[i], sources);
    if (status == STATUS_OK)
        status = timeline_advance(&timeline, INT32_MAX);
    if (status == STATUS_OK)
        status = timeline_hand_over(&timeline);
    timeline_free(&timeline);
    for (size_t i = 0; i < list->child_count; i++)
        free(all[i].name);
    free(all);
    return status;
}
