#include "report/finding.h"
#include "report/headline.h"
#include "report/html.h"
#include <math.h>
#include <string.h>

/* How many scenarios are clearly more and less than the first. */
struct clear_count { unsigned of, more, less; };

/* "Of 3 scenarios 1 costs clearly more and none clearly less than Today"; `by_itself`: no interval that holds together with
 * the others is known. */
static void say_count(const struct report *report, struct clear_count clear, const char *costs, bool by_itself, struct text *out) {
    if (clear.more + clear.less == 0) {
        text_add_format(out, "No scenario %s clearly more or less than %s", costs, report_name(report, 0));
        return;
    }
    text_add_format(out, "Of %u scenarios %u cost%s clearly more and %u clearly less than %s", clear.of, clear.more,
                    clear.more == 1 ? "s" : "", clear.less, report_name(report, 0));
    text_add(out, by_itself ? ", each seen by itself" : "");
}

/* ---- what it costs ------------------------------------------------------------------------------------- */

/* "estate and overheads is the largest cost: 17 % of £1,235.7m with Do minimum". */
void headline_cost_stack(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    double total = 0, largest = 0;
    const char *part = NULL;
    for (uint32_t row = 0; row < rows->rows; row++) {
        if (grid_number_of(rows, row, "_panel") > 0 || grid_number_of(rows, row, "_scenario") > 0)
            continue;
        double cost = grid_number_of(rows, row, "cost_gbp_m");
        total += cost;
        if (cost > largest && strcmp(grid_text_of(rows, row, "part"), "other") != 0) {
            largest = cost;
            part = grid_text_of(rows, row, "part");
        }
    }
    if (part == NULL) {
        text_add_format(out, "Care costs nothing with %s", report_name(data->report, 0));
        return;
    }
    text_add_format(out, "The largest kind of cost is %s: ", part);
    html_number(out, 100 * largest / total, 0, false);
    text_add(out, " % of \xc2\xa3");
    html_number(out, total, 1, false);
    text_add_format(out, "m with %s", report_name(data->report, 0));
}

void headline_cost_waterfall(const struct chart_data *data, struct text *out) {
    const struct report *report = data->report;
    struct clear_count clear = {0};
    struct difference difference;
    for (uint32_t arm = 1; arm < report->arm.rows; arm++) {
        if (!finding_of_label(report, "all organisations: cost", arm, &difference))
            continue;
        bool sure = finding_sureness(&difference) == SURE_TOGETHER;
        clear.of++;
        clear.more += sure && difference.value > 0;
        clear.less += sure && difference.value < 0;
    }
    if (report->arm.rows > 2) {
        say_count(report, clear, "costs", false, out);
        return;
    }
    text_add_format(out, "Cost of all organisations with %s: ", report_name(report, 1));
    if (finding_of_label(report, "all organisations: cost", 1, &difference))
        finding_say(&difference, out);
    else
        text_add(out, "no data");
}

/* ---- who gains and who loses --------------------------------------------------------------------------- */

/* Rows of one organisation stand together. */
void headline_position(const struct chart_data *data, struct text *out) {
    const struct grid *rows = &data->grid[0];
    unsigned better = 0, worse = 0;
    const char *one_better = NULL, *one_worse = NULL;
    for (uint32_t row = 0; row < rows->rows;) {
        const char *organisation = grid_text_of(rows, row, "organisation");
        bool up = false, down = false;
        for (; row < rows->rows && strcmp(grid_text_of(rows, row, "organisation"), organisation) == 0; row++) {
            up |= strcmp(grid_text_of(rows, row, "finding"), "better off") == 0;
            down |= strcmp(grid_text_of(rows, row, "finding"), "worse off") == 0;
        }
        better += up;
        worse += down;
        one_better = up ? organisation : one_better;
        one_worse = down ? organisation : one_worse;
    }
    if (better + worse == 0) {
        text_add_format(out, "No organisation is clearly better or worse off than with %s", report_name(data->report, 0));
        return;
    }
    if (better == 1 && worse == 1 && one_better == one_worse) {
        text_add_format(out, "%s is clearly better off in some scenarios, clearly worse off in others", one_better);
        return;
    }
    if (better == 1)
        text_add_format(out, "%s is", one_better);
    else if (better == 0)
        text_add(out, "No organisation is");
    else
        text_add_format(out, "%u organisations are", better);
    text_add(out, " clearly better off, ");
    if (worse == 1)
        text_add(out, one_worse);
    else if (worse == 0)
        text_add(out, "none");
    else
        text_add_format(out, "%u", worse);
    text_add(out, " clearly worse off");
    text_add(out, data->report->arm.rows > 2 ? " in at least one scenario" : "");
}

/* ---- cash and present value ---------------------------------------------------------------------------- */

static struct difference present_difference(const struct grid *rows, uint32_t row) {
    return (struct difference){grid_number_of(rows, row, "difference_gbp_m"), grid_number_of(rows, row, "difference_low"),
                               grid_number_of(rows, row, "difference_high"), (double)NAN, (double)NAN, "GBP m", NULL};
}

/* The first rows are those of all organisations. */
void headline_cash_present(const struct chart_data *data, struct text *out) {
    const struct report *report = data->report;
    const struct grid *rows = &data->grid[0];
    struct clear_count clear = {0};
    if (report->arm.rows == 1) {
        text_add(out, "Care costs \xc2\xa3");
        html_number(out, grid_number_of(rows, 0, "cash_gbp_m"), 1, false);
        text_add(out, "m in cash, \xc2\xa3");
        html_number(out, grid_number_of(rows, 0, "present_value_gbp_m"), 1, false);
        text_add(out, "m as present value");
        return;
    }
    for (uint32_t row = 0; row < rows->rows && grid_number_of(rows, row, "_order") <= 1; row++) {
        struct difference difference = present_difference(rows, row);
        if (grid_number_of(rows, row, "_scenario") < 1)
            continue;
        bool sure = finding_sureness(&difference) != SURE_NOT;
        clear.of++;
        clear.more += sure && difference.value > 0;
        clear.less += sure && difference.value < 0;
        if (report->arm.rows == 2) {
            text_add_format(out, "Present value of all cost with %s: ", report_name(report, 1));
            finding_say(&difference, out);
        }
    }
    if (report->arm.rows > 2)
        say_count(report, clear, "costs", true, out);
}
