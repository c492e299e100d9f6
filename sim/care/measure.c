/* Records are counted in chunks, away from the event loop, so that its cache lines stay its own. */
#include "care/measure.h"

#include <math.h>

#define SAME_MINUTES (1.0 / 60) /* changes within a second are none */
#define MUCH_MINUTES 15.0

static void count_access(struct world *world, const struct record *record, const uint32_t *margin, unsigned margins) {
    const struct network *network = world->network;
    size_t row = ((size_t)record->part * network->standard_count + record->standard) * world->outcome.margins;
    const struct standard *standard = &network->standard[record->standard];
    double target = world->value[standard->within];
    bool unfinished = record->unfinished;
    double minutes = (double)record->minutes;
    unsigned bin = histogram_bin(minutes);
    for (unsigned i = 0; i < margins; i++) {
        struct access_tally *tally = &world->outcome.access[row + margin[i]];
        tally->people++;
        tally->sum_minutes += minutes;
        for (uint32_t k = 0; k < standard->further_count; k++)
            tally->beyond[k] += unfinished || minutes > standard->further_minutes[k];
        if (unfinished) {
            tally->unfinished++;
            continue;
        }
        tally->done_minutes += minutes;
        if (minutes <= target) tally->within++;
        world->histogram[row + margin[i]].bin[bin]++;
    }
}

/* In whole 65536ths of a minute (a millisecond), of which sums are exact, so that it never matters in which order
 * people are paired: a run that goes on from a snapshot counts in other chunks than one from the start. */
static double exact_change(double minutes) {
    return round(minutes * 65536) / 65536;
}

static void count_gain(struct world *world, uint16_t standard, const uint32_t *margin, unsigned margins,
                       double change) {
    for (unsigned i = 0; i < margins; i++) {
        struct gain_tally *gain = &world->gain[standard * world->outcome.margins + margin[i]];
        gain->people++;
        gain->change_minutes += exact_change(change);
        gain->better += change < -SAME_MINUTES;
        gain->worse += change > SAME_MINUTES;
        gain->same += change >= -SAME_MINUTES && change <= SAME_MINUTES;
        if (change > SAME_MINUTES) gain->worse_minutes += exact_change(change);
        if (change > MUCH_MINUTES) gain->worse_over_15++;
        if (change < -MUCH_MINUTES) gain->better_over_15++;
    }
}

/* Pairs the sorted chunk with the baseline: the k-th time a person is measured here with the k-th there. */
static void pair_records(struct world *world) {
    struct record_list *baseline = world->baseline;
    size_t at = 0;
    uint32_t margin[MOST_MARGINS];
    uint64_t who = person_who(world->network);
    records_sort(world->record, world->record_count, who);
    for (size_t i = 0; i < world->record_count; i++) {
        const struct record *record = &world->record[i];
        if (record->occurrence == RECORD_UNPAIRED) continue;
        unsigned margins = margins_of(world->network, person_stream(record->person), margin);
        at = records_seek(baseline, at, record, who);
        size_t match = at;
        while (match < baseline->count && records_match(&baseline->record[match], record, who) &&
               baseline->record[match].paired)
            match++;
        if (match < baseline->count && records_match(&baseline->record[match], record, who)) {
            baseline->record[match].paired = 1;
            count_gain(world, (uint16_t)record->standard, margin, margins,
                       (double)record->minutes - (double)baseline->record[match].minutes);
        } else {
            for (unsigned k = 0; k < margins; k++)
                world->gain[record->standard * world->outcome.margins + margin[k]].only_arm++;
        }
    }
}

void measure_records(struct world *world) {
    uint32_t margin[MOST_MARGINS];
    for (size_t i = 0; i < world->record_count; i++) {
        unsigned margins = margins_of(world->network, person_stream(world->record[i].person), margin);
        count_access(world, &world->record[i], margin, margins);
    }
    for (size_t i = 0; i < world->record_count; i++) world->record[i].part = world->epoch & (RECORD_PARTS - 1u);
    if (world->keep != NULL && record_list_add(world->keep, world->record, world->record_count) != STATUS_OK)
        world->out_of_memory = true;
    if (world->baseline != NULL && world->gain != NULL) pair_records(world);
    world->record_count = 0;
}

static void add_access(struct access_tally *into, const struct access_tally *from) {
    into->people += from->people;
    into->unfinished += from->unfinished;
    into->within += from->within;
    into->sum_minutes += from->sum_minutes;
    into->done_minutes += from->done_minutes;
    for (unsigned k = 0; k < MAX_FURTHER; k++) into->beyond[k] += from->beyond[k];
}

/* Sums the areas' rows of one period and standard, which begin at `first`, into the margins that hold them. */
static void sum_access_over_areas(struct world *world, size_t first) {
    uint32_t margin[MOST_MARGINS];
    for (uint32_t area = 0; area < world->network->area_count; area++) {
        unsigned margins = margins_over(world->network, area, margin);
        for (unsigned k = 0; k < margins; k++) {
            add_access(&world->outcome.access[first + margin[k]], &world->outcome.access[first + 1 + area]);
            histogram_merge(&world->histogram[first + margin[k]], &world->histogram[first + 1 + area]);
        }
    }
}

static void set_percentiles(struct access_tally *tally, const struct histogram *histogram) {
    if (tally->people < FEWEST_PEOPLE) {
        tally->p50 = tally->p90 = tally->p95 = NAN;
        return;
    }
    tally->p50 = histogram_quantile(histogram, tally->unfinished, 0.50);
    tally->p90 = histogram_quantile(histogram, tally->unfinished, 0.90);
    tally->p95 = histogram_quantile(histogram, tally->unfinished, 0.95);
}

static void set_spread(struct spread *spread, const struct histogram *histogram, uint64_t unfinished) {
    const unsigned per_bin = HISTOGRAM_STEPS / SPREAD_PER_OCTAVE;
    spread->bin[0] = histogram->bin[0];
    for (unsigned bin = 1; bin < HISTOGRAM_BINS - 1; bin++)
        spread->bin[1 + (bin - 1) / per_bin] += histogram->bin[bin];
    spread->bin[SPREAD_BINS - 1] = histogram->bin[HISTOGRAM_BINS - 1] + (uint32_t)unfinished;
}

/* The periods' histograms are added into the first period's place, for nothing reads them afterwards. */
static void finish_row(struct world *world, size_t row) {
    const struct network *network = world->network;
    size_t rows = (size_t)network->standard_count * world->outcome.margins;
    struct access_tally *all = &world->outcome.access[network->period_count * rows + row];
    *all = (struct access_tally){0};
    for (uint32_t period = 0; period < network->period_count; period++) {
        struct access_tally *tally = &world->outcome.access[period * rows + row];
        set_percentiles(tally, &world->histogram[period * rows + row]);
        add_access(all, tally);
    }
    for (uint32_t period = 1; period < network->period_count; period++)
        histogram_merge(&world->histogram[row], &world->histogram[period * rows + row]);
    set_percentiles(all, &world->histogram[row]);
    set_spread(&world->outcome.spread[row], &world->histogram[row], all->unfinished);
}

void measure_finish(struct world *world) {
    const struct network *network = world->network;
    size_t margins = world->outcome.margins, rows = network->standard_count * margins;
    for (size_t first = 0; first < network->period_count * rows; first += margins) sum_access_over_areas(world, first);
    for (size_t row = 0; row < rows; row++) finish_row(world, row);
}

void measure_begin_arm(struct world *world, int epoch) {
    uint32_t margin[MOST_MARGINS];
    for (size_t i = 0; i < world->baseline->count; i++) {
        struct record *record = &world->baseline->record[i];
        record->paired = epoch >= 0 && record->part <= (unsigned)epoch;
        if (!record->paired || record->occurrence == RECORD_UNPAIRED) continue;
        count_gain(world, (uint16_t)record->standard, margin, margins_of(world->network, person_stream(record->person), margin), 0);
    }
}

static void sum_gain_over_areas(struct world *world) {
    uint32_t margin[MOST_MARGINS];
    for (uint32_t standard = 0; standard < world->network->standard_count; standard++) {
        struct gain_tally *gain = &world->gain[(size_t)standard * world->outcome.margins];
        for (uint32_t area = 0; area < world->network->area_count; area++) {
            unsigned margins = margins_over(world->network, area, margin);
            for (unsigned k = 0; k < margins; k++) gain_tally_add(&gain[margin[k]], &gain[1 + area]);
        }
    }
}

void measure_end_arm(struct world *world) {
    uint32_t margin[MOST_MARGINS];
    for (size_t i = 0; i < world->baseline->count; i++) {
        const struct record *record = &world->baseline->record[i];
        if (record->paired || record->occurrence == RECORD_UNPAIRED) continue;
        unsigned margins = margins_of(world->network, person_stream(record->person), margin);
        for (unsigned k = 0; k < margins; k++)
            world->gain[record->standard * world->outcome.margins + margin[k]].only_baseline++;
    }
    sum_gain_over_areas(world);
}
