/* At most MAX_SNAPSHOTS moments of parting are kept; arms that part later than that run from the start. */
#include "experiment/trial.h"

#include "base/memory.h"
#include "care/measure.h"
#include "care/patches.h"
#include "care/records.h"
#include "care/run.h"
#include "experiment/expected.h"

#include <stdlib.h>

enum { MAX_SNAPSHOTS = 24, FROM_START = -1 };

struct snapshots {
    unsigned count;
    double minute[MAX_SNAPSHOTS];
    struct world world[MAX_SNAPSHOTS];
    int *of_arm; /* index of the snapshot, or FROM_START */
};

static bool stopped(const struct trial *trial) {
    return trial->stop != NULL && atomic_load_explicit(trial->stop, memory_order_relaxed);
}

/* Finds the moments, in order, and which arm parts at which. */
static void plan_snapshots(const struct trial *trial, struct snapshots *snapshots) {
    const struct network *network = trial->network;
    for (uint32_t arm = 1; arm < network->arm_count && !trial->from_start; arm++) {
        double minute = patches_first_difference(network, arm);
        if (minute > network->follow_to) minute = network->follow_to;
        unsigned at = 0;
        while (at < snapshots->count && snapshots->minute[at] < minute) at++;
        bool known = at < snapshots->count && snapshots->minute[at] == minute;
        if (known || minute <= 0 || snapshots->count == MAX_SNAPSHOTS) continue;
        for (unsigned i = snapshots->count++; i > at; i--) snapshots->minute[i] = snapshots->minute[i - 1];
        snapshots->minute[at] = minute;
    }
    for (uint32_t arm = 1; arm < network->arm_count; arm++) {
        double minute = patches_first_difference(network, arm);
        if (minute > network->follow_to) minute = network->follow_to;
        snapshots->of_arm[arm] = FROM_START;
        for (unsigned i = 0; i < snapshots->count; i++)
            if (snapshots->minute[i] == minute) snapshots->of_arm[arm] = (int)i;
    }
}

/* The world's outcome goes to the caller; the rest is given back. */
static enum status hand_over(const struct trial *trial, struct world *world, uint32_t arm) {
    enum status status = world->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK) status = expected_work_out(trial->network, arm, trial->seed, &world->outcome);
    if (status == STATUS_OK) {
        uint32_t *level_first = memory_copy(world->outcome.level_first, trial->network->pool_count + 1,
                                            sizeof level_first[0]);
        if (level_first == NULL) {
            status = STATUS_NO_MEMORY;
        } else { /* world_free reads the levels once more; the outcome keeps its own */
            *trial->outcome[arm] = world->outcome;
            world->outcome = (struct outcome){.level_first = level_first};
        }
    }
    world_free(world);
    return status;
}

static enum status run_baseline(const struct trial *trial, struct snapshots *snapshots, struct record_list *records) {
    struct world world;
    enum status status = world_init(&world, trial->network, trial->seed, trial->replication);
    if (status != STATUS_OK) return status;
    world.keep = trial->network->arm_count > 1 ? records : NULL;
    run_begin(&world);
    for (unsigned i = 0; i < snapshots->count && status == STATUS_OK; i++) {
        run_until(&world, trial->tables, snapshots->minute[i], trial->stop);
        measure_records(&world);
        status = world_copy(&snapshots->world[i], &world);
        snapshots->world[i].keep = NULL;
        world.epoch++;
    }
    if (status == STATUS_OK) run_finish(&world, trial->tables, trial->stop);
    enum status handed = hand_over(trial, &world, 0);
    return status == STATUS_OK ? handed : status;
}

static enum status run_arm(const struct trial *trial, struct snapshots *snapshots, struct record_list *records,
                           uint32_t arm) {
    struct world world;
    int from = snapshots->of_arm[arm];
    enum status status = from == FROM_START
                             ? world_init(&world, trial->network, trial->seed, trial->replication)
                             : world_copy(&world, &snapshots->world[from]);
    if (status != STATUS_OK) return status;
    world.baseline = records;
    world.gain = trial->gain[arm];
    measure_begin_arm(&world, from);
    if (from == FROM_START) {
        world.arm = arm;
        run_begin(&world);
    } else {
        patches_become(&world, arm);
    }
    run_finish(&world, trial->tables, trial->stop);
    measure_end_arm(&world);
    return hand_over(trial, &world, arm);
}

enum status trial_run(const struct trial *trial) {
    struct record_list records = {0};
    struct snapshots *snapshots = memory_new(1, sizeof *snapshots);
    if (snapshots == NULL) return STATUS_NO_MEMORY;
    snapshots->of_arm = memory_new(trial->network->arm_count, sizeof snapshots->of_arm[0]);
    enum status status = snapshots->of_arm == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status != STATUS_OK) goto out;
    plan_snapshots(trial, snapshots);
    status = run_baseline(trial, snapshots, &records);
    if (status == STATUS_OK) records_sort(records.record, records.count, person_who(trial->network));
    for (uint32_t arm = 1; arm < trial->network->arm_count && status == STATUS_OK && !stopped(trial); arm++)
        status = run_arm(trial, snapshots, &records, arm);
    if (status == STATUS_OK && stopped(trial)) status = STATUS_INTERRUPTED;
out:
    for (unsigned i = 0; i < snapshots->count; i++)
        if (snapshots->world[i].network != NULL) world_free(&snapshots->world[i]);
    free(snapshots->of_arm);
    free(snapshots);
    record_list_free(&records);
    return status;
}
