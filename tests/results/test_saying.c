/* Words for numbers, and sentences that hold together whatever is missing. */
#include "results/saying.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_text(struct text *text, const char *expected) {
    cr_expect_str_eq(text->bytes, expected);
    text_free(text);
}

Test(saying, durations_have_two_units_at_most) {
    static const struct { double minutes; const char *words; } cases[] = {
        {0, "0 min"}, {0.25, "15 s"}, {0.999, "1 min"}, {1, "1 min"}, {59.4, "59 min"}, {59.6, "1 h"}, {60, "1 h"},
        {133, "2 h 13 min"}, {1440, "24 h"}, {2879.4, "47 h 59 min"}, {2880, "2 d"}, {2939, "2 d 1 h"},
        {4560, "3 d 4 h"}, {14400, "10 d"}, {1439.0 + 9 * 1440, "10 d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0};
        say_duration(cases[i].minutes, &text);
        expect_text(&text, cases[i].words);
    }
}

Test(saying, dates_times_and_money) {
    struct network network = {.first_day = calendar_day((struct date){2026, 5, 3})};
    struct text text = {0};
    say_day(&network, 2 * 1440.0 + 847.9, &text);
    expect_text(&text, "Tue 5 May 2026");
    say_time(2 * 1440.0 + 847.9, &text);
    expect_text(&text, "14:07");
    say_iso(&network, 2 * 1440.0 + 847.9, &text);
    expect_text(&text, "2026-05-05T14:07:54");
    say_money(1234567890, &text);
    expect_text(&text, "GBP 1,234.57");
    say_money(-5e6, &text);
    expect_text(&text, "GBP -5.00");
    say_money(999995000, &text);
    expect_text(&text, "GBP 1,000.00");
    say_money(0, &text);
    expect_text(&text, "GBP 0.00");
}

/* With every number there, and with every one missing in turn, no sign of the sentence's form is left, and JSON is
 * JSON. */
Test(saying, every_sentence_holds_together) {
    struct network network;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {"experiment/data/town_partners.cfg"}});
    for (uint32_t kind = 0; kind < HAPPENING_KINDS; kind++)
        for (int missing = -1; missing < FOLLOW_NUMBERS; missing++) {
            struct happening happening = {.minute = 10, .kind = kind};
            if (missing >= 0) happening.number[missing] = NAN;
            struct text text = {0}, json = {0};
            say_happening(&network, &happening, &text);
            cr_assert(text.length > 0 && strpbrk(text.bytes, "{}[]") == NULL, "%s: %s", say_kind(kind),
                      text.bytes);
            text_add(&json, "{\"a\": 0");
            say_happening_json(&network, &happening, &json);
            text_add(&json, "}");
            json_t *parsed = json_loads(json.bytes, JSON_REJECT_DUPLICATES, NULL);
            cr_assert(parsed != NULL, "%s: %s", say_kind(kind), json.bytes);
            json_decref(parsed);
            text_free(&text);
            text_free(&json);
        }
    network_free(&network);
}

Test(saying, the_readme_explains_every_kind) {
    struct text expected = {0}, found = {0};
    char line[4096];
    FILE *readme = fopen(ICSIM_SOURCE_DIR "/results/README.md", "r");
    cr_assert(readme != NULL);
    while (fgets(line, sizeof line, readme) != NULL) text_add(&found, line);
    fclose(readme);
    say_describe(&expected);
    cr_assert(strstr(found.bytes, expected.bytes) != NULL, "results/README.md should hold:\n%s", expected.bytes);
    text_free(&expected);
    text_free(&found);
}

Test(saying, numbers_are_found_by_the_names_in_their_sentence) {
    struct happening happening = {.kind = HAPPENS_lost_patience, .number = {60, 3}};
    cr_expect_eq(say_number(&happening, "wait", "duration"), 60);
    cr_expect_eq(say_number(&happening, "next", "next"), 3);
    cr_expect(isnan(say_number(&happening, "wait", "km")));
    cr_expect_str_eq(say_kind(HAPPENS_lost_patience), "lost_patience");
    cr_expect_str_eq(say_verdict(VERDICT_BEYOND), "outside");
}
