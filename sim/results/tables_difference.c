#include "base/check.h"
#include "results/measure.h"
#include "results/tables.h"
#include "results/verdict.h"

/* Every measure of every item and margin, one after another. */
static uint32_t all_spots(const struct result_view *view) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < measure_count; i++)
        sum += measure_items(view, measure_list[i].family) *
               measure_margins(view, measure_list[i].family);
    return sum;
}

static const struct measure *find_spot(const struct result_view *view, uint32_t index,
                                       struct spot *spot) {
    for (uint32_t i = 0; i < measure_count; i++) {
        uint32_t margins = measure_margins(view, measure_list[i].family);
        uint32_t all = margins * measure_items(view, measure_list[i].family);
        if (index < all) {
            spot->item = index / margins;
            spot->margin = index % margins;
            return &measure_list[i];
        }
        index -= all;
    }
    CHECK(false && "an index beyond all measures");
    return NULL;
}

static void put_about(struct table_row *row, struct result_view *view, const struct measure *measure,
                      struct spot spot) {
    struct margin_names names = {"all", "all", "all"};
    if (measure->family == FAMILY_STANDARD)
        names = view_margin(view, spot.margin);
    measure_subject(view, measure->family, spot.item, view->text[0]);
    put_text(row, view->result->network->arm[spot.arm].id);
    put_text(row, view->period_name[spot.period]);
    put_text(row, measure->name);
    put_text(row, view->text[0]);
    put_text(row, measure_pathway(view, measure->family, spot.item));
    put_text(row, names.area);
    put_text(row, names.dimension);
    put_text(row, names.level);
    put_text(row, measure->unit);
}

#define ABOUT_COLUMNS \
    {"arm", CELL_TEXT, "", "scenario"}, \
    {"period", CELL_TEXT, "", "financial year, or all"}, \
    {"measure", CELL_TEXT, "", "what is measured: see the list of measures"}, \
    {"subject", CELL_TEXT, "", "of what: a standard, pathway.step@provider, pool@provider, organisation"}, \
    {"pathway", CELL_TEXT, "", "pathway of a standard or step; missing for others"}, \
    {"area", CELL_TEXT, "", "area, or all"}, \
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"}, \
    {"level", CELL_TEXT, "", "the group of that dimension, or all"}, \
    {"unit", CELL_TEXT, "", "unit of the numbers that follow"}

/* ---- measure -------------------------------------------------------------------------------------- */

static bool fill_measure(struct result_view *view, const uint32_t *at, struct table_row *row) {
    struct spot spot = {.arm = at[0], .period = at[1]};
    const struct measure *measure = find_spot(view, at[2], &spot);
    struct interval interval = measure_mean(view, measure, spot);
    put_about(row, view, measure, spot);
    put_real(row, interval.mean);
    put_real(row, interval.low);
    put_real(row, interval.high);
    put_real(row, interval.sd);
    put_integer(row, (int64_t)interval.count);
    return true;
}

static const struct column measure_columns[] = {
    ABOUT_COLUMNS,
    {"value", CELL_REAL, "as `unit` says", "mean over replications; missing where one has no bound (a "
                                           "percentile among the unfinished)"},
    {"low", CELL_REAL, "as `unit` says", "lower end of its 95 % interval; missing under two replications"},
    {"high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"sd", CELL_REAL, "as `unit` says", "standard deviation between replications"},
    {"replications", CELL_INTEGER, "", "that had the measure"},
};
const struct table table_measure = {
    .name = "measure", .help = "Headline numbers of every scenario, with their intervals.",
    .axis = {AXIS_ARM, AXIS_PERIOD, AXIS_OWN}, .own_length = all_spots,
    TABLE_COLUMNS_ARE(measure_columns), .fill = fill_measure};

/* ---- difference ----------------------------------------------------------------------------------- */

static bool fill_difference(struct result_view *view, const uint32_t *at, struct table_row *row) {
    struct spot spot = {.arm = at[0] + 1, .period = at[1]};
    const struct measure *measure = find_spot(view, at[2], &spot);
    struct comparison comparison = measure_compare(view, measure, spot);
    put_about(row, view, measure, spot);
    put_text(row, measure->better == BETTER_NEITHER ? NULL : measure_better_text(measure->better));
    put_real(row, comparison.baseline);
    put_real(row, comparison.value);
    put_real(row, comparison.difference.mean);
    put_real(row, comparison.difference.low);
    put_real(row, comparison.difference.high);
    const char *family;
    uint32_t claims = verdict_claims(view, measure, spot, &family);
    struct interval together = interval_simultaneous(comparison.difference, MEASURE_CONFIDENCE, claims);
    put_real(row, together.low);
    put_real(row, together.high);
    put_text(row, family);
    put_integer(row, claims);
    put_real(row, comparison.probability_better);
    put_real(row, verdict_best(view, measure, spot));
    put_real(row, comparison.variance_ratio);
    put_integer(row, (int64_t)comparison.difference.count);
    return true;
}

static const struct column difference_columns[] = {
    ABOUT_COLUMNS,
    {"better", CELL_TEXT, "", "less or more: which direction is better; missing where neither"},
    {"baseline", CELL_REAL, "as `unit` says", "mean of the baseline"},
    {"value", CELL_REAL, "as `unit` says", "mean of the scenario"},
    {"difference", CELL_REAL, "as `unit` says", "mean of value - baseline, replication by replication"},
    {"low", CELL_REAL, "as `unit` says", "lower end of the 95 % interval of the difference, standing alone (paired, "
                                         "Student's t)"},
    {"high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"simultaneous_low", CELL_REAL, "as `unit` says", "lower end of the interval of the difference that is so wide "
                                                      "that all of its `family` hold together at 95 % (Bonferroni)"},
    {"simultaneous_high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"family", CELL_TEXT, "", "what is claimed together: summary (all differences that the summary shows), groups "
                              "(this measure of this standard in this period, for everyone, each area and each "
                              "group), subjects (this measure of all steps, pools or organisations in this period); "
                              "each in all scenarios"},
    {"claims", CELL_INTEGER, "", "how many differences the family has"},
    {"probability_better", CELL_REAL, "share", "that the true difference is in the better direction"},
    {"probability_best", CELL_REAL, "share", "that this scenario is the best of all, the baseline among them; of "
                                             "standards and organisations, for everyone and the whole time; missing "
                                             "with two scenarios, where probability_better says it"},
    {"variance_ratio", CELL_REAL, "", "how many times as many independent replications would give as narrow an "
                                      "interval: the sum of both scenarios' variances over the variance of the "
                                      "paired difference; missing where that never varies"},
    {"replications", CELL_INTEGER, "", "pairs that had the measure"},
};
const struct table table_difference = {
    .name = "difference", .help = "Each scenario against the baseline, on the same people.",
    .axis = {AXIS_ALTERNATIVE, AXIS_PERIOD, AXIS_OWN}, .own_length = all_spots,
    TABLE_COLUMNS_ARE(difference_columns), .fill = fill_difference};
