/* The formulas that runs are compared with, against published and hand-worked values: half a unit of the last
 * printed digit is allowed (and a little more where the parameters themselves were rounded in print). */
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void near(double found, double expected, double allowed, const char *what, int which)
{
    cr_assert(fabs(found - expected) <= allowed, "%s %d: found %.9g, expected %.9g", what, which, found, expected);
}

/* Monks et al. 2016 (BMC Health Serv Res 16:530): beds of an acute stroke unit and of rehabilitation. */
Test(formulas, erlang_b_gives_the_published_delays_of_a_stroke_unit)
{
    static const struct { double load; int beds; double expected; } row[] = {
        {8.1455, 9, .1806}, {8.1455, 10, .1283}, {8.1455, 11, .0867}, {8.1455, 12, .0556}, {8.1455, 13, .0337},
        {8.1455, 14, .0192}, {8.1455, 15, .0103}, {9.7182, 10, .2015}, {9.7182, 12, .1091}, {9.7182, 13, .0754},
        {9.7182, 14, .0497}, {9.7182, 15, .0312}, {9.7182, 16, .0186}, {8.5528, 10, .1471}, {8.5528, 14, .0255},
        {10.2041, 12, .1276}, {10.2041, 16, .0252}, {7.0344, 10, .0801}, {7.0344, 15, .0035}, {8.0042, 12, .0515},
        {8.0042, 16, .0045}, {17.8637, 22, .0629}, {17.8637, 26, .0158}, {8.3555, 9, .1915}, {8.3555, 15, .0123},
    };

    for (size_t i = 0; i < COUNT(row); i++)
        near(theory_erlang_b(row[i].load, row[i].beds), row[i].expected, 6e-5, "row", (int)i);
}

/* P(N = n) / P(N <= n) of a Poisson N is the same number. */
Test(formulas, erlang_b_is_the_poisson_share_of_the_full_state)
{
    double upto = 0.0;

    for (int n = 0; n <= 40; n++) {
        upto += theory_poisson(12.5, n);
        near(theory_erlang_b(12.5, n), theory_poisson(12.5, n) / upto, 1e-12, "n", n);
        near(theory_poisson_tail(12.5, n + 1), 1.0 - upto, 1e-12, "tail beyond", n);
    }
}

Test(formulas, shared_beds_give_the_exact_loss_model_of_the_stroke_unit)
{
    static const struct { int acute, rehab, shared; double expected[2]; } row[] = {
        {14, 12, 0, {.0192, .1091}}, {11, 11, 4, {.0169, .0357}}, {11, 10, 5, {.0136, .0363}},
        {10, 10, 6, {.0153, .0259}}, {10, 9, 7, {.0139, .0262}}, {9, 9, 8, {.0152, .0204}},
        {9, 8, 9, {.0147, .0205}},
    };
    static const double load[2] = {8.1455, 9.7182};

    for (size_t i = 0; i < COUNT(row); i++) {
        const int own[2] = {row[i].acute, row[i].rehab};
        double blocked[2];

        theory_shared_beds(load, own, row[i].shared, blocked);
        near(blocked[0], row[i].expected[0], 6e-5, "acute", (int)i);
        near(blocked[1], row[i].expected[1], 6e-5, "rehabilitation", (int)i);
    }
}

Test(formulas, all_beds_shared_is_erlang_b_of_both_loads)
{
    static const double load[2] = {3.0, 4.5};
    static const int own[2] = {0, 0};
    double blocked[2];

    theory_shared_beds(load, own, 9, blocked);
    near(blocked[0], theory_erlang_b(7.5, 9), 1e-12, "class", 0);
    near(blocked[1], theory_erlang_b(7.5, 9), 1e-12, "class", 1);
}

Test(formulas, waits_of_m_m_c)
{
    near(theory_mmc_mean_wait(.2, .1, 3), 4.4444, 5e-5, "M/M/3", 0);
    near(theory_mmc_mean_wait(.75, 1.0, 1), 3.0, 1e-12, "M/M/1", 0);
    near(theory_mm1_mean_wait(2.0, 2.2), 4.5455, 5e-5, "M/M/1", 1);
    near(theory_erlang_c(2.0, 3), 4.0 / 9.0, 1e-12, "C(2, 3)", 0);
    near(theory_erlang_c(3.0, 3), 1.0, 0.0, "a full load", 0);
    near(theory_mmc_wait_tail(18.0, 1.0, 20, 0.0), theory_erlang_c(18.0, 20), 1e-15, "tail", 0);
    near(theory_mmc_wait_tail(18.0, 1.0, 20, .5), theory_erlang_c(18.0, 20) * exp(-1.0), 1e-15, "tail", 1);
    cr_assert(isinf(theory_mmc_mean_wait(3.0, 1.0, 3)), "an overloaded line grows without limit");
    cr_assert(isnan(theory_mmc_mean_wait(1.0, 0.0, 1)), "no service rate is no system");
}

/* The tail's integral is the mean: a check of both. */
Test(formulas, mean_wait_is_the_integral_of_the_tail)
{
    const double width = 1e-3;
    double sum = 0.0;

    for (int i = 0; i < 40000; i++)
        sum += width * theory_mmc_wait_tail(9.0, 1.0, 10, (i + 0.5) * width);
    near(sum, theory_mmc_mean_wait(9.0, 1.0, 10), 1e-6, "integral", 0);
}

Test(formulas, numbers_present_in_m_m_1)
{
    for (int mu = 3; mu <= 5; mu++)
        for (int n = 0; n < 10; n++)
            near(theory_mmc_number(1.0 / mu, 1, n), (1.0 - 1.0 / mu) * pow(1.0 / mu, n), 1e-14, "n", n);
}

/* Ciw, tests/test_processor_sharing.py: up to three share, arrivals 10, service rate 12. */
Test(formulas, limited_processor_sharing_has_the_numbers_of_m_m_c)
{
    static const double expected[] = {.432133, .360111, .150046, .041679, .011578, .003216, .000893, .000248};

    for (size_t n = 0; n < COUNT(expected); n++)
        near(theory_mmc_number(10.0 / 12.0, 3, (int)n), expected[n], 6e-7, "n", (int)n);
    near(theory_mmc_number(10.0 / 12.0, 3, 8), .0000689, 6e-8, "n", 8);
}

Test(formulas, pollaczek_khinchine_contains_m_m_1_and_m_d_1)
{
    near(theory_mg1_mean_wait(.8, 1.0, 1.0), theory_mm1_mean_wait(.8, 1.0), 1e-12, "exponential", 0);
    near(theory_mg1_mean_wait(.8, 1.0, 0.0), theory_mm1_mean_wait(.8, 1.0) / 2.0, 1e-12, "constant", 0);
    near(theory_mg1_mean_wait(.5, 1.0, 2.0), 2.5, 1e-12, "sd twice the mean", 0);
    cr_assert(isinf(theory_mg1_mean_wait(1.0, 1.0, 1.0)));
}

/* simmer, vignette 06. */
Test(formulas, m_m_2_3)
{
    struct theory_finite found = theory_mmck(3.0, 4.0, 2, 3);

    near(found.number_mean, .762340, 6e-7, "present", 0);
    near(found.turned_away, .049360, 6e-7, "turned away", 0);
    /* Little: those in service are (1 - turned away) load. */
    near(found.wait_mean * 3.0 * (1.0 - found.turned_away), found.number_mean - .75 * (1.0 - found.turned_away), 1e-12,
         "waiting", 0);
    near(theory_mmck(7.0, 1.0, 9, 9).turned_away, theory_erlang_b(7.0, 9), 1e-12, "no waiting room", 0);
    near(theory_mmck(.2, .1, 3, 2000).wait_mean, theory_mmc_mean_wait(.2, .1, 3), 1e-9, "endless room", 0);
}

/* Ciw, baulking guide: arrivals 5, service rate 10; all join below 3, half below 7, nobody from 7 on. */
Test(formulas, baulking_as_birth_and_death)
{
    static const double birth[8] = {5, 5, 5, 2.5, 2.5, 2.5, 2.5, 0}, death[8] = {0, 10, 10, 10, 10, 10, 10, 10};
    static const double expected[8] = {.521783, .260892, .130446, .065223, .016306, .004076, .001019, .000255};
    double probability[8], baulked = 0.0, number = 0.0;

    theory_birth_death(birth, death, 8, probability);
    for (int n = 0; n < 8; n++) {
        near(probability[n], expected[n], 6e-7, "n", n);
        baulked += probability[n] * (5.0 - birth[n]) / 5.0;
        number += n * probability[n];
    }
    near(baulked, .043567, 6e-7, "baulked", 0);
    near(number, .810955, 6e-7, "present", 0);
}

Test(formulas, erlang_a)
{
    struct theory_impatient found = theory_erlang_a(10.0, 1.0, 10, .5);

    near(found.waits, .619655, 6e-7, "waits", 0);
    near(found.leaves, .103913, 6e-7, "leaves", 0);
    near(found.wait_mean, .207826, 6e-7, "wait", 0);
    near(found.utilisation, .896087, 6e-7, "utilisation", 0);
}

/* Patience as fast as service makes it M/M/infinity; very slow patience makes it M/M/c. */
Test(formulas, erlang_a_at_its_edges)
{
    struct theory_impatient as_fast = theory_erlang_a(10.0, 1.0, 12, 1.0), slow = theory_erlang_a(9.0, 1.0, 10, 1e-7);

    near(as_fast.waits, theory_poisson_tail(10.0, 12), 1e-12, "waits", 0);
    near(slow.wait_mean, theory_mmc_mean_wait(9.0, 1.0, 10), 1e-4, "wait", 0);
    near(slow.waits, theory_erlang_c(9.0, 10), 1e-4, "waits", 1);
    near(theory_erlang_a(2000.0, 1.0, 1000, .1).leaves, .5, 1e-6, "leaves when twice too many come", 0);
}

/* Ciw, tests/test_simulation.py: classes of .2 and .6, service rate 1. */
Test(formulas, two_classes_at_one_server)
{
    static const struct theory_class class[2] = {{.2, 1.0, 1.0}, {.6, 1.0, 1.0}};
    static const double rate[2] = {.2, .6};
    double wait[2], stay[2], common[2];

    theory_cobham(class, 2, wait);
    theory_preemptive(class, 2, stay);
    theory_kella_yechiali(rate, 2, 1.0, 1, common);
    near(wait[0], 1.0, 1e-12, "non-preemptive", 0);
    near(wait[1], 5.0, 1e-12, "non-preemptive", 1);
    near(stay[0], 1.25, 1e-12, "preemptive-resume", 0);
    near(stay[1], 6.25, 1e-12, "preemptive-resume", 1);
    near(common[0], wait[0], 1e-12, "one server", 0);
    near(common[1], wait[1], 1e-12, "one server", 1);
}

/* With one service time for all, who waits changes but not how much is waited. */
Test(formulas, priorities_keep_the_mean_wait_of_all)
{
    static const double rate[3] = {3.0, 5.0, 9.0};
    static const struct theory_class class[3] = {{.1, 2.0, 1.0}, {.2, 2.0, 1.0}, {.1, 2.0, 1.0}};
    double wait[3];

    theory_kella_yechiali(rate, 3, 1.0, 19, wait);
    near((3.0 * wait[0] + 5.0 * wait[1] + 9.0 * wait[2]) / 17.0, theory_mmc_mean_wait(17.0, 1.0, 19), 1e-12, "M/M/c", 0);
    cr_assert(wait[0] < wait[1] && wait[1] < wait[2]);
    theory_cobham(class, 3, wait);
    near((wait[0] + 2.0 * wait[1] + wait[2]) / 4.0, theory_mg1_mean_wait(.4, 2.0, 1.0), 1e-12, "M/G/1", 0);
}

/* simmer, vignette 06, with services drawn anew at each node. */
Test(formulas, four_node_open_network)
{
    static const double external[4] = {2.0, 0.0, .5, .6};
    static const double routing[16] = {0, .75, 0, 0, 0, 0, .65, .35, 0, 0, 0, 0, 0, 0, 0, 0};
    static const double use[4] = {.909, .682, .670, .511}, wait[4] = {4.5455, .9740, .9248, .4757};
    double total[4];

    cr_assert(theory_traffic(external, routing, 4, total));
    for (int i = 0; i < 4; i++) {
        near(total[i] / 2.2, use[i], 6e-4, "use", i);
        near(theory_mm1_mean_wait(total[i], 2.2), wait[i], 6e-5, "wait", i);
    }
}

Test(formulas, traffic_of_a_network_that_returns)
{
    static const double external[2] = {1.0, 0.0}, routing[4] = {0.0, .5, .4, 0.0}, closed[4] = {0.0, 1.0, 1.0, 0.0};
    double total[2];

    cr_assert(theory_traffic(external, routing, 2, total));
    near(total[0], 1.25, 1e-12, "node", 0);
    near(total[1], .625, 1e-12, "node", 1);
    cr_assert_not(theory_traffic(external, closed, 2, total), "what nobody leaves has no long run");
}

Test(formulas, blocking_tandem)
{
    near(theory_blocking_tandem(1.0, 1.0), 2.0 / 3.0, 1e-15, "equal", 0);
    near(theory_blocking_tandem(1e9, 1.0), 1.0, 1e-8, "a fast first server leaves the second's pace", 0);
}

static double constant(double time, const void *context)
{
    (void)time;
    return *(const double *)context;
}

static double exponential_survival(double time, const void *context)
{
    return exp(-time / *(const double *)context);
}

Test(formulas, unlimited_servers_fill_up_from_empty)
{
    const double rate = 4.0, mean = 2.5;
    struct theory_curve arrivals = {constant, &rate}, survival = {exponential_survival, &mean};

    for (int t = 0; t <= 20; t += 5)
        near(theory_mginf_mean(arrivals, survival, t, 20000), rate * mean * (1.0 - exp(-t / mean)), 1e-6, "time", t);
}

/* From printed tables of the distributions. */
Test(formulas, normal_and_chi_square)
{
    near(theory_normal_quantile(.975), 1.959963985, 6e-10, "z", 0);
    near(theory_normal_quantile(.5), 0.0, 1e-15, "z", 1);
    near(theory_normal_quantile(.001), -3.090232306, 6e-10, "z", 2);
    near(theory_normal_quantile(1e-10), -6.361340902, 1e-8, "z", 3);
    near(theory_chi_square_tail(3.841459, 1.0), .05, 1e-7, "freedom", 1);
    near(theory_chi_square_tail(18.307038, 10.0), .05, 1e-7, "freedom", 10);
    near(theory_chi_square_tail(2.558212, 10.0), .99, 1e-7, "freedom", 10);
    near(theory_chi_square_tail(4.0, 2.0), exp(-2.0), 1e-14, "freedom", 2);
    near(theory_chi_square_tail(124.342113, 100.0), .05, 1e-7, "freedom", 100);
    near(theory_chi_square((const double[]){8, 12}, (const double[]){10, 10}, 2), .8, 1e-15, "sum", 0);
}

Test(formulas, agreement_counts_both_errors_and_the_printed_digit)
{
    static const double value[4] = {9.0, 10.0, 10.0, 11.0};
    struct theory_estimate found = theory_estimate(value, 4);

    near(found.mean, 10.0, 1e-14, "mean", 0);
    near(found.error, sqrt(2.0 / 3.0 / 4.0), 1e-14, "error", 0);
    cr_assert(theory_agrees(found, 10.0 + 2.9 * found.error, 0.0, 3.0, 0.0));
    cr_assert_not(theory_agrees(found, 10.0 + 3.1 * found.error, 0.0, 3.0, 0.0));
    cr_assert(theory_agrees(found, 10.0 + 3.1 * found.error, 0.0, 3.0, found.error));
    cr_assert(theory_agrees(found, 10.0 + 4.2 * found.error, found.error, 3.0, 0.0));
    cr_assert_not(theory_agrees(theory_estimate(value, 0), 10.0, 0.0, 3.0, 0.0), "nothing agrees with nothing");
}

/* The same source's supplement: partial pooling by the count of unlimited beds, far above the loss model's shares. */
Test(formulas, unlimited_beds_as_an_approximation_of_shared_ones)
{
    static const struct { int acute, rehab, shared; double expected[2]; } row[] = {
        {11, 11, 4, {.0422, .0857}}, {11, 10, 5, {.0358, .0869}}, {10, 10, 6, {.0399, .0628}},
        {10, 9, 7, {.0373, .0634}}, {9, 9, 8, {.0400, .0507}}, {9, 8, 9, {.0391, .0509}},
    };
    static const double load[2] = {8.1455, 9.7182};

    for (size_t i = 0; i < COUNT(row); i++) {
        const int own[2] = {row[i].acute, row[i].rehab};
        double delayed[2];

        theory_unfettered(load, own, row[i].shared, delayed);
        near(delayed[0], row[i].expected[0], 6e-5, "acute", (int)i);
        near(delayed[1], row[i].expected[1], 6e-5, "rehabilitation", (int)i);
    }
}

Test(formulas, those_of_the_start_and_those_who_came)
{
    double sum = 0.0, mean = 0.0;

    for (int n = 0; n < 80; n++) {
        double p = theory_mginf_number(30, .4, 5.0, n);

        sum += p;
        mean += n * p;
        near(theory_mginf_number(30, 0.0, 5.0, n), theory_poisson(5.0, n), 1e-14, "all have gone", n);
        near(theory_mginf_number(30, 1.0, 5.0, n), n < 30 ? 0.0 : theory_poisson(5.0, n - 30), 1e-14, "none has gone", n);
    }
    near(sum, 1.0, 1e-12, "sum", 0);
    near(mean, 17.0, 1e-9, "mean", 0);
}

/* From printed tables of the limit law; one and two values by hand. */
Test(formulas, anderson_darling)
{
    near(theory_anderson_darling_tail(1.933), .10, 2e-4, "tail", 0);
    near(theory_anderson_darling_tail(2.492), .05, 2e-4, "tail", 1);
    near(theory_anderson_darling_tail(3.857), .01, 4e-4, "tail", 2);
    near(theory_anderson_darling((const double[]){.5}, (const double[]){.5}, 1), -1.0 + 2.0 * log(2.0), 1e-14, "one", 0);
    near(theory_anderson_darling((const double[]){.25, .75}, (const double[]){.75, .25}, 2),
         -2.0 - .5 * (log(.25) + log(.25) + 3.0 * (log(.75) + log(.75))), 1e-14, "two", 0);
}

/* Exponential gaps make it M/M/1; D/M/1 at half load is a printed value of s, .2032 (Kleinrock 1975, 6.4). */
Test(formulas, gaps_that_are_not_exponential)
{
    near(theory_gm1_mean_wait(.75, 1.0, 1.0), 3.0, 1e-9, "exponential", 0);
    near(theory_gm1_mean_wait(.5, 1.0, INFINITY), .2032 / (1.0 - .2032), 2e-4, "constant", 0);
    near(theory_gm1_mean_wait(.5, 1.0, 1e6), theory_gm1_mean_wait(.5, 1.0, INFINITY), 1e-5, "nearly constant", 0);
    cr_assert(isinf(theory_gm1_mean_wait(1.0, 1.0, 2.0)));
}

/* One by one it is M/G/1; always two: the second waits for the first as well. */
Test(formulas, batches)
{
    near(theory_batch_mean_wait(.75, 1.0, 1.0, 1.0, 1.0), 3.0, 1e-12, "one by one", 0);
    near(theory_batch_mean_wait(1e-9, 1.0, 0.0, 2.0, 4.0), .5, 1e-8, "rare pairs", 0);
}
