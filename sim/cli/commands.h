/* commands: one function each. Results go to stdout, all else to stderr; the value is the exit code. */
#ifndef ICSIM_CLI_COMMANDS_H
#define ICSIM_CLI_COMMANDS_H

#include "cli/options.h"

struct command {
    const char *name, *arguments, *summary, *example;
    size_t fewest_files, most_files;
    unsigned takes; /* enum option_bit */
    int (*run)(const struct options *options);
};

int command_check(const struct options *options);
int command_run(const struct options *options);
int command_compare(const struct options *options);
int command_rerun(const struct options *options);
int command_diff(const struct options *options);
int command_follow(const struct options *options);
int command_report(const struct options *options);
int command_export(const struct options *options);
int command_keys(const struct options *options);

#endif
