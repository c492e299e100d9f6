#include "care/handoff.h"

#include "care/follow.h"
#include "care/luck.h"

/* One hand-over under way: from one organisation to another, minutes from and to. */
struct handover {
    uint32_t handoff, from, to;
    double since, until;
};

bool handoff_is_spared(const struct network *network, const double *value, const struct handoff *handoff, uint32_t from,
                       uint32_t to) {
    for (uint32_t i = 0; i < network->partnership_count; i++) {
        const double *member = &value[network->partnership[i].member];
        if (handoff->spared_by[i] && member[from] > 0 && member[to] > 0) return true;
    }
    return false;
}

/* Each period of the window has its part of what is kept meanwhile. */
static void count_kept(struct world *world, const struct patient *patient, const struct handover *over) {
    const struct network *network = world->network;
    double from = network->window_from;
    for (uint32_t period = 0; period < network->period_count; from = network->period_to[period++]) {
        double since = over->since > from ? over->since : from;
        double until = over->until < network->period_to[period] ? over->until : network->period_to[period];
        if (until <= since) continue;
        size_t cell = handover_cell(network, over->handoff, over->from, over->to);
        for (unsigned i = 0; i < patient->held_count; i++) {
            struct holding holding = patient_holding(network, patient, i);
            double minutes = (until - since) * holding.units;
            world->outcome.pool[(size_t)period * network->pool_count + holding.pool].handover += minutes;
            world->outcome.handover[period * handover_cells(network) + cell].kept += minutes;
        }
    }
}

static void count_people(struct world *world, const struct handover *over) {
    const struct network *network = world->network;
    uint8_t period = world_period_at(world, over->until);
    if (period == NO_PERIOD) return;
    struct handover_tally *tally =
        &world->outcome.handover[period * handover_cells(network) + handover_cell(network, over->handoff, over->from, over->to)];
    tally->people++;
    tally->minutes += over->until - over->since;
}

/* Whoever was asked for several is counted once at the step. */
static void count_at_post(struct world *world, uint32_t post, double minutes) {
    uint8_t period = world_period_at(world, world->now + minutes);
    if (minutes <= 0 || period == NO_PERIOD) return;
    struct handed_tally *tally = &world->outcome.handed[(size_t)period * world->network->post_count + post];
    tally->people++;
    tally->minutes += minutes;
}

/* Minutes of one hand-off for this patient; 0 where it is not asked of them. */
static double delay_of(const struct world *world, uint32_t slot, const struct handoff *handoff, uint32_t step) {
    const struct network *network = world->network;
    uint64_t person = world->patient[slot].person;
    struct whom whom = whom_of(network, person_stream(person));
    double share = value_of(world, handoff->share, &whom);
    if (share <= 0) return 0;
    uint32_t visit = luck_visit(world, slot, &network->step[step]);
    struct draw_pair pair = draw_for(world, person, visit, draw_of(handoff->key[step], DRAW_HANDOFF));
    return draw_uniform(pair.word[1]) < share ? duration_of(world, handoff->delay, &whom, pair.word[0]) : 0;
}

double handoff_make(struct world *world, uint32_t slot, uint32_t post) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    if (patient->post == NONE) return 0;
    uint32_t step = network->post[post].step;
    uint32_t from = network->provider[network->post[patient->post].provider].organisation;
    uint32_t to = network->provider[network->post[post].provider].organisation;
    if (from == NONE || to == NONE || from == to) return 0;
    double minutes = 0;
    for (uint32_t i = 0; i < network->handoff_count; i++) {
        const struct handoff *handoff = &network->handoff[i];
        if (!handoff->from[from] || !handoff->to[to] || !handoff->step[step]) continue;
        if (handoff_is_spared(network, world->value, handoff, from, to)) continue;
        double delay = delay_of(world, slot, handoff, step);
        if (delay <= 0) continue;
        struct handover over = {i, from, to, world->now + minutes, world->now + minutes + delay};
        count_kept(world, patient, &over);
        count_people(world, &over);
        FOLLOW(world, slot, handed_over, from, to, delay, i, patient->held_count > 0);
        minutes += delay;
    }
    count_at_post(world, post, minutes);
    return minutes;
}
