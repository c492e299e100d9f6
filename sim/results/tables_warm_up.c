#include "experiment/warnings.h"
#include "results/tables.h"
#include "results/warm_up_say.h"

static void put_pool(struct table_row *row, const struct network *network, uint32_t pool) {
    put_text(row, pool == NONE ? NULL : network->provider[network->pool[pool].provider].id);
    put_text(row, pool == NONE ? NULL : network->pool_kind[network->pool[pool].kind]);
}

/* ---- warm_up -------------------------------------------------------------------------------------- */

static uint32_t count_transients(const struct result_view *view) {
    return view->result->warm_up == NULL ? 0 : view->result->warm_up->transients.count;
}

static bool fill_warm_up(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct warm_up *warm_up = view->result->warm_up;
    const struct transient *transient = &warm_up->transients.row[at[0]];
    put_text(row, warm_up->automatic ? "pilot" : "window");
    put_pool(row, view->result->network, transient->pool);
    put_text(row, warm_up_series_text(transient->kind));
    put_integer(row, transient->cut_days);
    put_integer(row, transient->counts ? 1 : 0);
    put_integer(row, transient->settles ? 1 : 0);
    put_integer(row, transient->used_days);
    put_real(row, transient->mean_from_start);
    put_real(row, transient->mean_after);
    put_real(row, transient->effect.mean);
    put_real(row, transient->effect.low);
    put_real(row, transient->effect.high);
    put_integer(row, (int64_t)transient->effect.count);
    return true;
}

static const struct column warm_up_columns[] = {
    {"seen_in", CELL_TEXT, "", "pilot: the pilot that found the warm-up; window: the window itself, where the warm-up "
                               "was given"},
    {"provider", CELL_TEXT, "", "site or team; missing: all pools together"},
    {"pool", CELL_TEXT, "", "kind of capacity; missing: all pools together"},
    {"series", CELL_TEXT, "", "in use, or waiting: daily means less the profile of the week; all: the mean of all "
                              "series in standard deviations of their 5-day means"},
    {"cut_days", CELL_INTEGER, "d", "what MSER-5 would leave out of this series' beginning, in its first half"},
    {"counts", CELL_INTEGER, "", "1 where the mean before the cut differs from that after it by more than chance (95 % "
                                 "for all series together); the pilot asks for the longest of these"},
    {"settles", CELL_INTEGER, "", "0 where the best cut lies beyond the first half, and the third quarter differs from "
                                  "the last by more than chance, and by 5 % or more: no steady state was found"},
    {"used_days", CELL_INTEGER, "d", "what was left out for the means that follow: the warm-up, or of a window cut_days"},
    {"mean_from_start", CELL_REAL, "places or people", "mean of a window of the same length, measured from the start"},
    {"mean_after", CELL_REAL, "places or people", "mean of all days after used_days"},
    {"effect", CELL_REAL, "places or people", "mean_from_start - mean_after, over replications"},
    {"low", CELL_REAL, "places or people", "lower end of its 95 % interval"},
    {"high", CELL_REAL, "places or people", "upper end of it"},
    {"replications", CELL_INTEGER, "", "of the pilot, or of the run"},
};
const struct table table_warm_up = {
    .name = "warm_up", .help = "What was looked at to find, or to judge, the warm-up, and what leaving out the start "
                               "changes; no rows where nothing could be looked at. `run` tells how long it was.",
    .axis = {AXIS_OWN}, .own_length = count_transients, TABLE_COLUMNS_ARE(warm_up_columns), .fill = fill_warm_up};

/* ---- warning -------------------------------------------------------------------------------------- */

static uint32_t count_warnings(const struct result_view *view) {
    return view->result->warnings == NULL ? 0 : (uint32_t)view->result->warnings->count;
}

static bool fill_warning(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct warning *warning = &view->result->warnings->item[at[0]];
    put_text(row, network->arm[warning->arm].id);
    put_text(row, warning_name(warning->kind));
    put_pool(row, network, warning->pool);
    put_text(row, warning->text);
    return true;
}

static const struct column warning_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"kind", CELL_TEXT, "", "overload, growing line, no steady state, slow line, no warm-up, short warm-up, long stay, long "
                            "follow-up"},
    {"provider", CELL_TEXT, "", "site or team; missing where it is about no one pool"},
    {"pool", CELL_TEXT, "", "kind of capacity; missing as above"},
    {"text", CELL_TEXT, "", "the sentence"},
};
const struct table table_warning = {
    .name = "warning", .help = "What to beware of: pools that are asked for more than they have, lines that grow, a run "
                               "that is too short.",
    .axis = {AXIS_OWN}, .own_length = count_warnings, TABLE_COLUMNS_ARE(warning_columns), .fill = fill_warning};
