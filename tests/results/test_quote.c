#include "results/quote.h"
#include <criterion/criterion.h>

static void expect(void (*quote)(struct text *, const char *), const char *from, const char *to) {
    struct text out = {0};
    text_add(&out, "");
    quote(&out, from);
    cr_assert_str_eq(out.bytes, to);
    text_free(&out);
}

Test(quote, csv_keeps_every_text_exact) {
    expect(quote_csv, "plain", "plain");
    expect(quote_csv, "two words", "two words");
    expect(quote_csv, "a,b", "\"a,b\"");
    expect(quote_csv, "say \"so\"", "\"say \"\"so\"\"\"");
    expect(quote_csv, "\"", "\"\"\"\"");
    expect(quote_csv, "line\nbreak", "\"line\nbreak\"");
    expect(quote_csv, "line\rbreak", "\"line\rbreak\"");
    expect(quote_csv, " space ", "\" space \"");
    expect(quote_csv, "=1+1", "=1+1");
    expect(quote_csv, "caf\xc3\xa9", "caf\xc3\xa9");
}

Test(quote, csv_tells_missing_from_empty) {
    expect(quote_csv, NULL, "");
    expect(quote_csv, "", "\"\"");
}

Test(quote, json_escapes_what_it_must) {
    expect(quote_json, NULL, "null");
    expect(quote_json, "", "\"\"");
    expect(quote_json, "a\"b\\c\nd\te\x01", "\"a\\\"b\\\\c\\nd\\u0009e\\u0001\"");
    expect(quote_json, "caf\xc3\xa9", "\"caf\xc3\xa9\"");
    expect(quote_json, "a\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\x7f", "\"a\\u2028\\u2029\xe2\x80\xaa\\u007f\"");
    expect(quote_json, "\xe2\x80", "\"\xe2\x80\"");
}

Test(quote, markdown_cannot_leave_its_cell) {
    expect(quote_markdown, "a|b\nc<script>", "a\\|b c&lt;script&gt;");
    expect(quote_markdown, NULL, "");
    expect(quote_markdown_text, NULL, "");
    expect(quote_markdown_text, "snake_case, a|b", "snake_case, a\\|b");
    expect(quote_markdown_text, "*b* `c` [d](e) &lt;\\", "\\*b\\* \\`c\\` \\[d\\](e) \\&lt;\\\\");
}
