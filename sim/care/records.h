/* records: one measured stretch of one person, 16 bytes each; sorted for pairing the same person across arms. */
#ifndef ICSIM_CARE_RECORDS_H
#define ICSIM_CARE_RECORDS_H

#include "base/status.h"
#include <stddef.h>
#include <stdint.h>

enum record_flag {
    RECORD_UNFINISHED = 1, /* still running when the follow-up ended: at least so long */
    RECORD_PAIRED = 2,     /* used while pairing */
};

struct record {
    uint64_t person;
    float minutes;
    uint16_t standard;
    uint8_t period;
    uint8_t flags; /* low 3 bits: enum record_flag; high 5: how many snapshots had been taken before */
};

enum { RECORD_EPOCH_SHIFT = 3, RECORD_EPOCHS = 32 };

/* Records as they come. Owns its array. */
struct record_list {
    struct record *record;
    size_t count, capacity;
};

void record_list_free(struct record_list *list);

/* Sorts by (person, standard), keeping the order of coming among equals. `spare` is scratch of the same size. */
void records_sort(struct record *record, struct record *spare, size_t count);

/* First record not before (person, standard), looking forward from `from` by doubling steps. */
size_t records_seek(const struct record_list *list, size_t from, uint64_t person, uint16_t standard);

#endif
