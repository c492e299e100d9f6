/* A sentence is walked once: plain text is copied, "{name:type}" takes the next number, "[" .. "]" is left out where
 * the first number in it is missing. Types are one table. */
#include "results/saying.h"

#include "base/check.h"
#include "results/number.h"
#include "results/quote.h"

#include <math.h>
#include <string.h>

/* ---- times and money ----------------------------------------------------------------------------------- */

static void two_units(double large, double small, const char *const unit[2], struct text *out) {
    if (large > 0) text_add_format(out, "%.0f %s", large, unit[0]);
    if (small > 0 || large == 0) text_add_format(out, "%s%.0f %s", large > 0 ? " " : "", small, unit[1]);
}

void say_duration(double minutes, struct text *out) {
    static const char *const hours[] = {"h", "min"}, *const days[] = {"d", "h"};
    double seconds = round(minutes * 60), whole = round(minutes), whole_hours = round(minutes / MINUTES_PER_HOUR);
    if (seconds < 60 && (seconds > 0 || minutes > 0))
        text_add_format(out, "%.0f s", seconds);
    else if (whole < 2 * MINUTES_PER_DAY)
        two_units(floor(whole / MINUTES_PER_HOUR), fmod(whole, MINUTES_PER_HOUR), hours, out);
    else
        two_units(floor(whole_hours / 24), fmod(whole_hours, 24), days, out);
}

void say_day(const struct network *network, double minute, struct text *out) {
    static const char *const weekday[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t day = network->first_day + (int32_t)floor(minute / MINUTES_PER_DAY);
    struct date date = calendar_date(day);
    text_add_format(out, "%s %d %s %d", weekday[calendar_weekday(day)], date.day, month[date.month - 1], date.year);
}

void say_time(double minute, struct text *out) {
    int of_day = (int)floor(minute - floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY);
    text_add_format(out, "%02d:%02d", of_day / 60, of_day % 60);
}

void say_iso(const struct network *network, double minute, struct text *out) {
    char day[11];
    double of_day = minute - floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    int second = (int)floor(of_day * 60);
    calendar_format(network->first_day + (int32_t)floor(minute / MINUTES_PER_DAY), day);
    text_add_format(out, "%sT%02d:%02d:%02d", day, second / 3600, second / 60 % 60, second % 60);
}

void say_money(double micro_pounds, struct text *out) {
    double pence = round(fabs(micro_pounds) / 1e4), pounds = floor(pence / 100);
    text_add(out, micro_pounds < 0 && pence > 0 ? "GBP -" : "GBP ");
    char digits[NUMBER_BYTES];
    number_format_fixed(pounds, 0, digits);
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++)
        text_add_format(out, "%s%c", i > 0 && (length - i) % 3 == 0 ? "," : "", digits[i]);
    text_add_format(out, ".%02.0f", pence - 100 * pounds);
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* A name for people and one for programs. */
struct called { const char *name, *id; };

static struct called of_pathway(const struct network *network, uint32_t i) {
    return (struct called){network->pathway[i].name, network->pathway[i].id};
}

static struct called of_area(const struct network *network, uint32_t i) {
    return (struct called){network->area[i].name, network->area[i].id};
}

static struct called of_list(const struct network *network, uint32_t i) {
    return i < network->list_count ? (struct called){network->list[i].name, network->list[i].id} : (struct called){"none", "none"};
}

static struct called of_provider(const struct network *network, uint32_t i) {
    return (struct called){network->provider[i].name, network->provider[i].id};
}

static struct called of_party(const struct network *network, uint32_t i) {
    return (struct called){network->organisation[i].name, network->organisation[i].id};
}

static struct called of_step(const struct network *network, uint32_t i) {
    const struct step *step = &network->step[i];
    const char *point = strchr(step->id, '.');
    bool unnamed = step->name == NULL || strcmp(step->name, step->id) == 0;
    return (struct called){unnamed && point != NULL ? point + 1 : unnamed ? step->id : step->name, step->id};
}

static struct called of_next(const struct network *network, uint32_t i) {
    return i == NONE ? (struct called){"home", "home"} : of_step(network, i);
}

static struct called of_standard(const struct network *network, uint32_t i) {
    return (struct called){network->standard[i].name, network->standard[i].id};
}

static struct called of_escalation(const struct network *network, uint32_t i) {
    return (struct called){network->escalation[i].name, network->escalation[i].id};
}
static struct called of_rule(const struct network *network, uint32_t i) {
    return (struct called){network->money_rule[i].id, network->money_rule[i].id};
}

static struct called of_handoff(const struct network *network, uint32_t i) {
    return (struct called){network->handoff[i].name, network->handoff[i].id};
}

static struct called of_mode(const struct network *network, uint32_t i) {
    const char *mode = i < network->travel.mode_count ? network->travel.mode[i] : "no mode";
    return (struct called){mode, mode};
}

static struct called of_why(const struct network *network, uint32_t i) {
    static const struct called why[] = {
        [CHOOSE_NEAREST] = {"the nearest", "nearest"},
        [CHOOSE_LOGIT] = {"drawn, nearer ones likelier", "logit"},
        [CHOOSE_SHARES] = {"drawn by shares", "shares"},
        [CHOOSE_ASSIGNED] = {"the one for the area", "assigned"},
        [CHOOSE_SAME_SITE] = {"the same site", "same_site"},
        [CHOOSE_FREE] = {"the nearest with room", "free"},
        [CHOOSE_SHORTEST] = {"the shortest line", "shortest"},
        [CHOOSE_LEAST_TIME] = {"the least journey and expected wait", "least_time"},
    };
    (void)network;
    CHECK(i < sizeof why / sizeof why[0]);
    return why[i];
}

static struct called of_verdict(const struct network *network, uint32_t i) {
    static const struct called verdict[] = {
        [VERDICT_WITHIN] = {"inside", "inside"},
        [VERDICT_BEYOND] = {"outside", "outside"},
        [VERDICT_UNFINISHED] = {"and not over when the follow-up ends, so outside", "unfinished"},
    };
    (void)network;
    CHECK(i < sizeof verdict / sizeof verdict[0]);
    return verdict[i];
}

static struct called of_outside(const struct network *network, uint32_t i) {
    (void)network;
    return i == OUTSIDE_BEFORE ? (struct called){"before", "before"} : (struct called){"after", "after"};
}

static struct called of_meanwhile(const struct network *network, uint32_t i) {
    (void)network;
    return i == 0 ? (struct called){"at home", "home"} : (struct called){"keeping the place", "place"};
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

static void text_km(const struct network *network, double number, const struct happening *at, struct text *out) {
    char digits[NUMBER_BYTES];
    (void)network;
    (void)at;
    number_format_fixed(number, 1, digits);
    text_add_format(out, "%s km", digits);
}

static void text_count(const struct network *network, double number, const struct happening *at, struct text *out) {
    (void)network;
    (void)at;
    text_add_format(out, "%.0f", number);
}

static void text_duration(const struct network *network, double number, const struct happening *at, struct text *out) {
    (void)network;
    (void)at;
    say_duration(number, out);
}

static void text_money(const struct network *network, double number, const struct happening *at, struct text *out) {
    (void)network;
    (void)at;
    say_money(number, out);
}

/* The day is told where it is another. */
static void text_moment(const struct network *network, double number, const struct happening *at, struct text *out) {
    if (floor(number / MINUTES_PER_DAY) != floor(at->minute / MINUTES_PER_DAY)) {
        say_day(network, number, out);
        text_add(out, " ");
    }
    say_time(number, out);
}

static void text_post(const struct network *network, double number, const struct happening *at, struct text *out) {
    const struct post *post = &network->post[(uint32_t)number];
    (void)at;
    text_add_format(out, "%s at %s", of_step(network, post->step).name, of_provider(network, post->provider).name);
}

static void text_pool(const struct network *network, double number, const struct happening *at, struct text *out) {
    const struct pool *pool = &network->pool[(uint32_t)number];
    (void)at;
    text_add_format(out, "%s at %s", network->pool_kind[pool->kind], of_provider(network, pool->provider).name);
}

/* ---- types --------------------------------------------------------------------------------------------- */

static void json_member(const char *name, const char *suffix, const char *value, struct text *out) {
    text_add_format(out, ", \"%s%s\": ", name, suffix);
    quote_json(out, value);
}

static void json_number(const char *name, const char *suffix, double number, struct text *out) {
    char digits[NUMBER_BYTES];
    number_format(number, digits);
    text_add_format(out, ", \"%s%s\": %s", name, suffix, digits);
}

static void json_moment(const struct network *network, const char *name, double number, struct text *out) {
    struct text iso = {0};
    say_iso(network, number, &iso);
    json_member(name, "", iso.bytes, out);
    text_free(&iso);
}

static void json_post(const struct network *network, const char *name, double number, struct text *out) {
    const struct post *post = &network->post[(uint32_t)number];
    (void)name;
    json_member("step", "", network->step[post->step].id, out);
    json_member("provider", "", network->provider[post->provider].id, out);
}

static void json_pool(const struct network *network, const char *name, double number, struct text *out) {
    const struct pool *pool = &network->pool[(uint32_t)number];
    json_member(name, "", network->pool_kind[pool->kind], out);
    json_member("provider", "", network->provider[pool->provider].id, out);
}

static void json_lender(const struct network *network, const char *name, double number, struct text *out) {
    const struct pool *pool = &network->pool[(uint32_t)number];
    json_member(name, "", network->pool_kind[pool->kind], out);
    json_member(name, "_provider", network->provider[pool->provider].id, out);
}

/* Of a type that names things `called` is given, of the others `text`; and in JSON a number with the type's unit,
 * times `scale`, unless `json` writes it. */
static const struct type {
    const char *id;
    struct called (*called)(const struct network *network, uint32_t index);
    void (*text)(const struct network *network, double number, const struct happening *at, struct text *out);
    void (*json)(const struct network *network, const char *name, double number, struct text *out);
    const char *unit;
    double scale;
} types[] = {
    {.id = "pathway", .called = of_pathway},
    {.id = "area", .called = of_area},
    {.id = "list", .called = of_list},
    {.id = "provider", .called = of_provider},
    {.id = "party", .called = of_party},
    {.id = "step", .called = of_step},
    {.id = "next", .called = of_next},
    {.id = "standard", .called = of_standard},
    {.id = "rule", .called = of_rule},
    {.id = "handoff", .called = of_handoff},
    {.id = "mode", .called = of_mode},
    {.id = "rule_held", .called = of_escalation},
    {.id = "why", .called = of_why},
    {.id = "verdict", .called = of_verdict},
    {.id = "outside", .called = of_outside},
    {.id = "meanwhile", .called = of_meanwhile},
    {.id = "post", .text = text_post, .json = json_post},
    {.id = "pool", .text = text_pool, .json = json_pool},
    {.id = "lender", .text = text_pool, .json = json_lender},
    {.id = "moment", .text = text_moment, .json = json_moment},
    {.id = "duration", .text = text_duration, .unit = "_minutes", .scale = 1},
    {.id = "km", .text = text_km, .unit = "_km", .scale = 1},
    {.id = "money", .text = text_money, .unit = "_gbp", .scale = 1e-6},
    {.id = "count", .text = text_count, .unit = "", .scale = 1},
};
enum { TYPES = sizeof types / sizeof types[0], NAME_BYTES = 32 };

/* ---- sentences ----------------------------------------------------------------------------------------- */

static const struct { const char *word, *sentence; } kinds[HAPPENING_KINDS] = {
#define HAPPENING(id, sentence) {#id, sentence},
#include "care/happenings.def"
#undef HAPPENING
};

const char *say_kind(uint32_t kind) {
    return kinds[kind].word;
}

const char *say_verdict(double verdict) {
    return of_verdict(NULL, (uint32_t)verdict).id;
}

/* One "{name:type}" of a sentence. */
struct field {
    char name[NAME_BYTES];
    const struct type *type;
    const char *end; /* behind it */
};

static struct field field_at(const char *brace) {
    struct field field = {.end = strchr(brace, '}') + 1};
    const char *colon = strchr(brace, ':');
    size_t length = (size_t)(colon - brace - 1), type_length = (size_t)(field.end - 1 - (colon + 1));
    CHECK(length < NAME_BYTES);
    memcpy(field.name, brace + 1, length);
    for (size_t i = 0; i < TYPES; i++)
        if (strlen(types[i].id) == type_length && strncmp(types[i].id, colon + 1, type_length) == 0)
            field.type = &types[i];
    CHECK(field.type != NULL);
    return field;
}

static void say_field(const struct network *network, const struct happening *happening, const struct field *field,
                      double number, struct text *out) {
    if (field->type->called != NULL)
        text_add(out, field->type->called(network, (uint32_t)number).name);
    else
        field->type->text(network, number, happening, out);
}

void say_happening(const struct network *network, const struct happening *happening, struct text *out) {
    const char *at = kinds[happening->kind].sentence;
    unsigned next = 0;
    bool left_out = false; /* fields in a part that is left out still take their numbers */
    while (*at != '\0') {
        size_t plain = strcspn(at, "{[]");
        if (plain > 0 && !left_out) text_add_format(out, "%.*s", (int)plain, at);
        at += plain;
        if (*at == '[') left_out = isnan(happening->number[next]);
        if (*at == ']') left_out = false;
        if (*at == '{') {
            struct field field = field_at(at);
            double number = happening->number[next++];
            if (!left_out && !isnan(number)) say_field(network, happening, &field, number, out);
            at = field.end;
        } else if (*at != '\0') {
            at++;
        }
    }
}

double say_number(const struct happening *happening, const char *name, const char *type) {
    unsigned next = 0;
    for (const char *at = strchr(kinds[happening->kind].sentence, '{'); at != NULL; next++) {
        struct field field = field_at(at);
        if (strcmp(field.name, name) == 0 && strcmp(field.type->id, type) == 0) return happening->number[next];
        at = strchr(field.end, '{');
    }
    return NAN;
}

void say_happening_json(const struct network *network, const struct happening *happening, struct text *out) {
    unsigned next = 0;
    for (const char *at = strchr(kinds[happening->kind].sentence, '{'); at != NULL;) {
        struct field field = field_at(at);
        double number = happening->number[next++];
        at = strchr(field.end, '{');
        if (isnan(number)) continue;
        if (field.type->called != NULL)
            json_member(field.name, "", field.type->called(network, (uint32_t)number).id, out);
        else if (field.type->json != NULL)
            field.type->json(network, field.name, number, out);
        else
            json_number(field.name, field.type->unit, number * field.type->scale, out);
    }
}

/* ---- the reference ------------------------------------------------------------------------------------- */

/* The members that a field becomes. */
static void describe_field(const struct field *field, bool first, struct text *out) {
    bool post = strcmp(field->type->id, "post") == 0, pool = strcmp(field->type->id, "pool") == 0;
    text_add_format(out, "%s`%s%s`", first ? "" : ", ", post ? "step" : field->name,
                    field->type->unit != NULL ? field->type->unit : "");
    if (post || pool) text_add(out, ", `provider`");
    if (strcmp(field->type->id, "lender") == 0) text_add_format(out, ", `%s_provider`", field->name);
}

void say_describe(struct text *out) {
    text_add(out, "| kind | further fields | sentence |\n|---|---|---|\n");
    for (uint32_t kind = 0; kind < HAPPENING_KINDS; kind++) {
        const char *sentence = kinds[kind].sentence;
        bool first = true;
        text_add_format(out, "| `%s` | ", kinds[kind].word);
        for (const char *at = strchr(sentence, '{'); at != NULL; first = false) {
            struct field field = field_at(at);
            describe_field(&field, first, out);
            at = strchr(field.end, '{');
        }
        text_add(out, first ? "| " : " | ");
        for (const char *at = sentence; *at != '\0';) {
            size_t plain = strcspn(at, "{");
            text_add_format(out, "%.*s", (int)plain, at);
            at += plain;
            if (*at == '\0') break;
            struct field field = field_at(at);
            text_add_format(out, "{%s%s}", field.name, field.type->unit != NULL ? field.type->unit : "");
            at = field.end;
        }
        text_add(out, " |\n");
    }
}
