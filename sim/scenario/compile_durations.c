/* Distributions: `{ kind = "gamma"; mean = "2.6 h"; sd = "1.5 h"; }`, or a plain quantity, which is a
 * constant. Each becomes (quantile table, shift, scale) in minutes; tables are kept by shape, so that a
 * factor on a mean, or people who take longer than others, need no table of their own. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/quantile.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum distribution {
    CONSTANT, UNIFORM, TRIANGULAR, EXPONENTIAL, ERLANG, GAMMA, WEIBULL, LOGNORMAL, NORMAL, BETA, EMPIRICAL,
    MIXTURE, DISTRIBUTION_COUNT
};

static const char *const kind_name[DISTRIBUTION_COUNT] = {
    "constant", "uniform", "triangular", "exponential", "erlang", "gamma", "weibull", "lognormal", "normal",
    "beta", "empirical", "mixture",
};

enum { MOST_PARAMETERS = 4 };

/* What each kind needs: minutes, except for the plain numbers. */
static const char *const needed[DISTRIBUTION_COUNT][MOST_PARAMETERS] = {
    [CONSTANT] = {"value"}, [UNIFORM] = {"low", "high"}, [TRIANGULAR] = {"low", "mode", "high"},
    [EXPONENTIAL] = {"mean"}, [ERLANG] = {"mean", "stages"}, [GAMMA] = {"mean", "sd"},
    [WEIBULL] = {"mean", "shape"}, [LOGNORMAL] = {"mean", "sd"}, [NORMAL] = {"mean", "sd"},
    [BETA] = {"low", "high", "a", "b"},
};
static const char *const instead[DISTRIBUTION_COUNT][MOST_PARAMETERS] = {
    [GAMMA] = {"mean", "shape"}, [LOGNORMAL] = {"mu", "sigma"},
};

/* A drawn length: table -1 is the shift alone. */
struct drawn { double table, shift, scale; };

static enum distribution kind_of(const struct setting *leaf) {
    if (leaf->kind != SETTING_GROUP)
        return CONSTANT;
    const struct setting *kind = setting_get(leaf, "kind");
    for (unsigned k = 0; kind != NULL && kind->kind == SETTING_TEXT && k < DISTRIBUTION_COUNT; k++)
        if (strcmp(kind->text, kind_name[k]) == 0)
            return (enum distribution)k;
    return DISTRIBUTION_COUNT;
}

static number_reader *reader_of(const char *parameter) {
    static const char *const plain[] = {"stages", "shape", "mu", "sigma", "a", "b", "weight"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i], parameter) == 0)
            return quantity_number;
    return quantity_minutes;
}

/* The parameters by which a distribution is given. */
static const char *const *parameters_of(const struct setting *leaf, enum distribution kind) {
    static const char *const by_scale[MOST_PARAMETERS] = {"shape", "scale"};
    if (setting_get(leaf, "scale") != NULL && (kind == GAMMA || kind == WEIBULL))
        return by_scale;
    const char *second = instead[kind][1];
    return second != NULL && setting_get(leaf, second) != NULL ? instead[kind] : needed[kind];
}

/* ---- checking ---- */

static unsigned check_parts(struct compiler *c, const struct setting *leaf, struct value_kind kind);

static unsigned check_distribution(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    enum distribution distribution = kind_of(leaf);
    double number;
    unsigned varies = 0;
    if (leaf->kind != SETTING_GROUP) {
        (void)quantity_minutes(leaf, &number, c->problems);
        return 0;
    }
    if (distribution == DISTRIBUTION_COUNT)
        return 0; /* said when it was read */
    const char *const *parameter = parameters_of(leaf, distribution);
    for (int i = 0; i < MOST_PARAMETERS && parameter[i] != NULL; i++) {
        const struct setting *at = setting_get(leaf, parameter[i]);
        if (at == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_distribution_needs, leaf,
                        kind_name[distribution], parameter[i]);
        varies |= value_check(c, at, (struct value_kind){reader_of(parameter[i]), kind.step});
    }
    varies |= value_check(c, setting_get(leaf, "times"), (struct value_kind){quantity_number, kind.step});
    varies |= value_check(c, setting_get(leaf, "plus"), (struct value_kind){quantity_minutes, kind.step});
    varies |= value_check(c, setting_get(leaf, "at_least"), (struct value_kind){quantity_minutes, kind.step});
    varies |= value_check(c, setting_get(leaf, "at_most"), (struct value_kind){quantity_minutes, kind.step});
    if (distribution == EMPIRICAL && setting_get(leaf, "table") == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_distribution_needs, leaf, "empirical", "table");
    return distribution == MIXTURE ? varies | check_parts(c, leaf, kind) : varies;
}

static unsigned check_parts(struct compiler *c, const struct setting *leaf, struct value_kind kind) {
    const struct setting *of = setting_get(leaf, "of");
    unsigned varies = 0;
    if (of == NULL || of->kind != SETTING_LIST || of->child_count == 0) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_distribution_needs, leaf, "mixture", "of");
        return 0;
    }
    for (size_t i = 0; i < of->child_count; i++) {
        const struct setting *weight = setting_get(of->child[i], "weight");
        if (weight == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_distribution_needs, of->child[i], "mixture's part", "weight");
        varies |= value_check(c, weight, (struct value_kind){quantity_number, kind.step});
        varies |= check_distribution(c, of->child[i], kind);
    }
    return varies;
}

unsigned duration_check(struct compiler *c, const struct setting *setting, uint32_t step) {
    return value_walk(c, setting, (struct value_kind){quantity_minutes, step}, check_distribution);
}

/* ---- tables by shape ---- */

static enum status make_empirical(struct quantile_table *table, const double *number, size_t count) {
    size_t pairs = (count - 2) / 2;
    return quantile_empirical(table, number + 2, number + 2 + pairs, pairs, number[1] > 0);
}

/* number[1..]: table, shift, scale, weight of each part. */
static enum status make_mixture(struct compiler *c, struct quantile_table *table, const double *number, size_t count) {
    size_t parts = (count - 1) / 4;
    const struct quantile_table **of = memory_new(parts, sizeof *of);
    double *room = memory_new(parts * 3, sizeof *room);
    enum status status = STATUS_NO_MEMORY;
    if (of != NULL && room != NULL) {
        for (size_t i = 0; i < parts; i++) {
            const double *part = number + 1 + 4 * i;
            of[i] = &c->network->quantile[(size_t)part[0]];
            for (size_t k = 0; k < 3; k++)
                room[k * parts + i] = part[k + 1];
        }
        status = quantile_mixture(table, of, room, room + parts, room + 2 * parts, parts);
    }
    free(of);
    free(room);
    return status;
}

static enum status make_table(struct compiler *c, struct quantile_table *table, const double *number, size_t count) {
    switch ((enum shape_kind)number[0]) {
    case SHAPE_EXPONENTIAL:
        return quantile_exponential(table);
    case SHAPE_LOG_EXPONENTIAL:
        return quantile_log_exponential(table);
    case SHAPE_LOGNORMAL:
        return quantile_lognormal(table, number[1]);
    case SHAPE_GAMMA:
        return quantile_gamma(table, number[1]);
    case SHAPE_WEIBULL:
        return quantile_weibull(table, number[1]);
    case SHAPE_UNIFORM:
        return quantile_uniform(table);
    case SHAPE_TRIANGULAR:
        return quantile_triangular(table, number[1]);
    case SHAPE_BETA:
        return quantile_beta(table, number[1], number[2]);
    case SHAPE_NORMAL:
        return quantile_normal(table, number[1]);
    case SHAPE_EMPIRICAL:
        return make_empirical(table, number, count);
    case SHAPE_MIXTURE:
        return make_mixture(c, table, number, count);
    case SHAPE_BOUNDED:
        return quantile_bounded(table, &c->network->quantile[(size_t)number[1]], number + 2, number[4], number[5]);
    case SHAPE_REMAINING:
        return quantile_remaining(table, &c->network->quantile[(size_t)number[1]], number[2], number[3]);
    }
    return STATUS_INPUT;
}

enum status shape_table(struct compiler *c, const double *number, size_t count, uint32_t *table) {
    struct network *n = c->network;
    for (uint32_t i = 0; i < n->quantile_count; i++) {
        if (c->shape[i].count == count && memcmp(c->shape[i].number, number, count * sizeof *number) == 0) {
            *table = i;
            return STATUS_OK;
        }
    }
    double *copy = memory_copy(number, count, sizeof *number);
    size_t wanted = (size_t)n->quantile_count + 1;
    enum status status = copy == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = memory_reserve(&n->quantile, &c->quantile_capacity, wanted, sizeof *n->quantile);
    if (status == STATUS_OK)
        status = memory_reserve(&c->shape, &c->shape_capacity, wanted, sizeof *c->shape);
    if (status == STATUS_OK)
        status = make_table(c, &n->quantile[n->quantile_count], number, count);
    if (status != STATUS_OK) {
        free(copy);
        return status;
    }
    c->shape[n->quantile_count] = (struct shape){copy, count};
    *table = n->quantile_count++;
    return STATUS_OK;
}

/* A shape's number to 40 bits, so that a mean and a standard deviation scaled together keep their table. */
static double rounded(double number) {
    int exponent;
    double mantissa = frexp(number, &exponent);
    return ldexp(nearbyint(ldexp(mantissa, 40)), exponent - 40);
}

/* The table of a shape of up to two numbers, into *drawn. */
static enum status draw_shape(struct compiler *c, enum shape_kind kind, double a, double b, struct drawn *drawn) {
    double number[3] = {(double)kind, rounded(a), rounded(b)};
    uint32_t table = 0;
    enum status status = shape_table(c, number, 3, &table);
    drawn->table = (double)table;
    return status;
}

/* ---- the length for somebody ---- */

struct asked {
    struct compiler *compiler;
    const struct setting *leaf;
    struct where where;
    uint32_t step;
};

static double parameter(const struct asked *asked, const char *name) {
    return value_at(asked->compiler, setting_get(asked->leaf, name), asked->where,
                    (struct value_kind){reader_of(name), asked->step}, NAN);
}

static double parameter_or(const struct asked *asked, const char *name, double otherwise) {
    return setting_get(asked->leaf, name) == NULL ? otherwise : parameter(asked, name);
}

static enum status refuse(const struct asked *asked, const char *why) {
    problem_say(asked->compiler->problems, SEVERITY_ERROR, SENTENCE_distribution_range, asked->leaf, why);
    return STATUS_INPUT;
}

/* The mean, or what follows for it from shape and scale. */
static double mean_of(const struct asked *asked, enum distribution kind) {
    if (setting_get(asked->leaf, "scale") == NULL || (kind != GAMMA && kind != WEIBULL))
        return parameter(asked, "mean");
    double shape = parameter(asked, "shape"), scale = parameter(asked, "scale");
    return shape > 0 ? scale * (kind == GAMMA ? shape : tgamma(1 + 1 / shape)) : (double)NAN;
}

/* Kinds given by their mean: shift and scale from the mean, shape from the rest. */
static enum status draw_by_mean(const struct asked *asked, enum distribution kind, struct drawn *drawn) {
    struct compiler *c = asked->compiler;
    if (kind == LOGNORMAL && setting_get(asked->leaf, "mu") != NULL) {
        /* of the logarithm of the minutes */
        double mu = parameter(asked, "mu"), sigma = parameter(asked, "sigma");
        drawn->scale = exp(mu + sigma * sigma / 2);
        return sigma > 0 ? draw_shape(c, SHAPE_LOGNORMAL, sigma, 0, drawn) : refuse(asked, "sigma must be over 0");
    }
    double mean = mean_of(asked, kind);
    if (!(mean >= 0) || !isfinite(mean))
        return refuse(asked, "the mean must be 0 or more");
    drawn->scale = mean;
    double sd = NAN, shape = NAN;
    if (kind == EXPONENTIAL)
        sd = mean;
    else if (kind == ERLANG)
        shape = floor(parameter(asked, "stages"));
    else if (kind == WEIBULL || (kind == GAMMA && setting_get(asked->leaf, "shape") != NULL))
        shape = parameter(asked, "shape");
    else
        sd = parameter(asked, "sd");
    if (isnan(sd) ? !(shape > 0) : !(sd >= 0))
        return refuse(asked, isnan(sd) ? "shape or stages must be over 0" : "sd must be 0 or more");
    if (!(mean > 0) || (!isnan(sd) && !(sd > 0))) {
        *drawn = (struct drawn){-1, mean, 0};
        return STATUS_OK;
    }
    double ratio = sd / mean;
    if (kind == EXPONENTIAL)
        return draw_shape(c, SHAPE_EXPONENTIAL, 0, 0, drawn);
    if (kind == LOGNORMAL)
        return draw_shape(c, SHAPE_LOGNORMAL, sqrt(log1p(ratio * ratio)), 0, drawn);
    if (kind == WEIBULL)
        return draw_shape(c, SHAPE_WEIBULL, shape, 0, drawn);
    if (kind == NORMAL) { /* truncated at 0, since nothing takes less than no time */
        drawn->shift = mean;
        drawn->scale = sd;
        return draw_shape(c, SHAPE_NORMAL, -mean / sd, 0, drawn);
    }
    return draw_shape(c, SHAPE_GAMMA, isnan(sd) ? shape : 1 / (ratio * ratio), 0, drawn);
}

/* Kinds on an interval. */
static enum status draw_between(const struct asked *asked, enum distribution kind, struct drawn *drawn) {
    struct compiler *c = asked->compiler;
    double low = parameter(asked, "low"), high = parameter(asked, "high");
    if (!(low >= 0) || !(high >= low))
        return refuse(asked, "low must be 0 or more and high at least low");
    *drawn = (struct drawn){-1, low, high - low};
    if (!(high > low))
        return STATUS_OK;
    if (kind == UNIFORM)
        return draw_shape(c, SHAPE_UNIFORM, 0, 0, drawn);
    if (kind == BETA)
        return draw_shape(c, SHAPE_BETA, parameter(asked, "a"), parameter(asked, "b"), drawn);
    double mode = parameter(asked, "mode");
    if (!(mode >= low) || !(mode <= high))
        return refuse(asked, "mode must lie between low and high");
    return draw_shape(c, SHAPE_TRIANGULAR, (mode - low) / (high - low), 0, drawn);
}

static enum status draw_empirical(const struct asked *asked, struct drawn *drawn) {
    const struct setting *table = setting_get(asked->leaf, "table"), *smooth = setting_get(asked->leaf, "smooth");
    size_t rows = table == NULL ? 0 : table->child_count;
    double *number = memory_new(2 + 2 * rows, sizeof *number);
    enum status status = STATUS_NO_MEMORY;
    uint32_t index = 0;
    if (number == NULL)
        return status;
    number[0] = SHAPE_EMPIRICAL;
    number[1] = smooth != NULL && smooth->kind == SETTING_FLAG && smooth->flag;
    bool good = rows > 0;
    for (size_t i = 0; good && i < rows; i++) {
        const struct setting *row = table->child[i], *weight = setting_get(row, "weight");
        number[2 + rows + i] = 1;
        const struct setting *value = setting_get(row, "value");
        bool plain = value != NULL && value->kind == SETTING_NUMBER; /* minutes */
        if (plain)
            number[2 + i] = value->number;
        good = value != NULL && (plain || quantity_minutes(value, &number[2 + i], asked->compiler->problems)) &&
               (weight == NULL || quantity_number(weight, &number[2 + rows + i], asked->compiler->problems));
    }
    status = good ? shape_table(asked->compiler, number, 2 + 2 * rows, &index)
                  : refuse(asked, "the table needs a column value, in minutes or with units, and perhaps weight");
    free(number);
    drawn->table = (double)index;
    return status;
}

static enum status draw_mixture(const struct asked *asked, struct drawn *drawn);

/* Bounds, where there are any, on what has been worked out so far. */
static enum status draw_bounded(const struct asked *asked, struct drawn *drawn) {
    bool bounded = setting_get(asked->leaf, "at_least") != NULL || setting_get(asked->leaf, "at_most") != NULL;
    double low = fmax(parameter_or(asked, "at_least", -INFINITY), 0), high = parameter_or(asked, "at_most", INFINITY);
    if (!bounded)
        return STATUS_OK;
    if (!(low <= high))
        return refuse(asked, "at_least must not be more than at_most");
    if (drawn->table < 0) {
        drawn->shift = fmin(fmax(drawn->shift, low), high);
        return STATUS_OK;
    }
    double number[6] = {SHAPE_BOUNDED, drawn->table, drawn->shift, drawn->scale, low, high};
    uint32_t table = 0;
    enum status status = shape_table(asked->compiler, number, 6, &table);
    *drawn = (struct drawn){(double)table, 0, 1};
    return status;
}

static enum status draw_leaf(const struct asked *asked, struct drawn *drawn) {
    enum distribution kind = kind_of(asked->leaf);
    double times = 1, minutes = 0;
    enum status status = STATUS_OK;
    *drawn = (struct drawn){-1, 0, 1};
    if (asked->leaf->kind != SETTING_GROUP) {
        bool good = quantity_minutes(asked->leaf, &minutes, asked->compiler->problems);
        *drawn = (struct drawn){-1, minutes, 0};
        return good ? STATUS_OK : STATUS_INPUT;
    }
    if (kind == CONSTANT)
        *drawn = (struct drawn){-1, parameter(asked, "value"), 0};
    else if (kind == UNIFORM || kind == TRIANGULAR || kind == BETA)
        status = draw_between(asked, kind, drawn);
    else if (kind == EMPIRICAL)
        status = draw_empirical(asked, drawn);
    else if (kind == MIXTURE)
        status = draw_mixture(asked, drawn);
    else
        status = draw_by_mean(asked, kind, drawn);
    if (setting_get(asked->leaf, "times") != NULL)
        times = value_at(asked->compiler, setting_get(asked->leaf, "times"), asked->where,
                         (struct value_kind){quantity_number, asked->step}, NAN);
    if (status == STATUS_OK && !(times >= 0))
        return refuse(asked, "times must be 0 or more");
    drawn->shift *= times;
    drawn->scale *= times;
    drawn->shift += parameter_or(asked, "plus", 0);
    return status == STATUS_OK ? draw_bounded(asked, drawn) : status;
}

static enum status draw_part(const struct asked *asked, struct drawn *drawn, double *part) {
    enum status status = draw_leaf(asked, drawn);
    part[3] = parameter(asked, "weight");
    if (status == STATUS_OK && !(part[3] > 0))
        return refuse(asked, "a part's weight must be over 0");
    if (status == STATUS_OK && drawn->table < 0) {
        /* a constant, as a uniform a millionth of a minute wide */
        drawn->scale = 1e-6;
        status = draw_shape(asked->compiler, SHAPE_UNIFORM, 0, 0, drawn);
    }
    part[0] = drawn->table;
    part[1] = drawn->shift;
    part[2] = drawn->scale;
    return status;
}

static enum status draw_mixture(const struct asked *asked, struct drawn *drawn) {
    const struct setting *of = setting_get(asked->leaf, "of");
    struct drawn part = {-1, 0, 1};
    uint32_t table = 0;
    enum status status = STATUS_OK;
    double *number = memory_new(1 + 4 * of->child_count, sizeof *number);
    if (number == NULL)
        return STATUS_NO_MEMORY;
    number[0] = SHAPE_MIXTURE;
    for (size_t i = 0; status == STATUS_OK && i < of->child_count; i++) {
        struct asked inner = *asked;
        inner.leaf = of->child[i];
        status = draw_part(&inner, &part, number + 1 + 4 * i);
    }
    if (status == STATUS_OK)
        status = shape_table(asked->compiler, number, 1 + 4 * of->child_count, &table);
    *drawn = (struct drawn){(double)table, 0, 1};
    free(number);
    return status;
}

enum status duration_fill(struct compiler *c, struct duration duration, const struct setting *setting, uint32_t step) {
    enum row_by by = (enum row_by)duration.by;
    if (duration.first == NONE)
        return STATUS_OK;
    uint32_t count = rows_of(c->network, by, step);
    for (uint32_t i = 0; i < count; i++) {
        struct drawn drawn = {-1, 0, 0};
        struct asked asked = {c, NULL, where_of(c->network, by, i, step), step};
        enum status status = STATUS_OK;
        asked.leaf = value_leaf(c, setting, asked.where, step);
        size_t before = c->problems->errors;
        if (asked.leaf != NULL && kind_of(asked.leaf) != DISTRIBUTION_COUNT)
            status = draw_leaf(&asked, &drawn);
        if (status == STATUS_INPUT && c->problems->errors == before)
            (void)refuse(&asked, "its numbers are beyond what can be drawn");
        if (status == STATUS_INPUT)
            return STATUS_OK; /* said; the rest of the row would be the same */
        if (status != STATUS_OK)
            return status;
        memcpy(&c->value[duration.first + 3 * i], &drawn, sizeof drawn);
    }
    return STATUS_OK;
}

enum status duration_fill_remaining(struct compiler *c, struct duration remaining, struct duration lasts, uint32_t step) {
    uint32_t count = rows_of(c->network, (enum row_by)lasts.by, step);
    for (uint32_t i = 0; i < count; i++) {
        struct drawn whole, *left = &whole;
        uint32_t table = 0;
        memcpy(&whole, &c->value[lasts.first + 3 * i], sizeof whole);
        enum status status;
        if (whole.table < 0) { /* of a stay of fixed length any part is as likely to be left */
            *left = (struct drawn){-1, 0, whole.shift};
            status = draw_shape(c, SHAPE_UNIFORM, 0, 0, left);
        } else {
            double number[4] = {SHAPE_REMAINING, whole.table, whole.shift, whole.scale};
            status = shape_table(c, number, 4, &table);
            *left = (struct drawn){(double)table, 0, 1};
        }
        if (status != STATUS_OK)
            return status;
        memcpy(&c->value[remaining.first + 3 * i], left, sizeof *left);
    }
    return STATUS_OK;
}
