/* Text: a growing string, hashes of names, the nearest valid name. A `struct text` owns its bytes. */
#ifndef ICSIM_BASE_TEXT_H
#define ICSIM_BASE_TEXT_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* always NUL-terminated once anything was added; NULL before */
    size_t length, capacity;
    bool failed; /* an append ran out of memory: test once at the end */
};

void text_free(struct text *text);
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const void *bytes, size_t length); /* any bytes, NUL too */
void text_add_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A copy of `string` (NULL gives NULL); the caller frees it; NULL when there is no memory. */
char *text_copy(const char *string) MUST_USE;

/* 64-bit hash of a name: FNV-1a finished by the splitmix64 mixer. Fixed for ever: the random draws of a
 * person are keyed by it. `text_hash_join` hashes the names joined by '/' (NULL entries are skipped). */
uint64_t text_hash(const char *name);
uint64_t text_hash_join(const char *const *names, size_t count);

/* The name among `names` that is nearest to `name` by edit distance (Damerau-Levenshtein), or NULL where
 * none is near enough to be meant (distance over 1 + length/3). Ties go to the first. */
const char *text_nearest(const char *name, const char *const *names, size_t count);

/* True where `id` is [a-z][a-z0-9_]*, at most 64 bytes. */
bool text_is_id(const char *id);

#endif
