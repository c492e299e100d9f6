#include "care/planned.h"

#include "base/check.h"
#include "care/patches.h"

#include <math.h>

/* Keyed by the pathway's name and the arrival's number. */
struct plan {
    struct world *world;
    uint32_t index;
    const struct pathway *pathway;
    struct draw_key key;
    double day_start;
};

static struct draw_pair draw_number(const struct plan *plan, uint64_t number, enum draw_purpose purpose) {
    return draw_pair_at(plan->key, number, draw_of(plan->pathway->key, purpose));
}

uint32_t planned_batch(const struct world *world, const struct pathway *pathway, struct draw_key key, uint64_t number) {
    const struct arrivals *arrivals = &pathway->arrivals;
    if (arrivals->batch_count == 0) return 1;
    double uniform = draw_uniform(draw_pair_at(key, number, draw_of(pathway->key, DRAW_BATCH)).word[0]);
    const struct batch *batch = &world->network->batch[arrivals->batch_first];
    uint32_t i = 0;
    while (i + 1 < arrivals->batch_count && uniform >= batch[i].upto) i++;
    return batch[i].people;
}

/* One of the pathway's streams in proportion to their rates, of one area or of all (NONE); NONE: nobody lives there. */
static uint32_t stream_of(const struct plan *plan, uint32_t area, double uniform) {
    const struct network *network = plan->world->network;
    double total = 0, sum = 0;
    uint32_t last = NONE;
    for (uint32_t s = 0; s < network->stream_count; s++)
        if (network->stream[s].pathway == plan->index && (area == NONE || network->stream[s].area == area))
            total += plan->world->value[network->stream[s].rate];
    for (uint32_t s = 0; s < network->stream_count; s++) {
        const struct stream *stream = &network->stream[s];
        double rate = plan->world->value[stream->rate];
        if (stream->pathway != plan->index || (area != NONE && stream->area != area) || rate <= 0) continue;
        last = s;
        sum += rate;
        if (uniform * total < sum) break;
    }
    return last;
}

/* The people of one arrival, who all live in one place. */
static void come(const struct plan *plan, uint64_t number, double minute, uint32_t area) {
    uint32_t stream = stream_of(plan, area, draw_uniform(draw_number(plan, number, DRAW_RENEWAL).word[1]));
    if (stream == NONE || minute >= plan->world->network->arrivals_until) return;
    uint32_t people = planned_batch(plan->world, plan->pathway, plan->key, number);
    for (uint32_t k = 0; k < people; k++)
        if (!world_add_arrival(plan->world, minute, person_pack_planned(number << BATCH_BITS | k, stream))) return;
}

/* ---- renewal ------------------------------------------------------------------------------------------- */

static double time_between(const struct plan *plan, uint64_t number) {
    struct whom nobody = {{0}};
    uint64_t word = draw_number(plan, number, DRAW_RENEWAL).word[0];
    return duration_of(plan->world, plan->pathway->arrivals.between, &nobody, word);
}

/* The plan's clock goes faster in hours with a larger profile; at its own pace the times between are as drawn. */
static void draw_renewal(const struct plan *plan, const struct day_profile *profile) {
    const struct arrivals *arrivals = &plan->pathway->arrivals;
    struct planned *at = &plan->world->planned[plan->index];
    if (at->left < 0) at->left = isnan(arrivals->first_after) ? time_between(plan, 0) : arrivals->first_after;
    for (int hour = 0; hour < 24; hour++) {
        double speed = profile->hour[hour] * plan->world->value[arrivals->speed];
        double from = plan->day_start + hour * MINUTES_PER_HOUR, done = 0, whole = MINUTES_PER_HOUR * speed;
        while (done + at->left < whole) {
            done += at->left;
            double minute = from + done / speed, end = plan->day_start + MINUTES_PER_DAY;
            come(plan, at->number, minute < end ? minute : nextafter(end, 0), NONE);
            at->left = time_between(plan, ++at->number);
            if (plan->world->out_of_memory) return;
        }
        at->left -= whole - done;
    }
}

/* ---- booked times -------------------------------------------------------------------------------------- */

/* How late they come, as it is said for a day: an entry of a duration. */
struct lateness {
    bool given;
    double table, plus, times;
};

static struct lateness lateness_on(const struct plan *plan, double day) {
    uint32_t slot = plan->pathway->arrivals.late.first;
    if (slot == NONE) return (struct lateness){false, 0, 0, 0};
    double minute = day * MINUTES_PER_DAY;
    return (struct lateness){true, patches_value_at(plan->world, slot, minute), patches_value_at(plan->world, slot + 1, minute),
                             patches_value_at(plan->world, slot + 2, minute)};
}

static double minutes_late(const struct plan *plan, const struct lateness *lateness, uint64_t word) {
    if (!lateness->given) return 0;
    double late = lateness->plus;
    if (lateness->table >= 0)
        late += lateness->times * quantile_at(&plan->world->network->quantile[(uint32_t)lateness->table], word);
    return late < 2 * MINUTES_PER_DAY ? late : 2 * MINUTES_PER_DAY;
}

/* The minute at which somebody booked for `at` comes. It is looked for on several days, between which `late` may have
 * changed: who came on the day before, by what was said then, is there; of the others the day of the booking decides. So
 * each comes once. */
static double minute_of_coming(const struct plan *plan, double at, uint64_t word, const struct lateness late[2]) {
    double day_start = floor(at / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    double booked = at - plan->pathway->arrivals.early_minutes;
    double minute = booked + minutes_late(plan, &late[1], word);
    if (day_start <= 0) return minute; /* nobody could come before the run */
    double before = booked + minutes_late(plan, &late[0], word);
    if (before < day_start) return before > day_start - MINUTES_PER_DAY ? before : day_start - MINUTES_PER_DAY;
    return minute > day_start ? minute : day_start;
}

/* Those booked on the day `days` after this one who come today. Numbered by the day of their booking. */
static void draw_booked_on(const struct plan *plan, int days) {
    const struct network *network = plan->world->network;
    const struct arrivals *arrivals = &plan->pathway->arrivals;
    double booked_day = plan->day_start / MINUTES_PER_DAY + days;
    if (booked_day < 0) return;
    uint64_t number = (uint64_t)booked_day << (PERSON_ORDINAL_BITS - BATCH_BITS);
    uint32_t weekday = (uint32_t)calendar_weekday(network->first_day + (int32_t)booked_day);
    const struct lateness late[2] = {lateness_on(plan, booked_day - 1), lateness_on(plan, booked_day - (days > 0))};
    for (uint32_t i = 0; i < arrivals->booking_count; i++) {
        const struct booking *booking = &network->booking[arrivals->booking_first + i];
        if (booking->minute_of_week / MINUTES_PER_DAY != weekday) continue;
        for (uint32_t k = 0; k < booking->people; k++, number++) {
            struct draw_pair draw = draw_number(plan, number, DRAW_ATTEND);
            if (draw_uniform(draw.word[0]) >= plan->world->value[arrivals->attend]) continue;
            double at = booked_day * MINUTES_PER_DAY + booking->minute_of_week % MINUTES_PER_DAY;
            double minute = minute_of_coming(plan, at, draw.word[1], late);
            if (minute < 0 && plan->day_start <= 0 && days == 0) minute = 0; /* they stand there as the run begins */
            if (minute >= plan->day_start && minute < plan->day_start + MINUTES_PER_DAY)
                come(plan, number, minute, NONE);
        }
    }
}

/* ---- known arrivals ------------------------------------------------------------------------------------ */

static void draw_traced(const struct plan *plan) {
    const struct network *network = plan->world->network;
    const struct arrivals *arrivals = &plan->pathway->arrivals;
    uint64_t number = 0;
    for (uint32_t i = 0; i < arrivals->traced_count; i++) {
        const struct traced *traced = &network->traced[arrivals->traced_first + i];
        if (traced->minute >= plan->day_start + MINUTES_PER_DAY) break;
        for (uint32_t k = 0; k < traced->people; k++, number++)
            if (traced->minute >= plan->day_start) come(plan, number, traced->minute, traced->area);
    }
}

void planned_draw_day(struct world *world, uint32_t pathway, const struct day_profile *profile) {
    const struct pathway *at = &world->network->pathway[pathway];
    struct plan plan = {world, pathway, at, draw_key_make(world->seed, world->replication, at->key), world->now};
    switch ((enum arrival_kind)at->arrivals.kind) {
    case ARRIVE_RENEWAL:
        draw_renewal(&plan, profile);
        return;
    case ARRIVE_SLOTS:
        for (int days = -2; days <= 1; days++) draw_booked_on(&plan, days);
        return;
    case ARRIVE_TRACE:
        draw_traced(&plan);
        return;
    case ARRIVE_POISSON:
        break;
    }
}
