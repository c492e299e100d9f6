/* A patch is one number; what its slot is used for says what else must happen. */
#include "care/patches.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/follow.h"
#include "care/journey.h"
#include "care/money.h"

#include <math.h>

/* Closing modes in an offer's value: see struct offer. */
#define CLOSED_WAITING_MOVE (-1)
#define CLOSED_INSIDE_MOVE (-2)

static void apply(struct world *world, const struct patch *patch) {
    const struct network *network = world->network;
    uint32_t index = network->slot_index[patch->slot];
    switch ((enum slot_use)network->slot_use[patch->slot]) {
    case SLOT_PLAIN:
        world->value[patch->slot] = patch->number;
        return;
    case SLOT_POOL:
        world->value[patch->slot] = patch->number;
        capacity_set(world, index);
        return;
    case SLOT_OFFER:
        world->value[patch->slot] = patch->number;
        if (patch->number <= CLOSED_WAITING_MOVE)
            journey_move_on(world, index, patch->number <= CLOSED_INSIDE_MOVE);
        return;
    case SLOT_MONEY:
        follow_settle(world, index);
        money_before_rate(world, index);
        world->value[patch->slot] = patch->number;
        return;
    case SLOT_TERMS:
        follow_settle(world, index);
        money_before_terms(world, index);
        world->value[patch->slot] = patch->number;
        return;
    }
}

void patches_apply(struct world *world) {
    const struct arm *arm = &world->network->arm[world->arm];
    size_t first = world->patch_next;
    while (world->patch_next < arm->patch_count && arm->patch[world->patch_next].minute <= world->now)
        world->patch_next++;
    /* Plain numbers first, so that whoever must choose again chooses in the changed world. */
    for (int closing = 0; closing < 2; closing++)
        for (size_t i = first; i < world->patch_next; i++)
            if ((world->network->slot_use[arm->patch[i].slot] == SLOT_OFFER) == (closing == 1))
                apply(world, &arm->patch[i]);
    /* A step may need less than before: then those who wait for it need not wait for anybody to leave. */
    for (uint32_t pool = 0; first < world->patch_next && pool < world->network->pool_count; pool++)
        capacity_freed(world, pool);
    journey_drain(world);
}

double patches_value_at(const struct world *world, uint32_t slot, double minute) {
    const struct arm *arm = &world->network->arm[world->arm];
    double number = world->network->value[slot];
    for (size_t i = 0; i < arm->patch_count && arm->patch[i].minute <= minute; i++)
        if (arm->patch[i].slot == slot) number = arm->patch[i].number;
    return number;
}

double patches_first_difference(const struct network *network, uint32_t arm) {
    const struct arm *a = &network->arm[0], *b = &network->arm[arm];
    size_t i = 0;
    while (i < a->patch_count && i < b->patch_count && a->patch[i].minute == b->patch[i].minute &&
           a->patch[i].slot == b->patch[i].slot && a->patch[i].number == b->patch[i].number)
        i++;
    double in_a = i < a->patch_count ? a->patch[i].minute : INFINITY;
    double in_b = i < b->patch_count ? b->patch[i].minute : INFINITY;
    return in_a < in_b ? in_a : in_b;
}

void patches_become(struct world *world, uint32_t arm) {
    CHECK(patches_first_difference(world->network, arm) >= world->now);
    world->arm = arm;
}
