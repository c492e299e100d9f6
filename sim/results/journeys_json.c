/* Journeys for programs: the same content as the text; fields are documented in results/README.md. */
#include "results/journeys.h"

#include "care/person_name.h"
#include "results/number.h"
#include "results/quote.h"
#include "results/saying.h"

#include <math.h>

static void add_number(const char *name, double number, struct text *out) {
    char digits[NUMBER_BYTES];
    number_format(number, digits);
    text_add_format(out, ", \"%s\": %s", name, digits[0] == '\0' ? "null" : digits);
}

static void add_moment(const struct network *network, const char *name, double minute, struct text *out) {
    text_add_format(out, ", \"%s\": ", name);
    if (isnan(minute)) {
        text_add(out, "null");
        return;
    }
    text_add(out, "\"");
    say_iso(network, minute, out);
    text_add(out, "\"");
}

static void add_happening(const struct network *network, const struct happening *happening, struct text *out) {
    struct text sentence = {0};
    say_happening(network, happening, &sentence);
    text_add_format(out, "{\"kind\": \"%s\"", say_kind(happening->kind));
    add_number("minute", happening->minute, out);
    add_moment(network, "at", happening->minute, out);
    text_add(out, ", \"text\": ");
    quote_json(out, sentence.bytes);
    say_happening_json(network, happening, out);
    text_add(out, "}");
    text_free(&sentence);
}

static void add_readings(const struct network *network, const struct followed *followed, struct text *out) {
    bool some = false;
    text_add(out, ", \"readings\": [");
    for (size_t i = 0; i < followed->count; i++) {
        const struct happening *at = &followed->happening[i];
        if (at->kind != HAPPENS_reading) continue;
        text_add(out, some ? ", {\"standard\": " : "{\"standard\": ");
        quote_json(out, network->standard[(uint32_t)say_number(at, "standard", "standard")].id);
        add_number("reading_minutes", say_number(at, "reading", "duration"), out);
        add_number("target_minutes", say_number(at, "target", "duration"), out);
        text_add_format(out, ", \"verdict\": \"%s\", \"counted\": %s}",
                        say_verdict(say_number(at, "verdict", "verdict")),
                        isnan(say_number(at, "began", "outside")) ? "true" : "false");
        some = true;
    }
    text_add(out, "]");
}

static void add_monies(const struct network *network, const struct followed *followed, struct text *out) {
    static const char *const name[JOURNEY_MONIES] = {"cost_gbp", "received_gbp", "paid_gbp"};
    for (int money = 0; money < JOURNEY_MONIES; money++) {
        bool some = false;
        text_add_format(out, ", \"%s\": {", name[money]);
        for (uint32_t i = 0; i < network->organisation_count; i++) {
            double sum = journey_money(followed, (enum journey_money)money, i);
            char digits[NUMBER_BYTES];
            if (sum == 0) continue;
            if (some) text_add(out, ", ");
            quote_json(out, network->organisation[i].id);
            number_format(sum * 1e-6, digits);
            text_add_format(out, ": %s", digits);
            some = true;
        }
        text_add(out, "}");
    }
}

static void add_journey(const struct network *network, uint32_t arm, const struct followed *followed,
                        struct text *out) {
    static const char *const sums[JOURNEY_SUMS] = {"wait_minutes", "travel_minutes", "travel_km", "staff_minutes",
                                                   "staff_km", "handover_minutes",     "stay_minutes",   "kept_minutes"};
    text_add(out, "\n      {\"scenario\": ");
    quote_json(out, network->arm[arm].id);
    text_add_format(out, ", \"comes\": %s, \"happenings\": [", followed->came ? "true" : "false");
    for (size_t i = 0; i < followed->count; i++) {
        text_add(out, i == 0 ? "\n        " : ",\n        ");
        add_happening(network, &followed->happening[i], out);
    }
    text_add(out, "],\n       \"totals\": {");
    for (int sum = 0; sum < JOURNEY_SUMS; sum++) {
        double number = journey_sum(followed, (enum journey_sum)sum);
        char digits[NUMBER_BYTES];
        number_format(isnan(number) ? 0 : number, digits);
        text_add_format(out, "%s\"%s\": %s", sum == 0 ? "" : ", ", sums[sum], digits);
    }
    add_readings(network, followed, out);
    add_monies(network, followed, out);
    text_add(out, "}}");
}

/* The first minute at which a scenario's journey is another than the baseline's; NAN where none is. */
static double parting(const struct journeys *journeys, uint64_t person) {
    size_t common = journeys_common(journeys, person);
    double minute = NAN;
    for (uint32_t arm = 0; arm < journeys->network->arm_count; arm++) {
        const struct followed *followed = follow_find(&journeys->follow[arm], person);
        if (followed->count > common && !(minute <= followed->happening[common].minute))
            minute = followed->happening[common].minute;
    }
    return minute;
}

static void add_person(const struct journeys *journeys, const struct journey_person *who, struct text *out) {
    const struct network *network = journeys->network;
    const struct stream *stream = &network->stream[person_stream(who->person)];
    text_add(out, "\n    {\"person\": \"");
    person_name(network, who->person, out);
    text_add(out, "\", \"pathway\": ");
    quote_json(out, network->pathway[stream->pathway].id);
    text_add(out, ", \"area\": ");
    quote_json(out, network->area[stream->area].id);
    text_add(out, ", \"group\": ");
    quote_json(out, network_group(network, stream->cell));
    text_add(out, ", \"chosen\": ");
    quote_json(out, who->because);
    add_moment(network, "same_until", parting(journeys, who->person), out);
    text_add(out, ", \"journeys\": [");
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        if (arm > 0) text_add(out, ",");
        add_journey(network, arm, follow_find(&journeys->follow[arm], who->person), out);
    }
    text_add(out, "]}");
}

void journeys_json(const struct journeys *journeys, struct text *out) {
    const struct network *network = journeys->network;
    text_add_format(out, "{\"simulated\": true, \"note\": \"nobody here is a real patient\", \"replication\": %u, "
                         "\"seed\": %u,\n  \"scenarios\": [",
                    journeys->replication, journeys->seed);
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        text_add(out, arm == 0 ? "{\"id\": " : ", {\"id\": ");
        quote_json(out, network->arm[arm].id);
        text_add(out, ", \"title\": ");
        quote_json(out, network->arm[arm].title);
        text_add(out, "}");
    }
    text_add(out, "],\n  \"people\": [");
    for (size_t i = 0; i < journeys->count; i++) {
        if (i > 0) text_add(out, ",");
        add_person(journeys, &journeys->person[i], out);
    }
    text_add(out, "\n  ]}\n");
}
