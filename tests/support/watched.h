/* watched: everybody who was measured in one replication of every arm, followed. */
#ifndef ICSIM_TESTS_SUPPORT_WATCHED_H
#define ICSIM_TESTS_SUPPORT_WATCHED_H

#include "experiment/watch.h"

enum { WATCHED_ARMS = 4 };

struct watched {
    struct record_list records[WATCHED_ARMS];
    struct follow follow[WATCHED_ARMS];
    uint64_t *person; /* sorted, each once: all who are measured in any arm */
    size_t count;
};

/* Fails the test where it cannot be done. Replication 0, seed 1. watched_free gives all back. */
void watched_run(struct watched *watched, const struct network *network, uint32_t threads);
void watched_free(struct watched *watched, const struct network *network);

#endif
