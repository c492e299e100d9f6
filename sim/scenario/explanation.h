/* explanation: what two scenarios differ in, told so that whoever has to decide understands it: each difference
 * with its kind, from when and over how long, from what to what, in a sentence. A ramp is one difference, and so is
 * a thing (a payment, a step, a team) that only one of them has. The list owns its texts. */
#ifndef ICSIM_SCENARIO_EXPLANATION_H
#define ICSIM_SCENARIO_EXPLANATION_H

#include "scenario/difference.h"
#include "scenario/explanation_words.h"

struct explanation_list {
    struct explanation *item; /* by kind, then time, then path */
    size_t count, capacity;
};

/* Explains what the second does otherwise than the first. */
enum status explanation_find(const struct scenario_arm *first, const struct scenario_arm *second,
                             struct explanation_list *list) MUST_USE;

/* Adds an option of the command, such as --seed, that differs; NULL: not given. */
enum status explanation_add_option(struct explanation_list *list, const char *option, const char *first,
                                   const char *second) MUST_USE;

void explanation_list_free(struct explanation_list *list);

#endif
