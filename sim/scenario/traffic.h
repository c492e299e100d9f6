/* traffic: what a network will ask of each pool, on average, before any run: people are followed through
 * their choices as probabilities, and the load is set against capacity. No queue is simulated: nobody leaves
 * for want of patience or is turned away, and hours of the day are left out; of opening hours counts which share of a
 * pathway's people come while a provider is open; of places kept after the work counts what a hand-over keeps them for.
 * What finds a pool full on average (Erlang's loss formula) is asked of the pool that it overflows into and that has
 * nobody of its own, of whose places each that overflows there has its share.
 *
 * traffic_free gives everything back; it is safe on a zeroed struct. */
#ifndef ICSIM_SCENARIO_TRAFFIC_H
#define ICSIM_SCENARIO_TRAFFIC_H

#include "base/text.h"
#include "network/network.h"

enum traffic_verdict {
    TRAFFIC_UNUSED,     /* nobody comes, or it is never full */
    TRAFFIC_FINE,
    TRAFFIC_TIGHT,      /* 95 % of capacity or more: waits are long and swing widely */
    TRAFFIC_LOSING,     /* more is needed than there is, but some do not wait: they leave, or are sent away */
    TRAFFIC_OVERLOADED, /* more is needed than there is: the queue grows without end */
};

struct pool_traffic {
    double uses_per_day;  /* starts that need it */
    double offered;       /* units needed on average: uses a day x days held x units, through steps that keep it too */
    double spilled;       /* of these: by people of pools that overflow into it */
    double waiting;       /* of these: needed by those who wait without end where it is full */
    double capacity;      /* units there on average over the week, with its share of what it overflows into; INFINITY:
                             unlimited */
    double utilisation;   /* offered / capacity; INFINITY where there is none */
    double wait_chance;   /* that somebody must wait (Erlang C); 1 where overloaded */
    double wait_minutes;  /* mean wait, by Erlang C with the mean time held; INFINITY where overloaded */
    enum traffic_verdict verdict;
};

struct traffic {
    uint32_t post_count, pool_count;
    double *starts_per_day;    /* by post */
    struct pool_traffic *pool; /* by pool */
    double arrivals_per_day, turned_away_per_day;
    double events_per_day;     /* about: for the time a run takes */
    double people_present;     /* about, without waits: for the memory a run takes */
};

/* The values of an arm at `minute`, into value[network->value_count]: INFINITY for after its last patch. */
void traffic_values(const struct network *network, uint32_t arm, double minute, double *value);

enum status traffic_solve(const struct network *network, const double *value, struct traffic *traffic) MUST_USE;
void traffic_free(struct traffic *traffic);

/* Adds "bed at royal: 133 needed on average, 137 there (97 %): waits will be long" or the like. */
void traffic_sentence(const struct network *network, const struct traffic *traffic, uint32_t pool, struct text *text);

/* Chance of waiting and mean wait in units of the mean time held, of M/M/c with offered load `load`. */
double traffic_erlang_c(double servers, double load);

#endif
