/* compiler: what the parts of the compiler (compile_*.c, check_*.c) share while a network is built. One
 * compiler reads every version of every arm; first the parts make the structure (the union of all versions)
 * and take their value slots, then the slots are filled for one version after the other.
 *
 * The compiler owns its arrays; its names and settings belong to the trees, its network to the caller. */
#ifndef ICSIM_SCENARIO_COMPILER_H
#define ICSIM_SCENARIO_COMPILER_H

#include "network/network.h"
#include "scenario/quantity.h"
#include "scenario/say.h"
#include "scenario/spec.h"
#include "scenario/versions.h"

/* Borrowed ids, sorted, each once. */
struct names { const char **id; uint32_t count; size_t capacity; };

/* A step as the first version that has it says it: its structure. `to` are the targets of its branches in
 * all versions as written, sorted: the network's branches stand in the same order. */
struct step_part {
    const struct spec_step *spec;
    struct names to;
};

/* What identifies a table of quantiles: numbers, compared exactly. */
struct shape { double *number; size_t count; };

/* One offer's or pool's first version, by index of the network. */
struct compiler {
    const struct scenario_set *set;
    struct network *network;
    struct problem_list *problems;
    struct spec *spec;              /* all versions, arm after arm */
    size_t spec_count;
    size_t *arm_first;              /* arm_count + 1, into spec */

    struct names areas, organisations, partnerships, services, kinds, providers, pathways, standards, modes, rules, outcomes;
    const char **effect_name;       /* by escalation effect: the pool, service or step as written */
    size_t effect_capacity, effect_name_capacity;
    struct step_part *step;         /* by step */
    const struct spec_provider **provider; /* structure, by provider */
    const struct spec_pool **pool;  /* structure, by pool */
    const struct setting **money_at, **standard_at; /* where each is said, for problems */
    struct text *money_key;         /* by money rule: what tells it from others */
    struct text *once_key;
    uint32_t *home_number;          /* by home: its number within the area as the table says it, from 1 */
    const char **home_terrain;      /* by home, NULL entries */
    bool population_known;
    bool no_areas;                  /* one area "everywhere": distances are nothing */

    uint32_t value_count;           /* slots taken so far */
    double *value;                  /* the version being filled */
    int32_t now_day;                /* the day that is being filled; INT32_MIN: the start */
    const struct spec *now;         /* the version in hand, and its things by index; NULL: not in it */
    const struct setting **now_area;
    const struct spec_provider **now_provider;
    const struct spec_pathway **now_pathway;
    const struct spec_step **now_step; /* the structure's where this version has none */
    double *now_population;         /* area * cell_count + cell */
    double *now_area_people;        /* by area, counted without lists; NULL: there are none */
    size_t list_capacity[3];        /* of the network's list_moment, list_people, list_area_people */
    bool *now_step_here;
    double *supply_start;           /* pathway * area_count + area: see compile_reach.h; NULL: nothing is induced */

    struct shape *shape;            /* by quantile table */
    size_t shape_capacity, stream_capacity, quantile_capacity, rota_capacity, week_capacity, season_capacity, days_off_capacity,
        leaving_capacity;
};

/* ---- names and structure (compiler.c) ---- */
enum status names_add(struct names *names, const char *id) MUST_USE;
void names_sort(struct names *names); /* and each once */
uint32_t names_find(const struct names *names, const char *id);
void names_free(struct names *names);
/* Copies of the ids for the network to own. */
char **names_copy(const struct names *names);

/* The thing whose id is `id` in one version; NULL where it has none. */
const struct spec_provider *spec_find_provider(const struct spec *spec, const char *id);
const struct spec_pathway *spec_find_pathway(const struct spec *spec, const char *id);
const struct spec_step *spec_find_step(const struct spec_pathway *pathway, const char *id);
const struct spec_pool *spec_find_pool(const struct spec_provider *provider, const char *id);
const struct spec_mode *spec_find_mode(const struct spec *spec, const char *id);
bool id_list_has(const struct id_list *list, const char *id);
bool id_list_same(const struct id_list *a, const struct id_list *b); /* in any order */

/* Takes `spec` in hand: fills everything whose name begins with now_. */
enum status compiler_enter(struct compiler *compiler, const struct spec *spec) MUST_USE;
void compiler_free(struct compiler *compiler);
uint32_t compiler_slots(struct compiler *compiler, uint64_t count); /* first of `count` new slots */

bool setting_same(const struct setting *a, const struct setting *b); /* either may be NULL */
bool text_same(const char *a, const char *b);
/* The key of a group, or where it is not given the group: where to point at. */
const struct setting *key_at(const struct setting *group, const char *name);
/* Says that a structural part, the key `what` of the group `here`, differs between two versions, unless `same`. */
void must_be_same(struct compiler *compiler, bool same, const char *what, const struct setting *here,
                  const struct setting *there);
/* A name that is none of `valid`. */
void say_dangling(struct compiler *compiler, const struct setting *at, const char *what, const char *name,
                  const struct names *valid);

/* "emergency.ae" or, where `pathway` is given, "ae": the step; NONE (said, at `at`) where there is none. */
uint32_t compiler_step(struct compiler *compiler, const char *text, uint32_t pathway, const struct setting *at);

/* ---- values (compile_values.c) ---- */
enum { VARIES_CELL = 1, VARIES_AREA = 2, VARIES_BRANCH = 4 };
struct where { uint32_t cell, area, branch; };

/* A value being looked at: which reader its leaves need; `step` allows by = "next". */
typedef bool number_reader(const struct setting *setting, double *number, struct problem_list *problems);
struct value_kind { number_reader *read; uint32_t step; };

/* What a value varies by; says all that is wrong with it. NULL varies by nothing. */
unsigned value_check(struct compiler *compiler, const struct setting *setting, struct value_kind kind);
/* The same with another look at each leaf, which gives what the leaf itself varies by. */
unsigned value_walk(struct compiler *compiler, const struct setting *setting, struct value_kind kind,
                    unsigned (*leaf)(struct compiler *, const struct setting *, struct value_kind));
/* The leaf of a value for somebody; NULL where it says nothing. */
const struct setting *value_leaf(struct compiler *compiler, const struct setting *setting, struct where where,
                                 uint32_t step);
/* The number for somebody; `fallback` for NULL, or where it cannot be read (which value_check has said). */
double value_at(struct compiler *compiler, const struct setting *setting, struct where where,
                struct value_kind kind, double fallback);

uint32_t rows_of(const struct network *network, enum row_by by, uint32_t step);
struct where where_of(const struct network *network, enum row_by by, uint32_t index, uint32_t step);
enum row_by by_of(unsigned varies);
struct row row_new(struct compiler *compiler, unsigned varies, uint32_t step);
struct duration duration_new(struct compiler *compiler, unsigned varies, uint32_t step);
void row_fill(struct compiler *compiler, struct row row, const struct setting *setting,
              struct value_kind kind, double fallback);

/* ---- distributions (compile_durations.c) ---- */
unsigned duration_check(struct compiler *compiler, const struct setting *setting, uint32_t step);
enum status duration_fill(struct compiler *compiler, struct duration duration, const struct setting *setting,
                          uint32_t step) MUST_USE;
/* The remaining time of a stay under way, of each entry of the step's `lasts` as it is in compiler->value. */
enum status duration_fill_remaining(struct compiler *compiler, struct duration remaining,
                                    struct duration lasts, uint32_t step) MUST_USE;
/* The table with this shape, made by `quantile_shape` where it is new. */
enum shape_kind {
    SHAPE_EXPONENTIAL, SHAPE_LOG_EXPONENTIAL, SHAPE_LOGNORMAL, SHAPE_GAMMA, SHAPE_WEIBULL, SHAPE_UNIFORM,
    SHAPE_TRIANGULAR, SHAPE_BETA, SHAPE_NORMAL, SHAPE_EMPIRICAL, SHAPE_MIXTURE, SHAPE_REMAINING, SHAPE_BOUNDED,
};
enum status shape_table(struct compiler *compiler, const double *number, size_t count, uint32_t *table) MUST_USE;

/* ---- tables of hours and months (compile_hours.c): index of an equal one, or a new one; NONE for NULL ---- */
enum status hours_week(struct compiler *compiler, const struct setting *table, bool mean_one, uint32_t *week) MUST_USE;
enum status hours_rota(struct compiler *compiler, const struct setting *table, uint32_t *rota) MUST_USE;
enum status days_off_of(struct compiler *compiler, const struct setting *table, uint32_t *days_off) MUST_USE;
enum status hours_season(struct compiler *compiler, const struct setting *table, uint32_t *season) MUST_USE;
enum status hours_leaving(struct compiler *compiler, const struct setting *table, uint32_t *leaving) MUST_USE;

/* ---- the parts, in this order; each adds problems and gives a status only for want of memory ---- */
enum status compile_people(struct compiler *compiler) MUST_USE;    /* areas, homes, groups */
enum status compile_ordered(struct compiler *compiler) MUST_USE;   /* groups whose levels have an order */
void people_enter(struct compiler *compiler);                      /* now_population */
double area_people(const struct compiler *compiler, uint32_t area); /* of all groups, in the version in hand */
/* Shares now_population, in which each list has everybody, among the lists of the version in hand (compile_lists.c). */
enum status lists_enter(struct compiler *compiler) MUST_USE;
enum status compile_places(struct compiler *compiler) MUST_USE;    /* organisations, providers, offers, pools */
void places_fill(struct compiler *compiler);
/* 1 where a version's provider gives the service; 0, -1, -2 as struct offer says. NULL is closed. */
double place_is_open(const struct spec_provider *provider, const char *service);
bool team_covers(const struct spec_provider *team, const char *area);
/* Staff by a standard (compile_staffing.c), of the version in hand: once it has been entered, a pool's `wte` is what the
 * standard comes to. */
void staffing_enter(struct compiler *compiler);
void staffing_check(struct compiler *compiler);
bool pool_has_standard(const struct spec_pool *pool);
/* The column of a weight { column = "need"; }, which gives the weighted people of an area; NULL: a weight for each person. */
const struct setting *weighted_column(const struct setting *weight);
/* Places or WTE. */
double pool_units(const struct spec_pool *pool);
/* People of the areas that a team covers; `weight`: see compile_staffing.c, NULL: by head. */
double people_covered(struct compiler *compiler, const struct spec_provider *team, const struct setting *weight);
/* Which pools serve for others (compile_lending.c). */
enum status lending_structure(struct compiler *compiler) MUST_USE;
void lending_journeys(struct compiler *compiler); /* once there are ways to travel */
void lending_fill(struct compiler *compiler);
/* A pool that both can be served by, or one of them by the other; NONE. */
uint32_t lending_shared(const struct network *network, uint32_t first, uint32_t second);
enum status compile_partners(struct compiler *compiler) MUST_USE;  /* partnerships, hand-offs: compile_partners.c */
enum status partners_fill(struct compiler *compiler) MUST_USE;
/* The partnership of a version; NULL where it has none. */
const struct spec_partnership *spec_find_partnership(const struct spec *spec, const char *id);
enum status compile_pathways(struct compiler *compiler) MUST_USE;  /* pathways, steps, options, branches, posts */
/* What happens at a step's door (compile_door.c). */
struct door_needs { unsigned rebook, turn_round, balk; bool has_turn_round; }; /* by what they vary, over all versions */
uint32_t door_when_full(const char *word);
enum status door_structure(struct compiler *compiler, uint32_t step) MUST_USE;
void door_options(struct compiler *compiler); /* who takes the diverted; once there are posts */
void door_look(struct compiler *compiler, uint32_t step, struct door_needs *needs);
void door_slots(struct compiler *compiler, uint32_t step, const struct door_needs *needs);
enum status door_fill(struct compiler *compiler, uint32_t step) MUST_USE;
enum status compile_branches(struct compiler *compiler) MUST_USE;  /* what follows each step */
enum status branches_fill(struct compiler *compiler) MUST_USE;
/* By what the shares of a step vary in the version in hand; the same of the time before a branch. */
unsigned branches_check(struct compiler *compiler, uint32_t step);
unsigned branch_after_check(struct compiler *compiler, uint32_t step, uint32_t branch, bool *given);
enum status branches_after_fill(struct compiler *compiler, uint32_t step) MUST_USE;
enum status compile_rows(struct compiler *compiler) MUST_USE;      /* value rows of steps and branches */
enum status rows_fill(struct compiler *compiler) MUST_USE;
/* How the people of a pathway come (compile_arrivals.c). */
bool arrivals_are_planned(const struct spec_pathway *pathway);
enum status arrivals_structure(struct compiler *compiler, uint32_t pathway, const struct spec_pathway *spec) MUST_USE;
void arrivals_look(struct compiler *compiler, const struct spec_pathway *here);
void arrivals_slots(struct compiler *compiler, uint32_t pathway);
/* The numbers of one version; *per_day: people a day of a plan. */
enum status arrivals_fill(struct compiler *compiler, uint32_t pathway, double *per_day) MUST_USE;
enum status compile_streams(struct compiler *compiler) MUST_USE;   /* demand */
enum status streams_fill(struct compiler *compiler) MUST_USE;
enum status compile_standards(struct compiler *compiler) MUST_USE;
void standards_fill(struct compiler *compiler);
/* Outcomes that are used (compile_outcomes.c). */
enum status compile_outcomes(struct compiler *compiler) MUST_USE;
void outcomes_fill(struct compiler *compiler);
void outcomes_date(struct compiler *compiler, struct arm *arm); /* of an arm's patches: they hold for the whole window */
enum status compile_money(struct compiler *compiler) MUST_USE;
void money_fill(struct compiler *compiler);
enum status compile_once(struct compiler *compiler) MUST_USE;
void once_fill(struct compiler *compiler);
enum status compile_travel(struct compiler *compiler) MUST_USE;
void travel_legs_fill(struct compiler *compiler, uint32_t step);
/* Minutes and km by a way to travel from one site or base of a team to another; false where they are not known. */
struct journey_between { double minutes, km; };
bool travel_between(struct compiler *compiler, uint32_t mode, uint32_t from, uint32_t to, struct journey_between *journey);
enum status compile_start(struct compiler *compiler) MUST_USE;     /* who is there at the start */
enum status start_fill(struct compiler *compiler) MUST_USE;        /* of the baseline only; the rest keep it */
enum status compile_escalation(struct compiler *compiler) MUST_USE;
void escalation_fill(struct compiler *compiler);

enum status compile_closing(struct compiler *compiler) MUST_USE;   /* beds that close, against what opens */
enum status compile_assumptions(struct compiler *compiler) MUST_USE;

/* ---- checks of the whole (check_*.c) ---- */
enum status check_network(struct compiler *compiler) MUST_USE;     /* ways, places, standards */
bool branch_has_share(const struct network *network, const double *value, const struct branch *branch);
/* runs end, people fit */
enum status check_finite(struct compiler *compiler, const double *value, const bool *reached) MUST_USE;
/* What has no effect; values as the baseline begins and as the last arm ends. */
void check_idle(struct compiler *compiler, const double *start, const double *end);
enum status check_start_room(struct compiler *compiler) MUST_USE; /* they have places (compile_start.c) */
void check_starters(struct compiler *compiler, const double *value); /* those there at the start are somebody */
enum status check_keys(struct compiler *compiler) MUST_USE;        /* names of draws do not collide */
enum status check_steady(struct compiler *compiler) MUST_USE;      /* a warm-up to be found has an end */

#endif
