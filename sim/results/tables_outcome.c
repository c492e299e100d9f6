/* Expected events: what came out of each replication, with their doubt, against the baseline, and what was taken from
 * where. */
#include "experiment/expected.h"
#include "results/expectation.h"
#include "results/tables.h"
#include <math.h>

static uint32_t all_spots(const struct result_view *view) {
    return view->result->network->outcome_rule_count * view->length[AXIS_MARGIN];
}

static struct spot spot_at(const struct result_view *view, uint32_t arm, uint32_t index) {
    uint32_t margins = view->length[AXIS_MARGIN];
    return (struct spot){arm, 0, view->result->network->period_count, index / margins, index % margins};
}

static void put_about(struct table_row *row, const struct result_view *view, struct spot spot) {
    struct margin_names names = view_margin(view, spot.margin);
    put_text(row, view->result->network->outcome_rule[spot.item].id);
    put_text(row, names.area);
    put_text(row, names.dimension);
    put_text(row, names.level);
}

#define ABOUT_COLUMNS \
    {"outcome", CELL_TEXT, "", "what happens to people"}, \
    {"area", CELL_TEXT, "", "area, or all"}, \
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"}, \
    {"level", CELL_TEXT, "", "the group of that dimension, or all"}

/* ---- outcome -------------------------------------------------------------------------------------- */

static bool fill_outcome(struct result_view *view, const uint32_t *at, struct table_row *row) {
    struct spot spot = spot_at(view, at[0], at[3]);
    spot.replication = at[1];
    spot.period = at[2];
    const struct expected_tally *tally = view_expected(view, spot);
    put_text(row, view->result->network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_about(row, view, spot);
    put_count(row, tally->people);
    put_real(row, tally->events);
    put_real(row, view_ratio(tally->events, (double)tally->people));
    return true;
}

static const struct column outcome_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    ABOUT_COLUMNS,
    {"people", CELL_INTEGER, "people", "who started its step or, with by_wait, whose clock was read"},
    {"events", CELL_REAL, "events", "expected among them in the period, at the published numbers"},
    {"risk", CELL_REAL, "share", "events a person"},
};
const struct table table_outcome = {
    .name = "outcome", .help = "Expected events of outcomes that are used, replication by replication, at the published "
                               "numbers: the simulation's chance alone.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_OWN}, .own_length = all_spots,
    TABLE_COLUMNS_ARE(outcome_columns), .fill = fill_outcome};

/* ---- outcome_expected ----------------------------------------------------------------------------- */

static void put_expectation(struct table_row *row, const struct expectation *expectation) {
    put_real(row, expectation->chance.mean);
    put_real(row, expectation->chance.low);
    put_real(row, expectation->chance.high);
    put_real(row, expectation->published_low);
    put_real(row, expectation->published_high);
    put_real(row, expectation->low);
    put_real(row, expectation->high);
}

#define DOUBT_COLUMNS(what) \
    {"per_year", CELL_REAL, "events/yr", what " a year, at the published numbers: mean over replications"}, \
    {"chance_low", CELL_REAL, "events/yr", "lower end of its 95 % interval by the simulation's chance alone"}, \
    {"chance_high", CELL_REAL, "events/yr", "upper end of it"}, \
    {"published_low", CELL_REAL, "events/yr", "lower end of the 95 % interval of the mean by the doubt of the published " \
                                              "numbers alone"}, \
    {"published_high", CELL_REAL, "events/yr", "upper end of it"}, \
    {"low", CELL_REAL, "events/yr", "lower end of the 95 % interval with both kinds of doubt"}, \
    {"high", CELL_REAL, "events/yr", "upper end of it"}

static bool fill_expected(struct result_view *view, const uint32_t *at, struct table_row *row) {
    struct spot spot = spot_at(view, at[0], at[1]);
    struct expectation expectation = expectation_of(view, spot, false);
    put_text(row, view->result->network->arm[at[0]].id);
    put_about(row, view, spot);
    put_expectation(row, &expectation);
    return true;
}

static const struct column expected_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"}, ABOUT_COLUMNS, DOUBT_COLUMNS("expected events")};
const struct table table_outcome_expected = {
    .name = "outcome_expected", .help = "Expected events a year of each scenario, with both kinds of doubt.",
    .axis = {AXIS_ARM, AXIS_OWN}, .own_length = all_spots,
    TABLE_COLUMNS_ARE(expected_columns), .fill = fill_expected};

/* ---- outcome_difference --------------------------------------------------------------------------- */

static bool fill_difference(struct result_view *view, const uint32_t *at, struct table_row *row) {
    struct spot spot = spot_at(view, at[0] + 1, at[1]);
    struct expectation expectation = expectation_of(view, spot, true);
    put_text(row, view->result->network->arm[spot.arm].id);
    put_about(row, view, spot);
    put_expectation(row, &expectation);
    put_real(row, expectation.below_by_chance);
    put_real(row, expectation.below);
    return true;
}

static const struct column difference_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    ABOUT_COLUMNS,
    DOUBT_COLUMNS("expected events of the scenario less those of the baseline"),
    {"probability_fewer_by_chance", CELL_REAL, "share", "that there are fewer, if the published numbers are right"},
    {"probability_fewer", CELL_REAL, "share", "that there are fewer, with both kinds of doubt"},
};
const struct table table_outcome_difference = {
    .name = "outcome_difference",
    .help = "Expected events a year of each scenario against the baseline, on the same people and with the same draws "
            "of the published numbers.",
    .axis = {AXIS_ALTERNATIVE, AXIS_OWN}, .own_length = all_spots,
    TABLE_COLUMNS_ARE(difference_columns), .fill = fill_difference};

/* ---- outcome_effect ------------------------------------------------------------------------------- */

static uint32_t all_effects(const struct result_view *view) {
    return view->result->network->outcome_rule_count * EFFECT_COUNT;
}

static bool fill_effect(struct result_view *view, const uint32_t *at, struct table_row *row) {
    static const char *const measure[] = {"", "odds_ratio", "risk_ratio", "risk_difference"};
    static const char *const form[] = {"linear", "step", "doubling"};
    const struct network *network = view->result->network;
    uint32_t outcome = at[1] / EFFECT_COUNT, e = at[1] % EFFECT_COUNT;
    const struct outcome_effect *effect = &network->outcome_rule[outcome].effect[e];
    if (effect->measure == EFFECT_NOT)
        return false;
    put_text(row, network->arm[at[0]].id);
    put_text(row, network->outcome_rule[outcome].id);
    put_text(row, effect_name(e));
    put_text(row, measure[effect->measure]);
    put_text(row, form[effect->form]);
    for (uint32_t i = EFFECT_SIZE; i <= EFFECT_HIGH; i++)
        put_real(row, outcome_value(network, at[0], effect->first + i));
    put_text(row, effect_may_be_none(view, at[0], outcome, e) ? "yes" : "no");
    return true;
}

static const struct column effect_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"outcome", CELL_TEXT, "", "what happens to people"},
    {"effect", CELL_TEXT, "", "by_distance, by_wait, by_crowding or by_volume"},
    {"measure", CELL_TEXT, "", "odds_ratio, risk_ratio or risk_difference, for each unit of exposure"},
    {"form", CELL_TEXT, "", "how exposure is counted in units: linear, step, doubling"},
    {"size", CELL_REAL, "", "as published"},
    {"low", CELL_REAL, "", "lower end of the published 95 % interval; missing where it is taken as certain"},
    {"high", CELL_REAL, "", "upper end of it"},
    {"may_be_none", CELL_TEXT, "", "yes where the published interval includes no effect"},
};
const struct table table_outcome_effect = {
    .name = "outcome_effect", .help = "The published effects that expected events rest on.",
    .axis = {AXIS_ARM, AXIS_OWN}, .own_length = all_effects,
    TABLE_COLUMNS_ARE(effect_columns), .fill = fill_effect};
