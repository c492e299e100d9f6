/* folder: an output folder that is there whole or not at all. It is filled as DIR.partial-PID, synced, and
 * renamed to DIR in one instant; killed at any moment, DIR is as it was or as it should be. What processes
 * that are gone left behind (DIR.partial-*, DIR.old-*) is removed when the next one begins. Links are never
 * followed out of the folder. The struct owns its names and the open folders. */
#ifndef ICSIM_RESULTS_FOLDER_H
#define ICSIM_RESULTS_FOLDER_H

#include "base/text.h"

struct folder {
    char *path;      /* DIR as the user named it, without slashes at its end */
    char *partial;   /* path of the folder to fill */
    char *name, *partial_name, *old_name; /* the last parts */
    int parent, inside; /* open folders; -1 */
    bool replace, begun;
};

/* Makes the partial folder. STATUS_INPUT where the path cannot be a result folder: it exists and `replace`
 * is false, it is a link or a file, or it is full of other things than a result (then it is not replaced
 * either). `why`, where not NULL, gets a sentence on failure. */
enum status folder_begin(struct folder *folder, const char *path, bool replace, struct text *why) MUST_USE;

/* Path of a file in the folder being filled; the caller frees it; NULL without memory. */
char *folder_file(const struct folder *folder, const char *name) MUST_USE;

/* Makes the folders on the way to a file `name` such as "inputs/files/x.csv" in the folder being filled. */
enum status folder_make_way(const struct folder *folder, const char *name, struct text *why) MUST_USE;

/* Writes one whole file into the folder being filled. */
enum status folder_write(const struct folder *folder, const char *name, const struct text *content,
                         struct text *why) MUST_USE;

/* Syncs everything and renames. On failure what was there before is still there. */
enum status folder_commit(struct folder *folder, struct text *why) MUST_USE;

/* Gives everything back; a folder not committed is removed. Safe on a zeroed struct. */
void folder_free(struct folder *folder);

#endif
