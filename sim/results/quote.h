/* One text as a field of CSV, a string of JSON, a cell of Markdown: exact, nothing lost. Appends to the
 * caller's text. */
#ifndef ICSIM_RESULTS_QUOTE_H
#define ICSIM_RESULTS_QUOTE_H

#include "base/text.h"

/* RFC 4180: quoted where it holds a comma, a quote, a line break, or a space at an end; NULL is an empty
 * field and an empty text is "". Text is not altered for spreadsheets: names are restricted when read. */
void quote_csv(struct text *out, const char *field);
/* NULL is null. Controls and the line ends U+2028 and U+2029 are escaped. */
void quote_json(struct text *out, const char *string);
/* Bars, line breaks and angle brackets are escaped; NULL is empty. */
void quote_markdown(struct text *out, const char *cell);
/* The same, and what would be bold, code, a link or an entity shows as it is. */
void quote_markdown_text(struct text *out, const char *cell);

#endif
