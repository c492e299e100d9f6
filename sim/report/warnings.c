#include "report/html.h"
#include "report/section.h"
#include <stdlib.h>
#include <string.h>

enum { FEW_REPLICATIONS = 10 };

static enum status add_broken_ledger(const struct report *report, struct text *html, struct text *why) {
    struct grid broken;
    enum status status = report_query(report,
                                      "SELECT arm AS scenario, replication, check_name AS what, value FROM ledger WHERE ok = 0",
                                      &broken, why);
    if (status == STATUS_OK && broken.rows > 0) {
        text_add(html, "<p class=\"warning\"><b>The ledger is broken: these results are wrong and must not be used.</b> This is "
                       "a fault of icsim; please report it with the scenario.</p>\n");
        section_table(&broken, "Sums that do not come out", html);
    }
    if (status == STATUS_OK)
        grid_free(&broken);
    return status;
}

static enum status add_warnings(const struct report *report, struct text *html, struct text *why) {
    struct grid warning;
    enum status status = report_query(report, "SELECT w.text, a.name FROM warning w LEFT JOIN arm a ON a.arm = w.arm ORDER BY "
                                              "a.number, w.rowid", &warning, why);
    if (status != STATUS_OK)
        return status;
    int replications = atoi(report_run(report, "replications"));
    if (warning.rows > 0 || replications < FEW_REPLICATIONS)
        text_add(html, "<ul class=\"warnings\">\n");
    if (replications < FEW_REPLICATIONS)
        text_add_format(html, "<li>Only %d replication%s: intervals are wide and rest on few runs. Ten or more are advised.</li>\n",
                        replications, replications == 1 ? "" : "s");
    for (uint32_t row = 0; row < warning.rows; row++) {
        text_add(html, "<li>");
        if (grid_text(&warning, row, 1) != NULL) {
            text_add(html, "<b>");
            html_text(html, grid_text(&warning, row, 1));
            text_add(html, "</b>: ");
        }
        html_text(html, grid_text(&warning, row, 0));
        text_add(html, "</li>\n");
    }
    if (warning.rows > 0 || replications < FEW_REPLICATIONS)
        text_add(html, "</ul>\n");
    grid_free(&warning);
    return STATUS_OK;
}

enum status section_warnings(const struct report *report, struct text *html, struct text *why) {
    enum status status = add_broken_ledger(report, html, why);
    return status == STATUS_OK ? add_warnings(report, html, why) : status;
}
