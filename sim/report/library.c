#include "report/library.h"
#include <dlfcn.h>
#include <string.h>

enum status library_open(const struct library *library, void *addresses, struct text *why) {
    /* NODELETE: these libraries start threads and keep what they have made, so they cannot be closed. */
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == NULL) {
        text_add_format(why, "%s cannot be loaded: install the Debian package %s", library->file, library->package);
        return STATUS_INPUT;
    }
    for (size_t i = 0; i < library->functions; i++) {
        const struct library_function *function = &library->function[i];
        void *address = dlsym(handle, function->name);
        if (address == NULL) {
            text_add_format(why, "%s has no function %s: install a newer version of the Debian package %s",
                            library->file, function->name, library->package);
            return STATUS_INPUT;
        }
        /* C has no cast from an object's address to a function's; POSIX promises that they look alike. */
        memcpy((char *)addresses + function->offset, &address, sizeof address);
    }
    return STATUS_OK;
}
