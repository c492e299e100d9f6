/* Results are compared table by table, by a hash of every cell of every row: what results.sqlite would hold, without a
 * file. */
#include "random/shape_check.h"

#include "base/memory.h"
#include "experiment/experiment.h"
#include "results/tables.h"
#include "scenario/compile.h"
#include "scenario/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPLICATIONS = 2 };

static uint64_t mix(uint64_t hash, const void *bytes, size_t count) {
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++) hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_row(uint64_t hash, const struct table_row *row) {
    for (uint32_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cell[i];
        hash = mix(hash, &(char){cell->missing ? 1 : 0}, 1);
        if (cell->missing) continue;
        if (row->type[i] == CELL_TEXT)
            hash = mix(hash, cell->text, strlen(cell->text) + 1);
        else if (row->type[i] == CELL_REAL)
            hash = mix(hash, &cell->real, sizeof cell->real);
        else
            hash = mix(hash, &cell->integer, sizeof cell->integer);
    }
    return hash;
}

/* A hash of each table; NULL: no memory. The caller frees. */
static uint64_t *hash_tables(const struct experiment_result *result, uint32_t seed) {
    struct result_view view = {0};
    uint64_t *hash = memory_new(table_count, sizeof *hash);
    if (hash == NULL || result_view_init(&view, result, seed) != STATUS_OK) {
        free(hash);
        return NULL;
    }
    for (uint32_t i = 0; i < table_count; i++) {
        struct table_walk walk;
        struct table_row row;
        hash[i] = 0xcbf29ce484222325u;
        table_walk_init(&walk, table_list[i], &view);
        while (table_walk_next(&walk, &row)) hash[i] = hash_row(hash[i], &row);
    }
    result_view_free(&view);
    return hash;
}

/* What has no effect may come about by chance. */
static bool is_idle(const struct problem *problem) {
    static const int idle[] = {SENTENCE_preemption_idle, SENTENCE_preemption_no_way, SENTENCE_attention_not_first, SENTENCE_attention_ends_by,
                               SENTENCE_leaves_free_all, SENTENCE_start_idle, SENTENCE_start_over_full};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (problem->sentence == idle[i]) return true;
    return false;
}

static bool load(const char *folder, struct network *network, struct text *said) {
    char name[2][600];
    const char *files[2] = {name[0], name[1]};
    struct problem_list problems = {0};
    snprintf(name[0], sizeof name[0], "%s/base.cfg", folder);
    snprintf(name[1], sizeof name[1], "%s/plan.cfg", folder);
    enum status status = scenario_load(files, 2, NULL, 0, network, &problems);
    bool good = status == STATUS_OK;
    for (size_t i = 0; i < problems.count; i++) {
        if (is_idle(&problems.item[i])) continue;
        good = false;
        text_add_format(said, "%s:%d: %s: %s\n", problems.item[i].file, problems.item[i].line,
                        problems.item[i].path != NULL ? problems.item[i].path : "", problems.item[i].text);
    }
    if (status != STATUS_OK && problems.count == 0) text_add_format(said, "loading: %s\n", status_text(status));
    if (!good) network_free(network);
    problem_list_free(&problems);
    return good;
}

static bool ledgers_hold(const struct experiment_result *result, const char *how, struct text *said) {
    for (uint32_t arm = 0; arm < result->arm_count; arm++)
        for (uint32_t i = 0; i < result->replications; i++)
            for (int check = 0; check < LEDGER_CHECKS; check++) {
                struct ledger_line line = result->arm[arm].outcome[i].ledger[check];
                if (line.ok) continue;
                text_add_format(said, "%s: arm %u, replication %u: ledger check %d gives %.12g\n", how, arm, i, check,
                                line.value);
                return false;
            }
    return true;
}

/* Runs it one way; the hashes, or NULL after saying what does not hold. */
static uint64_t *run(const struct network *network, const char *how, const struct experiment_plan *plan,
                     struct text *said, uint64_t *events) {
    struct experiment_result result = {0};
    uint64_t *hash = NULL;
    enum status status = experiment_run(network, plan, &result);
    if (status != STATUS_OK) {
        text_add_format(said, "%s: %s\n", how, status_text(status));
        return NULL;
    }
    for (uint32_t arm = 0; arm < result.arm_count; arm++)
        for (uint32_t i = 0; i < result.replications; i++) *events += result.arm[arm].outcome[i].events;
    if (ledgers_hold(&result, how, said)) hash = hash_tables(&result, plan->seed);
    experiment_result_free(&result);
    return hash;
}

static bool same_tables(const uint64_t *one, const uint64_t *other, const char *how, struct text *said) {
    bool same = true;
    for (uint32_t i = 0; i < table_count; i++)
        if (one[i] != other[i]) {
            text_add_format(said, "%s: table %s is another\n", how, table_list[i]->name);
            same = false;
        }
    return same;
}

bool shape_holds(const char *folder, uint32_t seed, struct text *said, uint64_t *events) {
    static const struct { const char *how; uint32_t threads; bool from_start; } ways[] = {
        {"on one thread", 1, false}, {"on two threads", 2, false}, {"from the start", 1, true}};
    struct network network = {0};
    uint64_t *hash[3] = {NULL, NULL, NULL};
    if (!load(folder, &network, said)) return false;
    bool good = true;
    for (size_t i = 0; i < 3 && good; i++) {
        struct experiment_plan plan = {.replications = REPLICATIONS, .seed = seed, .threads = ways[i].threads,
                                       .from_start = ways[i].from_start};
        hash[i] = run(&network, ways[i].how, &plan, said, events);
        good = hash[i] != NULL && (i == 0 || same_tables(hash[0], hash[i], ways[i].how, said));
    }
    for (size_t i = 0; i < 3; i++) free(hash[i]);
    network_free(&network);
    return good;
}
