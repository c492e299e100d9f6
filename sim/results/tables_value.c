#include "results/present_value.h"
#include "results/tables.h"

static const struct measure *const cash[] = {&cash_cost, &cash_position};
static const struct measure *const present[] = {&present_cost, &present_position};
enum { KINDS = sizeof cash / sizeof cash[0] };

/* Cost and position, of each organisation and all together, in each period and all. */
static uint32_t rows_of_an_arm(const struct result_view *view) {
    bool any = view->result->network->discount > 0;
    return any ? KINDS * (view->length[AXIS_ORGANISATION] + 1) * view->length[AXIS_PERIOD] : 0;
}

static void put_interval(struct table_row *row, struct interval interval) {
    put_real(row, interval.mean);
    put_real(row, interval.low);
    put_real(row, interval.high);
}

static bool fill_value(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    uint32_t periods = view->length[AXIS_PERIOD], organisations = view->length[AXIS_ORGANISATION];
    uint32_t kind = at[1] / periods / (organisations + 1);
    struct spot spot = {at[0], 0, at[1] % periods, at[1] / periods % (organisations + 1), 0};
    if (kind > 0 && spot.item == organisations)
        return false; /* what all pay each other comes to nothing: their position is their cost */
    put_text(row, network->arm[at[0]].id);
    put_text(row, present[kind]->name);
    put_text(row, spot.item == organisations ? "all" : network->organisation[spot.item].id);
    put_text(row, view->period_name[spot.period]);
    put_interval(row, measure_mean(view, cash[kind], spot));
    put_interval(row, measure_mean(view, present[kind], spot));
    if (at[0] > 0) {
        put_interval(row, measure_compare(view, present[kind], spot).difference);
    } else {
        for (int i = 0; i < 3; i++)
            put_missing(row, CELL_REAL);
    }
    return true;
}

static const struct column value_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"measure", CELL_TEXT, "", "cost, or position: received - paid - cost"},
    {"organisation", CELL_TEXT, "", "whose; all: of all together"},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"cash_gbp", CELL_REAL, "GBP", "undiscounted: mean over replications"},
    {"cash_low", CELL_REAL, "GBP", "lower end of its 95 % interval; missing under two replications"},
    {"cash_high", CELL_REAL, "GBP", "upper end of it"},
    {"present_gbp", CELL_REAL, "GBP", "present value: discounted to the financial year `discount_to`, or else the window's first"},
    {"present_low", CELL_REAL, "GBP", "lower end of its 95 % interval"},
    {"present_high", CELL_REAL, "GBP", "upper end of it"},
    {"difference_gbp", CELL_REAL, "GBP", "present value less the baseline's, on the same people; missing for the baseline"},
    {"difference_low", CELL_REAL, "GBP", "lower end of its 95 % interval, standing alone"},
    {"difference_high", CELL_REAL, "GBP", "upper end of it"},
};
const struct table table_value = {
    .name = "value", .help = "Cash and present value by organisation and year; empty without `discount`.",
    .axis = {AXIS_ARM, AXIS_OWN}, .own_length = rows_of_an_arm, TABLE_COLUMNS_ARE(value_columns), .fill = fill_value};
