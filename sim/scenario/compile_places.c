/* Organisations, providers, what they offer, and their pools. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the union of names ---- */

static enum status add_ids(struct names *names, const struct id_list *list) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < list->count; i++)
        status = names_add(names, list->id[i]);
    return status;
}

static enum status names_of_places(struct compiler *c, const struct spec *spec) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < spec->organisation_count; i++)
        status = names_add(&c->organisations, spec->organisation[i].id);
    for (size_t i = 0; status == STATUS_OK && i < spec->provider_count; i++) {
        const struct spec_provider *provider = &spec->provider[i];
        status = names_add(&c->providers, provider->id);
        if (status == STATUS_OK)
            status = add_ids(&c->services, &provider->offers);
        for (size_t p = 0; status == STATUS_OK && p < provider->pool_count; p++)
            status = names_add(&c->kinds, provider->pool[p].id);
    }
    return status;
}

static enum status find_names(struct compiler *c) {
    enum status status = STATUS_OK;
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++)
        status = names_of_places(c, &c->spec[v]);
    names_sort(&c->organisations);
    names_sort(&c->providers);
    names_sort(&c->services);
    names_sort(&c->kinds);
    if (c->kinds.count > MAX_POOL_KINDS)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_kinds, c->spec[0].root, c->kinds.count, (int)MAX_POOL_KINDS);
    return status;
}

/* ---- organisations and providers ---- */

static const struct spec_organisation *find_organisation(const struct compiler *c, const char *id) {
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; i < c->spec[v].organisation_count; i++)
            if (strcmp(c->spec[v].organisation[i].id, id) == 0)
                return &c->spec[v].organisation[i];
    return NULL;
}

static enum status fill_organisations(struct compiler *c) {
    struct network *n = c->network;
    n->organisation = memory_new(c->organisations.count, sizeof *n->organisation);
    if (n->organisation == NULL)
        return STATUS_NO_MEMORY;
    n->organisation_count = c->organisations.count;
    for (uint32_t i = 0; i < n->organisation_count; i++) {
        const struct spec_organisation *spec = find_organisation(c, c->organisations.id[i]);
        n->organisation[i] = (struct organisation){text_copy(spec->id), text_copy(spec->name != NULL ? spec->name : spec->id),
                                                   text_copy(spec->kind != NULL ? spec->kind : "")};
        const struct organisation *made = &n->organisation[i];
        if (made->id == NULL || made->name == NULL || made->kind == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static bool same_number(double a, double b) {
    return isnan(a) ? isnan(b) : !(a < b) && !(a > b) && !isnan(b);
}

static enum status fill_provider(struct compiler *c, uint32_t index, uint32_t *sites) {
    const struct spec_provider *spec = c->provider[index];
    struct provider *provider = &c->network->provider[index];
    provider->id = text_copy(spec->id);
    provider->name = text_copy(spec->name != NULL ? spec->name : spec->id);
    if (provider->id == NULL || provider->name == NULL)
        return STATUS_NO_MEMORY;
    provider->is_team = spec->is_team;
    provider->lat = spec->lat;
    provider->lon = spec->lon;
    provider->site = spec->is_team ? NONE : (*sites)++;
    provider->key = text_hash(spec->id);
    provider->organisation = names_find(&c->organisations, spec->run_by);
    if (spec->run_by != NULL && provider->organisation == NONE)
        say_dangling(c, key_at(spec->at, "run_by"), "organisation", spec->run_by, &c->organisations);
    return STATUS_OK;
}

/* Services, areas and redirections that a provider names in any version. */
static void check_provider(struct compiler *c, const struct spec *spec, const struct spec_provider *provider) {
    for (size_t i = 0; i < provider->covers.count; i++)
        if (names_find(&c->areas, provider->covers.id[i]) == NONE)
            say_dangling(c, provider->covers.where[i], "area", provider->covers.id[i], &c->areas);
    const struct setting *by_service[] = {provider->hours, provider->closed, provider->redirects};
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; by_service[k] != NULL && i < by_service[k]->child_count; i++)
            if (names_find(&c->services, by_service[k]->child[i]->name) == NONE)
                say_dangling(c, by_service[k]->child[i], "service", by_service[k]->child[i]->name, &c->services);
    for (size_t i = 0; provider->redirects != NULL && i < provider->redirects->child_count; i++) {
        const struct setting *to = provider->redirects->child[i];
        const char *name = to->kind == SETTING_TEXT ? to->text : "";
        const struct spec_provider *other = spec_find_provider(spec, name);
        if (other == NULL)
            say_dangling(c, to, "provider", name, &c->providers);
        else if (!id_list_has(&other->offers, to->name))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_redirect_not_offered, to, name, to->name);
    }
}

/* Whether any step's staff come from their base: else nobody asks how far teams lie from anywhere. */
static bool uses_bases(const struct compiler *c) {
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t p = 0; p < c->spec[v].pathway_count; p++)
            for (size_t s = 0; s < c->spec[v].pathway[p].step_count; s++)
                if (text_same(c->spec[v].pathway[p].step[s].from, "base"))
                    return true;
    return false;
}

static enum status fill_providers(struct compiler *c) {
    struct network *n = c->network;
    n->provider = memory_new(c->providers.count, sizeof *n->provider);
    c->provider = memory_new(c->providers.count, sizeof *c->provider);
    if (n->provider == NULL || c->provider == NULL)
        return STATUS_NO_MEMORY;
    n->provider_count = c->providers.count;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec *spec = &c->spec[v];
        for (size_t i = 0; i < spec->provider_count; i++) {
            const struct spec_provider *here = &spec->provider[i];
            const struct spec_provider **first = &c->provider[names_find(&c->providers, here->id)];
            check_provider(c, spec, here);
            if (*first == NULL)
                *first = here;
            must_be_same(c, !here->is_team == !(*first)->is_team, "kind of provider", here->at, (*first)->at);
            must_be_same(c, same_number(here->lat, (*first)->lat) && same_number(here->lon, (*first)->lon),
                         "lat", here->at, (*first)->at);
            must_be_same(c, text_same(here->run_by, (*first)->run_by), "run_by", here->at, (*first)->at);
        }
    }
    uint32_t sites = 0;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < n->provider_count; i++)
        status = fill_provider(c, i, &sites);
    for (uint32_t i = 0; status == STATUS_OK && i < n->provider_count; i++) {
        struct provider *provider = &n->provider[i];
        bool placed = uses_bases(c) && !isnan(provider->lat) && !isnan(provider->lon);
        provider->base = provider->site != NONE ? provider->site : placed ? sites++ : NONE;
    }
    n->travel.site_count = sites;
    return status;
}

/* ---- offers ---- */

static bool ever_offers(const struct compiler *c, const char *provider, const char *service) {
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_provider *here = spec_find_provider(&c->spec[v], provider);
        if (here != NULL && id_list_has(&here->offers, service))
            return true;
    }
    return false;
}

static enum status offer_hours(struct compiler *c, struct offer *offer) {
    const char *service = c->services.id[offer->service], *provider = c->providers.id[offer->provider];
    enum status status = STATUS_OK;
    const struct setting *first = NULL;
    bool any = false;
    offer->hours = NONE;
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
        const struct spec_provider *here = spec_find_provider(&c->spec[v], provider);
        if (here == NULL || !id_list_has(&here->offers, service))
            continue;
        const struct setting *table = here->hours == NULL ? NULL : setting_get(here->hours, service);
        if (!any)
            status = hours_week(c, table, false, &offer->hours);
        if (!any)
            first = table;
        any = true;
        must_be_same(c, setting_same(table, first), "hours", table != NULL ? table : here->at, first);
    }
    return status;
}

static enum status fill_offers(struct compiler *c) {
    struct network *n = c->network;
    size_t most = (size_t)c->services.count * c->providers.count;
    n->service = names_copy(&c->services);
    if (n->service == NULL)
        return STATUS_NO_MEMORY;
    n->service_count = c->services.count;
    n->offer = memory_new(most, sizeof *n->offer);
    n->service_offer_first = memory_new((size_t)c->services.count + 1, sizeof *n->service_offer_first);
    if (n->offer == NULL || n->service_offer_first == NULL)
        return STATUS_NO_MEMORY;
    enum status status = STATUS_OK;
    for (uint32_t s = 0; s < n->service_count; s++) {
        n->service_offer_first[s] = n->offer_count;
        for (uint32_t p = 0; status == STATUS_OK && p < n->provider_count; p++) {
            if (!ever_offers(c, c->providers.id[p], c->services.id[s]))
                continue;
            struct offer *offer = &n->offer[n->offer_count++];
            offer->provider = p;
            offer->service = s;
            offer->open = compiler_slots(c, 1);
            offer->redirect = compiler_slots(c, 1);
            status = offer_hours(c, offer);
        }
    }
    n->service_offer_first[n->service_count] = n->offer_count;
    return status;
}

/* ---- pools ---- */

static void check_pool(struct compiler *c, const struct spec_pool *pool) {
    if (!isnan(pool->wte) && pool->rota == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_pool_without_rota, pool->at, pool->id);
    if (isnan(pool->wte) && pool->minimum > 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_pool_minimum, key_at(pool->at, "minimum"), pool->id);
}

static enum status pool_structure(struct compiler *c, struct pool *pool, const struct spec_pool *spec) {
    pool->unlimited = spec->unlimited;
    pool->hours_per_wte = NONE;
    enum status status = hours_rota(c, spec->rota, &pool->rota);
    if (status == STATUS_OK)
        status = hours_week(c, spec->calendar, false, &pool->calendar);
    if (status == STATUS_OK)
        status = days_off_of(c, spec->days_off, &pool->days_off);
    pool->attention = pool->in_post = NONE;
    pool->moves_back = spec->moves_back;
    pool->capacity = compiler_slots(c, 1);
    if (!isnan(spec->attention))
        pool->attention = compiler_slots(c, 1);
    if (pool->rota != NONE)
        pool->hours_per_wte = compiler_slots(c, 1);
    return status;
}

/* In the same order. */
static bool same_texts(const struct id_list *a, const struct id_list *b) {
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->id[i], b->id[i]) == 0;
    return same;
}

static enum status add_pool(struct compiler *c, uint32_t provider, uint32_t kind) {
    struct network *n = c->network;
    struct pool *pool = &n->pool[n->pool_count];
    const struct spec_pool *first = NULL;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_provider *at = spec_find_provider(&c->spec[v], c->providers.id[provider]);
        const struct spec_pool *here = spec_find_pool(at, c->kinds.id[kind]);
        if (here == NULL)
            continue;
        check_pool(c, here);
        if (first == NULL)
            first = here;
        must_be_same(c, setting_same(here->rota, first->rota), "rota", here->at, first->at);
        must_be_same(c, setting_same(here->calendar, first->calendar), "calendar", here->at, first->at);
        must_be_same(c, setting_same(here->days_off, first->days_off), "days_off", here->at, first->at);
        must_be_same(c, !here->unlimited == !first->unlimited, "unlimited", here->at, first->at);
        must_be_same(c, isnan(here->wte) == isnan(first->wte), "wte", here->at, first->at);
        must_be_same(c, same_texts(&here->overflow, &first->overflow), "overflow", here->at, first->at);
        must_be_same(c, text_same(here->overflow_within, first->overflow_within), "overflow_within", here->at, first->at);
        must_be_same(c, text_same(here->overflow_travels, first->overflow_travels), "overflow_travels", here->at, first->at);
        must_be_same(c, !here->overflow_returns == !first->overflow_returns, "overflow_returns", here->at, first->at);
        must_be_same(c, !here->moves_back == !first->moves_back, "moves_back", here->at, first->at);
        must_be_same(c, isnan(here->attention) == isnan(first->attention), "attention", here->at, first->at);
    }
    if (first == NULL)
        return STATUS_OK;
    bool has_minimum = false;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pool *here = spec_find_pool(spec_find_provider(&c->spec[v], c->providers.id[provider]), c->kinds.id[kind]);
        has_minimum = has_minimum || (here != NULL && here->minimum > 0);
    }
    c->pool[n->pool_count++] = first;
    pool->provider = provider;
    pool->kind = kind;
    enum status status = pool_structure(c, pool, first);
    if (has_minimum)
        pool->in_post = compiler_slots(c, 1);
    return status;
}

static enum status fill_pools(struct compiler *c) {
    struct network *n = c->network;
    size_t most = (size_t)c->providers.count * c->kinds.count;
    n->pool_kind = names_copy(&c->kinds);
    if (n->pool_kind == NULL)
        return STATUS_NO_MEMORY;
    n->pool_kind_count = c->kinds.count;
    n->pool = memory_new(most, sizeof *n->pool);
    c->pool = memory_new(most, sizeof *c->pool);
    enum status status = n->pool == NULL || c->pool == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t p = 0; p < n->provider_count; p++)
        for (uint32_t k = 0; status == STATUS_OK && k < n->pool_kind_count; k++)
            status = add_pool(c, p, k);
    return status == STATUS_OK ? lending_structure(c) : status;
}

enum status compile_places(struct compiler *c) {
    enum status status = find_names(c);
    if (status == STATUS_OK)
        status = fill_organisations(c);
    if (status == STATUS_OK)
        status = fill_providers(c);
    if (status == STATUS_OK)
        status = fill_offers(c);
    return status == STATUS_OK ? fill_pools(c) : status;
}

/* ---- values ---- */

/* 1 open; 0, -1, -2 as network.h says; what a version does not have is closed. */
double place_is_open(const struct spec_provider *provider, const char *service) {
    if (provider == NULL)
        return 0;
    const struct setting *closed = provider->closed == NULL ? NULL : setting_get(provider->closed, service);
    if (closed != NULL && closed->kind == SETTING_NUMBER)
        return closed->number;
    return id_list_has(&provider->offers, service) ? 1 : 0;
}

static double redirect_value(const struct compiler *c, const struct spec_provider *provider, const char *service) {
    const struct setting *to =
        provider == NULL || provider->redirects == NULL ? NULL : setting_get(provider->redirects, service);
    uint32_t other = to != NULL && to->kind == SETTING_TEXT ? names_find(&c->providers, to->text) : NONE;
    return other == NONE ? -1 : (double)other;
}

void places_fill(struct compiler *c) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->offer_count; i++) {
        const struct offer *offer = &n->offer[i];
        const struct spec_provider *provider = c->now_provider[offer->provider];
        c->value[offer->open] = place_is_open(provider, n->service[offer->service]);
        c->value[offer->redirect] = redirect_value(c, provider, n->service[offer->service]);
    }
    for (uint32_t i = 0; i < n->pool_count; i++) {
        const struct pool *pool = &n->pool[i];
        const struct spec_pool *here = spec_find_pool(c->now_provider[pool->provider], n->pool_kind[pool->kind]);
        bool staff = pool->hours_per_wte != NONE;
        if (pool->attention != NONE)
            c->value[pool->attention] = here == NULL ? 0 : here->attention;
        double units = here == NULL ? 0 : pool_units(here);
        c->value[pool->capacity] = staff && here != NULL ? fmax(units, here->minimum) : units;
        if (pool->in_post != NONE)
            c->value[pool->in_post] = units;
        if (!staff)
            continue;
        const struct spec_pool *terms = here != NULL ? here : c->pool[i];
        c->value[pool->hours_per_wte] = terms->hours_per_wte / MINUTES_PER_HOUR * (1 - terms->absence);
    }
    lending_fill(c);
}
