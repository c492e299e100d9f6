/* versions: what the files of an experiment say, as trees. An arm is a row of versions: the tree as it is at
 * the start, and again from each date on which a change (or a step of a ramp) takes effect. Whatever a change
 * may do, it does it to the tree; the compiler turns the differences between versions into patches.
 *
 * scenario_set owns its trees and the bytes they were read from. */
#ifndef ICSIM_SCENARIO_VERSIONS_H
#define ICSIM_SCENARIO_VERSIONS_H

#include "base/problem.h"
#include "scenario/setting.h"
#include "scenario/source.h"
#include <stdint.h>

struct version {
    int32_t day;             /* takes effect at 00:00; INT32_MIN: the start */
    struct setting *root;
};

/* A value that a change touches, and the days in which it does: [from, to). */
struct touched_value { char *path; int32_t from, to; bool over_time; };

struct scenario_arm {
    char *id;                /* file name without folder and ending, made unique with _2, _3 */
    char *file;
    char digest[65];         /* SHA-256 hex over the bytes of every file read for it, in order of name, and the --set texts */
    struct version *version; size_t version_count; /* at least 1, by day */
    struct setting *changes; /* as written, the base's first, for readers; NULL where problems left none */
    struct touched_value *touched; size_t touched_count; /* in the order of changes */
};

struct scenario_set {
    struct scenario_arm *arm; size_t arm_count;
    char **file; size_t file_count; /* every file read, sorted: for provenance */
    int32_t warm_up_days;    /* where time.warm_up is "auto": found by a pilot; 0 until then */
    int32_t pilot_days;      /* above 0: a pilot is compiled, a window of so many days from window_from */
    struct source_list sources;     /* the same with their bytes */
};

/* Reads `files` (arm 0 is the baseline), applies `sets` ("PATH=VALUE") to every arm at the start. Adds every
 * problem; STATUS_OK even with problems (look at problems->errors), else STATUS_NO_MEMORY / STATUS_IO. */
enum status scenario_read(const char *const *files, size_t file_count, const char *const *sets, size_t set_count,
                          struct scenario_set *out, struct problem_list *problems) MUST_USE;
void scenario_set_free(struct scenario_set *set);

#endif
