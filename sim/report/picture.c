#include "report/picture.h"
#include "base/memory.h"
#include "report/assets.h"
#include "report/javascript.h"
#include "report/raster.h"
#include <stdlib.h>

struct picture_renderer {
    struct javascript *javascript;
};

/* In the order in which they run. */
static const char *const script_list[] = {"render.js", "vega.min.js", "vega-interpreter.js", "vega-lite.min.js"};
enum { SCRIPTS = sizeof script_list / sizeof script_list[0] };

static bool scripts_there(struct text *why) {
    for (size_t i = 0; i < SCRIPTS; i++)
        if (asset_find(script_list[i]) == NULL) {
            text_add_format(why, "this icsim was built without Vega's %s: run scripts/setup, which fetches it by npm, "
                                 "and build icsim again", script_list[i]);
            return false;
        }
    return true;
}

bool picture_possible(struct text *why) {
    return javascript_possible(why) && raster_possible(why) && scripts_there(why);
}

struct picture_renderer *picture_renderer_new(struct text *why) {
    if (!picture_possible(why)) return NULL;
    struct picture_renderer *renderer = memory_new(1, sizeof *renderer);
    if (renderer == NULL) {
        text_add(why, status_text(STATUS_NO_MEMORY));
        return NULL;
    }
    renderer->javascript = javascript_new(why);
    if (renderer->javascript == NULL) goto out;
    for (size_t i = 0; i < SCRIPTS; i++)
        if (javascript_run(renderer->javascript, script_list[i], asset_text(script_list[i]), why) != STATUS_OK) goto out;
    if (javascript_call(renderer->javascript, "pictureStart", NULL, NULL, why) == STATUS_OK) return renderer;
out:
    picture_renderer_free(renderer);
    return NULL;
}

void picture_renderer_free(struct picture_renderer *renderer) {
    if (renderer == NULL) return;
    javascript_free(renderer->javascript);
    free(renderer);
}

/* Vega draws in a few steps, each put off by a promise or a timer; one that needs more goes round in circles. */
enum { MOST_STEPS = 1000 };

static enum status draw(struct javascript *javascript, const char *spec, struct text *why) {
    struct text said = {0};
    enum status status = javascript_call(javascript, "pictureBegin", spec, NULL, why);
    int steps = 0;
    for (; status == STATUS_OK && said.length == 0 && steps < MOST_STEPS; steps++)
        status = javascript_call(javascript, "pictureStep", NULL, &said, why);
    if (status == STATUS_OK && said.length == 0) {
        text_add(why, "its drawing does not come to an end");
        status = STATUS_INPUT;
    }
    text_free(&said);
    return status;
}

enum status picture_svg(struct picture_renderer *renderer, const char *spec, struct text *svg, struct text *why) {
    enum status status = draw(renderer->javascript, spec, why);
    if (status == STATUS_OK) status = javascript_call(renderer->javascript, "pictureTake", "svg", svg, why);
    if (status == STATUS_OK) status = javascript_call(renderer->javascript, "pictureTake", "warnings", why, why);
    return status;
}

enum status picture_png(const struct text *svg, double scale, struct text *png, struct text *why) {
    return raster_png(svg, scale, png, why);
}
