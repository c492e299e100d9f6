/* What no run could come to an end with, or hold: circles of steps that take no time or have no way out, more people than a day has
 * room for, and people who are to be there at the start of a pathway that nobody needs. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "care/planned.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More a day from one area and group than a person's number has room for (care/person.h keeps 21 bits), with a margin
 * where they come evenly. */
#define MOST_PER_DAY 1e6
#define MOST_TOGETHER_PER_DAY 2e3 /* who come together share the numbers of a day, 64 to a moment */

static bool takes_no_time(const struct network *n, const double *value, struct duration duration, uint32_t step) {
    if (duration.first == NONE)
        return true;
    uint32_t rows = rows_of(n, (enum row_by)duration.by, step);
    for (uint32_t i = 0; i < rows; i++) {
        const double *entry = &value[duration.first + 3 * i];
        if (entry[1] > 0 || (entry[0] >= 0 && entry[2] > 0))
            return false;
    }
    return true;
}

/* Of the steps that take no time at all. */
struct walk {
    const struct network *network;
    const double *value;
    uint8_t *state; /* 0 not seen, 1 on the way, 2 done */
};

static bool goes_round(struct walk *walk, uint32_t s);

static bool leads_back(struct walk *walk, uint32_t to) {
    if (to == NONE) return false;
    return walk->state[to] == 1 || (walk->state[to] == 0 && goes_round(walk, to));
}

/* True where those who are not let in come back at the same moment: nobody is open, turned away, turned round, or out
 * of patience. */
static bool comes_back_to_door(struct walk *walk, uint32_t s) {
    const struct network *n = walk->network;
    const struct step *step = &n->step[s];
    if (leads_back(walk, step->closed_to)) return true; /* nobody has set out */
    if (step->travel_mode != NONE) return false;
    if (leads_back(walk, step->full_to)) return true;
    if (step->balk_count > 0 && leads_back(walk, step->balk_to)) return true;
    bool impatient = step->patience.first != NONE && takes_no_time(n, walk->value, step->patience, s);
    return impatient && leads_back(walk, step->impatient_to);
}

/* True where the walk comes back to a step it is on: a circle without time. */
static bool goes_round(struct walk *walk, uint32_t s) {
    const struct network *n = walk->network;
    const struct step *step = &n->step[s];
    walk->state[s] = 1;
    bool round = comes_back_to_door(walk, s);
    bool none = step->travel_mode == NONE && step->ends_by == NONE && step->leg_minutes.first == NONE &&
                takes_no_time(n, walk->value, step->lasts, s);
    for (uint32_t b = 0; none && !round && b < step->branch_count; b++) {
        const struct branch *branch = &n->branch[step->branch_first + b];
        if (branch->to == NONE || !branch_has_share(n, walk->value, branch) || !takes_no_time(n, walk->value, branch->after, s))
            continue;
        round = leads_back(walk, branch->to);
    }
    walk->state[s] = 2;
    return round;
}

static void check_circles(struct compiler *c, const double *value, uint8_t *state) {
    const struct network *n = c->network;
    struct walk walk = {n, value, state};
    memset(state, 0, n->step_count);
    for (uint32_t s = 0; s < n->step_count; s++)
        if (state[s] == 0 && goes_round(&walk, s))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_endless_circle, c->step[s].spec->at, n->step[s].id);
}

/* True where those at the step may be done at once, or go on to one from which there is a way out. */
static bool leads_out(const struct network *n, const double *value, uint32_t s, const uint8_t *out) {
    const struct step *step = &n->step[s];
    uint32_t rule = step->when_full == FULL_DIVERT ? step->nowhere : step->when_full;
    if (rule == FULL_TURN_AWAY || (rule == FULL_CANCEL && step->rebook.first == NONE))
        return true;
    if (step->line_limit.first != NONE && step->when_full == FULL_WAIT)
        return true;
    if (step->balk_count > 0 && (step->balk_to == NONE || out[step->balk_to]))
        return true;
    if (step->patience.first != NONE && (step->impatient_to == NONE || out[step->impatient_to]))
        return true;
    for (uint32_t b = 0; b < step->branch_count; b++) {
        const struct branch *branch = &n->branch[step->branch_first + b];
        if (branch_has_share(n, value, branch) && (branch->to == NONE || out[branch->to]))
            return true;
    }
    return false;
}

/* Somebody who comes to a step must some time be done. */
static void check_ways_out(struct compiler *c, const double *value, const bool *reached, uint8_t *out) {
    const struct network *n = c->network;
    bool more = true;
    memset(out, 0, n->step_count);
    while (more) {
        more = false;
        for (uint32_t s = 0; s < n->step_count; s++)
            if (!out[s] && leads_out(n, value, s, out))
                out[s] = more = true;
    }
    for (uint32_t s = 0; s < n->step_count; s++)
        if (reached[s] && !out[s]) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_no_way_out, c->step[s].spec->at, n->step[s].id);
            return;
        }
}

/* The largest multiple of the pathway's mean pace at any hour of the year. */
static double highest_pace(const struct network *n, const struct pathway *pathway) {
    double week = 1, season = 1;
    for (int h = 0; pathway->profile != NONE && h < HOURS_PER_WEEK; h++)
        week = fmax(week, (double)n->week[pathway->profile].hour[h]);
    for (int m = 0; pathway->season != NONE && m < 12; m++)
        season = fmax(season, (double)n->season[pathway->season].month[m]);
    return week * season;
}

/* The most people a day who can be told apart: they are drawn at the pace of the highest hour. */
static double most_people(const struct network *n, const struct pathway *pathway) {
    bool together = pathway->arrivals.batch_count > 0;
    double room = ldexp(1, together ? PERSON_ORDINAL_BITS - BATCH_BITS : PERSON_ORDINAL_BITS);
    if (together)
        room *= fmin(1, pathway->arrivals.batch_mean);
    return fmin(together ? MOST_TOGETHER_PER_DAY : MOST_PER_DAY, room / highest_pace(n, pathway));
}

static void check_rates(struct compiler *c, const double *value) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->stream_count; i++) {
        const struct stream *stream = &n->stream[i];
        double most = most_people(n, &n->pathway[stream->pathway]);
        if (value[stream->rate] <= most)
            continue;
        const struct spec_pathway *pathway = spec_find_pathway(&c->spec[0], n->pathway[stream->pathway].id);
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_people, pathway == NULL ? NULL : pathway->at,
                    n->pathway[stream->pathway].id, value[stream->rate], n->area[stream->area].id, most);
        return;
    }
}

enum status check_finite(struct compiler *c, const double *value, const bool *reached) {
    const struct network *n = c->network;
    uint8_t *state = memory_new(n->step_count, sizeof *state);
    if (state == NULL)
        return STATUS_NO_MEMORY;
    check_circles(c, value, state);
    check_ways_out(c, value, reached, state);
    check_rates(c, value);
    free(state);
    return STATUS_OK;
}

void check_starters(struct compiler *c, const double *value) {
    const struct network *n = c->network;
    for (uint32_t i = 0; i < n->start_state_count; i++) {
        uint32_t pathway = n->step[n->post[n->start_state[i].post].step].pathway;
        double rate = 0;
        for (uint32_t s = 0; s < n->stream_count; s++)
            rate += n->stream[s].pathway == pathway ? value[n->stream[s].rate] : 0;
        if (!(rate > 0))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_start_of_nobody, setting_get(c->spec[0].root, "start"),
                        n->pathway[pathway].id);
    }
}
