/* The question and the answer: three sentences, each computed. Which measure a sentence is about follows a rule that the page
 * states: of waits and of journeys the standard in which the most people come to be within or beyond the target
 * (charts/main_standard.sql), of money what all organisations' care costs. What else changes stands below in a list. */
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

/* A sentence about a row of the summary: of one scenario alone its value, else the others' differences. */
static void add_sentence(const struct report *report, const char *subject, const char *heading, int64_t number, struct text *html) {
    struct difference value;
    struct text sentence = {0};
    bool alone = report->arm.rows == 1;
    if (alone && !finding_of_summary(report, number, 0, &value))
        return;
    text_add_format(&sentence, "%s%s%s: ", subject, heading == NULL ? "" : ", ", heading == NULL ? "" : heading);
    if (alone)
        finding_quantity(&value, false, &sentence);
    else
        say_each(report, number, &sentence);
    text_add(&sentence, ".");
    html_in(html, "<li>", sentence.bytes, "</li>\n");
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

/* ---- what else must not be overlooked ------------------------------------------------------------------- */

/* "With A also longer: ...; shorter: ...": standards but those told above, whose own interval excludes zero. */
static const char also_sql[] =
    "SELECT a.number, CASE WHEN s.value > 0 THEN 'longer' ELSE 'shorter' END AS way, GROUP_CONCAT(t.name || ' ' || "
    "CASE WHEN s.unit = 'd' THEN printf('%.1f days', ABS(s.value)) ELSE printf('%.1f min', ABS(s.value)) END || "
    "CASE WHEN s.word IS NULL THEN ' (by itself)' ELSE '' END, '; ') AS told FROM (SELECT * FROM summary ORDER BY number) s "
    "JOIN arm a ON a.arm = s.arm JOIN standard t ON t.standard = s.subject WHERE s.measure = 'mean_minutes' AND "
    "s.shows = 'difference' AND (s.low > 0 OR s.high < 0) AND s.subject NOT IN (:wait, :travel) GROUP BY a.number, way ORDER BY a.number, way";

static enum status add_also_longer(const struct report *report, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(report, also_sql, &rows, why);
    if (status != STATUS_OK)
        return status;
    for (uint32_t row = 0; row < rows.rows; row++) {
        struct text said = {0};
        text_add_format(&said, "Also %s with %s: %s.", grid_text(&rows, row, 1), report_name(report, (uint32_t)grid_number(&rows, row, 0)),
                        grid_text(&rows, row, 2));
        html_in(html, "<li>", said.bytes, "</li>\n");
        html->failed |= said.failed;
        text_free(&said);
    }
    grid_free(&rows);
    return STATUS_OK;
}

/* From when on scenarios differ: figures are of the whole window, which may hold little of what was changed. */
static enum status add_since_when(const struct report *report, struct text *html, struct text *why) {
    struct grid lines;
    struct text note = {0};
    enum status status = report_query(report, "SELECT text FROM note WHERE about = 'reading' ORDER BY line", &lines, why);
    if (status != STATUS_OK)
        return status;
    for (uint32_t row = 0; row < lines.rows; row++)
        text_add_format(&note, "%s%s", row == 0 ? "" : " ", grid_text(&lines, row, 0));
    grid_free(&lines);
    static const char last[] = "the days before included.";
    char *end = note.bytes == NULL ? NULL : strstr(note.bytes, last);
    if (end != NULL) {
        end[sizeof last - 1] = '\0';
        html_in(html, "<li>", note.bytes, "</li>\n");
    }
    html->failed |= note.failed;
    text_free(&note);
    return STATUS_OK;
}

static enum status add_beside(const struct report *report, struct text *html, struct text *why) {
    struct grid unseen;
    struct text part = {0};
    enum status status = report_query(report, "SELECT DISTINCT number, label FROM summary WHERE measure IN ('left_waiting_per_year', "
                                              "'turned_away_per_year', 'balked_per_year', 'cancelled_per_year') OR heading LIKE "
                                              "'people who were turned away%' ORDER BY number", &unseen, why);
    if (status != STATUS_OK)
        return status;
    for (uint32_t row = 0; row < unseen.rows; row++)
        add_sentence(report, "People", grid_text(&unseen, row, 1), (int64_t)grid_number(&unseen, row, 0), &part);
    grid_free(&unseen);
    int64_t by_care = number_of(report, "label", "all organisations: of it by care given", NULL);
    if (by_care > 0)
        add_sentence(report, "Of the cost, by care given (care not given costs nothing)", NULL, by_care, &part);
    status = add_also_longer(report, &part, why);
    if (status == STATUS_OK)
        status = add_since_when(report, &part, why);
    if (status == STATUS_OK && part.length > 0) {
        text_add(html, "<p>Beside them:</p>\n<ul>\n");
        text_add(html, part.bytes);
        text_add(html, "</ul>\n");
    }
    html->failed |= part.failed;
    text_free(&part);
    return status;
}

enum status section_answer(const struct report *report, struct text *html, struct text *why) {
    char from[REPORT_DATE], to[REPORT_DATE];
    enum status status = STATUS_OK;
    const struct { const char *subject; int64_t number; bool with_heading; } sentences[] = {
        {"Waiting", number_of(report, "subject", report->wait, "mean_minutes"), true},
        {"Travel", number_of(report, "subject", report->travel, "mean_minutes"), true},
        {"Cost of all organisations", number_of(report, "label", "all organisations: cost", NULL), false},
    };
    add_question(report, html);
    text_add(html, "<ol class=\"answer\">\n");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].number > 0)
            add_sentence(report, sentences[i].subject,
                         sentences[i].with_heading ? summary_text(report, sentences[i].number, "heading") : NULL, sentences[i].number, html);
    text_add(html, "</ol>\n");
    if (report->arm.rows > 1)
        status = add_beside(report, html, why);
    text_add_format(html, "<p class=\"note\">%s replications of %s to %s on the same simulated people, seed %s. ",
                    report_run(report, "replications"), report_date(report, "window_from", from), report_date(report, "window_to", to),
                    report_run(report, "seed"));
    if (report->arm.rows > 1)
        text_add(html, "A wait or a journey is told by the standard in which a scenario brings the most people within or beyond the target. "
                       "A direction is said only where the interval of the paired difference excludes zero; \xe2\x80\x9c" "by itself\xe2\x80\x9d where "
                       "the wider interval, which holds together with all other differences shown, does not. ");
    text_add(html, "Intervals hold the simulation\xe2\x80\x99s chance; what was assumed is not in them: see the assumptions.</p>\n");
    return status;
}
