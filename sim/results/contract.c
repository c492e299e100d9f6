#include "results/contract.h"

struct contract_tally contract_sum(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    struct periods periods = view_periods(view, spot.period);
    struct contract_tally sum = {0};
    for (uint32_t period = periods.first; period < periods.end; period++) {
        const struct contract_tally *one =
            &view_outcome(view, spot)->contract[(size_t)period * network->contract_count + spot.item];
        sum.baseline += one->baseline;
        sum.activity += one->activity;
        sum.fixed += one->fixed;
        sum.variable += one->variable;
        sum.bounded += one->bounded;
    }
    return sum;
}

bool contract_is_there(const struct contract_tally *tally) {
    return tally->baseline > 0 || tally->activity > 0 || contract_paid(tally) != 0;
}

const char *contract_party_id(const struct network *network, uint32_t contract) {
    uint32_t party = network->contract[contract].party;
    return party == NONE ? NULL : network->organisation[party].id;
}
