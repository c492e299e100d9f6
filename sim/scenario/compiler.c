#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

enum status names_add(struct names *names, const char *id) {
    enum status status = memory_reserve(&names->id, &names->capacity, (size_t)names->count + 1, sizeof *names->id);
    if (status == STATUS_OK)
        names->id[names->count++] = id;
    return status;
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void names_sort(struct names *names) {
    if (names->count == 0)
        return;
    qsort(names->id, names->count, sizeof *names->id, compare_texts);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < names->count; i++)
        if (strcmp(names->id[kept - 1], names->id[i]) != 0)
            names->id[kept++] = names->id[i];
    names->count = kept;
}

uint32_t names_find(const struct names *names, const char *id) {
    uint32_t low = 0, high = names->count;
    if (id == NULL)
        return NONE;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(names->id[middle], id);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NONE;
}

void names_free(struct names *names) {
    free(names->id);
    *names = (struct names){0};
}

char **names_copy(const struct names *names) {
    char **copy = memory_new(names->count, sizeof *copy);
    for (uint32_t i = 0; copy != NULL && i < names->count; i++) {
        copy[i] = text_copy(names->id[i]);
        if (copy[i] != NULL)
            continue;
        while (i > 0)
            free(copy[--i]);
        free(copy);
        return NULL;
    }
    return copy;
}

/* ---- things of one version ---- */

const struct spec_provider *spec_find_provider(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->provider_count; i++)
        if (strcmp(spec->provider[i].id, id) == 0)
            return &spec->provider[i];
    return NULL;
}

const struct spec_pathway *spec_find_pathway(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->pathway_count; i++)
        if (strcmp(spec->pathway[i].id, id) == 0)
            return &spec->pathway[i];
    return NULL;
}

const struct spec_step *spec_find_step(const struct spec_pathway *pathway, const char *id) {
    for (size_t i = 0; pathway != NULL && i < pathway->step_count; i++)
        if (strcmp(pathway->step[i].id, id) == 0)
            return &pathway->step[i];
    return NULL;
}

const struct spec_pool *spec_find_pool(const struct spec_provider *provider, const char *id) {
    for (size_t i = 0; provider != NULL && i < provider->pool_count; i++)
        if (strcmp(provider->pool[i].id, id) == 0)
            return &provider->pool[i];
    return NULL;
}

const struct spec_mode *spec_find_mode(const struct spec *spec, const char *id) {
    for (size_t i = 0; i < spec->mode_count; i++)
        if (strcmp(spec->mode[i].id, id) == 0)
            return &spec->mode[i];
    return NULL;
}

bool id_list_same(const struct id_list *a, const struct id_list *b) {
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = id_list_has(b, a->id[i]);
    return same;
}

bool id_list_has(const struct id_list *list, const char *id) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->id[i], id) == 0)
            return true;
    return false;
}

static enum status make_room_for_now(struct compiler *c) {
    const struct network *n = c->network;
    size_t strata = (size_t)n->area_count * n->cell_count;
    free(c->now_area);
    free(c->now_provider);
    free(c->now_pathway);
    free(c->now_step);
    free(c->now_step_here);
    free(c->now_population);
    c->now_area = memory_new(n->area_count, sizeof *c->now_area);
    c->now_provider = memory_new(c->providers.count, sizeof *c->now_provider);
    c->now_pathway = memory_new(c->pathways.count, sizeof *c->now_pathway);
    c->now_step = memory_new(n->step_count, sizeof *c->now_step);
    c->now_step_here = memory_new(n->step_count, sizeof *c->now_step_here);
    c->now_population = memory_new(strata, sizeof *c->now_population);
    bool all = c->now_area != NULL && c->now_provider != NULL && c->now_pathway != NULL &&
               c->now_step != NULL && c->now_step_here != NULL && c->now_population != NULL;
    return all ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status compiler_enter(struct compiler *c, const struct spec *spec) {
    const struct network *n = c->network;
    enum status status = make_room_for_now(c);
    if (status != STATUS_OK)
        return status;
    c->now = spec;
    for (size_t i = 0; spec->areas != NULL && i < spec->areas->child_count; i++) {
        uint32_t area = names_find(&c->areas, spec->areas->child[i]->name);
        if (area != NONE)
            c->now_area[area] = spec->areas->child[i];
    }
    for (size_t i = 0; i < spec->provider_count; i++)
        c->now_provider[names_find(&c->providers, spec->provider[i].id)] = &spec->provider[i];
    for (size_t i = 0; i < spec->pathway_count; i++)
        c->now_pathway[names_find(&c->pathways, spec->pathway[i].id)] = &spec->pathway[i];
    for (uint32_t s = 0; s < n->step_count; s++) {
        const struct spec_step *step = spec_find_step(c->now_pathway[n->step[s].pathway], c->step[s].spec->id);
        c->now_step_here[s] = step != NULL;
        c->now_step[s] = step != NULL ? step : c->step[s].spec;
    }
    people_enter(c);
    staffing_enter(c);
    return STATUS_OK;
}

uint32_t compiler_slots(struct compiler *c, uint64_t count) {
    uint32_t first = c->value_count;
    c->value_count += (uint32_t)count;
    return first;
}

static void free_keys(struct text *key, uint32_t count) {
    for (uint32_t i = 0; key != NULL && i < count; i++)
        text_free(&key[i]);
    free(key);
}

void compiler_free(struct compiler *c) {
    for (size_t i = 0; c->spec != NULL && i < c->spec_count; i++)
        spec_free(&c->spec[i]);
    for (uint32_t i = 0; c->step != NULL && i < c->network->step_count; i++)
        names_free(&c->step[i].to);
    for (uint32_t i = 0; c->shape != NULL && i < c->network->quantile_count; i++)
        free(c->shape[i].number);
    free_keys(c->money_key, c->network->money_rule_count);
    free_keys(c->once_key, c->network->once_count);
    struct names *names[] = {&c->areas, &c->organisations, &c->partnerships, &c->services, &c->kinds, &c->providers,
                             &c->pathways, &c->standards, &c->modes, &c->rules, &c->outcomes};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        names_free(names[i]);
    void *owned[] = {c->spec, c->arm_first, c->step, c->shape, c->home_number, c->value,
                     c->now_step_here, c->now_population, c->supply_start};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    free(c->provider);
    free(c->pool);
    free(c->money_at);
    free(c->standard_at);
    free(c->effect_name);
    free(c->home_terrain);
    free(c->now_area);
    free(c->now_provider);
    free(c->now_pathway);
    free(c->now_step);
    *c = (struct compiler){0};
}

/* ---- sameness of structure ---- */

bool text_same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool setting_same(const struct setting *a, const struct setting *b) {
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->kind != b->kind || a->child_count != b->child_count)
        return false;
    if (a->kind == SETTING_NUMBER)
        return !(a->number < b->number) && !(a->number > b->number);
    if (a->kind == SETTING_FLAG)
        return a->flag == b->flag;
    if (a->kind == SETTING_TEXT)
        return text_same(a->text, b->text);
    for (size_t i = 0; i < a->child_count; i++) {
        const struct setting *child = b->child[i];
        if (a->kind == SETTING_GROUP && !text_same(a->child[i]->name, child->name))
            child = setting_get(b, a->child[i]->name);
        if (child == NULL || !setting_same(a->child[i], child))
            return false;
    }
    return true;
}

const struct setting *key_at(const struct setting *group, const char *name) {
    const struct setting *key = group == NULL || group->kind != SETTING_GROUP ? NULL : setting_get(group, name);
    return key != NULL ? key : group;
}

void must_be_same(struct compiler *c, bool same, const char *what, const struct setting *here,
                  const struct setting *there) {
    if (same)
        return;
    const char *file = there == NULL || there->file == NULL ? "another version" : there->file;
    there = key_at(there, what);
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_structure_differs, key_at(here, what), what, file,
                there == NULL ? 0 : there->line);
}

void say_dangling(struct compiler *c, const struct setting *at, const char *what, const char *name,
                  const struct names *valid) {
    char nearest[200];
    say_nearest(name, valid->id, valid->count, nearest, sizeof nearest);
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_no_such_thing, at, what, name, nearest);
}

static uint32_t find_step(const struct network *n, uint32_t pathway, const char *id) {
    size_t skip = strlen(n->pathway[pathway].id) + 1;
    for (uint32_t i = 0; i < n->pathway[pathway].step_count; i++) {
        uint32_t step = n->pathway[pathway].step_first + i;
        if (strcmp(n->step[step].id + skip, id) == 0)
            return step;
    }
    return NONE;
}

uint32_t compiler_step(struct compiler *c, const char *text, uint32_t pathway, const struct setting *at) {
    const struct network *n = c->network;
    const char *dot = strchr(text, '.'), *id = text;
    uint32_t step = NONE;
    if (dot != NULL) {
        char name[80] = "";
        size_t length = (size_t)(dot - text);
        if (length < sizeof name)
            memcpy(name, text, length);
        pathway = names_find(&c->pathways, name);
        id = dot + 1;
    }
    if (pathway != NONE)
        step = find_step(n, pathway, id);
    if (step != NONE)
        return step;
    struct names valid = {0};
    for (uint32_t s = 0; s < n->step_count; s++) {
        const char *full = n->step[s].id;
        bool own = dot == NULL && n->step[s].pathway == pathway;
        if (names_add(&valid, own ? strchr(full, '.') + 1 : full) != STATUS_OK)
            break;
    }
    say_dangling(c, at, "step", text, &valid);
    names_free(&valid);
    return NONE;
}
