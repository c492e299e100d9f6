/* The summary as plain text, Markdown, CSV and JSON: one function a format, one table of functions. */
#include "results/number.h"
#include "results/quote.h"
#include "results/summary.h"
#include <math.h>
#include <string.h>

/* What stands in column `column` of the grid (0 measure, 1 unit, then the scenarios); row -1: headings. */
static const char *grid_text(const struct summary *summary, long row, uint32_t column) {
    if (row < 0)
        return column == 0 ? "measure" : column == 1 ? "unit" : summary->heading[column - 2];
    const struct summary_row *one = &summary->row[row];
    return column == 0 ? one->label : column == 1 ? one->unit : one->cell[column - 2].text;
}

/* Characters shown, for UTF-8. */
static size_t shown_width(const char *text) {
    size_t width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static void add_spaces(struct text *out, size_t count) {
    while (count-- > 0)
        text_add(out, " ");
}

static size_t column_width(const struct summary *summary, uint32_t column) {
    size_t widest = 0;
    for (long row = -1; row < (long)summary->row_count; row++) {
        size_t width = shown_width(grid_text(summary, row, column));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void render_text(const struct summary *summary, struct text *out) {
    uint32_t columns = summary->arm_count + 2;
    for (long row = -1; row < (long)summary->row_count; row++)
        for (uint32_t column = 0; column < columns; column++) {
            const char *cell = grid_text(summary, row, column);
            text_add(out, cell);
            if (column + 1 == columns) {
                text_add(out, "\n");
                continue;
            }
            add_spaces(out, column_width(summary, column) - shown_width(cell) + 2);
        }
}

static void render_markdown(const struct summary *summary, struct text *out) {
    uint32_t columns = summary->arm_count + 2;
    for (long row = -1; row < (long)summary->row_count; row++) {
        text_add(out, "|");
        for (uint32_t column = 0; column < columns; column++) {
            text_add(out, " ");
            quote_markdown(out, grid_text(summary, row, column));
            text_add(out, " |");
        }
        text_add(out, "\n");
        if (row < 0) {
            text_add(out, "|");
            for (uint32_t column = 0; column < columns; column++)
                text_add(out, "---|");
            text_add(out, "\n");
        }
    }
}

static const char *shows(const struct summary_row *row, uint32_t arm) {
    bool counts = isnan(row->cell[0].value) && strcmp(row->unit, "people") == 0;
    return arm == 0 || counts ? "value" : "difference";
}

static void render_csv(const struct summary *summary, struct text *out) {
    text_add(out, "measure,unit,arm,shows,value,low,high,word\n");
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            const struct summary_row *row = &summary->row[i];
            const double number[] = {row->cell[arm].value, row->cell[arm].low, row->cell[arm].high};
            quote_csv(out, row->label);
            text_add(out, ",");
            quote_csv(out, row->unit);
            text_add(out, ",");
            quote_csv(out, summary->heading[arm]);
            text_add_format(out, ",%s", shows(row, arm));
            for (int n = 0; n < 3; n++) {
                char written[NUMBER_BYTES];
                number_format(number[n], written);
                text_add_format(out, ",%s", written);
            }
            text_add_format(out, ",%s\n", row->cell[arm].word);
        }
}

static void json_number(struct text *out, const char *name, double number) {
    char written[NUMBER_BYTES];
    number_format(number, written);
    text_add_format(out, ", \"%s\": %s", name, written[0] == '\0' ? "null" : written);
}

static void render_json(const struct summary *summary, struct text *out) {
    text_add(out, "[");
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            const struct summary_row *row = &summary->row[i];
            text_add(out, i + arm == 0 ? "\n  {\"measure\": " : ",\n  {\"measure\": ");
            quote_json(out, row->label);
            text_add(out, ", \"unit\": ");
            quote_json(out, row->unit);
            text_add(out, ", \"arm\": ");
            quote_json(out, summary->heading[arm]);
            text_add_format(out, ", \"shows\": \"%s\"", shows(row, arm));
            json_number(out, "value", row->cell[arm].value);
            json_number(out, "low", row->cell[arm].low);
            json_number(out, "high", row->cell[arm].high);
            text_add_format(out, ", \"word\": \"%s\"}", row->cell[arm].word);
        }
    text_add(out, "\n]\n");
}

void summary_render(const struct summary *summary, enum summary_format format, struct text *out) {
    static void (*const render[])(const struct summary *summary, struct text *out) = {
        [SUMMARY_TEXT] = render_text, [SUMMARY_CSV] = render_csv, [SUMMARY_JSON] = render_json,
        [SUMMARY_MARKDOWN] = render_markdown};
    render[format](summary, out);
}
