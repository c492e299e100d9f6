/* Pathways and the structure of their steps: services, needs, options, posts. What follows a step is in
 * compile_branches.c, its numbers in compile_rows.c. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct spec_pathway *first_pathway(const struct compiler *c, const char *id, const struct spec **of) {
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pathway *pathway = spec_find_pathway(&c->spec[v], id);
        if (pathway != NULL) {
            *of = &c->spec[v];
            return pathway;
        }
    }
    return NULL;
}

static enum status count_steps(struct compiler *c, const char *pathway, struct names *steps) {
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pathway *here = spec_find_pathway(&c->spec[v], pathway);
        for (size_t i = 0; here != NULL && status == STATUS_OK && i < here->step_count; i++)
            status = names_add(steps, here->step[i].id);
    }
    names_sort(steps);
    return status;
}

static const struct spec_step *first_step(const struct compiler *c, const char *pathway, const char *step) {
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_step *here = spec_find_step(spec_find_pathway(&c->spec[v], pathway), step);
        if (here != NULL)
            return here;
    }
    return NULL;
}

static enum status add_steps(struct compiler *c, uint32_t pathway, const struct names *steps) {
    struct network *n = c->network;
    const char *id = c->pathways.id[pathway];
    size_t total = (size_t)n->step_count + steps->count;
    struct step *step = realloc(n->step, (total > 0 ? total : 1) * sizeof *step);
    if (step == NULL)
        return STATUS_NO_MEMORY;
    n->step = step;
    struct step_part *part = realloc(c->step, (total > 0 ? total : 1) * sizeof *part);
    if (part == NULL)
        return STATUS_NO_MEMORY;
    c->step = part;
    n->pathway[pathway].step_first = n->step_count;
    n->pathway[pathway].step_count = steps->count;
    for (uint32_t i = 0; i < steps->count; i++) {
        struct text name = {0};
        text_add_format(&name, "%s.%s", id, steps->id[i]);
        c->step[n->step_count] = (struct step_part){.spec = first_step(c, id, steps->id[i])};
        step[n->step_count] = (struct step){.id = name.bytes, .pathway = pathway};
        n->step_count++;
        if (name.failed)
            return STATUS_NO_MEMORY;
        const struct setting *called = setting_get(part[n->step_count - 1].spec->at, "name");
        bool named = called != NULL && called->kind == SETTING_TEXT;
        step[n->step_count - 1].key = text_hash(name.bytes);
        step[n->step_count - 1].name = text_copy(named ? called->text : name.bytes);
        if (step[n->step_count - 1].name == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static enum status fill_pathway(struct compiler *c, uint32_t index) {
    struct network *n = c->network;
    struct pathway *pathway = &n->pathway[index];
    const struct spec *of = NULL;
    struct names steps = {0};
    const struct spec_pathway *first = first_pathway(c, c->pathways.id[index], &of);
    pathway->id = text_copy(first->id);
    pathway->name = text_copy(first->name != NULL ? first->name : first->id);
    pathway->follow_minutes = isnan(first->follow_minutes) ? of->time.follow_minutes : first->follow_minutes;
    if (isnan(pathway->follow_minutes))
        pathway->follow_minutes = 0;
    enum status status = pathway->id == NULL || pathway->name == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = hours_week(c, first->profile, true, &pathway->profile);
    if (status == STATUS_OK)
        status = hours_season(c, first->season, &pathway->season);
    pathway->key = text_hash(first->id);
    if (status == STATUS_OK)
        status = arrivals_structure(c, index, first);
    if (status == STATUS_OK)
        status = count_steps(c, first->id, &steps);
    if (status == STATUS_OK)
        status = add_steps(c, index, &steps);
    names_free(&steps);
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pathway *here = spec_find_pathway(&c->spec[v], first->id);
        if (here == NULL)
            continue;
        must_be_same(c, setting_same(here->profile, first->profile), "profile", here->at, first->at);
        must_be_same(c, setting_same(here->season, first->season), "season", here->at, first->at);
        must_be_same(c, text_same(here->first, first->first), "first", here->at, first->at);
    }
    return status;
}

static enum status fill_pathways(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].pathway_count; i++)
            status = names_add(&c->pathways, c->spec[v].pathway[i].id);
    names_sort(&c->pathways);
    n->pathway = memory_new(c->pathways.count, sizeof *n->pathway);
    if (n->pathway == NULL)
        return STATUS_NO_MEMORY;
    n->pathway_count = c->pathways.count;
    for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++)
        status = fill_pathway(c, p);
    for (uint32_t p = 0; status == STATUS_OK && p < n->pathway_count; p++) {
        const struct spec *of = NULL;
        const struct spec_pathway *first = first_pathway(c, c->pathways.id[p], &of);
        n->pathway[p].first_step = first->first == NULL ? NONE : compiler_step(c, first->first, p, key_at(first->at, "first"));
        if (n->pathway[p].first_step != NONE && n->step[n->pathway[p].first_step].pathway != p) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_first_elsewhere, key_at(first->at, "first"), first->first);
            n->pathway[p].first_step = NONE;
        }
    }
    return status;
}

/* ---- one step ---- */

static void step_must_be_same(struct compiler *c, const struct spec_step *here, const struct spec_step *first) {
    bool needs = here->needs.count == first->needs.count;
    for (size_t i = 0; needs && i < here->needs.count; i++)
        needs = strcmp(here->needs.id[i], first->needs.id[i]) == 0;
    must_be_same(c, needs, "needs", here->at, first->at);
    must_be_same(c, id_list_same(&here->waits_in, &first->waits_in), "waits_in", here->at, first->at);
    must_be_same(c, id_list_same(&here->keeps, &first->keeps), "keeps", here->at, first->at);
    must_be_same(c, text_same(here->service, first->service), "service", here->at, first->at);
    must_be_same(c, setting_same(here->ends_by, first->ends_by), "ends_by", here->at, first->at);
    must_be_same(c, text_same(here->travels, first->travels), "travels", here->at, first->at);
    must_be_same(c, text_same(here->mode, first->mode), "mode", here->at, first->at);
    must_be_same(c, text_same(here->or_else, first->or_else), "or_else", here->at, first->at);
    must_be_same(c, text_same(here->from, first->from), "from", here->at, first->at);
    must_be_same(c, text_same(here->when_full, first->when_full), "when_full", here->at, first->at);
    must_be_same(c, text_same(here->impatient_to, first->impatient_to), "impatient_to", here->at, first->at);
    must_be_same(c, !here->one_line == !first->one_line, "one_line", here->at, first->at);
    must_be_same(c, text_same(here->must_fit, first->must_fit), "must_fit", here->at, first->at);
    must_be_same(c, !here->overtake == !first->overtake, "overtake", here->at, first->at);
}

static uint64_t kinds_of(struct compiler *c, const struct id_list *pools) {
    uint64_t kinds = 0;
    for (size_t i = 0; i < pools->count; i++) {
        uint32_t kind = names_find(&c->kinds, pools->id[i]);
        if (kind == NONE)
            say_dangling(c, pools->where[i], "pool", pools->id[i], &c->kinds);
        else if (kind < MAX_POOL_KINDS)
            kinds |= (uint64_t)1 << kind;
    }
    return kinds;
}

static void fill_needs(struct compiler *c, struct step *step, const struct spec_step *spec) {
    if (spec->needs.count > MAX_NEEDS)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_needs, key_at(spec->at, "needs"), step->id, spec->needs.count, (int)MAX_NEEDS);
    for (size_t i = 0; i < spec->needs.count && i < MAX_NEEDS; i++) {
        uint32_t kind = names_find(&c->kinds, spec->needs.id[i]);
        if (kind == NONE)
            say_dangling(c, spec->needs.where[i], "pool", spec->needs.id[i], &c->kinds);
        for (uint32_t k = 0; k < step->need_count; k++)
            if (step->need[k].kind == kind && kind != NONE)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_need_twice, spec->needs.where[i], spec->needs.id[i]);
        step->need[step->need_count++] = (struct need){kind, {NONE, BY_NOTHING}};
    }
    for (size_t i = 0; spec->amounts != NULL && i < spec->amounts->child_count; i++)
        if (!id_list_has(&spec->needs, spec->amounts->child[i]->name))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_amount_without_need, spec->amounts->child[i],
                        spec->amounts->child[i]->name);
    step->keeps_kinds = kinds_of(c, &spec->waits_in);
    step->carries_kinds = kinds_of(c, &spec->keeps);
    if (step->need_count + spec->keeps.count > MAX_NEEDS)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_needs, key_at(spec->at, "keeps"), step->id,
                    step->need_count + spec->keeps.count, (int)MAX_NEEDS);
}

static enum status fill_step(struct compiler *c, uint32_t index) {
    struct network *n = c->network;
    struct step *step = &n->step[index];
    const struct spec_step *spec = c->step[index].spec;
    step->service = names_find(&c->services, spec->service);
    if (step->service == NONE)
        say_dangling(c, key_at(key_at(spec->at, "at"), "service"), "service that anybody offers called", spec->service == NULL ? "" : spec->service, &c->services);
    fill_needs(c, step, spec);
    step->overtake = spec->overtake;
    step->when_full = door_when_full(spec->when_full);
    step->visit_slot = NONE;
    bool leaves = spec->impatient_to == NULL || strcmp(spec->impatient_to, "home") == 0;
    step->impatient_to = leaves ? NONE : compiler_step(c, spec->impatient_to, step->pathway, key_at(spec->at, "impatient_to"));
    const struct row no_row = {NONE, BY_NOTHING};
    const struct duration no_duration = {NONE, BY_NOTHING};
    step->choose = step->per_minute = step->assigned = step->priority = step->line_limit = no_row;
    step->leaves_free = step->overflow_times = no_row;
    step->from_base = text_same(spec->from, "base");
    step->one_line = spec->one_line;
    step->must_fit = text_same(spec->must_fit, "mean") ? FIT_MEAN : text_same(spec->must_fit, "work") ? FIT_WORK : FIT_NEVER;
    step->leg_minutes = step->leg_km = no_row;
    step->patience = step->lasts = no_duration;
    step->travel_mode = step->measured_mode = NONE;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_step *here =
            spec_find_step(spec_find_pathway(&c->spec[v], c->pathways.id[step->pathway]), spec->id);
        if (here != NULL && here != spec)
            step_must_be_same(c, here, spec);
    }
    enum status status = hours_leaving(c, spec->ends_by, &step->ends_by);
    return status == STATUS_OK ? door_structure(c, index) : status;
}

/* ---- options and posts ---- */

static enum status fill_posts(struct compiler *c) {
    struct network *n = c->network;
    size_t most = (size_t)n->step_count * n->provider_count;
    n->option = memory_new(most, sizeof *n->option);
    n->post = memory_new(most, sizeof *n->post);
    if (n->option == NULL || n->post == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t s = 0; s < n->step_count; s++) {
        struct step *step = &n->step[s];
        step->option_first = n->option_count;
        for (uint32_t o = 0; step->service != NONE && o < n->offer_count; o++) {
            const struct offer *offer = &n->offer[o];
            if (offer->service != step->service)
                continue;
            const char *name[] = {step->id, n->provider[offer->provider].id};
            n->option[n->option_count++] =
                (struct option){offer->provider, o, n->post_count, NONE, text_hash_join(name, 2), true};
            n->post[n->post_count++] = (struct post){s, offer->provider, o, {NONE, NONE, NONE, NONE}};
            step->option_count++;
        }
    }
    return STATUS_OK;
}

/* Where a missing pool is said: among the provider's pools or, of a step that does not say where it happens, at its needs. */
static const struct setting *pools_asked_at(const struct compiler *c, uint32_t step, uint32_t provider) {
    const struct setting *at = c->step[step].spec->at;
    return setting_get(at, "at") == NULL ? key_at(at, "needs") : key_at(c->provider[provider]->at, "pools");
}

/* Every provider of a service must have, in some version, each pool that the service's steps need. */
static void check_pools_of_posts(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->post_count; i++) {
        const struct step *step = &n->step[n->post[i].step];
        for (uint32_t k = 0; k < step->need_count; k++) {
            uint32_t kind = step->need[k].kind, provider = n->post[i].provider;
            if (kind != NONE && network_pool(n, provider, kind) == NONE)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_pool_missing, pools_asked_at(c, n->post[i].step, provider), step->id,
                            n->pool_kind[kind], n->provider[provider].id, n->service[step->service], n->pool_kind[kind]);
        }
    }
}

/* A step that needs a pool and the one that serves where it is full, or two with one overflow, could count a unit twice. */
static void check_overflows_of_posts(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->post_count; i++) {
        const struct step *step = &n->step[n->post[i].step];
        for (uint32_t a = 0; a < step->need_count; a++)
            for (uint32_t b = 0; b < step->need_count; b++) {
                uint32_t first = network_pool(n, n->post[i].provider, step->need[a].kind);
                uint32_t second = network_pool(n, n->post[i].provider, step->need[b].kind);
                uint32_t overflow = a == b || first == NONE || second == NONE ? NONE : lending_shared(n, first, second);
                if (overflow != NONE) {
                    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_twice, key_at(c->step[n->post[i].step].spec->at, "needs"),
                                step->id, n->pool_kind[n->pool[first].kind], n->pool_kind[n->pool[second].kind],
                                n->pool_kind[n->pool[overflow].kind], n->provider[n->post[i].provider].id);
                    return;
                }
            }
    }
}

/* Keys that mean something only beside what the providers of a step have. */
static void check_keys_of_posts(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t s = 0; s < n->step_count; s++) {
        const struct spec_step *spec = c->step[s].spec;
        bool overflows = false, sessions = false;
        for (uint32_t i = 0; i < n->post_count; i++)
            for (uint32_t k = 0; n->post[i].step == s && k < n->step[s].need_count; k++) {
                uint32_t p = network_pool(n, n->post[i].provider, n->step[s].need[k].kind);
                if (p == NONE)
                    continue;
                overflows = overflows || (n->pool[p].overflow_count > 0 && !n->pool[p].moves_back);
                sessions = sessions || (k == 0 && (n->pool[p].calendar != NONE || n->pool[p].days_off != NONE));
            }
        if (spec->overflow_times != NULL && !overflows)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, key_at(spec->at, "overflow_times"), "overflow_times",
                        "a pool with an overflow in which people stay");
        if (n->step[s].must_fit != FIT_NEVER && !sessions)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, key_at(spec->at, "must_fit"), "must_fit",
                        "a first pool with a calendar or days_off");
        for (uint32_t o = 0; n->step[s].from_base && o < n->step[s].option_count; o++) {
            uint32_t provider = n->option[n->step[s].option_first + o].provider;
            if (n->provider[provider].base == NONE || isnan(n->provider[provider].lat) || isnan(n->provider[provider].lon))
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_base_nowhere, key_at(spec->at, "at"), n->step[s].id,
                            n->provider[provider].id);
        }
    }
}

enum status compile_pathways(struct compiler *c) {
    enum status status = fill_pathways(c);
    for (uint32_t s = 0; status == STATUS_OK && s < c->network->step_count; s++)
        status = fill_step(c, s);
    if (status == STATUS_OK)
        status = fill_posts(c);
    if (status != STATUS_OK)
        return status;
    check_pools_of_posts(c);
    if (c->problems->errors == 0)
        check_overflows_of_posts(c);
    if (c->problems->errors == 0)
        check_keys_of_posts(c);
    door_options(c);
    return compile_branches(c);
}
