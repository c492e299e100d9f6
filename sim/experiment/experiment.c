/* Threads take the next replication; each outcome has its place before any of them starts. */
#include "experiment/experiment.h"

#include "base/check.h"
#include "base/memory.h"
#include "experiment/trial.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct crew {
    const struct experiment_plan *plan;
    struct experiment_result *result;
    const struct arrival_tables *tables;
    atomic_uint next;
    atomic_bool failed;
    pthread_mutex_t lock; /* of `status` and `done` */
    enum status status;
    uint32_t done;
};

static enum status run_one(struct crew *crew, uint32_t replication) {
    struct experiment_result *result = crew->result;
    const struct network *network = result->network;
    size_t rows = (size_t)network->standard_count * margin_count(network);
    struct outcome **outcome = memory_new(result->arm_count, sizeof *outcome);
    struct gain_tally **gain = memory_new(result->arm_count, sizeof *gain);
    enum status status = STATUS_NO_MEMORY;
    if (outcome == NULL || gain == NULL) goto out;
    for (uint32_t arm = 0; arm < result->arm_count; arm++) {
        outcome[arm] = &result->arm[arm].outcome[replication];
        gain[arm] = arm == 0 ? NULL : &result->arm[arm].gain[replication * rows];
    }
    struct trial trial = {.network = network,
                          .tables = crew->tables,
                          .seed = crew->plan->seed,
                          .replication = crew->plan->first_replication + replication,
                          .from_start = crew->plan->from_start,
                          .stop = crew->plan->stop,
                          .outcome = outcome,
                          .gain = gain};
    status = trial_run(&trial);
out:
    free(outcome);
    free(gain);
    return status;
}

static void *work(void *context) {
    struct crew *crew = context;
    for (;;) {
        uint32_t replication = atomic_fetch_add(&crew->next, 1);
        if (replication >= crew->plan->replications || atomic_load(&crew->failed)) return NULL;
        enum status status = run_one(crew, replication);
        pthread_mutex_lock(&crew->lock);
        if (status == STATUS_OK) {
            crew->done++;
            if (crew->plan->progress != NULL)
                crew->plan->progress(crew->plan->context, crew->done, crew->plan->replications);
        } else {
            crew->status = status;
            atomic_store(&crew->failed, true);
        }
        pthread_mutex_unlock(&crew->lock);
        if (status != STATUS_OK) return NULL;
    }
}

/* A longer array with the first `kept` items of the old one, which is given back; NULL, and the old one as it was,
 * without memory. */
static void *longer(void *old, size_t kept, size_t count, size_t size) {
    void *array = memory_new(count, size);
    if (array == NULL) return NULL;
    if (kept > 0) memcpy(array, old, kept * size);
    free(old);
    return array;
}

/* Room for so many replications; those that are there stay. */
static enum status make_room(struct experiment_result *result, uint32_t replications) {
    size_t rows = (size_t)result->network->standard_count * margin_count(result->network);
    size_t kept = result->replications;
    for (uint32_t arm = 0; arm < result->arm_count; arm++) {
        struct arm_result *at = &result->arm[arm];
        struct outcome *outcome = longer(at->outcome, kept, replications, sizeof *outcome);
        if (outcome == NULL) return STATUS_NO_MEMORY;
        at->outcome = outcome;
        if (arm == 0) continue;
        struct gain_tally *gain = longer(at->gain, kept * rows, replications * rows, sizeof *gain);
        if (gain == NULL) return STATUS_NO_MEMORY;
        at->gain = gain;
    }
    result->replications = replications;
    return STATUS_OK;
}

/* Runs the crew on `threads` threads, this one among them; fewer do where the machine gives fewer. */
static void run_crew(struct crew *crew, uint32_t threads) {
    pthread_t *thread = memory_new(threads, sizeof *thread);
    uint32_t started = 0;
    while (thread != NULL && started + 1 < threads && pthread_create(&thread[started], NULL, work, crew) == 0)
        started++;
    work(crew);
    for (uint32_t i = 0; i < started; i++) pthread_join(thread[i], NULL);
    free(thread);
}

enum status experiment_run(const struct network *network, const struct experiment_plan *plan,
                           struct experiment_result *result) {
    *result = (struct experiment_result){.network = network};
    result->arm = memory_new(network->arm_count, sizeof result->arm[0]);
    if (result->arm == NULL) return STATUS_NO_MEMORY;
    result->arm_count = network->arm_count;
    return experiment_extend(plan, result);
}

enum status experiment_extend(const struct experiment_plan *plan, struct experiment_result *result) {
    CHECK(plan->replications >= result->replications);
    struct crew crew = {.plan = plan, .result = result, .status = STATUS_OK, .done = result->replications};
    atomic_init(&crew.next, result->replications);
    enum status status = make_room(result, plan->replications);
    struct arrival_tables *tables = arrival_tables_new(result->network);
    if (status == STATUS_OK && tables == NULL) status = STATUS_NO_MEMORY;
    if (status == STATUS_OK && pthread_mutex_init(&crew.lock, NULL) != 0) status = STATUS_NO_MEMORY;
    if (status == STATUS_OK) {
        crew.tables = tables;
        run_crew(&crew, plan->threads);
        pthread_mutex_destroy(&crew.lock);
        status = crew.status;
    }
    arrival_tables_free(tables);
    if (status != STATUS_OK) experiment_result_free(result);
    return status;
}

void experiment_result_free(struct experiment_result *result) {
    for (uint32_t arm = 0; arm < result->arm_count; arm++) {
        for (uint32_t i = 0; i < result->replications && result->arm[arm].outcome != NULL; i++)
            outcome_free(&result->arm[arm].outcome[i]);
        free(result->arm[arm].outcome);
        free(result->arm[arm].gain);
    }
    free(result->arm);
    *result = (struct experiment_result){0};
}
