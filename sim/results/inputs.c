#include "results/inputs.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char *inputs_set(const char *option) {
    return strncmp(option, "--set=", 6) == 0 ? option + 6 : NULL;
}

enum status inputs_sets(const struct bundle_inputs *bundle, const char *const *more, size_t more_count, const char ***sets,
                        size_t *count) {
    *count = 0;
    *sets = memory_new(bundle->option_count + more_count + 1, sizeof **sets);
    if (*sets == NULL) return STATUS_NO_MEMORY;
    for (size_t i = 0; i < bundle->option_count; i++)
        if (inputs_set(bundle->option[i]) != NULL) (*sets)[(*count)++] = inputs_set(bundle->option[i]);
    for (size_t i = 0; i < more_count; i++) (*sets)[(*count)++] = more[i];
    return STATUS_OK;
}

/* The first error, as a sentence. */
static void say_first(struct problem_list *problems, struct text *why) {
    problem_sort(problems);
    for (size_t i = 0; i < problems->count && why != NULL; i++) {
        const struct problem *problem = &problems->item[i];
        if (problem->severity != SEVERITY_ERROR) continue;
        text_add_format(why, "%s", problem->file == NULL ? "" : problem->file);
        if (problem->line > 0) text_add_format(why, ":%d", problem->line);
        text_add_format(why, "%s%s", problem->file == NULL ? "" : ": ", problem->text);
        return;
    }
}

enum status inputs_open(struct inputs *inputs, const char *folder, struct text *why) {
    struct problem_list problems = {0};
    const char **sets = NULL;
    size_t count = 0;
    *inputs = (struct inputs){0};
    enum status status = bundle_open(&inputs->bundle, folder, why);
    if (status != STATUS_OK) return status;
    status = inputs_sets(&inputs->bundle, NULL, 0, &sets, &count);
    if (status == STATUS_OK)
        status = scenario_read((const char *const *)inputs->bundle.scenario, inputs->bundle.scenario_count, sets, count,
                               &inputs->set, &problems);
    if (status == STATUS_OK) {
        status = problem_status(&problems);
        if (status == STATUS_INPUT) say_first(&problems, why);
    }
    problem_list_free(&problems);
    free(sets);
    if (status != STATUS_OK) inputs_close(inputs);
    return status;
}

void inputs_close(struct inputs *inputs) {
    scenario_set_free(&inputs->set);
    bundle_close(&inputs->bundle);
}
