/* compile: trees into a network. */
#ifndef ICSIM_SCENARIO_COMPILE_H
#define ICSIM_SCENARIO_COMPILE_H

#include "network/network.h"
#include "scenario/versions.h"

/* Builds one network of all arms: the union of their things by id, the baseline's values at the start, and
 * each arm's patches. Adds every problem it finds; STATUS_INPUT where there are errors (the network is then
 * freed and zeroed). The caller frees the network. */
enum status scenario_compile(const struct scenario_set *set, struct network *network,
                             struct problem_list *problems) MUST_USE;

/* Both steps: files to network. */
enum status scenario_load(const char *const *files, size_t file_count, const char *const *sets, size_t set_count,
                          struct network *network, struct problem_list *problems) MUST_USE;

/* The same, and hands over what was read (where all went well); the caller frees it. */
struct scenario_wish {
    const char *const *file; size_t file_count;
    const char *const *set; size_t set_count;
};
enum status scenario_load_from(const struct scenario_wish *wish, struct network *network, struct source_list *sources,
                               struct problem_list *problems) MUST_USE;

#endif
