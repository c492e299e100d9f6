/* `diff`: what two scenarios differ in, as dated settings. */
#include "cli/commands.h"
#include "cli/speak.h"

#include "base/calendar.h"
#include "scenario/difference.h"

#include <string.h>

static void show(const struct options *options, const struct difference *item) {
    char day[11] = "start";
    if (item->day != INT32_MIN) calendar_format(item->day, day);
    const char *a = item->a != NULL ? item->a : "(not there)", *b = item->b != NULL ? item->b : "(not there)";
    switch (options->format) {
    case FORMAT_CSV: printf("%s,%s,%s,%s\n", day, item->path, a, b); return;
    case FORMAT_MARKDOWN: printf("| %s | %s | %s | %s |\n", day, item->path, a, b); return;
    case FORMAT_TEXT:
    case FORMAT_JSON: break;
    }
    bool agree = item->a != NULL && item->b != NULL && strcmp(item->a, item->b) == 0;
    if (agree)
        printf("%-10s  %s: %s in both again\n", day, item->path, a);
    else
        printf("%-10s  %s: %s -> %s\n", day, item->path, a, b);
}

/* A ramp is many small steps of one setting: told in one line, at its first date. */
enum { STEPS_OF_A_RAMP = 4 };

/* Number of items about the same path; *last is the last of them. */
static size_t steps_of(const struct difference_list *list, size_t item, size_t *last) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->item[i].path, list->item[item].path) == 0) {
            count++;
            *last = i;
        }
    return count;
}

static bool is_first_of_path(const struct difference_list *list, size_t item) {
    for (size_t i = 0; i < item; i++)
        if (strcmp(list->item[i].path, list->item[item].path) == 0) return false;
    return true;
}

static void show_list(const struct options *options, const struct difference_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        size_t last = i, steps = options->format == FORMAT_TEXT ? steps_of(list, i, &last) : 1;
        if (steps < STEPS_OF_A_RAMP) {
            show(options, &list->item[i]);
            continue;
        }
        if (!is_first_of_path(list, i)) continue;
        char until[11];
        calendar_format(list->item[last].day, until);
        show(options, &list->item[i]);
        printf("            ... in %zu steps until %s: %s\n", steps, until,
               list->item[last].b != NULL ? list->item[last].b : "(not there)");
    }
}

int command_diff(const struct options *options) {
    struct scenario_set set = {0};
    struct problem_list problems = {0};
    struct difference_list list = {0};
    if (options->format == FORMAT_JSON) {
        fprintf(stderr, "icsim diff: --format json is not offered here; use table, csv or markdown\n");
        return EXIT_INPUT;
    }
    enum status status = scenario_read(options->file, options->file_count, options->set, options->set_count, &set,
                                       &problems);
    if (status == STATUS_OK) status = problem_status(&problems);
    speak_problems(options, &problems);
    if (status == STATUS_OK) status = difference_find(&set.arm[0], &set.arm[1], &list);
    if (status == STATUS_OK && options->format == FORMAT_CSV) printf("from,path,a,b\n");
    if (status == STATUS_OK && options->format == FORMAT_MARKDOWN) printf("| from | path | a | b |\n|---|---|---|---|\n");
    if (status == STATUS_OK) show_list(options, &list);
    if (status == STATUS_OK && list.count == 0) printf("The scenarios do not differ.\n");
    difference_list_free(&list);
    scenario_set_free(&set);
    problem_list_free(&problems);
    return speak_status(status, "comparing the scenarios");
}
