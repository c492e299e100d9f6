#include "scenario/edit.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/dictionary.h"
#include "scenario/libconfig_file.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void leaf_list_free(struct leaf_list *list) {
    free(list->leaf);
    *list = (struct leaf_list){NULL, 0, 0};
}

static enum status add_leaf(struct leaf_list *list, struct setting *leaf) {
    enum status status = memory_reserve(&list->leaf, &list->capacity, list->count + 1, sizeof(struct setting *));
    if (status == STATUS_OK)
        list->leaf[list->count++] = leaf;
    return status;
}

/* ---- finding ----------------------------------------------------------------------------------------- */

/* Says which part of a path leads nowhere, and what may be meant. */
static enum status say_nothing_there(struct setting *root, const char *path, const struct place *place,
                                     struct problem_list *problems) {
    enum status status = STATUS_NO_MEMORY;
    char *prefix = text_copy(path), nearest[100];
    struct setting **found = NULL;
    const char **names = NULL;
    size_t count = 1, start = 0;
    struct setting *inside = root;
    if (prefix == NULL)
        goto out;
    for (;;) { /* part by part, until one is not there */
        size_t end = start + strcspn(path + start, ".");
        prefix[end] = '\0';
        status = setting_match(root, prefix, &found, &count);
        if (status != STATUS_OK)
            goto out;
        if (count == 0 || path[end] == '\0')
            break;
        inside = found[0];
        prefix[end] = '.';
        start = end + 1;
    }
    names = memory_new(inside->child_count + 1, sizeof *names);
    if (names == NULL) {
        status = STATUS_NO_MEMORY;
        goto out;
    }
    size_t name_count = 0;
    for (size_t i = 0; i < inside->child_count; i++)
        if (inside->child[i]->name != NULL)
            names[name_count++] = inside->child[i]->name;
    problem_say_place(problems, SEVERITY_ERROR, SENTENCE_path_nowhere, place, path, prefix + start,
                      say_nearest(prefix + start, names, name_count, nearest, sizeof nearest));
out:
    free(prefix);
    free(found);
    free(names);
    return status;
}

/* Makes the key at the end of a path, where its group is there and the dictionary knows it. */
static enum status create(struct setting *root, const char *path, struct setting ***found, size_t *count) {
    const struct key *key = dictionary_at_path(path);
    const char *last = strrchr(path, '.');
    const char *name = last == NULL ? path : last + 1;
    if (key == NULL || key->kind == KEY_THINGS || strcmp(key->name, name) != 0)
        return STATUS_OK;
    char *parent = text_copy(path);
    if (parent == NULL)
        return STATUS_NO_MEMORY;
    parent[last == NULL ? 0 : last - path] = '\0';
    enum status status = setting_match_to_edit(root, parent, found, count);
    free(parent);
    size_t kept = 0;
    for (size_t i = 0; i < *count && status == STATUS_OK; i++) {
        if ((*found)[i]->kind != SETTING_GROUP || setting_is_table((*found)[i]))
            continue;
        struct setting *made = setting_new((*found)[i], name, SETTING_FLAG);
        if (made == NULL)
            return STATUS_NO_MEMORY;
        (*found)[kept++] = made;
    }
    *count = kept;
    return status;
}

bool edit_is_remark(const char *name) {
    return name != NULL && (strcmp(name, "by") == 0 || dictionary_find(GROUP_ANY, name) != NULL);
}

/* A path that ends with * means values: what a group is split by, and remarks, are none. */
static size_t without_remarks(const char *path, struct setting **found, size_t count) {
    size_t length = strlen(path), kept = 0;
    if (length == 0 || path[length - 1] != '*')
        return count;
    for (size_t i = 0; i < count; i++)
        if (!edit_is_remark(found[i]->name))
            found[kept++] = found[i];
    return kept;
}

/* The values in one thing that a path leads to. */
static enum status leaves_of(struct setting *target, bool replace, const struct place *place, struct leaf_list *out,
                             struct problem_list *problems) {
    char *path = NULL;
    if (target->kind != SETTING_GROUP && (target->kind != SETTING_LIST || replace))
        return add_leaf(out, target);
    struct setting *places = setting_get(target, "places"), *wte = setting_get(target, "wte");
    if (target->parent != NULL && target->parent->name != NULL && strcmp(target->parent->name, "pools") == 0 &&
        (places != NULL || wte != NULL))
        return add_leaf(out, places != NULL ? places : wte);
    if (!setting_is_table(target) && setting_get(target, "by") != NULL) {
        for (size_t i = 0; i < target->child_count; i++) {
            enum status status = edit_is_remark(target->child[i]->name)
                                     ? STATUS_OK
                                     : leaves_of(target->child[i], replace, place, out, problems);
            if (status != STATUS_OK)
                return status;
        }
        return STATUS_OK;
    }
    path = setting_path(target);
    if (path == NULL)
        return STATUS_NO_MEMORY;
    const struct key *key = dictionary_at_path(path);
    enum status status = STATUS_OK;
    if (replace && key != NULL && (key->kind == KEY_TABLE || key->kind == KEY_DISTRIBUTION || key->kind == KEY_VALUE))
        status = add_leaf(out, target);
    else
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_path_group, place, path, reader_found(target));
    free(path);
    return status;
}

enum status edit_leaves(struct setting *root, const char *path, const struct setting *to, const struct place *place,
                        struct leaf_list *out, struct problem_list *problems) {
    struct setting **found = NULL;
    size_t count = 0;
    enum status status = setting_match_to_edit(root, path, &found, &count);
    if (status == STATUS_OK && count == 0 && to != NULL)
        status = create(root, path, &found, &count);
    if (status == STATUS_OK)
        count = without_remarks(path, found, count);
    bool whole = to != NULL && (to->kind == SETTING_GROUP || to->kind == SETTING_LIST);
    size_t before = problems->errors;
    if (status == STATUS_OK && (count == 0 || path[0] == '\0'))
        status = say_nothing_there(root, path, place, problems);
    else
        for (size_t i = 0; i < count && status == STATUS_OK; i++)
            status = whole ? add_leaf(out, found[i]) : leaves_of(found[i], to != NULL, place, out, problems);
    free(found);
    if (status != STATUS_OK || problems->errors != before)
        leaf_list_free(out);
    return status;
}

double edit_left(double there, double count) {
    double left = there - count;
    return left < 0 && -left <= 1e-12 * (fabs(there) + fabs(count)) ? 0 : left;
}

bool edit_is_countable(const struct setting *leaf) {
    if (leaf->kind != SETTING_NUMBER || !leaf->whole)
        return false;
    char *path = setting_path(leaf);
    if (path == NULL)
        return false;
    const struct key *key = dictionary_at_path(path);
    bool countable = strncmp(path, "areas.", 6) == 0 ||
                     (key != NULL && (key->unit == UNIT_COUNT || strcmp(key->name, "amounts") == 0));
    free(path);
    return countable;
}

/* ---- numbers ----------------------------------------------------------------------------------------- */

bool edit_number(const struct setting *leaf, double *number) {
    struct quantity_part part;
    if (leaf->kind == SETTING_NUMBER) {
        *number = leaf->number;
        return true;
    }
    if (leaf->kind != SETTING_TEXT || !quantity_split(leaf->text, &part))
        return false;
    *number = part.number;
    return true;
}

enum status edit_set_number(struct setting *leaf, double number, const struct place *place) {
    if (leaf->kind == SETTING_NUMBER) {
        leaf->number = number;
        leaf->whole = leaf->whole && floor(number) == number;
        return setting_place(leaf, place->file, place->line);
    }
    char *text = quantity_with_number(leaf->text, number);
    if (text == NULL)
        return STATUS_NO_MEMORY;
    free(leaf->text);
    leaf->text = text;
    return setting_place(leaf, place->file, place->line);
}

bool edit_target(const struct setting *leaf, const struct edit *edit, const struct place *place, double *number,
                 struct problem_list *problems) {
    double now = 0, by = 0;
    const struct setting *with = edit->to != NULL ? edit->to : edit->times != NULL ? edit->times : edit->add;
    const char *there = leaf->kind == SETTING_TEXT ? leaf->text : reader_found(leaf);
    if (!edit_number(leaf, &now)) {
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_not_a_quantity, place, there);
        return false;
    }
    if (!edit_number(with, &by) || (with == edit->times && with->kind != SETTING_NUMBER)) {
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_change_no_number, place, with->name,
                          with->kind == SETTING_TEXT ? with->text : reader_found(with));
        return false;
    }
    if (with == edit->times) {
        *number = now * by;
        return true;
    }
    bool same = leaf->kind == with->kind && (leaf->kind == SETTING_NUMBER || quantity_same_form(leaf->text, with->text));
    if (!same)
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_change_other_unit, place, there, with->name,
                          with->kind == SETTING_TEXT ? with->text : reader_found(with));
    *number = with == edit->add ? now + by : by;
    return same;
}

/* ---- providers --------------------------------------------------------------------------------------- */

enum status edit_provider(struct setting *root, const char *id, const struct place *place, char **path,
                          struct problem_list *problems) {
    static const char *const kinds[] = {"sites", "teams"};
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    char nearest[100];
    enum status status = STATUS_OK;
    *path = NULL;
    for (size_t k = 0; k < 2; k++) {
        const struct setting *group = setting_get(root, kinds[k]);
        if (setting_get(group, id) != NULL) {
            struct text made = {NULL, 0, 0, false};
            text_add_format(&made, "%s.%s", kinds[k], id);
            if (made.failed)
                text_free(&made);
            *path = made.bytes;
            status = made.bytes != NULL ? STATUS_OK : STATUS_NO_MEMORY;
            goto out;
        }
        for (size_t i = 0; group != NULL && i < group->child_count; i++) {
            status = memory_reserve(&names, &capacity, count + 1, sizeof *names);
            if (status != STATUS_OK)
                goto out;
            names[count++] = group->child[i]->name == NULL ? "" : group->child[i]->name;
        }
    }
    problem_say_place(problems, SEVERITY_ERROR, SENTENCE_no_such_provider, place, id,
                      say_nearest(id, names, count, nearest, sizeof nearest));
out:
    free(names);
    return status;
}

/* ---- --set ------------------------------------------------------------------------------------------- */

enum status edit_set(struct setting *root, const char *argument, struct problem_list *problems) {
    const char *sign = strchr(argument, '=');
    struct place place = {"--set", 0, NULL};
    struct leaf_list leaves = {NULL, 0, 0};
    struct setting *value = NULL;
    if (sign == NULL || sign == argument) {
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_set_form, &place, argument);
        return STATUS_OK;
    }
    char *path = text_copy(argument);
    if (path == NULL)
        return STATUS_NO_MEMORY;
    size_t length = (size_t)(sign - argument);
    while (length > 0 && path[length - 1] == ' ')
        length--;
    path[length] = '\0';
    place.path = path;
    enum status status = libconfig_value_parse(sign + 1 + strspn(sign + 1, " "), &place, &value, problems);
    if (status == STATUS_OK && value != NULL)
        status = edit_leaves(root, path, value->child[0], &place, &leaves, problems);
    for (size_t i = 0; i < leaves.count && status == STATUS_OK; i++)
        status = setting_become(leaves.leaf[i], value->child[0]);
    leaf_list_free(&leaves);
    setting_free(value);
    free(path);
    return status;
}
