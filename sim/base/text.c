#include "base/text.h"

#include "base/check.h"
#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(struct text *text) {
    free(text->bytes);
    *text = (struct text){0};
}

/* Room for `more` bytes and the NUL; false, and failed set, when there is none. */
static bool make_room(struct text *text, size_t more) {
    if (text->failed)
        return false;
    if (more > SIZE_MAX - text->length - 1 ||
        memory_reserve(&text->bytes, &text->capacity, text->length + more + 1, 1) != STATUS_OK)
        text->failed = true;
    return !text->failed;
}

void text_add(struct text *text, const char *string) {
    text_add_bytes(text, string, strlen(string));
}

void text_add_bytes(struct text *text, const void *bytes, size_t length) {
    if (!make_room(text, length))
        return;
    if (length > 0) memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add_format(struct text *text, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        text->failed = true;
    if (make_room(text, length < 0 ? 0 : (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
    va_end(arguments);
}

char *text_copy(const char *string) {
    return string == NULL ? NULL : memory_copy(string, strlen(string) + 1, 1);
}

static const uint64_t fnv_start = 0xcbf29ce484222325u;

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static uint64_t fnv(uint64_t hash, const char *string) {
    for (; *string != '\0'; string++)
        hash = (hash ^ (unsigned char)*string) * 0x100000001b3u;
    return hash;
}

/* The finishing mixer of splitmix64 (Steele, Lea, Flood 2014): FNV alone leaves its high bits poorly mixed. */
static uint64_t mixed(uint64_t hash) {
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ hash >> 27) * 0x94d049bb133111ebu;
    return hash ^ hash >> 31;
}

uint64_t text_hash(const char *name) {
    return mixed(fnv(fnv_start, name));
}

uint64_t text_hash_join(const char *const *names, size_t count) {
    uint64_t hash = fnv_start;
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (names[i] == NULL)
            continue;
        if (!first)
            hash = fnv(hash, "/");
        hash = fnv(hash, names[i]);
        first = false;
    }
    return mixed(hash);
}

enum { LONGEST_COMPARED = 255 };

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance where no part is edited twice ("optimal string alignment"): insertions,
 * deletions, replacements and exchanges of neighbours. Three rows of the table are enough. */
static size_t edit_distance(const char *a, size_t length_a, const char *b, size_t length_b) {
    size_t rows[3][LONGEST_COMPARED + 1];
    CHECK(length_a <= LONGEST_COMPARED && length_b <= LONGEST_COMPARED);
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            best = smaller(best, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = smaller(best, rows[(i + 1) % 3][j - 2] + 1);
            row[j] = best;
        }
    }
    return rows[length_a % 3][length_b];
}

const char *text_nearest(const char *name, const char *const *names, size_t count) {
    size_t length = strlen(name);
    size_t limit = 1 + length / 3;
    const char *nearest = NULL;
    if (length > LONGEST_COMPARED)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(names[i]);
        if (other > LONGEST_COMPARED || other > length + limit || length > other + limit)
            continue;
        size_t distance = edit_distance(name, length, names[i], other);
        if (distance > limit || (nearest != NULL && distance == limit))
            continue;
        nearest = names[i];
        limit = distance;
        if (distance == 0)
            break;
    }
    return nearest;
}

bool text_is_id(const char *id) {
    if (id == NULL || id[0] < 'a' || id[0] > 'z')
        return false;
    size_t length = 1;
    for (; id[length] != '\0'; length++) {
        char c = id[length];
        bool valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (!valid || length >= 64)
            return false;
    }
    return true;
}
