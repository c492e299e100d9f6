#include "scenario/digest.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void finish(struct sha256_ctx *context, char out[65]) {
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(out + 2 * i, 3, "%02x", (unsigned)bytes[i]);
}

void digest_parts(const struct digest_part *parts, size_t count, char out[65]) {
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; i < count; i++) {
        char length[32];
        snprintf(length, sizeof length, "%zu", parts[i].length);
        sha256_update(&context, strlen(parts[i].name) + 1, (const uint8_t *)parts[i].name);
        sha256_update(&context, strlen(length) + 1, (const uint8_t *)length);
        sha256_update(&context, parts[i].length, parts[i].bytes);
    }
    finish(&context, out);
}

void digest_bytes(const void *bytes, size_t length, char out[65]) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, bytes);
    finish(&context, out);
}
