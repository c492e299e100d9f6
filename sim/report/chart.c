#include "report/chart.h"
#include "base/check.h"
#include "report/assets.h"
#include "results/quote.h"
#include <stdio.h>
#include <string.h>

static const char *chart_file(const struct chart *chart, const char *ending) {
    char name[80];
    snprintf(name, sizeof name, "%s%s", chart->name, ending);
    return asset_text(name);
}

/* One statement: from its line `-- name: NAME` up to the next such line. */
static enum status query_part(struct chart_data *data, const char *part, struct text *why) {
    static const char mark[] = "-- name: ";
    struct text sql = {0};
    CHECK(data->count < CHART_DATA && strncmp(part, mark, sizeof mark - 1) == 0);
    const char *name = part + sizeof mark - 1;
    snprintf(data->name[data->count], sizeof data->name[0], "%.*s", (int)strcspn(name, "\n"), name);
    const char *next = strstr(name, mark);
    text_add_format(&sql, "%.*s", next == NULL ? (int)strlen(name) : (int)(next - name), name);
    enum status status = sql.failed ? STATUS_NO_MEMORY
                                    : report_query(data->report, sql.bytes + strcspn(sql.bytes, "\n"),
                                                   &data->grid[data->count], why);
    if (status == STATUS_OK)
        data->count++;
    text_free(&sql);
    return status;
}

enum status chart_query(const struct report *report, const struct chart *chart, struct chart_data *data,
                        struct text *why) {
    *data = (struct chart_data){.report = report};
    enum status status = STATUS_OK;
    const char *part = strstr(chart_file(chart, ".sql"), "-- name: ");
    for (; part != NULL && status == STATUS_OK; part = strstr(part + 1, "-- name: "))
        status = query_part(data, part, why);
    if (status != STATUS_OK)
        chart_data_free(data);
    return status;
}

void chart_data_free(struct chart_data *data) {
    for (uint32_t i = 0; i < data->count; i++)
        grid_free(&data->grid[i]);
    *data = (struct chart_data){0};
}

void chart_spec(const struct chart *chart, const struct chart_data *data, struct text *json) {
    text_add(json, "{\"datasets\": {");
    for (uint32_t i = 0; i < data->count; i++) {
        struct text csv = {0};
        grid_csv(&data->grid[i], &csv);
        text_add_format(json, "%s\"%s\": ", i == 0 ? "" : ", ", data->name[i]);
        quote_json(json, csv.bytes == NULL ? "" : csv.bytes);
        json->failed |= csv.failed;
        text_free(&csv);
    }
    const char *spec = strchr(chart_file(chart, ".vl.json"), '{');
    CHECK(spec != NULL);
    text_add_format(json, "},\n\"config\": %s,%s", asset_text("config.json"), spec + 1);
}

bool chart_is_for(const struct chart *chart, const struct report *report) {
    return report->arm.rows >= chart->fewest_arms;
}

void chart_say(const struct chart *chart, const struct chart_data *data, struct chart_words *words) {
    const struct report *report = data->report;
    *words = (struct chart_words){0};
    chart->headline(data, &words->headline);
    text_add_format(&words->subtitle, "%s, %s to %s", chart->subtitle, report_run(report, "window_from"), report_run(report, "window_to"));
    text_add_format(&words->alternative, "%s. %s", words->headline.bytes, chart->subtitle);
    text_add_format(&words->source, "Source: icsim %s, table %s, %s replications, seed %s, inputs %s", report_run(report, "version"),
                    chart->source, report_run(report, "replications"), report_run(report, "seed"), report_run(report, "inputs_digest"));
}

bool chart_words_failed(const struct chart_words *words) {
    return words->headline.failed || words->subtitle.failed || words->alternative.failed || words->source.failed;
}

void chart_words_free(struct chart_words *words) {
    text_free(&words->headline);
    text_free(&words->subtitle);
    text_free(&words->alternative);
    text_free(&words->source);
}
