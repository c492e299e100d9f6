/* Those who do not get in, or do not stay: Erlang B, a short line, Erlang A, and patients who need several things. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

enum { SEED = 20260402 };

static void run_file(struct scenario_run *run, const char *file) {
    struct run_wish wish = {.file = {file}, .seed = SEED, .replications = run_replications(20, 5)};
    scenario_run_or_fail(run, &wish);
}

Test(limits, full_beds_turn_away_as_erlang_b_says_whatever_the_stay) {
    struct scenario_run run;
    run_file(&run, "theory/data/erlang_b.cfg");
    double blocked = theory_erlang_b(10, 12);
    expect_measure(&run, (struct measure){TURNED_SHARE, "illness.stay", "ward", 0}, blocked);
    expect_measure(&run, (struct measure){LEVEL_SHARE, "bed", "ward", 12}, blocked);
    expect_measure(&run, (struct measure){IN_USE_MEAN, "bed", "ward", 0}, 10 * (1 - blocked));
    cr_expect_eq(measure_value(&run, 0, 0, (struct measure){WAITED_SHARE, "illness.stay", "ward", 0}), 0);
    scenario_run_free(&run);
}

Test(limits, a_line_of_one_seat_is_m_m_2_3) {
    struct scenario_run run;
    run_file(&run, "theory/data/finite_line.cfg");
    struct theory_finite exact = theory_mmck(3, 4, 2, 3);
    expect_measure(&run, (struct measure){TURNED_SHARE, "need.care", "clinic", 0}, exact.turned_away);
    expect_measure(&run, (struct measure){WAIT_MEAN, "need.care", "clinic", 0}, 60 * exact.wait_mean);
    double waiting = 3 * (1 - exact.turned_away) * exact.wait_mean;
    expect_measure(&run, (struct measure){WAITING_MEAN, "room", "clinic", 0}, waiting);
    expect_measure(&run, (struct measure){IN_USE_MEAN, "room", "clinic", 0}, exact.number_mean - waiting);
    scenario_run_free(&run);
}

Test(limits, patience_that_ends_is_erlang_a) {
    struct scenario_run run;
    run_file(&run, "theory/data/erlang_a.cfg");
    struct theory_impatient exact = theory_erlang_a(10, 1, 10, 0.5);
    expect_measure(&run, (struct measure){WAITED_SHARE, "advice.call", "line", 0}, exact.waits);
    expect_measure(&run, (struct measure){LEFT_SHARE, "advice.call", "line", 0}, exact.leaves);
    expect_measure(&run, (struct measure){WAITING_MEAN, "desk", "line", 0}, 10 * exact.wait_mean);
    expect_measure(&run, (struct measure){UTILISATION, "desk", "line", 0}, exact.utilisation);
    scenario_run_free(&run);
}

/* The product form of a loss network: state (b, n, w) weighs load^count / count! for each kind of patient, and
 * is allowed where nurses b + n <= 5 and rooms b + 2 w <= 6. [Kelly, Annals of Applied Probability 1 (1991)] */
static void loss_network(double turned_away[3], double in_use[2]) {
    const double load[3] = {72.0 * 40 / 1440, 96.0 * 20 / 1440, 24.0 * 60 / 1440};
    double total = 0, full[3] = {0}, used[2] = {0};
    for (int b = 0; b <= 5; b++)
        for (int n = 0; b + n <= 5; n++)
            for (int w = 0; b + 2 * w <= 6; w++) {
                double weight = pow(load[0], b) / tgamma(b + 1) * pow(load[1], n) / tgamma(n + 1) *
                                pow(load[2], w) / tgamma(w + 1);
                total += weight;
                used[0] += weight * (b + n);
                used[1] += weight * (b + 2 * w);
                if (b + n == 5 || b + 2 * w == 6) full[0] += weight;
                if (b + n == 5) full[1] += weight;
                if (b + 2 * w > 4) full[2] += weight;
            }
    for (int i = 0; i < 3; i++) turned_away[i] = full[i] / total;
    for (int i = 0; i < 2; i++) in_use[i] = used[i] / total;
}

Test(limits, patients_who_need_several_things_at_once_are_a_loss_network) {
    struct scenario_run run;
    run_file(&run, "theory/data/two_needs.cfg");
    double turned_away[3], in_use[2];
    loss_network(turned_away, in_use);
    expect_measure(&run, (struct measure){TURNED_SHARE, "both.care", "clinic", 0}, turned_away[0]);
    expect_measure(&run, (struct measure){TURNED_SHARE, "nursing.care", "clinic", 0}, turned_away[1]);
    expect_measure(&run, (struct measure){TURNED_SHARE, "wide.care", "clinic", 0}, turned_away[2]);
    expect_measure(&run, (struct measure){IN_USE_MEAN, "nurse", "clinic", 0}, in_use[0]);
    expect_measure(&run, (struct measure){IN_USE_MEAN, "room", "clinic", 0}, in_use[1]);
    scenario_run_free(&run);
}
