#include "results/folder.h"
#include "results/exchange.h"
#include "results/store.h"
#include "results/tree.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static void say(struct text *why, const char *doing, const char *path, int error) {
    if (why != NULL)
        text_add_format(why, "cannot %s %s: %s", doing, path, strerror(error));
}

static enum status refuse(struct text *why, const char *path, const char *sentence) {
    if (why != NULL)
        text_add_format(why, "%s %s", path, sentence);
    return STATUS_INPUT;
}

/* ---- names ------------------------------------------------------------------------------------------ */

static char *join(const char *first, const char *second, long number) {
    struct text text = {0};
    text_add_format(&text, "%s%s", first, second);
    if (number > 0)
        text_add_format(&text, "%ld", number);
    if (text.failed)
        text_free(&text);
    return text.bytes;
}

/* The path without slashes at its end, and the names made from it. */
static enum status make_names(struct folder *folder, const char *path) {
    folder->path = text_copy(path);
    if (folder->path == NULL)
        return STATUS_NO_MEMORY;
    size_t length = strlen(folder->path);
    while (length > 1 && folder->path[length - 1] == '/')
        folder->path[--length] = '\0';
    const char *slash = strrchr(folder->path, '/');
    folder->name = text_copy(slash == NULL ? folder->path : slash + 1);
    if (folder->name == NULL)
        return STATUS_NO_MEMORY;
    long process = (long)getpid();
    folder->partial = join(folder->path, ".partial-", process);
    folder->partial_name = join(folder->name, ".partial-", process);
    folder->old_name = join(folder->name, ".old-", process);
    bool made = folder->partial != NULL && folder->partial_name != NULL && folder->old_name != NULL;
    return made ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status open_parent(struct folder *folder, struct text *why) {
    size_t length = strlen(folder->path) - strlen(folder->name);
    char *parent = text_copy(length == 0 ? "." : folder->path);
    if (parent == NULL)
        return STATUS_NO_MEMORY;
    if (length > 0)
        parent[length] = '\0';
    folder->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->parent < 0)
        say(why, "open the folder", parent, errno);
    free(parent);
    return folder->parent < 0 ? STATUS_IO : STATUS_OK;
}

/* ---- what others left behind -------------------------------------------------------------------------- */

/* The process of "NAME.partial-123" or "NAME.old-123"; 0 where `entry` is no such name. */
static long left_by(const char *entry, const char *name, const char *kind) {
    size_t length = strlen(name), kind_length = strlen(kind);
    if (strncmp(entry, name, length) != 0 || strncmp(entry + length, kind, kind_length) != 0)
        return 0;
    const char *digits = entry + length + kind_length;
    if (*digits < '1' || *digits > '9' || strspn(digits, "0123456789") != strlen(digits))
        return 0;
    return strlen(digits) > 9 ? 0 : strtol(digits, NULL, 10);
}

/* A folder is left over when its process is gone from this machine and nobody, here or on another machine
 * that shares the folder, holds its lock. */
static bool is_left_over(int parent, const char *entry, long process) {
    if (process != (long)getpid() && (kill((pid_t)process, 0) == 0 || errno != ESRCH))
        return false;
    int inside = openat(parent, entry, FOLDER);
    if (inside < 0)
        return false;
    bool locked = flock(inside, LOCK_EX | LOCK_NB) == 0;
    close(inside);
    return locked;
}

/* Where names could not be exchanged, the old result was aside for a moment: if its process died then, it
 * goes back to its place. */
static void put_back(int parent, const char *entry, const char *name) {
    if (exchange_into_free_name(parent, entry, name) != 0)
        (void)tree_remove(parent, entry);
}

static void remove_left_over(const struct folder *folder) {
    int again = openat(folder->parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again < 0 ? NULL : fdopendir(again);
    if (entries == NULL) {
        if (again >= 0)
            close(again);
        return; /* not ours to judge: making the new folder will say what is wrong */
    }
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        long process = left_by(entry->d_name, folder->name, ".partial-");
        if (process > 0 && is_left_over(folder->parent, entry->d_name, process))
            (void)tree_remove(folder->parent, entry->d_name);
        process = left_by(entry->d_name, folder->name, ".old-");
        if (process > 0 && is_left_over(folder->parent, entry->d_name, process))
            put_back(folder->parent, entry->d_name, folder->name);
    }
    closedir(entries);
}

/* ---- may the path be used ------------------------------------------------------------------------------ */

static bool is_empty(int parent, const char *name) {
    bool empty = true;
    int inside = openat(parent, name, FOLDER);
    DIR *entries = inside < 0 ? NULL : fdopendir(inside);
    if (entries == NULL) {
        if (inside >= 0)
            close(inside);
        return false;
    }
    for (struct dirent *entry; empty && (entry = readdir(entries)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(entries);
    return empty;
}

static bool holds_store(int parent, const char *name) {
    struct stat about;
    int inside = openat(parent, name, FOLDER);
    if (inside < 0)
        return false;
    bool holds = fstatat(inside, STORE_FILE, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(about.st_mode);
    close(inside);
    return holds;
}

static enum status check_target(const struct folder *folder, struct text *why) {
    struct stat about;
    if (fstatat(folder->parent, folder->name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return STATUS_OK;
        say(why, "look at", folder->path, errno);
        return STATUS_IO;
    }
    if (S_ISLNK(about.st_mode))
        return refuse(why, folder->path, "is a symbolic link: name the folder itself");
    if (!S_ISDIR(about.st_mode))
        return refuse(why, folder->path, "exists and is no folder");
    if (!folder->replace)
        return refuse(why, folder->path, "exists already: choose another folder, or --force replaces it");
    if (!holds_store(folder->parent, folder->name) && !is_empty(folder->parent, folder->name))
        return refuse(why, folder->path,
                      "holds other things than results (no " STORE_FILE "), so it is not replaced");
    return STATUS_OK;
}

/* ---- beginning and ending ------------------------------------------------------------------------------- */

static enum status make_partial(struct folder *folder, struct text *why) {
    remove_left_over(folder);
    enum status status = check_target(folder, why);
    if (status != STATUS_OK)
        return status;
    if (mkdirat(folder->parent, folder->partial_name, 0777) != 0) {
        say(why, "create", folder->partial, errno);
        return STATUS_IO;
    }
    folder->begun = true;
    folder->inside = openat(folder->parent, folder->partial_name, FOLDER);
    if (folder->inside < 0) {
        say(why, "open", folder->partial, errno);
        return STATUS_IO;
    }
    /* Held until we are done, so that nobody takes it for left over; some file systems have no locks. */
    (void)flock(folder->inside, LOCK_EX | LOCK_NB);
    return STATUS_OK;
}

enum status folder_begin(struct folder *folder, const char *path, bool replace, struct text *why) {
    *folder = (struct folder){.parent = -1, .inside = -1, .replace = replace};
    enum status status = make_names(folder, path);
    if (status == STATUS_OK && (folder->name[0] == '\0' || strcmp(folder->name, ".") == 0 ||
                                strcmp(folder->name, "..") == 0))
        status = refuse(why, path[0] == '\0' ? "the output folder" : path, "cannot be a result folder");
    if (status == STATUS_OK)
        status = open_parent(folder, why);
    if (status == STATUS_OK)
        status = make_partial(folder, why);
    if (status != STATUS_OK)
        folder_free(folder);
    return status;
}

char *folder_file(const struct folder *folder, const char *name) {
    struct text text = {0};
    text_add_format(&text, "%s/%s", folder->partial, name);
    if (text.failed)
        text_free(&text);
    return text.bytes;
}

enum status folder_write(const struct folder *folder, const char *name, const struct text *content,
                         struct text *why) {
    int file = openat(folder->inside, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0666);
    int error = file < 0 ? errno : 0;
    for (size_t done = 0; error == 0 && done < content->length;) {
        ssize_t written = write(file, content->bytes + done, content->length - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            error = errno;
    }
    if (file >= 0 && close(file) != 0 && error == 0)
        error = errno;
    if (error == 0)
        return STATUS_OK;
    say(why, "write", name, error);
    return STATUS_IO;
}

enum status folder_make_way(const struct folder *folder, const char *name, struct text *why) {
    char *way = text_copy(name);
    int error = way == NULL ? ENOMEM : 0;
    for (char *slash = way; error == 0 && (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
        *slash = '\0';
        if (mkdirat(folder->inside, way, 0777) != 0 && errno != EEXIST)
            error = errno;
    }
    free(way);
    if (error == 0)
        return STATUS_OK;
    say(why, "make the folders of", name, error);
    return error == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
}

/* In place of what is there: at one instant where that is possible, else by way of a third name. */
static int replace_old(const struct folder *folder) {
    if (exchange_names(folder->parent, folder->partial_name, folder->name) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (renameat(folder->parent, folder->name, folder->parent, folder->old_name) != 0)
        return -1;
    if (renameat(folder->parent, folder->partial_name, folder->parent, folder->name) == 0)
        return 0;
    int error = errno;
    (void)renameat(folder->parent, folder->old_name, folder->parent, folder->name);
    errno = error;
    return -1;
}

static enum status put_in_place(struct folder *folder, struct text *why) {
    struct stat about;
    bool there = fstatat(folder->parent, folder->name, &about, AT_SYMLINK_NOFOLLOW) == 0;
    enum status status = check_target(folder, why); /* somebody may have come in between */
    if (status != STATUS_OK)
        return status;
    int done = there ? replace_old(folder)
                     : exchange_into_free_name(folder->parent, folder->partial_name, folder->name);
    if (done != 0) {
        say(why, "rename the finished result to", folder->path, errno);
        return STATUS_IO;
    }
    return STATUS_OK;
}

enum status folder_commit(struct folder *folder, struct text *why) {
    if (tree_sync(folder->parent, folder->partial_name) != 0) {
        say(why, "sync", folder->partial, errno);
        return STATUS_IO;
    }
    enum status status = put_in_place(folder, why);
    if (status != STATUS_OK)
        return status;
    /* The result stands. The parent's sync makes the name last through a power cut; if it or the removal
     * of the old one fails, the result is good none the less. */
    (void)fsync(folder->parent);
    (void)tree_remove(folder->parent, folder->partial_name);
    (void)tree_remove(folder->parent, folder->old_name);
    folder->begun = false;
    return STATUS_OK;
}

void folder_free(struct folder *folder) {
    if (folder->begun)
        (void)tree_remove(folder->parent, folder->partial_name);
    if (folder->path != NULL && folder->inside >= 0)
        close(folder->inside);
    if (folder->path != NULL && folder->parent >= 0)
        close(folder->parent);
    free(folder->path);
    free(folder->partial);
    free(folder->name);
    free(folder->partial_name);
    free(folder->old_name);
    *folder = (struct folder){0};
}
