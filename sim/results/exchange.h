/* Renaming with a condition, which POSIX lacks: Linux's renameat2, and what is nearest where the kernel or
 * the file system does not have it. Both return 0, or -1 with errno. Own nothing. */
#ifndef ICSIM_RESULTS_EXCHANGE_H
#define ICSIM_RESULTS_EXCHANGE_H

#include <stdbool.h>

/* Gives two names in the folder `parent` each other's content in one instant. errno EINVAL or ENOSYS: not
 * possible here. */
int exchange_names(int parent, const char *a, const char *b);

/* Renames `from` to `to` unless there is a `to`: then -1 and errno EEXIST. */
int exchange_into_free_name(int parent, const char *from, const char *to);

#endif
