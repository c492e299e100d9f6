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
