/* value: reading numbers of the scenario in a run: one load for the index, one for the number. */
#ifndef ICSIM_CARE_VALUE_H
#define ICSIM_CARE_VALUE_H

#include "care/world.h"

/* Everything by which a value may differ, for one patient at one step. */
struct whom {
    uint32_t index[ROW_BY_COUNT];
};

static inline struct whom whom_of(const struct network *network, uint32_t stream) {
    const struct stream *from = &network->stream[stream];
    return (struct whom){{[BY_CELL] = from->cell,
                          [BY_AREA] = from->area,
                          [BY_STRATUM] = from->area * network->cell_count + from->cell}};
}

static inline void whom_set_branch(struct whom *whom, const struct step *step, uint32_t branch) {
    whom->index[BY_BRANCH] = branch;
    whom->index[BY_CELL_AND_BRANCH] = whom->index[BY_CELL] * step->branch_count + branch;
}

static inline double value_of(const struct world *world, struct row row, const struct whom *whom) {
    return world->value[row.first + whom->index[row.by]];
}

/* The class in which a person waits for a step, 0 first. */
static inline unsigned priority_of(const struct world *world, const struct step *step, const struct whom *whom) {
    return step->priority.first == NONE ? 0 : (unsigned)value_of(world, step->priority, whom) - 1;
}

/* Minutes of a duration at a uniform word. */
static inline double duration_of(const struct world *world, struct duration duration, const struct whom *whom,
                                 uint64_t word) {
    const double *entry = &world->value[duration.first + 3 * whom->index[duration.by]];
    if (entry[0] < 0) return entry[1];
    return entry[1] + entry[2] * quantile_at(&world->network->quantile[(uint32_t)entry[0]], word);
}

/* Its mean. */
static inline double duration_mean(const struct world *world, struct duration duration, const struct whom *whom) {
    const double *entry = &world->value[duration.first + 3 * whom->index[duration.by]];
    if (entry[0] < 0) return entry[1];
    return entry[1] + entry[2] * world->network->quantile[(uint32_t)entry[0]].mean;
}

/* The draws of a patient. */
static inline struct draw_pair draw_for(const struct world *world, uint64_t person, uint32_t visit, uint64_t draw) {
    struct draw_key key = draw_key_make(world->seed, world->replication,
                                        world->network->stream[person_stream(person)].key);
    return draw_pair_at(key, person_counter(person, visit), draw);
}

#endif
