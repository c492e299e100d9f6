/* Few clocks run at once, so a patient holds four in place; others lie in a small side table. */
#include "care/clocks.h"

#include "base/check.h"
#include "base/memory.h"
#include "care/exposure.h"
#include "care/follow.h"
#include "care/measure.h"

/* What a clock showed, and at which provider. */
struct reading {
    uint32_t standard;
    double start, minutes;
    bool unfinished;
    uint32_t post;    /* NONE: nowhere yet */
    unsigned attempt; /* of journeys: how often the person had been sent on from the same step */
};

enum { ATTEMPTS = 8 }; /* told apart at each visit */

static void count_at_provider(struct world *world, const struct reading *reading, uint8_t period) {
    const struct network *network = world->network;
    if (reading->post == NONE) return;
    size_t row = ((size_t)period * network->standard_count + reading->standard) * network->provider_count;
    struct provider_tally *tally = &world->outcome.at_provider[row + network->post[reading->post].provider];
    tally->people++;
    tally->unfinished += reading->unfinished;
    double minutes = (double)(float)reading->minutes; /* as its record has it, so that both say the same */
    tally->within += !reading->unfinished && minutes <= world->value[network->standard[reading->standard].within];
    tally->sum_minutes += reading->minutes;
}

/* How often the patient had been at the step that stops the clock: tells a second reading of the same standard
 * from the first. It is the same whether the clock stopped or still runs, and however long a place was kept. */
static unsigned occurrence_of(const struct world *world, uint32_t slot, const struct reading *reading) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct standard *standard = &network->standard[reading->standard];
    bool travel = standard->kind == STANDARD_TRAVEL;
    uint32_t step = travel ? standard->start_step : standard->stop_step, slot_of_visits = network->step[step].visit_slot;
    unsigned visits = 0;
    if (slot_of_visits != NONE) {
        visits = world->visit[(size_t)slot * network->visit_slot_count + slot_of_visits];
        /* The place is left after the visit has been counted. */
        bool leaving = patient->leaving != NONE && network->post[patient->leaving].step == step;
        if (!travel && standard->stop_event == EVENT_LEAVES && visits > 0 && (!reading->unfinished || leaving)) visits--;
    }
    unsigned occurrence = visits * ATTEMPTS + reading->attempt;
    return reading->attempt < ATTEMPTS && occurrence < RECORD_UNPAIRED ? occurrence : RECORD_UNPAIRED;
}

/* People are followed for as long as their pathway says: a clock that runs on beyond it is unfinished there, also
 * where the run goes on for the sake of other pathways. */
static struct reading as_followed(const struct world *world, const struct reading *reading) {
    const struct network *network = world->network;
    const struct standard *standard = &network->standard[reading->standard];
    struct reading followed = *reading;
    double until = network->window_to + network->pathway[network->step[standard->start_step].pathway].follow_minutes;
    if (standard->kind == STANDARD_CLOCK && reading->start + reading->minutes > until) {
        followed.minutes = until - reading->start;
        followed.unfinished = true;
    }
    return followed;
}

static COLD void tell(const struct world *world, uint32_t slot, const struct reading *reading, bool counted) {
    follow_reading(world, slot, &(struct told_reading){reading->standard, reading->start, reading->minutes,
                                                       reading->unfinished, counted});
}

static void write_down(struct world *world, uint32_t slot, const struct reading *as_read) {
    uint8_t period = world_period_at(world, as_read->start);
    if (period == NO_PERIOD) {
        if (follow_is_on(world)) tell(world, slot, as_read, false);
        return;
    }
    const struct reading *reading = as_read;
    struct reading followed;
    if (reading->start + reading->minutes > world->network->window_to) {
        followed = as_followed(world, as_read);
        reading = &followed;
    }
    if (follow_is_on(world)) tell(world, slot, reading, true);
    CHECK(reading->standard < RECORD_STANDARDS && period < RECORD_PARTS);
    count_at_provider(world, reading, period);
    if (exposure_is_counted(world)) exposure_reads(world, slot, reading->standard, period, reading->minutes, reading->unfinished);
    world->record[world->record_count++] = (struct record){.person = world->patient[slot].person,
                                                           .minutes = (float)reading->minutes,
                                                           .standard = reading->standard & (RECORD_STANDARDS - 1u),
                                                           .part = period & (RECORD_PARTS - 1u),
                                                           .occurrence = occurrence_of(world, slot, reading) &
                                                                         (RECORD_OCCURRENCES - 1u),
                                                           .unfinished = reading->unfinished};
    if (world->record_count == RECORD_CHUNK) measure_records(world);
}

static bool runs(const struct world *world, uint32_t slot, uint32_t standard) {
    const struct patient *patient = &world->patient[slot];
    for (unsigned i = 0; i < patient->clock_count; i++)
        if (patient->clock[i] == standard) return true;
    for (size_t i = 0; i < world->extra_clock_count; i++)
        if (world->extra_clock[i].patient == slot && world->extra_clock[i].standard == standard) return true;
    return false;
}

/* A clock that runs goes on: who is diverted, or must move, has been waiting since he first came. */
static void start_clock(struct world *world, uint32_t slot, uint32_t standard, double minute) {
    struct patient *patient = &world->patient[slot];
    if (runs(world, slot, standard)) return;
    if (exposure_is_counted(world)) exposure_clock_starts(world, slot, standard);
    if (patient->clock_count < CLOCKS_IN_PLACE) {
        patient->clock[patient->clock_count] = (uint16_t)standard;
        patient->clock_start[patient->clock_count++] = minute;
        return;
    }
    if (memory_reserve(&world->extra_clock, &world->extra_clock_capacity, world->extra_clock_count + 1,
                       sizeof world->extra_clock[0]) != STATUS_OK) {
        world->out_of_memory = true;
        return;
    }
    world->extra_clock[world->extra_clock_count++] = (struct extra_clock){slot, standard, minute};
}

static void stop_clock(struct world *world, uint32_t slot, uint32_t standard, double minute, uint32_t post) {
    struct patient *patient = &world->patient[slot];
    for (unsigned i = 0; i < patient->clock_count; i++) {
        if (patient->clock[i] != standard) continue;
        double start = patient->clock_start[i];
        patient->clock[i] = patient->clock[--patient->clock_count];
        patient->clock_start[i] = patient->clock_start[patient->clock_count];
        write_down(world, slot, &(struct reading){standard, start, minute - start, false, post, 0});
        return;
    }
    for (size_t i = 0; i < world->extra_clock_count; i++) {
        struct extra_clock clock = world->extra_clock[i];
        if (clock.patient != slot || clock.standard != standard) continue;
        world->extra_clock[i] = world->extra_clock[--world->extra_clock_count];
        write_down(world, slot, &(struct reading){standard, clock.start, minute - clock.start, false, post, 0});
        return;
    }
}

void clocks_ring(struct world *world, uint32_t slot, uint32_t post, const struct clock_list *list, double minute) {
    const struct network *network = world->network;
    for (uint32_t i = 0; i < list->stop_count; i++)
        stop_clock(world, slot, network->clock_entry[list->stop_first + i], minute, post);
    for (uint32_t i = 0; i < list->start_count; i++)
        start_clock(world, slot, network->clock_entry[list->start_first + i], minute);
}

void clocks_travel(struct world *world, uint32_t slot, uint32_t post, double minutes) {
    const struct network *network = world->network;
    uint32_t step = network->post[post].step;
    for (uint32_t i = network->travel_standard_first[step]; i < network->travel_standard_first[step + 1]; i++)
        write_down(world, slot,
                   &(struct reading){network->travel_standard[i], world->now, minutes, false, post,
                                     world->patient[slot].sent_on});
}

void clocks_drop(struct world *world, uint32_t slot) {
    world->patient[slot].clock_count = 0;
    for (size_t i = 0; i < world->extra_clock_count;) {
        if (world->extra_clock[i].patient == slot)
            world->extra_clock[i] = world->extra_clock[--world->extra_clock_count];
        else
            i++;
    }
}

/* A clock that starts when the team is at the door may not have started yet. */
static double so_far(const struct world *world, double start) {
    return start < world->now ? world->now - start : 0;
}

void clocks_end(struct world *world) {
    for (uint32_t slot = 0; slot < world->patient_count; slot++) {
        const struct patient *patient = &world->patient[slot];
        if (patient->state == PATIENT_FREE) continue;
        for (unsigned i = 0; i < patient->clock_count; i++) {
            double start = patient->clock_start[i];
            write_down(world, slot,
                       &(struct reading){patient->clock[i], start, so_far(world, start), true, patient->post, 0});
        }
    }
    for (size_t i = 0; i < world->extra_clock_count; i++) {
        struct extra_clock clock = world->extra_clock[i];
        write_down(world, clock.patient,
                   &(struct reading){clock.standard, clock.start, so_far(world, clock.start), true,
                                     world->patient[clock.patient].post, 0});
    }
}
