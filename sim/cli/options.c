/* One table of options for getopt_long; a number out of its range is refused with the range. */
#define _GNU_SOURCE /* getopt_long */
#include "cli/options.h"

#include "base/text.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* getopt's number of an option is the place of its bit. */
enum option_id {
    OPTION_OUT = 1, OPTION_NO_OUT, OPTION_FORCE, OPTION_REPLICATIONS, OPTION_SEED, OPTION_THREADS, OPTION_SET,
    OPTION_TARGETS, OPTION_TABLE, OPTION_FORMAT, OPTION_FROM_START, OPTION_COLOR, OPTION_QUIET, OPTION_HELP,
    OPTION_PERSON, OPTION_LONGEST, OPTION_WORST_OFF, OPTION_RANDOM, OPTION_AREA, OPTION_GROUP, OPTION_REPLICATION,
    OPTION_COUNT, OPTION_PRECISION, OPTION_NO_REPORT, OPTION_PICTURES, OPTION_CHARTS, OPTION_JOURNEYS
};

static const struct {
    struct option option;
    const char *argument, *help;
} rows[] = {
    {{"out", required_argument, NULL, OPTION_OUT}, " DIR",
     "write there; a run's default is results/run, a comparison's results/compare"},
    {{"no-out", no_argument, NULL, OPTION_NO_OUT}, "", "show the table only, write nothing"},
    {{"no-report", no_argument, NULL, OPTION_NO_REPORT}, "", "write no report.html"},
    {{"journeys", no_argument, NULL, OPTION_JOURNEYS}, "",
     "some simulated people's journeys in report.html: takes as long as two more\n"
     "                       replications"},
    {{"pictures", required_argument, NULL, OPTION_PICTURES}, " FOLDER",
     "draw every picture there as SVG and PNG, instead of the page"},
    {{"charts", no_argument, NULL, OPTION_CHARTS}, "",
     "the pictures' Vega-Lite specifications with their data, as files in --out"},
    {{"force", no_argument, NULL, OPTION_FORCE}, "", "replace an existing result"},
    {{"replications", required_argument, NULL, OPTION_REPLICATIONS}, " N",
     "independent repetitions of the whole run, 1..100000 (default 10); with\n"
     "                       --precision the most (default 320)"},
    {{"precision", required_argument, NULL, OPTION_PRECISION}, " P",
     "replications until the first standard's mean (of a comparison: the difference\n"
     "                       in it) is known to within P, such as \"2 min\" or \"5 %\" of the baseline's\n"
     "                       value; of another measure \"two_hours.p90: 5 min\"; looked at after\n"
     "                       10, 20, 40 ..."},
    {{"seed", required_argument, NULL, OPTION_SEED}, " S", "1..2147483647 (default: the scenario's, else 1)"},
    {{"threads", required_argument, NULL, OPTION_THREADS}, " N",
     "1..1024 (default: one for each processor); results do not depend on it"},
    {{"set", required_argument, NULL, OPTION_SET}, " PATH=VALUE",
     "another value from the start, e.g. sites.royal.pools.bay=12; * stands\n"
     "                       for any one name; may be given again"},
    {{"targets", required_argument, NULL, OPTION_TARGETS}, " FILE", "published figures to compare with"},
    {{"table", required_argument, NULL, OPTION_TABLE}, " NAME", "one table only"},
    {{"format", required_argument, NULL, OPTION_FORMAT}, " F", "table, csv, json or markdown; of export also xlsx (Excel)"},
    {{"from-start", no_argument, NULL, OPTION_FROM_START}, "",
     "run every scenario from the start, sharing nothing: the same numbers, slower"},
    {{"person", required_argument, NULL, OPTION_PERSON}, " ID",
     "this person: pathway/area/group/date/number, as printed; the same person in\n"
     "                       every scenario, and only in this replication and seed"},
    {{"longest", required_argument, NULL, OPTION_LONGEST}, " STANDARD",
     "who has the longest reading of a standard in the first scenario"},
    {{"worst-off", optional_argument, NULL, OPTION_WORST_OFF}, " [STANDARD]",
     "whose reading of the standard (or of any) is longest beyond the same\n"
     "                       person's in the first scenario"},
    {{"random", no_argument, NULL, OPTION_RANDOM}, "", "anybody measured in the first scenario (the default)"},
    {{"area", required_argument, NULL, OPTION_AREA}, " AREA", "only people of this area"},
    {{"group", required_argument, NULL, OPTION_GROUP}, " GROUP", "only people of this group, e.g. age/from_65"},
    {{"count", required_argument, NULL, OPTION_COUNT}, " K", "so many people, 1..1000 (default 1)"},
    {{"replication", required_argument, NULL, OPTION_REPLICATION}, " N", "which replication, 1..100000 (default 1)"},
    {{"color", required_argument, NULL, OPTION_COLOR}, " WHEN", "always, never or auto"},
    {{"quiet", no_argument, NULL, OPTION_QUIET}, "", "no progress"},
    {{"help", no_argument, NULL, OPTION_HELP}, "", "this"},
};

enum { OPTIONS = sizeof rows / sizeof rows[0] };

void options_show(unsigned takes) {
    for (size_t i = 0; i < OPTIONS; i++)
        if ((takes >> rows[i].option.val & 1) != 0)
            printf("  --%s%-*s %s\n", rows[i].option.name, 18 - (int)strlen(rows[i].option.name), rows[i].argument,
                   rows[i].help);
}

const char *options_stranger(const struct options *options, unsigned takes) {
    for (size_t i = 0; i < OPTIONS; i++)
        if ((options->given & ~takes) >> rows[i].option.val & 1) return rows[i].option.name;
    return NULL;
}

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

/* Keeps an option as it would be written again. */
static bool keep_deciding(struct options *options, int id, const char *value) {
    if ((1u << id & OPTIONS_NOT_DECIDING) != 0) return true;
    char **more = realloc(options->deciding, (options->deciding_count + 1) * sizeof *more);
    if (more != NULL) options->deciding = more;
    struct text text = {0};
    for (size_t i = 0; i < OPTIONS; i++)
        if (rows[i].option.val == id)
            text_add_format(&text, "--%s%s%s", rows[i].option.name, value != NULL ? "=" : "", value != NULL ? value : "");
    if (more == NULL || text.failed || text.bytes == NULL) {
        text_free(&text);
        fprintf(stderr, "icsim: no memory\n");
        return false;
    }
    options->deciding[options->deciding_count++] = text.bytes;
    return true;
}

static bool take_word(struct options *options, int id, const char *value) {
    static const char *const formats[] = {"table", "csv", "json", "markdown", "xlsx", NULL};
    static const char *const colors[] = {"never", "always", "auto", NULL};
    if (id == OPTION_FORMAT) {
        bool export = strcmp(options->command, "export") == 0;
        int word = read_word("format", value, formats,
                             export ? "table, csv, json, markdown or xlsx" : "table, csv, json or markdown");
        if (word == FORMAT_XLSX && !export) {
            fprintf(stderr, "icsim: --format xlsx is for icsim export alone; expected table, csv, json or markdown\n");
            return false;
        }
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
    case OPTION_NO_REPORT: options->no_report = true; return true;
    case OPTION_PICTURES: options->pictures = value; return true;
    case OPTION_CHARTS: options->charts = true; return true;
    case OPTION_JOURNEYS: options->journeys = true; return true;
    case OPTION_FORCE: options->force = true; return true;
    case OPTION_REPLICATIONS: return read_number("replications", value, 100000, &options->replications);
    case OPTION_SEED: return read_number("seed", value, INT32_MAX, &options->seed);
    case OPTION_THREADS: return read_number("threads", value, 1024, &options->threads);
    case OPTION_SET: return add_set(options, value);
    case OPTION_TARGETS: options->targets = value; return true;
    case OPTION_PRECISION: options->precision = value; return true;
    case OPTION_TABLE: options->table = value; return true;
    case OPTION_FROM_START: options->from_start = true; return true;
    case OPTION_QUIET: options->quiet = true; return true;
    case OPTION_PERSON: options->person = value; return true;
    case OPTION_LONGEST: options->longest = value; return true;
    case OPTION_WORST_OFF: options->worst_off = true; options->worst_off_of = value; return true;
    case OPTION_RANDOM: options->random = true; return true;
    case OPTION_AREA: options->area = value; return true;
    case OPTION_GROUP: options->group = value; return true;
    case OPTION_COUNT: return read_number("count", value, 1000, &options->count);
    case OPTION_REPLICATION: return read_number("replication", value, 100000, &options->replication);
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
    struct option long_options[OPTIONS + 1] = {{NULL, 0, NULL, 0}};
    for (size_t i = 0; i < OPTIONS; i++) long_options[i] = rows[i].option;
    optind = 1; /* of argv + 1: the command stands where getopt expects the program's name */
    int id;
    while ((id = getopt_long(argc - 1, argv + 1, "", long_options, NULL)) != -1) {
        /* getopt wants "=" before what may be left out: a plain word that follows, which no file is, is meant too. */
        if (id == OPTION_WORST_OFF && optarg == NULL && optind < argc - 1 && text_is_id(argv[1 + optind]))
            optarg = argv[1 + optind++];
        if (!take(options, id, optarg) || !keep_deciding(options, id, optarg)) return false;
        options->given |= 1u << id;
    }
    options->file = (const char *const *)(argv + 1 + optind);
    options->file_count = (size_t)(argc - 1 - optind);
    return true;
}

void options_free(struct options *options) {
    free(options->set);
    for (size_t i = 0; i < options->deciding_count; i++) free(options->deciding[i]);
    free(options->deciding);
    *options = (struct options){0};
}

uint32_t options_threads(const struct options *options) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return options->threads > 0 ? options->threads : processors > 0 ? (uint32_t)processors : 1;
}
