#include "results/tables.h"

static const char *organisation(const struct network *network, uint32_t index) {
    return index == NONE ? NULL : network->organisation[index].id;
}

/* Which cost, of whom, where: the first columns of its tables. */
static void put_about_cost(const struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct money_group *group = &view->cost[at[3]];
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, organisation(network, group->to));
    put_text(row, group->category);
    put_text(row, group->provider == NONE ? NULL : network->provider[group->provider].id);
}

static bool fill_cost(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct money_group *group = &view->cost[at[3]];
    put_about_cost(view, at, row);
    put_money(row, view_money(view, (struct spot){at[0], at[1], at[2], 0, 0}, group));
    return true;
}

static const struct column cost_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"organisation", CELL_TEXT, "", "who bears it"},
    {"category", CELL_TEXT, "", "the cost's id"},
    {"provider", CELL_TEXT, "", "site or team where it arises; missing where at none"},
    {"gbp", CELL_MONEY, "GBP", "pounds of the price year, undiscounted"},
};
const struct table table_cost = {
    .name = "cost", .help = "What the care used up, and who bears it.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_COST}, TABLE_COLUMNS_ARE(cost_columns),
    .fill = fill_cost};

static bool fill_stranded(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct money_group *group = &view->cost[at[3]];
    struct stranded stranded = view_stranded(view, (struct spot){at[0], at[1], at[2], 0, 0}, group);
    double minutes = view_period_minutes(view, at[2]);
    if (!stranded.by_capacity)
        return false;
    put_about_cost(view, at, row);
    put_money(row, stranded.cost);
    put_money(row, stranded.idle);
    put_real(row, view_ratio(stranded.paid_minutes, minutes));
    put_real(row, view_ratio(stranded.used_minutes, minutes));
    return true;
}

static const struct column stranded_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"organisation", CELL_TEXT, "", "who bears it"},
    {"category", CELL_TEXT, "", "the cost's id: one that goes by open capacity of a pool, by place or by started "
                                "groups of places"},
    {"provider", CELL_TEXT, "", "site or team where it arises"},
    {"cost_gbp", CELL_MONEY, "GBP", "what was paid for the capacity, as in the table cost"},
    {"stranded_gbp", CELL_MONEY, "GBP", "of it, for what was not in use: cost x (1 - in use / paid for), both over the "
                                        "period"},
    {"paid_places_mean", CELL_REAL, "places", "mean number paid for: open, or in started groups"},
    {"used_places_mean", CELL_REAL, "places", "mean number of them in use, no more than paid for"},
};
const struct table table_stranded = {
    .name = "stranded", .help = "What was paid for capacity that nobody used.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_COST}, TABLE_COLUMNS_ARE(stranded_columns),
    .fill = fill_stranded};

static bool fill_payment(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct money_group *group = &view->payment[at[3]];
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, organisation(network, group->from));
    put_text(row, organisation(network, group->to));
    put_text(row, group->category);
    put_money(row, view_money(view, (struct spot){at[0], at[1], at[2], 0, 0}, group));
    return true;
}

static const struct column payment_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"payer", CELL_TEXT, "", "organisation that pays"},
    {"payee", CELL_TEXT, "", "organisation that receives"},
    {"rule", CELL_TEXT, "", "the payment's id"},
    {"gbp", CELL_MONEY, "GBP", "pounds of the price year, undiscounted"},
};
const struct table table_payment = {
    .name = "payment", .help = "Who pays whom; over all organisations it sums to nothing.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_PAYMENT}, TABLE_COLUMNS_ARE(payment_columns),
    .fill = fill_payment};
