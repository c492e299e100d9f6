/* view: an experiment's result made ready for the tables: names of periods, the numbering of every axis,
 * money by organisation and category. Owns what it prepared; borrows the result (and its network).
 * Its row texts and scratch numbers change as rows are made, so one thread at a time. */
#ifndef ICSIM_RESULTS_VIEW_H
#define ICSIM_RESULTS_VIEW_H

#include "experiment/experiment.h"

/* What a table has one row per. */
enum axis {
    AXIS_NONE,
    AXIS_ARM, AXIS_ALTERNATIVE, AXIS_REPLICATION, AXIS_PERIOD, AXIS_STANDARD, AXIS_MARGIN, AXIS_POST,
    AXIS_POOL, AXIS_LEVEL_IN_USE, AXIS_DAY, AXIS_HOUR, AXIS_COST, AXIS_PAYMENT, AXIS_AREA,
    AXIS_ORGANISATION, AXIS_PROVIDER, AXIS_PATHWAY, AXIS_ASSUMPTION, AXIS_SPREAD_BIN, AXIS_LEDGER_CHECK, AXIS_ESCALATION,
    AXIS_OWN, /* counted by the table itself */
    AXIS_COUNT
};

/* All money of one category between the same two, at one provider (payments: at all). What somebody would pay himself, of
 * what several share, is in none. */
struct money_group {
    const char *category;
    uint32_t from, to, provider; /* organisations; of a cost `to` bears it and `from` is NONE */
    uint32_t first, count;       /* into money_entry[] */
};
struct money_entry { uint32_t index; bool is_once; }; /* a money target, or a once */

/* One cell of the experiment. `period` may be network->period_count: all. */
struct spot { uint32_t arm, replication, period, item, margin; };

#define VIEW_CONFIDENCE 0.95 /* of every interval over replications */

enum { VIEW_TEXT_BYTES = 200, VIEW_TEXTS = 4 };

struct summary;

struct result_view {
    const struct experiment_result *result;
    uint32_t seed;
    uint32_t length[AXIS_COUNT];
    char (*period_name)[32];          /* period_count + 1: "2026/27", the last "all" */
    struct money_group *cost, *payment;
    struct money_entry *money_entry;
    uint32_t claims;                  /* differences that the summary shows together; 0: no summary was made */
    uint8_t *claimed;                 /* by results/verdict.c, as is `best` */
    double *best;
    struct student *student;          /* for means over the replications; NULL without outcomes */
    double *number[2];                /* scratch, [replications] */
    double *matrix;                   /* scratch, [margins][replications] */
    const struct summary *summary;    /* what was made of this view (results/summary.h), while that lives; NULL: none */
    char *line;                       /* a long text of the current row; owned */
    char text[VIEW_TEXTS][VIEW_TEXT_BYTES]; /* texts of the current row */
};

/* `seed` is the one that the experiment ran with. */
enum status result_view_init(struct result_view *view, const struct experiment_result *result,
                             uint32_t seed) MUST_USE;
void result_view_free(struct result_view *view);

static inline const struct outcome *view_outcome(const struct result_view *view, struct spot spot) {
    return &view->result->arm[spot.arm].outcome[spot.replication];
}

/* Which periods a period means: itself, or every one for `all`. */
struct periods { uint32_t first, end; };
static inline struct periods view_periods(const struct result_view *view, uint32_t period) {
    uint32_t count = view->result->network->period_count;
    return period < count ? (struct periods){period, period + 1} : (struct periods){0, count};
}
/* Minutes of the run at which a period begins and ends, or the window for `all`. */
struct span { double from, to; };
struct span view_span(const struct result_view *view, uint32_t period);
/* Length of a period in minutes, or of the window for `all`. */
double view_period_minutes(const struct result_view *view, uint32_t period);
/* Mean over a period, or all of the window, of what a scenario says of a value slot. */
double view_value_mean(const struct result_view *view, uint32_t arm, uint32_t period, uint32_t slot);
/* spot.item: standard; spot.margin: provider; `all` is the sum over the periods. */
struct provider_tally view_access_at(const struct result_view *view, struct spot spot);
/* spot.item: standard, post, pool; `all` is the sum over the periods (access has its own `all`). */
const struct access_tally *view_access(const struct result_view *view, struct spot spot);
struct post_tally view_post(const struct result_view *view, struct spot spot);
struct elsewhere_tally view_elsewhere(const struct result_view *view, struct spot spot); /* spot.item: post */
struct handed_tally view_handed(const struct result_view *view, struct spot spot); /* spot.item: post */
struct pool_tally view_pool(const struct result_view *view, struct spot spot);

/* In use over capacity, of a tally of view_pool or a sum of such, over all the time and at midnights. Who is left over in a
 * pool that has been emptied counts against no place, so not here either; missing where there never was one. */
double view_use(const struct pool_tally *pool);
double view_use_at_midnight(const struct pool_tally *pool);
/* The longest of a list that each outcome has, by where its count (a size_t) stands in struct outcome. */
uint32_t view_longest(const struct result_view *view, size_t count_offset);
/* How often a rule (spot.item) became active in a period, and for how long it was; what began before counts in minutes
 * only. */
struct escalated { double times, minutes; };
struct escalated view_escalation(const struct result_view *view, struct spot spot);
/* Micro-pounds of a group (item and margin of the spot do not matter). */
int64_t view_money(const struct result_view *view, struct spot spot, const struct money_group *group);

/* What a cost group of open capacity paid for and what of it was used: see results/README.md, stranded. */
struct stranded {
    bool by_capacity;              /* false: not of open capacity, and the rest 0 */
    int64_t cost, idle;            /* micro-pounds paid, and of it for what was not in use */
    double paid_minutes, used_minutes; /* place-minutes */
};
struct stranded view_stranded(const struct result_view *view, struct spot spot, const struct money_group *group);

/* Names of a margin: "all" wherever nothing is singled out. Never NULL. */
struct margin_names { const char *area, *dimension, *level; };
struct margin_names view_margin(const struct result_view *view, uint32_t margin);

/* The share-quantile (0..1) of a few numbers, linear between neighbours; sorts them. NAN under two numbers. */
double view_quantile(double *numbers, uint32_t count, double share);

/* a / b, or NAN where b is not above 0. */
static inline double view_ratio(double a, double b) {
    return b > 0 ? a / b : (double)__builtin_nanf("");
}

#endif
