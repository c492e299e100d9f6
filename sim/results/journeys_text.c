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

/* One scenario's part of what is told: the happenings from `from` to `to`. */
struct part { const struct followed *followed; size_t from, to; };

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
static void add_part(struct page *page, const struct part *part) {
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
static void add_parts_beside(struct page *page, struct part *part, uint32_t count, size_t columns) {
    const char **text = calloc(count, sizeof *text);
    struct text *sentence = calloc(count, sizeof *sentence);
    page->out->failed = page->out->failed || text == NULL || sentence == NULL;
    while (!page->out->failed) {
        double minute = INFINITY;
        for (uint32_t i = 0; i < count; i++)
            if (part[i].from < part[i].to && part[i].followed->happening[part[i].from].minute < minute)
                minute = part[i].followed->happening[part[i].from].minute;
        if (isinf(minute)) break;
        add_day(page, minute);
        for (uint32_t i = 0; i < count; i++) {
            const struct happening *next = &part[i].followed->happening[part[i].from];
            bool now = part[i].from < part[i].to && next->minute == minute;
            text_free(&sentence[i]);
            if (now) say_happening(page->journeys->network, next, &sentence[i]);
            part[i].from += now;
            text[i] = sentence[i].bytes;
        }
        add_row(page, minute, text, count, columns);
    }
    for (uint32_t i = 0; i < count && sentence != NULL; i++) text_free(&sentence[i]);
    free(sentence);
    free(text);
}

static void add_headings(struct page *page, const struct part *part, uint32_t count, size_t columns) {
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

static void add_parting(struct page *page, struct part *part, uint32_t count) {
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

/* Adds a line of the totals if any scenario has something in it, and takes the cells' texts. */
static void add_total(struct page *page, const char *label, struct text *cell) {
    uint32_t count = page->journeys->network->arm_count;
    bool some = false;
    for (uint32_t arm = 0; arm < count; arm++) some = some || cell[arm].length > 0;
    if (!some) return;
    struct text *row = calloc(count + 1, sizeof *row);
    if (row == NULL || memory_reserve(&page->total, &page->total_capacity, page->total_count + 1,
                                      sizeof page->total[0]) != STATUS_OK) {
        page->out->failed = true;
        free(row);
        return;
    }
    text_add(&row[0], label);
    for (uint32_t arm = 0; arm < count; arm++) {
        if (cell[arm].length == 0) text_add(&cell[arm], "-");
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

static const struct followed *journey_in(const struct page *page, uint32_t arm, uint64_t person) {
    return follow_find(&page->journeys->follow[arm], person);
}

static void add_sums(struct page *page, uint64_t person, struct text *cell) {
    static const struct { enum journey_sum sum, km; const char *label; } rows[] = {
        {JOURNEY_WAIT, JOURNEY_SUMS, "waiting in lines"},
        {JOURNEY_TRAVEL, JOURNEY_TRAVEL_KM, "travel"},
        {JOURNEY_STAFF, JOURNEY_STAFF_KM, "staff on their way"},
        {JOURNEY_HANDOVER, JOURNEY_SUMS, "handed over"},
        {JOURNEY_STAY, JOURNEY_SUMS, "from starts to leaving"},
        {JOURNEY_KEPT, JOURNEY_SUMS, "  of it after the work"},
    };
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        for (uint32_t arm = 0; arm < page->journeys->network->arm_count; arm++) {
            const struct followed *followed = journey_in(page, arm, person);
            double minutes = journey_sum(followed, rows[row].sum);
            double km = rows[row].km == JOURNEY_SUMS ? (double)NAN : journey_sum(followed, rows[row].km);
            if (!isnan(minutes)) say_duration(minutes, &cell[arm]);
            if (!isnan(km)) text_add_format(&cell[arm], ", %.1f km", km);
        }
        add_total(page, rows[row].label, cell);
    }
}

/* The n-th reading of a standard; NULL where there is none. */
static const struct happening *reading_of(const struct followed *followed, uint32_t standard, size_t n) {
    for (size_t i = 0; i < followed->count; i++) {
        const struct happening *at = &followed->happening[i];
        if (at->kind == HAPPENS_reading && say_number(at, "standard", "standard") == standard && n-- == 0) return at;
    }
    return NULL;
}

static void add_readings(struct page *page, uint64_t person, struct text *cell) {
    const struct network *network = page->journeys->network;
    for (uint32_t standard = 0; standard < network->standard_count; standard++)
        for (size_t n = 0, some = 1; some > 0; n++) {
            some = 0;
            struct text label = {0};
            for (uint32_t arm = 0; arm < network->arm_count; arm++) {
                const struct happening *reading = reading_of(journey_in(page, arm, person), standard, n);
                if (reading == NULL) continue;
                double verdict = say_number(reading, "verdict", "verdict");
                some++;
                if (verdict == VERDICT_UNFINISHED) text_add(&cell[arm], "at least ");
                say_duration(say_number(reading, "reading", "duration"), &cell[arm]);
                text_add(&cell[arm], verdict == VERDICT_WITHIN ? ", inside " : ", outside ");
                say_duration(say_number(reading, "target", "duration"), &cell[arm]);
            }
            text_add_format(&label, n == 0 ? "%s" : "%s, %zu", network->standard[standard].name, n + 1);
            add_total(page, label.bytes != NULL ? label.bytes : "", cell);
            text_free(&label);
        }
}

static void add_monies(struct page *page, uint64_t person, struct text *cell) {
    static const char *const label[JOURNEY_MONIES] = {"cost to", "received by", "paid by"};
    const struct network *network = page->journeys->network;
    for (int money = 0; money < JOURNEY_MONIES; money++)
        for (uint32_t organisation = 0; organisation < network->organisation_count; organisation++) {
            struct text row = {0};
            for (uint32_t arm = 0; arm < network->arm_count; arm++) {
                double sum = journey_money(journey_in(page, arm, person), (enum journey_money)money, organisation);
                if (sum != 0) say_money(sum, &cell[arm]);
            }
            text_add_format(&row, "%s %s", label[money], network->organisation[organisation].name);
            add_total(page, row.bytes != NULL ? row.bytes : "", cell);
            text_free(&row);
        }
}

static void add_totals(struct page *page, uint64_t person) {
    const struct network *network = page->journeys->network;
    struct text *cell = calloc(network->arm_count, sizeof *cell);
    page->out->failed = page->out->failed || cell == NULL;
    if (cell == NULL) return;
    text_add(page->out, "\n");
    for (uint32_t arm = 0; arm < network->arm_count; arm++) text_add(&cell[arm], network->arm[arm].id);
    add_total(page, "In all", cell);
    add_sums(page, person, cell);
    add_readings(page, person, cell);
    add_monies(page, person, cell);
    for (uint32_t arm = 0; arm < network->arm_count; arm++) text_free(&cell[arm]);
    free(cell);
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
    struct part *part = calloc(network->arm_count, sizeof *part);
    page->out->failed = page->out->failed || part == NULL;
    if (part == NULL) return;
    text_add(page->out, "Person ");
    person_name(network, who->person, page->out);
    text_add_format(page->out, " (simulated): %s, of group %s.\nChosen: %s.\n\n", network->area[stream->area].name,
                    network_group(network, stream->cell), who->because);
    double parting = INFINITY;
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        part[arm] = (struct part){journey_in(page, arm, who->person), common, 0};
        part[arm].to = part[arm].followed->count;
        if (part[arm].to > common && part[arm].followed->happening[common].minute < parting)
            parting = part[arm].followed->happening[common].minute;
    }
    page->day = page->minute = -1;
    add_part(page, &(struct part){part[0].followed, 0, common});
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
