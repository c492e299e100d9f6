/* The program: finds the command, hands it its options, exits with its code. */
#include "cli/commands.h"
#include "cli/options.h"

#include "base/text.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <string.h>

enum {
    TAKES_ALWAYS = TAKES_HELP | TAKES_COLOR | TAKES_QUIET,
    TAKES_TO_RUN = TAKES_ALWAYS | TAKES_SET | TAKES_OUT | TAKES_NO_OUT | TAKES_FORCE | TAKES_REPLICATIONS |
                   TAKES_SEED | TAKES_THREADS | TAKES_FORMAT | TAKES_PRECISION | TAKES_NO_REPORT | TAKES_JOURNEYS,
};

static const struct command commands[] = {
    {"check", "FILE...", "what is wrong with scenarios, and what they will ask of each pool",
     "icsim check scenarios/harbour/today.cfg", 1, 1000, TAKES_ALWAYS | TAKES_SET | TAKES_FORMAT, command_check},
    {"run", "FILE", "one scenario", "icsim run scenarios/harbour/today.cfg --out results/harbour", 1, 1,
     TAKES_TO_RUN | TAKES_TARGETS, command_run},
    {"compare", "BASE ALTERNATIVE...", "the same people through each scenario",
     "icsim compare scenarios/harbour/today.cfg scenarios/harbour/close_castle.cfg --out results/castle", 2, 1000,
     TAKES_TO_RUN | TAKES_TARGETS | TAKES_FROM_START, command_compare},
    {"rerun", "DIR", "a result made again from the inputs kept in its folder, and compared with it",
     "icsim rerun results/castle --out results/castle_again", 1, 1,
     TAKES_ALWAYS | TAKES_OUT | TAKES_NO_OUT | TAKES_FORCE | TAKES_THREADS | TAKES_FORMAT | TAKES_FROM_START | TAKES_NO_REPORT | TAKES_JOURNEYS,
     command_rerun},
    {"diff", "A B", "what two scenarios differ in, and from when",
     "icsim diff scenarios/harbour/today.cfg scenarios/harbour/close_castle.cfg", 2, 2,
     TAKES_ALWAYS | TAKES_SET | TAKES_FORMAT, command_diff},
    {"follow", "FILE...", "some people's journeys in plain words, in each scenario",
     "icsim follow scenarios/harbour/today.cfg scenarios/harbour/close_castle.cfg --longest four_hours", 1, 1000,
     TAKES_ALWAYS | TAKES_SET | TAKES_SEED | TAKES_THREADS | TAKES_FORMAT | TAKES_WHOM, command_follow},
    {"report", "DIR", "a result as one page, report.html in its folder, or its pictures as files", "icsim report results/castle", 1, 1,
     TAKES_ALWAYS | TAKES_PICTURES | TAKES_JOURNEYS | TAKES_THREADS,
     command_report},
    {"export", "DIR", "result tables as CSV, JSON, Markdown or an Excel file",
     "icsim export results/castle --table difference --format csv", 1, 1,
     TAKES_ALWAYS | TAKES_TABLE | TAKES_FORMAT | TAKES_OUT | TAKES_FORCE | TAKES_CHARTS, command_export},
    {"keys", "[PATH]", "the scenario language, setting by setting", "icsim keys step", 0, 1,
     TAKES_ALWAYS | TAKES_FORMAT, command_keys},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void show_usage(FILE *to) {
    fputs("icsim: who waits, who travels and who pays when a health system moves care\n\n"
          "usage: icsim COMMAND ... [OPTIONS]\n\n", to);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-8s %-20s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
    fputs("\nicsim COMMAND --help says more. Exit codes: 0 done, 2 the input is wrong, 3 the machine failed,\n"
          "4 interrupted.\n", to);
}

static void show_command(const struct command *command) {
    printf("usage: icsim %s %s [OPTIONS]\n\n%s.\n\nExample:\n  %s\n\nOptions:\n", command->name, command->arguments,
           command->summary, command->example);
    options_show(command->takes);
}

static int unknown_command(const char *name) {
    const char *names[COMMANDS];
    for (size_t i = 0; i < COMMANDS; i++) names[i] = commands[i].name;
    const char *near = text_nearest(name, names, COMMANDS);
    fprintf(stderr, "icsim: there is no command \"%s\"%s%s%s; icsim --help lists them\n", name,
            near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near, near == NULL ? "" : "\"?");
    return EXIT_INPUT;
}

static int run_command(const struct command *command, const struct options *options) {
    if (options->help) {
        show_command(command);
        return EXIT_DONE;
    }
    const char *stranger = options_stranger(options, command->takes);
    if (stranger != NULL) {
        fprintf(stderr, "icsim %s: --%s is not an option of this command; icsim %s --help lists those that are\n",
                command->name, stranger, command->name);
        return EXIT_INPUT;
    }
    if (options->file_count < command->fewest_files || options->file_count > command->most_files) {
        fprintf(stderr, "icsim %s: expected %s, found %zu; icsim %s --help says more\n", command->name,
                command->arguments, options->file_count, command->name);
        return EXIT_INPUT;
    }
    return command->run(options);
}

int main(int argc, char **argv) {
    gsl_set_error_handler_off(); /* GSL would abort; we look at what it gives */
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        show_usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_INPUT : EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("icsim %s (GPL-3.0-or-later)\n", ICSIM_VERSION);
        return EXIT_DONE;
    }
    struct options options;
    int code = EXIT_INPUT;
    if (options_read(&options, argc, argv)) {
        code = -1;
        for (size_t i = 0; i < COMMANDS && code < 0; i++)
            if (strcmp(options.command, commands[i].name) == 0) code = run_command(&commands[i], &options);
        if (code < 0) code = unknown_command(options.command);
    }
    options_free(&options);
    if (fflush(stdout) != 0 && code == EXIT_DONE) {
        fprintf(stderr, "icsim: could not write to the standard output\n");
        code = EXIT_MACHINE;
    }
    return code;
}
