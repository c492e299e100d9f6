/* The one file that asks for more than POSIX: renameat2 is declared only so. */
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "results/exchange.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

int exchange_names(int parent, const char *a, const char *b) {
#if defined(RENAME_EXCHANGE)
    return renameat2(parent, a, parent, b, RENAME_EXCHANGE);
#else
    (void)parent, (void)a, (void)b;
    errno = ENOSYS;
    return -1;
#endif
}

int exchange_into_free_name(int parent, const char *from, const char *to) {
#if defined(RENAME_NOREPLACE)
    if (renameat2(parent, from, parent, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
#endif
    /* Nearest: rename itself refuses a folder that is not empty, or that is no folder. */
    struct stat already;
    if (fstatat(parent, to, &already, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(parent, from, parent, to);
}
