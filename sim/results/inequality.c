#include "results/inequality.h"
#include "care/measure.h"
#include <math.h>

enum { MOST_LEVELS = 64 };

const struct measure *inequality_measure(uint32_t number) {
    static const char *const name[INEQUALITY_MEASURES] = {"mean_minutes", "p90_minutes", "within_target"};
    return measure_find(name[number]);
}

/* ---- the line ---------------------------------------------------------------------------------------- */

struct slope slope_fit(const double *share, const double *value, uint32_t count) {
    double weight = 0, rank = 0, level = 0, upto = 0;
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        double middle = upto + share[i] / 2;
        upto += share[i];
        if (isnan(value[i]) || !(share[i] > 0))
            continue;
        used++;
        weight += share[i];
        rank += share[i] * middle;
        level += share[i] * value[i];
    }
    if (used < 2)
        return (struct slope){NAN, NAN};
    rank /= weight;
    level /= weight;
    double square = 0, product = 0;
    upto = 0;
    for (uint32_t i = 0; i < count; i++) {
        double off = upto + share[i] / 2 - rank;
        upto += share[i];
        if (isnan(value[i]) || !(share[i] > 0))
            continue;
        square += share[i] * off * off;
        product += share[i] * off * (value[i] - level);
    }
    double slope = product / square;
    return (struct slope){level - slope * rank, level + slope * (1 - rank)};
}

/* ---- numbers by margin and replication ----------------------------------------------------------------- */

static uint32_t first_margin(const struct network *network, uint32_t dimension) {
    if (dimension == NONE)
        return 1;
    uint32_t first = 1 + network->area_count;
    for (uint32_t d = 0; d < dimension; d++)
        first += network->dimension[d].level_count;
    return first;
}

static uint32_t margins_along(const struct network *network, uint32_t dimension) {
    return dimension == NONE ? network->area_count : network->dimension[dimension].level_count;
}

/* The measure of each margin in each replication, margin after margin. Where fewer people than show percentiles were
 * measured in a replication on average, chance would decide: NAN. */
static void collect(const struct result_view *view, struct inequality_wish wish, uint32_t arm, double *number) {
    const struct network *network = view->result->network;
    uint32_t first = first_margin(network, wish.dimension), count = margins_along(network, wish.dimension);
    uint32_t replications = view->result->replications;
    for (uint32_t m = 0; m < count; m++) {
        struct spot spot = {arm, 0, network->period_count, wish.standard, first + m};
        double *row = &number[(size_t)m * replications];
        uint64_t people = 0;
        for (; spot.replication < replications; spot.replication++) {
            people += view_access(view, spot)->people;
            row[spot.replication] = wish.measure->value(view, spot);
            if (isinf(row[spot.replication]))
                row[spot.replication] = NAN;
        }
        for (uint32_t r = 0; people < (uint64_t)FEWEST_PEOPLE * replications && r < replications; r++)
            row[r] = NAN;
    }
}

/* ---- slope and ratio ----------------------------------------------------------------------------------- */

/* Shares of the residents by level, in the order of the levels' ranks; false where nobody is known to live there. */
static bool ranked_shares(const struct network *network, uint32_t dimension, double *share) {
    const struct dimension *along = &network->dimension[dimension];
    double all = 0;
    for (uint32_t level = 0; level < along->level_count; level++)
        share[level] = 0;
    for (uint32_t area = 0; area < network->area_count; area++)
        for (uint32_t cell = 0; cell < network->cell_count; cell++) {
            double people = network->population[(size_t)area * network->cell_count + cell];
            share[along->rank[along->level_of[along->of_area ? area : cell]]] += people;
            all += people;
        }
    for (uint32_t level = 0; level < along->level_count; level++)
        share[level] /= all;
    return all > 0;
}

static double index_of(struct slope slope, enum inequality_index index) {
    if (index == INEQUALITY_SLOPE)
        return slope.at_most - slope.at_least;
    return slope.at_least > 0 && slope.at_most > 0 ? slope.at_most / slope.at_least : NAN;
}

/* The index in each replication. */
static void index_by_replication(struct result_view *view, struct inequality_wish wish, uint32_t arm, double *out) {
    const struct network *network = view->result->network;
    const struct dimension *along = &network->dimension[wish.dimension];
    uint32_t replications = view->result->replications;
    double share[MOST_LEVELS], value[MOST_LEVELS];
    bool known = ranked_shares(network, wish.dimension, share);
    collect(view, wish, arm, view->matrix);
    for (uint32_t r = 0; r < replications; r++) {
        for (uint32_t level = 0; level < along->level_count; level++)
            value[along->rank[level]] = view->matrix[(size_t)level * replications + r];
        out[r] = known ? index_of(slope_fit(share, value, along->level_count), wish.index) : NAN;
    }
}

/* ---- gap ------------------------------------------------------------------------------------------------ */

struct gap { double width; uint32_t best, worst; };

/* Between the largest and the smallest mean over all replications but `without` (NONE: over all). */
static struct gap gap_between(const double *number, uint32_t count, uint32_t replications, uint32_t without) {
    double lowest = INFINITY, highest = -INFINITY;
    struct gap gap = {NAN, NONE, NONE};
    uint32_t places = 0;
    for (uint32_t m = 0; m < count; m++) {
        double sum = 0, left_out = 0;
        for (uint32_t r = 0; r < replications; r++)
            *(r == without ? &left_out : &sum) += number[(size_t)m * replications + r];
        if (isnan(sum + left_out)) /* missing in some replication: no place in any */
            continue;
        double mean = sum / (replications - (without == NONE ? 0 : 1));
        places++;
        if (mean < lowest) {
            lowest = mean;
            gap.best = m;
        }
        if (mean > highest) {
            highest = mean;
            gap.worst = m;
        }
    }
    if (places > 1)
        gap.width = highest - lowest;
    return gap;
}

/* Pseudo-values of the jackknife into `out`; with one replication there are none. */
static struct gap gap_and_pseudo_values(struct result_view *view, struct inequality_wish wish, uint32_t arm, double *out) {
    uint32_t replications = view->result->replications;
    uint32_t count = margins_along(view->result->network, wish.dimension);
    collect(view, wish, arm, view->matrix);
    struct gap gap = gap_between(view->matrix, count, replications, NONE);
    for (uint32_t r = 0; r < replications; r++)
        out[r] = replications < 2 ? NAN
                                  : replications * gap.width -
                                        (replications - 1) * gap_between(view->matrix, count, replications, r).width;
    return gap;
}

/* ---- together ------------------------------------------------------------------------------------------- */

static struct inequality of_gap(struct result_view *view, struct inequality_wish wish) {
    double *value = view->number[0], *before = view->number[1];
    uint32_t count = view->result->replications;
    struct gap now = gap_and_pseudo_values(view, wish, wish.arm, value);
    struct gap base = gap_and_pseudo_values(view, wish, 0, before);
    struct interval interval = interval_of_mean(value, count, VIEW_CONFIDENCE, 1);
    struct interval change = interval_of_difference(value, before, count, VIEW_CONFIDENCE, 1);
    uint32_t first = first_margin(view->result->network, wish.dimension);
    bool less = wish.measure->better == BETTER_LESS, known = !isnan(now.width), arm = wish.arm > 0;
    interval.low = interval.low < 0 ? 0 : interval.low; /* no gap is below 0 */
    interval.high = interval.high < 0 ? 0 : interval.high;
    return (struct inequality){.value = now.width, .low = interval.low, .high = interval.high, .baseline = base.width,
                               .difference = arm ? now.width - base.width : NAN,
                               .difference_low = arm ? change.low : NAN, .difference_high = arm ? change.high : NAN,
                               .best = known ? first + (less ? now.best : now.worst) : NONE,
                               .worst = known ? first + (less ? now.worst : now.best) : NONE,
                               .replications = known ? count : 0};
}

static struct inequality of_slope(struct result_view *view, struct inequality_wish wish) {
    double *value = view->number[0], *before = view->number[1];
    uint32_t count = view->result->replications;
    index_by_replication(view, wish, wish.arm, value);
    index_by_replication(view, wish, 0, before);
    struct interval interval = interval_of_mean(value, count, VIEW_CONFIDENCE, 1);
    struct interval change = interval_of_difference(value, before, count, VIEW_CONFIDENCE, 1);
    bool arm = wish.arm > 0;
    return (struct inequality){.value = interval.mean, .low = interval.low, .high = interval.high,
                               .baseline = interval_of_mean(before, count, VIEW_CONFIDENCE, 1).mean,
                               .difference = arm ? change.mean : NAN, .difference_low = arm ? change.low : NAN,
                               .difference_high = arm ? change.high : NAN,
                               .best = NONE, .worst = NONE, .replications = interval.count};
}

struct inequality inequality_of(struct result_view *view, struct inequality_wish wish) {
    const struct network *network = view->result->network;
    if (wish.index == INEQUALITY_GAP)
        return of_gap(view, wish);
    if (wish.dimension == NONE || network->dimension[wish.dimension].rank == NULL ||
        network->dimension[wish.dimension].level_count > MOST_LEVELS)
        return (struct inequality){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NONE, NONE, 0};
    return of_slope(view, wish);
}
