#include "base/check.h"
#include "report/headline.h"
#include "report/html.h"
#include <math.h>
#include <string.h>

/* The lowest and the highest of what the scenarios have. */
struct range { double low, high; };

static const struct range no_range = {INFINITY, -INFINITY};

static void widen(struct range *range, double number) {
    if (isfinite(number)) {
        range->low = fmin(range->low, number);
        range->high = fmax(range->high, number);
    }
}

static bool is_scenario(const struct grid *rows, uint32_t row, int scenario) {
    return (int)grid_number_of(rows, row, "_scenario") == scenario;
}

/* "12 % with Today, 8 to 15 % with the others"; `unit` stands after a number, with its own space. */
static void say_by_scenario(const struct report *report, double first, struct range others, int decimals, const char *unit, struct text *out) {
    struct text base = {0}, low = {0}, high = {0};
    html_number(&base, first, decimals, false);
    html_number(&low, others.low, decimals, false);
    html_number(&high, others.high, decimals, false);
    bool failed = base.failed || low.failed || high.failed, known = !failed && isfinite(others.low);
    bool one = known && strcmp(low.bytes, high.bytes) == 0, same = one && strcmp(base.bytes, low.bytes) == 0;
    text_add_format(out, "%s%s", failed ? "" : base.bytes, unit);
    if (same)
        text_add(out, report->arm.rows > CHART_ARMS ? " in every scenario drawn" : " in every scenario");
    else if (report->arm.rows > 1)
        text_add_format(out, " with %s", report_name(report, 0));
    if (known && !same)
        text_add_format(out, ", %s%s%s%s with %s", low.bytes, one ? "" : " to ", one ? "" : high.bytes, unit,
                        report->arm.rows == 2 ? report_name(report, 1) : report->arm.rows > CHART_ARMS ? "the others drawn" : "the others");
    out->failed |= failed;
    text_free(&base);
    text_free(&low);
    text_free(&high);
}

/* ---- how full ------------------------------------------------------------------------------------------ */

enum { FULL_PERCENT = 92 };

/* Mean of one panel and scenario; they stand together. */
static double mean_percent(const struct grid *rows, uint32_t *row) {
    double place = grid_number_of(rows, *row, "_place"), scenario = grid_number_of(rows, *row, "_scenario"), sum = 0;
    uint32_t first = *row;
    for (; *row < rows->rows; ++*row) {
        if (grid_number_of(rows, *row, "_place") > place || grid_number_of(rows, *row, "_scenario") > scenario)
            break;
        sum += grid_number_of(rows, *row, "percent_in_use");
    }
    return sum / (*row - first);
}

/* "Of the 6 fullest groups of places, so many are over 92 % full on average: 5 with Today, 4 to 6 with the others". */
void headline_occupancy_by_day(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    double over[CHART_ARMS], panels = rows->rows == 0 ? 0 : grid_number_of(rows, rows->rows - 1, "_place");
    for (int i = 0; i < CHART_ARMS; i++)
        over[i] = (double)NAN;
    for (uint32_t row = 0; row < rows->rows;) {
        int scenario = (int)grid_number_of(rows, row, "_scenario");
        CHECK(scenario >= 0 && scenario < CHART_ARMS);
        double percent = mean_percent(rows, &row);
        over[scenario] = (isnan(over[scenario]) ? 0 : over[scenario]) + (panels <= 1 ? percent : percent > FULL_PERCENT);
    }
    struct range others = no_range;
    for (int scenario = 1; scenario < CHART_ARMS; scenario++)
        widen(&others, over[scenario]);
    if (panels <= 1)
        text_add_format(out, "%s, share in use on average: ", grid_text_of(rows, 0, "where"));
    else
        text_add_format(out, "Of the %.0f fullest groups of places, so many are over %d %% full on average: ", panels, FULL_PERCENT);
    say_by_scenario(data->report, over[0], others, 0, panels <= 1 ? " %" : "", out);
}

/* "X: time at which 92 % or more of the mean number of places are in use: 85 % with Today, ...". */
void headline_time_at_level(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    double first = (double)NAN;
    struct range others = no_range;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "_place") > 1)
            continue;
        if (is_scenario(rows, row, 0))
            first = grid_number_of(rows, row, "_over");
        else
            widen(&others, grid_number_of(rows, row, "_over"));
    }
    text_add_format(out, "%s: time at which %d %% or more of the mean number of places are in use: ", grid_text_of(rows, 0, "where"), FULL_PERCENT);
    say_by_scenario(data->report, first, others, 0, " %", out);
}

/* The fewest places from which on at most one in a hundred would wait, of the first panel; NAN where even with the most that are
 * looked at more do. */
static double places_enough(const struct grid *rows, int scenario) {
    double enough = (double)NAN;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "_place") > grid_number_of(rows, 0, "_place") || !is_scenario(rows, row, scenario))
            continue;
        if (grid_number_of(rows, row, "percent_who_would_wait") > 1)
            enough = (double)NAN;
        else if (isnan(enough))
            enough = grid_number_of(rows, row, "number_of_places");
    }
    return enough;
}

void headline_chance_by_beds(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    const char *where = grid_text_of(rows, 0, "where");
    double first = places_enough(rows, 0);
    struct range others = no_range;
    for (int scenario = 1; scenario < CHART_ARMS; scenario++)
        widen(&others, places_enough(rows, scenario));
    if (!isfinite(first)) {
        text_add_format(out, "%s: nobody ever waits, and each place fewer would raise the chance that somebody does", where);
        return;
    }
    text_add_format(out, "%s: to have at most 1 %% wait takes ", where);
    say_by_scenario(data->report, first, others, 0, " places", out);
}

/* ---- when in the week ---------------------------------------------------------------------------------- */

static void say_hour(const struct grid *rows, uint32_t row, struct text *out) {
    int hour = (int)grid_number_of(rows, row, "hour");
    text_add_format(out, "%s %02d:00 to %02d:00 (", grid_text_of(rows, row, "weekday"), hour, hour + 1);
    double people = grid_number_of(rows, row, "people");
    html_number(out, people, people < 10 ? 1 : 0, false);
    text_add(out, " people)");
}

void headline_hour_of_week(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    uint32_t most = 0, fewest = 0;
    for (uint32_t row = 1; row < rows->rows && grid_number_of(rows, row, "_panel") < 1; row++) {
        double people = grid_number_of(rows, row, "people");
        most = people > grid_number_of(rows, most, "people") ? row : most;
        fewest = people < grid_number_of(rows, fewest, "people") ? row : fewest;
    }
    text_add_format(out, "%s is busiest on ", grid_text_of(rows, 0, "_site"));
    say_hour(rows, most, out);
    text_add(out, ", quietest on ");
    say_hour(rows, fewest, out);
    if (data->report->arm.rows > 1)
        text_add_format(out, " with %s", report_name(data->report, 0));
}

/* ---- where time goes ----------------------------------------------------------------------------------- */

enum { STAGE_WAITING = 2, STAGE_HANDOVER = 3, STAGE_KEPT = 5 };

/* Of the first pathway: the share of its time that is neither travel nor care. */
static double idle_percent(const struct grid *rows, int scenario) {
    double idle = 0, all = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "_order") > grid_number_of(rows, 0, "_order") || !is_scenario(rows, row, scenario))
            continue;
        int stage = (int)grid_number_of(rows, row, "_stage");
        double minutes = grid_number_of(rows, row, "minutes_per_person");
        all += minutes;
        idle += stage == STAGE_WAITING || stage == STAGE_HANDOVER || stage == STAGE_KEPT ? minutes : 0;
    }
    return all > 0 ? 100 * idle / all : (double)NAN;
}

void headline_where_minutes_go(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    const char *pathway = grid_text_of(rows, 0, "pathway");
    const char *unit = strstr(pathway, " (");
    struct range others = no_range;
    for (int scenario = 1; scenario < CHART_ARMS; scenario++)
        widen(&others, idle_percent(rows, scenario));
    for (const char *next = unit; next != NULL; next = strstr(next + 1, " ("))
        unit = next; /* the last bracket is the unit's */
    text_add_format(out, "%.*s: time neither cared for nor on the way is ", unit == NULL ? (int)strlen(pathway) : (int)(unit - pathway), pathway);
    say_by_scenario(data->report, idle_percent(rows, 0), others, 1, " %", out);
}

/* ---- closing beds -------------------------------------------------------------------------------------- */

void headline_bed_closure(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    unsigned closings = 0, passes = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "_edge") > 0)
            continue;
        closings++;
        passes += grid_number_of(rows, row, "_passes") > 0;
    }
    if (passes == closings)
        text_add_format(out, "Enough other capacity has opened before every closing of beds (%u)", closings);
    else if (passes == 0)
        text_add_format(out, "Before no closing of beds (%u) has enough other capacity opened", closings);
    else
        text_add_format(out, "Before %u of %u closings of beds enough other capacity has opened", passes, closings);
}

/* ---- how sure ------------------------------------------------------------------------------------------ */

/* "After 10 replications the differences are known to within 5.4 min and £0.04m": half the widest interval. */
void headline_convergence(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    double half[2] = {(double)NAN, (double)NAN}, used = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "replications") < grid_number_of(rows, row, "_used"))
            continue;
        double width = (grid_number_of(rows, row, "high") - grid_number_of(rows, row, "low")) / 2;
        double *widest = &half[grid_number_of(rows, row, "_place") > 1];
        *widest = fmax(*widest, width); /* a NAN gives way */
        used = fmax(used, grid_number_of(rows, row, "_used"));
    }
    text_add_format(out, "After %.0f replications the difference in ", used);
    if (isfinite(half[0])) {
        text_add(out, "the wait is known to within ");
        html_number(out, half[0], half[0] < 100 ? 1 : 0, false);
        text_add(out, " min");
    }
    if (isfinite(half[1])) {
        text_add(out, isfinite(half[0]) ? ", in cost to within \xc2\xa3" : "cost is known to within \xc2\xa3");
        html_number(out, half[1], half[1] < 1 ? 2 : 1, false);
        text_add(out, "m");
    }
}

void headline_outcomes(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    unsigned fewer = 0, more = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        fewer += grid_number_of(rows, row, "high") < 0; /* a NAN is neither */
        more += grid_number_of(rows, row, "low") > 0;
    }
    if (rows->rows == 1)
        text_add_format(out, "%s: %s events than with %s, all doubt counted", grid_text_of(rows, 0, "outcome"),
                        fewer > 0 ? "clearly fewer" : more > 0 ? "clearly more" : "neither clearly more nor clearly fewer", report_name(data->report, 0));
    else if (fewer + more == 0)
        text_add_format(out, "No kind of event is clearly more or less frequent than with %s, all doubt counted", report_name(data->report, 0));
    else
        text_add_format(out, "Of %u differences %u %s clearly fewer events and %u clearly more than with %s, each seen by itself, all doubt counted",
                        (unsigned)rows->rows, fewer, fewer == 1 ? "is" : "are", more, report_name(data->report, 0));
}
