/* money_shares: who bears a cost, pays or is paid: one organisation, or several, each with its share. Part of the
 * compiler. "provider" stands for whoever runs the provider. */
#ifndef ICSIM_SCENARIO_MONEY_SHARES_H
#define ICSIM_SCENARIO_MONEY_SHARES_H

#include "scenario/compiler.h"

/* Whether `who` is one organisation's name, or a group of organisations with shares that add up to 1; if not,
 * that is said. */
bool money_shares_check(struct compiler *compiler, const struct setting *who);

/* Appends who it is, where there are several by id: part of what tells a rule from others. The shares are not: they may
 * change. */
void money_shares_name(const struct setting *who, struct text *key);

/* Whether it goes by who runs the provider. NULL does. */
bool money_shares_by_provider(const struct setting *who);

/* Lists the organisations by index; `provider` may be NONE. Nobody, or NONE, where that is not known, which is said.
 * `list` has room for all organisations. */
uint32_t money_shares_list(struct compiler *compiler, const struct spec_money *spec, const struct setting *who,
                           uint32_t provider, uint32_t *list);

/* Writes the shares of the version in hand for all targets of the rule; of a payment each pair's. */
void money_shares_fill(struct compiler *compiler, const struct spec_money *spec, bool is_payment,
                       const struct money_rule *rule);

#endif
