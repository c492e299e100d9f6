#include "validation/common.h"

#include "support/must.h"

#include <math.h>
#include <string.h>

double value_of_level(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    const struct network *network = &run->network;
    const struct outcome *outcome = &run->result.arm[0].outcome[replication];
    uint32_t standard = find_standard(network, row->measure.of);
    for (uint32_t m = 0; m < margin_count(network); m++) {
        struct margin at = margin_at(network, m);
        if (at.kind != MARGIN_LEVEL || strcmp(network->dimension[at.dimension].level[at.index], row->measure.at) != 0)
            continue;
        size_t all = (size_t)network->period_count * network->standard_count + standard;
        const struct access_tally *tally = &outcome->access[all * outcome->margins + m];
        return tally->sum_minutes / (double)tally->people;
    }
    must(false, "there is no level %s", row->measure.at);
    return NAN;
}

/* Number waiting for a pool less what the waits of its people come to, a minute of the window. */
static double little_difference(const struct network *network, const struct outcome *outcome, uint32_t pool) {
    double minutes = network->window_to - network->window_from, waiting = 0, waits = 0;
    for (uint32_t period = 0; period < network->period_count; period++) {
        waiting += outcome->pool[period * network->pool_count + pool].waiting;
        for (uint32_t post = 0; post < network->post_count; post++) {
            uint32_t step = network->post[post].step;
            if (network->step[step].need_count == 0 || network->post[post].pool[0] != pool) continue;
            waits += outcome->post[period * network->post_count + post].wait_minutes;
        }
    }
    return (waiting - waits) / minutes;
}

void whole_little(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    const struct network *network = &try->run->network;
    uint32_t replications = try->run->result.replications;
    unsigned pools = 0;
    double largest = 0;
    (void)row;
    for (uint32_t pool = 0; pool < network->pool_count; pool++) {
        double sum = 0, square = 0, waiting = 0;
        for (uint32_t i = 0; i < replications; i++) {
            const struct outcome *outcome = &try->run->result.arm[0].outcome[i];
            double value = little_difference(network, outcome, pool);
            for (uint32_t p = 0; p < network->period_count; p++) waiting += outcome->pool[p * network->pool_count + pool].waiting;
            sum += value;
            square += value * value;
        }
        double mean = sum / replications, variance = (square - sum * mean) / (replications - 1);
        if (!(waiting > 0)) continue; /* nobody ever waits here */
        pools++;
        if (!(sqrt(square) > 1e-9)) continue; /* nobody waits at an edge of a window: they are equal to rounding */
        double errors = fabs(mean) / sqrt(variance / replications);
        if (errors > largest) largest = errors;
    }
    must(pools > 0, "no pool has a line");
    finding->ours = largest;
    finding->high = -theory_normal_quantile(0.005 / pools);
}

void whole_ledger(const struct battery_try *try, const struct battery_row *row, struct finding *finding) {
    const struct experiment_result *result = &try->run->result;
    (void)row;
    finding->ours = 0;
    for (uint32_t i = 0; i < result->replications; i++) {
        double residual = fabs(result->arm[0].outcome[i].ledger[LEDGER_LITTLE].value);
        if (residual > finding->ours) finding->ours = residual;
    }
}

double chi_square_p(const double *observed, const double *expected, size_t count, bool same_total) {
    double sum = 0, seen = 0, due = 0, left = 0;
    int cells = 0;
    for (size_t i = 0; i < count; i++) left += expected[i];
    for (size_t i = 0; i < count; i++) {
        seen += observed[i];
        due += expected[i];
        left -= expected[i];
        if (due < 10 || (left < 10 && i + 1 < count)) continue;
        sum += (seen - due) * (seen - due) / due;
        seen = due = 0;
        cells++;
    }
    return theory_chi_square_tail(sum, same_total ? cells - 1 : cells);
}
