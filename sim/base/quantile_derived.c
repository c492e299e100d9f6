#include "base/memory.h"
#include "base/quantile.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* A distribution as a list of knots of rising value: between two knots its quantile function is a straight line.
 * Two knots of one value are an atom, two of one probability a gap. */
struct knot {
    double value;
    double below, above; /* probability below and above, each exact in its tail */
};

/* A way through the knots from one end inwards; `tail` is the probability between that end and here. */
struct walk {
    const struct knot *knots;
    size_t count, taken;
    int half; /* 0: from the lower end, 1: from the upper */
    double tail, value;
};

/* Walks on to tail probability `edge`; the integral of the quantile function over the way. */
static double walk_to(struct walk *walk, double edge) {
    double area = 0.0;
    while (walk->taken < walk->count) {
        const struct knot *next =
            walk->half == 0 ? &walk->knots[walk->taken] : &walk->knots[walk->count - 1 - walk->taken];
        double tail = walk->half == 0 ? next->below : next->above;
        double wide = tail - walk->tail;
        if (tail > edge) {
            double value = walk->value + (edge - walk->tail) / wide * (next->value - walk->value);
            area += (edge - walk->tail) * (walk->value + value) / 2.0;
            walk->tail = edge;
            walk->value = value;
            return area;
        }
        if (wide > 0.0) {
            area += wide * (walk->value + next->value) / 2.0;
            walk->tail = tail;
        }
        walk->value = next->value;
        walk->taken++;
    }
    /* Rounding may leave the last tail a little short of the edge. */
    area += (edge - walk->tail) * walk->value;
    walk->tail = edge;
    return area;
}

/* One half of a distribution, cut at the nodes of a table. */
struct halved {
    double value[QUANTILE_NODES]; /* the quantile at each node */
    double inner[QUANTILE_NODES]; /* integral over the cell outside node i: its half next to node i, */
    double outer[QUANTILE_NODES]; /* and the other */
};

static void halve(struct halved *halved, struct walk *walk) {
    size_t last = QUANTILE_NODES - 1;
    halved->value[last] = walk->value;
    for (size_t i = last; i-- > 0;) {
        double edge = quantile_node_share(i);
        halved->outer[i] = walk_to(walk, (edge + quantile_node_share(i + 1)) / 2.0);
        halved->inner[i] = walk_to(walk, edge);
        halved->value[i] = walk->value;
    }
}

/* What the straight line between its nodes lacks of the integral over cell i, as a height; `wide` is the cell's
 * width. *smooth tells whether the nodes may be raised by it and still rise in order: it is well below the steps
 * to the neighbours, as where the quantile function has no jump nearby. */
static double lacking(const struct halved *halved, size_t i, double wide, bool *smooth) {
    const double *value = halved->value;
    double height = (halved->inner[i] + halved->outer[i]) / wide - (value[i] + value[i + 1]) / 2.0;
    double step = fabs(value[i + 1] - value[i]);
    if (i > 0)
        step = fmin(step, fabs(value[i] - value[i - 1]));
    if (i + 2 < QUANTILE_NODES)
        step = fmin(step, fabs(value[i + 2] - value[i + 1]));
    *smooth = fabs(height) <= 0.1 * step;
    return height;
}

/* Node values such that the straight lines between them have the integral of the distribution: each cell gives its
 * integral to its two nodes, in smooth cells by the values at the nodes, around a jump by its two halves, which
 * keeps between the values on either side of it. */
static void fill_from_knots(struct quantile_table *table, const struct knot *knots, size_t count) {
    double lowest = knots[0].value, highest = knots[count - 1].value;
    for (int half = 0; half < 2; half++) {
        struct walk walk = {.knots = knots, .count = count, .half = half, .value = half == 0 ? lowest : highest};
        struct halved halved;
        halve(&halved, &walk);
        double from_inside = 0.0, width_inside = 0.0; /* what the cell inside node i gives it, over what width */
        for (size_t i = 0; i < QUANTILE_NODES; i++) {
            double to_here = 0.0, to_next = 0.0, wide = 0.0;
            if (i + 1 < QUANTILE_NODES) {
                wide = quantile_node_share(i) - quantile_node_share(i + 1);
                bool smooth = false;
                double height = lacking(&halved, i, wide, &smooth);
                to_here = smooth ? wide / 2.0 * (halved.value[i] + height) : halved.inner[i];
                to_next = smooth ? wide / 2.0 * (halved.value[i + 1] + height) : halved.outer[i];
            }
            double value = (from_inside + to_here) / ((width_inside + wide) / 2.0);
            value = value < lowest ? lowest : value > highest ? highest : value;
            table->node[half][i] = quantile_rounded(value);
            from_inside = to_next;
            width_inside = wide;
        }
    }
    /* Each half moves its own median by a millionth: where they then cross, they meet. */
    float low = table->node[0][0], high = table->node[1][0];
    if (low > high)
        table->node[0][0] = table->node[1][0] = quantile_rounded(((double)low + (double)high) / 2.0);
    quantile_moments(table);
}

struct weighted {
    double value, weight;
};

static int compare_weighted(const void *left, const void *right) {
    const struct weighted *a = left;
    const struct weighted *b = right;
    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return (a->weight > b->weight) - (a->weight < b->weight);
}

/* Sorts, so that sums do not depend on the order given, and joins equal values; the new count. */
static size_t sort_and_join(struct weighted *items, size_t count) {
    qsort(items, count, sizeof items[0], compare_weighted);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (items[i].value > items[kept - 1].value)
            items[kept++] = items[i];
        else
            items[kept - 1].weight += items[i].weight;
    }
    return kept;
}

/* Knots of sorted items: steps have two knots a value; smooth ones stand at the middle of their weight, with
 * one more knot at either end. Both need 2 * count + 2 knots at most. */
static size_t knots_of_items(struct knot *knots, const struct weighted *items, size_t count, int smooth) {
    double total = 0.0, below = 0.0, above = 0.0;
    size_t made = smooth ? count + 2 : 2 * count;
    for (size_t i = 0; i < count; i++)
        total += items[i].weight;
    for (size_t i = 0; i < count; i++) {
        double weight = items[i].weight / total;
        double from_above = items[count - 1 - i].weight / total;
        if (smooth) {
            knots[i + 1].value = items[i].value;
            knots[i + 1].below = below + weight / 2.0;
            knots[count - i].above = above + from_above / 2.0;
        } else {
            knots[2 * i].value = knots[2 * i + 1].value = items[i].value;
            knots[2 * i].below = below;
            knots[2 * i + 1].below = below + weight;
            knots[made - 1 - 2 * i].above = above;
            knots[made - 2 - 2 * i].above = above + from_above;
        }
        below += weight;
        above += from_above;
    }
    if (smooth) {
        knots[0] = (struct knot){.value = items[0].value, .below = 0.0, .above = 1.0};
        knots[made - 1] = (struct knot){.value = items[count - 1].value, .below = 1.0, .above = 0.0};
    }
    return made;
}

enum status quantile_empirical(struct quantile_table *table, const double *values, const double *weights,
                               size_t count, int smooth) {
    if (count == 0)
        return STATUS_INPUT;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]) || !isfinite(weights[i]) || !(weights[i] > 0.0))
            return STATUS_INPUT;
    enum status status = STATUS_NO_MEMORY;
    struct knot *knots = NULL;
    struct weighted *items = memory_new(count, sizeof *items);
    if (items == NULL)
        goto out;
    knots = memory_new(count + 1, 2 * sizeof *knots);
    if (knots == NULL)
        goto out;
    for (size_t i = 0; i < count; i++)
        items[i] = (struct weighted){values[i], weights[i]};
    size_t distinct = sort_and_join(items, count);
    fill_from_knots(table, knots, knots_of_items(knots, items, distinct, smooth));
    status = STATUS_OK;
out:
    free(knots);
    free(items);
    return status;
}

static int compare_doubles(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

struct mixture {
    const struct quantile_table *const *parts;
    const double *shift, *scale, *weight;
    size_t count;
    double total_weight;
};

/* The law of part i, scaled and shifted, at x. */
static struct quantile_tails part_tails(const struct mixture *mixture, size_t i, double x) {
    double off = x - mixture->shift[i];
    if (mixture->scale[i] > 0.0)
        return quantile_tails(mixture->parts[i], off / mixture->scale[i]);
    return (struct quantile_tails){.below = off > 0.0, .up_to = off >= 0.0, .from = off <= 0.0, .above = off < 0.0};
}

/* The two knots at x: what lies below it, and what lies up to it. They are taken a hair to either side, since
 * shifting and scaling to and fro may miss an atom by a last bit. */
static void mixture_knots(const struct mixture *mixture, double x, struct knot knots[2]) {
    knots[0] = knots[1] = (struct knot){.value = x};
    for (size_t i = 0; i < mixture->count; i++) {
        double hair = 1e-13 * (fabs(x) + fabs(mixture->shift[i]));
        struct quantile_tails under = part_tails(mixture, i, x - hair);
        struct quantile_tails over = part_tails(mixture, i, x + hair);
        double weight = mixture->weight[i] / mixture->total_weight;
        knots[0].below += weight * under.below;
        knots[0].above += weight * under.from;
        knots[1].below += weight * over.up_to;
        knots[1].above += weight * over.above;
    }
}

/* All values at which a part's distribution function bends, sorted. */
static size_t mixture_values(const struct mixture *mixture, double *values) {
    size_t made = 0;
    for (size_t i = 0; i < mixture->count; i++) {
        if (!(mixture->scale[i] > 0.0)) {
            values[made++] = mixture->shift[i];
            continue;
        }
        for (int half = 0; half < 2; half++)
            for (size_t n = 0; n < QUANTILE_NODES; n++)
                values[made++] = mixture->shift[i] + mixture->scale[i] * (double)mixture->parts[i]->node[half][n];
    }
    qsort(values, made, sizeof values[0], compare_doubles);
    return made;
}

enum status quantile_mixture(struct quantile_table *table, const struct quantile_table *const *parts,
                             const double *shift, const double *scale, const double *weight, size_t count) {
    struct mixture mixture = {.parts = parts, .shift = shift, .scale = scale, .weight = weight, .count = count};
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(shift[i]) || !isfinite(scale[i]) || !isfinite(weight[i]) || !(scale[i] >= 0.0) ||
            !(weight[i] >= 0.0))
            return STATUS_INPUT;
        mixture.total_weight += weight[i];
    }
    if (!(mixture.total_weight > 0.0) || !isfinite(mixture.total_weight))
        return STATUS_INPUT;
    enum status status = STATUS_NO_MEMORY;
    struct knot *knots = NULL;
    double *values = memory_new(count, 2 * QUANTILE_NODES * sizeof *values);
    if (values == NULL)
        goto out;
    size_t made = mixture_values(&mixture, values);
    knots = memory_new(made, 2 * sizeof *knots);
    if (knots == NULL)
        goto out;
    for (size_t i = 0; i < made; i++)
        mixture_knots(&mixture, values[i], &knots[2 * i]);
    fill_from_knots(table, knots, 2 * made);
    status = STATUS_OK;
out:
    free(knots);
    free(values);
    return status;
}

enum { STAY_NODES = 2 * QUANTILE_NODES };

/* Node n of a table in rising order: its value, and the probability of staying longer. */
static double stay_node(const struct quantile_table *of, size_t n, double *longer) {
    if (n < QUANTILE_NODES) {
        *longer = 1.0 - quantile_node_share(QUANTILE_NODES - 1 - n);
        return (double)of->node[0][QUANTILE_NODES - 1 - n];
    }
    *longer = quantile_node_share(n - QUANTILE_NODES);
    return (double)of->node[1][n - QUANTILE_NODES];
}

enum status quantile_remaining(struct quantile_table *table, const struct quantile_table *of, double shift,
                               double scale) {
    if (!isfinite(shift) || !isfinite(scale) || !(scale >= 0.0))
        return STATUS_INPUT;
    struct knot *knots = memory_new(STAY_NODES + 1, sizeof *knots);
    if (knots == NULL)
        return STATUS_NO_MEMORY;
    /* knots[n + 1] stands at the stay of node n; knots[0] at 0. piece[n] = integral of (1 - F) between them goes
     * to `below` from the front and to `above` from the back; both then divide by the mean, their sum. */
    enum status status = STATUS_INPUT;
    double last_longer = 1.0, sum = 0.0;
    for (size_t n = 0; n < STAY_NODES; n++) {
        double longer = 0.0;
        double stay = shift + scale * stay_node(of, n, &longer);
        stay = stay > 0.0 ? stay : 0.0;
        double piece = (stay - knots[n].value) * (last_longer + longer) / 2.0;
        knots[n + 1].value = stay;
        knots[n].above = piece;
        sum += piece;
        knots[n + 1].below = sum;
        last_longer = longer;
    }
    if (!(sum > 0.0) || !isfinite(sum))
        goto out;
    for (size_t n = STAY_NODES; n-- > 0;)
        knots[n].above += knots[n + 1].above;
    for (size_t n = 0; n <= STAY_NODES; n++) {
        knots[n].below /= sum;
        knots[n].above /= sum;
    }
    fill_from_knots(table, knots, STAY_NODES + 1);
    status = STATUS_OK;
out:
    free(knots);
    return status;
}

enum status quantile_bounded(struct quantile_table *table, const struct quantile_table *of, const double line[2],
                             double low, double high) {
    if (!isfinite(line[0]) || !isfinite(line[1]) || !(line[1] >= 0.0) || !(low <= high))
        return STATUS_INPUT;
    for (int half = 0; half < 2; half++)
        for (size_t i = 0; i < QUANTILE_NODES; i++) {
            double value = line[0] + line[1] * (double)of->node[half][i];
            table->node[half][i] = quantile_rounded(value < low ? low : value > high ? high : value);
        }
    quantile_moments(table);
    return STATUS_OK;
}
