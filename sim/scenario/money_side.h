/* money_side: what a cost of open capacity also brings at a pool, as a rule of its own beside the cost's: the cost that goes
 * on for a while after capacity has gone (`runs_on`), what of it goes on after that (`released`), and what locums who fill a
 * rota's gap cost more (`minimum`). Part of the compiler. */
#ifndef ICSIM_SCENARIO_MONEY_SIDE_H
#define ICSIM_SCENARIO_MONEY_SIDE_H

#include "scenario/compiler.h"

enum money_side { SIDE_NONE, SIDE_NOT_RELEASED, SIDE_LOCUMS, SIDE_RUNS_ON, MONEY_SIDES };

/* What comes after the cost's id in results. */
const char *money_side_suffix(enum money_side side);

/* Whether the cost has it at the pool; of the version in which the cost says so. */
bool money_side_applies(const struct compiler *compiler, enum money_side side, const struct spec_money *cost, uint32_t pool);

/* The day on which the cost of capacity that went on `day` has run on long enough; INT32_MIN (said) where `runs_on` is no
 * pace. */
int32_t money_side_runs_on(const struct compiler *compiler, const struct spec_money *cost, int32_t day);

/* Days of an arm from which a cost runs on no longer, rising, each once, without those on which a version begins: its rates
 * differ from then on. The caller frees *days. */
enum status money_side_ends(const struct compiler *compiler, size_t arm, int32_t **days, size_t *count) MUST_USE;

/* Of the version and day in hand, in micro-pounds: of what runs on or is not released a minute; of locums a minute of open
 * capacity.
 * `place_minute` is what a minute of a place costs in posts, `group_size` 1 or of the groups of places. */
double money_side_rate(const struct compiler *compiler, enum money_side side, const struct spec_money *cost,
                       double place_minute, double group_size, uint32_t pool);

#endif
