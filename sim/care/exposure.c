/* Counts lie in a list that is sorted and merged whenever it is full, so it is as long as there are kinds of people. */
#include "care/exposure.h"

#include "base/memory.h"

#include <stdlib.h>

enum { PIECE = 1 << 12, KM_PARTS = 10, CROWD_PARTS = 1000 };

/* A number of parts as 16 bits hold it. */
static uint16_t in_parts(double number, int parts) {
    double whole = number * parts + 0.5;
    return whole >= UINT16_MAX ? UINT16_MAX : whole > 0 ? (uint16_t)whole : 0;
}

static int order(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right) {
    const struct exposure *a = left, *b = right;
    const uint32_t of_a[] = {a->rule, a->period, a->provider, a->stream, a->km_tenths, a->minutes, a->crowd_thousandths};
    const uint32_t of_b[] = {b->rule, b->period, b->provider, b->stream, b->km_tenths, b->minutes, b->crowd_thousandths};
    for (size_t i = 0; i < sizeof of_a / sizeof *of_a; i++)
        if (of_a[i] != of_b[i]) return order(of_a[i], of_b[i]);
    return 0;
}

static void merge(struct outcome *outcome) {
    if (outcome->exposure_count == 0) return;
    struct exposure *exposure = outcome->exposure;
    size_t kept = 0;
    qsort(exposure, outcome->exposure_count, sizeof *exposure, compare);
    for (size_t i = 1; i < outcome->exposure_count; i++) {
        if (compare(&exposure[kept], &exposure[i]) == 0)
            exposure[kept].people += exposure[i].people;
        else
            exposure[++kept] = exposure[i];
    }
    outcome->exposure_count = kept + 1;
}

static bool make_room(struct world *world) {
    struct outcome *outcome = &world->outcome;
    if (outcome->exposure_count < outcome->exposure_capacity) return true;
    merge(outcome);
    if (outcome->exposure_count <= outcome->exposure_capacity / 2 && outcome->exposure_capacity > 0) return true;
    if (memory_reserve(&outcome->exposure, &outcome->exposure_capacity, outcome->exposure_capacity + PIECE,
                       sizeof outcome->exposure[0]) == STATUS_OK)
        return true;
    world->out_of_memory = true;
    return false;
}

static struct exposed *exposed_of(const struct world *world, uint32_t slot, uint32_t rule) {
    return &world->exposed[(size_t)slot * world->network->outcome_rule_count + rule];
}

/* One more who started at exposed->post; what was kept for it is used up. */
static void count(struct world *world, uint32_t slot, uint32_t rule, uint8_t period, uint32_t minutes) {
    struct exposed *exposed = exposed_of(world, slot, rule);
    if (!make_room(world)) return;
    struct exposure one = {.stream = person_stream(world->patient[slot].person),
                           .minutes = minutes,
                           .rule = (uint16_t)rule,
                           .provider = (uint16_t)world->network->post[exposed->post].provider,
                           .period = period,
                           .km_tenths = exposed->km_tenths,
                           .crowd_thousandths = exposed->crowd_thousandths,
                           .people = 1};
    world->outcome.exposure[world->outcome.exposure_count++] = one;
    exposed->post = NONE;
    exposed->period = NO_PERIOD;
}

void exposure_journey(struct world *world, uint32_t slot, uint32_t step, double km) {
    for (uint32_t i = 0; i < world->network->outcome_rule_count; i++) {
        const struct outcome_effect *distance = &world->network->outcome_rule[i].effect[EFFECT_DISTANCE];
        if (distance->measure != EFFECT_NOT && distance->step == step)
            exposed_of(world, slot, i)->km_tenths = in_parts(km, KM_PARTS);
    }
}

/* Nothing open counts as full where somebody is there, else as empty. */
static double crowd_at(const struct world *world, uint32_t pool) {
    const struct pool_state *state = &world->pool[pool];
    if (state->capacity > 0) return (double)(state->in_use + state->spilled) / state->capacity;
    return state->in_use > 0 ? 1 : 0;
}

void exposure_arrives(struct world *world, uint32_t slot) {
    const struct post *post = &world->network->post[world->patient[slot].post];
    for (uint32_t i = 0; i < world->network->outcome_rule_count; i++) {
        const struct outcome_effect *crowding = &world->network->outcome_rule[i].effect[EFFECT_CROWDING];
        if (crowding->measure != EFFECT_NOT && crowding->step == post->step)
            exposed_of(world, slot, i)->crowd_thousandths = in_parts(crowd_at(world, post->pool[0]), CROWD_PARTS);
    }
}

void exposure_starts(struct world *world, uint32_t slot) {
    const struct patient *patient = &world->patient[slot];
    uint32_t step = world->network->post[patient->post].step;
    for (uint32_t i = 0; i < world->network->outcome_rule_count; i++) {
        const struct outcome_rule *rule = &world->network->outcome_rule[i];
        if (rule->step != step) continue;
        struct exposed *exposed = exposed_of(world, slot, i);
        exposed->post = patient->post;
        if (rule->standard == NONE && patient->period != NO_PERIOD)
            count(world, slot, i, patient->period, 0);
        else if (rule->standard != NONE && exposed->period != NO_PERIOD)
            count(world, slot, i, exposed->period, exposed->minutes);
    }
}

void exposure_clock_starts(struct world *world, uint32_t slot, uint32_t standard) {
    for (uint32_t i = 0; i < world->network->outcome_rule_count; i++)
        if (world->network->outcome_rule[i].standard == standard) exposed_of(world, slot, i)->period = NO_PERIOD;
}

void exposure_reads(struct world *world, uint32_t slot, uint32_t standard, uint8_t period, double minutes,
                    bool unfinished) {
    const struct patient *patient = &world->patient[slot];
    uint32_t whole = minutes > 0 ? (uint32_t)(minutes + 0.5) : 0;
    for (uint32_t i = 0; i < world->network->outcome_rule_count; i++) {
        const struct outcome_rule *rule = &world->network->outcome_rule[i];
        if (rule->standard != standard) continue;
        struct exposed *exposed = exposed_of(world, slot, i);
        bool waits = unfinished && patient->state == PATIENT_WAITING;
        if (exposed->post == NONE && waits && world->network->post[patient->post].step == rule->step)
            exposed->post = patient->post;
        exposed->minutes = whole;
        exposed->period = period;
        if (exposed->post != NONE) count(world, slot, i, period, whole);
    }
}

void exposure_finish(struct world *world) {
    merge(&world->outcome);
}
