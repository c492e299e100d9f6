/* money: what is paid for what, by whom: the money part of the network. Indices are of the network's arrays, slots of
 * its values; the network owns all of it. */
#ifndef ICSIM_NETWORK_MONEY_H
#define ICSIM_NETWORK_MONEY_H

#include <stdbool.h>
#include <stdint.h>

enum driver {
    DRIVER_USE,            /* a start of a step at a post: rate is micro-pounds each */
    DRIVER_STEP_TIME,      /* minutes from start to leaving at a post: micro-pounds a minute */
    DRIVER_OPEN_TIME,      /* minutes of open capacity of a pool: micro-pounds a place-minute */
    DRIVER_OPEN_STEPS,     /* the same, by started groups of `group_size` places */
    DRIVER_MILES,          /* miles of the staff of a pool: micro-pounds a mile */
    DRIVER_PERIOD,         /* as time passes: micro-pounds a minute */
};

/* A cost (what an organisation uses up) or a payment (from one to another). Each rule applies to its targets;
 * of a `once`, see struct once. */
struct money_rule {
    char *id;              /* category in the results */
    bool is_payment;
    uint32_t driver;
    uint32_t rate;         /* value slot: micro-pounds per unit of the driver */
    double group_size;     /* DRIVER_OPEN_STEPS */
    bool is_left;          /* what capacity that has gone still costs: its targets' index is the pool */
    bool runs_on;          /* of that, what costs on for a while beside what is new elsewhere */
    uint32_t target_first, target_count;
};

/* A rule at one post or pool (index NONE for DRIVER_PERIOD), and who bears it: for a cost `to` is the bearer
 * and `from` NONE. What several share has a target for each of them (of a payment for each pair of payer and payee),
 * one after the other: the first one says how many (`parts`), the others 0. */
struct money_target {
    uint32_t rule, index, from, to, provider;
    uint32_t share;        /* value slot: the share of the whole; NONE: all of it. The last of several takes the rest */
    uint32_t parts;        /* 1: one bears it */
    uint32_t contract;     /* what its use counts in, to be settled at the year's end; NONE: it is charged by itself */
};

/* The terms of a payment that is settled for a financial year: a price for a baseline of activity, and shares of the price
 * for what is above or below it. All targets of one contract are between the same organisations. */
struct money_contract {
    uint32_t rule;
    uint32_t target;       /* what is settled is booked there and at its parts */
    uint32_t party;        /* who runs the providers whose activity it is; NONE: all of the rule's */
    uint32_t baseline;     /* value slot: units of the rule's driver a minute, at the rule's rate each */
    uint32_t above, below; /* value slots: share of the price for what is above, and taken off for what is below */
    uint32_t at_most, at_least; /* value slots: micro-pounds a minute that are paid at most and at least; INFINITY, 0: none */
};

/* Money on a date, in the arms where value[amount] is not 0. */
struct once {
    char *id;
    double minute;
    uint32_t amount;       /* value slot: micro-pounds */
    uint32_t from, to;     /* cost: from NONE, to the bearer */
};

#endif
