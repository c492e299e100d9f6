/* Areas and groups that lose or gain most, by the mean of the main wait and the main journey. */
#include "report/html.h"
#include "report/section.h"
#include <string.h>

/* Ranked from the largest rise to the largest fall, in each scenario; of a few both ends are shown. */
#define RANKED(which, who, named) \
    "WITH d AS (SELECT a.number, a.name AS scenario, " named " AS " which ", d.baseline, d.difference, d.difference AS change_of, d.low, d.high, " \
    "CASE WHEN d.simultaneous_low > 0 THEN 'longer' WHEN d.simultaneous_high < 0 THEN 'shorter' ELSE 'no clear difference' END AS finding, " \
    "ROW_NUMBER() OVER (PARTITION BY d.arm ORDER BY d.difference DESC) AS worst, " \
    "ROW_NUMBER() OVER (PARTITION BY d.arm ORDER BY d.difference) AS best " \
    "FROM difference d JOIN arm a ON a.arm = d.arm LEFT JOIN area r ON r.area = d.area " \
    "WHERE d.measure = 'mean_minutes' AND d.subject = :%s AND d.period = 'all' AND " who " AND d.difference <> 0) " \
    "SELECT scenario, " which ", baseline AS \"mean in the first scenario\", difference AS change, low AS \"interval from\", high AS \"to\", "\
    "finding FROM d " \
    "WHERE (worst <= 5 AND change_of > 0) OR (best <= 5 AND change_of < 0) ORDER BY number, worst"

static const struct { const char *caption, *sql; } table_list[] = {
    {"Areas whose mean rises and falls most", RANKED("area", "d.area <> 'all'", "IFNULL(r.name, d.area)")},
    {"Groups whose mean rises and falls most", RANKED("people", "d.level <> 'all'", "d.dimension || ' ' || d.level")},
};

static enum status add_tables(const struct report *report, const char *parameter, const char *standard, struct text *html, struct text *why) {
    enum status status = STATUS_OK;
    struct grid name = {0};
    struct text sql = {0};
    text_add_format(&sql, "SELECT name FROM standard WHERE standard = :%s", parameter);
    if (sql.failed)
        return STATUS_NO_MEMORY;
    status = report_query(report, sql.bytes, &name, why);
    text_free(&sql);
    for (size_t i = 0; i < sizeof table_list / sizeof *table_list && status == STATUS_OK && standard[0] != '\0'; i++) {
        struct grid rows;
        struct text query = {0}, caption = {0};
        const char *mark = strstr(table_list[i].sql, "%s");
        text_add_format(&query, "%.*s%s%s", (int)(mark - table_list[i].sql), table_list[i].sql, parameter, mark + 2);
        text_add_format(&caption, "%s: %s (minutes, 95 %% intervals)", table_list[i].caption,
                        name.rows > 0 && grid_text(&name, 0, 0) != NULL ? grid_text(&name, 0, 0) : standard);
        status = query.failed || caption.failed ? STATUS_NO_MEMORY : report_query(report, query.bytes, &rows, why);
        if (status == STATUS_OK) {
            if (rows.rows > 0)
                section_table(&rows, caption.bytes, html);
            grid_free(&rows);
        }
        text_free(&query);
        text_free(&caption);
    }
    grid_free(&name);
    return status;
}

enum status section_losers(const struct report *report, struct text *html, struct text *why) {
    if (report->arm.rows < 2)
        return STATUS_OK;
    enum status status = add_tables(report, "wait", report->wait, html, why);
    return status == STATUS_OK ? add_tables(report, "travel", report->travel, html, why) : status;
}
