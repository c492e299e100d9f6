/* warnings: what to beware of in a result, each one plain sentence that names the scenario and the pool.
 * The list owns its texts; warning_list_free is safe on a zeroed one. */
#ifndef ICSIM_EXPERIMENT_WARNINGS_H
#define ICSIM_EXPERIMENT_WARNINGS_H

#include "experiment/experiment.h"
#include "experiment/warm_up.h"

enum warning_kind {
    WARNING_OVERLOAD,         /* after all changes more is asked of a pool than it has (traffic equations) */
    WARNING_GROWING_LINE,     /* the line of a pool grows through the window */
    WARNING_NO_STEADY_STATE,  /* the longest pilot, or the window, did not settle */
    WARNING_SLOW_LINE,        /* the slowest line takes longer to settle than a warm-up is made for its sake */
    WARNING_NO_WARM_UP,       /* the system begins empty, and is measured at once */
    WARNING_SHORT_WARM_UP,    /* the window still shows a start */
    WARNING_LONG_STAY,        /* people hold a pool for longer, on average, than the warm-up */
    WARNING_LONG_FOLLOW,      /* people are followed for longer than the warm-up */
    WARNING_KINDS
};

struct warning {
    uint32_t arm;
    enum warning_kind kind;
    uint32_t pool; /* NONE: of no one pool */
    char *text;
};

struct warning_list {
    struct warning *item;
    size_t count, capacity;
};

/* "overload", "growing line", ... */
const char *warning_name(enum warning_kind kind);

/* Pools of which more is asked than they have, in any scenario after all its changes: people leave or are sent away
 * there, or the line grows without end, and what a run says of it depends on how long the run was. Known before any
 * run. Appends. */
enum status warnings_of_traffic(const struct network *network, struct warning_list *list) MUST_USE;

/* What shows in a result. A line counts as growing where, over the whole weeks of the window after the scenario's last
 * change (or of the whole window where that leaves under 4 weeks),
 *  - the least-squares slope of the number waiting at the pool, by day, is above 0 by a 95 % interval over replications
 *    that holds for all pools of all scenarios together (Bonferroni),
 *  - it is so, by an interval for itself, in the first half and in the second: a step, or a season, is not growth, and
 *  - the line grows by 2 people or more, and by a quarter or more of its mean. Appends. */
enum status warnings_of_result(const struct experiment_result *result, const struct warm_up *warm_up,
                               struct warning_list *list) MUST_USE;

void warning_list_free(struct warning_list *list);

#endif
