/* raster: an SVG painted as the pixels of a PNG file, by librsvg and cairo. */
#ifndef ICSIM_REPORT_RASTER_H
#define ICSIM_REPORT_RASTER_H

#include "base/text.h"
#include <stdbool.h>

/* Whether it can be done here. If not, `why` says what is missing and how to get it. Opens the libraries. */
bool raster_possible(struct text *why);

/* As picture_png of report/picture.h, which is this. */
enum status raster_png(const struct text *svg, double scale, struct text *png, struct text *why) MUST_USE;

#endif
