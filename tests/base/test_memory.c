#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

Test(memory, new_items_are_zero_and_none_is_still_a_pointer) {
    unsigned char *bytes = memory_new(1000, 3);
    cr_assert(bytes != NULL);
    for (int i = 0; i < 3000; i++)
        cr_assert(bytes[i] == 0);
    free(bytes);
    void *none = memory_new(0, 8);
    cr_assert(none != NULL);
    free(none);
}

Test(memory, sizes_that_overflow_are_refused) {
    size_t huge = SIZE_MAX / 2; /* not a constant to the compiler, which would warn */
    cr_assert(memory_new(huge, 8) == NULL);
    cr_assert(memory_copy("x", huge, 8) == NULL);
    double *array = NULL;
    size_t capacity = 0;
    cr_assert(memory_reserve(&array, &capacity, huge, sizeof *array) == STATUS_NO_MEMORY);
    cr_assert(array == NULL && capacity == 0);
}

Test(memory, reserve_keeps_items_zeroes_new_ones_and_grows_by_half) {
    int *array = NULL;
    size_t capacity = 0, moves = 0;
    for (size_t count = 0; count < 100000; count++) {
        size_t before = capacity;
        cr_assert(memory_reserve(&array, &capacity, count + 1, sizeof *array) == STATUS_OK);
        moves += capacity != before;
        cr_assert(capacity >= count + 1);
        cr_assert(array[count] == 0, "item %zu is not zero", count);
        array[count] = (int)count + 1;
    }
    for (size_t i = 0; i < 100000; i++)
        cr_assert(array[i] == (int)i + 1);
    cr_assert(moves < 30, "%zu moves", moves);
    size_t same = capacity;
    cr_assert(memory_reserve(&array, &capacity, 5, sizeof *array) == STATUS_OK);
    cr_assert(capacity == same, "reserve never shrinks");
    free(array);
}

Test(memory, a_copy_is_its_own) {
    char from[] = "ward";
    char *copy = memory_copy(from, sizeof from, 1);
    cr_assert(copy != NULL && copy != from);
    from[0] = 'h';
    cr_assert(strcmp(copy, "ward") == 0);
    free(copy);
    copy = memory_copy(NULL, 0, 8);
    cr_assert(copy != NULL);
    free(copy);
}
