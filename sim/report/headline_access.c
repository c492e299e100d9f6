/* Headlines of the pictures of waits and journeys: by minutes, by neighbourhood, by group. */
#include "report/finding.h"
#include "report/headline.h"
#include "report/html.h"
#include <math.h>
#include <string.h>

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* A row whose columns are named as in the table difference. */
static struct difference difference_of(const struct grid *rows, uint32_t row, const char *value) {
    return (struct difference){grid_number_of(rows, row, value), grid_number_of(rows, row, "low"), grid_number_of(rows, row, "high"),
                               grid_number_of(rows, row, "simultaneous_low"), grid_number_of(rows, row, "simultaneous_high"),
                               grid_text_of(rows, row, "unit"), NULL};
}

static uint32_t scenario_of(const struct grid *rows, uint32_t row) {
    return (uint32_t)grid_number_of(rows, row, "_scenario");
}

/* A number of the column as it is told, with its unit: "29.3 min". */
static void add_number(double number, const char *unit, struct text *out) {
    struct difference plain = {number, NAN, NAN, NAN, NAN, unit, NULL};
    finding_quantity(&plain, false, out);
}

/* ---- travel_cumulative ----------------------------------------------------------------------------------- */

/* The journey whose mean differs most among those that differ clearly; UINT32_MAX where none does. */
static uint32_t most_changed(const struct grid *findings, unsigned *clear, unsigned *differences, bool *any) {
    uint32_t best = UINT32_MAX;
    double largest = 0;
    for (uint32_t row = 0; row < findings->rows; row++) {
        if (scenario_of(findings, row) == 0)
            continue;
        struct difference difference = difference_of(findings, row, "value");
        (*differences)++;
        *any |= fabs(difference.value) > 0;
        if (finding_sureness(&difference) != SURE_TOGETHER)
            continue;
        (*clear)++;
        if (fabs(difference.value) > largest) {
            largest = fabs(difference.value);
            best = row;
        }
    }
    return best;
}

/* "29.3 min longer (...) with close castle: To A&E by oneself"; of one scenario its mean journeys. */
void headline_travel_cumulative(const struct chart_data *data, struct text *out) {
    const struct grid *findings = &data->grid[1];
    unsigned clear = 0, differences = 0;
    bool any = false;
    uint32_t best = most_changed(findings, &clear, &differences, &any);
    if (differences == 0) {
        for (uint32_t row = 0; row < findings->rows && row < 3; row++) {
            text_add_format(out, "%s%s: mean ", row == 0 ? "" : "; ", grid_text_of(findings, row, "journey"));
            add_number(grid_number_of(findings, row, "value"), grid_text_of(findings, row, "unit"), out);
        }
        return;
    }
    if (!any) {
        text_add(out, "Journeys are the same in every scenario");
        return;
    }
    if (best == UINT32_MAX) {
        text_add(out, "No scenario has clearly longer or shorter journeys");
        return;
    }
    struct difference difference = difference_of(findings, best, "value");
    text_add_format(out, "%s: ", grid_text_of(findings, best, "journey"));
    finding_say(&difference, out);
    text_add_format(out, " with %s", grid_text_of(findings, best, "scenario"));
    if (clear > 1)
        text_add_format(out, "; %u of %u differences are clear", clear, differences);
}

/* ---- who_gains ------------------------------------------------------------------------------------------- */

/* "none clearly gain", "1 clearly gains", "12 clearly gain". */
static void add_count(double count, const char *verb, struct text *out) {
    if (count < 1)
        text_add_format(out, "none %s", verb);
    else
        text_add_format(out, "%.0f %s%s", count, verb, count < 2 ? "s" : "");
}

/* Of the scenario with the most clear changes: "Of 43 neighbourhoods 12 clearly gain and 1 clearly loses with X". */
void headline_who_gains(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    uint32_t best = UINT32_MAX;
    double most = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        double clear = grid_number_of(rows, row, "_gain") + grid_number_of(rows, row, "_lose");
        if (clear > most) {
            most = clear;
            best = row;
        }
    }
    if (best == UINT32_MAX) {
        text_add(out, "No neighbourhood clearly gains or loses");
        return;
    }
    text_add_format(out, "Of %.0f neighbourhoods ", grid_number_of(rows, best, "_areas"));
    add_count(grid_number_of(rows, best, "_gain"), "clearly gain", out);
    text_add(out, " and ");
    add_count(grid_number_of(rows, best, "_lose"), "clearly lose", out);
    text_add_format(out, " with %s", grid_text_of(rows, best, "scenario"));
}

/* ---- gaps and slopes ------------------------------------------------------------------------------------- */

/* A row of the table inequality: its value, or its difference from the first scenario, whose intervals stand alone. */
static struct difference index_of(const struct grid *rows, uint32_t row, bool difference) {
    return (struct difference){grid_number_of(rows, row, difference ? "difference" : "value"),
                               grid_number_of(rows, row, difference ? "difference_low" : "low"),
                               grid_number_of(rows, row, difference ? "difference_high" : "high"),
                               NAN, NAN, grid_text_of(rows, row, "unit"), NULL};
}

/* The scenario's row with the largest clear difference; UINT32_MAX where there is none. */
static uint32_t largest_change(const struct grid *rows) {
    uint32_t best = UINT32_MAX;
    double largest = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        struct difference change = index_of(rows, row, true);
        if (scenario_of(rows, row) > 0 && finding_sureness(&change) != SURE_NOT && fabs(change.value) > largest) {
            largest = fabs(change.value);
            best = row;
        }
    }
    return best;
}

static bool is_comparison(const struct grid *rows) {
    return rows->rows > 0 && scenario_of(rows, rows->rows - 1) > 0;
}

/* "The slowest and the quickest neighbourhood's means are 7.4 min apart; seen alone, with close castle the gap is wider by 0.7 min
 * (...)". */
void headline_spread_by_area(const struct chart_data *data, struct text *out) {
    const struct grid *gap = &data->grid[1];
    if (gap->rows == 0) {
        text_add(out, "How long people take in each neighbourhood");
        return;
    }
    uint32_t best = largest_change(gap);
    text_add(out, "The slowest and the quickest neighbourhood\xe2\x80\x99s means are ");
    add_number(grid_number_of(gap, 0, "value"), grid_text_of(gap, 0, "unit"), out);
    text_add(out, " apart");
    if (!is_comparison(gap))
        return;
    if (best == UINT32_MAX) {
        text_add(out, "; no scenario clearly changes that");
        return;
    }
    struct difference change = index_of(gap, best, true);
    text_add_format(out, "; seen alone, with %s the gap is %s by ", grid_text_of(gap, best, "scenario"), change.value > 0 ? "wider" : "narrower");
    finding_quantity(&change, true, out);
}

/* "The most disadvantaged take 12.3 min longer than the least (...); no scenario clearly changes that": of the first standard
 * whose slope is clear or clearly changed, else of the first. */
void headline_deprivation(const struct chart_data *data, struct text *out) {
    const struct grid *slope = &data->grid[1];
    uint32_t base = UINT32_MAX;
    for (uint32_t row = 0; row < slope->rows; row++) {
        struct difference first = index_of(slope, row, false);
        if (scenario_of(slope, row) == 0 && (base == UINT32_MAX || finding_sureness(&first) != SURE_NOT)) {
            struct difference before = base == UINT32_MAX ? first : index_of(slope, base, false);
            if (base == UINT32_MAX || finding_sureness(&before) == SURE_NOT)
                base = row;
        }
    }
    if (base == UINT32_MAX) {
        text_add(out, "How long people take by disadvantage");
        return;
    }
    struct difference first = index_of(slope, base, false);
    text_add_format(out, "%s: ", grid_text_of(slope, base, "standard"));
    if (finding_sureness(&first) == SURE_NOT) {
        text_add(out, "no clear difference between the most and the least disadvantaged");
    } else {
        text_add_format(out, "the most disadvantaged have %s times than the least, by ", finding_word(&first));
        finding_quantity(&first, true, out);
    }
    unsigned clear = 0, scenarios = 0;
    for (uint32_t row = base + 1; row < slope->rows && scenario_of(slope, row) > 0; row++, scenarios++) {
        struct difference change = index_of(slope, row, true);
        clear += finding_sureness(&change) != SURE_NOT;
    }
    if (scenarios > 0 && clear == 0)
        text_add(out, "; no scenario clearly changes that");
    else if (clear > 0)
        text_add_format(out, "; seen alone, %u of %u scenarios clearly change%s that", clear, scenarios, clear == 1 ? "s" : "");
}

/* ---- maps ------------------------------------------------------------------------------------------------ */

/* Of the first scenario the neighbourhoods with the shortest and the longest mean. */
void headline_map(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    uint32_t least = 0, most = 0;
    for (uint32_t row = 0; row < rows->rows && scenario_of(rows, row) == 0; row++) {
        if (grid_number_of(rows, row, "mean") < grid_number_of(rows, least, "mean"))
            least = row;
        if (grid_number_of(rows, row, "mean") > grid_number_of(rows, most, "mean"))
            most = row;
    }
    text_add_format(out, "%s: means run from ", grid_text_of(rows, least, "scenario"));
    add_number(grid_number_of(rows, least, "mean"), grid_text_of(rows, least, "unit"), out);
    text_add_format(out, " in %s to ", grid_text_of(rows, least, "area"));
    add_number(grid_number_of(rows, most, "mean"), grid_text_of(rows, most, "unit"), out);
    text_add_format(out, " in %s", grid_text_of(rows, most, "area"));
}

/* The clear change that is largest in any scenario, and how many there are. */
void headline_map_change(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    uint32_t best = UINT32_MAX;
    unsigned longer = 0, shorter = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        const char *finding = grid_text_of(rows, row, "finding");
        bool is_longer = strcmp(finding, "longer") == 0, is_shorter = strcmp(finding, "shorter") == 0;
        longer += is_longer;
        shorter += is_shorter;
        if ((is_longer || is_shorter) &&
            (best == UINT32_MAX || fabs(grid_number_of(rows, row, "change")) > fabs(grid_number_of(rows, best, "change"))))
            best = row;
    }
    if (best == UINT32_MAX) {
        text_add(out, "No neighbourhood\xe2\x80\x99s mean is clearly longer or shorter in any scenario");
        return;
    }
    struct difference change = {grid_number_of(rows, best, "change"), grid_number_of(rows, best, "low"), grid_number_of(rows, best, "high"),
                                grid_number_of(rows, best, "low"), grid_number_of(rows, best, "high"), grid_text_of(rows, best, "unit"), NULL};
    bool one = scenario_of(rows, 0) == scenario_of(rows, rows->rows - 1);
    text_add_format(out, "Clearly longer in %u and shorter in %u of %u %s; of these most in %s: ", longer, shorter, (unsigned)rows->rows,
                    one ? "neighbourhoods" : "neighbourhoods by scenario", grid_text_of(rows, best, "area"));
    finding_say(&change, out);
    text_add_format(out, " with %s", grid_text_of(rows, best, "scenario"));
}
