/* Tables of days off: dates on which a pool has only a share of what it would have. Equal ones are kept once. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS_OFF = 20000 };

static bool read_day(const struct setting *row, const char *column, int32_t *day) {
    const struct setting *cell = setting_get(row, column);
    return cell != NULL && cell->kind == SETTING_TEXT && calendar_parse(cell->text, day);
}

/* One row as its first and last day and what share is there; false (said) where it is none. */
static bool read_row(struct compiler *c, const struct setting *row, int32_t *first, int32_t *last, double *share) {
    bool good = row->kind == SETTING_GROUP && read_day(row, "from", first);
    const struct setting *to = good ? setting_get(row, "to") : NULL, *part = good ? setting_get(row, "share") : NULL;
    *last = *first;
    *share = 0;
    if (to != NULL)
        good = read_day(row, "to", last) && *last >= *first;
    if (good && part != NULL) {
        good = part->kind == SETTING_NUMBER && part->number >= 0 && part->number <= 1;
        *share = part->number;
    }
    if (!good)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_days_off_row, row);
    return good;
}

static int compare_days(const void *a, const void *b) {
    const struct day_off *x = a, *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

static enum status read_days(struct compiler *c, const struct setting *table, struct days_off *new) {
    enum status status = STATUS_OK;
    size_t room = 0;
    for (size_t i = 0; status == STATUS_OK && i < table->child_count; i++) {
        int32_t first = 0, last = 0;
        double share = 0;
        if (!read_row(c, table->child[i], &first, &last, &share))
            return STATUS_OK;
        if (last - first >= MOST_DAYS_OFF || new->count + (uint32_t)(last - first) >= MOST_DAYS_OFF) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_days_off_many, table->child[i], (int)MOST_DAYS_OFF);
            return STATUS_OK;
        }
        for (int32_t day = first; status == STATUS_OK && day <= last; day++) {
            status = memory_reserve(&new->day, &room, (size_t)new->count + 1, sizeof *new->day);
            if (status == STATUS_OK)
                new->day[new->count++] = (struct day_off){day, share};
        }
    }
    if (status == STATUS_OK && new->count > 1)
        qsort(new->day, new->count, sizeof *new->day, compare_days);
    for (uint32_t i = 1; status == STATUS_OK && i < new->count; i++) {
        char date[11];
        if (new->day[i].day != new->day[i - 1].day)
            continue;
        calendar_format(new->day[i].day, date);
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_days_off_twice, table, date);
        break;
    }
    return status;
}

static bool same_days(const struct days_off *a, const struct days_off *b) {
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++)
        same = a->day[i].day == b->day[i].day && !(a->day[i].share < b->day[i].share) && !(a->day[i].share > b->day[i].share);
    return same;
}

enum status days_off_of(struct compiler *c, const struct setting *table, uint32_t *days_off) {
    struct network *n = c->network;
    struct days_off new = {0};
    *days_off = NONE;
    enum status status = table == NULL ? STATUS_OK : read_days(c, table, &new);
    if (status != STATUS_OK || new.count == 0)
        goto out;
    for (uint32_t i = 0; i < n->days_off_count; i++)
        if (same_days(&n->days_off[i], &new)) {
            *days_off = i;
            goto out;
        }
    new.id = table->text != NULL ? text_copy(table->text) : setting_path(table);
    if (new.id == NULL)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = memory_reserve(&n->days_off, &c->days_off_capacity, (size_t)n->days_off_count + 1, sizeof *n->days_off);
    if (status != STATUS_OK)
        goto out;
    *days_off = n->days_off_count;
    n->days_off[n->days_off_count++] = new;
    return STATUS_OK;
out:
    free(new.id);
    free(new.day);
    return status;
}
