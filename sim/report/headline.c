#include "report/headline.h"
#include "report/finding.h"
#include <string.h>

/* "3 of 12 times are clearly longer and 2 clearly shorter than with X". */
void headline_differences(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    unsigned longer = 0, shorter = 0;
    for (uint32_t row = 0; row < rows->rows; row++) {
        const char *finding = grid_text_of(rows, row, "finding");
        longer += strcmp(finding, "longer") == 0;
        shorter += strcmp(finding, "shorter") == 0;
    }
    if (longer + shorter == 0)
        text_add_format(out, "No time is clearly longer or shorter than with %s", report_name(data->report, 0));
    else
        text_add_format(out, "Of %u differences %u are clearly longer and %u clearly shorter", (unsigned)rows->rows, longer, shorter);
}
