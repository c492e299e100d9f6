/* pick: people worth following, by what was measured of them in one replication of every arm. The choice is a
 * function of the records, the seed and the replication alone. */
#ifndef ICSIM_EXPERIMENT_PICK_H
#define ICSIM_EXPERIMENT_PICK_H

#include "care/records.h"
#include "network/network.h"

enum pick_rule {
    PICK_LONGEST,   /* the longest reading of a standard in the baseline */
    PICK_WORST_OFF, /* whose reading grew most from the baseline to another arm */
    PICK_RANDOM,    /* anybody measured in the baseline: each has a keyed draw, the smallest come first */
};

struct pick_wish {
    enum pick_rule rule;
    uint32_t standard;           /* NONE: any (not PICK_LONGEST) */
    uint32_t area_margin, group_margin; /* only people counted in these margins (care/outcome.h); 0: everyone */
    size_t count;                /* at most so many */
    uint32_t seed, replication;  /* PICK_RANDOM */
};

/* One who was picked, and why: readings in minutes of the same visit for the same standard. */
struct picked {
    uint64_t person;
    uint32_t standard, arm;      /* of the reading that decided; not PICK_RANDOM */
    double minutes, baseline_minutes;
    bool unfinished;             /* the reading, or the one it is compared with, is "at least" */
    double rank;                 /* the smallest comes first */
};

/* Fills *picked (the caller frees), the first first; fewer than wished where there are not so many. *of: how many
 * people there were to pick from. records[arm] as watch_records leaves them. */
enum status pick_people(const struct network *network, const struct record_list *records, const struct pick_wish *wish,
                        struct picked **picked, size_t *count, size_t *of) MUST_USE;

#endif
