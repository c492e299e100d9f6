/* All that is said on stderr. */
#include "cli/speak.h"

#include "scenario/compile.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

atomic_bool speak_stop;

static void on_signal(int number) {
    (void)number;
    atomic_store(&speak_stop, true);
}

void speak_listen(void) {
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    action.sa_flags = (int)SA_RESETHAND; /* the second time it ends at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool speak_in_color(const struct options *options, FILE *to) {
    if (options->color >= 0) return options->color == 1;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_color != NULL && no_color[0] != '\0') return false;
    if (term == NULL || strcmp(term, "dumb") == 0) return false;
    return isatty(fileno(to)) == 1;
}

void speak_problems(const struct options *options, struct problem_list *problems) {
    bool color = speak_in_color(options, stderr);
    problem_sort(problems);
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->item[i];
        bool error = problem->severity == SEVERITY_ERROR;
        if (problem->file != NULL) fprintf(stderr, "%s:", problem->file);
        if (problem->line > 0) fprintf(stderr, "%d:", problem->line);
        fprintf(stderr, "%s%s%s%s ", problem->file != NULL || problem->line > 0 ? " " : "",
                !color ? "" : error ? "\033[31m" : "\033[33m", error ? "error:" : "warning:", color ? "\033[0m" : "");
        if (problem->path != NULL && problem->path[0] != '\0') fprintf(stderr, "%s: ", problem->path);
        fprintf(stderr, "%s\n", problem->text);
    }
    if (problems->count == 0) return;
    fprintf(stderr, "icsim: %zu error%s, %zu warning%s\n", problems->errors, problems->errors == 1 ? "" : "s",
            problems->warnings, problems->warnings == 1 ? "" : "s");
}

int speak_status(enum status status, const char *doing) {
    switch (status) {
    case STATUS_OK: return EXIT_DONE;
    case STATUS_INPUT: return EXIT_INPUT;
    case STATUS_INTERRUPTED:
        fprintf(stderr, "icsim: interrupted; nothing was written. Run the same command again to start over.\n");
        return EXIT_STOPPED;
    case STATUS_NO_MEMORY:
    case STATUS_IO: break;
    }
    fprintf(stderr, "icsim: %s: %s\n", doing, status_text(status));
    return EXIT_MACHINE;
}

int speak_read(const struct options *options, struct scenario_set *set, struct network *network) {
    struct problem_list problems = {0};
    enum status status = scenario_read(options->file, options->file_count, options->set, options->set_count, set,
                                       &problems);
    if (status == STATUS_OK) status = scenario_compile(set, network, &problems);
    speak_problems(options, &problems);
    problem_list_free(&problems);
    return speak_status(status, "reading the scenario");
}

bool speak_in_blocks(void) {
    if (isatty(STDOUT_FILENO) != 1) return false;
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0); /* the program itself stays in the C locale */
    if (locale == (locale_t)0) return false;
    bool utf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
    freelocale(locale);
    return utf8;
}

int speak_load(const struct options *options, struct network *network) {
    struct scenario_set set = {0};
    int code = speak_read(options, &set, network);
    scenario_set_free(&set);
    return code;
}

void speak_warnings(const struct warning_list *list) {
    for (size_t i = 0; i < list->count; i++) fprintf(stderr, "icsim: warning: %s\n", list->item[i].text);
}

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void progress_begin(struct progress *progress, const struct options *options) {
    *progress = (struct progress){.options = options, .started = now_seconds()};
}

double progress_seconds(const struct progress *progress) {
    return now_seconds() - progress->started;
}

void progress_show(void *context, uint32_t done, uint32_t of) {
    struct progress *progress = context;
    if (progress->options->quiet) return;
    double left = progress_seconds(progress) / done * (of - done);
    if (isatty(STDERR_FILENO) == 1) {
        enum { WIDTH = 40 };
        char bar[WIDTH + 1];
        for (uint32_t i = 0; i < WIDTH; i++) bar[i] = (uint64_t)i * of < (uint64_t)done * WIDTH ? '#' : '.';
        bar[WIDTH] = '\0';
        fprintf(stderr, "\r%s %u of %u replications, %.0f s left ", bar, done, of, left);
        if (done == of) fputs("\r\033[K", stderr);
    } else if (done * 10 / of > progress->last_tenth || done == of) {
        progress->last_tenth = done * 10 / of;
        fprintf(stderr, "icsim: %u of %u replications, %.0f s left\n", done, of, left);
    }
}
