/* setting: a scenario file as a tree in memory. Every setting knows its file and line. Tables (CSV) hang in
 * the same tree as a group of groups (row id, column name), so that any value has one path; the group keeps
 * the table's file name as its `text`.
 *
 * A tree is owned by its root: setting_free(root) frees all below. Strings belong to the setting, names of
 * files to the root. The rows of a table are shared between a tree and its copies until one edits them. */
#ifndef ICSIM_SCENARIO_SETTING_H
#define ICSIM_SCENARIO_SETTING_H

#include "base/problem.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum setting_kind {
    SETTING_GROUP,   /* named children, in file order; names are unique */
    SETTING_LIST,    /* children without names: ( ) and [ ] alike */
    SETTING_NUMBER,  /* any real or whole number; `whole` says which */
    SETTING_TEXT,
    SETTING_FLAG,
};

struct setting_files; /* names of the files a tree was read from */
struct setting_table; /* the rows of a table, shared between copies of a tree */

struct setting {
    char *name;              /* NULL in a list and at the root */
    enum setting_kind kind;
    bool whole;              /* a number written without a point */
    bool flag;
    double number;
    char *text;              /* of a text; of a group that is a table: its file's name; of a list of numbers: NULL */
    const char *file;        /* owned by the tree's root */
    int line;
    struct setting *parent;
    struct setting **child;
    size_t child_count, child_capacity;
    struct setting_files *files; /* at the root only */
    struct setting_table *table; /* of a table with shared rows: who owns its children; NULL elsewhere */
};

/* True for a group that is a table (its rows shared or not). */
bool setting_is_table(const struct setting *setting);

/* NULL where there is none. `path` is dotted, e.g. "sites.royal.pools.bay"; list items by number ("next.0").  */
struct setting *setting_get(const struct setting *group, const char *name);
struct setting *setting_at(struct setting *root, const char *path);

/* The full path of a setting, as text ("" for the root); the caller frees; NULL: no memory. */
char *setting_path(const struct setting *setting);

/* A new setting at the end of its parent (NULL: a new root), with the parent's file and line; NULL: no memory. */
struct setting *setting_new(struct setting *parent, const char *name, enum setting_kind kind);
struct setting *setting_copy(const struct setting *setting, struct setting *parent); /* deep; NULL: no memory */
void setting_free(struct setting *setting);

/* Takes a setting out of its parent and frees it. */
void setting_remove(struct setting *setting);

/* Says where a setting stands; the file's name is copied into the root. */
enum status setting_place(struct setting *setting, const char *file, int line) MUST_USE;

/* Makes a setting what `of` is, value and children, keeping its name and its parent. */
enum status setting_become(struct setting *setting, const struct setting *of) MUST_USE;
enum status setting_become_text(struct setting *setting, const char *text) MUST_USE;
void setting_become_number(struct setting *setting, double number, bool whole);

/* Merges `later` over `earlier`, setting by setting: groups are merged, anything else is replaced. A group laid on a list of
 * groups with `to`, such as a step's `next`, changes or adds those that it names. */
enum status setting_merge(struct setting *earlier, const struct setting *later) MUST_USE;

/* The child that a part of a path means, which need not end with a NUL: by its name, or, in a list, by its number or by
 * where it leads (`to`). NULL: there is none. */
struct setting *setting_part(const struct setting *setting, const char *part, size_t length);

/* All settings that `path` (with * for any one name) means, in tree order. Grows *found (caller frees). */
enum status setting_match(struct setting *root, const char *path, struct setting ***found, size_t *count) MUST_USE;

/* The same for those who will change what they find: tables that the path enters become the tree's own. */
enum status setting_match_to_edit(struct setting *root, const char *path, struct setting ***found,
                                  size_t *count) MUST_USE;

/* Turns the children of a group, which must be at its place in the tree, into rows that copies share. */
enum status setting_share_rows(struct setting *group) MUST_USE;

/* Undoes that for one tree: it gets rows of its own. */
enum status setting_own_rows(struct setting *group) MUST_USE;

/* Makes the rows of all tables of a tree shared again, before it is copied. */
enum status setting_share_tables(struct setting *root) MUST_USE;

#endif
