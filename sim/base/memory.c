#include "base/memory.h"

#include "base/check.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memory_new(size_t count, size_t size) {
    if (size > 0 && count > SIZE_MAX / size)
        return NULL;
    /* calloc(0, ..) may give NULL, which callers read as "no memory". */
    return calloc(count > 0 ? count : 1, size > 0 ? size : 1);
}

enum status memory_reserve(void *array, size_t *capacity, size_t needed, size_t size) {
    CHECK(size > 0);
    if (needed <= *capacity)
        return STATUS_OK;
    size_t wanted = *capacity + *capacity / 2;
    if (wanted < needed || wanted < *capacity)
        wanted = needed;
    if (wanted < 8 && needed <= 8)
        wanted = 8;
    if (wanted > SIZE_MAX / size)
        wanted = needed;
    if (wanted > SIZE_MAX / size)
        return STATUS_NO_MEMORY;
    /* The caller's pointer has its own type, so it is read and written as bytes. */
    void *old = NULL;
    memcpy(&old, array, sizeof old);
    char *grown = realloc(old, wanted * size);
    if (grown == NULL)
        return STATUS_NO_MEMORY;
    memset(grown + *capacity * size, 0, (wanted - *capacity) * size);
    void *result = grown;
    memcpy(array, &result, sizeof result);
    *capacity = wanted;
    return STATUS_OK;
}

void *memory_copy(const void *items, size_t count, size_t size) {
    void *copy = memory_new(count, size);
    if (copy != NULL && count > 0 && size > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static void *pointer_at(const struct memory_array *array) {
    void *pointer;
    memcpy(&pointer, array->pointer, sizeof pointer); /* the arrays are of many types */
    return pointer;
}

static void set_pointer(const struct memory_array *array, void *pointer) {
    memcpy(array->pointer, &pointer, sizeof pointer);
}

enum status memory_arrays_new(const struct memory_array *array, size_t count) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        void *made = status == STATUS_OK ? memory_new(array[i].bytes, 1) : NULL;
        if (made == NULL) status = STATUS_NO_MEMORY;
        set_pointer(&array[i], made);
    }
    return status;
}

enum status memory_arrays_copy(const struct memory_array *array, size_t count) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        void *made = status == STATUS_OK ? memory_copy(pointer_at(&array[i]), array[i].bytes, 1) : NULL;
        if (made == NULL) status = STATUS_NO_MEMORY;
        set_pointer(&array[i], made);
    }
    return status;
}

void memory_arrays_free(const struct memory_array *array, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(pointer_at(&array[i]));
        set_pointer(&array[i], NULL);
    }
}
