#include "results/chance.h"
#include <math.h>

/* ---- as the places are ------------------------------------------------------------------------------ */

double chance_wait(struct post_tally tally) {
    double let_in = (double)tally.arrived - (double)(tally.turned_away + tally.diverted + tally.cancelled) -
                    (double)tally.balked;
    double at_once = (double)(tally.started - tally.waited);
    /* Below 0 only where people who had started were moved on by a closure. */
    return view_ratio(let_in > at_once ? let_in - at_once : 0, let_in);
}

double chance_loss(struct post_tally tally) {
    return view_ratio((double)(tally.turned_away + tally.diverted + tally.cancelled), (double)tally.arrived);
}

bool chance_may_lose(const struct network *network, uint32_t post) {
    const struct step *step = &network->step[network->post[post].step];
    return step->when_full != FULL_WAIT || step->line_limit.first != NONE;
}

bool chance_may_wait(const struct network *network, uint32_t post) {
    const struct step *step = &network->step[network->post[post].step];
    bool limited = false;
    for (uint32_t k = 0; k < step->need_count; k++)
        limited = limited || !network->pool[network->post[post].pool[k]].unlimited;
    bool line = step->when_full == FULL_WAIT || step->when_full == FULL_DIVERT || step->line_limit.first != NONE;
    return limited && line;
}

/* ---- places that never ran out ---------------------------------------------------------------------- */

static bool always_so_many(const struct network *network, uint32_t arm, const struct pool *pool) {
    if (pool->rota != NONE || pool->calendar != NONE)
        return false;
    for (size_t i = 0; i < network->arm[arm].patch_count; i++)
        if (network->arm[arm].patch[i].slot == pool->capacity)
            return false;
    return true;
}

bool chance_unlimited(const struct result_view *view, uint32_t arm, uint32_t pool) {
    const struct network *network = view->result->network;
    const struct pool *at = &network->pool[pool];
    if (at->unlimited)
        return true;
    if (!always_so_many(network, arm, at))
        return false;
    struct spot spot = {arm, 0, network->period_count, pool, 0};
    for (; spot.replication < view->result->replications; spot.replication++)
        if (view_pool(view, spot).in_use_max >= network->value[at->capacity])
            return false;
    return true;
}

/* Minutes at each number in use in one replication. */
struct levels { const double *minutes; uint32_t count; };

static struct levels levels_of(const struct result_view *view, uint32_t arm, uint32_t replication, uint32_t pool) {
    const struct outcome *outcome = &view->result->arm[arm].outcome[replication];
    uint32_t first = outcome->level_first[pool];
    return (struct levels){&outcome->level_minutes[first], outcome->level_first[pool + 1] - first};
}

struct chance_places chance_places(const struct result_view *view, uint32_t arm, uint32_t pool) {
    double all = 0, sum = 0, squares = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->result->replications; i++) {
        struct levels levels = levels_of(view, arm, i, pool);
        count = levels.count;
        for (uint32_t n = 0; n < levels.count; n++) {
            all += levels.minutes[n];
            sum += levels.minutes[n] * n;
            squares += levels.minutes[n] * n * n;
        }
    }
    if (!(sum > 0))
        return (struct chance_places){0, 0};
    double mean = sum / all, spread = sqrt(fmax(0, squares / all - mean * mean));
    uint32_t first = (uint32_t)mean, end = (uint32_t)ceil(mean + 4 * spread) + 1;
    if (end > count - 1)
        end = count - 1; /* the last level holds all above it too */
    if (end > first + CHANCE_PLACES)
        end = first + CHANCE_PLACES;
    return (struct chance_places){first, end > first ? end - first : 0};
}

static struct interval over_replications(struct result_view *view, uint32_t arm, uint32_t pool, uint32_t places,
                                         double (*of)(struct levels levels, uint32_t places)) {
    for (uint32_t i = 0; i < view->result->replications; i++)
        view->number[0][i] = of(levels_of(view, arm, i, pool), places);
    return interval_of_mean(view->number[0], view->result->replications, VIEW_CONFIDENCE, 1);
}

static double delay(struct levels levels, uint32_t places) {
    double upto = 0;
    for (uint32_t n = 0; n <= places; n++)
        upto += levels.minutes[n];
    return view_ratio(levels.minutes[places], upto);
}

static double over(struct levels levels, uint32_t places) {
    double more = 0, all = 0;
    for (uint32_t n = 0; n < levels.count; n++) {
        all += levels.minutes[n];
        more += n > places ? levels.minutes[n] : 0;
    }
    return view_ratio(more, all);
}

struct interval chance_delay(struct result_view *view, uint32_t arm, uint32_t pool, uint32_t places) {
    return over_replications(view, arm, pool, places, delay);
}

struct interval chance_over(struct result_view *view, uint32_t arm, uint32_t pool, uint32_t places) {
    return over_replications(view, arm, pool, places, over);
}
