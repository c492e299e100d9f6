/* digest: SHA-256 (FIPS 180-4, by Nettle) of what was read. Owns nothing. */
#ifndef ICSIM_SCENARIO_DIGEST_H
#define ICSIM_SCENARIO_DIGEST_H

#include <stddef.h>

/* One thing that was read, under a name: each is told from the next by its name's end and its length. */
struct digest_part {
    const char *name;
    const void *bytes;
    size_t length;
};

/* Hexadecimal digits, small letters, and a NUL. */
void digest_parts(const struct digest_part *parts, size_t count, char out[65]);

/* Of the bytes alone. */
void digest_bytes(const void *bytes, size_t length, char out[65]);

#endif
