#include "base/memory.h"
#include "results/summary.h"
#include "results/tables.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ---- summary ---------------------------------------------------------------------------------------- */

static uint32_t summary_rows(const struct result_view *view) {
    return view->summary == NULL ? 0 : (uint32_t)view->summary->row_count;
}

/* "four_hours: mean" is told under a heading, so a reader needs its second half only. */
static const char *second_half(const char *label) {
    const char *colon = strstr(label, ": ");
    return colon == NULL ? label : colon + 2;
}

static bool fill_summary(struct result_view *view, const uint32_t *at, struct table_row *row) {
    static const char *const shows[] = {[SHOWS_MEASURE] = "difference", [SHOWS_INDEX] = "difference",
                                        [SHOWS_COUNT] = "value", [SHOWS_BEST] = "probability_best"};
    const struct summary_row *line = &view->summary->row[at[0]];
    const struct summary_cell *cell = &line->cell[at[1]];
    bool is_difference = at[1] > 0 && (line->shows == SHOWS_MEASURE || line->shows == SHOWS_INDEX);
    if (cell->text == NULL || strcmp(cell->text, "-") == 0)
        return false;
    put_integer(row, (int64_t)at[0] + 1);
    put_text(row, line->group);
    put_text(row, line->label);
    put_text(row, second_half(line->label));
    /* What only the summary knows, such as the cost of all, is of no subject that the table measure has. */
    bool is_stored = line->measure != NULL && measure_find(line->measure->name) == line->measure;
    put_text(row, is_stored ? line->measure->name : NULL);
    if (is_stored) {
        measure_subject(view, line->measure->family, line->item, view->text[0]);
        put_text(row, view->text[0]);
    } else {
        put_missing(row, CELL_TEXT);
    }
    put_text(row, view->result->network->arm[at[1]].id);
    put_text(row, is_difference || line->shows == SHOWS_BEST ? shows[line->shows] : "value");
    put_text(row, is_difference && strcmp(line->unit, "%") == 0 ? "percentage points" : line->unit);
    put_text(row, line->better[0] == '\0' ? NULL : line->better);
    put_integer(row, line->decimals);
    put_real(row, cell->value);
    put_real(row, cell->low);
    put_real(row, cell->high);
    put_real(row, is_difference ? cell->together_low : NAN);
    put_real(row, is_difference ? cell->together_high : NAN);
    put_text(row, cell->word[0] == '\0' ? NULL : cell->word);
    put_real(row, is_difference ? cell->probability_better : NAN);
    put_text(row, cell->text);
    return true;
}

static const struct column summary_columns[] = {
    {"number", CELL_INTEGER, "", "1, 2, ... from the top of the summary"},
    {"heading", CELL_TEXT, "", "what this row and its neighbours are about"},
    {"label", CELL_TEXT, "", "the row, saying all by itself"},
    {"what", CELL_TEXT, "", "the row, under its heading"},
    {"measure", CELL_TEXT, "", "which measure of the table measure it is; missing where of none, some of the summary's own are in no other table"},
    {"subject", CELL_TEXT, "", "of what, as in the table measure"},
    {"arm", CELL_TEXT, "", "scenario"},
    {"shows", CELL_TEXT, "", "value, difference (from the baseline, on the same people) or probability_best"},
    {"unit", CELL_TEXT, "", "unit of the numbers that follow"},
    {"better", CELL_TEXT, "", "less or more: which direction is better; missing where neither"},
    {"decimals", CELL_INTEGER, "", "how many are shown"},
    {"value", CELL_REAL, "as `unit` says", "mean over replications, of the value or the difference"},
    {"low", CELL_REAL, "as `unit` says", "lower end of its 95 % interval, standing alone"},
    {"high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"simultaneous_low", CELL_REAL, "as `unit` says", "lower end of the interval of a difference that holds together with all others of the summary"},
    {"simultaneous_high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"word", CELL_TEXT, "", "longer, shorter, more, less, better off, worse off, wider or narrower, where that interval excludes 0; else missing"},
    {"probability_better", CELL_REAL, "share", "that the true difference is in the better direction"},
    {"text", CELL_TEXT, "", "the cell as it is printed"},
};
const struct table table_summary = {
    .name = "summary", .help = "What a run or a comparison shows first, cell by cell.",
    .axis = {AXIS_OWN, AXIS_ARM}, .own_length = summary_rows, TABLE_COLUMNS_ARE(summary_columns), .fill = fill_summary};

/* ---- note ------------------------------------------------------------------------------------------- */

/* Whole lines below a summary, by what they are about. */
static const struct { const char *about; size_t at; } note_text[] = {
    {"moved", offsetof(struct summary, moved)},
    {"outcomes", offsetof(struct summary, outcomes)},
    {"reading", offsetof(struct summary, notes)},
};
enum { NOTE_TEXTS = sizeof note_text / sizeof note_text[0] };

static const struct text *note_of(const struct result_view *view, size_t about) {
    return (const struct text *)(const void *)((const char *)view->summary + note_text[about].at);
}

static uint32_t lines_of(const struct text *text) {
    uint32_t lines = 0;
    for (size_t i = 0; i < text->length; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

static uint32_t note_rows(const struct result_view *view) {
    uint32_t lines = 0;
    for (size_t i = 0; i < NOTE_TEXTS && view->summary != NULL; i++)
        lines += lines_of(note_of(view, i));
    return lines;
}

static bool fill_note(struct result_view *view, const uint32_t *at, struct table_row *row) {
    uint32_t line = at[0];
    size_t about = 0;
    while (line >= lines_of(note_of(view, about)))
        line -= lines_of(note_of(view, about++));
    const char *from = note_of(view, about)->bytes;
    for (uint32_t i = 0; i < line; i++)
        from = strchr(from, '\n') + 1;
    size_t length = strcspn(from, "\n");
    free(view->line);
    view->line = memory_copy(from, length + 1, 1);
    if (view->line != NULL)
        view->line[length] = '\0';
    if (length == 0)
        return false;
    put_text(row, note_text[about].about);
    put_integer(row, (int64_t)line + 1);
    put_text(row, view->line);
    return true;
}

static const struct column note_columns[] = {
    {"about", CELL_TEXT, "", "moved (who takes longer or shorter), outcomes (expected events), reading (how to read the summary)"},
    {"line", CELL_INTEGER, "", "1, 2, ..."},
    {"text", CELL_TEXT, "", "the line; one that begins with spaces belongs to the one before"},
};
const struct table table_note = {
    .name = "note", .help = "The lines that stand below the summary.",
    .axis = {AXIS_OWN}, .own_length = note_rows, TABLE_COLUMNS_ARE(note_columns), .fill = fill_note};
