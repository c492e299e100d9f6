/* tables: reads the CSV files that a tree names, and hangs them in the tree in place of their names. Owns nothing. */
#ifndef ICSIM_SCENARIO_TABLES_H
#define ICSIM_SCENARIO_TABLES_H

#include "scenario/setting.h"
#include "scenario/source.h"

/* Every key that the dictionary calls a table and that still holds a text. Problems name where the file is
 * named. STATUS_OK or STATUS_NO_MEMORY. */
/* The same for the tables that changes name. */
enum status tables_hang_changes(struct setting *list, struct source_list *sources, struct problem_list *problems) MUST_USE;
enum status tables_hang(struct setting *root, struct source_list *sources, struct problem_list *problems) MUST_USE;

#endif
