/* difference: what two scenarios differ in, setting by setting, at the start and from each date on which the
 * difference changes. The list owns its texts. */
#ifndef ICSIM_SCENARIO_DIFFERENCE_H
#define ICSIM_SCENARIO_DIFFERENCE_H

#include "scenario/versions.h"

struct difference {
    int32_t day;   /* INT32_MIN: at the start */
    char *path;
    char *a, *b;   /* the setting's value as text in each; NULL: not there */
    bool remark;   /* titles, names, notes, sources, assumptions: no run reads them */
};

struct difference_list {
    struct difference *item; /* by day, then path */
    size_t count, capacity;
};

/* The tree of an arm as it is on a day; INT32_MIN: at the start. */
struct setting *difference_tree(const struct scenario_arm *arm, int32_t day);

/* Compares two arms. */
enum status difference_find(const struct scenario_arm *a, const struct scenario_arm *b,
                            struct difference_list *list) MUST_USE;
void difference_list_free(struct difference_list *list);

#endif
