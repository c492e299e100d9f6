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

/* Writes the lines of a statement; in place of each `-- use: NAME` those of NAME.sql, a part that several charts share. */
static void add_statement(const char *sql, size_t length, struct text *out) {
    static const char mark[] = "-- use: ";
    for (const char *line = sql; line < sql + length;) {
        size_t bytes = strcspn(line, "\n") + 1;
        if (strncmp(line, mark, sizeof mark - 1) == 0) {
            char name[80];
            snprintf(name, sizeof name, "%.*s.sql", (int)(bytes - sizeof mark), line + sizeof mark - 1);
            text_add(out, asset_text(name));
        } else {
            text_add_format(out, "%.*s", (int)bytes, line);
        }
        line += bytes;
    }
}

/* One statement: from its line `-- name: NAME` up to the next such line. */
static enum status query_part(struct chart_data *data, const char *part, struct text *why) {
    static const char mark[] = "-- name: ";
    struct text sql = {0};
    CHECK(data->count < CHART_DATA && strncmp(part, mark, sizeof mark - 1) == 0);
    const char *name = part + sizeof mark - 1;
    snprintf(data->name[data->count], sizeof data->name[0], "%.*s", (int)strcspn(name, "\n"), name);
    const char *next = strstr(name, mark);
    const char *first = name + strcspn(name, "\n") + 1;
    add_statement(first, next == NULL ? strlen(first) : (size_t)(next - first), &sql);
    enum status status = sql.failed ? STATUS_NO_MEMORY : report_query(data->report, sql.bytes, &data->grid[data->count], why);
    if (status == STATUS_OK)
        data->count++;
    text_free(&sql);
    return status;
}

enum status chart_query(const struct report *report, const struct chart *chart, struct chart_data *data,
                        struct text *why) {
    *data = (struct chart_data){.report = report};
    enum status status = STATUS_OK;
    if (report->arm.rows < chart->fewest_arms)
        return status;
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

/* Rows as objects: what every reader of Vega-Lite takes, with numbers as numbers. */
static void add_objects(const struct grid *grid, struct text *json) {
    text_add(json, "[");
    for (uint32_t row = 0; row < grid->rows; row++) {
        text_add(json, row == 0 ? "\n{" : ",\n{");
        for (uint32_t column = 0; column < grid->columns; column++) {
            const char *text = grid_text(grid, row, column);
            text_add(json, column == 0 ? "" : ", ");
            quote_json(json, grid_name(grid, column));
            text_add(json, ": ");
            if (text == NULL || grid_is_text(grid, row, column))
                quote_json(json, text);
            else
                text_add(json, text);
        }
        text_add(json, "}");
    }
    text_add(json, "]");
}

/* A quarter as long, for the page's own script. */
static void add_csv(const struct grid *grid, struct text *json) {
    struct text csv = {0};
    grid_csv(grid, &csv);
    quote_json(json, csv.bytes == NULL ? "" : csv.bytes);
    json->failed |= csv.failed;
    text_free(&csv);
}

void chart_spec(const struct chart *chart, const struct chart_data *data, enum chart_rows rows, struct text *json) {
    text_add(json, "{\"datasets\": {");
    for (uint32_t i = 0; i < data->count; i++) {
        text_add_format(json, "%s\"%s\": ", i == 0 ? "" : ", ", data->name[i]);
        (rows == ROWS_AS_CSV ? add_csv : add_objects)(&data->grid[i], json);
    }
    const char *spec = strchr(chart_file(chart, ".vl.json"), '{');
    CHECK(spec != NULL);
    text_add_format(json, "},\n\"config\": %s,%s", asset_text("config.json"), spec + 1);
}

bool chart_is_shown(const struct chart_data *data) {
    return data->count > 0 && data->grid[0].rows > 0;
}

/* What a chart has chosen to show: the column `_about` of its first grid; "" where it has none. */
static const char *about_of(const struct chart_data *data) {
    const struct grid *rows = &data->grid[0];
    if (rows->rows == 0 || !grid_has_column(rows, "_about") || grid_text_of(rows, 0, "_about") == NULL)
        return "";
    return grid_text_of(rows, 0, "_about");
}

/* How many scenarios have a colour: those that a chart leaves out are at the end. All, where its rows are of none. */
static uint32_t arms_drawn(const struct chart_data *data) {
    const struct grid *rows = &data->grid[0];
    uint32_t arms = data->report->arm.rows;
    if (arms <= CHART_ARMS || !grid_has_column(rows, "_scenario"))
        return arms;
    for (uint32_t row = 0; row < rows->rows; row++)
        if (grid_number_of(rows, row, "_scenario") >= CHART_ARMS)
            return arms;
    return CHART_ARMS;
}

void chart_say(const struct chart *chart, const struct chart_data *data, struct chart_words *words) {
    char from[REPORT_DATE], to[REPORT_DATE];
    const struct report *report = data->report;
    *words = (struct chart_words){0};
    chart->headline(data, &words->headline);
    const char *about = about_of(data);
    text_add_format(&words->subtitle, "%s%s%s, %s to %s", chart->subtitle, about[0] == '\0' ? "" : ": ", about,
                    report_date(report, "window_from", from), report_date(report, "window_to", to));
    text_add_format(&words->alternative, "%s. %s%s%s", words->headline.bytes, chart->subtitle, about[0] == '\0' ? "" : ": ", about);
    text_add(&words->reading, chart->reading);
    uint32_t drawn = arms_drawn(data);
    if (drawn < report->arm.rows)
        text_add_format(&words->reading, " Only the first %u of %u scenarios are drawn.", (unsigned)drawn, (unsigned)report->arm.rows);
    text_add_format(&words->source, "Source: icsim %s, table %s, %s replications, seed %s, inputs %s", report_run(report, "version"),
                    chart->source, report_run(report, "replications"), report_run(report, "seed"), report_run(report, "inputs_digest"));
}

bool chart_words_failed(const struct chart_words *words) {
    return words->headline.failed || words->subtitle.failed || words->alternative.failed || words->reading.failed ||
           words->source.failed;
}

void chart_words_free(struct chart_words *words) {
    text_free(&words->headline);
    text_free(&words->subtitle);
    text_free(&words->alternative);
    text_free(&words->reading);
    text_free(&words->source);
}
