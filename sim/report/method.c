/* What was simulated and how, what is assumed, where figures come from, and what is not in the intervals. */
#include "report/html.h"
#include "report/section.h"
#include "report/words.h"
#include "scenario/explanation_words.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what and how --------------------------------------------------------------------------------------- */

static void add_count(struct text *html, double count, const char *one, const char *many) {
    html_number(html, count, 0, false);
    text_add_format(html, " %s", count == 1 ? one : many); /* exact: a count */
}

static enum status add_what(const struct report *report, struct text *html, struct text *why) {
    static const char sql[] =
        "SELECT (SELECT COUNT(*) FROM pathway) AS pathways, (SELECT SUM(steps) FROM pathway) AS steps, "
        "(SELECT COUNT(*) FROM site WHERE kind = 'site') AS sites, (SELECT COUNT(*) FROM site WHERE kind = 'team') AS teams, "
        "(SELECT COUNT(*) FROM organisation) AS organisations, (SELECT COUNT(*) FROM area) AS areas, "
        "(SELECT SUM(people) FROM area) AS people, (SELECT COUNT(*) FROM standard) AS standards, "
        "(SELECT AVG(n) FROM (SELECT SUM(s.arrived) AS n FROM step s JOIN pathway p ON p.first_step = s.step JOIN arm a ON a.arm = "
        "s.arm WHERE a.number = 0 AND s.period = 'all' GROUP BY s.replication)) AS arrivals";
    static const struct { const char *column, *one, *many, *after; } told[] = {
        {"pathways", "pathway", "pathways", " of "}, {"steps", "step", "steps in all", ", at "}, {"sites", "site", "sites", " and by "},
        {"teams", "team", "teams", " of "}, {"organisations", "organisation", "organisations", ", for "},
        {"areas", "area", "areas", ". "},
    };
    struct grid counts;
    enum status status = report_query(report, sql, &counts, why);
    if (status != STATUS_OK)
        return status;
    text_add(html, "<h3>What was simulated</h3>\n<p>A discrete-event simulation: each person comes with a need, chooses or is sent to a "
                   "site or team, waits where there is no room, takes up places and staff for as long as their care lasts, and goes on "
                   "to what follows. There are ");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        add_count(html, grid_number_of(&counts, 0, told[i].column), told[i].one, told[i].many);
        text_add(html, told[i].after);
    }
    html_number(html, grid_number_of(&counts, 0, "people"), 0, false);
    text_add(html, " people live there, and in one replication about ");
    html_number(html, grid_number_of(&counts, 0, "arrivals"), 0, false);
    html_in(html, " come to the first step of a pathway (under ", report_name(report, 0), ", within the window).</p>\n");
    grid_free(&counts);
    return STATUS_OK;
}

static enum status add_reading(const struct report *report, struct text *html, struct text *why) {
    struct grid notes;
    enum status status = report_query(report, "SELECT text FROM note WHERE about = 'reading' ORDER BY line", &notes, why);
    if (status != STATUS_OK)
        return status;
    if (notes.rows > 0)
        text_add(html, "<details><summary>What the run says of its figures</summary>\n<p>");
    for (uint32_t row = 0; row < notes.rows; row++)
        html_in(html, row > 0 ? " " : "", grid_text(&notes, row, 0), "");
    text_add(html, notes.rows > 0 ? "</p>\n</details>\n" : "");
    grid_free(&notes);
    return STATUS_OK;
}

static void add_how(const struct report *report, struct text *html) {
    text_add_format(html, "<h3>How it was simulated</h3>\n<ul>\n<li>%s replications, each another year as it might come, with seed %s.</li>\n",
                    report_run(report, "replications"), report_run(report, "seed"));
    if (report->arm.rows > 1)
        text_add(html, "<li>Common random numbers: every scenario is given the very same people, who come at the same time with the same "
                       "needs and the same luck. So a difference between scenarios comes from the scenarios, and not from other "
                       "people having fallen ill.</li>\n");
    text_add_format(html, "<li>Warm-up: each replication starts on %s and runs %s days before anything is measured, so that places and "
                          "lines have filled; its length was ", report_run(report, "starts"), report_run(report, "warm_up_days"));
    if (strcmp(report_run(report, "warm_up_by"), "given") == 0)
        text_add(html, "given by the scenario.</li>\n");
    else
        html_in(html, "found by ", report_run(report, "warm_up_by"), ".</li>\n");
    text_add_format(html, "<li>Window: what begins from %s until %s (00:00) is counted.</li>\n<li>Follow-up: those who came within the window are "
                          "followed until %s; a clock that still runs then counts for as long as it has run, \xe2\x80\x9c" "at "
                          "least\xe2\x80\x9d.</li>\n", report_run(report, "window_from"), report_run(report, "window_to"), report_run(report, "follow_to"));
    text_add_format(html, "<li>Intervals: 95 %% intervals of the mean over replications (Student\xe2\x80\x99s t)%s.</li>\n</ul>\n",
                    report->arm.rows > 1 ? "; of a difference, over the differences of each replication. Longer or shorter, more or less is "
                                           "said where that leaves out zero; clearly, and in bold, only where the wider interval that holds "
                                           "together with all others shown (Bonferroni) does too" : "");
}

/* ---- assumptions and sources ---------------------------------------------------------------------------- */

static enum status add_declared(const struct report *report, struct text *html, size_t *count, struct text *why) {
    struct grid rows;
    enum status status = report_query(report, "SELECT s.about AS setting, s.value, s.low, s.high, s.unit, s.because, a.name AS scenario, a.number FROM "
                                              "assumption s LEFT JOIN arm a ON a.arm = s.arm ORDER BY a.number, s.rowid", &rows, why);
    if (status != STATUS_OK)
        return status;
    *count = rows.rows;
    if (rows.rows == 0) {
        text_add(html, "<p>The scenarios declare no assumption with a range; they could, in <code>assumptions</code>.</p>\n");
    } else {
        html_table_begin(html, "wide", "Assumptions with the range in which the truth may lie");
        text_add(html, "<thead><tr><th scope=\"col\">Setting</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\" class=\"n\">Low</th>"
                       "<th scope=\"col\" class=\"n\">High</th><th scope=\"col\">Unit</th><th scope=\"col\">Because</th></tr></thead>\n<tbody>\n");
    }
    for (uint32_t row = 0; row < rows.rows; row++) {
        static const char *const numbers[] = {"value", "low", "high"};
        text_add(html, "<tr><th scope=\"row\">");
        html_path(html, grid_text_of(&rows, row, "setting"));
        if (grid_number_of(&rows, row, "number") > 0)
            html_in(html, " <small>(", grid_text_of(&rows, row, "scenario"), ")</small>");
        text_add(html, "</th>");
        for (size_t i = 0; i < 3; i++) {
            struct text number = {0};
            if (grid_text_of(&rows, row, numbers[i]) == NULL)
                text_add(&number, "No data");
            else
                explanation_number(grid_number_of(&rows, row, numbers[i]), &number);
            html_in(html, "<td class=\"n\">", number.bytes, "</td>");
            html->failed |= number.failed;
            text_free(&number);
        }
        html_in(html, "<td>", grid_text_of(&rows, row, "unit"), "</td>");
        html_in(html, "<td class=\"says\">", grid_text_of(&rows, row, "because"), "</td></tr>\n");
    }
    if (rows.rows > 0) {
        text_add(html, "</tbody>\n");
        html_table_end(html);
    }
    grid_free(&rows);
    return STATUS_OK;
}

/* Where a remark stands, and in which scenario if not in all. */
static void add_place(const struct report *report, const struct remark *remark, struct text *html) {
    html_path(html, remark->path[0] == '\0' ? "the whole scenario" : remark->path);
    if (remark->arms == report->arm.rows)
        return;
    html_in(html, " <small>(", report_name(report, remark->arm), "");
    if (remark->arms > 1)
        text_add_format(html, " and %u more", (unsigned)remark->arms - 1);
    text_add(html, ")</small>");
}

enum { VALUE_BYTES = 220 };

/* Cut between two of its parts where it is long. */
static void add_value(const struct setting *setting, struct text *html) {
    struct text words = {0};
    if (setting->parent == NULL) {
        text_add(html, "all of it");
        return;
    }
    words_of_setting(setting, &words);
    if (words.length > VALUE_BYTES) {
        size_t end = VALUE_BYTES;
        while (end > 0 && words.bytes[end] != ',' && words.bytes[end] != ';')
            end--;
        words.bytes[end] = '\0';
        html_in(html, "", words.bytes, end > 0 ? ", and more" : "see the inputs");
    } else {
        html_text(html, words.bytes);
    }
    html->failed |= words.failed;
    text_free(&words);
}

static size_t count_marked(const struct remark_list *list, const char *mark) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += remark_is(&list->item[i], mark);
    return count;
}

static void add_marked(const struct report *report, const struct remark_list *list, struct text *html) {
    size_t count = count_marked(list, "assumption");
    if (count == 0) {
        text_add(html, "<p>No figure of the inputs is marked as an assumption (<code>mark = \"assumption\"</code>).</p>\n");
        return;
    }
    text_add_format(html, "<details><summary>Figures that the inputs mark as assumptions: %zu</summary>\n", count);
    html_table_begin(html, "wide", "Figures marked as assumptions in the inputs");
    text_add(html, "<thead><tr><th scope=\"col\">Setting</th><th scope=\"col\">What it says</th><th scope=\"col\">What is said of it</th></tr></thead>\n"
                   "<tbody>\n");
    for (size_t i = 0; i < list->count; i++) {
        const struct remark *remark = &list->item[i];
        if (!remark_is(remark, "assumption"))
            continue;
        text_add(html, "<tr><th scope=\"row\">");
        add_place(report, remark, html);
        text_add(html, "</th><td>");
        add_value(remark->at, html);
        html_in(html, "</td><td class=\"says\">", remark->source != NULL ? remark->source : remark->note != NULL ? remark->note : "Not stated; say it in source",
                "</td></tr>\n");
    }
    text_add(html, "</tbody>\n");
    html_table_end(html);
    text_add(html, "</details>\n");
}

enum { PLACES_TOLD = 3 };

/* One source, at the first remark that names it, with where it is used. */
static void add_source(const struct remark_list *list, size_t first, struct text *html) {
    size_t places = 0;
    html_in(html, "<tr><td class=\"says\">", list->item[first].source, "</td><td>");
    for (size_t i = first; i < list->count; i++) {
        if (list->item[i].source == NULL || strcmp(list->item[i].source, list->item[first].source) != 0)
            continue;
        if (places++ < PLACES_TOLD) {
            text_add(html, places > 1 ? ", " : "");
            html_path(html, list->item[i].path[0] == '\0' ? "the whole scenario" : list->item[i].path);
        }
    }
    if (places > PLACES_TOLD)
        text_add_format(html, " and %zu more", places - PLACES_TOLD);
    text_add(html, "</td></tr>\n");
}

static bool is_first(const struct remark_list *list, size_t at) {
    const char *source = list->item[at].source;
    for (size_t i = 0; i < at && source != NULL; i++)
        if (list->item[i].source != NULL && strcmp(list->item[i].source, source) == 0)
            return false;
    return source != NULL;
}

static void add_sources(const struct remark_list *list, struct text *html) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += is_first(list, i);
    if (count == 0) {
        text_add(html, "<p id=\"sources\">The inputs name no source (<code>source</code>).</p>\n");
        return;
    }
    text_add_format(html, "<details id=\"sources\"><summary>Sources that the inputs name: %zu</summary>\n", count);
    html_table_begin(html, "wide", "Sources of figures, each once");
    text_add(html, "<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Of what</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < list->count; i++)
        if (is_first(list, i))
            add_source(list, i, html);
    text_add(html, "</tbody>\n");
    html_table_end(html);
    text_add(html, "</details>\n");
}

static enum status add_remarks(const struct report *report, struct text *html, size_t *marked) {
    struct remark_list list = {0};
    if (!report_has_inputs(report)) {
        html_in(html, "<p>What the inputs say of their figures cannot be told: they cannot be read again: ", report->no_inputs, ".</p>\n");
        return STATUS_OK;
    }
    enum status status = remarks_find(&report->inputs.set, &list);
    if (status != STATUS_OK)
        return status;
    *marked = count_marked(&list, "assumption");
    add_marked(report, &list, html);
    text_add(html, "<h3>Sources</h3>\n");
    add_sources(&list, html);
    remark_list_free(&list);
    return STATUS_OK;
}

/* ---- limits --------------------------------------------------------------------------------------------- */

static enum status add_limits(const struct report *report, size_t assumptions, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(report, "SELECT (SELECT COUNT(*) FROM warning) AS warnings, (SELECT COUNT(*) FROM outcome_difference) + "
                                              "(SELECT COUNT(*) FROM outcome_expected) AS outcomes, (SELECT COUNT(*) FROM cost) AS costs",
                                      &rows, why);
    if (status != STATUS_OK)
        return status;
    double warnings = grid_number_of(&rows, 0, "warnings");
    text_add(html, "<h3>Limits</h3>\n<ul>\n");
    if (warnings > 0) {
        text_add(html, "<li>");
        add_count(html, warnings, "warning applies", "warnings apply");
        text_add(html, ": they stand at <a href=\"#warnings\">the top of the page</a>.</li>\n");
    }
    text_add(html, "<li>All of this is simulated, not observed. It says what follows from the inputs, and no more.</li>\n<li>The intervals hold "
                   "chance: who falls ill when, and how long care takes. They do not hold doubt about the inputs (");
    add_count(html, (double)assumptions, "figure above is an assumption", "figures above are assumptions");
    text_add(html, "), nor about the structure: which pathways, steps and rules there are, and what was left out.</li>\n<li>More replications make "
                   "intervals narrower, and the inputs no truer.</li>\n");
    if (grid_number_of(&rows, 0, "outcomes") == 0) /* exact: a count */
        text_add(html, "<li>What waits and journeys do to people\xe2\x80\x99s health is not worked out: the scenarios have no <code>outcomes</code>.</li>\n");
    if (grid_number_of(&rows, 0, "costs") > 0)
        html_in(html, "<li>Money is at prices of ", report_run(report, "price_year"), ", of the organisations and rules in the inputs alone.</li>\n");
    if (report_has_inputs(report))
        text_add(html, report->inputs.bundle.targets == NULL
                           ? "<li>No published figures were given to compare the first scenario with (<code>--targets</code>).</li>\n"
                           : "<li>The first scenario was compared with published figures, which are kept with the inputs: <code>icsim rerun DIR</code> "
                             "prints the comparison.</li>\n");
    text_add(html, "</ul>\n");
    grid_free(&rows);
    return STATUS_OK;
}

enum status section_method(const struct report *report, struct text *html, struct text *why) {
    size_t declared = 0, marked = 0;
    enum status status = add_what(report, html, why);
    if (status != STATUS_OK)
        return status;
    add_how(report, html);
    status = add_reading(report, html, why);
    text_add(html, "<h3>Assumptions</h3>\n");
    if (status == STATUS_OK)
        status = add_declared(report, html, &declared, why);
    if (status == STATUS_OK)
        status = add_remarks(report, html, &marked);
    if (status == STATUS_OK)
        status = add_limits(report, declared + marked, html, why);
    return status;
}
