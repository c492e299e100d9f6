/* compile_lists: lists that people are registered on, and amounts per head, which go by them. */
#ifndef ICSIM_SCENARIO_COMPILE_LISTS_H
#define ICSIM_SCENARIO_COMPILE_LISTS_H

#include "scenario/compiler.h"

/* The lists of all versions, and their dimension; once the other groups stand. */
enum status compile_lists(struct compiler *compiler) MUST_USE;
/* Says all that is wrong with the lists of the version in hand. */
enum status lists_check(struct compiler *compiler) MUST_USE;
/* Keeps the lists of the version in hand as an arm's from the minute on. */
enum status lists_keep(struct compiler *compiler, uint32_t arm, double minute) MUST_USE;

/* People of a list (NULL: everybody) in the version in hand, each counting `weight` (NULL: 1; else a value by group, or
 * { column = ...; } of the areas' weighted people, shared evenly by the area's people). */
double heads_counted(struct compiler *compiler, const char *list, const struct setting *weight);
/* Says what is wrong with amounts per head of the version in hand. */
void heads_check(struct compiler *compiler);

#endif
