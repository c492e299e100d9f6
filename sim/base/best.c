#include "base/best.h"

#include "base/draw.h"
#include "base/memory.h"
#include "base/text.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { STRATA = 256 }; /* quantiles of the scale */

/* What is known of the differences from choice 0; choice 0 itself is row 0, all zero. */
struct differences {
    size_t choices, count; /* count: replications used */
    double *mean;          /* [choices] */
    double *root;          /* [choices][choices]: lower root of the covariance of the mean differences */
    double *drawn, *normal; /* [choices] */
    size_t *first;         /* [choices]: the first that is the same in every replication */
    double scale[STRATA];
};

static bool whole(const struct best_question *question, size_t replication) {
    for (size_t k = 0; k < question->choices; k++)
        if (isnan(question->number[k * question->count + replication]))
            return false;
    return true;
}

static double difference(const struct best_question *question, size_t choice, size_t replication) {
    return question->number[choice * question->count + replication] - question->number[replication];
}

static void find_means(const struct best_question *question, struct differences *all) {
    for (size_t i = 0; i < question->count; i++) {
        if (!whole(question, i))
            continue;
        all->count++;
        for (size_t k = 0; k < question->choices; k++)
            all->mean[k] += difference(question, k, i);
    }
    for (size_t k = 0; k < question->choices && all->count > 0; k++)
        all->mean[k] /= (double)all->count;
}

static double covariance(const struct best_question *question, const struct differences *all, size_t j, size_t k) {
    double sum = 0;
    for (size_t i = 0; i < question->count; i++)
        if (whole(question, i))
            sum += (difference(question, j, i) - all->mean[j]) * (difference(question, k, i) - all->mean[k]);
    return sum / (double)(all->count - 1) / (double)all->count;
}

/* Cholesky's root. A choice that follows from those before it, up to rounding, gets no part of its own: choices may
 * be copies of each other, and there may be more of them than replications. */
static void find_root(const struct best_question *question, struct differences *all) {
    size_t n = all->choices;
    for (size_t j = 0; j < n; j++)
        for (size_t k = 0; k <= j; k++) {
            double whole_part = covariance(question, all, j, k), rest = whole_part;
            for (size_t m = 0; m < k; m++)
                rest -= all->root[j * n + m] * all->root[k * n + m];
            double pivot = all->root[k * n + k];
            if (j == k)
                all->root[j * n + k] = rest > 1e-12 * whole_part ? sqrt(rest) : 0;
            else
                all->root[j * n + k] = pivot > 0 ? rest / pivot : 0;
        }
}

/* One draw of the true differences. */
static void draw_differences(struct differences *all, struct draw_key key, uint64_t draw_number) {
    uint64_t what = draw_of(text_hash("best of all"), DRAW_STATISTICS);
    size_t n = all->choices;
    for (size_t k = 0; k < n; k += 2) {
        struct draw_pair pair = draw_pair_at(key, draw_number << 16 | k, what);
        all->normal[k] = gsl_cdf_ugaussian_Pinv(draw_uniform(pair.word[0]));
        if (k + 1 < n)
            all->normal[k + 1] = gsl_cdf_ugaussian_Pinv(draw_uniform(pair.word[1]));
    }
    double scale = all->scale[draw_number % STRATA];
    for (size_t k = 0; k < n; k++) {
        double sum = 0;
        for (size_t m = 0; m <= k; m++)
            sum += all->root[k * n + m] * all->normal[m];
        all->drawn[k] = all->mean[k] + sum * scale;
    }
}

/* The first choice that is the same as this one in every replication. */
static size_t first_like(const struct best_question *question, size_t choice) {
    for (size_t k = 0; k < choice; k++) {
        bool same = true;
        for (size_t i = 0; i < question->count && same; i++)
            same = !whole(question, i) || !(fabs(difference(question, choice, i) - difference(question, k, i)) > 0);
        if (same)
            return k;
    }
    return choice;
}

/* Adds one to the best drawn, the first of those that are the same. */
static void count_best(const struct differences *all, bool least, double *probability) {
    size_t best = 0;
    for (size_t k = 1; k < all->choices; k++)
        if (all->first[k] == k && (least ? all->drawn[k] < all->drawn[best] : all->drawn[k] > all->drawn[best]))
            best = k;
    probability[best] += 1.0 / BEST_DRAWS;
}

static void share_among_same(const struct differences *all, double *probability) {
    for (size_t k = 0; k < all->choices; k++) {
        size_t same = 0;
        for (size_t j = 0; j < all->choices; j++)
            same += all->first[j] == k;
        double share = same > 0 ? probability[k] / (double)same : 0;
        for (size_t j = 0; j < all->choices; j++)
            if (all->first[j] == k)
                probability[j] = share;
    }
}

enum status best_find(const struct best_question *question, double *probability) {
    size_t n = question->choices;
    struct differences all = {.choices = n};
    all.mean = memory_new(n, sizeof *all.mean);
    all.root = memory_new(n * n, sizeof *all.root);
    all.drawn = memory_new(n, sizeof *all.drawn);
    all.normal = memory_new(n, sizeof *all.normal);
    all.first = memory_new(n, sizeof *all.first);
    enum status status = STATUS_NO_MEMORY;
    if (all.first == NULL || all.mean == NULL || all.root == NULL || all.drawn == NULL || all.normal == NULL)
        goto out;
    status = STATUS_OK;
    find_means(question, &all);
    for (size_t k = 0; k < n; k++)
        probability[k] = all.count < 2 ? (double)NAN : 0;
    if (all.count < 2)
        goto out;
    find_root(question, &all);
    for (size_t k = 0; k < n; k++)
        all.first[k] = first_like(question, k);
    double freedom = (double)(all.count - 1);
    for (int i = 0; i < STRATA; i++)
        all.scale[i] = sqrt(freedom / gsl_cdf_chisq_Pinv((i + 0.5) / STRATA, freedom));
    struct draw_key key = draw_key_make(1, 0, text_hash("statistics"));
    for (uint64_t i = 0; i < BEST_DRAWS; i++) {
        draw_differences(&all, key, i);
        count_best(&all, question->least, probability);
    }
    share_among_same(&all, probability);
out:
    free(all.mean);
    free(all.root);
    free(all.drawn);
    free(all.normal);
    free(all.first);
    return status;
}
