/* layers: a scenario file with its base and what it uses, merged into one tree, and the changes of all of them
 * in order: the base's first, then those of what it uses, then its own. */
#ifndef ICSIM_SCENARIO_LAYERS_H
#define ICSIM_SCENARIO_LAYERS_H

#include "scenario/setting.h"
#include "scenario/source.h"

/* *root and *changes (a list of groups) are new trees of the caller's; NULL where problems leave none. */
enum status layers_read(const char *file, struct source_list *sources, struct setting **root,
                        struct setting **changes, struct problem_list *problems) MUST_USE;

#endif
