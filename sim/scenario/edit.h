/* edit: finds the values of a tree that a path means, and changes them. Owns nothing but the lists it fills. */
#ifndef ICSIM_SCENARIO_EDIT_H
#define ICSIM_SCENARIO_EDIT_H

#include "scenario/setting.h"
#include <stdbool.h>

struct leaf_list {
    struct setting **leaf; /* owned by the tree */
    size_t count, capacity;
};

void leaf_list_free(struct leaf_list *list);

/* What stands in `set`: exactly one of these; others NULL. */
struct edit {
    const struct setting *to, *times, *add;
};

/* The values that `path` means: numbers and texts, those inside { by = ...; }, the size of a pool. Empty after a
 * problem at `place`: nothing is there (with the nearest name), or it is a group. `to`: the new value, which may
 * also replace what is no single value, and make what is not there yet; NULL: what is there is changed. */
enum status edit_leaves(struct setting *root, const char *path, const struct setting *to, const struct place *place,
                        struct leaf_list *out, struct problem_list *problems) MUST_USE;

/* True for names that say no value of a group: `by`, and remarks such as `source`. */
bool edit_is_remark(const char *name);

/* True where a value is counted: places, people of an area. Such move in whole units. */
bool edit_is_countable(const struct setting *leaf);

/* The number in a value (that of a quantity, too) and whether there is one. */
bool edit_number(const struct setting *leaf, double *number);
enum status edit_set_number(struct setting *leaf, double number, const struct place *place) MUST_USE;

/* What a value's number becomes by `edit`; false after a problem at `place`: other units, no number. */
bool edit_target(const struct setting *leaf, const struct edit *edit, const struct place *place, double *number,
                 struct problem_list *problems);

/* "sites.royal" or "teams.shore"; NULL in *path after a problem at `place`. The caller frees. */
enum status edit_provider(struct setting *root, const char *id, const struct place *place, char **path,
                          struct problem_list *problems) MUST_USE;

/* What is left of `there` after taking `count`: 0 where they differ only by what sums of decimal fractions err by
 * (33.4 - 4.6 - 4.6 falls short of 24.2), below 0 where too many are taken. */
double edit_left(double there, double count);

/* Applies one "PATH=VALUE" to the tree. */
enum status edit_set(struct setting *root, const char *argument, struct problem_list *problems) MUST_USE;

#endif
