/* Threads take the next replication; each outcome has its place before any of them starts. */
#include "experiment/experiment.h"

#include "base/memory.h"
#include "experiment/trial.h"

#include <pthread.h>
#include <stdlib.h>

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

static enum status make_room(const struct network *network, uint32_t replications, struct experiment_result *result) {
    size_t rows = (size_t)network->standard_count * margin_count(network);
    *result = (struct experiment_result){.network = network, .replications = replications};
    result->arm = memory_new(network->arm_count, sizeof result->arm[0]);
    if (result->arm == NULL) return STATUS_NO_MEMORY;
    result->arm_count = network->arm_count;
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        result->arm[arm].outcome = memory_new(replications, sizeof(struct outcome));
        if (arm > 0) result->arm[arm].gain = memory_new(replications * rows, sizeof(struct gain_tally));
        if (result->arm[arm].outcome == NULL || (arm > 0 && result->arm[arm].gain == NULL)) return STATUS_NO_MEMORY;
    }
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
    struct crew crew = {.plan = plan, .result = result, .status = STATUS_OK};
    enum status status = make_room(network, plan->replications, result);
    struct arrival_tables *tables = arrival_tables_new(network);
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
