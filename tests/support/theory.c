/* Every formula's source stands at its declaration. */
#include "support/theory.h"

#include <math.h>
#include <stdlib.h>

/* ---- one line, equal servers --------------------------------------------------------------------------- */

double theory_erlang_b(double load, int servers)
{
    double blocked = 1.0;

    if (!(load >= 0.0) || servers < 0)
        return NAN;
    for (int n = 1; n <= servers; n++)
        blocked = load * blocked / (n + load * blocked);
    return blocked;
}

double theory_erlang_c(double load, int servers)
{
    double blocked = theory_erlang_b(load, servers);

    if (isnan(blocked) || servers < 1)
        return NAN;
    if (load >= servers)
        return 1.0;
    return blocked / (1.0 - load / servers * (1.0 - blocked));
}

double theory_mmc_mean_wait(double arrival_rate, double service_rate, int servers)
{
    double spare = servers * service_rate - arrival_rate;

    if (!(arrival_rate >= 0.0) || !(service_rate > 0.0) || servers < 1)
        return NAN;
    return spare > 0.0 ? theory_erlang_c(arrival_rate / service_rate, servers) / spare : INFINITY;
}

double theory_mmc_wait_tail(double arrival_rate, double service_rate, int servers, double time)
{
    double spare = servers * service_rate - arrival_rate;

    if (!(arrival_rate >= 0.0) || !(service_rate > 0.0) || servers < 1 || !(time >= 0.0))
        return NAN;
    return spare > 0.0 ? theory_erlang_c(arrival_rate / service_rate, servers) * exp(-spare * time) : 1.0;
}

double theory_mmc_number(double load, int servers, int number)
{
    double ratio = load / servers, term = 1.0, sum = 0.0, at = 0.0;

    if (!(load >= 0.0) || servers < 1 || number < 0)
        return NAN;
    if (ratio >= 1.0)
        return 0.0;
    /* Terms relative to that of an empty system; from `servers` on they fall by `ratio`. */
    for (int n = 0; n < servers; n++) {
        sum += term;
        if (n == number)
            at = term;
        term *= load / (n + 1);
    }
    sum += term / (1.0 - ratio);
    if (number >= servers)
        at = term * pow(ratio, number - servers);
    return at / sum;
}

double theory_mm1_mean_wait(double arrival_rate, double service_rate)
{
    return theory_mmc_mean_wait(arrival_rate, service_rate, 1);
}

/* lambda E[S^2] / 2: the mean work left in the server that an arrival finds. */
static double work_found(double arrival_rate, double service_mean, double service_sd)
{
    return arrival_rate * (service_mean * service_mean + service_sd * service_sd) / 2.0;
}

double theory_mg1_mean_wait(double arrival_rate, double service_mean, double service_sd)
{
    double load = arrival_rate * service_mean;

    if (!(arrival_rate >= 0.0) || !(service_mean >= 0.0) || !(service_sd >= 0.0))
        return NAN;
    return load < 1.0 ? work_found(arrival_rate, service_mean, service_sd) / (1.0 - load) : INFINITY;
}

double theory_gm1_mean_wait(double arrival_rate, double service_rate, double gap_shape)
{
    double s = arrival_rate / service_rate;

    if (!(arrival_rate > 0.0) || !(service_rate > 0.0) || !(gap_shape > 0.0))
        return NAN;
    if (arrival_rate >= service_rate)
        return INFINITY;
    for (int i = 0; i < 10000; i++) {
        double worked = service_rate * (1.0 - s) / arrival_rate;

        s = isinf(gap_shape) ? exp(-worked) : pow(1.0 + worked / gap_shape, -gap_shape);
    }
    return s / (service_rate * (1.0 - s));
}

double theory_batch_mean_wait(double arrival_rate, double service_mean, double service_sd, double size_mean,
                              double size_second)
{
    double rho = arrival_rate * service_mean;

    return theory_mg1_mean_wait(arrival_rate, service_mean, service_sd) +
           (size_second - size_mean) * service_mean / (2.0 * size_mean * (1.0 - rho));
}

/* ---- birth and death ----------------------------------------------------------------------------------- */

void theory_birth_death(const double *birth, const double *death, size_t count, double *probability)
{
    double sum = 1.0;

    if (count == 0)
        return;
    probability[0] = 1.0;
    for (size_t n = 1; n < count; n++) {
        probability[n] = probability[n - 1] * birth[n - 1] / death[n];
        sum += probability[n];
        /* Large loads would leave the range of a double: start again from here as the unit. */
        if (sum > 1e250) {
            for (size_t i = 0; i <= n; i++)
                probability[i] /= sum;
            sum = 1.0;
        }
    }
    for (size_t n = 0; n < count; n++)
        probability[n] /= sum;
}

struct theory_finite theory_mmck(double arrival_rate, double service_rate, int servers, int places)
{
    struct theory_finite result = {NAN, NAN, NAN};
    double term = 1.0, sum = 1.0, number = 0.0, waiting = 0.0;

    if (!(arrival_rate > 0.0) || !(service_rate > 0.0) || servers < 1 || places < servers)
        return result;
    for (int n = 1; n <= places; n++) {
        term *= arrival_rate / (service_rate * (n < servers ? n : servers));
        sum += term;
        number += n * term;
        waiting += n > servers ? (n - servers) * term : 0.0;
    }
    result.turned_away = term / sum;
    result.number_mean = number / sum;
    result.wait_mean = waiting / sum / (arrival_rate * (1.0 - result.turned_away));
    return result;
}

struct theory_impatient theory_erlang_a(double arrival_rate, double service_rate, int servers, double patience_rate)
{
    struct theory_impatient result = {NAN, NAN, NAN, NAN};
    double term = 1.0, sum = 1.0, waits = 0.0, line = 0.0, busy = 0.0;

    if (!(arrival_rate > 0.0) || !(service_rate > 0.0) || servers < 1 || !(patience_rate > 0.0))
        return result;
    for (int n = 1;; n++) {
        double leaving = n < servers ? n * service_rate : servers * service_rate + (n - servers) * patience_rate;

        term *= arrival_rate / leaving;
        sum += term;
        busy += term * (n < servers ? n : servers);
        if (n >= servers) {
            waits += term;
            line += term * (n - servers);
        }
        /* From here on terms fall at least by half, and each counts for less than the sums' last digit. */
        if (n > servers && leaving > 2.0 * arrival_rate && term * n < 1e-18 * sum)
            break;
        if (sum > 1e250) {
            term /= sum;
            waits /= sum;
            line /= sum;
            busy /= sum;
            sum = 1.0;
        }
    }
    result.waits = waits / sum;
    result.leaves = patience_rate * line / sum / arrival_rate;
    result.wait_mean = line / sum / arrival_rate;
    result.utilisation = busy / sum / servers;
    return result;
}

/* ---- unlimited servers --------------------------------------------------------------------------------- */

double theory_poisson(double mean, int number)
{
    if (!(mean >= 0.0) || number < 0)
        return NAN;
    if (mean == 0.0)
        return number == 0 ? 1.0 : 0.0;
    return exp(number * log(mean) - mean - lgamma(number + 1.0));
}

double theory_poisson_tail(double mean, int number)
{
    double sum = 0.0;

    if (!(mean >= 0.0))
        return NAN;
    if (number <= 0)
        return 1.0;
    /* Below the mean by the complement; above it directly, so that a small tail keeps its digits. */
    if (number <= mean) {
        for (int n = 0; n < number; n++)
            sum += theory_poisson(mean, n);
        return 1.0 - sum;
    }
    for (int n = number;; n++) {
        double term = theory_poisson(mean, n);

        sum += term;
        if (term <= 1e-18 * sum)
            return sum;
    }
}

double theory_mginf_mean(struct theory_curve rate, struct theory_curve survival, double time, size_t steps)
{
    double width = time / (double)steps, sum = 0.0;

    if (!(time >= 0.0) || steps == 0)
        return NAN;
    for (size_t i = 0; i <= steps; i++) {
        double from = width * (double)i;
        double value = rate.at(from, rate.context) * survival.at(time - from, survival.context);

        sum += i == 0 || i == steps ? value / 2.0 : value;
    }
    return sum * width;
}

double theory_mginf_number(int there, double stays, double come, int number)
{
    double sum = 0.0, still = pow(1.0 - stays, there);

    if (stays >= 1.0)
        return number >= there ? theory_poisson(come, number - there) : 0.0;
    for (int k = 0; k <= there && k <= number; k++) {
        sum += still * theory_poisson(come, number - k);
        still *= (double)(there - k) / (k + 1) * stays / (1.0 - stays);
    }
    return sum;
}

/* ---- priorities ---------------------------------------------------------------------------------------- */

/* value / ((1 - before) (1 - upto)), without limit where the load up to here fills the servers. */
static double behind(double value, double before, double upto)
{
    return upto < 1.0 ? value / ((1.0 - before) * (1.0 - upto)) : INFINITY;
}

void theory_cobham(const struct theory_class *class, size_t count, double *wait_mean)
{
    double work = 0.0, before = 0.0;

    for (size_t k = 0; k < count; k++)
        work += work_found(class[k].arrival_rate, class[k].service_mean, class[k].service_sd);
    for (size_t k = 0; k < count; k++) {
        double upto = before + class[k].arrival_rate * class[k].service_mean;

        wait_mean[k] = behind(work, before, upto);
        before = upto;
    }
}

void theory_preemptive(const struct theory_class *class, size_t count, double *time_mean)
{
    double work = 0.0, before = 0.0;

    for (size_t k = 0; k < count; k++) {
        double upto = before + class[k].arrival_rate * class[k].service_mean;

        work += work_found(class[k].arrival_rate, class[k].service_mean, class[k].service_sd);
        time_mean[k] = upto < 1.0 ? class[k].service_mean / (1.0 - before) + behind(work, before, upto) : INFINITY;
        before = upto;
    }
}

void theory_kella_yechiali(const double *arrival_rate, size_t count, double service_rate, int servers,
                           double *wait_mean)
{
    double total = 0.0, before = 0.0, pace = servers * service_rate;

    for (size_t k = 0; k < count; k++)
        total += arrival_rate[k];
    for (size_t k = 0; k < count; k++) {
        double upto = before + arrival_rate[k] / pace;

        wait_mean[k] = behind(theory_erlang_c(total / service_rate, servers) / pace, before, upto);
        before = upto;
    }
}

/* ---- networks ------------------------------------------------------------------------------------------ */

/* Row of the largest entry of `column` from that row down. */
static size_t pivot_row(double matrix[][THEORY_MOST_NODES + 1], size_t count, size_t column)
{
    size_t best = column;

    for (size_t row = column + 1; row < count; row++)
        if (fabs(matrix[row][column]) > fabs(matrix[best][column]))
            best = row;
    return best;
}

bool theory_traffic(const double *external, const double *routing, size_t count, double *total)
{
    double matrix[THEORY_MOST_NODES][THEORY_MOST_NODES + 1];

    if (count > THEORY_MOST_NODES)
        return false;
    /* x[to] - sum over from of routing[from][to] x[from] = external[to] */
    for (size_t to = 0; to < count; to++) {
        for (size_t from = 0; from < count; from++)
            matrix[to][from] = (to == from ? 1.0 : 0.0) - routing[from * count + to];
        matrix[to][count] = external[to];
    }
    for (size_t column = 0; column < count; column++) {
        size_t best = pivot_row(matrix, count, column);

        if (fabs(matrix[best][column]) < 1e-12)
            return false;
        for (size_t i = 0; i <= count; i++) {
            double kept = matrix[column][i];

            matrix[column][i] = matrix[best][i];
            matrix[best][i] = kept;
        }
        for (size_t row = 0; row < count; row++) {
            double factor = row == column ? 0.0 : matrix[row][column] / matrix[column][column];

            for (size_t i = column; i <= count; i++)
                matrix[row][i] -= factor * matrix[column][i];
        }
    }
    for (size_t i = 0; i < count; i++)
        total[i] = matrix[i][count] / matrix[i][i];
    return true;
}

double theory_blocking_tandem(double first_rate, double second_rate)
{
    double a = first_rate, b = second_rate;

    if (!(a > 0.0) || !(b > 0.0))
        return NAN;
    return a * b * (a + b) / (a * a + a * b + b * b);
}

void theory_shared_beds(const double load[2], const int own[2], int shared, double blocked[2])
{
    double all = 0.0, full[2] = {0.0, 0.0};

    for (int i = 0; i <= own[0] + shared; i++)
        for (int j = 0; j <= own[1] + shared; j++) {
            int over[2] = {i > own[0] ? i - own[0] : 0, j > own[1] ? j - own[1] : 0};
            double mass = theory_poisson(load[0], i) * theory_poisson(load[1], j);

            if (over[0] + over[1] > shared)
                continue;
            all += mass;
            /* One more of a class is refused where its own beds are taken and the shared ones too. */
            if (over[0] + over[1] == shared) {
                full[0] += i >= own[0] ? mass : 0.0;
                full[1] += j >= own[1] ? mass : 0.0;
            }
        }
    blocked[0] = full[0] / all;
    blocked[1] = full[1] / all;
}

void theory_unfettered(const double load[2], const int own[2], int shared, double delayed[2])
{
    int first = own[0] + shared, second = own[1] + shared;
    double both = 0.0, first_full = theory_poisson_tail(load[0], first), second_full = theory_poisson_tail(load[1], second);

    for (int k = 1; k <= shared; k++)
        both += theory_poisson(load[0], first - k) * theory_poisson_tail(load[1], own[1] + k);
    delayed[0] = first_full + both;
    delayed[1] = second_full * (1.0 - theory_poisson_tail(load[0], own[0])) +
                 first_full * theory_poisson_tail(load[1], own[1]) + both;
}

/* ---- judging a run ------------------------------------------------------------------------------------- */

double theory_normal_quantile(double probability)
{
    double z = 0.0;

    if (!(probability > 0.0 && probability < 1.0))
        return NAN;
    if (probability > 0.5)
        return -theory_normal_quantile(1.0 - probability);
    /* Newton on the lower half from the median: the distribution is convex there, so it never overshoots. */
    for (int i = 0; i < 200; i++) {
        double excess = 0.5 * erfc(-z * 0.70710678118654752440) - probability;
        double step = excess / (0.39894228040143267794 * exp(-0.5 * z * z));

        z -= step;
        if (fabs(step) < 1e-14 * (1.0 + fabs(z)))
            break;
    }
    return z;
}

double theory_chi_square(const double *observed, const double *expected, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++)
        sum += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
    return sum;
}

double theory_anderson_darling_tail(double value)
{
    double z = value;

    if (!(z > 0.0))
        return 1.0;
    if (z < 2.0)
        return 1.0 - exp(-1.2337141 / z) / sqrt(z) *
                         (2.00012 + (.247105 - (.0649821 - (.0347962 - (.011672 - .00168691 * z) * z) * z) * z) * z);
    return -expm1(-exp(1.0776 - (2.30695 - (.43424 - (.082433 - (.008056 - .0003146 * z) * z) * z) * z) * z));
}

double theory_anderson_darling(const double *below, const double *above, size_t count)
{
    double sum = 0.0, n = (double)count;

    for (size_t i = 0; i < count; i++)
        sum += (2.0 * (double)i + 1.0) / n * (log(below[i]) + log(above[count - 1 - i]));
    return -n - sum;
}

/* The upper incomplete gamma ratio Q(freedom / 2, value / 2): by the series of its complement below the mean,
 * by Lentz's continued fraction above it (Abramowitz and Stegun 6.5.29, 6.5.31). */
double theory_chi_square_tail(double value, double freedom)
{
    double a = freedom / 2.0, x = value / 2.0, front = 0.0;

    if (!(value >= 0.0) || !(freedom > 0.0))
        return NAN;
    if (x == 0.0)
        return 1.0;
    front = exp(a * log(x) - x - lgamma(a));
    if (x < a + 1.0) {
        double term = 1.0 / a, sum = term;

        for (double n = a + 1.0; term > 1e-17 * sum; n += 1.0)
            sum += term *= x / n;
        return 1.0 - front * sum;
    }
    double b = x + 1.0 - a, c = 1e300, d = 1.0 / b, fraction = d;

    for (int i = 1; i < 10000; i++) {
        double an = -i * (i - a), step;

        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        step = c * d;
        fraction *= step;
        if (fabs(step - 1.0) < 1e-15)
            break;
    }
    return front * fraction;
}

struct theory_estimate theory_estimate(const double *value, size_t count)
{
    struct theory_estimate result = {count > 0 ? 0.0 : NAN, INFINITY};
    double square = 0.0;

    for (size_t i = 0; i < count; i++)
        result.mean += value[i] / (double)count;
    for (size_t i = 0; i < count; i++)
        square += (value[i] - result.mean) * (value[i] - result.mean);
    if (count > 1)
        result.error = sqrt(square / (double)(count - 1) / (double)count);
    return result;
}

bool theory_agrees(struct theory_estimate ours, double target, double target_error, double errors, double half_digit)
{
    double allowed = errors * sqrt(ours.error * ours.error + target_error * target_error) + half_digit;

    return fabs(ours.mean - target) <= allowed;
}
