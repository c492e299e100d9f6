/* export: a result folder's tables as CSV, JSON or Markdown, read from its store without changing it.
 *   CSV: RFC 4180 but with \n line ends (what shells, diff and git expect; R, pandas, Excel and Power BI read both); a header row; missing is an empty field, an empty text "".
 *   JSON: an array of objects, one a row; missing is null.
 *   Markdown: a table. Numbers everywhere with 12 significant digits and a decimal point.
 * The struct owns the open store. Where a function fails, `why` (may be NULL) gets a sentence. */
#ifndef ICSIM_RESULTS_EXPORT_H
#define ICSIM_RESULTS_EXPORT_H

#include "base/text.h"
#include <stdio.h>

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_MARKDOWN };

struct sqlite3;
struct export {
    struct sqlite3 *database;
    char **table; /* names, in the order in which they are stored */
    size_t table_count;
};

/* Opens the store of a result folder and looks whether it is whole. STATUS_INPUT: it is none, or damaged,
 * or of another layout; STATUS_IO: it cannot be read. */
enum status export_open(struct export *export, const char *folder, struct text *why) MUST_USE;
void export_close(struct export *export);

/* What a failure of SQLite (its code) means for who reads a store: damaged or none of ours, no memory, or unreadable. */
enum status export_failed_as(int code);

bool export_has_table(const struct export *export, const char *table);
/* STATUS_INPUT, and in `why` the sentence that there is no such table, with the nearest. */
enum status export_no_such_table(const struct export *export, const char *table, struct text *why) MUST_USE;

/* The ending of a format's files: ".csv", ... */
const char *export_ending(enum export_format format);

/* One table into a stream. STATUS_INPUT: there is no such table (`why` names the nearest). */
enum status export_table(const struct export *export, const char *table, enum export_format format,
                         FILE *out, struct text *why) MUST_USE;

/* One table as the file `path`, whole or, on failure, not there; STATUS_INPUT where something is there and not to be
 * replaced. */
enum status export_file(const struct export *export, const char *table, const char *path,
                        enum export_format format, bool replace, struct text *why) MUST_USE;

/* Every table as a file of its own, TABLE.csv, in a folder that is there; none where one is there already and not to be
 * replaced. */
enum status export_folder(const struct export *export, const char *folder, enum export_format format,
                          bool replace, struct text *why) MUST_USE;

#endif
