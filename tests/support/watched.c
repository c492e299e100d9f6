#include "support/watched.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static int compare_people(const void *first, const void *second) {
    const uint64_t *a = first, *b = second;
    return *a < *b ? -1 : *a > *b;
}

void watched_run(struct watched *watched, const struct network *network, uint32_t threads) {
    struct watch watch = {.network = network, .seed = 1, .threads = threads};
    size_t count = 0;
    *watched = (struct watched){.person = NULL};
    cr_assert_leq(network->arm_count, WATCHED_ARMS);
    cr_assert_eq(watch_records(&watch, network->arm_count, watched->records), STATUS_OK);
    for (uint32_t arm = 0; arm < network->arm_count; arm++) count += watched->records[arm].count;
    watched->person = memory_new(count + 1, sizeof watched->person[0]);
    cr_assert(watched->person != NULL);
    count = 0;
    for (uint32_t arm = 0; arm < network->arm_count; arm++)
        for (size_t i = 0; i < watched->records[arm].count; i++)
            watched->person[count++] = watched->records[arm].record[i].person;
    qsort(watched->person, count, sizeof watched->person[0], compare_people);
    for (size_t i = 0; i < count; i++)
        if (watched->count == 0 || watched->person[watched->count - 1] != watched->person[i])
            watched->person[watched->count++] = watched->person[i];
    cr_assert_eq(watch_people(&watch, watched->person, watched->count, watched->follow), STATUS_OK);
}

void watched_free(struct watched *watched, const struct network *network) {
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        record_list_free(&watched->records[arm]);
        follow_free(&watched->follow[arm]);
    }
    free(watched->person);
}
