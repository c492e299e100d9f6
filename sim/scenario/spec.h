/* spec: a scenario as plain structs, one for each kind of group in the language. The dictionary
 * (scenario/dictionary.c) is the one table that says which key goes where; spec_read fills these by it.
 * Things are sorted by id. Values that may differ by group, area, branch (`{ by = ...; }`), and
 * distributions, stay settings here: the compiler turns them into rows.
 *
 * A spec borrows from its tree (ids, texts, settings) and owns only its arrays: free it before the tree. */
#ifndef ICSIM_SCENARIO_SPEC_H
#define ICSIM_SCENARIO_SPEC_H

#include "base/problem.h"
#include "scenario/setting.h"
#include <stdint.h>

/* What a plain number is measured in after reading; values keep their text until they are compiled. */
enum unit {
    UNIT_NONE,        /* a plain number */
    UNIT_SHARE,       /* 0..1 or "85 %" */
    UNIT_MINUTES,     /* "2.6 h" -> 156 */
    UNIT_DEGREES,     /* latitude, longitude */
    UNIT_KM,
    UNIT_KM2,
    UNIT_PER_DAY,     /* "210 per 1000 per yr", "24 per d": with `people` base or absolute */
    UNIT_MONEY,       /* "GBP 2.4m per 24 places per yr" */
    UNIT_COUNT,       /* whole, >= 0 */
    UNIT_DATE,        /* "2026-04-01" -> days since 1970-01-01 */
    UNIT_PRICE_YEAR,  /* "2024/25" -> 2024 */
    UNIT_FLAG,        /* true or false -> 1 or 0 */
    UNIT_STAFF,       /* a plain number, or a standard: "1 per 1300 people" -> of one person */
};

struct id_list { const char **id; const struct setting **where; size_t count; };

/* warm_up_minutes is NAN where it says "auto". */
struct spec_time { int32_t window_from; double window_minutes, warm_up_minutes, follow_minutes; int arrivals_end; };

struct spec_organisation { const struct setting *at; const char *id, *name, *kind; };

struct spec_partnership { const struct setting *at; const char *id, *name; struct id_list members; };

/* from, to: an organisation, a kind of organisation, or * */
struct spec_handoff {
    const struct setting *at; const char *id, *name, *from, *to;
    struct id_list steps, spared_by;  /* none: any */
    const struct setting *share, *delay; /* a value, a distribution */
};

/* pools : { bed = 60; }  or  { bed = { places = 60; calendar = "x.csv"; }; }
 * or { nurse = { wte = 3.2; rota = "days_7.csv"; hours_per_wte = "37.5 h"; absence = "22 %"; }; }
 * or { crew = "unlimited"; } */
struct spec_pool {
    const struct setting *at; const char *id;
    double places;            /* NAN: not given */
    double wte;               /* NAN: not given; of a standard ("1 per 1300 people") what it comes to, once the compiler has entered it */
    const struct setting *weight; /* of a standard per weighted people: value by group, or { column = ...; } */
    double total;             /* of a standard: of all teams that have it together; NAN: what it comes to */
    double minimum;           /* WTE that the rota needs; 0: none */
    double hours_per_wte;     /* minutes a week in contract; default 37.5 h */
    double absence;           /* share; default 0.22 */
    const struct setting *rota, *calendar, *days_off; /* table settings (group of rows), NULL */
    int unlimited;
    struct id_list overflow;  /* pools here, or "provider.pool" */
    const char *overflow_within, *overflow_travels; /* a partnership, a way to travel; NULL */
    int moves_back, overflow_returns;
    double overflow_from, lends, lends_above; /* NAN: not given */
    double attention;         /* NAN: not given */
};

/* sites and teams alike; `closed` and `redirects` are written by changes only (service = 0, -1, -2; service = id) */
struct spec_provider {
    const struct setting *at; const char *id, *name; int is_team;
    const char *run_by;
    double lat, lon;
    struct id_list offers, covers;
    struct spec_pool *pool; size_t pool_count;
    const struct setting *hours;     /* opening hours: { ae = "open_8_20.csv"; } by service, NULL */
    const struct setting *closed, *redirects;
};

struct spec_mode {
    const struct setting *at; const char *id;
    const char *curve;               /* "england_2024", "urban_conurbation", ... or NULL with `speed_kmh` */
    const struct setting *table;     /* overrides: from,to,minutes,km */
    double peak;                     /* multiplies minutes; default 1 */
    double add_minutes;              /* added to every journey, default 0 */
    double detour;                   /* road km per crow-fly km; default 1.3 */
};

/* How far a service reaches: a factor of a demand or a share by the journey to the nearest provider (compile_reach.h). */
struct spec_reach {
    const struct setting *at; const char *service, *decay, *mode;
    const struct setting *per_km, *per_minute, *beyond, *within; /* values */
};

/* What capacity brings about by itself. */
struct spec_induced { const struct setting *at; const char *service, *pool; const struct setting *elasticity; };

struct spec_branch { const struct setting *at; const char *to; const struct setting *share, *after, *reach; };

struct spec_balk { const struct setting *at; double from; const struct setting *share; };

struct spec_step {
    const struct setting *at; const char *id;
    /* at = { service; choose; or_else; per_minute; weights; column; from; } */
    const char *service, *choose, *or_else, *from; /* from: "home" (default), "here" or "base" */
    const struct setting *per_minute; /* value */
    const struct setting *weights;    /* { castle = 0.3; royal = 0.7; } shares, or attractions for logit */
    const char *column;               /* areas' column that names the provider (catchment) */
    const char *mode;                 /* travel mode for choice and measurement; default: the only one */
    struct id_list needs;             /* [ "bed" ] */
    const struct setting *amounts;    /* { bed = 2; } more than one unit a need, NULL */
    struct id_list waits_in, keeps;
    const struct setting *lasts, *patience, *priority, *line_limit, *leaves_free; /* two distributions, three values */
    const char *impatient_to, *when_full; /* "wait" (default), "turn_away", "divert", "cancel" */
    const char *nowhere;              /* of diverted people: "wait" (default), "turn_away", "cancel" */
    struct id_list diverts_to;
    const struct setting *rebook, *turn_round; /* distributions */
    struct id_list turn_round_of;     /* pools; none: all in needs */
    struct spec_balk *balk; size_t balk_count;
    const char *balk_counts, *balk_to; /* "all" (default), "line" */
    const char *closed_to, *full_to;  /* steps; NULL: home */
    const char *preemption;           /* "none" (default), "resume", "restart" */
    int overtake, one_line;
    const struct setting *overflow_times; /* value */
    const char *must_fit;             /* "no" (default), "mean", "work" */
    const struct setting *ends_by;    /* table hour,share */
    const char *travels;              /* mode: the journey takes time (staff's for a team, the patient's for a site) */
    double round;                     /* visits a planned round; NAN: an urgent leg */
    struct spec_branch *next; size_t next_count;
};

struct spec_batch { const struct setting *at; double people, share; };

struct spec_arrivals {
    const char *kind;                 /* "poisson" (default), "renewal", "booked", "trace" */
    const struct setting *between, *late;   /* distributions */
    const struct setting *times, *attend;   /* values */
    const struct setting *table;
    double first_after, early_minutes; /* first_after NAN: drawn */
    struct spec_batch *batch; size_t batch_count;
};

struct spec_pathway {
    const struct setting *at; const char *id, *name;
    const struct setting *demand;     /* value "210 per 1000 per yr", or { column = "stroke"; } = arrivals a year */
    const struct setting *demand_times; /* value, multiplies; NULL */
    const struct setting *reach, *induced; /* groups, NULL */
    struct spec_arrivals arrivals;
    const struct setting *profile, *season; /* tables hour_of_week,weight and month,weight; NULL: flat */
    const char *first;
    double follow_minutes;            /* NAN: the scenario's */
    struct spec_step *step; size_t step_count;
};

struct spec_standard {
    const struct setting *at; const char *id, *name;
    const char *starts, *stops;       /* "emergency.ae.arrives" */
    const char *travel;               /* "emergency.ae": minutes of the journey; then no starts/stops */
    double within_minutes, goal;      /* goal NAN: none */
    struct id_list further, told_as;  /* [ "30 min", "45 min" ]; [ "mean", "p90" ] */
    const char *counted;              /* "when_it_stops" (default), "at_month_end" */
    int headline;
};

/* outcomes : { deaths = { step = "ambulance.handover"; of = 0.062; by_distance = { odds_ratio = 1.02; ... }; }; } */
enum { SPEC_EFFECTS = 4 };            /* by_distance, by_wait, by_crowding, by_volume */
struct spec_effect {
    double odds_ratio, risk_ratio, risk_difference, low, high; /* NAN: not given */
    const char *form;                 /* "linear" (default), "step", "doubling" */
    const struct setting *per, *beyond, *holds_at, *up_to; /* quantities of what it is by; NULL */
    const char *standard, *step;      /* of by_wait; of by_distance and by_crowding */
};
struct spec_outcome {
    const struct setting *at; const char *id, *name;
    int use;                          /* where it is given; else as outcomes_on says */
    const char *step;
    const struct setting *of, *share; /* values; share NULL: all */
    const struct setting *effect_at[SPEC_EFFECTS]; /* NULL: no such effect */
    struct spec_effect effect[SPEC_EFFECTS];
};

/* costs and payments: exactly one of step, pool, or neither (as time passes) */
struct spec_money {
    const struct setting *at; const char *id;
    const char *step;                 /* "emergency.ae" or with * */
    const char *pool;                 /* "*.bed", "royal.bed" */
    const char *amount;               /* "GBP 127 per use" ... */
    const struct setting *falls_on;   /* an organisation, or { icb = "60 %"; council = "40 %"; } */
    const struct setting *from, *to;  /* of payments, likewise; "provider" = who runs the provider */
    const struct setting *baseline, *at_most, *at_least; /* each one text, or one by organisation; NULL: none */
    const struct setting *above, *below; /* shares of the price, or amounts, likewise */
    double released;          /* share of it that is saved where capacity goes; default 1 */
    const char *runs_on;      /* a pace, "6 months": how long it goes on where capacity goes; NULL: not at all */
    double vacant, agency;            /* cost times (1 - vacant) + vacant * agency; default 0, 1 */
};

/* beds, and pools whose growth counts instead, each with its worth in beds: { package = 1.0; } */
struct spec_bed_closure { struct id_list beds; const struct setting *instead; };

struct spec_once { const struct setting *at; const char *id, *label, *falls_on, *from, *to, *amount; int32_t on; };

/* start : { wards = { step = "emergency.ward"; at = "castle"; inside = 50; waiting = 3; }; } */
struct spec_start {
    const struct setting *at; const char *id, *step, *provider; double inside, waiting;
    const struct setting *elapsed, *waited; /* distributions */
    const char *came_from, *came_from_at;   /* the step before, whose pools are kept, and its provider; NULL */
};

/* escalation : { surge : { watches = "royal.bed"; above = "95 %"; for = "24 h"; adds = { bed = 12; }; }; } */
struct spec_escalation {
    const struct setting *at; const char *id, *name;
    const char *watches, *counts;     /* "provider.pool"; "use" (default), "line" */
    const struct setting *above, *below; /* shares of use, or people; below NULL: above */
    double for_minutes, delay_minutes, below_for_minutes;
    const char *provider;             /* NULL: the one that is watched */
    const struct setting *adds;       /* { pool = number; } */
    struct id_list diverts, cancels;
};

/* population : { table = "people.csv"; counts = "index"; every = "3 months"; }, which becomes versions (population.h) */
struct spec_population { const struct setting *at, *table; const char *counts, *every; };

struct spec_assumption { const struct setting *at; const char *about, *because; const struct setting *low, *high; };

struct spec {
    const struct setting *root;
    const char *title;
    int price_year;                   /* "2024/25" -> 2024 */
    double discount;                  /* share a year; 0: none */
    int discount_to;                  /* "2024/25" -> 2024; 0: not given */
    double seed;                      /* default 1 */
    struct spec_time time;
    const struct setting *areas, *homes; /* tables in the tree: group of rows; homes NULL: one home at each area */
    const struct setting *groups;     /* { age = [ columns ]; car = { no_car = "no_car"; else = "car"; }; deprivation = "deprivation"; } */
    const struct setting *boundaries; /* table area,team in place of every team's covers, NULL */
    const struct setting *ordered;    /* { deprivation = [ levels, least to most disadvantaged ]; }, NULL */
    struct spec_organisation *organisation; size_t organisation_count;
    struct spec_partnership *partnership; size_t partnership_count;
    struct spec_handoff *handoff; size_t handoff_count;
    struct spec_provider *provider; size_t provider_count;
    struct spec_mode *mode; size_t mode_count;
    struct spec_pathway *pathway; size_t pathway_count;
    struct spec_standard *standard; size_t standard_count;
    int outcomes_on;
    struct spec_outcome *outcome; size_t outcome_count;
    struct spec_money *cost; size_t cost_count;
    struct spec_money *payment; size_t payment_count;
    struct spec_once *once; size_t once_count;
    struct spec_start *start; size_t start_count;
    struct spec_escalation *escalation; size_t escalation_count;
    struct spec_bed_closure bed_closure; /* instead NULL: not given */
    struct spec_assumption *assumption; size_t assumption_count;
};

/* Reads a tree by the dictionary; adds every problem (unknown keys with the nearest valid one, wrong kinds,
 * wrong units, values out of range, missing settings). STATUS_OK or STATUS_NO_MEMORY; the user's errors are in
 * `problems`. spec_free is safe on a zeroed spec. */
enum status spec_read(const struct setting *root, struct spec *spec, struct problem_list *problems) MUST_USE;
void spec_free(struct spec *spec);

#endif
