/* How the people of a pathway come: kinds other than Poisson, their tables, and how many come together. What says when
 * they come is here; whose they are is in compile_demand.c. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BOOKED_A_DAY = 30000 };

static const struct value_kind a_number = {quantity_number, NONE}, a_share = {quantity_share, NONE};

static enum arrival_kind kind_of(const char *word) {
    static const char *const words[] = {
        [ARRIVE_POISSON] = "poisson", [ARRIVE_RENEWAL] = "renewal", [ARRIVE_SLOTS] = "booked", [ARRIVE_TRACE] = "trace"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(word, words[i]))
            return (enum arrival_kind)i;
    return ARRIVE_POISSON;
}

bool arrivals_are_planned(const struct spec_pathway *pathway) {
    return kind_of(pathway->arrivals.kind) != ARRIVE_POISSON;
}

/* ---- what goes with what ---- */

static void check_keys_together(struct compiler *c, const struct spec_pathway *pathway, enum arrival_kind kind) {
    static const struct { const char *key; enum arrival_kind kind, or_kind; bool needed; } rule[] = {
        {"between", ARRIVE_RENEWAL, ARRIVE_RENEWAL, true},     {"times", ARRIVE_RENEWAL, ARRIVE_RENEWAL, false},
        {"first_after", ARRIVE_RENEWAL, ARRIVE_RENEWAL, false}, {"table", ARRIVE_SLOTS, ARRIVE_TRACE, true},
        {"attend", ARRIVE_SLOTS, ARRIVE_SLOTS, false},          {"early", ARRIVE_SLOTS, ARRIVE_SLOTS, false},
        {"late", ARRIVE_SLOTS, ARRIVE_SLOTS, false},
    };
    const struct setting *at = setting_get(pathway->at, "arrivals");
    const char *word = pathway->arrivals.kind == NULL ? "poisson" : pathway->arrivals.kind;
    for (size_t i = 0; at != NULL && i < sizeof rule / sizeof *rule; i++) {
        bool goes = kind == rule[i].kind || kind == rule[i].or_kind;
        const struct setting *key = setting_get(at, rule[i].key);
        if (key != NULL && !goes)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_arrivals_not, key, rule[i].key, word);
        if (key == NULL && goes && rule[i].needed)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_arrivals_need, at, word, rule[i].key);
    }
    bool even = kind != ARRIVE_SLOTS && kind != ARRIVE_TRACE;
    if (!even && (pathway->profile != NULL || pathway->season != NULL))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_arrivals_not,
                    key_at(pathway->at, pathway->profile != NULL ? "profile" : "season"),
                    pathway->profile != NULL ? "profile" : "season", word);
}

static bool same_batches(const struct spec_arrivals *a, const struct spec_arrivals *b) {
    bool same = a->batch_count == b->batch_count;
    for (size_t i = 0; same && i < a->batch_count; i++)
        same = !(a->batch[i].people < b->batch[i].people) && !(a->batch[i].people > b->batch[i].people) &&
               !(a->batch[i].share < b->batch[i].share) && !(a->batch[i].share > b->batch[i].share);
    return same;
}

static bool same_number(double a, double b) {
    return isnan(a) ? isnan(b) : !(a < b) && !(a > b) && !isnan(b);
}

static void must_be_same_in_all(struct compiler *c, const struct spec_pathway *first) {
    const struct spec_arrivals *a = &first->arrivals;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pathway *here = spec_find_pathway(&c->spec[v], first->id);
        if (here == NULL || here == first)
            continue;
        const struct spec_arrivals *b = &here->arrivals;
        bool same = kind_of(a->kind) == kind_of(b->kind) && setting_same(a->table, b->table) && same_batches(a, b) &&
                    same_number(a->first_after, b->first_after) && same_number(a->early_minutes, b->early_minutes) &&
                    (a->late == NULL) == (b->late == NULL);
        must_be_same(c, same, "arrivals", key_at(here->at, "arrivals"), key_at(first->at, "arrivals"));
    }
}

/* ---- tables ---- */

/* "09:20" or "9:20" -> minutes of the day; -1: no time of day. */
static double minute_of_day(const struct setting *cell) {
    int hour = -1, minute = -1, end = 0;
    bool good = cell != NULL && cell->kind == SETTING_TEXT &&
                sscanf(cell->text, "%2d:%2d%n", &hour, &minute, &end) == 2 && cell->text[end] == '\0' && hour >= 0 &&
                hour < 24 && minute >= 0 && minute < 60;
    return good ? hour * MINUTES_PER_HOUR + minute : -1;
}

/* How many come: 1 where the table has no such column; -1: no such number. */
static double people_of(const struct setting *row) {
    const struct setting *cell = setting_get(row, "people");
    if (cell == NULL)
        return 1;
    bool good = cell->kind == SETTING_NUMBER && cell->whole && cell->number >= 0 && cell->number <= 10000;
    return good ? cell->number : -1;
}

static int weekday_of(const struct setting *cell) {
    static const char *const day[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int i = 0; i < 7; i++)
        if (cell->kind == SETTING_TEXT && strcmp(cell->text, day[i]) == 0)
            return i;
    return -1;
}

static int compare_bookings(const void *a, const void *b) {
    const struct booking *x = a, *y = b;
    if (x->minute_of_week != y->minute_of_week)
        return x->minute_of_week < y->minute_of_week ? -1 : 1;
    return x->people < y->people ? -1 : x->people > y->people;
}

static enum status fill_bookings(struct compiler *c, struct arrivals *arrivals, const struct setting *table) {
    struct network *n = c->network;
    struct booking *booking = realloc(n->booking, (n->booking_count + 7 * table->child_count + 1) * sizeof *booking);
    uint32_t a_day[7] = {0};
    if (booking == NULL)
        return STATUS_NO_MEMORY;
    n->booking = booking;
    arrivals->booking_first = n->booking_count;
    for (size_t i = 0; i < table->child_count; i++) {
        const struct setting *row = table->child[i], *day = setting_get(row, "day");
        int only = day == NULL ? 0 : weekday_of(day);
        double minute = minute_of_day(setting_get(row, "time")), people = people_of(row);
        if (minute < 0 || people < 0 || only < 0) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_booked_row, row);
            return STATUS_OK;
        }
        for (int weekday = only; weekday < (day == NULL ? 7 : only + 1); weekday++) {
            a_day[weekday] += (uint32_t)people;
            n->booking[n->booking_count++] =
                (struct booking){(uint32_t)(weekday * MINUTES_PER_DAY + (int)minute), (uint32_t)people};
        }
    }
    for (int weekday = 0; weekday < 7; weekday++)
        if (a_day[weekday] > MOST_BOOKED_A_DAY)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_booked_many, table, a_day[weekday], (int)MOST_BOOKED_A_DAY);
    arrivals->booking_count = n->booking_count - arrivals->booking_first;
    qsort(&n->booking[arrivals->booking_first], arrivals->booking_count, sizeof *n->booking, compare_bookings);
    return STATUS_OK;
}

static int compare_traced(const void *a, const void *b) {
    const struct traced *x = a, *y = b;
    if (x->minute < y->minute || x->minute > y->minute)
        return x->minute < y->minute ? -1 : 1;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    return x->people < y->people ? -1 : x->people > y->people;
}

static enum status fill_traced(struct compiler *c, struct arrivals *arrivals, const struct setting *table) {
    struct network *n = c->network;
    struct traced *traced = realloc(n->traced, (n->traced_count + table->child_count + 1) * sizeof *traced);
    if (traced == NULL)
        return STATUS_NO_MEMORY;
    n->traced = traced;
    arrivals->traced_first = n->traced_count;
    for (size_t i = 0; i < table->child_count; i++) {
        const struct setting *row = table->child[i], *date = setting_get(row, "date"), *area = setting_get(row, "area");
        int32_t day = 0;
        double minute = minute_of_day(setting_get(row, "time")), people = people_of(row);
        bool dated = date != NULL && date->kind == SETTING_TEXT && calendar_parse(date->text, &day);
        if (!dated || minute < 0 || people < 0 || (area != NULL && area->kind != SETTING_TEXT)) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_traced_row, row);
            return STATUS_OK;
        }
        uint32_t where = area == NULL ? NONE : names_find(&c->areas, area->text);
        if (area != NULL && where == NONE)
            say_dangling(c, area, "area", area->text, &c->areas);
        double at = ((double)day - n->first_day) * MINUTES_PER_DAY + minute;
        if (at >= 0) /* those before the run begins are not in it */
            n->traced[n->traced_count++] = (struct traced){at, where, (uint32_t)people};
    }
    arrivals->traced_count = n->traced_count - arrivals->traced_first;
    qsort(&n->traced[arrivals->traced_first], arrivals->traced_count, sizeof *n->traced, compare_traced);
    return STATUS_OK;
}

static enum status fill_batches(struct compiler *c, struct arrivals *arrivals, const struct spec_arrivals *spec) {
    struct network *n = c->network;
    struct batch *batch = realloc(n->batch, (n->batch_count + spec->batch_count + 1) * sizeof *batch);
    if (batch == NULL)
        return STATUS_NO_MEMORY;
    n->batch = batch;
    arrivals->batch_first = n->batch_count;
    arrivals->batch_count = (uint32_t)spec->batch_count;
    double sum = 0, mean = 0;
    for (size_t i = 0; i < spec->batch_count; i++) {
        sum += spec->batch[i].share;
        mean += spec->batch[i].share * spec->batch[i].people;
        n->batch[n->batch_count++] = (struct batch){sum, (uint32_t)spec->batch[i].people};
    }
    if (spec->batch_count > 0 && fabs(sum - 1) > 1e-6)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_together_sum, spec->batch[0].at, sum);
    if (spec->batch_count > 0)
        arrivals->batch_mean = mean;
    return STATUS_OK;
}

enum status arrivals_structure(struct compiler *c, uint32_t pathway, const struct spec_pathway *spec) {
    struct arrivals *arrivals = &c->network->pathway[pathway].arrivals;
    const struct duration none = {NONE, BY_NOTHING};
    enum arrival_kind kind = kind_of(spec->arrivals.kind);
    *arrivals = (struct arrivals){.kind = kind, .between = none, .late = none, .speed = NONE, .attend = NONE,
                                  .first_after = spec->arrivals.first_after,
                                  .early_minutes = spec->arrivals.early_minutes, .batch_mean = 1};
    check_keys_together(c, spec, kind);
    must_be_same_in_all(c, spec);
    enum status status = fill_batches(c, arrivals, &spec->arrivals);
    const struct setting *table = spec->arrivals.table;
    if (table == NULL || !setting_is_table(table) || status != STATUS_OK)
        return status;
    if (kind == ARRIVE_SLOTS)
        return fill_bookings(c, arrivals, table);
    return kind == ARRIVE_TRACE ? fill_traced(c, arrivals, table) : STATUS_OK;
}

/* ---- numbers ---- */

void arrivals_look(struct compiler *c, const struct spec_pathway *here) {
    unsigned varies = duration_check(c, here->arrivals.between, NONE) | duration_check(c, here->arrivals.late, NONE) |
                      value_check(c, here->arrivals.times, a_number) | value_check(c, here->arrivals.attend, a_share);
    if (varies != 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_arrivals_vary, key_at(here->at, "arrivals"));
}

void arrivals_slots(struct compiler *c, uint32_t pathway) {
    struct arrivals *arrivals = &c->network->pathway[pathway].arrivals;
    if (arrivals->kind == ARRIVE_RENEWAL) {
        arrivals->between = duration_new(c, 0, NONE);
        arrivals->speed = compiler_slots(c, 1);
    }
    if (arrivals->kind == ARRIVE_SLOTS) {
        arrivals->attend = compiler_slots(c, 1);
        arrivals->late = duration_new(c, 0, NONE);
    }
}

/* Mean people a day of a plan: what `check` reckons with, and what each stream's part is taken of. */
static double people_per_day(const struct compiler *c, const struct arrivals *arrivals) {
    const struct network *n = c->network;
    double people = 0;
    if (arrivals->kind == ARRIVE_RENEWAL) {
        const double *entry = &c->value[arrivals->between.first];
        double mean = entry[0] < 0 ? entry[1] : entry[1] + entry[2] * n->quantile[(size_t)entry[0]].mean;
        return mean > 0 ? MINUTES_PER_DAY / mean * c->value[arrivals->speed] * arrivals->batch_mean : 0;
    }
    for (uint32_t i = 0; i < arrivals->booking_count; i++)
        people += n->booking[arrivals->booking_first + i].people;
    if (arrivals->kind == ARRIVE_SLOTS)
        return people / 7 * c->value[arrivals->attend] * arrivals->batch_mean;
    for (uint32_t i = 0; i < arrivals->traced_count; i++)
        people += n->traced[arrivals->traced_first + i].people;
    return people * MINUTES_PER_DAY / n->window_to * arrivals->batch_mean;
}

enum status arrivals_fill(struct compiler *c, uint32_t pathway, double *per_day) {
    const struct arrivals *arrivals = &c->network->pathway[pathway].arrivals;
    const struct spec_pathway *here = c->now_pathway[pathway];
    const struct where anybody = {NONE, NONE, NONE};
    *per_day = 0;
    if (here == NULL)
        return STATUS_OK;
    enum status status = duration_fill(c, arrivals->between, here->arrivals.between, NONE);
    if (status == STATUS_OK)
        status = duration_fill(c, arrivals->late, here->arrivals.late, NONE);
    if (status != STATUS_OK)
        return status;
    if (arrivals->speed != NONE)
        c->value[arrivals->speed] = value_at(c, here->arrivals.times, anybody, a_number, 1);
    if (arrivals->attend != NONE)
        c->value[arrivals->attend] = value_at(c, here->arrivals.attend, anybody, a_share, 1);
    if (arrivals->speed != NONE && !(c->value[arrivals->speed] >= 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_negative_rate, here->arrivals.times);
    *per_day = people_per_day(c, arrivals);
    bool endless = arrivals->kind == ARRIVE_RENEWAL && here->arrivals.between != NULL && !(*per_day > 0) &&
                   c->value[arrivals->speed] > 0;
    if (endless)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_distribution_range, here->arrivals.between,
                    "the mean time between arrivals must be over 0");
    return STATUS_OK;
}
