/* Every run keeps a ledger; here the same sums are made once more from outside. */
#include "care/ledger.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(ledger, everybody_who_came_is_done_has_left_or_is_still_here) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"experiment/data/town.cfg", "experiment/data/town_close.cfg"},
                            .set = {"time.follow=2 d"}, .replications = 4};
    scenario_run_or_fail(&run, &wish);
    uint64_t left = 0, here = 0, unfinished = 0;
    size_t cells = (size_t)run.network.pathway_count * run.network.area_count;
    for (uint32_t arm = 0; arm < 2; arm++)
        for (uint32_t i = 0; i < 4; i++) {
            const struct outcome *outcome = &run.result.arm[arm].outcome[i];
            for (size_t cell = 0; cell < cells; cell++) {
                cr_expect_eq(outcome->arrived[cell], outcome->done[cell] + outcome->left[cell] + outcome->here[cell]);
                cr_expect_gt(outcome->arrived[cell], 0);
                left += outcome->left[cell];
                here += outcome->here[cell];
            }
            size_t rows = (size_t)run.network.standard_count * outcome->margins;
            for (size_t row = 0; row < rows; row++) {
                const struct access_tally *all = &outcome->access[run.network.period_count * rows + row];
                cr_expect_leq(all->unfinished + all->within, all->people);
                unfinished += all->unfinished;
                if (all->people >= 20 && 10 * all->unfinished > 2 * all->people)
                    cr_expect_eq(all->p90, (double)INFINITY, "a tenth and more are still waiting");
            }
            for (int check = 0; check < LEDGER_CHECKS; check++) cr_expect(outcome->ledger[check].ok);
            cr_expect_leq(fabs(outcome->ledger[LEDGER_LITTLE].value), 1e-9);
        }
    cr_expect(left > 0 && here > 0 && unfinished > 0, "nobody lost patience, or nobody is left: nothing was tested");
    scenario_run_free(&run);
}

Test(ledger, margins_add_up_to_everybody) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"experiment/data/town.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t s = 0; s < network->standard_count; s++) {
            const struct outcome *outcome = &run.result.arm[0].outcome[i];
            const struct access_tally *row =
                &outcome->access[((size_t)network->period_count * network->standard_count + s) * outcome->margins];
            uint64_t areas = 0, levels[MAX_DIMENSIONS] = {0};
            for (uint32_t m = 1; m < outcome->margins; m++) {
                struct margin at = margin_at(network, m);
                if (at.kind == MARGIN_AREA) areas += row[m].people;
                if (at.kind == MARGIN_LEVEL) levels[at.dimension] += row[m].people;
            }
            cr_expect_eq(areas, row[0].people);
            for (uint32_t d = 0; d < network->dimension_count; d++) cr_expect_eq(levels[d], row[0].people);
        }
    scenario_run_free(&run);
}

/* Costs by hand: so much for each use, hour, place and year. */
Test(ledger, money_is_what_was_used_times_its_price) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"experiment/data/town.cfg"}, .replications = 2};
    scenario_run_or_fail(&run, &wish);
    const struct network *network = &run.network;
    double window = network->window_to - network->window_from, year = 365.25 * MINUTES_PER_DAY;
    for (uint32_t i = 0; i < 2; i++) {
        const struct outcome *outcome = &run.result.arm[0].outcome[i];
        double spent[8] = {0}, expected[8] = {0};
        for (uint32_t period = 0; period < network->period_count; period++) {
            for (uint32_t t = 0; t < network->money_target_count; t++)
                spent[network->money_target[t].rule] +=
                    1e-6 * (double)outcome->money[period * network->money_target_count + t];
            for (uint32_t post = 0; post < network->post_count; post++) {
                const struct post_tally *tally = &outcome->post[period * network->post_count + post];
                const char *step = network->step[network->post[post].step].id;
                if (strcmp(step, "emergency.ae") == 0) {
                    expected[0] += 127 * (double)tally->uses;
                    expected[5] += 280 * (double)tally->uses;
                }
                if (strcmp(step, "emergency.ward") == 0) expected[1] += 160 * tally->present_minutes / 1440;
            }
            const struct pool_tally *nurse =
                &outcome->pool[period * network->pool_count + find_pool(network, "shore", "nurse")];
            expected[2] += 61 * (0.89 + 0.11 * 1.55) * nurse->capacity / 60;
            expected[3] += 0.45 * nurse->staff_km / 1.609344;
        }
        expected[4] = 0.9e6 * window / year;               /* block */
        expected[6] = (20 + 10) * 1.2e6 / 10 * window / year; /* started wards of ten, 14 and 10 beds */
        const char *const rule[] = {"attendance", "bed_day", "nurse", "mileage", "block", "tariff", "ward"};
        for (uint32_t r = 0; r < network->money_rule_count; r++)
            for (int k = 0; k < 7; k++)
                if (strcmp(network->money_rule[r].id, rule[k]) == 0)
                    cr_expect_float_eq(spent[r], expected[k], 1e-9 * expected[k] + 0.01, "%s: %.2f, by hand %.2f",
                                       rule[k], spent[r], expected[k]);
    }
    scenario_run_free(&run);
}
