/* luck: what a person's own draws decide at a step: what follows, how long it takes, at what hour it ends, whether a
 * line is too long. Nothing here changes the world; the same person has the same luck whatever others do. */
#ifndef ICSIM_CARE_LUCK_H
#define ICSIM_CARE_LUCK_H

#include "care/value.h"

/* How often the patient has been at a step before: 0 where nobody comes twice. */
static inline uint32_t luck_visit(const struct world *world, uint32_t slot, const struct step *step) {
    if (step->visit_slot == NONE) return 0;
    return world->visit[(size_t)slot * world->network->visit_slot_count + step->visit_slot];
}

/* The branch that wins the race of what may follow, by its place among the step's. */
uint32_t luck_branch(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* Minutes of the step's work. */
double luck_work(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* Minutes that the patient will wait before leaving, beside those that they have waited since they came; the step has
 * patience. */
double luck_patience(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* The minute of leaving: the day of `end` stays, the hour becomes one in which people leave, unless that lies before
 * now. The step has such hours. */
double luck_end_by_hours(const struct world *world, uint32_t slot, const struct step *step, double end);

/* Minutes before what follows the step, whose branch is the patient's. */
double luck_gap(const struct world *world, uint32_t slot, const struct step *step, const struct branch *branch);

/* Minutes until a cancelled patient comes again, at least one; each time their own. */
double luck_rebooking(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* True where so many are at the post already that the patient turns round. */
bool luck_turns_round(const struct world *world, uint32_t slot, const struct step *step, const struct whom *whom);

/* Minutes left of a stay under way as the run begins: of one that has gone on for `elapsed` minutes or, where nothing
 * is known of that, for as long as at a moment picked at random. `word` is uniform. */
double luck_remaining(const struct world *world, const struct start_state *start, double elapsed, uint64_t word,
                      const struct whom *whom);

#endif
