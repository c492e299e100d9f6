/* Shapes of scenarios for as long as is asked. A shape that fails is kept, with what was said of it. */
#define _GNU_SOURCE /* getopt_long, mkdtemp */
#include "random/known_networks.h"
#include "random/network_maker.h"
#include "random/shape_check.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct wish {
    double minutes;     /* 0: by number of shapes */
    uint64_t seed;
    unsigned long shapes;
    const char *keep;   /* folder for what fails */
};

static void show_usage(FILE *to) {
    fputs("usage: random_networks [--minutes N] [--seed S] [--shapes N] [--keep DIR]\n\n"
          "Makes valid scenarios up, one a seed from S on, and looks whether each is read, runs, keeps its ledger, and\n"
          "gives the same on two threads and from the start; one in\n"
          "twenty is of a family whose answers theory knows. What fails is kept in DIR (default: random_failures).\n"
          "Default: one minute from a seed that the clock gives; it is printed.\n", to);
}

static bool read_wish(struct wish *wish, int argc, char **argv) {
    static const struct option options[] = {{"minutes", required_argument, NULL, 'm'}, {"seed", required_argument, NULL, 's'},
                                            {"shapes", required_argument, NULL, 'n'},  {"keep", required_argument, NULL, 'k'},
                                            {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0}};
    *wish = (struct wish){.minutes = 1, .seed = (uint64_t)time(NULL), .keep = "random_failures"};
    for (int id; (id = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        char *end = NULL;
        errno = 0;
        if (id == 'm') wish->minutes = strtod(optarg, &end);
        if (id == 's') wish->seed = strtoull(optarg, &end, 10);
        if (id == 'n') wish->shapes = strtoul(optarg, &end, 10);
        if (id == 'k') wish->keep = optarg;
        if (id == '?') return false;
        if (id == 'h') {
            show_usage(stdout);
            exit(0);
        }
        if (end != NULL && (*end != '\0' || end == optarg || errno != 0)) {
            fprintf(stderr, "random_networks: \"%s\": expected a number\n", optarg);
            return false;
        }
    }
    if (wish->shapes > 0) wish->minutes = 0;
    return true;
}

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Keeps the scenario of a shape that failed and what was said. */
static void keep(const struct wish *wish, const struct made_network *made, uint64_t seed, const char *said) {
    char folder[500], file[600];
    (void)mkdir(wish->keep, 0777);
    snprintf(folder, sizeof folder, "%s/seed_%" PRIu64, wish->keep, seed);
    (void)mkdir(folder, 0777);
    snprintf(file, sizeof file, "%s/said.txt", folder);
    FILE *out = network_write(made, folder) ? fopen(file, "wb") : NULL;
    if (out == NULL) {
        fprintf(stderr, "random_networks: %s could not be written\n", folder);
        return;
    }
    fputs(said, out);
    fclose(out);
    printf("seed %" PRIu64 " fails; kept in %s:\n%s", seed, folder, said);
    fflush(stdout);
}

static bool try_shape(const struct wish *wish, const char *folder, uint64_t seed, uint64_t *events) {
    struct made_network made;
    struct text said = {0};
    network_make(&made, seed);
    bool good = network_write(&made, folder);
    if (!good) fprintf(stderr, "random_networks: %s cannot be written to\n", folder);
    good = good && shape_holds(folder, (uint32_t)(seed % 2147483646u) + 1, &said, events);
    if (!good) keep(wish, &made, seed, said.bytes != NULL ? said.bytes : "");
    text_free(&said);
    network_made_free(&made);
    return good;
}

/* Every so many shapes one whose answers are known, so wide apart that chance alone puts none out in a night. */
enum { KNOWN_EVERY = 20, KNOWN_REPLICATIONS = 30, KNOWN_CLAIMS = 1000000 };

static bool try_known(const struct wish *wish, const char *folder, uint64_t seed) {
    struct known_network known;
    struct text said = {0};
    double error = 0;
    known_make(&known, (unsigned)(seed / KNOWN_EVERY % known_family_count()), seed);
    bool good = known_holds(&known, folder, KNOWN_REPLICATIONS, KNOWN_CLAIMS, &said, &error);
    if (!good) {
        struct made_network kept = {.base = known.scenario}; /* as base.cfg, with an empty plan */
        text_add(&kept.plan, "base = \"base.cfg\";\n");
        text_add(&kept.areas, "\n");
        keep(wish, &kept, seed, said.bytes != NULL ? said.bytes : "");
        text_free(&kept.plan);
        text_free(&kept.areas);
    }
    text_free(&said);
    known_free(&known);
    return good;
}

int main(int argc, char **argv) {
    struct wish wish;
    if (!read_wish(&wish, argc, argv)) {
        show_usage(stderr);
        return 2;
    }
    const char *where = getenv("TMPDIR");
    char folder[400];
    snprintf(folder, sizeof folder, "%s/random-networks-XXXXXX", where != NULL ? where : "/tmp");
    if (mkdtemp(folder) == NULL) {
        fprintf(stderr, "random_networks: cannot make %s: %s\n", folder, strerror(errno));
        return 3;
    }
    printf("first seed %" PRIu64 "\n", wish.seed);
    fflush(stdout);
    unsigned long count = 0, failed = 0;
    uint64_t events = 0;
    double started = now_seconds();
    while (wish.minutes > 0 ? now_seconds() - started < 60 * wish.minutes : count < wish.shapes) {
        uint64_t seed = wish.seed + count;
        failed += !try_shape(&wish, folder, seed, &events);
        if (seed % KNOWN_EVERY == 0) failed += !try_known(&wish, folder, seed);
        count++;
    }
    printf("%lu shapes, %lu failed, %.3g million events, %.1f s\n", count, failed, 1e-6 * (double)events,
           now_seconds() - started);
    char remove[500];
    snprintf(remove, sizeof remove, "%s", folder);
    static const char *const files[] = {"base.cfg", "plan.cfg", "areas.csv", "observed.csv", "week.csv", "season.csv",
                                        "known.cfg", "booked.csv", "known.csv", "leaving.csv", "rota.csv", "calendar.csv", "open.csv"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(remove, sizeof remove, "%s/%s", folder, files[i]);
        (void)unlink(remove);
    }
    (void)rmdir(folder);
    return failed > 0 ? 1 : 0;
}
