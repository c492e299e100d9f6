/* Whole folders: syncing and removing what is inside. Links are treated as names, never followed.
 * Own nothing; return 0, or -1 with errno. */
#ifndef ICSIM_RESULTS_TREE_H
#define ICSIM_RESULTS_TREE_H

/* Syncs every file below the folder `name` in `parent`, then the folders themselves. */
int tree_sync(int parent, const char *name);

/* Removes `name` in `parent` with all that is below; goes on past what cannot be removed. Nothing there:
 * fine. */
int tree_remove(int parent, const char *name);

#endif
