/* options: what stands on the command line, read once for all commands. */
#ifndef ICSIM_CLI_OPTIONS_H
#define ICSIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exit_code { EXIT_DONE = 0, EXIT_INPUT = 2, EXIT_MACHINE = 3, EXIT_STOPPED = 4 };

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN };

struct options {
    const char *command;
    int argument_count;      /* the whole command line, for provenance; borrowed */
    char *const *argument;
    const char *const *file; /* what is left after the options; borrowed from argv */
    size_t file_count;
    const char *out;         /* NULL: the command's default */
    const char *targets;     /* NULL: none */
    const char *table;       /* export: one table only */
    const char **set;        /* "PATH=VALUE"; owned */
    size_t set_count;
    uint32_t replications;   /* 0: the command's default */
    uint32_t seed;           /* 0: the scenario's */
    uint32_t threads;        /* 0: as many as there are processors */
    enum format format;
    bool force, quiet, help, from_start, no_out;
    int color;               /* 1 always, 0 never, -1 as the terminal is */
};

/* Reads argv from the command on. False where something is wrong: it has been said on stderr. */
bool options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);

/* The table of common options, one line each, for --help. */
extern const char *const options_help;

#endif
