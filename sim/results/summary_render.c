/* The summary as plain text, Markdown, CSV and JSON: one function a format, one table of functions. */
#include "results/number.h"
#include "results/quote.h"
#include "results/summary.h"
#include <string.h>

/* The heading of a scenario's column: of all but the first "close_castle against today". */
static void add_heading(const struct summary *summary, uint32_t arm, struct text *out) {
    text_add(out, summary->heading[arm]);
    if (arm > 0)
        text_add_format(out, " against %s", summary->heading[0]);
}

/* What the numbers under it are. An interval of the mean must not be taken for one of the difference: the first is
 * as wide as luck makes a run, the second says what is known of the change. */
static const char *under_heading(uint32_t arm) {
    return arm > 0 ? "difference (its 95 % interval)" : "mean (its 95 % interval)";
}

static const char chance_heading[] = "P(better)";

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
struct layout { size_t label, unit, better; };
struct column_layout { struct parts parts; size_t chance, whole; };

static struct layout layout_of(const struct summary *summary) {
    struct layout layout = {sizeof first_heading - 1, strlen("unit"), strlen("better")};
    for (size_t i = 0; i < summary->row_count; i++) {
        layout.label = larger(layout.label, shown_width(summary->row[i].label) + 2);
        layout.unit = larger(layout.unit, shown_width(summary->row[i].unit));
    }
    return layout;
}

static struct column_layout column_layout_of(const struct summary *summary, uint32_t arm) {
    struct column_layout layout = {.chance = arm > 0 ? strlen(chance_heading) : 0};
    size_t heading = shown_width(summary->heading[arm]);
    if (arm > 0)
        heading += strlen(" against ") + shown_width(summary->heading[0]);
    for (size_t i = 0; i < summary->row_count; i++) {
        struct parts parts = parts_of(&summary->row[i].cell[arm]);
        layout.parts.number = larger(layout.parts.number, parts.number);
        layout.parts.interval = larger(layout.parts.interval, parts.interval);
        layout.parts.word = larger(layout.parts.word, parts.word);
    }
    size_t cells = layout.parts.number + layout.parts.interval;
    layout.whole = larger(larger(heading, strlen(under_heading(arm))),
                          cells + (layout.parts.word > 0 ? 1 + layout.parts.word : 0));
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
    if (layout.chance == 0)
        return;
    line->owed += 2 + layout.chance - strlen(cell->chance);
    line_add(line, cell->chance, strlen(cell->chance));
}

/* The first line names the columns, the second says what stands under the names. */
static void text_headings(const struct summary *summary, struct line *line, struct layout layout, bool second) {
    static const char unit[] = "unit", better[] = "better";
    size_t label = second ? 0 : sizeof first_heading - 1, width = second ? 0 : sizeof unit - 1;
    line_add(line, first_heading, label);
    line->owed += layout.label - label + 2;
    line_add(line, unit, width);
    line->owed += layout.unit - width;
    if (summary->arm_count > 1) {
        line->owed += 2;
        line_add(line, better, second ? 0 : sizeof better - 1);
        line->owed += layout.better - (second ? 0 : sizeof better - 1);
    }
    for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
        struct column_layout column = column_layout_of(summary, arm);
        struct text heading = {0};
        if (second)
            text_add(&heading, under_heading(arm));
        else
            add_heading(summary, arm, &heading);
        line->owed += 2;
        if (!heading.failed)
            line_add(line, heading.bytes, heading.length);
        line->out->failed |= heading.failed;
        line->owed += column.whole - (heading.failed ? column.whole : shown_width(heading.bytes));
        text_free(&heading);
        if (arm == 0)
            continue;
        line->owed += 2;
        line_add(line, chance_heading, second ? column.chance : 0);
        line->owed += second ? 0 : column.chance;
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
        if (summary->arm_count > 1) {
            line->owed += 2;
            line_add(line, row->better, strlen(row->better));
            line->owed += layout.better - strlen(row->better);
        }
        for (uint32_t arm = 0; arm < summary->arm_count; arm++)
            text_cell(line, &row->cell[arm], column_layout_of(summary, arm));
        line_end(line);
    }
}

static void render_text(const struct summary *summary, struct text *out) {
    struct line line = {out, 0};
    struct layout layout = layout_of(summary);
    text_headings(summary, &line, layout, false);
    text_headings(summary, &line, layout, true);
    text_rows(summary, &line, layout);
    if (summary->moved.length > 0)
        text_add_format(out, "\n%s", summary->moved.bytes);
    if (summary->outcomes.length > 0)
        text_add_format(out, "\n%s", summary->outcomes.bytes);
    if (summary->notes.length > 0)
        text_add_format(out, "\n%s", summary->notes.bytes);
}

/* ---- Markdown ---------------------------------------------------------------------------------------- */

static void markdown_headings(const struct summary *summary, struct text *out) {
    text_add_format(out, "| %s | unit |%s", first_heading, summary->arm_count > 1 ? " better |" : "");
    for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
        struct text heading = {0};
        add_heading(summary, arm, &heading);
        text_add(out, " ");
        quote_markdown(out, heading.bytes);
        text_add_format(out, ": %s |", under_heading(arm));
        if (arm > 0)
            text_add_format(out, " %s |", chance_heading);
        out->failed |= heading.failed;
        text_free(&heading);
    }
    text_add(out, summary->arm_count > 1 ? "\n|---|---|---|" : "\n|---|---|");
    for (uint32_t arm = 0; arm < summary->arm_count; arm++)
        text_add(out, arm > 0 ? "---|---|" : "---|");
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
        text_add_format(out, summary->arm_count > 1 ? " | %s |" : " |", row->better);
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            text_add(out, " ");
            quote_markdown(out, row->cell[arm].text);
            text_add(out, " |");
            if (arm > 0)
                text_add_format(out, " %s |", row->cell[arm].chance);
        }
        text_add(out, "\n");
    }
    if (summary->moved.length > 0)
        text_add_format(out, "\n%s", summary->moved.bytes);
    if (summary->outcomes.length > 0)
        text_add_format(out, "\n%s", summary->outcomes.bytes);
    if (summary->notes.length > 0)
        text_add_format(out, "\n%s", summary->notes.bytes);
}

/* ---- CSV and JSON ------------------------------------------------------------------------------------ */

static const char *shows(const struct summary_row *row, uint32_t arm) {
    static const char *const word[] = {
        [SHOWS_MEASURE] = "difference", [SHOWS_INDEX] = "difference", [SHOWS_COUNT] = "value", [SHOWS_BEST] = "probability_best"};
    bool measured = row->shows == SHOWS_MEASURE || row->shows == SHOWS_INDEX;
    return arm == 0 && measured ? "value" : word[row->shows];
}

static const char *unit_of(const struct summary_row *row, uint32_t arm) {
    return arm > 0 && row->shows == SHOWS_MEASURE && strcmp(row->unit, "%") == 0 ? "percentage points" : row->unit;
}

static void render_csv(const struct summary *summary, struct text *out) {
    text_add(out, "measure,unit,arm,shows,value,low,high,simultaneous_low,simultaneous_high,word,better,"
                  "probability_better\n");
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
            const struct summary_row *row = &summary->row[i];
            const struct summary_cell *cell = &row->cell[arm];
            const double number[] = {cell->value, cell->low, cell->high, cell->together_low, cell->together_high};
            quote_csv(out, row->label);
            text_add(out, ",");
            quote_csv(out, unit_of(row, arm));
            text_add(out, ",");
            quote_csv(out, summary->heading[arm]);
            text_add_format(out, ",%s", shows(row, arm));
            for (int n = 0; n < 5; n++) {
                char written[NUMBER_BYTES];
                number_format(number[n], written);
                text_add_format(out, ",%s", written);
            }
            char chance[NUMBER_BYTES];
            number_format(cell->probability_better, chance);
            text_add_format(out, ",%s,%s,%s\n", cell->word, row->better, chance);
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
            json_number(out, "simultaneous_low", row->cell[arm].together_low);
            json_number(out, "simultaneous_high", row->cell[arm].together_high);
            text_add_format(out, ", \"word\": \"%s\", \"better\": \"%s\"", row->cell[arm].word, row->better);
            json_number(out, "probability_better", row->cell[arm].probability_better);
            text_add(out, "}");
        }
    text_add(out, "\n]\n");
}

void summary_render(const struct summary *summary, enum summary_format format, struct text *out) {
    static void (*const render[])(const struct summary *summary, struct text *out) = {
        [SUMMARY_TEXT] = render_text, [SUMMARY_CSV] = render_csv, [SUMMARY_JSON] = render_json,
        [SUMMARY_MARKDOWN] = render_markdown};
    render[format](summary, out);
}
