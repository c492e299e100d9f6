/* validate: runs the battery and prints each case beside what must come out. scripts/validate builds and calls it. */
#include "validation/battery.h"

#include "support/must.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct wish {
    const char *only; /* a system by name; NULL: all */
    bool also_long;
    uint32_t threads;
};

struct total {
    unsigned passed, failed, again, compared, beyond_two;
    double square; /* of (ours - expected) / error, summed over those compared */
};

static void give_up(const char *sentence) {
    fprintf(stderr, "validate: %s\n", sentence);
    exit(3);
}

static const char *const usage =
    "usage: validate [--long] [--case NAME] [--threads N] [--list]\n"
    "Prints case | expected | ours | interval | verdict; exits 1 where a case fails.\n";

static void read_options(struct wish *wish, int count, char **option) {
    for (int i = 1; i < count; i++) {
        if (strcmp(option[i], "--long") == 0) {
            wish->also_long = true;
        } else if (strcmp(option[i], "--case") == 0 && i + 1 < count) {
            wish->only = option[++i];
            wish->also_long = true;
        } else if (strcmp(option[i], "--threads") == 0 && i + 1 < count && atoi(option[i + 1]) > 0) {
            wish->threads = (uint32_t)atoi(option[++i]);
        } else if (strcmp(option[i], "--list") == 0) {
            for (size_t s = 0; s < battery_count(); s++)
                printf("%-16s %s%s\n", battery_system(s)->name, battery_system(s)->title,
                       battery_system(s)->takes_long ? " (long)" : "");
            exit(0);
        } else {
            fputs(usage, stderr);
            exit(2);
        }
    }
}

/* The columns "expected" and "interval" as the row's rule has them. */
static void say_expected(char *text, size_t size, const struct battery_row *row, const struct finding *finding) {
    switch (row->rule) {
    case AGREES:
    case EQUALS: snprintf(text, size, "%.5g", finding->exact); return;
    case APART: snprintf(text, size, "not %.5g", finding->exact); return;
    case BETWEEN: snprintf(text, size, "%.3g to %.3g", finding->low, finding->high); return;
    case ABOVE: snprintf(text, size, "> %.4g", finding->low); return;
    case BELOW: break;
    }
    snprintf(text, size, "< %.4g", finding->high);
}

static void say_row(const struct battery_row *row, const struct finding *finding) {
    char expected[32], interval[48] = "", ours[32];
    say_expected(expected, sizeof expected, row, finding);
    snprintf(ours, sizeof ours, "%.5g", finding->ours);
    if (row->rule == EQUALS)
        snprintf(interval, sizeof interval, "exact");
    else if (isfinite(finding->interval_low))
        snprintf(interval, sizeof interval, "%.5g to %.5g", finding->interval_low, finding->interval_high);
    printf("| %-58s | %-16s | %-9s | %-22s | %s |\n", row->name, expected, ours, interval, finding_verdict(finding));
}

static void say_system(const struct battery_system *system) {
    printf("\n**%s**: %s  \n", system->name, system->title);
    if (system->wish.file[0] != NULL) {
        printf("`tests/%s`", system->wish.file[0]);
        for (size_t i = 0; i < WISH_SETS && system->wish.set[i] != NULL; i++) printf(" `--set %s`", system->wish.set[i]);
        printf(", seed %u, %u replication%s. ", battery_seed(system), system->wish.replications,
               system->wish.replications == 1 ? "" : "s");
    }
    printf("Source: ");
    for (size_t i = 0; i < system->row_count; i++) {
        bool said = false;
        for (size_t k = 0; k < i; k++) said |= strcmp(system->row[k].source, system->row[i].source) == 0;
        if (!said) printf("%s%s", i > 0 ? "; " : "", system->row[i].source);
    }
    printf(".\n\n| %-58s | %-16s | %-9s | %-22s | verdict |\n|---|---|---|---|---|\n", "case", "expected", "ours", "interval (95 %)");
}

static void judge(const struct battery_system *system, const struct wish *wish, struct total *total) {
    struct finding finding[MOST_ROWS];
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    battery_judge(system, (struct battery_effort){1, wish->threads}, finding);
    clock_gettime(CLOCK_MONOTONIC, &after);
    fprintf(stderr, "%-16s %6.1f s\n", system->name,
            (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9);
    say_system(system);
    for (size_t i = 0; i < system->row_count; i++) {
        const struct finding *found = &finding[i];
        say_row(&system->row[i], found);
        *(found->passed ? &total->passed : &total->failed) += 1;
        total->again += found->again;
        if (system->row[i].rule == AGREES && !(system->row[i].half_digit > 0)) {
            total->compared++;
            total->square += pow((found->ours - found->exact) / found->error, 2);
            total->beyond_two += found->again || fabs(found->ours - found->exact) > 2 * found->error;
        }
    }
    fflush(stdout);
}

int main(int count, char **option) {
    struct wish wish = {.threads = 1};
    struct total total = {0};
    unsigned systems = 0;
    must_fails = give_up;
    read_options(&wish, count, option);
    for (size_t i = 0; i < battery_count(); i++) {
        const struct battery_system *system = battery_system(i);
        if ((wish.only != NULL && strcmp(wish.only, system->name) != 0) || (system->takes_long && !wish.also_long)) continue;
        judge(system, &wish, &total);
        systems++;
    }
    if (systems == 0) {
        fprintf(stderr, "validate: there is no case \"%s\"; --list names them\n", wish.only);
        return 2;
    }
    printf("\n%u cases: %u passed, %u failed.\n", total.passed + total.failed, total.passed, total.failed);
    if (total.compared > 0)
        printf("%u of %u means lie beyond two errors of theirs; by chance 1 in 20 would. The errors' root mean square is "
               "%.2f; by chance it is 1.\n", total.beyond_two, total.compared, sqrt(total.square / total.compared));
    if (total.again > 0) printf("%u cases were decided by a second run with other random numbers, and four times the replications.\n", total.again);
    return total.failed > 0;
}
