/* Journeys for people who read: what is the same everywhere once, then the scenarios beside each other in one order
 * of time where there is room, else one under the other; then what each comes to. */
#include "results/journeys.h"

#include "base/memory.h"
#include "care/person_name.h"
#include "results/saying.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIME_COLUMNS = 9,        /* "  14:07  " */
    FEWEST_BESIDE = 100,     /* columns of a terminal from which scenarios stand beside each other */
    NARROWEST = 36,          /* columns of one of them */
};
static const char between[] = " | ";

/* A line of the totals: [0] what it is, then a cell for each scenario. Owns its texts. */
struct total { struct text *cell; };

/* What is being written. Owns the totals until they are shown. */
struct page {
    const struct journeys *journeys;
    struct text *out;
    unsigned width;
    int64_t day, minute; /* told last; -1: none yet */
    struct total *total;
    size_t total_count, total_capacity;
};

/* ---- lines --------------------------------------------------------------------------------------------- */

/* Bytes of the first line of `text` that fits `columns` of UTF-8, broken at a space where there is one, but not between
 * a number and its unit; *next is where the rest begins. */
static size_t first_line(const char *text, size_t columns, const char **next) {
    size_t bytes = 0, shown = 0, space = 0;
    for (; text[bytes] != '\0'; bytes++) {
        if (((unsigned char)text[bytes] & 0xc0) != 0x80 && ++shown > columns) break;
        if (text[bytes] == ' ' && bytes > 0 && !(text[bytes - 1] >= '0' && text[bytes - 1] <= '9')) space = bytes;
    }
    if (text[bytes] != '\0' && space > 0) bytes = space;
    *next = text + bytes + (text[bytes] == ' ');
    return bytes;
}

static size_t columns_of(const char *text, size_t bytes) {
    size_t shown = 0;
    for (size_t i = 0; i < bytes; i++) shown += ((unsigned char)text[i] & 0xc0) != 0x80;
    return shown;
}

/* A new day has a line of its own, a new minute stands before its first line. */
static void add_day(struct page *page, double minute) {
    int64_t day = (int64_t)floor(minute / MINUTES_PER_DAY);
    if (day == page->day) return;
    page->day = day;
    page->minute = -1;
    say_day(page->journeys->network, minute, page->out);
    text_add(page->out, "\n");
}

static void add_time(struct page *page, double minute) {
    int64_t now = (int64_t)floor(minute);
    struct text time = {0};
    if (now != page->minute) say_time(minute, &time);
    page->minute = now;
    text_add_format(page->out, "  %-*s", TIME_COLUMNS - 2, time.bytes != NULL ? time.bytes : "");
    text_free(&time);
}

/* Texts beside each other, each broken into its column; the last column's end is no column. */
static void add_row(struct page *page, double minute, const char *const *text, uint32_t count, size_t columns) {
    const char **rest = malloc(count * sizeof *rest);
    if (rest == NULL) {
        page->out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++) rest[i] = text[i] == NULL ? "" : text[i];
    for (bool more = true, first = true; more; first = false) {
        more = false;
        if (first)
            add_time(page, minute);
        else
            text_add_format(page->out, "%*s", TIME_COLUMNS, "");
        for (uint32_t i = 0; i < count; i++) {
            const char *next;
            size_t indent = first || rest[i][0] == '\0' ? 0 : 2, bytes = first_line(rest[i], columns - indent, &next);
            text_add_format(page->out, "%*s%.*s", (int)indent, "", (int)bytes, rest[i]);
            if (i + 1 < count)
                text_add_format(page->out, "%*s%s", (int)(columns - indent - columns_of(rest[i], bytes)), "", between);
            rest[i] = next;
            more = more || next[0] != '\0';
        }
        while (page->out->length > 0 && page->out->bytes[page->out->length - 1] == ' ')
            page->out->bytes[--page->out->length] = '\0';
        text_add(page->out, "\n");
    }
    free(rest);
}

/* ---- what happened ------------------------------------------------------------------------------------- */

/* One part by itself. */
static void add_part(struct page *page, const struct journey_part *part) {
    for (size_t i = part->from; i < part->to; i++) {
        const struct happening *happening = &part->followed->happening[i];
        struct text sentence = {0};
        say_happening(page->journeys->network, happening, &sentence);
        const char *text = sentence.bytes;
        add_day(page, happening->minute);
        add_row(page, happening->minute, &text, 1, page->width - TIME_COLUMNS);
        text_free(&sentence);
    }
}

/* Several parts in one order of time, a column each. */
static void add_parts_beside(struct page *page, struct journey_part *part, uint32_t count, size_t columns) {
    const char **text = calloc(count, sizeof *text);
    struct text *sentence = calloc(count, sizeof *sentence);
    double minute = 0;
    page->out->failed = page->out->failed || text == NULL || sentence == NULL;
    while (!page->out->failed && journeys_next(page->journeys->network, part, count, &minute, sentence)) {
        add_day(page, minute);
        for (uint32_t i = 0; i < count; i++) text[i] = sentence[i].bytes;
        add_row(page, minute, text, count, columns);
    }
    for (uint32_t i = 0; i < count && sentence != NULL; i++) text_free(&sentence[i]);
    free(sentence);
    free(text);
}

static void add_headings(struct page *page, const struct journey_part *part, uint32_t count, size_t columns) {
    const struct network *network = page->journeys->network;
    text_add_format(page->out, "%*s", TIME_COLUMNS, "");
    for (uint32_t i = 0; i < count; i++) {
        struct text heading = {0};
        text_add_format(&heading, "%s%s", network->arm[i].id, part[i].followed->came ? "" : " (does not come)");
        bool last = i + 1 == count;
        text_add_format(page->out, "%-*s%s", last ? 0 : (int)columns, heading.length > 0 ? heading.bytes : "",
                        last ? "" : between);
        text_free(&heading);
    }
    text_add(page->out, "\n");
}

static void add_parting(struct page *page, struct journey_part *part, uint32_t count) {
    const struct network *network = page->journeys->network;
    size_t columns = (page->width - TIME_COLUMNS - (sizeof between - 1) * (count - 1)) / count;
    if (page->width >= FEWEST_BESIDE && columns >= NARROWEST) {
        add_headings(page, part, count, columns);
        add_parts_beside(page, part, count, columns);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        page->day = page->minute = -1;
        text_add_format(page->out, "%sIn %s:%s\n", i > 0 ? "\n" : "", network->arm[i].id,
                        part[i].followed->came ? "" : " does not come.");
        add_part(page, &part[i]);
    }
}

/* ---- what it comes to ---------------------------------------------------------------------------------- */

/* Keeps a line of the totals, and takes the cells' texts. */
static void keep_total(void *context, const char *label, struct text *cell) {
    struct page *page = context;
    uint32_t count = page->journeys->network->arm_count;
    struct text *row = calloc(count + 1, sizeof *row);
    if (row == NULL || memory_reserve(&page->total, &page->total_capacity, page->total_count + 1,
                                      sizeof page->total[0]) != STATUS_OK) {
        page->out->failed = true;
        free(row);
        return;
    }
    text_add(&row[0], label);
    for (uint32_t arm = 0; arm < count; arm++) {
        row[1 + arm] = cell[arm];
        cell[arm] = (struct text){0};
    }
    page->total[page->total_count++].cell = row;
}

/* Shows the totals, each column as wide as what is in it, and forgets them. */
static void show_totals(struct page *page) {
    uint32_t columns = page->journeys->network->arm_count + 1;
    for (size_t i = 0; i < page->total_count; i++) {
        for (uint32_t c = 0; c < columns; c++) {
            size_t widest = 0;
            for (size_t k = 0; k < page->total_count && c + 1 < columns; k++) {
                size_t width = columns_of(page->total[k].cell[c].bytes, page->total[k].cell[c].length);
                widest = width > widest ? width : widest;
            }
            const struct text *cell = &page->total[i].cell[c];
            size_t width = columns_of(cell->bytes, cell->length), pad = widest > width ? widest - width : 0;
            text_add_format(page->out, "  %s%*s", cell->bytes, (int)pad, "");
        }
        text_add(page->out, "\n");
    }
    for (size_t i = 0; i < page->total_count; i++) {
        for (uint32_t c = 0; c < columns; c++) text_free(&page->total[i].cell[c]);
        free(page->total[i].cell);
    }
    page->total_count = 0;
}

static void add_totals(struct page *page, uint64_t person) {
    const struct network *network = page->journeys->network;
    struct text *cell = calloc(network->arm_count, sizeof *cell);
    page->out->failed = page->out->failed || cell == NULL;
    if (cell == NULL) return;
    text_add(page->out, "\n");
    for (uint32_t arm = 0; arm < network->arm_count; arm++) text_add(&cell[arm], network->arm[arm].id);
    keep_total(page, "In all", cell);
    free(cell);
    if (journeys_totals(page->journeys, person, keep_total, page) != STATUS_OK) page->out->failed = true;
    if (!page->out->failed) show_totals(page);
}

/* ---- one person ---------------------------------------------------------------------------------------- */

static void say_parting(struct page *page, double minute, bool same_before) {
    text_add(page->out, same_before ? "\nThe same in all scenarios until here; they part at "
                                    : "The scenarios differ from the first, at ");
    say_time(minute, page->out);
    text_add(page->out, " on ");
    say_day(page->journeys->network, minute, page->out);
    text_add(page->out, ".\n\n");
}

static void add_person(struct page *page, const struct journey_person *who) {
    const struct network *network = page->journeys->network;
    const struct stream *stream = &network->stream[person_stream(who->person)];
    size_t common = journeys_common(page->journeys, who->person);
    struct journey_part *part = calloc(network->arm_count, sizeof *part);
    page->out->failed = page->out->failed || part == NULL;
    if (part == NULL) return;
    text_add(page->out, "Person ");
    person_name(network, who->person, page->out);
    text_add_format(page->out, " (simulated): %s, of group %s.\nChosen: %s.\n\n", network->area[stream->area].name,
                    network_group(network, stream->cell), who->because);
    double parting = journeys_part(page->journeys, who->person, part);
    page->day = page->minute = -1;
    add_part(page, &(struct journey_part){part[0].followed, 0, common});
    if (!isinf(parting)) {
        say_parting(page, parting, common > 0);
        page->day = page->minute = -1;
        add_parting(page, part, network->arm_count);
    } else if (network->arm_count > 1) {
        text_add(page->out, "\nThe same in all scenarios, to the end.\n");
    }
    add_totals(page, who->person);
    free(part);
}

void journeys_text(const struct journeys *journeys, unsigned width, struct text *out) {
    const struct network *network = journeys->network;
    struct page page = {.journeys = journeys, .out = out, .width = width < NARROWEST ? NARROWEST : width};
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        const char *title = network->arm[arm].title;
        text_add_format(out, "%s%s%s\n", network->arm[arm].id, title != NULL ? ": " : "", title != NULL ? title : "");
    }
    text_add_format(out, "Simulated: replication %u, seed %u. Nobody here is a real patient.\n", journeys->replication,
                    journeys->seed);
    for (size_t i = 0; i < journeys->count; i++) {
        text_add(out, "\n");
        add_person(&page, &journeys->person[i]);
    }
    free(page.total);
}
