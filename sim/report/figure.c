/* Figures: each picture with its headline, what it says in a sentence, its data as a table, and how to read it. */
#include "base/memory.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/section.h"
#include "results/quote.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- tables ------------------------------------------------------------------------------------------- */

/* Decimals that a column needs: none where all its numbers are whole or large, up to three where they are small. */
static int decimals_of(const struct grid *grid, uint32_t column) {
    double largest = 0;
    bool whole = true;
    for (uint32_t row = 0; row < grid->rows; row++) {
        double number = fabs(grid_number(grid, row, column));
        if (!isfinite(number))
            continue;
        largest = fmax(largest, number);
        whole = whole && number - floor(number) <= 0;
    }
    return whole ? 0 : largest >= 1000 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : 3;
}

static bool is_number_column(const struct grid *grid, uint32_t column) {
    for (uint32_t row = 0; row < grid->rows; row++)
        if (grid_text(grid, row, column) != NULL && grid_is_text(grid, row, column))
            return false;
    return true;
}

static void add_column_heading(const char *name, struct text *html) {
    char first[2] = {(char)toupper((unsigned char)name[0]), '\0'};
    html_text(html, first);
    for (name++; *name != '\0'; name++)
        html_text(html, *name == '_' ? " " : (const char[]){*name, '\0'});
}

/* How a column is shown. */
struct column { bool hidden, is_number; int decimals; };

/* NULL where there is no memory. */
static struct column *columns_of(const struct grid *grid) {
    struct column *column = memory_new(grid->columns, sizeof *column);
    for (uint32_t i = 0; i < grid->columns && column != NULL; i++)
        column[i] = (struct column){grid_name(grid, i)[0] == '_', is_number_column(grid, i), decimals_of(grid, i)};
    return column;
}

static void add_cell(const struct grid *grid, uint32_t row, uint32_t i, struct column column, struct text *html) {
    text_add(html, column.is_number ? "<td class=\"n\">" : "<td>");
    if (grid_text(grid, row, i) == NULL)
        text_add(html, "No data");
    else if (column.is_number)
        html_number(html, grid_number(grid, row, i), column.decimals, false);
    else
        html_text(html, grid_text(grid, row, i));
    text_add(html, "</td>");
}

void section_table(const struct grid *grid, const char *caption, struct text *html) {
    struct column *column = columns_of(grid);
    html->failed |= column == NULL;
    html_table_begin(html, NULL, caption);
    text_add(html, "<thead><tr>");
    for (uint32_t i = 0; i < grid->columns && column != NULL; i++) {
        if (column[i].hidden)
            continue;
        text_add_format(html, "<th scope=\"col\"%s>", column[i].is_number ? " class=\"n\"" : "");
        add_column_heading(grid_name(grid, i), html);
        text_add(html, "</th>");
    }
    text_add(html, "</tr></thead>\n<tbody>\n");
    for (uint32_t row = 0; row < grid->rows && column != NULL; row++) {
        text_add(html, "<tr>");
        for (uint32_t i = 0; i < grid->columns; i++)
            if (!column[i].hidden)
                add_cell(grid, row, i, column[i], html);
        text_add(html, "</tr>\n");
    }
    text_add(html, "</tbody>\n");
    html_table_end(html);
    free(column);
}

/* ---- figures ------------------------------------------------------------------------------------------- */

static const char *const section_title[CHART_SECTIONS] = {
    [SECTION_ACCESS] = "Who waits and who travels", [SECTION_EQUITY] = "Who gains and who loses",
    [SECTION_MONEY] = "Who pays", [SECTION_CAPACITY] = "How full it is", [SECTION_TRUST] = "How sure this is",
};

/* A list of what may be shown, where the chart has one; the first is what it shows at once. */
static void add_choice(const struct chart *chart, const struct chart_data *data, struct text *html) {
    const struct grid *choice = NULL;
    for (uint32_t i = 0; i < data->count; i++)
        if (strcmp(data->name[i], "choice") == 0)
            choice = &data->grid[i];
    if (choice == NULL || choice->rows < 2)
        return;
    text_add_format(html, "<p class=\"buttons\" hidden><label for=\"shown-%s\">Scenario shown:</label> <select id=\"shown-%s\" "
                          "data-signal=\"shown\" autocomplete=\"off\">", chart->name, chart->name);
    for (uint32_t row = 0; row < choice->rows; row++) {
        text_add_format(html, "<option value=\"%s\">", grid_text_of(choice, row, "value"));
        html_text(html, grid_text_of(choice, row, "label"));
        text_add(html, "</option>");
    }
    text_add(html, "</select></p>\n");
}

static void add_figure(const struct chart *chart, const struct chart_data *data, struct text *html) {
    struct chart_words words;
    chart_say(chart, data, &words);
    text_add_format(html, "<figure class=\"chart\" data-chart=\"%s\" id=\"picture-%s\">\n<h4>", chart->name, chart->name);
    html_text(html, words.headline.bytes);
    text_add(html, "</h4>\n<p class=\"subtitle\">");
    html_text(html, words.subtitle.bytes);
    text_add(html, "</p>\n");
    add_choice(chart, data, html);
    text_add(html, "<div class=\"picture\" role=\"img\" aria-label=\"");
    html_text(html, words.alternative.bytes);
    text_add(html, ". The data are in the table below.\"></div>\n<p class=\"reading\"><b>How to read this:</b> ");
    html_text(html, words.reading.bytes);
    text_add(html, "</p>\n<p class=\"buttons\" hidden><button type=\"button\" data-save=\"picture\">Save picture</button> <button "
                   "type=\"button\" data-save=\"data\">Save data (CSV)</button></p>\n<details><summary>Data of this "
                   "picture</summary>\n");
    section_table(&data->grid[0], chart->subtitle, html);
    text_add(html, "</details>\n<figcaption>");
    html_text(html, words.source.bytes);
    text_add(html, "</figcaption>\n</figure>\n");
    html->failed |= chart_words_failed(&words);
    chart_words_free(&words);
}

static void add_spec(const struct chart *chart, const struct chart_data *data, struct text *specs) {
    struct text spec = {0};
    text_add_format(specs, "%s\n{\"name\": \"%s\", \"spec\": ", specs->length == 0 ? "" : ",", chart->name);
    chart_spec(chart, data, ROWS_AS_CSV, &spec);
    html_json(specs, spec.bytes == NULL ? "{}" : spec.bytes);
    text_add(specs, "}");
    specs->failed |= spec.failed;
    text_free(&spec);
}

enum status section_figures(const struct report *report, struct text *html, struct text *why) {
    enum status status = STATUS_OK;
    for (enum chart_section section = 0; section < CHART_SECTIONS && status == STATUS_OK; section++) {
        bool begun = false;
        for (uint32_t i = 0; i < chart_count && status == STATUS_OK; i++) {
            struct chart_data data;
            if (chart_list[i].section != section)
                continue;
            status = chart_query(report, &chart_list[i], &data, why);
            if (chart_is_shown(&data)) {
                if (!begun)
                    text_add_format(html, "<h3>%s</h3>\n", section_title[section]);
                begun = true;
                add_figure(&chart_list[i], &data, html);
                if (report->specs != NULL)
                    add_spec(&chart_list[i], &data, report->specs);
            }
            chart_data_free(&data);
        }
    }
    return status;
}

void figures_data(const struct text *specs, struct text *html) {
    text_add(html, "<script type=\"application/json\" id=\"charts\">[");
    text_add(html, specs->bytes == NULL ? "" : specs->bytes);
    text_add(html, "]</script>\n");
    html->failed |= specs->failed;
}
