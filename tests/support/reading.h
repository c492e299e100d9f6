/* reading: scenario files read as trees, for tests. Texts are written to scratch files of the test's own process.
 *
 * A reading owns its set and problems; reading_free gives them back. */
#ifndef ICSIM_TESTS_SUPPORT_READING_H
#define ICSIM_TESTS_SUPPORT_READING_H

#include "scenario/versions.h"
#include <stddef.h>

struct reading {
    struct scenario_set set;
    struct problem_list problems;
};

/* A file of the tests' data by its name from tests/scenario/data, in a buffer that the next call but three uses. */
const char *data_file(const char *name);

/* Writes bytes to a scratch file and gives its name, in such a buffer. */
const char *scratch_file(const char *name, const char *bytes, size_t length);
const char *scratch_text(const char *name, const char *text);

/* Reads arms, also into specs, so that all that reading can find is found; problems are sorted. */
void read_arms(struct reading *reading, const char *const *files, size_t file_count, const char *const *sets,
               size_t set_count);
void read_arm(struct reading *reading, const char *file);

/* The good scenario with these changes, the text within `changes = ( )`. */
void read_changes(struct reading *reading, const char *changes);
void reading_free(struct reading *reading);

/* The number of problems with this sentence. */
size_t said(const struct reading *reading, int sentence);

/* A value of arm 0 on a day ("2026-06-01"; "" for the start): its number, NAN where there is none; its text. */
double number_on(const struct reading *reading, const char *day, const char *path);
const char *text_on(const struct reading *reading, const char *day, const char *path);

#endif
