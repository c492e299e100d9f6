#include "results/targets.h"
#include "base/memory.h"
#include "results/measure.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A path taken apart: which posts, which pools, which standard, margin and providers it means. */
struct scope {
    uint8_t *first, *second; /* [posts]: in the first step, in the one after '>' */
    uint8_t *pool;           /* [pools] */
    uint8_t *provider;       /* [providers]: where a standard is measured; read where `at_providers` */
    bool at_providers;
    bool in_beds;            /* occupied at midnight: a number of places, not a share of them */
    uint32_t standard, margin;
};

enum path_kind { PATH_STEP, PATH_TWO_STEPS, PATH_POOL, PATH_STANDARD };

/* ---- values of one replication ----------------------------------------------------------------------- */

struct post_sum { double arrived, started, completed; };

static struct post_sum sum_posts(const struct result_view *view, struct spot spot, const uint8_t *chosen) {
    struct post_sum sum = {0, 0, 0};
    for (spot.item = 0; spot.item < view->length[AXIS_POST]; spot.item++) {
        if (!chosen[spot.item])
            continue;
        struct post_tally post = view_post(view, spot);
        sum.arrived += (double)post.arrived;
        sum.started += (double)post.started;
        sum.completed += (double)post.completed;
    }
    return sum;
}

static double a_year(const struct result_view *view, struct spot spot, double count) {
    return view_ratio(count * MINUTES_PER_YEAR, view_period_minutes(view, spot.period));
}
static double started(const struct result_view *view, struct spot spot, const struct scope *scope) {
    return a_year(view, spot, sum_posts(view, spot, scope->first).started);
}
static double arrived(const struct result_view *view, struct spot spot, const struct scope *scope) {
    return a_year(view, spot, sum_posts(view, spot, scope->first).arrived);
}
static double admitted(const struct result_view *view, struct spot spot, const struct scope *scope) {
    return view_ratio(sum_posts(view, spot, scope->second).arrived,
                      sum_posts(view, spot, scope->first).completed);
}

/* A standard for everyone, an area or a level; or at the providers where it was measured. */
static struct provider_tally access_of(const struct result_view *view, struct spot spot,
                                       const struct scope *scope) {
    struct provider_tally sum = {0};
    spot.item = scope->standard;
    if (!scope->at_providers) {
        spot.margin = scope->margin;
        const struct access_tally *access = view_access(view, spot);
        return (struct provider_tally){access->people, access->unfinished, access->within,
                                       access->sum_minutes};
    }
    for (spot.margin = 0; spot.margin < view->length[AXIS_PROVIDER]; spot.margin++) {
        if (!scope->provider[spot.margin])
            continue;
        struct provider_tally one = view_access_at(view, spot);
        sum.people += one.people;
        sum.unfinished += one.unfinished;
        sum.within += one.within;
        sum.sum_minutes += one.sum_minutes;
    }
    return sum;
}
static double within(const struct result_view *view, struct spot spot, const struct scope *scope) {
    struct provider_tally access = access_of(view, spot, scope);
    return view_ratio((double)access.within, (double)access.people);
}
static double over(const struct result_view *view, struct spot spot, const struct scope *scope) {
    return 1 - within(view, spot, scope);
}
static double minutes(const struct result_view *view, struct spot spot, const struct scope *scope) {
    struct provider_tally access = access_of(view, spot, scope);
    return view_ratio(access.sum_minutes, (double)access.people);
}

static struct pool_tally sum_pools(const struct result_view *view, struct spot spot,
                                   const struct scope *scope) {
    struct pool_tally sum = {0};
    for (spot.item = 0; spot.item < view->length[AXIS_POOL]; spot.item++) {
        if (!scope->pool[spot.item])
            continue;
        struct pool_tally pool = view_pool(view, spot);
        sum.in_use += pool.in_use;
        sum.capacity += pool.capacity;
        sum.midnight_in_use += pool.midnight_in_use;
        sum.midnight_capacity += pool.midnight_capacity;
        sum.placeless += pool.placeless;
        sum.midnight_placeless += pool.midnight_placeless;
        sum.midnights = pool.midnights; /* the same of every pool */
    }
    return sum;
}
static double at_midnight(const struct result_view *view, struct spot spot, const struct scope *scope) {
    struct pool_tally sum = sum_pools(view, spot, scope);
    if (scope->in_beds)
        return view_ratio(sum.midnight_in_use, (double)sum.midnights);
    return view_use_at_midnight(&sum);
}
static double used(const struct result_view *view, struct spot spot, const struct scope *scope) {
    struct pool_tally sum = sum_pools(view, spot, scope);
    return view_use(&sum);
}

#define MEASURES(row) \
    row("attendances", PATH_STEP, started) \
    row("admissions", PATH_STEP, started) \
    row("arrivals", PATH_STEP, arrived) \
    row("admitted_share", PATH_TWO_STEPS, admitted) \
    row("within_target", PATH_STANDARD, within) \
    row("mean_minutes", PATH_STANDARD, minutes) \
    row("travel_mean_minutes", PATH_STANDARD, minutes) \
    row("travel_over", PATH_STANDARD, over) \
    row("occupied_at_midnight", PATH_POOL, at_midnight) \
    row("utilisation", PATH_POOL, used)
#define AS_NAME(name, kind, value) name,
#define AS_ROW(name, kind, value) {kind, value},

const char *const target_measures[] = {MEASURES(AS_NAME)};
const size_t target_measure_count = sizeof target_measures / sizeof target_measures[0];
static const struct {
    enum path_kind kind;
    double (*value)(const struct result_view *view, struct spot spot, const struct scope *scope);
} target_value[] = {MEASURES(AS_ROW)};

/* ---- paths -------------------------------------------------------------------------------------------- */

/* Names that are looked up: the ids of one kind of thing. */
struct names { const char **name; size_t count; };

static enum status say_unknown(char **wrong, const char *kind, const char *name, struct names names) {
    struct text text = {0};
    const char *nearest = text_nearest(name, names.name, names.count);
    text_add_format(&text, "there is no %s '%s'", kind, name);
    if (nearest != NULL)
        text_add_format(&text, "; did you mean '%s'?", nearest);
    *wrong = text.failed ? NULL : text.bytes;
    if (text.failed)
        text_free(&text);
    return *wrong == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Marks in `chosen` (by place in names) every name of "a+b+c", which is cut in pieces. */
static enum status mark(char *list, const char *kind, struct names names, uint8_t *chosen, char **wrong) {
    for (char *name = list; name != NULL && *wrong == NULL;) {
        char *next = strchr(name, '+');
        if (next != NULL)
            *next++ = '\0';
        bool found = false;
        for (size_t i = 0; i < names.count; i++)
            if (strcmp(names.name[i], name) == 0)
                chosen[i] = found = true;
        if (!found && say_unknown(wrong, kind, name, names) != STATUS_OK)
            return STATUS_NO_MEMORY;
        name = next;
    }
    return STATUS_OK;
}

/* Everything that reading one path needs; owns its arrays and the cut-up copy of the path. */
struct reading {
    const struct network *network;
    struct names step, provider, pool_kind, standard, margin;
    uint8_t *step_chosen, *provider_chosen, *kind_chosen, *standard_chosen, *margin_chosen;
    char *path;
};

static enum status list_names(struct names *names, uint8_t **chosen, size_t count) {
    names->name = memory_new(count, sizeof *names->name);
    names->count = count;
    *chosen = memory_new(count, sizeof **chosen);
    return names->name == NULL || *chosen == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void reading_free(struct reading *reading) {
    struct names *names[] = {&reading->step, &reading->provider, &reading->pool_kind, &reading->standard,
                             &reading->margin};
    uint8_t *chosen[] = {reading->step_chosen, reading->provider_chosen, reading->kind_chosen,
                         reading->standard_chosen, reading->margin_chosen};
    for (int i = 0; i < 5; i++) {
        free(names[i]->name);
        free(chosen[i]);
    }
    free(reading->path);
    *reading = (struct reading){0};
}

static enum status reading_init(struct reading *reading, const struct result_view *view, const char *path) {
    const struct network *network = view->result->network;
    *reading = (struct reading){.network = network, .path = text_copy(path)};
    bool failed = reading->path == NULL;
    failed |= list_names(&reading->step, &reading->step_chosen, network->step_count) != STATUS_OK;
    failed |= list_names(&reading->provider, &reading->provider_chosen, network->provider_count) != STATUS_OK;
    failed |= list_names(&reading->pool_kind, &reading->kind_chosen, network->pool_kind_count) != STATUS_OK;
    failed |= list_names(&reading->standard, &reading->standard_chosen, network->standard_count) != STATUS_OK;
    failed |= list_names(&reading->margin, &reading->margin_chosen, view->length[AXIS_MARGIN]) != STATUS_OK;
    if (failed) {
        reading_free(reading);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < network->step_count; i++)
        reading->step.name[i] = network->step[i].id;
    for (uint32_t i = 0; i < network->provider_count; i++)
        reading->provider.name[i] = network->provider[i].id;
    for (uint32_t i = 0; i < network->pool_kind_count; i++)
        reading->pool_kind.name[i] = network->pool_kind[i];
    for (uint32_t i = 0; i < network->standard_count; i++)
        reading->standard.name[i] = network->standard[i].id;
    for (uint32_t i = 0; i < view->length[AXIS_MARGIN]; i++) {
        struct margin_names names = view_margin(view, i);
        reading->margin.name[i] = strcmp(names.area, "all") != 0 ? names.area : names.level;
    }
    return STATUS_OK;
}

/* The part after the first `sign`, cut off from what stands before; NULL where there is none. */
static char *cut(char *path, char sign) {
    char *at = strchr(path, sign);
    if (at != NULL)
        *at++ = '\0';
    return at;
}

static enum status mark_steps(struct reading *reading, char *steps, uint8_t *post, char **wrong) {
    const struct network *network = reading->network;
    memset(reading->step_chosen, 0, reading->step.count);
    enum status status = mark(steps, "step", reading->step, reading->step_chosen, wrong);
    for (uint32_t i = 0; i < network->post_count; i++)
        post[i] = reading->step_chosen[network->post[i].step] &&
                  reading->provider_chosen[network->post[i].provider];
    return status;
}

static enum status say(char **wrong, const char *sentence) {
    *wrong = text_copy(sentence);
    return *wrong == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* The last one marked, 0 where none is. */
static uint32_t last_marked(const uint8_t *chosen, size_t count) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++)
        if (chosen[i])
            last = i;
    return last;
}

static enum status read_standard(struct reading *reading, struct scope *scope, char **wrong) {
    char *providers = cut(reading->path, '@');
    char *margin = cut(reading->path, '/');
    char everyone[] = "all";
    if (strchr(reading->path, '+') != NULL || (margin != NULL && strchr(margin, '+') != NULL))
        return say(wrong, "expected one standard and one area or level; '+' joins providers, after '@'");
    if (providers != NULL && (margin != NULL || strchr(providers, '/') != NULL))
        return say(wrong, "expected STANDARD/AREA, STANDARD/LEVEL or STANDARD@PROVIDERS, not two of them");
    scope->at_providers = providers != NULL;
    enum status status = mark(reading->path, "standard", reading->standard, reading->standard_chosen, wrong);
    if (status == STATUS_OK && *wrong == NULL && providers != NULL)
        status = mark(providers, "provider", reading->provider, reading->provider_chosen, wrong);
    else if (status == STATUS_OK && *wrong == NULL)
        status = mark(margin == NULL ? everyone : margin, "area or level", reading->margin,
                      reading->margin_chosen, wrong);
    if (reading->provider.count > 0)
        memcpy(scope->provider, reading->provider_chosen, reading->provider.count);
    scope->standard = last_marked(reading->standard_chosen, reading->standard.count);
    scope->margin = margin == NULL ? 0 : last_marked(reading->margin_chosen, reading->margin.count);
    return status;
}

static enum status read_posts_or_pools(struct reading *reading, enum path_kind kind, struct scope *scope,
                                       char **wrong) {
    const struct network *network = reading->network;
    char *providers = cut(reading->path, '@');
    char *second = kind == PATH_TWO_STEPS ? cut(reading->path, '>') : NULL;
    enum status status = STATUS_OK;
    if (providers == NULL)
        memset(reading->provider_chosen, 1, reading->provider.count);
    else
        status = mark(providers, "provider", reading->provider, reading->provider_chosen, wrong);
    if (status != STATUS_OK || *wrong != NULL)
        return status;
    if (kind == PATH_TWO_STEPS && second == NULL)
        return say(wrong, "expected STEP>STEP, as emergency.ae>emergency.ward");
    if (kind != PATH_POOL) {
        status = mark_steps(reading, reading->path, scope->first, wrong);
        if (status == STATUS_OK && *wrong == NULL && second != NULL)
            status = mark_steps(reading, second, scope->second, wrong);
        return status;
    }
    status = mark(reading->path, "pool", reading->pool_kind, reading->kind_chosen, wrong);
    for (uint32_t i = 0; i < network->pool_count; i++)
        scope->pool[i] = reading->kind_chosen[network->pool[i].kind] &&
                         reading->provider_chosen[network->pool[i].provider];
    return status;
}

/* Of the measures with a choice, the unit says which is meant. */
static enum status read_unit(const struct target *target, struct scope *scope, char **wrong) {
    const char *unit = target->unit == NULL ? "" : target->unit;
    if (strcmp(target->measure, "occupied_at_midnight") != 0)
        return STATUS_OK;
    scope->in_beds = strcmp(unit, "beds") == 0;
    if (scope->in_beds || unit[0] == '\0' || strcmp(unit, "share") == 0)
        return STATUS_OK;
    return say(wrong, "occupied_at_midnight is a share (unit share) or a number of beds (unit beds)");
}

/* ---- rows --------------------------------------------------------------------------------------------- */

static void simulate(struct result_view *view, struct spot spot, size_t measure, const struct scope *scope,
                     struct target_row *row) {
    uint32_t count = view->result->replications;
    for (spot.replication = 0; spot.replication < count; spot.replication++)
        view->number[0][spot.replication] = target_value[measure].value(view, spot, scope);
    struct interval interval = interval_of_mean(view->number[0], count, MEASURE_CONFIDENCE, 1);
    row->mean = interval.mean;
    row->low = interval.low;
    row->high = interval.high;
    row->difference = interval.mean - row->target->value;
    row->inside = isnan(row->target->tolerance)
                      ? row->target->value >= interval.low && row->target->value <= interval.high
                      : fabs(row->difference) <= row->target->tolerance;
}

static enum status fill_row(struct target_row *row, struct result_view *view, uint32_t arm,
                            struct scope *scope) {
    const struct target *target = row->target;
    struct reading reading;
    size_t measure = 0;
    while (measure < target_measure_count && strcmp(target_measures[measure], target->measure) != 0)
        measure++;
    enum status status = reading_init(&reading, view, target->path);
    if (status != STATUS_OK)
        return status;
    if (measure == target_measure_count) {
        const char *names[sizeof target_measures / sizeof target_measures[0]];
        memcpy(names, target_measures, sizeof names);
        status = say_unknown(&row->wrong, "measure", target->measure,
                             (struct names){names, target_measure_count});
    } else if (target_value[measure].kind == PATH_STANDARD) {
        status = read_standard(&reading, scope, &row->wrong);
    } else {
        status = read_posts_or_pools(&reading, target_value[measure].kind, scope, &row->wrong);
    }
    if (status == STATUS_OK && row->wrong == NULL)
        status = read_unit(target, scope, &row->wrong);
    if (status == STATUS_OK && row->wrong == NULL)
        simulate(view, (struct spot){arm, 0, view->result->network->period_count, 0, 0}, measure, scope, row);
    if (status == STATUS_OK && row->wrong == NULL && isnan(row->mean))
        status = say(&row->wrong, "nothing to measure: nobody came there, or nothing was there, in the window");
    reading_free(&reading);
    return status;
}

enum status target_list_init(struct target_list *list, struct result_view *view, uint32_t arm,
                             const struct target *target, size_t count) {
    const struct network *network = view->result->network;
    struct scope scope = {0};
    enum status status = STATUS_OK;
    *list = (struct target_list){memory_new(count, sizeof *list->row), 0};
    scope.first = memory_new(network->post_count, 1);
    scope.second = memory_new(network->post_count, 1);
    scope.pool = memory_new(network->pool_count, 1);
    scope.provider = memory_new(network->provider_count, 1);
    if (list->row == NULL || scope.first == NULL || scope.second == NULL || scope.pool == NULL ||
        scope.provider == NULL)
        status = STATUS_NO_MEMORY;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct target_row *row = &list->row[list->count++];
        *row = (struct target_row){.target = &target[i], .mean = NAN, .low = NAN, .high = NAN,
                                   .difference = NAN};
        scope.standard = scope.margin = 0;
        scope.at_providers = scope.in_beds = false;
        status = fill_row(row, view, arm, &scope);
    }
    free(scope.first);
    free(scope.second);
    free(scope.pool);
    free(scope.provider);
    if (status != STATUS_OK)
        target_list_free(list);
    return status;
}

void target_list_free(struct target_list *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->row[i].wrong);
    free(list->row);
    *list = (struct target_list){0};
}
