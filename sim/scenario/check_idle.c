/* What is written and has no effect, or hardly the one that was meant: said as warnings, for the scenario runs. */
#include "scenario/compiler.h"

#include <math.h>

/* ---- known arrivals ---- */

static double rate_of_area(const struct network *n, const double *value, uint32_t pathway, uint32_t area) {
    double rate = 0;
    for (uint32_t s = 0; s < n->stream_count; s++)
        if (n->stream[s].pathway == pathway && n->stream[s].area == area)
            rate += value[n->stream[s].rate];
    return rate;
}

/* Of rows that name an area nobody comes where it has no demand, neither at first nor in the end. */
static void check_traced(struct compiler *c, const double *start, const double *end, uint32_t pathway) {
    const struct network *n = c->network;
    const struct arrivals *arrivals = &n->pathway[pathway].arrivals;
    const struct spec_pathway *spec = spec_find_pathway(&c->spec[0], n->pathway[pathway].id);
    for (uint32_t area = 0; area < n->area_count; area++) {
        uint32_t people = 0;
        for (uint32_t i = 0; i < arrivals->traced_count; i++)
            people += n->traced[arrivals->traced_first + i].area == area ? n->traced[arrivals->traced_first + i].people : 0;
        if (people == 0 || rate_of_area(n, start, pathway, area) > 0 || rate_of_area(n, end, pathway, area) > 0)
            continue;
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_traced_nobody, spec == NULL ? NULL : key_at(spec->at, "arrivals"),
                    people, n->area[area].id, n->pathway[pathway].id);
    }
}

/* ---- pools ---- */

static const struct post *post_of_step(const struct network *n, uint32_t step, uint32_t from, uint32_t *at) {
    for (*at = from; *at < n->post_count; (*at)++)
        if (n->post[*at].step == step)
            return &n->post[*at];
    return NULL;
}

/* Attention is shared by those who stand in the pool's own line: who needs it beside another that comes first. */
static void check_attention(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    const struct setting *at = c->step[s].spec->at;
    uint32_t p = 0;
    for (const struct post *post = post_of_step(n, s, 0, &p); post != NULL; post = post_of_step(n, s, p + 1, &p)) {
        if (step->ends_by != NONE && step->need_count > 0 && n->pool[post->pool[0]].attention != NONE) {
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_attention_ends_by, key_at(at, "ends_by"), step->id,
                        n->pool_kind[step->need[0].kind]);
            return;
        }
        for (uint32_t k = 1; k < step->need_count; k++)
            if (n->pool[post->pool[k]].attention != NONE && n->pool[post->pool[0]].attention == NONE) {
                problem_say(c->problems, SEVERITY_WARNING, SENTENCE_attention_not_first, key_at(at, "needs"), step->id,
                            n->pool_kind[step->need[k].kind]);
                return;
            }
    }
}

static void check_attention_there(struct compiler *c, const double *start, const double *end) {
    const struct network *n = c->network;
    for (uint32_t p = 0; p < n->pool_count; p++)
        if (n->pool[p].attention != NONE && !(start[n->pool[p].attention] > 0) && !(end[n->pool[p].attention] > 0))
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_attention_none, key_at(c->pool[p]->at, "attention"),
                        n->pool_kind[n->pool[p].kind], n->provider[n->pool[p].provider].id);
}

static double least(const struct network *n, const double *value, struct row row, uint32_t step) {
    double number = INFINITY;
    for (uint32_t i = 0; i < rows_of(n, (enum row_by)row.by, step); i++)
        number = fmin(number, value[row.first + i]);
    return number;
}

static double most(const struct network *n, const double *value, struct row row, uint32_t step) {
    double number = -INFINITY;
    for (uint32_t i = 0; i < rows_of(n, (enum row_by)row.by, step); i++)
        number = fmax(number, value[row.first + i]);
    return number;
}

/* Places that must be left free for others, where there are no more: nobody could start. */
static void check_leaves_free(struct compiler *c, const double *start, const double *end, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    uint32_t p = 0;
    if (step->leaves_free.first == NONE || step->need_count == 0)
        return;
    for (const struct post *post = post_of_step(n, s, 0, &p); post != NULL; post = post_of_step(n, s, p + 1, &p)) {
        const struct pool *pool = &n->pool[post->pool[0]];
        if (pool->unlimited || pool->rota != NONE || pool->overflow_count > 0)
            continue;
        double left = fmin(least(n, start, step->leaves_free, s), least(n, end, step->leaves_free, s));
        double there = fmax(start[pool->capacity], end[pool->capacity]);
        if (!(there > 0) || left < there)
            continue;
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_leaves_free_all, key_at(c->step[s].spec->at, "leaves_free"), step->id,
                    left, n->pool_kind[pool->kind], n->provider[pool->provider].id, there);
        return;
    }
}

/* ---- classes ---- */

static double earliest_class(const struct network *n, const double *value, uint32_t s) {
    return least(n, value, n->step[s].priority, s);
}

static double latest_class(const struct network *n, const double *value, uint32_t s) {
    return most(n, value, n->step[s].priority, s);
}

static bool share_a_pool(const struct network *n, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < n->step[a].need_count; i++)
        for (uint32_t k = 0; k < n->step[b].need_count; k++)
            if (n->step[a].need[i].kind == n->step[b].need[k].kind)
                return true;
    return false;
}

static bool overflows_at_all(const struct network *n) {
    for (uint32_t p = 0; p < n->pool_count; p++)
        if (n->pool[p].overflow_count > 0)
            return true;
    return false;
}

/* People give way only to somebody of an earlier class who needs what they have. */
static void check_preemption(struct compiler *c, const double *start, const double *end, uint32_t s) {
    const struct network *n = c->network;
    if (n->step[s].preemption == PREEMPT_NEVER || overflows_at_all(n))
        return;
    if (n->step[s].preemption == PREEMPT_ON_WAY && !n->step[s].from_base && n->step[s].leg_minutes.first == NONE)
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_preemption_no_way, key_at(c->step[s].spec->at, "preemption"), n->step[s].id);
    double latest = fmax(latest_class(n, start, s), latest_class(n, end, s));
    for (uint32_t other = 0; other < n->step_count; other++)
        if (share_a_pool(n, s, other) && fmin(earliest_class(n, start, other), earliest_class(n, end, other)) < latest)
            return;
    problem_say(c->problems, SEVERITY_WARNING, SENTENCE_preemption_idle, key_at(c->step[s].spec->at, "preemption"), n->step[s].id);
}

static void check_kept_and_needed(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    for (uint32_t k = 0; k < step->need_count; k++)
        if ((step->carries_kinds >> step->need[k].kind & 1) != 0)
            problem_say(c->problems, SEVERITY_WARNING, SENTENCE_kept_and_needed, key_at(c->step[s].spec->at, "keeps"), step->id,
                        n->pool_kind[step->need[k].kind]);
}

void check_idle(struct compiler *c, const double *start, const double *end) {
    const struct network *n = c->network;
    for (uint32_t p = 0; p < n->pathway_count; p++)
        if (n->pathway[p].arrivals.kind == ARRIVE_TRACE)
            check_traced(c, start, end, p);
    check_attention_there(c, start, end);
    for (uint32_t s = 0; s < n->step_count; s++) {
        check_attention(c, s);
        check_leaves_free(c, start, end, s);
        check_preemption(c, start, end, s);
        check_kept_and_needed(c, s);
    }
}
