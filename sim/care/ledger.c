/* Each check counts the same thing in two ways that share no code. */
#include "care/ledger.h"

#include <math.h>

#define LITTLE_TOLERANCE 1e-9

static bool is_somebody(const struct patient *patient) {
    return patient->state != PATIENT_FREE && patient->state != PATIENT_GONE;
}

/* Largest difference, over pathways and areas, between who came and who is accounted for. */
static double people_residual(struct world *world) {
    const struct network *network = world->network;
    struct outcome *outcome = &world->outcome;
    for (size_t slot = 0; slot < world->patient_count; slot++) {
        if (!is_somebody(&world->patient[slot])) continue;
        const struct stream *stream = &network->stream[person_stream(world->patient[slot].person)];
        outcome->here[(size_t)stream->pathway * network->area_count + stream->area]++;
    }
    double worst = 0;
    for (size_t i = 0; i < (size_t)network->pathway_count * network->area_count; i++) {
        double gap = (double)outcome->arrived[i] - (double)outcome->done[i] - (double)outcome->left[i] -
                     (double)outcome->here[i];
        if (fabs(gap) > fabs(worst)) worst = gap;
    }
    return worst;
}

/* Little's law for the window: integral of the number present against the sum of everybody's stay in it. */
static double little_residual(struct world *world) {
    const struct network *network = world->network;
    double stays = world->stay_minutes;
    for (size_t slot = 0; slot < world->patient_count; slot++) {
        const struct patient *patient = &world->patient[slot];
        if (!is_somebody(patient) || patient->arrived >= network->window_to) continue;
        stays += network->window_to - (patient->arrived > network->window_from ? patient->arrived
                                                                              : network->window_from);
    }
    double integral = world->window_people_minutes;
    return integral == 0 && stays == 0 ? 0 : (integral - stays) / (integral > stays ? integral : stays);
}

static double pool_residual(const struct world *world) {
    int64_t held = 0, in_use = 0;
    for (size_t slot = 0; slot < world->patient_count; slot++)
        for (unsigned i = 0; world->patient[slot].state != PATIENT_FREE && i < world->patient[slot].held_count; i++)
            held += patient_holding(world->network, &world->patient[slot], i).units;
    for (uint32_t pool = 0; pool < world->network->pool_count; pool++) in_use += world->pool[pool].in_use;
    return (double)(held - in_use);
}

/* Payments move money between organisations, so over all of them they come to nothing; and the parts of those who share a cost
 * or a payment come to what was charged before it was divided. */
static double money_residual(const struct world *world) {
    const struct network *network = world->network;
    int64_t sum = 0, parts = 0;
    for (uint32_t period = 0; period < network->period_count; period++)
        for (uint32_t t = 0; t < network->money_target_count; t++) {
            const struct money_target *target = &network->money_target[t];
            int64_t amount = world->outcome.money[(size_t)period * network->money_target_count + t];
            parts += amount;
            if (!network->money_rule[target->rule].is_payment) continue;
            sum += (target->to != NONE ? amount : 0) - (target->from != NONE ? amount : 0);
        }
    return sum != 0 ? (double)sum : (double)(parts - world->outcome.charged);
}

void ledger_close(struct world *world) {
    struct ledger_line *line = world->outcome.ledger;
    double people = people_residual(world), little = little_residual(world);
    double pools = pool_residual(world), money = money_residual(world);
    line[LEDGER_PEOPLE] = (struct ledger_line){people, people == 0};
    line[LEDGER_LITTLE] = (struct ledger_line){little, fabs(little) <= LITTLE_TOLERANCE};
    line[LEDGER_MONEY] = (struct ledger_line){money, money == 0};
    line[LEDGER_POOLS] = (struct ledger_line){pools, pools == 0};
    line[LEDGER_RINGS] = (struct ledger_line){(double)world->outcome.rings, true};
}
