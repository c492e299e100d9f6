/* money: what organisations use up and pay one another, in whole micro-pounds. Every rule has a driver that
 * the run counts anyway (starts, minutes, miles); a meter remembers what has been charged, and the rest is
 * charged when the rate changes and when a period ends. What is paid under a contract with a baseline or bounds is
 * settled when its terms change and when a period ends, for the part of a year since: see struct money_contract. */
#ifndef ICSIM_CARE_MONEY_H
#define ICSIM_CARE_MONEY_H

#include "care/world.h"

#define MILES_PER_KM (1 / 1.609344)

/* Charges what is due up to now for every target of a rule, before its rate changes. */
void money_before_rate(struct world *world, uint32_t rule);

/* The same, and settles the rule's contracts, before their terms change. */
void money_before_terms(struct world *world, uint32_t rule);

/* The same for rules that go by started groups of a pool's open places, before its capacity changes. */
void money_before_capacity(struct world *world, uint32_t pool);

/* Charges everything up to now: a period ends. The meters go on from zero with the period's tallies. */
void money_end_period(struct world *world);

/* Sets all meters to zero: the window or a period begins. */
void money_begin_period(struct world *world);

/* Books the payments and costs that fall on a date inside [from, to) of the current period. */
void money_once(struct world *world, double from, double to);

/* Adds to `present_minutes` of the posts those who are inside, up to now. */
void money_settle_present(struct world *world);

#endif
