/* Who is there when the run begins. What is left of a stay under way follows from how long the step lasts. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

static bool same_start(const struct spec *a, const struct spec *b) {
    bool same = a->start_count == b->start_count;
    for (size_t i = 0; same && i < a->start_count; i++) {
        const struct spec_start *x = &a->start[i], *y = &b->start[i];
        same = text_same(x->step, y->step) && text_same(x->provider, y->provider) && !(x->inside < y->inside) &&
               !(x->inside > y->inside) && !(x->waiting < y->waiting) && !(x->waiting > y->waiting) &&
               setting_same(x->elapsed, y->elapsed) && setting_same(x->waited, y->waited);
    }
    return same;
}

/* The post that is meant; NONE (said) where there is none. */
static uint32_t post_of(struct compiler *c, const struct spec_start *spec) {
    uint32_t step = compiler_step(c, spec->step, NONE, key_at(spec->at, "step"));
    uint32_t provider = names_find(&c->providers, spec->provider);
    if (provider == NONE)
        say_dangling(c, key_at(spec->at, "at"), "provider", spec->provider, &c->providers);
    if (step == NONE || provider == NONE)
        return NONE;
    uint32_t post = network_post(c->network, step, provider);
    if (post == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_not_offered, key_at(spec->at, "at"), spec->provider, spec->step);
    return post;
}

/* Slots for how long people have been where they are, by whom they are; none where nothing is said. */
static struct duration time_so_far(struct compiler *c, const struct setting *setting) {
    if (setting == NULL)
        return (struct duration){NONE, BY_NOTHING};
    return duration_new(c, duration_check(c, setting, NONE), NONE);
}

static const struct spec_start *spec_of(const struct compiler *c, const struct start_state *start) {
    const struct post *post = &c->network->post[start->post];
    for (size_t i = 0; i < c->spec[0].start_count; i++) {
        const struct spec_start *spec = &c->spec[0].start[i];
        if (text_same(spec->step, c->network->step[post->step].id) &&
            text_same(spec->provider, c->providers.id[post->provider]))
            return spec;
    }
    return NULL;
}

static int compare_starts(const void *a, const void *b) {
    const struct start_state *x = a, *y = b;
    return x->post < y->post ? -1 : x->post > y->post;
}

enum status compile_start(struct compiler *c) {
    struct network *n = c->network;
    const struct spec *spec = &c->spec[0];
    n->start_state = memory_new(spec->start_count, sizeof *n->start_state);
    if (n->start_state == NULL)
        return STATUS_NO_MEMORY;
    for (size_t v = 1; v < c->spec_count; v++)
        must_be_same(c, same_start(&c->spec[v], spec), "start", c->spec[v].root,
                     spec->start_count > 0 ? spec->start[0].at : spec->root);
    for (size_t i = 0; i < spec->start_count; i++) {
        uint32_t post = post_of(c, &spec->start[i]);
        for (uint32_t k = 0; k < n->start_state_count; k++)
            if (n->start_state[k].post == post)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_twice, spec->start[i].at);
        if (post == NONE)
            continue;
        const struct step *step = &n->step[n->post[post].step];
        struct duration remaining = {NONE, step->lasts.by};
        if (spec->start[i].inside > 0)
            remaining.first = compiler_slots(c, 3 * (uint64_t)rows_of(n, (enum row_by)remaining.by, n->post[post].step));
        n->start_state[n->start_state_count++] = (struct start_state){
            post, (uint32_t)spec->start[i].inside, (uint32_t)spec->start[i].waiting, remaining,
            time_so_far(c, spec->start[i].elapsed), time_so_far(c, spec->start[i].waited)};
    }
    qsort(n->start_state, n->start_state_count, sizeof *n->start_state, compare_starts);
    return STATUS_OK;
}

enum status start_fill(struct compiler *c) {
    const struct network *n = c->network;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < n->start_state_count; i++) {
        const struct start_state *start = &n->start_state[i];
        uint32_t step = n->post[start->post].step;
        if (start->remaining.first != NONE)
            status = duration_fill_remaining(c, start->remaining, n->step[step].lasts, step);
        const struct spec_start *spec = spec_of(c, start);
        if (status == STATUS_OK && spec != NULL)
            status = duration_fill(c, start->elapsed, spec->elapsed, NONE);
        if (status == STATUS_OK && spec != NULL)
            status = duration_fill(c, start->waited, spec->waited, NONE);
    }
    return status;
}
