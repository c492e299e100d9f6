/* JavaScriptCore and librsvg run under the address sanitizer too; what they keep is in tests/support/lsan.supp. */
#include "report/picture.h"
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Skips the test where this program was built without what draws, saying why. */
static struct picture_renderer *renderer_or_skip(void) {
    struct text why = {0};
    struct picture_renderer *renderer = picture_renderer_new(&why);
    if (renderer == NULL) cr_skip_test("no pictures here: %s", why.bytes);
    cr_assert(why.length == 0, "%s", why.bytes);
    return renderer;
}

Test(picture, where_it_is_not_possible_a_sentence_says_what_to_install) {
    struct text why = {0}, other = {0};
    struct picture_renderer *renderer = picture_renderer_new(&why);
    cr_assert(picture_possible(&other) == (renderer != NULL));
    cr_assert((why.length == 0) == (renderer != NULL) && (other.length == 0) == (renderer != NULL));
    if (renderer == NULL) {
        cr_assert_str_eq(why.bytes, other.bytes);
        cr_assert(strstr(why.bytes, "install") != NULL || strstr(why.bytes, "scripts/setup") != NULL);
    }
    picture_renderer_free(renderer);
    text_free(&why), text_free(&other);
}

/* Where a program may have too few addresses, JavaScriptCore would end it. */
Test(picture, too_few_addresses_give_a_sentence) {
    if (getenv("ICSIM_SHORT") != NULL) cr_skip_test("sanitizers need such addresses for themselves");
    picture_renderer_free(renderer_or_skip());
    struct rlimit limit;
    struct text why = {0};
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = (rlim_t)4 << 30;
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    cr_assert(picture_renderer_new(&why) == NULL);
    cr_assert(strstr(why.bytes, "ulimit -v") != NULL);
    text_free(&why);
}

static const char bars[] =
    "{\"data\": {\"name\": \"rows\", \"format\": {\"type\": \"csv\"}}, \"width\": 200, \"height\": 100,"
    " \"datasets\": {\"rows\": \"option,day,cost\\nToday,2027-01-04,10\\nWest,2027-07-04,12.5\\n\"},"
    " \"config\": {\"axis\": {\"labelLimit\": 0}}, \"mark\": {\"type\": \"bar\", \"color\": \"var(--c1, #12436d)\"},"
    " \"encoding\": {\"y\": {\"field\": \"option\", \"type\": \"nominal\"}, \"x\": {\"field\": \"cost\", \"type\": \"quantitative\"}}}";

/* Circles by time of day and by chance: what could differ from run to run and from place to place. */
static const char doubtful[] =
    "{\"data\": {\"values\": [{\"day\": \"2027-01-04T12:00:00Z\", \"v\": 1}, {\"day\": \"2027-07-04T12:00:00Z\", \"v\": 2}]},"
    " \"transform\": [{\"calculate\": \"random()\", \"as\": \"chance\"}, {\"calculate\": \"now()\", \"as\": \"now\"}], \"mark\": \"point\","
    " \"encoding\": {\"x\": {\"field\": \"day\", \"type\": \"temporal\"}, \"y\": {\"field\": \"chance\", \"type\": \"quantitative\"},"
    " \"size\": {\"field\": \"now\", \"type\": \"quantitative\"}, \"color\": {\"field\": \"v\", \"type\": \"quantitative\"}}}";

static struct text drawn(struct picture_renderer *renderer, const char *spec) {
    struct text svg = {0}, why = {0};
    enum status status = picture_svg(renderer, spec, &svg, &why);
    cr_assert(status == STATUS_OK && why.length == 0, "%s", why.bytes);
    cr_assert(strncmp(svg.bytes, "<svg ", 5) == 0 && strcmp(svg.bytes + svg.length - 6, "</svg>") == 0);
    text_free(&why);
    return svg;
}

Test(picture, the_same_spec_gives_the_same_bytes_in_any_order_and_time_zone) {
    struct picture_renderer *renderer = renderer_or_skip();
    struct text first[2] = {drawn(renderer, bars), drawn(renderer, doubtful)};
    picture_renderer_free(renderer);
    setenv("TZ", "America/New_York", 1);
    renderer = renderer_or_skip();
    struct text again[2] = {drawn(renderer, doubtful), {0}};
    text_free(&again[0]); /* what one picture numbers, the next must not go on with */
    again[1] = drawn(renderer, doubtful);
    again[0] = drawn(renderer, bars);
    for (int i = 0; i < 2; i++) {
        struct text png[2] = {{0}}, why = {0};
        cr_assert_str_eq(first[i].bytes, again[i].bytes);
        cr_assert(picture_png(&first[i], 1, &png[0], &why) == STATUS_OK);
        cr_assert(picture_png(&again[i], 1, &png[1], &why) == STATUS_OK);
        cr_assert(png[0].length == png[1].length && memcmp(png[0].bytes, png[1].bytes, png[0].length) == 0);
        text_free(&png[0]), text_free(&png[1]), text_free(&why);
        text_free(&first[i]), text_free(&again[i]);
    }
    picture_renderer_free(renderer);
    cr_assert_str_eq(getenv("TZ"), "America/New_York", "the time zone is as it was");
    cr_assert(getenv("JSC_SIGNAL_FOR_GC") == NULL);
}

Test(picture, colours_of_the_page_become_literal) {
    struct picture_renderer *renderer = renderer_or_skip();
    struct text svg = drawn(renderer, bars);
    cr_assert(strstr(svg.bytes, "#12436d") != NULL && strstr(svg.bytes, "var(") == NULL);
    text_free(&svg);
    picture_renderer_free(renderer);
}

/* A name drawn in ten pixels, with more properties of its mark, stands in the SVG as `in_svg`. */
static void expect_text(struct picture_renderer *renderer, const char *json_name, const char *more, const char *in_svg) {
    struct text spec = {0};
    text_add_format(&spec, "{\"data\": {\"values\": [{\"name\": \"%s\"}]}, \"mark\": {\"type\": \"text\", \"fontSize\": 10%s},"
                           " \"config\": {\"aria\": false}, \"encoding\": {\"text\": {\"field\": \"name\"}}}",
                    json_name, more);
    struct text svg = drawn(renderer, spec.bytes), wanted = {0};
    text_add_format(&wanted, ">%s</text>", in_svg);
    cr_assert(strstr(svg.bytes, wanted.bytes) != NULL, "%s is not in %s", wanted.bytes, svg.bytes);
    text_free(&spec), text_free(&svg), text_free(&wanted);
}

Test(picture, hostile_names_stand_literally) {
    struct picture_renderer *renderer = renderer_or_skip();
    expect_text(renderer, "</script><script>alert(1)</script>", "",
                "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect_text(renderer, "\\\"two\\\" & 'one' \\\\ <!--", "", "\"two\" &amp; 'one' \\ &lt;!--");
    expect_text(renderer, "${1} var(--c1, #fff) ]]>", "", "${1} var(--c1, #fff) ]]&gt;");
    expect_text(renderer, "\xc3\xa9 \xe2\x80\xae \xe2\x80\xa8 \xf0\x9f\x8f\xa5", "", "\xc3\xa9 \xe2\x80\xae \xe2\x80\xa8 \xf0\x9f\x8f\xa5");
    /* What no XML may hold becomes the sign for "unreadable", and the file stays one that can be read. */
    expect_text(renderer, "a\\u0000b\\u001bc\\ud800d\\ufffe", "", "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xef\xbf\xbd" "d\xef\xbf\xbd");
    picture_renderer_free(renderer);
}

/* Helvetica: W 944, i 222, the ellipsis 1000 thousandths; in bold W 944, i 278. At 10 pixels WWWWW is 47.2 wide. */
Test(picture, texts_are_as_wide_as_in_helvetica) {
    struct picture_renderer *renderer = renderer_or_skip();
    expect_text(renderer, "WWWWW", ", \"limit\": 47.3", "WWWWW");
    expect_text(renderer, "WWWWW", ", \"limit\": 47.1", "WWW\xe2\x80\xa6");
    expect_text(renderer, "iiiiiiiiii", ", \"limit\": 22.3", "iiiiiiiiii");
    expect_text(renderer, "iiiiiiiiii", ", \"limit\": 22.3, \"fontWeight\": \"bold\"", "iiii\xe2\x80\xa6");
    expect_text(renderer, "\xc3\xa9\xc3\xa9", ", \"limit\": 11.2", "\xc3\xa9\xc3\xa9");
    picture_renderer_free(renderer);
}

static void expect_refused(struct picture_renderer *renderer, const char *spec, const char *part) {
    struct text svg = {0}, why = {0};
    cr_assert(picture_svg(renderer, spec, &svg, &why) == STATUS_INPUT);
    cr_assert(why.length > 0 && why.length < 400 && strchr(why.bytes, '\n') == NULL);
    cr_assert(strstr(why.bytes, part) != NULL, "%s is not in: %s", part, why.bytes);
    cr_assert(svg.length == 0);
    text_free(&svg), text_free(&why);
}

Test(picture, a_broken_spec_gives_a_sentence_and_harms_no_other) {
    struct picture_renderer *renderer = renderer_or_skip();
    struct text before = drawn(renderer, bars);
    expect_refused(renderer, "", "JSON");
    expect_refused(renderer, "{\"mark\": ", "JSON");
    expect_refused(renderer, "{\"mark\": \"b\xff\"}", "not UTF-8");
    expect_refused(renderer, "null", "null");
    expect_refused(renderer, "[]", "Invalid specification");
    expect_refused(renderer, "{\"mark\": \"point\", \"params\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "Duplicate signal");
    expect_refused(renderer, "{\"mark\": \"point\", \"transform\": [{\"calculate\": \"nosuch(1)\", \"as\": \"b\"}]}", "nosuch");
    expect_refused(renderer, "{\"mark\": \"point\", \"transform\": [{\"calculate\": \"1 +\", \"as\": \"b\"}]}", "Unexpected end");
    expect_refused(renderer, "{\"mark\": {\"type\": \"bar\", \"color\": \"var(--c1)\"}}", "var(--c1) says no colour");
    expect_refused(renderer, "{\"mark\": \"point\", \"data\": {\"url\": \"rows.csv\"}}", "asks for rows.csv");
    expect_refused(renderer, "{\"data\": {\"values\": [{\"u\": \"a.png\"}]}, \"mark\": \"image\", \"encoding\": {\"url\": {\"field\": \"u\"}}}",
                   "asks for a.png");
    struct text deep = {0};
    for (int i = 0; i < 200000; i++)
        text_add(&deep, "[");
    expect_refused(renderer, deep.bytes, "");
    struct text after = drawn(renderer, bars);
    cr_assert_str_eq(before.bytes, after.bytes);
    text_free(&deep), text_free(&before), text_free(&after);
    picture_renderer_free(renderer);
}

Test(picture, what_vega_warns_of_is_told) {
    struct picture_renderer *renderer = renderer_or_skip();
    struct text svg = {0}, why = {0};
    static const char no_such_field[] = "{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"point\","
                                        " \"encoding\": {\"x\": {\"field\": \"b\", \"type\": \"quantitative\"}}}";
    cr_assert(picture_svg(renderer, no_such_field, &svg, &why) == STATUS_OK);
    cr_assert(svg.length > 0 && strstr(why.bytes, "Infinite extent for field \"b\"") != NULL, "%s", why.bytes);
    text_free(&svg), text_free(&why);
    picture_renderer_free(renderer);
}

static unsigned long number_32(const struct text *png, size_t at) {
    unsigned long number = 0;
    for (size_t i = 0; i < 4; i++)
        number = number << 8 | (unsigned char)png->bytes[at + i];
    return number;
}

Test(picture, a_png_has_the_size_and_resolution_asked_for) {
    struct picture_renderer *renderer = renderer_or_skip();
    static const char exact[] = "{\"data\": {\"values\": [{}]}, \"mark\": \"point\", \"width\": 300, \"height\": 120, \"padding\": 0}";
    struct text svg = drawn(renderer, exact), why = {0};
    static const double scale[] = {1, 2, 1.5};
    for (int i = 0; i < 3; i++) {
        struct text png = {0};
        cr_assert(picture_png(&svg, scale[i], &png, &why) == STATUS_OK);
        cr_assert(memcmp(png.bytes, "\x89PNG\r\n\x1a\n", 8) == 0);
        cr_assert(number_32(&png, 16) == (unsigned long)(300 * scale[i]) && number_32(&png, 20) == (unsigned long)(120 * scale[i]));
        cr_assert(memcmp(png.bytes + 37, "pHYs", 4) == 0);
        cr_assert(number_32(&png, 41) == (unsigned long)(96 * scale[i] / 0.0254 + 0.5));
        cr_assert(memcmp(png.bytes + png.length - 8, "IEND", 4) == 0);
        if (i == 0) /* worked out by Python's zlib.crc32 */
            cr_assert(number_32(&png, 50) == 0x952b0e1bu, "%lx", number_32(&png, 50));
        text_free(&png);
    }
    text_free(&svg), text_free(&why);
    picture_renderer_free(renderer);
}

Test(picture, what_is_no_svg_or_too_large_gives_a_sentence) {
    picture_renderer_free(renderer_or_skip());
    static const char *const wrong[] = {"", "<svg", "<p/>", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>"};
    struct text png = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct text svg = {0}, why = {0};
        text_add(&svg, wrong[i]);
        cr_assert(picture_png(&svg, 2, &png, &why) == STATUS_INPUT && strstr(why.bytes, "cannot be painted") != NULL);
        text_free(&svg), text_free(&why);
    }
    struct text svg = {0};
    text_add(&svg, "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>");
    static const double scale[] = {0, -1, 400, 0.0 / 0.0};
    for (int i = 0; i < 4; i++) {
        struct text why = {0};
        cr_assert(picture_png(&svg, scale[i], &png, &why) == STATUS_INPUT && why.length > 0);
        text_free(&why);
    }
    cr_assert(png.length == 0);
    text_free(&svg);
}

static volatile sig_atomic_t heard;

static void hear(int number) {
    (void)number;
    heard++;
}

Test(picture, signals_of_batch_systems_stay_the_programs) {
    static const int batch[] = {SIGUSR1, SIGUSR2, SIGTERM};
    for (int i = 0; i < 3; i++)
        signal(batch[i], hear);
    struct picture_renderer *renderer = renderer_or_skip();
    for (int i = 0; i < 3; i++) {
        raise(batch[i]);
        struct text svg = drawn(renderer, bars);
        text_free(&svg);
    }
    cr_assert(heard == 3);
    picture_renderer_free(renderer);
}
