/* Names are looked up one after the other, so that the sentence is about the first that is wrong. */
#include "care/person_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 5, LONGEST_PART = 256 };

/* Bands that stand for no level of a rate: their people have a word instead of a date, and are numbered through. */
static const struct { uint32_t band; const char *word; } worded[] = {
    {PERSON_BAND_AT_START, "start"},
    {PERSON_BAND_PLANNED, "planned"},
};
enum { WORDED = sizeof worded / sizeof worded[0] };

void person_name(const struct network *network, uint64_t person, struct text *out) {
    const struct stream *stream = &network->stream[person_stream(person)];
    text_add_format(out, "%s/%s/%s/", network->pathway[stream->pathway].id, network->area[stream->area].id,
                    network_group(network, stream->cell));
    for (size_t i = 0; i < WORDED; i++)
        if (worded[i].band == person_band(person)) {
            uint64_t number = (uint64_t)person_day(person) << PERSON_ORDINAL_BITS | person_ordinal(person);
            text_add_format(out, "%s/%llu", worded[i].word, (unsigned long long)number);
            return;
        }
    char day[11];
    calendar_format(network->first_day + (int32_t)person_day(person), day);
    text_add_format(out, "%s/%u.%u", day, person_band(person), person_ordinal(person));
}

/* Where an id is being read. */
struct reader {
    const struct network *network;
    const char *name;
    char part[PARTS][LONGEST_PART];
    enum person_fault fault;
    struct text *why;
};

static const char *const sentences[PERSON_FAULTS] = {
#define PERSON_FAULT(id, sentence) sentence,
#include "care/person_name.def"
#undef PERSON_FAULT
};

static bool refuse(struct reader *reader, enum person_fault fault, const char *what, const char *hint) {
    reader->fault = fault;
    /* Each sentence of the list has two %s, in this order. */
    const char *first = strstr(sentences[fault], "%s"), *second = strstr(first + 2, "%s");
    text_add_format(reader->why, "%.*s%s%.*s%s%s", (int)(first - sentences[fault]), sentences[fault], what,
                    (int)(second - first - 2), first + 2, hint, second + 2);
    return false;
}

static void say_example(struct reader *reader) {
    struct text example = {0};
    const struct network *network = reader->network;
    if (network->stream_count > 0)
        person_name(network, person_pack((uint32_t)(network->window_from / MINUTES_PER_DAY), 0, 0, 0), &example);
    refuse(reader, PERSON_form, reader->name, example.bytes != NULL ? example.bytes : "");
    text_free(&example);
}

static bool split(struct reader *reader) {
    const char *from = reader->name;
    for (int i = 0; i < PARTS; i++) {
        const char *to = i + 1 < PARTS ? strchr(from, '/') : from + strlen(from);
        if (to == NULL || to == from || to - from >= LONGEST_PART || (i + 1 == PARTS && strchr(from, '/') != NULL)) {
            say_example(reader);
            return false;
        }
        memcpy(reader->part[i], from, (size_t)(to - from));
        reader->part[i][to - from] = '\0';
        from = to + 1;
    }
    return true;
}

/* The names of one kind, for looking one up. */
struct names { const char **name; uint32_t count; };

static uint32_t look_up(struct reader *reader, int part, enum person_fault fault, const struct names *names) {
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->name[i], reader->part[part]) == 0) return i;
    struct text hint = {0};
    const char *near = text_nearest(reader->part[part], names->name, names->count);
    if (near != NULL) text_add_format(&hint, "; did you mean \"%s\"?", near);
    for (uint32_t i = 0; near == NULL && i < names->count && i < 6; i++)
        text_add_format(&hint, "%s%s", i == 0 ? ": expected one of " : ", ", names->name[i]);
    if (near == NULL && names->count > 6) text_add(&hint, ", ..");
    refuse(reader, fault, reader->part[part], hint.bytes != NULL ? hint.bytes : "");
    text_free(&hint);
    return NONE;
}

/* The stream that the first three parts name; NONE, said, where there is none. */
static uint32_t read_stream(struct reader *reader) {
    const struct network *network = reader->network;
    uint32_t most = network->pathway_count + network->area_count + network->cell_count, stream = NONE;
    const char **name = malloc((most + 1) * sizeof *name);
    if (name == NULL) return NONE;
    struct names pathways = {name, network->pathway_count};
    struct names areas = {name + network->pathway_count, network->area_count};
    uint32_t lists = network_cells_together(network);
    struct names cells = {areas.name + network->area_count, network->cell_count / lists};
    for (uint32_t i = 0; i < pathways.count; i++) pathways.name[i] = network->pathway[i].id;
    for (uint32_t i = 0; i < areas.count; i++) areas.name[i] = network->area[i].id;
    for (uint32_t i = 0; i < cells.count; i++) cells.name[i] = network_group(network, i * lists);
    uint32_t pathway = look_up(reader, 0, PERSON_pathway, &pathways), area = NONE, cell = NONE;
    if (pathway != NONE) area = look_up(reader, 1, PERSON_area, &areas);
    if (area != NONE) cell = look_up(reader, 2, PERSON_group, &cells);
    for (uint32_t i = 0; i < network->stream_count && cell != NONE; i += network_streams_together(network))
        if (network->stream[i].pathway == pathway && network->stream[i].area == area && network->stream[i].cell == cell * lists)
            stream = i;
    if (cell != NONE && stream == NONE) {
        struct text what = {0};
        text_add_format(&what, "%s/%s/%s", reader->part[0], reader->part[1], reader->part[2]);
        refuse(reader, PERSON_nobody, what.bytes != NULL ? what.bytes : "", "");
        text_free(&what);
    }
    free(name);
    return stream;
}

/* A whole number below `limit` at *text, which then stands behind it. */
static bool read_whole(const char **text, uint64_t limit, uint64_t *number) {
    const char *at = *text;
    *number = 0;
    while (*at >= '0' && *at <= '9' && *number < limit) *number = *number * 10 + (uint64_t)(*at++ - '0');
    bool good = at != *text && *number < limit && !(*at >= '0' && *at <= '9') && !(**text == '0' && at - *text > 1);
    *text = at;
    return good;
}

static bool read_worded(struct reader *reader, uint32_t stream, uint32_t band, uint64_t *person) {
    const char *at = reader->part[4];
    uint64_t number;
    bool good = read_whole(&at, (uint64_t)1 << (PERSON_DAY_BITS + PERSON_ORDINAL_BITS), &number) && *at == '\0';
    if (!good) return refuse(reader, PERSON_number, reader->part[4], "a whole number, e.g. 17");
    *person = person_pack((uint32_t)(number >> PERSON_ORDINAL_BITS), stream, band,
                          (uint32_t)number & ((1u << PERSON_ORDINAL_BITS) - 1));
    return true;
}

static bool read_dated(struct reader *reader, uint32_t stream, uint64_t *person) {
    const struct network *network = reader->network;
    int32_t day, last = network->first_day + (int32_t)(network->follow_to / MINUTES_PER_DAY);
    char from[11], to[11];
    struct text run = {0};
    calendar_format(network->first_day, from);
    calendar_format(last, to);
    if (!calendar_parse(reader->part[3], &day)) {
        text_add_format(&run, ", %s to %s", from, to);
        refuse(reader, PERSON_date, reader->part[3], run.bytes != NULL ? run.bytes : "");
        text_free(&run);
        return false;
    }
    if (day < network->first_day || day > last) {
        text_add_format(&run, "%s to %s", from, to);
        refuse(reader, PERSON_outside, reader->part[3], run.bytes != NULL ? run.bytes : "");
        text_free(&run);
        return false;
    }
    const char *at = reader->part[4];
    uint64_t band, ordinal = 0;
    bool good = read_whole(&at, PERSON_BAND_AT_START - WORDED + 1, &band) && *at++ == '.' &&
                read_whole(&at, (uint64_t)1 << PERSON_ORDINAL_BITS, &ordinal) && *at == '\0';
    if (!good) return refuse(reader, PERSON_number, reader->part[4], "two whole numbers with a point, e.g. 4.17");
    *person = person_pack((uint32_t)(day - network->first_day), stream, (uint32_t)band, (uint32_t)ordinal);
    return true;
}

bool person_read(const struct network *network, const char *name, uint64_t *person, enum person_fault *fault,
                 struct text *why) {
    struct reader reader = {.network = network, .name = name, .fault = PERSON_form, .why = why};
    bool good = split(&reader);
    uint32_t stream = good ? read_stream(&reader) : NONE, band = NONE;
    good = stream != NONE;
    for (size_t i = 0; i < WORDED; i++)
        if (strcmp(reader.part[3], worded[i].word) == 0) band = worded[i].band;
    if (good) good = band != NONE ? read_worded(&reader, stream, band, person) : read_dated(&reader, stream, person);
    *fault = reader.fault;
    return good;
}
