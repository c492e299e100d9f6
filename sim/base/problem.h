/* What is wrong with the user's input: as many problems as there are, each with its place. The list owns
 * its texts. Whoever reads input adds; only the command line prints. */
#ifndef ICSIM_BASE_PROBLEM_H
#define ICSIM_BASE_PROBLEM_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* Where in the input: any part may be NULL or 0. */
struct place {
    const char *file; /* as the user named it */
    int line;         /* 1-based; 0: no line */
    const char *path; /* setting path, e.g. pathways.emergency.steps.ae.needs */
};

struct problem {
    enum severity severity;
    int sentence; /* which sentence of the speaker's list this is (see scenario/sentences.h); -1: none */
    char *file;
    int line;
    char *path;
    char *text; /* one line, British English, no trailing newline */
};

struct problem_list {
    struct problem *item;
    size_t count, capacity;
    size_t errors, warnings;
    bool out_of_memory; /* a problem could not be stored: treat as STATUS_NO_MEMORY */
};

void problem_list_free(struct problem_list *list);

/* Adds a problem; the texts are copied. At most 1,000 are kept (the rest are counted only);
 * an error then takes the place of a warning. */
void problem_add(struct problem_list *list, enum severity severity, int sentence, struct place place,
                 const char *text);

/* STATUS_OK without errors, else STATUS_INPUT, or STATUS_NO_MEMORY. */
enum status problem_status(const struct problem_list *list) MUST_USE;

/* Sorts by file, line, path, text and drops exact repeats, so that the order never depends on the
 * reader; what is dropped is no longer counted. */
void problem_sort(struct problem_list *list);

#endif
