/* A search along "waits for a pool that is held by", patient by patient. It runs only in networks where pools
 * can be held in a circle, and then only when somebody starts to wait while holding one. */
#include "care/rings.h"

#include "care/capacity.h"

/* Kinds that whoever stands in the line of one kind may have to wait for: all that the head may need. */
static void kinds_by_line(const struct network *network, uint64_t line[MAX_POOL_KINDS]) {
    for (uint32_t s = 0; s < network->step_count; s++) {
        const struct step *step = &network->step[s];
        for (uint32_t n = 0; n < step->need_count; n++)
            line[step->need[0].kind] |= (uint64_t)1 << step->need[n].kind;
    }
}

bool rings_possible(const struct network *network) {
    uint64_t reaches[MAX_POOL_KINDS] = {0}, line[MAX_POOL_KINDS] = {0}; /* by kind held: kinds waited for */
    kinds_by_line(network, line);
    for (uint32_t s = 0; s < network->step_count; s++) {
        const struct step *step = &network->step[s];
        for (uint32_t kind = 0; step->need_count > 0 && kind < MAX_POOL_KINDS; kind++)
            if (((step->keeps_kinds | step->carries_kinds) >> kind & 1) != 0) reaches[kind] |= line[step->need[0].kind];
    }
    for (uint32_t via = 0; via < MAX_POOL_KINDS; via++)
        for (uint32_t kind = 0; kind < MAX_POOL_KINDS; kind++)
            if ((reaches[kind] >> via & 1) != 0) reaches[kind] |= reaches[via];
    for (uint32_t kind = 0; kind < MAX_POOL_KINDS; kind++)
        if ((reaches[kind] >> kind & 1) != 0) return true;
    return false;
}

/* The one pool that a waiting patient lacks, or NONE where it lacks none or more than one. */
static uint32_t lacking(const struct world *world, const struct patient *patient) {
    const struct network *network = world->network;
    const struct post *post = &network->post[patient->post];
    const struct step *step = &network->step[post->step];
    struct whom whom = whom_of(network, person_stream(patient->person));
    uint32_t found = NONE;
    for (uint32_t i = 0; i < step->need_count; i++) {
        int32_t units = units_needed(world, &step->need[i], &whom);
        if (units <= 0 || capacity_pool_has_room(world, post->pool[i], units)) continue;
        if (found != NONE || units > 1) return NONE;
        found = post->pool[i];
    }
    return found;
}

static bool holds(const struct network *network, const struct patient *patient, uint32_t pool) {
    for (unsigned i = 0; i < patient->held_count; i++)
        if (patient_holding(network, patient, i).pool == pool) return true;
    return false;
}

/* The same of what the patient gives up as the next step starts. */
static bool would_give(const struct world *world, const struct patient *patient, uint32_t pool) {
    uint64_t carried = patient_step(world, patient)->carries_kinds;
    for (unsigned i = 0; i < patient->held_count; i++) {
        struct holding holding = patient_holding(world->network, patient, i);
        if (holding.pool == pool && (carried >> holding.kind & 1) == 0) return true;
    }
    return false;
}

static bool in_ring(const uint32_t *ring, unsigned count, uint32_t slot) {
    for (unsigned i = 0; i < count; i++)
        if (ring[i] == slot) return true;
    return false;
}

/* Pools that were followed already: whether one leads back does not depend on the way to it, and without this a crowd
 * that holds one pool and waits for another would be gone through in every order. */
struct followed {
    uint32_t pool[256];
    unsigned count;
};

static bool follow_first(struct followed *followed, uint32_t pool) {
    for (unsigned i = 0; i < followed->count; i++)
        if (followed->pool[i] == pool) return false;
    if (followed->count == sizeof followed->pool / sizeof followed->pool[0]) return false;
    followed->pool[followed->count++] = pool;
    return true;
}

/* Goes on from the last of ring[0..count): true where it comes back to ring[0]. */
static bool follow(const struct world *world, uint32_t ring[RING_LONGEST], unsigned *count, struct followed *followed) {
    uint32_t wanted = lacking(world, &world->patient[ring[*count - 1]]);
    if (wanted == NONE) return false;
    if (would_give(world, &world->patient[ring[0]], wanted)) return true;
    if (*count == RING_LONGEST || world->pool[wanted].blocked == 0 || !follow_first(followed, wanted)) return false;
    for (size_t slot = 0; slot < world->patient_count; slot++) {
        const struct patient *patient = &world->patient[slot];
        if (patient->state != PATIENT_WAITING || !would_give(world, patient, wanted)) continue;
        if (in_ring(ring, *count, (uint32_t)slot)) continue;
        ring[(*count)++] = (uint32_t)slot;
        if (follow(world, ring, count, followed)) return true;
        (*count)--;
    }
    return false;
}

unsigned rings_find(const struct world *world, uint32_t slot, uint32_t ring[RING_LONGEST]) {
    if (world->patient[slot].held_count == 0) return 0;
    unsigned count = 1;
    struct followed followed;
    followed.count = 0;
    ring[0] = slot;
    return follow(world, ring, &count, &followed) ? count : 0;
}

/* True where the patient waits for a pool, and `holder`, where there is one, holds it. */
static bool waits_for_what(const struct world *world, const struct patient *patient, const struct patient *holder) {
    const struct network *network = world->network;
    const struct post *post = &network->post[patient->post];
    const struct step *step = &network->step[post->step];
    struct whom whom = whom_of(network, person_stream(patient->person));
    for (uint32_t i = 0; i < step->need_count; i++) {
        int32_t units = units_needed(world, &step->need[i], &whom);
        const struct pool_state *pool = &world->pool[post->pool[i]];
        if (units <= 0 || capacity_pool_has_room(world, post->pool[i], units)) continue;
        if (holder == NULL ? pool->blocked > 0 : holds(network, holder, post->pool[i])) return true;
    }
    return false;
}

bool rings_head_waits_for_kept(const struct world *world, uint32_t head) {
    return waits_for_what(world, &world->patient[head], NULL);
}

bool rings_may_pass(const struct world *world, uint32_t slot, uint32_t head) {
    const struct patient *patient = &world->patient[slot];
    return patient->held_count > 0 && waits_for_what(world, &world->patient[head], patient);
}
