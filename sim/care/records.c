/* Sorting by least-significant-digit radix over the bytes that differ at all: records come nearly in order of
 * the day, and most bytes of a packed person never change, so a few passes do. */
#include "care/records.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON_BYTES = 8, STANDARD_BYTES = 2, KEY_BYTES = PERSON_BYTES + STANDARD_BYTES };

static inline unsigned key_byte(const struct record *record, unsigned byte) {
    if (byte < STANDARD_BYTES) return (unsigned)(record->standard >> (8 * byte)) & 0xff;
    return (unsigned)(record->person >> (8 * (byte - STANDARD_BYTES))) & 0xff;
}

static void sort_by_byte(const struct record *from, struct record *to, size_t count, unsigned byte) {
    size_t place[256] = {0};
    for (size_t i = 0; i < count; i++) place[key_byte(&from[i], byte)]++;
    size_t sum = 0;
    for (unsigned value = 0; value < 256; value++) {
        size_t here = place[value];
        place[value] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) to[place[key_byte(&from[i], byte)]++] = from[i];
}

void records_sort(struct record *record, struct record *spare, size_t count) {
    uint64_t differing = 0;
    unsigned standards = 0;
    for (size_t i = 1; i < count; i++) {
        differing |= record[i].person ^ record[0].person;
        standards |= (unsigned)(record[i].standard ^ record[0].standard);
    }
    struct record *from = record, *to = spare;
    for (unsigned byte = 0; byte < KEY_BYTES; byte++) {
        uint64_t bits = byte < STANDARD_BYTES ? standards >> (8 * byte) : differing >> (8 * (byte - STANDARD_BYTES));
        if ((bits & 0xff) == 0) continue;
        sort_by_byte(from, to, count, byte);
        struct record *swap = from;
        from = to;
        to = swap;
    }
    if (from != record) memcpy(record, from, count * sizeof *record);
}

static inline int before(const struct record *record, uint64_t person, uint16_t standard) {
    return record->person < person || (record->person == person && record->standard < standard);
}

size_t records_seek(const struct record_list *list, size_t from, uint64_t person, uint16_t standard) {
    size_t low = from, step = 1;
    while (low + step < list->count && before(&list->record[low + step], person, standard)) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < list->count ? low + step : list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(&list->record[middle], person, standard))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void record_list_free(struct record_list *list) {
    free(list->record);
    *list = (struct record_list){0};
}
