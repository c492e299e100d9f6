/* watch: one replication of every arm, to find people by what was measured of them, and to follow people. Arms run
 * from the start, several at once on threads; the bytes do not depend on how many. */
#ifndef ICSIM_EXPERIMENT_WATCH_H
#define ICSIM_EXPERIMENT_WATCH_H

#include "care/follow.h"
#include "care/records.h"
#include <stdatomic.h>

struct watch {
    const struct network *network;
    uint32_t seed;           /* 1 .. 2^31 - 1 */
    uint32_t replication;    /* from 0 */
    uint32_t threads;        /* >= 1 */
    const atomic_bool *stop; /* may be NULL; where it is set the status is STATUS_INTERRUPTED */
};

/* Runs the first `arms` arms to the end and keeps what was measured, sorted: records[arm], which the caller frees
 * whatever the status is. */
enum status watch_records(const struct watch *watch, uint32_t arms, struct record_list *records) MUST_USE;

/* Runs every arm until nothing more can happen to these people (sorted, each once): follow[arm], which the caller
 * frees whatever the status is. */
enum status watch_people(const struct watch *watch, const uint64_t *person, size_t count,
                         struct follow *follow) MUST_USE;

#endif
