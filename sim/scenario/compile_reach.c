/* Reach: demand that falls with the way to the nearest open place. Everything is worked out when a network is built, for
 * each version, so that demand follows openings and closures on their dates. Exponential decay of use with
 * distance; use where nothing is open is nothing. */
#include "scenario/compiler.h"

#include <math.h>

static const struct value_kind a_number = {quantity_number, NONE}, a_distance = {quantity_km, NONE},
                               a_time = {quantity_minutes, NONE};

static const struct spec_reach *reach_of(const struct spec_pathway *here) {
    return here->reach.service != NULL ? &here->reach : NULL;
}

static unsigned check_slope(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    double number;
    (void)kind;
    if (quantity_number(leaf, &number, c->problems) && !(number <= 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_rises, leaf);
    return 0;
}

void reach_look(struct compiler *c, const struct spec_pathway *here) {
    const struct spec_reach *reach = reach_of(here);
    if (reach == NULL)
        return;
    const struct setting *at = setting_get(here->at, "reach");
    if (names_find(&c->services, reach->service) == NONE)
        say_dangling(c, key_at(at, "service"), "service", reach->service, &c->services);
    if (reach->mode != NULL && names_find(&c->modes, reach->mode) == NONE)
        say_dangling(c, key_at(at, "mode"), "mode of travel", reach->mode, &c->modes);
    if ((reach->per_km == NULL) == (reach->per_minute == NULL))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_one, at);
    if (c->modes.count == 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_no_way, at);
    if (here->demand == NULL || arrivals_are_planned(here))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_reach_without_demand, at);
    (void)value_walk(c, reach->per_km, a_number, check_slope);
    (void)value_walk(c, reach->per_minute, a_number, check_slope);
    (void)value_check(c, reach->beyond, reach->per_km != NULL ? a_distance : a_time);
}

/* ---- the factor ---- */

/* Km or minutes from a home to the nearest place that is open; INFINITY where none is. A team comes to whom it covers. */
static double nearest(const struct compiler *c, const char *service, uint32_t home, const float *way) {
    const struct network *n = c->network;
    double least = INFINITY;
    for (uint32_t p = 0; p < n->provider_count; p++) {
        const struct spec_provider *here = c->now_provider[p];
        if (!(places_open(here, service) > 0))
            continue;
        double far = INFINITY;
        if (!here->is_team)
            far = (double)way[(size_t)home * n->travel.site_count + n->provider[p].site];
        else if (id_list_has(&here->covers, n->area[n->home[home].area].id))
            far = 0;
        if (far < least)
            least = far;
    }
    return least;
}

void reach_begin(struct compiler *c, const struct spec_pathway *here, double *distance) {
    const struct network *n = c->network;
    const struct spec_reach *reach = reach_of(here);
    if (reach == NULL)
        return;
    uint32_t named = reach->mode == NULL ? NONE : names_find(&c->modes, reach->mode), mode = named == NONE ? 0 : named;
    const float *way = reach->per_km != NULL ? n->travel.km[mode] : n->travel.minutes[mode];
    for (uint32_t home = 0; home < n->home_count; home++)
        distance[home] = nearest(c, reach->service, home, way);
}

double reach_factor(struct compiler *c, const struct spec_pathway *here, struct where where, const double *distance) {
    const struct network *n = c->network;
    const struct spec_reach *reach = reach_of(here);
    if (reach == NULL)
        return 1;
    bool by_km = reach->per_km != NULL;
    double slope = value_at(c, by_km ? reach->per_km : reach->per_minute, where, a_number, 0);
    double beyond = value_at(c, reach->beyond, where, by_km ? a_distance : a_time, 0), sum = 0, weight = 0;
    const struct area *area = &n->area[where.area];
    for (uint32_t i = 0; i < area->home_count; i++) {
        const struct home *home = &n->home[area->home_first + i];
        double far = distance[area->home_first + i];
        weight += home->weight;
        if (!isinf(far))
            sum += home->weight * exp(slope * fmax(0, far - beyond));
    }
    return weight > 0 ? sum / weight : 0;
}
