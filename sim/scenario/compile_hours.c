/* Tables of the hours of the week, of the day and of months. Equal ones are kept once. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = HOURS_PER_WEEK };

/* The name of a table in the results: its file as written, else its path. */
static char *table_name(const struct setting *table) {
    return table->text != NULL ? text_copy(table->text) : setting_path(table);
}

static bool is_key_column(const char *name) {
    static const char *const key[] = {"hour_of_week", "hour", "month"};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (strcmp(key[i], name) == 0)
            return true;
    return false;
}

/* One row: its hour or month and its number; -1 where it has no such columns. */
static int read_row(const struct setting *row, double *number) {
    int key = -1;
    bool found = false;
    for (size_t i = 0; i < row->child_count; i++) {
        const struct setting *cell = row->child[i];
        if (cell->name == NULL || cell->kind != SETTING_NUMBER)
            continue;
        if (is_key_column(cell->name)) {
            if (cell->number >= 0 && cell->number <= MOST_ROWS && cell->whole)
                key = (int)cell->number;
        } else if (!found) {
            *number = cell->number;
            found = true;
        }
    }
    return found ? key : -1;
}

/* Reads a table whose rows are numbered first .. first + rows - 1 in any order, each once, numbers >= 0 and
 * not all 0. `rows` is 24, 12 or 168; false where it is not such a table (said when `said`). */
static bool read_table(struct compiler *c, const struct setting *table, int first, int rows, double *number) {
    bool seen[MOST_ROWS] = {false};
    double sum = 0;
    bool good = table->kind == SETTING_GROUP && table->child_count == (size_t)rows;
    for (int i = 0; good && i < rows; i++) {
        double value = 0;
        const struct setting *row = table->child[i];
        int key = row->kind == SETTING_GROUP ? read_row(row, &value) - first : -1;
        good = key >= 0 && key < rows && !seen[key] && value >= 0 && isfinite(value);
        if (!good) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_hours_row, row, first, first + rows - 1);
            return false;
        }
        seen[key] = true;
        number[key] = value;
        sum += value;
    }
    if (!good)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_hours_count, table, rows, table->child_count);
    else if (sum <= 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_hours_all_nothing, table);
    return good && sum > 0;
}

/* 168 rows, or 24 that hold for each day. */
static bool read_week(struct compiler *c, const struct setting *table, double *hour) {
    bool daily = table->kind == SETTING_GROUP && table->child_count == 24;
    if (!read_table(c, table, 0, daily ? 24 : HOURS_PER_WEEK, hour))
        return false;
    for (int h = 24; daily && h < HOURS_PER_WEEK; h++)
        hour[h] = hour[h % 24];
    return true;
}

/* Room for one more item; the array stays owned by the network. */
static enum status grow(void *array, size_t *capacity, uint32_t count, size_t size) {
    return memory_reserve(array, capacity, (size_t)count + 1, size);
}

enum status hours_week(struct compiler *c, const struct setting *table, bool mean_one, uint32_t *week) {
    struct network *n = c->network;
    double hour[HOURS_PER_WEEK] = {0}, sum = 0;
    struct week new = {NULL, {0}};
    *week = NONE;
    if (table == NULL || !read_week(c, table, hour))
        return STATUS_OK;
    for (int h = 0; h < HOURS_PER_WEEK; h++)
        sum += hour[h];
    for (int h = 0; h < HOURS_PER_WEEK; h++)
        new.hour[h] = (float)(mean_one ? hour[h] * HOURS_PER_WEEK / sum : hour[h]);
    for (uint32_t i = 0; i < n->week_count; i++) {
        if (memcmp(n->week[i].hour, new.hour, sizeof new.hour) == 0) {
            *week = i;
            return STATUS_OK;
        }
    }
    new.id = table_name(table);
    if (new.id == NULL || grow(&n->week, &c->week_capacity, n->week_count, sizeof *n->week) != STATUS_OK) {
        free(new.id);
        return STATUS_NO_MEMORY;
    }
    *week = n->week_count;
    n->week[n->week_count++] = new;
    return STATUS_OK;
}

/* Runs of equal hours make a shift; one that would be longer than a day is cut at midnights, and none goes
 * over the end of the week. Gives the number of shifts. */
static uint32_t find_shifts(const double *hour, struct shift *shift) {
    uint32_t count = 0;
    int from = 0;
    while (from < HOURS_PER_WEEK) {
        int to = from + 1;
        while (to < HOURS_PER_WEEK && !(hour[to] < hour[from]) && !(hour[to] > hour[from]))
            to++;
        if (to - from > 24)
            to = from - from % 24 + 24;
        if (hour[from] > 0)
            shift[count++] = (struct shift){(uint16_t)from, (uint16_t)(to - from), (float)hour[from]};
        from = to;
    }
    return count;
}

enum status hours_rota(struct compiler *c, const struct setting *table, uint32_t *rota) {
    struct network *n = c->network;
    double hour[HOURS_PER_WEEK] = {0};
    struct shift shift[HOURS_PER_WEEK];
    struct rota new = {0};
    *rota = NONE;
    if (table == NULL || !read_week(c, table, hour))
        return STATUS_OK;
    memset(shift, 0, sizeof shift);
    new.shift_count = find_shifts(hour, shift);
    for (uint32_t i = 0; i < n->rota_count; i++) {
        if (n->rota[i].shift_count == new.shift_count &&
            memcmp(n->rota[i].shift, shift, new.shift_count * sizeof *shift) == 0) {
            *rota = i;
            return STATUS_OK;
        }
    }
    for (uint32_t i = 0; i < new.shift_count; i++)
        new.weight_hours += (double)shift[i].weight * shift[i].hours;
    new.id = table_name(table);
    new.shift = memory_copy(shift, new.shift_count, sizeof *shift);
    if (new.id == NULL || new.shift == NULL ||
        grow(&n->rota, &c->rota_capacity, n->rota_count, sizeof *n->rota) != STATUS_OK) {
        free(new.id);
        free(new.shift);
        return STATUS_NO_MEMORY;
    }
    *rota = n->rota_count;
    n->rota[n->rota_count++] = new;
    return STATUS_OK;
}

enum status hours_season(struct compiler *c, const struct setting *table, uint32_t *season) {
    /* Mean days of each month of a year of 365.25 days: the mean over a year, not over months, is 1. */
    static const double days[12] = {31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct network *n = c->network;
    double month[MOST_ROWS] = {0}, sum = 0;
    struct season new = {NULL, {0}};
    *season = NONE;
    if (table == NULL || !read_table(c, table, 1, 12, month))
        return STATUS_OK;
    for (int m = 0; m < 12; m++)
        sum += month[m] * days[m];
    for (int m = 0; m < 12; m++)
        new.month[m] = (float)(month[m] * DAYS_PER_YEAR / sum);
    for (uint32_t i = 0; i < n->season_count; i++) {
        if (memcmp(n->season[i].month, new.month, sizeof new.month) == 0) {
            *season = i;
            return STATUS_OK;
        }
    }
    new.id = table_name(table);
    if (new.id == NULL ||
        grow(&n->season, &c->season_capacity, n->season_count, sizeof *n->season) != STATUS_OK) {
        free(new.id);
        return STATUS_NO_MEMORY;
    }
    *season = n->season_count;
    n->season[n->season_count++] = new;
    return STATUS_OK;
}

enum status hours_leaving(struct compiler *c, const struct setting *table, uint32_t *leaving) {
    struct network *n = c->network;
    double share[MOST_ROWS] = {0}, sum = 0, upto = 0;
    struct leaving_hours new = {NULL, {0}};
    *leaving = NONE;
    if (table == NULL || !read_table(c, table, 0, 24, share))
        return STATUS_OK;
    for (int h = 0; h < 24; h++)
        sum += share[h];
    for (int h = 0; h < 24; h++) {
        upto += share[h];
        new.upto[h] = (float)(upto / sum);
    }
    new.upto[23] = 1;
    for (uint32_t i = 0; i < n->leaving_count; i++) {
        if (memcmp(n->leaving[i].upto, new.upto, sizeof new.upto) == 0) {
            *leaving = i;
            return STATUS_OK;
        }
    }
    new.id = table_name(table);
    if (new.id == NULL ||
        grow(&n->leaving, &c->leaving_capacity, n->leaving_count, sizeof *n->leaving) != STATUS_OK) {
        free(new.id);
        return STATUS_NO_MEMORY;
    }
    *leaving = n->leaving_count;
    n->leaving[n->leaving_count++] = new;
    return STATUS_OK;
}
