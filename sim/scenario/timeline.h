/* timeline: the versions of one arm as its changes make them, in order of time, and the ramps under way. It
 * writes into the arm's versions and owns its own lists. */
#ifndef ICSIM_SCENARIO_TIMELINE_H
#define ICSIM_SCENARIO_TIMELINE_H

#include "scenario/change.h"
#include "scenario/versions.h"

/* A value under way from one number to another. Its path is owned by the ramp. */
struct ramp_leaf {
    char *path;
    double from, to;
    bool whole;
};

/* How far a change has come: bit by bit; all at the end; slowly, fast, slowly (3 t^2 - 2 t^3); through points of one's own. */
enum pace_shape { PACE_LINEAR, PACE_STEP, PACE_S_CURVE, PACE_POINTS };

/* One change's way through time: at `on` + days[k] the values are at a share of the way. */
struct ramp {
    const struct setting *at;
    int32_t on, length;       /* days; 0: at once */
    enum pace_shape shape;
    const struct setting *points; /* PACE_POINTS: the table */
    bool additive;            /* leaves are amounts that were moved so far, not values */
    struct ramp_leaf *leaf;
    size_t leaf_count, leaf_capacity;
    int32_t *step;            /* days after `on`, rising; the last is `length`; planned by timeline_take where none is */
    size_t step_count, step_capacity;
    size_t next;              /* step to come */
};

/* A value that a change touches, from day to day. */
struct touched {
    char *path;
    int32_t from, to;
    bool ramp, additive;
    const struct setting *at;
};

struct timeline {
    struct scenario_arm *arm;
    struct problem_list *problems;
    int32_t start, end;       /* first day simulated; the day after the last */
    struct ramp *ramp;
    size_t ramp_count, ramp_capacity;
    struct touched *touched;
    size_t touched_count, touched_capacity;
};

/* Sees the time in version 0. */
void timeline_init(struct timeline *timeline, struct scenario_arm *arm, struct problem_list *problems);
void timeline_free(struct timeline *timeline);

/* Leaves with the arm which values its changes touched, and when. */
enum status timeline_hand_over(const struct timeline *timeline) MUST_USE;

/* The tree as it is on a day, to be edited: days must not go back. NULL: no memory. */
struct setting *timeline_tree(struct timeline *timeline, int32_t day);

/* True where a table time,effect runs from 0, 0 (which may be left out) to 1, 1; else says what is wrong. */
bool points_check(const struct setting *table, struct problem_list *problems);

/* Adds a leaf to a ramp. */
enum status ramp_add(struct ramp *ramp, const struct setting *leaf, double from, double to) MUST_USE;
void ramp_free(struct ramp *ramp);

/* Takes over a ramp (and leaves *ramp zeroed): plans its steps, refuses it where it overlaps with others, and
 * takes its steps at once where they are due on its first day. */
enum status timeline_take(struct timeline *timeline, struct ramp *ramp) MUST_USE;

/* Only remembers what it touches, and refuses overlaps. */
enum status timeline_touch(struct timeline *timeline, const struct ramp *ramp) MUST_USE;

/* Takes the steps of all ramps that are due on days before `day`, or on it. */
enum status timeline_advance(struct timeline *timeline, int32_t day) MUST_USE;

#endif
