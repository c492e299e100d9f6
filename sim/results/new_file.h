/* new_file: one file that is there whole or not at all. It is filled as PATH.partial-PID, synced, and renamed. The struct
 * owns its names. Where a function fails, `why` (may be NULL) gets a sentence. */
#ifndef ICSIM_RESULTS_NEW_FILE_H
#define ICSIM_RESULTS_NEW_FILE_H

#include "base/text.h"

struct new_file {
    const char *path; /* borrowed */
    char *partial;    /* the file to fill: it is there, and empty */
    bool replace, begun;
};

/* STATUS_INPUT: there is something at `path`, and it is not to be replaced. */
enum status new_file_begin(struct new_file *file, const char *path, bool replace, struct text *why) MUST_USE;

/* Syncs and renames; on failure what was at `path` is there still. */
enum status new_file_commit(struct new_file *file, struct text *why) MUST_USE;

/* A file not committed is removed. Safe on a zeroed struct. */
void new_file_free(struct new_file *file);

/* All in one: a file of these bytes. */
enum status new_file_put(const char *path, bool replace, const struct text *content, struct text *why) MUST_USE;

#endif
