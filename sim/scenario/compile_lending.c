/* Which pools serve where others are full: `overflow`, while which partnership holds, by what journey, and how much of
 * itself a pool lends. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "network/travel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- structure ---- */

/* The pool that is named "pool" (of the same provider) or "provider.pool"; NONE, said, where there is none. */
static uint32_t find_lender(struct compiler *c, uint32_t pool, const char *name, const struct setting *at) {
    const struct network *n = c->network;
    const char *dot = strchr(name, '.');
    char provider[80] = "";
    if (dot != NULL && (size_t)(dot - name) < sizeof provider)
        memcpy(provider, name, (size_t)(dot - name));
    uint32_t owner = dot == NULL ? n->pool[pool].provider : names_find(&c->providers, provider);
    uint32_t kind = names_find(&c->kinds, dot == NULL ? name : dot + 1), lender = NONE;
    if (owner == NONE)
        say_dangling(c, at, "provider", provider, &c->providers);
    else if (kind == NONE)
        say_dangling(c, at, "pool", dot == NULL ? name : dot + 1, &c->kinds);
    else
        lender = network_pool(n, owner, kind);
    if (owner != NONE && kind != NONE && lender == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_nowhere, at, n->provider[owner].id, n->pool_kind[kind]);
    if (lender == pool)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_itself, at);
    return lender;
}

/* Keys that mean nothing without others. */
static void check_keys_together(struct compiler *c, const struct spec_pool *spec) {
    const struct { const char *key; bool given, idle; const char *wants; } with[] = {
        {"moves_back", spec->moves_back != 0, spec->overflow.count == 0, "overflow"},
        {"overflow_within", spec->overflow_within != NULL, spec->overflow.count == 0, "overflow"},
        {"overflow_from", !isnan(spec->overflow_from), spec->overflow.count == 0, "overflow"},
        {"overflow_travels", spec->overflow_travels != NULL, spec->overflow.count == 0, "overflow"},
        {"overflow_returns", spec->overflow_returns != 0, spec->overflow_travels == NULL, "overflow_travels"},
    };
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        if (with[i].given && with[i].idle)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, key_at(spec->at, with[i].key), with[i].key,
                        with[i].wants);
    if (spec->moves_back && (spec->overflow.count > 1 || spec->overflow_travels != NULL))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_moves, key_at(spec->at, "moves_back"));
}

static enum status add_overflows(struct compiler *c, uint32_t pool) {
    struct network *n = c->network;
    const struct spec_pool *spec = c->pool[pool];
    size_t room = n->overflow_count;
    n->pool[pool].overflow_first = n->overflow_count;
    check_keys_together(c, spec);
    if (spec->overflow.count == 0)
        return STATUS_OK;
    enum status status = memory_reserve(&n->overflow, &room, room + spec->overflow.count, sizeof *n->overflow);
    for (size_t i = 0; status == STATUS_OK && i < spec->overflow.count; i++) {
        uint32_t lender = find_lender(c, pool, spec->overflow.id[i], spec->overflow.where[i]);
        if (lender == NONE || lender == pool)
            continue;
        uint32_t open = spec->overflow_within == NULL ? NONE : compiler_slots(c, 1);
        n->overflow[n->overflow_count++] = (struct overflow){pool, lender, open, 0, 0, 0};
        n->pool[pool].overflow_count++;
    }
    return status;
}

/* Both organisations must be somebody for a partnership to hold them. */
static void check_within(struct compiler *c, const struct overflow *overflow) {
    const struct network *n = c->network;
    const struct spec_pool *spec = c->pool[overflow->pool];
    const uint32_t of[] = {n->pool[overflow->pool].provider, n->pool[overflow->lender].provider};
    for (size_t i = 0; overflow->open != NONE && i < 2; i++)
        if (n->provider[of[i]].organisation == NONE)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_run_by, key_at(spec->at, "overflow_within"),
                        n->provider[of[i]].id);
}

/* The same pool in one version; NULL where it is not there. */
static const struct spec_pool *pool_in(const struct compiler *c, const struct spec *spec, uint32_t pool) {
    const struct pool *at = &c->network->pool[pool];
    return spec_find_pool(spec_find_provider(spec, c->providers.id[at->provider]), c->kinds.id[at->kind]);
}

static void take_slots(struct compiler *c, uint32_t pool) {
    struct pool *at = &c->network->pool[pool];
    at->lends = at->spares = at->asks_from = NONE;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pool *here = pool_in(c, &c->spec[v], pool);
        if (here != NULL && !isnan(here->lends) && at->lends == NONE)
            at->lends = compiler_slots(c, 1);
        if (here != NULL && !isnan(here->overflow_from) && at->asks_from == NONE)
            at->asks_from = compiler_slots(c, 1);
        if (here != NULL && !isnan(here->lends_above) && at->spares == NONE)
            at->spares = compiler_slots(c, 1);
    }
}

enum status lending_structure(struct compiler *c) {
    const struct network *n = c->network;
    enum status status = STATUS_OK;
    for (uint32_t p = 0; status == STATUS_OK && p < n->pool_count; p++) {
        take_slots(c, p);
        status = add_overflows(c, p);
    }
    for (uint32_t i = 0; status == STATUS_OK && i < n->overflow_count; i++)
        check_within(c, &n->overflow[i]);
    return status;
}

void lending_journeys(struct compiler *c) {
    struct network *n = c->network;
    for (uint32_t i = 0; i < n->overflow_count; i++) {
        struct overflow *overflow = &n->overflow[i];
        const struct spec_pool *spec = c->pool[overflow->pool];
        uint32_t from = n->pool[overflow->lender].provider, to = n->pool[overflow->pool].provider;
        uint32_t mode = names_find(&c->modes, spec->overflow_travels);
        struct journey_between journey = {0, 0}, back = {0, 0};
        if (spec->overflow_travels == NULL || from == to)
            continue;
        const struct setting *at = key_at(spec->at, "overflow_travels");
        if (mode == NONE)
            say_dangling(c, at, "mode of travel", spec->overflow_travels, &c->modes);
        else if (!travel_between(c, mode, from, to, &journey))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_overflow_no_way, at, n->provider[from].id, n->provider[to].id);
        if (mode != NONE && spec->overflow_returns)
            (void)travel_between(c, mode, to, from, &back);
        overflow->minutes = journey.minutes;
        overflow->back_minutes = back.minutes;
        overflow->km = journey.km + back.km;
    }
}

uint32_t lending_shared(const struct network *n, uint32_t first, uint32_t second) {
    for (uint32_t i = 0; i < n->overflow_count; i++) {
        if (n->overflow[i].pool != first)
            continue;
        if (n->overflow[i].lender == second)
            return second;
        for (uint32_t k = 0; k < n->overflow_count; k++)
            if (n->overflow[k].pool == second && n->overflow[k].lender == n->overflow[i].lender)
                return n->overflow[i].lender;
    }
    return NONE;
}

/* ---- values ---- */

static bool is_member(const struct spec_partnership *partnership, const struct compiler *c, uint32_t provider) {
    uint32_t organisation = c->network->provider[provider].organisation;
    return partnership != NULL && organisation != NONE &&
           id_list_has(&partnership->members, c->organisations.id[organisation]);
}

void lending_fill(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t p = 0; p < n->pool_count; p++) {
        const struct pool *pool = &n->pool[p];
        const struct spec_pool *here = pool_in(c, c->now, p);
        if (pool->lends != NONE)
            c->value[pool->lends] = here == NULL || isnan(here->lends) ? 1 : here->lends;
        if (pool->asks_from != NONE)
            c->value[pool->asks_from] = here == NULL || isnan(here->overflow_from) ? 0 : here->overflow_from;
        if (pool->spares != NONE)
            c->value[pool->spares] = here == NULL || isnan(here->lends_above) ? 0 : here->lends_above;
    }
    for (uint32_t i = 0; i < n->overflow_count; i++) {
        const struct overflow *overflow = &n->overflow[i];
        if (overflow->open == NONE)
            continue;
        const struct spec_partnership *within = spec_find_partnership(c->now, c->pool[overflow->pool]->overflow_within);
        bool open = is_member(within, c, n->pool[overflow->pool].provider) &&
                    is_member(within, c, n->pool[overflow->lender].provider);
        c->value[overflow->open] = open ? 1 : 0;
    }
}
