/*
 * theory: queueing systems whose answers are known exactly, for tests to compare a run with.
 *
 * Rates are per unit of time and times in that unit, whichever it is; a load is a rate times a mean time (in
 * Erlang). Means of waits are of everyone who arrives (and is let in), those who do not wait included.
 * A wait that grows without limit is INFINITY; arguments out of range give NAN.
 *
 * Nothing here takes memory or keeps state; arrays belong to the caller.
 *
 * Sources: [K] Kleinrock, Queueing Systems I (1975); [K2] volume II (1976); [GH] Gross, Shortle, Thompson and
 * Harris, Fundamentals of Queueing Theory (4th edition, 2008); [C] Cobham, Operations Research 2 (1954) 70-76;
 * [KY] Kella and Yechiali, Naval Research Logistics 32 (1985) 355-364, priorities in M/M/c with one service rate;
 * [P] Palm (1957) and Garnett, Mandelbaum and Reiman, MSOM 4 (2002) 208-227, Erlang A; [E] Eick, Massey and
 * Whitt, Operations Research 41 (1993) 731-742, time-varying M/G/infinity; [Ke] Kelly, Loss networks, Annals of
 * Applied Probability 1 (1991) 319-378; [J] Jackson, Operations Research 5 (1957) 518-521.
 */
#ifndef ICSIM_TESTS_SUPPORT_THEORY_H
#define ICSIM_TESTS_SUPPORT_THEORY_H

#include <stdbool.h>
#include <stddef.h>

/* ---- one line, equal servers --------------------------------------------------------------------------- */

/* Probability that all servers are busy where nobody waits (M/G/c/c): B(n) = a B(n-1) / (n + a B(n-1)). [K 3.6] */
double theory_erlang_b(double load, int servers);

/* Probability of waiting in M/M/c: C = B / (1 - rho (1 - B)); 1 where load >= servers. [K 3.5] */
double theory_erlang_c(double load, int servers);

/* Mean wait in M/M/c: C / (c mu - lambda). [GH 2.3] */
double theory_mmc_mean_wait(double arrival_rate, double service_rate, int servers);

/* P(wait > time) in M/M/c, first come first served: C exp(-(c mu - lambda) time). [GH 2.3] */
double theory_mmc_wait_tail(double arrival_rate, double service_rate, int servers, double time);

/* P(there are `number`) in M/M/c. Also of limited processor sharing by c equal sharers. [GH 2.3] */
double theory_mmc_number(double load, int servers, int number);

/* Mean wait in M/M/1: rho / (mu - lambda). [K 3.2] Mean time in the system is 1 / (mu - lambda), also under
 * processor sharing. */
double theory_mm1_mean_wait(double arrival_rate, double service_rate);

/* Mean wait in M/G/1, Pollaczek and Khinchine: lambda E[S^2] / (2 (1 - rho)). [K 5.6] sd 0 is M/D/1. */
double theory_mg1_mean_wait(double arrival_rate, double service_mean, double service_sd);

/* Mean wait in G/M/1 with gamma gaps of this shape (INFINITY: constant gaps, D/M/1): s / (mu (1 - s)), where s in (0, 1)
 * solves s = E exp(-mu (1 - s) gap). [K 6.4] */
double theory_gm1_mean_wait(double arrival_rate, double service_rate, double gap_shape);

/* Mean wait in M/G/1 where several come at one moment, of all of them: arrival_rate counts people; `size_mean` and
 * `size_second` are the moments of how many come. [GH 3.1, by Little's law; Burke, Operations Research 23 (1975)] */
double theory_batch_mean_wait(double arrival_rate, double service_mean, double service_sd, double size_mean,
                              double size_second);

/* ---- birth and death ----------------------------------------------------------------------------------- */

/* Long-run probabilities of 0..count-1, where birth[n] is the rate from n to n+1 and death[n] from n to n-1
 * (birth[count-1] and death[0] are not used). Gives M/M/c/K, baulking and all that follows. [K 3.1] */
void theory_birth_death(const double *birth, const double *death, size_t count, double *probability);

/* M/M/c/K: at most `places` in all, waiting and in service; others are turned away. [GH 2.4] */
struct theory_finite {
    double turned_away;     /* share of arrivals */
    double number_mean;     /* present */
    double wait_mean;       /* of those let in */
};
struct theory_finite theory_mmck(double arrival_rate, double service_rate, int servers, int places);

/* Erlang A, M/M/c+M: who waits leaves at `patience_rate`. Summed over the states until they no longer count. [P] */
struct theory_impatient {
    double waits;           /* share of arrivals who do not start at once */
    double leaves;          /* share of arrivals who lose patience */
    double wait_mean;       /* of all arrivals, those who leave included until they do */
    double utilisation;
};
struct theory_impatient theory_erlang_a(double arrival_rate, double service_rate, int servers, double patience_rate);

/* ---- unlimited servers --------------------------------------------------------------------------------- */

/* P(N = number) and P(N >= number) for a Poisson N: the number present in M/G/infinity. */
double theory_poisson(double mean, int number);
double theory_poisson_tail(double mean, int number);

/* A function of time, with whatever it needs. */
struct theory_curve {
    double (*at)(double time, const void *context);
    const void *context;
};

/* Mean number present at `time` in M(t)/G/infinity that starts empty at 0: the integral of rate(u)
 * survival(time - u), survival(x) = P(S > x), by the trapezium rule on `steps` pieces. The number is Poisson. [E] */
double theory_mginf_mean(struct theory_curve rate, struct theory_curve survival, double time, size_t steps);

/* P(N = number) of M/G/infinity with people there at the start: `there` of them, each still there with probability
 * `stays` (independently), beside a Poisson number of `come` who came since. */
double theory_mginf_number(int there, double stays, double come, int number);

/* ---- priorities ---------------------------------------------------------------------------------------- */

/* A class of patients; classes stand in order of priority, the first is served first. */
struct theory_class {
    double arrival_rate, service_mean, service_sd;
};

/* Mean wait of each class in M/G/1, non-preemptive: W0 / ((1 - s(k-1)) (1 - s(k))), s the load of the classes up
 * to k, W0 = sum lambda E[S^2] / 2. [C, K2 3.3] */
void theory_cobham(const struct theory_class *class, size_t count, double *wait_mean);

/* Mean time in the system of each class in M/G/1, preemptive-resume:
 * E[S] / (1 - s(k-1)) + W0(k) / ((1 - s(k-1)) (1 - s(k))), W0(k) over the classes up to k. [K2 3.4] */
void theory_preemptive(const struct theory_class *class, size_t count, double *time_mean);

/* Mean wait of each class in M/M/c, non-preemptive, one service rate for all:
 * C / (c mu (1 - s(k-1)) (1 - s(k))). [KY] */
void theory_kella_yechiali(const double *arrival_rate, size_t count, double service_rate, int servers,
                           double *wait_mean);

/* ---- networks ------------------------------------------------------------------------------------------ */

enum { THEORY_MOST_NODES = 32 };

/* Total arrival rate of each node: x = external + x routing, routing[from * count + to] the share that goes on to
 * `to`. At most THEORY_MOST_NODES. In a Jackson network each node is then M/M/c by itself. False where the
 * equations have no one solution. [J] */
bool theory_traffic(const double *external, const double *routing, size_t count, double *total);

/* Throughput of two single exponential servers with nothing between them, where the first always has work and is
 * blocked after service: mu1 mu2 (mu1 + mu2) / (mu1^2 + mu1 mu2 + mu2^2). [GH 4.2] */
double theory_blocking_tandem(double first_rate, double second_rate);

/* Two Poisson streams with beds of their own and a shared overflow, blocked ones lost; any length of stay.
 * State (i, j) is allowed where max(i - own[0], 0) + max(j - own[1], 0) <= shared. [Ke] */
void theory_shared_beds(const double load[2], const int own[2], int shared, double blocked[2]);

/* The same two streams and beds by the approximation from demand that meets no limit (Monks et al., BMC Health Services
 * Research 16:530 (2016), supplement): N of each class is Poisson, and a class is delayed where those present of both
 * would take its own beds and the shared ones. It is no loss system: far above theory_shared_beds. shared >= 1. */
void theory_unfettered(const double load[2], const int own[2], int shared, double delayed[2]);

/* ---- judging a run ------------------------------------------------------------------------------------- */

/* z with P(Z <= z) = probability, standard normal. */
double theory_normal_quantile(double probability);

/* P(A^2 > value) of the Anderson-Darling statistic of many values against a law known without fitting: the limit
 * distribution by Marsaglia and Marsaglia, Journal of Statistical Software 9(2) (2004), to about 2e-6. */
double theory_anderson_darling_tail(double value);

/* A^2 of `count` ascending values of the law's distribution function, `below`, and its complement, `above` (each exact
 * in its tail). */
double theory_anderson_darling(const double *below, const double *above, size_t count);

/* Pearson's sum of (observed - expected)^2 / expected; every expected > 0, best above 5. */
double theory_chi_square(const double *observed, const double *expected, size_t count);

/* P(X > value) for a chi-square X of `freedom` degrees. */
double theory_chi_square_tail(double value, double freedom);

/* Mean and standard error of independent values; the error is INFINITY for fewer than two. */
struct theory_estimate {
    double mean, error;
};
struct theory_estimate theory_estimate(const double *value, size_t count);

/* |ours - target| <= errors * sqrt(ours.error^2 + target_error^2) + half_digit: the rule by which this project
 * passes a case (3 errors; half a unit of the last printed digit where the target was read from print). */
bool theory_agrees(struct theory_estimate ours, double target, double target_error, double errors, double half_digit);

#endif
