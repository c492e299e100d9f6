#include "care/session.h"

#include "care/capacity.h"
#include "care/luck.h"

#include <math.h>

/* The share of a pool's places that is there in the hour that begins at `minute`, by calendar and days off. */
static double share_at(const struct world *world, uint32_t pool, double minute) {
    const struct network *network = world->network;
    const struct pool *at = &network->pool[pool];
    double share = 1;
    if (at->calendar != NONE)
        share = (double)network->week[at->calendar].hour[calendar_hour_of_week(network->first_day, minute)];
    return at->days_off == NONE ? share : share * capacity_share_of_day(world, pool, minute);
}

/* The step's length as far as it can be known: its mean, or what it will be. */
static double length_of(const struct world *world, uint32_t slot, const struct step *step) {
    struct whom whom = whom_of(world->network, person_stream(world->patient[slot].person));
    if (step->lasts.first == NONE) return 0;
    whom_set_branch(&whom, step, luck_branch(world, slot, step, &whom));
    return step->must_fit == FIT_MEAN ? duration_mean(world, step->lasts, &whom) : luck_work(world, slot, step, &whom);
}

bool session_has_time(const struct world *world, uint32_t slot, const struct step *step) {
    uint32_t pool = world->network->post[world->patient[slot].post].pool[0];
    double hour = floor(world->now / MINUTES_PER_HOUR) * MINUTES_PER_HOUR, share = share_at(world, pool, hour);
    double from = hour, to = hour + MINUTES_PER_HOUR, length = length_of(world, slot, step);
    for (int h = 0; h < HOURS_PER_WEEK && share_at(world, pool, to) >= share; h++) to += MINUTES_PER_HOUR;
    if (world->now + length <= to || to - hour > HOURS_PER_WEEK * MINUTES_PER_HOUR) return true;
    for (int h = 0; h < HOURS_PER_WEEK && from > 0 && share_at(world, pool, from - MINUTES_PER_HOUR) >= share; h++)
        from -= MINUTES_PER_HOUR;
    return length > to - from && world->now < from + MINUTES_PER_HOUR;
}
