/* chance: the random numbers by which tests make up things, by splitmix64 (Steele, Lea and Flood, 2014): the same for
 * a seed everywhere and for ever. */
#ifndef ICSIM_TESTS_RANDOM_CHANCE_H
#define ICSIM_TESTS_RANDOM_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance { uint64_t state; };

static inline uint64_t chance_next(struct chance *chance) {
    uint64_t z = chance->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* 0 .. count - 1 */
static inline unsigned chance_below(struct chance *chance, unsigned count) {
    return (unsigned)((chance_next(chance) >> 33) % count);
}

/* low .. high, both included */
static inline unsigned chance_from(struct chance *chance, unsigned low, unsigned high) {
    return low + chance_below(chance, high - low + 1);
}

/* low .. high */
static inline double chance_between(struct chance *chance, double low, double high) {
    return low + (high - low) * (double)(chance_next(chance) >> 11) * 0x1p-53;
}

static inline bool chance_is(struct chance *chance, double share) {
    return chance_between(chance, 0, 1) < share;
}

#endif
