/* must: what has to hold before anything can be compared. Where it does not, a Criterion test fails at once; a program
 * that is no test says first what is to happen instead. */
#ifndef ICSIM_TESTS_SUPPORT_MUST_H
#define ICSIM_TESTS_SUPPORT_MUST_H

#include <stdbool.h>

/* Does not come back where `holds` is false. */
void must(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says the sentence and ends the program; NULL (as at first): the running Criterion test fails. */
extern void (*must_fails)(const char *sentence);

#endif
