/* money_shares: a cost that falls on several organisations, each with its share. Part of the compiler. */
#ifndef ICSIM_SCENARIO_MONEY_SHARES_H
#define ICSIM_SCENARIO_MONEY_SHARES_H

#include "scenario/compiler.h"

/* Whether `falls_on` is one organisation's name, or a group of organisations with shares that add up to 1; if not,
 * that is said. */
bool money_shares_check(struct compiler *compiler, const struct setting *falls_on);

/* Appends who shares it, by id: part of what tells a rule from others. The shares are not: they may change. */
void money_shares_name(const struct setting *shares, struct text *key);

/* Writes the shares of the version in hand for all targets of the rule. */
void money_shares_fill(struct compiler *compiler, const struct setting *shares, const struct money_rule *rule);

#endif
