#include "report/chart_files.h"
#include "report/chart.h"
#include "report/picture.h"
#include "results/new_file.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { PIXELS = 2 }; /* for each of the picture's own: sharp on paper */

/* What one chart's files are made from, in turn. */
struct making {
    const char *folder;
    struct picture_renderer *renderer; /* NULL: specifications are wanted */
    struct text *warning;              /* the first that a picture gave: a font that is missing is missing in all */
};

static enum status put(const struct making *making, const char *name, const char *ending, const struct text *content,
                       struct text *why) {
    struct text path = {0};
    text_add_format(&path, "%s/%s%s", making->folder, name, ending);
    enum status status = path.failed || content->failed ? STATUS_NO_MEMORY : new_file_put(path.bytes, true, content, why);
    text_free(&path);
    return status;
}

static enum status put_words(const struct making *making, const struct chart *chart, const struct chart_data *data,
                             struct text *why) {
    struct text words = {0};
    struct chart_words said = {0};
    chart_say(chart, data, &said);
    text_add_format(&words, "%s\n%s\n\n%s\n\nHow to read this: %s\n%s\n", said.headline.bytes, said.subtitle.bytes, said.alternative.bytes,
                    said.reading.bytes, said.source.bytes);
    enum status status = chart_words_failed(&said) ? STATUS_NO_MEMORY : put(making, chart->name, ".txt", &words, why);
    chart_words_free(&said);
    text_free(&words);
    return status;
}

static enum status draw(const struct making *making, const struct chart *chart, const struct text *spec, struct text *svg, struct text *png,
                        struct text *why) {
    struct text said = {0};
    enum status status = picture_svg(making->renderer, spec->bytes, svg, &said);
    if (status == STATUS_OK) {
        text_free(&said); /* Vega's warnings are for who writes specifications */
        status = picture_png(svg, PIXELS, png, &said);
    }
    struct text *to = status == STATUS_OK ? making->warning : why;
    if (said.length > 0 && to->length == 0)
        text_add_format(to, "picture %s: %s", chart->name, said.bytes);
    text_free(&said);
    return status;
}

static enum status put_picture(const struct making *making, const struct chart *chart, const struct chart_data *data,
                               const struct text *spec, struct text *why) {
    struct text svg = {0}, png = {0};
    enum status status = draw(making, chart, spec, &svg, &png, why);
    if (status == STATUS_OK)
        status = put(making, chart->name, ".svg", &svg, why);
    if (status == STATUS_OK)
        status = put(making, chart->name, ".png", &png, why);
    if (status == STATUS_OK)
        status = put_words(making, chart, data, why);
    text_free(&svg);
    text_free(&png);
    return status;
}

static enum status put_chart(const struct making *making, const struct chart *chart, const struct chart_data *data,
                             struct text *why) {
    struct text spec = {0};
    chart_spec(chart, data, ROWS_AS_OBJECTS, &spec);
    enum status status = spec.failed            ? STATUS_NO_MEMORY
                         : making->renderer != NULL ? put_picture(making, chart, data, &spec, why)
                                                : put(making, chart->name, ".vl.json", &spec, why);
    text_free(&spec);
    return status;
}

static enum status put_charts(const struct making *making, const struct report *report, uint32_t *count, struct text *why) {
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < chart_count && status == STATUS_OK; i++) {
        struct chart_data data;
        status = chart_query(report, &chart_list[i], &data, why);
        if (chart_is_shown(&data)) {
            status = put_chart(making, &chart_list[i], &data, why);
            *count += status == STATUS_OK;
        }
        chart_data_free(&data);
    }
    return status;
}

static enum status make(const char *result, struct making making, uint32_t *count, struct text *why) {
    struct report report;
    *count = 0;
    enum status status = report_open(&report, result, why);
    if (status != STATUS_OK)
        return status;
    if (mkdir(making.folder, 0777) != 0 && errno != EEXIST) {
        text_add_format(why, "cannot make the folder %s: %s", making.folder, strerror(errno));
        status = STATUS_IO;
    }
    if (status == STATUS_OK)
        status = put_charts(&making, &report, count, why);
    report_close(&report);
    return status;
}

enum status chart_files_specs(const char *result, const char *folder, uint32_t *count, struct text *why) {
    return make(result, (struct making){folder, NULL, NULL}, count, why);
}

enum status chart_files_pictures(const char *result, const char *folder, uint32_t *count, struct text *why) {
    *count = 0;
    if (!picture_possible(why))
        return STATUS_INPUT;
    struct text warning = {0};
    struct making making = {folder, picture_renderer_new(why), &warning};
    if (making.renderer == NULL)
        return STATUS_NO_MEMORY;
    enum status status = make(result, making, count, why);
    if (status == STATUS_OK && warning.length > 0)
        text_add(why, warning.bytes);
    text_free(&warning);
    picture_renderer_free(making.renderer);
    return status;
}
