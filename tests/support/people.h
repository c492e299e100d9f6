/* people: what each person of one run was measured at, by names that mean the same in every network, so that
 * runs of different scenarios can be compared person by person.
 *
 * people_of_run fills a struct that people_free gives back. */
#ifndef ICSIM_TESTS_SUPPORT_PEOPLE_H
#define ICSIM_TESTS_SUPPORT_PEOPLE_H

#include "network/network.h"

#include <stddef.h>

/* One measured stretch. Of one person's several under one standard, `turn` counts them in order of length. */
struct person_line {
    uint64_t stream;        /* hash of "pathway/area/cell" */
    uint64_t who;           /* day, band and ordinal */
    const char *standard;   /* borrowed from the network */
    uint32_t area, turn;
    float minutes;
    bool unfinished;
};

struct people {
    struct person_line *line; /* sorted by stream, who, standard, turn */
    size_t count;
};

/* Runs one arm from the start, replication 0. Fails the test where that does not work. */
void people_of_run(struct people *people, const struct network *network, uint32_t arm, uint32_t seed);
void people_free(struct people *people);

/* Walks both lists together; calls `each` (may be NULL) for every line that is not the same in both, with NULL for
 * what is missing. Gives the number of lines that are the same in both. */
size_t people_compare(const struct people *a, const struct people *b,
                      void (*each)(void *context, const struct person_line *a, const struct person_line *b),
                      void *context);

#endif
