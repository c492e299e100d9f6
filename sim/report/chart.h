/* chart: the pictures of a report. Each is a Vega-Lite specification and an SQL query, both files of sim/report/charts that
 * the program carries, and a row of chart_list, which says what they show. The specification names its data; the
 * query fills it.
 * Columns whose name begins with `_` are for drawing and not in the table below the picture. `_scenario` is a scenario's number,
 * by which it has its colour; `_about` says what the query chose to show and stands in the subtitle. A dataset `choice` (value,
 * label) makes a list above the picture that sets the specification's parameter `shown`. */
#ifndef ICSIM_REPORT_CHART_H
#define ICSIM_REPORT_CHART_H

#include "report/report.h"

enum chart_section { SECTION_ACCESS, SECTION_EQUITY, SECTION_MONEY, SECTION_CAPACITY, SECTION_TRUST, CHART_SECTIONS };

enum {
    CHART_DATA = 8, /* most datasets of one chart */
    CHART_ARMS = 6, /* most scenarios drawn: as many as there are colours */
};

/* The data of one chart: one grid for each statement of its .sql file, named by the line `-- name:` above it. */
struct chart_data {
    const struct report *report;
    char name[CHART_DATA][32];
    struct grid grid[CHART_DATA];
    uint32_t count;
};

struct chart {
    const char *name;       /* of its files: charts/NAME.vl.json, charts/NAME.sql */
    enum chart_section section;
    uint32_t fewest_arms;   /* 2: of comparisons only */
    const char *subtitle;   /* measure and unit; place and period are added */
    const char *reading;    /* "how to read this": a sentence or two */
    const char *source;     /* tables that it is made of: "difference" */
    /* The main finding in about ten words, computed: longer or shorter only where an interval excludes zero. */
    void (*headline)(const struct chart_data *data, struct text *out);
};

extern const struct chart chart_list[];
extern const uint32_t chart_count;

/* Fills the data; none of a chart that is not for so few scenarios. */
enum status chart_query(const struct report *report, const struct chart *chart, struct chart_data *data,
                        struct text *why) MUST_USE;
void chart_data_free(struct chart_data *data);

/* What is said of a chart, as plain text; owns them. */
struct chart_words { struct text headline, subtitle, alternative, reading, source; };
void chart_say(const struct chart *chart, const struct chart_data *data, struct chart_words *words);
bool chart_words_failed(const struct chart_words *words);
void chart_words_free(struct chart_words *words);

/* Whether there is anything to draw: a row in the first grid. */
bool chart_is_shown(const struct chart_data *data);

/* The specification with its data and our configuration, as one piece of JSON: with rows as objects it stands by itself;
 * rows as CSV are shorter, for page/report.js to read. */
enum chart_rows { ROWS_AS_OBJECTS, ROWS_AS_CSV };
void chart_spec(const struct chart *chart, const struct chart_data *data, enum chart_rows rows, struct text *json);

#endif
