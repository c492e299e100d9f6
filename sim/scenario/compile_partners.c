/* Partnerships of organisations, and hand-offs between those who are in none together. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

static const struct value_kind a_share = {quantity_share, NONE};

const struct spec_partnership *spec_find_partnership(const struct spec *spec, const char *id) {
    for (size_t i = 0; id != NULL && i < spec->partnership_count; i++)
        if (strcmp(spec->partnership[i].id, id) == 0)
            return &spec->partnership[i];
    return NULL;
}

static const struct spec_handoff *find_handoff(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->handoff_count; i++)
        if (strcmp(spec->handoff[i].id, id) == 0)
            return &spec->handoff[i];
    return NULL;
}

/* The first version's. */
static const struct spec_handoff *first_handoff(const struct compiler *c, const char *id) {
    const struct spec_handoff *first = NULL;
    for (size_t v = 0; first == NULL && v < c->spec_count; v++)
        first = find_handoff(&c->spec[v], id);
    return first;
}

/* ---- partnerships ---- */

static enum status find_partnerships(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].partnership_count; i++) {
            const struct spec_partnership *here = &c->spec[v].partnership[i];
            status = names_add(&c->partnerships, here->id);
            for (size_t m = 0; m < here->members.count; m++)
                if (names_find(&c->organisations, here->members.id[m]) == NONE)
                    say_dangling(c, here->members.where[m], "organisation", here->members.id[m], &c->organisations);
        }
    names_sort(&c->partnerships);
    n->partnership = memory_new(c->partnerships.count, sizeof *n->partnership);
    if (status != STATUS_OK || n->partnership == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < c->partnerships.count; i++) {
        const struct spec_partnership *spec = NULL;
        for (size_t v = 0; spec == NULL && v < c->spec_count; v++)
            spec = spec_find_partnership(&c->spec[v], c->partnerships.id[i]);
        struct partnership *made = &n->partnership[n->partnership_count++];
        made->id = text_copy(c->partnerships.id[i]);
        made->name = text_copy(spec->name != NULL ? spec->name : spec->id);
        made->member = compiler_slots(c, n->organisation_count);
        if (made->id == NULL || made->name == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static void check_within(struct compiler *c) {
    for (uint32_t p = 0; p < c->network->pool_count; p++) {
        const struct spec_pool *spec = c->pool[p];
        if (spec->overflow_within != NULL && names_find(&c->partnerships, spec->overflow_within) == NONE)
            say_dangling(c, key_at(spec->at, "overflow_within"), "partnership", spec->overflow_within, &c->partnerships);
    }
}

/* ---- hand-offs ---- */

/* Those meant by an organisation's id, by a kind, or by a star. */
static void mark_organisations(struct compiler *c, const char *word, const struct setting *at, uint8_t *set) {
    const struct network *n = c->network;
    uint32_t one = names_find(&c->organisations, word);
    bool any = strcmp(word, "*") == 0, found = any && n->organisation_count > 0;
    for (uint32_t i = 0; i < n->organisation_count; i++) {
        set[i] = any || i == one || (one == NONE && strcmp(n->organisation[i].kind, word) == 0);
        found = found || set[i];
    }
    if (found)
        return;
    char nearest[100];
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_handoff_nobody, at, word,
                say_nearest(word, c->organisations.id, c->organisations.count, nearest, sizeof nearest));
}

static void mark_steps(struct compiler *c, const struct spec_handoff *spec, uint8_t *set) {
    memset(set, spec->steps.count == 0, c->network->step_count);
    for (size_t i = 0; i < spec->steps.count; i++) {
        uint32_t step = compiler_step(c, spec->steps.id[i], NONE, spec->steps.where[i]);
        if (step != NONE)
            set[step] = 1;
    }
}

static void mark_partnerships(struct compiler *c, const struct spec_handoff *spec, uint8_t *set) {
    memset(set, spec->spared_by.count == 0, c->network->partnership_count);
    for (size_t i = 0; i < spec->spared_by.count; i++) {
        uint32_t partnership = names_find(&c->partnerships, spec->spared_by.id[i]);
        if (partnership == NONE)
            say_dangling(c, spec->spared_by.where[i], "partnership", spec->spared_by.id[i], &c->partnerships);
        else
            set[partnership] = 1;
    }
}

static void name_draws(const struct network *n, struct handoff *handoff) {
    for (uint32_t s = 0; s < n->step_count; s++) {
        const char *name[] = {handoff->id, n->step[s].id};
        handoff->key[s] = text_hash_join(name, 2);
    }
}

static enum status fill_handoff(struct compiler *c, const struct spec_handoff *spec) {
    struct network *n = c->network;
    struct handoff *handoff = &n->handoff[n->handoff_count++];
    *handoff = (struct handoff){.id = text_copy(spec->id),
                                .name = text_copy(spec->name != NULL ? spec->name : spec->id),
                                .from = memory_new(n->organisation_count, sizeof *handoff->from),
                                .to = memory_new(n->organisation_count, sizeof *handoff->to),
                                .step = memory_new(n->step_count, sizeof *handoff->step),
                                .spared_by = memory_new(n->partnership_count, sizeof *handoff->spared_by),
                                .key = memory_new(n->step_count, sizeof *handoff->key)};
    if (handoff->id == NULL || handoff->name == NULL || handoff->from == NULL || handoff->to == NULL ||
        handoff->step == NULL || handoff->spared_by == NULL || handoff->key == NULL)
        return STATUS_NO_MEMORY;
    mark_organisations(c, spec->from, key_at(spec->at, "from"), handoff->from);
    mark_organisations(c, spec->to, key_at(spec->at, "to"), handoff->to);
    mark_steps(c, spec, handoff->step);
    mark_partnerships(c, spec, handoff->spared_by);
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_handoff *here = find_handoff(&c->spec[v], spec->id);
        if (here == NULL)
            continue;
        must_be_same(c, text_same(here->from, spec->from), "from", here->at, spec->at);
        must_be_same(c, text_same(here->to, spec->to), "to", here->at, spec->at);
        must_be_same(c, id_list_same(&here->steps, &spec->steps), "steps", here->at, spec->at);
        must_be_same(c, id_list_same(&here->spared_by, &spec->spared_by), "spared_by", here->at, spec->at);
    }
    name_draws(n, handoff);
    return STATUS_OK;
}

/* By what the numbers vary over all versions, and their slots. */
static enum status take_slots(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    unsigned *varies = memory_new((size_t)n->handoff_count * 2, sizeof *varies);
    if (varies == NULL)
        return STATUS_NO_MEMORY;
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
        size_t errors = c->problems->errors;
        status = compiler_enter(c, &c->spec[v]);
        for (uint32_t i = 0; status == STATUS_OK && i < n->handoff_count; i++) {
            const struct spec_handoff *here = find_handoff(&c->spec[v], n->handoff[i].id);
            varies[2 * i] |= here == NULL ? 0 : value_check(c, here->share, a_share);
            varies[2 * i + 1] |= here == NULL ? 0 : duration_check(c, here->delay, NONE);
        }
        if (c->problems->errors > errors)
            break; /* later versions would say the same again */
    }
    for (uint32_t i = 0; status == STATUS_OK && i < n->handoff_count; i++) {
        n->handoff[i].share = row_new(c, varies[2 * i], NONE);
        n->handoff[i].delay = duration_new(c, varies[2 * i + 1], NONE);
    }
    free(varies);
    return status;
}

static enum status find_handoffs(struct compiler *c) {
    struct network *n = c->network;
    struct names names = {0};
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].handoff_count; i++)
            if (c->spec[v].handoff[i].from != NULL && c->spec[v].handoff[i].to != NULL)
                status = names_add(&names, c->spec[v].handoff[i].id);
    names_sort(&names);
    n->handoff = memory_new(names.count, sizeof *n->handoff);
    if (n->handoff == NULL)
        status = STATUS_NO_MEMORY;
    for (uint32_t i = 0; status == STATUS_OK && i < names.count; i++)
        status = fill_handoff(c, first_handoff(c, names.id[i]));
    if (status == STATUS_OK && names.count > 0)
        status = take_slots(c);
    names_free(&names);
    return status;
}

enum status compile_partners(struct compiler *c) {
    enum status status = find_partnerships(c);
    if (status != STATUS_OK)
        return status;
    check_within(c);
    return find_handoffs(c);
}

/* ---- one version ---- */

enum status partners_fill(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->partnership_count; i++) {
        const struct spec_partnership *here = spec_find_partnership(c->now, n->partnership[i].id);
        for (uint32_t k = 0; k < n->organisation_count; k++)
            c->value[n->partnership[i].member + k] = here != NULL && id_list_has(&here->members, n->organisation[k].id);
    }
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < n->handoff_count; i++) {
        const struct spec_handoff *here = find_handoff(c->now, n->handoff[i].id);
        row_fill(c, n->handoff[i].share, here == NULL ? NULL : here->share, a_share, here == NULL ? 0 : 1);
        status = duration_fill(c, n->handoff[i].delay, here == NULL ? NULL : here->delay, NONE);
    }
    return status;
}
