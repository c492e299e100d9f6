#include "results/new_file.h"
#include "results/exchange.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status fail(struct text *why, const char *doing, const char *path, int error) {
    if (why != NULL)
        text_add_format(why, "cannot %s %s: %s", doing, path, strerror(error));
    return error == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
}

static enum status refuse(struct text *why, const char *path) {
    if (why != NULL)
        text_add_format(why, "%s exists already; --force replaces it", path);
    return STATUS_INPUT;
}

enum status new_file_begin(struct new_file *file, const char *path, bool replace, struct text *why) {
    struct text partial = {0};
    *file = (struct new_file){.path = path, .replace = replace};
    if (!replace && access(path, F_OK) == 0)
        return refuse(why, path);
    text_add_format(&partial, "%s.partial-%ld", path, (long)getpid());
    if (partial.failed)
        return STATUS_NO_MEMORY;
    file->partial = partial.bytes;
    (void)unlink(file->partial); /* of a process of our number that was killed */
    int made = open(file->partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (made < 0) {
        enum status status = fail(why, "create", path, errno);
        new_file_free(file);
        return status;
    }
    close(made);
    file->begun = true;
    return STATUS_OK;
}

enum status new_file_commit(struct new_file *file, struct text *why) {
    int whole = open(file->partial, O_RDONLY | O_CLOEXEC);
    int error = whole < 0 || fsync(whole) != 0 ? errno : 0;
    if (whole >= 0)
        close(whole);
    if (error == 0 && (file->replace ? rename(file->partial, file->path)
                                     : exchange_into_free_name(AT_FDCWD, file->partial, file->path)) != 0)
        error = errno;
    if (error == EEXIST && !file->replace)
        return refuse(why, file->path); /* somebody came in between */
    if (error != 0)
        return fail(why, "write", file->path, error);
    file->begun = false;
    return STATUS_OK;
}

void new_file_free(struct new_file *file) {
    if (file->begun)
        (void)unlink(file->partial);
    free(file->partial);
    *file = (struct new_file){0};
}

enum status new_file_put(const char *path, bool replace, const struct text *content, struct text *why) {
    struct new_file file;
    enum status status = new_file_begin(&file, path, replace, why);
    if (status != STATUS_OK)
        return status;
    FILE *out = fopen(file.partial, "we");
    bool good = out != NULL && (content->length == 0 || fwrite(content->bytes, 1, content->length, out) == content->length);
    int error = good ? 0 : errno;
    if (out != NULL && fclose(out) != 0 && error == 0)
        error = errno;
    status = error == 0 ? new_file_commit(&file, why) : fail(why, "write", path, error);
    new_file_free(&file);
    return status;
}
