/* warm_up: how long a system runs before it is measured. Given, or ("auto") found by a pilot: replications of the
 * baseline as it is at its start, without changes and without seasons, with draws of their own, from the start on.
 * It is the longest cut that the pilot's daily means ask for (experiment/transient.h), in whole weeks. Where some
 * series is late, the pilot is run again twice as long, up to WARM_UP_PILOT_MOST_DAYS; where it does not settle even in
 * that, half of it is taken and said. The same for all scenarios and replications; a pure function of inputs and seed.
 *
 * MSER-5 weighs bias against the noise of the pilot, so what is slow and noisy passes it: it lets a single server at 90 %
 * begin after a week where its line is a sixth too short. An experiment may have more replications, and has the same
 * bias. So the warm-up is also never under a week, the follow-up (how long people's care may take), and the longest
 * relaxation time of a pool at the use that the pilot's second half shows (scenario/steady.h; an M/M/1 line has then come
 * to 92 % of its length), of which WARM_UP_SLOW_MOST_DAYS are asked for at most.
 *
 * The struct owns its rows; warm_up_free is safe on a zeroed one. */
#ifndef ICSIM_EXPERIMENT_WARM_UP_H
#define ICSIM_EXPERIMENT_WARM_UP_H

#include "experiment/transient.h"
#include "scenario/compile.h"

enum {
    WARM_UP_PILOT_REPLICATIONS = 5,
    WARM_UP_PILOT_DAYS = 364,       /* the first pilot: room for a warm-up of half a year */
    WARM_UP_PILOT_MOST_DAYS = 1456, /* the longest, four years */
    WARM_UP_SLOW_MOST_DAYS = 182,   /* the most that relaxation times ask for */
};

struct warm_up {
    bool automatic;
    uint32_t days;               /* that are run before the window */
    uint32_t cut_days;           /* automatic: what the pilot asks for, as MSER-5 says it */
    uint32_t least_days;         /* automatic: under which it may not be */
    uint32_t slow_pool;          /* automatic: the pool with the longest relaxation time, NONE: its stays are as long */
    double slow_days;            /* that time */
    bool settles;                /* automatic: false where some series did not in the longest pilot */
    uint32_t pilot_replications, pilot_days; /* 0 where there was no pilot */
    struct transient_list transients; /* of the pilot; of the window where the warm-up was given; empty: not tested */
};

/* Where the warm-up is to be found: finds it with the plan's seed, threads and stop, and compiles `network` again from
 * `set` with it. Where it was given, only says so. On failure `network` is freed and zeroed. */
enum status warm_up_settle(struct scenario_set *set, struct network *network, const struct experiment_plan *plan,
                           struct warm_up *warm_up, struct problem_list *problems) MUST_USE;

/* Looks, where the warm-up was given, whether the window still shows a start, in the baseline and before its first
 * change. Not where that is under TRANSIENT_LEAST_DAYS, with one replication, or where demand has seasons, which look
 * like a start: then there are no rows. */
enum status warm_up_test(struct warm_up *warm_up, const struct experiment_result *result) MUST_USE;

/* True where a row of such a look shows a start that is worth speaking of: a transient that counts, of over a week,
 * without which the window's mean would differ by 2 % or more. */
bool warm_up_shows_start(const struct transient *row);

/* True where demand differs by month. */
bool warm_up_has_seasons(const struct network *network);

void warm_up_free(struct warm_up *warm_up);

#endif
