#include "care/luck.h"

#include <math.h>

/* Minutes. Who comes back at once to a full place would be cancelled and come back without end. */
#define SOONEST_REBOOKING 1.0

static struct draw_pair draw_at(const struct world *world, uint32_t slot, const struct step *step,
                                enum draw_purpose purpose) {
    return draw_for(world, world->patient[slot].person, luck_visit(world, slot, step), draw_of(step->key, purpose));
}

uint32_t luck_branch(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    const struct network *network = world->network;
    if (step->branch_count <= 1) return 0;
    uint64_t person = world->patient[slot].person;
    uint32_t visit = luck_visit(world, slot, step), best = 0;
    double best_time = INFINITY;
    for (uint32_t i = 0; i < step->branch_count; i++) {
        const struct branch *branch = &network->branch[step->branch_first + i];
        double share = value_of(world, branch->share, whom);
        struct draw_pair pair = draw_for(world, person, visit, draw_of(branch->key, DRAW_NEXT));
        double time = quantile_at(&network->quantile[network->exponential], pair.word[0]) / share; /* 0: never */
        best = time < best_time ? i : best; /* without a branch: which one wins cannot be foreseen */
        best_time = time < best_time ? time : best_time;
    }
    return best;
}

/* What is left of a duration of which `elapsed` minutes have gone by; 0 where it cannot be as long. */
static double left_of(const struct world *world, struct duration duration, const struct whom *whom, double elapsed,
                      uint64_t word) {
    const double *entry = &world->value[duration.first + 3 * whom->index[duration.by]];
    double left = entry[1] - elapsed;
    if (entry[0] >= 0 && entry[2] > 0) {
        const struct quantile_table *table = &world->network->quantile[(uint32_t)entry[0]];
        left += entry[2] * quantile_above(table, (elapsed - entry[1]) / entry[2], word);
    }
    return left > 0 ? left : 0;
}

double luck_work(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    if (step->lasts.first == NONE) return 0;
    return duration_of(world, step->lasts, whom, draw_at(world, slot, step, DRAW_WORK).word[0]);
}

double luck_patience(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    uint64_t word = draw_at(world, slot, step, DRAW_WORK).word[1];
    double waited = world->now - world->patient[slot].since;
    return waited > 0 ? left_of(world, step->patience, whom, waited, word) : duration_of(world, step->patience, whom, word);
}

double luck_end_by_hours(const struct world *world, uint32_t slot, const struct step *step, double end) {
    struct draw_pair pair = draw_at(world, slot, step, DRAW_HOUR);
    const struct leaving_hours *hours = &world->network->leaving[step->ends_by];
    double uniform = draw_uniform(pair.word[0]);
    int hour = 0;
    while (hour < 23 && uniform >= (double)hours->upto[hour]) hour++;
    double day = (double)(int64_t)(end / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    double minute = day + hour * MINUTES_PER_HOUR + draw_uniform(pair.word[1]) * MINUTES_PER_HOUR;
    return minute > world->now ? minute : end;
}

double luck_gap(const struct world *world, uint32_t slot, const struct step *step, const struct branch *branch) {
    if (branch->after.first == NONE) return 0;
    const struct patient *patient = &world->patient[slot];
    struct whom whom = whom_of(world->network, person_stream(patient->person));
    whom_set_branch(&whom, step, patient->branch);
    return duration_of(world, branch->after, &whom, draw_at(world, slot, step, DRAW_GAP).word[0]);
}

double luck_rebooking(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    const struct patient *patient = &world->patient[slot];
    uint32_t time = luck_visit(world, slot, step) | (uint32_t)patient->sent_on << 16;
    uint64_t word = draw_for(world, patient->person, time, draw_of(step->key, DRAW_REBOOK)).word[0];
    return fmax(SOONEST_REBOOKING, duration_of(world, step->rebook, whom, word));
}

bool luck_turns_round(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    const struct pool_state *line = &world->pool[world->network->post[world->patient[slot].post].pool[0]];
    double there = line->waiting, share = 0;
    if (!step->balk_counts_line) there += line->in_use + line->spilled - line->turning;
    for (uint32_t i = 0; i < step->balk_count; i++) {
        const struct balk *balk = &world->network->balk[step->balk_first + i];
        if (there >= balk->from) share = value_of(world, balk->share, whom);
    }
    return share > 0 && draw_uniform(draw_at(world, slot, step, DRAW_BALK).word[0]) < share;
}

double luck_remaining(const struct world *world, const struct start_state *start, double elapsed, uint64_t word,
                      const struct whom *whom) {
    const struct network *network = world->network;
    if (start->elapsed.first == NONE)
        return start->remaining.first == NONE ? 0 : duration_of(world, start->remaining, whom, word);
    struct duration lasts = network->step[network->post[start->post].step].lasts;
    return lasts.first == NONE ? 0 : left_of(world, lasts, whom, elapsed, word);
}
