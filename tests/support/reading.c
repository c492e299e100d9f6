#include "support/reading.h"

#include "base/calendar.h"
#include "scenario/spec.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *next_buffer(void) {
    static char buffer[4][1024];
    static unsigned last;
    return buffer[last++ % 4];
}

const char *data_file(const char *name) {
    char *file = next_buffer();
    snprintf(file, 1024, "%s/tests/scenario/data/%s", ICSIM_SOURCE_DIR, name);
    return file;
}

const char *scratch_file(const char *name, const char *bytes, size_t length) {
    char *file = next_buffer();
    snprintf(file, 1024, "%s/%ld_%s", ICSIM_SCRATCH_DIR, (long)getpid(), name);
    FILE *out = fopen(file, "wb");
    cr_assert_not_null(out, "%s", file);
    cr_assert_eq(fwrite(bytes, 1, length, out), length);
    cr_assert_eq(fclose(out), 0);
    return file;
}

const char *scratch_text(const char *name, const char *text) {
    return scratch_file(name, text, strlen(text));
}

void read_arms(struct reading *reading, const char *const *files, size_t file_count, const char *const *sets,
               size_t set_count) {
    *reading = (struct reading){.problems = {.count = 0}};
    cr_assert_eq(scenario_read(files, file_count, sets, set_count, &reading->set, &reading->problems), STATUS_OK);
    for (size_t i = 0; i < reading->set.arm_count; i++)
        for (size_t j = 0; j < reading->set.arm[i].version_count; j++) {
            struct spec spec;
            cr_assert_eq(spec_read(reading->set.arm[i].version[j].root, &spec, &reading->problems), STATUS_OK);
            spec_free(&spec);
        }
    problem_sort(&reading->problems);
}

void read_arm(struct reading *reading, const char *file) {
    read_arms(reading, &file, 1, NULL, 0);
}

void read_changes(struct reading *reading, const char *changes) {
    char text[9000], folder[600], link[700], file[1024];
    long own = (long)getpid();
    /* A base is named relative to its file, and a scratch file stands elsewhere: a link leads back. */
    snprintf(folder, sizeof folder, "%s/tests/scenario/data/good", ICSIM_SOURCE_DIR);
    snprintf(link, sizeof link, "%s/%ld_good", ICSIM_SCRATCH_DIR, own);
    unlink(link);
    cr_assert_eq(symlink(folder, link), 0);
    snprintf(text, sizeof text, "title = \"Changed\";\nbase = \"%ld_good/today.cfg\";\nchanges = (\n%s\n);\n", own,
             changes);
    snprintf(file, sizeof file, "%s", scratch_text("changes.cfg", text));
    read_arm(reading, file);
    unlink(link);
    unlink(file);
}

void reading_free(struct reading *reading) {
    scenario_set_free(&reading->set);
    problem_list_free(&reading->problems);
}

size_t said(const struct reading *reading, int sentence) {
    size_t count = 0;
    for (size_t i = 0; i < reading->problems.count; i++)
        count += reading->problems.item[i].sentence == sentence;
    return count;
}

static const struct setting *value_on(const struct reading *reading, const char *day, const char *path) {
    const struct scenario_arm *arm = &reading->set.arm[0];
    int32_t wanted = INT32_MIN;
    size_t at = 0;
    cr_assert(day[0] == '\0' || calendar_parse(day, &wanted));
    while (at + 1 < arm->version_count && arm->version[at + 1].day <= wanted)
        at++;
    return setting_at(arm->version[at].root, path);
}

double number_on(const struct reading *reading, const char *day, const char *path) {
    const struct setting *value = value_on(reading, day, path);
    return value == NULL || value->kind != SETTING_NUMBER ? (double)NAN : value->number;
}

const char *text_on(const struct reading *reading, const char *day, const char *path) {
    const struct setting *value = value_on(reading, day, path);
    return value == NULL || value->text == NULL ? "" : value->text;
}
