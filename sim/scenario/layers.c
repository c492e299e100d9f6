#include "scenario/layers.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/libconfig_file.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include <stdlib.h>
#include <string.h>

enum { CHAIN_MAX = 32 }; /* files that name each other in a row */

struct layers {
    struct source_list *sources;
    struct problem_list *problems;
    struct setting *changes;         /* a list */
    const char *chain[CHAIN_MAX];
    size_t chain_length;
};

static enum status read_layer(struct layers *layers, const char *file, const struct place *named_by, bool used,
                              struct setting **root);

/* True, after saying so, where the file is being read already: a.cfg -> b.cfg -> a.cfg. */
static bool goes_round(const struct layers *layers, const char *file, const struct place *named_by) {
    struct text chain = {NULL, 0, 0, false};
    size_t i = 0;
    while (i < layers->chain_length && strcmp(layers->chain[i], file) != 0)
        i++;
    bool round = i < layers->chain_length;
    for (; round && i < layers->chain_length; i++)
        text_add_format(&chain, "%s -> ", layers->chain[i]);
    if (round)
        problem_say_place(layers->problems, SEVERITY_ERROR, SENTENCE_base_cycle, named_by,
                          chain.bytes == NULL ? "" : chain.bytes, file);
    else if (layers->chain_length == CHAIN_MAX)
        problem_say_place(layers->problems, SEVERITY_ERROR, SENTENCE_base_too_long, named_by, CHAIN_MAX);
    text_free(&chain);
    return round || layers->chain_length == CHAIN_MAX;
}

/* The tree of a file that `at` (a text) names; *root NULL after a problem. */
static enum status read_named(struct layers *layers, const struct setting *at, bool used, struct setting **root) {
    *root = NULL;
    if (at->kind != SETTING_TEXT) {
        problem_say(layers->problems, SEVERITY_ERROR, SENTENCE_expected_kind, at, "the name of a file in quotes",
                    reader_found(at));
        return STATUS_OK;
    }
    if (at->text[0] == '/') {
        problem_say(layers->problems, SEVERITY_ERROR, SENTENCE_file_absolute, at, at->text);
        return STATUS_OK;
    }
    enum status status = STATUS_NO_MEMORY;
    char *path = setting_path(at), *file = source_name(at->file, at->text);
    if (path != NULL && file != NULL) {
        struct place place = {at->file, at->line, path};
        status = read_layer(layers, file, &place, used, root);
    }
    free(path);
    free(file);
    return status;
}

static const char *about_of(const struct setting *assumption) {
    const struct setting *about = assumption->kind == SETTING_GROUP ? setting_get(assumption, "about") : NULL;
    return about != NULL && about->kind == SETTING_TEXT ? about->text : NULL;
}

static bool assumed_again(const struct setting *later, const struct setting *assumption) {
    const char *about = about_of(assumption);
    for (size_t i = 0; about != NULL && i < later->child_count; i++) {
        const char *other = about_of(later->child[i]);
        if (other != NULL && strcmp(other, about) == 0)
            return true;
    }
    return false;
}

/* What was assumed in files below stays assumed: their list is joined with the later one, which wins where both
 * are about the same value. Everything else that is no group is replaced. */
static enum status keep_assumptions(const struct setting *under, struct setting *over) {
    const struct setting *earlier = setting_get(under, "assumptions");
    struct setting *later = setting_get(over, "assumptions");
    if (earlier == NULL || later == NULL || earlier->kind != SETTING_LIST || later->kind != SETTING_LIST)
        return STATUS_OK;
    for (size_t i = 0; i < earlier->child_count; i++)
        if (!assumed_again(later, earlier->child[i]) && setting_copy(earlier->child[i], later) == NULL)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
}

/* Lays `over` on *under, which becomes the sum; an empty *under becomes a copy. */
static enum status lay_over(struct setting **under, struct setting *over) {
    enum status status = *under == NULL ? STATUS_OK : keep_assumptions(*under, over);
    if (status == STATUS_OK && *under != NULL)
        return setting_merge(*under, over);
    if (status == STATUS_OK)
        *under = setting_copy(over, NULL);
    return status == STATUS_OK && *under == NULL ? STATUS_NO_MEMORY : status;
}

/* What a file stands on: its base, then what it uses, in order. */
static enum status read_ground(struct layers *layers, const struct setting *own, bool used, struct setting **ground) {
    const struct setting *base = setting_get(own, "base"), *uses = setting_get(own, "uses");
    struct setting *tree = NULL;
    enum status status = STATUS_OK;
    if (used && base != NULL)
        problem_say(layers->problems, SEVERITY_ERROR, SENTENCE_used_has, base, "base");
    else if (base != NULL)
        status = read_named(layers, base, false, ground);
    if (status == STATUS_OK && *ground != NULL) {
        struct setting *title = setting_get(*ground, "title"); /* each has its own */
        if (title != NULL)
            setting_remove(title);
    }
    if (status != STATUS_OK || uses == NULL)
        return status;
    if (uses->kind != SETTING_LIST) {
        problem_say(layers->problems, SEVERITY_ERROR, SENTENCE_expected_kind, uses,
                    "a list of files such as ( \"costs.cfg\" )", reader_found(uses));
        return STATUS_OK;
    }
    for (size_t i = 0; i < uses->child_count && status == STATUS_OK; i++) {
        status = read_named(layers, uses->child[i], true, &tree);
        if (status == STATUS_OK && tree != NULL)
            status = lay_over(ground, tree);
        setting_free(tree);
    }
    return status;
}

static bool taken_already(const struct layers *layers, const char *file) {
    for (size_t i = 0; i < layers->changes->child_count; i++)
        if (strcmp(layers->changes->child[i]->file, file) == 0)
            return true;
    return false;
}

/* Takes the changes out of a file's own tree, behind those of its base and of what it uses. A file that several use
 * changes things once, as its settings are merged once over again. */
static enum status take_changes(struct layers *layers, const struct setting *own) {
    const struct setting *changes = setting_get(own, "changes");
    if (changes == NULL || taken_already(layers, changes->file))
        return STATUS_OK;
    if (changes->kind != SETTING_LIST) {
        problem_say(layers->problems, SEVERITY_ERROR, SENTENCE_expected_kind, changes,
                    "a list of groups ( { ... }, { ... } )", reader_found(changes));
        return STATUS_OK;
    }
    for (size_t i = 0; i < changes->child_count; i++)
        if (setting_copy(changes->child[i], layers->changes) == NULL)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
}

static void drop(struct setting *root, const char *name) {
    struct setting *setting = setting_get(root, name);
    if (setting != NULL)
        setting_remove(setting);
}

/* One file on what it stands on. */
static enum status read_layer(struct layers *layers, const char *file, const struct place *named_by, bool used,
                              struct setting **root) {
    const struct source *source = NULL;
    struct setting *own = NULL, *ground = NULL;
    if (goes_round(layers, file, named_by))
        return STATUS_OK;
    enum status status = source_read(layers->sources, file, named_by, layers->problems, &source);
    if (status == STATUS_OK && source != NULL)
        status = libconfig_file_parse(source, &own, layers->problems);
    if (status != STATUS_OK || own == NULL)
        return status;
    layers->chain[layers->chain_length++] = source->file;
    status = read_ground(layers, own, used, &ground);
    layers->chain_length--;
    if (status == STATUS_OK && ground == NULL && !used && setting_get(own, "base") != NULL) {
        setting_free(own); /* without its base, all else would be said to be missing */
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = take_changes(layers, own);
    drop(own, "base");
    drop(own, "uses");
    drop(own, "changes");
    if (status == STATUS_OK)
        status = lay_over(&ground, own);
    setting_free(own);
    if (status == STATUS_OK) {
        *root = ground;
        return STATUS_OK;
    }
    setting_free(ground);
    return status;
}

enum status layers_read(const char *file, struct source_list *sources, struct setting **root,
                        struct setting **changes, struct problem_list *problems) {
    struct place place = {file, 0, NULL};
    struct layers layers = {.sources = sources, .problems = problems};
    *root = NULL;
    *changes = layers.changes = setting_new(NULL, "changes", SETTING_LIST);
    if (layers.changes == NULL)
        return STATUS_NO_MEMORY;
    return read_layer(&layers, file, &place, false, root);
}
