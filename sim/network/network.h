/* network: all that a run reads. Flat arrays linked by index, built once by the scenario floor from every
 * arm of an experiment together, then never changed: a run changes only its own copy of `value[]`.
 *
 * Everything that a scenario can change on a date is a number in `value[]`; the rest is structure, and is
 * the union of all arms (what an arm does not have yet has capacity 0, weight 0, or is closed). Things of
 * each kind are numbered by sorted id, so the order of a file never matters.
 *
 * Here stand the people, the pathways, what is counted, and the whole; places.h has who gives care, money.h who pays, row.h
 * how a number is found.
 *
 * The network owns all its arrays and names; network_free gives everything back. */
#ifndef ICSIM_NETWORK_NETWORK_H
#define ICSIM_NETWORK_NETWORK_H

#include "base/calendar.h"
#include "base/quantile.h"
#include "base/status.h"
#include "network/money.h"
#include "network/places.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- people ------------------------------------------------------------------------------------------- */

/* A way to tell people apart. Of a person (age, car): the cells are all combinations of its levels. Of an
 * area (place, deprivation, rural): every area has one level. */
struct dimension {
    char *id;
    bool of_area;
    uint32_t level_count;
    char **level;          /* ids, in the scenario's order */
    uint32_t *level_of;    /* of each cell, or of each area */
    uint32_t *rank;        /* of each level: 0 the least disadvantaged, 1, ...; NULL: the levels have no order */
};

struct area {
    char *id, *name;
    uint32_t place;        /* index into place[] names, NONE where not given */
    double lat, lon;
    uint32_t home_first, home_count;
};

/* A home point: `upto` is the cumulative weight within the area, the last is 1. */
struct home {
    uint32_t area;
    double lat, lon;
    double weight, upto;
};

/* A list that people are registered on: a practice, a digital provider. */
struct patient_list { char *id, *name; };

/* From when on an arm's lists are as they then stand: the dates of its versions. */
struct list_moment { uint32_t arm; double minute; };

/* People of one pathway, area and cell, who arrive at value[rate] a day. Where there are lists, the streams of a pathway,
 * area and group stand together, one for each list from a multiple of 1 << list_bits on: they share their key, for who
 * somebody is does not depend on their list. */
struct stream {
    uint32_t pathway, area, cell;
    uint64_t key;          /* hash of the names "pathway/area/cell" (the cell without its list), unique but for that */
    uint32_t rate;         /* value slot: mean arrivals a day over the weeks of a year, >= 0 */
};

/* ---- pathways ------------------------------------------------------------------------------------------ */

/* How people come. Poisson arrivals are points of streams; planned ones are numbered, and each number's area and
 * group are drawn in proportion to the streams' rates. */
enum arrival_kind { ARRIVE_POISSON, ARRIVE_RENEWAL, ARRIVE_SLOTS, ARRIVE_TRACE };

/* A booked time: so many people at a minute of the week, Monday 00:00 first. */
struct booking { uint32_t minute_of_week, people; };

/* A known arrival. */
struct traced { double minute; uint32_t area; uint32_t people; }; /* area NONE: anywhere */

/* How many come together: `upto` is the cumulative share, the last is 1. */
struct batch { double upto; uint32_t people; };

struct arrivals {
    uint32_t kind;             /* enum arrival_kind */
    struct duration between;   /* ARRIVE_RENEWAL: time from one to the next, at the mean speed of the profile */
    double first_after;        /* ARRIVE_RENEWAL: minutes from the start to the first; NAN: drawn like the others */
    uint32_t speed;            /* ARRIVE_RENEWAL, value slot: multiplies the pace */
    uint32_t attend;           /* ARRIVE_SLOTS, value slot: share of the booked who come */
    double early_minutes;      /* ARRIVE_SLOTS: they come this much before their time ... */
    struct duration late;      /* ... and then so much later, at most two days */
    uint32_t booking_first, booking_count; /* by minute of the week */
    uint32_t traced_first, traced_count;   /* by minute */
    uint32_t batch_first, batch_count;     /* 0: one at a time */
    double batch_mean;         /* people an arrival, 1 without batches */
};

struct pathway {
    char *id, *name;
    uint64_t key;             /* hash of the id: names of draws that are no stream's */
    struct arrivals arrivals;
    uint32_t first_step;
    uint32_t profile, season; /* NONE: flat */
    uint32_t step_first, step_count;
    double follow_minutes;    /* how long after the window its people are still followed */
};

enum choose {
    CHOOSE_NEAREST,     /* least minutes from where the person is */
    CHOOSE_LOGIT,       /* utility = weight + per_minute * minutes + Gumbel luck */
    CHOOSE_SHARES,      /* race with the options' weights */
    CHOOSE_ASSIGNED,    /* by area: catchment, home team */
    CHOOSE_SAME_SITE,   /* where the person is already */
    CHOOSE_FREE,        /* the nearest with room now; nowhere free: the nearest */
    CHOOSE_SHORTEST,    /* fewest in line and served, less places; the nearest of equals */
    CHOOSE_LEAST_TIME,  /* least journey + expected wait (line ahead x mean work / capacity) */
};

/* What happens to those who find no room. Divert: the next best that has room, else as `nowhere` says. Cancel: they
 * come again after `rebook`. */
enum when_full { FULL_WAIT, FULL_TURN_AWAY, FULL_DIVERT, FULL_CANCEL };

/* What happens to those inside where somebody of an earlier class comes and nothing is free. */
enum preemption {
    PREEMPT_NEVER,   /* they stay */
    PREEMPT_RESUME,  /* the last class gives way, and later goes on where it was */
    PREEMPT_RESTART, /* the same, but begins again */
    PREEMPT_ON_WAY,  /* only while the staff are on their way to them, who are called off; nothing has begun then */
};

/* Whether a step starts only where it ends before its first pool's calendar takes places away. */
enum must_fit {
    FIT_NEVER,       /* it starts whenever there is room */
    FIT_MEAN,        /* where the mean of its length fits */
    FIT_WORK,        /* where its length, as it will turn out, fits */
};

/* Of those who come where `from` or more are there already, a share turns round. */
struct balk { double from; struct row share; };

struct need { uint32_t kind; struct row amount; }; /* whole units of a pool kind of the chosen provider */

/* A provider that can be chosen for a step. */
struct option {
    uint32_t provider, offer, post;
    uint32_t weight;       /* value slot: share (CHOOSE_SHARES) or attraction (CHOOSE_LOGIT); NONE */
    uint64_t key;          /* hash of "pathway.step/provider": its own luck in the race */
    bool takes_diverted;   /* those sent on from elsewhere may come */
};

enum step_event { EVENT_ARRIVES, EVENT_STARTS, EVENT_ENDS, EVENT_LEAVES, STEP_EVENT_COUNT };

struct step {
    char *id, *name;       /* "pathway.step" */
    uint32_t pathway, service;
    uint64_t key;          /* hash of the id: names of draws */

    /* where */
    struct row choose;     /* enum choose */
    uint32_t or_else;      /* enum choose where `choose` finds nobody open, NONE: turned away */
    bool from_here;        /* distances from the present site, not from home */
    bool from_base;        /* the staff come from their base to where the person is, and the journey is theirs */
    bool one_line;         /* who waits at one provider is served by any that has room first */
    struct row per_minute; /* utility of one minute (CHOOSE_LOGIT), negative */
    struct row assigned;   /* BY_AREA: provider index, or -1 */
    uint32_t option_first, option_count; /* sorted by provider */

    /* may I come in, with what */
    uint32_t need_count;
    struct need need[MAX_NEEDS];
    uint64_t keeps_kinds;  /* waits_in: pool kinds of the step before that stay held until this one starts */
    uint64_t carries_kinds;/* keeps: pool kinds of the step before that stay held until this one has ended */
    struct row leaves_free;/* units of the first pool that must be left for others; first NONE: none */
    struct row priority;   /* 1..MAX_PRIORITIES */
    uint32_t must_fit;     /* enum must_fit */
    bool overtake;         /* may start past others in its line who cannot */
    uint32_t when_full;    /* enum when_full */
    struct row line_limit; /* turned away (or diverted) where so many wait already; first NONE: no limit */
    struct duration patience; /* first NONE: endless */
    uint32_t impatient_to; /* step for those who lose patience, NONE: they leave the pathway */
    uint32_t nowhere;      /* enum when_full of the diverted whom nobody has room for: wait, turn away or cancel */
    struct duration rebook;   /* time until the cancelled come again; first NONE: they leave the pathway */
    uint32_t preemption;   /* enum preemption */
    uint32_t balk_first, balk_count; /* by `from` */
    bool balk_counts_line; /* they count those in the line, else those being served too */
    uint32_t balk_to, closed_to, full_to; /* steps for those who turn round, find nobody open, are turned away; NONE: they leave */

    /* how long */
    struct duration lasts;
    struct row overflow_times; /* multiplies the work of those who lie in an overflow; first NONE: none */
    uint32_t ends_by;      /* leaving_hours: the day is kept, the hour is drawn; NONE */
    struct duration turn_round; /* time the places stay in use after the patient has gone; first NONE: none */
    uint64_t turn_kinds;   /* pool kinds that are turned round */
    uint32_t travel_mode;  /* `travels`; NONE: nobody's journey takes time here */
    struct row leg_minutes;/* staff's journey to one visit by area (teams); first NONE: none */
    struct row leg_km;

    /* what next */
    uint32_t branch_first, branch_count;
    uint32_t visit_slot;   /* index of its visit counter where a person may come twice, else NONE */
    uint32_t measured_mode;/* travel mode in which the journey to this step is measured, NONE: not measured */
};

struct branch {
    uint32_t step;         /* the step they came from */
    uint32_t to;           /* step, NONE: home (the pathway is done) */
    uint64_t key;          /* hash of "from>to" */
    struct row share;      /* weight in the race; 0: not in this scenario */
    struct duration after; /* time between; first NONE: at once */
};

/* One step at one provider: where things are counted. */
struct post {
    uint32_t step, provider, offer;
    uint32_t pool[MAX_NEEDS]; /* for each need of the step */
};

/* ---- standards ----------------------------------------------------------------------------------------- */

enum standard_kind {
    STANDARD_CLOCK,        /* from one event to another of the same person */
    STANDARD_TRAVEL,       /* minutes of the journey to `start_step`, in the measured mode */
};

/* What a summary tells of a standard: a set of these; of a list at month ends always the list. */
enum told { TOLD_MEAN = 1, TOLD_P50 = 2, TOLD_P90 = 4, TOLD_P95 = 8, TOLD_WITHIN = 16 };

struct standard {
    char *id, *name;
    uint32_t kind;
    uint32_t start_step, start_event, stop_step, stop_event;
    uint32_t within;       /* value slot: minutes */
    double goal;           /* share 0..1, NAN: none */
    uint32_t told;         /* set of enum told */
    bool at_month_end;     /* told by whose clock still runs at a month's end (referral to treatment) */
    bool headline;         /* told of by slope, gap and people made worse off */
    uint32_t further_count;
    double further_minutes[MAX_FURTHER]; /* further thresholds, rising */
};

/* Clocks that start and stop at an event of a step: lists of standards, by step * STEP_EVENT_COUNT + event. */
struct clock_list { uint32_t start_first, start_count, stop_first, stop_count; };

/* ---- outcomes: expected events, worked out after a run --------------------------------------------------- */

enum effect_of { EFFECT_DISTANCE, EFFECT_WAIT, EFFECT_CROWDING, EFFECT_VOLUME, EFFECT_COUNT };

/* What an effect multiplies (odds, risk) or adds to (risk), for each unit of exposure. */
enum effect_measure { EFFECT_NOT, EFFECT_ODDS_RATIO, EFFECT_RISK_RATIO, EFFECT_RISK_DIFFERENCE };

/* Units of exposure: (exposure - from) / per, 0 below `from` where it is a threshold; 1 from `from` on; or how often
 * `from` must be doubled. */
enum effect_form { FORM_LINEAR, FORM_STEP, FORM_DOUBLING };

/* Value slots of an effect. km, minutes, share of capacity, cases a year. */
enum effect_number { EFFECT_SIZE, EFFECT_LOW, EFFECT_HIGH, EFFECT_PER, EFFECT_FROM, EFFECT_UP_TO, EFFECT_NUMBERS };

struct outcome_effect {
    uint32_t measure;      /* enum effect_measure; EFFECT_NOT: there is none */
    uint32_t form;         /* enum effect_form */
    bool threshold;        /* of FORM_LINEAR: nothing below `from` */
    uint32_t step;         /* whose journey, or whose first pool, is meant */
    uint32_t first;        /* value slots, EFFECT_NUMBERS; low and high NAN: taken as certain; up_to NAN: no bound */
    uint64_t key;          /* hash of "outcome/effect": the name of its draws */
};

/* Events among those who start `step` or, with a clock, whose clock is read; only outcomes that are used. Nothing in
 * a run depends on it, so its values hold for the whole window. */
struct outcome_rule {
    char *id, *name;
    uint32_t step;
    uint32_t standard;     /* the clock of EFFECT_WAIT; NONE */
    struct row base;       /* risk where no effect acts, 0..1 */
    struct row share;      /* of its people, those at risk */
    struct outcome_effect effect[EFFECT_COUNT];
};

/* A date on which an arm comes to have fewer beds. */
struct bed_closing {
    uint32_t arm;
    int32_t day;
    double closing, closed; /* beds fewer than the day before, and than at the arm's start */
    double opened;          /* other capacity that had come by the day before, in beds */
    bool passes;            /* opened >= closed */
};

/* People there at the start: `inside` have started the step, `waiting` stand in its line. */
struct kept { uint32_t pool, kind; struct row amount; }; /* units of it that somebody holds from a step before */

struct start_state {
    uint32_t post, inside, waiting;
    uint32_t entry;            /* which of the scenario's `start` it is */
    uint32_t came_from;        /* post of the step before, where something of it is kept; else NONE */
    uint32_t kept_count; struct kept kept[MAX_NEEDS]; /* what those in line hold, and of it those inside what is carried */
    struct duration remaining; /* what is left of a stay under way at a moment picked at random */
    struct duration elapsed;   /* how long those inside have been there; first NONE: not known, `remaining` holds */
    struct duration waited;    /* how long those in line have waited; first NONE: they come at the start */
};

/* ---- escalation ---------------------------------------------------------------------------------------- */

/* What a rule does while it is active: opens places or staff of a pool, or at a post sends those who come on to others,
 * or cancels them. */
enum effect_kind { EFFECT_ADDS, EFFECT_DIVERTS, EFFECT_CANCELS };
struct escalation_effect {
    uint32_t kind;         /* enum effect_kind */
    uint32_t index;        /* pool, or post */
    uint32_t amount;       /* value slot: units opened; of the others 1 while the rule says so, else 0 */
};

/* A rule that holds where a pool has been so full, or its line so long, for so long: see care/escalation.h. */
struct escalation {
    char *id, *name;
    uint32_t pool;
    bool counts_line;      /* people in the pool's line; else its use, a share of its ordinary places */
    uint32_t holds;        /* value slot: 1 where there is such a rule, else 0 */
    uint32_t above, below; /* value slots: it begins at this or more, and ends under that */
    uint32_t sustained, calm, delay; /* value slots, minutes: above so long; below so long; from the call to places */
    uint32_t effect_first, effect_count;
};

/* ---- dated patches ------------------------------------------------------------------------------------- */

/* value[slot] = number from `minute` on. Sorted by (minute, slot). */
struct patch { double minute; uint32_t slot; uint32_t reserved; double number; };

/* What must happen beside the number when a slot changes. */
enum slot_use { SLOT_PLAIN, SLOT_POOL, SLOT_OFFER, SLOT_MONEY, SLOT_TERMS };

struct arm {
    char *id, *title, *file;   /* id: the file's name without folder and ending, unique */
    char digest[65];           /* SHA-256 of all that was read for it, hex */
    size_t patch_count;
    struct patch *patch;
    bool tests_bed_closure; /* its bed closures are put to the test */
};

struct assumption { char *about, *because, *unit; double low, high, value; uint32_t arm; };

/* Travel minutes and kilometres. minutes[mode][home * sites + site]; between[mode][site * sites + site]. */
struct travel {
    uint32_t mode_count, site_count;
    char **mode;
    float **minutes, **km;
    float **between_minutes, **between_km;
};

struct network {
    char *title;
    int price_year;             /* starting year of the financial year of prices */
    double discount;            /* of money, a year; 0: none */
    int discount_to;            /* starting year of the financial year to which it is discounted; 0: the window's first */
    uint32_t seed;

    /* time, in minutes since 00:00 of first_day (start of the warm-up) */
    int32_t first_day;
    double window_from, window_to, follow_to;
    double arrivals_until;      /* nobody comes from then on; INFINITY: people always come */
    bool warm_up_is_auto;       /* found by a pilot, or, until then, to be found: 0 days */
    uint32_t period_count;      /* financial years that the window touches, in order */
    double *period_to;          /* end of each within the window; the last is window_to */
    int *period_year;           /* starting year of each */

    uint32_t place_count;       char **place;
    uint32_t dimension_count;   struct dimension dimension[MAX_DIMENSIONS];
    uint32_t cell_count;        char **cell;           /* names, e.g. "age_0_14+no_car" */
    uint32_t area_count;        struct area *area;
    double *population;         /* area * cell_count + cell: at the start, for rates */
    uint32_t list_count;        struct patient_list *list; /* by level of the dimension "list", the last; the first has the rest */
    uint32_t group_count;       char **group;          /* with lists: names of the cells without them, list_count cells each */
    uint32_t list_bits;         /* bits of a stream's number that say which list; 0 without lists */
    uint32_t list_moment_count; struct list_moment *list_moment; /* by arm, minute */
    double *list_people;        /* (moment * area_count + area) * cell_count + cell */
    double *list_area_people;   /* moment * area_count + area: counted without lists */
    uint32_t home_count;        struct home *home;
    uint32_t organisation_count; struct organisation *organisation;
    uint32_t service_count;     char **service;
    uint32_t provider_count;    struct provider *provider;
    uint32_t pool_kind_count;   char **pool_kind;
    uint32_t offer_count;       struct offer *offer;   /* sorted by (service, provider) */
    uint32_t *service_offer_first;                     /* service_count + 1 */
    uint32_t pool_count;        struct pool *pool;     /* sorted by (provider, kind) */
    uint32_t overflow_count;    struct overflow *overflow; /* by pool */
    uint32_t partnership_count; struct partnership *partnership;
    uint32_t handoff_count;     struct handoff *handoff;
    uint32_t rota_count;        struct rota *rota;
    uint32_t week_count;        struct week *week;
    uint32_t days_off_count;    struct days_off *days_off;
    uint32_t season_count;      struct season *season;
    uint32_t leaving_count;     struct leaving_hours *leaving;

    uint32_t pathway_count;     struct pathway *pathway;
    uint32_t step_count;        struct step *step;     /* by pathway, then id */
    uint32_t option_count;      struct option *option;
    uint32_t *option_at;        /* step * provider_count + provider: the option there, or NONE */
    uint32_t branch_count;      struct branch *branch;
    uint32_t balk_count;        struct balk *balk;
    uint32_t booking_count;     struct booking *booking;
    uint32_t traced_count;      struct traced *traced;
    uint32_t batch_count;       struct batch *batch;
    uint32_t post_count;        struct post *post;     /* by step, then provider */
    uint32_t visit_slot_count;  /* visit counters a person carries */
    uint32_t stream_count;      struct stream *stream; /* by pathway, area, cell; those with a rate in any arm */

    uint32_t standard_count;    struct standard *standard;
    struct clock_list *clock;   /* step_count * STEP_EVENT_COUNT */
    uint32_t clock_entry_count; uint32_t *clock_entry; /* standards */
    uint32_t *travel_standard_first;                   /* step_count + 1, into travel_standard */
    uint32_t *travel_standard;

    uint32_t outcome_rule_count; struct outcome_rule *outcome_rule; /* by id */
    uint32_t outcome_slot_first, outcome_slot_end;     /* their value slots */

    uint32_t money_rule_count;  struct money_rule *money_rule;
    uint32_t money_target_count; struct money_target *money_target;
    uint32_t contract_count;    struct money_contract *contract; /* by rule */
    uint32_t once_count;        struct once *once;     /* by minute, id */
    uint32_t bed_closing_count; struct bed_closing *bed_closing; /* by arm, day */
    uint32_t start_state_count; struct start_state *start_state;
    uint32_t escalation_count;  struct escalation *escalation;
    uint32_t effect_count;      struct escalation_effect *effect; /* by rule */
    bool sends_out;             /* some step's staff come from their base */
    bool may_preempt;           /* some step's people can be made to give way */
    bool keeps_inside;          /* who is inside is listed by pool: for pre-emption and shared attention */

    /* lines that may wait for a pool: pools whose line holds steps needing it; by pool, CSR */
    uint32_t *wakes_first;      uint32_t *wakes;

    uint32_t quantile_count;    struct quantile_table *quantile;
    uint32_t gumbel;            /* index of the log-exponential table; NONE where unused */
    uint32_t exponential;       /* index of the exponential table (races) */

    struct travel travel;

    uint32_t value_count;       double *value;         /* as the baseline arm is at the start */
    uint8_t *slot_use;          /* enum slot_use of each value */
    uint32_t *slot_index;       /* the pool, offer or money rule */

    uint32_t arm_count;         struct arm *arm;       /* arm 0 is the baseline, with its own patches too */
    uint32_t assumption_count;  struct assumption *assumption;
};

void network_free(struct network *network);

/* The pool of `kind` at `provider`, or NONE. */
uint32_t network_pool(const struct network *network, uint32_t provider, uint32_t kind);
/* The step that takes a kind of pool which people of `step` hold: itself or, where it only keeps it, one of its pathway;
 * *need is which of its needs it is. NONE where none does. */
uint32_t network_taker(const struct network *network, uint32_t step, uint32_t kind, uint32_t *need);
/* The post of `step` at `provider`, or NONE. */
uint32_t network_post(const struct network *network, uint32_t step, uint32_t provider);
/* Streams of one pathway, area and group that stand together, one for each list and more up to a power of two; 1 without lists. */
static inline uint32_t network_streams_together(const struct network *network) {
    return 1u << network->list_bits;
}
/* Cells of one group that stand together, one for each list; 1 without lists. */
static inline uint32_t network_cells_together(const struct network *network) {
    return network->list_count == 0 ? 1 : network->list_count;
}
/* The name of a cell without its list: by what people are told apart. */
const char *network_group(const struct network *network, uint32_t cell);
/* Index of the thing whose id is `id` in a sorted array of ids; NONE where there is none. */
uint32_t network_index(char *const *ids, uint32_t count, const char *id);

/* Fills what follows from the rest: option_at, wakes, clocks' lists, visit slots (steps on a cycle of branches), posts'
 * pools, slot uses. Called once by the scenario floor after everything else stands. */
enum status network_finish(struct network *network) MUST_USE;

#endif
