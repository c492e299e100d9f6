#include "base/problem.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_KEPT = 1000 };

static void problem_free(struct problem *problem) {
    free(problem->file);
    free(problem->path);
    free(problem->text);
    *problem = (struct problem){0};
}

void problem_list_free(struct problem_list *list) {
    for (size_t i = 0; i < list->count; i++)
        problem_free(&list->item[i]);
    free(list->item);
    *list = (struct problem_list){0};
}

/* Gives up the last kept warning so that an error is never hidden behind a thousand warnings. */
static bool drop_last_warning(struct problem_list *list) {
    size_t i = list->count;
    while (i > 0 && list->item[i - 1].severity != SEVERITY_WARNING)
        i--;
    if (i == 0)
        return false;
    problem_free(&list->item[i - 1]);
    list->count--;
    memmove(&list->item[i - 1], &list->item[i], (list->count - (i - 1)) * sizeof list->item[0]);
    list->item[list->count] = (struct problem){0};
    return true;
}

void problem_add(struct problem_list *list, enum severity severity, int sentence, struct place place,
                 const char *text) {
    bool error = severity == SEVERITY_ERROR;
    /* Once a thousand errors were counted, errors are all that is kept. */
    bool all_errors = list->errors >= MOST_KEPT;
    list->errors += error;
    list->warnings += !error;
    if (list->count >= MOST_KEPT && (!error || all_errors || !drop_last_warning(list)))
        return;
    struct problem problem = {
        .severity = severity,
        .sentence = sentence,
        .file = text_copy(place.file),
        .line = place.line,
        .path = text_copy(place.path),
        .text = text_copy(text),
    };
    bool lost = (place.file != NULL && problem.file == NULL) || (place.path != NULL && problem.path == NULL) ||
                (text != NULL && problem.text == NULL);
    if (lost || memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof list->item[0]) != STATUS_OK) {
        problem_free(&problem);
        list->out_of_memory = true;
        return;
    }
    list->item[list->count++] = problem;
}

enum status problem_status(const struct problem_list *list) {
    if (list->out_of_memory)
        return STATUS_NO_MEMORY;
    return list->errors > 0 ? STATUS_INPUT : STATUS_OK;
}

/* As strcmp; NULL comes first. */
static int compare_text(const char *a, const char *b) {
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_problems(const void *left, const void *right) {
    const struct problem *a = left;
    const struct problem *b = right;
    int order = compare_text(a->file, b->file);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = compare_text(a->path, b->path);
    if (order == 0)
        order = compare_text(a->text, b->text);
    if (order == 0)
        order = (a->severity > b->severity) - (a->severity < b->severity);
    if (order == 0)
        order = (a->sentence > b->sentence) - (a->sentence < b->sentence);
    return order;
}

void problem_sort(struct problem_list *list) {
    if (list->count < 2)
        return;
    qsort(list->item, list->count, sizeof list->item[0], compare_problems);
    size_t kept = 1;
    for (size_t i = 1; i < list->count; i++) {
        struct problem *problem = &list->item[i];
        if (compare_problems(&list->item[kept - 1], problem) != 0) {
            struct problem moved = *problem;
            *problem = (struct problem){0};
            list->item[kept++] = moved;
            continue;
        }
        if (problem->severity == SEVERITY_ERROR)
            list->errors--;
        else
            list->warnings--;
        problem_free(problem);
    }
    list->count = kept;
}
