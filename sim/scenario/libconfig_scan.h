/* libconfig_scan: looks through the text of a scenario file before libconfig does, for what libconfig would
 * misread without a word. Owns nothing. */
#ifndef ICSIM_SCENARIO_LIBCONFIG_SCAN_H
#define ICSIM_SCENARIO_LIBCONFIG_SCAN_H

#include "base/problem.h"
#include <stdbool.h>

enum {
    SCAN_DEPTH_MAX = 40,       /* groups and lists inside each other */
    SCAN_NAMES_MAX = 1000,     /* settings in one group: libconfig takes the square of it in time */
    SCAN_WORDS_MAX = 500000,   /* names and values in a file */
};

/* Adds a problem for everything found; true where there was none. `line`: the number of the first line, 1 for a
 * file, 0 for an argument, which has no lines. */
bool libconfig_scan(const char *file, int line, const char *text, struct problem_list *problems);

#endif
