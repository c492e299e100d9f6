/* records: one measured stretch of one person, 16 bytes each; sorted for pairing the same person across arms. */
#ifndef ICSIM_CARE_RECORDS_H
#define ICSIM_CARE_RECORDS_H

#include "base/status.h"
#include <stddef.h>
#include <stdint.h>

enum { RECORD_STANDARDS = 1 << 11, RECORD_PARTS = 1 << 6, RECORD_OCCURRENCES = 1 << 13, /* room in a record */
       RECORD_UNPAIRED = RECORD_OCCURRENCES - 1 }; /* an occurrence too late to be told from others: it is not paired */

struct record {
    uint64_t person;
    float minutes;
    unsigned standard : 11;
    unsigned part : 6;       /* the period; of those kept for pairing: snapshots taken before it was written */
    unsigned occurrence : 13;/* which visit of the step it was, so that the k-th is paired with the k-th */
    unsigned unfinished : 1; /* still running when the follow-up ended: at least so long */
    unsigned paired : 1;     /* used while pairing */
};

_Static_assert(sizeof(struct record) == 16, "sixteen bytes for each followed person and standard");

/* Records as they come. Owns its array, which grows by a fixed piece, so that hardly any of it lies empty. */
struct record_list {
    struct record *record;
    size_t count, capacity;
};

/* Appends copies; STATUS_NO_MEMORY leaves the list as it was. */
enum status record_list_add(struct record_list *list, const struct record *record, size_t count) MUST_USE;
void record_list_free(struct record_list *list);

/* In all of these `who` are the bits of a person that count (person_who). */

/* Sorts by (person, standard, occurrence) in place. */
void records_sort(struct record *record, size_t count, uint64_t who);

/* First record not before (person, standard, occurrence) of `wanted`, looking forward from `from` by doubling
 * steps. */
size_t records_seek(const struct record_list *list, size_t from, const struct record *wanted, uint64_t who);

/* True where both are the same visit of the same person for the same standard. */
static inline int records_match(const struct record *a, const struct record *b, uint64_t who) {
    return ((a->person ^ b->person) & who) == 0 && a->standard == b->standard && a->occurrence == b->occurrence;
}

#endif
