#include "base/interval.h"
#include "results/measure.h"
#include "results/tables.h"
#include <math.h>

static void put_margin(struct table_row *row, const struct result_view *view, uint32_t margin) {
    struct margin_names names = view_margin(view, margin);
    put_text(row, names.area);
    put_text(row, names.dimension);
    put_text(row, names.level);
}

static double share(uint64_t some, uint64_t all) {
    return view_ratio((double)some, (double)all);
}

/* ---- access --------------------------------------------------------------------------------------- */

static bool fill_access(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct spot spot = {at[0], at[1], at[2], at[3], at[4]};
    const struct access_tally *access = view_access(view, spot);
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->standard[at[3]].id);
    put_text(row, measure_pathway(view, FAMILY_STANDARD, at[3]));
    put_margin(row, view, at[4]);
    put_count(row, access->people);
    put_count(row, access->unfinished);
    put_real(row, view_ratio(access->sum_minutes, (double)access->people));
    put_real(row, view_ratio(access->done_minutes, (double)(access->people - access->unfinished)));
    put_real(row, access->p50);
    put_real(row, access->p90);
    put_real(row, access->p95);
    put_real(row, share(access->within, access->people));
    return true;
}

static const struct column access_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"standard", CELL_TEXT, "", "the clock or journey"},
    {"pathway", CELL_TEXT, "", "pathway of the step at which it starts"},
    {"area", CELL_TEXT, "", "area, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"people", CELL_INTEGER, "people", "whose clock started in the period"},
    {"unfinished", CELL_INTEGER, "people", "still running at the end of the follow-up: beyond the target, "
                                           "and above all others in the percentiles"},
    {"mean_minutes", CELL_REAL, "min", "mean, the unfinished counted up to the end: with any, read \"at "
                                       "least\""},
    {"done_mean_minutes", CELL_REAL, "min", "mean of those who were done alone: short stays are too many among them "
                                            "while anybody is unfinished"},
    {"p50_minutes", CELL_REAL, "min", "median; missing under 20 people, or where it falls among the "
                                      "unfinished"},
    {"p90_minutes", CELL_REAL, "min", "90th percentile; missing as above"},
    {"p95_minutes", CELL_REAL, "min", "95th percentile; missing as above"},
    {"within_target", CELL_REAL, "share", "share of the people who were within the target"},
};
const struct table table_access = {
    .name = "access",
    .help = "How long people waited or travelled, by standard. A row is about everyone, one area over all "
            "groups, or one group over all areas.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_STANDARD, AXIS_MARGIN},
    TABLE_COLUMNS_ARE(access_columns), .fill = fill_access};

/* ---- access_at ------------------------------------------------------------------------------------ */

static bool fill_access_at(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct provider_tally tally = view_access_at(view, (struct spot){at[0], at[1], at[2], at[3], at[4]});
    if (tally.people == 0)
        return false;
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->standard[at[3]].id);
    put_text(row, network->provider[at[4]].id);
    put_count(row, tally.people);
    put_count(row, tally.unfinished);
    put_real(row, view_ratio(tally.sum_minutes, (double)tally.people));
    put_real(row, share(tally.within, tally.people));
    return true;
}

static const struct column access_at_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"standard", CELL_TEXT, "", "the clock or journey"},
    {"provider", CELL_TEXT, "", "where the clock stopped; of the unfinished, where they are; of a journey, "
                                "where it went"},
    {"people", CELL_INTEGER, "people", "whose clock started in the period"},
    {"unfinished", CELL_INTEGER, "people", "still running at the end of the follow-up: beyond the target"},
    {"mean_minutes", CELL_REAL, "min", "mean, the unfinished counted up to the end: with any, read \"at "
                                       "least\""},
    {"within_target", CELL_REAL, "share", "share of the people who were within the target"},
};
const struct table table_access_at = {
    .name = "access_at",
    .help = "How long people waited or travelled, by standard and by the provider where the clock stopped: a "
            "trust's own four hours. Who was nowhere yet is left out, and so are providers without people.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_STANDARD, AXIS_PROVIDER},
    TABLE_COLUMNS_ARE(access_at_columns), .fill = fill_access_at};

/* ---- spread --------------------------------------------------------------------------------------- */

static bool fill_spread(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    uint64_t people = 0;
    for (uint32_t i = 0; i < view->result->replications; i++) {
        const struct outcome *outcome = &view->result->arm[at[0]].outcome[i];
        people += outcome->spread[(size_t)at[1] * outcome->margins + at[2]].bin[at[3]];
    }
    if (people == 0)
        return false;
    put_text(row, network->arm[at[0]].id);
    put_text(row, network->standard[at[1]].id);
    put_margin(row, view, at[2]);
    put_real(row, spread_upper(at[3]));
    put_count(row, people);
    return true;
}

static const struct column spread_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"standard", CELL_TEXT, "", "the clock or journey"},
    {"area", CELL_TEXT, "", "area, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"upper_minutes", CELL_REAL, "min", "upper end of the bin, 16 bins to a doubling; missing: above all"},
    {"people", CELL_INTEGER, "people", "in the bin, over all replications and periods"},
};
const struct table table_spread = {
    .name = "spread", .help = "Counts of people by how long they took; empty bins are left out.",
    .axis = {AXIS_ARM, AXIS_STANDARD, AXIS_MARGIN, AXIS_SPREAD_BIN}, TABLE_COLUMNS_ARE(spread_columns),
    .fill = fill_spread};

/* ---- gain ----------------------------------------------------------------------------------------- */

/* Mean over the replications of a count of people, and its interval. */
static void put_people_mean(struct table_row *row, struct result_view *view, const uint32_t *at, bool worse) {
    size_t stride = (size_t)view->result->network->standard_count * view->length[AXIS_MARGIN];
    const struct gain_tally *gain =
        &view->result->arm[at[0] + 1].gain[(size_t)at[1] * view->length[AXIS_MARGIN] + at[2]];
    for (uint32_t i = 0; i < view->result->replications; i++)
        view->number[0][i] = (double)(worse ? gain[i * stride].worse_over_15 : gain[i * stride].better_over_15);
    struct interval interval = interval_of_mean(view->number[0], view->result->replications, MEASURE_CONFIDENCE, 1);
    put_real(row, interval.mean);
    put_real(row, interval.low);
    put_real(row, interval.high);
}

static bool fill_gain(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct gain_tally *gain = view->result->arm[at[0] + 1].gain;
    if (gain == NULL)
        return false;
    struct gain_tally sum = {0};
    uint32_t replications = view->result->replications;
    for (uint32_t i = 0; i < replications; i++) {
        size_t first = ((size_t)i * network->standard_count + at[1]) * view->length[AXIS_MARGIN];
        const struct gain_tally *one = &gain[first + at[2]];
        gain_tally_add(&sum, one);
        view->number[0][i] = view_ratio(one->change_minutes, (double)one->people);
    }
    struct interval interval =
        interval_of_mean(view->number[0], replications, MEASURE_CONFIDENCE, 1);
    put_text(row, network->arm[at[0] + 1].id);
    put_text(row, network->standard[at[1]].id);
    put_margin(row, view, at[2]);
    put_count(row, sum.people);
    put_count(row, sum.better);
    put_count(row, sum.worse);
    put_count(row, sum.same);
    put_count(row, sum.better_over_15);
    put_count(row, sum.worse_over_15);
    put_count(row, sum.only_baseline);
    put_count(row, sum.only_arm);
    put_real(row, view_ratio(sum.change_minutes, (double)sum.people));
    put_real(row, interval.low);
    put_real(row, interval.high);
    put_integer(row, replications);
    put_people_mean(row, view, at, false);
    put_people_mean(row, view, at, true);
    put_real(row, share(sum.better_over_15, sum.people));
    put_real(row, share(sum.worse_over_15, sum.people));
    put_real(row, view_ratio(sum.worse_minutes, (double)sum.worse));
    return true;
}

static const struct column gain_columns[] = {
    {"arm", CELL_TEXT, "", "scenario, against the baseline"},
    {"standard", CELL_TEXT, "", "the clock or journey"},
    {"area", CELL_TEXT, "", "area, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"people", CELL_INTEGER, "people", "measured in both scenarios, over all replications"},
    {"better", CELL_INTEGER, "people", "of them: shorter by more than a second"},
    {"worse", CELL_INTEGER, "people", "of them: longer by more than a second"},
    {"same", CELL_INTEGER, "people", "of them: neither"},
    {"better_over_15_minutes", CELL_INTEGER, "people", "of them: shorter by more than 15 minutes"},
    {"worse_over_15_minutes", CELL_INTEGER, "people", "of them: longer by more than 15 minutes"},
    {"only_baseline", CELL_INTEGER, "people", "measured in the baseline only"},
    {"only_arm", CELL_INTEGER, "people", "measured in this scenario only"},
    {"mean_change_minutes", CELL_REAL, "min", "mean of scenario - baseline over the people in both"},
    {"low_minutes", CELL_REAL, "min", "lower end of the 95 % interval of the replications' mean change; "
                                      "missing under two"},
    {"high_minutes", CELL_REAL, "min", "upper end of it"},
    {"replications", CELL_INTEGER, "", "that were summed"},
    {"better_over_15_mean", CELL_REAL, "people", "shorter by more than 15 minutes in the window: mean over replications"},
    {"better_over_15_low", CELL_REAL, "people", "lower end of its 95 % interval; missing under two"},
    {"better_over_15_high", CELL_REAL, "people", "upper end of it"},
    {"worse_over_15_mean", CELL_REAL, "people", "longer by more than 15 minutes in the window: mean over replications"},
    {"worse_over_15_low", CELL_REAL, "people", "lower end of its 95 % interval; missing under two"},
    {"worse_over_15_high", CELL_REAL, "people", "upper end of it"},
    {"better_over_15_share", CELL_REAL, "share", "of the people measured in both: shorter by more than 15 minutes"},
    {"worse_over_15_share", CELL_REAL, "share", "of them: longer by more than 15 minutes"},
    {"worse_mean_change_minutes", CELL_REAL, "min", "mean of scenario - baseline over those who take longer by more than "
                                                    "a second"},
};
const struct table table_gain = {
    .name = "gain",
    .help = "The same person in a scenario and in the baseline: who waits or travels longer, who shorter.",
    .axis = {AXIS_ALTERNATIVE, AXIS_STANDARD, AXIS_MARGIN}, TABLE_COLUMNS_ARE(gain_columns),
    .fill = fill_gain};
