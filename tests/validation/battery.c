#include "validation/battery.h"

#include "base/interval.h"
#include "base/text.h"
#include "support/must.h"

#include <math.h>
#include <stdlib.h>

static const struct battery_table *const table[] = {
    &cases_line,     &cases_limits,    &cases_priorities, &cases_networks,  &cases_unlimited,
    &cases_sharing,  &cases_arrivals, &cases_clockwork, &cases_draws,      &cases_intervals,
};
enum { TABLES = sizeof table / sizeof table[0], FEWEST = 4 };

size_t battery_count(void) {
    size_t count = 0;
    for (size_t i = 0; i < TABLES; i++) count += table[i]->count;
    return count;
}

const struct battery_system *battery_system(size_t index) {
    for (size_t i = 0; i < TABLES; i++) {
        if (index < table[i]->count) return &table[i]->system[index];
        index -= table[i]->count;
    }
    return NULL;
}

uint32_t battery_seed(const struct battery_system *system) {
    return 1 + (uint32_t)(text_hash(system->name) >> 34);
}

void finding_of_mean(struct finding *finding, const double *value, size_t count) {
    struct interval ours = interval_of_mean(value, count, 0.95, 1);
    finding->ours = ours.mean;
    finding->error = ours.sd / sqrt((double)ours.count);
    finding->interval_low = ours.low;
    finding->interval_high = ours.high;
}

/* The row's value in each replication: their mean, or where all must be the same the one that is not. */
static void measure_row(const struct scenario_run *run, const struct battery_row *row, struct finding *finding) {
    size_t count = run->result.replications;
    double *value = calloc(count, sizeof value[0]);
    must(value != NULL, "there is no memory");
    for (uint32_t i = 0; i < count; i++)
        value[i] = row->value != NULL ? row->value(run, i, row) : measure_value(run, 0, i, row->measure);
    finding_of_mean(finding, value, count);
    for (size_t i = 0; row->rule == EQUALS && i < count; i++)
        if (value[i] < finding->exact || value[i] > finding->exact) finding->ours = value[i];
    free(value);
}

static bool passes(const struct finding *finding, const struct battery_row *row) {
    struct theory_estimate ours = {finding->ours, finding->error};
    switch (row->rule) {
    case AGREES: return theory_agrees(ours, finding->exact, 0, 3, row->half_digit);
    case APART: return isfinite(finding->ours) && !theory_agrees(ours, finding->exact, 0, 3, row->half_digit);
    case EQUALS: return finding->ours >= finding->exact && finding->ours <= finding->exact;
    case BETWEEN: return finding->ours >= finding->low && finding->ours <= finding->high;
    case ABOVE: return finding->ours > finding->low;
    case BELOW: break;
    }
    return finding->ours < finding->high;
}

static void judge_row(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    *finding = (struct finding){.exact = row->exact != NULL ? row->exact(row->with) : NAN,
                                .ours = NAN,
                                .error = NAN,
                                .interval_low = NAN,
                                .interval_high = NAN,
                                .low = row->low,
                                .high = row->high,
                                .again = try->attempt > 0};
    if (row->whole != NULL)
        row->whole(try, row, finding);
    else
        measure_row(try->run, row, finding);
    finding->passed = passes(finding, row);
}

/* Judges the rows that have not passed yet. True where all have. */
static bool attempt(const struct battery_system *system, struct battery_effort effort, uint32_t attempt,
                    struct finding *finding) {
    struct scenario_run run;
    struct run_wish wish = system->wish;
    bool scenario = wish.file[0] != NULL, all = true;
    double many = ceil((attempt > 0 ? AGAIN : 1) * effort.part * wish.replications);
    wish.replications = many > FEWEST || wish.replications <= 1 ? (uint32_t)many : FEWEST;
    wish.seed = battery_seed(system) + attempt;
    wish.threads = effort.threads;
    if (scenario) scenario_run_or_fail(&run, &wish);
    struct battery_try try = {scenario ? &run : NULL, attempt, wish.seed, effort.part};
    for (size_t i = 0; i < system->row_count; i++) {
        if (attempt == 0 || !finding[i].passed) judge_row(&try, &system->row[i], &finding[i]);
        all &= finding[i].passed;
    }
    if (scenario) scenario_run_free(&run);
    return all;
}

bool battery_judge(const struct battery_system *system, struct battery_effort effort, struct finding *finding) {
    must(system->row_count <= MOST_ROWS, "%s has more than %d rows", system->name, MOST_ROWS);
    return attempt(system, effort, 0, finding) || attempt(system, effort, 1, finding);
}

const char *finding_verdict(const struct finding *finding) {
    if (finding->again) return finding->passed ? "pass, second run" : "FAIL, twice";
    return finding->passed ? "pass" : "FAIL";
}
