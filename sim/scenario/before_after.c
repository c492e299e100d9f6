#include "scenario/before_after.h"

#include "base/calendar.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/compile.h"
#include "scenario/traffic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One scenario compiled by itself. */
struct side {
    struct network network;
    double *value;
    bool *used; /* by pool: somebody comes to it, at the start or after all changes, or money depends on it */
};

static void side_free(struct side *side) {
    network_free(&side->network);
    free(side->value);
    free(side->used);
}

/* ---- sums ------------------------------------------------------------------------------------------------ */

static enum status add(struct before_after *totals, const char *what, const char *unit, int scenario, int moment,
                       double number) {
    size_t i = 0;
    while (i < totals->count && (strcmp(totals->row[i].what, what) != 0 || strcmp(totals->row[i].unit, unit) != 0)) i++;
    if (i == totals->count) {
        enum status status = memory_reserve(&totals->row, &totals->capacity, i + 1, sizeof totals->row[0]);
        if (status != STATUS_OK) return status;
        totals->row[i] = (struct before_after_row){.what = text_copy(what), .unit = unit};
        if (totals->row[i].what == NULL) return STATUS_NO_MEMORY;
        totals->count++;
    }
    totals->row[i].value[scenario][moment] += number;
    return STATUS_OK;
}

static enum status add_sums(struct before_after *totals, const struct side *side, int scenario, int moment) {
    const struct network *network = &side->network;
    enum status status = STATUS_OK;
    double people = 0;
    for (size_t i = 0; i < (size_t)network->area_count * network->cell_count; i++) people += network->population[i];
    if (people > 0) status = add(totals, "people", "people", scenario, moment, people);
    for (uint32_t i = 0; i < network->stream_count && status == STATUS_OK; i++)
        status = add(totals, network->pathway[network->stream[i].pathway].id, "people a year", scenario, moment,
                     side->value[network->stream[i].rate] * DAYS_PER_YEAR);
    for (uint32_t i = 0; i < network->pool_count && status == STATUS_OK; i++) {
        const struct pool *pool = &network->pool[i];
        if (!pool->unlimited)
            status = add(totals, network->pool_kind[pool->kind], pool->rota == NONE ? "places" : "WTE", scenario, moment,
                         side->value[pool->capacity]);
    }
    return status;
}

static int by_unit_and_name(const void *a, const void *b) {
    static const char *const order[] = {"people", "people a year", "places", "WTE"};
    const struct before_after_row *one = a, *other = b;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        bool is_one = strcmp(one->unit, order[i]) == 0, is_other = strcmp(other->unit, order[i]) == 0;
        if (is_one != is_other) return is_one ? -1 : 1;
    }
    return strcmp(one->what, other->what);
}

/* Money that depends on a pool makes it count, though nobody comes to it. */
static void mark_paid_for(struct side *side) {
    const struct network *network = &side->network;
    for (uint32_t i = 0; i < network->money_target_count; i++) {
        const struct money_target *target = &network->money_target[i];
        uint32_t driver = network->money_rule[target->rule].driver;
        bool of_pool = driver == DRIVER_OPEN_TIME || driver == DRIVER_OPEN_STEPS || driver == DRIVER_MILES;
        if (of_pool && target->index < network->pool_count) side->used[target->index] = true;
    }
}

/* ---- both sides ------------------------------------------------------------------------------------------- */

static enum status look_at(struct side *side, const struct scenario_arm *arm, int scenario, struct before_after *totals,
                           struct problem_list *problems) {
    struct scenario_arm alone = *arm;
    struct scenario_set set = {.arm = &alone, .arm_count = 1};
    enum status status = scenario_compile(&set, &side->network, problems);
    if (status != STATUS_OK) return status;
    side->value = memory_new(side->network.value_count, sizeof *side->value);
    side->used = memory_new(side->network.pool_count, sizeof *side->used);
    if (side->value == NULL || side->used == NULL) return STATUS_NO_MEMORY;
    mark_paid_for(side);
    for (int moment = 0; moment < 2 && status == STATUS_OK; moment++) {
        struct traffic traffic = {0};
        traffic_values(&side->network, 0, moment == 0 ? 0 : INFINITY, side->value);
        status = traffic_solve(&side->network, side->value, &traffic);
        for (uint32_t i = 0; i < side->network.pool_count && status == STATUS_OK; i++)
            side->used[i] = side->used[i] || traffic.pool[i].uses_per_day > 0;
        traffic_free(&traffic);
        if (status == STATUS_OK) status = add_sums(totals, side, scenario, moment);
    }
    return status;
}

/* The pool that a path such as teams.shore.pools.nurse.wte is about: 1 used, 0 not used, -1 it is about none. */
static int pool_use(const struct side *side, const char *path) {
    const struct network *network = &side->network;
    for (uint32_t i = 0; i < network->pool_count; i++) {
        struct text top = {0};
        const struct provider *provider = &network->provider[network->pool[i].provider];
        text_add_format(&top, "%s.%s.pools.%s", provider->is_team ? "teams" : "sites", provider->id,
                        network->pool_kind[network->pool[i].kind]);
        bool about = !top.failed && strncmp(path, top.bytes, top.length) == 0 &&
                     (path[top.length] == '\0' || path[top.length] == '.');
        text_free(&top);
        if (about) return side->used[i];
    }
    return -1;
}

static void mark_unused(struct explanation_list *list, const struct side side[2]) {
    for (size_t i = 0; i < list->count; i++) {
        struct explanation *item = &list->item[i];
        if (item->no_effect != NULL || item->kind != KIND_PLACES) continue;
        int first = pool_use(&side[0], item->path), second = pool_use(&side[1], item->path);
        if (first <= 0 && second <= 0 && first + second > -2) item->no_effect = "nobody ever comes to it";
    }
}

static bool same_patches(const struct arm *one, const struct arm *other) {
    if (one->patch_count != other->patch_count) return false;
    for (size_t i = 0; i < one->patch_count; i++) {
        const struct patch *a = &one->patch[i], *b = &other->patch[i];
        if (a->slot != b->slot || memcmp(&a->minute, &b->minute, sizeof a->minute) != 0 ||
            memcmp(&a->number, &b->number, sizeof a->number) != 0)
            return false;
    }
    return true;
}

static enum status look_together(const struct scenario_arm *first, const struct scenario_arm *second,
                                 struct before_after *out) {
    struct scenario_arm both[2] = {*first, *second};
    struct scenario_set set = {.arm = both, .arm_count = 2};
    struct problem_list unheard = {0};
    struct network network = {0};
    enum status status = scenario_compile(&set, &network, &unheard);
    out->can_run_together = status == STATUS_OK;
    out->same_run = status == STATUS_OK && same_patches(&network.arm[0], &network.arm[1]);
    network_free(&network);
    problem_list_free(&unheard);
    return status == STATUS_INPUT ? STATUS_OK : status;
}

enum status before_after_find(const struct scenario_arm *first, const struct scenario_arm *second,
                              struct explanation_list *list, struct before_after *out, struct problem_list *problems) {
    struct side side[2] = {0};
    *out = (struct before_after){0};
    enum status status = look_at(&side[0], first, 0, out, problems);
    if (status == STATUS_OK) status = look_at(&side[1], second, 1, out, problems);
    if (status == STATUS_OK) status = look_together(first, second, out);
    if (status == STATUS_OK) mark_unused(list, side);
    if (out->count > 1) qsort(out->row, out->count, sizeof out->row[0], by_unit_and_name);
    side_free(&side[0]);
    side_free(&side[1]);
    if (status != STATUS_OK) before_after_free(out);
    return status;
}

void before_after_free(struct before_after *totals) {
    for (size_t i = 0; i < totals->count; i++) free(totals->row[i].what);
    free(totals->row);
    *totals = (struct before_after){0};
}
