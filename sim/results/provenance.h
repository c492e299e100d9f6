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

/* What of it may be shown to anybody: neither the machine's name nor where folders lie on it. Texts are NULL and numbers
 * are NAN where the file does not say them. Owns its texts. */
struct provenance_told {
    char *command;   /* the command line; of a path from the root or from a folder above only its last part */
    char *started;   /* in UTC, as in ISO 8601 */
    char *compiler, *precision;
    char *libraries; /* "gsl 2.7.1, jansson 2.14" */
    char *system;    /* "Linux 6.1 on x86_64" */
    double seconds, threads, events;
};

/* Reads the file in a result folder; STATUS_INPUT, with a sentence in `why`, where there is none that can be read. */
enum status provenance_read(const char *folder, struct provenance_told *told, struct text *why) MUST_USE;
void provenance_told_free(struct provenance_told *told);

#endif
