/* store: every result table in one SQLite file whose bytes depend on the inputs, the seed and the version
 * only: no time, no host, no path, and every number rounded to 12 digits. Owns nothing. */
#ifndef ICSIM_RESULTS_STORE_H
#define ICSIM_RESULTS_STORE_H

#include "base/text.h"
#include "results/view.h"

#define STORE_FILE "results.sqlite"
enum { STORE_APPLICATION_ID = 0x69637369, STORE_FORMAT = 2 }; /* "icsi"; the number of the table layout */

/* Creates `path`, which must not exist, and writes all tables. The file is not synced (folder_commit does
 * that). On failure it is removed and `why`, where not NULL, says in a sentence what went wrong. */
enum status store_write(const char *path, struct result_view *view, struct text *why) MUST_USE;

#endif
