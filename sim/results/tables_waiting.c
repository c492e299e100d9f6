/* Lists at the ends of months, and counts beyond thresholds. */
#include "results/tables.h"
#include "results/waiting.h"
#include <stddef.h>

/* ---- waiting -------------------------------------------------------------------------------------- */

static uint32_t longest_list(const struct result_view *view) {
    return view_longest(view, offsetof(struct outcome, month_end_count));
}

static bool fill_waiting(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = &view->result->arm[at[0]].outcome[at[1]];
    if (at[2] >= outcome->month_end_count)
        return false;
    const struct month_end_tally *list = &outcome->month_end[at[2]];
    int32_t next = network->first_day + (int32_t)(month_end_minute(network, list->month) / MINUTES_PER_DAY);
    calendar_format(next - 1, view->text[0]);
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->text[0]);
    put_text(row, network->standard[list->standard].id);
    put_text(row, list->provider == NONE ? "all" : network->provider[list->provider].id);
    put_count(row, list->people);
    put_count(row, list->within);
    put_real(row, view_ratio((double)list->within, (double)list->people));
    put_real(row, view_ratio(list->sum_minutes, (double)list->people));
    put_real(row, list->p50);
    put_real(row, list->p92);
    put_real(row, list->p95);
    return true;
}

static const struct column waiting_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"month_end", CELL_TEXT, "date", "last day of the month; counted at the midnight after it"},
    {"standard", CELL_TEXT, "", "the clock"},
    {"provider", CELL_TEXT, "", "where they are or are going; all: everyone, also who is nowhere yet"},
    {"people", CELL_INTEGER, "people", "whose clock runs then, whenever it started"},
    {"within", CELL_INTEGER, "people", "of them: have waited no longer than the target so far"},
    {"within_share", CELL_REAL, "share", "the same as a share: of referral to treatment what is published of "
                                         "incomplete pathways"},
    {"mean_minutes", CELL_REAL, "min", "mean time waited so far, not the whole wait"},
    {"p50_minutes", CELL_REAL, "min", "median of it; missing under 20 people"},
    {"p92_minutes", CELL_REAL, "min", "92nd percentile of it"},
    {"p95_minutes", CELL_REAL, "min", "95th percentile of it"},
};
const struct table table_waiting = {
    .name = "waiting",
    .help = "Incomplete pathways: the people whose clock runs at each month's end in the window, and how long they "
            "have waited so far; lists without people are left out.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_OWN}, .own_length = longest_list,
    TABLE_COLUMNS_ARE(waiting_columns), .fill = fill_waiting};

/* ---- threshold ------------------------------------------------------------------------------------ */

static uint32_t most_thresholds(const struct result_view *view) {
    (void)view;
    return MAX_FURTHER;
}

static bool fill_threshold(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct standard *standard = &network->standard[at[3]];
    if (at[5] >= standard->further_count)
        return false;
    const struct access_tally *access = view_access(view, (struct spot){at[0], at[1], at[2], at[3], at[4]});
    struct margin_names names = view_margin(view, at[4]);
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, standard->id);
    put_text(row, names.area);
    put_text(row, names.dimension);
    put_text(row, names.level);
    put_real(row, standard->further_minutes[at[5]]);
    put_count(row, access->people);
    put_count(row, access->beyond[at[5]]);
    put_real(row, view_ratio((double)access->beyond[at[5]], (double)access->people));
    return true;
}

static const struct column threshold_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"standard", CELL_TEXT, "", "the clock or journey"},
    {"area", CELL_TEXT, "", "area, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"minutes", CELL_REAL, "min", "the threshold, one of the standard's `further`"},
    {"people", CELL_INTEGER, "people", "whose clock started in the period, or who made the journey in it"},
    {"people_over", CELL_INTEGER, "people", "of them: took longer, or are unfinished"},
    {"share_over", CELL_REAL, "share", "the same as a share"},
};
const struct table table_threshold = {
    .name = "threshold",
    .help = "How many people took longer than each further threshold of a standard, counted exactly; of journeys 30, "
            "45 and 60 minutes unless the scenario says otherwise.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_STANDARD, AXIS_MARGIN, AXIS_OWN},
    .own_length = most_thresholds, TABLE_COLUMNS_ARE(threshold_columns), .fill = fill_threshold};
