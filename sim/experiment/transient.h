/* transient: what a result's daily means of each pool (places in use, people waiting) show of its start: where MSER-5
 * cuts, and what the cut changes. The week is taken out first: the mean profile of days of the week, as the second
 * half shows it. MSER-5 looks at the mean over replications.
 *
 * Many series make some cut late by chance, so not every cut counts. A series' transient counts where the mean before
 * its cut differs from that after it by more than chance: by a 95 % interval (Student's t over replications) that
 * holds for all series together (Bonferroni). One more series is the mean of all, each less its mean and divided by
 * the standard deviation of its 5-day means in the second half: in it small transients of many pools add up and noise
 * does not; it counts by an interval for itself.
 *
 * The list owns its rows; transient_list_free is safe on a zeroed one. */
#ifndef ICSIM_EXPERIMENT_TRANSIENT_H
#define ICSIM_EXPERIMENT_TRANSIENT_H

#include "base/interval.h"
#include "experiment/experiment.h"

enum transient_kind { TRANSIENT_IN_USE, TRANSIENT_WAITING, TRANSIENT_ALL, TRANSIENT_KINDS };

struct transient {
    uint32_t pool;              /* NONE: all together */
    enum transient_kind kind;
    uint32_t cut_days;          /* by MSER-5: a multiple of 5, in the first half */
    bool late;                  /* MSER-5's best cut lies beyond the first half, and the halves differ by more than
                                   chance: more days would tell more */
    bool settles;               /* false: late, and the third quarter differs from the last by more than chance and by
                                   5 % or more of the second half's mean; all together always does */
    bool counts;                /* the mean before the cut differs from that after it by more than chance */
    uint32_t used_days;         /* the cut that the means are about */
    double mean_from_start;     /* places, people, or standard deviations */
    double mean_after;
    struct interval effect;     /* of used_days over replications: mean_from_start - mean_after; 95 % each */
};

struct transient_list {
    struct transient *row;      /* by pool: in use, waiting; the last is all together */
    uint32_t count;
    uint32_t days, replications;
};

/* Days under which nothing can be said. */
enum { TRANSIENT_LEAST_DAYS = 70 };

/* What the first `days` days of the baseline's window show; at least TRANSIENT_LEAST_DAYS. Pools that nobody uses, and
 * those whose skip[pool] is true (`skip` may be NULL), have no rows; where none is left there is none for all. */
enum status transients_find(const struct experiment_result *result, uint32_t days, const bool *skip,
                            struct transient_list *list) MUST_USE;

/* Fills the means and the effect: the mean of the first `window_days` days (fewer where there are fewer) against the
 * mean of all days after the first `cut_days`, or, with 0, after each row's own cut. */
enum status transients_measure(const struct experiment_result *result, uint32_t cut_days, uint32_t window_days,
                               struct transient_list *list) MUST_USE;

/* The longest cut of the rows that count. */
uint32_t transients_cut(const struct transient_list *list);

void transient_list_free(struct transient_list *list);

#endif
