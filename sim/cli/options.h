/* options: what stands on the command line, read once for all commands. */
#ifndef ICSIM_CLI_OPTIONS_H
#define ICSIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exit_code { EXIT_DONE = 0, EXIT_INPUT = 2, EXIT_MACHINE = 3, EXIT_STOPPED = 4 };

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_XLSX };

struct options {
    const char *command;
    int argument_count;      /* the whole command line, for provenance; borrowed */
    char *const *argument;
    const char *const *file; /* what is left after the options; borrowed from argv */
    size_t file_count;
    const char *out;         /* NULL: the command's default */
    const char *targets;     /* NULL: none */
    const char *table;       /* export: one table only */
    const char *precision;   /* NULL: a fixed number of replications */
    const char **set;        /* "PATH=VALUE"; owned */
    size_t set_count;
    char **deciding;         /* as "--seed=4": options given that decide the result, as bundles keep them; owned */
    size_t deciding_count;
    uint32_t replications;   /* 0: the command's default */
    uint32_t seed;           /* 0: the scenario's */
    uint32_t threads;        /* 0: as many as there are processors */
    const char *person, *longest, *worst_off_of, *area, *group; /* follow: whom; NULL: not given */
    bool worst_off, random;
    uint32_t replication;    /* follow: which, from 1; 0: the first */
    uint32_t count;          /* follow: how many people; 0: one */
    enum format format;
    const char *pictures;    /* report: folder for them; NULL: the page is wanted */
    bool force, quiet, help, from_start, no_out, no_report, charts, journeys;
    unsigned given;          /* enum option_bit */
    int color;               /* 1 always, 0 never, -1 as the terminal is */
};

/* Reads argv from the command on. False where something is wrong: it has been said on stderr. */
bool options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);

/* As many as were asked for, else one for each processor. */
uint32_t options_threads(const struct options *options);

/* Bits of the options, for what a command takes and what was given. */
enum option_bit {
    TAKES_OUT = 1 << 1, TAKES_NO_OUT = 1 << 2, TAKES_FORCE = 1 << 3, TAKES_REPLICATIONS = 1 << 4,
    TAKES_SEED = 1 << 5, TAKES_THREADS = 1 << 6, TAKES_SET = 1 << 7, TAKES_TARGETS = 1 << 8,
    TAKES_TABLE = 1 << 9, TAKES_FORMAT = 1 << 10, TAKES_FROM_START = 1 << 11, TAKES_COLOR = 1 << 12,
    TAKES_QUIET = 1 << 13, TAKES_HELP = 1 << 14, TAKES_PERSON = 1 << 15, TAKES_LONGEST = 1 << 16,
    TAKES_WORST_OFF = 1 << 17, TAKES_RANDOM = 1 << 18, TAKES_AREA = 1 << 19, TAKES_GROUP = 1 << 20,
    TAKES_REPLICATION = 1 << 21, TAKES_COUNT = 1 << 22, TAKES_PRECISION = 1 << 23,
    TAKES_NO_REPORT = 1 << 24, TAKES_PICTURES = 1 << 25, TAKES_CHARTS = 1 << 26, TAKES_JOURNEYS = 1 << 27,
    TAKES_WHOM = TAKES_PERSON | TAKES_LONGEST | TAKES_WORST_OFF | TAKES_RANDOM | TAKES_AREA | TAKES_GROUP |
                 TAKES_REPLICATION | TAKES_COUNT,
};

/* Options that decide nothing about a result, only where, how fast and how it is shown: all others do. */
enum {
    OPTIONS_NOT_DECIDING = TAKES_OUT | TAKES_NO_OUT | TAKES_FORCE | TAKES_THREADS | TAKES_TARGETS | TAKES_TABLE |
                           TAKES_FORMAT | TAKES_FROM_START | TAKES_COLOR | TAKES_QUIET | TAKES_HELP |
                           TAKES_NO_REPORT | TAKES_PICTURES | TAKES_CHARTS | TAKES_JOURNEYS
};

/* Prints the options that a command takes, a few lines each. */
void options_show(unsigned takes);

/* The name of the first option given that is not among those; NULL where there is none. */
const char *options_stranger(const struct options *options, unsigned takes);

#endif
