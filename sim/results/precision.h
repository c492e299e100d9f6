/* precision: replications until what is asked for is known closely enough.
 *
 * Asked for is one difference (of a single scenario: one mean) and half the width of its 95 % interval; of several
 * scenarios the widest counts. Replications come in fixed batches, 10, 20, 40 ... in all, and are looked at only
 * then. Looking still costs something: the run ends a little sooner where its replications happen to vary little.
 * With normal numbers the mean is not biased by that, for it is independent of how much they vary, but intervals are
 * a little too narrow: of those that ended at a precision, 93 % hold the truth in the worst case (a first look that
 * just misses) instead of 95 %; tests/results/test_precision.c measures it. Owns nothing. */
#ifndef ICSIM_RESULTS_PRECISION_H
#define ICSIM_RESULTS_PRECISION_H

#include "base/text.h"
#include "results/measure.h"

enum { PRECISION_FIRST = 10, PRECISION_MOST = 320 }; /* replications: first look; last, where nothing else is said */

struct precision {
    const struct measure *measure;
    uint32_t item;
    char name[VIEW_TEXT_BYTES]; /* "four_hours.mean_minutes" */
    double half_width;          /* in the measure's unit, or a share of the baseline's value; > 0 */
    bool relative;
};

/* Reads "2 min", "5 %" (of the baseline's value), or whose: "four_hours.mean: 2 min", "bed@royal.utilisation: 5 %",
 * "within_target: ..." is written "four_hours.within: 1 points". Without a name it is the mean of the first
 * standard, as the summary shows them. STATUS_INPUT with a sentence in `why`. */
enum status precision_read(struct precision *precision, const char *text, const struct network *network,
                           struct text *why) MUST_USE;

/* Replications in all at the next look after `done` (0: none yet), at most `most`. */
uint32_t precision_next(uint32_t done, uint32_t most);

struct precision_look {
    uint32_t replications;
    uint32_t arm;             /* whose difference is the widest */
    double half_width, wanted; /* in the measure's unit; NAN: not known yet */
    bool reached;
    uint32_t needed;          /* replications it would take in all if they vary as they did; 0: not known */
};
void precision_look_at(const struct precision *precision, const struct result_view *view, struct precision_look *look);

/* "four_hours.mean_minutes, close_castle against today: known to within 1.9 min, wanted 2 min", appended. */
void precision_say(const struct precision *precision, const struct network *network, const struct precision_look *look,
                   struct text *out);

#endif
