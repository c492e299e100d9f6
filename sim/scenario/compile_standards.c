/* Standards: clocks from one event of a step to another, and journeys. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const event_name[STEP_EVENT_COUNT] = {"arrives", "starts", "ends", "leaves"};

static const struct spec_standard *find_standard(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->standard_count; i++)
        if (strcmp(spec->standard[i].id, id) == 0)
            return &spec->standard[i];
    return NULL;
}

/* "emergency.ae.arrives": says what is wrong with it. */
static void read_event(struct compiler *c, const char *text, const struct setting *at, uint32_t *step, uint32_t *event) {
    const char *dot = strrchr(text, '.');
    char name[200] = "";
    size_t length = dot == NULL ? 0 : (size_t)(dot - text);
    *step = NONE;
    *event = STEP_EVENT_COUNT;
    for (uint32_t e = 0; dot != NULL && e < STEP_EVENT_COUNT; e++)
        if (strcmp(event_name[e], dot + 1) == 0)
            *event = e;
    if (length >= sizeof name || dot == NULL || *event == STEP_EVENT_COUNT) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_event_form, at, text);
        return;
    }
    memcpy(name, text, length);
    *step = compiler_step(c, name, NONE, at);
}

/* ---- what is told of it ---- */

static const struct { const char *name; enum told told; } told_name[] = {
    {"mean", TOLD_MEAN}, {"p50", TOLD_P50}, {"p90", TOLD_P90}, {"p95", TOLD_P95}, {"within", TOLD_WITHIN}};

static void read_told(struct compiler *c, const struct spec_standard *spec, struct standard *standard) {
    for (size_t i = 0; i < spec->told_as.count; i++) {
        uint32_t told = 0;
        for (size_t j = 0; j < sizeof told_name / sizeof *told_name; j++)
            if (strcmp(told_name[j].name, spec->told_as.id[i]) == 0)
                told = told_name[j].told;
        if (told == 0)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_told_as, spec->told_as.where[i], spec->told_as.id[i]);
        standard->told |= told;
    }
    if (standard->told == 0)
        standard->told = TOLD_MEAN | TOLD_P90 | TOLD_WITHIN;
    standard->headline = spec->headline != 0;
    standard->at_month_end = spec->counted != NULL && strcmp(spec->counted, "at_month_end") == 0;
    if (standard->at_month_end && spec->travel != NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_counted, key_at(spec->at, "counted"));
}

static void read_further(struct compiler *c, const struct spec_standard *spec, struct standard *standard) {
    static const double of_travel[] = {30, 45, 60}; /* those of service change cases */
    const struct setting *given = setting_get(spec->at, "further");
    double last = 0;
    if (given == NULL && spec->travel != NULL) {
        standard->further_count = 3;
        memcpy(standard->further_minutes, of_travel, sizeof of_travel);
    }
    for (size_t i = 0; given != NULL && i < spec->further.count; i++) {
        double minutes = 0;
        if (!quantity_minutes(spec->further.where[i], &minutes, c->problems))
            continue;
        if (standard->further_count == MAX_FURTHER || !(minutes > last)) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_further, given, (int)MAX_FURTHER);
            return;
        }
        standard->further_minutes[standard->further_count++] = last = minutes;
    }
}

/* ---- the standard ---- */

static enum status fill_standard(struct compiler *c, uint32_t index, const struct spec_standard *spec) {
    struct network *n = c->network;
    struct standard *standard = &n->standard[index];
    *standard = (struct standard){.id = text_copy(spec->id), .name = text_copy(spec->name != NULL ? spec->name : spec->id),
                                  .kind = STANDARD_CLOCK, .start_step = NONE, .stop_step = NONE,
                                  .within = compiler_slots(c, 1), .goal = spec->goal};
    c->standard_at[index] = spec->at;
    if (standard->id == NULL || standard->name == NULL)
        return STATUS_NO_MEMORY;
    bool clock = spec->starts != NULL && spec->stops != NULL && spec->travel == NULL;
    bool travel = spec->starts == NULL && spec->stops == NULL && spec->travel != NULL;
    if (!clock && !travel) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_form, spec->at);
    } else if (clock) {
        read_event(c, spec->starts, key_at(spec->at, "starts"), &standard->start_step, &standard->start_event);
        read_event(c, spec->stops, key_at(spec->at, "stops"), &standard->stop_step, &standard->stop_event);
    } else {
        standard->kind = STANDARD_TRAVEL;
        standard->start_step = standard->stop_step = compiler_step(c, spec->travel, NONE, key_at(spec->at, "travel"));
        if (standard->start_step != NONE && n->step[standard->start_step].measured_mode == NONE)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_without_mode, spec->at, spec->travel);
    }
    if (!(spec->within_minutes > 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_within, key_at(spec->at, "within"));
    read_told(c, spec, standard);
    read_further(c, spec, standard);
    return STATUS_OK;
}

enum status compile_standards(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].standard_count; i++)
            status = names_add(&c->standards, c->spec[v].standard[i].id);
    names_sort(&c->standards);
    n->standard = memory_new(c->standards.count, sizeof *n->standard);
    c->standard_at = memory_new(c->standards.count, sizeof *c->standard_at);
    if (status != STATUS_OK || n->standard == NULL || c->standard_at == NULL)
        return STATUS_NO_MEMORY;
    n->standard_count = c->standards.count;
    for (uint32_t s = 0; status == STATUS_OK && s < n->standard_count; s++) {
        const struct spec_standard *first = NULL;
        for (size_t v = 0; v < c->spec_count; v++) {
            const struct spec_standard *here = find_standard(&c->spec[v], c->standards.id[s]);
            if (here == NULL)
                continue;
            if (first == NULL)
                first = here;
            must_be_same(c, text_same(here->starts, first->starts) && text_same(here->stops, first->stops) &&
                                text_same(here->travel, first->travel),
                         "starts", here->at, first->at);
            static const char *const told[] = {"further", "told_as", "counted", "headline"};
            for (size_t k = 0; k < sizeof told / sizeof *told; k++)
                must_be_same(c, setting_same(setting_get(here->at, told[k]), setting_get(first->at, told[k])), told[k],
                             here->at, first->at);
        }
        status = fill_standard(c, s, first);
    }
    return status;
}

void standards_fill(struct compiler *c) {
    for (uint32_t s = 0; s < c->network->standard_count; s++) {
        const struct spec_standard *here = find_standard(c->now, c->standards.id[s]);
        for (size_t v = 0; here == NULL; v++) /* measured by the first version's target where this one has none */
            here = find_standard(&c->spec[v], c->standards.id[s]);
        c->value[c->network->standard[s].within] = here->within_minutes;
    }
}
