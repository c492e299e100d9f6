/* money_contract: payments with a baseline of activity or with bounds, which are settled for a year: what is agreed for
 * each who runs the providers that are paid, or for all together. Part of the compiler. */
#ifndef ICSIM_SCENARIO_MONEY_CONTRACT_H
#define ICSIM_SCENARIO_MONEY_CONTRACT_H

#include "scenario/compiler.h"

/* Whether a payment is one. */
bool contract_is(const struct spec_money *payment);

/* Whether its terms go with what drives it; if not, that is said. */
bool contract_check(struct compiler *compiler, const struct spec_money *payment, enum driver driver);

/* Who runs the providers whose activity counts together with that of `provider`; NONE: all of the payment's. */
uint32_t contract_party(const struct compiler *compiler, const struct spec_money *payment, uint32_t provider);

/* The contract of a rule with that party, made where it is new: *contract is its number, and its first target is the next
 * that will be appended. */
enum status contract_of(struct compiler *compiler, uint32_t rule, uint32_t party, uint32_t *contract, bool *is_new) MUST_USE;

/* Writes the terms of the version in hand, whose price is `rate` micro-pounds a unit, for all contracts of the rule; says
 * what is missing. */
void contract_fill(struct compiler *compiler, const struct spec_money *payment, uint32_t rule, double rate);

/* As in a version that has none of them. */
void contract_clear(struct compiler *compiler);

#endif
