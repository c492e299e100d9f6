/* The page: its frame, the order of its parts, its security. */
#include "report/assets.h"
#include "report/html.h"
#include "report/section.h"
#include "scenario/digest.h"
#include <string.h>

/* ---- scripts, which alone may run ---------------------------------------------------------------------- */

static const char *const script_name[] = {"vega.min.js", "vega-lite.min.js", "vega-interpreter.js", "report.js"};
enum { SCRIPTS = sizeof script_name / sizeof script_name[0] };

/* Charts need all of them; buttons only the last. */
static bool has_vega(void) {
    for (size_t i = 0; i + 1 < SCRIPTS; i++)
        if (asset_find(script_name[i]) == NULL)
            return false;
    return true;
}

static int hex_digit(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* A script's SHA-256 in base 64, as a Content-Security-Policy names it. */
static void add_hash(const struct asset *script, struct text *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[65];
    unsigned char byte[33] = {0};
    digest_bytes(script->bytes, script->length, hex);
    for (size_t i = 0; i < 32; i++)
        byte[i] = (unsigned char)(hex_digit(hex[2 * i]) * 16 + hex_digit(hex[2 * i + 1]));
    text_add(out, " 'sha256-");
    for (size_t i = 0; i < 33; i += 3) {
        unsigned bits = (unsigned)byte[i] << 16 | (unsigned)byte[i + 1] << 8 | byte[i + 2];
        char four[5] = {digits[bits >> 18], digits[bits >> 12 & 63], digits[bits >> 6 & 63], digits[bits & 63], '\0'};
        if (i == 30)
            four[3] = '='; /* 32 bytes are ten threes and two */
        text_add(out, four);
    }
    text_add(out, "'");
}

static void add_policy(struct text *html) {
    text_add(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action "
                   "'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src");
    for (size_t i = 0; i < SCRIPTS; i++)
        if (asset_find(script_name[i]) != NULL)
            add_hash(asset_find(script_name[i]), html);
    text_add(html, "\">\n");
}

/* ---- the frame ---------------------------------------------------------------------------------------- */

static const char *page_title(const struct report *report) {
    return report_title(report, report->arm.rows > 1 ? 1 : 0);
}

static void add_head(const struct report *report, struct text *html) {
    text_add(html, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    add_policy(html);
    text_add(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"icsim " ICSIM_VERSION
                   "\">\n<title>");
    html_text(html, page_title(report));
    text_add_format(html, " - simulated by icsim</title>\n<style>\n%s</style>\n</head>\n", asset_text("style.css"));
}

static void add_header(const struct report *report, struct text *html) {
    text_add(html, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n<header class=\"top\">\n<div class=\"in\">\n<p class=\"kind\">"
                   "Simulated by icsim, not observed</p>\n<h1>");
    if (report->arm.rows > 2) {
        text_add_format(html, "%u scenarios against ", (unsigned)report->arm.rows - 1);
        html_text(html, report_name(report, 0));
    } else {
        html_text(html, page_title(report));
    }
    text_add(html, "</h1>\n<p class=\"buttons\"><button type=\"button\" id=\"theme\" hidden>Dark or light</button> "
                   "<button type=\"button\" id=\"print\" hidden>Print</button></p>\n</div>\n</header>\n");
}

/* In the order in which a board reads. */
static const struct { const char *id, *title; enum status (*write)(const struct report *, struct text *, struct text *); } section_list[] = {
    {"warnings", "Warnings", section_warnings},
    {"answer", "The question and the answer", section_answer},
    {"main-table", "Main results", section_main_table},
    {"appraisal", "Options appraisal", section_appraisal},
    {"pictures", "Pictures", section_figures},
    {"losers", "Who loses and who gains most", section_losers},
    {"people", "Some journeys", section_people},
    {"method", "Method, assumptions and limits", section_method},
    {"stress", "STRESS-DES checklist", section_stress},
    {"again", "How to make this again", section_again},
};
enum { SECTIONS = sizeof section_list / sizeof section_list[0] };

static enum status add_sections(const struct report *report, struct text *contents, struct text *body, struct text *why) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < SECTIONS && status == STATUS_OK; i++) {
        struct text part = {0};
        status = section_list[i].write(report, &part, why);
        if (status == STATUS_OK && part.length > 0) {
            text_add_format(contents, "<li><a href=\"#%s\">%s</a></li>\n", section_list[i].id, section_list[i].title);
            text_add_format(body, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s</h2>\n",
                            section_list[i].id, section_list[i].id, section_list[i].id, section_list[i].title);
            text_add(body, part.bytes);
            text_add(body, "</section>\n");
        }
        body->failed |= part.failed;
        text_free(&part);
    }
    return status;
}

static void add_scripts(struct text *html) {
    for (size_t i = 0; i < SCRIPTS; i++) {
        const struct asset *script = asset_find(script_name[i]);
        if (script == NULL || (!has_vega() && i + 1 < SCRIPTS))
            continue;
        text_add(html, "<script>");
        text_add(html, (const char *)script->bytes);
        text_add(html, "</script>\n");
    }
}

enum status report_page(const struct report *report, struct text *html, struct text *why) {
    struct text contents = {0}, body = {0}, specs = {0};
    struct report with_specs = *report;
    with_specs.specs = has_vega() ? &specs : NULL;
    enum status status = add_sections(&with_specs, &contents, &body, why);
    if (status == STATUS_OK) {
        add_head(report, html);
        add_header(report, html);
        text_add(html, "<div class=\"in columns\">\n<nav aria-label=\"Contents\">\n<ul>\n");
        text_add(html, contents.bytes == NULL ? "" : contents.bytes);
        text_add(html, "</ul>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
        if (!has_vega())
            text_add(html, "<p class=\"notice\">This icsim was built without Vega, so the page has tables and no pictures. "
                           "scripts/setup fetches it with npm; then build icsim again.</p>\n");
        text_add(html, body.bytes == NULL ? "" : body.bytes);
        text_add(html, "</main>\n</div>\n");
        if (has_vega())
            figures_data(&specs, html);
        add_scripts(html);
        text_add(html, "</body>\n</html>\n");
    }
    if (contents.failed || body.failed || html->failed)
        status = STATUS_NO_MEMORY;
    text_free(&contents);
    text_free(&body);
    text_free(&specs);
    return status;
}
