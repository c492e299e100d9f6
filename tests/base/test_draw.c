#include "base/draw.h"

#include "base/text.h"
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

/* The known answers of Random123 for threefry2x64 with 13 rounds (its kat_vectors): counter, key, result. */
Test(draw, threefry_gives_the_known_answers) {
    static const uint64_t known[3][6] = {
        {0, 0, 0, 0, 0xf167b032c3b480bd, 0xe91f9fee4b7a6fb5},
        {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, 0xccdec5c917a874b1, 0x4df53abca26ceb01},
        {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89, 0xc3aac71561042993,
         0x3fe7ae8801aff316},
    };
    for (int i = 0; i < 3; i++) {
        struct draw_key key = {{known[i][2], known[i][3]}};
        struct draw_pair pair = draw_pair_at(key, known[i][0], known[i][1]);
        cr_assert(pair.word[0] == known[i][4] && pair.word[1] == known[i][5], "vector %d", i);
    }
}

Test(draw, a_key_is_seed_replication_and_stream) {
    struct draw_key key = draw_key_make(0x12345678u, 0x9abcdef0u, 42);
    cr_assert(key.word[0] == 0x123456789abcdef0u && key.word[1] == 42);
}

Test(draw, what_is_drawn_is_the_name_with_its_purpose) {
    uint64_t name = text_hash("emergency/ward");
    cr_assert(draw_of(name, DRAW_WORK) >> 8 == name >> 8 && (draw_of(name, DRAW_WORK) & 0xff) == 4);
    cr_assert(draw_of(name, DRAW_WORK) != draw_of(name, DRAW_NEXT));
}

Test(draw, purposes_keep_their_numbers) {
    cr_assert(DRAW_ARRIVAL_COUNT == 1 && DRAW_ARRIVAL_POINT == 2 && DRAW_HOME == 3 && DRAW_WORK == 4);
    cr_assert(DRAW_NEXT == 5 && DRAW_SITE == 6 && DRAW_HOUR == 7 && DRAW_GAP == 8 && DRAW_START == 9);
    cr_assert(DRAW_TURN_ROUND == 10 && DRAW_RENEWAL == 11);
}

Test(draw, uniforms_lie_strictly_between_zero_and_one) {
    cr_assert(draw_uniform(0) == 0x1p-53);
    cr_assert(draw_uniform(UINT64_MAX) == 1.0 - 0x1p-53);
    cr_assert(draw_uniform((uint64_t)1 << 63) == 0.5 + 0x1p-53);
}

/* Two sequences of words that should know nothing of each other: chi-square of each over 256 cells, of the pair
 * over 16 x 16 cells, the correlation, and the mean share of equal bits. Limits of 5 standard deviations or
 * p = 1e-6; the numbers are fixed, so the test cannot fail by chance. */
enum { DRAWS = 40000 };
static uint64_t first[DRAWS], second[DRAWS];

static double chi_square(const double *counts, int cells) {
    double expected = (double)DRAWS / cells, sum = 0.0;
    for (int i = 0; i < cells; i++)
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    return gsl_cdf_chisq_Q(sum, cells - 1);
}

static void expect_independent(const char *what) {
    double ones[256] = {0}, pairs[256] = {0};
    double products = 0.0, equal_bits = 0.0;
    for (int i = 0; i < DRAWS; i++) {
        ones[first[i] >> 56]++;
        pairs[first[i] >> 60 << 4 | second[i] >> 60]++;
        products += (draw_uniform(first[i]) - 0.5) * (draw_uniform(second[i]) - 0.5);
        for (uint64_t same = ~(first[i] ^ second[i]); same != 0; same &= same - 1)
            equal_bits += 1.0;
    }
    double correlation = products / DRAWS * 12.0;
    double alone = chi_square(ones, 256), together = chi_square(pairs, 256);
    double bits = (equal_bits / DRAWS - 32.0) / (4.0 / sqrt(DRAWS));
    cr_assert(alone > 1e-6 && together > 1e-6, "%s: p %g alone, %g together", what, alone, together);
    cr_assert(fabs(correlation) * sqrt(DRAWS) < 5.0, "%s: correlation %g", what, correlation);
    cr_assert(fabs(bits) < 5.0, "%s: %g standard deviations of equal bits", what, bits);
}

static const uint64_t stream = 0x660708c95adef58b;

Test(draw, neighbouring_persons_are_independent) {
    struct draw_key key = draw_key_make(1, 0, stream);
    uint64_t draw = draw_of(text_hash("ward"), DRAW_WORK);
    for (uint64_t i = 0; i < DRAWS; i++) {
        first[i] = draw_pair_at(key, i, draw).word[0];
        second[i] = draw_pair_at(key, i + 1, draw).word[0];
    }
    expect_independent("persons");
    for (uint64_t i = 0; i < DRAWS; i++)
        second[i] = draw_pair_at(key, i | (uint64_t)1 << 56, draw).word[0];
    expect_independent("visits in the high byte");
}

Test(draw, purposes_and_steps_are_independent) {
    struct draw_key key = draw_key_make(1, 0, stream);
    uint64_t ward = text_hash("ward"), bay = text_hash("ae");
    for (uint64_t i = 0; i < DRAWS; i++) {
        first[i] = draw_pair_at(key, i, draw_of(ward, DRAW_WORK)).word[0];
        second[i] = draw_pair_at(key, i, draw_of(ward, DRAW_NEXT)).word[0];
    }
    expect_independent("purposes");
    for (uint64_t i = 0; i < DRAWS; i++)
        second[i] = draw_pair_at(key, i, draw_of(bay, DRAW_WORK)).word[0];
    expect_independent("steps");
    for (uint64_t i = 0; i < DRAWS; i++)
        second[i] = draw_pair_at(key, i, draw_of(ward, DRAW_WORK)).word[1];
    expect_independent("the two words");
}

Test(draw, replications_seeds_and_streams_are_independent) {
    uint64_t draw = draw_of(text_hash("ward"), DRAW_WORK);
    for (uint64_t i = 0; i < DRAWS; i++) {
        first[i] = draw_pair_at(draw_key_make(1, 0, stream), i, draw).word[0];
        second[i] = draw_pair_at(draw_key_make(1, 1, stream), i, draw).word[0];
    }
    expect_independent("replications");
    for (uint64_t i = 0; i < DRAWS; i++)
        second[i] = draw_pair_at(draw_key_make(2, 0, stream), i, draw).word[0];
    expect_independent("seeds");
    for (uint64_t i = 0; i < DRAWS; i++)
        second[i] = draw_pair_at(draw_key_make(1, 0, stream + 1), i, draw).word[0];
    expect_independent("streams");
    for (uint64_t i = 0; i < DRAWS; i++) {
        first[i] = draw_pair_at(draw_key_make(1, (uint32_t)i, stream), 7, draw).word[0];
        second[i] = draw_pair_at(draw_key_make(1, (uint32_t)i + 1, stream), 7, draw).word[0];
    }
    expect_independent("one person over replications");
}
