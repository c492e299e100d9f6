#include "base/histogram.h"

#include "base/draw.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

Test(histogram, a_bin_holds_from_its_lower_edge_to_below_its_upper) {
    for (unsigned bin = 0; bin < HISTOGRAM_BINS - 1; bin++) {
        double edge = histogram_upper(bin);
        cr_assert(histogram_bin(edge) == bin + 1, "bin %u", bin);
        cr_assert(histogram_bin(nextafter(edge, 0.0)) == bin, "bin %u", bin);
    }
    cr_assert(isinf(histogram_upper(HISTOGRAM_BINS - 1)));
    cr_assert(histogram_upper(0) == 0x1p-6);
    cr_assert(histogram_upper(HISTOGRAM_BINS - 2) == 0x1p21);
}

Test(histogram, no_bin_is_wider_than_eight_parts_in_a_thousand) {
    for (unsigned bin = 1; bin < HISTOGRAM_BINS - 1; bin++) {
        double lower = histogram_upper(bin - 1), upper = histogram_upper(bin);
        cr_assert(upper > lower && (upper - lower) / lower <= 0.008);
    }
}

Test(histogram, odd_values_fall_into_the_end_bins) {
    cr_assert(histogram_bin(0.0) == 0 && histogram_bin(-0.0) == 0 && histogram_bin(-5.0) == 0);
    cr_assert(histogram_bin((double)NAN) == 0 && histogram_bin(-(double)INFINITY) == 0);
    cr_assert(histogram_bin((double)INFINITY) == HISTOGRAM_BINS - 1 && histogram_bin(1e300) == HISTOGRAM_BINS - 1);
    cr_assert(histogram_bin(0x1p21) == HISTOGRAM_BINS - 1);
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

Test(histogram, quantiles_are_those_of_the_sorted_values_within_a_bin) {
    enum { COUNT = 20000 };
    static double values[COUNT];
    static struct histogram histogram;
    struct draw_key key = draw_key_make(1, 1, 5);
    for (int i = 0; i < COUNT; i++) {
        double u = draw_uniform(draw_pair_at(key, (uint64_t)i, 9).word[0]);
        values[i] = 30.0 * pow(-log(u), 1.7);
        histogram_add(&histogram, values[i]);
    }
    qsort(values, COUNT, sizeof values[0], compare);
    cr_assert(histogram_count(&histogram) == COUNT);
    for (int percent = 1; percent <= 99; percent++) {
        double exact = values[COUNT / 100 * percent - 1];
        double found = histogram_quantile(&histogram, 0, percent / 100.0);
        cr_assert(fabs(found - exact) <= 0.008 * exact + 0x1p-6, "%d %%: %g for %g", percent, found, exact);
    }
}

Test(histogram, people_beyond_come_last) {
    static struct histogram histogram;
    for (int i = 0; i < 95; i++)
        histogram_add(&histogram, 100.0 + i);
    double p95 = histogram_quantile(&histogram, 5, 0.95);
    cr_assert(p95 > 193.0 && p95 < 196.0, "%g", p95);
    cr_assert(isinf(histogram_quantile(&histogram, 5, 0.951)));
    cr_assert(isinf(histogram_quantile(&histogram, 96, 0.5)));
    double median = histogram_quantile(&histogram, 0, 0.5);
    cr_assert(fabs(median - 147.0) < 1.5, "%g", median);
}

Test(histogram, an_empty_one_has_no_quantile) {
    static struct histogram histogram;
    cr_assert(isnan(histogram_quantile(&histogram, 0, 0.5)));
    cr_assert(isinf(histogram_quantile(&histogram, 3, 0.5)));
    cr_assert(histogram_count(&histogram) == 0);
}

Test(histogram, no_wait_is_shown_as_none_and_the_longest_as_four_years) {
    static struct histogram histogram;
    for (int i = 0; i < 60; i++)
        histogram_add(&histogram, 0.0);
    for (int i = 0; i < 40; i++)
        histogram_add(&histogram, 1e9);
    cr_assert(histogram_quantile(&histogram, 0, 0.5) == 0.0);
    cr_assert(histogram_quantile(&histogram, 0, 0.6) == 0.0);
    cr_assert(histogram_quantile(&histogram, 0, 0.7) == 0x1p21);
    cr_assert(histogram_quantile(&histogram, 0, 0.0) == 0.0);
}

Test(histogram, every_share_of_every_count_ends_at_the_right_person) {
    /* Values far apart, so that landing one person too far shows. */
    for (int count = 1; count <= 200; count++) {
        static struct histogram histogram;
        memset(&histogram, 0, sizeof histogram);
        for (int i = 1; i <= count; i++)
            histogram_add(&histogram, 1.0 * i);
        for (int i = 1; i <= count; i++) {
            double found = histogram_quantile(&histogram, 0, (double)i / count);
            cr_assert(found >= i * (1.0 - 1e-12) && found <= i * 1.0079 && found < i + 1.6, "%d of %d: %g", i, count,
                      found);
        }
    }
}

Test(histogram, merging_adds_up) {
    static struct histogram a, b, both;
    for (int i = 0; i < 1000; i++) {
        histogram_add(i % 3 == 0 ? &a : &b, 0.37 * i);
        histogram_add(&both, 0.37 * i);
    }
    histogram_merge(&a, &b);
    cr_assert(memcmp(&a, &both, sizeof a) == 0);
}
