/* spec_read and spec_free of scenario/spec.h. */
#include "scenario/spec.h"

#include "base/memory.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sites and teams are one list, sorted by id: an id in both stands side by side there. */
static void check_providers(struct spec *spec, struct problem_list *problems) {
    for (size_t i = 0; i < spec->provider_count; i++) {
        struct spec_provider *provider = &spec->provider[i];
        provider->is_team = provider->at->parent != NULL && provider->at->parent->name != NULL &&
                            strcmp(provider->at->parent->name, "teams") == 0;
        if (i > 0 && strcmp(spec->provider[i - 1].id, provider->id) == 0) {
            const struct setting *other = spec->provider[i - 1].at;
            problem_say(problems, SEVERITY_ERROR, SENTENCE_provider_twice, provider->at, provider->id,
                        other->file == NULL ? "" : other->file, other->line);
        }
        for (size_t j = 0; j < provider->pool_count; j++) {
            const struct spec_pool *pool = &provider->pool[j];
            if (pool->at->kind != SETTING_GROUP)
                continue;
            int given = (setting_get(pool->at, "places") != NULL) + (setting_get(pool->at, "wte") != NULL) +
                        (pool->unlimited != 0);
            if (given != 1)
                problem_say(problems, SEVERITY_ERROR, SENTENCE_pool_size, pool->at,
                            given == 0 ? "none" : "more than one");
        }
    }
}

static const char *text_in(const struct setting *row, const char *column) {
    const struct setting *cell = setting_get(row, column);
    return cell != NULL && cell->kind == SETTING_TEXT ? cell->text : "";
}

static enum status cover(struct spec *spec, struct spec_provider *team) {
    const struct setting *table = spec->boundaries;
    free(team->covers.id);
    free(team->covers.where);
    team->covers = (struct id_list){memory_new(table->child_count, sizeof *team->covers.id),
                                    memory_new(table->child_count, sizeof *team->covers.where), 0};
    if (team->covers.id == NULL || team->covers.where == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < table->child_count; i++) {
        if (strcmp(text_in(table->child[i], "team"), team->id) != 0)
            continue;
        team->covers.id[team->covers.count] = text_in(table->child[i], "area");
        team->covers.where[team->covers.count++] = table->child[i];
    }
    return STATUS_OK;
}

/* Boundaries stand in place of what every team says that it covers. */
static enum status draw_boundaries(struct spec *spec, struct problem_list *problems) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < spec->provider_count; i++)
        if (spec->provider[i].is_team)
            status = cover(spec, &spec->provider[i]);
    for (size_t i = 0; i < spec->boundaries->child_count; i++) {
        const struct setting *row = spec->boundaries->child[i];
        bool known = false;
        for (size_t p = 0; !known && p < spec->provider_count; p++)
            known = spec->provider[p].is_team && strcmp(spec->provider[p].id, text_in(row, "team")) == 0;
        if (!known)
            problem_say(problems, SEVERITY_ERROR, SENTENCE_boundary_row, row, text_in(row, "area"), text_in(row, "team"));
    }
    return status;
}

/* A step that does not say where it happens needs nobody: it is given by a team called "anywhere", which is there only
 * for such steps. */
static const char anywhere[] = "anywhere";

static bool fill_places(struct spec *spec) {
    bool any = false;
    for (size_t p = 0; p < spec->pathway_count; p++)
        for (size_t s = 0; s < spec->pathway[p].step_count; s++) {
            struct spec_step *step = &spec->pathway[p].step[s];
            if (setting_get(step->at, "at") != NULL)
                continue;
            step->service = anywhere;
            any = true;
        }
    return any;
}

static enum status add_anywhere(struct spec *spec, struct problem_list *problems) {
    for (size_t i = 0; i < spec->provider_count; i++)
        if (strcmp(spec->provider[i].id, anywhere) == 0) {
            problem_say(problems, SEVERITY_ERROR, SENTENCE_anywhere_taken, spec->provider[i].at);
            return STATUS_OK;
        }
    size_t room = spec->provider_count, at = 0;
    struct spec_provider team = {.at = spec->root, .id = anywhere, .is_team = 1, .lat = NAN, .lon = NAN};
    team.offers.id = memory_new(1, sizeof *team.offers.id);
    team.offers.where = memory_new(1, sizeof *team.offers.where);
    enum status status = memory_reserve(&spec->provider, &room, room + 1, sizeof team);
    if (status != STATUS_OK || team.offers.id == NULL || team.offers.where == NULL) {
        free(team.offers.id);
        free(team.offers.where);
        return STATUS_NO_MEMORY;
    }
    team.offers.id[0] = anywhere;
    team.offers.where[0] = spec->root;
    team.offers.count = 1;
    while (at < spec->provider_count && strcmp(spec->provider[at].id, anywhere) < 0)
        at++;
    memmove(&spec->provider[at + 1], &spec->provider[at], (spec->provider_count - at) * sizeof team);
    spec->provider[at] = team;
    spec->provider_count++;
    return STATUS_OK;
}

/* The four effects of an outcome are groups of one kind. */
static enum status read_effects(struct spec *spec, struct problem_list *problems) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < spec->outcome_count; i++)
        for (int e = 0; e < SPEC_EFFECTS && status == STATUS_OK; e++) {
            struct spec_outcome *outcome = &spec->outcome[i];
            if (outcome->effect_at[e] != NULL)
                status = reader_read(outcome->effect_at[e], GROUP_EFFECT, &outcome->effect[e], problems);
        }
    return status;
}

enum status spec_read(const struct setting *root, struct spec *spec, struct problem_list *problems) {
    *spec = (struct spec){.root = root};
    if (root->child_count == 0)
        return STATUS_OK; /* a file that could not be read: that was said */
    enum status status = reader_read(root, GROUP_ROOT, spec, problems);
    if (status == STATUS_OK)
        status = read_effects(spec, problems);
    if (status != STATUS_OK) {
        spec_free(spec);
        return status;
    }
    check_providers(spec, problems);
    if (spec->boundaries != NULL)
        status = draw_boundaries(spec, problems);
    if (status == STATUS_OK && fill_places(spec))
        status = add_anywhere(spec, problems);
    if (status != STATUS_OK)
        spec_free(spec);
    return status;
}

void spec_free(struct spec *spec) {
    reader_free(GROUP_ROOT, spec);
    *spec = (struct spec){.root = NULL};
}
