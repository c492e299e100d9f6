#include "report/headline.h"
#include "report/finding.h"
#include <string.h>

static void say_count(unsigned count, const char *what, struct text *out) {
    if (count == 0)
        text_add_format(out, "none is clearly %s", what);
    else
        text_add_format(out, "%u %s clearly %s", count, count == 1 ? "is" : "are", what);
}

/* "Of 12 mean times 3 are clearly longer and none is clearly shorter than with today". */
void headline_differences(const struct chart_data *data, struct text *out) {
    const struct grid *counts = &data->grid[1];
    unsigned longer = (unsigned)grid_number_of(counts, 0, "longer"), shorter = (unsigned)grid_number_of(counts, 0, "shorter");
    const char *first = report_name(data->report, 0);
    if (longer + shorter == 0) {
        text_add_format(out, "No mean time is clearly longer or shorter than with %s", first);
        return;
    }
    unsigned scenarios = (unsigned)data->report->arm.rows - 1;
    text_add_format(out, "Of %u mean times", (unsigned)grid_number_of(counts, 0, "differences") / scenarios);
    if (scenarios > 1)
        text_add_format(out, " in %u scenarios", scenarios);
    text_add(out, " ");
    say_count(longer, "longer", out);
    text_add(out, ", ");
    say_count(shorter, "shorter", out);
    text_add_format(out, " than with %s", first);
}
