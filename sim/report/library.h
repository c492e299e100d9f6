/* library: a shared library that is opened when it is first needed, not when the program starts. What only draws pictures
 * so costs nothing where none is drawn (a simulation on a computing node neither loads nor needs it), and a missing
 * library is a sentence instead of a program that does not start. */
#ifndef ICSIM_REPORT_LIBRARY_H
#define ICSIM_REPORT_LIBRARY_H

#include "base/text.h"
#include <stddef.h>

/* A function of the library, and where its address goes: `offset` bytes into the struct that holds the addresses. */
struct library_function {
    const char *name;
    size_t offset;
};

struct library {
    const char *file;    /* name with version, as the loader looks for it: "librsvg-2.so.2" */
    const char *package; /* the Debian package that brings it */
    const struct library_function *function;
    size_t functions;
};

/* Opens the library, which then stays open until the program ends, and fills `addresses` with pointers to its
 * functions. Where it or one of its functions is not there: STATUS_INPUT, and a sentence with what to install. */
enum status library_open(const struct library *library, void *addresses, struct text *why) MUST_USE;

/* For a list FUNCTIONS(F) of the functions that are used: each a field of `struct functions`, of the header's own type, and a row
 * of the list that fills it. */
#define LIBRARY_FIELD(name) __typeof__(&name) name;
#define LIBRARY_ROW(name) {#name, offsetof(struct functions, name)},

#endif
