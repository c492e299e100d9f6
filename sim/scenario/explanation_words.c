/* What a setting is about is read off its path by a table of patterns, the first that matches: a star stands for any
 * one name, two at the end for any rest. */
#include "scenario/explanation_words.h"

#include "base/calendar.h"
#include "base/text.h"
#include "scenario/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 16 };

/* A path cut into its names. */
struct path_parts { const char *start[PARTS_MAX]; int length[PARTS_MAX]; size_t count; };

static struct path_parts cut(const char *path) {
    struct path_parts parts = {.count = 0};
    while (parts.count < PARTS_MAX && *path != '\0') {
        size_t length = parts.count + 1 == PARTS_MAX ? strlen(path) : strcspn(path, ".");
        parts.start[parts.count] = path;
        parts.length[parts.count++] = (int)length;
        path += length + (path[length] == '.');
    }
    return parts;
}

static bool matches(const struct path_parts *path, const char *pattern) {
    struct path_parts wanted = cut(pattern);
    for (size_t i = 0; i < wanted.count; i++) {
        bool star = wanted.start[i][0] == '*';
        if (star && wanted.length[i] == 2) return true;
        if (i >= path->count) return false;
        if (!star && (wanted.length[i] != path->length[i] ||
                      strncmp(wanted.start[i], path->start[i], (size_t)wanted.length[i]) != 0))
            return false;
    }
    return wanted.count == path->count;
}

/* ---- numbers, dates and values ------------------------------------------------------------------------ */

void explanation_number(double number, struct text *out) {
    char plain[64];
    if (!(fabs(number) < 1e15)) {
        text_add_format(out, "%g", number);
        return;
    }
    int whole = fabs(number) < 1 ? 1 : (int)floor(log10(fabs(number))) + 1;
    snprintf(plain, sizeof plain, "%.*f", whole >= 6 ? 0 : 6 - whole, fabs(number));
    size_t integer = strcspn(plain, "."), length = strlen(plain);
    while (length > integer && (plain[length - 1] == '0' || plain[length - 1] == '.')) plain[--length] = '\0';
    text_add(out, number < 0 && strspn(plain, "0.") < length ? "-" : "");
    for (size_t i = 0; i < integer; i++)
        text_add_format(out, "%s%c", i > 0 && (integer - i) % 3 == 0 ? "," : "", plain[i]);
    text_add(out, plain + integer);
}

static void add_date(int32_t day, struct text *out) {
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date date = calendar_date(day);
    text_add_format(out, "%d %s %d", date.day, month[date.month - 1], date.year);
}

static void add_length(int32_t from, int32_t until, struct text *out) {
    for (int months = 1; months <= 240; months++)
        if (calendar_add_months(from, months) == until) {
            bool years = months % 12 == 0;
            int count = years ? months / 12 : months;
            text_add_format(out, " over %d %s%s", count, years ? "year" : "month", count == 1 ? "" : "s");
            return;
        }
    int32_t days = until - from;
    bool weeks = days % 7 == 0;
    int count = weeks ? days / 7 : days;
    text_add_format(out, " over %d %s%s", count, weeks ? "week" : "day", count == 1 ? "" : "s");
}

void explanation_when(int32_t from, int32_t until, struct text *out) {
    if (from == INT32_MIN) {
        text_add(out, "from the start");
        return;
    }
    text_add(out, "from ");
    add_date(from, out);
    if (until > from) add_length(from, until, out);
}

/* What remains of a value without the quotes that a file has, in place. */
static void strip_quotes(char *value) {
    char *to = value;
    for (const char *at = value; at != NULL && *at != '\0'; at++)
        if (*at != '"') *to++ = *at;
    if (value != NULL) *to = '\0';
}

/* The number of a value, plain or in a quantity; NAN. */
static double number_of(const char *value) {
    struct quantity_part part;
    double number = (double)NAN;
    int32_t day;
    if (value != NULL && value[0] != '[' && !calendar_parse(value, &day) && quantity_split(value, &part)) number = part.number;
    return number;
}

/* "2024/25", which is no number of things. */
static bool is_financial_year(const char *value) {
    return strlen(value) == 7 && strspn(value, "0123456789") == 4 && value[4] == '/' && strspn(value + 5, "0123456789") == 2;
}

static void add_value(const char *value, const char *unit, struct text *out) {
    struct quantity_part part;
    int32_t day;
    if (value == NULL) {
        text_add(out, "not given");
    } else if (calendar_parse(value, &day)) {
        add_date(day, out);
    } else if (value[0] != '[' && !is_financial_year(value) && quantity_split(value, &part)) {
        text_add_format(out, "%.*s", (int)part.start, value);
        explanation_number(part.number, out);
        text_add_format(out, "%s%s%s", value + part.end, unit[0] != '\0' && value[part.end] == '\0' ? " " : "",
                        value[part.end] == '\0' ? unit : "");
    } else {
        text_add(out, value);
    }
}

/* ---- names -------------------------------------------------------------------------------------------- */

static const char *name_at(struct setting *root, const char *path) {
    const struct setting *name = root == NULL ? NULL : setting_at(root, path);
    return name != NULL && name->kind == SETTING_TEXT && name->text[0] != '\0' ? name->text : NULL;
}

/* What the thing at the first `count` names of a path is called: its name, or its id. */
static void add_name(const struct explained_trees *trees, const struct path_parts *parts, size_t count, struct text *out) {
    struct text path = {0};
    const char *start = parts->start[0], *last = parts->start[count - 1];
    text_add_format(&path, "%.*s.name", (int)(last - start) + parts->length[count - 1], start);
    const char *name = path.failed ? NULL : name_at(trees->second, path.bytes);
    if (name == NULL && !path.failed) name = name_at(trees->first, path.bytes);
    if (name != NULL)
        text_add(out, name);
    else
        text_add_format(out, "%.*s", parts->length[count - 1], last);
    text_free(&path);
}

/* "next.1" says little: where that branch leads to. */
static void add_target(const struct explained_trees *trees, const char *path, struct text *out) {
    const char *next = strstr(path, ".next.");
    if (next == NULL) return;
    struct text to = {0};
    size_t number = strspn(next + 6, "0123456789");
    text_add_format(&to, "%.*s.to", (int)(next - path) + 6 + (int)number, path);
    const char *name = to.failed ? NULL : name_at(trees->second, to.bytes);
    if (name == NULL && !to.failed) name = name_at(trees->first, to.bytes);
    if (name != NULL) text_add_format(out, " of those who go on to %s", name);
    text_free(&to);
}

/* ---- patterns ------------------------------------------------------------------------------------------ */

/* In `what`: {1} the name of the thing at the second part of the path, {2} the third part, {r2} all parts from the
 * third on as words; {n} where a branch leads to. A family: where only providers differ. */
static const struct phrase {
    const char *pattern;
    enum explanation_kind kind;
    const char *what, *unit;
    bool family;
} phrases[] = {
    {"sites.*.pools.*.wte", KIND_PLACES, "{3} at {1}", "WTE", true},
    {"teams.*.pools.*.wte", KIND_PLACES, "{3} of team {1}", "WTE", true},
    {"sites.*.pools.*", KIND_PLACES, "{3} at {1}", "places", true},
    {"sites.*.pools.*.places", KIND_PLACES, "{3} at {1}", "places", true},
    {"teams.*.pools.*", KIND_PLACES, "{3} of team {1}", "places", true},
    {"teams.*.pools.*.places", KIND_PLACES, "{3} of team {1}", "places", true},
    {"sites.*.pools.**", KIND_PLACES, "{r4} of {3} at {1}", "", true},
    {"teams.*.pools.**", KIND_PLACES, "{r4} of {3} of team {1}", "", true},
    {"sites.*.redirects.*", KIND_SERVICES, "those who would choose {1} for {3} are sent to", "", false},
    {"teams.*.redirects.*", KIND_SERVICES, "those whom team {1} would see for {3} are sent to", "", false},
    {"teams.*.covers", KIND_SERVICES, "areas that team {1} covers", "", false},
    {"sites.*.offers", KIND_SERVICES, "services at {1}", "", false},
    {"teams.*.offers", KIND_SERVICES, "services of team {1}", "", false},
    {"sites.*.hours.**", KIND_SERVICES, "opening hours of {3} at {1}: {r4}", "", false},
    {"teams.*.hours.**", KIND_SERVICES, "working hours of {3} of team {1}: {r4}", "", false},
    {"sites.*", KIND_SERVICES, "site {1}", "", false},
    {"teams.*", KIND_SERVICES, "team {1}", "", false},
    {"sites.**", KIND_SERVICES, "{r2} of {1}", "", false},
    {"teams.**", KIND_SERVICES, "{r2} of team {1}", "", false},
    {"areas", KIND_DEMAND, "table of areas", "", false},
    {"homes", KIND_DEMAND, "table of homes", "", false},
    {"areas.*.*", KIND_DEMAND, "{2} of area {1}", "", false},
    {"areas.**", KIND_DEMAND, "areas: {r1}", "", false},
    {"homes.**", KIND_DEMAND, "homes: {r1}", "", false},
    {"groups.**", KIND_DEMAND, "groups of people: {r1}", "", false},
    {"pathways.*.demand", KIND_DEMAND, "demand of {1}", "", false},
    {"pathways.*.demand.**", KIND_DEMAND, "demand of {1}, {r3}", "", false},
    {"pathways.*.demand_times.**", KIND_DEMAND, "demand of {1}, times", "", false},
    {"pathways.*.demand_times", KIND_DEMAND, "demand of {1}, times", "", false},
    {"pathways.*.reach.**", KIND_DEMAND, "how far a service reaches for {1}: {r3}", "", false},
    {"pathways.*.induced.**", KIND_DEMAND, "what capacity brings about of {1}: {r3}", "", false},
    {"population.**", KIND_DEMAND, "people over the years: {r1}", "", false},
    {"boundaries", KIND_SERVICES, "boundaries of teams", "", false},
    {"boundaries.**", KIND_SERVICES, "boundaries of teams: {r1}", "", false},
    {"pathways.*.profile", KIND_DEMAND, "hours at which people come to {1}", "", false},
    {"pathways.*.season", KIND_DEMAND, "months in which people come to {1}", "", false},
    {"pathways.*.profile.**", KIND_DEMAND, "hours at which people come to {1}: {r3}", "", false},
    {"pathways.*.season.**", KIND_DEMAND, "months in which people come to {1}: {r3}", "", false},
    {"pathways.*.steps.*.next.**", KIND_PATHWAYS, "{last} of what follows {3} of {1}{n}", "", false},
    {"pathways.*.steps.*", KIND_PATHWAYS, "step {3} of {1}", "", false},
    {"pathways.*.steps.*.**", KIND_PATHWAYS, "{r4} of {3} of {1}", "", false},
    {"pathways.*", KIND_PATHWAYS, "pathway {1}", "", false},
    {"pathways.**", KIND_PATHWAYS, "{r2} of {1}", "", false},
    {"travel.**", KIND_PATHWAYS, "travel: {r1}", "", false},
    {"standards.*", KIND_STANDARDS, "standard {1}", "", false},
    {"standards.**", KIND_STANDARDS, "{r2} of standard {1}", "", false},
    {"outcomes.*", KIND_OUTCOMES, "outcome {1}", "", false},
    {"outcomes.**", KIND_OUTCOMES, "{r2} of outcome {1}", "", false},
    {"outcomes_on", KIND_OUTCOMES, "whether outcomes are worked out", "", false},
    {"costs.*", KIND_MONEY, "cost {1}", "", false},
    {"costs.**", KIND_MONEY, "{r2} of cost {1}", "", false},
    {"payments.*", KIND_MONEY, "payment {1}", "", false},
    {"payments.*.from", KIND_MONEY, "who alone pays payment {1}", "", false},
    {"payments.*.from.*", KIND_MONEY, "share of payment {1} that {3} pays", "", false},
    {"payments.*.to", KIND_MONEY, "who alone is paid payment {1}", "", false},
    {"payments.*.to.*", KIND_MONEY, "share of payment {1} that {3} is paid", "", false},
    {"payments.**", KIND_MONEY, "{r2} of payment {1}", "", false},
    {"escalation.*", KIND_PLACES, "escalation rule {1}", "", false},
    {"escalation.**", KIND_PLACES, "{r2} of escalation rule {1}", "", false},
    {"once.*", KIND_MONEY, "money once, {1}", "", false},
    {"once.**", KIND_MONEY, "{r2} of money once, {1}", "", false},
    {"price_year", KIND_MONEY, "price year", "", false},
    {"discount", KIND_MONEY, "discount", "", false},
    {"discount_to", KIND_MONEY, "year to which money is discounted", "", false},
    {"partnerships.*.members", KIND_SERVICES, "who is in the partnership {1}", "", false},
    {"partnerships.*", KIND_SERVICES, "partnership {1}", "", false},
    {"partnerships.**", KIND_SERVICES, "{r2} of the partnership {1}", "", false},
    {"handoffs.*", KIND_PATHWAYS, "hand-off {1}", "", false},
    {"handoffs.**", KIND_PATHWAYS, "{r2} of the hand-off {1}", "", false},
    {"organisations.**", KIND_MONEY, "organisations: {r1}", "", false},
    {"start.**", KIND_RUN, "who is there at the start: {r1}", "", false},
    {"time.**", KIND_RUN, "time simulated: {r1}", "", false},
    {"**", KIND_RUN, "{r0}", "", false},
};

static void add_rest(const struct path_parts *parts, size_t from, struct text *out) {
    for (size_t i = from; i < parts->count; i++)
        text_add_format(out, "%s%.*s", i > from ? " " : "", parts->length[i], parts->start[i]);
}

static void add_what(const char *what, const struct path_parts *parts, const struct explained_trees *trees,
                     const char *path, struct text *out) {
    while (*what != '\0') {
        size_t plain = strcspn(what, "{");
        text_add_format(out, "%.*s", (int)plain, what);
        what += plain;
        if (*what == '\0') return;
        size_t index = (size_t)(what[1] == 'r' ? what[2] - '0' : what[1] - '0');
        if (what[1] == 'r')
            add_rest(parts, index, out);
        else if (what[1] == 'n')
            add_target(trees, path, out);
        else if (what[1] == 'l')
            add_rest(parts, parts->count - 1, out);
        else
            add_name(trees, parts, index + 1, out);
        what += strcspn(what, "}") + 1;
    }
}

/* ---- sentences ----------------------------------------------------------------------------------------- */

/* "closed" is a number that changes write. */
static void say_closed(const struct explanation *item, const struct path_parts *parts, const struct explained_trees *trees,
                       struct text *out) {
    static const char *const how[] = {"closes; those waiting there are still served",
                                      "closes; those waiting choose again, those inside are finished there",
                                      "closes; those waiting and those inside go elsewhere"};
    bool closes = item->after != NULL && strcmp(item->after, "1") != 0;
    double number = number_of(item->after);
    text_add_format(out, "%.*s at ", parts->length[3], parts->start[3]);
    add_name(trees, parts, 2, out);
    if (closes && number <= 0 && number >= -2)
        text_add_format(out, " %s", how[(int)-number]);
    else
        text_add(out, closes ? " closes" : item->from == INT32_MIN ? " is open, and was closed" : " is open again");
}

static const char *part_of(struct setting *thing, const char *key) {
    const struct setting *part = thing == NULL ? NULL : setting_get(thing, key);
    return part != NULL && part->kind == SETTING_TEXT ? part->text : NULL;
}

/* Who bears it, pays or is paid: one, several with their shares, or who runs the provider. */
static void say_side(struct setting *thing, const char *key, struct text *out) {
    const struct setting *who = setting_get(thing, key);
    const char *one = part_of(thing, key);
    if (who == NULL || who->kind != SETTING_GROUP) {
        text_add(out, one != NULL && strcmp(one, "provider") != 0 ? one : "who runs the provider");
        return;
    }
    for (size_t i = 0; i < who->child_count; i++) {
        const struct setting *share = who->child[i];
        struct problem_list unsaid = {0};
        double number;
        text_add_format(out, "%s%s", i == 0 ? "" : ", ", strcmp(share->name, "provider") == 0 ? "who runs the provider" : share->name);
        if (quantity_share(share, &number, &unsaid)) text_add_format(out, " %g %%", 100 * number);
        problem_list_free(&unsaid);
    }
}

/* What else is agreed of a payment. */
static void say_terms(struct setting *thing, struct text *out) {
    static const char *const terms[] = {"baseline", "above", "below", "at_most", "at_least"};
    for (size_t k = 0; k < sizeof terms / sizeof terms[0]; k++) {
        const struct setting *term = setting_get(thing, terms[k]);
        if (term == NULL) continue;
        text_add_format(out, ", %s", terms[k]);
        bool one = term->kind != SETTING_GROUP;
        for (size_t i = 0; i < (one ? 1 : term->child_count); i++) {
            const struct setting *said = one ? term : term->child[i];
            if (!one) text_add_format(out, "%s %s", i == 0 ? "" : ",", said->name);
            if (said->kind == SETTING_TEXT) text_add_format(out, " %s", said->text);
            if (said->kind == SETTING_NUMBER) text_add_format(out, " %g", said->number);
        }
    }
}

/* Money between two, or on one: who, how much, for what. False where its parts are not so. */
static bool say_money(struct setting *thing, bool once, struct text *out) {
    const char *amount = part_of(thing, "amount"), *from = part_of(thing, "from"), *to = part_of(thing, "to");
    const char *label = part_of(thing, "label"), *on = part_of(thing, "on");
    const char *use = part_of(thing, "step"), *pool = part_of(thing, "pool");
    int32_t day = 0;
    bool pays = setting_get(thing, "from") != NULL && setting_get(thing, "to") != NULL;
    if (amount == NULL || (!pays && (from != NULL || to != NULL))) return false;
    if (pays) {
        say_side(thing, "from", out);
        text_add(out, from != NULL ? " pays " : " pay ");
        say_side(thing, "to", out);
        text_add(out, " ");
    }
    add_value(amount, "", out);
    if (use != NULL || pool != NULL) text_add_format(out, " for %s", use != NULL ? use : pool);
    if (once && on != NULL && calendar_parse(on, &day)) {
        text_add(out, " once, on ");
        add_date(day, out);
    }
    if (label != NULL) text_add_format(out, ", for %s", label);
    say_terms(thing, out);
    if (!pays) {
        text_add(out, ", borne by ");
        say_side(thing, "falls_on", out);
    }
    return true;
}

static bool is_pool_size(const struct explanation *item) {
    return item->kind == KIND_PLACES && item->unit[0] != '\0';
}

static void say_change(const struct explanation *item, struct text *out) {
    text_add_format(out, "%s ", item->what);
    add_value(item->before, "", out);
    text_add(out, " -> ");
    add_value(item->after, item->unit, out);
    if (item->was > 0 && is_pool_size(item) && item->is == 0)
        text_add(out, " (none left)");
    else if (item->was != 0 && !isnan(item->was) && !isnan(item->is))
        text_add_format(out, " (%+.*f %%)", fabs(item->is / item->was - 1) < 0.0995 ? 1 : 0,
                        100 * (item->is / item->was - 1));
}

static void say_thing(const struct explanation *item, const struct explained_trees *trees, struct text *out) {
    bool second_has = item->after != NULL;
    struct setting *thing = setting_at(second_has ? trees->second : trees->first, item->path);
    bool once = strncmp(item->path, "once.", 5) == 0;
    struct text money = {0};
    if ((once || strncmp(item->path, "payments.", 9) == 0) && say_money(thing, once, &money) && !money.failed)
        text_add_format(out, "%s%s", second_has ? "" : "no longer: ", money.bytes);
    else if (second_has)
        text_add_format(out, "new: %s (%s)", item->what, item->after);
    else
        text_add_format(out, "no longer: %s (it had %s)", item->what, item->before);
    text_free(&money);
}

static char *family_of(const struct path_parts *parts) {
    struct text text = {0};
    text_add_format(&text, "%.*s.*", parts->length[0], parts->start[0]);
    for (size_t i = 2; i < parts->count; i++) text_add_format(&text, ".%.*s", parts->length[i], parts->start[i]);
    if (text.failed) text_free(&text);
    return text.bytes;
}

/* Numbers of both, where they are of one form. */
static void take_numbers(struct explanation *item) {
    item->was = item->is = (double)NAN;
    if (item->before == NULL || item->after == NULL || !quantity_same_form(item->before, item->after)) return;
    item->was = number_of(item->before);
    item->is = number_of(item->after);
}

enum status explanation_put_words(struct explanation *item, const struct explained_trees *trees, bool thing) {
    struct path_parts parts = cut(item->path);
    struct text what = {0}, says = {0};
    const struct phrase *phrase = phrases;
    while (!matches(&parts, phrase->pattern)) phrase++;
    bool is_closed = matches(&parts, "sites.*.closed.*") || matches(&parts, "teams.*.closed.*");
    item->kind = item->kind == KIND_REMARKS ? KIND_REMARKS : phrase->kind;
    item->unit = phrase->unit;
    strip_quotes(item->before);
    strip_quotes(item->after);
    take_numbers(item);
    add_what(phrase->what, &parts, trees, item->path, &what);
    item->what = what.bytes;
    if (phrase->family && !thing) item->family = family_of(&parts);
    if (strncmp(item->path, "once.", 5) == 0 && thing) {
        text_add(&says, ""); /* its own date is in the sentence */
    } else {
        explanation_when(item->from, item->until, &says);
        text_add(&says, ": ");
    }
    if (is_closed)
        say_closed(item, &parts, trees, &says);
    else if (thing)
        say_thing(item, trees, &says);
    else
        say_change(item, &says);
    item->says = says.bytes;
    bool failed = what.failed || says.failed || (phrase->family && !thing && item->family == NULL);
    return failed ? STATUS_NO_MEMORY : STATUS_OK;
}

const char *explanation_heading(enum explanation_kind kind) {
    static const char *const headings[KIND_COUNT] = {
        [KIND_PLACES] = "Places and staff", [KIND_SERVICES] = "Services opened and closed", [KIND_DEMAND] = "Demand",
        [KIND_PATHWAYS] = "Pathways", [KIND_STANDARDS] = "Standards", [KIND_OUTCOMES] = "Expected events",
        [KIND_MONEY] = "Money",
        [KIND_RUN] = "How it is run", [KIND_REMARKS] = "Titles, names, sources and assumptions"};
    return headings[kind];
}

const char *explanation_word(enum explanation_kind kind) {
    static const char *const words[KIND_COUNT] = {
        [KIND_PLACES] = "places", [KIND_SERVICES] = "services", [KIND_DEMAND] = "demand",
        [KIND_PATHWAYS] = "pathways", [KIND_STANDARDS] = "standards", [KIND_OUTCOMES] = "outcomes", [KIND_MONEY] = "money", [KIND_RUN] = "run",
        [KIND_REMARKS] = "remarks"};
    return words[kind];
}
