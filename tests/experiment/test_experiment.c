#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define TOWN "experiment/data/"

static void run_on(struct scenario_run *run, uint32_t threads, uint32_t seed) {
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_close.cfg", TOWN "town_grow.cfg"}, .seed = seed,
                            .replications = run_replications(9, 4), .threads = threads};
    scenario_run_or_fail(run, &wish);
}

Test(experiment, any_number_of_threads_gives_the_same_bytes) {
    struct scenario_run one, other;
    run_on(&one, 1, 3);
    for (uint32_t threads = 2; threads <= 16; threads *= 2) {
        run_on(&other, threads, 3);
        expect_same_result(&one, &other);
        scenario_run_free(&other);
    }
    scenario_run_free(&one);
}

Test(experiment, seeds_and_replications_differ_and_the_first_replications_are_those_of_a_shorter_run) {
    struct scenario_run long_run, short_run, other_seed;
    run_on(&long_run, 2, 3);
    run_on(&other_seed, 2, 4);
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_close.cfg", TOWN "town_grow.cfg"}, .seed = 3,
                            .replications = 2};
    scenario_run_or_fail(&short_run, &wish);
    for (uint32_t i = 0; i < 2; i++)
        expect_same_outcome(&long_run.network, &long_run.result.arm[1].outcome[i], &short_run.result.arm[1].outcome[i]);
    const struct sought stay = {CLOCK_MEAN, "stay", NULL, 0};
    double first = measure_value(&long_run, 0, 0, stay), second = measure_value(&long_run, 0, 1, stay);
    cr_expect(first < second || first > second, "two replications are one");
    double other = measure_value(&other_seed, 0, 0, stay);
    cr_expect(first < other || first > other, "two seeds are one");
    scenario_run_free(&long_run);
    scenario_run_free(&short_run);
    scenario_run_free(&other_seed);
}

Test(experiment, going_on_gives_what_one_go_would_have_given) {
    struct scenario_run at_once, later;
    run_on(&at_once, 2, 3);
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_close.cfg", TOWN "town_grow.cfg"}, .seed = 3,
                            .replications = 1};
    scenario_run_or_fail(&later, &wish);
    for (uint32_t more = 2; later.result.replications < at_once.result.replications; more += 3) {
        uint32_t all = at_once.result.replications;
        struct experiment_plan plan = {.replications = more < all ? more : all, .seed = 3, .threads = more};
        cr_assert_eq(experiment_extend(&plan, &later.result), STATUS_OK);
    }
    expect_same_result(&at_once, &later);
    struct experiment_plan none = {.replications = later.result.replications, .seed = 3, .threads = 1};
    cr_assert_eq(experiment_extend(&none, &later.result), STATUS_OK);
    expect_same_result(&at_once, &later);
    scenario_run_free(&at_once);
    scenario_run_free(&later);
}

struct watch { atomic_bool stop; uint32_t calls, last, of, stop_after; };

static void count_calls(void *context, uint32_t done, uint32_t of) {
    struct watch *watch = context;
    watch->calls++;
    watch->last = done;
    watch->of = of;
    if (done >= watch->stop_after) atomic_store(&watch->stop, true);
}

static struct network town(void) {
    struct network network;
    struct run_wish wish = {.file = {TOWN "town.cfg", TOWN "town_close.cfg"}};
    scenario_load_or_fail(&network, &wish);
    return network;
}

Test(experiment, progress_is_told_once_for_each_replication_in_order) {
    struct network network = town();
    struct watch watch = {.stop_after = UINT32_MAX};
    struct experiment_plan plan = {.replications = 5, .seed = 1, .threads = 3, .progress = count_calls,
                                   .context = &watch};
    struct experiment_result result;
    cr_assert_eq(experiment_run(&network, &plan, &result), STATUS_OK);
    cr_expect_eq(watch.calls, 5);
    cr_expect_eq(watch.last, 5);
    cr_expect_eq(watch.of, 5);
    experiment_result_free(&result);
    experiment_result_free(&result);
    network_free(&network);
}

Test(experiment, a_stop_ends_it_at_once_with_an_empty_result) {
    struct network network = town();
    for (uint32_t threads = 1; threads <= 3; threads++) {
        struct watch watch = {.stop_after = 2};
        struct experiment_plan plan = {.replications = 4000, .seed = 1, .threads = threads, .stop = &watch.stop,
                                       .progress = count_calls, .context = &watch};
        struct experiment_result result;
        cr_expect_eq(experiment_run(&network, &plan, &result), STATUS_INTERRUPTED);
        cr_expect_eq(result.arm, NULL);
        cr_expect_leq(watch.calls, 2 + threads);
    }
    network_free(&network);
}
