/* Every sentence about reading is said by some file, and where it belongs: each file in data/bad names in its
 * first line the one sentence that it must bring and the line. */
#include "scenario/sentences.h"

#include "scenario/quantity.h"
#include "scenario/say.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The sentences of this half of the list. */
static const int own[] = {
#define SENTENCE(name, format) SENTENCE_##name,
#include "scenario/sentences.def"
#undef SENTENCE
};

static bool heard[SENTENCE_COUNT];

static int sentence_of(const char *name) {
    for (int i = 0; i < SENTENCE_COUNT; i++)
        if (strcmp(sentence_name(i), name) == 0)
            return i;
    return -1;
}

static void hear(const struct reading *reading) {
    for (size_t i = 0; i < reading->problems.count; i++)
        heard[reading->problems.item[i].sentence] = true;
}

/* Reads one bad file: one problem, the sentence and line that its head names. */
static void try_file(const char *name) {
    char path[400], head[300], second[300] = "", wanted[100], set[200] = "";
    int line = -1;
    snprintf(path, sizeof path, "bad/%s", name);
    FILE *file = fopen(data_file(path), "r");
    cr_assert_not_null(file, "%s", name);
    cr_assert_not_null(fgets(head, sizeof head, file));
    if (fgets(second, sizeof second, file) == NULL)
        second[0] = '\0';
    fclose(file);
    const char *start = strchr(head, '#');
    cr_assert(start != NULL && sscanf(start, "# %99s %d", wanted, &line) == 2, "%s has no head", name);
    const char *sets[] = {set};
    bool given = sscanf(second, "# --set %199[^\n]", set) == 1;
    const char *files[] = {data_file(path)};
    struct reading reading;
    read_arms(&reading, files, 1, sets, given);
    cr_assert_eq(reading.problems.count, 1, "%s: %zu problems, the first: %s", name, reading.problems.count,
                 reading.problems.count > 0 ? reading.problems.item[0].text : "");
    const struct problem *problem = &reading.problems.item[0];
    cr_assert_eq(problem->sentence, sentence_of(wanted), "%s: found %s: %s", name, sentence_name(problem->sentence),
                 problem->text);
    cr_assert_eq(problem->line, line, "%s: said of line %d", name, problem->line);
    cr_assert_not_null(problem->file);
    hear(&reading);
    reading_free(&reading);
}

/* A file of ours that must bring a sentence (and perhaps others) in less than a second. */
static void try_text(const char *name, const char *bytes, size_t length, int sentence) {
    struct reading reading;
    struct timespec before, after;
    char file[1024];
    snprintf(file, sizeof file, "%s", scratch_file(name, bytes, length));
    clock_gettime(CLOCK_MONOTONIC, &before);
    read_arm(&reading, file);
    clock_gettime(CLOCK_MONOTONIC, &after);
    double seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) * 1e-9;
    cr_assert_geq(said(&reading, sentence), 1, "%s brings no %s", name, sentence_name(sentence));
    cr_assert_lt(seconds, getenv("ICSIM_SHORT") == NULL ? 1.0 : 10.0, "%s takes %g s", name, seconds);
    hear(&reading);
    reading_free(&reading);
    unlink(file);
}

static void try_large(void) {
    size_t length = 17U << 20;
    char *bytes = malloc(length);
    memset(bytes, '#', length);
    try_text("large.cfg", bytes, length, SENTENCE_file_too_large);
    length = 12U << 20;
    for (size_t i = 0; i < length; i++)
        bytes[i] = "1,"[i % 2];
    memcpy(bytes, "a=[", 3);
    try_text("many.cfg", bytes, length, SENTENCE_file_too_many);
    memset(bytes, '(', length);
    try_text("deep.cfg", bytes, length, SENTENCE_too_deep);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)(i * 2654435761U >> 24);
    try_text("binary.cfg", bytes, length, SENTENCE_file_binary);
    free(bytes);
}

static void try_chain(void) {
    char name[40], text[100];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "chain_%d.cfg", i);
        snprintf(text, sizeof text, "base = \"%ld_chain_%d.cfg\";\n", (long)getpid(), i + 1);
        scratch_text(name, text);
    }
    snprintf(text, sizeof text, "base = \"%ld_chain_0.cfg\";\n", (long)getpid());
    try_text("chain.cfg", text, strlen(text), SENTENCE_base_too_long);
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "chain_%d.cfg", i);
        unlink(scratch_text(name, ""));
    }
}

/* A link to itself can be read by nobody, not even by the one who may read everything. */
static void try_unreadable(void) {
    struct reading reading;
    char file[1024];
    snprintf(file, sizeof file, "%s", scratch_text("ring.cfg", ""));
    unlink(file);
    cr_assert_eq(symlink(file, file), 0);
    read_arm(&reading, file);
    cr_assert_eq(said(&reading, SENTENCE_file_unreadable), 1);
    hear(&reading);
    reading_free(&reading);
    unlink(file);
}

/* Quantities that only the compiler asks for. */
static void try_quantities(void) {
    struct reading reading = {.problems = {.count = 0}};
    struct setting *root = setting_new(NULL, NULL, SETTING_GROUP);
    struct setting *value = setting_new(root, "value", SETTING_TEXT);
    struct rate_quantity rate;
    double km = 0;
    cr_assert_eq(setting_become_text(value, "210 per yr per yr"), STATUS_OK);
    cr_assert_not(quantity_rate(value, &rate, &reading.problems));
    cr_assert_eq(said(&reading, SENTENCE_expected_rate), 1);
    cr_assert_eq(setting_become_text(value, "5 h"), STATUS_OK);
    cr_assert_not(quantity_km(value, &km, &reading.problems));
    cr_assert_eq(said(&reading, SENTENCE_expected_distance), 1);
    hear(&reading);
    setting_free(root);
    reading_free(&reading);
}

Test(sentences, each_is_said_by_a_file_and_at_its_line) {
    DIR *folder = opendir(data_file("bad"));
    size_t files = 0;
    cr_assert_not_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending == NULL || strcmp(ending, ".cfg") != 0)
            continue;
        try_file(entry->d_name);
        files++;
    }
    closedir(folder);
    cr_assert_gt(files, 80);
    try_large();
    try_chain();
    try_unreadable();
    try_quantities();
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        cr_expect(heard[own[i]], "no file brings %s", sentence_name(own[i]));
}

Test(sentences, the_nearest_name_is_offered_or_nothing) {
    static const char *const names[] = {"nearest", "logit"};
    char out[100];
    cr_assert_str_eq(say_nearest("neerest", names, 2, out, sizeof out), "; did you mean \"nearest\"?");
    cr_assert_str_eq(say_nearest("elephants", names, 2, out, sizeof out), "");
    cr_assert_null(sentence_name(-1));
    cr_assert_null(sentence_name(SENTENCE_COUNT));
}
