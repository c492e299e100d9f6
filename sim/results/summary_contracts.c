/* What is paid under contracts with a baseline or bounds, and how far the activity is from the baseline. */
#include "results/contract.h"
#include "results/summary.h"

#include <stdio.h>

enum { CONTRACTS_SHOWN = 6 };

static double paid(const struct result_view *view, struct spot spot) {
    struct contract_tally sum = contract_sum(view, spot);
    return (double)contract_paid(&sum) * 1e-6;
}

/* Over the baseline; NAN without one. */
static double activity(const struct result_view *view, struct spot spot) {
    struct contract_tally sum = contract_sum(view, spot);
    return view_ratio(sum.activity, sum.baseline);
}

/* Whether some scenario has a baseline in it. */
static bool has_baseline(const struct result_view *view, uint32_t contract) {
    struct spot spot = {0, 0, view->result->network->period_count, contract, 0};
    for (; spot.arm < view->result->arm_count; spot.arm++)
        if (contract_sum(view, spot).baseline > 0)
            return true;
    return false;
}

static enum status add_contract(struct summary *summary, struct result_view *view, uint32_t contract) {
    static const struct measure of_baseline = {"contract_activity", "ratio", "activity over the baseline", FAMILY_ORGANISATION,
                                               BETTER_NEITHER, activity};
    static const struct measure gbp = {"contract_gbp", "GBP", "paid under a contract", FAMILY_ORGANISATION, BETTER_NEITHER, paid};
    static const char group[] = "payments with a baseline or bounds, in the whole time simulated";
    const struct network *network = view->result->network;
    const char *party = contract_party_id(network, contract), *id = network->money_rule[network->contract[contract].rule].id;
    char subject[VIEW_TEXT_BYTES];
    snprintf(subject, sizeof subject, "%s%s%s", id, party == NULL ? "" : ", ", party == NULL ? "" : party);
    enum status status = STATUS_OK;
    if (has_baseline(view, contract))
        status = summary_add_row(
            summary, view, (struct wish){group, subject, "activity over baseline", "ratio", &of_baseline, contract, 1, 3, false});
    if (status == STATUS_OK)
        status = summary_add_row(summary, view, (struct wish){group, subject, "paid", "GBP m", &gbp, contract, 1e-6, 3, false});
    return status;
}

enum status summary_add_contracts(struct summary *summary, struct result_view *view) {
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < view->result->network->contract_count && i < CONTRACTS_SHOWN && status == STATUS_OK; i++)
        status = add_contract(summary, view, i);
    return status;
}
