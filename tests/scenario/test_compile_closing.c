#include "network/closing.h"
#include "support/compiled.h"

#include <criterion/criterion.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"

/* 10 packages are 10 beds, 6 nurses 3. A move closes nothing; what opens on the day itself is not there before; a site
 * whose only service closes has no beds (45 at b, 5 of them from a). */
Test(compile_closing, beds_are_held_against_what_was_there_the_day_before) {
    struct network n = compiled(DATA "closing.cfg", NULL);
    static const struct { const char *date; double closing, closed, opened; bool passes; } known[] = {
        {"2026-06-01", 10, 10, 10, true}, {"2026-07-01", 3, 13, 10, false}, {"2026-09-01", 45, 55, 13, false}};
    cr_assert_eq(n.bed_closing_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct bed_closing *at = &n.bed_closing[i];
        char date[11];
        calendar_format(at->day, date);
        cr_expect_str_eq(date, known[i].date);
        must_be_near(at->closing, known[i].closing, 1e-9, "closing");
        must_be_near(at->closed, known[i].closed, 1e-9, "closed");
        must_be_near(at->opened, known[i].opened, 1e-9, "opened");
        cr_expect_eq(at->passes, known[i].passes, "%s", date);
    }
    network_free(&n);
}

static void expect_said(const struct network *n, uint32_t arm, const char *expected) {
    struct text text = {0};
    closing_say(n, arm, &text);
    cr_expect_str_eq(text.length == 0 ? "" : text.bytes, expected);
    text_free(&text);
}

Test(compile_closing, each_scenario_has_its_verdict) {
    struct network n = compiled(DATA "closing.cfg", NULL);
    expect_said(&n, 0, "Bed closures, closing: FAIL on 2 of 3 dates; by the first of these, 2026-07-01, 13.0 beds are closed "
                       "and capacity worth 10.0 was opened before.");
    network_free(&n);
    n = compiled("scenarios/examples/bed_closure.cfg", "scenarios/examples/bed_closure_first.cfg");
    expect_said(&n, 0, "Bed closures, bed_closure: pass, other capacity was in place before each of 2 dates; by the last, "
                       "2026-10-01, 48.0 beds are closed and capacity worth 50.0 was opened before.");
    expect_said(&n, 1, "Bed closures, bed_closure_first: FAIL on 2 of 2 dates; by the first of these, 2026-04-01, 24.0 beds "
                       "are closed and capacity worth 0.0 was opened before.");
    network_free(&n);
    n = compiled(DATA "small.cfg", NULL);
    expect_said(&n, 0, "");
    network_free(&n);
}
