/*
 * R3: 30 neighbourhoods, 10 community teams, 5 A&Es and 5 wards, a million patients. The same model as r3.cfg.
 * Argument: a seed.
 *
 * Half of all arrivals go to their team, half to their A&E, a quarter of these in the high class, which is
 * served first. Who waits in A&E longer than an exponential patience of mean 12 h leaves. 30 % of those seen
 * are admitted to the ward of the same site, without holding the bay meanwhile; 25 % of those discharged
 * are then seen by their team. Team visits and stays on wards are lognormal, A&E stays gamma of shape 2.
 *
 * Two liberties that only a floor can take: arrivals are one merged Poisson stream, split over areas by one
 * table look-up, which is the same process; and who has run out of patience is noticed when his turn
 * comes, which changes no wait and no count, so that no event is needed for it.
 */
#include "floor.h"

enum { SITES = 5, TEAMS = 10, AREAS = 30, FIRST_WARD = SITES, FIRST_TEAM = 2 * SITES, UNITS = 2 * SITES + TEAMS };
enum kind { AE, WARD, TEAM, KINDS };

static const double horizon_hours = 13334.0;
static const double patience_mean_hours = 12.0;
static const double arrivals_per_hour = 75.0;

/* Shares as bounds on a uniform 32-bit number: half go to A&E, a quarter of these in the high class. */
static const uint32_t ae_bound = 0x80000000U, high_bound = 0x20000000U;
static const double admitted_share = 0.3, team_share = 0.25;

/* Arrivals of each area in 24 hours; the sum is 1800. Area i has team i / 3 and site i / 6. */
enum { ARRIVALS_A_DAY = 1800 };
static const uint8_t area_arrivals_a_day[AREAS] = {
    32, 36, 40, 40, 44, 48, 40, 45, 50, 50, 55, 60, 48, 54, 60,
    60, 66, 72, 56, 63, 70, 70, 77, 84, 64, 72, 80, 80, 88, 96,
};

/* Capacity and the factor on the table of the kind: gamma scale (h), exp(mu) of the wards, exp(mu) of the teams. */
static const struct {
    uint32_t servers;
    double scale_hours;
} unit_table[UNITS] = {
    {10, 0.9},   {15, 1.075}, {20, 1.2},   {25, 1.275}, {30, 1.35},
    {200, 76.8221279596}, {250, 76.8221279596}, {300, 76.8221279596}, {350, 76.8221279596}, {400, 76.8221279596},
    {6, 1.76},   {7, 1.68},   {7, 1.6},    {8, 1.52},   {8, 1.52},
    {10, 1.6},   {10, 1.68},  {12, 1.6},   {11, 1.6},   {13, 1.52},
};
static const double team_sigma = 0.668047230837, ward_sigma = 0.944456478248;

struct unit {
    struct floor_line line[2];      /* high class first; wards and teams use only line[0] */
    uint32_t idle;
    enum kind kind;
    double scale_hours;
};

struct count {
    uint64_t started, completed, left;
    double wait_sum_hours, busy_sum_hours;
};

struct model {
    struct unit unit[UNITS];
    struct count count[KINDS];
    struct floor_heap heap;
    struct floor_patients people;
    uint64_t seed;
    uint64_t arrived;
    struct floor_table table[KINDS];
    uint8_t area_of_slot[ARRIVALS_A_DAY];
};

static void model_init(struct model *model, uint64_t seed)
{
    uint32_t slot = 0;

    floor_log_fill();
    floor_gamma2_fill(&model->table[AE]);
    floor_lognormal_fill(&model->table[WARD], ward_sigma);
    floor_lognormal_fill(&model->table[TEAM], team_sigma);
    for (uint32_t area = 0; area < AREAS; area++)
        for (uint32_t i = 0; i < area_arrivals_a_day[area]; i++)
            model->area_of_slot[slot++] = (uint8_t)area;
    for (uint32_t i = 0; i < UNITS; i++)
        model->unit[i] = (struct unit){
            .line = {{FLOOR_NONE, FLOOR_NONE}, {FLOOR_NONE, FLOOR_NONE}},
            .idle = unit_table[i].servers,
            .kind = i < FIRST_WARD ? AE : i < FIRST_TEAM ? WARD : TEAM,
            .scale_hours = unit_table[i].scale_hours,
        };
    for (int kind = 0; kind < KINDS; kind++)
        model->count[kind] = (struct count){0};
    floor_heap_init(&model->heap, 2048);
    floor_patients_init(&model->people, 1U << 17);
    model->seed = seed;
    model->arrived = 0;
}

static void model_free(struct model *model)
{
    floor_patients_free(&model->people);
    floor_heap_free(&model->heap);
}

/* The event at which a patient who starts now is done. */
static inline struct floor_event start(struct model *model, uint32_t unit, uint32_t patient, double now)
{
    struct count *count = &model->count[model->unit[unit].kind];
    double service = model->people.patient[patient].service;

    count->started++;
    count->busy_sum_hours += service;
    return (struct floor_event){now + service, patient, unit};
}

static inline void arrive(struct model *model, uint64_t person, uint64_t word, double now)
{
    uint32_t area = model->area_of_slot[(word >> 32) * ARRIVALS_A_DAY >> 32];
    uint32_t class = (uint32_t)word;
    struct floor_words words = floor_draw(model->seed, person, 1);
    uint32_t entered = floor_patient_take(&model->people);
    struct floor_patient *patient = &model->people.patient[entered];
    uint32_t index = class < ae_bound ? area / 6 : FIRST_TEAM + area / 3;
    struct unit *unit = &model->unit[index];

    patient->person = person;
    patient->area = (uint16_t)area;
    patient->service = unit->scale_hours * floor_quantile(&model->table[unit->kind], words.first);
    if (unit->idle > 0) {
        unit->idle--;
        floor_heap_push(&model->heap, start(model, index, entered, now));
        return;
    }
    patient->since = now;
    patient->leaves_at = INFINITY;
    if (unit->kind == AE)
        patient->leaves_at = now + patience_mean_hours * floor_exponential(words.second);
    floor_line_join(&unit->line[unit->kind == AE && class >= high_bound], model->people.patient, entered);
}

/* Takes the next patient who is still there out of the unit's lines, or FLOOR_NONE. */
static inline uint32_t call(struct model *model, struct unit *unit, double now)
{
    for (int class = 0; class < 2; class++)
        while (unit->line[class].head != FLOOR_NONE) {
            uint32_t called = unit->line[class].head;
            const struct floor_patient *patient = &model->people.patient[called];

            unit->line[class].head = patient->next;
            if (patient->leaves_at > now) {
                model->count[unit->kind].wait_sum_hours += now - patient->since;
                return called;
            }
            model->count[unit->kind].left++;
            floor_patient_give(&model->people, called);
        }
    return FLOOR_NONE;
}

/* The unit that follows, with the service there drawn, or FLOOR_NONE. */
static inline uint32_t onward(struct model *model, enum kind from, struct floor_patient *patient)
{
    struct floor_words words;
    uint32_t to;

    if (from == TEAM)
        return FLOOR_NONE;
    words = floor_draw(model->seed, patient->person, from == AE ? 2 : 3);
    if (floor_unit(words.first) >= (from == AE ? admitted_share : team_share))
        return FLOOR_NONE;
    to = from == AE ? FIRST_WARD + patient->area / 6U : FIRST_TEAM + patient->area / 3U;
    patient->service = model->unit[to].scale_hours * floor_quantile(&model->table[model->unit[to].kind], words.second);
    return to;
}

static inline void finish(struct model *model, struct floor_event event)
{
    struct unit *unit = &model->unit[event.unit];
    struct floor_patient *patient = &model->people.patient[event.patient];
    uint32_t called = call(model, unit, event.time);
    uint32_t to = onward(model, unit->kind, patient);
    int replaced = called != FLOOR_NONE;

    model->count[unit->kind].completed++;
    if (replaced)
        floor_heap_replace(&model->heap, start(model, event.unit, called, event.time));
    else
        unit->idle++;
    if (to == FLOOR_NONE) {
        floor_patient_give(&model->people, event.patient);
    } else if (model->unit[to].idle > 0) {
        model->unit[to].idle--;
        if (replaced)
            floor_heap_push(&model->heap, start(model, to, event.patient, event.time));
        else
            floor_heap_replace(&model->heap, start(model, to, event.patient, event.time));
        return;
    } else {
        patient->since = event.time;
        patient->leaves_at = INFINITY;
        floor_line_join(&model->unit[to].line[0], model->people.patient, event.patient);
    }
    if (!replaced)
        floor_heap_pop(&model->heap);
}

static void model_run(struct model *model)
{
    const double gap_mean = 1.0 / arrivals_per_hour;
    struct floor_words words = floor_draw(model->seed, 0, 0);
    double arrival = gap_mean * floor_exponential(words.first);

    for (;;) {
        struct floor_event event = model->heap.event[0];

        if (arrival < event.time) {
            uint64_t word = words.second;
            double now = arrival;

            if (now > horizon_hours)
                break;
            words = floor_draw(model->seed, model->arrived + 1, 0);
            arrival += gap_mean * floor_exponential(words.first);
            arrive(model, model->arrived++, word, now);
        } else {
            if (event.time > horizon_hours)
                break;
            finish(model, event);
        }
    }
}

/* What was begun but not done by the horizon is not use; who ran out of patience by then has left. */
static void model_close(struct model *model)
{
    for (uint32_t i = 0; i < model->heap.count; i++) {
        struct floor_event event = model->heap.event[i];

        model->count[model->unit[event.unit].kind].busy_sum_hours -= event.time - horizon_hours;
    }
    for (uint32_t i = 0; i < FIRST_WARD; i++)
        for (int class = 0; class < 2; class++)
            for (uint32_t p = model->unit[i].line[class].head; p != FLOOR_NONE; p = model->people.patient[p].next)
                model->count[AE].left += model->people.patient[p].leaves_at <= horizon_hours;
}

static void model_print(const struct model *model)
{
    static const char *const name[KINDS] = {"ae", "ward", "team"};
    double servers[KINDS] = {0}, wait = 0.0;
    uint64_t started = 0, completed = 0, left = model->count[AE].left;

    for (int i = 0; i < UNITS; i++)
        servers[model->unit[i].kind] += unit_table[i].servers;
    for (int kind = 0; kind < KINDS; kind++) {
        const struct count *count = &model->count[kind];

        printf("r3 %s started %llu left %llu mean_wait_minutes %.4f utilisation %.4f\n", name[kind],
               (unsigned long long)count->started, (unsigned long long)count->left,
               60.0 * count->wait_sum_hours / (double)count->started,
               count->busy_sum_hours / (servers[kind] * horizon_hours));
        started += count->started;
        completed += count->completed;
        wait += 60.0 * count->wait_sum_hours;
    }
    printf("r3 arrived %llu served %llu events %llu mean_wait_minutes %.4f cpu_seconds %.4f\n",
           (unsigned long long)model->arrived, (unsigned long long)completed,
           (unsigned long long)(model->arrived + completed + left), wait / (double)started, floor_cpu_seconds());
}

int main(int argc, char **argv)
{
    static struct model model;

    model_init(&model, argc > 1 ? strtoull(argv[1], NULL, 10) : 1);
    model_run(&model);
    model_close(&model);
    model_print(&model);
    model_free(&model);
    return 0;
}
