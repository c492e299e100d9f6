/* Two trees are flattened to sorted lists of (path, value); a merge of the lists gives what differs. What
 * differed in the same way on the date before is not said again. */
#include "scenario/difference.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct leaf {
    char *path, *value;
};

struct leaf_list {
    struct leaf *leaf;
    size_t count, capacity;
};

static void leaf_list_free(struct leaf_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->leaf[i].path);
        free(list->leaf[i].value);
    }
    free(list->leaf);
    *list = (struct leaf_list){0};
}

/* A list of plain values is one value: [ "ae", "ward" ]. */
static bool is_plain_list(const struct setting *setting) {
    for (size_t i = 0; i < setting->child_count; i++)
        if (setting->child[i]->kind == SETTING_GROUP || setting->child[i]->kind == SETTING_LIST) return false;
    return setting->kind == SETTING_LIST && setting->child_count > 0;
}

static void add_value(struct text *text, const struct setting *setting) {
    switch (setting->kind) {
    case SETTING_NUMBER: text_add_format(text, "%.12g", setting->number); break;
    case SETTING_FLAG: text_add(text, setting->flag ? "true" : "false"); break;
    case SETTING_TEXT: text_add_format(text, "\"%s\"", setting->text); break;
    case SETTING_LIST:
        if (!is_plain_list(setting)) break;
        for (size_t i = 0; i < setting->child_count; i++) {
            text_add(text, i == 0 ? "[" : ", ");
            add_value(text, setting->child[i]);
        }
        text_add(text, "]");
        return;
    case SETTING_GROUP: break;
    }
    if (setting->kind == SETTING_GROUP || setting->kind == SETTING_LIST) text_add(text, "{}");
}

static char *value_text(const struct setting *setting) {
    struct text text = {0};
    add_value(&text, setting);
    if (!text.failed) return text.bytes;
    text_free(&text);
    return NULL;
}

static enum status flatten(const struct setting *setting, const char *path, struct leaf_list *list);

static enum status flatten_children(const struct setting *setting, const char *path, struct leaf_list *list) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < setting->child_count && status == STATUS_OK; i++) {
        struct text below = {0};
        const char *dot = path[0] == '\0' ? "" : ".";
        if (setting->child[i]->name != NULL)
            text_add_format(&below, "%s%s%s", path, dot, setting->child[i]->name);
        else
            text_add_format(&below, "%s%s%zu", path, dot, i);
        status = below.failed ? STATUS_NO_MEMORY : flatten(setting->child[i], below.bytes, list);
        text_free(&below);
    }
    return status;
}

static enum status flatten(const struct setting *setting, const char *path, struct leaf_list *list) {
    bool holds = setting->kind == SETTING_GROUP || (setting->kind == SETTING_LIST && !is_plain_list(setting));
    if (holds && setting->child_count > 0) return flatten_children(setting, path, list);
    if (memory_reserve(&list->leaf, &list->capacity, list->count + 1, sizeof list->leaf[0]) != STATUS_OK)
        return STATUS_NO_MEMORY;
    struct leaf leaf = {text_copy(path), value_text(setting)};
    list->leaf[list->count++] = leaf;
    return leaf.path == NULL || leaf.value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static int by_path(const void *a, const void *b) {
    const struct leaf *x = a, *y = b;
    return strcmp(x->path, y->path);
}

struct setting *difference_tree(const struct scenario_arm *arm, int32_t day) {
    struct setting *root = arm->version[0].root;
    for (size_t i = 1; i < arm->version_count; i++)
        if (arm->version[i].day <= day) root = arm->version[i].root;
    return root;
}

/* What the tree says on `day`. */
static enum status leaves_on(const struct scenario_arm *arm, int32_t day, struct leaf_list *list) {
    enum status status = flatten(difference_tree(arm, day), "", list);
    if (status == STATUS_OK && list->count > 0) qsort(list->leaf, list->count, sizeof list->leaf[0], by_path);
    return status;
}

static bool same_text(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* True where the last thing said about this path is the same pair. */
static bool said_before(const struct difference_list *list, const char *path, const char *a, const char *b) {
    for (size_t i = list->count; i-- > 0;)
        if (strcmp(list->item[i].path, path) == 0)
            return same_text(list->item[i].a, a) && same_text(list->item[i].b, b);
    return false;
}

/* Not settings of the simulated world: what they say is for readers. */
static bool is_remark(const char *path) {
    static const char *const last_word[] = {"note", "source", "mark", "name"};
    const char *dot = strrchr(path, '.'), *last = dot == NULL ? path : dot + 1;
    for (size_t i = 0; i < sizeof last_word / sizeof last_word[0]; i++)
        if (strcmp(last, last_word[i]) == 0) return true;
    return strcmp(path, "title") == 0 || strncmp(path, "assumptions.", strlen("assumptions.")) == 0;
}

static enum status add(struct difference_list *list, int32_t day, const char *path, const char *a, const char *b) {
    bool differs = !same_text(a, b);
    bool was_said = said_before(list, path, a, b);
    bool ever_said = false;
    for (size_t i = 0; i < list->count && !ever_said; i++) ever_said = strcmp(list->item[i].path, path) == 0;
    if (was_said || (!differs && !ever_said)) return STATUS_OK;
    if (memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof list->item[0]) != STATUS_OK)
        return STATUS_NO_MEMORY;
    struct difference item = {day, text_copy(path), text_copy(a), text_copy(b), is_remark(path)};
    list->item[list->count++] = item;
    bool failed = item.path == NULL || (a != NULL && item.a == NULL) || (b != NULL && item.b == NULL);
    return failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status compare_on(const struct scenario_arm *a, const struct scenario_arm *b, int32_t day,
                              struct difference_list *list) {
    struct leaf_list in_a = {0}, in_b = {0};
    enum status status = leaves_on(a, day, &in_a);
    if (status == STATUS_OK) status = leaves_on(b, day, &in_b);
    size_t i = 0, k = 0;
    while (status == STATUS_OK && (i < in_a.count || k < in_b.count)) {
        int order = i == in_a.count ? 1 : k == in_b.count ? -1 : strcmp(in_a.leaf[i].path, in_b.leaf[k].path);
        const char *path = order <= 0 ? in_a.leaf[i].path : in_b.leaf[k].path;
        status = add(list, day, path, order <= 0 ? in_a.leaf[i].value : NULL, order >= 0 ? in_b.leaf[k].value : NULL);
        i += order <= 0;
        k += order >= 0;
    }
    leaf_list_free(&in_a);
    leaf_list_free(&in_b);
    return status;
}

static int by_day(const void *a, const void *b) {
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

enum status difference_find(const struct scenario_arm *a, const struct scenario_arm *b, struct difference_list *list) {
    *list = (struct difference_list){0};
    size_t count = 0, most = a->version_count + b->version_count;
    int32_t *day = memory_new(most, sizeof *day);
    if (day == NULL) return STATUS_NO_MEMORY;
    for (size_t i = 0; i < a->version_count; i++) day[count++] = a->version[i].day;
    for (size_t i = 0; i < b->version_count; i++) day[count++] = b->version[i].day;
    qsort(day, count, sizeof *day, by_day);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (i == 0 || day[i] != day[i - 1]) status = compare_on(a, b, day[i], list);
    free(day);
    if (status != STATUS_OK) difference_list_free(list);
    return status;
}

void difference_list_free(struct difference_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->item[i].path);
        free(list->item[i].a);
        free(list->item[i].b);
    }
    free(list->item);
    *list = (struct difference_list){0};
}
