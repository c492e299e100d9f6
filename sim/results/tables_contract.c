#include "results/contract.h"
#include "results/tables.h"

static uint32_t contracts(const struct result_view *view) {
    return view->result->network->contract_count;
}

static bool fill_contract(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct contract_tally sum = contract_sum(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    uint32_t rule = network->contract[at[3]].rule;
    double unit = network->money_rule[rule].driver == DRIVER_STEP_TIME ? MINUTES_PER_HOUR : 1;
    if (!contract_is_there(&sum))
        return false;
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->money_rule[rule].id);
    put_text(row, contract_party_id(network, at[3]));
    put_text(row, unit > 1 ? "h" : "uses");
    put_real(row, sum.baseline / unit);
    put_real(row, sum.activity / unit);
    put_money(row, sum.fixed);
    put_money(row, sum.variable);
    put_money(row, sum.bounded);
    put_money(row, contract_paid(&sum));
    return true;
}

static const struct column contract_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"rule", CELL_TEXT, "", "the payment's id"},
    {"organisation", CELL_TEXT, "", "who runs the providers whose activity counts together; missing where all of it does"},
    {"unit", CELL_TEXT, "", "of baseline and activity: uses, or h of a price by time"},
    {"baseline", CELL_REAL, "", "activity that is paid for whether it comes or not"},
    {"activity", CELL_REAL, "", "activity that came while the payment held"},
    {"fixed_gbp", CELL_MONEY, "GBP", "for the baseline, at the prices of the time"},
    {"variable_gbp", CELL_MONEY, "GBP", "paid beside it for activity above, or (below 0) taken off for activity below"},
    {"bounded_gbp", CELL_MONEY, "GBP", "added by at_least, or (below 0) taken off by at_most"},
    {"paid_gbp", CELL_MONEY, "GBP", "the three together: what was paid, as in the table payment"},
};
const struct table table_contract = {
    .name = "contract", .help = "Payments with a baseline or bounds, settled for each financial year or part of one.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_OWN}, .own_length = contracts,
    TABLE_COLUMNS_ARE(contract_columns), .fill = fill_contract};
