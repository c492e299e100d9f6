/* verbs: each verb of a change, on the tree of its day. Owns nothing. */
#ifndef ICSIM_SCENARIO_VERBS_H
#define ICSIM_SCENARIO_VERBS_H

#include "scenario/timeline.h"

/* One change on its way: `length` days of its ramp, 0 at once; `name` is free for things it makes, such as
 * close_castle_transfer_1. */
struct doing {
    struct timeline *timeline;
    const struct change *change;
    int32_t length;
    const char *name;
    enum pace_shape shape;
    const struct setting *points; /* of PACE_POINTS */
};

/* What stands under a verb in a change: its setting, and what does it. */
enum status verb_set(const struct doing *doing) MUST_USE;
enum status verb_resize(const struct doing *doing) MUST_USE;
enum status verb_move(const struct doing *doing) MUST_USE;
enum status verb_open(const struct doing *doing) MUST_USE;
enum status verb_close(const struct doing *doing) MUST_USE;
enum status verb_redirect(const struct doing *doing) MUST_USE;
enum status verb_transfer(const struct doing *doing) MUST_USE;
enum status verb_join(const struct doing *doing) MUST_USE;   /* verbs_partners.c */
enum status verb_leave(const struct doing *doing) MUST_USE;
/* The form of a transfer that moves a share of a payment (verbs_transfer.c). */
enum status verb_transfer_share(const struct doing *doing, const struct change_verb *verb) MUST_USE;
enum status verb_once(const struct doing *doing) MUST_USE;

#endif
