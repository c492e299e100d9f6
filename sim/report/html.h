/* html: text and numbers as a page shows them. All append to the caller's text. */
#ifndef ICSIM_REPORT_HTML_H
#define ICSIM_REPORT_HTML_H

#include "base/text.h"

/* A text that cannot leave its place: & < > " ' are escaped. NULL is nothing. */
void html_text(struct text *out, const char *text);

/* JSON that stands inside a <script>: < > & and U+2028/9, which JSON has in strings only, become escapes. */
void html_json(struct text *out, const char *json);

/* "1,234.5" with a minus sign; with `sign` also "+1,234.5". "No data" where it is not finite. */
void html_number(struct text *out, double number, int decimals, bool sign);

/* A setting's path, escaped; where there is little room it is broken behind a dot. */
void html_path(struct text *out, const char *path);

/* A table of a kind of style.css ("wide", "summary"; NULL: plain) in a box of its own that scrolls, up to its caption, which is
 * escaped here; and its end. */
void html_table_begin(struct text *out, const char *kind, const char *caption);
void html_table_end(struct text *out);

/* `before` escaped text `after`: "<td>", "</td>". */
void html_in(struct text *out, const char *before, const char *text, const char *after);

#endif
