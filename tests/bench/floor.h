/*
 * What the floor programs share: keyed draws, quantile tables, a 4-ary heap, a free list.
 *
 * A floor program is one model written by hand as fast as we know how, with no other duty: no scenario, no
 * measures beyond counts, waits and use, no guarantee to give. It says what the machine can do, so that the
 * price of everything else icsim does can be read as a ratio (see compare_floor.sh).
 *
 * Draws are Threefry2x64-13 by key, as in icsim: key = (seed, replication), counter = (person, draw). Each
 * block gives two 64-bit words, and both are used. Values come by inverse from one word.
 *
 * Whoever calls an _init owns what it took and gives it back with the _free beside it.
 */
#ifndef ICSIM_TESTS_BENCH_FLOOR_H
#define ICSIM_TESTS_BENCH_FLOOR_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <Random123/threefry.h>

#define FLOOR_NONE UINT32_MAX

/* Machine failures end a floor program at once: there is nothing to save. */
static inline void *floor_memory(size_t align, size_t size)
{
    void *memory = aligned_alloc(align, (size + align - 1) / align * align);

    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

/* User and system seconds of this process so far. */
static inline double floor_cpu_seconds(void)
{
    struct timespec used;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

/* ---- draws ---------------------------------------------------------------------------------------------- */

struct floor_words {
    uint64_t first, second;
};

static inline struct floor_words floor_draw(uint64_t seed, uint64_t person, uint64_t draw)
{
    threefry2x64_ctr_t counter = {{person, draw}};
    threefry2x64_key_t key = {{seed, 0}};
    threefry2x64_ctr_t block = threefry2x64_R(13, counter, key);

    return (struct floor_words){block.v[0], block.v[1]};
}

/* A word as a number in [0, 1). */
static inline double floor_unit(uint64_t word)
{
    return (double)(int64_t)(word >> 11) * 0x1p-53;
}

/* One straight piece of a tabulated function: start + slope * fraction, fraction in [0, 1). */
struct floor_piece {
    double start, slope;
};

/* -ln(m) for m in [1/2, 1): 256 pieces, relative error below 4e-6 of the mean. */
#define FLOOR_LOG_BITS 8
static struct floor_piece floor_log[1 << FLOOR_LOG_BITS];

static inline void floor_log_fill(void)
{
    const int pieces = 1 << FLOOR_LOG_BITS;

    for (int i = 0; i < pieces; i++) {
        double from = -log(0.5 + 0.5 * i / pieces), to = -log(0.5 + 0.5 * (i + 1) / pieces);

        floor_log[i] = (struct floor_piece){from, to - from};
    }
}

/*
 * Exponential of mean 1 by inverse: the leading zeros of the word give the power of two of the uniform, whose
 * logarithm is exact; the rest comes from the table. So the tail is as long as a 64-bit word allows.
 */
static inline double floor_exponential(uint64_t word)
{
    int zeros = __builtin_clzll(word | 1);
    uint64_t rest = (word | 1) << zeros << 1;
    struct floor_piece piece = floor_log[rest >> (64 - FLOOR_LOG_BITS)];
    double fraction = (double)(int64_t)(rest << FLOOR_LOG_BITS >> 11) * 0x1p-53;

    return zeros * 0.69314718055994530942 + piece.start + piece.slope * fraction;
}

/*
 * Quantile table of any distribution. The top bit of a word picks the side of the median; leading zeros of the
 * rest pick the octave of the distance u from that end (tail probability u / 2); an octave has 32 straight
 * pieces. The last octave stands for all beyond it: tails end at a probability of 2^-25.
 */
#define FLOOR_OCTAVES 24
#define FLOOR_CELL_BITS 5
#define FLOOR_CELLS (1 << FLOOR_CELL_BITS)

struct floor_cell {
    float start, slope;
};

struct floor_table {
    struct floor_cell cell[2][FLOOR_OCTAVES][FLOOR_CELLS];
};

static inline double floor_quantile(const struct floor_table *table, uint64_t word)
{
    uint64_t low = word << 1 | 1;
    int zeros = __builtin_clzll(low);
    uint64_t rest = low << zeros << 1;
    int octave = zeros < FLOOR_OCTAVES ? zeros : FLOOR_OCTAVES - 1;
    struct floor_cell cell = table->cell[word >> 63][octave][rest >> (64 - FLOOR_CELL_BITS)];
    float fraction = (float)(int32_t)(uint32_t)(rest << FLOOR_CELL_BITS >> 40) * 0x1p-24f;

    return (double)(cell.start + cell.slope * fraction);
}

/* Fills one cell's edges: `near` is the value at the cell's smaller u, `far` at its larger. */
static inline void floor_cell_set(struct floor_cell *cell, double near, double far)
{
    cell->start = (float)near;
    cell->slope = (float)(far - near);
}

/* The u of an edge: octave 0 spans [1/2, 1), octave 1 [1/4, 1/2) and so on. */
static inline double floor_edge(int octave, int cell)
{
    return ldexp(0.5 + 0.5 * cell / FLOOR_CELLS, -octave);
}

/* z >= 0 with P(Z > z) = tail for a standard normal Z, by Newton from `guess`. */
static inline double floor_normal_tail(double tail, double guess)
{
    double z = guess;

    for (int i = 0; i < 50; i++) {
        double excess = 0.5 * erfc(z * 0.70710678118654752440) - tail;
        double step = excess / (exp(-0.5 * z * z) * 0.39894228040143267794);

        z += step;
        if (fabs(step) < 1e-12)
            break;
    }
    return z;
}

/* Lognormal with median 1: exp(sigma Z). Multiply a draw by exp(mu). */
static inline void floor_lognormal_fill(struct floor_table *table, double sigma)
{
    double z_far = 0.0;

    for (int octave = 0; octave < FLOOR_OCTAVES; octave++)
        for (int cell = FLOOR_CELLS - 1; cell >= 0; cell--) {
            double z_near = floor_normal_tail(0.5 * floor_edge(octave, cell), z_far);

            floor_cell_set(&table->cell[0][octave][cell], exp(-sigma * z_near), exp(-sigma * z_far));
            floor_cell_set(&table->cell[1][octave][cell], exp(sigma * z_near), exp(sigma * z_far));
            z_far = z_near;
        }
}

/* x with (1 + x) exp(-x) = tail (upper) or 1 - (1 + x) exp(-x) = tail (lower), by Newton from `guess`. */
static inline double floor_gamma2_tail(double tail, int upper, double guess)
{
    double x = guess;

    for (int i = 0; i < 50; i++) {
        double survival = (1.0 + x) * exp(-x);
        double excess = upper ? survival - tail : survival - 1.0 + tail;
        double step = excess / (x * exp(-x));

        x += step;
        if (fabs(step) < 1e-11 * x)
            break;
    }
    return x;
}

/* Gamma of shape 2 and scale 1. Multiply a draw by the scale. */
static inline void floor_gamma2_fill(struct floor_table *table)
{
    double low_far = 1.678346990016661, high_far = low_far;      /* the median */

    for (int octave = 0; octave < FLOOR_OCTAVES; octave++)
        for (int cell = FLOOR_CELLS - 1; cell >= 0; cell--) {
            double tail = 0.5 * floor_edge(octave, cell);
            double low_near = floor_gamma2_tail(tail, 0, low_far);
            double high_near = floor_gamma2_tail(tail, 1, high_far);

            floor_cell_set(&table->cell[0][octave][cell], low_near, low_far);
            floor_cell_set(&table->cell[1][octave][cell], high_near, high_far);
            low_far = low_near;
            high_far = high_near;
        }
}

/* ---- event list ----------------------------------------------------------------------------------------- */

struct floor_event {
    double time;
    uint32_t patient, unit;
};

/*
 * A 4-ary heap on the time. The root lies three slots into a cache line, so that four siblings fill one line;
 * every slot beyond the last event holds an infinite time, so that siblings are always compared as four.
 */
struct floor_heap {
    struct floor_event *event;      /* the root */
    struct floor_event *memory;
    uint32_t count, room;
};

static inline void floor_heap_init(struct floor_heap *heap, uint32_t room)
{
    heap->memory = floor_memory(64, (room + 8) * sizeof(struct floor_event));
    heap->event = heap->memory + 3;
    heap->room = room;
    heap->count = 0;
    for (uint32_t i = 0; i < room + 8; i++)
        heap->memory[i] = (struct floor_event){INFINITY, FLOOR_NONE, 0};
}

static inline void floor_heap_free(struct floor_heap *heap)
{
    free(heap->memory);
    *heap = (struct floor_heap){0};
}

/* Puts an event at `hole` or at the ancestor where it belongs. */
static inline void floor_heap_rise(struct floor_event *event, uint32_t hole, struct floor_event added)
{
    while (hole > 0) {
        uint32_t parent = (hole - 1) / 4;

        if (event[parent].time <= added.time)
            break;
        event[hole] = event[parent];
        hole = parent;
    }
    event[hole] = added;
}

static inline void floor_heap_push(struct floor_heap *heap, struct floor_event added)
{
    if (heap->count == heap->room) {
        fputs("the event list is full\n", stderr);
        exit(3);
    }
    floor_heap_rise(heap->event, heap->count++, added);
}

/* The earliest of the four children that start at `first`. */
static inline uint32_t floor_heap_least(const struct floor_event *event, uint32_t first)
{
    uint32_t left = first + (event[first + 1].time < event[first].time);
    uint32_t right = first + 2 + (event[first + 3].time < event[first + 2].time);

    return event[right].time < event[left].time ? right : left;
}

/* Replaces the earliest event by a new one: cheaper than a pop and a push. */
static inline void floor_heap_replace(struct floor_heap *heap, struct floor_event added)
{
    struct floor_event *event = heap->event;
    uint32_t hole = 0;

    for (uint32_t first = 1; first < heap->count; first = 4 * hole + 1) {
        uint32_t least = floor_heap_least(event, first);

        if (added.time <= event[least].time)
            break;
        event[hole] = event[least];
        hole = least;
    }
    event[hole] = added;
}

/* Removes the earliest event: the hole sinks to a leaf, then the last event rises from it. */
static inline void floor_heap_pop(struct floor_heap *heap)
{
    struct floor_event *event = heap->event;
    uint32_t hole = 0, last = --heap->count;
    struct floor_event moved = event[last];

    event[last].time = INFINITY;
    if (last == 0)
        return;
    for (uint32_t first = 1; first < last; first = 4 * hole + 1) {
        uint32_t least = floor_heap_least(event, first);

        event[hole] = event[least];
        hole = least;
    }
    floor_heap_rise(event, hole, moved);
}

/* ---- patients ------------------------------------------------------------------------------------------- */

/* Everything about someone who is here, 40 bytes; `next` links a waiting line or the free list. */
struct floor_patient {
    uint64_t person;
    double since;           /* when this wait began */
    double leaves_at;       /* when patience ends, or INFINITY */
    double service;         /* drawn on arrival, before the unit's scale */
    uint32_t next;
    uint16_t area, stage;
};

struct floor_patients {
    struct floor_patient *patient;
    uint32_t vacant, count, room;
};

static inline void floor_patients_init(struct floor_patients *patients, uint32_t room)
{
    patients->patient = floor_memory(64, room * sizeof(struct floor_patient));
    patients->vacant = FLOOR_NONE;
    patients->count = 0;
    patients->room = room;
}

static inline void floor_patients_free(struct floor_patients *patients)
{
    free(patients->patient);
    *patients = (struct floor_patients){0};
}

static inline uint32_t floor_patient_take(struct floor_patients *patients)
{
    uint32_t taken = patients->vacant;

    if (taken != FLOOR_NONE) {
        patients->vacant = patients->patient[taken].next;
        return taken;
    }
    if (patients->count == patients->room) {
        fputs("too many patients at once\n", stderr);
        exit(3);
    }
    return patients->count++;
}

static inline void floor_patient_give(struct floor_patients *patients, uint32_t given)
{
    patients->patient[given].next = patients->vacant;
    patients->vacant = given;
}

struct floor_line {
    uint32_t head, tail;
};

static inline void floor_line_join(struct floor_line *line, struct floor_patient *patient, uint32_t joiner)
{
    patient[joiner].next = FLOOR_NONE;
    if (line->head == FLOOR_NONE)
        line->head = joiner;
    else
        patient[line->tail].next = joiner;
    line->tail = joiner;
}

/* ---- one waiting line, many equal servers, exponential everything (R1, R2) ------------------------------ */

struct floor_mmc {
    double gap_mean;            /* minutes between arrivals */
    double service_mean;        /* minutes */
    double horizon;             /* minutes */
    uint32_t servers;
};

struct floor_outcome {
    uint64_t arrived, started, served;
    double wait_sum, busy_sum;
};

/* One Threefry block a person: its first word is the gap before, its second the service. */
static inline struct floor_outcome floor_mmc_run(const struct floor_mmc *model, uint64_t seed)
{
    struct floor_outcome outcome = {0};
    struct floor_heap heap;
    struct floor_patients people;
    struct floor_line line = {FLOOR_NONE, FLOOR_NONE};
    struct floor_words words = floor_draw(seed, 0, 0);
    double arrival = model->gap_mean * floor_exponential(words.first);
    uint32_t idle = model->servers;

    floor_heap_init(&heap, model->servers + 1);
    floor_patients_init(&people, 1U << 16);
    for (;;) {
        double departure = heap.event[0].time, now = arrival < departure ? arrival : departure;

        if (now > model->horizon)
            break;
        if (arrival < departure) {
            double service = model->service_mean * floor_exponential(words.second);

            words = floor_draw(seed, ++outcome.arrived, 0);
            arrival += model->gap_mean * floor_exponential(words.first);
            if (idle > 0) {
                idle--;
                outcome.started++;
                outcome.busy_sum += service;
                floor_heap_push(&heap, (struct floor_event){now + service, 0, 0});
            } else {
                uint32_t joiner = floor_patient_take(&people);

                people.patient[joiner].since = now;
                people.patient[joiner].service = service;
                floor_line_join(&line, people.patient, joiner);
            }
            continue;
        }
        outcome.served++;
        if (line.head == FLOOR_NONE) {
            idle++;
            floor_heap_pop(&heap);
        } else {
            uint32_t taken = line.head;
            const struct floor_patient *patient = &people.patient[taken];

            line.head = patient->next;
            outcome.started++;
            outcome.wait_sum += now - patient->since;
            outcome.busy_sum += patient->service;
            floor_heap_replace(&heap, (struct floor_event){now + patient->service, 0, 0});
            floor_patient_give(&people, taken);
        }
    }
    for (uint32_t i = 0; i < heap.count; i++)
        outcome.busy_sum -= heap.event[i].time - model->horizon;
    floor_patients_free(&people);
    floor_heap_free(&heap);
    return outcome;
}

static inline void floor_mmc_print(const char *name, const struct floor_mmc *model, uint64_t seed)
{
    struct floor_outcome outcome;

    floor_log_fill();
    outcome = floor_mmc_run(model, seed);
    printf("%s served %llu events %llu mean_wait_minutes %.4f utilisation %.4f cpu_seconds %.4f\n", name,
           (unsigned long long)outcome.served, (unsigned long long)(outcome.arrived + outcome.served),
           outcome.wait_sum / (double)outcome.started,
           outcome.busy_sum / (model->servers * model->horizon), floor_cpu_seconds());
}

#endif
