/* measure: the numbers by which scenarios are compared, each declared once: of a standard (for everyone, an
 * area, a level) and of its list at the last month end, of a step at a provider, of a pool, of an organisation. Borrows the view; owns nothing. */
#ifndef ICSIM_RESULTS_MEASURE_H
#define ICSIM_RESULTS_MEASURE_H

#include "base/interval.h"
#include "results/view.h"

#define MEASURE_CONFIDENCE VIEW_CONFIDENCE

enum measure_family { FAMILY_STANDARD, FAMILY_STEP, FAMILY_POOL, FAMILY_ORGANISATION, FAMILY_LIST,
                      FAMILY_ESCALATION, FAMILY_COUNT };
enum better { BETTER_NEITHER, BETTER_LESS, BETTER_MORE };

struct measure {
    const char *name, *unit, *help;
    enum measure_family family;
    enum better better;
    double (*value)(const struct result_view *view, struct spot spot); /* one replication; NAN: missing */
};

extern const struct measure measure_list[];
extern const uint32_t measure_count;

/* The measure of that name; NULL where there is none. */
const struct measure *measure_find(const char *name);
/* "less", "more" or "": which direction is better. */
const char *measure_better_text(enum better better);

/* How many things the family has (standards, posts, ...), and how many margins each. */
uint32_t measure_items(const struct result_view *view, enum measure_family family);
uint32_t measure_margins(const struct result_view *view, enum measure_family family);

/* What the measure is of: "four_hours", "emergency.ae@royal", "bed@royal", "icb" (into `out`), and the
 * pathway's id, or NULL where it is of none. */
void measure_subject(const struct result_view *view, enum measure_family family, uint32_t item,
                     char out[VIEW_TEXT_BYTES]);
const char *measure_pathway(const struct result_view *view, enum measure_family family, uint32_t item);

/* The measure in every replication (spot.replication is not read); false where one is without bound. */
bool measure_collect(const struct result_view *view, const struct measure *measure, struct spot spot, double *number);

/* Mean over the replications and its 95 % interval (spot.replication is not read). A measure without bound
 * in some replication (a percentile among the unfinished) has none: the mean is NAN, `count` 0. */
struct interval measure_mean(const struct result_view *view, const struct measure *measure,
                             struct spot spot);

/* An arm against the baseline, paired over the replications that have both. */
struct comparison {
    double baseline, value;      /* means over the same pairs */
    struct interval difference;  /* value - baseline */
    double probability_better;   /* NAN where neither direction is better, or under two pairs */
    double variance_ratio;       /* of the difference of independent runs to this one; NAN where it never varies */
};
struct comparison measure_compare(const struct result_view *view, const struct measure *measure,
                                  struct spot spot);

#endif
