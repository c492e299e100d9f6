/* assets: files that the program carries inside itself: the report's style and script, the charts, and, where npm brought
 * them when the program was built, Vega's modules. They are constants, made by sim/cmake/embed.cmake. */
#ifndef ICSIM_REPORT_ASSETS_H
#define ICSIM_REPORT_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name;           /* the file's own: "style.css", "vega.min.js" */
    const unsigned char *bytes; /* with a NUL after them */
    size_t length;
};

extern const struct asset asset_list[];
extern const size_t asset_count;

/* NULL where the program was built without it. */
const struct asset *asset_find(const char *name);

/* An asset that is always there, as text. */
const char *asset_text(const char *name);

#endif
