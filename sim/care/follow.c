/* Happenings are appended; what else must be known of a person (when the work ended, what has been charged) is
 * kept beside them. */
#include "care/follow.h"

#include "base/check.h"
#include "base/memory.h"
#include "care/money.h"
#include "care/value.h"

#include <math.h>
#include <stdlib.h>

enum status follow_init(struct follow *follow, const uint64_t *person, size_t count) {
    *follow = (struct follow){.followed = memory_new(count, sizeof follow->followed[0]), .count = count, .who = UINT64_MAX};
    if (follow->followed == NULL) return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        CHECK(i == 0 || person[i - 1] < person[i]);
        follow->followed[i] = (struct followed){.person = person[i], .slot = NONE, .work_ended = NAN};
    }
    return STATUS_OK;
}

void follow_free(struct follow *follow) {
    for (size_t i = 0; i < follow->count && follow->followed != NULL; i++) free(follow->followed[i].happening);
    free(follow->followed);
    *follow = (struct follow){0};
}

struct followed *follow_find(const struct follow *follow, uint64_t person) {
    size_t low = 0, high = follow->count;
    person &= follow->who;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (follow->followed[middle].person < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low < follow->count && follow->followed[low].person == person ? &follow->followed[low] : NULL;
}

bool follow_is_over(const struct follow *follow, double minute) {
    for (size_t i = 0; i < follow->count; i++) {
        const struct followed *followed = &follow->followed[i];
        bool may_come = !followed->came && minute < person_last_minute(followed->person);
        if (may_come || (followed->came && !followed->gone)) return false;
    }
    return true;
}

static void append(struct follow *follow, struct followed *followed, struct happening happening) {
    if (memory_reserve(&followed->happening, &followed->capacity, followed->count + 1,
                       sizeof followed->happening[0]) != STATUS_OK) {
        follow->out_of_memory = true;
        return;
    }
    followed->happening[followed->count++] = happening;
}

/* A clock's start is heard of only when the clock stops: it goes to where it belongs, after all else of its minute. */
static void insert_clock(const struct world *world, uint32_t slot, uint32_t standard, double start) {
    struct followed *followed = follow_find(world->follow, world->patient[slot].person);
    bool is_clock = world->network->standard[standard].kind == STANDARD_CLOCK;
    if (followed == NULL || followed->count == 0 || !is_clock) return;
    double from = followed->happening[0].minute; /* who waits when the run begins may have come before it */
    struct happening clock = {.minute = start > from ? start : from,
                              .kind = HAPPENS_clock_started,
                              .number = {standard, start < 0 ? -start : (double)NAN}};
    size_t at = followed->count;
    append(world->follow, followed, clock);
    if (world->follow->out_of_memory) return;
    for (; at > 0 && followed->happening[at - 1].minute > clock.minute; at--) followed->happening[at] = followed->happening[at - 1];
    followed->happening[at] = clock;
}

/* ---- money --------------------------------------------------------------------------------------------- */

/* What one use of a rule comes to, at the price of the moment, in whole micro-pounds. */
static void charge(const struct world *world, struct followed *followed, uint32_t target, double units) {
    const struct money_target *at = &world->network->money_target[target];
    const struct money_rule *rule = &world->network->money_rule[at->rule];
    bool settled = at->contract != NONE; /* nothing is paid for one alone: at the end of the year for all together */
    double share = at->share == NONE || settled ? 1 : world->value[at->share];
    double micro_pounds = (double)llround(units * world->value[rule->rate] * share);
    bool to_oneself = rule->is_payment && at->from == at->to;
    if (micro_pounds == 0 || to_oneself || (settled && at->parts == 0)) return;
    double to = at->to == NONE ? (double)NAN : at->to;
    struct happening happening = {.minute = world->now, .kind = HAPPENS_cost, .number = {to, micro_pounds, at->rule}};
    if (rule->is_payment)
        happening = (struct happening){.minute = world->now,
                                       .kind = HAPPENS_payment,
                                       .number = {at->from == NONE ? (double)NAN : at->from, to, micro_pounds, at->rule}};
    if (settled)
        happening = (struct happening){.minute = world->now, .kind = HAPPENS_counted, .number = {micro_pounds, at->rule}};
    append(world->follow, followed, happening);
}

/* Charges every rule of one driver that goes by this post or pool. */
static void charge_all(const struct world *world, struct followed *followed, enum driver driver, uint32_t index,
                       double units) {
    const struct network *network = world->network;
    for (uint32_t target = 0; target < network->money_target_count && units > 0; target++) {
        const struct money_target *at = &network->money_target[target];
        if (at->index == index && network->money_rule[at->rule].driver == driver)
            charge(world, followed, target, units);
    }
}

/* The time of the stay at `post` since it was last charged. */
static void charge_stay(const struct world *world, struct followed *followed, uint32_t post, double started) {
    double from = started > followed->charged_until ? started : followed->charged_until;
    charge_all(world, followed, DRIVER_STEP_TIME, post, world->now - from);
    followed->charged_until = world->now;
}

/* True where the rule goes by the time at this post. */
static bool goes_by_stay(const struct network *network, uint32_t rule, uint32_t post) {
    const struct money_rule *at = &network->money_rule[rule];
    for (uint32_t i = 0; i < at->target_count && at->driver == DRIVER_STEP_TIME; i++)
        if (network->money_target[at->target_first + i].index == post) return true;
    return false;
}

/* The post where a person is inside or whose place they still keep; NONE where there is none. */
static uint32_t post_of_stay(const struct world *world, const struct followed *followed) {
    if (followed->slot == NONE) return NONE;
    const struct patient *patient = &world->patient[followed->slot];
    return patient->state == PATIENT_INSIDE ? patient->post : patient->leaving;
}

void follow_settle(const struct world *world, uint32_t rule) {
    for (size_t i = 0; world->follow != NULL && i < world->follow->count; i++) {
        struct followed *followed = &world->follow->followed[i];
        uint32_t post = post_of_stay(world, followed);
        if (post != NONE && goes_by_stay(world->network, rule, post))
            charge_stay(world, followed, post, world->patient[followed->slot].started);
    }
}

/* ---- happenings with more to them ---------------------------------------------------------------------- */

static void after_start(const struct world *world, struct followed *followed, const struct happening *happening) {
    uint32_t post = (uint32_t)happening->number[0];
    const struct post *at = &world->network->post[post];
    double staff_km = happening->number[3];
    charge_all(world, followed, DRIVER_USE, post, 1);
    if (staff_km > 0) charge_all(world, followed, DRIVER_MILES, at->pool[0], staff_km * MILES_PER_KM);
    followed->charged_until = world->now;
}

static void after_borrowing(const struct world *world, struct followed *followed, const struct happening *happening) {
    double km = happening->number[3];
    if (km > 0) charge_all(world, followed, DRIVER_MILES, (uint32_t)happening->number[1], km * MILES_PER_KM);
}

static void after_giving_way(const struct world *world, struct followed *followed, const struct happening *happening) {
    charge_stay(world, followed, (uint32_t)happening->number[0], world->now - happening->number[1]);
    followed->gave_way = world->now;
}

/* It is counted as one start. */
static void after_going_on(const struct world *world, struct followed *followed, const struct happening *happening) {
    const struct post *at = &world->network->post[(uint32_t)happening->number[0]];
    double staff_km = happening->number[3];
    if (staff_km > 0) charge_all(world, followed, DRIVER_MILES, at->pool[0], staff_km * MILES_PER_KM);
    followed->charged_until = world->now;
}

/* The stay, and what it costs, begins. */
static void after_setting_out(const struct world *world, struct followed *followed, const struct happening *happening) {
    (void)happening;
    followed->charged_until = world->now;
}

/* The way is over, at the door or before it. */
static void after_the_way(const struct world *world, struct followed *followed, const struct happening *happening) {
    uint32_t post = (uint32_t)happening->number[0];
    double km = happening->number[2];
    charge_stay(world, followed, post, world->now - happening->number[1]);
    if (km > 0) charge_all(world, followed, DRIVER_MILES, world->network->post[post].pool[0], km * MILES_PER_KM);
}

/* The place is kept after the work: it will be left later. */
static void after_work(const struct world *world, struct followed *followed, const struct happening *happening) {
    (void)happening;
    followed->work_ended = world->now;
}

static void after_leaving(const struct world *world, struct followed *followed, const struct happening *happening) {
    charge_stay(world, followed, (uint32_t)happening->number[0], world->now - happening->number[1]);
    followed->work_ended = NAN;
}

static void after_moving(const struct world *world, struct followed *followed, const struct happening *happening) {
    charge_stay(world, followed, (uint32_t)happening->number[1], world->now - happening->number[0]);
}

static void after_going(const struct world *world, struct followed *followed, const struct happening *happening) {
    (void)world;
    (void)happening;
    followed->gone = true;
    followed->slot = NONE;
}

/* A place that was kept for no time at all was not kept. */
static void forget_keeping(const struct world *world, struct followed *followed) {
    size_t kept = followed->count;
    for (size_t i = followed->count; i > 0 && followed->happening[i - 1].minute == world->now; i--) kept = i - 1;
    for (size_t i = kept; i < followed->count; i++)
        if (followed->happening[i].kind != HAPPENS_kept) followed->happening[kept++] = followed->happening[i];
    followed->count = kept;
}

/* The first that is heard of somebody. */
static void come(const struct world *world, struct followed *followed) {
    const struct network *network = world->network;
    uint32_t number = person_stream(world->patient[followed->slot].person);
    const struct stream *stream = &network->stream[number];
    double list = network->list_bits == 0 ? (double)NAN : number & (network_streams_together(network) - 1);
    followed->came = true;
    append(world->follow, followed,
           (struct happening){world->now, HAPPENS_came, {stream->pathway, stream->area, list}});
}

void follow_note(const struct world *world, uint32_t slot, enum happening_kind kind, const double *number) {
    static void (*const after[HAPPENING_KINDS])(const struct world *world, struct followed *followed,
                                                const struct happening *happening) = {
        [HAPPENS_started] = after_start, [HAPPENS_kept] = after_work, [HAPPENS_carried] = after_work,
        [HAPPENS_left] = after_leaving,
        [HAPPENS_moved_inside] = after_moving, [HAPPENS_gave_way] = after_giving_way,
        [HAPPENS_went_on] = after_going_on, [HAPPENS_borrowed] = after_borrowing,
        [HAPPENS_set_out] = after_setting_out, [HAPPENS_reached] = after_the_way, [HAPPENS_called_off] = after_the_way,
        [HAPPENS_done] = after_going,    [HAPPENS_gone] = after_going,
    };
    struct followed *followed = follow_find(world->follow, world->patient[slot].person);
    if (followed == NULL) return;
    followed->slot = slot;
    if (!followed->came) come(world, followed);
    struct happening happening = {.minute = world->now, .kind = kind};
    for (unsigned i = 0; i < FOLLOW_NUMBERS; i++) happening.number[i] = number[i];
    bool was_kept = kind == HAPPENS_left && world->now > followed->work_ended;
    if (kind == HAPPENS_left) happening.number[2] = was_kept ? world->now - followed->work_ended : (double)NAN;
    if (kind == HAPPENS_left && !was_kept) forget_keeping(world, followed);
    append(world->follow, followed, happening);
    if (after[kind] != NULL) after[kind](world, followed, &happening);
}

/* Where others can make the work slower, its end is not known when it starts. */
static bool end_is_known(const struct network *network, uint32_t post, const struct step *step) {
    return step->need_count == 0 || network->pool[network->post[post].pool[0]].attention == NONE;
}

void follow_started(const struct world *world, uint32_t slot, double at_door, double end, double staff_km) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct followed *followed = follow_find(world->follow, patient->person);
    if (followed == NULL) return;
    if (patient->again == AGAIN_MOVED && !followed->came) return; /* was there when the run began: told afterwards */
    const struct step *step = patient_step(world, patient);
    bool waited = world->now > patient->since, drives = at_door > world->now;
    double staff = drives ? at_door - world->now : (double)NAN;
    double km = drives && staff_km > 0 ? staff_km : (double)NAN;
    double until = end_is_known(network, patient->post, step) ? end : (double)NAN;
    uint32_t next = network->branch[step->branch_first + patient->branch].to;
    if (patient->again == AGAIN_RESUMES || patient->again == AGAIN_RESTARTS)
        FOLLOW(world, slot, went_on, patient->post, world->now - followed->gave_way, staff, km, end - at_door, until, next);
    else
        FOLLOW(world, slot, started, patient->post, waited ? world->now - patient->since : (double)NAN, staff, km,
               end - at_door, until, next);
}

void follow_left(const struct world *world, uint32_t slot) {
    const struct patient *patient = &world->patient[slot];
    if (patient->leaving != NONE) FOLLOW(world, slot, left, patient->leaving, world->now - patient->started);
}

/* How many stand before somebody in a line. */
static uint32_t ahead_of(const struct world *world, uint32_t pool, uint32_t slot) {
    uint32_t ahead = 0;
    for (uint32_t at = pool_first(&world->pool[pool]); at != slot && at != NOBODY; ahead++)
        at = pool_after(&world->pool[pool], world->link, world->patient[at].priority, at);
    return ahead;
}

void follow_joined(const struct world *world, uint32_t slot, uint32_t pool) {
    if (!follow_has(world, slot)) return;
    const struct pool_state *line = &world->pool[pool];
    unsigned class = world->patient[slot].priority + 1u;
    FOLLOW(world, slot, joined_line, pool, ahead_of(world, pool, slot), class == MAX_PRIORITIES ? (double)NAN : class,
           line->in_use, line->capacity);
}

void follow_kept(const struct world *world, uint32_t slot, struct holding held, const struct step *next) {
    double step = (double)(next - world->network->step);
    if ((next->keeps_kinds >> held.kind & 1) == 0)
        FOLLOW(world, slot, carried, held.pool, step);
    else
        FOLLOW(world, slot, kept, held.pool, step);
}

void follow_lost(const struct world *world, uint32_t slot) {
    const struct patient *patient = &world->patient[slot];
    FOLLOW(world, slot, lost_patience, world->now - patient->since, patient_step(world, patient)->impatient_to);
}

void follow_moved(const struct world *world, uint32_t slot) {
    const struct patient *patient = &world->patient[slot];
    const struct followed *followed = follow_find(world->follow, patient->person);
    if (followed == NULL) return;
    bool gave_way = patient->again == AGAIN_RESUMES || patient->again == AGAIN_RESTARTS;
    FOLLOW(world, slot, moved_waiting, world->now - (gave_way ? followed->gave_way : patient->since), patient->post);
}

void follow_reading(const struct world *world, uint32_t slot, const struct told_reading *reading) {
    insert_clock(world, slot, reading->standard, reading->start);
    double target = world->value[world->network->standard[reading->standard].within];
    bool within = (double)(float)reading->minutes <= target; /* as its record has it */
    enum verdict verdict = reading->unfinished ? VERDICT_UNFINISHED : within ? VERDICT_WITHIN : VERDICT_BEYOND;
    enum outside outside = reading->start < world->network->window_from ? OUTSIDE_BEFORE : OUTSIDE_AFTER;
    FOLLOW(world, slot, reading, reading->standard, reading->minutes, verdict, target,
           reading->counted ? (double)NAN : (double)outside);
}

void follow_void(const struct world *world, uint32_t slot) {
    const struct patient *patient = &world->patient[slot];
    for (unsigned i = 0; i < patient->clock_count; i++) {
        insert_clock(world, slot, patient->clock[i], patient->clock_start[i]);
        FOLLOW(world, slot, clock_void, patient->clock[i]);
    }
    for (size_t i = 0; i < world->extra_clock_count; i++) {
        if (world->extra_clock[i].patient != slot) continue;
        insert_clock(world, slot, world->extra_clock[i].standard, world->extra_clock[i].start);
        FOLLOW(world, slot, clock_void, world->extra_clock[i].standard);
    }
}

void follow_gone(const struct world *world, uint32_t slot, bool done) {
    follow_void(world, slot);
    if (done)
        FOLLOW(world, slot, done, 0);
    else
        FOLLOW(world, slot, gone, 0);
}

void follow_end(const struct world *world) {
    for (size_t i = 0; i < world->follow->count; i++) {
        struct followed *followed = &world->follow->followed[i];
        uint32_t post = post_of_stay(world, followed);
        if (post != NONE) charge_stay(world, followed, post, world->patient[followed->slot].started);
        if (followed->came && !followed->gone)
            append(world->follow, followed, (struct happening){.minute = world->now, .kind = HAPPENS_still_here});
    }
}
