/* Keyed draws: every random number is a pure function of (seed, replication, stream, person, draw), by
 * Threefry2x64-13 of Random123 (Salmon et al., SC11), so a person's luck does not depend on what anybody
 * else does, on the order of events, or on threads.
 *   key     = (seed << 32 | replication, 64-bit hash of the stream's name)
 *   counter = (person within the stream and visit, 56-bit hash of what is drawn | purpose)
 * Names are hashed and collisions are refused at load; persons are packed, never hashed. */
#ifndef ICSIM_BASE_DRAW_H
#define ICSIM_BASE_DRAW_H

#include <Random123/threefry.h>
#include <stdint.h>

/* What a draw is for. Never renumbered: results of the same seed would change. */
enum draw_purpose {
    DRAW_ARRIVAL_COUNT = 1, /* candidates of a day and level band */
    DRAW_ARRIVAL_POINT = 2, /* time of day and level of one candidate */
    DRAW_HOME = 3,          /* home point */
    DRAW_WORK = 4,          /* word 0: how long the step lasts; word 1: patience */
    DRAW_NEXT = 5,          /* the race among what may follow, one draw an alternative */
    DRAW_SITE = 6,          /* the race among providers, one draw an alternative */
    DRAW_HOUR = 7,          /* word 0: hour of leaving; word 1: minute in the hour */
    DRAW_GAP = 8,           /* time before the next step */
    DRAW_START = 9,         /* who is there at the start: word 0 stream, word 1 remaining stay */
    DRAW_TURN_ROUND = 10,   /* time to make a place ready */
    DRAW_RENEWAL = 11,      /* word 0: gap between arrivals that are not Poisson; word 1: whose they are */
    DRAW_BALK = 12,         /* whether a line is too long for somebody */
    DRAW_REBOOK = 13,       /* time until a cancelled person comes again */
    DRAW_BATCH = 14,        /* how many come together */
    DRAW_ATTEND = 15,       /* word 0: whether somebody comes to a booked time; word 1: how late */
    DRAW_ELAPSED = 16,      /* word 0: how long somebody who is there at the start has been there or has waited */
    DRAW_HANDOFF = 24,      /* word 0: how long a hand-over takes; word 1: whether there is one */
    DRAW_STATISTICS = 64,   /* after a run: where a probability has no formula */
};

struct draw_key {
    uint64_t word[2];
};

struct draw_pair {
    uint64_t word[2];
};

static inline struct draw_key draw_key_make(uint32_t seed, uint32_t replication, uint64_t stream_hash) {
    return (struct draw_key){{(uint64_t)seed << 32 | replication, stream_hash}};
}

/* What is drawn: the hash of a name with its low byte replaced by the purpose. */
static inline uint64_t draw_of(uint64_t name_hash, enum draw_purpose purpose) {
    return (name_hash & ~(uint64_t)0xff) | (uint64_t)purpose;
}

static inline struct draw_pair draw_pair_at(struct draw_key key, uint64_t person, uint64_t draw) {
    threefry2x64_key_t k = {{key.word[0], key.word[1]}};
    threefry2x64_ctr_t c = {{person, draw}};
    threefry2x64_ctr_t r = threefry2x64_R(13, c, k);
    return (struct draw_pair){{r.v[0], r.v[1]}};
}

/* A uniform number in the open interval (0, 1): the middle of one of 2^52 equal cells. */
static inline double draw_uniform(uint64_t word) {
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}

#endif
