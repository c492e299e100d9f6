/* Who is there when the run begins. What is left of a stay under way follows from how long the step lasts. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "care/capacity.h"
#include "scenario/traffic_choice.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool same_origin(const struct spec_start *a, const struct spec_start *b) {
    return text_same(a->came_from, b->came_from) && text_same(a->came_from_at, b->came_from_at);
}

static bool same_start(const struct spec *a, const struct spec *b) {
    bool same = a->start_count == b->start_count;
    for (size_t i = 0; same && i < a->start_count; i++) {
        const struct spec_start *x = &a->start[i], *y = &b->start[i];
        same = text_same(x->step, y->step) && text_same(x->provider, y->provider) && !(x->inside < y->inside) &&
               !(x->inside > y->inside) && !(x->waiting < y->waiting) && !(x->waiting > y->waiting) &&
               setting_same(x->elapsed, y->elapsed) && setting_same(x->waited, y->waited) &&
               same_origin(x, y);
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

/* ---- what they keep ---- */

static uint64_t kinds_held_at(const struct step *step) {
    uint64_t held = step->carries_kinds;
    for (uint32_t k = 0; k < step->need_count; k++)
        held |= step->need[k].kind < MAX_POOL_KINDS ? (uint64_t)1 << step->need[k].kind : 0;
    return held;
}

static bool leads_to(const struct network *n, const struct step *before, uint32_t step) {
    for (uint32_t b = 0; b < before->branch_count; b++)
        if (n->branch[before->branch_first + b].to == step)
            return true;
    return false;
}

/* The only step that leads here and holds something of it; *many where several do. */
static uint32_t only_step_before(const struct network *n, uint32_t step, uint64_t kinds, bool *many) {
    uint32_t found = NONE;
    for (uint32_t s = 0; s < n->step_count; s++) {
        if (!leads_to(n, &n->step[s], step) || (kinds_held_at(&n->step[s]) & kinds) == 0)
            continue;
        *many = *many || found != NONE;
        found = s;
    }
    return found;
}

/* The post of the step before; NONE (said) where it is not known. */
static uint32_t post_before(struct compiler *c, const struct spec_start *spec, uint32_t post, uint64_t kinds) {
    const struct network *n = c->network;
    const struct step *step = &n->step[n->post[post].step];
    bool many = false;
    uint32_t before = spec->came_from == NULL ? only_step_before(n, n->post[post].step, kinds, &many)
                                              : compiler_step(c, spec->came_from, step->pathway, key_at(spec->at, "came_from"));
    if (many)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_came_from, spec->at, step->id);
    if (before == NONE || many)
        return NONE;
    const char *where = spec->came_from_at == NULL ? spec->provider : spec->came_from_at;
    uint32_t provider = names_find(&c->providers, where);
    uint32_t at = provider == NONE ? NONE : network_post(n, before, provider);
    if (provider == NONE)
        say_dangling(c, key_at(spec->at, "came_from_at"), "provider", where, &c->providers);
    else if (at == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_came_from_at, key_at(spec->at, "came_from_at"), step->id,
                    n->step[before].id, where);
    return at;
}

/* What people of the state hold of the step before. */
static void find_kept(struct compiler *c, const struct spec_start *spec, struct start_state *start) {
    const struct network *n = c->network;
    const struct step *step = &n->step[n->post[start->post].step];
    uint64_t kinds = (start->waiting > 0 ? step->keeps_kinds : 0) | step->carries_kinds;
    start->came_from = NONE;
    if (kinds == 0 || (start->inside == 0 && start->waiting == 0) || text_same(spec->came_from, "home"))
        return;
    uint32_t post = post_before(c, spec, start->post, kinds);
    if (post == NONE)
        return;
    kinds &= kinds_held_at(&n->step[n->post[post].step]);
    for (uint32_t kind = 0; kind < n->pool_kind_count && kind < MAX_POOL_KINDS && start->kept_count < MAX_NEEDS; kind++) {
        uint32_t pool = (kinds >> kind & 1) == 0 ? NONE : network_pool(n, n->post[post].provider, kind);
        uint32_t need = 0, taker = network_taker(n, n->post[post].step, kind, &need);
        if (pool == NONE || taker == NONE)
            continue;
        start->came_from = post;
        start->kept[start->kept_count++] = (struct kept){pool, kind, n->step[taker].need[need].amount};
    }
}

/* Slots for how long people have been where they are, by whom they are; none where nothing is said. */
static struct duration time_so_far(struct compiler *c, const struct setting *setting) {
    if (setting == NULL)
        return (struct duration){NONE, BY_NOTHING};
    return duration_new(c, duration_check(c, setting, NONE), NONE);
}

/* A key that means nothing beside what else is said. */
static void say_idle(struct compiler *c, const struct spec_start *spec, const char *key, bool idle, const char *wants) {
    const struct setting *at = setting_get(spec->at, key);
    if (at != NULL && idle)
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_start_idle, at, key, wants);
}

static struct start_state make_state(struct compiler *c, uint32_t entry, uint32_t post) {
    const struct network *n = c->network;
    const struct spec_start *spec = &c->spec[0].start[entry];
    const struct step *step = &n->step[n->post[post].step];
    struct start_state start = {.post = post, .entry = entry, .inside = (uint32_t)spec->inside, .came_from = NONE,
                                .waiting = (uint32_t)spec->waiting, .remaining = {NONE, step->lasts.by}};
    if (spec->inside > 0)
        start.remaining.first = compiler_slots(c, 3 * (uint64_t)rows_of(n, (enum row_by)step->lasts.by, n->post[post].step));
    start.elapsed = time_so_far(c, spec->elapsed);
    start.waited = time_so_far(c, spec->waited);
    find_kept(c, spec, &start);
    say_idle(c, spec, "elapsed", !(spec->inside > 0), "inside");
    say_idle(c, spec, "waited", !(spec->waiting > 0), "waiting");
    return start;
}

static int compare_starts(const void *a, const void *b) {
    const struct start_state *x = a, *y = b;
    if (x->post != y->post)
        return x->post < y->post ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
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
        if (post == NONE)
            continue;
        struct start_state start = make_state(c, (uint32_t)i, post);
        for (uint32_t k = 0; k < n->start_state_count; k++)
            if (n->start_state[k].post == post && same_origin(&spec->start[i], &spec->start[n->start_state[k].entry]))
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_twice, spec->start[i].at);
        n->start_state[n->start_state_count++] = start;
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
        const struct spec_start *spec = &c->spec[0].start[start->entry];
        if (status == STATUS_OK)
            status = duration_fill(c, start->elapsed, spec->elapsed, NONE);
        if (status == STATUS_OK)
            status = duration_fill(c, start->waited, spec->waited, NONE);
    }
    return status;
}

/* ---- whether they have room ---- */

/* Units that somebody of the pathway holds on average, by how many come of each stream. */
static double mean_units(const struct network *n, const double *value, uint32_t pathway, struct row amount) {
    double sum = 0, rates = 0;
    for (uint32_t s = 0; s < n->stream_count; s++) {
        double rate = n->stream[s].pathway == pathway ? value[n->stream[s].rate] : 0;
        sum += rate > 0 ? rate * choice_value(n, value, amount, &n->stream[s]) : 0;
        rates += rate > 0 ? rate : 0;
    }
    return rates > 0 ? sum / rates : 0;
}

/* Units there at minute 0. */
static double units_there(const struct network *n, const double *value, const struct pool *pool) {
    unsigned hour = (unsigned)calendar_hour_of_week(n->first_day, 0);
    if (pool->unlimited)
        return INFINITY;
    if (pool->rota != NONE)
        return staff_on_duty(&n->rota[pool->rota], value[pool->capacity] * value[pool->hours_per_wte], (n->first_day + 3) / 7,
                             hour);
    double share = pool->calendar == NONE ? 1 : (double)n->week[pool->calendar].hour[hour];
    return floor(value[pool->capacity] * share + 1e-9);
}

static void add_held(const struct network *n, const double *value, const struct start_state *start, double *held) {
    const struct post *post = &n->post[start->post];
    const struct step *step = &n->step[post->step];
    for (uint32_t k = 0; k < step->need_count; k++)
        held[post->pool[k]] += start->inside * mean_units(n, value, step->pathway, step->need[k].amount);
    for (uint32_t k = 0; k < start->kept_count; k++) {
        double people = start->waiting + ((step->carries_kinds >> start->kept[k].kind & 1) != 0 ? start->inside : 0);
        held[start->kept[k].pool] += people * mean_units(n, value, step->pathway, start->kept[k].amount);
    }
}

enum status check_start_room(struct compiler *c) {
    const struct network *n = c->network;
    double *held = memory_new(n->pool_count + 1, sizeof *held);
    if (held == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < n->start_state_count; i++)
        add_held(n, n->value, &n->start_state[i], held);
    for (uint32_t p = 0; p < n->pool_count; p++) { /* what one has no room for lies in its overflow */
        double over = held[p] - units_there(n, n->value, &n->pool[p]);
        for (uint32_t k = 0; k < n->pool[p].overflow_count && over > 0; k++) {
            uint32_t lender = n->overflow[n->pool[p].overflow_first + k].lender;
            double lies = fmin(over, fmax(0, units_there(n, n->value, &n->pool[lender]) - held[lender]));
            held[p] -= lies;
            held[lender] += lies;
            over -= lies;
        }
    }
    for (uint32_t p = 0; p < n->pool_count; p++) {
        double there = units_there(n, n->value, &n->pool[p]);
        if (held[p] > there + 1e-6)
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_start_over_full, setting_get(c->spec[0].root, "start"), held[p],
                        n->pool_kind[n->pool[p].kind], n->provider[n->pool[p].provider].id, there, held[p] - there);
    }
    free(held);
    return STATUS_OK;
}
