#include "results/summary_bars.h"
#include <math.h>
#include <string.h>

enum { WIDTH = 33 }; /* of a bar, odd */

struct signs { const char *line, *low, *high, *mean, *zero; };
static const struct signs signs_of[] = {
    {"-", "|", "|", "o", ":"},
    {"\xe2\x94\x80", "\xe2\x94\x9c", "\xe2\x94\xa4", "\xe2\x97\x8f", "\xe2\x94\x8a"}};

/* What a row's bars reach over: all intervals and zero. */
struct reach { double from, to; };
static struct reach reach_of(const struct summary *summary, const struct summary_row *row) {
    struct reach reach = {0, 0};
    for (uint32_t arm = 1; arm < summary->arm_count; arm++) {
        const struct summary_cell *cell = &row->cell[arm];
        reach.from = fmin(reach.from, fmin(cell->value, cell->low));
        reach.to = fmax(reach.to, fmax(cell->value, cell->high));
    }
    return reach;
}

static int place(struct reach reach, double number) {
    return (int)floor((number - reach.from) / (reach.to - reach.from) * (WIDTH - 1) + 0.5);
}

/* Gives the columns that it leaves free at its end. */
static int add_bar(const struct summary_cell *cell, struct reach reach, const struct signs *signs, struct text *out) {
    int mean = place(reach, cell->value), zero = place(reach, 0);
    int low = isnan(cell->low) ? mean : place(reach, cell->low), high = isnan(cell->high) ? mean : place(reach, cell->high);
    int last = mean > zero ? mean : zero;
    last = high > last ? high : last;
    for (int at = 0; at <= last; at++)
        text_add(out, at == mean              ? signs->mean
                      : at == zero            ? signs->zero
                      : at == low             ? signs->low
                      : at == high            ? signs->high
                      : at > low && at < high ? signs->line
                                              : " ");
    return WIDTH - 1 - last;
}

/* Bytes before the word, which stands after the bar. */
static int number_length(const struct summary_cell *cell) {
    size_t word = strlen(cell->word), all = strlen(cell->text);
    return (int)(all - (word > 0 ? word + 1 : 0));
}

static bool is_shown(const struct summary *summary, const struct summary_row *row) {
    struct reach reach = reach_of(summary, row);
    return row->shows == SHOWS_MEASURE && row->headline && strcmp(row->unit, "%") != 0 && reach.to > reach.from;
}

void summary_bars(const struct summary *summary, bool blocks, struct text *out) {
    const struct signs *signs = &signs_of[blocks];
    size_t heading = 0;
    int number = 0;
    bool begun = false;
    for (uint32_t arm = 1; arm < summary->arm_count; arm++)
        heading = strlen(summary->heading[arm]) > heading ? strlen(summary->heading[arm]) : heading;
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 1; arm < summary->arm_count && is_shown(summary, &summary->row[i]); arm++)
            if (number_length(&summary->row[i].cell[arm]) > number)
                number = number_length(&summary->row[i].cell[arm]);
    for (size_t i = 0; i < summary->row_count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (!is_shown(summary, row))
            continue;
        if (!begun)
            text_add_format(out, "Differences from %s (%s the mean, %s zero; each measure has its own scale)\n", summary->heading[0], signs->mean,
                            signs->zero);
        begun = true;
        text_add_format(out, "%s, %s%s\n", row->label, strcmp(row->unit, "%") == 0 ? "percentage points" : row->unit,
                        strcmp(row->better, "less") == 0 ? " (less is better)" : strcmp(row->better, "more") == 0 ? " (more is better)" : "");
        struct reach reach = reach_of(summary, row);
        for (uint32_t arm = 1; arm < summary->arm_count; arm++) {
            const struct summary_cell *cell = &row->cell[arm];
            if (isnan(cell->value))
                continue;
            int length = number_length(cell);
            text_add_format(out, "  %-*s %*s%.*s  ", (int)heading, summary->heading[arm], number - length, "", length, cell->text);
            int left = add_bar(cell, reach, signs, out);
            if (cell->word[0] != '\0')
                text_add_format(out, "%*s%s", left + 2, "", cell->word);
            text_add(out, "\n");
        }
    }
}
