#include "experiment/warm_up.h"

#include "base/memory.h"
#include "scenario/steady.h"

#include <math.h>
#include <stdlib.h>

enum { WEEK = 7 };

static const double LEAST_EFFECT_SHARE = 0.02;

static uint32_t whole_weeks(double days) {
    double weeks = ceil(days / WEEK);
    return (uint32_t)(weeks < 1 ? 1 : weeks) * WEEK;
}

bool warm_up_has_seasons(const struct network *network) {
    for (uint32_t p = 0; p < network->pathway_count; p++) {
        if (network->pathway[p].season == NONE) continue;
        const struct season *season = &network->season[network->pathway[p].season];
        for (int month = 1; month < 12; month++)
            if (season->month[month] < season->month[0] || season->month[month] > season->month[0]) return true;
    }
    return false;
}

/* ---- the pilot ----------------------------------------------------------------------------------------- */

/* The baseline as it is at its start: its first version alone, in every month the same, measured from the first day
 * and followed no further. */
static enum status compile_pilot(const struct scenario_set *set, uint32_t days, struct network *network) {
    struct problem_list unheard = {0}; /* what is wrong was said of the experiment */
    struct scenario_arm baseline = set->arm[0];
    struct scenario_set pilot = {.arm = &baseline, .arm_count = 1, .pilot_days = (int32_t)days};
    baseline.version_count = 1;
    enum status status = scenario_compile(&pilot, network, &unheard);
    problem_list_free(&unheard);
    if (status != STATUS_OK) return status;
    for (uint32_t p = 0; p < network->pathway_count; p++) {
        network->pathway[p].season = NONE;
        network->pathway[p].follow_minutes = 0;
    }
    network->follow_to = network->window_to;
    return STATUS_OK;
}

/* Mean use of a pool over the second half of a pilot's days and all its replications; NAN without limit. */
static double utilisation_of(const struct experiment_result *result, const struct pool_traffic *traffic, uint32_t pool) {
    double sum = 0;
    uint32_t days = result->arm[0].outcome[0].days, half = days / 2;
    for (uint32_t r = 0; r < result->replications; r++)
        for (uint32_t day = half; day < days; day++)
            sum += result->arm[0].outcome[r].day_in_use[(size_t)pool * days + day];
    return sum / ((double)result->replications * (days - half) * traffic->capacity);
}

/* Lines that grow without end, which have no steady state to be found, and the slowest of the others. */
static enum status look_at_traffic(const struct experiment_result *result, bool *grows, struct warm_up *warm_up) {
    const struct network *network = result->network;
    struct traffic traffic = {0};
    enum status status = traffic_solve(network, network->value, &traffic);
    warm_up->slow_pool = NONE;
    warm_up->slow_days = 0;
    for (uint32_t p = 0; p < network->pool_count && status == STATUS_OK; p++) {
        double use = utilisation_of(result, &traffic.pool[p], p);
        double days = steady_relaxation_days(&traffic.pool[p], use);
        grows[p] = traffic.pool[p].verdict == TRAFFIC_OVERLOADED;
        if (!(days > warm_up->slow_days)) continue;
        bool by_line = days > traffic.pool[p].offered / traffic.pool[p].uses_per_day;
        warm_up->slow_pool = by_line ? p : NONE;
        warm_up->slow_days = days;
    }
    traffic_free(&traffic);
    return status;
}

static bool more_would_tell(const struct transient_list *list) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->row[i].late) return true;
    return false;
}

static bool all_settle(const struct transient_list *list) {
    for (uint32_t i = 0; i < list->count; i++)
        if (!list->row[i].settles) return false;
    return true;
}

/* What the longest cut, the follow-up and the slowest pool ask for. */
static void choose_days(double follow_days, struct warm_up *warm_up) {
    warm_up->settles = all_settle(&warm_up->transients);
    warm_up->cut_days = warm_up->settles ? transients_cut(&warm_up->transients) : warm_up->pilot_days / 2;
    warm_up->least_days = whole_weeks(fmax(follow_days, fmin(warm_up->slow_days, WARM_UP_SLOW_MOST_DAYS)));
    uint32_t asked = whole_weeks(warm_up->cut_days);
    warm_up->days = asked > warm_up->least_days ? asked : warm_up->least_days;
}

static enum status look_at_pilot(const struct experiment_result *result, const struct network *experiment,
                                 struct warm_up *warm_up) {
    bool *grows = memory_new(result->network->pool_count, sizeof *grows);
    enum status status = grows == NULL ? STATUS_NO_MEMORY : look_at_traffic(result, grows, warm_up);
    if (status == STATUS_OK) status = transients_find(result, warm_up->pilot_days, grows, &warm_up->transients);
    free(grows);
    if (status != STATUS_OK) return status;
    choose_days((experiment->follow_to - experiment->window_to) / MINUTES_PER_DAY, warm_up);
    /* Something must be left to compare with. */
    uint32_t half = warm_up->pilot_days / 2, cut = warm_up->days < half ? warm_up->days : half;
    double window_days = (experiment->window_to - experiment->window_from) / MINUTES_PER_DAY;
    return transients_measure(result, cut, (uint32_t)window_days, &warm_up->transients);
}

static enum status run_pilot(const struct scenario_set *set, const struct network *experiment,
                             const struct experiment_plan *plan, struct warm_up *warm_up) {
    struct network network = {0};
    struct experiment_result result = {0};
    struct experiment_plan pilot = {.replications = WARM_UP_PILOT_REPLICATIONS,
                                    .first_replication = FIRST_REPLICATION_OF_PILOTS,
                                    .seed = plan->seed,
                                    .threads = plan->threads,
                                    .stop = plan->stop};
    transient_list_free(&warm_up->transients);
    enum status status = compile_pilot(set, warm_up->pilot_days, &network);
    if (status != STATUS_OK) return status;
    status = experiment_run(&network, &pilot, &result);
    if (status == STATUS_OK) status = look_at_pilot(&result, experiment, warm_up);
    experiment_result_free(&result);
    network_free(&network);
    return status;
}

enum status warm_up_settle(struct scenario_set *set, struct network *network, const struct experiment_plan *plan,
                           struct warm_up *warm_up, struct problem_list *problems) {
    enum status status = STATUS_OK;
    *warm_up = (struct warm_up){.automatic = network->warm_up_is_auto,
                                .days = (uint32_t)(network->window_from / MINUTES_PER_DAY)};
    if (!warm_up->automatic) return STATUS_OK;
    warm_up->pilot_replications = WARM_UP_PILOT_REPLICATIONS;
    bool more = true;
    for (uint32_t days = WARM_UP_PILOT_DAYS; days <= WARM_UP_PILOT_MOST_DAYS && more && status == STATUS_OK; days *= 2) {
        warm_up->pilot_days = days;
        status = run_pilot(set, network, plan, warm_up);
        more = status == STATUS_OK && more_would_tell(&warm_up->transients);
    }
    network_free(network);
    set->warm_up_days = (int32_t)warm_up->days;
    if (status == STATUS_OK) status = scenario_compile(set, network, problems);
    if (status != STATUS_OK) warm_up_free(warm_up);
    return status;
}

/* ---- a warm-up that was given -------------------------------------------------------------------------- */

static uint32_t days_before_change(const struct network *network) {
    double end = network->window_to;
    const struct arm *arm = &network->arm[0];
    for (size_t i = 0; i < arm->patch_count; i++)
        if (arm->patch[i].minute > network->window_from && arm->patch[i].minute < end) end = arm->patch[i].minute;
    return (uint32_t)((end - network->window_from) / MINUTES_PER_DAY);
}

enum status warm_up_test(struct warm_up *warm_up, const struct experiment_result *result) {
    uint32_t days = days_before_change(result->network);
    if (warm_up->automatic || days < TRANSIENT_LEAST_DAYS || result->replications < 2 ||
        warm_up_has_seasons(result->network))
        return STATUS_OK;
    enum status status = transients_find(result, days, NULL, &warm_up->transients);
    if (status == STATUS_OK) status = transients_measure(result, 0, days, &warm_up->transients);
    return status;
}

bool warm_up_shows_start(const struct transient *row) {
    bool there = row->kind != TRANSIENT_ALL && row->counts && row->cut_days > WEEK;
    return there && fabs(row->effect.mean) >= LEAST_EFFECT_SHARE * row->mean_after;
}

void warm_up_free(struct warm_up *warm_up) {
    transient_list_free(&warm_up->transients);
    *warm_up = (struct warm_up){0};
}
