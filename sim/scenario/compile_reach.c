/* What demand, and the shares of branches, owe to the services that are there: how far a service reaches, and what its
 * capacity brings about by itself. Both are factors, worked out for each dated version, area and group. */
#include "scenario/compile_reach.h"

#include "base/memory.h"
#include "scenario/dictionary.h"
#include "scenario/reader.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct value_kind a_number = {quantity_number, NONE};

/* ---- how far a service reaches -------------------------------------------------------------------------- */

static struct value_kind a_distance(const struct spec_reach *reach) {
    return (struct value_kind){reach->per_minute != NULL ? quantity_minutes : quantity_km, NONE};
}

static void say_unknown_service(struct compiler *c, const struct setting *at, const char *service) {
    say_dangling(c, key_at(at, "service"), "service", service, &c->services);
}

/* The slope is 0 or less, and above -1000. */
static unsigned check_slope(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    double slope = 0;
    if (kind.read(leaf, &slope, c->problems) && !(slope >= -1000 && slope <= 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_number_range, leaf, "what a km or minute takes away", "a number",
                    -1000.0, 0.0, slope);
    return 0;
}

unsigned reach_check(struct compiler *c, const struct setting *setting) {
    struct spec_reach reach = {.at = setting};
    if (setting == NULL)
        return 0;
    size_t errors = c->problems->errors;
    if (reader_read(setting, GROUP_REACH, &reach, c->problems) != STATUS_OK || c->problems->errors > errors)
        return 0;
    if (names_find(&c->services, reach.service) == NONE)
        say_unknown_service(c, setting, reach.service);
    if (reach.mode != NULL && names_find(&c->modes, reach.mode) == NONE)
        say_dangling(c, key_at(setting, "mode"), "mode of travel", reach.mode, &c->modes);
    if (reach.per_km != NULL && reach.per_minute != NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_both, setting);
    if (c->modes.count == 0 && (reach.per_km != NULL || reach.per_minute != NULL || reach.within != NULL))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_no_way, setting);
    const struct setting *slope = reach.per_km != NULL ? reach.per_km : reach.per_minute;
    unsigned varies = VARIES_AREA | value_walk(c, slope, a_number, check_slope);
    varies |= value_check(c, reach.beyond, a_distance(&reach));
    return varies | value_check(c, reach.within, a_distance(&reach));
}

bool team_covers(const struct spec_provider *team, const char *area) {
    return team->is_team && id_list_has(&team->covers, area);
}

/* Kilometres or minutes to the nearest provider that offers the service and is open in the version in hand, whatever the
 * hour; 0 to a team that covers the area; INFINITY where there is none. */
static double nearest(struct compiler *c, const struct reach *reach, uint32_t area, uint32_t home) {
    const struct network *n = c->network;
    double best = INFINITY;
    for (uint32_t i = n->service_offer_first[reach->service]; i < n->service_offer_first[reach->service + 1]; i++) {
        uint32_t provider = n->offer[i].provider, site = n->provider[provider].site;
        const struct spec_provider *here = c->now_provider[provider];
        double distance = 0;
        if (!(place_is_open(here, n->service[reach->service]) > 0) || (site == NONE && !team_covers(here, c->areas.id[area])))
            continue;
        if (site != NONE && reach->mode != NONE) {
            const struct travel *travel = &n->travel;
            float *const *table = reach->spec.per_minute != NULL ? travel->minutes : travel->km;
            distance = (double)table[reach->mode][(size_t)home * travel->site_count + site];
        }
        best = fmin(best, distance);
    }
    return best;
}

enum status reach_open(struct compiler *c, const struct setting *setting, struct reach *reach) {
    const struct network *n = c->network;
    struct problem_list unheard = {NULL, 0, 0, 0, 0, false}; /* reach_check has said them */
    *reach = (struct reach){.service = NONE, .mode = NONE};
    if (setting == NULL)
        return STATUS_OK;
    enum status status = reader_read(setting, GROUP_REACH, &reach->spec, &unheard);
    problem_list_free(&unheard);
    reach->service = names_find(&c->services, reach->spec.service);
    if (status != STATUS_OK || reach->service == NONE)
        return status;
    reach->mode = reach->spec.mode != NULL ? names_find(&c->modes, reach->spec.mode) : c->modes.count > 0 ? 0 : NONE;
    reach->distance = memory_new(n->home_count, sizeof *reach->distance);
    if (reach->distance == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t h = 0; h < n->home_count; h++)
        reach->distance[h] = nearest(c, reach, n->home[h].area, h);
    return STATUS_OK;
}

void reach_close(struct reach *reach) {
    free(reach->distance);
    reach->distance = NULL;
}

double reach_factor(struct compiler *c, const struct reach *reach, struct where where) {
    const struct spec_reach *spec = &reach->spec;
    const struct setting *per = spec->per_km != NULL ? spec->per_km : spec->per_minute;
    if (reach->distance == NULL)
        return 1;
    const struct area *area = &c->network->area[where.area];
    double slope = value_at(c, per, where, a_number, 0), sum = 0;
    double beyond = value_at(c, spec->beyond, where, a_distance(spec), 0);
    double within = value_at(c, spec->within, where, a_distance(spec), HUGE_VAL);
    for (uint32_t h = area->home_first; h < area->home_first + area->home_count; h++) {
        double far = fmax(0, reach->distance[h] - beyond), factor = 0;
        if (isfinite(reach->distance[h]) && reach->distance[h] <= within)
            factor = text_same(spec->decay, "exponential") ? exp(slope * far) : fmax(0, 1 + slope * far);
        sum += c->network->home[h].weight * factor;
    }
    return sum;
}

/* ---- what capacity brings about by itself --------------------------------------------------------------- */

static unsigned check_elasticity(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    double elasticity = 0;
    if (kind.read(leaf, &elasticity, c->problems) && !(elasticity >= 0 && elasticity < 1))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_number_range, leaf, "an elasticity", "a number", 0.0, 0.99, elasticity);
    return 0;
}

void induced_check(struct compiler *c, const struct setting *setting) {
    struct spec_induced induced = {.at = setting};
    size_t errors = c->problems->errors;
    if (setting == NULL || reader_read(setting, GROUP_INDUCED, &induced, c->problems) != STATUS_OK ||
        c->problems->errors > errors)
        return;
    if (names_find(&c->services, induced.service) == NONE)
        say_unknown_service(c, setting, induced.service);
    if (names_find(&c->kinds, induced.pool) == NONE)
        say_dangling(c, key_at(setting, "pool"), "pool", induced.pool, &c->kinds);
    (void)value_walk(c, induced.elasticity, a_number, check_elasticity);
}

/* Units of a pool for each person: of the teams that cover the area and give the service, or where none does, of its sites
 * among everybody. */
static double supply_of(struct compiler *c, const struct spec_induced *induced, const char *area) {
    double teams = 0, sites = 0;
    bool covered = false;
    for (uint32_t p = 0; p < c->providers.count; p++) {
        const struct spec_provider *here = c->now_provider[p];
        const struct spec_pool *pool = spec_find_pool(here, induced->pool);
        if (pool == NULL || !(place_is_open(here, induced->service) > 0))
            continue;
        double units = pool_units(pool);
        if (!here->is_team)
            sites += units;
        else if (team_covers(here, area)) {
            double people = people_covered(c, here, NULL);
            teams += people > 0 ? units / people : 0;
            covered = true;
        }
    }
    double everybody = 0;
    for (uint32_t i = 0; i < c->network->area_count * c->network->cell_count; i++)
        everybody += c->now_population[i];
    return covered ? teams : everybody > 0 ? sites / everybody : 0;
}

enum status induced_open(struct compiler *c, uint32_t pathway, const struct setting *setting, struct induced *out) {
    struct problem_list unheard = {NULL, 0, 0, 0, 0, false};
    uint32_t areas = c->network->area_count;
    *out = (struct induced){.more = NULL};
    if (setting == NULL)
        return STATUS_OK;
    if (c->supply_start == NULL) {
        c->supply_start = memory_new((size_t)areas * c->network->pathway_count, sizeof *c->supply_start);
        for (size_t i = 0; c->supply_start != NULL && i < (size_t)areas * c->network->pathway_count; i++)
            c->supply_start[i] = NAN;
    }
    out->more = memory_new(areas, sizeof *out->more);
    if (c->supply_start == NULL || out->more == NULL)
        return STATUS_NO_MEMORY;
    enum status status = reader_read(setting, GROUP_INDUCED, &out->spec, &unheard);
    problem_list_free(&unheard);
    for (uint32_t a = 0; status == STATUS_OK && a < areas && out->spec.service != NULL && out->spec.pool != NULL; a++) {
        double *start = &c->supply_start[(size_t)pathway * areas + a], now = supply_of(c, &out->spec, c->areas.id[a]);
        if (isnan(*start))
            *start = now;
        out->more[a] = *start > 0 ? now / *start - 1 : 0;
    }
    return status;
}

void induced_close(struct induced *induced) {
    free(induced->more);
    induced->more = NULL;
}

double induced_factor(struct compiler *c, const struct induced *induced, struct where where) {
    if (induced->more == NULL)
        return 1;
    return fmax(0, 1 + value_at(c, induced->spec.elasticity, where, a_number, 0) * induced->more[where.area]);
}

void induced_forget(struct compiler *c) {
    free(c->supply_start);
    c->supply_start = NULL;
}
