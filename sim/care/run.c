/* The loop: the earliest of a full hour, an event, and the next arrival happens. At the same minute the hour
 * comes first (so changes on a date precede the people of that day), then events, then arrivals. */
#include "care/run.h"

#include "base/check.h"
#include "base/memory.h"
#include "care/capacity.h"
#include "care/clocks.h"
#include "care/escalation.h"
#include "care/exposure.h"
#include "care/journey.h"
#include "care/ledger.h"
#include "care/lending.h"
#include "care/measure.h"
#include "care/money.h"
#include "care/month_end.h"
#include "care/patches.h"
#include "care/rings.h"

#include <math.h>
#include <stdlib.h>

/* ---- the start ----------------------------------------------------------------------------------------- */

/* The stream of the k-th person there at the start: one of the pathway's, in proportion to their rates. */
static uint32_t stream_of_starter(const struct world *world, uint32_t pathway, double uniform) {
    const struct network *network = world->network;
    double total = 0, sum = 0;
    uint32_t last = NONE;
    for (uint32_t s = 0; s < network->stream_count; s++)
        if (network->stream[s].pathway == pathway) total += world->value[network->stream[s].rate];
    for (uint32_t s = 0; s < network->stream_count; s++) {
        if (network->stream[s].pathway != pathway || world->value[network->stream[s].rate] <= 0) continue;
        last = s;
        sum += world->value[network->stream[s].rate];
        if (uniform * total < sum) break;
    }
    return last;
}

static int longest_first(const void *a, const void *b) {
    const struct starter *x = a, *y = b;
    if (x->elapsed < y->elapsed || x->elapsed > y->elapsed) return x->elapsed > y->elapsed ? -1 : 1;
    return x->person < y->person ? -1 : x->person > y->person;
}

/* The k-th person there at the start; false where nobody can be meant. */
static bool make_starter(const struct world *world, const struct start_state *start, uint32_t ordinal, bool inside,
                         struct starter *starter) {
    const struct network *network = world->network;
    const struct post *post = &network->post[start->post];
    const struct step *step = &network->step[post->step];
    struct draw_key key = draw_key_make(world->seed, world->replication, step->key);
    uint64_t counter = person_pack(0, 0, PERSON_BAND_AT_START, ordinal), place = network->provider[post->provider].key;
    struct draw_pair draw = draw_pair_at(key, counter, place);
    uint32_t stream = stream_of_starter(world, step->pathway, draw_uniform(draw.word[0]));
    if (stream == NONE) return false;
    *starter = (struct starter){.person = person_pack(0, stream, PERSON_BAND_AT_START, ordinal + 1),
                                .word = draw.word[1]};
    struct whom whom = whom_of(network, stream);
    struct duration elapsed = inside ? start->elapsed : start->waited;
    if (elapsed.first != NONE)
        starter->elapsed = duration_of(world, elapsed, &whom,
                                       draw_pair_at(key, counter, draw_of(place, DRAW_ELAPSED)).word[0]);
    return true;
}

/* Makes the people of one state, `first` and following, into `starter`; gives how many. */
static uint32_t make_starters(const struct world *world, const struct start_state *start, uint32_t first, bool inside,
                              struct starter *starter) {
    uint32_t count = inside ? start->inside : start->waiting, made = 0;
    for (uint32_t k = 0; k < count; k++) made += make_starter(world, start, first + k, inside, &starter[made]);
    return made;
}

/* All who are inside; gives the ordinal of the next person. */
static uint32_t put_inside(struct world *world, struct starter *starter) {
    const struct network *network = world->network;
    uint32_t ordinal = 0;
    for (uint32_t i = 0; i < network->start_state_count; i++) {
        const struct start_state *start = &network->start_state[i];
        uint32_t made = make_starters(world, start, ordinal, true, starter);
        for (uint32_t k = 0; k < made; k++) journey_begin_inside(world, start, &starter[k]);
        ordinal += start->inside;
    }
    return ordinal;
}

/* All who wait: each state in the order of their coming, once all hold what they keep, so that nobody starts in a place
 * that another has. */
static void put_waiting(struct world *world, uint32_t ordinal, struct starter *starter) {
    const struct network *network = world->network;
    uint32_t all = 0;
    for (uint32_t i = 0; i < network->start_state_count; i++) {
        const struct start_state *start = &network->start_state[i];
        uint32_t made = make_starters(world, start, ordinal, false, &starter[all]);
        qsort(&starter[all], made, sizeof *starter, longest_first);
        for (uint32_t k = all; k < all + made; k++) {
            starter[k].state = i;
            starter[k].slot = journey_put_waiting(world, start, &starter[k]);
        }
        ordinal += start->waiting;
        all += made;
    }
    for (uint32_t k = 0; k < all && !world->out_of_memory; k++)
        journey_begin_waiting(world, &network->start_state[starter[k].state], &starter[k]);
}

static void begin_window(struct world *world);

void run_begin(struct world *world) {
    const struct network *network = world->network;
    world->may_ring = rings_possible(network);
    for (uint32_t s = 0; s < network->step_count; s++)
        world->may_overtake = world->may_overtake || network->step[s].overtake;
    patches_apply(world);
    for (uint32_t pool = 0; pool < network->pool_count; pool++) capacity_set(world, pool);
    size_t most = 1;
    for (uint32_t i = 0; i < network->start_state_count; i++)
        most += (size_t)network->start_state[i].inside + network->start_state[i].waiting;
    struct starter *starter = memory_new(most, sizeof *starter);
    world->out_of_memory = world->out_of_memory || starter == NULL;
    /* First all who are inside, so that nobody who waits takes the place of one of them. */
    uint32_t ordinal = starter == NULL ? 0 : put_inside(world, starter);
    if (network->window_from <= 0) begin_window(world); /* those let in at minute 0 start within it */
    if (starter != NULL) put_waiting(world, ordinal, starter);
    free(starter);
    journey_drain(world);
}

/* ---- hours and days ------------------------------------------------------------------------------------ */

/* Adds what each pool's integrals have grown by since last looked at to the hour of the week that ends now or, where
 * the window ends inside it, would end later. */
static void count_hour(struct world *world) {
    uint32_t pools = world->network->pool_count;
    double began = (ceil(world->now / MINUTES_PER_HOUR) - 1) * MINUTES_PER_HOUR;
    if (began < 0) return; /* the window begins at minute 0: nothing is over yet */
    int hour = calendar_hour_of_week(world->network->first_day, began);
    for (uint32_t p = 0; p < pools; p++) {
        struct pool_state *pool = &world->pool[p];
        pool_touch(pool, world->now);
        size_t cell = (size_t)p * HOURS_PER_WEEK + (size_t)hour;
        if (world->in_window) {
            world->outcome.hour_in_use[cell] += pool->in_use_minutes - world->pool_hour_in_use[p];
            world->outcome.hour_waiting[cell] += pool->waiting_minutes - world->pool_hour_waiting[p];
            world->outcome.hour_capacity[cell] += pool->capacity_minutes - world->pool_hour_capacity[p];
        }
        world->pool_hour_in_use[p] = pool->in_use_minutes;
        world->pool_hour_waiting[p] = pool->waiting_minutes;
        world->pool_hour_capacity[p] = pool->capacity_minutes;
    }
}

/* The means of the day that ends now; what is left of a window after its last whole day has no row. */
static void close_day(struct world *world) {
    double day = (world->now - world->network->window_from) / MINUTES_PER_DAY - 1;
    for (uint32_t p = 0; p < world->network->pool_count; p++) {
        const struct pool_state *pool = &world->pool[p];
        if (day >= 0 && day < world->outcome.days && day == floor(day)) {
            size_t cell = (size_t)p * world->outcome.days + (size_t)day;
            world->outcome.day_in_use[cell] = (pool->in_use_minutes - world->day_start_in_use[p]) / MINUTES_PER_DAY;
            world->outcome.day_waiting[cell] = (pool->waiting_minutes - world->day_start_waiting[p]) / MINUTES_PER_DAY;
            world->outcome.day_capacity[cell] = (pool->capacity_minutes - world->day_start_capacity[p]) / MINUTES_PER_DAY;
        }
        world->day_start_in_use[p] = pool->in_use_minutes;
        world->day_start_waiting[p] = pool->waiting_minutes;
        world->day_start_capacity[p] = pool->capacity_minutes;
    }
}

/* Where no hours close a pool, one without a place has been taken away, and those who are in yet are its last. */
static bool is_taken_away(const struct pool *pool) {
    return pool->rota == NONE && pool->calendar == NONE && pool->days_off == NONE;
}

/* Who is in at midnight. The window's first midnight counts, the one at its end does not. */
static void count_midnight(struct world *world) {
    const struct network *network = world->network;
    for (uint32_t p = 0; p < network->pool_count; p++) {
        struct pool_tally *tally = pool_tally_now(world, p);
        tally->midnights++;
        tally->midnight_in_use += world->pool[p].in_use;
        tally->midnight_capacity += world->pool[p].capacity;
        if (world->pool[p].capacity == 0 && is_taken_away(&network->pool[p])) tally->midnight_placeless += world->pool[p].in_use;
        tally->midnight_blocked += world->pool[p].blocked;
    }
}

static void full_hour(struct world *world, const struct arrival_tables *tables) {
    world->next_hour += MINUTES_PER_HOUR;
    bool midnight = fmod(world->now, MINUTES_PER_DAY) == 0;
    if (world->now > 0) count_hour(world);
    if (midnight && world->in_window) {
        close_day(world);
        count_midnight(world);
        month_end_look(world);
    }
    if (midnight) patches_apply(world);
    capacity_set_hour(world);
    if (world->network->escalation_count > 0) escalation_look(world);
    journey_drain(world);
    if (midnight) arrivals_draw_day(world, tables);
}

/* ---- the window ---------------------------------------------------------------------------------------- */

/* All integrals of pools start again from zero. */
static void zero_integrals(struct world *world) {
    for (uint32_t p = 0; p < world->network->pool_count; p++) {
        struct pool_state *pool = &world->pool[p];
        pool_touch(pool, world->now);
        pool->capacity_minutes = pool->in_use_minutes = pool->blocked_minutes = 0;
        pool->waiting_minutes = pool->over_minutes = pool->placeless_minutes = 0;
        pool->in_use_max = pool->waiting_max = 0;
        world->pool_hour_in_use[p] = world->pool_hour_waiting[p] = world->pool_hour_capacity[p] = 0;
    }
}

static void begin_window(struct world *world) {
    money_settle_present(world);
    zero_integrals(world);
    lending_begin_period(world);
    for (uint32_t p = 0; p < world->network->pool_count; p++) {
        for (uint32_t level = 0; level < world->pool[p].levels; level++) world->pool[p].level_minutes[level] = 0;
        world->day_start_in_use[p] = world->day_start_waiting[p] = world->day_start_capacity[p] = 0;
    }
    world->people_minutes = 0;
    world->people_since = world->now;
    world->in_window = true;
    world->period = 0;
    money_begin_period(world);
}

static void end_period(struct world *world) {
    const struct network *network = world->network;
    double from = world->period == 0 ? network->window_from : network->period_to[world->period - 1];
    count_hour(world); /* a period may end inside an hour */
    if (world->period + 1 == network->period_count) close_day(world);
    money_end_period(world);
    money_once(world, from, world->now);
    for (uint32_t p = 0; p < network->pool_count; p++) {
        struct pool_state *pool = &world->pool[p];
        struct pool_tally *tally = pool_tally_now(world, p);
        tally->capacity = pool->capacity_minutes;
        tally->in_use = pool->in_use_minutes;
        tally->blocked = pool->blocked_minutes;
        tally->waiting = pool->waiting_minutes;
        tally->over = pool->over_minutes;
        tally->placeless = is_taken_away(&network->pool[p]) ? pool->placeless_minutes : 0;
        tally->in_use_max = (uint32_t)pool->in_use_max;
        tally->waiting_max = (uint32_t)pool->waiting_max;
        /* The day goes on over the end of a period. */
        world->day_start_in_use[p] -= pool->in_use_minutes;
        world->day_start_waiting[p] -= pool->waiting_minutes;
        world->day_start_capacity[p] -= pool->capacity_minutes;
    }
    lending_end_period(world);
    lending_begin_period(world);
    zero_integrals(world);
    world->period++;
    if (world->period < network->period_count) {
        money_begin_period(world);
        return;
    }
    month_end_look(world); /* that of a window which ends with a month */
    escalation_end_window(world);
    world->people_minutes += (world->now - world->people_since) * world->present;
    world->people_since = world->now;
    world->window_people_minutes = world->people_minutes;
    world->in_window = false;
    world->window_over = true;
    for (size_t i = 0; i < world->outcome.level_first[network->pool_count]; i++)
        world->outcome.level_minutes[i] = world->level_minutes[i];
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

static inline bool stale(const struct world *world, const struct event *event) {
    const struct patient *patient = &world->patient[event_subject(event)];
    return patient->state == PATIENT_FREE || patient->event != (uint32_t)event_sequence(event);
}

static inline bool stopped(const atomic_bool *stop) {
    return stop != NULL && atomic_load_explicit(stop, memory_order_relaxed);
}

/* How many events pass until `stop` is looked at: one of them may go through a line of many thousands. */
enum { EVENTS_TO_LOOK = 64 };

/* Everything before `minute` that is no edge of the window; less once `stop` is set. */
static void loop(struct world *world, const struct arrival_tables *tables, double minute, const atomic_bool *stop) {
    for (unsigned passed = 1; !world->out_of_memory; passed++) {
        if (passed % EVENTS_TO_LOOK == 0 && stopped(stop)) return;
        const struct event *first = event_list_first(&world->events);
        double event_at = first == NULL ? INFINITY : first->minute;
        double arrival_at =
            world->arrival_next < world->arrival_count ? world->arrival[world->arrival_next].minute : INFINITY;
        double next = event_at <= arrival_at ? event_at : arrival_at;
        if (world->next_hour <= next) next = world->next_hour;
        if (next >= minute) break;
        world->now = next;
        if (next == world->next_hour) {
            full_hour(world, tables);
            continue;
        }
        if (event_at <= arrival_at) {
            struct event event = event_list_next(&world->events);
            if (stale(world, &event)) continue;
            journey_event(world, event_subject(&event));
        } else {
            journey_begin(world, world->arrival[world->arrival_next++].person);
            world->outcome.arrivals++;
        }
        world->outcome.events++;
        if (world->freed_count > 0) journey_drain(world);
    }
    world->now = minute;
}

/* The next edge of the window after what has been passed, or INFINITY. */
static double next_edge(const struct world *world) {
    if (world->window_over) return INFINITY;
    return world->in_window ? world->network->period_to[world->period] : world->network->window_from;
}

void run_until(struct world *world, const struct arrival_tables *tables, double minute, const atomic_bool *stop) {
    while (!world->out_of_memory && !stopped(stop)) {
        double edge = next_edge(world);
        double to = minute < edge ? minute : edge;
        loop(world, tables, to, stop);
        if (stopped(stop)) return;
        if (to == edge && edge <= minute) {
            if (world->in_window)
                end_period(world);
            else
                begin_window(world);
        } else if (to == minute) {
            return;
        }
    }
}

/* Integrals over each hour of the week become means over the minutes of it that lie in the window. */
static void finish_hours(struct world *world) {
    const struct network *network = world->network;
    double minutes[HOURS_PER_WEEK] = {0};
    for (double from = network->window_from; from < network->window_to; from += MINUTES_PER_HOUR) {
        double left = network->window_to - from;
        minutes[calendar_hour_of_week(network->first_day, from)] += left < MINUTES_PER_HOUR ? left : MINUTES_PER_HOUR;
    }
    for (size_t i = 0; i < (size_t)network->pool_count * HOURS_PER_WEEK; i++) {
        if (minutes[i % HOURS_PER_WEEK] == 0) continue;
        world->outcome.hour_in_use[i] /= minutes[i % HOURS_PER_WEEK];
        world->outcome.hour_waiting[i] /= minutes[i % HOURS_PER_WEEK];
        world->outcome.hour_capacity[i] /= minutes[i % HOURS_PER_WEEK];
    }
}

void run_finish(struct world *world, const struct arrival_tables *tables, const atomic_bool *stop) {
    run_until(world, tables, world->network->follow_to, stop);
    if (world->out_of_memory || stopped(stop)) return;
    clocks_end(world);
    measure_records(world);
    measure_finish(world);
    finish_hours(world);
    exposure_finish(world);
    ledger_close(world);
}
