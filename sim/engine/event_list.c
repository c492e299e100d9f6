/* A 4-ary heap: half the levels of a binary one, and the four children share a cache line. */
#include "engine/event_list.h"

#include "base/check.h"
#include "base/memory.h"

#include <stdlib.h>

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

/* The earliest of `count` entries that lie side by side; counted, so that the compiler can do without branches. */
static inline size_t earliest(const struct event *event, size_t count) {
    size_t best = 0;
    event_key best_key = event_key_of(&event[0]);
    for (size_t i = 1; i < count; i++) {
        event_key key = event_key_of(&event[i]);
        best = key < best_key ? i : best;
        best_key = key < best_key ? key : best_key;
    }
    return best;
}

/* The last entry, which fills the hole at the top, is nearly always late: so the hole goes down to the bottom
 * without looking at it, and it rises from there the step or none that it must. */
struct event event_list_next(struct event_list *list) {
    struct event *heap = list->event;
    struct event next = heap[0];
    size_t count = --list->count;
    struct event moved = heap[count];
    size_t hole = 0, first = 1;
    for (; first + CHILDREN <= count; first = hole * CHILDREN + 1) {
        size_t best = first + earliest(&heap[first], CHILDREN);
        heap[hole] = heap[best];
        hole = best;
    }
    if (first < count) {
        size_t best = first + earliest(&heap[first], count - first);
        heap[hole] = heap[best];
        hole = best;
    }
    while (hole > 0) {
        size_t parent = (hole - 1) / CHILDREN;
        if (!event_before(&moved, &heap[parent])) break;
        heap[hole] = heap[parent];
        hole = parent;
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
