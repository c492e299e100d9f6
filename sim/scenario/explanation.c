/* Differences come by date and path; a ramp's many are gathered into one, those of a thing that only one of the two
 * has into one, and those of a long table into one. */
#include "scenario/explanation.h"

#include "base/calendar.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_ROWS_TOLD = 12, PARTS_TOLD = 8 };

struct telling {
    const struct scenario_arm *first, *second;
    struct difference_list differences;
    bool *told;              /* by difference */
    struct explanation_list *list;
    int32_t end;             /* the day after the last that is simulated */
};

/* ---- ramps --------------------------------------------------------------------------------------------- */

static const struct touched_value *ramp_in(const struct scenario_arm *arm, const char *path, int32_t day) {
    for (size_t i = 0; i < arm->touched_count; i++) {
        const struct touched_value *touched = &arm->touched[i];
        if (touched->over_time && day >= touched->from && day <= touched->to && strcmp(touched->path, path) == 0)
            return touched;
    }
    return NULL;
}

/* From when until when the difference at `at` comes about: of a ramp, and of another that overlaps with it, all. */
static void find_span(const struct telling *telling, const struct difference *at, int32_t *from, int32_t *until) {
    const struct touched_value *ramp = ramp_in(telling->second, at->path, at->day);
    if (ramp == NULL) ramp = ramp_in(telling->first, at->path, at->day);
    *from = *until = at->day;
    if (ramp == NULL || at->day == INT32_MIN) return;
    *from = ramp->from;
    *until = ramp->to;
}

/* Marks what is told of `path` until a day; gives the last of it. */
static const struct difference *tell_until(struct telling *telling, size_t first, int32_t until) {
    const struct difference_list *all = &telling->differences;
    const struct difference *last = &all->item[first];
    telling->told[first] = true;
    for (size_t i = first + 1; i < all->count && all->item[i].day <= until; i++)
        if (!telling->told[i] && strcmp(all->item[i].path, all->item[first].path) == 0) {
            telling->told[i] = true;
            last = &all->item[i];
        }
    return last;
}

/* ---- things that only one has, and long tables ----------------------------------------------------------- */

/* The shortest beginning of `path`, two names or more, that leads nowhere in `root`; 0: there is none. */
static size_t missing_from(struct setting *root, const char *path) {
    const char *dot = strchr(path, '.');
    while (dot != NULL) {
        dot = strchr(dot + 1, '.');
        char *prefix = text_copy(path);
        if (prefix == NULL) return 0;
        size_t length = dot == NULL ? strlen(path) : (size_t)(dot - path);
        prefix[length] = '\0';
        bool missing = setting_at(root, prefix) == NULL;
        free(prefix);
        if (missing) return length;
    }
    return 0;
}

/* The beginning of `path` that is a table in either; 0: there is none. */
static size_t table_in(const struct explained_trees *trees, const char *path) {
    for (const char *dot = strchr(path, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
        char *prefix = text_copy(path);
        if (prefix == NULL) return 0;
        prefix[dot - path] = '\0';
        const struct setting *a = setting_at(trees->first, prefix), *b = setting_at(trees->second, prefix);
        free(prefix);
        if ((a != NULL && setting_is_table(a)) || (b != NULL && setting_is_table(b))) return (size_t)(dot - path);
    }
    return 0;
}

static bool is_below(const char *path, const char *top, size_t length) {
    return strncmp(path, top, length) == 0 && (path[length] == '.' || path[length] == '\0');
}

/* How many differences of one day lie below. */
static size_t count_below(const struct telling *telling, size_t first, size_t length) {
    const struct difference_list *all = &telling->differences;
    size_t count = 0;
    for (size_t i = first; i < all->count && all->item[i].day == all->item[first].day; i++)
        count += !telling->told[i] && is_below(all->item[i].path, all->item[first].path, length);
    return count;
}

static bool is_remark(const char *name) {
    static const char *const remarks[] = {"name", "note", "source", "mark"};
    for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++)
        if (name != NULL && strcmp(name, remarks[i]) == 0) return true;
    return false;
}

static void add_parts(const struct setting *thing, const char *before, struct text *out, size_t *count) {
    for (size_t i = 0; i < thing->child_count; i++) {
        const struct setting *child = thing->child[i];
        if (is_remark(child->name)) continue;
        struct text name = {0};
        text_add_format(&name, "%s%s%s", before, before[0] != '\0' && child->name != NULL ? " " : "",
                        child->name != NULL ? child->name : "");
        bool holds = child->child_count > 0 && !setting_is_table(child);
        const char *comma = *count > 0 ? ", " : "";
        if (name.failed) {
            out->failed = true;
        } else if (holds && child->kind == SETTING_GROUP) {
            add_parts(child, name.bytes, out, count);
        } else if (++*count <= PARTS_TOLD) {
            text_add_format(out, "%s%s", comma, name.bytes);
            if (child->kind == SETTING_NUMBER) text_add_format(out, " %.6g", child->number);
            if (child->kind == SETTING_TEXT) text_add_format(out, " %s", child->text);
            for (size_t k = 0; child->kind == SETTING_LIST && k < child->child_count; k++)
                if (child->child[k]->kind == SETTING_TEXT)
                    text_add_format(out, "%s%s", k == 0 ? " " : " and ", child->child[k]->text);
        }
        text_free(&name);
    }
}

/* "offers ae and ward, bed 60, ... and 3 more" */
static char *parts_of(struct setting *root, const char *path) {
    struct text text = {0};
    const struct setting *thing = setting_at(root, path);
    size_t count = 0;
    text_add(&text, "");
    if (thing != NULL) add_parts(thing, "", &text, &count);
    if (count > PARTS_TOLD) text_add_format(&text, " and %zu more", count - PARTS_TOLD);
    if (text.failed) text_free(&text);
    return text.bytes;
}

/* ---- what changes nothing -------------------------------------------------------------------------------- */

/* The same time, share or number in other words. */
static bool same_meaning(struct setting *one, struct setting *other) {
    static bool (*const read[])(const struct setting *, double *, struct problem_list *) = {
        quantity_minutes, quantity_share, quantity_number, quantity_km};
    for (size_t i = 0; one != NULL && other != NULL && i < sizeof read / sizeof read[0]; i++) {
        struct problem_list unheard = {0};
        double a = 0, b = 0;
        bool both = read[i](one, &a, &unheard) && read[i](other, &b, &unheard);
        problem_list_free(&unheard);
        if (both) return !(a < b) && !(b < a);
    }
    return false;
}

static const char *why_no_effect(const struct telling *telling, const struct explanation *item,
                                 const struct explained_trees *trees) {
    if (item->kind == KIND_REMARKS) return "no run reads it";
    if (item->from != INT32_MIN && item->from >= telling->end) return "it comes after the last day that is simulated";
    if (same_meaning(setting_at(trees->first, item->path), setting_at(trees->second, item->path)))
        return "the same in other words";
    return NULL;
}

/* ---- telling --------------------------------------------------------------------------------------------- */

static enum status put(struct telling *telling, struct explanation *item, const struct explained_trees *trees, bool thing) {
    struct explanation_list *list = telling->list;
    enum status status = memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof *item);
    if (status == STATUS_OK) status = explanation_put_words(item, trees, thing);
    if (status == STATUS_OK) item->no_effect = why_no_effect(telling, item, trees);
    if (status == STATUS_OK) {
        list->item[list->count++] = *item;
        return STATUS_OK;
    }
    free(item->path);
    free(item->what);
    free(item->before);
    free(item->after);
    free(item->says);
    free(item->family);
    return status;
}

static char *beginning(const char *path, size_t length) {
    char *copy = text_copy(path);
    if (copy != NULL) copy[length] = '\0';
    return copy;
}

/* A thing that one has and the other has not. The trees are those of the end, so that what comes bit by bit is whole. */
static enum status tell_thing(struct telling *telling, size_t first, size_t length) {
    const struct difference *at = &telling->differences.item[first];
    struct explanation item = {.from = at->day, .until = at->day, .path = beginning(at->path, length)};
    bool second_has = at->a == NULL;
    if (item.path == NULL) return STATUS_NO_MEMORY;
    for (size_t i = first; i < telling->differences.count; i++) {
        const struct difference *other = &telling->differences.item[i];
        int32_t from = 0, until = 0;
        if (telling->told[i] || !is_below(other->path, at->path, length)) continue;
        find_span(telling, other, &from, &until);
        if (other->day > at->day && until <= other->day && from == other->day) continue; /* a change of its own */
        item.until = until > item.until ? until : item.until;
        (void)tell_until(telling, i, until);
    }
    struct explained_trees then = {difference_tree(telling->first, item.until), difference_tree(telling->second, item.until)};
    char *parts = parts_of(second_has ? then.second : then.first, item.path);
    *(second_has ? &item.after : &item.before) = parts;
    if (parts == NULL) {
        free(item.path);
        return STATUS_NO_MEMORY;
    }
    return put(telling, &item, &then, true);
}

static double number_at(struct setting *root, const char *path) {
    const struct setting *setting = setting_at(root, path);
    return setting != NULL && setting->kind == SETTING_NUMBER ? setting->number : 0;
}

/* Values of a long table: how many, and where they are numbers what they come to together. */
static enum status tell_table(struct telling *telling, size_t first, size_t length, size_t count) {
    const struct difference_list *all = &telling->differences;
    const struct difference *at = &all->item[first];
    struct explanation item = {.path = beginning(at->path, length)};
    struct text text[2] = {{0}, {0}};
    double sum[2] = {0, 0};
    if (item.path == NULL) return STATUS_NO_MEMORY;
    find_span(telling, at, &item.from, &item.until);
    struct explained_trees then = {difference_tree(telling->first, item.until), difference_tree(telling->second, item.until)};
    struct setting *const root[2] = {then.first, then.second};
    for (size_t i = first; i < all->count && all->item[i].day <= item.until; i++) {
        if (telling->told[i] || !is_below(all->item[i].path, at->path, length)) continue;
        for (int k = 0; k < 2; k++) sum[k] += number_at(root[k], all->item[i].path);
        (void)tell_until(telling, i, item.until);
    }
    for (int k = 0; k < 2; k++) {
        const struct setting *table = setting_at(root[k], item.path);
        text_add(&text[k], table == NULL ? "no table" : table->text != NULL ? table->text : "a table");
    }
    text_add_format(&text[1], ", %zu values differ", count);
    if (sum[0] > 0 && sum[1] > 0) {
        text_add(&text[1], ", which come to ");
        explanation_number(sum[0], &text[1]);
        text_add(&text[1], " -> ");
        explanation_number(sum[1], &text[1]);
    }
    item.before = text[0].bytes;
    item.after = text[1].bytes;
    return put(telling, &item, &then, false);
}

static enum status tell_value(struct telling *telling, size_t first) {
    const struct difference *at = &telling->differences.item[first];
    struct explanation item = {.kind = at->remark ? KIND_REMARKS : KIND_RUN};
    find_span(telling, at, &item.from, &item.until);
    const struct difference *last = tell_until(telling, first, item.until);
    struct explained_trees then = {difference_tree(telling->first, last->day), difference_tree(telling->second, last->day)};
    item.path = text_copy(at->path);
    item.before = text_copy(last->a);
    item.after = text_copy(last->b);
    if (item.path == NULL || (last->a != NULL && item.before == NULL) || (last->b != NULL && item.after == NULL))
        return STATUS_NO_MEMORY;
    return put(telling, &item, &then, false);
}

/* True where only one of the two had it on the day before, too: then something about it changes. */
static bool is_old(const struct telling *telling, const struct difference *at, size_t length) {
    char *thing = at->day == INT32_MIN ? NULL : beginning(at->path, length);
    if (thing == NULL) return false;
    struct setting *first = difference_tree(telling->first, at->day - 1);
    struct setting *second = difference_tree(telling->second, at->day - 1);
    bool had_first = setting_at(first, thing) != NULL, had_second = setting_at(second, thing) != NULL;
    free(thing);
    return at->a == NULL ? had_second && !had_first : had_first && !had_second;
}

static enum status tell(struct telling *telling, size_t i) {
    const struct difference *at = &telling->differences.item[i];
    struct explained_trees trees = {difference_tree(telling->first, at->day), difference_tree(telling->second, at->day)};
    size_t table = table_in(&trees, at->path);
    size_t count = table == 0 ? 0 : count_below(telling, i, table);
    if (count > TABLE_ROWS_TOLD) return tell_table(telling, i, table, count);
    size_t missing = at->remark || (at->a != NULL && at->b != NULL)
                         ? 0
                         : missing_from(at->a == NULL ? trees.first : trees.second, at->path);
    bool by_service = strstr(at->path, ".closed.") != NULL || strstr(at->path, ".redirects.") != NULL;
    if (missing > 0 && at->path[missing] != '\0' && !by_service && !is_old(telling, at, missing)) return tell_thing(telling, i, missing);
    return tell_value(telling, i);
}

static int by_kind(const void *a, const void *b) {
    const struct explanation *one = a, *other = b;
    if (one->kind != other->kind) return one->kind < other->kind ? -1 : 1;
    if (one->from != other->from) return one->from < other->from ? -1 : 1;
    return strcmp(one->path, other->path);
}

/* The first day that no run of either sees; INT32_MAX where it is not known. */
static int32_t end_of(const struct scenario_arm *arm) {
    static const char *const lengths[] = {"time.window", "time.follow"};
    struct setting *root = arm->version[0].root, *from = setting_at(root, "time.window_from");
    int32_t day = 0;
    if (from == NULL || from->kind != SETTING_TEXT || !calendar_parse(from->text, &day)) return INT32_MAX;
    for (size_t i = 0; i < 2; i++) {
        struct problem_list unheard = {0};
        struct setting *length = setting_at(root, lengths[i]);
        double minutes = 0;
        if (length != NULL && quantity_minutes(length, &minutes, &unheard))
            day += (int32_t)ceil(fmin(minutes, 1e9) / MINUTES_PER_DAY);
        problem_list_free(&unheard);
    }
    return day;
}

enum status explanation_find(const struct scenario_arm *first, const struct scenario_arm *second,
                             struct explanation_list *list) {
    struct telling telling = {.first = first, .second = second, .list = list};
    *list = (struct explanation_list){0};
    enum status status = difference_find(first, second, &telling.differences);
    if (status != STATUS_OK) return status;
    int32_t ends[2] = {end_of(first), end_of(second)};
    telling.end = ends[0] > ends[1] ? ends[0] : ends[1];
    telling.told = memory_new(telling.differences.count, sizeof *telling.told);
    if (telling.told == NULL) status = STATUS_NO_MEMORY;
    for (size_t i = 0; i < telling.differences.count && status == STATUS_OK; i++)
        if (!telling.told[i]) status = tell(&telling, i);
    if (list->count > 1) qsort(list->item, list->count, sizeof list->item[0], by_kind);
    free(telling.told);
    difference_list_free(&telling.differences);
    if (status != STATUS_OK) explanation_list_free(list);
    return status;
}

enum status explanation_add_option(struct explanation_list *list, const char *option, const char *first,
                                   const char *second) {
    struct text says = {0};
    enum status status = memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof list->item[0]);
    if (status != STATUS_OK) return status;
    text_add_format(&says, "option %s: %s -> %s", option, first != NULL ? first : "not given",
                    second != NULL ? second : "not given");
    struct explanation item = {.kind = KIND_RUN, .from = INT32_MIN, .until = INT32_MIN, .path = text_copy(option),
                               .what = text_copy(option), .before = text_copy(first), .after = text_copy(second),
                               .unit = "", .was = (double)NAN, .is = (double)NAN, .says = says.bytes};
    list->item[list->count++] = item;
    return says.failed || item.path == NULL || item.what == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void explanation_list_free(struct explanation_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        struct explanation *item = &list->item[i];
        free(item->path);
        free(item->what);
        free(item->before);
        free(item->after);
        free(item->says);
        free(item->family);
    }
    free(list->item);
    *list = (struct explanation_list){0};
}
