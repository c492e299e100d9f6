#include "care/records.h"

#include "base/draw.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static int order(const struct record *a, const struct record *b) {
    if (a->person != b->person) return a->person < b->person ? -1 : 1;
    if (a->standard != b->standard) return a->standard < b->standard ? -1 : 1;
    return a->occurrence < b->occurrence ? -1 : a->occurrence > b->occurrence;
}

static void fill(struct record *record, size_t count, uint64_t mask) {
    for (size_t i = 0; i < count; i++) {
        struct draw_pair words = draw_pair_at(draw_key_make(3, 1, 2), i, 5);
        record[i] = (struct record){.person = words.word[0] & mask, .standard = words.word[1] & 3,
                                    .occurrence = words.word[1] >> 8 & 1, .minutes = (float)i};
    }
}

Test(records, sorting_orders_by_person_then_standard_then_occurrence_and_loses_nobody) {
    enum { COUNT = 3000 };
    const uint64_t masks[] = {UINT64_MAX, 0xff, 0xff00ff0000000000, 0};
    struct record *record = memory_new(COUNT, sizeof *record);
    const double all = COUNT * (COUNT - 1) / 2.0;
    for (size_t m = 0; m < sizeof masks / sizeof masks[0]; m++) {
        fill(record, COUNT, masks[m]);
        records_sort(record, COUNT, UINT64_MAX);
        double sum = (double)record[0].minutes;
        for (size_t i = 1; i < COUNT; i++) {
            cr_assert_leq(order(&record[i - 1], &record[i]), 0);
            sum += (double)record[i].minutes;
        }
        cr_assert_eq(sum, all);
    }
    free(record);
}

Test(records, seeking_finds_the_first_that_is_not_before) {
    enum { COUNT = 500 };
    struct record record[COUNT];
    fill(record, COUNT, 0xff);
    records_sort(record, COUNT, UINT64_MAX);
    struct record_list list = {.record = record, .count = COUNT};
    size_t from = 0;
    for (uint64_t person = 0; person < 260; person++)
        for (uint16_t standard = 0; standard < 5; standard++) {
            struct record wanted = {.person = person, .standard = standard & 7};
            from = records_seek(&list, from, &wanted, UINT64_MAX);
            if (from < COUNT) cr_assert_geq(order(&record[from], &wanted), 0);
            if (from > 0) cr_assert_lt(order(&record[from - 1], &wanted), 0);
        }
}
