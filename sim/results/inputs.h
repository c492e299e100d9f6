/* inputs: the scenarios of a result, read again from the bundle in its folder with what was set by hand when it was made. */
#ifndef ICSIM_RESULTS_INPUTS_H
#define ICSIM_RESULTS_INPUTS_H

#include "results/bundle.h"
#include "scenario/versions.h"

struct inputs {
    struct bundle_inputs bundle;
    struct scenario_set set;
};

/* STATUS_INPUT, with a sentence in `why`: a file is gone or has changed, or this version reads something wrong in it. */
enum status inputs_open(struct inputs *inputs, const char *folder, struct text *why) MUST_USE;
void inputs_close(struct inputs *inputs);

/* The "PATH=VALUE" of a kept option "--set=PATH=VALUE"; NULL: it is another option. */
const char *inputs_set(const char *option);

/* All of a bundle, then `more`: an array of borrowed texts that the caller frees. */
enum status inputs_sets(const struct bundle_inputs *bundle, const char *const *more, size_t more_count, const char ***sets,
                        size_t *count) MUST_USE;

#endif
