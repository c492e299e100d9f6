/* Arrays on the heap: sizes are checked against overflow, growth is geometric, fresh memory is zero.
 * The caller owns what it gets and gives it back with free(). */
#ifndef ICSIM_BASE_MEMORY_H
#define ICSIM_BASE_MEMORY_H

#include "base/status.h"
#include <stddef.h>

/* `count` zeroed items of `size` bytes; NULL when there is no memory. count 0 gives a valid pointer. */
void *memory_new(size_t count, size_t size) MUST_USE;

/* Makes room for `needed` items of `size` bytes in *array (holding *capacity), growing by half; new items
 * are zero. On failure nothing changes. `array` is the address of the caller's pointer. */
enum status memory_reserve(void *array, size_t *capacity, size_t needed, size_t size) MUST_USE;

/* A copy of `count` items of `size` bytes; NULL when there is no memory. */
void *memory_copy(const void *items, size_t count, size_t size) MUST_USE;

/* An array of a struct, for structs that make, copy and give back all their arrays by one list: where its
 * pointer stands and how many bytes it holds. */
struct memory_array {
    void *pointer; /* address of the pointer to the array */
    size_t bytes;
};

/* Makes all of them, zeroed. On failure those not made are NULL. */
enum status memory_arrays_new(const struct memory_array *array, size_t count) MUST_USE;
/* Replaces each, now shared with another struct, by a copy of its own. On failure those not copied are NULL. */
enum status memory_arrays_copy(const struct memory_array *array, size_t count) MUST_USE;
/* Frees each and sets its pointer to NULL. */
void memory_arrays_free(const struct memory_array *array, size_t count);

#endif
