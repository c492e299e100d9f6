/* `keys`: the reference of the scenario language, out of the table that also reads it. */
#include "cli/commands.h"

#include "scenario/dictionary.h"

#include <stdio.h>
#include <string.h>

/* "steps" and "step" mean the group pathways.ID.steps.ID. */
static bool is_last_part(const char *group, const char *path) {
    const char *end = group + strlen(group), *from;
    if (end - group > 3 && strcmp(end - 3, ".ID") == 0) end -= 3;
    for (from = end; from > group && from[-1] != '.';) from--;
    size_t length = (size_t)(end - from), wanted = strlen(path);
    if (wanted == 0 || strncmp(from, path, wanted) != 0) return false;
    return wanted == length || (wanted + 1 == length && from[wanted] == 's');
}

/* A row is meant by the whole or the beginning of "group.key", by the group's own name, or by the key's name alone. */
static bool is_meant(const struct key *key, const char *path) {
    const char *group = dictionary_group(key->group)->path;
    if (path == NULL || strcmp(key->name, path) == 0 || is_last_part(group, path)) return true;
    size_t length = strlen(group), wanted = strlen(path);
    if (strncmp(group, path, wanted) == 0 && (group[wanted] == '\0' || group[wanted] == '.')) return true;
    return length < wanted && strncmp(group, path, length) == 0 && path[length] == '.' &&
           strcmp(key->name, path + length + 1) == 0;
}

static void show_otherwise(const struct key *key) {
    if (key->required)
        printf(" Required.");
    else if (key->otherwise != NULL)
        printf(" Otherwise: %s.", key->otherwise);
}

static void show_text(const struct key *key) {
    printf("  %-16s %s%s%s. %s", key->name, key_kind_name(key->kind), key->unit == UNIT_NONE ? "" : ", ",
           key->unit == UNIT_NONE ? "" : unit_name(key->unit), key->help);
    if (key->words != NULL) printf(" (%s)", key->words);
    show_otherwise(key);
    printf("\n");
}

static void show_markdown(const struct key *key) {
    printf("| `%s` | %s%s%s | %s", key->name, key_kind_name(key->kind), key->unit == UNIT_NONE ? "" : ", ",
           key->unit == UNIT_NONE ? "" : unit_name(key->unit), key->help);
    if (key->words != NULL) printf(" (%s)", key->words);
    show_otherwise(key);
    printf(" |\n");
}

int command_keys(const struct options *options) {
    const char *path = options->file_count > 0 ? options->file[0] : NULL;
    bool markdown = options->format == FORMAT_MARKDOWN, any = false;
    const struct group_about *last = NULL;
    for (size_t i = 0; i < dictionary_count(); i++) {
        const struct key *key = dictionary_row(i);
        if (!is_meant(key, path)) continue;
        const struct group_about *group = dictionary_group(key->group);
        if (group != last) {
            const char *name = group->path[0] == '\0' ? "(top)" : group->path;
            printf(markdown ? "\n### %s\n\n%s\n\n| key | kind | what it says |\n|---|---|---|\n" : "%s: %s\n", name,
                   group->help);
        }
        last = group;
        any = true;
        if (markdown)
            show_markdown(key);
        else
            show_text(key);
    }
    if (any) return EXIT_DONE;
    fprintf(stderr, "icsim keys: nothing in the language is called \"%s\"; icsim keys lists all\n", path);
    return EXIT_INPUT;
}
