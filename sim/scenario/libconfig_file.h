/* libconfig_file: the bytes of a scenario file into a tree. What libconfig would take silently in another
 * sense than it was written (a number cut to 32 bits, a comment without an end, @include) is refused here.
 * The caller owns the tree. */
#ifndef ICSIM_SCENARIO_LIBCONFIG_FILE_H
#define ICSIM_SCENARIO_LIBCONFIG_FILE_H

#include "scenario/setting.h"
#include "scenario/source.h"

/* *root is NULL where problems were added that leave no tree. STATUS_OK or STATUS_NO_MEMORY. */
enum status libconfig_file_parse(const struct source *source, struct setting **root,
                                 struct problem_list *problems) MUST_USE;

/* The value of `--set PATH=VALUE` after the sign: true and false, a number, a text in quotes or without, or
 * a group or list in the language. *value is a new tree with one child named `value`, NULL after a problem. */
enum status libconfig_value_parse(const char *text, const struct place *place, struct setting **value,
                                  struct problem_list *problems) MUST_USE;

#endif
