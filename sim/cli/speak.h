/* speak: problems, progress and interruption, for all commands. */
#ifndef ICSIM_CLI_SPEAK_H
#define ICSIM_CLI_SPEAK_H

#include "base/problem.h"
#include "base/text.h"
#include "cli/options.h"
#include "experiment/warnings.h"
#include "network/network.h"
#include "scenario/source.h"
#include <stdatomic.h>
#include <stdio.h>

/* Problems as "file:line: error: path: sentence", sorted; a last line counts them. */
void speak_problems(const struct options *options, struct problem_list *problems);

/* Loads the options' files; says what is wrong. EXIT_DONE or the exit code. */
int speak_load(const struct options *options, struct network *network);
/* The same, and keeps what the files say in `set`, with their bytes. */
int speak_read(const struct options *options, struct scenario_set *set, struct network *network);

/* Warnings, a line each. */
void speak_warnings(const struct warning_list *list);

/* Says what a status means; gives its exit code. */
int speak_status(enum status status, const char *doing);

/* True where `to` may be coloured. */
bool speak_in_color(const struct options *options, FILE *to);

/* True where results go to a terminal whose locale shows UTF-8; into a file the same bytes are written everywhere. */
bool speak_in_blocks(void);

/* Set by SIGINT and SIGTERM once speak_listen was called. */
extern atomic_bool speak_stop;
void speak_listen(void);

/* A bar on a terminal, sparse lines in a log. */
struct progress {
    const struct options *options;
    double started;      /* seconds */
    uint32_t last_tenth;
};
void progress_begin(struct progress *progress, const struct options *options);
void progress_show(void *progress, uint32_t done, uint32_t of);
/* Seconds since it began. */
double progress_seconds(const struct progress *progress);

#endif
