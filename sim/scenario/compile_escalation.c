/* Escalation rules: what they watch and what they do, over all versions; the numbers of one version. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES_OPENED = 100000 };

static const struct spec_escalation *find_rule(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->escalation_count; i++)
        if (strcmp(spec->escalation[i].id, id) == 0)
            return &spec->escalation[i];
    return NULL;
}

/* ---- what it watches ---- */

/* The pool of "provider.pool"; NONE (said) where there is none. */
static uint32_t watched_pool(struct compiler *c, const struct spec_escalation *spec) {
    const struct network *n = c->network;
    const struct setting *at = key_at(spec->at, "watches");
    const char *dot = spec->watches == NULL ? NULL : strchr(spec->watches, '.');
    char provider[80] = "";
    if (dot == NULL || (size_t)(dot - spec->watches) >= sizeof provider) {
        if (spec->watches != NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_watches, at, spec->watches);
        return NONE;
    }
    memcpy(provider, spec->watches, (size_t)(dot - spec->watches));
    uint32_t owner = names_find(&c->providers, provider), kind = names_find(&c->kinds, dot + 1);
    uint32_t pool = owner == NONE || kind == NONE ? NONE : network_pool(n, owner, kind);
    if (owner == NONE)
        say_dangling(c, at, "provider", provider, &c->providers);
    else if (pool == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_no_pool, at, provider, dot + 1);
    return pool;
}

/* ---- what it does ---- */

static enum status add_effect(struct compiler *c, struct escalation_effect effect, const char *name) {
    struct network *n = c->network;
    enum status status = memory_reserve(&n->effect, &c->effect_capacity, (size_t)n->effect_count + 1, sizeof *n->effect);
    if (status == STATUS_OK)
        status = memory_reserve(&c->effect_name, &c->effect_name_capacity, (size_t)n->effect_count + 1,
                                sizeof *c->effect_name);
    if (status != STATUS_OK)
        return status;
    effect.amount = compiler_slots(c, 1);
    c->effect_name[n->effect_count] = name;
    n->effect[n->effect_count++] = effect;
    return STATUS_OK;
}

/* One name of a list: every post at the provider that it means. */
static enum status add_posts(struct compiler *c, const struct spec_escalation *spec, uint32_t provider,
                             enum effect_kind kind, const char *name) {
    const struct network *n = c->network;
    const struct setting *at = key_at(spec->at, kind == EFFECT_DIVERTS ? "diverts" : "cancels");
    uint32_t found = 0, service = names_find(&c->services, name);
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < n->post_count; i++) {
        const struct step *step = &n->step[n->post[i].step];
        if (n->post[i].provider != provider || (step->service != service && strcmp(step->id, name) != 0))
            continue;
        found++;
        if (kind == EFFECT_CANCELS && c->step[n->post[i].step].spec->rebook == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_for_good, at, step->id, spec->id);
        status = add_effect(c, (struct escalation_effect){kind, i, NONE}, name);
    }
    if (found == 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_not_there, at, n->provider[provider].id, name);
    return status;
}

static enum status add_pool(struct compiler *c, const struct spec_escalation *spec, uint32_t provider, const char *name) {
    const struct network *n = c->network;
    const struct setting *at = key_at(spec->at, "adds");
    uint32_t kind = names_find(&c->kinds, name), pool = kind == NONE ? NONE : network_pool(n, provider, kind);
    if (pool == NONE) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_no_pool, at, n->provider[provider].id, name);
        return STATUS_OK;
    }
    if (n->pool[pool].unlimited)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_unlimited, at, name);
    return add_effect(c, (struct escalation_effect){EFFECT_ADDS, pool, NONE}, name);
}

/* The names in one of a rule's lists over all versions, sorted and each once. */
static enum status names_of_effects(const struct compiler *c, const char *id, enum effect_kind kind, struct names *names) {
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_escalation *here = find_rule(&c->spec[v], id);
        if (here == NULL)
            continue;
        const struct id_list *list = kind == EFFECT_DIVERTS ? &here->diverts : &here->cancels;
        for (size_t i = 0; status == STATUS_OK && kind != EFFECT_ADDS && i < list->count; i++)
            status = names_add(names, list->id[i]);
        for (size_t i = 0; status == STATUS_OK && kind == EFFECT_ADDS && here->adds != NULL && i < here->adds->child_count; i++)
            status = names_add(names, here->adds->child[i]->name);
    }
    names_sort(names);
    return status;
}

static enum status fill_effects(struct compiler *c, struct escalation *rule, const struct spec_escalation *spec) {
    uint32_t provider = spec->provider == NULL ? c->network->pool[rule->pool].provider
                                               : names_find(&c->providers, spec->provider);
    if (provider == NONE) {
        say_dangling(c, key_at(spec->at, "at"), "provider", spec->provider, &c->providers);
        return STATUS_OK;
    }
    enum status status = STATUS_OK;
    rule->effect_first = c->network->effect_count;
    for (enum effect_kind kind = EFFECT_ADDS; status == STATUS_OK && kind <= EFFECT_CANCELS; kind++) {
        struct names names = {0};
        status = names_of_effects(c, spec->id, kind, &names);
        for (uint32_t i = 0; status == STATUS_OK && i < names.count; i++)
            status = kind == EFFECT_ADDS ? add_pool(c, spec, provider, names.id[i])
                                         : add_posts(c, spec, provider, kind, names.id[i]);
        names_free(&names);
    }
    rule->effect_count = c->network->effect_count - rule->effect_first;
    if (status == STATUS_OK && rule->effect_count == 0 && problem_status(c->problems) == STATUS_OK)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_idle, spec->at, spec->id);
    return status;
}

/* ---- the rule ---- */

static enum status fill_rule(struct compiler *c, uint32_t index, const struct spec_escalation *spec) {
    struct network *n = c->network;
    struct escalation *rule = &n->escalation[index];
    *rule = (struct escalation){.id = text_copy(spec->id), .name = text_copy(spec->name != NULL ? spec->name : spec->id),
                                .counts_line = text_same(spec->counts, "line"), .pool = watched_pool(c, spec)};
    uint32_t *const slot[] = {&rule->holds, &rule->above, &rule->below, &rule->sustained, &rule->calm, &rule->delay};
    for (size_t i = 0; i < sizeof slot / sizeof *slot; i++)
        *slot[i] = compiler_slots(c, 1);
    if (rule->id == NULL || rule->name == NULL)
        return STATUS_NO_MEMORY;
    if (rule->pool == NONE)
        return STATUS_OK;
    if (n->pool[rule->pool].unlimited)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_unlimited, key_at(spec->at, "watches"), spec->watches);
    return fill_effects(c, rule, spec);
}

enum status compile_escalation(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].escalation_count; i++)
            status = names_add(&c->rules, c->spec[v].escalation[i].id);
    names_sort(&c->rules);
    n->escalation = memory_new(c->rules.count, sizeof *n->escalation);
    if (status != STATUS_OK || n->escalation == NULL)
        return STATUS_NO_MEMORY;
    n->escalation_count = c->rules.count;
    for (uint32_t r = 0; status == STATUS_OK && r < n->escalation_count; r++) {
        const struct spec_escalation *first = NULL;
        for (size_t v = 0; v < c->spec_count; v++) {
            const struct spec_escalation *here = find_rule(&c->spec[v], c->rules.id[r]);
            if (first == NULL)
                first = here;
            if (here == NULL)
                continue;
            must_be_same(c, text_same(here->watches, first->watches), "watches", here->at, first->at);
            must_be_same(c, text_same(here->counts, first->counts), "counts", here->at, first->at);
            must_be_same(c, text_same(here->provider, first->provider), "at", here->at, first->at);
        }
        status = fill_rule(c, r, first);
    }
    return status;
}

/* ---- one version ---- */

static double threshold(struct compiler *c, const struct escalation *rule, const struct setting *setting, double fallback) {
    double number = fallback;
    bool read = setting == NULL || (rule->counts_line ? quantity_number(setting, &number, c->problems)
                                                      : quantity_share(setting, &number, c->problems));
    return read ? number : fallback;
}

static double amount_of(struct compiler *c, const struct spec_escalation *here, const struct escalation_effect *effect,
                        const char *name) {
    if (effect->kind != EFFECT_ADDS)
        return id_list_has(effect->kind == EFFECT_DIVERTS ? &here->diverts : &here->cancels, name);
    const struct setting *setting = here->adds == NULL ? NULL : setting_get(here->adds, name);
    double number = 0;
    if (setting == NULL || !quantity_number(setting, &number, c->problems))
        return 0;
    if (number >= 0 && number <= MOST_PLACES_OPENED && !(number > floor(number)))
        return number;
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_number_range, setting, "what a rule adds", "a whole number", 0.0,
                (double)MOST_PLACES_OPENED, number);
    return 0;
}

static void fill_now(struct compiler *c, uint32_t index, const struct spec_escalation *here) {
    const struct escalation *rule = &c->network->escalation[index];
    c->value[rule->holds] = 1;
    c->value[rule->above] = threshold(c, rule, here->above, 0);
    c->value[rule->below] = threshold(c, rule, here->below, c->value[rule->above]);
    c->value[rule->sustained] = here->for_minutes;
    c->value[rule->calm] = here->below_for_minutes;
    c->value[rule->delay] = here->delay_minutes;
    if (c->value[rule->below] > c->value[rule->above])
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_escalation_order, key_at(here->at, "below"), here->id,
                    c->value[rule->above], c->value[rule->below]);
    for (uint32_t i = 0; i < rule->effect_count; i++) {
        const struct escalation_effect *effect = &c->network->effect[rule->effect_first + i];
        c->value[effect->amount] = amount_of(c, here, effect, c->effect_name[rule->effect_first + i]);
    }
}

void escalation_fill(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t r = 0; r < n->escalation_count; r++) {
        const struct escalation *rule = &n->escalation[r];
        const struct spec_escalation *here = find_rule(c->now, c->rules.id[r]);
        const uint32_t slot[] = {rule->holds, rule->above, rule->below, rule->sustained, rule->calm, rule->delay};
        for (size_t i = 0; here == NULL && i < sizeof slot / sizeof *slot; i++)
            c->value[slot[i]] = 0;
        for (uint32_t i = 0; here == NULL && i < rule->effect_count; i++)
            c->value[n->effect[rule->effect_first + i].amount] = 0;
        if (here != NULL)
            fill_now(c, r, here);
    }
}
