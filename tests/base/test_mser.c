#include "base/mser.h"

#include "base/draw.h"
#include <criterion/criterion.h>
#include <math.h>

enum { COUNT = 400, WEEKS = 60 * 7 };

/* About normal: twelve uniform numbers less six. */
static double noise(uint32_t seed, uint64_t number) {
    double sum = -6;
    for (uint64_t i = 0; i < 6; i++) {
        struct draw_pair pair = draw_pair_at(draw_key_make(seed, 0, 1), number, i);
        sum += draw_uniform(pair.word[0]) + draw_uniform(pair.word[1]);
    }
    return sum;
}

/* x = 0.5 x + e about 50, with `low` missing at the beginning and a tenth of the rest coming each time. */
static void fill_ar1(double *number, size_t count, uint32_t seed, double low) {
    double x = 0;
    for (size_t i = 0; i < count; i++) {
        x = 0.5 * x + noise(seed, i);
        number[i] = 50 + x - low * exp(-(double)i / 10);
    }
}

/* The definition, by sums and sums of squares instead of deviations. */
static size_t best_by_sums(const double *number, size_t batches) {
    double least = INFINITY;
    size_t best = 0;
    for (size_t first = 0; first + 5 <= batches; first++) {
        double sum = 0, squares = 0, kept = (double)(batches - first);
        for (size_t b = first; b < batches; b++) {
            double mean = 0;
            for (size_t i = 0; i < 5; i++) mean += number[5 * b + i] / 5;
            sum += mean;
            squares += mean * mean;
        }
        double here = (squares - sum * sum / kept) / (kept * kept);
        if (here < least) {
            least = here;
            best = first;
        }
    }
    return 5 * best;
}

Test(mser, a_transient_is_cut_where_noise_covers_it) {
    double number[COUNT];
    for (uint32_t seed = 1; seed <= 20; seed++) {
        fill_ar1(number, COUNT, seed, 30);
        struct mser mser = mser_5(number, COUNT);
        cr_expect_eq(mser.cut, best_by_sums(number, COUNT / 5), "seed %u", seed);
        cr_expect(mser.in_first_half, "seed %u", seed);
        /* 30 exp(-i / 10) falls under the noise of a batch's mean, 0.9, after about 35 */
        cr_expect(mser.cut >= 20 && mser.cut <= 80, "seed %u cuts %zu", seed, mser.cut);
    }
}

Test(mser, what_begins_settled_loses_little) {
    double number[COUNT];
    size_t cut = 0;
    for (uint32_t seed = 1; seed <= 20; seed++) {
        fill_ar1(number, COUNT, seed, 0);
        cut += mser_5(number, COUNT).cut;
    }
    cr_expect_leq(cut / 20, COUNT / 10, "%zu of %d are cut on average", cut / 20, COUNT);
}

Test(mser, a_constant_is_not_cut_whatever_its_rounding) {
    double number[COUNT];
    for (size_t i = 0; i < COUNT; i++) number[i] = 0.1 * 3 + (i % 7) * 1e-17;
    struct mser mser = mser_5(number, COUNT);
    cr_expect_eq(mser.cut, 0);
    cr_expect(mser.in_first_half);
    for (size_t i = 0; i < COUNT; i++) number[i] = 0;
    cr_expect_eq(mser_5(number, COUNT).cut, 0);
}

Test(mser, a_trend_does_not_settle) {
    double number[COUNT];
    for (size_t i = 0; i < COUNT; i++) number[i] = (double)i + noise(3, i);
    struct mser mser = mser_5(number, COUNT);
    cr_expect_not(mser.in_first_half);
    cr_expect_leq(mser.cut, COUNT / 2);
}

Test(mser, too_short_a_series_is_left_alone) {
    double number[COUNT];
    fill_ar1(number, COUNT, 1, 30);
    cr_expect_eq(mser_5(number, 49).cut, 0);
    cr_expect_gt(mser_5(number, 50).cut, 0);
    cr_expect_eq(mser_5(number, 0).cut, 0);
}

Test(mser, the_week_is_found_in_the_second_half) {
    static const double week[7] = {3, 2, 1, 0, -1, -4, -1};
    double number[WEEKS], profile[MSER_WEEK];
    for (size_t i = 0; i < WEEKS; i++) number[i] = 20 + week[i % 7] - (i < 100 ? 0.2 * (double)(100 - i) : 0);
    mser_week(number, WEEKS, profile);
    for (size_t i = 0; i < 7; i++) cr_expect_float_eq(profile[i], week[i], 1e-12);
    mser_week(number + 200, 201, profile); /* the series may begin on any day, and end on any */
    for (size_t i = 0; i < 7; i++) cr_expect_float_eq(profile[i], week[(i + 200) % 7], 1e-12);
    mser_week(number, 27, profile);
    for (size_t i = 0; i < 7; i++) cr_expect_eq(profile[i], 0);
}
