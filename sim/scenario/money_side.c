#include "scenario/money_side.h"

#include "base/memory.h"
#include <math.h>
#include <stdlib.h>

const char *money_side_suffix(enum money_side side) {
    static const char *const suffix[] = {"", "_not_released", "_locum_premium", "_runs_on"};
    return suffix[side];
}

bool money_side_applies(const struct compiler *c, enum money_side side, const struct spec_money *cost, uint32_t pool) {
    const struct pool *at = &c->network->pool[pool];
    if (at->unlimited)
        return false;
    bool premium = cost->agency < 1 || cost->agency > 1;
    const bool applies[MONEY_SIDES] = {[SIDE_NOT_RELEASED] = cost->released < 1,
                                       [SIDE_LOCUMS] = premium && at->in_post != NONE,
                                       [SIDE_RUNS_ON] = cost->runs_on != NULL};
    return applies[side];
}

static const struct spec_pool *pool_in(const struct compiler *c, const struct spec *spec, uint32_t pool) {
    const struct pool *at = &c->network->pool[pool];
    const struct spec_provider *provider = spec_find_provider(spec, c->network->provider[at->provider].id);
    return provider == NULL ? NULL : spec_find_pool(provider, c->network->pool_kind[at->kind]);
}

/* Places that one version pays for, by the mean of the week; of staff those on duty. */
static double places_paid(const struct compiler *c, const struct spec *spec, uint32_t pool, double group_size) {
    const struct pool *at = &c->network->pool[pool];
    const struct spec_pool *here = pool_in(c, spec, pool);
    if (here == NULL)
        return 0;
    if (at->rota != NONE)
        return fmax(here->wte, here->minimum) * here->hours_per_wte / MINUTES_PER_HOUR * (1 - here->absence) / HOURS_PER_WEEK;
    double sum = 0;
    for (uint32_t hour = 0; hour < HOURS_PER_WEEK; hour++) {
        double share = at->calendar == NONE ? 1 : (double)c->network->week[at->calendar].hour[hour];
        sum += ceil(floor(here->places * share + 1e-9) / group_size) * group_size;
    }
    return sum / HOURS_PER_WEEK;
}

/* The arm that the version in hand is of. */
static size_t arm_of(const struct compiler *c) {
    size_t now = (size_t)(c->now - c->spec), arm = 0;
    while (c->arm_first[arm + 1] <= now)
        arm++;
    return arm;
}

/* ---- how long a cost runs on ---- */

int32_t money_side_runs_on(const struct compiler *c, const struct spec_money *cost, int32_t day) {
    struct pace_quantity pace;
    if (cost->runs_on == NULL)
        return day;
    if (!quantity_pace(cost->runs_on, key_at(cost->at, "runs_on"), &pace, c->problems))
        return INT32_MIN;
    return pace.months > 0 ? calendar_add_months(day, pace.months) : day + (int32_t)ceil(pace.minutes / MINUTES_PER_DAY);
}

static int compare_days(const void *a, const void *b) {
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool begins_on(const struct scenario_arm *arm, int32_t day) {
    for (size_t v = 1; v < arm->version_count; v++)
        if (arm->version[v].day == day)
            return true;
    return false;
}

enum status money_side_ends(const struct compiler *c, size_t arm, int32_t **days, size_t *count) {
    const struct scenario_arm *from = &c->set->arm[arm];
    size_t room = 0, found = 0, kept = 0;
    *days = NULL;
    *count = 0;
    for (size_t v = 1; v < from->version_count; v++) /* whatever version's cost it goes by then */
        for (size_t k = 0; k < from->version_count; k++) {
            const struct spec *spec = &c->spec[c->arm_first[arm] + k];
            for (size_t i = 0; i < spec->cost_count; i++) {
                bool said = k > 0 && i < spec[-1].cost_count && text_same(spec[-1].cost[i].runs_on, spec->cost[i].runs_on);
                if (spec->cost[i].runs_on == NULL || said)
                    continue;
                if (memory_reserve(days, &room, found + 1, sizeof **days) != STATUS_OK)
                    return STATUS_NO_MEMORY;
                (*days)[found++] = money_side_runs_on(c, &spec->cost[i], from->version[v].day);
            }
        }
    if (found > 0)
        qsort(*days, found, sizeof **days, compare_days);
    for (size_t i = 0; i < found; i++)
        if ((kept == 0 || (*days)[kept - 1] != (*days)[i]) && !begins_on(from, (*days)[i]))
            (*days)[kept++] = (*days)[i];
    *count = kept;
    return STATUS_OK;
}

/* The most places that are paid for on the day in hand: those of the version in hand, and those of earlier ones whose cost
 * still runs on. */
static double places_running(const struct compiler *c, const struct spec_money *cost, uint32_t pool, double group_size) {
    size_t arm = arm_of(c), now = (size_t)(c->now - c->spec) - c->arm_first[arm];
    double most = places_paid(c, c->now, pool, group_size);
    for (size_t v = now; v > 0 && cost->runs_on != NULL; v--) {
        /* the version before v held until v began */
        if (money_side_runs_on(c, cost, c->set->arm[arm].version[v].day) <= c->now_day)
            break;
        most = fmax(most, places_paid(c, &c->spec[c->arm_first[arm] + v - 1], pool, group_size));
    }
    return most;
}

double money_side_rate(const struct compiler *c, enum money_side side, const struct spec_money *cost, double place_minute,
                       double group_size, uint32_t pool) {
    if (side == SIDE_LOCUMS) {
        const struct spec_pool *here = pool_in(c, c->now, pool);
        double gap = here == NULL ? 0 : here->minimum - here->wte;
        /* the posts that are filled carry the cost's own share of agency staff already */
        return gap > 0 ? place_minute * (cost->agency - 1) * (1 - cost->vacant) * gap / here->minimum : 0;
    }
    double running = places_running(c, cost, pool, group_size), now = places_paid(c, c->now, pool, group_size);
    double start = places_paid(c, &c->spec[c->arm_first[arm_of(c)]], pool, group_size);
    double gone = side == SIDE_RUNS_ON ? running - now : start - running, share = side == SIDE_RUNS_ON ? 1 : 1 - cost->released;
    return gone > 0 ? place_minute * (1 - cost->vacant + cost->vacant * cost->agency) * share * gone : 0;
}
