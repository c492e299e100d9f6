/* What journeys come to, line by line: times, readings of standards, money. */
#include "results/journeys.h"

#include "results/saying.h"

#include <math.h>
#include <stdlib.h>

/* Lines under way. */
struct totals {
    const struct journeys *journeys;
    uint64_t person;
    void (*write)(void *context, const char *label, struct text *cell);
    void *context;
    struct text *cell; /* by arm; empty between lines */
    bool failed;
};

static const struct followed *journey_in(const struct totals *totals, uint32_t arm) {
    return follow_find(&totals->journeys->follow[arm], totals->person);
}

/* Hands a line on if any scenario has something in it. */
static void end_line(struct totals *totals, const char *label) {
    uint32_t count = totals->journeys->network->arm_count;
    bool some = false;
    for (uint32_t arm = 0; arm < count; arm++) some = some || totals->cell[arm].length > 0;
    for (uint32_t arm = 0; arm < count; arm++) {
        if (some && totals->cell[arm].length == 0) text_add(&totals->cell[arm], "-");
        totals->failed = totals->failed || totals->cell[arm].failed;
    }
    if (some) totals->write(totals->context, label, totals->cell);
    for (uint32_t arm = 0; arm < count; arm++) text_free(&totals->cell[arm]);
}

static void add_sums(struct totals *totals) {
    static const struct { enum journey_sum sum, km; const char *label; } rows[] = {
        {JOURNEY_WAIT, JOURNEY_SUMS, "waiting in lines"},
        {JOURNEY_TRAVEL, JOURNEY_TRAVEL_KM, "travel"},
        {JOURNEY_STAFF, JOURNEY_STAFF_KM, "staff on their way"},
        {JOURNEY_HANDOVER, JOURNEY_SUMS, "handed over"},
        {JOURNEY_STAY, JOURNEY_SUMS, "from starts to leaving"},
        {JOURNEY_KEPT, JOURNEY_SUMS, "  of it after the work"},
    };
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        for (uint32_t arm = 0; arm < totals->journeys->network->arm_count; arm++) {
            const struct followed *followed = journey_in(totals, arm);
            double minutes = journey_sum(followed, rows[row].sum);
            double km = rows[row].km == JOURNEY_SUMS ? (double)NAN : journey_sum(followed, rows[row].km);
            if (!isnan(minutes)) say_duration(minutes, &totals->cell[arm]);
            if (!isnan(km)) text_add_format(&totals->cell[arm], ", %.1f km", km);
        }
        end_line(totals, rows[row].label);
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

static void say_reading(const struct happening *reading, struct text *out) {
    double verdict = say_number(reading, "verdict", "verdict");
    if (verdict == VERDICT_UNFINISHED) text_add(out, "at least ");
    say_duration(say_number(reading, "reading", "duration"), out);
    text_add(out, verdict == VERDICT_WITHIN ? ", inside " : ", outside ");
    say_duration(say_number(reading, "target", "duration"), out);
}

static void add_readings(struct totals *totals) {
    const struct network *network = totals->journeys->network;
    for (uint32_t standard = 0; standard < network->standard_count; standard++)
        for (size_t n = 0, some = 1; some > 0; n++) {
            some = 0;
            struct text label = {0};
            for (uint32_t arm = 0; arm < network->arm_count; arm++) {
                const struct happening *reading = reading_of(journey_in(totals, arm), standard, n);
                if (reading == NULL) continue;
                some++;
                say_reading(reading, &totals->cell[arm]);
            }
            text_add_format(&label, n == 0 ? "%s" : "%s, %zu", network->standard[standard].name, n + 1);
            end_line(totals, label.bytes != NULL ? label.bytes : "");
            text_free(&label);
        }
}

static void add_monies(struct totals *totals) {
    static const char *const label[JOURNEY_MONIES] = {"cost to", "received by", "paid by"};
    const struct network *network = totals->journeys->network;
    for (int money = 0; money < JOURNEY_MONIES; money++)
        for (uint32_t organisation = 0; organisation < network->organisation_count; organisation++) {
            struct text row = {0};
            for (uint32_t arm = 0; arm < network->arm_count; arm++) {
                double sum = journey_money(journey_in(totals, arm), (enum journey_money)money, organisation);
                if (sum != 0) say_money(sum, &totals->cell[arm]);
            }
            text_add_format(&row, "%s %s", label[money], network->organisation[organisation].name);
            end_line(totals, row.bytes != NULL ? row.bytes : "");
            text_free(&row);
        }
}

enum status journeys_totals(const struct journeys *journeys, uint64_t person,
                            void (*write)(void *context, const char *label, struct text *cell), void *context) {
    struct totals totals = {.journeys = journeys, .person = person, .write = write, .context = context,
                            .cell = calloc(journeys->network->arm_count, sizeof *totals.cell)};
    if (totals.cell == NULL) return STATUS_NO_MEMORY;
    add_sums(&totals);
    add_readings(&totals);
    add_monies(&totals);
    free(totals.cell);
    return totals.failed ? STATUS_NO_MEMORY : STATUS_OK;
}
