#include "scenario/money_side.h"

#include <math.h>

const char *money_side_suffix(enum money_side side) {
    static const char *const suffix[] = {"", "_not_released", "_locum_premium"};
    return suffix[side];
}

bool money_side_applies(const struct compiler *c, enum money_side side, const struct spec_money *cost, uint32_t pool) {
    const struct pool *at = &c->network->pool[pool];
    if (at->unlimited)
        return false;
    bool premium = cost->agency < 1 || cost->agency > 1;
    return side == SIDE_NOT_RELEASED ? cost->released < 1 : side == SIDE_LOCUMS && premium && at->in_post != NONE;
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

/* The first version of the arm that the version in hand is of. */
static const struct spec *start_of(const struct compiler *c) {
    size_t now = (size_t)(c->now - c->spec), arm = 0;
    while (c->arm_first[arm + 1] <= now)
        arm++;
    return &c->spec[c->arm_first[arm]];
}

double money_side_rate(const struct compiler *c, enum money_side side, const struct spec_money *cost, double place_minute,
                       double group_size, uint32_t pool) {
    if (side == SIDE_NOT_RELEASED) {
        double gone = places_paid(c, start_of(c), pool, group_size) - places_paid(c, c->now, pool, group_size);
        return gone > 0 ? place_minute * (1 - cost->vacant + cost->vacant * cost->agency) * (1 - cost->released) * gone : 0;
    }
    const struct spec_pool *here = pool_in(c, c->now, pool);
    double gap = here == NULL ? 0 : here->minimum - here->wte;
    /* the posts that are filled carry the cost's own share of agency staff already */
    return gap > 0 ? place_minute * (cost->agency - 1) * (1 - cost->vacant) * gap / here->minimum : 0;
}
