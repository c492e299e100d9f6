/* workbook_pen: writes cells into the sheets of a workbook in one of a few styles, and counts them. Knows nothing of
 * results. Borrows the open workbook. */
#ifndef ICSIM_RESULTS_WORKBOOK_PEN_H
#define ICSIM_RESULTS_WORKBOOK_PEN_H

#include "base/text.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

enum style {
    STYLE_PLAIN, STYLE_TITLE, STYLE_HEAD, STYLE_LABEL, STYLE_PROSE, STYLE_LINK, STYLE_DATE,
    /* numbers: as they are, whole, with 1, 2 or 5 decimals, as a percentage */
    STYLE_NUMBER, STYLE_INDEX, STYLE_WHOLE, STYLE_TENTHS, STYLE_HUNDREDTHS, STYLE_DEGREES, STYLE_PERCENT,
    STYLE_COUNT
};

enum { PEN_TEXT_LETTERS = 32767 }; /* the longest text of a cell */

struct pen {
    struct lxw_workbook *book;
    struct lxw_worksheet *sheet; /* where it writes now */
    struct lxw_format *style[STYLE_COUNT];
    struct text scratch;
    uint64_t cells;              /* written into this sheet */
    enum status status;          /* the first failure */
};

void pen_init(struct pen *pen, struct lxw_workbook *book);
void pen_free(struct pen *pen);

/* Begins a new sheet. */
void pen_sheet(struct pen *pen, const char *tab);
void pen_width(struct pen *pen, uint32_t column, double letters);
void pen_text(struct pen *pen, uint32_t row, uint32_t column, const char *text, enum style style);
void pen_number(struct pen *pen, uint32_t row, uint32_t column, double number, enum style style);
/* "2026-04-01" as a date; any other text as it is. */
void pen_date(struct pen *pen, uint32_t row, uint32_t column, const char *text);
/* The name of a sheet, which leads there. */
void pen_link(struct pen *pen, uint32_t row, uint32_t column, const char *tab);
/* The first row stays in sight, can be filtered by, and stands on every printed page. */
void pen_table(struct pen *pen, uint32_t rows, uint32_t columns);

/* The style of numbers of a unit such as "min"; `whole` where all are integers. */
enum style pen_style(const char *unit, bool whole);

#endif
