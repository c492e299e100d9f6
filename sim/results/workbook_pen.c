#include "results/workbook_pen.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

/* ---- styles -------------------------------------------------------------------------------------------- */

/* Thousands have commas and percentages their sign; what is stored stays as exact as it was. */
static const char *const number_form[STYLE_COUNT] = {
    [STYLE_DATE] = "yyyy-mm-dd",  [STYLE_NUMBER] = "General",       [STYLE_INDEX] = "0",
    [STYLE_WHOLE] = "#,##0",      [STYLE_TENTHS] = "#,##0.0",       [STYLE_HUNDREDTHS] = "#,##0.00",
    [STYLE_DEGREES] = "0.00000",  [STYLE_PERCENT] = "0.0%",
};

void pen_init(struct pen *pen, struct lxw_workbook *book) {
    *pen = (struct pen){.book = book};
    for (int i = STYLE_PLAIN + 1; i < STYLE_COUNT; i++) {
        pen->style[i] = workbook_add_format(book);
        if (pen->style[i] == NULL)
            pen->status = STATUS_NO_MEMORY;
        else if (number_form[i] != NULL)
            format_set_num_format(pen->style[i], number_form[i]);
    }
    if (pen->status != STATUS_OK)
        return;
    format_set_bold(pen->style[STYLE_TITLE]);
    format_set_font_size(pen->style[STYLE_TITLE], 16);
    format_set_bold(pen->style[STYLE_LABEL]);
    format_set_align(pen->style[STYLE_LABEL], LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(pen->style[STYLE_HEAD]);
    format_set_bottom(pen->style[STYLE_HEAD], LXW_BORDER_THIN);
    format_set_bg_color(pen->style[STYLE_HEAD], 0xE8EDEE);
    format_set_text_wrap(pen->style[STYLE_PROSE]);
    format_set_align(pen->style[STYLE_PROSE], LXW_ALIGN_VERTICAL_TOP);
    format_set_font_color(pen->style[STYLE_LINK], 0x005EB8);
    format_set_underline(pen->style[STYLE_LINK], LXW_UNDERLINE_SINGLE);
    format_set_align(pen->style[STYLE_LINK], LXW_ALIGN_VERTICAL_TOP);
}

void pen_free(struct pen *pen) {
    text_free(&pen->scratch);
    *pen = (struct pen){0};
}

enum style pen_style(const char *unit, bool whole) {
    static const struct { const char *unit; enum style style; } known[] = {
        {"GBP", STYLE_WHOLE}, {"%", STYLE_TENTHS}, {"percentage points", STYLE_TENTHS}, {"share", STYLE_PERCENT}, {"min", STYLE_TENTHS}, {"km", STYLE_TENTHS},
        {"people", STYLE_TENTHS}, {"people/yr", STYLE_TENTHS}, {"places", STYLE_TENTHS}, {"beds", STYLE_TENTHS},
        {"WTE", STYLE_TENTHS}, {"h", STYLE_TENTHS}, {"d", STYLE_TENTHS}, {"degrees", STYLE_DEGREES},
        {"events", STYLE_HUNDREDTHS}, {"events/yr", STYLE_HUNDREDTHS},
    };
    if (unit == NULL || unit[0] == '\0')
        return whole ? STYLE_INDEX : STYLE_NUMBER;
    if (whole)
        return STYLE_WHOLE;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(unit, known[i].unit) == 0)
            return known[i].style;
    return STYLE_NUMBER;
}

/* ---- cells --------------------------------------------------------------------------------------------- */

static void wrote(struct pen *pen, lxw_error error) {
    pen->cells++;
    if (error != LXW_NO_ERROR && pen->status == STATUS_OK)
        pen->status = error == LXW_ERROR_MEMORY_MALLOC_FAILED ? STATUS_NO_MEMORY : STATUS_IO;
}

/* "_x0041_", which Excel would read as the letter A. */
static bool is_escape(const char *at) {
    for (int i = 2; i < 6; i++)
        if (at[0] != '_' || at[1] != 'x' || !isxdigit((unsigned char)at[i]))
            return false;
    return at[6] == '_';
}

/* The text as a cell must hold it to show it as it is, cut where a cell holds no more. */
static const char *cell_text(struct pen *pen, const char *text) {
    static const char cut[] = " [cut here; the CSV has all of it]";
    struct text *out = &pen->scratch;
    size_t letters = 0, most = PEN_TEXT_LETTERS - sizeof cut - 6;
    out->length = 0;
    text_add(out, "");
    for (const char *at = text; *at != '\0' && !out->failed;) {
        size_t length = 1;
        while (((unsigned char)at[length] & 0xc0) == 0x80)
            length++;
        bool escape = is_escape(at);
        letters += escape ? 7 : length == 4 ? 2 : 1; /* Excel counts in UTF-16 */
        if (letters > most) {
            text_add(out, cut);
            break;
        }
        text_add_format(out, "%s%.*s", escape ? "_x005F" : "", (int)length, at);
        at += length;
    }
    if (out->failed)
        pen->status = STATUS_NO_MEMORY;
    return out->failed ? "" : out->bytes;
}

void pen_sheet(struct pen *pen, const char *tab) {
    pen->sheet = workbook_add_worksheet(pen->book, tab);
    pen->cells = 0;
    if (pen->sheet == NULL && pen->status == STATUS_OK)
        pen->status = STATUS_NO_MEMORY;
    if (pen->sheet == NULL)
        return;
    worksheet_set_paper(pen->sheet, 9); /* A4 */
    worksheet_set_landscape(pen->sheet);
    worksheet_fit_to_pages(pen->sheet, 1, 0);
}

void pen_width(struct pen *pen, uint32_t column, double letters) {
    if (pen->status == STATUS_OK)
        (void)worksheet_set_column(pen->sheet, (lxw_col_t)column, (lxw_col_t)column, letters, NULL);
}

void pen_text(struct pen *pen, uint32_t row, uint32_t column, const char *text, enum style style) {
    if (text[0] == '\0' || pen->status != STATUS_OK)
        return; /* an empty text is an empty cell */
    const char *safe = strstr(text, "_x") == NULL && strlen(text) < PEN_TEXT_LETTERS ? text : cell_text(pen, text);
    if (pen->status == STATUS_OK)
        wrote(pen, worksheet_write_string(pen->sheet, row, (lxw_col_t)column, safe, pen->style[style]));
}

void pen_number(struct pen *pen, uint32_t row, uint32_t column, double number, enum style style) {
    if (pen->status == STATUS_OK)
        wrote(pen, worksheet_write_number(pen->sheet, row, (lxw_col_t)column, number, pen->style[style]));
}

void pen_date(struct pen *pen, uint32_t row, uint32_t column, const char *text) {
    lxw_datetime date = {0};
    int end = 0;
    bool is_date = sscanf(text, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &end) == 3 && end == 10 &&
                   text[end] == '\0' && date.year >= 1901;
    if (!is_date)
        pen_text(pen, row, column, text, STYLE_PLAIN);
    else if (pen->status == STATUS_OK)
        wrote(pen, worksheet_write_datetime(pen->sheet, row, (lxw_col_t)column, &date, pen->style[STYLE_DATE]));
}

void pen_link(struct pen *pen, uint32_t row, uint32_t column, const char *tab) {
    char target[64];
    snprintf(target, sizeof target, "internal:'%s'!A1", tab);
    if (pen->status == STATUS_OK)
        wrote(pen, worksheet_write_url_opt(pen->sheet, row, (lxw_col_t)column, target, pen->style[STYLE_LINK], tab, NULL));
}

void pen_table(struct pen *pen, uint32_t rows, uint32_t columns) {
    if (pen->status != STATUS_OK)
        return;
    worksheet_freeze_panes(pen->sheet, 1, 0);
    (void)worksheet_repeat_rows(pen->sheet, 0, 0);
    (void)worksheet_autofilter(pen->sheet, 0, 0, rows, (lxw_col_t)(columns - 1));
}
