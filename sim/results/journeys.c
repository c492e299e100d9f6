/* Sums over a journey go by tables of (kind, field), so a new kind that adds to a sum is one row more. */
#include "results/journeys.h"

#include "results/saying.h"

#include <math.h>

static const struct { enum journey_sum sum; enum happening_kind kind; const char *field, *type; } sums[] = {
    {JOURNEY_WAIT, HAPPENS_started, "wait", "duration"},
    {JOURNEY_WAIT, HAPPENS_lost_patience, "wait", "duration"},
    {JOURNEY_WAIT, HAPPENS_moved_waiting, "wait", "duration"},
    {JOURNEY_TRAVEL, HAPPENS_chose, "way", "duration"},
    {JOURNEY_TRAVEL, HAPPENS_diverted, "way", "duration"},
    {JOURNEY_TRAVEL_KM, HAPPENS_chose, "way", "km"},
    {JOURNEY_TRAVEL_KM, HAPPENS_diverted, "way", "km"},
    {JOURNEY_STAFF, HAPPENS_started, "staff", "duration"},
    {JOURNEY_STAFF_KM, HAPPENS_started, "staff", "km"},
    {JOURNEY_STAFF_KM, HAPPENS_borrowed, "way", "km"},
    {JOURNEY_HANDOVER, HAPPENS_handed_over, "delay", "duration"},
    {JOURNEY_STAY, HAPPENS_left, "stay", "duration"},
    {JOURNEY_STAY, HAPPENS_moved_inside, "stay", "duration"},
    {JOURNEY_WAIT, HAPPENS_went_on, "away", "duration"},
    {JOURNEY_STAFF, HAPPENS_went_on, "staff", "duration"},
    {JOURNEY_STAFF_KM, HAPPENS_went_on, "staff", "km"},
    {JOURNEY_STAY, HAPPENS_gave_way, "stay", "duration"},
    {JOURNEY_KEPT, HAPPENS_left, "held", "duration"},
};

double journey_sum(const struct followed *followed, enum journey_sum sum) {
    double total = NAN;
    for (size_t i = 0; i < followed->count; i++)
        for (size_t row = 0; row < sizeof sums / sizeof sums[0]; row++) {
            if (sums[row].sum != sum || sums[row].kind != followed->happening[i].kind) continue;
            double number = say_number(&followed->happening[i], sums[row].field, sums[row].type);
            if (!isnan(number)) total = isnan(total) ? number : total + number;
        }
    return total;
}

double journey_money(const struct followed *followed, enum journey_money money, uint32_t organisation) {
    static const struct { enum happening_kind kind; const char *party, *amount; } of[JOURNEY_MONIES] = {
        [JOURNEY_COST] = {HAPPENS_cost, "organisation", "cost"},
        [JOURNEY_RECEIVED] = {HAPPENS_payment, "organisation", "payment"},
        [JOURNEY_PAID] = {HAPPENS_payment, "payer", "payment"},
    };
    double total = 0;
    for (size_t i = 0; i < followed->count; i++) {
        const struct happening *happening = &followed->happening[i];
        if (happening->kind == of[money].kind && say_number(happening, of[money].party, "party") == organisation)
            total += say_number(happening, of[money].amount, "money");
    }
    return total;
}

static bool same_number(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

static bool same(const struct happening *a, const struct happening *b) {
    bool equal = a->kind == b->kind && a->minute == b->minute;
    for (unsigned i = 0; i < FOLLOW_NUMBERS && equal; i++) equal = same_number(a->number[i], b->number[i]);
    return equal;
}

size_t journeys_common(const struct journeys *journeys, uint64_t person) {
    const struct followed *first = follow_find(&journeys->follow[0], person);
    size_t common = first->count;
    for (uint32_t arm = 1; arm < journeys->network->arm_count; arm++) {
        const struct followed *other = follow_find(&journeys->follow[arm], person);
        size_t i = 0;
        while (i < common && i < other->count && same(&first->happening[i], &other->happening[i])) i++;
        common = i;
    }
    return common;
}

double journeys_part(const struct journeys *journeys, uint64_t person, struct journey_part *part) {
    size_t common = journeys_common(journeys, person);
    double parting = INFINITY;
    for (uint32_t arm = 0; arm < journeys->network->arm_count; arm++) {
        const struct followed *followed = follow_find(&journeys->follow[arm], person);
        part[arm] = (struct journey_part){followed, common, followed->count};
        if (followed->count > common && followed->happening[common].minute < parting)
            parting = followed->happening[common].minute;
    }
    return parting;
}

bool journeys_next(const struct network *network, struct journey_part *part, uint32_t count, double *minute,
                   struct text *says) {
    *minute = INFINITY;
    for (uint32_t i = 0; i < count; i++)
        if (part[i].from < part[i].to && part[i].followed->happening[part[i].from].minute < *minute)
            *minute = part[i].followed->happening[part[i].from].minute;
    for (uint32_t i = 0; i < count; i++) {
        const struct happening *next = &part[i].followed->happening[part[i].from];
        bool now = part[i].from < part[i].to && next->minute == *minute;
        text_free(&says[i]);
        if (now) say_happening(network, next, &says[i]);
        part[i].from += now;
    }
    return !isinf(*minute);
}

void journeys_because(const struct network *network, const struct pick_wish *wish, const struct picked *picked, size_t place,
                      size_t of, struct text *out) {
    const char *least = picked->unfinished ? "at least " : "";
    if (wish->rule == PICK_RANDOM) {
        text_add_format(out, "at random of %zu people measured in %s", of, network->arm[0].id);
    } else if (wish->rule == PICK_LONGEST) {
        text_add_format(out, "longest %s of %zu people in %s, %s", network->standard[picked->standard].name, of,
                        network->arm[0].id, least);
        say_duration(picked->minutes, out);
    } else {
        text_add_format(out, "worst off by %s, from ", network->standard[picked->standard].name);
        say_duration(picked->baseline_minutes, out);
        text_add_format(out, " in %s to %s", network->arm[0].id, least);
        say_duration(picked->minutes, out);
        text_add_format(out, " in %s", network->arm[picked->arm].id);
    }
    if (place > 0) text_add_format(out, ", place %zu", place + 1);
}
