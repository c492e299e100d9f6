/* targets_file: published figures in a CSV (measure,path,value,unit,year,source,tolerance), for --targets. */
#ifndef ICSIM_CLI_TARGETS_FILE_H
#define ICSIM_CLI_TARGETS_FILE_H

#include "base/problem.h"
#include "results/targets.h"
#include "scenario/setting.h"
#include "scenario/source.h"

/* The targets borrow their texts from the table; all of it belongs to this struct. */
struct targets_file {
    struct source_list sources;
    struct setting *table;
    struct target *target;
    size_t count;
};

/* Adds every problem. STATUS_OK even with problems, or STATUS_NO_MEMORY. */
enum status targets_file_read(struct targets_file *targets, const char *file, struct problem_list *problems) MUST_USE;
void targets_file_free(struct targets_file *targets);

#endif
