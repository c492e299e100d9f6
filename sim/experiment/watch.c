/* Each arm is one piece of work; threads take the next. */
#include "experiment/watch.h"

#include "base/memory.h"
#include "care/clocks.h"
#include "care/measure.h"
#include "care/run.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

/* What all threads share: what is wanted of each arm, and the next of them. */
struct crew {
    const struct watch *watch;
    const struct arrival_tables *tables;
    struct record_list *records; /* by arm; NULL: not wanted */
    struct follow *follow;       /* by arm; NULL: not wanted */
    enum status *status;         /* by arm */
    uint32_t arms;               /* how many are run, from the baseline on */
    atomic_uint next;
};

static bool stopped(const struct watch *watch) {
    return watch->stop != NULL && atomic_load_explicit(watch->stop, memory_order_relaxed);
}

/* Day by day, until the end or until nobody followed is left. */
static void run_days(struct world *world, const struct crew *crew) {
    double end = world->network->follow_to;
    while (world->now < end && !world->out_of_memory && !stopped(crew->watch)) {
        if (world->follow != NULL && follow_is_over(world->follow, world->now)) return;
        double day_end = (floor(world->now / MINUTES_PER_DAY) + 1) * MINUTES_PER_DAY;
        run_until(world, crew->tables, day_end < end ? day_end : end, crew->watch->stop);
    }
    clocks_end(world);
    if (world->follow != NULL) follow_end(world);
    measure_records(world);
}

static enum status run_arm(const struct crew *crew, uint32_t arm) {
    struct world world;
    const struct watch *watch = crew->watch;
    enum status status = world_init(&world, watch->network, watch->seed, watch->replication);
    if (status != STATUS_OK) return status;
    world.arm = arm;
    world.keep = crew->records == NULL ? NULL : &crew->records[arm];
    world.follow = crew->follow == NULL ? NULL : &crew->follow[arm];
    run_begin(&world);
    run_days(&world, crew);
    bool no_memory = world.out_of_memory || (world.follow != NULL && world.follow->out_of_memory);
    world_free(&world);
    if (crew->records != NULL)
        records_sort(crew->records[arm].record, crew->records[arm].count, person_who(watch->network));
    return no_memory ? STATUS_NO_MEMORY : stopped(watch) ? STATUS_INTERRUPTED : STATUS_OK;
}

static void *work(void *context) {
    struct crew *crew = context;
    for (;;) {
        uint32_t arm = atomic_fetch_add(&crew->next, 1);
        if (arm >= crew->arms) return NULL;
        crew->status[arm] = run_arm(crew, arm);
    }
}

/* Runs all arms; this thread is one of the crew, fewer work where the machine gives fewer. */
static enum status run_arms(struct crew *crew) {
    const struct watch *watch = crew->watch;
    uint32_t arms = crew->arms, started = 0;
    pthread_t *thread = memory_new(watch->threads, sizeof *thread);
    struct arrival_tables *tables = arrival_tables_new(watch->network);
    crew->tables = tables;
    crew->status = memory_new(arms, sizeof crew->status[0]);
    enum status status = tables == NULL || crew->status == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK) {
        while (thread != NULL && started + 1 < watch->threads && started + 1 < arms &&
               pthread_create(&thread[started], NULL, work, crew) == 0)
            started++;
        work(crew);
        for (uint32_t i = 0; i < started; i++) pthread_join(thread[i], NULL);
        for (uint32_t arm = 0; arm < arms && status == STATUS_OK; arm++) status = crew->status[arm];
    }
    free(crew->status);
    free(thread);
    arrival_tables_free(tables);
    return status;
}

enum status watch_records(const struct watch *watch, uint32_t arms, struct record_list *records) {
    struct crew crew = {.watch = watch, .records = records, .arms = arms};
    return run_arms(&crew);
}

enum status watch_people(const struct watch *watch, const uint64_t *person, size_t count, struct follow *follow) {
    struct crew crew = {.watch = watch, .follow = follow, .arms = watch->network->arm_count};
    for (uint32_t arm = 0; arm < watch->network->arm_count; arm++) {
        enum status status = follow_init(&follow[arm], person, count);
        if (status != STATUS_OK) return status;
        follow[arm].who = person_who(watch->network);
    }
    return run_arms(&crew);
}
