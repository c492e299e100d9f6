/* The test that beds may close only where other capacity is in place before: from the dated versions of each arm, for
 * every date on which there come to be fewer beds, how many are closed since the start, and what was opened up to the
 * day before is worth in beds. No run is needed. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <math.h>
#include <string.h>

/* True where every service that the provider offers is closed: its capacity is there for nobody. */
static bool is_shut(const struct spec_provider *provider) {
    for (size_t i = 0; i < provider->offers.count; i++)
        if (place_is_open(provider, provider->offers.id[i]) > 0)
            return false;
    return provider->offers.count > 0;
}

/* Places or whole-time equivalents of one kind, everywhere; what is never full is no number. */
static double capacity_of(const struct spec *spec, const char *kind) {
    double sum = 0;
    for (size_t p = 0; p < spec->provider_count; p++) {
        const struct spec_pool *pool = spec_find_pool(&spec->provider[p], kind);
        if (pool == NULL || pool->unlimited || is_shut(&spec->provider[p]))
            continue;
        double size = isnan(pool->places) ? pool->wte : pool->places;
        sum += isnan(size) ? 0 : size;
    }
    return sum;
}

static double beds_of(const struct spec *spec, const struct id_list *beds) {
    double sum = 0;
    for (size_t i = 0; i < beds->count; i++)
        sum += capacity_of(spec, beds->id[i]);
    return sum;
}

/* What differs between two versions in other capacity, in beds; less of one kind counts against more of another. */
static double worth_of_change(struct compiler *c, const struct setting *instead, const struct spec *before,
                              const struct spec *after) {
    double sum = 0;
    for (size_t i = 0; i < instead->child_count; i++) {
        double worth;
        const char *kind = instead->child[i]->name;
        if (quantity_number(instead->child[i], &worth, c->problems))
            sum += worth * (capacity_of(after, kind) - capacity_of(before, kind));
    }
    return sum;
}

static bool names_are_known(struct compiler *c, const struct spec_bed_closure *said) {
    size_t errors = c->problems->errors;
    for (size_t i = 0; i < said->beds.count; i++)
        if (names_find(&c->kinds, said->beds.id[i]) == NONE)
            say_dangling(c, said->beds.where[i], "pool", said->beds.id[i], &c->kinds);
    if (said->instead->kind != SETTING_GROUP) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_bed_closure_instead, said->instead);
        return false;
    }
    for (size_t i = 0; i < said->instead->child_count; i++) {
        const struct setting *item = said->instead->child[i];
        double worth = 0;
        if (names_find(&c->kinds, item->name) == NONE)
            say_dangling(c, item, "pool", item->name, &c->kinds);
        else if (id_list_has(&said->beds, item->name) || (quantity_number(item, &worth, c->problems) && !(worth >= 0)))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_bed_closure_instead, item);
    }
    return c->problems->errors == errors;
}

/* Adds a row for each version of the arm in which there are fewer beds than before. */
static enum status add_closings(struct compiler *c, uint32_t arm, size_t *room) {
    struct network *n = c->network;
    const struct spec *start = &c->spec[c->arm_first[arm]];
    const struct spec_bed_closure *said = &start->bed_closure;
    size_t versions = c->set->arm[arm].version_count;
    enum status status = STATUS_OK;
    for (size_t v = 1; v < versions && status == STATUS_OK; v++) {
        double was = beds_of(&start[v - 1], &said->beds), is = beds_of(&start[v], &said->beds);
        if (!(is < was))
            continue;
        status = memory_reserve(&n->bed_closing, room, (size_t)n->bed_closing_count + 1, sizeof *n->bed_closing);
        if (status != STATUS_OK)
            break;
        double closed = fmax(0, beds_of(start, &said->beds) - is);
        double opened = worth_of_change(c, said->instead, start, &start[v - 1]);
        n->bed_closing[n->bed_closing_count++] = (struct bed_closing){
            arm, c->set->arm[arm].version[v].day, was - is, closed, opened, !(closed > 0) || opened >= closed * (1 - 1e-9)};
    }
    return status;
}

enum status compile_closing(struct compiler *c) {
    enum status status = STATUS_OK;
    size_t room = 0;
    for (uint32_t arm = 0; arm < c->set->arm_count && status == STATUS_OK; arm++) {
        const struct spec *start = &c->spec[c->arm_first[arm]];
        const struct setting *said = setting_get(start->root, "bed_closure");
        for (size_t v = 1; v < c->set->arm[arm].version_count; v++)
            must_be_same(c, setting_same(setting_get(start[v].root, "bed_closure"), said), "bed_closure", start[v].root,
                         start->root);
        if (said == NULL || !names_are_known(c, &start->bed_closure))
            continue;
        c->network->arm[arm].tests_bed_closure = true;
        status = add_closings(c, arm, &room);
    }
    return status;
}
