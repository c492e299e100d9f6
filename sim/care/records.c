/* Sorting in place by the most significant byte first ("American flag": McIlroy, Bostic and McIlroy 1993): a
 * comparison must not need a second copy of a year's records. Records come nearly in order of the day, which
 * is in the person's first bytes, and most bytes of a packed person never change. */
#include "care/records.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_BYTES = 12,    /* person 8, standard 2, occurrence 2 */
    FEW_RECORDS = 32,  /* sorted by insertion */
    PIECE = 1 << 18,   /* records by which a list grows */
    VALUES = 256,
};

static inline unsigned key_byte(const struct record *record, unsigned byte, uint64_t who) {
    if (byte < 8) return (unsigned)((record->person & who) >> (8 * (7 - byte))) & 0xff;
    unsigned number = byte < 10 ? record->standard : record->occurrence;
    return (byte & 1) == 0 ? number >> 8 : number & 0xff;
}

static inline int before(const struct record *a, const struct record *b, uint64_t who) {
    if (((a->person ^ b->person) & who) != 0) return (a->person & who) < (b->person & who);
    if (a->standard != b->standard) return a->standard < b->standard;
    return a->occurrence < b->occurrence;
}

static void sort_few(struct record *record, size_t count, uint64_t who) {
    for (size_t i = 1; i < count; i++) {
        struct record moving = record[i];
        size_t hole = i;
        for (; hole > 0 && before(&moving, &record[hole - 1], who); hole--) record[hole] = record[hole - 1];
        record[hole] = moving;
    }
}

/* Moves each record into the part of the array that its byte has; `end` are the parts' ends. */
static void deal_out(struct record *record, unsigned byte, const size_t end[VALUES], uint64_t who) {
    size_t next[VALUES];
    for (unsigned value = 0; value < VALUES; value++) next[value] = value == 0 ? 0 : end[value - 1];
    for (unsigned value = 0; value < VALUES; value++)
        while (next[value] < end[value]) {
            struct record moving = record[next[value]];
            unsigned to = key_byte(&moving, byte, who);
            while (to != value) {
                struct record displaced = record[next[to]];
                record[next[to]++] = moving;
                moving = displaced;
                to = key_byte(&moving, byte, who);
            }
            record[next[value]++] = moving;
        }
}

static void sort_from_byte(struct record *record, size_t count, unsigned byte, uint64_t who) {
    if (count <= FEW_RECORDS || byte == KEY_BYTES) {
        sort_few(record, count, who);
        return;
    }
    size_t end[VALUES] = {0};
    for (size_t i = 0; i < count; i++) end[key_byte(&record[i], byte, who)]++;
    if (end[key_byte(&record[0], byte, who)] == count) {
        sort_from_byte(record, count, byte + 1, who);
        return;
    }
    for (unsigned value = 1; value < VALUES; value++) end[value] += end[value - 1];
    deal_out(record, byte, end, who);
    for (unsigned value = 0; value < VALUES; value++) {
        size_t first = value == 0 ? 0 : end[value - 1];
        if (end[value] - first > 1) sort_from_byte(&record[first], end[value] - first, byte + 1, who);
    }
}

void records_sort(struct record *record, size_t count, uint64_t who) {
    sort_from_byte(record, count, 0, who);
}

size_t records_seek(const struct record_list *list, size_t from, const struct record *wanted, uint64_t who) {
    size_t low = from, step = 1;
    while (low + step < list->count && before(&list->record[low + step], wanted, who)) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < list->count ? low + step : list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(&list->record[middle], wanted, who))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum status record_list_add(struct record_list *list, const struct record *record, size_t count) {
    if (list->count + count > list->capacity) {
        size_t capacity = list->count + count + PIECE;
        struct record *grown = realloc(list->record, capacity * sizeof *grown);
        if (grown == NULL) return STATUS_NO_MEMORY;
        list->record = grown;
        list->capacity = capacity;
    }
    if (count > 0) memcpy(&list->record[list->count], record, count * sizeof *record);
    list->count += count;
    return STATUS_OK;
}

void record_list_free(struct record_list *list) {
    free(list->record);
    *list = (struct record_list){0};
}
