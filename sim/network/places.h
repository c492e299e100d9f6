/* places: who gives care, where, with what and when: organisations and their partnerships, sites and teams, pools and
 * which of them serve for others, rotas and hours. All are arrays of struct network, which owns them. */
#ifndef ICSIM_NETWORK_PLACES_H
#define ICSIM_NETWORK_PLACES_H

#include "base/calendar.h"
#include "network/row.h"

#include <stdbool.h>
#include <stdint.h>

struct organisation { char *id, *name, *kind; };

/* A site or a team. */
struct provider {
    char *id, *name;
    bool is_team;
    uint32_t organisation; /* NONE: nobody's */
    double lat, lon;       /* of sites */
    uint32_t site;         /* row and column in the travel tables: 0.. for sites, NONE for teams */
    uint64_t key;          /* hash of the id */
    uint32_t base;         /* row and column of where its staff set out from: of sites `site`; of teams with a place, where
                            * any step's staff come from their base, one behind the sites; NONE */
};

/* A provider offers a service: value[open] is 1 while it does. 0: closed, those waiting there stay and are
 * served; -1: closed, those waiting choose again; -2: those inside too. `hours`: opening hours, NONE: always. */
struct offer {
    uint32_t provider, service;
    uint32_t open;         /* value slot */
    uint32_t redirect;     /* value slot: provider to whom those who choose this one are sent, -1: none */
    uint32_t hours;        /* index into week[], > 0 is open; NONE */
};

/* Capacity of one kind at one provider. Either places (value[capacity], whole) or staff: value[capacity] is
 * WTE, `rota` the shape of the week, value[hours_per_wte] the worked hours a week of one WTE after absence. */
struct pool {
    uint32_t provider, kind;
    uint32_t capacity;     /* value slot */
    uint32_t in_post;      /* value slot: WTE in post; the rest of `capacity` are locums; NONE: all are in post */
    uint32_t rota;         /* index into rota[], NONE: places, all hours alike */
    uint32_t hours_per_wte;/* value slot, NONE without rota */
    uint32_t calendar;     /* index into week[]: places times this, rounded down; NONE: always all */
    uint32_t overflow_first, overflow_count; /* whose free units serve where this one has none, in this order */
    bool moves_back;       /* whoever is in the overflow, which is one, moves here once a unit is free; else stays there */
    uint32_t asks_from;    /* value slot: its overflows serve only while so many wait in its line; NONE: always */
    uint32_t lends;        /* value slot: share of its units that may serve for pools which overflow into it; NONE: all */
    uint32_t spares;       /* value slot: units that stay free for its own people where it lends; NONE: none */
    uint32_t attention;    /* value slot: how many units work at full speed, all going slower alike where more are in
                            * use; NONE: every one */
    bool unlimited;        /* never full: counts use only */
    uint32_t days_off;     /* index into days_off[]: on these days a share of it; NONE */
};

/* Dated exceptions: on a day `share` of what there would be. */
struct day_off { int32_t day; double share; };
struct days_off {
    char *id;
    uint32_t count;
    struct day_off *day;   /* in order of days, each once */
};

/* Units of one pool may serve for another that is full: beds, or staff who come. An overflow is not followed further, so
 * pools may help each other. */
struct overflow {
    uint32_t pool, lender;
    uint32_t open;         /* value slot: 1 while it holds, 0 outside the partnership that it is of; NONE: always */
    double minutes, km;    /* journey of a unit from the lender to where it is needed, 0: none; km: also of the way back */
    double back_minutes;   /* on which it is in use still, 0: none */
};

/* Organisations that work as one: value[member + organisation] is 1 for those who are in it. */
struct partnership {
    char *id, *name;
    uint32_t member;       /* value slots */
};

/* Who goes on to a step at a provider of another organisation waits `delay` before, unless both organisations are in one
 * partnership that spares it. The four sets are arrays of 0 and 1. */
struct handoff {
    char *id, *name;
    uint8_t *from, *to;    /* by organisation */
    uint8_t *step;         /* by step: those that people go on to */
    uint8_t *spared_by;    /* by partnership */
    uint64_t *key;         /* by step: names of draws */
    struct row share;      /* of how many it is asked */
    struct duration delay;
};

/* The shape of a staffed week: shifts of whole hours with relative numbers on duty. */
struct shift { uint16_t from_hour, hours; float weight; }; /* from_hour of the week; weight > 0 */
struct rota {
    char *id;
    uint32_t shift_count;
    struct shift *shift;   /* in order of from_hour, no overlap */
    double weight_hours;   /* sum of weight * hours */
};

/* 168 numbers by hour of the week, Monday 00:00 first. Demand profiles have mean 1. */
struct week { char *id; float hour[HOURS_PER_WEEK]; };

/* 12 multipliers of demand by month, mean 1 over a year. */
struct season { char *id; float month[12]; };

/* 24 cumulative shares of the hours in which people leave; the last is 1. */
struct leaving_hours { char *id; float upto[24]; };

#endif
