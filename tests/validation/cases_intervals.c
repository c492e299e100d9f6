/* The intervals themselves: of 300 answers, each from ten replications of a system whose answer is known, about 95 in a
 * hundred must hold it; the same of paired differences between two arms. */
#include "validation/battery.h"
#include "validation/exact.h"

#include "base/interval.h"
#include "support/must.h"

#include <math.h>

enum { REPLICATIONS = 10, ANSWERS = 300 };

static double exact_of(const struct battery_row *row, int rooms) {
    const double with[3] = {1920.0 / 1440, 0.5, rooms};
    switch ((int)row->measure.quantity) {
    case WAIT_MEAN: return exact_mmc_wait(with);
    case WAITED_SHARE: return exact_mmc_waits(with);
    case WAITING_MEAN: return exact_mmc_line(with);
    default: return with[0] / with[1];
    }
}

/* Share of the intervals that hold the truth; with[0] = 1: of the difference that a fifth server makes. */
static void whole_coverage(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    bool paired = row->with[0] > 0;
    uint32_t answers = try->run->result.replications / REPLICATIONS, held = 0;
    double truth = paired ? exact_of(row, 5) - exact_of(row, 4) : exact_of(row, 4);
    must(answers > 0, "there are too few replications");
    for (uint32_t a = 0; a < answers; a++) {
        double first[REPLICATIONS], second[REPLICATIONS];
        for (uint32_t i = 0; i < REPLICATIONS; i++) {
            first[i] = measure_value(try->run, 0, a * REPLICATIONS + i, row->measure);
            second[i] = measure_value(try->run, 1, a * REPLICATIONS + i, row->measure);
        }
        struct interval ours = paired ? interval_of_difference(second, first, REPLICATIONS, 0.95, 1)
                                      : interval_of_mean(first, REPLICATIONS, 0.95, 1);
        held += ours.low <= truth && truth <= ours.high;
    }
    double error = sqrt(0.95 * 0.05 / answers);
    finding->ours = (double)held / answers;
    finding->error = error;
    finding->interval_low = finding->ours - 1.96 * error;
    finding->interval_high = finding->ours + 1.96 * error;
    finding->low = 0.95 - fmax(0.03, 3 * error * (answers < ANSWERS));
    finding->high = 0.95 + fmax(0.03, 3 * error * (answers < ANSWERS));
}

#define CARE(quantity) {quantity, "need.care", "clinic", 0}
#define HOLDS(name, measure, paired) {name, measure, .whole = whole_coverage, .with = {paired}, .source = "Student 1908", .rule = BETWEEN}

static const struct battery_row coverage[] = {
    HOLDS("intervals that hold the mean wait", CARE(WAIT_MEAN), 0),
    HOLDS("intervals that hold the share who wait", CARE(WAITED_SHARE), 0),
    {"intervals that hold the number in use", {IN_USE_MEAN, "room", "clinic", 0}, .whole = whole_coverage,
     .source = "Student 1908", .rule = BETWEEN},
    {"intervals that hold the number waiting", {WAITING_MEAN, "room", "clinic", 0}, .whole = whole_coverage,
     .source = "Student 1908", .rule = BETWEEN},
    HOLDS("intervals that hold what a fifth server does to the mean wait", CARE(WAIT_MEAN), 1),
    HOLDS("intervals that hold what it does to the share who wait", CARE(WAITED_SHARE), 1),
};

static const struct battery_system systems[] = {
    {"coverage", "95 % intervals of ten replications, 300 times; M/M/4 with and without a fifth server",
     {.file = {"validation/data/coverage.cfg", "validation/data/coverage_more.cfg"},
      .replications = ANSWERS * REPLICATIONS},
     ROWS(coverage)},
};

const struct battery_table cases_intervals = {systems, sizeof systems / sizeof systems[0]};
