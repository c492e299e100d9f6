/* icsim: who waits, who travels and who pays when a health system moves care. The library's interface: load
 * scenarios, run the same people through each, read a measure.
 *
 * Ownership: icsim_load makes a model that the caller gives back with icsim_free; texts belong to the model and
 * live until the next call on it. Functions return ICSIM_OK or a code; icsim_message says more, in English. One
 * thread at a time uses a model; different models are independent. */
#ifndef ICSIM_ICSIM_H
#define ICSIM_ICSIM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum icsim_status {
    ICSIM_OK = 0,
    ICSIM_INPUT = 2,   /* a file, a setting or an argument is wrong */
    ICSIM_MACHINE = 3, /* memory or a device failed */
};

struct icsim;

/* A number over replications with its 95 % interval; NAN where there is none (one replication, no people). */
struct icsim_interval {
    double mean, low, high;
};

/* What can be asked of a standard. Minutes are simulated minutes. */
enum icsim_measure {
    ICSIM_MEAN_MINUTES,  /* mean of all people, the unfinished with their minutes so far */
    ICSIM_P90_MINUTES,   /* 90th percentile */
    ICSIM_WITHIN_TARGET, /* share 0..1 within the standard's target */
    ICSIM_PEOPLE,        /* people measured in the window */
};

/* Reads `file_count` scenario files (the first is the baseline) and `set_count` overrides "PATH=VALUE" (set may
 * be NULL). *model is NULL only without memory; with ICSIM_INPUT its message lists every problem, a line each. */
int icsim_load(struct icsim **model, const char *const *files, size_t file_count, const char *const *set,
               size_t set_count);

/* Runs all scenarios; where the warm-up is "auto", a pilot finds it first. replications 1..100000, seed 1..2^31-1, threads 1..1024 (results do not depend on it). */
int icsim_run(struct icsim *model, unsigned replications, unsigned seed, unsigned threads);

/* A measure of standard `id` in scenario `arm` (0: the baseline), for everyone (group NULL), an area (its id), or
 * a level of a group ("age/from_65"). After icsim_run. */
int icsim_standard(struct icsim *model, size_t arm, const char *id, const char *group, enum icsim_measure measure,
                   struct icsim_interval *out);

/* The paired difference arm - baseline of the same measure: positive is longer, or more. */
int icsim_difference(struct icsim *model, size_t arm, const char *id, const char *group, enum icsim_measure measure,
                     struct icsim_interval *out);

/* What to beware of in the last run, a line each: overloaded pools, lines that grow, a warm-up too short. "" where there
 * is nothing, or nothing was run. */
const char *icsim_warnings(const struct icsim *model);

/* Days that the last run was warmed up before its window, given or found; -1 before any. */
int icsim_warm_up_days(const struct icsim *model);

/* What went wrong last; "" where nothing did. */
const char *icsim_message(const struct icsim *model);

void icsim_free(struct icsim *model);

/* "0.1.0" */
const char *icsim_version(void);

#ifdef __cplusplus
}
#endif

#endif
