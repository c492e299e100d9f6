/* outcome: what one arm of one replication leaves behind, as plain numbers; the rest of the house only
 * reads it. An outcome owns its arrays; outcome_free gives them back and leaves it zeroed.
 *
 * Cohort counts (people, waits, clocks) are of those who arrived at the step, or started the clock, inside
 * the window, followed until they are done; time averages and money are of exactly the window.
 * `period` counts the network's periods (financial years within the window); "all" is their sum. */
#ifndef ICSIM_CARE_OUTCOME_H
#define ICSIM_CARE_OUTCOME_H

#include "base/doubt.h"
#include "base/histogram.h"
#include "network/network.h"

/* Whom a row is about: everyone, one area, or one level of one dimension. */
enum margin_kind { MARGIN_ALL, MARGIN_AREA, MARGIN_LEVEL };
struct margin { enum margin_kind kind; uint32_t dimension, index; };

/* Margins of a network are numbered: 0 everyone; 1.. areas; then the levels of each dimension. */
uint32_t margin_count(const struct network *network);
struct margin margin_at(const struct network *network, uint32_t margin);
/* The margin called so: an area's id or "age/from_65"; 0 (everyone) for NULL; NONE where there is none. */
uint32_t margin_find(const struct network *network, const char *name);

/* The margins in which somebody of a stream is counted as it happens: the area, and one level of each dimension of
 * persons; how many. Everyone, and the levels of dimensions of areas, are sums over areas. */
enum { MOST_MARGINS = 1 + MAX_DIMENSIONS };
unsigned margins_of(const struct network *network, uint32_t stream, uint32_t out[MOST_MARGINS]);
/* The margins that hold an area whole: everyone, and its level of each dimension of areas. */
unsigned margins_over(const struct network *network, uint32_t area, uint32_t out[MOST_MARGINS]);

/* Minutes of one standard for one margin in one period. */
struct access_tally {
    uint64_t people;        /* clocks started, less those void (the person never came to the stop's way) */
    uint64_t unfinished;    /* still running at the end of the follow-up: beyond the target, top of percentiles */
    uint64_t within;        /* stopped within the target */
    double sum_minutes;     /* of the finished, and of the unfinished up to the end ("at least") */
    double done_minutes;    /* of the finished alone */
    double p50, p90, p95;   /* NAN: fewer than 20 people; INFINITY: among the unfinished */
    uint32_t beyond[MAX_FURTHER]; /* by the standard's further thresholds: took longer, or unfinished */
};

/* The people whose clock of one standard runs at a month's end, the midnight after its last day, within the window:
 * also of clocks that started before it. At one provider (where they are, or are going), or everywhere. */
struct month_end_tally {
    uint32_t month, standard, provider; /* month: 0 the first that ends in the window; provider NONE: everyone */
    uint64_t people, within;            /* within: have waited no longer than the target so far */
    double sum_minutes;                 /* waited so far */
    double p50, p92, p95;               /* of it; NAN: fewer than 20 people */
};

/* The same by the provider where the clock stopped (where the person is, of those unfinished; where the journey
 * went, of travel): a trust's own four hours. */
struct provider_tally { uint64_t people, unfinished, within; double sum_minutes; };

/* Coarse counts for the spread of a measure: 16 bins an octave of struct histogram's range. */
enum { SPREAD_PER_OCTAVE = 16,
       SPREAD_BINS = (HISTOGRAM_HIGHEST - HISTOGRAM_LOWEST) * SPREAD_PER_OCTAVE + 2 };
struct spread { uint32_t bin[SPREAD_BINS]; };
double spread_upper(unsigned bin); /* minutes; INFINITY for the last */

struct post_tally {
    /* of those who arrived at the step in the period */
    uint64_t arrived, started, completed, left_waiting, turned_away, diverted, cancelled, balked, preempted, waited;
    double wait_minutes;    /* sum over the started */
    double time_minutes;    /* sum from start to leaving over the completed */
    uint64_t worked;        /* whose work there ended; they may keep its place until the next step has room */
    double work_minutes;    /* sum of their times from start to that end */
    /* of the period's time, whoever they are */
    uint64_t uses;          /* starts in the period */
    uint64_t ended;         /* who left in the period, whenever they came */
    double ended_minutes;   /* sum of their times from start to leaving */
    double present_minutes; /* integral of those between start and leaving */
};

/* Who came in the period and found nobody open, at the place that they would have gone to (not among the arrived), and
 * who of them and of those turned away went to another step instead. */
struct elsewhere_tally { uint64_t found_closed, went_elsewhere; };

/* Whose hand-over to a post by another organisation ended in the period, and the sum of their delays. */
struct handed_tally { uint64_t people; double minutes; };

/* Integrals over the period, in place-minutes (people-minutes for `waiting`). */
struct pool_tally {
    double capacity, in_use, blocked, waiting; /* in_use includes blocked: held by people whose work here is done */
    double over;            /* minutes with more in use than capacity (draining) */
    uint64_t midnights;     /* midnights in the period */
    double midnight_in_use, midnight_capacity; /* sums over midnights */
    double staff_km;        /* driven by the staff of the pool */
    double midnight_blocked;/* sum over midnights */
    uint32_t waiting_max, in_use_max; /* the most at any time of more than no length */
    double handover;        /* of `blocked`: while its people are handed over to another organisation */
    double lent, borrowed;  /* of `in_use`: for pools that overflow into it; and of others' units, for its own people */
    double placeless, midnight_placeless; /* of in_use and midnight_in_use: left over after its last place had gone; only
                             * of a pool without hours, whose people else count against the places of its open hours */
};

/* What a pool had of another's: times taken, and unit-minutes. */
struct lending_tally { uint64_t times; double minutes, km; };

/* Who was handed over from one organisation to another, by the end of the delay in the period; place-minutes of the
 * period that were kept meanwhile. */
struct handover_tally { uint64_t people; double minutes, kept; };

struct flow_tally { uint64_t people; double minutes, km; }; /* journeys to a post's provider from an area */

/* People alike in all that an outcome depends on; whole units, so that counts are exact. */
struct exposure {
    uint32_t stream, minutes;  /* whole minutes by the clock, 0 without one */
    uint16_t rule, provider, period;
    uint16_t km_tenths;        /* of the journey */
    uint16_t crowd_thousandths;/* in use over capacity, at arrival */
    uint16_t reserved;
    uint32_t people;
};

/* Expected events of one outcome for one margin in one period, at the published numbers. */
struct expected_tally { uint64_t people; double events; };

enum ledger_check {
    LEDGER_PEOPLE,          /* arrived + there at start - done - left - turned away - still here, by pathway and area: 0 */
    LEDGER_LITTLE,          /* relative residual of integral of number present against the sum of stays */
    LEDGER_MONEY,           /* micro-pounds: payments received - paid over all organisations: 0 */
    LEDGER_POOLS,           /* units held by people still here - units in use of all pools: 0 */
    LEDGER_LISTS,           /* relative difference of an area's people and the sum of its lists: 0, or rounding */
    LEDGER_RINGS,           /* rings of mutual waiting resolved (a count, always ok) */
    LEDGER_CHECKS
};
struct ledger_line { double value; bool ok; };

/* A time in which an escalation rule was active, within the window or reaching into it; `to` is its end, or the
 * window's. */
struct escalation_spell { uint32_t rule; double from, to; };

/* What a contract came to in a period: the payment for its baseline, what is paid beside it for activity above (or taken
 * off for activity below), and what its bounds add or take off. Together they are what was paid. */
struct contract_tally {
    double baseline, activity; /* units of its driver */
    int64_t fixed, variable, bounded; /* micro-pounds */
};

struct outcome {
    uint32_t margins;       /* margin_count(network) */
    struct access_tally *access; /* [period][standard][margin]; period index period_count is `all` */
    struct provider_tally *at_provider; /* [period][standard][provider] */
    struct spread *spread;  /* [standard][margin], all periods */
    struct month_end_tally *month_end; /* those with people, by month, standard, provider (everyone last) */
    size_t month_end_count, month_end_capacity;
    struct escalation_spell *spell; /* in order of their ends, then of rules */
    size_t spell_count, spell_capacity;
    struct post_tally *post;    /* [period][post] */
    struct pool_tally *pool;    /* [period][pool] */
    struct handed_tally *handed;     /* [period][post] */
    struct elsewhere_tally *elsewhere; /* [period][post] */
    struct lending_tally *lending;   /* [period][overflow] */
    struct handover_tally *handover; /* [period][handoff][from organisation][to organisation] */
    uint32_t *level_first;  /* [pool + 1] into level_minutes: use levels 0.. of each pool */
    double *level_minutes;  /* minutes of the window at each number in use; the last level takes all above */
    uint32_t days;          /* of the window */
    double *day_in_use, *day_waiting, *day_capacity; /* [pool][day] means */
    double *hour_in_use, *hour_waiting, *hour_capacity; /* [pool][168] means over the window */
    int64_t *money;         /* [period][money target] micro-pounds */
    double *money_units;    /* [period][money target] units of its driver, of places by started groups: place-minutes */
    int64_t *once;          /* [period][once] micro-pounds */
    int64_t charged;        /* micro-pounds of all rules, before they are divided among those who share: for the ledger */
    struct contract_tally *contract; /* [period][contract] */
    struct flow_tally *flow;    /* [period][post][area] */
    uint64_t *arrived;      /* [pathway][area]: people who came (first arrivals) in the whole run */
    uint64_t *done, *left, *here; /* the same order; `left` with the turned away */
    struct exposure *exposure; /* while the run goes on */
    size_t exposure_count, exposure_capacity;
    struct expected_tally *expected; /* [period][outcome][margin]; period index period_count is `all` */
    float *doubted;         /* [outcome][margin][DOUBT_DRAWS] events of the window, with each draw of the parameters */
    struct ledger_line ledger[LEDGER_CHECKS];
    uint64_t events, arrivals; /* of the whole run, for speed */
    uint64_t rings;
};

/* Cells of `handover` in one period, and which of them. */
static inline size_t handover_cells(const struct network *network) {
    return (size_t)network->handoff_count * network->organisation_count * network->organisation_count;
}
static inline size_t handover_cell(const struct network *network, uint32_t handoff, uint32_t from, uint32_t to) {
    return ((size_t)handoff * network->organisation_count + from) * network->organisation_count + to;
}

/* Months that end in the window (a window that ends at a month's end counts that one), and the minute of each end. */
uint32_t month_end_count(const struct network *network);
double month_end_minute(const struct network *network, uint32_t month);
/* The month that ends at a minute; NONE where none does. */
uint32_t month_end_at(const struct network *network, double minute);

enum status outcome_init(struct outcome *outcome, const struct network *network) MUST_USE;
enum status outcome_copy(struct outcome *to, const struct outcome *from, const struct network *network) MUST_USE;
void outcome_free(struct outcome *outcome);

/* Pairs of the same person's minutes in the baseline and in an arm. */
struct gain_tally {
    uint64_t people;        /* measured in both */
    uint64_t better, worse, same; /* shorter, longer by more than 1 second; else same */
    uint64_t better_over_15, worse_over_15; /* shorter, longer by more than 15 minutes */
    uint64_t only_baseline, only_arm; /* measured in one only */
    double change_minutes;  /* sum of arm - baseline over the pairs */
    double worse_minutes;   /* the same over those longer by more than 1 second */
};

void gain_tally_add(struct gain_tally *into, const struct gain_tally *from);

#endif
