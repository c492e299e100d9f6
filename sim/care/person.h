/* person: who somebody is, packed in 64 bits: unique in a network, the same in every arm, never hashed.
 * In order of the bits the day comes first, so that sorting by person is nearly sorting by time.
 *   day of first coming (14 bits, since minute 0) | stream (24) | level band (5) | ordinal in the band (21)
 * People of planned arrivals are numbered through the run: their number has the bits of day and ordinal. */
#ifndef ICSIM_CARE_PERSON_H
#define ICSIM_CARE_PERSON_H

#include "base/draw.h"
#include "network/network.h"

#include <math.h>

enum {
    PERSON_DAY_BITS = 14,
    PERSON_STREAM_BITS = 24,
    PERSON_BAND_BITS = 5,
    PERSON_ORDINAL_BITS = 21,
    PERSON_BAND_PLANNED = 30,  /* those whose coming is planned: renewal, booked, traced */
    PERSON_BAND_AT_START = 31, /* those who were there when the run began */
};

static inline uint64_t person_pack(uint32_t day, uint32_t stream, uint32_t band, uint32_t ordinal) {
    return (uint64_t)day << (PERSON_STREAM_BITS + PERSON_BAND_BITS + PERSON_ORDINAL_BITS) |
           (uint64_t)stream << (PERSON_BAND_BITS + PERSON_ORDINAL_BITS) |
           (uint64_t)band << PERSON_ORDINAL_BITS | ordinal;
}

/* The `number`-th person of a pathway's planned arrivals. */
static inline uint64_t person_pack_planned(uint64_t number, uint32_t stream) {
    return person_pack((uint32_t)(number >> PERSON_ORDINAL_BITS), stream, PERSON_BAND_PLANNED,
                       (uint32_t)number & ((1u << PERSON_ORDINAL_BITS) - 1));
}

static inline uint32_t person_stream(uint64_t person) {
    return (uint32_t)(person >> (PERSON_BAND_BITS + PERSON_ORDINAL_BITS)) & ((1u << PERSON_STREAM_BITS) - 1);
}

/* The bits of a packed person that say who it is: which list they are on is none of it. */
static inline uint64_t person_who(const struct network *network) {
    uint64_t list = ((uint64_t)1 << network->list_bits) - 1;
    return ~(list << (PERSON_BAND_BITS + PERSON_ORDINAL_BITS));
}

/* The person of the first list as somebody on another. */
static inline uint64_t person_on_list(uint64_t person, uint64_t list) {
    return person + (list << (PERSON_BAND_BITS + PERSON_ORDINAL_BITS));
}

/* The counter of this person's draws at the `visit`-th time at a step. The stream's number gives way to the
 * visit, for the stream is in the key by its name: so luck does not move when streams are renumbered. */
static inline uint64_t person_counter(uint64_t person, uint32_t visit) {
    uint64_t stream_mask = (((uint64_t)1 << PERSON_STREAM_BITS) - 1) << (PERSON_BAND_BITS + PERSON_ORDINAL_BITS);
    return (person & ~stream_mask) | (uint64_t)visit << (PERSON_BAND_BITS + PERSON_ORDINAL_BITS);
}

static inline uint32_t person_day(uint64_t person) {
    return (uint32_t)(person >> (PERSON_STREAM_BITS + PERSON_BAND_BITS + PERSON_ORDINAL_BITS));
}

static inline uint32_t person_band(uint64_t person) {
    return (uint32_t)(person >> PERSON_ORDINAL_BITS) & ((1u << PERSON_BAND_BITS) - 1);
}

static inline uint32_t person_ordinal(uint64_t person) {
    return (uint32_t)person & ((1u << PERSON_ORDINAL_BITS) - 1);
}

/* The minute of the run from which this person can no longer come for the first time; INFINITY where it is not known. */
static inline double person_last_minute(uint64_t person) {
    if (person_band(person) == PERSON_BAND_PLANNED) return (double)INFINITY;
    return ((double)person_day(person) + 1) * MINUTES_PER_DAY;
}

#endif
