#include "report/words.h"

#include "base/memory.h"
#include "scenario/edit.h"
#include "scenario/explanation_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- settings ------------------------------------------------------------------------------------------ */

static bool is_simple(const struct setting *setting) {
    return setting->kind != SETTING_GROUP && setting->kind != SETTING_LIST;
}

static const char *last_part(const char *file) {
    const char *slash = file == NULL ? NULL : strrchr(file, '/');
    return slash == NULL ? file : slash + 1;
}

/* What says what the rest is of, and so comes first: "gamma", "by age"; "to ward" where it is written first. */
static const struct setting *head_of(const struct setting *group) {
    static const char *const heads[] = {"kind", "by", "service"};
    const struct setting *first = group->child_count > 0 ? group->child[0] : NULL;
    if (first != NULL && first->name != NULL && strcmp(first->name, "to") == 0 && is_simple(first))
        return first;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const struct setting *head = setting_get(group, heads[i]);
        if (head != NULL && is_simple(head))
            return head;
    }
    return NULL;
}

static void add_group(const struct setting *group, struct text *out) {
    const struct setting *head = head_of(group);
    bool first = true;
    if (head != NULL) {
        bool by = strcmp(head->name, "by") == 0, to = strcmp(head->name, "to") == 0;
        text_add(out, by ? "by " : to ? "to " : "");
        words_of_setting(head, out);
        text_add(out, by ? ":" : "");
        first = by;
    }
    for (size_t i = 0; i < group->child_count; i++) {
        const struct setting *child = group->child[i];
        if (child == head || (child->name != NULL && edit_is_remark(child->name)))
            continue;
        text_add_format(out, "%s%s ", head == NULL && first ? "" : first ? " " : ", ", child->name == NULL ? "" : child->name);
        bool nested = child->kind == SETTING_GROUP && !setting_is_table(child);
        text_add(out, nested ? "(" : "");
        words_of_setting(child, out);
        text_add(out, nested ? ")" : "");
        first = false;
    }
}

void words_of_setting(const struct setting *setting, struct text *out) {
    switch (setting->kind) {
    case SETTING_NUMBER: explanation_number(setting->number, out); return;
    case SETTING_TEXT: text_add(out, setting->text); return;
    case SETTING_FLAG: text_add(out, setting->flag ? "yes" : "no"); return;
    case SETTING_LIST:
        for (size_t i = 0; i < setting->child_count; i++) {
            text_add(out, i == 0 ? "" : is_simple(setting->child[i]) ? ", " : "; ");
            words_of_setting(setting->child[i], out);
        }
        return;
    case SETTING_GROUP:
        if (setting_is_table(setting))
            text_add_format(out, "table %s", setting->text == NULL ? "" : last_part(setting->text));
        else
            add_group(setting, out);
    }
}

/* ---- remarks ------------------------------------------------------------------------------------------- */

static const char *text_in(const struct setting *group, const char *name) {
    const struct setting *found = setting_get(group, name);
    return found == NULL || found->kind != SETTING_TEXT ? NULL : found->text;
}

static bool same_text(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_told(struct remark_list *list, const struct remark *made) {
    for (size_t i = 0; i < list->count; i++) {
        struct remark *one = &list->item[i];
        if (one->arm == made->arm || strcmp(one->path, made->path) != 0 || !same_text(one->source, made->source) ||
            !same_text(one->mark, made->mark))
            continue;
        one->arms++;
        return true;
    }
    return false;
}

/* Takes the path. */
static enum status add_remark(struct remark_list *list, const struct setting *at, uint32_t arm, char *path) {
    struct remark made = {path, at, text_in(at, "mark"), text_in(at, "source"), text_in(at, "note"), arm, 1};
    enum status status = path == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK && is_told(list, &made)) {
        free(path);
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof *list->item);
    if (status == STATUS_OK)
        list->item[list->count++] = made;
    else
        free(path);
    return status;
}

/* `change`: what it is called in place of its path; NULL: it is none. */
static enum status walk(struct remark_list *list, const struct setting *setting, uint32_t arm, const char *change) {
    enum status status = STATUS_OK;
    if (setting->kind == SETTING_GROUP && (text_in(setting, "source") != NULL || text_in(setting, "mark") != NULL))
        status = add_remark(list, setting, arm, change != NULL ? text_copy(change) : setting_path(setting));
    for (size_t i = 0; i < setting->child_count && status == STATUS_OK && !setting_is_table(setting); i++)
        status = walk(list, setting->child[i], arm, change);
    return status;
}

static enum status walk_changes(struct remark_list *list, const struct setting *changes, uint32_t arm) {
    enum status status = STATUS_OK;
    for (size_t i = 0; changes != NULL && i < changes->child_count && status == STATUS_OK; i++) {
        const char *on = text_in(changes->child[i], "on");
        struct text name = {0};
        text_add_format(&name, "change %zu, on %s", i + 1, on == NULL ? "?" : on);
        status = name.failed ? STATUS_NO_MEMORY : walk(list, changes->child[i], arm, name.bytes);
        text_free(&name);
    }
    return status;
}

enum status remarks_find(const struct scenario_set *set, struct remark_list *list) {
    enum status status = STATUS_OK;
    *list = (struct remark_list){0};
    for (uint32_t arm = 0; arm < set->arm_count && status == STATUS_OK; arm++) {
        status = walk(list, set->arm[arm].version[0].root, arm, NULL);
        if (status == STATUS_OK)
            status = walk_changes(list, set->arm[arm].changes, arm);
    }
    if (status != STATUS_OK)
        remark_list_free(list);
    return status;
}

void remark_list_free(struct remark_list *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i].path);
    free(list->item);
    *list = (struct remark_list){0};
}

bool remark_is(const struct remark *remark, const char *mark) {
    return remark->mark != NULL && strcmp(remark->mark, mark) == 0;
}
