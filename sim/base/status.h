/* What a function that can fail for reasons outside the program returns. The user's mistakes are not
 * here: they are `struct problem`s (base/problem.h); our own are CHECKs (base/check.h). */
#ifndef ICSIM_BASE_STATUS_H
#define ICSIM_BASE_STATUS_H

enum status {
    STATUS_OK = 0,
    STATUS_INPUT,       /* the user's input is wrong; the problem list says how */
    STATUS_NO_MEMORY,   /* an allocation failed */
    STATUS_IO,          /* a file could not be read, written or renamed; errno is kept by the caller */
    STATUS_INTERRUPTED, /* asked to stop; what was finished is kept */
};

#define MUST_USE __attribute__((warn_unused_result))

/* A short English sentence for a status, never NULL. */
const char *status_text(enum status status);

#endif
