#include "base/quantile.h"

#include <criterion/criterion.h>
#include <math.h>

static struct quantile_table table;

/* node value = its place from lowest to highest, so that a value tells where it came from. */
static void number_nodes(void) {
    for (int i = 0; i < QUANTILE_NODES; i++) {
        table.node[0][i] = (float)(-i);
        table.node[1][i] = (float)i;
    }
    quantile_moments(&table);
}

Test(quantile, nodes_halve_their_probability_every_octave) {
    cr_assert(quantile_node_probability(0) == 0.5);
    cr_assert(quantile_node_probability(QUANTILE_CELLS) == 0.25);
    cr_assert(quantile_node_probability(QUANTILE_CELLS / 2) == 0.375);
    cr_assert(quantile_node_probability(QUANTILE_NODES - 1) == 0x1p-33);
    for (size_t i = 1; i < QUANTILE_NODES; i++)
        cr_assert(quantile_node_probability(i) < quantile_node_probability(i - 1));
}

Test(quantile, shares_are_probabilities_that_end_at_zero) {
    for (size_t i = 0; i <= QUANTILE_NODES - 1 - QUANTILE_CELLS; i++)
        cr_assert(quantile_node_share(i) == quantile_node_probability(i));
    cr_assert(quantile_node_share(QUANTILE_NODES - 1) == 0.0);
    for (size_t i = 1; i < QUANTILE_NODES; i++)
        cr_assert(quantile_node_share(i) < quantile_node_share(i - 1));
}

Test(quantile, the_word_at_a_node_gives_the_nodes_value) {
    number_nodes();
    for (size_t i = 1; i < QUANTILE_NODES - QUANTILE_CELLS; i++) {
        /* The word whose distance from the half's end is the node's probability. */
        uint64_t word = (uint64_t)ldexp(quantile_node_probability(i), 64);
        double low = quantile_at(&table, word), high = quantile_at(&table, word | (uint64_t)1 << 63);
        cr_assert(fabs(low + (double)i) < 1e-5 && fabs(high - (double)i) < 1e-5, "node %zu: %g %g", i, low, high);
    }
}

Test(quantile, words_go_through_the_table_without_a_jump) {
    number_nodes();
    double before = QUANTILE_NODES - 1; /* words beyond 2^-33 share the cells of the last octave */
    uint64_t last = (uint64_t)1 << 63;
    for (double v = 0x1p-32; v < 1.0; v *= 1.0 + 1.0 / 512.0) {
        uint64_t word = (uint64_t)1 << 63 | (uint64_t)ldexp(v, 63);
        cr_assert(word > last);
        double value = quantile_at(&table, word);
        cr_assert(value <= before && before - value < 0.51, "at %g: %g after %g", v, value, before);
        before = value;
        last = word;
    }
}

Test(quantile, the_end_words_stay_in_the_table) {
    number_nodes();
    double highest = QUANTILE_NODES - 1;
    cr_assert(quantile_at(&table, 0) >= -highest && quantile_at(&table, 0) < -highest + 1.0);
    cr_assert(quantile_at(&table, (uint64_t)1 << 63) <= highest);
    cr_assert(fabs(quantile_at(&table, UINT64_MAX)) < 1e-9);
    cr_assert(fabs(quantile_at(&table, UINT64_MAX >> 1)) < 1e-9);
}

Test(quantile, moments_are_those_of_the_straight_pieces) {
    /* All words to one value, and the uniform law: both known without error. */
    for (int i = 0; i < QUANTILE_NODES; i++)
        table.node[0][i] = table.node[1][i] = 3.0F;
    quantile_moments(&table);
    cr_assert(fabs(table.mean - 3.0) < 1e-14 && fabs(table.second_moment - 9.0) < 1e-13);
    for (size_t i = 0; i < QUANTILE_NODES; i++) {
        table.node[0][i] = (float)quantile_node_share(i);
        table.node[1][i] = (float)(1.0 - quantile_node_share(i));
    }
    quantile_moments(&table);
    cr_assert(fabs(table.mean - 0.5) < 1e-8 && fabs(table.second_moment - 1.0 / 3.0) < 1e-8);
}

Test(quantile, probability_turns_the_table_round) {
    number_nodes();
    for (size_t i = 0; i + 1 < QUANTILE_NODES; i++) {
        double share = quantile_node_share(i), next = quantile_node_share(i + 1);
        cr_assert(fabs(quantile_probability(&table, (double)i) - (1.0 - share)) < 1e-15);
        cr_assert(fabs(quantile_probability(&table, -(double)i) - share) < 1e-15);
        cr_assert(fabs(quantile_probability(&table, (double)i + 0.25) - (1.0 - 0.75 * share - 0.25 * next)) < 1e-15);
        struct quantile_tails tails = quantile_tails(&table, (double)i);
        cr_assert(tails.above == share, "the upper tail is exact");
        tails = quantile_tails(&table, -(double)i);
        cr_assert(tails.below == share, "the lower tail is exact");
    }
    cr_assert(quantile_probability(&table, -1e9) == 0.0 && quantile_probability(&table, 1e9) == 1.0);
}

Test(quantile, an_atom_counts_below_or_above_never_both) {
    for (int i = 0; i < QUANTILE_NODES; i++) {
        table.node[0][i] = i < 64 ? 2.0F : 1.0F; /* a quarter at most at 1, the cell between slopes */
        table.node[1][i] = 2.0F;
    }
    struct quantile_tails tails = quantile_tails(&table, 2.0);
    double one = quantile_node_share(64), two = quantile_node_share(63);
    cr_assert(tails.above == 0.0 && tails.up_to == 1.0);
    cr_assert(tails.below == two && tails.from == 1.0 - two, "%g %g", tails.below, tails.from);
    tails = quantile_tails(&table, 1.0);
    cr_assert(tails.below == 0.0 && tails.up_to == one && tails.above == 1.0 - one && tails.from == 1.0);
    tails = quantile_tails(&table, 1.5);
    cr_assert(tails.below == tails.up_to && tails.from == tails.above);
    cr_assert(fabs(tails.below - (one + two) / 2.0) < 1e-15);
}

Test(quantile, values_too_small_for_a_float_are_zero) {
    cr_assert(quantile_rounded(1e-40) == 0.0F && quantile_rounded(-1e-300) == 0.0F);
    cr_assert(quantile_rounded(1e-30) == 1e-30F && quantile_rounded(-2.5) == -2.5F);
}
