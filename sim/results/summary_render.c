/* The summary as plain text, Markdown, CSV and JSON: one function a format, one table of functions. */
#include "results/number.h"
#include "results/quote.h"
#include "results/summary.h"
#include <math.h>
#include <string.h>

/* The heading of a scenario's column: of all but the first "close_castle against today". */
static void add_heading(const struct summary *summary, uint32_t arm, struct text *out) {
    text_add(out, summary->heading[arm]);
    if (arm > 0)
        text_add_format(out, " against %s", summary->heading[0]);
}

static const char first_heading[] = "simulated";

/* ---- plain text: in groups, numbers under each other ------------------------------------------------- */

/* Characters shown, for UTF-8. */
static size_t shown_width(const char *text) {
    size_t width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* A line being written: spaces are owed until something follows them, so that none ends a line. */
struct line { struct text *out; size_t owed; };

static void line_add(struct line *line, const char *text, size_t bytes) {
    if (bytes == 0)
        return;
    text_add_format(line->out, "%*s%.*s", (int)line->owed, "", (int)bytes, text);
    line->owed = 0;
}

static void line_end(struct line *line) {
    text_add(line->out, "\n");
    line->owed = 0;
}

/* Lengths of a cell's parts: "at least 143.2", " (141.0 to 145.4)", "longer". */
struct parts { size_t number, interval, word; };

static struct parts parts_of(const struct summary_cell *cell) {
    struct parts parts = {.word = strlen(cell->word)};
    size_t rest = strlen(cell->text) - (parts.word > 0 ? parts.word + 1 : 0);
    const char *interval = strstr(cell->text, " (");
    parts.number = interval == NULL ? rest : (size_t)(interval - cell->text);
    parts.interval = rest - parts.number;
    return parts;
}

/* How wide everything is: of a scenario's column its parts and the whole. */
struct layout { size_t label, unit; };
struct column_layout { struct parts parts; size_t heading, whole; };

static struct layout layout_of(const struct summary *summary) {
    struct layout layout = {sizeof first_heading - 1, strlen("unit")};
    for (size_t i = 0; i < summary->row_count; i++) {
        layout.label = larger(layout.label, shown_width(summary->row[i].label) + 2);
        layout.unit = larger(layout.unit, shown_width(summary->row[i].unit));
    }
    return layout;
}

static struct column_layout column_layout_of(const struct summary *summary, uint32_t arm) {
    struct column_layout layout = {.heading = shown_width(summary->heading[arm])};
    if (arm > 0)
        layout.heading += strlen(" against ") + shown_width(summary->heading[0]);
    for (size_t i = 0; i < summary->row_count; i++) {
        struct parts parts = parts_of(&summary->row[i].cell[arm]);
        layout.parts.number = larger(layout.parts.number, parts.number);
        layout.parts.interval = larger(layout.parts.interval, parts.interval);
        layout.parts.word = larger(layout.parts.word, parts.word);
    }
    size_t cells = layout.parts.number + layout.parts.interval;
    layout.whole = larger(layout.heading, cells + (layout.parts.word > 0 ? 1 + layout.parts.word : 0));
    return layout;
}

static void text_cell(struct line *line, const struct summary_cell *cell, struct column_layout layout) {
    struct parts parts = parts_of(cell);
    size_t used = layout.parts.number + layout.parts.interval + (parts.word > 0 ? 1 + parts.word : 0);
    line->owed += 2 + layout.parts.number - parts.number;
    line_add(line, cell->text, parts.number + parts.interval);
    line->owed += layout.parts.interval - parts.interval + (parts.word > 0 ? 1 : 0);
    line_add(line, cell->word, parts.word);
    line->owed += layout.whole - used;
}

static void text_headings(const struct summary *summary, struct line *line, struct layout layout) {
    line_add(line, first_heading, sizeof first_heading - 1);
    line->owed += layout.label - (sizeof first_heading - 1) + 2;
    line_add(line, "unit", 4);
    line->owed += layout.unit - 4;
    for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
        struct column_layout column = column_layout_of(summary, arm);
        struct text heading = {0};
        add_heading(summary, arm, &heading);
        line->owed += 2;
        if (!heading.failed)
            line_add(line, heading.bytes, heading.length);
        line->out->failed |= heading.failed;
        text_free(&heading);
        line->owed += column.whole - column.heading;
    }
    line_end(line);
}

static void text_rows(const struct summary *summary, struct line *line, struct layout layout) {
    const char *group = "";
    for (size_t i = 0; i < summary->row_count; i++) {
        const struct summary_row *row = &summary->row[i];
        if (strcmp(group, row->group) != 0) {
            line_add(line, row->group, strlen(row->group));
            line_end(line);
        }
        group = row->group;
        line->owed = 2;
        line_add(line, row->label, strlen(row->label));
        line->owed += layout.label - shown_width(row->label);
        line_add(line, row->unit, strlen(row->unit));
        line->owed += layout.unit - shown_width(row->unit);
        for (uint32_t arm = 0; arm < summary->arm_count; arm++)
            text_cell(line, &row->cell[arm], column_layout_of(summary, arm));
        line_end(line);
    }
}

static void render_text(const struct summary *summary, struct text *out) {
    struct line line = {out, 0};
    struct layout layout = layout_of(summary);
    text_headings(summary, &line, layout);
    text_rows(summary, &line, layout);
    if (summary->arm_count > 1)
        text_add_format(out,
                        "\nAgainst %s: the change for the same people, and in brackets its 95 %% interval. It is called"
                        " longer, shorter,\nmore or less, an inequality wider or narrower, where the interval excludes 0."
                        " Changes of %% are in percentage points;\npeople are a replication's mean. Each interval stands alone: of 20"
                        " rows without any effect, about one excludes 0 by chance.\n",
                        summary->heading[0]);
    if (summary->note.length > 0)
        text_add_format(out, "\n%s", summary->note.bytes);
}

/* ---- Markdown ---------------------------------------------------------------------------------------- */

static void markdown_headings(const struct summary *summary, struct text *out) {
    text_add_format(out, "| %s | unit |", first_heading);
    for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
        struct text heading = {0};
        add_heading(summary, arm, &heading);
        text_add(out, " ");
        quote_markdown(out, heading.bytes);
        text_add(out, " |");
        out->failed |= heading.failed;
        text_free(&heading);
    }
    text_add(out, "\n|---|---|");
    for (uint32_t arm = 0; arm < summary->arm_count; arm++)
        text_add(out, "---|");
    text_add(out, "\n");
}

static void render_markdown(const struct summary *summary, struct text *out) {
    markdown_headings(summary, out);
    for (size_t i = 0; i < summary->row_count; i++) {
        const struct summary_row *row = &summary->row[i];
        text_add(out, "| ");
        quote_markdown(out, row->label);
        text_add(out, " | ");
        quote_markdown(out, row->unit);
        text_add(out, " |");
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            text_add(out, " ");
            quote_markdown(out, row->cell[arm].text);
            text_add(out, " |");
        }
        text_add(out, "\n");
    }
    if (summary->note.length > 0)
        text_add_format(out, "\n%s", summary->note.bytes);
}

/* ---- CSV and JSON ------------------------------------------------------------------------------------ */

static const char *shows(const struct summary_row *row, uint32_t arm) {
    bool counts = isnan(row->cell[0].value) && strcmp(row->unit, "people") == 0;
    return arm == 0 || counts ? "value" : "difference";
}

static const char *unit_of(const struct summary_row *row, uint32_t arm) {
    return arm > 0 && strcmp(row->unit, "%") == 0 ? "percentage points" : row->unit;
}

static void render_csv(const struct summary *summary, struct text *out) {
    text_add(out, "measure,unit,arm,shows,value,low,high,word\n");
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            const struct summary_row *row = &summary->row[i];
            const double number[] = {row->cell[arm].value, row->cell[arm].low, row->cell[arm].high};
            quote_csv(out, row->label);
            text_add(out, ",");
            quote_csv(out, unit_of(row, arm));
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
            quote_json(out, unit_of(row, arm));
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
