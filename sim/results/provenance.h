/* provenance: when, where, by what and how fast a result was made: provenance.json beside the store, and
 * outside every comparison of results. Borrows what the struct points to. */
#ifndef ICSIM_RESULTS_PROVENANCE_H
#define ICSIM_RESULTS_PROVENANCE_H

#include "base/text.h"
#include <time.h>

#define PROVENANCE_FILE "provenance.json"

struct provenance_file { const char *name, *digest; }; /* as the user named it; SHA-256 in hex, or NULL */

struct provenance {
    int argument_count;
    char *const *argument;      /* the command line, the program's name first */
    time_t started;
    double seconds;             /* from start to now, by a monotonic clock */
    uint32_t threads;
    uint64_t events;            /* of all runs together; 0: not counted */
    size_t file_count;
    const struct provenance_file *file;
    const char *precision;      /* how a run for a precision ended; NULL: replications were fixed */
};

/* The JSON text, appended to `out`. */
enum status provenance_text(const struct provenance *provenance, struct text *out) MUST_USE;

#endif
