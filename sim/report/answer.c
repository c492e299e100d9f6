/* The question and the answer: three sentences, each computed. Which measure a sentence is about follows a rule that the page
 * states: of waits the first whose mean changes clearly in most scenarios, of journeys the first in the same way, of money
 * what all organisations' care costs. */
#include "report/finding.h"
#include "report/html.h"
#include "report/section.h"
#include <math.h>
#include <string.h>

static const char *summary_text(const struct report *report, int64_t number, const char *column) {
    for (uint32_t row = 0; row < report->summary.rows; row++)
        if ((int64_t)grid_number_of(&report->summary, row, "number") == number)
            return grid_text_of(&report->summary, row, column);
    return NULL;
}

/* The summary's row whose column has this text and which is of this measure (NULL: any); 0 where there is none. */
static int64_t number_of(const struct report *report, const char *column, const char *text, const char *measure) {
    const struct grid *summary = &report->summary;
    for (uint32_t row = 0; row < summary->rows; row++) {
        const char *found = grid_text_of(summary, row, column), *of = grid_text_of(summary, row, "measure");
        if (found != NULL && strcmp(found, text) == 0 && (measure == NULL || (of != NULL && strcmp(of, measure) == 0)))
            return (int64_t)grid_number_of(summary, row, "number");
    }
    return 0;
}

/* "29.3 min longer (...) with A, no clear difference (...) with B". */
static void say_each(const struct report *report, int64_t number, struct text *out) {
    for (uint32_t arm = 1; arm < report->arm.rows; arm++) {
        struct difference difference;
        text_add(out, arm == 1 ? "" : arm + 1 == report->arm.rows ? " and " : ", ");
        if (finding_of_summary(report, number, arm, &difference))
            finding_say(&difference, out);
        else
            text_add(out, "no data");
        if (report->arm.rows > 2)
            text_add_format(out, " with %s", report_name(report, arm));
    }
}

static void add_sentence(const struct report *report, const char *subject, const char *heading, int64_t number, struct text *html) {
    struct text sentence = {0};
    text_add_format(&sentence, "%s%s%s: ", subject, heading == NULL ? "" : ", ", heading == NULL ? "" : heading);
    say_each(report, number, &sentence);
    text_add(&sentence, ".");
    text_add(html, "<li>");
    html_text(html, sentence.bytes);
    text_add(html, "</li>\n");
    html->failed |= sentence.failed;
    text_free(&sentence);
}

/* One scenario alone: values, no differences. */
static void add_value(const struct report *report, const char *subject, const char *heading, int64_t number, struct text *html) {
    struct difference value;
    struct text sentence = {0};
    if (!finding_of_summary(report, number, 0, &value))
        return;
    text_add_format(&sentence, "%s%s%s: ", subject, heading == NULL ? "" : ", ", heading == NULL ? "" : heading);
    finding_quantity(&value, false, &sentence);
    text_add(&sentence, ".");
    text_add(html, "<li>");
    html_text(html, sentence.bytes);
    text_add(html, "</li>\n");
    html->failed |= sentence.failed;
    text_free(&sentence);
}

static void add_question(const struct report *report, struct text *html) {
    text_add(html, "<p class=\"question\">");
    if (report->arm.rows == 1) {
        text_add(html, "What comes of it: ");
        html_text(html, report_title(report, 0));
        text_add(html, "?</p>\n");
        return;
    }
    text_add(html, "What changes for patients and for those who pay, against \xe2\x80\x9c");
    html_text(html, report_title(report, 0));
    text_add(html, "\xe2\x80\x9d, with");
    for (uint32_t arm = 1; arm < report->arm.rows; arm++) {
        text_add(html, arm == 1 ? " \xe2\x80\x9c" : arm + 1 == report->arm.rows ? " or \xe2\x80\x9c" : ", \xe2\x80\x9c");
        html_text(html, report_title(report, arm));
        text_add(html, "\xe2\x80\x9d");
    }
    text_add(html, "?</p>\n");
}

enum status section_answer(const struct report *report, struct text *html, struct text *why) {
    (void)why;
    const struct { const char *subject; int64_t number; bool with_heading; } sentences[] = {
        {"Waiting", number_of(report, "subject", report->wait, "mean_minutes"), true},
        {"Travel", number_of(report, "subject", report->travel, "mean_minutes"), true},
        {"Cost of all organisations", number_of(report, "label", "all organisations: cost", NULL), false},
    };
    add_question(report, html);
    text_add(html, "<ol class=\"answer\">\n");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].number > 0)
            (report->arm.rows > 1 ? add_sentence : add_value)(report, sentences[i].subject,
                sentences[i].with_heading ? summary_text(report, sentences[i].number, "heading") : NULL, sentences[i].number, html);
    text_add(html, "</ol>\n");
    text_add_format(html, "<p class=\"note\">%s replications of %s to %s on the same simulated people, seed %s. ",
                    report_run(report, "replications"), report_run(report, "window_from"), report_run(report, "window_to"),
                    report_run(report, "seed"));
    if (report->arm.rows > 1)
        text_add(html, "A wait or a journey is told by the standard whose mean changes clearly in most scenarios, the first of equals; "
                       "a direction is said only where the interval of the paired difference excludes zero. ");
    text_add(html, "Intervals hold the simulation\xe2\x80\x99s chance; what was assumed is not in them: see the assumptions.</p>\n");
    return STATUS_OK;
}
