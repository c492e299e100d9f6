/* `diff`: what two scenarios differ in, told in words. Each of the two is a scenario file or a result folder, which
 * stands for the scenarios that are frozen in it; several are taken one by one. */
#include "cli/commands.h"
#include "cli/diff_show.h"
#include "cli/speak.h"

#include "base/text.h"
#include "results/inputs.h"
#include "scenario/before_after.h"

#include <stdlib.h>
#include <string.h>

/* One of the two that are compared. */
struct side {
    const char *name;            /* as the user gave it */
    struct bundle_inputs inputs; /* of a folder */
    struct scenario_set set;
};

static void side_free(struct side *side) {
    bundle_close(&side->inputs);
    scenario_set_free(&side->set);
}

static int open_side(struct side *side, const char *name, const struct options *options) {
    struct problem_list problems = {0};
    struct text why = {0};
    const char **sets = NULL, *const files[] = {name};
    size_t set_count = 0;
    bool is_folder = bundle_is_folder(name);
    *side = (struct side){.name = name};
    enum status status = is_folder ? bundle_open(&side->inputs, name, &why) : STATUS_OK;
    if (status != STATUS_OK) {
        fprintf(stderr, "icsim diff: %s\n", why.bytes != NULL ? why.bytes : status_text(status));
        text_free(&why);
        return status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
    }
    status = inputs_sets(&side->inputs, options->set, options->set_count, &sets, &set_count);
    if (status == STATUS_OK)
        status = scenario_read(is_folder ? (const char *const *)side->inputs.scenario : files,
                               is_folder ? side->inputs.scenario_count : 1, sets, set_count, &side->set, &problems);
    if (status == STATUS_OK) status = problem_status(&problems);
    speak_problems(options, &problems);
    problem_list_free(&problems);
    free(sets);
    return speak_status(status, "reading the scenario");
}

/* "--seed" of "--seed=4": its length. */
static size_t name_length(const char *option) {
    return strcspn(option, "=");
}

/* The value of an option; NULL where it is not given. */
static const char *value_of(const struct side *side, const char *option) {
    size_t length = name_length(option);
    for (size_t i = 0; i < side->inputs.option_count; i++) {
        const char *other = side->inputs.option[i];
        if (name_length(other) == length && strncmp(other, option, length) == 0)
            return other[length] == '=' ? other + length + 1 : "given";
    }
    return NULL;
}

static bool same_value(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Options by which two results were made, beside the settings: what `one` has, said in the direction first, second. */
static enum status add_options(const struct side *one, const struct side *first, const struct side *second,
                               struct explanation_list *list) {
    enum status status = STATUS_OK;
    bool results = first->inputs.scenario_count > 0 && second->inputs.scenario_count > 0;
    for (size_t i = 0; results && i < one->inputs.option_count && status == STATUS_OK; i++) {
        const char *option = one->inputs.option[i];
        const char *a = value_of(first, option), *b = value_of(second, option);
        if (inputs_set(option) != NULL || same_value(a, b) || (one == second && a != NULL)) continue;
        char *name = text_copy(option);
        if (name == NULL) return STATUS_NO_MEMORY;
        name[name_length(option)] = '\0';
        status = explanation_add_option(list, name, a, b);
        free(name);
    }
    return status;
}

static const char *title_of(const struct scenario_arm *arm) {
    const struct setting *title = setting_get(arm->version[0].root, "title");
    return title != NULL && title->kind == SETTING_TEXT ? title->text : NULL;
}

static enum status show_pair(const struct options *options, const struct side side[2], const size_t at[2], bool is_first) {
    const struct scenario_arm *first = &side[0].set.arm[at[0]], *second = &side[1].set.arm[at[1]];
    struct explanation_list list = {0};
    struct before_after totals = {0};
    struct problem_list problems = {0};
    enum status status = explanation_find(first, second, &list);
    if (status == STATUS_OK) status = add_options(&side[0], &side[0], &side[1], &list);
    if (status == STATUS_OK) status = add_options(&side[1], &side[0], &side[1], &list);
    if (status == STATUS_OK) status = before_after_find(first, second, &list, &totals, &problems);
    speak_problems(options, &problems);
    struct diff_pair pair = {first->id, second->id, title_of(first), title_of(second), &list, &totals};
    if (status == STATUS_OK) diff_show_pair(options->format, &pair, is_first);
    before_after_free(&totals);
    explanation_list_free(&list);
    problem_list_free(&problems);
    return status;
}

/* One with one, one with each of several, or several one by one. */
static int show_pairs(const struct options *options, const struct side side[2]) {
    size_t a = side[0].set.arm_count, b = side[1].set.arm_count, pairs = a > b ? a : b;
    if (a != b && a != 1 && b != 1) {
        fprintf(stderr, "icsim diff: %s holds %zu scenarios and %s %zu: it is not clear which belong together; name files "
                        "inside their %s/\n", side[0].name, a, side[1].name, b, BUNDLE_FOLDER);
        return EXIT_INPUT;
    }
    enum status status = STATUS_OK;
    diff_show_begin(options->format);
    for (size_t i = 0; i < pairs && status == STATUS_OK; i++)
        status = show_pair(options, side, (const size_t[2]){a == 1 ? 0 : i, b == 1 ? 0 : i}, i == 0);
    if (status == STATUS_OK) diff_show_end(options->format);
    return speak_status(status, "comparing the scenarios");
}

int command_diff(const struct options *options) {
    struct side side[2] = {0};
    int code = open_side(&side[0], options->file[0], options);
    if (code == EXIT_DONE) code = open_side(&side[1], options->file[1], options);
    if (code == EXIT_DONE) code = show_pairs(options, side);
    side_free(&side[0]);
    side_free(&side[1]);
    return code;
}
