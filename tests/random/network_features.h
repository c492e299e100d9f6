/* network_features: all that may or may not stand in a made-up scenario, a row and a small function each, and the
 * maker that they write for: what has been drawn so far and where it is. Owns nothing. */
#ifndef ICSIM_TESTS_RANDOM_NETWORK_FEATURES_H
#define ICSIM_TESTS_RANDOM_NETWORK_FEATURES_H

#include "random/chance.h"
#include "random/network_maker.h"

enum { MOST_AREAS = 6, MOST_SITES = 5, MOST_TEAMS = 3, MOST_PATHWAYS = 4, MOST_STEPS = 5, KINDS = 3 };
enum { PROVIDERS = MOST_SITES + MOST_TEAMS };

/* Where a feature may stand. */
enum where { IN_LENGTH, IN_CHOICE, IN_STEP, IN_BRANCH, IN_POOL, IN_PATHWAY, IN_SITE, IN_CLOCK, IN_STANDARD, IN_COST, IN_PAYMENT, IN_PLAN, IN_SCENARIO };

struct step_made { bool by_team, timeless; unsigned needs; /* bits of kinds */ };

struct maker {
    struct chance chance;
    struct made_network *made;
    unsigned areas, sites, full_sites, teams, pathways, steps[MOST_PATHWAYS];
    bool loops[MOST_PATHWAYS];
    struct step_made step[MOST_PATHWAYS][MOST_STEPS];
    bool offers[MOST_SITES][MOST_PATHWAYS][MOST_STEPS];
    unsigned places[PROVIDERS][KINDS]; /* 0: staff or something else that cannot be moved by places */
    bool touched[PROVIDERS][KINDS], closed[MOST_SITES];
    bool demand_by_age[MOST_PATHWAYS], demand_changed;
    unsigned clocks;                       /* standards so far */
    bool is_listed;                        /* the pathway's people come by a list of times */
    unsigned pathway, now, provider, kind; /* where we are */
    double minutes;                        /* mean of the length to be written */
};

/* What the skeleton itself decides, numbered behind the features of the table. */
enum skeleton_feature { HAS_TEAMS, HAS_LOOP, HAS_START, HAS_CROSSING, HAS_ESCALATION, SKELETON_FEATURES };
void network_has(struct maker *maker, enum skeleton_feature what);

/* One of those that may stand here, by weight, of those that fit. False: none does. */
bool network_write_one_of(struct maker *maker, enum where where, struct text *out);
/* Each of those that may stand here, by its chance; of those that exclude each other at most one. */
void network_write_each(struct maker *maker, enum where where, struct text *out);
/* The same with `between` written before all but the first. */
unsigned network_write_list(struct maker *maker, enum where where, const char *between, struct text *out);

/* A length of about so many minutes, and how many that may be: from minutes to a day or so. */
void network_write_length(struct maker *maker, double minutes, struct text *out);
double network_some_minutes(struct maker *maker);

/* Shorter words for chance.h. */
unsigned made_from(struct maker *maker, unsigned low, unsigned high);
double made_between(struct maker *maker, double low, double high);
bool made_is(struct maker *maker, double share);

#endif
