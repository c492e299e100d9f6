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
    interval.sd = sqrt(squares / (double)(interval.count - 1));
    return interval_simultaneous(interval, confidence, claims);
}

/* How far the mean's interval reaches to each side, from `count` numbers of standard deviation `sd`. */
static double reach(double sd, size_t count, double confidence, double claims) {
    double tail = (1.0 - confidence) / 2.0 / (claims > 1.0 ? claims : 1.0);
    return gsl_cdf_tdist_Qinv(tail, (double)(count - 1)) * sd / sqrt((double)count);
}

struct interval interval_simultaneous(struct interval single, double confidence, size_t claims) {
    CHECK(confidence > 0.0 && confidence < 1.0);
    if (single.count < 2)
        return single;
    double half = reach(single.sd, single.count, confidence, (double)claims);
    single.low = single.mean - half;
    single.high = single.mean + half;
    return single;
}

struct interval interval_widened(struct interval single, double confidence, size_t claims) {
    if (single.count < 2)
        return single;
    double longer = reach(1.0, single.count, confidence, (double)claims) / reach(1.0, single.count, confidence, 1.0);
    single.low = single.mean - longer * (single.mean - single.low);
    single.high = single.mean + longer * (single.high - single.mean);
    return single;
}

double interval_half_width(struct interval interval) {
    return (interval.high - interval.low) / 2.0;
}

size_t interval_count_for(struct interval interval, double confidence, double half_width) {
    enum { MOST = 1 << 30 };
    if (interval.count < 2 || isnan(interval.sd))
        return 0;
    size_t low = interval.count, high = interval.count;
    while (reach(interval.sd, high, confidence, 1.0) > half_width) {
        if (high >= MOST)
            return 0;
        low = high;
        high *= 2;
    }
    while (low < high) { /* the reach falls with the count */
        size_t middle = low + (high - low) / 2;
        if (reach(interval.sd, middle, confidence, 1.0) > half_width)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
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
