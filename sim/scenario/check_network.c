/* What can only be seen once the whole network stands: where people can get to, whether somebody is there
 * for them, and whether the names of draws differ. Looked at for each arm at its start and at its end. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "scenario/traffic.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- where people can get to ---- */

bool branch_has_share(const struct network *n, const double *value, const struct branch *branch) {
    uint32_t rows = rows_of(n, (enum row_by)branch->share.by, NONE);
    for (uint32_t i = 0; i < rows; i++)
        if (value[branch->share.first + i] > 0)
            return true;
    return false;
}

static void go(uint32_t step, bool *reached, uint32_t *todo, uint32_t *count) {
    if (step == NONE || reached[step])
        return;
    reached[step] = true;
    todo[(*count)++] = step;
}

/* Along branches with a share in these values; with none (NULL), along all that any version has. */
static void follow(const struct network *n, const double *value, bool *reached, uint32_t *todo, uint32_t count) {
    while (count > 0) {
        const struct step *step = &n->step[todo[--count]];
        for (uint32_t b = 0; b < step->branch_count; b++)
            if (value == NULL || branch_has_share(n, value, &n->branch[step->branch_first + b]))
                go(n->branch[step->branch_first + b].to, reached, todo, &count);
        go(step->impatient_to, reached, todo, &count);
        go(step->closed_to, reached, todo, &count);
        go(step->full_to, reached, todo, &count);
        go(step->balk_to, reached, todo, &count);
    }
}

/* Steps to which somebody gets with these values. */
static void reach_from_demand(const struct network *n, const double *value, bool *reached, uint32_t *todo) {
    uint32_t count = 0;
    memset(reached, 0, n->step_count * sizeof *reached);
    for (uint32_t i = 0; i < n->stream_count; i++)
        if (value[n->stream[i].rate] > 0)
            go(n->pathway[n->stream[i].pathway].first_step, reached, todo, &count);
    for (uint32_t i = 0; i < n->start_state_count; i++)
        go(n->post[n->start_state[i].post].step, reached, todo, &count);
    follow(n, value, reached, todo, count);
}

/* ---- whether somebody is there ---- */

static void check_assigned(struct compiler *c, const double *value, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    if ((uint32_t)value[step->choose.first] != CHOOSE_ASSIGNED || step->or_else != NONE)
        return;
    for (uint32_t i = 0; i < n->stream_count; i++) {
        const struct stream *stream = &n->stream[i];
        if (stream->pathway != step->pathway || !(value[stream->rate] > 0) || value[step->assigned.first + stream->area] >= 0)
            continue;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_nobody_assigned, c->step[s].spec->at, n->area[stream->area].id,
                    n->service[step->service], step->id);
        return;
    }
}

static bool far_choice(uint32_t choose) {
    return choose == CHOOSE_NEAREST || choose == CHOOSE_LOGIT;
}

/* Distances decide: then the sites lie somewhere and there is a way to travel. */
static void check_distances(struct compiler *c, const double *value, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    bool decide = far_choice((uint32_t)value[step->choose.first]) && !c->no_areas && step->option_count > 1;
    if (decide && step->measured_mode == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_no_way_to_travel, c->step[s].spec->at, step->id);
    for (uint32_t o = 0; decide && o < step->option_count; o++) {
        uint32_t p = n->option[step->option_first + o].provider;
        if (n->provider[p].site != NONE && (isnan(n->provider[p].lat) || isnan(n->provider[p].lon)))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_site_nowhere, c->provider[p]->at, n->provider[p].id, step->id);
    }
    for (uint32_t h = 0; decide && step->measured_mode != NONE && h < n->home_count; h++) {
        if (!isnan(n->home[h].lat) && !isnan(n->home[h].lon))
            continue;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_nowhere, c->spec[0].areas, n->area[n->home[h].area].id, step->id);
        return;
    }
}

static void check_open(struct compiler *c, const double *value, uint32_t s, uint32_t arm) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    bool open = false, weighted = (uint32_t)value[step->choose.first] != CHOOSE_SHARES;
    for (uint32_t o = 0; o < step->option_count; o++) {
        const struct option *option = &n->option[step->option_first + o];
        bool here = value[n->offer[option->offer].open] > 0;
        open = open || here;
        weighted = weighted || (here && option->weight != NONE && value[option->weight] > 0);
    }
    if (!open && step->closed_to == NONE)
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_nobody_open, c->step[s].spec->at, step->id,
                    n->service[step->service], n->arm[arm].id);
    else if (open && !weighted)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_no_share_open, c->step[s].spec->at, step->id, n->arm[arm].id);
}

static void check_values(struct compiler *c, const double *value, uint32_t arm, const bool *reached, bool *ever) {
    for (uint32_t s = 0; s < c->network->step_count; s++) {
        if (!reached[s])
            continue;
        ever[s] = true;
        check_assigned(c, value, s);
        check_distances(c, value, s);
        check_open(c, value, s, arm);
    }
}

/* ---- steps and standards that cannot happen ---- */

static void check_steps(struct compiler *c, const bool *ever) {
    const struct network *n = c->network;
    for (uint32_t s = 0; s < n->step_count; s++) {
        const struct step *step = &n->step[s];
        if (!ever[s])
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_step_unreached, c->step[s].spec->at, step->id);
        if (step->impatient_to != NONE && step->patience.first == NONE)
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_impatient_without_patience, key_at(c->step[s].spec->at, "impatient_to"), step->id);
    }
}

/* A pool kept while waiting must be one that a step before this one holds. */
static void check_kept(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    uint64_t held = 0;
    for (uint32_t b = 0; b < n->branch_count; b++) {
        if (n->branch[b].to != s)
            continue;
        const struct step *before = &n->step[n->branch[b].step];
        held |= before->carries_kinds;
        for (uint32_t k = 0; k < before->need_count; k++)
            held |= (uint64_t)1 << before->need[k].kind;
    }
    for (uint32_t b = 0; b < n->step_count; b++) /* who loses patience, or turns round, keeps what was kept there */
        if (n->step[b].impatient_to == s || n->step[b].balk_to == s)
            held |= n->step[b].keeps_kinds | n->step[b].carries_kinds;
    for (uint32_t kind = 0; kind < n->pool_kind_count; kind++)
        if (((n->step[s].keeps_kinds | n->step[s].carries_kinds) & ~held) >> kind & 1)
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_waits_in_nothing,
                        key_at(c->step[s].spec->at, (n->step[s].keeps_kinds >> kind & 1) != 0 ? "waits_in" : "keeps"),
                        n->step[s].id, (n->step[s].keeps_kinds >> kind & 1) != 0 ? "waits in" : "keeps", n->pool_kind[kind]);
}

static void check_standard(struct compiler *c, uint32_t index, const bool *ever, bool *reached, uint32_t *todo) {
    const struct network *n = c->network;
    const struct standard *standard = &n->standard[index];
    uint32_t count = 0;
    const struct setting *at = c->standard_at[index];
    if (!ever[standard->start_step] || !ever[standard->stop_step]) {
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_standard_unreached, at, standard->id);
        return;
    }
    if (standard->kind == STANDARD_TRAVEL)
        return;
    memset(reached, 0, n->step_count * sizeof *reached);
    const struct step *start = &n->step[standard->start_step];
    for (uint32_t b = 0; b < start->branch_count; b++)
        go(n->branch[start->branch_first + b].to, reached, todo, &count);
    go(start->impatient_to, reached, todo, &count);
    go(start->closed_to, reached, todo, &count);
    go(start->full_to, reached, todo, &count);
    go(start->balk_to, reached, todo, &count);
    follow(n, NULL, reached, todo, count);
    bool later = standard->start_step == standard->stop_step && standard->stop_event > standard->start_event;
    if (!later && !reached[standard->stop_step])
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_standard_backwards, key_at(at, "stops"), standard->id);
}

enum status check_network(struct compiler *c) {
    const struct network *n = c->network;
    bool *reached = memory_new(n->step_count, sizeof *reached), *ever = memory_new(n->step_count, sizeof *ever);
    uint32_t *todo = memory_new(n->step_count, sizeof *todo);
    double *value = memory_new(n->value_count, sizeof *value);
    enum status status = STATUS_NO_MEMORY;
    if (reached == NULL || ever == NULL || todo == NULL || value == NULL)
        goto out;
    for (uint32_t arm = 0; arm < n->arm_count; arm++) {
        for (int end = 0; end < 2; end++) {
            traffic_values(n, arm, end ? INFINITY : 0, value);
            reach_from_demand(n, value, reached, todo);
            check_values(c, value, arm, reached, ever);
            status = check_finite(c, value, reached);
            if (status != STATUS_OK)
                goto out;
        }
    }
    check_starters(c, n->value);
    check_idle(c, n->value, value);
    check_steps(c, ever);
    for (uint32_t s = 0; s < n->step_count; s++)
        check_kept(c, s);
    for (uint32_t i = 0; i < n->standard_count; i++)
        check_standard(c, i, ever, reached, todo);
    status = check_keys(c);
    if (status == STATUS_OK)
        status = check_start_room(c);
out:
    free(reached);
    free(ever);
    free(todo);
    free(value);
    return status;
}
