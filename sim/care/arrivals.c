/* Bands of levels, in people a day: [0, 1/16), then doubling: [1/16, 1/8), ... A low first band keeps the
 * number of candidates near the number of arrivals for the small streams that an area's age band makes. */
#include "care/arrivals.h"

#include "base/check.h"
#include "base/memory.h"
#include "base/poisson.h"
#include "care/planned.h"

#include <math.h>
#include <stdlib.h>

#define LOWEST_LEVEL 0.0625

enum { SLOTS_PER_DAY = 4096 }; /* buckets of the day's sort */

struct arrival_tables {
    uint32_t band_count;
    struct poisson_table band[PERSON_BAND_AT_START];
    double low[PERSON_BAND_AT_START + 1], width[PERSON_BAND_AT_START + 1]; /* of each band's levels */
};

static double band_low(uint32_t band) {
    return band == 0 ? 0 : ldexp(LOWEST_LEVEL, (int)band - 1);
}

static double band_width(uint32_t band) {
    return band == 0 ? LOWEST_LEVEL : ldexp(LOWEST_LEVEL, (int)band - 1);
}

/* The most a stream may come to at any time in any arm, in people a day. */
static double largest_rate(const struct network *network) {
    double rate = 0, week = 1, season = 1;
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t i = 0; i < network->stream_count; i++) {
        uint32_t slot = network->stream[i].rate;
        if (network->value[slot] > rate) rate = network->value[slot];
        if (slot < low) low = slot;
        if (slot > high) high = slot;
    }
    for (uint32_t a = 0; a < network->arm_count; a++)
        for (size_t i = 0; i < network->arm[a].patch_count; i++) {
            const struct patch *patch = &network->arm[a].patch[i];
            if (patch->slot >= low && patch->slot <= high && patch->number > rate) rate = patch->number;
        }
    for (uint32_t i = 0; i < network->week_count; i++)
        for (int h = 0; h < HOURS_PER_WEEK; h++)
            if (network->week[i].hour[h] > week) week = network->week[i].hour[h];
    for (uint32_t i = 0; i < network->season_count; i++)
        for (int m = 0; m < 12; m++)
            if (network->season[i].month[m] > season) season = network->season[i].month[m];
    return rate * network_streams_together(network) * week * season; /* of all lists on one sheet */
}

struct arrival_tables *arrival_tables_new(const struct network *network) {
    struct arrival_tables *tables = memory_new(1, sizeof *tables);
    if (tables == NULL) return NULL;
    double most = largest_rate(network);
    for (uint32_t band = 0; band <= PERSON_BAND_AT_START; band++) {
        tables->low[band] = band_low(band);
        tables->width[band] = band_width(band);
    }
    while (tables->band_count == 0 || band_low(tables->band_count) < most) {
        CHECK(tables->band_count < PERSON_BAND_PLANNED);
        uint32_t band = tables->band_count++;
        if (poisson_init(&tables->band[band], band_width(band)) != STATUS_OK) {
            arrival_tables_free(tables);
            return NULL;
        }
    }
    return tables;
}

void arrival_tables_free(struct arrival_tables *tables) {
    if (tables == NULL) return;
    for (uint32_t band = 0; band < tables->band_count; band++) poisson_free(&tables->band[band]);
    free(tables);
}

/* The hourly multipliers of one pathway on this day, and their largest. */
static struct day_profile profile_of(const struct network *network, const struct pathway *pathway, int32_t day) {
    struct day_profile profile = {.most = 0};
    int first_hour = calendar_weekday(day) * 24;
    double season = pathway->season == NONE
                        ? 1 : (double)network->season[pathway->season].month[calendar_date(day).month - 1];
    for (int h = 0; h < 24; h++) {
        double week = pathway->profile == NONE ? 1 : (double)network->week[pathway->profile].hour[first_hour + h];
        profile.hour[h] = week * season;
        if (profile.hour[h] > profile.most) profile.most = profile.hour[h];
    }
    return profile;
}

/* A candidate who comes, and those who come with him. */
static bool add_together(struct world *world, const struct pathway *pathway, struct draw_key key, double minute,
                         uint64_t person) {
    if (pathway->arrivals.batch_count == 0) return world_add_arrival(world, minute, person);
    uint32_t ordinal = (uint32_t)person & ((1u << PERSON_ORDINAL_BITS) - 1);
    CHECK(ordinal < 1u << (PERSON_ORDINAL_BITS - BATCH_BITS));
    uint32_t people = planned_batch(world, pathway, key, person_counter(person, 0));
    bool added = true;
    for (uint32_t k = 0; k < people && added; k++)
        added = world_add_arrival(world, minute, person + ((uint64_t)k << (PERSON_ORDINAL_BITS - BATCH_BITS)));
    return added;
}

/* People a day of the streams that share a sheet: of all lists of one pathway, area and group. */
static double sheet_rate(const struct world *world, uint32_t stream) {
    double rate = 0;
    for (uint32_t i = 0; i < network_streams_together(world->network); i++)
        rate += world->value[world->network->stream[stream + i].rate];
    return rate;
}

/* Whose slice of the sheet a level lies in: the lists lie one above the other, so that a person changes lists, and is
 * nobody else, where one list grows as another shrinks. `per_day`: what a person a day is at that hour. */
static uint32_t list_at(const struct world *world, uint32_t stream, double level, double per_day) {
    uint32_t last = 0;
    double upto = 0;
    for (uint32_t i = 0; i < network_streams_together(world->network); i++) {
        double rate = world->value[world->network->stream[stream + i].rate];
        if (!(rate > 0)) continue;
        last = i;
        upto += rate * per_day;
        if (level < upto) break;
    }
    return last;
}

/* The candidates of one sheet on one day: those whose level lies below the rate at their time come. */
static void draw_sheet(struct world *world, const struct arrival_tables *tables, uint32_t stream, uint32_t day,
                       const struct day_profile *profile) {
    const struct stream *from = &world->network->stream[stream];
    const struct pathway *pathway = &world->network->pathway[from->pathway];
    double rate = sheet_rate(world, stream) / pathway->arrivals.batch_mean;
    double most = rate * profile->most;
    struct draw_key key = draw_key_make(world->seed, world->replication, from->key);
    for (uint32_t band = 0; band < tables->band_count && tables->low[band] < most; band++) {
        uint64_t first = person_pack(day, stream, band, 0);
        struct draw_pair count_draw = draw_pair_at(key, person_counter(first, 0), DRAW_ARRIVAL_COUNT);
        uint32_t count = poisson_at(&tables->band[band], count_draw.word[0]);
        for (uint32_t i = 0; i < count; i++) {
            struct draw_pair point = draw_pair_at(key, person_counter(first + i, 0), DRAW_ARRIVAL_POINT);
            double minute_of_day = draw_uniform(point.word[0]) * MINUTES_PER_DAY;
            double level = tables->low[band] + draw_uniform(point.word[1]) * tables->width[band];
            double here = profile->hour[(int)(minute_of_day / 60)];
            if (level >= rate * here) continue;
            double minute = (double)day * MINUTES_PER_DAY + minute_of_day;
            if (minute >= world->network->arrivals_until) continue;
            uint64_t list = world->network->list_bits == 0 ? 0 : list_at(world, stream, level, here / pathway->arrivals.batch_mean);
            if (!add_together(world, pathway, key, minute, person_on_list(first + i, list))) return;
        }
    }
}

static inline bool comes_before(const struct arrival *a, const struct arrival *b) {
    return a->minute < b->minute || (a->minute == b->minute && a->person < b->person);
}

/* Sorts the day: counting sort into short slots of time, then insertion, which has little left to do. */
static void sort_day(struct world *world, double day_start) {
    size_t count = world->arrival_count;
    if (memory_reserve(&world->arrival_spare, &world->arrival_spare_capacity, count + 1,
                       sizeof world->arrival_spare[0]) != STATUS_OK) {
        world->out_of_memory = true;
        return;
    }
    uint32_t place[SLOTS_PER_DAY + 1] = {0};
    double slots_per_minute = (double)SLOTS_PER_DAY / MINUTES_PER_DAY;
    for (size_t i = 0; i < count; i++)
        place[(uint32_t)((world->arrival[i].minute - day_start) * slots_per_minute) + 1]++;
    for (uint32_t s = 0; s < SLOTS_PER_DAY; s++) place[s + 1] += place[s];
    for (size_t i = 0; i < count; i++)
        world->arrival_spare[place[(uint32_t)((world->arrival[i].minute - day_start) * slots_per_minute)]++] =
            world->arrival[i];
    struct arrival *sorted = world->arrival_spare;
    for (size_t i = 1; i < count; i++) {
        struct arrival moving = sorted[i];
        size_t hole = i;
        for (; hole > 0 && comes_before(&moving, &sorted[hole - 1]); hole--) sorted[hole] = sorted[hole - 1];
        sorted[hole] = moving;
    }
    size_t capacity = world->arrival_capacity;
    world->arrival_spare = world->arrival;
    world->arrival = sorted;
    world->arrival_capacity = world->arrival_spare_capacity;
    world->arrival_spare_capacity = capacity;
}

void arrivals_draw_day(struct world *world, const struct arrival_tables *tables) {
    const struct network *network = world->network;
    uint32_t day = (uint32_t)(world->now / MINUTES_PER_DAY);
    CHECK(day < 1u << PERSON_DAY_BITS);
    world->arrival_count = world->arrival_next = 0;
    uint32_t pathway = NONE;
    struct day_profile profile = {.most = 0};
    for (uint32_t stream = 0; stream < network->stream_count; stream += network_streams_together(network)) {
        if (network->stream[stream].pathway != pathway) {
            pathway = network->stream[stream].pathway;
            profile = profile_of(network, &network->pathway[pathway], network->first_day + (int32_t)day);
            if (network->pathway[pathway].arrivals.kind != ARRIVE_POISSON) planned_draw_day(world, pathway, &profile);
        }
        if (network->pathway[pathway].arrivals.kind == ARRIVE_POISSON)
            draw_sheet(world, tables, stream, day, &profile);
    }
    sort_day(world, (double)day * MINUTES_PER_DAY);
}
