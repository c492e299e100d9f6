/* A 4-ary heap: half the levels of a binary one, and the four children share a cache line. */
#include "engine/event_list.h"

#include "base/check.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 4 };

uint64_t event_list_set(struct event_list *list, double minute, unsigned priority, uint32_t subject) {
    if (list->count == list->capacity &&
        memory_reserve(&list->event, &list->capacity, list->count + 1, sizeof list->event[0]) != STATUS_OK) {
        list->out_of_memory = true;
        return 0;
    }
    CHECK(subject < 1u << EVENT_SUBJECT_BITS);
    uint64_t sequence = ++list->sequence;
    CHECK(sequence < (uint64_t)1 << EVENT_SEQUENCE_BITS);
    struct event new_event = {
        minute, (uint64_t)priority << (EVENT_SUBJECT_BITS + EVENT_SEQUENCE_BITS) |
                    sequence << EVENT_SUBJECT_BITS | subject};
    struct event *heap = list->event;
    size_t hole = list->count++;
    while (hole > 0) {
        size_t parent = (hole - 1) / CHILDREN;
        if (!event_before(&new_event, &heap[parent])) break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole] = new_event;
    return sequence;
}

/* The earliest of the children of a hole whose first child is `first`. */
static inline size_t earliest_child(const struct event *heap, size_t first, size_t count) {
    size_t last = first + CHILDREN < count ? first + CHILDREN : count;
    size_t best = first;
    for (size_t child = first + 1; child < last; child++)
        if (event_before(&heap[child], &heap[best])) best = child;
    return best;
}

struct event event_list_next(struct event_list *list) {
    struct event *heap = list->event;
    struct event next = heap[0];
    size_t count = --list->count;
    struct event moved = heap[count];
    size_t hole = 0;
    for (;;) {
        size_t first = hole * CHILDREN + 1;
        if (first >= count) break;
        size_t best = earliest_child(heap, first, count);
        if (!event_before(&heap[best], &moved)) break;
        heap[hole] = heap[best];
        hole = best;
    }
    heap[hole] = moved;
    return next;
}

enum status event_list_copy(struct event_list *to, const struct event_list *from) {
    *to = *from;
    to->capacity = from->count;
    to->event = memory_copy(from->event, from->count, sizeof from->event[0]);
    return to->event == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void event_list_free(struct event_list *list) {
    free(list->event);
    *list = (struct event_list){0};
}
