#include "care/elsewhere.h"

#include "care/choice.h"

static struct elsewhere_tally *tally_of(struct world *world, uint32_t period, uint32_t post) {
    return &world->outcome.elsewhere[(size_t)period * world->network->post_count + post];
}

void elsewhere_shut(struct world *world, uint32_t slot, uint32_t step) {
    uint32_t option = choice_shut(world, slot, step);
    uint8_t period = world_period_at(world, world->now);
    if (option == NONE || period == NO_PERIOD) return;
    struct elsewhere_tally *tally = tally_of(world, period, world->network->option[option].post);
    tally->found_closed++;
    tally->went_elsewhere += world->network->step[step].closed_to != NONE;
}

void elsewhere_turned(struct world *world, const struct patient *patient, const struct step *step) {
    post_tally_of(world, patient->period, patient->post)->turned_away++;
    tally_of(world, patient->period, patient->post)->went_elsewhere += step->full_to != NONE;
}
