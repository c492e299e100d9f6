/* changes: what a scenario's changes make of its tree, verb by verb. Owns nothing. */
#ifndef ICSIM_SCENARIO_CHANGES_H
#define ICSIM_SCENARIO_CHANGES_H

#include "scenario/source.h"
#include "scenario/versions.h"

/* Applies the changes (a list of groups, the base's first) to the arm, whose version 0 is there: it gets the
 * other versions. Adds every problem; STATUS_OK or STATUS_NO_MEMORY. */
enum status changes_apply(struct scenario_arm *arm, struct setting *list, struct source_list *sources,
                          struct problem_list *problems) MUST_USE;

#endif
