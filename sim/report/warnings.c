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
    static const char sql[] =
        "SELECT w.text, a.name, a.number, 1 FROM warning w LEFT JOIN arm a ON a.arm = w.arm UNION ALL "
        "SELECT 'fails the NHS bed-closure test on ' || SUM(1 - b.passes) || ' of ' || COUNT(*) || ' dates, first on ' || "
        "MIN(CASE WHEN b.passes = 0 THEN b.date END), a.name, a.number, 0 FROM bed_closure b JOIN arm a ON a.arm = b.arm "
        "GROUP BY a.number HAVING MIN(b.passes) = 0 ORDER BY 3, 4";
    enum status status = report_query(report, sql, &warning, why);
    if (status != STATUS_OK)
        return status;
    int replications = atoi(report_run(report, "replications"));
    if (warning.rows > 0 || replications < FEW_REPLICATIONS)
        text_add(html, "<ul class=\"warnings\">\n");
    if (replications < FEW_REPLICATIONS)
        text_add_format(html, "<li>Only %d replication%s: intervals are wide, rest on few runs, and next to nothing can be called clear beside all other "
                              "differences. Ten or more are advised.</li>\n",
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
