#include "results/summary_row.h"
#include "base/memory.h"
#include "results/number.h"
#include "results/verdict.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells ------------------------------------------------------------------------------------------ */

static void add_number(struct text *out, double number, int decimals, bool sign) {
    char written[NUMBER_BYTES];
    number_format_fixed(number, decimals, written);
    if (sign && number > 0 && strpbrk(written, "123456789") != NULL)
        text_add(out, "+");
    text_add(out, written);
}

void summary_add_interval(struct text *out, const struct summary_cell *cell, int decimals, bool sign) {
    add_number(out, cell->value, decimals, sign);
    if (isnan(cell->low))
        return;
    text_add(out, " (");
    add_number(out, cell->low, decimals, sign);
    text_add(out, " to ");
    add_number(out, cell->high, decimals, sign);
    text_add(out, ")");
}

static bool shows_as_zero(double number, int decimals) {
    char written[NUMBER_BYTES];
    number_format_fixed(number, decimals, written);
    return strpbrk(written, "123456789") == NULL;
}

static bool is_time(const char *unit) {
    return strcmp(unit, "min") == 0 || strcmp(unit, "d") == 0;
}

const char *summary_word(const char *unit, const char *measure, bool up) {
    if (measure != NULL && strcmp(measure, "position_gbp") == 0)
        return up ? "better off" : "worse off"; /* most are below 0, where less is hard to read */
    if (is_time(unit))
        return up ? "longer" : "shorter";
    return up ? "more" : "less";
}

static const char *change_word(const struct summary_cell *cell, const struct summary_row *row) {
    bool up = cell->together_low > 0 && !shows_as_zero(cell->low, row->decimals);
    bool down = cell->together_high < 0 && !shows_as_zero(cell->high, row->decimals);
    return up || down ? summary_word(row->unit, row->measure->name, up) : "";
}

static void set_cell(struct summary_cell *cell, struct interval interval, double scale) {
    *cell = (struct summary_cell){.value = interval.mean * scale, .low = interval.low * scale,
                                  .high = interval.high * scale, .together_low = NAN, .together_high = NAN,
                                  .word = "", .probability_better = NAN};
}

/* A share as a percentage; never 0 or 100, for nothing is sure after a few replications. */
static void write_chance(double share, char out[48]) {
    char written[NUMBER_BYTES];
    number_format_fixed(share * 100, 1, written);
    if (isnan(share))
        out[0] = '\0';
    else if (share < 0.0005)
        strcpy(out, "<0.1 %");
    else if (share > 0.9995)
        strcpy(out, ">99.9 %");
    else
        snprintf(out, 48, "%s %%", written);
}

static void set_difference(const struct result_view *view, const struct summary_row *row, struct spot spot,
                           uint32_t claims, struct summary_cell *cell) {
    struct comparison comparison = measure_compare(view, row->measure, spot);
    struct interval together = interval_simultaneous(comparison.difference, MEASURE_CONFIDENCE, claims);
    set_cell(cell, comparison.difference, row->scale);
    cell->together_low = together.low * row->scale;
    cell->together_high = together.high * row->scale;
    cell->probability_better = comparison.probability_better;
    /* money is kept in whole micro-pounds: what is charged in more parts may differ by their rounding */
    double rounding = strcmp(row->measure->unit, "GBP") == 0 ? 1e-4 : 0;
    bool same = !(comparison.difference.sd > rounding) && !(fabs(comparison.difference.mean) > rounding);
    write_chance(same ? NAN : comparison.probability_better, cell->chance);
    cell->word = change_word(cell, row);
}

static bool any_unbounded(const struct result_view *view, const struct summary_row *row, uint32_t arm) {
    struct spot spot = {arm, 0, view->result->network->period_count, row->item, 0};
    for (; spot.replication < view->result->replications; spot.replication++)
        if (isinf(row->measure->value(view, spot)))
            return true;
    return false;
}

uint64_t summary_unfinished(const struct result_view *view, uint32_t arm, uint32_t standard) {
    uint64_t sum = 0;
    struct spot spot = {arm, 0, view->result->network->period_count, standard, 0};
    for (; spot.replication < view->result->replications; spot.replication++)
        sum += view_access(view, spot)->unfinished;
    return sum;
}

/* What stands where there is no number. */
static const char *missing_text(const struct result_view *view, const struct summary_row *row, uint32_t arm) {
    if (any_unbounded(view, row, arm) || any_unbounded(view, row, 0))
        return "not reached";
    bool percentile = row->measure->family == FAMILY_STANDARD && is_time(row->unit) &&
                      strcmp(row->measure->name, "mean_minutes") != 0;
    return percentile ? "too few people" : "-";
}

/* A t interval knows no bounds; of what cannot be below 0, or above 100 %, it is shown up to there. */
static void keep_possible(struct summary_cell *cell, const char *unit) {
    bool percent = strcmp(unit, "%") == 0;
    if (!percent && !is_time(unit) && strcmp(unit, "people") != 0)
        return;
    if (cell->low < 0)
        cell->low = 0;
    if (percent && cell->high > 100)
        cell->high = 100;
}

static enum status make_cell(const struct result_view *view, const struct summary_row *row, uint32_t arm,
                             uint32_t claims) {
    struct summary_cell *cell = &row->cell[arm];
    struct spot spot = {arm, 0, view->result->network->period_count, row->item, 0};
    struct text text = {0};
    if (arm == 0) {
        set_cell(cell, measure_mean(view, row->measure, spot), row->scale);
        keep_possible(cell, row->unit);
    } else {
        set_difference(view, row, spot, claims, cell);
    }
    if (isnan(cell->value)) {
        text_add(&text, missing_text(view, row, arm));
    } else if (arm == 0) {
        bool at_least = strcmp(row->measure->name, "mean_minutes") == 0 &&
                        summary_unfinished(view, 0, row->item) > 0;
        text_add(&text, at_least ? "at least " : "");
        summary_add_interval(&text, cell, row->decimals, false);
    } else {
        summary_add_interval(&text, cell, row->decimals, true);
        text_add(&text, cell->word[0] == '\0' ? "" : " ");
        text_add(&text, cell->word);
    }
    cell->text = text.bytes;
    if (text.failed) {
        text_free(&text);
        cell->text = NULL;
        return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

enum status summary_count_cell(struct summary_cell *cell, struct interval interval) {
    struct text text = {0};
    set_cell(cell, interval, 1);
    if (isnan(interval.mean))
        text_add(&text, "-");
    else
        summary_add_interval(&text, cell, 0, false);
    if (text.failed)
        text_free(&text);
    cell->text = text.bytes;
    return cell->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

struct summary_row *summary_new_row(struct summary *summary, const char *group, const char *label,
                                   const char *unit) {
    if (memory_reserve(&summary->row, &summary->capacity, summary->row_count + 1, sizeof *summary->row) !=
        STATUS_OK)
        return NULL;
    struct summary_row *row = &summary->row[summary->row_count++];
    *row = (struct summary_row){.group = text_copy(group),
                                .label = text_copy(label),
                                .unit = unit,
                                .better = "",
                                .cell = memory_new(summary->arm_count, sizeof *row->cell)};
    return row->group != NULL && row->label != NULL && row->cell != NULL ? row : NULL;
}

/* A row whose cells follow when all claims are known. */
enum status summary_add_row(struct summary *summary, struct result_view *view, struct wish wish) {
    struct text label = {0};
    text_add_format(&label, "%s: %s", wish.subject, wish.what);
    struct summary_row *row = NULL;
    if (!label.failed)
        row = summary_new_row(summary, wish.group, label.bytes, wish.unit);
    text_free(&label);
    if (row == NULL)
        return STATUS_NO_MEMORY;
    row->better = measure_better_text(wish.measure->better);
    row->measure = wish.measure;
    row->item = wish.item;
    row->scale = wish.scale;
    row->decimals = wish.decimals;
    row->headline = wish.headline;
    verdict_claim(view, wish.measure, wish.item);
    return STATUS_OK;
}

static double highest(const struct result_view *view, const struct measure *measure, uint32_t item) {
    double most = 0;
    struct spot spot = {0, 0, view->result->network->period_count, item, 0};
    for (spot.arm = 0; spot.arm < view->result->arm_count; spot.arm++)
        most = fmax(most, measure_mean(view, measure, spot).mean);
    return most;
}

static enum status add_ranked(struct summary *summary, struct result_view *view, const struct ranking *ranking, uint32_t item) {
    char subject[VIEW_TEXT_BYTES];
    enum status status = STATUS_OK;
    measure_subject(view, ranking->measure->family, item, subject);
    if (ranking->beside != NULL)
        status = summary_add_row(summary, view, (struct wish){ranking->group, subject, ranking->what_beside, ranking->unit,
                                                              ranking->beside, item, ranking->scale, 1, false});
    if (status == STATUS_OK)
        status = summary_add_row(summary, view, (struct wish){ranking->group, subject, ranking->what, ranking->unit,
                                                              ranking->measure, item, ranking->scale, 1, false});
    return status;
}

enum status summary_add_highest(struct summary *summary, struct result_view *view, const struct ranking *ranking) {
    uint32_t items = measure_items(view, ranking->measure->family);
    enum status status = STATUS_OK;
    double *number = memory_new(items, sizeof *number);
    if (number == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < items; i++)
        number[i] = highest(view, ranking->measure, i);
    for (int shown = 0; shown < ranking->shown && status == STATUS_OK; shown++) {
        uint32_t most = 0;
        for (uint32_t i = 1; i < items; i++)
            most = number[i] > number[most] ? i : most;
        if (items == 0 || !(number[most] > 0))
            break;
        number[most] = 0;
        status = add_ranked(summary, view, ranking, most);
    }
    free(number);
    return status;
}

/* An index is judged with all the rest: its interval is widened as theirs, and its word goes where that holds 0. */
static void judge_index(struct summary_cell *cell, uint32_t replications, uint32_t claims) {
    size_t word = strlen(cell->word);
    struct interval single = {.mean = cell->value, .low = cell->low, .high = cell->high, .count = replications};
    struct interval together = interval_widened(single, MEASURE_CONFIDENCE, claims);
    cell->together_low = together.low;
    cell->together_high = together.high;
    if (word == 0 || together.low > 0 || together.high < 0)
        return;
    cell->text[strlen(cell->text) - word - 1] = '\0';
    cell->word = "";
}

/* Times from two days on are told in days. */
static void choose_unit(const struct result_view *view, struct summary_row *row) {
    enum { LONG = 2, DECIMALS = 2 };
    struct spot spot = {0, 0, view->result->network->period_count, row->item, 0};
    double longest = 0;
    for (; spot.arm < view->result->arm_count; spot.arm++)
        longest = fmax(longest, measure_mean(view, row->measure, spot).mean);
    if (strcmp(row->unit, "min") != 0 || longest < LONG * MINUTES_PER_DAY)
        return;
    row->unit = "d";
    row->scale /= MINUTES_PER_DAY;
    row->decimals = DECIMALS;
}

enum status summary_fill(struct summary *summary, const struct result_view *view) {
    enum status status = STATUS_OK;
    summary->claims = view->claims;
    for (size_t i = 0; i < summary->row_count; i++)
        if (summary->row[i].shows == SHOWS_MEASURE)
            choose_unit(view, &summary->row[i]);
    for (size_t i = 0; i < summary->row_count; i++)
        for (uint32_t arm = 0; arm < summary->arm_count && status == STATUS_OK; arm++)
            if (summary->row[i].shows == SHOWS_MEASURE)
                status = make_cell(view, &summary->row[i], arm, view->claims);
            else if (summary->row[i].shows == SHOWS_INDEX && arm > 0)
                judge_index(&summary->row[i].cell[arm], view->result->replications, view->claims);
    return status;
}

/* ---- the best of all --------------------------------------------------------------------------------- */

static enum status add_best_row(struct summary *summary, const char *label, const double *probability) {
    static const char group[] = "probability of being the best of all these scenarios";
    struct summary_row *row = summary_new_row(summary, group, label, "%");
    if (row == NULL)
        return STATUS_NO_MEMORY;
    row->shows = SHOWS_BEST;
    for (uint32_t arm = 0; arm < summary->arm_count; arm++) {
        struct summary_cell *cell = &row->cell[arm];
        set_cell(cell, (struct interval){probability[arm], NAN, NAN, NAN, 0}, 100);
        write_chance(probability[arm], cell->chance);
        cell->chance[strcspn(cell->chance, " ")] = '\0'; /* the row's unit is % */
        cell->text = text_copy(cell->chance);
        cell->chance[0] = '\0';
        if (cell->text == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/* False where no scenario differs from another in it. */
static bool any_is_better(const double *probability, uint32_t arms) {
    double least = probability[0], most = probability[0];
    for (uint32_t arm = 1; arm < arms; arm++) {
        least = fmin(least, probability[arm]);
        most = fmax(most, probability[arm]);
    }
    return most > least;
}

enum status summary_add_best(struct summary *summary, const struct result_view *view) {
    size_t rows = summary->arm_count > 2 ? summary->row_count : 0;
    double *probability = memory_new(summary->arm_count, sizeof *probability);
    enum status status = probability == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t i = 0; i < rows && status == STATUS_OK; i++) {
        const struct summary_row of = summary->row[i];
        if (of.shows != SHOWS_MEASURE || !of.headline)
            continue;
        status = verdict_best_of_all(view, of.measure, of.item, probability);
        if (status == STATUS_OK && !isnan(probability[0]) && any_is_better(probability, summary->arm_count))
            status = add_best_row(summary, of.label, probability);
    }
    free(probability);
    return status;
}
