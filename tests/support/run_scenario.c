#include "support/run_scenario.h"

#include "base/interval.h"
#include "base/problem.h"
#include "base/text.h"
#include "scenario/compile.h"
#include "support/must.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_NAME = 512, MOST_REPLICATIONS = 16384 };
#define CONFIDENCE 0.9973 /* of the intervals in which theory must lie: three errors of a normal mean, more of a few */

bool run_is_short(void) {
    const char *wish = getenv("ICSIM_SHORT");
    return wish != NULL && wish[0] != '\0' && strcmp(wish, "0") != 0;
}

uint32_t run_replications(uint32_t many, uint32_t few) {
    return run_is_short() ? few : many;
}

/* ---- loading and running ------------------------------------------------------------------------------- */

static void say_problems(const struct problem_list *problems, struct text *text) {
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->item[i];
        text_add_format(text, "%s:%d: %s: %s\n", problem->file != NULL ? problem->file : "", problem->line,
                        problem->path != NULL ? problem->path : "", problem->text);
    }
}

void scenario_load_or_fail(struct network *network, const struct run_wish *wish) {
    char name[WISH_FILES][FILE_NAME];
    const char *file[WISH_FILES];
    size_t files = 0, sets = 0;
    while (files < WISH_FILES && wish->file[files] != NULL) {
        snprintf(name[files], FILE_NAME, "%s/tests/%s", ICSIM_SOURCE_DIR, wish->file[files]);
        file[files] = name[files];
        files++;
    }
    while (sets < WISH_SETS && wish->set[sets] != NULL) sets++;
    struct problem_list problems = {0};
    struct text text = {0};
    enum status status = scenario_load(file, files, wish->set, sets, network, &problems);
    say_problems(&problems, &text);
    problem_list_free(&problems);
    must(status == STATUS_OK, "%s", text.bytes != NULL ? text.bytes : status_text(status));
    text_free(&text);
}

static void look_at_ledgers(const struct scenario_run *run) {
    for (uint32_t arm = 0; arm < run->result.arm_count; arm++)
        for (uint32_t i = 0; i < run->result.replications; i++)
            for (int check = 0; check < LEDGER_CHECKS; check++) {
                struct ledger_line line = run->result.arm[arm].outcome[i].ledger[check];
                must(line.ok, "arm %u, replication %u: ledger check %d gives %g", arm, i, check, line.value);
            }
}

void scenario_run_or_fail(struct scenario_run *run, const struct run_wish *wish) {
    scenario_load_or_fail(&run->network, wish);
    struct experiment_plan plan = {.replications = wish->replications > 0 ? wish->replications : 1,
                                   .seed = wish->seed > 0 ? wish->seed : 1,
                                   .threads = wish->threads > 0 ? wish->threads : 1,
                                   .from_start = wish->from_start};
    must(plan.replications <= MOST_REPLICATIONS, "%u replications are too many", plan.replications);
    must(experiment_run(&run->network, &plan, &run->result) == STATUS_OK, "the experiment could not be run");
    look_at_ledgers(run);
}

void scenario_run_free(struct scenario_run *run) {
    experiment_result_free(&run->result);
    network_free(&run->network);
}

/* ---- finding ------------------------------------------------------------------------------------------- */

/* The position of `id` among things that are `stride` bytes apart and begin with their id. */
static uint32_t find(const void *first, size_t stride, uint32_t count, const char *id) {
    for (uint32_t i = 0; i < count; i++) {
        char *const *name = (const void *)((const char *)first + i * stride);
        if (strcmp(*name, id) == 0) return i;
    }
    must(false, "there is no \"%s\"", id);
    return NONE;
}

uint32_t find_step(const struct network *network, const char *id) {
    return find(network->step, sizeof network->step[0], network->step_count, id);
}

uint32_t find_provider(const struct network *network, const char *id) {
    return find(network->provider, sizeof network->provider[0], network->provider_count, id);
}

uint32_t find_post(const struct network *network, const char *step, const char *provider) {
    uint32_t post = network_post(network, find_step(network, step), find_provider(network, provider));
    must(post != NONE, "%s does not offer %s", provider, step);
    return post;
}

uint32_t find_pool(const struct network *network, const char *provider, const char *kind) {
    uint32_t at = network_index(network->pool_kind, network->pool_kind_count, kind);
    uint32_t pool = at == NONE ? NONE : network_pool(network, find_provider(network, provider), at);
    must(pool != NONE, "%s has no %s", provider, kind);
    return pool;
}

uint32_t find_standard(const struct network *network, const char *id) {
    return find(network->standard, sizeof network->standard[0], network->standard_count, id);
}

uint32_t find_area(const struct network *network, const char *id) {
    return find(network->area, sizeof network->area[0], network->area_count, id);
}

uint32_t find_pathway(const struct network *network, const char *id) {
    return find(network->pathway, sizeof network->pathway[0], network->pathway_count, id);
}

/* ---- measures ------------------------------------------------------------------------------------------ */

static double of_step(const struct network *network, const struct outcome *outcome, struct sought measure) {
    struct post_tally sum = {0};
    uint32_t post = find_post(network, measure.of, measure.at);
    double minutes = network->window_to - network->window_from;
    for (uint32_t period = 0; period < network->period_count; period++) {
        const struct post_tally *tally = &outcome->post[period * network->post_count + post];
        sum.arrived += tally->arrived;
        sum.started += tally->started;
        sum.completed += tally->completed;
        sum.left_waiting += tally->left_waiting;
        sum.turned_away += tally->turned_away;
        sum.waited += tally->waited;
        sum.wait_minutes += tally->wait_minutes;
        sum.time_minutes += tally->time_minutes;
        sum.uses += tally->uses;
        sum.present_minutes += tally->present_minutes;
    }
    double arrived = (double)sum.arrived, let_in = arrived - (double)sum.turned_away;
    switch ((int)measure.quantity) {
    case WAIT_MEAN: return sum.wait_minutes / (double)sum.started;
    case WAITED_SHARE: return (double)(sum.waited + sum.left_waiting) / let_in;
    case LEFT_SHARE: return (double)sum.left_waiting / arrived;
    case TURNED_SHARE: return (double)sum.turned_away / arrived;
    case STARTS_PER_MINUTE: return (double)sum.uses / minutes;
    case INSIDE_MEAN: return sum.present_minutes / minutes;
    default: return sum.time_minutes / (double)sum.completed;
    }
}

static double of_levels(const struct outcome *outcome, uint32_t pool, struct sought measure) {
    const double *level = &outcome->level_minutes[outcome->level_first[pool]];
    uint32_t levels = outcome->level_first[pool + 1] - outcome->level_first[pool];
    double total = 0, first = 0, second = 0;
    for (uint32_t i = 0; i < levels; i++) {
        total += level[i];
        first += level[i] * i;
        second += level[i] * i * i;
    }
    must(measure.level < levels, "%s at %s has no level %u", measure.of, measure.at, measure.level);
    if (measure.quantity == LEVEL_SHARE) return level[measure.level] / total;
    return second / total - first / total * (first / total);
}

static double of_pool(const struct network *network, const struct outcome *outcome, struct sought measure) {
    uint32_t pool = find_pool(network, measure.at, measure.of);
    struct pool_tally sum = {0};
    double minutes = network->window_to - network->window_from;
    for (uint32_t period = 0; period < network->period_count; period++) {
        const struct pool_tally *tally = &outcome->pool[period * network->pool_count + pool];
        sum.capacity += tally->capacity;
        sum.in_use += tally->in_use;
        sum.waiting += tally->waiting;
    }
    switch ((int)measure.quantity) {
    case IN_USE_MEAN: return sum.in_use / minutes;
    case UTILISATION: return sum.in_use / sum.capacity;
    case WAITING_MEAN: return sum.waiting / minutes;
    default: return of_levels(outcome, pool, measure);
    }
}

static double of_standard(const struct network *network, const struct outcome *outcome, struct sought measure) {
    uint32_t standard = find_standard(network, measure.of);
    const struct access_tally *tally =
        &outcome->access[((size_t)network->period_count * network->standard_count + standard) * outcome->margins];
    must(tally->people > 0, "%s measured nobody", measure.of);
    if (measure.quantity == CLOCK_MEAN) return tally->sum_minutes / (double)tally->people;
    return 1 - (double)tally->within / (double)tally->people;
}

double measure_value(const struct scenario_run *run, uint32_t arm, uint32_t replication, struct sought measure) {
    const struct outcome *outcome = &run->result.arm[arm].outcome[replication];
    switch (measure.quantity) {
    case WAIT_MEAN:
    case WAITED_SHARE:
    case LEFT_SHARE:
    case TURNED_SHARE:
    case STARTS_PER_MINUTE:
    case INSIDE_MEAN:
    case TIME_MEAN: return of_step(&run->network, outcome, measure);
    case IN_USE_MEAN:
    case IN_USE_VARIANCE:
    case LEVEL_SHARE:
    case UTILISATION:
    case WAITING_MEAN: return of_pool(&run->network, outcome, measure);
    case CLOCK_MEAN:
    case CLOCK_BEYOND: break;
    }
    return of_standard(&run->network, outcome, measure);
}

struct theory_estimate measure_estimate(const struct scenario_run *run, uint32_t arm, struct sought measure) {
    double value[MOST_REPLICATIONS];
    for (uint32_t i = 0; i < run->result.replications; i++) value[i] = measure_value(run, arm, i, measure);
    return theory_estimate(value, run->result.replications);
}

void expect_exactly(const char *what, const double *value, size_t count, double target) {
    struct interval ours = interval_of_mean(value, count, CONFIDENCE, 1);
    double error = ours.sd / sqrt((double)count);
    cr_expect(ours.low <= target && target <= ours.high, "%s: %.6g (%.6g to %.6g), exactly %.6g (%.1f errors)", what,
              ours.mean, ours.low, ours.high, target, (ours.mean - target) / error);
    /* An estimate that could not tell the target from one a fifth away would prove nothing. */
    cr_expect_lt(error, 0.07 * fabs(target), "%s: error %.2g of %.3g is too wide", what, error, target);
}

void expect_measure(const struct scenario_run *run, struct sought measure, double target) {
    double value[MOST_REPLICATIONS];
    char what[128];
    for (uint32_t i = 0; i < run->result.replications; i++) value[i] = measure_value(run, 0, i, measure);
    snprintf(what, sizeof what, "%s at %s, quantity %d", measure.of, measure.at != NULL ? measure.at : "all",
             (int)measure.quantity);
    expect_exactly(what, value, run->result.replications, target);
}

/* ---- the same bytes ------------------------------------------------------------------------------------ */

static void expect_same(const void *a, const void *b, size_t bytes, const char *what) {
    cr_expect(bytes == 0 || memcmp(a, b, bytes) == 0, "%s differ", what);
}

void expect_same_outcome(const struct network *network, const struct outcome *a, const struct outcome *b) {
    size_t periods = network->period_count, pools = network->pool_count, areas = network->area_count;
    size_t rows = (size_t)network->standard_count * a->margins, peoples = (size_t)network->pathway_count * areas;
    expect_same(a->access, b->access, (periods + 1) * rows * sizeof a->access[0], "times of standards");
    cr_expect_eq(a->month_end_count, b->month_end_count);
    for (size_t i = 0; i < a->month_end_count && i < b->month_end_count; i++) {
        const struct month_end_tally *x = &a->month_end[i], *y = &b->month_end[i];
        cr_expect(x->month == y->month && x->standard == y->standard && x->provider == y->provider &&
                  x->people == y->people && x->within == y->within && x->sum_minutes == y->sum_minutes,
                  "lists at a month's end differ");
    }
    expect_same(a->spread, b->spread, rows * sizeof a->spread[0], "spreads");
    expect_same(a->post, b->post, periods * network->post_count * sizeof a->post[0], "counts at posts");
    expect_same(a->pool, b->pool, periods * pools * sizeof a->pool[0], "pools");
    expect_same(a->level_minutes, b->level_minutes, a->level_first[pools] * sizeof(double), "levels");
    expect_same(a->day_in_use, b->day_in_use, pools * a->days * sizeof(double), "days in use");
    expect_same(a->day_waiting, b->day_waiting, pools * a->days * sizeof(double), "days waiting");
    expect_same(a->hour_in_use, b->hour_in_use, pools * HOURS_PER_WEEK * sizeof(double), "hours in use");
    expect_same(a->hour_waiting, b->hour_waiting, pools * HOURS_PER_WEEK * sizeof(double), "hours waiting");
    expect_same(a->hour_capacity, b->hour_capacity, pools * HOURS_PER_WEEK * sizeof(double), "hours open");
    expect_same(a->money, b->money, periods * network->money_target_count * sizeof(int64_t), "money");
    expect_same(a->money_units, b->money_units, periods * network->money_target_count * sizeof(double), "paid units");
    expect_same(a->once, b->once, periods * network->once_count * sizeof(int64_t), "money once");
    expect_same(a->flow, b->flow, periods * network->post_count * areas * sizeof a->flow[0], "flows");
    expect_same(a->arrived, b->arrived, peoples * sizeof(uint64_t), "arrivals");
    expect_same(a->done, b->done, peoples * sizeof(uint64_t), "those done");
    expect_same(a->left, b->left, peoples * sizeof(uint64_t), "those who left");
    expect_same(a->here, b->here, peoples * sizeof(uint64_t), "those still here");
    cr_expect_eq(a->rings, b->rings);
}

void expect_same_result(const struct scenario_run *a, const struct scenario_run *b) {
    size_t rows = (size_t)a->network.standard_count * margin_count(&a->network);
    cr_assert_eq(a->result.arm_count, b->result.arm_count);
    cr_assert_eq(a->result.replications, b->result.replications);
    for (uint32_t arm = 0; arm < a->result.arm_count; arm++) {
        for (uint32_t i = 0; i < a->result.replications; i++)
            expect_same_outcome(&a->network, &a->result.arm[arm].outcome[i], &b->result.arm[arm].outcome[i]);
        if (arm > 0)
            expect_same(a->result.arm[arm].gain, b->result.arm[arm].gain,
                        a->result.replications * rows * sizeof(struct gain_tally), "gains and losses");
    }
}
