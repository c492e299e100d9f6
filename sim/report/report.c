#include "report/report.h"
#include "report/assets.h"
#include "base/calendar.h"
#include "results/new_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status report_query(const struct report *report, const char *sql, struct grid *grid, struct text *why) {
    const char *const parameter[] = {":wait",   report->wait == NULL ? "" : report->wait,
                                     ":travel", report->travel == NULL ? "" : report->travel, NULL};
    return query_grid(&report->store, sql, parameter, grid, why);
}

/* By the same rule as the pictures: charts/main_standard.sql. */
static enum status find_main_standard(const struct report *report, const char *kind, char **found, struct text *why) {
    struct text sql = {0};
    struct grid rows;
    text_add_format(&sql, "WITH %s SELECT standard, kind FROM main_standard", asset_text("main_standard.sql"));
    enum status status = sql.failed ? STATUS_NO_MEMORY : report_query(report, sql.bytes, &rows, why);
    text_free(&sql);
    if (status != STATUS_OK)
        return status;
    uint32_t row = 0;
    while (row < rows.rows && strcmp(grid_text(&rows, row, 1), kind) != 0)
        row++;
    *found = text_copy(row < rows.rows ? grid_text(&rows, row, 0) : "");
    grid_free(&rows);
    return *found == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Texts that every result has, for this program wrote them: a store that lacks one was changed by hand. */
static const struct { const char *table, *is_missing; } always_there[] = {
    {"run", "key IS NULL OR value IS NULL"},
    {"arm", "arm IS NULL OR name IS NULL"},
    {"organisation", "organisation IS NULL OR name IS NULL"},
    {"site", "name IS NULL"},
    {"pathway", "name IS NULL"},
    {"standard", "standard IS NULL OR name IS NULL OR kind IS NULL"},
    {"assumption", "about IS NULL"},
    {"pool", "pool IS NULL"},
    {"hour_of_week", "hour_of_week IS NULL"},
    {"inequality", "unit IS NULL"},
    {"summary", "arm IS NULL OR heading IS NULL OR label IS NULL OR shows IS NULL OR unit IS NULL OR text IS NULL"},
};

static enum status check_texts(const struct report *report, struct text *why) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof always_there / sizeof *always_there && status == STATUS_OK; i++) {
        struct text sql = {0};
        struct grid missing = {0};
        text_add_format(&sql, "SELECT 1 FROM %s WHERE %s LIMIT 1", always_there[i].table, always_there[i].is_missing);
        status = sql.failed ? STATUS_NO_MEMORY : report_query(report, sql.bytes, &missing, why);
        if (status == STATUS_OK && missing.rows > 0) {
            text_add_format(why, "cannot read the result store: its table %s lacks what every result has", always_there[i].table);
            status = STATUS_INPUT;
        }
        grid_free(&missing);
        text_free(&sql);
    }
    if (status == STATUS_OK && report->arm.rows == 0) {
        text_add(why, "cannot read the result store: it holds no scenario");
        status = STATUS_INPUT;
    }
    return status;
}

enum status report_open(struct report *report, const char *folder, struct text *why) {
    *report = (struct report){.folder = folder};
    enum status status = export_open(&report->store, folder, why);
    if (status == STATUS_OK)
        status = report_query(report, "SELECT key, value FROM run", &report->run, why);
    if (status == STATUS_OK)
        status = report_query(report, "SELECT number, arm, title, name, file, digest FROM arm ORDER BY number", &report->arm,
                              why);
    if (status == STATUS_OK)
        status = check_texts(report, why);
    if (status == STATUS_OK)
        status = report_query(report, "SELECT organisation, IFNULL(name, organisation) FROM organisation", &report->organisation, why);
    if (status == STATUS_OK)
        status = report_query(report, "SELECT standard, IFNULL(name, standard) FROM standard", &report->standard, why);
    if (status == STATUS_OK)
        status = report_query(report, "SELECT * FROM summary ORDER BY number, rowid", &report->summary, why);
    if (status == STATUS_OK)
        status = find_main_standard(report, "clock", &report->wait, why);
    if (status == STATUS_OK)
        status = find_main_standard(report, "travel", &report->travel, why);
    if (status != STATUS_OK)
        report_close(report);
    return status;
}

void report_close(struct report *report) {
    grid_free(&report->run);
    grid_free(&report->arm);
    grid_free(&report->organisation);
    grid_free(&report->standard);
    grid_free(&report->summary);
    inputs_close(&report->inputs);
    provenance_told_free(&report->made);
    free(report->no_inputs);
    report->no_inputs = NULL;
    free(report->wait);
    free(report->travel);
    report->wait = report->travel = NULL;
    export_close(&report->store);
}

const char *report_run(const struct report *report, const char *key) {
    for (uint32_t row = 0; row < report->run.rows; row++)
        if (strcmp(grid_text(&report->run, row, 0), key) == 0)
            return grid_text(&report->run, row, 1);
    return "";
}

const char *report_date(const struct report *report, const char *key, char out[REPORT_DATE]) {
    static const char *const month[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    const char *iso = report_run(report, key);
    int32_t day;
    if (!calendar_parse(iso, &day)) {
        snprintf(out, REPORT_DATE, "%s", iso);
        return out;
    }
    struct date date = calendar_date(day);
    snprintf(out, REPORT_DATE, "%d %s %d", date.day, month[date.month - 1], date.year);
    return out;
}

const char *report_name(const struct report *report, uint32_t arm) {
    return grid_text_of(&report->arm, arm, "name");
}

const char *report_title(const struct report *report, uint32_t arm) {
    const char *title = grid_text_of(&report->arm, arm, "title");
    return title == NULL || title[0] == '\0' ? grid_text_of(&report->arm, arm, "arm") : title;
}

/* A page tells nothing of where its folder lies: what `why` says of files in it begins inside. */
static char *without_folder(const char *why, const char *folder) {
    struct text text = {0};
    size_t length = strlen(folder);
    for (const char *at = why; *at != '\0';) {
        bool here = length > 0 && (at == why || at[-1] == ' ') && strncmp(at, folder, length) == 0;
        if (here && at[length] == '/')
            at += length + 1;
        else if (here && at == why && at[length] == ' ')
            text_add(&text, "the folder"), at += length;
        else
            text_add(&text, (const char[]){*at++, '\0'});
    }
    if (text.failed)
        text_free(&text);
    return text.bytes;
}

static bool are_of_this_result(const struct report *report) {
    bool same = report->inputs.set.arm_count == report->arm.rows;
    for (uint32_t arm = 0; arm < report->arm.rows && same; arm++) {
        const char *digest = grid_text_of(&report->arm, arm, "digest");
        same = digest != NULL && strcmp(report->inputs.set.arm[arm].digest, digest) == 0;
    }
    return same;
}

enum status report_read_inputs(struct report *report) {
    struct text why = {0};
    enum status status = inputs_open(&report->inputs, report->folder, &why);
    if (status == STATUS_OK && !are_of_this_result(report)) {
        text_add(&why, "they are not those that the stored result was made from");
        inputs_close(&report->inputs);
        status = STATUS_INPUT;
    }
    if (status == STATUS_INPUT || status == STATUS_IO) {
        report->no_inputs = without_folder(why.bytes == NULL ? status_text(status) : why.bytes, report->folder);
        status = report->no_inputs == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    text_free(&why);
    return status;
}

bool report_has_inputs(const struct report *report) {
    return report->no_inputs == NULL && report->inputs.set.arm_count > 0;
}

enum status report_write(const char *folder, struct text *why) {
    return report_write_wished(folder, &(struct report_wish){.threads = 1}, why);
}

enum status report_write_wished(const char *folder, const struct report_wish *wish, struct text *why) {
    struct report report;
    struct text html = {0}, path = {0};
    enum status status = report_open(&report, folder, why);
    if (status != STATUS_OK)
        return status;
    report.wish = *wish;
    status = report_read_inputs(&report);
    if (status == STATUS_OK && provenance_read(folder, &report.made, NULL) == STATUS_NO_MEMORY)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = report_page(&report, &html, why);
    text_add_format(&path, "%s/%s", folder, REPORT_FILE);
    if (status == STATUS_OK && (html.failed || path.failed))
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = new_file_put(path.bytes, true, &html, why);
    text_free(&path);
    text_free(&html);
    report_close(&report);
    return status;
}
