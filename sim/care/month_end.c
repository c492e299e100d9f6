/* Every running clock is written down with its provider, and sorted: a stretch of one standard and provider is a row,
 * and its percentiles are read off exactly. */
#include "care/month_end.h"

#include "base/memory.h"
#include "care/measure.h"

#include <math.h>
#include <stdlib.h>

struct running {
    uint32_t standard, provider; /* provider NONE: everyone */
    double minutes;
};

struct running_list {
    struct running *item;
    size_t count, capacity;
};

static enum status add(struct world *world, struct running_list *list, uint32_t slot, uint32_t standard, double start) {
    if (start > world->now) return STATUS_OK; /* the team that stops or starts it is still on its way */
    if (memory_reserve(&list->item, &list->capacity, list->count + 2, sizeof list->item[0]) != STATUS_OK)
        return STATUS_NO_MEMORY;
    double minutes = world->now - start;
    uint32_t post = world->patient[slot].post;
    if (post != NONE)
        list->item[list->count++] = (struct running){standard, world->network->post[post].provider, minutes};
    list->item[list->count++] = (struct running){standard, NONE, minutes};
    return STATUS_OK;
}

static enum status collect(struct world *world, struct running_list *list) {
    enum status status = STATUS_OK;
    for (uint32_t slot = 0; slot < world->patient_count && status == STATUS_OK; slot++) {
        const struct patient *patient = &world->patient[slot];
        unsigned clocks = patient->state == PATIENT_FREE ? 0 : patient->clock_count;
        for (unsigned i = 0; i < clocks && status == STATUS_OK; i++)
            status = add(world, list, slot, patient->clock[i], patient->clock_start[i]);
    }
    for (size_t i = 0; i < world->extra_clock_count && status == STATUS_OK; i++) {
        const struct extra_clock *clock = &world->extra_clock[i];
        status = add(world, list, clock->patient, clock->standard, clock->start);
    }
    return status;
}

static int compare(const void *left, const void *right) {
    const struct running *a = left, *b = right;
    if (a->standard != b->standard) return a->standard < b->standard ? -1 : 1;
    if (a->provider != b->provider) return a->provider < b->provider ? -1 : 1;
    return (a->minutes > b->minutes) - (a->minutes < b->minutes);
}

/* The least of the sorted minutes that at least `percent` of 100 people do not exceed. */
static double percentile(const struct running *sorted, size_t count, size_t percent) {
    if (count < FEWEST_PEOPLE) return NAN;
    return sorted[(count * percent + 99) / 100 - 1].minutes;
}

static struct month_end_tally list_tally(const struct world *world, const struct running *sorted, size_t count) {
    struct month_end_tally tally = {.standard = sorted->standard, .provider = sorted->provider, .people = count};
    double target = world->value[world->network->standard[sorted->standard].within];
    for (size_t i = 0; i < count; i++) {
        tally.within += sorted[i].minutes <= target;
        tally.sum_minutes += sorted[i].minutes;
    }
    tally.p50 = percentile(sorted, count, 50);
    tally.p92 = percentile(sorted, count, 92);
    tally.p95 = percentile(sorted, count, 95);
    return tally;
}

static enum status keep(struct world *world, const struct running_list *list, uint32_t month) {
    struct outcome *outcome = &world->outcome;
    size_t end = 0;
    for (size_t from = 0; from < list->count; from = end) {
        const struct running *first = &list->item[from];
        for (end = from + 1; end < list->count && list->item[end].standard == first->standard &&
                             list->item[end].provider == first->provider;)
            end++;
        if (memory_reserve(&outcome->month_end, &outcome->month_end_capacity, outcome->month_end_count + 1,
                           sizeof outcome->month_end[0]) != STATUS_OK)
            return STATUS_NO_MEMORY;
        struct month_end_tally *tally = &outcome->month_end[outcome->month_end_count++];
        *tally = list_tally(world, first, end - from);
        tally->month = month;
    }
    return STATUS_OK;
}

void month_end_look(struct world *world) {
    uint32_t month = month_end_at(world->network, world->now);
    if (month == NONE) return;
    struct running_list list = {0};
    enum status status = collect(world, &list);
    if (status == STATUS_OK && list.count > 0) {
        qsort(list.item, list.count, sizeof list.item[0], compare);
        status = keep(world, &list, month);
    }
    if (status != STATUS_OK) world->out_of_memory = true;
    free(list.item);
}
