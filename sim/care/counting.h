/* counting: what is counted of a patient on the way to a step, as it starts, and as its place is given up. */
#ifndef ICSIM_CARE_COUNTING_H
#define ICSIM_CARE_COUNTING_H

#include "care/choice.h"
#include "care/value.h"

/* One more visit of a step that may come again. */
static inline void count_visit(struct world *world, uint32_t slot, const struct step *step) {
    if (step->visit_slot != NONE)
        world->visit[(size_t)slot * world->network->visit_slot_count + step->visit_slot]++;
}

/* The work at the step is over; its place may be kept. */
static inline void count_work(struct world *world, const struct patient *patient) {
    if (patient->period == NO_PERIOD) return;
    struct post_tally *tally = post_tally_of(world, patient->period, patient->post);
    tally->worked++;
    tally->work_minutes += world->now - patient->started;
}

/* The place of the step before is given up. */
static inline void give_up_place(struct world *world, uint32_t slot, uint32_t post) {
    struct patient *patient = &world->patient[slot];
    if (patient->leaving_period != NO_PERIOD) {
        struct post_tally *tally = post_tally_of(world, patient->leaving_period, post);
        tally->completed++;
        tally->time_minutes += world->now - patient->started;
    }
    if (world->in_window) {
        double from = patient->started > world->present_from ? patient->started : world->present_from;
        struct post_tally *tally = post_tally_of(world, world->period, post);
        tally->present_minutes += world->now - from;
        double before = world->network->keeps_inside ? world->work[slot].before : 0;
        bool whole = !patient->again && !isnan(patient->started);
        tally->ended += whole;
        tally->ended_minutes += whole ? before + world->now - patient->started : 0;
    }
    patient->leaving = NONE;
}

/* A journey to a chosen provider. */
static inline void count_flow(struct world *world, uint32_t slot, const struct chosen *chosen) {
    uint8_t period = world_period_at(world, world->now);
    if (period == NO_PERIOD) return;
    const struct network *network = world->network;
    uint32_t area = network->stream[person_stream(world->patient[slot].person)].area;
    uint32_t post = network->option[chosen->option].post;
    struct flow_tally *flow =
        &world->outcome.flow[((size_t)period * network->post_count + post) * network->area_count + area];
    flow->people++;
    flow->minutes += chosen->minutes;
    flow->km += chosen->km;
}

/* Once more sent on to another provider. */
static inline void count_sending_on(struct patient *patient) {
    if (patient->sent_on < UINT8_MAX) patient->sent_on++;
}

/* Somebody who came to one post is served by another with the same line, which is the patient's post now. */
static inline void count_taken_over(struct world *world, const struct patient *patient, uint32_t came_to) {
    if (patient->period == NO_PERIOD) return;
    post_tally_of(world, patient->period, came_to)->arrived--;
    post_tally_of(world, patient->period, patient->post)->arrived++;
}

/* Starts are counted once: whoever had to give way has been counted. */
static inline void count_start(struct world *world, const struct patient *patient, double at_door) {
    if (world->in_window) post_tally_of(world, world->period, patient->post)->uses++;
    if (patient->period == NO_PERIOD) return;
    struct post_tally *tally = post_tally_of(world, patient->period, patient->post);
    tally->started++;
    tally->wait_minutes += at_door - patient->since;
    tally->waited += patient->started > patient->since;
}

#endif
