/* A name as the user gave it may begin with "../": the folder it was given from then gets stand-ins for the
 * folders above it, and everything has a place below the outermost of them. */
#include "results/layout.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* One of the two trees: the files named from where the user stood, or from the root. */
struct tree {
    bool from_root;
    size_t ups;           /* most "../" that a name begins with */
    const char *stand_in; /* no part of any name */
    const char *top;      /* the folder that holds the tree */
    size_t cut;           /* bytes that all full names have in common and that are left out */
};

static bool is_in(const struct source *source, bool from_root) {
    return source->bytes != NULL && (source->file[0] == '/') == from_root;
}

static size_t leading_ups(const char *name) {
    size_t count = 0;
    while (strncmp(name + 3 * count, "../", 3) == 0)
        count++;
    return count;
}

/* The name below the outermost folder. */
static char *full_name(const struct tree *tree, const char *name) {
    struct text full = {NULL, 0, 0, false};
    size_t ups = leading_ups(name);
    text_add(&full, "");
    for (size_t i = ups; !tree->from_root && i < tree->ups; i++)
        text_add_format(&full, "%s/", tree->stand_in);
    text_add(&full, tree->from_root ? name + 1 : name + 3 * ups);
    if (full.failed)
        text_free(&full);
    return full.bytes;
}

static size_t count_slashes(const char *text) {
    size_t count = 0;
    for (; (text = strchr(text, '/')) != NULL; text++)
        count++;
    return count;
}

/* The most steps up in one text of a file: an upper bound of how far a name in it leads. */
static size_t steps_up_in(const struct source *source) {
    size_t most = 0, now = 0;
    for (size_t i = 0; i + 2 < source->length; i++) {
        if (source->bytes[i] == '"' || source->bytes[i] == '\n')
            now = 0;
        else if (memcmp(source->bytes + i, "../", 3) == 0)
            now++;
        most = now > most ? now : most;
    }
    return most;
}

/* How many bytes of `common` may be left out where its last `keep` folders must stay. */
static size_t cut_but(const char *common, size_t length, size_t keep) {
    size_t cut = length;
    for (; keep > 0 && cut > 0; keep--) {
        cut--; /* the slash */
        while (cut > 0 && common[cut - 1] != '/')
            cut--;
    }
    return cut;
}

static void find_cut(struct tree *tree, const struct source_list *sources, char *const *full) {
    const char *first = NULL;
    size_t common = 0, keep = 1;
    for (size_t i = 0; i < sources->count; i++) {
        if (full[i] == NULL)
            continue;
        size_t same = 0, folder = 0;
        const char *slash = strrchr(full[i], '/');
        if (first == NULL) {
            first = full[i];
            common = slash == NULL ? 0 : (size_t)(slash - full[i]) + 1;
        }
        for (; same < common && full[i][same] == first[same]; same++)
            folder = first[same] == '/' ? same + 1 : folder;
        common = folder;
    }
    for (size_t i = 0; i < sources->count; i++) {
        if (full[i] == NULL)
            continue;
        size_t depth = count_slashes(full[i] + common), ups = steps_up_in(sources->item[i]);
        keep = ups > depth + keep ? ups - depth : keep; /* so far above the common folder it may lead */
    }
    tree->cut = first == NULL ? 0 : cut_but(first, common, keep);
}

/* Stands in no name as a whole or as a part. */
static enum status find_stand_in(const struct source_list *sources, struct text *stand_in) {
    text_add(stand_in, "folder");
    for (size_t i = 0; i < sources->count && !stand_in->failed;) {
        if (strstr(sources->item[i]->file, stand_in->bytes) != NULL) {
            text_add(stand_in, "_");
            i = 0;
        } else {
            i++;
        }
    }
    return stand_in->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status place_tree(struct tree *tree, const struct source_list *sources, char **place) {
    enum status status = STATUS_NO_MEMORY;
    char **full = memory_new(sources->count, sizeof *full);
    if (full == NULL)
        return status;
    for (size_t i = 0; i < sources->count; i++)
        if (is_in(sources->item[i], tree->from_root)) {
            size_t ups = leading_ups(sources->item[i]->file);
            tree->ups = ups > tree->ups ? ups : tree->ups;
        }
    for (size_t i = 0; i < sources->count; i++)
        if (is_in(sources->item[i], tree->from_root) &&
            (full[i] = full_name(tree, sources->item[i]->file)) == NULL)
            goto out;
    find_cut(tree, sources, full);
    status = STATUS_OK;
    for (size_t i = 0; i < sources->count && status == STATUS_OK; i++) {
        struct text text = {NULL, 0, 0, false};
        if (full[i] == NULL)
            continue;
        text_add_format(&text, "%s/%s", tree->top, full[i] + tree->cut);
        if (text.failed)
            status = STATUS_NO_MEMORY;
        else
            place[i] = text.bytes;
    }
out:
    for (size_t i = 0; i < sources->count; i++)
        free(full[i]);
    free(full);
    return status;
}

enum status layout_places(const struct source_list *sources, char **place) {
    struct text stand_in = {NULL, 0, 0, false};
    bool named[2] = {false, false}; /* from where the user stood, from the root */
    for (size_t i = 0; i < sources->count; i++)
        if (sources->item[i]->bytes != NULL)
            named[sources->item[i]->file[0] == '/'] = true;
    enum status status = find_stand_in(sources, &stand_in);
    for (int from_root = 0; from_root < 2 && status == STATUS_OK; from_root++) {
        struct tree tree = {.from_root = from_root == 1, .stand_in = stand_in.bytes,
                            .top = from_root == 1 && named[0] ? "root" : "files"};
        status = place_tree(&tree, sources, place);
    }
    text_free(&stand_in);
    return status;
}
