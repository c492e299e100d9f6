#include "report/raster.h"

#ifdef ICSIM_RASTER

#include "report/library.h"
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* cairo, GLib and fontconfig are what librsvg stands on, so they come with it. */
#define FUNCTIONS(F)                                                                                         \
    F(rsvg_handle_new_from_data)                                                                             \
    F(rsvg_handle_get_intrinsic_size_in_pixels)                                                              \
    F(rsvg_handle_render_document)                                                                           \
    F(cairo_image_surface_create)                                                                            \
    F(cairo_surface_status)                                                                                  \
    F(cairo_surface_write_to_png_stream)                                                                     \
    F(cairo_surface_destroy)                                                                                 \
    F(cairo_create)                                                                                          \
    F(cairo_destroy)                                                                                         \
    F(cairo_set_source_rgb)                                                                                  \
    F(cairo_paint)                                                                                           \
    F(cairo_scale)                                                                                           \
    F(cairo_status)                                                                                          \
    F(cairo_status_to_string)                                                                                \
    F(g_object_unref)                                                                                        \
    F(g_error_free)                                                                                          \
    F(FcNameParse)                                                                                           \
    F(FcConfigSubstitute)                                                                                    \
    F(FcDefaultSubstitute)                                                                                   \
    F(FcFontMatch)                                                                                           \
    F(FcPatternGetString)                                                                                    \
    F(FcPatternDestroy)

struct functions { FUNCTIONS(LIBRARY_FIELD) };
static const struct library_function function_list[] = {FUNCTIONS(LIBRARY_ROW)};

static const struct library library = {"librsvg-2.so.2", "librsvg2-2", function_list,
                                       sizeof function_list / sizeof function_list[0]};

bool raster_possible(struct text *why) {
    struct functions f;
    return library_open(&library, &f, why) == STATUS_OK;
}

/* Texts are laid out by the widths of Arial, so another font would overlap or leave gaps. */
static const char *const arial_widths[] = {"Arial",       "Liberation Sans", "Arimo",          "Helvetica",
                                           "Nimbus Sans", "Nimbus Sans L",   "TeX Gyre Heros", "FreeSans"};

static bool font_fits(const struct functions *f) {
    FcResult result;
    FcPattern *wanted = f->FcNameParse((const FcChar8 *)"Arial"), *found = NULL;
    FcChar8 *family = NULL;
    bool fits = false;
    if (wanted == NULL) return false;
    if (f->FcConfigSubstitute(NULL, wanted, FcMatchPattern)) {
        f->FcDefaultSubstitute(wanted);
        found = f->FcFontMatch(NULL, wanted, &result);
    }
    if (found != NULL && f->FcPatternGetString(found, FC_FAMILY, 0, &family) == FcResultMatch)
        for (size_t i = 0; i < sizeof arial_widths / sizeof arial_widths[0]; i++)
            fits = fits || strcmp((const char *)family, arial_widths[i]) == 0;
    if (found != NULL) f->FcPatternDestroy(found);
    f->FcPatternDestroy(wanted);
    return fits;
}

/* The chunk of a PNG that says its resolution: length, type, dots a metre across and down, "of a metre", and the cyclic
 * redundancy check of PNG (ISO 15948, annex D) over all but the length. */
enum { RESOLUTION_BYTES = 21 };

static void put_32(unsigned char *to, uint32_t number) {
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (24 - 8 * i));
}

static void resolution_chunk(double scale, unsigned char chunk[RESOLUTION_BYTES]) {
    uint32_t dots_a_metre = (uint32_t)lround(96 * scale / 0.0254), check = 0xffffffffu;
    put_32(chunk, 9);
    memcpy(chunk + 4, "pHYs", 4);
    put_32(chunk + 8, dots_a_metre);
    put_32(chunk + 12, dots_a_metre);
    chunk[16] = 1;
    for (int i = 4; i < 17; i++) {
        check ^= chunk[i];
        for (int bit = 0; bit < 8; bit++)
            check = check >> 1 ^ (check & 1 ? 0xedb88320u : 0);
    }
    put_32(chunk + 17, ~check);
}

/* Where the chunk goes: after the signature and the header, which are always that long. */
enum { BYTES_BEFORE_RESOLUTION = 8 + 25 };

struct png_writer {
    struct text *png;
    size_t written; /* of cairo's bytes */
    unsigned char resolution[RESOLUTION_BYTES];
};

static cairo_status_t write_png(void *closure, const unsigned char *bytes, unsigned int length) {
    struct png_writer *writer = closure;
    size_t before = writer->written < BYTES_BEFORE_RESOLUTION ? BYTES_BEFORE_RESOLUTION - writer->written : 0;
    writer->written += length;
    if (before > 0 && before <= length) {
        text_add_bytes(writer->png, bytes, before);
        text_add_bytes(writer->png, writer->resolution, RESOLUTION_BYTES);
        bytes += before;
        length -= (unsigned int)before;
    }
    text_add_bytes(writer->png, bytes, length);
    return writer->png->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* Cairo paints no more pixels a side. */
static const double most_pixels = 32767;

static cairo_status_t paint(const struct functions *f, RsvgHandle *handle, double scale, struct text *png, GError **error) {
    double width, height;
    if (!f->rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) ||
        !(scale > 0 && width > 0 && height > 0 && width * scale <= most_pixels && height * scale <= most_pixels))
        return CAIRO_STATUS_INVALID_SIZE;
    struct png_writer writer = {png, 0, {0}};
    cairo_surface_t *surface =
        f->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
    cairo_t *cairo = f->cairo_create(surface);
    const RsvgRectangle all = {0, 0, width, height};
    f->cairo_set_source_rgb(cairo, 1, 1, 1);
    f->cairo_paint(cairo);
    f->cairo_scale(cairo, scale, scale);
    cairo_status_t status = f->cairo_status(cairo);
    if (status == CAIRO_STATUS_SUCCESS && !f->rsvg_handle_render_document(handle, cairo, &all, error))
        status = CAIRO_STATUS_READ_ERROR;
    resolution_chunk(scale, writer.resolution);
    if (status == CAIRO_STATUS_SUCCESS)
        status = f->cairo_surface_write_to_png_stream(surface, write_png, &writer);
    f->cairo_destroy(cairo);
    f->cairo_surface_destroy(surface);
    return status;
}

enum status raster_png(const struct text *svg, double scale, struct text *png, struct text *why) {
    struct functions f;
    if (library_open(&library, &f, why) != STATUS_OK) return STATUS_INPUT;
    GError *error = NULL;
    RsvgHandle *handle = f.rsvg_handle_new_from_data((const guint8 *)svg->bytes, svg->length, &error);
    cairo_status_t status = handle == NULL ? CAIRO_STATUS_READ_ERROR : paint(&f, handle, scale, png, &error);
    if (handle != NULL) f.g_object_unref(handle);
    if (status != CAIRO_STATUS_SUCCESS)
        text_add_format(why, "the SVG cannot be painted: %s",
                        error != NULL ? error->message : f.cairo_status_to_string(status));
    else if (!font_fits(&f))
        text_add(why, "there is no font as wide as Arial, so texts may overlap: install the Debian package fonts-liberation");
    if (error != NULL) f.g_error_free(error);
    return status == CAIRO_STATUS_SUCCESS ? STATUS_OK : STATUS_INPUT;
}

#else /* built without librsvg */

bool raster_possible(struct text *why) {
    text_add(why, "this icsim was built without librsvg: install the Debian package librsvg2-dev (scripts/setup does) "
                  "and build icsim again");
    return false;
}

enum status raster_png(const struct text *svg, double scale, struct text *png, struct text *why) {
    (void)svg, (void)scale, (void)png;
    (void)raster_possible(why);
    return STATUS_INPUT;
}

#endif
