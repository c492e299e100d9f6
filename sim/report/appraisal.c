/* Options appraisal: scenario by criterion. A criterion is a query that gives a scenario's number and either a text or a
 * difference, which is put in words. */
#include "report/finding.h"
#include "report/html.h"
#include "report/section.h"
#include <math.h>
#include <string.h>

struct criterion { const char *group, *name, *sql; };

/* How many means of standards of one kind change in one direction: clearly, and by their own intervals only. */
#define STANDARDS(kind, said, beyond) \
    "SELECT a.number, COUNT(CASE s.word WHEN '" said "' THEN 1 END) || ' of ' || COUNT(*) || CASE WHEN " \
    "SUM(s.word IS NULL AND s." beyond ") > 0 THEN '; ' || SUM(s.word IS NULL AND s." beyond ") || ' more by themselves' ELSE '' END " \
    "AS text FROM summary s JOIN arm a ON a.arm = s.arm JOIN standard t ON t.standard = s.subject WHERE s.shows = 'difference' AND " \
    "s.measure = 'mean_minutes' AND t.kind = '" kind "' GROUP BY a.number"

/* A slope or a gap of each standard that has one and where it changes. */
#define INDEX_OF(what) \
    "SELECT a.number, IFNULL(t.name, s.label) || ': ' || s.text || ' ' || s.unit AS text FROM summary s JOIN arm a ON a.arm = s.arm " \
    "LEFT JOIN standard t ON s.label LIKE t.standard || ': %' WHERE s.shows = 'difference' AND s.measure IS NULL AND s.what LIKE '" what \
    "' AND s.value <> 0"

#define COST_OF(organisation) \
    "SELECT a.number, s.value, s.low, s.high, s.simultaneous_low, s.simultaneous_high, s.unit, s.measure FROM summary s JOIN arm a ON " \
    "a.arm = s.arm WHERE s.shows = 'difference' AND s.label = '" organisation "'"

static const struct criterion criterion_list[] = {
    {"Access", "Waits clearly shorter", STANDARDS("clock", "shorter", "high < 0")},
    {"Access", "Waits clearly longer", STANDARDS("clock", "longer", "low > 0")},
    {"Access", "Journeys clearly shorter", STANDARDS("travel", "shorter", "high < 0")},
    {"Access", "Journeys clearly longer", STANDARDS("travel", "longer", "low > 0")},
    {"Equity", "Slope of the mean from the least to the most disadvantaged, by standard",
     INDEX_OF("slope %")},
    {"Equity", "Gap of the mean between areas, by standard",
     INDEX_OF("gap %")},
    {"Cost", "Cost of all organisations", COST_OF("all organisations: cost")},
    {"Cost", "Present value of that cost",
     "SELECT a.number, v.difference_gbp / 1e6 AS value, v.difference_low / 1e6 AS low, v.difference_high / 1e6 AS high, "
     "v.difference_low / 1e6 AS simultaneous_low, v.difference_high / 1e6 AS simultaneous_high, 'GBP m' AS unit, NULL AS measure "
     "FROM value v JOIN arm a ON a.arm = v.arm WHERE v.measure = 'cost' AND v.organisation = 'all' AND v.period = 'all' AND "
     "v.difference_gbp IS NOT NULL"},
    {"Cost", "Clearly better off (received - paid - cost)",
     "SELECT a.number, o.name AS text FROM summary s JOIN arm a ON a.arm = s.arm JOIN organisation o ON o.organisation = s.subject "
     "WHERE s.measure = 'position_gbp' AND s.shows = 'difference' AND s.word = 'better off' ORDER BY s.number"},
    {"Cost", "Clearly worse off",
     "SELECT a.number, o.name AS text FROM summary s JOIN arm a ON a.arm = s.arm JOIN organisation o ON o.organisation = s.subject "
     "WHERE s.measure = 'position_gbp' AND s.shows = 'difference' AND s.word = 'worse off' ORDER BY s.number"},
    {"People", "Turned away, turned round, cancelled or left without being seen",
     "SELECT a.number, s.label || ': ' || s.text || ' ' || s.unit AS text FROM summary s JOIN arm a ON a.arm = s.arm WHERE "
     "s.shows = 'difference' AND s.heading LIKE 'people who were turned away%'"},
    {"Outcomes", "Expected events a year, with both kinds of doubt",
     "SELECT a.number, d.outcome || ': ' || printf('%+.1f', d.per_year) || ' (' || printf('%+.1f', d.low) || ' to ' || "
     "printf('%+.1f', d.high) || ')' AS text FROM outcome_difference d JOIN arm a ON a.arm = d.arm WHERE d.area = 'all' AND "
     "d.dimension = 'all'"},
    {"Beds", "NHS bed-closure test: other capacity in place before beds close",
     "SELECT a.number, CASE WHEN COUNT(b.date) = 0 THEN 'no bed closes' WHEN MIN(b.passes) = 1 THEN 'passes on all ' || COUNT(*) || "
     "' dates' ELSE 'FAILS on ' || SUM(1 - b.passes) || ' of ' || COUNT(*) || ' dates, first ' || MIN(CASE WHEN b.passes = 0 THEN b.date "
     "END) END AS text FROM arm a LEFT JOIN bed_closure b ON b.arm = a.arm WHERE EXISTS (SELECT 1 FROM bed_closure) AND a.number > 0 "
     "GROUP BY a.number"},
};

static void say_row(const struct grid *rows, uint32_t row, struct text *out) {
    if (grid_has_column(rows, "text")) {
        text_add(out, grid_text_of(rows, row, "text") == NULL ? "No data" : grid_text_of(rows, row, "text"));
        return;
    }
    struct difference difference = {
        grid_number_of(rows, row, "value"), grid_number_of(rows, row, "low"), grid_number_of(rows, row, "high"),
        grid_number_of(rows, row, "simultaneous_low"), grid_number_of(rows, row, "simultaneous_high"),
        grid_text_of(rows, row, "unit"), grid_text_of(rows, row, "measure")};
    finding_say(&difference, out);
}

/* All that a criterion says of a scenario, one under the other. */
static void add_cell(const struct grid *rows, uint32_t arm, struct text *html) {
    bool any = false;
    text_add(html, "<td>");
    for (uint32_t row = 0; row < rows->rows; row++) {
        struct text said = {0};
        if ((uint32_t)grid_number(rows, row, 0) != arm)
            continue;
        say_row(rows, row, &said);
        text_add(html, any ? "<br>" : "");
        html_text(html, said.bytes);
        html->failed |= said.failed;
        text_free(&said);
        any = true;
    }
    text_add(html, any ? "</td>" : "none</td>");
}

static enum status add_criterion(const struct report *report, const struct criterion *criterion, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(report, criterion->sql, &rows, why);
    if (status != STATUS_OK)
        return status;
    if (rows.rows > 0) {
        text_add_format(html, "<tr><th scope=\"row\"><small>%s</small><br>%s</th>", criterion->group, criterion->name);
        for (uint32_t arm = 1; arm < report->arm.rows; arm++)
            add_cell(&rows, arm, html);
        text_add(html, "</tr>\n");
    }
    grid_free(&rows);
    return STATUS_OK;
}

enum status section_appraisal(const struct report *report, struct text *html, struct text *why) {
    if (report->arm.rows < 2)
        return STATUS_OK;
    text_add(html, "<p>Against \xe2\x80\x9c");
    html_text(html, report_title(report, 0));
    text_add(html, "\xe2\x80\x9d. Clearly means that all differences shown hold together at 95 %; present values and expected events "
                          "have intervals standing alone.</p>\n");
    html_table_begin(html, NULL, "Each scenario by each criterion");
    text_add(html, "<thead><tr><th scope=\"col\">Criterion</th>");
    for (uint32_t arm = 1; arm < report->arm.rows; arm++) {
        text_add(html, "<th scope=\"col\">");
        html_text(html, report_name(report, arm));
        text_add(html, "</th>");
    }
    text_add(html, "</tr></thead>\n<tbody>\n");
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof criterion_list / sizeof *criterion_list && status == STATUS_OK; i++)
        status = add_criterion(report, &criterion_list[i], html, why);
    text_add(html, "</tbody>\n");
    html_table_end(html);
    return status;
}
