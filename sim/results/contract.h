/* contract: what payments that are settled for a year came to. Owns nothing. */
#ifndef ICSIM_RESULTS_CONTRACT_H
#define ICSIM_RESULTS_CONTRACT_H

#include "results/view.h"

/* Of a contract (spot.item) in a period, or all of them. */
struct contract_tally contract_sum(const struct result_view *view, struct spot spot);

/* Whether a scenario has it in that time. */
bool contract_is_there(const struct contract_tally *tally);

/* Micro-pounds that were paid. */
static inline int64_t contract_paid(const struct contract_tally *tally) {
    return tally->fixed + tally->variable + tally->bounded;
}

/* Id of who runs the providers whose activity it is; NULL: all of it counts together. */
const char *contract_party_id(const struct network *network, uint32_t contract);

#endif
