/* One table of options for getopt_long; a number out of its range is refused with the range. */
#define _GNU_SOURCE /* getopt_long */
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const options_help =
    "  --out DIR            write results there (an existing result only with --force)\n"
    "  --no-out             show the table only, write nothing\n"
    "  --force              replace an existing result\n"
    "  --replications N     independent repetitions of the whole run, 1..100000 (default 10)\n"
    "  --seed S             1..2147483647 (default: the scenario's, else 1)\n"
    "  --threads N          1..1024 (default: one for each processor); results do not depend on it\n"
    "  --set PATH=VALUE     another value from the start, e.g. --set sites.royal.pools.bay=12;\n"
    "                       * stands for any one name; may be given again\n"
    "  --targets FILE       (run) published figures to compare with\n"
    "  --table NAME         (export) one table only\n"
    "  --format F           table, csv, json or markdown\n"
    "  --from-start         (compare) run every arm from the start, sharing nothing; the same numbers, slower\n"
    "  --color WHEN         always, never or auto\n"
    "  --quiet              no progress\n"
    "  --help               this\n";

enum option_id {
    OPTION_OUT = 1, OPTION_NO_OUT, OPTION_FORCE, OPTION_REPLICATIONS, OPTION_SEED, OPTION_THREADS, OPTION_SET,
    OPTION_TARGETS, OPTION_TABLE, OPTION_FORMAT, OPTION_FROM_START, OPTION_COLOR, OPTION_QUIET, OPTION_HELP
};

static const struct option long_options[] = {
    {"out", required_argument, NULL, OPTION_OUT},
    {"no-out", no_argument, NULL, OPTION_NO_OUT},
    {"force", no_argument, NULL, OPTION_FORCE},
    {"replications", required_argument, NULL, OPTION_REPLICATIONS},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"set", required_argument, NULL, OPTION_SET},
    {"targets", required_argument, NULL, OPTION_TARGETS},
    {"table", required_argument, NULL, OPTION_TABLE},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"from-start", no_argument, NULL, OPTION_FROM_START},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"quiet", no_argument, NULL, OPTION_QUIET},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static bool read_number(const char *name, const char *text, uint32_t most, uint32_t *number) {
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && value >= 1 && value <= (long long)most) {
        *number = (uint32_t)value;
        return true;
    }
    fprintf(stderr, "icsim: --%s \"%s\": expected a whole number from 1 to %u\n", name, text, most);
    return false;
}

/* The place of `text` among `words`; -1, said on stderr, where it is none of them. */
static int read_word(const char *name, const char *text, const char *const *words, const char *list) {
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(text, words[i]) == 0) return i;
    fprintf(stderr, "icsim: --%s \"%s\": expected %s\n", name, text, list);
    return -1;
}

static bool add_set(struct options *options, const char *text) {
    const char **more = realloc(options->set, (options->set_count + 1) * sizeof *more);
    if (more == NULL) {
        fprintf(stderr, "icsim: no memory\n");
        return false;
    }
    options->set = more;
    options->set[options->set_count++] = text;
    return true;
}

static bool take_word(struct options *options, int id, const char *value) {
    static const char *const formats[] = {"table", "csv", "json", "markdown", NULL};
    static const char *const colors[] = {"never", "always", "auto", NULL};
    if (id == OPTION_FORMAT) {
        int word = read_word("format", value, formats, "table, csv, json or markdown");
        if (word >= 0) options->format = (enum format)word;
        return word >= 0;
    }
    int word = read_word("color", value, colors, "always, never or auto");
    options->color = word == 2 ? -1 : word;
    return word >= 0;
}

static bool take(struct options *options, int id, const char *value) {
    switch (id) {
    case OPTION_OUT: options->out = value; return true;
    case OPTION_NO_OUT: options->no_out = true; return true;
    case OPTION_FORCE: options->force = true; return true;
    case OPTION_REPLICATIONS: return read_number("replications", value, 100000, &options->replications);
    case OPTION_SEED: return read_number("seed", value, INT32_MAX, &options->seed);
    case OPTION_THREADS: return read_number("threads", value, 1024, &options->threads);
    case OPTION_SET: return add_set(options, value);
    case OPTION_TARGETS: options->targets = value; return true;
    case OPTION_TABLE: options->table = value; return true;
    case OPTION_FROM_START: options->from_start = true; return true;
    case OPTION_QUIET: options->quiet = true; return true;
    case OPTION_HELP: options->help = true; return true;
    case OPTION_FORMAT:
    case OPTION_COLOR: return take_word(options, id, value);
    default: break;
    }
    return false; /* getopt has said what is wrong */
}

bool options_read(struct options *options, int argc, char **argv) {
    *options = (struct options){.color = -1, .argument_count = argc, .argument = argv};
    if (argc < 2) return true;
    options->command = argv[1];
    optind = 1; /* of argv + 1: the command stands where getopt expects the program's name */
    int id;
    while ((id = getopt_long(argc - 1, argv + 1, "", long_options, NULL)) != -1)
        if (!take(options, id, optarg)) return false;
    options->file = (const char *const *)(argv + 1 + optind);
    options->file_count = (size_t)(argc - 1 - optind);
    return true;
}

void options_free(struct options *options) {
    free(options->set);
    *options = (struct options){0};
}
