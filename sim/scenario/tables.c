#include "scenario/tables.h"

#include "scenario/csv_table.h"
#include "scenario/dictionary.h"
#include "scenario/say.h"
#include <stdlib.h>

struct hanging {
    struct source_list *sources;
    struct problem_list *problems;
};

static enum status hang(struct hanging *hanging, struct setting *at) {
    if (at->kind != SETTING_TEXT)
        return STATUS_OK; /* a table already, or said to be no name by the reader */
    if (at->text[0] == '/') {
        problem_say(hanging->problems, SEVERITY_ERROR, SENTENCE_file_absolute, at, at->text);
        return STATUS_OK;
    }
    enum status status = STATUS_NO_MEMORY;
    const struct source *source = NULL;
    char *path = setting_path(at), *file = source_name(at->file, at->text);
    if (path != NULL && file != NULL) {
        struct place place = {at->file, at->line, path};
        status = source_read(hanging->sources, file, &place, hanging->problems, &source);
    }
    if (status == STATUS_OK && source != NULL)
        status = csv_table_hang(source, at, hanging->problems);
    free(path);
    free(file);
    return status;
}

/* A distribution may stand anywhere below: each group of it may name a table. */
static enum status hang_distributions(struct hanging *hanging, struct setting *setting) {
    for (size_t i = 0; i < setting->child_count && !setting_is_table(setting); i++) {
        struct setting *child = setting->child[i];
        const struct key *key = child->name == NULL ? NULL : dictionary_find(GROUP_DISTRIBUTION, child->name);
        enum status status = key != NULL && key->kind == KEY_TABLE && child->kind == SETTING_TEXT
                                 ? hang(hanging, child)
                                 : hang_distributions(hanging, child);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status hang_group(struct hanging *hanging, struct setting *group, enum group_kind kind);

static enum status hang_key(struct hanging *hanging, const struct key *key, struct setting *setting) {
    enum status status = STATUS_OK;
    if (key->kind == KEY_TABLE && !key->many)
        return hang(hanging, setting);
    if (key->kind == KEY_DISTRIBUTION)
        return hang_distributions(hanging, setting);
    if (key->kind == KEY_THINGS && key->shape == THINGS_ONE && setting->kind == SETTING_GROUP)
        return hang_group(hanging, setting, key->of);
    if (key->kind != KEY_THINGS && key->kind != KEY_TABLE)
        return STATUS_OK;
    for (size_t i = 0; i < setting->child_count && !setting_is_table(setting) && status == STATUS_OK; i++) {
        struct setting *child = setting->child[i];
        if (key->kind == KEY_TABLE)
            status = hang(hanging, child);
        else if (child->kind == SETTING_GROUP)
            status = hang_group(hanging, child, key->of);
    }
    return status;
}

static enum status hang_group(struct hanging *hanging, struct setting *group, enum group_kind kind) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < group->child_count && status == STATUS_OK; i++) {
        const struct key *key = dictionary_find(kind, group->child[i]->name);
        if (key != NULL && key->of != GROUP_CHANGE)
            status = hang_key(hanging, key, group->child[i]);
    }
    return status;
}

enum status tables_hang(struct setting *root, struct source_list *sources, struct problem_list *problems) {
    struct hanging hanging = {sources, problems};
    return hang_group(&hanging, root, GROUP_ROOT);
}

enum status tables_hang_changes(struct setting *list, struct source_list *sources, struct problem_list *problems) {
    struct hanging hanging = {sources, problems};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < list->child_count && status == STATUS_OK; i++) {
        struct setting *points = list->child[i]->kind == SETTING_GROUP ? setting_get(list->child[i], "points") : NULL;
        if (points != NULL)
            status = hang(&hanging, points);
    }
    return status;
}
