/* A 4-ary heap: half the levels of a binary one, and the four children share a cache line. */
#include "engine/event_list.h"

#include "base/check.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 4 };

/* The earliest of `count` entries that lie side by side. */
static size_t earliest(const struct event *event, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (event_before(&event[i], &event[best])) best = i;
    return best;
}

/* Bits of the minute: minutes are never negative, so their bits sort as they do. */
static inline uint64_t minute_bits(const struct event *event) {
    uint64_t bits;
    memcpy(&bits, &event->minute, sizeof bits);
    return bits;
}

/* The earliest of four, two and two: by the minute alone and without a branch, for which one is earliest cannot
 * be foreseen. Equal minutes are rare, and then the order decides. */
static inline size_t earliest_of_four(const struct event *event) {
    uint64_t a = minute_bits(&event[0]), b = minute_bits(&event[1]);
    uint64_t c = minute_bits(&event[2]), d = minute_bits(&event[3]);
    uint64_t ab = b < a ? b : a, cd = d < c ? d : c;
    size_t left = b < a ? 1 : 0, right = d < c ? 3 : 2;
    if (__builtin_expect((a == b) | (c == d) | (ab == cd), 0)) return earliest(event, CHILDREN);
    return cd < ab ? right : left;
}

/* Puts an event at `hole` or above, moving down those it precedes. */
static void rise(struct event_list *list, size_t hole, struct event rising) {
    struct event *heap = list->event;
    while (hole > 0) {
        size_t parent = (hole - 1) / CHILDREN;
        if (!event_before(&rising, &heap[parent])) break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole] = rising;
}

/* Puts an event at the top or below, moving up those that precede it. */
static void sink(struct event_list *list, struct event sinking) {
    struct event *heap = list->event;
    size_t count = list->count, hole = 0, first = 1;
    for (; first < count; first = hole * CHILDREN + 1) {
        size_t best = first + (first + CHILDREN <= count ? earliest_of_four(&heap[first])
                                                         : earliest(&heap[first], count - first));
        if (!event_before(&heap[best], &sinking)) break;
        heap[hole] = heap[best];
        hole = best;
    }
    heap[hole] = sinking;
}

uint64_t event_list_set(struct event_list *list, double minute, unsigned priority, uint32_t subject) {
    if (list->count == list->capacity && !list->open &&
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
    if (list->open)
        sink(list, new_event);
    else
        rise(list, list->count++, new_event);
    list->open = false;
    return sequence;
}

/* The last entry is nearly always late: so the place goes down to the bottom without looking at it, and the entry
 * rises from there the step or none that it must. */
void event_list_close(struct event_list *list) {
    struct event *heap = list->event;
    size_t count = --list->count, hole = 0, first = 1;
    list->open = false;
    for (; first + CHILDREN <= count; first = hole * CHILDREN + 1) {
        size_t best = first + earliest_of_four(&heap[first]);
        heap[hole] = heap[best];
        hole = best;
    }
    if (first < count) {
        size_t best = first + earliest(&heap[first], count - first);
        heap[hole] = heap[best];
        hole = best;
    }
    rise(list, hole, heap[count]);
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
