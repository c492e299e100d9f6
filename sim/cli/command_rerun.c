/* `rerun`: a result made again from the inputs that were frozen in its folder, by the command and the options that
 * are written there. */
#include "cli/commands.h"
#include "cli/speak.h"

#include "base/text.h"
#include "results/bundle.h"
#include "results/store.h"
#include "results/tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The command line that the manifest stands for. */
static bool read_kept(struct options *kept, const struct bundle_inputs *inputs, char ***words) {
    static char program[] = "icsim", end[] = "--";
    size_t count = 0, most = 4 + inputs->option_count + inputs->scenario_count;
    char **argv = calloc(most, sizeof *argv);
    *words = argv;
    if (argv == NULL) return false;
    argv[count++] = program;
    argv[count++] = inputs->command;
    for (size_t i = 0; i < inputs->option_count; i++) argv[count++] = inputs->option[i];
    argv[count++] = end;
    for (size_t i = 0; i < inputs->scenario_count; i++) argv[count++] = inputs->scenario[i];
    return options_read(kept, (int)count, argv);
}

/* What is asked for now: where to, how fast, in which form. */
static void lay_over(struct options *kept, const struct options *now, const char *targets) {
    kept->argument_count = now->argument_count;
    kept->argument = now->argument;
    kept->out = now->out != NULL ? now->out : "results/rerun";
    kept->targets = targets;
    kept->threads = now->threads;
    kept->format = now->format;
    kept->force = now->force;
    kept->quiet = now->quiet;
    kept->no_out = now->no_out;
    kept->no_report = now->no_report;
    kept->journeys = now->journeys;
    kept->from_start = now->from_start;
    kept->color = now->color;
}

static bool same_bytes(FILE *one, FILE *other) {
    char a[4096], b[4096];
    for (;;) {
        size_t in_a = fread(a, 1, sizeof a, one), in_b = fread(b, 1, sizeof b, other);
        if (in_a != in_b || memcmp(a, b, in_a) != 0) return false;
        if (in_a < sizeof a) return !ferror(one) && !ferror(other);
    }
}

/* Bytes that a store has by its own head (SQLite's file format: pages of so many bytes, and how many), of those that are
 * there; false where it is none. */
static bool read_size(FILE *store, unsigned long *wanted, unsigned long *there) {
    unsigned char head[32];
    if (fread(head, 1, sizeof head, store) != sizeof head || memcmp(head, "SQLite format 3", 16) != 0) return false;
    unsigned long page = (unsigned long)head[16] << 8 | head[17], pages = 0;
    for (int i = 28; i < 32; i++) pages = pages << 8 | head[i];
    *wanted = (page == 1 ? 65536 : page) * pages;
    if (fseek(store, 0, SEEK_END) != 0) return false;
    long size = ftell(store);
    *there = size < 0 ? 0 : (unsigned long)size;
    return fseek(store, 0, SEEK_SET) == 0;
}

/* Says why a folder's store cannot be compared with; true where it can. */
static bool may_compare(const char *folder, FILE *store) {
    unsigned long wanted = 0, there = 0;
    if (store == NULL) {
        fprintf(stderr, "icsim rerun: %s holds no " STORE_FILE " any more, so nothing says whether the result is the same\n",
                folder);
        return false;
    }
    if (!read_size(store, &wanted, &there)) {
        fprintf(stderr, "icsim rerun: %s/" STORE_FILE " is damaged: it does not begin as a store of results\n", folder);
        return false;
    }
    if (wanted == there) return true;
    fprintf(stderr, "icsim rerun: %s/" STORE_FILE " is damaged: %lu bytes are there, and it was written with %lu\n", folder, there,
            wanted);
    return false;
}

/* Whether the new store is the old one, byte for byte. */
static int compare_stores(const char *before, const char *after, const struct bundle_inputs *inputs) {
    struct text name[2] = {{0}, {0}};
    text_add_format(&name[0], "%s/" STORE_FILE, before);
    text_add_format(&name[1], "%s/" STORE_FILE, after);
    FILE *one = name[0].failed ? NULL : fopen(name[0].bytes, "rb");
    FILE *other = name[1].failed ? NULL : fopen(name[1].bytes, "rb");
    bool same_version = strcmp(inputs->version, ICSIM_VERSION) == 0;
    int code = EXIT_INPUT;
    if (may_compare(before, one)) {
        bool same = other != NULL && same_bytes(one, other);
        code = same || !same_version ? EXIT_DONE : EXIT_MACHINE;
        if (same)
            fprintf(stderr, "icsim: the same result: " STORE_FILE " is byte for byte that of %s\n", before);
        else
            fprintf(stderr, "icsim: another result: " STORE_FILE " differs from that of %s, which icsim %s made; this is %s\n",
                    before, inputs->version, ICSIM_VERSION);
    }
    if (one != NULL) fclose(one);
    if (other != NULL) fclose(other);
    text_free(&name[0]);
    text_free(&name[1]);
    return code;
}

/* Where nothing is to be written a result is made for the comparison alone, in the folder for passing files. */
static bool pass_through(struct text *passing) {
    const char *folder = getenv("TMPDIR");
    text_add_format(passing, "%s/icsim-XXXXXX", folder == NULL || folder[0] == '\0' ? "/tmp" : folder);
    if (passing->failed || mkdtemp(passing->bytes) == NULL) return false;
    text_add(passing, "/result");
    return !passing->failed;
}

static void remove_passing(struct text *passing) {
    if (!passing->failed && passing->length > 0) {
        char *last = strrchr(passing->bytes, '/');
        if (strcmp(last, "/result") == 0) *last = '\0';
        (void)tree_remove(AT_FDCWD, passing->bytes);
    }
    text_free(passing);
}

static int run_again(const struct options *options, const struct bundle_inputs *inputs) {
    struct options kept = {0};
    struct text passing = {0};
    char **words = NULL;
    int code = EXIT_INPUT;
    bool compares = strcmp(inputs->command, "compare") == 0;
    bool good = (compares || strcmp(inputs->command, "run") == 0) && read_kept(&kept, inputs, &words);
    if (!good || (kept.given & OPTIONS_NOT_DECIDING) != 0 || kept.file_count != inputs->scenario_count) {
        fprintf(stderr, "icsim rerun: %s has a manifest of its inputs with a command or an option that this version of "
                        "icsim does not know\n", options->file[0]);
        goto out;
    }
    lay_over(&kept, options, inputs->targets);
    if (options->out == NULL && !options->no_out) (void)mkdir("results", 0777); /* else the run says why it cannot be */
    if (options->no_out) {
        if (!pass_through(&passing)) {
            fprintf(stderr, "icsim rerun: no folder can be made for the comparison in TMPDIR, or /tmp\n");
            code = EXIT_MACHINE;
            goto out;
        }
        kept.out = passing.bytes;
        kept.no_out = false;
        kept.quiet = true;
    }
    code = compares ? command_compare(&kept) : command_run(&kept);
    if (code == EXIT_DONE) code = compare_stores(options->file[0], kept.out, inputs);
out:
    remove_passing(&passing);
    options_free(&kept);
    free(words);
    return code;
}

int command_rerun(const struct options *options) {
    struct bundle_inputs inputs = {0};
    struct text why = {0};
    enum status status = bundle_open(&inputs, options->file[0], &why);
    int code = EXIT_DONE;
    if (status != STATUS_OK) {
        fprintf(stderr, "icsim rerun: %s\n", why.bytes != NULL ? why.bytes : status_text(status));
        code = status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
    } else {
        code = run_again(options, &inputs);
    }
    bundle_close(&inputs);
    text_free(&why);
    return code;
}
