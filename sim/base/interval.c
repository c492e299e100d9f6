#include "base/interval.h"

#include "base/check.h"
#include <gsl/gsl_cdf.h>
#include <math.h>

/* A list of numbers, or of differences where `minus` is given. */
struct series {
    const double *numbers, *minus;
    size_t count;
};

static double number_at(const struct series *series, size_t i) {
    return series->minus == NULL ? series->numbers[i] : series->numbers[i] - series->minus[i];
}

static struct interval interval_of_series(struct series series, double confidence, unsigned claims) {
    CHECK(confidence > 0.0 && confidence < 1.0);
    struct interval interval = {.mean = (double)NAN, .low = (double)NAN, .high = (double)NAN, .sd = (double)NAN};
    double sum = 0.0;
    for (size_t i = 0; i < series.count; i++) {
        double number = number_at(&series, i);
        if (isnan(number))
            continue;
        sum += number;
        interval.count++;
    }
    if (interval.count == 0)
        return interval;
    interval.mean = sum / (double)interval.count;
    if (interval.count < 2)
        return interval;
    /* Two passes: the textbook one-pass formula loses all digits where the mean is large and the spread small. */
    double squares = 0.0;
    for (size_t i = 0; i < series.count; i++) {
        double off = number_at(&series, i) - interval.mean;
        if (!isnan(off))
            squares += off * off;
    }
    double freedom = (double)(interval.count - 1);
    interval.sd = sqrt(squares / freedom);
    double tail = (1.0 - confidence) / 2.0 / (claims > 1 ? (double)claims : 1.0);
    double half = gsl_cdf_tdist_Qinv(tail, freedom) * interval.sd / sqrt((double)interval.count);
    interval.low = interval.mean - half;
    interval.high = interval.mean + half;
    return interval;
}

struct interval interval_of_mean(const double *numbers, size_t count, double confidence, unsigned claims) {
    return interval_of_series((struct series){.numbers = numbers, .count = count}, confidence, claims);
}

struct interval interval_of_difference(const double *a, const double *b, size_t count, double confidence,
                                       unsigned claims) {
    return interval_of_series((struct series){.numbers = a, .minus = b, .count = count}, confidence, claims);
}

double interval_probability_below_zero(struct interval interval) {
    if (interval.count < 2 || isnan(interval.mean) || isnan(interval.sd))
        return (double)NAN;
    if (!(interval.sd > 0.0))
        return interval.mean < 0.0 ? 1.0 : interval.mean > 0.0 ? 0.0 : 0.5;
    double t = interval.mean / (interval.sd / sqrt((double)interval.count));
    return gsl_cdf_tdist_Q(t, (double)(interval.count - 1));
}
