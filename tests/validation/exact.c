#include "validation/exact.h"

#include "support/theory.h"

#include <math.h>

double exact_number(const double *with) { return with[0]; }

double exact_product(const double *with) {
    double product = 1;
    for (int i = 0; with[i] > 0 || with[i] < 0; i++) product *= with[i];
    return product;
}

double exact_mm1_wait(const double *with) { return theory_mm1_mean_wait(with[0], with[1]); }

double exact_mm1_time(const double *with) { return theory_mm1_mean_wait(with[0], with[1]) + 1 / with[1]; }

double exact_mmc_wait(const double *with) { return theory_mmc_mean_wait(with[0], with[1], (int)with[2]); }

double exact_mmc_waits(const double *with) { return theory_erlang_c(with[0] / with[1], (int)with[2]); }

double exact_mmc_line(const double *with) { return with[0] * theory_mmc_mean_wait(with[0], with[1], (int)with[2]); }

double exact_mmc_tail(const double *with) { return theory_mmc_wait_tail(with[0], with[1], (int)with[2], with[3]); }

double exact_mmc_number(const double *with) { return theory_mmc_number(with[0], (int)with[1], (int)with[2]); }

double exact_mg1_wait(const double *with) { return theory_mg1_mean_wait(with[0], with[1], with[2]); }

double exact_gm1_wait(const double *with) {
    return theory_gm1_mean_wait(with[0], with[1], with[2] > 0 ? with[2] : INFINITY);
}

double exact_batch_wait(const double *with) {
    return theory_batch_mean_wait(with[0], with[1], with[2], with[3], with[4]);
}

double exact_erlang_b(const double *with) { return theory_erlang_b(with[0], (int)with[1]); }

double exact_carried(const double *with) { return with[0] * (1 - theory_erlang_b(with[0], (int)with[1])); }

static struct theory_finite mmck(const double *with) {
    return theory_mmck(with[0], with[1], (int)with[2], (int)with[3]);
}

double exact_mmck_away(const double *with) { return mmck(with).turned_away; }

double exact_mmck_wait(const double *with) { return mmck(with).wait_mean; }

double exact_mmck_present(const double *with) { return mmck(with).number_mean; }

double exact_mmck_line(const double *with) {
    return with[0] * (1 - mmck(with).turned_away) * mmck(with).wait_mean;
}

static struct theory_impatient erlang_a(const double *with) {
    return theory_erlang_a(with[0], with[1], (int)with[2], with[3]);
}

double exact_erlang_a_waits(const double *with) { return erlang_a(with).waits; }

double exact_erlang_a_leaves(const double *with) { return erlang_a(with).leaves; }

double exact_erlang_a_wait(const double *with) { return erlang_a(with).wait_mean; }

double exact_erlang_a_use(const double *with) { return erlang_a(with).utilisation; }

double exact_poisson(const double *with) { return theory_poisson(with[0], (int)with[1]); }

double exact_poisson_tail(const double *with) { return theory_poisson_tail(with[0], (int)with[1]); }

double exact_cobham(const double *with) {
    const struct theory_class class[2] = {{with[0], with[1], with[2]}, {with[3], with[4], with[5]}};
    double wait[2];
    theory_cobham(class, 2, wait);
    return wait[(int)with[6]];
}

double exact_preemptive(const double *with) {
    const struct theory_class class[2] = {{with[0], with[1], with[2]}, {with[3], with[4], with[5]}};
    double time[2];
    theory_preemptive(class, 2, time);
    return time[(int)with[6]];
}

double exact_kella(const double *with) {
    double wait[2];
    theory_kella_yechiali(with, 2, with[2], (int)with[3], wait);
    return wait[(int)with[4]];
}

double exact_tandem(const double *with) { return theory_blocking_tandem(with[0], with[1]); }

double exact_shared_beds(const double *with) {
    const int own[2] = {(int)with[2], (int)with[3]};
    double blocked[2];
    theory_shared_beds(with, own, (int)with[4], blocked);
    return blocked[(int)with[5]];
}

double exact_unfettered(const double *with) {
    const int own[2] = {(int)with[2], (int)with[3]};
    double delayed[2];
    theory_unfettered(with, own, (int)with[4], delayed);
    return delayed[(int)with[5]];
}

double exact_balking(const double *with) {
    static const double birth[8] = {5, 5, 5, 2.5, 2.5, 2.5, 2.5, 0}, death[8] = {0, 10, 10, 10, 10, 10, 10, 10};
    double probability[8], balked = 0, present = 0;
    theory_birth_death(birth, death, 8, probability);
    for (int n = 0; n < 8; n++) {
        balked += probability[n] * (5 - birth[n]) / 5;
        present += n * probability[n];
    }
    if (with[0] < -1.5) return present;
    return with[0] < -0.5 ? balked : probability[(int)with[0]];
}
