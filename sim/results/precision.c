#include "results/precision.h"

#include "results/number.h"
#include "scenario/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- units: of what a measure is in, and of what else it may be asked ------------------------------------- */

static const struct {
    const char *measured, *said; /* the measure's unit, what may be written */
    double factor;
} units[] = {
    {"min", "min", 1},         {"min", "h", 60},          {"min", "d", 1440},    {"min", "wk", 10080},
    {"share", "points", 0.01}, {"people", "people", 1},   {"places", "places", 1}, {"people/yr", "people/yr", 1},
    {"GBP", "", 1},
};
enum { UNITS = sizeof units / sizeof units[0] };

/* What may be written for a measure, as a list for a sentence. */
static void list_units(const struct measure *measure, struct text *out) {
    for (int i = 0; i < UNITS; i++)
        if (strcmp(units[i].measured, measure->unit) == 0)
            text_add_format(out, "%s, ", units[i].said[0] == '\0' ? "GBP before the number" : units[i].said);
    text_add(out, "or % of the baseline's value");
}

static const char *after_blanks(const char *at) {
    return at + strspn(at, " ");
}

/* Length without blanks at the end. */
static size_t trimmed(const char *text, size_t length) {
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length;
}

static enum status read_amount(struct precision *precision, const char *text, struct text *why) {
    struct quantity_part part;
    const char *start = after_blanks(text);
    if (!quantity_split(start, &part)) {
        text_add(why, "expected an amount such as \"2 min\" or \"5 %\", or whose, such as \"four_hours.mean: 2 min\"");
        return STATUS_INPUT;
    }
    if (!(part.number > 0)) {
        text_add(why, "expected an amount above 0");
        return STATUS_INPUT;
    }
    const char *unit = after_blanks(start + part.end);
    size_t length = trimmed(unit, strlen(unit));
    bool money = strncmp(start, "GBP", 3) == 0;
    precision->relative = !money && length == 1 && unit[0] == '%';
    precision->half_width = part.number * 0.01;
    if (precision->relative)
        return STATUS_OK;
    for (int i = 0; i < UNITS; i++) {
        bool fits = strcmp(units[i].measured, precision->measure->unit) == 0 && strlen(units[i].said) == length &&
                    strncmp(units[i].said, unit, length) == 0 && money == (units[i].said[0] == '\0');
        precision->half_width = part.number * units[i].factor;
        if (fits)
            return STATUS_OK;
    }
    text_add_format(why, "%s cannot be known to within \"%s\": expected ", precision->name, start);
    list_units(precision->measure, why);
    return STATUS_INPUT;
}

/* ---- of what -------------------------------------------------------------------------------------------------- */

static uint32_t items_of(const struct network *network, enum measure_family family) {
    switch (family) {
    case FAMILY_STANDARD:
    case FAMILY_LIST: return network->standard_count;
    case FAMILY_STEP: return network->post_count;
    case FAMILY_POOL: return network->pool_count;
    case FAMILY_ORGANISATION: return network->organisation_count;
    case FAMILY_ESCALATION: return network->escalation_count;
    case FAMILY_COUNT: break;
    }
    return 0;
}

/* The short names that the summary's labels go by. */
static const struct measure *measure_of(const char *name) {
    static const char *const shorter[][2] = {{"mean", "mean_minutes"}, {"p90", "p90_minutes"},
                                             {"within", "within_target"}, {"cost", "cost_gbp"},
                                             {"stranded", "stranded_gbp"}, {"position", "position_gbp"}};
    for (size_t i = 0; i < sizeof shorter / sizeof shorter[0]; i++)
        if (strcmp(shorter[i][0], name) == 0)
            return measure_find(shorter[i][1]);
    return measure_find(name);
}

static enum status find_measure(struct precision *precision, const char *name, struct text *why) {
    precision->measure = measure_of(name);
    if (precision->measure != NULL)
        return STATUS_OK;
    const char *names[64];
    size_t count = 0;
    for (; count < measure_count && count < sizeof names / sizeof names[0]; count++)
        names[count] = measure_list[count].name;
    const char *near = text_nearest(name, names, count);
    text_add_format(why, "there is no measure \"%s\"; ", name);
    if (near != NULL)
        text_add_format(why, "did you mean \"%s\"?", near);
    else
        text_add(why, "results/README.md lists them, and mean, p90, within, cost, stranded and position are short for some");
    return STATUS_INPUT;
}

static enum status find_subject(struct precision *precision, const char *subject, const struct network *network,
                                struct text *why) {
    const struct experiment_result shell = {.network = network};
    const struct result_view view = {.result = &shell}; /* enough for names */
    enum measure_family family = precision->measure->family;
    char name[VIEW_TEXT_BYTES];
    for (precision->item = 0; precision->item < items_of(network, family); precision->item++) {
        measure_subject(&view, family, precision->item, name);
        if (strcmp(name, subject) == 0)
            return STATUS_OK;
    }
    text_add_format(why, "there is no \"%s\" with a %s; ", subject, precision->measure->name);
    if (items_of(network, family) == 0) {
        text_add(why, "the scenario has nothing of that kind");
        return STATUS_INPUT;
    }
    for (uint32_t item = 0; item < items_of(network, family); item++) {
        const char *candidate = name;
        measure_subject(&view, family, item, name);
        if (text_nearest(subject, &candidate, 1) != NULL) {
            text_add_format(why, "did you mean \"%s\"?", name);
            return STATUS_INPUT;
        }
    }
    measure_subject(&view, family, 0, name);
    text_add_format(why, "such things are named as \"%s\"", name);
    return STATUS_INPUT;
}

/* The mean of the first standard: clocks come before journeys. */
static enum status take_first(struct precision *precision, const struct network *network, struct text *why) {
    precision->measure = measure_find("mean_minutes");
    for (uint32_t kind = STANDARD_CLOCK; kind <= STANDARD_TRAVEL; kind++)
        for (precision->item = 0; precision->item < network->standard_count; precision->item++)
            if (network->standard[precision->item].kind == kind)
                return STATUS_OK;
    text_add(why, "the scenario has no standard, so say of what, such as \"icb.cost: 1 %\"");
    return STATUS_INPUT;
}

static enum status read_name(struct precision *precision, const char *text, size_t length,
                             const struct network *network, struct text *why) {
    char name[VIEW_TEXT_BYTES];
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), text);
    char *dot = strrchr(name, '.');
    if (dot == NULL || dot == name || dot[1] == '\0') {
        text_add_format(why, "expected a name and a measure before the colon, such as four_hours.mean, found \"%s\"", name);
        return STATUS_INPUT;
    }
    *dot = '\0';
    enum status status = find_measure(precision, dot + 1, why);
    return status == STATUS_OK ? find_subject(precision, name, network, why) : status;
}

enum status precision_read(struct precision *precision, const char *text, const struct network *network,
                           struct text *why) {
    *precision = (struct precision){0};
    const char *start = after_blanks(text), *colon = strchr(start, ':');
    enum status status = colon == NULL
                             ? take_first(precision, network, why)
                             : read_name(precision, start, trimmed(start, (size_t)(colon - start)), network, why);
    if (status != STATUS_OK)
        return status;
    const struct experiment_result shell = {.network = network};
    const struct result_view view = {.result = &shell};
    char subject[VIEW_TEXT_BYTES];
    measure_subject(&view, precision->measure->family, precision->item, subject);
    snprintf(precision->name, sizeof precision->name, "%.150s.%.40s", subject, precision->measure->name);
    return read_amount(precision, colon == NULL ? start : colon + 1, why);
}

/* ---- looking ------------------------------------------------------------------------------------------------- */

uint32_t precision_next(uint32_t done, uint32_t most) {
    uint32_t next = done == 0 ? PRECISION_FIRST : done > UINT32_MAX / 2 ? UINT32_MAX : 2 * done;
    return next < most ? next : most;
}

/* An interval and the baseline's value; of a single scenario its own. */
static struct interval interval_at(const struct precision *precision, const struct result_view *view, struct spot spot,
                                   double *baseline) {
    if (spot.arm == 0) {
        struct interval mean = measure_mean(view, precision->measure, spot);
        *baseline = mean.mean;
        return mean;
    }
    struct comparison comparison = measure_compare(view, precision->measure, spot);
    *baseline = comparison.baseline;
    return comparison.difference;
}

void precision_look_at(const struct precision *precision, const struct result_view *view, struct precision_look *look) {
    uint32_t arms = view->result->arm_count, all = view->result->network->period_count;
    *look = (struct precision_look){
        .replications = view->result->replications, .half_width = NAN, .wanted = NAN, .reached = true};
    double worst = -1;
    bool known = true;
    for (uint32_t arm = arms > 1 ? 1 : 0; arm < arms; arm++) {
        double baseline;
        struct spot spot = {arm, 0, all, precision->item, 0};
        struct interval interval = interval_at(precision, view, spot, &baseline);
        double half = interval_half_width(interval);
        double wanted = precision->relative ? precision->half_width * fabs(baseline) : precision->half_width;
        size_t needed = interval_count_for(interval, MEASURE_CONFIDENCE, wanted);
        known = known && needed > 0;
        look->needed = needed > look->needed ? (uint32_t)needed : look->needed;
        look->reached = look->reached && half <= wanted;
        if (half / wanted > worst) {
            worst = half / wanted;
            look->arm = arm;
            look->half_width = half;
            look->wanted = wanted;
        } else if (isnan(half) && worst < 0) {
            look->arm = arm;
        }
    }
    look->needed = known ? look->needed : 0;
}

/* Two decimals below ten, else one; what would show as nothing by its first digit; a share in points, pounds whole. */
static void add_amount(const struct measure *measure, double amount, struct text *out) {
    bool share = strcmp(measure->unit, "share") == 0, money = strcmp(measure->unit, "GBP") == 0;
    double shown = share ? 100 * amount : amount;
    char written[NUMBER_BYTES];
    if (shown > 0 && shown < 0.01)
        snprintf(written, sizeof written, "%.1g", shown);
    else
        number_format_fixed(shown, money ? 0 : fabs(shown) < 10 ? 2 : 1, written);
    text_add_format(out, "%s%s%s%s", money ? "GBP " : "", written, money ? "" : " ",
                    share ? "points" : money ? "" : measure->unit);
}

void precision_say(const struct precision *precision, const struct network *network, const struct precision_look *look,
                   struct text *out) {
    text_add(out, precision->name);
    if (network->arm_count > 1)
        text_add_format(out, ", %s against %s", network->arm[look->arm].id, network->arm[0].id);
    if (isnan(look->half_width)) {
        text_add(out, ": not known yet");
        return;
    }
    text_add(out, ": known to within ");
    add_amount(precision->measure, look->half_width, out);
    text_add(out, ", wanted ");
    add_amount(precision->measure, look->wanted, out);
    if (precision->relative) {
        char written[NUMBER_BYTES];
        number_format(100 * precision->half_width, written);
        text_add_format(out, " (%s %% of %s's value)", written, network->arm[0].id);
    }
}
