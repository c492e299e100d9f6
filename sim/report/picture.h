/* picture: a Vega-Lite spec drawn as SVG and PNG by this program alone: Vega runs in JavaScriptCore, librsvg paints. One
 * renderer draws any number of pictures, one after the other. The same spec gives the same bytes in every run and on
 * every machine with the same libraries and (for PNG) fonts. */
#ifndef ICSIM_REPORT_PICTURE_H
#define ICSIM_REPORT_PICTURE_H

#include "base/text.h"
#include <stdbool.h>

struct picture_renderer;

/* Whether pictures can be drawn here: if not, `why` is a sentence of what is missing and what to install. */
bool picture_possible(struct text *why);

/* Runs Vega's modules, which the program carries. NULL, and a sentence, where pictures cannot be drawn. See
 * report/javascript.h for what it changes in the process. */
struct picture_renderer *picture_renderer_new(struct text *why) MUST_USE;
void picture_renderer_free(struct picture_renderer *renderer);

/* Draws a spec of Vega-Lite 5 or 6 (JSON with its data inside; nothing is loaded), appended to `svg`. Colours may be
 * "var(--name, #rrggbb)": the latter is taken. STATUS_INPUT, and a sentence, where the spec is wrong. With STATUS_OK,
 * `why` holds Vega's warnings, so nothing for a spec without fault. A wrong spec leaves the renderer as good as new. */
enum status picture_svg(struct picture_renderer *renderer, const char *spec, struct text *svg, struct text *why) MUST_USE;

/* Paints an SVG at `scale` pixels for each of its own (over 0; 2 is sharp on paper), on white, in the fonts of this
 * machine, and appends the PNG file to `png`, which is not text. The file says its resolution, 96 dots an inch times the
 * scale, so that documents show it at the SVG's size. STATUS_INPUT, and a sentence, where it cannot be painted. */
enum status picture_png(const struct text *svg, double scale, struct text *png, struct text *why) MUST_USE;

#endif
