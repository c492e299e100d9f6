#include "support/people.h"

#include "base/memory.h"
#include "care/person.h"
#include "care/run.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The same but for the minutes: negative where a comes first. */
static int compare_names(const struct person_line *a, const struct person_line *b) {
    if (a->stream != b->stream) return a->stream < b->stream ? -1 : 1;
    if (a->who != b->who) return a->who < b->who ? -1 : 1;
    return strcmp(a->standard, b->standard);
}

static int compare_lines(const void *first, const void *second) {
    const struct person_line *a = first, *b = second;
    int names = compare_names(a, b);
    if (names != 0) return names;
    return a->minutes < b->minutes ? -1 : a->minutes > b->minutes;
}

static struct person_line line_of(const struct network *network, const struct record *record) {
    const struct stream *stream = &network->stream[person_stream(record->person)];
    return (struct person_line){.stream = stream->key,
                                .who = person_counter(record->person, 0),
                                .standard = network->standard[record->standard].id,
                                .area = stream->area,
                                .minutes = record->minutes,
                                .unfinished = record->unfinished};
}

static void run_arm(struct record_list *records, const struct network *network, uint32_t arm, uint32_t seed) {
    struct arrival_tables *tables = arrival_tables_new(network);
    struct world world;
    cr_assert(tables != NULL);
    cr_assert_eq(world_init(&world, network, seed, 0), STATUS_OK);
    world.arm = arm;
    world.keep = records;
    run_begin(&world);
    run_finish(&world, tables, NULL);
    cr_assert_not(world.out_of_memory);
    for (int check = 0; check < LEDGER_CHECKS; check++) cr_assert(world.outcome.ledger[check].ok);
    world_free(&world);
    arrival_tables_free(tables);
}

void people_of_run(struct people *people, const struct network *network, uint32_t arm, uint32_t seed) {
    struct record_list records = {0};
    run_arm(&records, network, arm, seed);
    *people = (struct people){memory_new(records.count, sizeof people->line[0]), records.count};
    cr_assert(people->line != NULL);
    for (size_t i = 0; i < records.count; i++) people->line[i] = line_of(network, &records.record[i]);
    record_list_free(&records);
    qsort(people->line, people->count, sizeof people->line[0], compare_lines);
    for (size_t i = 1; i < people->count; i++)
        if (compare_names(&people->line[i - 1], &people->line[i]) == 0)
            people->line[i].turn = people->line[i - 1].turn + 1;
}

void people_free(struct people *people) {
    free(people->line);
    *people = (struct people){0};
}

size_t people_compare(const struct people *a, const struct people *b,
                      void (*each)(void *context, const struct person_line *a, const struct person_line *b),
                      void *context) {
    size_t i = 0, k = 0, same = 0;
    while (i < a->count || k < b->count) {
        const struct person_line *left = i < a->count ? &a->line[i] : NULL;
        const struct person_line *right = k < b->count ? &b->line[k] : NULL;
        int order = left == NULL ? 1 : right == NULL ? -1 : compare_names(left, right);
        if (order == 0 && left->turn != right->turn) order = left->turn < right->turn ? -1 : 1;
        if (order <= 0) i++;
        if (order >= 0) k++;
        bool equal = order == 0 && left->unfinished == right->unfinished &&
                     memcmp(&left->minutes, &right->minutes, sizeof left->minutes) == 0;
        if (equal)
            same++;
        else if (each != NULL)
            each(context, order <= 0 ? left : NULL, order >= 0 ? right : NULL);
    }
    return same;
}
