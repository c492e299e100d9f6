/* world: all that one run writes: the clock, who is where, what is in use, and what has been counted. It is
 * flat and cloneable: world_copy gives a second world that goes on exactly as the first would.
 *
 * A world owns its arrays and its outcome; it borrows the network (which outlives it). */
#ifndef ICSIM_CARE_WORLD_H
#define ICSIM_CARE_WORLD_H

#include "care/outcome.h"
#include "care/person.h"
#include "care/records.h"
#include "engine/event_list.h"
#include "engine/pool.h"
#include "network/network.h"

enum {
    MAX_HELD = 4,        /* pools held at once: those of one step */
    CLOCKS_IN_PLACE = 4, /* open clocks kept in the patient; more go to a side table */
    RECORD_CHUNK = 1 << 15,
    NO_PERIOD = UINT8_MAX,
};

enum patient_state {
    PATIENT_FREE,      /* the place in the array is not used */
    PATIENT_BETWEEN,   /* in the time before the next step, whose provider is not chosen yet */
    PATIENT_AT_HOME,   /* the same with nothing kept: meanwhile they have gone home */
    PATIENT_TRAVELLING,/* on the way to the post, or being handed over to it */
    PATIENT_WAITING,   /* in the line of the first pool of the post */
    PATIENT_INSIDE,    /* has started and not ended */
    PATIENT_REBOOKED,  /* cancelled, at home until they come again */
    PATIENT_GONE,      /* nobody any more: places being made ready for the next (turn-round) */
};

/* Who has been inside and must start again: that is no new start for the clocks. */
enum patient_again {
    AGAIN_NOT,
    AGAIN_MOVED,       /* the place closed, and the work begins anew elsewhere */
    AGAIN_RESUMES,     /* gave way to somebody of an earlier class; what is left of the work is kept */
    AGAIN_RESTARTS,    /* the same, but the work begins anew */
    AGAIN_CHOSEN,      /* inside, while it is looked whether giving way would make enough room */
    AGAIN_CALLED_OFF,  /* the staff on their way to them were sent to somebody of an earlier class: nothing had begun */
};

/* One patient present, 128 bytes: two cache lines. The first says who and where, the second what is held. */
struct patient {
    uint64_t person;
    double arrived;      /* minute of first coming */
    double since;        /* minute of arriving at this step */
    double started;      /* minute of starting this step or, until it starts, the one before */
    uint32_t event;      /* low bits of the sequence number of the event that counts; others are stale */
    uint32_t post;       /* step and provider; NONE before the first choice */
    uint32_t leaving;    /* post of the step before while its pools are still held; else NONE */
    uint32_t home;       /* home point */
    uint32_t to_step;    /* the step to come (PATIENT_BETWEEN) */
    uint32_t branch;     /* what follows this step, within the step's branches */
    uint8_t state;       /* enum patient_state */
    uint8_t priority;    /* class in line, 0 first */
    uint8_t period;      /* cohort of this step: period in which they arrived at it, or NO_PERIOD */
    uint8_t leaving_period;
    uint8_t held_count, clock_count;
    uint8_t sent_on;     /* times sent to another provider since they set out for this step, up to 255 */
    uint8_t again;       /* enum patient_again */
    uint32_t held[MAX_HELD];         /* pools, or overflows: see struct holding */
    uint16_t held_for[MAX_HELD];     /* units (low HELD_UNIT_BITS) and the kind of pool that was wanted: see struct holding */
    uint16_t clock[CLOCKS_IN_PLACE]; /* standards whose clock runs */
    double clock_start[CLOCKS_IN_PLACE];
};

/* What a patient holds: units of a pool that was taken for one of `kind`: the wanted one or, by an overflow of it,
 * another. */
enum { HELD_UNIT_BITS = 10, HELD_MOST_UNITS = (1 << HELD_UNIT_BITS) - 1 };
#define HELD_BY_OVERFLOW (UINT32_C(1) << 31)
struct holding {
    uint32_t pool, kind;
    int32_t units;
    uint32_t overflow; /* NONE: the wanted pool's own */
};

static inline struct holding patient_holding(const struct network *network, const struct patient *patient, unsigned i) {
    uint32_t held = patient->held[i], overflow = held & HELD_BY_OVERFLOW ? held & ~HELD_BY_OVERFLOW : NONE;
    return (struct holding){overflow == NONE ? held : network->overflow[overflow].lender,
                            patient->held_for[i] >> HELD_UNIT_BITS, patient->held_for[i] & HELD_MOST_UNITS, overflow};
}

struct arrival {
    double minute;
    uint64_t person;
};

enum on_way {
    ON_WAY_NOT,
    ON_WAY,
    ON_WAY_AGAIN, /* to go on with what had begun at a place that closed */
};

/* The work of somebody inside, kept where it may be interrupted or goes at a shared pace. */
struct work {
    double left;  /* minutes of it at full speed, as of `since` */
    double since;
    double before; /* minutes inside at this step before they last gave way */
    uint8_t on_way; /* enum on_way: whether the staff are still on their way to them, and may be called off */
};

/* Who is inside by the pool in whose line they stood, class by class, linked through world.link. */
struct inside {
    uint32_t head[POOL_PRIORITIES], tail[POOL_PRIORITIES];
    double speed; /* at which they all work, 0..1 */
};

/* What somebody has gone through so far that an outcome asks for. */
struct exposed {
    uint32_t post;     /* where they started the outcome's step, until that is counted; NONE */
    uint32_t minutes;  /* by the outcome's clock, read before they started the step; until that is counted */
    uint16_t km_tenths, crowd_thousandths;
    uint8_t period;    /* of that reading; NO_PERIOD: none */
};

/* Where the planned arrivals of a pathway stand. */
struct planned {
    uint64_t number;  /* of the next arrival, from 0 */
    double left;      /* minutes at the mean pace until it comes; below 0: not begun */
};

/* A clock that found no place in its patient. */
struct extra_clock {
    uint32_t patient, standard;
    double start;
};

/* What one pool has of another's: see struct overflow. */
struct lending {
    int32_t units;
    double since, minutes; /* integral of the units, up to `since`, in this period */
};

/* Where an escalation rule stands. Minutes of the full hours at which it was seen so; NAN: it is not so. */
struct alert {
    double above_since, below_since;
    double called;       /* it was found to hold; what it does may come later */
    double active_since; /* what it does is done */
};

/* What active rules do at a post. */
enum { DOOR_DIVERTS = 1, DOOR_CANCELS = 2 };

/* Where a money target stands: what its driver had come to when it was last charged. */
struct meter {
    double counted;
};

/* What a contract has come to since it was last settled, within the period. */
struct contract_state {
    double since;        /* minute up to which the baseline is counted in */
    double baseline, activity; /* units of its driver */
    double fixed, worth; /* micro-pounds: baseline and activity, each at the price of its time */
    double most, least;  /* micro-pounds: bounds of what is paid */
};

struct follow;

struct world {
    const struct network *network;
    uint32_t seed, replication, arm;
    double now;
    struct follow *follow;         /* people whose every step is written down; NULL: nobody. Borrowed. */
    double *value;                 /* this world's values: network.value with the patches so far */
    size_t patch_next;             /* next patch of this arm */
    struct event_list events;

    struct patient *patient;
    struct line_link *link;        /* by patient */
    uint16_t *visit;               /* by patient * visit_slot_count: times a step was done before */
    uint32_t *place;               /* by patient: site at which staff pick them up, NONE: home; only where network->sends_out */
    struct work *work;             /* by patient; NULL unless the network keeps who is inside */
    struct inside *inside;         /* by pool, likewise */
    struct exposed *exposed;       /* by patient * outcome_rule_count; NULL without outcomes */
    struct planned *planned;       /* by pathway */
    size_t patient_count, patient_capacity;
    uint32_t free_patient;         /* chain of free places through patient.event; NONE */
    uint32_t present;              /* people here */
    struct extra_clock *extra_clock;
    size_t extra_clock_count, extra_clock_capacity;

    struct pool_state *pool;
    struct lending *lending;       /* by overflow */
    double *level_minutes;         /* behind the pools' own pointers */
    uint32_t *freed;               /* pools with new room, to be looked at before the clock moves on */
    size_t freed_count;
    uint8_t *is_freed;

    struct arrival *arrival, *arrival_spare; /* of the day in hand, in order */
    size_t arrival_count, arrival_next, arrival_capacity, arrival_spare_capacity;

    double next_hour;              /* next full hour: rotas, opening hours, midnight */
    uint32_t period;               /* period that now lies in; period_count outside the window */
    bool in_window;
    double present_from;           /* minute from which `present_minutes` counts people inside */
    bool window_over;
    double people_minutes;         /* integral of people present, since the window began */
    double people_since;
    double window_people_minutes;  /* the same at the window's end */
    double stay_minutes;           /* the same as the sum of stays, for the ledger */
    struct meter *meter;           /* by money target */
    struct contract_state *contract; /* by contract */
    struct alert *alert;           /* by escalation rule */
    int32_t *surge;                /* by pool: units that rules have opened; where there are no rules, none */
    uint8_t *door;                 /* by post: what rules do there, likewise */
    double *pool_hour_in_use, *pool_hour_waiting, *pool_hour_capacity; /* integrals when last looked at */
    double *day_start_in_use, *day_start_waiting, *day_start_capacity;

    struct record *record;         /* chunk not yet counted */
    size_t record_count;
    struct histogram *histogram;   /* [period][standard][margin] */
    unsigned epoch;                /* snapshots taken so far */
    struct record_list *keep;      /* baseline: all records for pairing; NULL: not kept. Borrowed. */
    struct record_list *baseline;  /* other arms: the sorted records of the baseline. Borrowed. */
    struct gain_tally *gain;       /* [standard][margin]. Borrowed. */

    struct outcome outcome;
    bool out_of_memory;
    bool may_ring;                 /* pools can be held in a circle: see care/rings.h */
    bool may_overtake;             /* some step may start past others in its line */
};

_Static_assert((int)MOST_UNITS <= (int)HELD_MOST_UNITS && MAX_POOL_KINDS << HELD_UNIT_BITS <= 1 << 16, "holdings are packed");
_Static_assert(sizeof(struct patient) == 128, "a patient is two cache lines");

enum status world_init(struct world *world, const struct network *network, uint32_t seed,
                       uint32_t replication) MUST_USE;
enum status world_copy(struct world *to, const struct world *from) MUST_USE;
void world_free(struct world *world);

/* A free place for a patient, zeroed but for NONEs; NONE without memory (the world is then marked). */
uint32_t world_add_patient(struct world *world, uint64_t person);
void world_remove_patient(struct world *world, uint32_t slot);

/* The same for what somebody has left behind (PATIENT_GONE): it is nobody present. */
uint32_t world_add_gone(struct world *world, uint64_t person);
void world_remove_gone(struct world *world, uint32_t slot);

/* One more who comes on the day in hand, at `minute` of the run; false without memory (the world is then marked). */
bool world_add_arrival(struct world *world, double minute, uint64_t person);

/* Sets the one event that counts for a patient. */
static inline void world_set_event(struct world *world, uint32_t slot, double minute) {
    uint64_t sequence = event_list_set(&world->events, minute, 1, slot);
    world->patient[slot].event = (uint32_t)sequence;
    if (world->events.out_of_memory) world->out_of_memory = true;
}

/* The period of the window that holds `minute`, or NO_PERIOD. */
static inline uint8_t world_period_at(const struct world *world, double minute) {
    const struct network *network = world->network;
    if (minute < network->window_from || minute >= network->window_to) return NO_PERIOD;
    uint8_t period = 0;
    while (minute >= network->period_to[period]) period++;
    return period;
}

/* One more holding; a patient holds at most MAX_HELD. */
static inline void patient_hold(struct patient *patient, struct holding holding) {
    bool own = holding.overflow == NONE;
    patient->held[patient->held_count] = own ? holding.pool : HELD_BY_OVERFLOW | holding.overflow;
    patient->held_for[patient->held_count++] = (uint16_t)(holding.kind << HELD_UNIT_BITS | (uint32_t)holding.units);
}

/* The step that a patient is at, or waits for. */
static inline const struct step *patient_step(const struct world *world, const struct patient *patient) {
    return &world->network->step[world->network->post[patient->post].step];
}

/* The tally of a pool for the period that now lies in; only inside the window. */
static inline struct pool_tally *pool_tally_now(struct world *world, uint32_t pool) {
    return &world->outcome.pool[(size_t)world->period * world->network->pool_count + pool];
}

/* The tally of a post for a cohort's period; only for a period inside the window. */
static inline struct post_tally *post_tally_of(struct world *world, uint32_t period, uint32_t post) {
    return &world->outcome.post[(size_t)period * world->network->post_count + post];
}

#endif
