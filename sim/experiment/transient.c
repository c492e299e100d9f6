#include "experiment/transient.h"

#include "base/check.h"
#include "base/memory.h"
#include "base/mser.h"

#include <math.h>
#include <stdlib.h>

static const double CONFIDENCE = 0.95;
static const double LEAST_MOVE_SHARE = 0.05; /* of a series that does not settle */

/* What is looked at: some replications of some days, one series at a time. */
struct look {
    const struct experiment_result *result;
    uint32_t days, replications;
    double *number; /* [replication][day]: the series in hand */
    double *mean;   /* [day]: over replications */
    double *all;    /* [replication][day]: sum of all series in standard deviations */
    double *before, *after; /* [replication] */
};

static enum status look_init(struct look *look, const struct experiment_result *result, uint32_t days) {
    size_t count = (size_t)days * result->replications;
    *look = (struct look){.result = result, .days = days, .replications = result->replications};
    look->number = memory_new(count, sizeof *look->number);
    look->all = memory_new(count, sizeof *look->all);
    look->mean = memory_new(days, sizeof *look->mean);
    look->before = memory_new(result->replications, sizeof *look->before);
    look->after = memory_new(result->replications, sizeof *look->after);
    bool made = look->number != NULL && look->all != NULL && look->mean != NULL && look->before != NULL &&
                look->after != NULL;
    return made ? STATUS_OK : STATUS_NO_MEMORY;
}

static void look_free(struct look *look) {
    free(look->number);
    free(look->all);
    free(look->mean);
    free(look->before);
    free(look->after);
}

/* ---- one series ---------------------------------------------------------------------------------------- */

static double mean_of(const double *number, size_t from, size_t to) {
    double sum = 0;
    for (size_t i = from; i < to; i++) sum += number[i];
    return sum / (double)(to - from);
}

static void take_mean(struct look *look) {
    for (uint32_t day = 0; day < look->days; day++) {
        double sum = 0;
        for (uint32_t r = 0; r < look->replications; r++) sum += look->number[(size_t)r * look->days + day];
        look->mean[day] = sum / look->replications;
    }
}

static void read_series(struct look *look, uint32_t pool, enum transient_kind kind) {
    for (uint32_t r = 0; r < look->replications; r++) {
        const struct outcome *outcome = &look->result->arm[0].outcome[r];
        const double *from = kind == TRANSIENT_IN_USE ? outcome->day_in_use : outcome->day_waiting;
        for (uint32_t day = 0; day < look->days; day++)
            look->number[(size_t)r * look->days + day] = from[(size_t)pool * outcome->days + day];
    }
    take_mean(look);
}

/* Takes the week out of the series in hand. */
static void even_out_week(struct look *look) {
    double profile[MSER_WEEK];
    mser_week(look->mean, look->days, profile);
    for (uint32_t day = 0; day < look->days; day++) {
        look->mean[day] -= profile[day % MSER_WEEK];
        for (uint32_t r = 0; r < look->replications; r++)
            look->number[(size_t)r * look->days + day] -= profile[day % MSER_WEEK];
    }
}

/* True where, from day `from` on, the mean before `cut` differs from the mean after it by more than chance. */
static bool differs_at(struct look *look, uint32_t from, uint32_t cut, unsigned claims) {
    for (uint32_t r = 0; r < look->replications; r++) {
        const double *number = &look->number[(size_t)r * look->days];
        look->before[r] = mean_of(number, from, cut);
        look->after[r] = mean_of(number, cut, look->days);
    }
    struct interval interval =
        interval_of_difference(look->before, look->after, look->replications, CONFIDENCE, claims);
    return interval.low > 0 || interval.high < 0;
}

/* True where the series still moves in its second half. */
static bool moves_on(struct look *look, unsigned claims) {
    uint32_t half = look->days / 2, quarter = half + (look->days - half) / 2;
    double move = mean_of(look->mean, quarter, look->days) - mean_of(look->mean, half, quarter);
    return fabs(move) >= LEAST_MOVE_SHARE * mean_of(look->mean, half, look->days) &&
           differs_at(look, half, quarter, claims);
}

static void judge(struct look *look, struct transient *row, unsigned claims) {
    struct mser mser = mser_5(look->mean, look->days);
    row->cut_days = (uint32_t)mser.cut;
    row->late = !mser.in_first_half && differs_at(look, 0, look->days / 2, claims);
    row->settles = !row->late || row->kind == TRANSIENT_ALL || !moves_on(look, claims);
    row->counts = row->settles && mser.cut > 0 && differs_at(look, 0, row->cut_days, claims);
}

/* Adds the series in hand to the one of all: less its mean, in standard deviations of its 5-day means in the second
 * half. */
static void add_to_all(struct look *look) {
    uint32_t half = look->days / 2, batches = (look->days - half) / MSER_BATCH;
    double mean = mean_of(look->mean, half, look->days), squares = 0;
    for (uint32_t b = 0; b < batches; b++) {
        size_t from = half + (size_t)b * MSER_BATCH;
        double off = mean_of(look->mean, from, from + MSER_BATCH) - mean;
        squares += off * off;
    }
    double sd = sqrt(squares / batches);
    if (!(sd > 1e-9 * fabs(mean))) return; /* always the same: it has no scale */
    for (size_t i = 0; i < (size_t)look->days * look->replications; i++) look->all[i] += (look->number[i] - mean) / sd;
}

static void read_all(struct look *look, uint32_t series) {
    for (size_t i = 0; i < (size_t)look->days * look->replications; i++) look->number[i] = look->all[i] / series;
    take_mean(look);
}

/* ---- all of them --------------------------------------------------------------------------------------- */

static void list_series(struct look *look, const bool *skip, struct transient_list *list) {
    for (uint32_t pool = 0; pool < look->result->network->pool_count; pool++)
        for (int kind = TRANSIENT_IN_USE; kind <= TRANSIENT_WAITING && (skip == NULL || !skip[pool]); kind++) {
            read_series(look, pool, (enum transient_kind)kind);
            if (mean_of(look->mean, 0, look->days) > 0)
                list->row[list->count++] = (struct transient){.pool = pool, .kind = (enum transient_kind)kind};
        }
}

enum status transients_find(const struct experiment_result *result, uint32_t days, const bool *skip,
                            struct transient_list *list) {
    struct look look;
    CHECK(days >= TRANSIENT_LEAST_DAYS && days <= result->arm[0].outcome[0].days);
    *list = (struct transient_list){.days = days, .replications = result->replications};
    enum status status = look_init(&look, result, days);
    list->row = memory_new(2 * (size_t)result->network->pool_count + 1, sizeof *list->row);
    if (list->row == NULL) status = STATUS_NO_MEMORY;
    if (status != STATUS_OK) goto out;
    list_series(&look, skip, list);
    for (uint32_t i = 0; i < list->count; i++) {
        read_series(&look, list->row[i].pool, list->row[i].kind);
        even_out_week(&look);
        judge(&look, &list->row[i], list->count);
        add_to_all(&look);
    }
    if (list->count > 0) {
        struct transient *all = &list->row[list->count];
        *all = (struct transient){.pool = NONE, .kind = TRANSIENT_ALL};
        read_all(&look, list->count);
        judge(&look, all, 1);
        list->count++;
    }
out:
    look_free(&look);
    if (status != STATUS_OK) transient_list_free(list);
    return status;
}

static void measure_row(struct look *look, uint32_t cut, uint32_t window, struct transient *row) {
    if (row->kind == TRANSIENT_ALL) {
        row->mean_from_start = row->mean_after = row->effect.mean = (double)NAN;
        row->effect.low = row->effect.high = row->effect.sd = (double)NAN;
        return;
    }
    read_series(look, row->pool, row->kind);
    for (uint32_t r = 0; r < look->replications; r++) {
        const double *number = &look->number[(size_t)r * look->days];
        look->before[r] = mean_of(number, 0, window);
        look->after[r] = mean_of(number, cut, look->days);
    }
    row->effect = interval_of_difference(look->before, look->after, look->replications, CONFIDENCE, 1);
    row->mean_from_start = mean_of(look->before, 0, look->replications);
    row->mean_after = mean_of(look->after, 0, look->replications);
}

enum status transients_measure(const struct experiment_result *result, uint32_t cut_days, uint32_t window_days,
                               struct transient_list *list) {
    struct look look;
    enum status status = look_init(&look, result, list->days);
    uint32_t window = window_days < 1 ? 1 : window_days < list->days ? window_days : list->days;
    for (uint32_t i = 0; i < list->count && status == STATUS_OK; i++) {
        list->row[i].used_days = cut_days > 0 ? cut_days : list->row[i].cut_days;
        measure_row(&look, list->row[i].used_days, window, &list->row[i]);
    }
    look_free(&look);
    return status;
}

uint32_t transients_cut(const struct transient_list *list) {
    uint32_t longest = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->row[i].counts && list->row[i].cut_days > longest) longest = list->row[i].cut_days;
    return longest;
}

void transient_list_free(struct transient_list *list) {
    free(list->row);
    *list = (struct transient_list){.row = NULL};
}
