#include "scenario/setting.h"

#include "base/check.h"
#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* Names of files, each once. A copy of a whole tree shares them. */
struct setting_files {
    size_t users;
    char **name;
    size_t count, capacity;
};

/* The rows of a table and what finds them. Rows cannot point up to one tree, since many share them: they
 * point to `stem`, a setting whose name is the table's whole path and which knows the names of files. */
struct setting_table {
    size_t users;
    struct setting *stem; /* owns the rows as its children */
    size_t *by_name;      /* numbers of the rows, sorted by name */
};

/* ---- names of files ---------------------------------------------------------------------------------- */

static void files_release(struct setting_files *files) {
    if (files == NULL || --files->users > 0)
        return;
    for (size_t i = 0; i < files->count; i++)
        free(files->name[i]);
    free(files->name);
    free(files);
}

static struct setting_files *files_of(const struct setting *setting) {
    while (setting->files == NULL && setting->parent != NULL)
        setting = setting->parent;
    return setting->files;
}

static const char *files_keep(struct setting_files *files, const char *name) {
    for (size_t i = files->count; i-- > 0;)
        if (files->name[i] == name || strcmp(files->name[i], name) == 0)
            return files->name[i];
    if (memory_reserve(&files->name, &files->capacity, files->count + 1, sizeof *files->name) != STATUS_OK)
        return NULL;
    char *kept = text_copy(name);
    if (kept != NULL)
        files->name[files->count++] = kept;
    return kept;
}

enum status setting_place(struct setting *setting, const char *file, int line) {
    setting->line = line;
    setting->file = NULL;
    if (file == NULL)
        return STATUS_OK;
    struct setting_files *files = files_of(setting);
    CHECK(files != NULL);
    setting->file = files_keep(files, file);
    return setting->file != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}

bool setting_is_table(const struct setting *setting) {
    return setting->kind == SETTING_GROUP && setting->text != NULL;
}

/* ---- making and unmaking ----------------------------------------------------------------------------- */

static void table_release(struct setting_table *table) {
    if (table == NULL || --table->users > 0)
        return;
    setting_free(table->stem);
    free(table->by_name);
    free(table);
}

/* Frees what a setting holds, and leaves its name, place and parent. */
static void clear(struct setting *setting) {
    if (setting->table != NULL)
        table_release(setting->table);
    else
        for (size_t i = 0; i < setting->child_count; i++)
            setting_free(setting->child[i]);
    if (setting->table == NULL)
        free(setting->child);
    free(setting->text);
    setting->table = NULL;
    setting->child = NULL;
    setting->child_count = setting->child_capacity = 0;
    setting->text = NULL;
    setting->whole = setting->flag = false;
    setting->number = 0;
}

void setting_free(struct setting *setting) {
    if (setting == NULL)
        return;
    clear(setting);
    free(setting->name);
    files_release(setting->files);
    free(setting);
}

void setting_remove(struct setting *setting) {
    struct setting *parent = setting->parent;
    if (parent != NULL) {
        CHECK(parent->table == NULL);
        size_t at = 0;
        while (at < parent->child_count && parent->child[at] != setting)
            at++;
        CHECK(at < parent->child_count);
        parent->child_count--;
        memmove(parent->child + at, parent->child + at + 1, (parent->child_count - at) * sizeof *parent->child);
    }
    setting_free(setting);
}

static struct setting *attach(struct setting *made, struct setting *parent) {
    CHECK(parent->table == NULL);
    if (memory_reserve(&parent->child, &parent->child_capacity, parent->child_count + 1,
                       sizeof(struct setting *)) != STATUS_OK) {
        setting_free(made);
        return NULL;
    }
    made->parent = parent;
    parent->child[parent->child_count++] = made;
    return made;
}

/* A setting alone in the world, without names of files. */
static struct setting *make(const char *name, enum setting_kind kind) {
    struct setting *made = memory_new(1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->kind = kind;
    if (name != NULL && (made->name = text_copy(name)) == NULL) {
        free(made);
        return NULL;
    }
    return made;
}

struct setting *setting_new(struct setting *parent, const char *name, enum setting_kind kind) {
    struct setting *made = make(name, kind);
    if (made == NULL)
        return NULL;
    if (parent != NULL) {
        made->file = parent->file;
        made->line = parent->line;
        return attach(made, parent);
    }
    made->files = memory_new(1, sizeof *made->files);
    if (made->files == NULL) {
        setting_free(made);
        return NULL;
    }
    made->files->users = 1;
    return made;
}

/* ---- copies ------------------------------------------------------------------------------------------ */

static enum status copy_content(struct setting *to, const struct setting *from, struct setting_files *files);

static struct setting *copy_below(struct setting *parent, const struct setting *from, struct setting_files *files) {
    struct setting *made = make(from->name, from->kind);
    if (made == NULL || attach(made, parent) == NULL)
        return NULL;
    return copy_content(made, from, files) == STATUS_OK ? made : NULL;
}

/* Copies value, children and place into an empty setting. */
static enum status copy_content(struct setting *to, const struct setting *from, struct setting_files *files) {
    to->kind = from->kind;
    to->whole = from->whole;
    to->flag = from->flag;
    to->number = from->number;
    to->line = from->line;
    to->file = NULL;
    if (from->file != NULL && (to->file = files_keep(files, from->file)) == NULL)
        return STATUS_NO_MEMORY;
    if (from->text != NULL && (to->text = text_copy(from->text)) == NULL)
        return STATUS_NO_MEMORY;
    if (from->table != NULL) {
        to->table = from->table;
        to->table->users++;
        to->child = from->child;
        to->child_count = from->child_count;
        return STATUS_OK;
    }
    for (size_t i = 0; i < from->child_count; i++)
        if (copy_below(to, from->child[i], files) == NULL)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
}

struct setting *setting_copy(const struct setting *setting, struct setting *parent) {
    struct setting *made = make(setting->name, setting->kind);
    if (made == NULL)
        return NULL;
    if (parent == NULL) {
        made->files = files_of(setting);
        CHECK(made->files != NULL);
        made->files->users++;
    } else if (attach(made, parent) == NULL) {
        return NULL;
    }
    if (copy_content(made, setting, files_of(made)) == STATUS_OK)
        return made;
    setting_remove(made);
    return NULL;
}

enum status setting_become(struct setting *setting, const struct setting *of) {
    clear(setting);
    return copy_content(setting, of, files_of(setting));
}

enum status setting_become_text(struct setting *setting, const char *text) {
    char *copy = text_copy(text);
    if (copy == NULL)
        return STATUS_NO_MEMORY;
    clear(setting);
    setting->kind = SETTING_TEXT;
    setting->text = copy;
    return STATUS_OK;
}

void setting_become_number(struct setting *setting, double number, bool whole) {
    clear(setting);
    setting->kind = SETTING_NUMBER;
    setting->number = number;
    setting->whole = whole;
}

/* A group on a list of groups changes those whose `to` it names, and adds those that are not there. */
static enum status merge_by_target(struct setting *list, const struct setting *later) {
    for (size_t i = 0; i < later->child_count; i++) {
        const struct setting *child = later->child[i];
        struct setting *known = setting_part(list, child->name, strlen(child->name));
        enum status status = STATUS_OK;
        if (known != NULL) {
            status = setting_merge(known, child);
        } else {
            struct setting *made = setting_copy(child, list), *to = NULL;
            if (made == NULL) return STATUS_NO_MEMORY;
            if (made->kind != SETTING_GROUP || setting_get(made, "to") != NULL) continue;
            if ((to = setting_new(made, "to", SETTING_TEXT)) == NULL) return STATUS_NO_MEMORY;
            status = setting_become_text(to, child->name);
        }
        if (status != STATUS_OK) return status;
    }
    return STATUS_OK;
}

enum status setting_merge(struct setting *earlier, const struct setting *later) {
    if (earlier->kind == SETTING_LIST && later->kind == SETTING_GROUP && !setting_is_table(later))
        return merge_by_target(earlier, later);
    if (earlier->kind != SETTING_GROUP || later->kind != SETTING_GROUP || setting_is_table(earlier) ||
        setting_is_table(later))
        return setting_become(earlier, later);
    for (size_t i = 0; i < later->child_count; i++) {
        const struct setting *child = later->child[i];
        struct setting *known = setting_get(earlier, child->name);
        if (known == NULL) {
            if (setting_copy(child, earlier) == NULL)
                return STATUS_NO_MEMORY;
            continue;
        }
        enum status status = setting_merge(known, child);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* ---- tables ------------------------------------------------------------------------------------------ */

struct named_row {
    const char *name;
    size_t number;
};

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct named_row *)a)->name, ((const struct named_row *)b)->name);
}

static enum status sort_rows(struct setting_table *table) {
    const struct setting *stem = table->stem;
    struct named_row *row = memory_new(stem->child_count, sizeof *row);
    table->by_name = memory_new(stem->child_count, sizeof *table->by_name);
    if (row == NULL || table->by_name == NULL) {
        free(row);
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < stem->child_count; i++)
        row[i] = (struct named_row){stem->child[i]->name, i};
    qsort(row, stem->child_count, sizeof *row, by_name);
    for (size_t i = 0; i < stem->child_count; i++)
        table->by_name[i] = row[i].number;
    free(row);
    return STATUS_OK;
}

enum status setting_share_rows(struct setting *group) {
    enum status status = STATUS_NO_MEMORY;
    char *path = NULL;
    struct setting_table *table = memory_new(1, sizeof *table);
    CHECK(group->table == NULL && group->kind == SETTING_GROUP);
    if (table == NULL || (path = setting_path(group)) == NULL ||
        (table->stem = make(path, SETTING_GROUP)) == NULL)
        goto out;
    table->users = 1;
    table->stem->files = files_of(group);
    table->stem->files->users++;
    table->stem->file = group->file;
    table->stem->line = group->line;
    table->stem->child = group->child;
    table->stem->child_count = group->child_count;
    table->stem->child_capacity = group->child_capacity;
    status = sort_rows(table);
    if (status != STATUS_OK) {
        table->stem->child = NULL; /* the rows stay the group's */
        table->stem->child_count = 0;
        goto out;
    }
    for (size_t i = 0; i < group->child_count; i++)
        group->child[i]->parent = table->stem;
    group->table = table;
out:
    free(path);
    if (status != STATUS_OK && table != NULL) {
        setting_free(table->stem);
        free(table->by_name);
        free(table);
    }
    return status;
}

enum status setting_own_rows(struct setting *group) {
    struct setting_table *table = group->table;
    if (table == NULL)
        return STATUS_OK;
    struct setting_files *files = files_of(group);
    group->table = NULL;
    group->child = NULL;
    group->child_count = group->child_capacity = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < table->stem->child_count && status == STATUS_OK; i++)
        if (copy_below(group, table->stem->child[i], files) == NULL)
            status = STATUS_NO_MEMORY;
    table_release(table);
    return status;
}

enum status setting_share_tables(struct setting *root) {
    if (setting_is_table(root))
        return root->table != NULL ? STATUS_OK : setting_share_rows(root);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < root->child_count && status == STATUS_OK; i++)
        if (root->child[i]->child_count > 0)
            status = setting_share_tables(root->child[i]);
    return status;
}

/* ---- finding ----------------------------------------------------------------------------------------- */

/* The child of that name, where the name need not end with a NUL. */
static struct setting *child_of_name(const struct setting *group, const char *name, size_t length) {
    if (group->table != NULL) {
        size_t low = 0, high = group->child_count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            struct setting *row = group->child[group->table->by_name[middle]];
            int order = strncmp(row->name, name, length);
            if (order == 0 && row->name[length] == '\0')
                return row;
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return NULL;
    }
    for (size_t i = 0; i < group->child_count; i++)
        if (group->child[i]->name != NULL && strncmp(group->child[i]->name, name, length) == 0 &&
            group->child[i]->name[length] == '\0')
            return group->child[i];
    return NULL;
}

/* The item of a list by the number written in the path; NULL where it is none. */
static struct setting *child_of_number(const struct setting *list, const char *digits, size_t length) {
    size_t number = 0;
    if (length == 0 || length > 9)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return NULL;
        number = number * 10 + (size_t)(digits[i] - '0');
    }
    return number < list->child_count ? list->child[number] : NULL;
}

/* The item of a list of groups whose `to` is so called: "ward" finds to = "ward" and to = "emergency.ward". */
static struct setting *child_of_target(const struct setting *list, const char *name, size_t length) {
    for (size_t i = 0; i < list->child_count; i++) {
        const struct setting *to = setting_get(list->child[i], "to");
        if (to == NULL || to->kind != SETTING_TEXT)
            continue;
        const char *last = strrchr(to->text, '.');
        last = last == NULL ? to->text : last + 1;
        if (strlen(last) == length && strncmp(last, name, length) == 0)
            return list->child[i];
    }
    return NULL;
}

struct setting *setting_part(const struct setting *setting, const char *part, size_t length) {
    if (setting->kind == SETTING_GROUP)
        return child_of_name(setting, part, length);
    if (setting->kind != SETTING_LIST)
        return NULL;
    struct setting *numbered = child_of_number(setting, part, length);
    return numbered != NULL ? numbered : child_of_target(setting, part, length);
}

struct setting *setting_get(const struct setting *group, const char *name) {
    return group == NULL || group->kind != SETTING_GROUP ? NULL : child_of_name(group, name, strlen(name));
}

struct setting *setting_at(struct setting *root, const char *path) {
    struct setting *at = root;
    while (at != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        at = setting_part(at, path, length);
        path += length + (path[length] == '.');
    }
    return at;
}

char *setting_path(const struct setting *setting) {
    const struct setting *row[128];
    size_t depth = 0;
    struct text path = {NULL, 0, 0, false};
    for (; setting != NULL && depth < sizeof row / sizeof row[0]; setting = setting->parent)
        row[depth++] = setting;
    text_add(&path, "");
    while (depth-- > 0) {
        const struct setting *parent = row[depth]->parent;
        if (row[depth]->name != NULL) {
            text_add(&path, path.length > 0 ? "." : "");
            text_add(&path, row[depth]->name);
        } else if (parent != NULL) {
            size_t number = 0;
            while (number < parent->child_count && parent->child[number] != row[depth])
                number++;
            text_add_format(&path, "%s%zu", path.length > 0 ? "." : "", number);
        }
    }
    if (path.failed)
        text_free(&path);
    return path.bytes;
}

/* ---- matching ---------------------------------------------------------------------------------------- */

struct match {
    struct setting **found;
    size_t count, capacity;
    bool to_edit;
};

static enum status match_below(struct match *match, struct setting *setting, const char *path) {
    if (*path == '\0') {
        enum status status = memory_reserve(&match->found, &match->capacity, match->count + 1,
                                            sizeof(struct setting *));
        if (status == STATUS_OK)
            match->found[match->count++] = setting;
        return status;
    }
    if (match->to_edit && setting->table != NULL) {
        enum status status = setting_own_rows(setting);
        if (status != STATUS_OK)
            return status;
    }
    size_t length = strcspn(path, ".");
    const char *rest = path + length + (path[length] == '.');
    if (length == 1 && path[0] == '*') {
        for (size_t i = 0; i < setting->child_count; i++) {
            enum status status = match_below(match, setting->child[i], rest);
            if (status != STATUS_OK)
                return status;
        }
        return STATUS_OK;
    }
    struct setting *child = setting_part(setting, path, length);
    return child == NULL ? STATUS_OK : match_below(match, child, rest);
}

static enum status match_all(struct setting *root, const char *path, bool to_edit, struct setting ***found,
                             size_t *count) {
    struct match match = {NULL, 0, 0, to_edit};
    enum status status = match_below(&match, root, path);
    if (status != STATUS_OK) {
        free(match.found);
        return status;
    }
    free(*found);
    *found = match.found;
    *count = match.count;
    return STATUS_OK;
}

enum status setting_match(struct setting *root, const char *path, struct setting ***found, size_t *count) {
    return match_all(root, path, false, found, count);
}

enum status setting_match_to_edit(struct setting *root, const char *path, struct setting ***found,
                                  size_t *count) {
    return match_all(root, path, true, found, count);
}
