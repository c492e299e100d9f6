/* reader: reads any group into its struct by the dictionary, and says what is wrong with it: unknown keys,
 * wrong kinds and units, numbers out of range, what is missing. */
#ifndef ICSIM_SCENARIO_READER_H
#define ICSIM_SCENARIO_READER_H

#include "scenario/dictionary.h"

/* Fills the struct of this kind of group (zeroed before). Adds problems; STATUS_OK or STATUS_NO_MEMORY. The
 * struct borrows from the setting and owns its arrays. */
enum status reader_read(const struct setting *group, enum group_kind kind, void *into,
                        struct problem_list *problems) MUST_USE;

/* Frees the arrays of such a struct, not the struct itself. */
void reader_free(enum group_kind kind, void *from);

/* "a number", "a text", ... what a setting is, for sentences. */
const char *reader_found(const struct setting *setting);

#endif
