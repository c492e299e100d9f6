/* event_list: what is still to happen, in the order (time, priority, sequence): a 4-ary heap of 16-byte
 * entries. Priority, sequence and subject share one word, so an entry compares in two steps and four of them
 * fill a cache line. A cancelled event is not searched for: whoever set it remembers its sequence number and
 * ignores the one that comes up stale (an indexed heap costs about 15 % more).
 *
 * The list owns its array. At most 2^26 subjects and 2^36 events set in one run; more is a broken promise. */
#ifndef ICSIM_ENGINE_EVENT_LIST_H
#define ICSIM_ENGINE_EVENT_LIST_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    EVENT_SUBJECT_BITS = 26,
    EVENT_SEQUENCE_BITS = 36,
    EVENT_PRIORITY_BITS = 2,
};

struct event {
    double minute;
    uint64_t order; /* priority | sequence | subject, high to low */
};

struct event_list {
    struct event *event; /* heap; event[0] is the next, or the open place of the one just taken */
    size_t count, capacity; /* count includes an open place */
    bool open;           /* event[0] has been taken and its place not filled yet */
    uint64_t sequence;   /* of the last event set */
    bool out_of_memory;
};

static inline uint32_t event_subject(const struct event *event) {
    return (uint32_t)(event->order & ((1u << EVENT_SUBJECT_BITS) - 1));
}

/* The number by which the setter knows its event again; never 0. */
static inline uint64_t event_sequence(const struct event *event) {
    return event->order >> EVENT_SUBJECT_BITS & (((uint64_t)1 << EVENT_SEQUENCE_BITS) - 1);
}

__extension__ typedef unsigned __int128 event_key;

/* Minute and order as one number: minutes are never negative, so their bits sort as they do, and one wide
 * comparison without a branch does for two. */
static inline event_key event_key_of(const struct event *event) {
    uint64_t minute_bits;
    memcpy(&minute_bits, &event->minute, sizeof minute_bits);
    return (event_key)minute_bits << 64 | event->order;
}

static inline bool event_before(const struct event *a, const struct event *b) {
    return event_key_of(a) < event_key_of(b);
}

/* Fills an open place with the last of the list. */
void event_list_close(struct event_list *list);

/* Sets an event; gives its sequence number. Without memory it marks the list, which the run tests. */
uint64_t event_list_set(struct event_list *list, double minute, unsigned priority, uint32_t subject);

/* The next event, still in the list; NULL where there is none. It stands until the next call that changes the list. */
static inline const struct event *event_list_first(struct event_list *list) {
    if (list->open) event_list_close(list);
    return list->count == 0 ? NULL : &list->event[0];
}

/* Takes out the next event; the list must not be empty. Its place stays open for the event that is likely to be set
 * because of it: that one then sinks from the top, most often not far, instead of two walks through the heap. */
static inline struct event event_list_next(struct event_list *list) {
    if (list->open) event_list_close(list);
    list->open = true;
    return list->event[0];
}

static inline bool event_list_empty(const struct event_list *list) {
    return list->count == (list->open ? 1u : 0u);
}

enum status event_list_copy(struct event_list *to, const struct event_list *from) MUST_USE;
void event_list_free(struct event_list *list);

#endif
