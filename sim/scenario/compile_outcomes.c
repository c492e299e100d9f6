/* Outcomes: a risk and published effects on it. Only those that are used become part of the network, so one that is
 * taken in by `uses` may speak of steps that a system does not have, as long as it is off. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What an exposure is measured in, by enum effect_of. */
static const struct { const char *key; number_reader *read; const char *form; } by[EFFECT_COUNT] = {
    [EFFECT_DISTANCE] = {"by_distance", quantity_km, "linear"},
    [EFFECT_WAIT] = {"by_wait", quantity_minutes, "linear"},
    [EFFECT_CROWDING] = {"by_crowding", quantity_share, "linear"},
    [EFFECT_VOLUME] = {"by_volume", quantity_number, "step"},
};

static const struct spec_outcome *find_outcome(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->outcome_count; i++)
        if (strcmp(spec->outcome[i].id, id) == 0)
            return &spec->outcome[i];
    return NULL;
}

static bool is_used(const struct spec *spec, const struct spec_outcome *outcome) {
    return setting_get(outcome->at, "use") != NULL ? outcome->use != 0 : spec->outcomes_on != 0;
}

/* ---- structure ---- */

static enum effect_measure measure_of(const struct spec_effect *effect) {
    if (!isnan(effect->odds_ratio))
        return EFFECT_ODDS_RATIO;
    return !isnan(effect->risk_ratio) ? EFFECT_RISK_RATIO : EFFECT_RISK_DIFFERENCE;
}

static const char *form_of(const struct spec_effect *effect, uint32_t e) {
    return effect->form != NULL ? effect->form : by[e].form;
}

/* Keys that say nothing in this effect. */
static void say_idle(struct compiler *c, const struct setting *at, uint32_t e) {
    static const struct { const char *key, *with; unsigned effects; } idle[] = {
        {"standard", "by_wait", 1u << EFFECT_WAIT},
        {"step", "by_distance or by_crowding", 1u << EFFECT_DISTANCE | 1u << EFFECT_CROWDING}};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (setting_get(at, idle[i].key) != NULL && (idle[i].effects & 1u << e) == 0)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, setting_get(at, idle[i].key), idle[i].key,
                        idle[i].with);
}

static void read_clock(struct compiler *c, struct outcome_rule *rule, const struct spec_outcome *spec) {
    const char *id = spec->effect[EFFECT_WAIT].standard;
    const struct setting *at = key_at(spec->effect_at[EFFECT_WAIT], "standard");
    uint32_t found = id == NULL ? NONE : names_find(&c->standards, id);
    if (id != NULL && found == NONE)
        say_dangling(c, at, "standard", id, &c->standards);
    else if (found == NONE || c->network->standard[found].kind != STANDARD_CLOCK)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_clock, at);
    rule->standard = found;
}

/* What an effect needs of its step. */
static void check_step(struct compiler *c, const struct setting *at, uint32_t e, uint32_t step) {
    if (step == NONE)
        return;
    const struct step *found = &c->network->step[step];
    if (e == EFFECT_DISTANCE && found->measured_mode == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_without_mode, at, found->id);
    if (e == EFFECT_CROWDING && found->need_count == 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_pool, at, found->id);
}

static void fill_effect(struct compiler *c, struct outcome_rule *rule, const struct spec_outcome *spec, uint32_t e) {
    const struct spec_effect *from = &spec->effect[e];
    const struct setting *at = spec->effect_at[e];
    struct outcome_effect *effect = &rule->effect[e];
    *effect = (struct outcome_effect){.measure = EFFECT_NOT, .step = rule->step, .first = NONE};
    if (at == NULL)
        return;
    const char *form = form_of(from, e);
    effect->measure = measure_of(from);
    effect->form = strcmp(form, "step") == 0 ? FORM_STEP : strcmp(form, "doubling") == 0 ? FORM_DOUBLING : FORM_LINEAR;
    effect->threshold = from->beyond != NULL;
    effect->first = compiler_slots(c, EFFECT_NUMBERS);
    effect->key = text_hash_join((const char *const[]){rule->id, by[e].key}, 2);
    if (from->step != NULL && e != EFFECT_WAIT && e != EFFECT_VOLUME)
        effect->step = compiler_step(c, from->step, NONE, key_at(at, "step"));
    say_idle(c, at, e);
    check_step(c, at, e, effect->step);
    if (e == EFFECT_WAIT)
        read_clock(c, rule, spec);
}

/* By what the risk, and the share at risk, vary over all versions. */
static enum status look_at_risk(struct compiler *c, const char *id, unsigned varies[2]) {
    enum status status = STATUS_OK;
    varies[0] = varies[1] = 0;
    for (size_t v = 0; v < c->spec_count && status == STATUS_OK; v++) {
        const struct spec_outcome *here = find_outcome(&c->spec[v], id);
        if (here == NULL)
            continue;
        status = compiler_enter(c, &c->spec[v]);
        if (status == STATUS_OK)
            varies[0] |= value_check(c, here->of, (struct value_kind){quantity_share, NONE});
        if (status == STATUS_OK)
            varies[1] |= value_check(c, here->share, (struct value_kind){quantity_share, NONE});
    }
    return status;
}

static enum status fill_rule(struct compiler *c, struct outcome_rule *rule, const struct spec_outcome *spec) {
    unsigned varies[2];
    *rule = (struct outcome_rule){.id = text_copy(spec->id),
                                  .name = text_copy(spec->name != NULL ? spec->name : spec->id), .standard = NONE};
    enum status status = look_at_risk(c, spec->id, varies);
    if (status != STATUS_OK || rule->id == NULL || rule->name == NULL)
        return STATUS_NO_MEMORY;
    rule->step = compiler_step(c, spec->step, NONE, key_at(spec->at, "step"));
    rule->base = row_new(c, varies[0], NONE);
    rule->share = row_new(c, varies[1], NONE);
    for (uint32_t e = 0; e < EFFECT_COUNT; e++)
        fill_effect(c, rule, spec, e);
    return STATUS_OK;
}

/* What a version must say as the first does. */
static void compare(struct compiler *c, const struct spec_outcome *here, const struct spec_outcome *first) {
    must_be_same(c, text_same(here->step, first->step), "step", here->at, first->at);
    for (uint32_t e = 0; e < EFFECT_COUNT; e++) {
        bool both = here->effect_at[e] != NULL && first->effect_at[e] != NULL;
        must_be_same(c, both || here->effect_at[e] == first->effect_at[e], by[e].key, here->at, first->at);
        if (!both)
            continue;
        const struct spec_effect *a = &here->effect[e], *b = &first->effect[e];
        bool same = measure_of(a) == measure_of(b) && strcmp(form_of(a, e), form_of(b, e)) == 0 &&
                    text_same(a->step, b->step) && text_same(a->standard, b->standard) &&
                    (a->beyond == NULL) == (b->beyond == NULL);
        must_be_same(c, same, by[e].key, here->at, first->at);
    }
}

static enum status list_used(struct compiler *c) {
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; i < c->spec[v].outcome_count && status == STATUS_OK; i++)
            if (is_used(&c->spec[v], &c->spec[v].outcome[i]))
                status = names_add(&c->outcomes, c->spec[v].outcome[i].id);
    names_sort(&c->outcomes);
    return status;
}

enum status compile_outcomes(struct compiler *c) {
    struct network *n = c->network;
    enum status status = list_used(c);
    n->outcome_rule = memory_new(c->outcomes.count, sizeof *n->outcome_rule);
    if (status != STATUS_OK || n->outcome_rule == NULL)
        return STATUS_NO_MEMORY;
    n->outcome_rule_count = c->outcomes.count;
    n->outcome_slot_first = c->value_count;
    for (uint32_t i = 0; i < n->outcome_rule_count && status == STATUS_OK; i++) {
        const struct spec_outcome *first = NULL;
        for (size_t v = 0; v < c->spec_count; v++) {
            const struct spec_outcome *here = find_outcome(&c->spec[v], c->outcomes.id[i]);
            if (here != NULL && first == NULL)
                first = here;
            if (here != NULL)
                compare(c, here, first);
        }
        status = fill_rule(c, &n->outcome_rule[i], first);
    }
    n->outcome_slot_end = c->value_count;
    return status;
}

/* ---- numbers ---- */

static double read_exposure(struct compiler *c, uint32_t e, const struct setting *setting, double otherwise) {
    double number = otherwise;
    return setting == NULL || by[e].read(setting, &number, c->problems) ? number : otherwise;
}

/* An effect that is exactly none has no doubt either, so that it is switched off in one line. */
static void fill_size(struct compiler *c, const struct spec_effect *from, const struct setting *at, double *value) {
    int given = !isnan(from->odds_ratio) + !isnan(from->risk_ratio) + !isnan(from->risk_difference);
    if (given != 1) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_size, at, given == 0 ? "none" : "more than one");
        return;
    }
    bool difference = measure_of(from) == EFFECT_RISK_DIFFERENCE;
    double size = difference ? from->risk_difference : isnan(from->risk_ratio) ? from->odds_ratio : from->risk_ratio;
    double none = difference ? 0 : 1, low = from->low, high = from->high;
    value[EFFECT_SIZE] = size;
    if ((size <= none && size >= none) || (isnan(low) && isnan(high)))
        return;
    if (!(low <= size && size <= high) || (!difference && !(low > 0)))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_interval, at, size, low, high);
    value[EFFECT_LOW] = low;
    value[EFFECT_HIGH] = high;
}

static void fill_numbers(struct compiler *c, const struct outcome_effect *effect, const struct spec_outcome *spec,
                         uint32_t e) {
    const struct spec_effect *from = &spec->effect[e];
    const struct setting *at = spec->effect_at[e];
    double *value = &c->value[effect->first];
    value[EFFECT_SIZE] = value[EFFECT_LOW] = value[EFFECT_HIGH] = NAN;
    fill_size(c, from, at, value);
    value[EFFECT_PER] = read_exposure(c, e, from->per, NAN);
    value[EFFECT_FROM] = read_exposure(c, e, from->beyond != NULL ? from->beyond : from->holds_at, 0);
    value[EFFECT_UP_TO] = read_exposure(c, e, from->up_to, NAN);
    if (effect->form == FORM_LINEAR && !(value[EFFECT_PER] > 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_form, at, "linear", "per = a unit of more than nothing");
    if (effect->form == FORM_STEP && from->beyond == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_form, at, "step", "beyond = where it begins");
    if (effect->form == FORM_DOUBLING && (from->beyond != NULL || !(value[EFFECT_FROM] > 0)))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_form, at, "doubling",
                    "holds_at = something above 0, from which doublings count, and no `beyond`");
    if (effect->form == FORM_LINEAR && from->beyond != NULL && from->holds_at != NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_effect_form, at, "linear", "only one of `beyond` and `holds_at`");
}

void outcomes_fill(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->outcome_rule_count; i++) {
        const struct spec_outcome *here = find_outcome(c->now, c->outcomes.id[i]);
        for (size_t v = 0; here == NULL; v++) /* by the first version's numbers where this one has none */
            here = find_outcome(&c->spec[v], c->outcomes.id[i]);
        row_fill(c, n->outcome_rule[i].base, here->of, (struct value_kind){quantity_share, NONE}, 0);
        row_fill(c, n->outcome_rule[i].share, here->share, (struct value_kind){quantity_share, NONE}, 1);
        for (uint32_t e = 0; e < EFFECT_COUNT; e++)
            if (n->outcome_rule[i].effect[e].measure != EFFECT_NOT)
                fill_numbers(c, &n->outcome_rule[i].effect[e], here, e);
    }
}

/* ---- dates ---- */

static const struct outcome_rule *rule_of(const struct network *n, uint32_t slot) {
    uint32_t i = 0;
    while (i + 1 < n->outcome_rule_count && n->outcome_rule[i + 1].base.first <= slot)
        i++;
    return &n->outcome_rule[i];
}

/* The last number of each slot holds, and changes nothing before the run is over: so arms part no sooner for it. */
void outcomes_date(struct compiler *c, struct arm *arm) {
    const struct network *n = c->network;
    size_t kept = 0;
    for (size_t i = 0; i < arm->patch_count; i++) {
        struct patch patch = arm->patch[i];
        bool ours = patch.slot >= n->outcome_slot_first && patch.slot < n->outcome_slot_end, superseded = false;
        if (ours && patch.minute > n->window_from && c->set->pilot_days == 0)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_outcome_dated,
                        key_at(c->spec[0].root, "outcomes"), rule_of(n, patch.slot)->id);
        for (size_t k = i + 1; ours && k < arm->patch_count && !superseded; k++)
            superseded = arm->patch[k].slot == patch.slot;
        if (ours)
            patch.minute = n->follow_to;
        if (!superseded)
            arm->patch[kept++] = patch;
    }
    arm->patch_count = kept;
}
