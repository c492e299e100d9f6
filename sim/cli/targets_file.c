/* Read by the same reader as every other table. */
#include "cli/targets_file.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/csv_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *cell_text(const struct setting *row, const char *column) {
    const struct setting *cell = setting_get(row, column);
    return cell == NULL || cell->kind != SETTING_TEXT ? NULL : cell->text;
}

static double cell_number(const struct setting *row, const char *column) {
    const struct setting *cell = setting_get(row, column);
    return cell == NULL || cell->kind != SETTING_NUMBER ? (double)NAN : cell->number;
}

static void add_problem(struct problem_list *problems, const struct setting *row, const char *sentence) {
    struct place place = {row->file, row->line, NULL};
    problem_add(problems, SEVERITY_ERROR, -1, place, sentence);
}

static bool read_row(const struct setting *row, struct target *target, struct problem_list *problems) {
    *target = (struct target){.measure = cell_text(row, "measure"),
                              .path = cell_text(row, "path"),
                              .unit = cell_text(row, "unit"),
                              .year = cell_text(row, "year"),
                              .source = cell_text(row, "source"),
                              .value = cell_number(row, "value"),
                              .tolerance = cell_number(row, "tolerance")};
    if (target->measure == NULL || target->path == NULL || isnan(target->value)) {
        add_problem(problems, row, "a target needs the columns measure and path, and a number as value");
        return false;
    }
    if (target->source == NULL) {
        add_problem(problems, row, "a target without a source cannot be compared with; say where it was published");
        return false;
    }
    return true;
}

enum status targets_file_read(struct targets_file *targets, const char *file, struct problem_list *problems) {
    *targets = (struct targets_file){0};
    const struct source *source = NULL;
    struct place named = {file, 0, NULL};
    enum status status = source_read(&targets->sources, file, &named, problems, &source);
    if (status != STATUS_OK || source == NULL) return status;
    targets->table = setting_new(NULL, NULL, SETTING_GROUP);
    if (targets->table == NULL) return STATUS_NO_MEMORY;
    targets->table->file = source->file;
    targets->table->text = text_copy(source->file);
    if (targets->table->text == NULL) return STATUS_NO_MEMORY;
    status = csv_table_hang(source, targets->table, problems);
    if (status != STATUS_OK) return status;
    targets->target = memory_new(targets->table->child_count, sizeof targets->target[0]);
    if (targets->target == NULL) return STATUS_NO_MEMORY;
    for (size_t i = 0; i < targets->table->child_count; i++)
        if (read_row(targets->table->child[i], &targets->target[targets->count], problems)) targets->count++;
    return STATUS_OK;
}

void targets_file_free(struct targets_file *targets) {
    setting_free(targets->table);
    source_list_free(&targets->sources);
    free(targets->target);
    *targets = (struct targets_file){0};
}
