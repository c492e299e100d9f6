#include "base/doubt.h"

#include "base/draw.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ticket { double luck; int stratum; };

static int compare_tickets(const void *left, const void *right) {
    const struct ticket *a = left, *b = right;
    if (a->luck < b->luck || a->luck > b->luck)
        return a->luck < b->luck ? -1 : 1;
    return a->stratum - b->stratum;
}

static int compare_numbers(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

void doubt_normal(uint32_t seed, uint64_t name_hash, double normal[DOUBT_DRAWS]) {
    struct ticket ticket[DOUBT_DRAWS];
    struct draw_key key = draw_key_make(seed, 0, name_hash);
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        struct draw_pair pair = draw_pair_at(key, (uint64_t)k, draw_of(name_hash, DRAW_STATISTICS));
        ticket[k] = (struct ticket){draw_uniform(pair.word[0]), k};
    }
    qsort(ticket, DOUBT_DRAWS, sizeof *ticket, compare_tickets);
    for (int k = 0; k < DOUBT_DRAWS; k++)
        normal[k] = gsl_cdf_ugaussian_Pinv((ticket[k].stratum + 0.5) / DOUBT_DRAWS);
}

double doubt_reach(void) {
    return gsl_cdf_ugaussian_Pinv(0.975);
}

/* The middles of strata stand at (k + 0.5) / DOUBT_DRAWS; beyond the outermost their own numbers hold. */
double doubt_quantile(const double centre[DOUBT_DRAWS], double share) {
    double sorted[DOUBT_DRAWS], at = share * DOUBT_DRAWS - 0.5;
    memcpy(sorted, centre, sizeof sorted);
    qsort(sorted, DOUBT_DRAWS, sizeof *sorted, compare_numbers);
    if (at <= 0)
        return sorted[0];
    if (at >= DOUBT_DRAWS - 1)
        return sorted[DOUBT_DRAWS - 1];
    int below = (int)at;
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

/* The table goes evenly in x / (1 + |x|), which is within -1 and 1. */
void student_init(struct student *student, size_t count) {
    student->count = count;
    for (int i = 0; i <= STUDENT_STEPS; i++) {
        double at = 2.0 * i / STUDENT_STEPS - 1;
        if (i == 0 || i == STUDENT_STEPS || count < 2)
            student->below[i] = i == 0 ? 0 : 1;
        else
            student->below[i] = gsl_cdf_tdist_P(at / (1 - fabs(at)), (double)(count - 1));
    }
}

static double student_below(const struct student *student, double x) {
    double at = (x / (1 + fabs(x)) + 1) / 2 * STUDENT_STEPS;
    int step = (int)at;
    if (step >= STUDENT_STEPS)
        return 1;
    return student->below[step] + (at - step) * (student->below[step + 1] - student->below[step]);
}

struct piece { double centre, error; };

static int compare_pieces(const void *left, const void *right) {
    const struct piece *a = left, *b = right;
    int order = (a->centre > b->centre) - (a->centre < b->centre);
    return order != 0 ? order : (a->error > b->error) - (a->error < b->error);
}

/* What rounding leaves of equal numbers is no error. */
static double least_error(const double centre[DOUBT_DRAWS]) {
    double size = 0;
    for (int k = 0; k < DOUBT_DRAWS; k++)
        size = fmax(size, fabs(centre[k]));
    return 1e-12 * size;
}

void mixture_init(struct mixture *mixture, const struct student *student, const double centre[DOUBT_DRAWS],
                  const double error[DOUBT_DRAWS]) {
    struct piece piece[DOUBT_DRAWS];
    double least = least_error(centre);
    mixture->student = student;
    mixture->unknown = student->count < 2;
    for (int k = 0; k < DOUBT_DRAWS; k++) {
        piece[k] = (struct piece){centre[k], error[k] > least ? error[k] : 0};
        mixture->unknown = mixture->unknown || isnan(error[k]) || isnan(centre[k]);
    }
    qsort(piece, DOUBT_DRAWS, sizeof *piece, compare_pieces);
    for (int j = 0; j < MIXTURE_PIECES; j++) {
        double at = (j + 0.5) * DOUBT_DRAWS / MIXTURE_PIECES - 0.5;
        at = at < 0 ? 0 : at > DOUBT_DRAWS - 1 ? DOUBT_DRAWS - 1 : at;
        int k = at < DOUBT_DRAWS - 1 ? (int)at : DOUBT_DRAWS - 2;
        mixture->centre[j] = piece[k].centre + (at - k) * (piece[k + 1].centre - piece[k].centre);
        mixture->error[j] = piece[k].error + (at - k) * (piece[k + 1].error - piece[k].error);
    }
}

/* Half of the probability of x itself counts, where a piece is certain. */
static double below(const struct mixture *mixture, double x) {
    double sum = 0;
    for (int j = 0; j < MIXTURE_PIECES; j++) {
        double off = x - mixture->centre[j];
        if (mixture->error[j] > 0)
            sum += student_below(mixture->student, off / mixture->error[j]);
        else
            sum += off > 0 ? 1 : off < 0 ? 0 : 0.5;
    }
    return sum / MIXTURE_PIECES;
}

double mixture_quantile(const struct mixture *mixture, double share) {
    if (mixture->unknown)
        return (double)NAN;
    double low = mixture->centre[0], high = mixture->centre[MIXTURE_PIECES - 1], span = high - low;
    for (int j = 0; j < MIXTURE_PIECES; j++)
        span = fmax(span, mixture->error[j]);
    if (!(span > 0))
        return low;
    for (double wider = span; below(mixture, low) > share; wider *= 2)
        low -= wider;
    for (double wider = span; below(mixture, high) < share; wider *= 2)
        high += wider;
    while (high - low > 1e-9 * span) {
        double middle = low + (high - low) / 2;
        if (!(low < middle && middle < high))
            break;
        if (below(mixture, middle) < share)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double mixture_below_zero(const struct mixture *mixture) {
    return mixture->unknown ? (double)NAN : below(mixture, 0);
}
