/* change: one change of a scenario as a plain struct, read by the dictionary like everything else. It borrows
 * from its setting. */
#ifndef ICSIM_SCENARIO_CHANGE_H
#define ICSIM_SCENARIO_CHANGE_H

#include "scenario/setting.h"
#include <stdint.h>

/* One of the verbs is given: its path or its group. What a verb does not use is NULL. */
struct change {
    const struct setting *at;
    int32_t on;
    const char *over, *shape;
    const struct setting *points; /* table time,effect */
    const char *set;
    const struct setting *to, *times, *add;
    const struct setting *open, *close, *move, *resize, *redirect, *transfer, *join, *leave, *once;
};

/* The inside of the verbs that are groups; each uses some of it. */
struct change_verb {
    const struct setting *at_setting;
    const char *service, *at, *pool, *from, *to, *those_waiting, *those_inside;
    const char *label, *falls_on, *amount, *organisation, *partnership, *payment;
    double count, share; /* share NAN: not given */
    const struct setting *resize_to, *times, *add;
};

#endif
