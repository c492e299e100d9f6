/* The world's arrays: made for a network, copied whole, given back. */
#include "care/world.h"

#include "base/check.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Making, copying and freeing go by this list, so a new array is one more line. */
enum { WORLD_ARRAYS = 34 };

static size_t histograms(const struct network *network) {
    return (size_t)network->period_count * network->standard_count * margin_count(network);
}

static size_t list_arrays(struct world *world, struct memory_array out[WORLD_ARRAYS]) {
    const struct network *network = world->network;
    size_t pools = network->pool_count;
    const struct memory_array arrays[] = {
        {&world->value, network->value_count * sizeof world->value[0]},
        {&world->patient, world->patient_capacity * sizeof world->patient[0]},
        {&world->link, world->patient_capacity * sizeof world->link[0]},
        {&world->visit, world->patient_capacity * network->visit_slot_count * sizeof world->visit[0]},
        {&world->place, network->sends_out ? world->patient_capacity * sizeof world->place[0] : 0},
        {&world->work, network->keeps_inside ? world->patient_capacity * sizeof world->work[0] : 0},
        {&world->inside, network->keeps_inside ? pools * sizeof world->inside[0] : 0},
        {&world->exposed, world->patient_capacity * network->outcome_rule_count * sizeof world->exposed[0]},
        {&world->planned, network->pathway_count * sizeof world->planned[0]},
        {&world->extra_clock, world->extra_clock_capacity * sizeof world->extra_clock[0]},
        {&world->pool, pools * sizeof world->pool[0]},
        {&world->lending, network->overflow_count * sizeof world->lending[0]},
        {&world->level_minutes, world->outcome.level_first[pools] * sizeof(double)},
        {&world->freed, pools * sizeof world->freed[0]},
        {&world->is_freed, pools},
        {&world->arrival, world->arrival_capacity * sizeof world->arrival[0]},
        {&world->arrival_spare, world->arrival_spare_capacity * sizeof world->arrival_spare[0]},
        {&world->meter, network->money_target_count * sizeof world->meter[0]},
        {&world->contract, network->contract_count * sizeof world->contract[0]},
        {&world->alert, network->escalation_count * sizeof world->alert[0]},
        {&world->surge, network->escalation_count > 0 ? pools * sizeof world->surge[0] : 0},
        {&world->door, network->escalation_count > 0 ? network->post_count : 0},
        {&world->pool_hour_in_use, pools * sizeof(double)},
        {&world->pool_hour_waiting, pools * sizeof(double)},
        {&world->pool_hour_capacity, pools * sizeof(double)},
        {&world->day_start_in_use, pools * sizeof(double)},
        {&world->day_start_waiting, pools * sizeof(double)},
        {&world->day_start_capacity, pools * sizeof(double)},
        {&world->record, RECORD_CHUNK * sizeof world->record[0]},
        {&world->histogram, histograms(network) * sizeof world->histogram[0]},
    };
    size_t count = sizeof arrays / sizeof arrays[0];
    CHECK(count <= WORLD_ARRAYS);
    memcpy(out, arrays, sizeof arrays);
    return count;
}

static void point_levels(struct world *world) {
    for (uint32_t pool = 0; pool < world->network->pool_count; pool++) {
        uint32_t first = world->outcome.level_first[pool];
        world->pool[pool].level_minutes = &world->level_minutes[first];
        world->pool[pool].levels = world->outcome.level_first[pool + 1] - first;
    }
}

enum status world_init(struct world *world, const struct network *network, uint32_t seed, uint32_t replication) {
    *world = (struct world){.network = network, .seed = seed, .replication = replication};
    world->free_patient = NONE;
    world->period = network->period_count;
    enum status status = outcome_init(&world->outcome, network);
    if (status != STATUS_OK) return status;
    struct memory_array array[WORLD_ARRAYS];
    status = memory_arrays_new(array, list_arrays(world, array));
    if (status != STATUS_OK) {
        world_free(world);
        return status;
    }
    memcpy(world->value, network->value, network->value_count * sizeof world->value[0]);
    for (uint32_t pool = 0; pool < network->pool_count; pool++) pool_init(&world->pool[pool]);
    for (uint32_t pool = 0; network->keeps_inside && pool < network->pool_count; pool++) {
        world->inside[pool].speed = 1;
        for (unsigned class = 0; class < POOL_PRIORITIES; class++)
            world->inside[pool].head[class] = world->inside[pool].tail[class] = NOBODY;
    }
    for (uint32_t pathway = 0; pathway < network->pathway_count; pathway++) world->planned[pathway].left = -1;
    for (uint32_t rule = 0; rule < network->escalation_count; rule++)
        world->alert[rule] = (struct alert){NAN, NAN, NAN, NAN};
    point_levels(world);
    return STATUS_OK;
}

enum status world_copy(struct world *to, const struct world *from) {
    *to = *from;
    struct memory_array array[WORLD_ARRAYS];
    size_t count = list_arrays(to, array);
    enum status status = memory_arrays_copy(array, count);
    enum status events = event_list_copy(&to->events, &from->events);
    enum status outcome = outcome_copy(&to->outcome, &from->outcome, from->network);
    if (status == STATUS_OK && events == STATUS_OK && outcome == STATUS_OK) {
        point_levels(to);
        return STATUS_OK;
    }
    memory_arrays_free(array, count);
    event_list_free(&to->events);
    outcome_free(&to->outcome);
    *to = (struct world){0};
    return STATUS_NO_MEMORY;
}

void world_free(struct world *world) {
    if (world->network != NULL && world->outcome.level_first != NULL) {
        struct memory_array array[WORLD_ARRAYS];
        memory_arrays_free(array, list_arrays(world, array));
    }
    event_list_free(&world->events);
    outcome_free(&world->outcome);
    *world = (struct world){0};
}

static bool grow_patients(struct world *world) {
    size_t capacity = world->patient_capacity, links = capacity, works = capacity, places = capacity;
    size_t visits = capacity * world->network->visit_slot_count;
    size_t rules = world->network->outcome_rule_count, exposed = capacity * rules;
    size_t wanted = capacity < 1024 ? 1024 : capacity + capacity / 2;
    if (memory_reserve(&world->patient, &capacity, wanted, sizeof world->patient[0]) != STATUS_OK ||
        memory_reserve(&world->link, &links, capacity, sizeof world->link[0]) != STATUS_OK ||
        (world->network->keeps_inside &&
         memory_reserve(&world->work, &works, capacity, sizeof world->work[0]) != STATUS_OK) ||
        (world->network->sends_out &&
         memory_reserve(&world->place, &places, capacity, sizeof world->place[0]) != STATUS_OK) ||
        (world->network->visit_slot_count > 0 &&
         memory_reserve(&world->visit, &visits, capacity * world->network->visit_slot_count,
                        sizeof world->visit[0]) != STATUS_OK) ||
        (rules > 0 && memory_reserve(&world->exposed, &exposed, capacity * rules, sizeof world->exposed[0]) != STATUS_OK)) {
        world->out_of_memory = true;
        return false;
    }
    world->patient_capacity = capacity < links ? capacity : links;
    return true;
}

bool world_add_arrival(struct world *world, double minute, uint64_t person) {
    if (world->arrival_count == world->arrival_capacity &&
        memory_reserve(&world->arrival, &world->arrival_capacity, world->arrival_count + 1,
                       sizeof world->arrival[0]) != STATUS_OK) {
        world->out_of_memory = true;
        return false;
    }
    world->arrival[world->arrival_count++] = (struct arrival){minute, person};
    return true;
}

/* A place in the array, filled for a person; NONE without memory. */
static uint32_t take_place(struct world *world, uint64_t person) {
    uint32_t slot = world->free_patient;
    if (slot != NONE) {
        world->free_patient = world->patient[slot].event;
    } else {
        if (world->patient_count == world->patient_capacity && !grow_patients(world)) return NONE;
        slot = (uint32_t)world->patient_count++;
    }
    /* All but the holdings and clocks, which their counts bound: the second cache line is not touched yet. */
    struct patient *patient = &world->patient[slot];
    patient->person = person;
    patient->arrived = world->now;
    patient->since = patient->started = 0;
    patient->event = patient->home = patient->to_step = patient->branch = 0;
    patient->post = patient->leaving = NONE;
    patient->state = PATIENT_BETWEEN;
    patient->period = patient->leaving_period = NO_PERIOD;
    patient->priority = patient->held_count = patient->clock_count = patient->sent_on = patient->again = 0;
    if (world->network->sends_out) world->place[slot] = NONE;
    uint32_t visits = world->network->visit_slot_count;
    if (visits > 0) memset(&world->visit[(size_t)slot * visits], 0, visits * sizeof world->visit[0]);
    for (uint32_t i = 0, rules = world->network->outcome_rule_count; i < rules; i++)
        world->exposed[(size_t)slot * rules + i] = (struct exposed){.post = NONE, .period = NO_PERIOD};
    return slot;
}

static void count_present(struct world *world, int change) {
    world->people_minutes += (world->now - world->people_since) * world->present;
    world->people_since = world->now;
    world->present += (uint32_t)change;
}

uint32_t world_add_patient(struct world *world, uint64_t person) {
    uint32_t slot = take_place(world, person);
    if (slot != NONE) count_present(world, 1);
    return slot;
}

uint32_t world_add_gone(struct world *world, uint64_t person) {
    uint32_t slot = take_place(world, person);
    if (slot != NONE) world->patient[slot].state = PATIENT_GONE;
    return slot;
}

static void give_place_back(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    CHECK(patient->state != PATIENT_FREE && patient->held_count == 0);
    patient->state = PATIENT_FREE;
    patient->event = world->free_patient;
    world->free_patient = slot;
}

void world_remove_patient(struct world *world, uint32_t slot) {
    CHECK(world->patient[slot].state != PATIENT_GONE);
    count_present(world, -1);
    give_place_back(world, slot);
}

void world_remove_gone(struct world *world, uint32_t slot) {
    CHECK(world->patient[slot].state == PATIENT_GONE);
    give_place_back(world, slot);
}
