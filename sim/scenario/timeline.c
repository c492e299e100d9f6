#include "scenario/timeline.h"

#include "base/calendar.h"
#include "base/check.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/edit.h"
#include "scenario/quantity.h"
#include "scenario/say.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the arm's time ---------------------------------------------------------------------------------- */

/* Days of a duration in the time group, rounded up; 0 where it is not there, or wrong (the reader says so), or a
 * warm-up still to be found: then what is dated before the window holds from the start. */
static int32_t time_days(struct setting *root, const char *path) {
    struct problem_list unheard = {NULL, 0, 0, 0, 0, false};
    const struct setting *setting = setting_at(root, path);
    double minutes = 0;
    if (setting != NULL && !quantity_minutes(setting, &minutes, &unheard))
        minutes = 0;
    problem_list_free(&unheard);
    return (int32_t)ceil(fmin(minutes, 1e9) / MINUTES_PER_DAY);
}

void timeline_init(struct timeline *timeline, struct scenario_arm *arm, struct problem_list *problems) {
    *timeline = (struct timeline){.arm = arm, .problems = problems, .start = INT32_MIN, .end = INT32_MAX};
    struct setting *root = arm->version[0].root;
    const struct setting *from = setting_at(root, "time.window_from");
    int32_t day = 0;
    if (from == NULL || from->kind != SETTING_TEXT || !calendar_parse(from->text, &day))
        return;
    timeline->start = day - time_days(root, "time.warm_up");
    timeline->end = day + time_days(root, "time.window") + time_days(root, "time.follow");
}

enum status timeline_hand_over(const struct timeline *timeline) {
    struct scenario_arm *arm = timeline->arm;
    arm->touched = memory_new(timeline->touched_count, sizeof *arm->touched);
    if (arm->touched == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < timeline->touched_count; i++) {
        const struct touched *from = &timeline->touched[i];
        struct touched_value *to = &arm->touched[arm->touched_count++];
        *to = (struct touched_value){text_copy(from->path), from->from, from->to, from->ramp};
        if (to->path == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

void timeline_free(struct timeline *timeline) {
    for (size_t i = 0; i < timeline->ramp_count; i++)
        ramp_free(&timeline->ramp[i]);
    for (size_t i = 0; i < timeline->touched_count; i++)
        free(timeline->touched[i].path);
    free(timeline->ramp);
    free(timeline->touched);
    *timeline = (struct timeline){.arm = NULL};
}

struct setting *timeline_tree(struct timeline *timeline, int32_t day) {
    struct scenario_arm *arm = timeline->arm;
    struct version *last = &arm->version[arm->version_count - 1];
    if (day <= timeline->start)
        day = INT32_MIN; /* it was so before anything is simulated */
    if (last->day >= day)
        return last->root;
    size_t capacity = arm->version_count;
    struct setting *copy = setting_share_tables(last->root) == STATUS_OK ? setting_copy(last->root, NULL) : NULL;
    if (copy == NULL || memory_reserve(&arm->version, &capacity, arm->version_count + 1, sizeof *last) != STATUS_OK) {
        setting_free(copy);
        return NULL;
    }
    arm->version[arm->version_count++] = (struct version){day, copy};
    return copy;
}

/* ---- ramps ------------------------------------------------------------------------------------------- */

enum status ramp_add(struct ramp *ramp, const struct setting *leaf, double from, double to) {
    enum status status = memory_reserve(&ramp->leaf, &ramp->leaf_capacity, ramp->leaf_count + 1, sizeof *ramp->leaf);
    char *path = status == STATUS_OK ? setting_path(leaf) : NULL;
    if (path == NULL)
        return STATUS_NO_MEMORY;
    ramp->leaf[ramp->leaf_count++] = (struct ramp_leaf){path, from, to, edit_is_countable(leaf)};
    return STATUS_OK;
}

void ramp_free(struct ramp *ramp) {
    for (size_t i = 0; i < ramp->leaf_count; i++)
        free(ramp->leaf[i].path);
    free(ramp->leaf);
    free(ramp->step);
    *ramp = (struct ramp){.at = NULL};
}

static double cell_of(const struct setting *row, const char *column) {
    const struct setting *cell = setting_get(row, column);
    return cell != NULL && cell->kind == SETTING_NUMBER ? cell->number : NAN;
}

/* The straight line between the points on both sides of a time; the first is 0, 0. */
static double through_points(const struct setting *table, double time) {
    double from = 0, effect = 0;
    for (size_t i = 0; i < table->child_count; i++) {
        double to = cell_of(table->child[i], "time"), then = cell_of(table->child[i], "effect");
        if (time < to)
            return effect + (then - effect) * (time - from) / (to - from);
        from = to;
        effect = then;
    }
    return effect;
}

/* The share of the way after so many days. */
static double share_after(const struct ramp *ramp, int32_t day) {
    if (day >= ramp->length)
        return 1;
    double time = (double)day / ramp->length;
    switch (ramp->shape) {
    case PACE_S_CURVE:
        return time * time * (3 - 2 * time);
    case PACE_POINTS:
        return through_points(ramp->points, time);
    case PACE_STEP:
        return 0;
    case PACE_LINEAR:
        break;
    }
    return time;
}

bool points_check(const struct setting *table, struct problem_list *problems) {
    double from = 0;
    for (size_t i = 0; i < table->child_count; i++) {
        double time = cell_of(table->child[i], "time"), effect = cell_of(table->child[i], "effect");
        bool last = i + 1 == table->child_count;
        bool first = i == 0 && time >= 0 && time <= 0 && effect >= 0 && effect <= 0;
        if (!first && !(time > from && time <= 1 && effect >= 0 && effect <= 1 && (!last || (time >= 1 && effect >= 1)))) {
            problem_say(problems, SEVERITY_ERROR, SENTENCE_points_row, table->child[i]);
            return false;
        }
        from = time;
    }
    return true;
}

static bool all_whole(const struct ramp *ramp) {
    for (size_t i = 0; i < ramp->leaf_count; i++)
        if (!ramp->leaf[i].whole)
            return false;
    return ramp->leaf_count > 0;
}

/* The sum of the whole values at a share of the way, rounded. An amount that moves is one number, there and back. */
static double rounded_total(const struct ramp *ramp, double share) {
    double total = 0;
    for (size_t i = 0; i < (ramp->additive ? 1 : ramp->leaf_count); i++)
        if (ramp->leaf[i].whole)
            total += ramp->leaf[i].from + (ramp->leaf[i].to - ramp->leaf[i].from) * share;
    return round(total);
}

static enum status add_step(struct ramp *ramp, int32_t day) {
    enum status status = memory_reserve(&ramp->step, &ramp->step_capacity, ramp->step_count + 1, sizeof *ramp->step);
    if (status == STATUS_OK)
        ramp->step[ramp->step_count++] = day;
    return status;
}

enum {
    STEPS_MAX = 520,     /* ten years of weeks: what is slower takes longer steps */
    UNIT_STEPS_MAX = 120 /* more units than that, such as people of an area, move week by week */
};

/* Whole units move on the days on which the rounded line changes; everything else moves week by week. */
static enum status plan_steps(struct ramp *ramp) {
    if (ramp->length == 0 || ramp->shape == PACE_STEP)
        return add_step(ramp, ramp->length);
    int32_t weeks = (ramp->length + 7 * STEPS_MAX - 1) / (7 * STEPS_MAX), every = 7 * weeks;
    double change = fabs(rounded_total(ramp, 1) - rounded_total(ramp, 0));
    bool by_unit = all_whole(ramp) && change <= UNIT_STEPS_MAX;
    double before = rounded_total(ramp, 0);
    for (int32_t day = 1; day < ramp->length; day++) {
        double now = by_unit ? rounded_total(ramp, share_after(ramp, day)) : 0;
        if (by_unit ? now != before : day % every == 0) {
            enum status status = add_step(ramp, day);
            if (status != STATUS_OK)
                return status;
        }
        before = now;
    }
    return add_step(ramp, ramp->length);
}

struct rest { double part; size_t leaf; };

/* The largest part first; ties by order of the path. */
static int by_rest(const void *a, const void *b) {
    const struct rest *one = a, *other = b;
    if (one->part != other->part)
        return one->part < other->part ? 1 : -1;
    return one->leaf < other->leaf ? -1 : one->leaf > other->leaf;
}

/* Values of all leaves at a share of the way; whole ones by largest remainder, so that their sum is right. */
static enum status values_at(const struct ramp *ramp, double share, double *value) {
    struct rest *rest = memory_new(ramp->leaf_count, sizeof *rest);
    size_t count = 0;
    double sum = 0;
    if (rest == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < ramp->leaf_count; i++) {
        const struct ramp_leaf *leaf = &ramp->leaf[i];
        value[i] = share >= 1 ? leaf->to : leaf->from + (leaf->to - leaf->from) * share;
        if (leaf->whole && ramp->additive)
            value[i] = round(value[i]);
        if (!leaf->whole || ramp->additive)
            continue;
        rest[count++] = (struct rest){value[i] - floor(value[i]), i};
        value[i] = floor(value[i]);
        sum += value[i];
    }
    qsort(rest, count, sizeof *rest, by_rest);
    double missing = count == 0 ? 0 : rounded_total(ramp, share) - sum;
    for (size_t i = 0; i < count && (double)i < missing; i++)
        value[rest[i].leaf] += 1;
    free(rest);
    return STATUS_OK;
}

/* ---- overlaps ---------------------------------------------------------------------------------------- */

static bool overlap(const struct touched *a, const struct touched *b) {
    if ((!a->ramp && !b->ramp) || (a->additive && b->additive))
        return false; /* one after the other, as written; or amounts that add up */
    return a->from < b->to && b->from < a->to;
}

/* Remembers what the ramp touches; false after a problem. */
static enum status touch(struct timeline *timeline, const struct ramp *ramp, bool *free_way) {
    size_t before = timeline->touched_count;
    *free_way = true;
    for (size_t i = 0; i < ramp->leaf_count && *free_way; i++) {
        struct touched now = {ramp->leaf[i].path, ramp->on, ramp->on + (ramp->length > 0 ? ramp->length : 1),
                              ramp->length > 0, ramp->additive, ramp->at};
        for (size_t j = 0; j < before && *free_way; j++) {
            const struct touched *then = &timeline->touched[j];
            if (!overlap(then, &now) || strcmp(then->path, now.path) != 0)
                continue;
            problem_say(timeline->problems, SEVERITY_ERROR, SENTENCE_ramps_overlap, ramp->at, now.path,
                        then->at->file, then->at->line);
            *free_way = false;
        }
        enum status status = memory_reserve(&timeline->touched, &timeline->touched_capacity,
                                            timeline->touched_count + 1, sizeof *timeline->touched);
        now.path = status == STATUS_OK ? text_copy(now.path) : NULL;
        if (now.path == NULL)
            return STATUS_NO_MEMORY;
        timeline->touched[timeline->touched_count++] = now;
    }
    return STATUS_OK;
}

enum status timeline_touch(struct timeline *timeline, const struct ramp *ramp) {
    bool free_way = false;
    return touch(timeline, ramp, &free_way);
}

/* ---- taking steps ------------------------------------------------------------------------------------ */

static enum status set_leaf(struct timeline *timeline, struct setting *root, const struct ramp *ramp, size_t i,
                            double value) {
    struct place place = {ramp->at->file, ramp->at->line, ramp->leaf[i].path};
    struct setting **found = NULL;
    size_t count = 0;
    double now = 0;
    enum status status = setting_match_to_edit(root, ramp->leaf[i].path, &found, &count);
    if (status != STATUS_OK || count == 0)
        goto out; /* taken away by another change: nothing to do */
    if (ramp->additive) {
        if (!edit_number(found[0], &now))
            goto out;
        double taken = -value;
        value = edit_left(now, taken);
        if (value < 0) {
            problem_say_place(timeline->problems, SEVERITY_ERROR, SENTENCE_move_too_many, &place, now, taken);
            goto out;
        }
    }
    status = edit_set_number(found[0], value, &place);
out:
    free(found);
    return status;
}

static enum status take_step(struct timeline *timeline, struct ramp *ramp) {
    int32_t day = ramp->step[ramp->next];
    double share = share_after(ramp, day);
    double before = ramp->next == 0 ? 0 : share_after(ramp, ramp->step[ramp->next - 1]);
    enum status status = STATUS_NO_MEMORY;
    double *value = memory_new(ramp->leaf_count, sizeof *value), *past = memory_new(ramp->leaf_count, sizeof *past);
    struct setting *root = timeline_tree(timeline, ramp->on + day);
    if (value == NULL || past == NULL || root == NULL)
        goto out;
    status = values_at(ramp, share, value);
    if (status == STATUS_OK && ramp->additive)
        status = values_at(ramp, before, past);
    for (size_t i = 0; i < ramp->leaf_count && status == STATUS_OK; i++)
        status = set_leaf(timeline, root, ramp, i, ramp->additive ? value[i] - past[i] : value[i]);
    ramp->next++;
out:
    free(value);
    free(past);
    return status;
}

enum status timeline_take(struct timeline *timeline, struct ramp *ramp) {
    bool free_way = false;
    enum status status = touch(timeline, ramp, &free_way);
    if (status == STATUS_OK && free_way)
        status = ramp->step_count > 0 ? STATUS_OK : plan_steps(ramp); /* or planned already */
    if (status != STATUS_OK || !free_way) {
        ramp_free(ramp);
        return status;
    }
    if (ramp->length == 0) {
        status = take_step(timeline, ramp);
        ramp_free(ramp);
        return status;
    }
    status = memory_reserve(&timeline->ramp, &timeline->ramp_capacity, timeline->ramp_count + 1, sizeof *ramp);
    if (status != STATUS_OK) {
        ramp_free(ramp);
        return status;
    }
    timeline->ramp[timeline->ramp_count++] = *ramp;
    *ramp = (struct ramp){.at = NULL};
    return STATUS_OK;
}

enum status timeline_advance(struct timeline *timeline, int32_t day) {
    for (;;) {
        struct ramp *first = NULL; /* ties: the earlier ramp */
        for (size_t i = 0; i < timeline->ramp_count; i++) {
            struct ramp *ramp = &timeline->ramp[i];
            if (ramp->next < ramp->step_count &&
                (first == NULL || ramp->on + ramp->step[ramp->next] < first->on + first->step[first->next]))
                first = ramp;
        }
        if (first == NULL || first->on + first->step[first->next] > day)
            return STATUS_OK;
        enum status status = take_step(timeline, first);
        if (status != STATUS_OK)
            return status;
    }
}
