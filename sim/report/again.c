/* What made this result, and how to make it again. */
#include "report/assets.h"
#include "report/html.h"
#include "report/section.h"
#include <string.h>

static void add_command(const struct report *report, struct text *html) {
    const struct provenance_told *made = &report->made;
    html_in(html, "<p>Made by icsim ", report_run(report, "version"), "");
    html_in(html, made->started == NULL ? "" : " on ", made->started, "");
    html_in(html, ", with seed ", report_run(report, "seed"), "");
    if (made->command != NULL)
        html_in(html, ", by</p>\n<pre><code>", made->command, "</code></pre>\n<p class=\"note\">Of paths that tell where files lay on that machine only the last "
                      "part is shown.</p>\n");
    else
        text_add(html, "; the command line is not known, for the folder holds no <code>" PROVENANCE_FILE "</code> that can be read.</p>\n");
}

static void add_ways(struct text *html) {
    static const struct { const char *does, *command; } ways[] = {
        {"Make the result again from the inputs that are kept in the folder, and compare it byte for byte", "icsim rerun DIR --out DIR_again"},
        {"Write this page again, with some journeys", "icsim report DIR --journeys"},
        {"Every table as a CSV file", "icsim export DIR --out tables"},
        {"One table", "icsim export DIR --table difference --format csv"},
        {"One Excel file, a table a sheet", "icsim export DIR --format xlsx --out result.xlsx"},
        {"Ask the store in SQL", "sqlite3 -header -csv DIR/results.sqlite \"SELECT arm, label, value, low, high FROM summary\""},
        {"What the scenarios differ in", "icsim diff A B"},
    };
    text_add(html, "<p>DIR is the folder that holds this page.</p>\n<dl>\n");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        text_add_format(html, "<dt>%s</dt>\n<dd><pre><code>", ways[i].does);
        html_in(html, "", ways[i].command, "</code></pre></dd>\n");
    }
    text_add(html, "</dl>\n");
}

static void add_inputs(const struct report *report, struct text *html) {
    text_add(html, "<h3>Inputs</h3>\n");
    html_table_begin(html, "wide", "Scenarios, with the SHA-256 of all that was read for each");
    text_add(html, "<thead><tr><th scope=\"col\">Scenario</th><th scope=\"col\">File</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
    for (uint32_t arm = 0; arm < report->arm.rows; arm++) {
        html_in(html, "<tr><th scope=\"row\">", report_title(report, arm), "</th>");
        html_in(html, "<td>", grid_text_of(&report->arm, arm, "file"), "</td>");
        html_in(html, "<td class=\"digest\">", grid_text_of(&report->arm, arm, "digest"), "</td></tr>\n");
    }
    text_add(html, "</tbody>\n");
    html_table_end(html);
    if (!report_has_inputs(report))
        html_in(html, "<p class=\"warning\">The inputs that are kept in the folder cannot be read again: ", report->no_inputs, ".</p>\n");
}

static void add_files(struct text *html) {
    static const struct { const char *name, *help; } files[] = {
        {REPORT_FILE, "this page"},
        {"results.sqlite", "the store: every table, and the table dictionary that explains their columns; no row is about one patient"},
        {"summary.csv", "the main table"},
        {PROVENANCE_FILE, "when, where and by what it was made"},
        {BUNDLE_FOLDER, "the inputs as they were read; MANIFEST.json lists them with the SHA-256 of each"},
    };
    text_add(html, "<h3>Files in the folder</h3>\n<dl>\n");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        text_add_format(html, "<dt><code>%s</code></dt>\n<dd>%s</dd>\n", files[i].name, files[i].help);
    text_add(html, "</dl>\n");
}

static void add_about(struct text *html) {
    text_add(html, "<h3>About this page</h3>\n<p>Written by icsim " ICSIM_VERSION ", free software under the GNU General Public License, version 3 or later, "
                   "which comes without any warranty. The page asks for nothing from any network.");
    if (asset_find("licences.txt") == NULL) {
        text_add(html, "</p>\n");
        return;
    }
    text_add(html, " Its pictures are drawn by Vega and Vega-Lite.</p>\n<details><summary>Licences of what the page carries</summary>\n<pre class=\"scroll\" "
                   "tabindex=\"0\" role=\"region\" aria-label=\"Licences\">");
    html_text(html, asset_text("licences.txt"));
    text_add(html, "</pre>\n</details>\n");
}

enum status section_again(const struct report *report, struct text *html, struct text *why) {
    (void)why;
    add_command(report, html);
    add_ways(html);
    add_inputs(report, html);
    add_files(html);
    add_about(html);
    return STATUS_OK;
}
