/* The random numbers: every sampler against its law (Anderson-Darling, GSL's distribution functions), and draws that
 * should know nothing of each other. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"
#include "validation/laws.h"

#include "base/draw.h"
#include "base/poisson.h"
#include "base/text.h"
#include "care/person.h"
#include "support/must.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUES = 1000000, PAIRS = 60000, MEMBERS = 20, CELLS = 16, MOST_COUNT = 64 };

static size_t how_many(const struct battery_try *try, size_t full) {
    return (size_t)((double)full * (try->part < 0.02 ? 0.02 : try->part > 1 ? 1 : try->part));
}

static struct draw_key key_of(const struct battery_try *try, uint32_t replication, const char *stream) {
    return draw_key_make(try->seed, replication, text_hash(stream));
}

/* ---- every sampler ------------------------------------------------------------------------------------- */

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The value above which A^2 lies with probability 1 % for any of the samplers together. */
static double critical_value(void) {
    double low = 1, high = 20, tail = 0.01 / (double)law_count;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        *(theory_anderson_darling_tail(middle) > tail ? &low : &high) = middle;
    }
    return high;
}

/* A^2 of many values of the law with[0]; with[1] (where not 0) multiplies them: a defect that must be seen. */
static void whole_law(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    const struct law *law = &laws[(int)row->with[0]];
    double times = row->with[1] > 0 ? row->with[1] : 1;
    size_t count = row->with[1] > 0 ? VALUES : how_many(try, VALUES);
    struct quantile_table *quantile = malloc(sizeof *quantile);
    double *value = malloc(count * sizeof value[0]), *above = malloc(count * sizeof above[0]);
    must(quantile != NULL && value != NULL && above != NULL, "there is no memory");
    must(law->fill(quantile, law->parameter) == STATUS_OK, "%s has no table", law->name);
    struct draw_key key = key_of(try, 0, law->name);
    for (size_t i = 0; i < count; i++) value[i] = times * quantile_at(quantile, draw_pair_at(key, i, DRAW_WORK).word[i & 1]);
    qsort(value, count, sizeof value[0], ascending);
    for (size_t i = 0; i < count; i++) {
        double x = value[i];
        above[i] = law->above(x, law->parameter);
        value[i] = law->below(x, law->parameter);
    }
    finding->ours = theory_anderson_darling(value, above, count);
    finding->low = finding->high = critical_value();
    free(quantile);
    free(value);
    free(above);
}

/* p of Poisson numbers of mean with[0]. */
static void whole_poisson(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    struct poisson_table table;
    double observed[MOST_COUNT] = {0}, expected[MOST_COUNT];
    size_t count = how_many(try, VALUES);
    struct draw_key key = key_of(try, 0, "poisson");
    must(poisson_init(&table, row->with[0]) == STATUS_OK, "there is no memory");
    for (size_t i = 0; i < count; i++) {
        uint32_t number = poisson_at(&table, draw_pair_at(key, i, DRAW_ARRIVAL_COUNT).word[0]);
        observed[number < MOST_COUNT ? number : MOST_COUNT - 1] += 1;
    }
    for (int n = 0; n < MOST_COUNT; n++) expected[n] = (double)count * theory_poisson(row->with[0], n);
    finding->ours = chi_square_p(observed, expected, MOST_COUNT, true);
    poisson_free(&table);
}

/* ---- independence -------------------------------------------------------------------------------------- */

/* By what the members of a family of sequences differ. */
enum family { PERSONS, PURPOSES, STEPS, VISITS, STREAMS, REPLICATIONS, SEEDS, WORDS };

/* The first `count` words of one member. */
static uint64_t *words_of(const struct battery_try *try, enum family family, uint32_t member, size_t count) {
    uint64_t *word = malloc(count * sizeof word[0]);
    uint64_t step = text_hash("emergency.ward"), stream = text_hash("emergency/north/from_65");
    uint32_t purpose = family == PURPOSES ? 1 + member : (uint32_t)DRAW_WORK;
    char name[32];
    must(word != NULL, "there is no memory");
    snprintf(name, sizeof name, "emergency.step_%u", member);
    if (family == STEPS) step = text_hash(name);
    snprintf(name, sizeof name, "emergency/area_%u/all", member);
    if (family == STREAMS) stream = text_hash(name);
    struct draw_key key = draw_key_make(try->seed + (family == SEEDS ? member : 0),
                                        family == REPLICATIONS ? member : 0, stream);
    for (size_t i = 0; i < count; i++) {
        uint64_t person = person_pack(1, 0, 3, (uint32_t)(i + (family == PERSONS ? member : 0)));
        uint64_t counter = person_counter(person, family == VISITS ? member : 0);
        word[i] = draw_pair_at(key, counter, draw_of(step, (enum draw_purpose)purpose)).word[family == WORDS ? member : 0];
    }
    return word;
}

/* The smaller p of a pair of sequences: chi-square over 16 x 16 cells, and correlation; twice it, as two were tried. */
static double pair_p(const uint64_t *a, const uint64_t *b, size_t count) {
    double observed[CELLS * CELLS] = {0}, expected[CELLS * CELLS], products = 0;
    for (size_t i = 0; i < count; i++) {
        observed[(a[i] >> 60) * CELLS + (b[i] >> 60)] += 1;
        products += (draw_uniform(a[i]) - 0.5) * (draw_uniform(b[i]) - 0.5);
    }
    for (int i = 0; i < CELLS * CELLS; i++) expected[i] = (double)count / (CELLS * CELLS);
    double cells = chi_square_p(observed, expected, CELLS * CELLS, true);
    double correlation = erfc(fabs(products * 12 / sqrt((double)count)) * sqrt(0.5));
    return 2 * fmin(cells, correlation);
}

/* The smallest p of all pairs of a family, with[0], times the number of pairs: below 1 % is no chance. */
static void whole_family(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    enum family family = (enum family)(int)row->with[0];
    uint32_t members = (uint32_t)row->with[1];
    size_t count = how_many(try, PAIRS);
    uint64_t *word[MEMBERS];
    double smallest = 1;
    for (uint32_t m = 0; m < members; m++) word[m] = words_of(try, family, m, count);
    for (uint32_t a = 0; a < members; a++)
        for (uint32_t b = a + 1; b < members; b++) smallest = fmin(smallest, pair_p(word[a], word[b], count));
    for (uint32_t m = 0; m < members; m++) free(word[m]);
    finding->ours = fmin(1, smallest * members * (members - 1) / 2);
}

/* ---- the rows ------------------------------------------------------------------------------------------ */

#define DARLING "Anderson and Darling 1954; Marsaglia 2004"
#define POISSON(mean) {"Poisson numbers, mean " #mean ", p of chi-square", .whole = whole_poisson, .with = {mean}, .low = 0.001, .source = "Pearson 1900", .rule = ABOVE}
#define FAMILY(name, family, members) {name ", smallest p x pairs", .whole = whole_family, .with = {family, members}, .low = 0.01, .source = "Pearson 1900; Bonferroni", .rule = ABOVE}

static const struct battery_row samplers[] = {
#define LAW_ROW(id, text, ...) {text ": A^2", .whole = whole_law, .with = {LAW_##id}, .source = DARLING, .rule = BELOW},
#include "validation/laws.def"
#undef LAW_ROW
    {"exponential, 1 % too long, must be seen: A^2", .whole = whole_law, .with = {LAW_EXPONENTIAL, 1.01},
     .source = DARLING, .rule = ABOVE},
    {"lognormal sigma 0.5, 0.5 % too long, must be seen: A^2", .whole = whole_law, .with = {LAW_LOGNORMAL_05, 1.005},
     .source = DARLING, .rule = ABOVE},
    POISSON(0.0625), POISSON(1), POISSON(16),
};

static const struct battery_row independence[] = {
    FAMILY("neighbouring persons, 1 to 19 apart", PERSONS, 20),
    FAMILY("11 purposes of one person and step", PURPOSES, 11),
    FAMILY("20 steps of one person", STEPS, 20), FAMILY("20 visits of one person to a step", VISITS, 20),
    FAMILY("20 streams", STREAMS, 20), FAMILY("20 replications", REPLICATIONS, 20), FAMILY("20 seeds", SEEDS, 20),
    FAMILY("the two words of a draw", WORDS, 2),
};

static const struct battery_system systems[] = {
    {"samplers", "every distribution, a million values each", {.replications = 0}, ROWS(samplers)},
    {"independence", "pairs of sequences, 60,000 draws each", {.replications = 0}, ROWS(independence)},
};

const struct battery_table cases_draws = {systems, sizeof systems / sizeof systems[0]};
