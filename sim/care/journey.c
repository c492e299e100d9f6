/* The way of one patient. Read downwards in the order it is walked: go, arrive, start, end, leave.
 * house: long because it is one way, whose parts lead back to each other. */
#include "care/journey.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/choice.h"
#include "care/clocks.h"
#include "care/elsewhere.h"
#include "care/counting.h"
#include "care/escalation.h"
#include "care/exposure.h"
#include "care/follow.h"
#include "care/handoff.h"
#include "care/holdings.h"
#include "care/inside.h"
#include "care/luck.h"
#include "care/on_the_way.h"
#include "care/rings.h"
#include "care/session.h"
#include "care/turn_round.h"
#include "care/work.h"

#include <math.h>

static void arrive(struct world *world, uint32_t slot);

/* ---- leaving ------------------------------------------------------------------------------------------- */

/* The place of the step before is given up: the last event of that step. */
static inline void leave_post(struct world *world, uint32_t slot, uint32_t post) {
    give_up_place(world, slot, post);
    clocks_event(world, slot, post, EVENT_LEAVES, world->now);
}

static COLD void leave_told(struct world *world, uint32_t slot, uint32_t post) {
    follow_left(world, slot);
    leave_post(world, slot, post);
}

static void leave(struct world *world, uint32_t slot) {
    uint32_t post = world->patient[slot].leaving;
    if (post == NONE) return;
    if (follow_is_on(world))
        leave_told(world, slot, post);
    else
        leave_post(world, slot, post);
}

/* How a person's stay in the system ends. */
enum way_out { OUT_DONE, OUT_LEFT };

static void go_home(struct world *world, uint32_t slot, enum way_out way) {
    holdings_let_go(world, slot, true);
    leave(world, slot);
    if (follow_is_on(world)) follow_gone(world, slot, way == OUT_DONE);
    clocks_drop(world, slot);
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct stream *stream = &network->stream[person_stream(patient->person)];
    size_t row = (size_t)stream->pathway * network->area_count + stream->area;
    (way == OUT_DONE ? world->outcome.done : world->outcome.left)[row]++;
    double from = patient->arrived > network->window_from ? patient->arrived : network->window_from;
    double to = world->now < network->window_to ? world->now : network->window_to;
    if (to > from) world->stay_minutes += to - from;
    world_remove_patient(world, slot);
}

/* ---- going to a step ----------------------------------------------------------------------------------- */

/* Sets out for a chosen provider after a hand-over of so many minutes; arrives at once where there is none, unless the
 * step says that journeys take time. */
static void set_out(struct world *world, uint32_t slot, uint32_t step, const struct chosen *chosen, double handover) {
    struct patient *patient = &world->patient[slot];
    uint32_t post = world->network->option[chosen->option].post;
    if (chosen->journey) {
        count_flow(world, slot, chosen);
        clocks_travel(world, slot, post, chosen->minutes);
    }
    if (world->network->sends_out) choice_note_place(world, slot, step);
    if (exposure_is_counted(world)) exposure_journey(world, slot, step, chosen->km);
    patient->post = post;
    if (world->network->step[step].travel_mode != NONE) handover += chosen->minutes;
    if (handover > 0) {
        patient->state = PATIENT_TRAVELLING;
        world_set_event(world, slot, world->now + handover);
        return;
    }
    arrive(world, slot);
}

static void go_to(struct world *world, uint32_t slot, uint32_t step, bool sent_on);

/* Gives up a step, and goes to another instead (NONE: home). */
static void go_instead(struct world *world, uint32_t slot, const struct step *step, uint32_t to) {
    count_visit(world, slot, step);
    world->patient[slot].again = AGAIN_NOT;
    if (to == NONE) {
        go_home(world, slot, OUT_LEFT);
        return;
    }
    holdings_keep_on(world, slot, &world->network->step[to]);
    if (world->patient[slot].held_count == 0) leave(world, slot);
    go_to(world, slot, to, false);
}

/* Nobody open offers the step. Whoever had come for it before (and was sent on) is done there. */
static void find_nobody(struct world *world, uint32_t slot, uint32_t index) {
    const struct network *network = world->network;
    const struct step *step = &network->step[index];
    uint32_t post = world->patient[slot].post;
    elsewhere_shut(world, slot, index);
    bool was_there = step->closed_to != NONE && post != NONE && network->post[post].step == index;
    if (was_there) clocks_event(world, slot, post, EVENT_LEAVES, world->now);
    go_instead(world, slot, step, step->closed_to);
}

/* Chooses where; with `sent_on` for a step that the person had already set out for. */
static void go_to(struct world *world, uint32_t slot, uint32_t step, bool sent_on) {
    if (sent_on)
        count_sending_on(&world->patient[slot]);
    else
        world->patient[slot].sent_on = 0;
    struct chosen chosen = choice_make(world, slot, step, false);
    if (follow_is_on(world)) choice_tell(world, slot, step, false, &chosen);
    if (chosen.option == NONE) {
        find_nobody(world, slot, step);
        return;
    }
    double handover = 0;
    if (world->network->handoff_count > 0 && !sent_on) /* who is sent on has been handed over */
        handover = handoff_make(world, slot, world->network->option[chosen.option].post);
    set_out(world, slot, step, &chosen, handover);
}

/* ---- starting ------------------------------------------------------------------------------------------ */

static void set_end(struct world *world, uint32_t slot, double end) {
    if (world->network->keeps_inside)
        inside_join(world, slot, end - world->now);
    else
        world_set_event(world, slot, end);
}

/* What the step needs is held, and the staff are there `at_door`; `whom` knows the branch. Gives the minute at which it will
 * end. Inline, since every start goes through it. */
static inline double begin(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, double at_door) {
    struct patient *patient = &world->patient[slot];
    if (patient->again != AGAIN_RESUMES && patient->again != AGAIN_RESTARTS) count_start(world, patient, at_door);
    double end = work_end(world, slot, step, whom, at_door);
    if (follow_is_on(world)) follow_started(world, slot, at_door, end, work_staff_km(world, slot, step, whom));
    if (patient->again == AGAIN_NOT) clocks_event(world, slot, patient->post, EVENT_STARTS, at_door);
    patient->again = AGAIN_NOT;
    return end;
}

/* The staff, who might have been called off, are there. */
static void reach(struct world *world, uint32_t slot) {
    on_the_way_reach(world, slot);
    struct patient *patient = &world->patient[slot];
    const struct step *step = patient_step(world, patient);
    struct whom whom = whom_of(world->network, person_stream(patient->person));
    whom_set_branch(&whom, step, patient->branch);
    if (exposure_is_counted(world) && patient->again == AGAIN_NOT) exposure_starts(world, slot);
    inside_begin(world, slot, begin(world, slot, step, &whom, world->now) - world->now);
}

static void start(struct world *world, uint32_t slot) {
    const struct step *step = patient_step(world, &world->patient[slot]);
    struct whom whom = whom_of(world->network, person_stream(world->patient[slot].person));
    bool may_be_called_off = step->preemption == PREEMPT_ON_WAY;
    if (exposure_is_counted(world) && world->patient[slot].again == AGAIN_NOT && !may_be_called_off) exposure_starts(world, slot);
    double at_door = world->now + holdings_change(world, slot, &whom);
    leave(world, slot);
    struct patient *patient = &world->patient[slot];
    bool goes_on = patient->again == AGAIN_RESUMES || patient->again == AGAIN_RESTARTS || patient->again == AGAIN_CALLED_OFF;
    if (world->network->keeps_inside && !goes_on) world->work[slot].before = 0;
    patient->state = PATIENT_INSIDE;
    patient->started = world->now;
    patient->branch = luck_branch(world, slot, step, &whom);
    whom_set_branch(&whom, step, patient->branch);
    if (patient->again != AGAIN_RESUMES) at_door += work_staff_minutes(world, slot, step, &whom);
    if (may_be_called_off) {
        on_the_way_set_out(world, slot, at_door - world->now);
        inside_join(world, slot, at_door - world->now);
        return;
    }
    if (patient->again != AGAIN_RESUMES) work_count_km(world, slot, step, &whom, 1);
    set_end(world, slot, begin(world, slot, step, &whom, at_door));
}

/* ---- arriving and waiting ------------------------------------------------------------------------------ */

/* They give up what they keep, and go on waiting while it is made ready. */
static void put_out(struct world *world, const uint32_t *ring, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        FOLLOW(world, ring[i], put_out, count - 1);
        holdings_let_go_waiting(world, ring[i]);
        leave(world, ring[i]);
    }
    world->outcome.rings++;
}

/* Patients each holding what the next waits for all move at this instant: nobody else could ever free them. */
static void resolve_ring(struct world *world, uint32_t slot) {
    uint32_t ring[RING_LONGEST];
    unsigned count = rings_find(world, slot, ring);
    for (unsigned i = 0; i < count; i++)
        if (holdings_turn_round(world, ring[i])) {
            put_out(world, ring, count);
            return;
        }
    for (unsigned i = 0; i < count; i++) {
        const struct patient *patient = &world->patient[ring[i]];
        uint32_t pool = world->network->post[patient->post].pool[0];
        pool_leave(&world->pool[pool], world->link, world->now, patient->priority, ring[i]);
    }
    for (unsigned i = 0; i < count; i++) {
        FOLLOW(world, ring[i], ring, count - 1);
        start(world, ring[i]);
    }
    if (count > 0) world->outcome.rings++;
}

/* Whoever could start but for a head of the line who waits for just what he keeps goes first. */
static bool passes_head(struct world *world, uint32_t slot, const struct whom *whom) {
    const struct patient *patient = &world->patient[slot];
    struct pool_state *line = &world->pool[world->network->post[patient->post].pool[0]];
    uint32_t head = pool_first(line);
    if (head == slot || !capacity_has_room(world, patient->post, whom) || !rings_may_pass(world, slot, head) ||
        !session_fits(world, slot, patient_step(world, patient)))
        return false;
    pool_leave(line, world->link, world->now, patient->priority, slot);
    world->outcome.rings++;
    FOLLOW(world, slot, let_past, 0);
    start(world, slot);
    return true;
}

static void join_line(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    struct patient *patient = &world->patient[slot];
    uint32_t pool = world->network->post[patient->post].pool[0];
    patient->state = PATIENT_WAITING;
    patient->event = 0;
    pool_join(&world->pool[pool], world->link, world->now, patient->priority, slot);
    if (follow_is_on(world)) follow_joined(world, slot, pool);
    if (world->network->pool[pool].asks_from != NONE) capacity_freed(world, pool); /* enough may wait now to be helped */
    if (step->patience.first != NONE) world_set_event(world, slot, world->now + luck_patience(world, slot, step, whom));
    if (world->may_ring && !passes_head(world, slot, whom)) resolve_ring(world, slot);
}

static void leave_line(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    uint32_t pool = world->network->post[patient->post].pool[0];
    pool_leave(&world->pool[pool], world->link, world->now, patient->priority, slot);
    patient->event = 0;
    capacity_freed(world, pool); /* whoever stood behind may be served now */
}

/* Gives up coming in, and goes to another step instead (NONE: home). */
static void leave_for(struct world *world, uint32_t slot, const struct step *step, uint32_t to) {
    clocks_event(world, slot, world->patient[slot].post, EVENT_LEAVES, world->now);
    go_instead(world, slot, step, to);
}

static void turn_away(struct world *world, uint32_t slot, const struct step *step) {
    const struct patient *patient = &world->patient[slot];
    if (patient->period != NO_PERIOD) elsewhere_turned(world, patient, step);
    FOLLOW(world, slot, turned_away, patient->post, world->pool[world->network->post[patient->post].pool[0]].waiting,
           step->full_to == NONE ? (double)NAN : step->full_to);
    if (step->full_to != NONE) clocks_event(world, slot, patient->post, EVENT_LEAVES, world->now);
    go_instead(world, slot, step, step->full_to);
}

/* Cancelled for want of room, or by an escalation rule (else NONE): home, and come again some time. A clock that runs
 * goes on. What was kept from the step before is given up. */
static void cancel(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom, uint32_t rule) {
    struct patient *patient = &world->patient[slot];
    if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->cancelled++;
    double again = step->rebook.first == NONE ? INFINITY : luck_rebooking(world, slot, step, whom);
    if (rule == NONE)
        FOLLOW(world, slot, cancelled, patient->post, isinf(again) ? (double)NAN : again);
    else
        FOLLOW(world, slot, cancelled_by_rule, rule, patient->post, isinf(again) ? (double)NAN : again);
    if (step->rebook.first == NONE) {
        count_visit(world, slot, step);
        go_home(world, slot, OUT_LEFT);
        return;
    }
    holdings_let_go(world, slot, true);
    leave(world, slot);
    patient = &world->patient[slot];
    patient->state = PATIENT_REBOOKED;
    patient->to_step = world->network->post[patient->post].step;
    world_set_event(world, slot, world->now + again);
}

static void turn_round(struct world *world, uint32_t slot, const struct step *step) {
    const struct patient *patient = &world->patient[slot];
    if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->balked++;
    FOLLOW(world, slot, balked, patient->post, step->balk_to);
    leave_for(world, slot, step, step->balk_to);
}

/* The post is full and the step does not simply wait: true where the patient has been dealt with. */
static bool turned_elsewhere(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    struct patient *patient = &world->patient[slot];
    const struct post *post = &world->network->post[patient->post];
    int32_t waiting = world->pool[post->pool[0]].waiting;
    bool limited = step->line_limit.first != NONE;
    bool line_full = limited && waiting >= value_of(world, step->line_limit, whom);
    if (step->when_full == FULL_DIVERT && (!limited || line_full)) {
        struct chosen chosen = choice_make(world, slot, post->step, true);
        if (chosen.option != NONE) {
            if (follow_is_on(world)) choice_tell(world, slot, post->step, true, &chosen);
            if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->diverted++;
            count_sending_on(patient);
            set_out(world, slot, post->step, &chosen, 0);
            return true;
        }
        if (step->nowhere == FULL_WAIT) return false;
    }
    uint32_t rule = step->when_full == FULL_DIVERT ? step->nowhere : step->when_full;
    bool no_room = limited ? line_full : rule == FULL_TURN_AWAY || rule == FULL_CANCEL;
    if (!no_room) return false;
    if (rule == FULL_CANCEL)
        cancel(world, slot, step, whom, NONE);
    else
        turn_away(world, slot, step);
    return true;
}

static bool makes_room(struct world *world, uint32_t slot, const struct step *step, const struct whom *whom) {
    return inside_make_room(world, slot, whom) || (step->one_line && inside_make_room_elsewhere(world, slot, whom));
}

/* Comes to the post, or `was_there` since a minute when the run begins: then nobody turns them round or away. */
static void arrive_since(struct world *world, uint32_t slot, double minute, bool was_there) {
    struct patient *patient = &world->patient[slot];
    const struct step *step = patient_step(world, patient);
    struct whom whom = whom_of(world->network, person_stream(patient->person));
    patient->since = minute;
    patient->period = world_period_at(world, minute);
    if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->arrived++;
    if (patient->again == AGAIN_NOT) clocks_event(world, slot, patient->post, EVENT_ARRIVES, patient->since);
    if (exposure_is_counted(world)) exposure_arrives(world, slot);
    patient->priority = (uint8_t)priority_of(world, step, &whom);
    if (world->network->escalation_count > 0 && !was_there && (world->door[patient->post] & DOOR_CANCELS) != 0)
        cancel(world, slot, step, &whom, escalation_at_door(world, patient->post, DOOR_CANCELS));
    else if (step->balk_count > 0 && !was_there && luck_turns_round(world, slot, step, &whom))
        turn_round(world, slot, step);
    else if ((capacity_may_start(world, patient->post, &whom, patient->priority) && session_fits(world, slot, step)) ||
             (world->network->may_preempt && makes_room(world, slot, step, &whom)))
        start(world, slot);
    else if (was_there || !turned_elsewhere(world, slot, step, &whom))
        join_line(world, slot, step, &whom);
}

static void arrive(struct world *world, uint32_t slot) {
    arrive_since(world, slot, world->now, false);
}

static void lose_patience(struct world *world, uint32_t slot) {
    struct patient *patient = &world->patient[slot];
    const struct step *step = patient_step(world, patient);
    leave_line(world, slot);
    if (follow_is_on(world)) follow_lost(world, slot);
    if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->left_waiting++;
    leave_for(world, slot, step, step->impatient_to);
}

/* ---- ending -------------------------------------------------------------------------------------------- */

static void end(struct world *world, uint32_t slot) {
    const struct network *network = world->network;
    struct patient *patient = &world->patient[slot];
    const struct step *step = patient_step(world, patient);
    const struct branch *branch = &network->branch[step->branch_first + patient->branch];
    if (network->keeps_inside) inside_leave(world, slot);
    patient->leaving = patient->post;
    patient->leaving_period = patient->period;
    patient->state = PATIENT_BETWEEN;
    count_work(world, patient);
    clocks_event(world, slot, patient->post, EVENT_ENDS, world->now);
    double gap = luck_gap(world, slot, step, branch);
    count_visit(world, slot, step);
    if (branch->to == NONE) {
        holdings_let_go(world, slot, false);
        go_home(world, slot, OUT_DONE);
        return;
    }
    holdings_keep_for(world, slot, &network->step[branch->to]);
    patient = &world->patient[slot];
    if (patient->held_count == 0) leave(world, slot);
    if (gap > 0) {
        if (patient->held_count == 0) patient->state = PATIENT_AT_HOME;
        FOLLOW(world, slot, gap, gap, branch->to, patient->held_count > 0);
        patient->to_step = branch->to;
        world_set_event(world, slot, world->now + gap);
    } else {
        go_to(world, slot, branch->to, false);
    }
}

/* True where the place closed on the way to it, and those who waited there had to choose again. */
static bool found_closed(const struct world *world, uint32_t slot) {
    uint32_t post = world->patient[slot].post;
    if (world->value[world->network->offer[world->network->post[post].offer].open] >= 0) return false;
    FOLLOW(world, slot, found_closed, post);
    return true;
}

void journey_event(struct world *world, uint32_t slot) {
    switch ((enum patient_state)world->patient[slot].state) {
    case PATIENT_BETWEEN:
    case PATIENT_AT_HOME:
        go_to(world, slot, world->patient[slot].to_step, false);
        return;
    case PATIENT_TRAVELLING:
        if (found_closed(world, slot))
            go_to(world, slot, world->network->post[world->patient[slot].post].step, true);
        else
            arrive(world, slot);
        return;
    case PATIENT_WAITING:
        lose_patience(world, slot);
        return;
    case PATIENT_INSIDE:
        if (on_the_way(world, slot))
            reach(world, slot);
        else
            end(world, slot);
        return;
    case PATIENT_REBOOKED:
        go_to(world, slot, world->patient[slot].to_step, true);
        return;
    case PATIENT_GONE:
        turn_round_end(world, slot);
        return;
    case PATIENT_FREE:
        break;
    }
    CHECK(false); /* an event for nobody */
}

/* ---- letting in ---------------------------------------------------------------------------------------- */

/* Whoever waits at one provider of several with one line is served by another that has room, and counts as its own. */
static bool taken_over(struct world *world, uint32_t slot) {
    const struct network *network = world->network;
    struct patient *patient = &world->patient[slot];
    uint32_t option = choice_free_now(world, slot, network->post[patient->post].step);
    if (option == NONE) return false;
    leave_line(world, slot);
    uint32_t came_to = patient->post;
    patient->post = network->option[option].post;
    count_taken_over(world, patient, came_to);
    FOLLOW(world, slot, taken_over, network->option[option].provider, world->now - patient->since);
    start(world, slot);
    return true;
}

/* Lets in the first of a line who can start; false where the line is held up or empty. */
static bool serve_line(struct world *world, uint32_t pool) {
    const struct pool_state *line = &world->pool[pool];
    uint32_t head = pool_first(line), slot = head;
    bool may_pass = false;
    while (slot != NOBODY) {
        struct patient *patient = &world->patient[slot];
        const struct step *step = patient_step(world, patient);
        struct whom whom = whom_of(world->network, person_stream(patient->person));
        bool may_start = slot == head || step->overtake;
        if (may_start && capacity_has_room(world, patient->post, &whom) && session_fits(world, slot, step)) {
            pool_leave(&world->pool[pool], world->link, world->now, patient->priority, slot);
            start(world, slot);
            return true;
        }
        if (may_start && step->one_line && taken_over(world, slot)) return true;
        if (slot == head)
            may_pass = world->may_ring && rings_head_waits_for_kept(world, head);
        else if (may_pass && passes_head(world, slot, &whom))
            return true;
        if (!world->may_overtake && !may_pass) return false;
        slot = pool_after(line, world->link, patient->priority, slot);
    }
    return false;
}

/* Of several lines that need one pool, the one whose head comes first by (priority, waiting since, person). */
static uint32_t first_line(const struct world *world, const uint32_t *line, uint32_t count, uint64_t held_up) {
    uint32_t best = NONE;
    const struct patient *best_patient = NULL;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t head = pool_first(&world->pool[line[i]]);
        if (head == NOBODY || (held_up >> (i & 63) & 1) != 0) continue;
        const struct patient *patient = &world->patient[head];
        bool first = best == NONE || patient->priority < best_patient->priority ||
                     (patient->priority == best_patient->priority &&
                      (patient->since < best_patient->since ||
                       (patient->since == best_patient->since && patient->person < best_patient->person)));
        if (first) {
            best = i;
            best_patient = patient;
        }
    }
    return best;
}

static void wake(struct world *world, uint32_t pool) {
    const uint32_t *line = &world->network->wakes[world->network->wakes_first[pool]];
    uint32_t count = world->network->wakes_first[pool + 1] - world->network->wakes_first[pool];
    uint64_t held_up = 0;
    if (count == 1) {
        while (serve_line(world, line[0])) continue;
        return;
    }
    for (;;) {
        uint32_t next = first_line(world, line, count, held_up);
        if (next == NONE) return;
        if (!serve_line(world, line[next])) held_up |= (uint64_t)1 << (next & 63);
    }
}

void journey_drain(struct world *world) {
    while (world->freed_count > 0) {
        uint32_t pool = world->freed[--world->freed_count];
        world->is_freed[pool] = 0;
        if (world->network->keeps_inside) inside_set_pace(world, pool);
        wake(world, pool);
    }
}

/* ---- beginnings ---------------------------------------------------------------------------------------- */

static uint32_t add_person(struct world *world, uint64_t person) {
    const struct network *network = world->network;
    uint32_t slot = world_add_patient(world, person);
    if (slot == NONE) return NONE;
    const struct stream *stream = &network->stream[person_stream(person)];
    const struct area *area = &network->area[stream->area];
    world->outcome.arrived[(size_t)stream->pathway * network->area_count + stream->area]++;
    uint32_t home = area->home_first;
    if (area->home_count > 1) {
        double uniform = draw_uniform(draw_for(world, person, 0, DRAW_HOME).word[0]);
        while (home + 1 < area->home_first + area->home_count && uniform >= network->home[home].upto) home++;
    }
    world->patient[slot].home = home;
    return slot;
}

void journey_begin(struct world *world, uint64_t person) {
    uint32_t slot = add_person(world, person);
    if (slot == NONE) return;
    const struct network *network = world->network;
    go_to(world, slot, network->pathway[network->stream[person_stream(person)].pathway].first_step, false);
}

void journey_begin_inside(struct world *world, const struct start_state *from, const struct starter *starter) {
    uint32_t slot = add_person(world, starter->person);
    if (slot == NONE) return;
    const struct network *network = world->network;
    const struct step *step = &network->step[network->post[from->post].step];
    struct whom whom = whom_of(network, person_stream(starter->person));
    struct patient *patient = &world->patient[slot];
    double began = world->now - starter->elapsed;
    patient->post = from->post;
    patient->since = began;
    patient->priority = (uint8_t)priority_of(world, step, &whom);
    patient->again = AGAIN_MOVED; /* when they came is not known, so no clock says so */
    holdings_at_start(world, slot, from, true);
    start(world, slot);
    if (on_the_way(world, slot)) reach(world, slot);
    patient = &world->patient[slot];
    patient->started = began;
    if (from->elapsed.first != NONE) clocks_event(world, slot, from->post, EVENT_STARTS, began);
    whom_set_branch(&whom, step, patient->branch);
    if (network->keeps_inside) inside_leave(world, slot);
    double end = world->now + luck_remaining(world, from, starter->elapsed, starter->word, &whom);
    FOLLOW(world, slot, inside_at_start, from->post, end - world->now, end,
           network->branch[step->branch_first + patient->branch].to);
    set_end(world, slot, end);
}

uint32_t journey_put_waiting(struct world *world, const struct start_state *from, const struct starter *starter) {
    uint32_t slot = add_person(world, starter->person);
    if (slot == NONE) return NONE;
    world->patient[slot].post = from->post;
    holdings_at_start(world, slot, from, false);
    return slot;
}

void journey_begin_waiting(struct world *world, const struct start_state *from, const struct starter *starter) {
    uint32_t slot = starter->slot;
    struct patient *patient = &world->patient[slot];
    if (patient->held_count > 0) { /* when they began there is not known */
        patient->leaving = from->came_from;
        patient->leaving_period = NO_PERIOD;
        patient->started = (double)NAN;
    }
    FOLLOW(world, slot, at_start, starter->elapsed > 0 ? starter->elapsed : (double)NAN);
    arrive_since(world, slot, world->now - starter->elapsed, true);
}

void journey_move_on(struct world *world, uint32_t offer, bool inside) {
    const struct network *network = world->network;
    size_t count = world->patient_count;
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = (uint32_t)i;
        struct patient *patient = &world->patient[slot];
        if (patient->state == PATIENT_FREE || patient->post == NONE) continue;
        if (network->post[patient->post].offer != offer) continue;
        uint32_t step = network->post[patient->post].step;
        if (patient->state == PATIENT_WAITING) {
            if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->diverted++;
            leave_line(world, slot);
            if (follow_is_on(world)) follow_moved(world, slot);
            go_to(world, slot, step, true);
        } else if (inside && patient->state == PATIENT_INSIDE) {
            if (patient->period != NO_PERIOD) post_tally_of(world, patient->period, patient->post)->diverted++;
            uint32_t post = patient->post;
            patient->leaving_period = NO_PERIOD;
            patient->event = 0;
            bool first_way = on_the_way(world, slot) && world->work[slot].on_way == ON_WAY; /* had they begun elsewhere, they have */
            patient->again = first_way ? AGAIN_CALLED_OFF : AGAIN_MOVED;
            if (network->may_preempt) world->work[slot].on_way = ON_WAY_NOT;
            if (network->keeps_inside) inside_leave(world, slot);
            FOLLOW(world, slot, moved_inside, world->now - patient->started, post);
            patient->leaving = post;
            holdings_let_go(world, slot, false);
            give_up_place(world, slot, post);
            go_to(world, slot, step, true);
        }
    }
}
