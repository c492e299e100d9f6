/* The main table: of each standard its mean and the share within its target, and what it costs; all other rows of the
 * summary are folded up behind it. */
#include "report/finding.h"
#include "report/html.h"
#include "report/section.h"
#include <math.h>
#include <string.h>

static bool is_main(const struct grid *summary, uint32_t row) {
    static const char *const measures[] = {"mean_minutes", "within_target", "month_end_people", "cost_gbp", "position_gbp"};
    const char *measure = grid_text_of(summary, row, "measure"), *shows = grid_text_of(summary, row, "shows");
    if (strcmp(shows, "probability_best") == 0)
        return false;
    if (strcmp(grid_text_of(summary, row, "label"), "all organisations: cost") == 0)
        return true;
    for (size_t i = 0; measure != NULL && i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measure, measures[i]) == 0)
            return true;
    return false;
}

/* One cell; its attributes hold the store's own numbers. */
static void add_cell(const struct grid *summary, uint32_t row, struct text *html) {
    static const char *const kept[] = {"label", "arm", "shows", "value", "low", "high"};
    bool differs = strcmp(grid_text_of(summary, row, "shows"), "difference") == 0;
    int decimals = (int)grid_number_of(summary, row, "decimals");
    const char *word = grid_text_of(summary, row, "word");
    text_add(html, word != NULL ? "<td class=\"n clear\"" : "<td class=\"n\"");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        text_add_format(html, " data-%s=\"", kept[i]);
        html_text(html, grid_text_of(summary, row, kept[i]));
        text_add(html, "\"");
    }
    text_add(html, ">");
    if (!isfinite(grid_number_of(summary, row, "value")) || strcmp(grid_text_of(summary, row, "shows"), "probability_best") == 0) {
        html_text(html, grid_text_of(summary, row, "text"));
    } else {
        if (strncmp(grid_text_of(summary, row, "text"), "at least", 8) == 0)
            text_add(html, "at least ");
        html_number(html, grid_number_of(summary, row, "value"), decimals, differs);
        double low = grid_number_of(summary, row, "low"), high = grid_number_of(summary, row, "high");
        if (isfinite(low) && isfinite(high)) {
            text_add(html, " <span class=\"interval\">(");
            html_number(html, low, decimals, differs);
            text_add(html, " to ");
            html_number(html, high, decimals, differs);
            text_add(html, ")</span>");
        }
        if (word != NULL) {
            text_add(html, " <b>");
            html_text(html, word);
            text_add(html, "</b>");
        }
    }
    text_add(html, "</td>");
}

static void add_heading_row(const struct report *report, const char *caption, struct text *html) {
    html_table_begin(html, "summary", caption);
    text_add(html, "<thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Unit</th><th scope=\"col\">Better</th>");
    for (uint32_t arm = 0; arm < report->arm.rows; arm++) {
        text_add(html, "<th scope=\"col\" class=\"n\">");
        html_text(html, report_name(report, arm));
        text_add(html, arm == 0 ? "<br><small>mean</small></th>" : "<br><small>difference</small></th>");
    }
    text_add(html, "</tr></thead>\n");
}

/* The name of the standard or organisation whose id is all of `label` up to its colon; NULL where it is none. */
static const char *name_of(const struct grid *things, const char *label) {
    size_t length = strcspn(label, ":");
    for (uint32_t i = 0; i < things->rows; i++) {
        const char *id = grid_text(things, i, 0);
        if (strlen(id) == length && strncmp(id, label, length) == 0)
            return grid_text(things, i, 1);
    }
    return NULL;
}

/* Names stand for ids, and a standard need not be named again under its own heading. */
static void add_row_name(const struct report *report, uint32_t row, struct text *html) {
    const char *label = grid_text_of(&report->summary, row, "label"), *heading = grid_text_of(&report->summary, row, "heading");
    const char *name = name_of(&report->organisation, label);
    if (name == NULL)
        name = name_of(&report->standard, label);
    if (name == NULL) {
        html_text(html, label);
        return;
    }
    if (strcmp(name, heading) != 0) {
        html_text(html, name);
        text_add(html, ": ");
    }
    html_text(html, grid_text_of(&report->summary, row, "what"));
}

/* The rows of one kind, under their headings. */
static void add_rows(const struct report *report, bool of_main, struct text *html) {
    const struct grid *summary = &report->summary;
    const char *heading = NULL;
    for (uint32_t row = 0; row < summary->rows;) {
        uint32_t end = row;
        int64_t number = (int64_t)grid_number_of(summary, row, "number");
        while (end < summary->rows && (int64_t)grid_number_of(summary, end, "number") == number)
            end++;
        if (of_main && !is_main(summary, row)) {
            row = end;
            continue;
        }
        const char *own = grid_text_of(summary, row, "heading");
        if (heading == NULL || strcmp(heading, own) != 0) {
            text_add_format(html, "%s<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"%u\" class=\"group\">", heading == NULL ? "" : "</tbody>\n",
                            (unsigned)report->arm.rows + 3);
            html_text(html, own);
            text_add(html, "</th></tr>\n");
            heading = own;
        }
        text_add(html, "<tr><th scope=\"row\">");
        add_row_name(report, row, html);
        text_add(html, "</th><td class=\"unit\">");
        html_text(html, strcmp(grid_text_of(summary, row, "unit"), "GBP m") == 0 ? "\xc2\xa3m" : grid_text_of(summary, row, "unit"));
        text_add(html, "</td><td>");
        html_text(html, grid_text_of(summary, row, "better"));
        text_add(html, "</td>");
        for (uint32_t arm = 0; arm < report->arm.rows; arm++) {
            const char *id = grid_text_of(&report->arm, arm, "arm");
            if (row < end && strcmp(grid_text_of(summary, row, "arm"), id) == 0)
                add_cell(summary, row++, html);
            else
                text_add(html, "<td class=\"n\">\xe2\x80\x93</td>");
        }
        row = end;
        text_add(html, "</tr>\n");
    }
    text_add(html, heading == NULL ? "" : "</tbody>\n");
}

enum status section_main_table(const struct report *report, struct text *html, struct text *why) {
    (void)why;
    add_heading_row(report, report->arm.rows > 1 ? "The first scenario\xe2\x80\x99s means, and the others\xe2\x80\x99 differences from it on the same "
                                                   "people, each with its 95 % interval"
                                                 : "Means, each with its 95 % interval", html);
    add_rows(report, true, html);
    html_table_end(html);
    text_add(html, "<details><summary>All measures</summary>\n");
    add_heading_row(report, "Every measure that the run shows", html);
    add_rows(report, false, html);
    html_table_end(html);
    text_add(html, "</details>\n");
    return STATUS_OK;
}
