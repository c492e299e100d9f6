/* scenario_read of scenario/versions.h: files to arms. */
#include "scenario/versions.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/changes.h"
#include "scenario/digest.h"
#include "scenario/edit.h"
#include "scenario/layers.h"
#include "scenario/shown_text.h"
#include "scenario/source.h"
#include "scenario/tables.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- ids and digests --------------------------------------------------------------------------------- */

static bool id_taken(const struct scenario_set *set, const char *id) {
    for (size_t i = 0; i < set->arm_count; i++)
        if (set->arm[i].id != NULL && strcmp(set->arm[i].id, id) == 0)
            return true;
    return false;
}

/* The file's name as an id, with _2, _3 where it is taken. */
static char *make_id(const struct scenario_set *set, const char *file) {
    char *stem = source_id(file);
    struct text id = {NULL, 0, 0, false};
    if (stem == NULL)
        return NULL;
    text_add(&id, stem);
    for (int number = 2; !id.failed && id_taken(set, id.bytes); number++) {
        text_free(&id);
        text_add_format(&id, "%s_%d", stem, number);
    }
    free(stem);
    if (id.failed)
        text_free(&id);
    return id.bytes;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct digest_part *)a)->name, ((const struct digest_part *)b)->name);
}

/* Names are taken from the arm's own file on, so that the digest is the same wherever the folder stands. */
static enum status take_digest(struct scenario_arm *arm, const struct source_list *sources, const char *const *sets,
                               size_t set_count) {
    enum status status = STATUS_NO_MEMORY;
    size_t count = 0;
    struct digest_part *part = memory_new(sources->count + set_count, sizeof *part);
    char **name = memory_new(sources->count, sizeof *name);
    if (part == NULL || name == NULL)
        goto out;
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = sources->item[i];
        name[i] = source_name_from(arm->file, source->file);
        if (name[i] == NULL)
            goto out;
        if (source->bytes != NULL && source->reader == sources->reader)
            part[count++] = (struct digest_part){name[i], source->bytes, source->length};
    }
    if (count > 1)
        qsort(part, count, sizeof *part, by_name);
    for (size_t i = 0; i < set_count; i++)
        part[count++] = (struct digest_part){"--set", sets[i], strlen(sets[i])};
    digest_parts(part, count, arm->digest);
    status = STATUS_OK;
out:
    for (size_t i = 0; name != NULL && i < sources->count; i++)
        free(name[i]);
    free(name);
    free(part);
    return status;
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum status add_files(struct scenario_set *set, const struct source_list *sources) {
    set->file = memory_new(sources->count, sizeof *set->file);
    if (set->file == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->item[i]->bytes == NULL)
            continue;
        char *copy = text_copy(sources->item[i]->file);
        if (copy == NULL)
            return STATUS_NO_MEMORY;
        set->file[set->file_count++] = copy;
    }
    if (set->file_count > 1)
        qsort(set->file, set->file_count, sizeof *set->file, by_text);
    return STATUS_OK;
}

/* ---- arms -------------------------------------------------------------------------------------------- */

struct given {
    const char *const *sets;
    size_t set_count;
    struct problem_list *problems;
};

/* A tree that says nothing, where problems have left none. */
static enum status have_tree(struct setting **root, const char *file) {
    if (*root != NULL)
        return STATUS_OK;
    *root = setting_new(NULL, NULL, SETTING_GROUP);
    return *root == NULL ? STATUS_NO_MEMORY : setting_place(*root, file, 0);
}

static enum status fill_arm(struct scenario_arm *arm, struct source_list *sources, const struct given *given) {
    struct setting *root = NULL, *changes = NULL;
    enum status status = layers_read(arm->file, sources, &root, &changes, given->problems);
    bool readable = root != NULL;
    if (status == STATUS_OK)
        status = have_tree(&root, arm->file);
    if (status == STATUS_OK && (arm->version = memory_new(1, sizeof *arm->version)) == NULL)
        status = STATUS_NO_MEMORY;
    if (status != STATUS_OK) {
        setting_free(root);
        setting_free(changes);
        return status;
    }
    arm->version[0] = (struct version){INT32_MIN, root};
    arm->version_count = 1;
    arm->changes = changes;
    if (readable)
        status = tables_hang(root, sources, given->problems);
    for (size_t i = 0; i < given->set_count && readable && status == STATUS_OK; i++)
        status = edit_set(root, given->sets[i], given->problems);
    if (status == STATUS_OK && readable && given->set_count > 0)
        status = tables_hang(root, sources, given->problems);
    if (status == STATUS_OK && readable)
        status = changes_apply(arm, changes, sources, given->problems);
    return status;
}

static enum status add_arm(struct scenario_set *set, const char *file, struct source_list *sources,
                           const struct given *given) {
    struct scenario_arm *arm = &set->arm[set->arm_count];
    sources->reader++;
    shown_file_check(file, given->problems);
    arm->id = make_id(set, file);
    arm->file = source_name(NULL, file);
    set->arm_count++;
    enum status status = STATUS_NO_MEMORY;
    if (arm->id != NULL && arm->file != NULL)
        status = fill_arm(arm, sources, given);
    if (status == STATUS_OK)
        status = take_digest(arm, sources, given->sets, given->set_count);
    return status;
}

enum status scenario_read(const char *const *files, size_t file_count, const char *const *sets, size_t set_count,
                          struct scenario_set *out, struct problem_list *problems) {
    struct given given = {sets, set_count, problems};
    *out = (struct scenario_set){.arm = NULL};
    out->arm = memory_new(file_count, sizeof *out->arm);
    if (out->arm == NULL)
        return STATUS_NO_MEMORY;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < file_count && status == STATUS_OK; i++)
        status = add_arm(out, files[i], &out->sources, &given);
    if (status == STATUS_OK)
        status = add_files(out, &out->sources);
    if (problems->out_of_memory)
        status = STATUS_NO_MEMORY;
    if (status != STATUS_OK)
        scenario_set_free(out);
    return status;
}
