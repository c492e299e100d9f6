#include "report/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum status failed(struct text *why, const char *doing, const char *path) {
    if (why != NULL)
        text_add_format(why, "cannot %s %s: %s", doing, path, strerror(errno));
    return STATUS_IO;
}

static enum status write_all(int file, const struct text *text) {
    for (size_t done = 0; done < text->length;) {
        ssize_t written = write(file, text->bytes + done, text->length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return STATUS_IO;
        done += (size_t)written;
    }
    return fsync(file) == 0 ? STATUS_OK : STATUS_IO;
}

/* A new file under another name, then in one instant under its own. */
enum status file_put(const char *path, const struct text *content, struct text *why) {
    struct text partial = {0};
    text_add_format(&partial, "%s.partial-%ld", path, (long)getpid());
    if (partial.failed)
        return STATUS_NO_MEMORY;
    (void)unlink(partial.bytes);
    int file = open(partial.bytes, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    enum status status = file < 0 ? failed(why, "create", partial.bytes) : STATUS_OK;
    if (status == STATUS_OK) {
        if (write_all(file, content) != STATUS_OK)
            status = failed(why, "write", path);
        if (close(file) != 0 && status == STATUS_OK)
            status = failed(why, "write", path);
        if (status == STATUS_OK && rename(partial.bytes, path) != 0)
            status = failed(why, "create", path);
        if (status != STATUS_OK)
            unlink(partial.bytes);
    }
    text_free(&partial);
    return status;
}
