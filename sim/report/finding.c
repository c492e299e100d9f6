#include "report/finding.h"
#include "report/html.h"
#include "results/summary_row.h"
#include <math.h>
#include <string.h>

static bool excludes_zero(double low, double high) {
    return isfinite(low) && isfinite(high) && (low > 0 || high < 0);
}

enum sureness finding_sureness(const struct difference *difference) {
    if (!excludes_zero(difference->low, difference->high))
        return SURE_NOT;
    return excludes_zero(difference->simultaneous_low, difference->simultaneous_high) ? SURE_TOGETHER : SURE_ALONE;
}

const char *finding_word(const struct difference *difference) {
    return summary_word(difference->unit, difference->measure, difference->value > 0);
}

/* How numbers of a unit are told. */
struct telling { double scale; int decimals; const char *before, *after; };

static struct telling telling_of(const struct difference *difference) {
    double largest = fmax(fabs(difference->value), fmax(fabs(difference->low), fabs(difference->high)));
    if (strcmp(difference->unit, "min") == 0 && fabs(difference->value) >= 2 * 1440)
        return (struct telling){1.0 / 1440, 1, "", " days"};
    if (strcmp(difference->unit, "min") == 0)
        return (struct telling){1, largest >= 100 ? 0 : 1, "", " min"};
    if (strcmp(difference->unit, "d") == 0)
        return (struct telling){1, largest < 1 ? 2 : 1, "", " days"};
    if (strcmp(difference->unit, "GBP m") == 0)
        return (struct telling){1, largest < 1 ? 2 : 1, "\xc2\xa3", "m"};
    if (strcmp(difference->unit, "%") == 0)
        return (struct telling){1, 1, "", " %"};
    if (strcmp(difference->unit, "percentage points") == 0)
        return (struct telling){1, 1, "", " percentage points"};
    return (struct telling){1, largest >= 100 ? 0 : 1, " ", difference->unit};
}

/* "£1.2m", "−3.4 min": the sign stands before the pound. */
static void add_one(const struct telling *telling, double number, bool with_unit, struct text *out) {
    struct text digits = {0};
    html_number(&digits, number * telling->scale, telling->decimals, false);
    const char *minus = "\xe2\x88\x92";
    const char *bytes = digits.bytes == NULL ? "" : digits.bytes;
    bool negative = strncmp(bytes, minus, 3) == 0;
    bool unit_after_space = telling->before[0] == ' ';
    text_add_format(out, "%s%s%s", negative ? minus : "", unit_after_space ? "" : telling->before, bytes + (negative ? 3 : 0));
    if (with_unit)
        text_add_format(out, "%s%s", unit_after_space ? " " : "", telling->after);
    out->failed |= digits.failed;
    text_free(&digits);
}

static void add_range(const struct telling *telling, double a, double b, struct text *out) {
    bool money = telling->before[0] != '\0' && telling->before[0] != ' ';
    add_one(telling, a, money, out);
    text_add(out, " to ");
    add_one(telling, b, true, out);
}

void finding_quantity(const struct difference *difference, bool absolute, struct text *out) {
    struct telling telling = telling_of(difference);
    double sign = absolute && difference->value < 0 ? -1 : 1;
    add_one(&telling, sign * difference->value, true, out);
    if (!isfinite(difference->low) || !isfinite(difference->high))
        return;
    double low = sign * difference->low, high = sign * difference->high;
    text_add(out, " (95 % interval ");
    add_range(&telling, fmin(low, high), fmax(low, high), out);
    text_add(out, ")");
}

void finding_say(const struct difference *difference, struct text *out) {
    struct telling telling = telling_of(difference);
    enum sureness sureness = finding_sureness(difference);
    if (sureness == SURE_NOT) {
        bool none = !(difference->value > 0 || difference->value < 0) && !(difference->low < 0) && !(difference->high > 0);
        text_add(out, none ? "no difference" : "no clear difference");
        if (!none && isfinite(difference->low)) {
            text_add(out, " (95 % interval ");
            add_range(&telling, difference->low, difference->high, out);
            text_add(out, ")");
        }
        return;
    }
    double sign = difference->value < 0 ? -1 : 1;
    double low = sign * difference->low, high = sign * difference->high;
    add_one(&telling, sign * difference->value, true, out);
    text_add_format(out, " %s (95 %% interval ", finding_word(difference));
    add_range(&telling, fmin(low, high), fmax(low, high), out);
    text_add(out, sureness == SURE_ALONE ? "; by itself, not beside all others)" : ")");
}

bool finding_of_summary(const struct report *report, int64_t number, uint32_t arm, struct difference *difference) {
    const struct grid *summary = &report->summary;
    const char *id = grid_text_of(&report->arm, arm, "arm");
    for (uint32_t row = 0; row < summary->rows; row++) {
        if ((int64_t)grid_number_of(summary, row, "number") != number || strcmp(grid_text_of(summary, row, "arm"), id) != 0)
            continue;
        *difference = (struct difference){
            grid_number_of(summary, row, "value"), grid_number_of(summary, row, "low"), grid_number_of(summary, row, "high"),
            grid_number_of(summary, row, "simultaneous_low"), grid_number_of(summary, row, "simultaneous_high"),
            grid_text_of(summary, row, "unit"), grid_text_of(summary, row, "measure")};
        /* the summary says no word of what rounds to nothing either */
        if (grid_text_of(summary, row, "word") == NULL)
            difference->simultaneous_low = difference->simultaneous_high = (double)NAN;
        return true;
    }
    return false;
}

bool finding_of_label(const struct report *report, const char *label, uint32_t arm, struct difference *difference) {
    const struct grid *summary = &report->summary;
    for (uint32_t row = 0; row < summary->rows; row++)
        if (strcmp(grid_text_of(summary, row, "label"), label) == 0)
            return finding_of_summary(report, (int64_t)grid_number_of(summary, row, "number"), arm, difference);
    return false;
}
