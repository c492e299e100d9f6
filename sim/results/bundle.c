#include "results/bundle.h"

#include "base/memory.h"
#include "results/layout.h"
#include "scenario/digest.h"
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FORMAT = 1 }; /* of the manifest */

static enum status refuse(struct text *why, const char *folder, const char *sentence) {
    if (why != NULL)
        text_add_format(why, "%s %s", folder, sentence);
    return STATUS_INPUT;
}

/* ---- writing ----------------------------------------------------------------------------------------- */

/* A file's name may be no valid UTF-8, which a manifest has to be: such bytes become '_'. */
static void make_nameable(char *place) {
    json_t *json = json_string(place);
    if (json == NULL)
        for (char *byte = place; *byte != '\0'; byte++)
            if ((unsigned char)*byte >= 0x80)
                *byte = '_';
    json_decref(json);
}

/* One file into the folder and into the manifest's list. */
static enum status put_file(const struct folder *folder, const struct source *source, const char *place, json_t *list,
                            struct text *why) {
    struct text name = {0};
    struct text content = {source->bytes, source->length, 0, false};
    char digest[65];
    json_t *one = json_object();
    digest_bytes(source->bytes, source->length, digest);
    text_add_format(&name, "%s/%s", BUNDLE_FOLDER, place);
    enum status status = STATUS_NO_MEMORY;
    if (!name.failed && json_object_set_new(one, "path", json_string(place)) == 0 &&
        json_object_set_new(one, "sha256", json_string(digest)) == 0 &&
        json_object_set_new(one, "bytes", json_integer((json_int_t)source->length)) == 0 &&
        json_array_append(list, one) == 0)
        status = folder_make_way(folder, name.bytes, why);
    if (status == STATUS_OK)
        status = folder_write(folder, name.bytes, &content, why);
    json_decref(one);
    text_free(&name);
    return status;
}

/* In order of their places, so that the manifest does not tell in which order they were read. */
struct placed { const struct source *source; const char *place; };

static int by_place(const void *a, const void *b) {
    return strcmp(((const struct placed *)a)->place, ((const struct placed *)b)->place);
}

static enum status put_files(const struct folder *folder, const struct source_list *sources, char *const *place,
                             json_t *list, struct text *why) {
    size_t count = 0;
    struct placed *placed = memory_new(sources->count, sizeof *placed);
    enum status status = placed == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t i = 0; i < sources->count && status == STATUS_OK; i++)
        if (place[i] != NULL) {
            make_nameable(place[i]);
            placed[count++] = (struct placed){sources->item[i], place[i]};
        }
    if (count > 1)
        qsort(placed, count, sizeof *placed, by_place);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = put_file(folder, placed[i].source, placed[i].place, list, why);
    free(placed);
    return status;
}

/* Places of the scenarios, in the order in which they were given. */
static json_t *scenarios(const struct bundle *bundle, char *const *place) {
    json_t *list = json_array();
    for (size_t k = 0; k < bundle->scenario_count; k++)
        for (size_t i = 0; i < bundle->sources->count; i++)
            if (place[i] != NULL && strcmp(bundle->sources->item[i]->file, bundle->scenario[k]) == 0)
                json_array_append_new(list, json_string(place[i]));
    return list;
}

static json_t *options(const struct bundle *bundle) {
    json_t *list = json_array();
    for (size_t i = 0; i < bundle->option_count; i++)
        json_array_append_new(list, json_string(bundle->option[i]));
    return list;
}

static char *targets_place(const struct source *targets) {
    struct text place = {0};
    const char *slash = strrchr(targets->file, '/');
    text_add_format(&place, "targets/%s", slash == NULL ? targets->file : slash + 1);
    if (place.failed)
        text_free(&place);
    else
        make_nameable(place.bytes);
    return place.bytes;
}

static enum status put_manifest(const struct folder *folder, json_t *root, struct text *why) {
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    if (text == NULL)
        return STATUS_NO_MEMORY;
    struct text content = {0};
    text_add_format(&content, "%s\n", text);
    free(text);
    enum status status = content.failed ? STATUS_NO_MEMORY
                                        : folder_write(folder, BUNDLE_FOLDER "/" BUNDLE_MANIFEST, &content, why);
    text_free(&content);
    return status;
}

enum status bundle_write(const struct folder *folder, const struct bundle *bundle, struct text *why) {
    size_t count = bundle->sources->count;
    char **place = memory_new(count, sizeof *place), *targets = NULL;
    json_t *root = json_object(), *list = json_array();
    enum status status = place == NULL || root == NULL ? STATUS_NO_MEMORY : layout_places(bundle->sources, place);
    if (status == STATUS_OK)
        status = put_files(folder, bundle->sources, place, list, why);
    if (status == STATUS_OK && bundle->targets != NULL) {
        targets = targets_place(bundle->targets);
        status = targets == NULL ? STATUS_NO_MEMORY : put_file(folder, bundle->targets, targets, list, why);
    }
    if (status != STATUS_OK)
        goto out;
    int failed = json_object_set_new(root, "program", json_string("icsim"));
    failed |= json_object_set_new(root, "version", json_string(ICSIM_VERSION));
    failed |= json_object_set_new(root, "format", json_integer(FORMAT));
    failed |= json_object_set_new(root, "again", json_string("icsim rerun DIR, DIR being the folder that holds `inputs`"));
    failed |= json_object_set_new(root, "command", json_string(bundle->command));
    failed |= json_object_set_new(root, "scenarios", scenarios(bundle, place));
    failed |= json_object_set_new(root, "options", options(bundle));
    failed |= json_object_set_new(root, "targets", targets == NULL ? json_null() : json_string(targets));
    failed |= json_object_set(root, "files", list);
    status = failed != 0 ? STATUS_NO_MEMORY : put_manifest(folder, root, why);
out:
    for (size_t i = 0; place != NULL && i < count; i++)
        free(place[i]);
    free(place);
    free(targets);
    json_decref(list);
    json_decref(root);
    return status;
}

/* ---- reading ----------------------------------------------------------------------------------------- */

bool bundle_is_folder(const char *folder) {
    struct stat about;
    return stat(folder, &about) == 0 && S_ISDIR(about.st_mode);
}

/* A path that stays below: a manifest may have come from anywhere. */
static bool stays_below(const char *path) {
    if (path == NULL || path[0] == '\0' || path[0] == '/')
        return false;
    for (const char *at = path; at != NULL; at = strchr(at, '/')) {
        at += at != path;
        size_t length = strcspn(at, "/");
        if (length == 0 || (length == 1 && at[0] == '.') || (length == 2 && at[0] == '.' && at[1] == '.'))
            return false;
    }
    return true;
}

static char *inside(const char *folder, const char *path) {
    struct text text = {0};
    text_add_format(&text, "%s/%s/%s", folder, BUNDLE_FOLDER, path);
    if (text.failed)
        text_free(&text);
    return text.bytes;
}

/* Compares one file with what the manifest says of it. */
static enum status check_file(const char *path, const char *digest, struct text *why) {
    struct source_list sources = {NULL, 0, 0, 0};
    struct problem_list problems = {0};
    struct place place = {path, 0, NULL};
    const struct source *source = NULL;
    char found[65];
    enum status status = source_read(&sources, path, &place, &problems, &source);
    if (status == STATUS_OK && source == NULL) {
        status = refuse(why, path, "is gone or cannot be read any more, so this is not what the result was made from");
    } else if (status == STATUS_OK) {
        digest_bytes(source->bytes, source->length, found);
        if (strcmp(found, digest) != 0)
            status = refuse(why, path, "has changed since the result was made (its SHA-256 is another)");
    }
    source_list_free(&sources);
    problem_list_free(&problems);
    return status;
}

static enum status check_files(const json_t *list, const char *folder, struct text *why) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *path = json_string_value(json_object_get(one, "path"));
        const char *digest = json_string_value(json_object_get(one, "sha256"));
        if (!stays_below(path) || digest == NULL)
            return refuse(why, folder, "has a manifest of its inputs that names no proper file");
        char *name = inside(folder, path);
        enum status status = name == NULL ? STATUS_NO_MEMORY : check_file(name, digest, why);
        free(name);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Whether the manifest's list of files, all of them checked by then, holds it. */
static bool is_listed(const json_t *list, const char *path) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *one = json_string_value(json_object_get(json_array_get(list, i), "path"));
        if (one != NULL && strcmp(one, path) == 0)
            return true;
    }
    return false;
}

static enum status take_scenarios(struct bundle_inputs *inputs, const json_t *root, const char *folder, struct text *why) {
    const json_t *list = json_object_get(root, "scenarios"), *files = json_object_get(root, "files");
    const char *targets = json_string_value(json_object_get(root, "targets"));
    inputs->scenario = memory_new(json_array_size(list), sizeof *inputs->scenario);
    if (inputs->scenario == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *path = json_string_value(json_array_get(list, i));
        if (path == NULL || !is_listed(files, path))
            return refuse(why, folder, "has a manifest of its inputs that names no proper scenario");
        inputs->scenario[i] = inside(folder, path);
        if (inputs->scenario[i] == NULL)
            return STATUS_NO_MEMORY;
        inputs->scenario_count++;
    }
    if (targets == NULL)
        return STATUS_OK;
    if (!is_listed(files, targets))
        return refuse(why, folder, "has a manifest of its inputs that names no proper targets");
    inputs->targets = inside(folder, targets);
    return inputs->targets == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status take_options(struct bundle_inputs *inputs, const json_t *list) {
    inputs->option = memory_new(json_array_size(list), sizeof *inputs->option);
    if (inputs->option == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *option = json_string_value(json_array_get(list, i));
        inputs->option[i] = text_copy(option == NULL ? "" : option);
        if (inputs->option[i] == NULL)
            return STATUS_NO_MEMORY;
        inputs->option_count++;
    }
    return STATUS_OK;
}

static enum status take_all(struct bundle_inputs *inputs, const json_t *root, const char *folder, struct text *why) {
    const char *command = json_string_value(json_object_get(root, "command"));
    const char *version = json_string_value(json_object_get(root, "version"));
    if (json_integer_value(json_object_get(root, "format")) != FORMAT || command == NULL || version == NULL ||
        json_array_size(json_object_get(root, "scenarios")) == 0)
        return refuse(why, folder, "has a manifest of its inputs that this version of icsim cannot read");
    inputs->command = text_copy(command);
    inputs->version = text_copy(version);
    if (inputs->command == NULL || inputs->version == NULL)
        return STATUS_NO_MEMORY;
    enum status status = check_files(json_object_get(root, "files"), folder, why);
    if (status == STATUS_OK)
        status = take_scenarios(inputs, root, folder, why);
    return status == STATUS_OK ? take_options(inputs, json_object_get(root, "options")) : status;
}

enum status bundle_open(struct bundle_inputs *inputs, const char *folder, struct text *why) {
    *inputs = (struct bundle_inputs){0};
    char *manifest = inside(folder, BUNDLE_MANIFEST);
    if (manifest == NULL)
        return STATUS_NO_MEMORY;
    json_error_t error;
    FILE *file = fopen(manifest, "rb");
    json_t *root = file == NULL ? NULL : json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    enum status status;
    if (file == NULL)
        status = refuse(why, folder, errno == ENOENT || errno == ENOTDIR
                                         ? "holds no " BUNDLE_FOLDER "/" BUNDLE_MANIFEST ": it is no result of icsim, or of "
                                           "a version that kept no inputs"
                                         : "has a manifest of its inputs that cannot be opened");
    else if (root == NULL)
        status = refuse(why, manifest, "is damaged: it is no JSON");
    else
        status = take_all(inputs, root, folder, why);
    if (file != NULL)
        fclose(file);
    json_decref(root);
    free(manifest);
    if (status != STATUS_OK)
        bundle_close(inputs);
    return status;
}

void bundle_close(struct bundle_inputs *inputs) {
    for (size_t i = 0; i < inputs->scenario_count; i++)
        free(inputs->scenario[i]);
    for (size_t i = 0; i < inputs->option_count; i++)
        free(inputs->option[i]);
    free(inputs->scenario);
    free(inputs->option);
    free(inputs->command);
    free(inputs->version);
    free(inputs->targets);
    *inputs = (struct bundle_inputs){0};
}
