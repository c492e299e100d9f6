/* What passes between organisations: hand-overs, and units of one pool that serve for another. */
#include "results/tables.h"

/* ---- handover ------------------------------------------------------------------------------------- */

static uint32_t handovers(const struct result_view *view) {
    return (uint32_t)handover_cells(view->result->network);
}

static struct handover_tally handover_at(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct handover_tally *tally = view_outcome(view, spot)->handover;
    struct periods periods = view_periods(view, spot.period);
    struct handover_tally sum = {0};
    for (uint32_t period = periods.first; period < periods.end; period++) {
        const struct handover_tally *one = &tally[period * handover_cells(network) + spot.item];
        sum.people += one->people;
        sum.minutes += one->minutes;
        sum.kept += one->kept;
    }
    return sum;
}

static bool fill_handover(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    uint32_t organisations = network->organisation_count, pair = at[3] % (organisations * organisations);
    struct handover_tally tally = handover_at(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    if (tally.people == 0 && !(tally.kept > 0))
        return false;
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->handoff[at[3] / (organisations * organisations)].id);
    put_text(row, network->organisation[pair / organisations].id);
    put_text(row, network->organisation[pair % organisations].id);
    put_count(row, tally.people);
    put_real(row, view_ratio(tally.minutes, (double)tally.people));
    put_real(row, tally.kept / MINUTES_PER_DAY);
    return true;
}

static const struct column handover_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"handoff", CELL_TEXT, "", "which hand-off"},
    {"from_organisation", CELL_TEXT, "", "who handed people over"},
    {"to_organisation", CELL_TEXT, "", "who took them over"},
    {"people", CELL_INTEGER, "people", "whose hand-over ended in the period"},
    {"mean_minutes", CELL_REAL, "min", "mean time that it took"},
    {"kept_place_days", CELL_REAL, "place-days", "of the period: places and staff that were kept meanwhile"},
};
const struct table table_handover = {
    .name = "handover", .help = "Hand-overs between organisations that are not in one partnership.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_OWN}, .own_length = handovers,
    TABLE_COLUMNS_ARE(handover_columns), .fill = fill_handover};

/* ---- lending -------------------------------------------------------------------------------------- */

static uint32_t overflows(const struct result_view *view) {
    return view->result->network->overflow_count;
}

static struct lending_tally lending_at(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct lending_tally *tally = view_outcome(view, spot)->lending;
    struct periods periods = view_periods(view, spot.period);
    struct lending_tally sum = {0};
    for (uint32_t period = periods.first; period < periods.end; period++) {
        const struct lending_tally *one = &tally[(size_t)period * network->overflow_count + spot.item];
        sum.times += one->times;
        sum.minutes += one->minutes;
        sum.km += one->km;
    }
    return sum;
}

static bool fill_lending(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct overflow *overflow = &network->overflow[at[3]];
    const struct pool *pool = &network->pool[overflow->pool], *lender = &network->pool[overflow->lender];
    struct lending_tally tally = lending_at(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->provider[pool->provider].id);
    put_text(row, network->pool_kind[pool->kind]);
    put_text(row, network->provider[lender->provider].id);
    put_text(row, network->pool_kind[lender->kind]);
    put_count(row, tally.times);
    put_real(row, view_ratio(tally.minutes, view_period_minutes(view, at[2])));
    put_real(row, overflow->minutes);
    put_real(row, tally.km);
    return true;
}

static const struct column lending_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"provider", CELL_TEXT, "", "site or team whose people needed it"},
    {"pool", CELL_TEXT, "", "the pool of theirs that was full"},
    {"lender", CELL_TEXT, "", "site or team whose units served"},
    {"lender_pool", CELL_TEXT, "", "the pool that they are of"},
    {"times", CELL_INTEGER, "times", "that units were taken in the period"},
    {"units_mean", CELL_REAL, "places", "mean number in use so"},
    {"journey_minutes", CELL_REAL, "min", "the journey of each, 0 where there is none"},
    {"km", CELL_REAL, "km", "of these journeys; in staff_km of the lender's pool too"},
};
const struct table table_lending = {
    .name = "lending", .help = "Whose units served where a pool was full (`overflow`).",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_OWN}, .own_length = overflows,
    TABLE_COLUMNS_ARE(lending_columns), .fill = fill_lending};
