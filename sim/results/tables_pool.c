#include "results/tables.h"
#include <math.h>

static void put_pool(struct table_row *row, const struct network *network, uint32_t pool) {
    put_text(row, network->provider[network->pool[pool].provider].id);
    put_text(row, network->pool_kind[network->pool[pool].kind]);
}

/* WTE of staff, in post and of locums, as the scenario says. */
static void put_staff(struct table_row *row, const struct result_view *view, const uint32_t *at) {
    const struct pool *pool = &view->result->network->pool[at[3]];
    bool staff = pool->hours_per_wte != NONE, short_of = staff && pool->in_post != NONE;
    double all = staff ? view_value_mean(view, at[0], at[2], pool->capacity) : (double)NAN;
    double in_post = short_of ? view_value_mean(view, at[0], at[2], pool->in_post) : all;
    put_real(row, in_post);
    put_real(row, all - in_post);
}

/* ---- pool ----------------------------------------------------------------------------------------- */

static bool fill_pool(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct pool_tally pool = view_pool(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    double minutes = view_period_minutes(view, at[2]);
    bool limited = !network->pool[at[3]].unlimited;
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_pool(row, network, at[3]);
    put_real(row, limited ? view_ratio(pool.capacity, minutes) : (double)NAN);
    put_real(row, view_ratio(pool.in_use, minutes));
    put_real(row, view_ratio(pool.blocked, minutes));
    put_real(row, view_ratio(pool.waiting, minutes));
    put_real(row, limited ? view_use(&pool) : (double)NAN);
    put_real(row, limited ? view_use_at_midnight(&pool) : (double)NAN);
    put_real(row, limited ? view_ratio(pool.over, minutes) : (double)NAN);
    put_real(row, pool.staff_km);
    put_real(row, view_ratio(pool.midnight_in_use, (double)pool.midnights));
    put_real(row, view_ratio(pool.midnight_blocked, (double)pool.midnights));
    put_count(row, (uint64_t)pool.midnight_blocked);
    put_count(row, pool.in_use_max);
    put_count(row, pool.waiting_max);
    put_real(row, view_ratio(pool.handover, minutes));
    put_real(row, view_ratio(pool.lent, minutes));
    put_real(row, view_ratio(pool.borrowed, minutes));
    put_staff(row, view, at);
    return true;
}

static const struct column pool_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"provider", CELL_TEXT, "", "site or team"},
    {"pool", CELL_TEXT, "", "kind of capacity"},
    {"capacity_mean", CELL_REAL, "places", "mean capacity; missing for a pool without limit"},
    {"in_use_mean", CELL_REAL, "places", "mean number in use"},
    {"blocked_mean", CELL_REAL, "places", "of these: held by people whose work there is done"},
    {"waiting_mean", CELL_REAL, "people", "mean number in its line"},
    {"utilisation", CELL_REAL, "share", "time-average occupancy: in use over capacity, both summed over all the time; "
                                        "without who is left over in a pool that has been emptied"},
    {"occupied_at_midnight", CELL_REAL, "share", "midnight occupancy, as KH03 has it: in use over capacity, both summed "
                                                 "over midnights; likewise"},
    {"over_capacity_share", CELL_REAL, "share", "of the time with more in use than capacity"},
    {"staff_km", CELL_REAL, "km", "driven by its staff"},
    {"midnight_in_use_mean", CELL_REAL, "places", "mean number in use at midnight"},
    {"delayed_midnight_mean", CELL_REAL, "places", "of these: held by people whose work there is done, who would leave "
                                                   "if the next step had room (no criteria to reside)"},
    {"delay_days", CELL_INTEGER, "days", "days delayed: each such place at each midnight of the period is one"},
    {"in_use_max", CELL_INTEGER, "places", "maximum: the most in use at any time of the period; a replication's, so "
                                           "that a mean over replications is a mean of maxima"},
    {"waiting_max", CELL_INTEGER, "people", "maximum: the most in its line at any time of the period, likewise"},
    {"handover_mean", CELL_REAL, "places", "of blocked_mean: while its people are handed over to another organisation; the "
                                           "rest waits for room"},
    {"lent_mean", CELL_REAL, "places", "of in_use_mean: for pools that overflow into this one; their people are counted "
                                       "where they need it"},
    {"borrowed_mean", CELL_REAL, "places", "units of other pools that serve its people; not in its in_use_mean"},
    {"wte_in_post_mean", CELL_REAL, "WTE", "of staff: mean whole-time equivalents in post; missing for places"},
    {"wte_locum_mean", CELL_REAL, "WTE", "of staff: mean whole-time equivalents of locums, who fill the rota up to its "
                                         "minimum; missing for places"},
};
const struct table table_pool = {
    .name = "pool", .help = "Capacity and its use.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_POOL}, TABLE_COLUMNS_ARE(pool_columns),
    .fill = fill_pool};

/* ---- occupancy ------------------------------------------------------------------------------------ */

static bool fill_occupancy(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = &view->result->arm[at[0]].outcome[at[1]];
    uint32_t first = outcome->level_first[at[2]], end = outcome->level_first[at[2] + 1];
    if (at[3] >= end - first || !(outcome->level_minutes[first + at[3]] > 0))
        return false;
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_pool(row, network, at[2]);
    put_integer(row, at[3]);
    put_real(row, view_ratio(outcome->level_minutes[first + at[3]],
                             view_period_minutes(view, network->period_count)));
    return true;
}

static const struct column occupancy_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"provider", CELL_TEXT, "", "site or team"},
    {"pool", CELL_TEXT, "", "kind of capacity"},
    {"in_use", CELL_INTEGER, "places", "number in use; the highest holds all above it too"},
    {"share_of_time", CELL_REAL, "share", "of the window"},
};
const struct table table_occupancy = {
    .name = "occupancy", .help = "How much of the time how many places are in use; zero is left out.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_POOL, AXIS_LEVEL_IN_USE},
    TABLE_COLUMNS_ARE(occupancy_columns), .fill = fill_occupancy};

/* ---- day, hour of week ----------------------------------------------------------------------------- */

/* Mean, 5th and 95th percentile over replications of one entry of an outcome's array. */
static void put_band(struct table_row *row, struct result_view *view, uint32_t arm,
                     const double *(*array)(const struct outcome *), size_t entry) {
    uint32_t replications = view->result->replications;
    double sum = 0;
    for (uint32_t i = 0; i < replications; i++) {
        view->number[0][i] = array(&view->result->arm[arm].outcome[i])[entry];
        sum += view->number[0][i];
    }
    put_real(row, sum / replications);
    put_real(row, view_quantile(view->number[0], replications, 0.05));
    put_real(row, view_quantile(view->number[0], replications, 0.95));
}

static const double *day_in_use(const struct outcome *outcome) {
    return outcome->day_in_use;
}
static const double *day_waiting(const struct outcome *outcome) {
    return outcome->day_waiting;
}
static const double *hour_in_use(const struct outcome *outcome) {
    return outcome->hour_in_use;
}
static const double *hour_waiting(const struct outcome *outcome) {
    return outcome->hour_waiting;
}

static bool fill_day(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    size_t entry = (size_t)at[1] * view->length[AXIS_DAY] + at[2];
    int32_t first = network->first_day + (int32_t)(network->window_from / MINUTES_PER_DAY);
    calendar_format(first + (int32_t)at[2], view->text[0]);
    put_text(row, network->arm[at[0]].id);
    put_pool(row, network, at[1]);
    put_text(row, view->text[0]);
    put_band(row, view, at[0], day_in_use, entry);
    put_band(row, view, at[0], day_waiting, entry);
    double capacity = 0;
    for (uint32_t i = 0; i < view->result->replications; i++)
        capacity += view->result->arm[at[0]].outcome[i].day_capacity[entry];
    put_real(row, network->pool[at[1]].unlimited ? (double)NAN : capacity / view->result->replications);
    return true;
}

#define BAND_COLUMNS \
    {"in_use_mean", CELL_REAL, "places", "mean number in use, over replications"}, \
    {"in_use_p5", CELL_REAL, "places", "5th percentile over replications; missing under two"}, \
    {"in_use_p95", CELL_REAL, "places", "95th percentile over replications"}, \
    {"waiting_mean", CELL_REAL, "people", "mean number waiting, over replications"}, \
    {"waiting_p5", CELL_REAL, "people", "5th percentile over replications"}, \
    {"waiting_p95", CELL_REAL, "people", "95th percentile over replications"}

static const struct column day_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"provider", CELL_TEXT, "", "site or team"},
    {"pool", CELL_TEXT, "", "kind of capacity"},
    {"day", CELL_TEXT, "date", "day of the window, as 2026-04-01"},
    BAND_COLUMNS,
    {"capacity_mean", CELL_REAL, "places", "mean capacity on that day; missing for a pool without limit"},
};
const struct table table_day = {
    .name = "day", .help = "Use and waiting on each day of the window.",
    .axis = {AXIS_ARM, AXIS_POOL, AXIS_DAY}, TABLE_COLUMNS_ARE(day_columns), .fill = fill_day};

static bool fill_hour(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    size_t entry = (size_t)at[1] * HOURS_PER_WEEK + at[2];
    double capacity = 0;
    for (uint32_t i = 0; i < view->result->replications; i++)
        capacity += view->result->arm[at[0]].outcome[i].hour_capacity[entry];
    put_text(row, network->arm[at[0]].id);
    put_pool(row, network, at[1]);
    put_integer(row, at[2]);
    put_band(row, view, at[0], hour_in_use, entry);
    put_band(row, view, at[0], hour_waiting, entry);
    put_real(row, network->pool[at[1]].unlimited ? (double)NAN
                                                 : capacity / view->result->replications);
    return true;
}

static const struct column hour_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"provider", CELL_TEXT, "", "site or team"},
    {"pool", CELL_TEXT, "", "kind of capacity"},
    {"hour_of_week", CELL_INTEGER, "h", "0 is Monday 00:00 to 01:00, 167 Sunday 23:00 to 24:00"},
    BAND_COLUMNS,
    {"capacity_mean", CELL_REAL, "places", "mean capacity in that hour"},
};
const struct table table_hour_of_week = {
    .name = "hour_of_week", .help = "Use and waiting by hour of the week.",
    .axis = {AXIS_ARM, AXIS_POOL, AXIS_HOUR}, TABLE_COLUMNS_ARE(hour_columns), .fill = fill_hour};
