#include "report/html.h"
#include <criterion/criterion.h>
#include <math.h>

static void expect(struct text *out, const char *expected) {
    cr_assert_str_eq(out->bytes, expected);
    text_free(out);
}

Test(html, a_text_cannot_leave_its_place) {
    struct text out = {0};
    html_text(&out, "</script><b a=\"1\" c='2'>&amp; \xd7\x90");
    expect(&out, "&lt;/script&gt;&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp; \xd7\x90");
}

Test(html, nothing_is_added_for_no_text) {
    struct text out = {0};
    html_text(&out, NULL);
    cr_assert_eq(out.length, 0);
}

Test(html, json_in_a_script_cannot_end_it) {
    struct text out = {0};
    html_json(&out, "\"</script><!-- & \xe2\x80\xa8\xe2\x80\xa9\"");
    expect(&out, "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029\"");
}

Test(html, numbers_have_commas_a_minus_and_no_negative_zero) {
    static const struct { double number; int decimals; bool sign; const char *shown; } rows[] = {
        {0, 1, true, "0.0"}, {-0.04, 1, true, "0.0"}, {999.5, 1, false, "999.5"}, {1234567.89, 1, false, "1,234,567.9"},
        {-1234, 0, false, "\xe2\x88\x92" "1,234"}, {12.34, 1, true, "+12.3"}, {NAN, 1, true, "No data"}, {INFINITY, 0, false, "No data"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text out = {0};
        html_number(&out, rows[i].number, rows[i].decimals, rows[i].sign);
        expect(&out, rows[i].shown);
    }
}
