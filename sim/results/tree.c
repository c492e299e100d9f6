#include "results/tree.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* Calls `visit` on every name in the folder; -1 with the first errno if any failed. */
static int for_each(int parent, const char *name, int (*visit)(int folder, const char *name)) {
    int first_error = 0;
    int folder = openat(parent, name, FOLDER);
    DIR *entries = folder < 0 ? NULL : fdopendir(folder);
    if (entries == NULL) {
        first_error = errno;
        if (folder >= 0)
            close(folder);
        errno = first_error;
        return -1;
    }
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(entries);
        if (entry == NULL) {
            first_error = first_error != 0 ? first_error : errno;
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (visit(folder, entry->d_name) != 0 && first_error == 0)
            first_error = errno;
    }
    closedir(entries);
    errno = first_error;
    return first_error == 0 ? 0 : -1;
}

static int sync_one(int parent, const char *name, int flags) {
    int file = openat(parent, name, flags);
    if (file < 0)
        return -1;
    int done = fsync(file);
    int error = errno;
    close(file);
    errno = error;
    return done;
}

static int sync_name(int folder, const char *name) {
    struct stat about;
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return -1;
    if (S_ISDIR(about.st_mode))
        return tree_sync(folder, name);
    if (S_ISREG(about.st_mode))
        return sync_one(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    return 0;
}

int tree_sync(int parent, const char *name) {
    if (for_each(parent, name, sync_name) != 0)
        return -1;
    return sync_one(parent, name, FOLDER);
}

int tree_remove(int parent, const char *name) {
    struct stat about;
    if (fstatat(parent, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : -1;
    if (!S_ISDIR(about.st_mode))
        return unlinkat(parent, name, 0);
    int emptied = for_each(parent, name, tree_remove);
    int error = errno;
    if (unlinkat(parent, name, AT_REMOVEDIR) != 0)
        return -1;
    errno = error;
    return emptied;
}
