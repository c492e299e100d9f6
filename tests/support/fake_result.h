/* A small result made by hand: two hospitals, a commissioner and a trust, two areas, two ages, one pathway of
 * two steps, a clock and a journey, two financial years. Its numbers follow simple rules (below), so that a
 * test can say what a table must show. fake_result_free gives everything back. */
#ifndef ICSIM_TESTS_SUPPORT_FAKE_RESULT_H
#define ICSIM_TESTS_SUPPORT_FAKE_RESULT_H

#include "experiment/experiment.h"

enum { FAKE_NAMES = 64, FAKE_MAX_ARMS = 4 };

/* Indices, in the order of sorted ids. */
enum { FAKE_NORTH, FAKE_SOUTH, FAKE_AREAS };
enum { FAKE_ICB, FAKE_TRUST, FAKE_ORGANISATIONS };
enum { FAKE_CASTLE, FAKE_ROYAL, FAKE_PROVIDERS };
enum { FAKE_BAY, FAKE_BED, FAKE_KINDS };
enum { FAKE_AE, FAKE_WARD, FAKE_STEPS };
enum { FAKE_AE_CASTLE, FAKE_AE_ROYAL, FAKE_WARD_CASTLE, FAKE_WARD_ROYAL, FAKE_POSTS };
enum { FAKE_CASTLE_BAY, FAKE_CASTLE_BED, FAKE_ROYAL_BAY, FAKE_ROYAL_BED, FAKE_POOLS };
enum { FAKE_FOUR_HOURS, FAKE_JOURNEY, FAKE_STANDARDS };
enum { FAKE_PERIODS = 2 };
enum { FAKE_MARGINS = 1 + FAKE_AREAS + 2 };

struct fake_result {
    struct network network;
    struct experiment_result result;
    char *name[FAKE_NAMES]; /* texts given out */
    uint32_t names;
    struct area area[FAKE_AREAS];
    double population[FAKE_AREAS * 2], value[2], period_to[FAKE_PERIODS];
    int period_year[FAKE_PERIODS];
    char *cell[2], *place[1], *level[2], *service[2], *pool_kind[FAKE_KINDS];
    uint32_t level_of[2];
    struct organisation organisation[FAKE_ORGANISATIONS];
    struct provider provider[FAKE_PROVIDERS];
    struct pool pool[FAKE_POOLS];
    struct overflow overflow[1];
    struct handoff handoff[1];
    struct pathway pathway[1];
    struct step step[FAKE_STEPS];
    struct post post[FAKE_POSTS];
    struct standard standard[FAKE_STANDARDS];
    struct money_rule money_rule[2];
    struct money_target money_target[3];
    struct once once[1];
    struct bed_closing bed_closing[1];
    struct arm arm[FAKE_MAX_ARMS];
    struct assumption assumption[1];
};

/* Minutes added to every mean by an arm: 0, 10, 20 ..; by a replication: 0, 1, 4, 9 ..; arm 1 is a further
 * 0.5 longer in odd replications. So arm - baseline is 10 or 10.5 in arm 1. */
double fake_mean_minutes(uint32_t arm, uint32_t replication);

/* With `arms` arms (1..4) and `replications`:
 *  access   people 100 (of an area or level 50, north's in the first year 19 with percentiles missing),
 *           twice that in `all`; mean fake_mean_minutes, p50 = mean, p90 = twice, p95 = 3 times; within 80
 *           of 100; in arm 2 two of the people are unfinished and p95 is INFINITY
 *  at a provider, of each year and standard: castle 60 people, 1 of them unfinished in arm 2,
 *           within 48, 90 min each; royal 40, within 20, 150 min each; of the journey only castle's
 *  spread   people 7 in bin 100 and 3 in the last
 *  post     of each year: arrived 1000 + 10 * post, started 10 fewer, completed 20 fewer, left_waiting 6,
 *           turned_away 4, diverted 2, waited half, wait 30 min each, time 60 min each
 *  pool     capacity 10, in use 8 + 0.1 * arm, blocked 1, waiting 2; at midnight 9 of 10; the bays of
 *           castle are without limit
 *  partners 20 people a year handed over from the trust to the ICB, to the ward at royal, 90 min each, 0.4 beds kept at each;
 *           0.5 beds of castle lent to royal, 30 times a year, 12 min and 7.5 km each
 *  money    cost GBP 1,000.000001 a target and year (+ GBP 5 * replication) for the open beds, payment GBP 2,500.50; once
 *           GBP 40,000 in the first year of arms but the baseline
 *  gain     people 100: better 20, worse 70, same 10, over 15: 5 + replication; change 100 * (10 or 10.5) */
void fake_result_init(struct fake_result *fake, uint32_t arms, uint32_t replications);
void fake_result_free(struct fake_result *fake);

#endif
