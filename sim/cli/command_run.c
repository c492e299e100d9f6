/* `run` and `compare`: files in, the same people through each, a table out and a folder of results. */
#include "cli/commands.h"
#include "cli/precise.h"
#include "cli/speak.h"
#include "cli/targets_file.h"

#include "base/text.h"
#include "experiment/experiment.h"
#include "experiment/warnings.h"
#include "report/report.h"
#include "results/bundle.h"
#include "results/folder.h"
#include "results/provenance.h"
#include "results/store.h"
#include "results/summary.h"
#include "results/summary_bars.h"
#include "results/targets.h"
#include "results/view.h"
#include "results/warm_up_say.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { REPLICATIONS = 10 };

/* One command under way: what it read, ran and writes. */
struct job {
    const struct options *options;
    struct scenario_set set;
    struct network network;
    struct warm_up warm_up;
    struct targets_file targets;
    struct experiment_plan plan;
    struct experiment_result result;
    struct result_view view;
    struct progress progress;
    struct warning_list warnings;
    struct precision precision;
    struct text precise; /* how a run for a precision ended */
    time_t started;
};

static uint32_t threads_of(const struct options *options, uint32_t replications) {
    uint32_t threads = options_threads(options);
    return threads < replications ? threads : replications;
}

static int fail(const char *doing, enum status status, struct text *why) {
    int code = status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
    fprintf(stderr, "icsim: %s: %s\n", doing, why->bytes != NULL ? why->bytes : status_text(status));
    text_free(why);
    return code;
}

static int read_targets(struct job *job) {
    if (job->options->targets == NULL) return EXIT_DONE;
    struct problem_list problems = {0};
    enum status status = targets_file_read(&job->targets, job->options->targets, &problems);
    if (status == STATUS_OK) status = problem_status(&problems);
    speak_problems(job->options, &problems);
    problem_list_free(&problems);
    return speak_status(status, "reading the targets");
}

/* A ledger that does not come out is our own fault: no number of such a run may be used. */
static int look_at_ledger(const struct job *job) {
    static const char *const checks[LEDGER_CHECKS] = {"people", "little", "money", "pools", "lists", "rings"};
    for (uint32_t arm = 0; arm < job->result.arm_count; arm++)
        for (uint32_t i = 0; i < job->result.replications; i++)
            for (int check = 0; check < LEDGER_CHECKS; check++) {
                struct ledger_line line = job->result.arm[arm].outcome[i].ledger[check];
                if (line.ok) continue;
                fprintf(stderr, "icsim: the ledger of scenario %s, replication %u, does not come out (%s: %g). This is "
                                "a fault of icsim; please report it with the scenario. Nothing was written.\n",
                        job->network.arm[arm].id, i + 1, checks[check], line.value);
                return EXIT_MACHINE;
            }
    return EXIT_DONE;
}

static uint64_t events_of(const struct job *job) {
    uint64_t events = 0;
    for (uint32_t arm = 0; arm < job->result.arm_count; arm++)
        for (uint32_t i = 0; i < job->result.replications; i++) events += job->result.arm[arm].outcome[i].events;
    return events;
}

static enum status add_provenance(struct job *job, const struct folder *folder, struct text *why) {
    struct text text = {0};
    struct provenance_file *file = calloc(job->network.arm_count, sizeof *file);
    if (file == NULL) return STATUS_NO_MEMORY;
    for (uint32_t arm = 0; arm < job->network.arm_count; arm++)
        file[arm] = (struct provenance_file){job->network.arm[arm].file, job->network.arm[arm].digest};
    struct provenance provenance = {.argument_count = job->options->argument_count,
                                    .argument = job->options->argument,
                                    .started = job->started,
                                    .seconds = progress_seconds(&job->progress),
                                    .threads = job->plan.threads,
                                    .events = events_of(job),
                                    .precision = job->precise.bytes,
                                    .file_count = job->network.arm_count,
                                    .file = file};
    enum status status = provenance_text(&provenance, &text);
    if (status == STATUS_OK) status = folder_write(folder, "provenance.json", &text, why);
    free(file);
    text_free(&text);
    return status;
}

static enum status add_summary(const struct summary *summary, const struct folder *folder, struct text *why) {
    struct text text = {0};
    summary_render(summary, SUMMARY_CSV, &text);
    enum status status = text.failed ? STATUS_NO_MEMORY : folder_write(folder, "summary.csv", &text, why);
    text_free(&text);
    return status;
}

/* The inputs, frozen beside what was made of them. */
static enum status add_bundle(const struct job *job, const struct folder *folder, struct text *why) {
    uint32_t count = job->network.arm_count;
    const char **scenario = calloc(count, sizeof *scenario);
    if (scenario == NULL) return STATUS_NO_MEMORY;
    for (uint32_t arm = 0; arm < count; arm++) scenario[arm] = job->network.arm[arm].file;
    struct bundle bundle = {.command = count > 1 ? "compare" : "run",
                            .sources = &job->set.sources,
                            .scenario = scenario,
                            .scenario_count = count,
                            .targets = job->options->targets == NULL ? NULL : job->targets.sources.item[0],
                            .option = (const char *const *)job->options->deciding,
                            .option_count = job->options->deciding_count};
    enum status status = bundle_write(folder, &bundle, why);
    free(scenario);
    return status;
}

/* Of results that are whole: whoever gets no page still has them. */
static int write_page(const struct job *job, const struct folder *folder) {
    struct report_wish wish = {job->options->journeys, threads_of(job->options, job->network.arm_count), &speak_stop};
    struct text why = {0};
    int code = EXIT_DONE;
    if (report_write_wished(folder->path, &wish, &why) != STATUS_OK) {
        bool stopped = atomic_load(&speak_stop);
        fprintf(stderr, "icsim: the results are whole, but no report was written: %s\n", why.bytes != NULL ? why.bytes : stopped ? "interrupted" : "no memory");
        code = stopped ? EXIT_STOPPED : EXIT_MACHINE;
    } else if (!job->options->quiet) {
        fprintf(stderr, "icsim: open %s/" REPORT_FILE " in a browser\n", folder->path);
    }
    text_free(&why);
    return code;
}

static int write_results(struct job *job, struct folder *folder, const struct summary *summary) {
    struct text why = {0};
    char *store = folder_file(folder, "results.sqlite");
    enum status status = store == NULL ? STATUS_NO_MEMORY : store_write(store, &job->view, &why);
    free(store);
    if (status == STATUS_OK) status = add_summary(summary, folder, &why);
    if (status == STATUS_OK) status = add_provenance(job, folder, &why);
    if (status == STATUS_OK) status = add_bundle(job, folder, &why);
    if (status == STATUS_OK) status = folder_commit(folder, &why);
    if (status != STATUS_OK) return fail("writing the results", status, &why);
    text_free(&why);
    if (!job->options->quiet)
        fprintf(stderr, "icsim: results are in %s (icsim export %s shows the tables, icsim rerun %s makes them again "
                        "from the inputs kept there)\n", folder->path, folder->path, folder->path);
    return EXIT_DONE;
}

/* What was simulated: every scenario by its title, what was set by hand, how often and how long. */
static void add_heading(const struct job *job, struct text *text) {
    const struct network *network = &job->network;
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        const char *title = network->arm[arm].title;
        text_add_format(text, "%s%s%s\n", network->arm[arm].id, title != NULL ? ": " : "", title != NULL ? title : "");
    }
    for (size_t i = 0; i < job->options->set_count; i++) text_add_format(text, "with %s\n", job->options->set[i]);
    char from[11];
    calendar_format(network->first_day + (int32_t)(network->window_from / MINUTES_PER_DAY), from);
    text_add_format(text, "Simulated: %u replications of %.0f days from %s, seed %u; 95 %% intervals.\n",
                    job->result.replications, (network->window_to - network->window_from) / MINUTES_PER_DAY, from,
                    job->plan.seed);
    warm_up_say(network, &job->warm_up, text);
    text_add(text, "\n");
}

static int show_summary(const struct job *job, const struct summary *summary) {
    static const enum summary_format formats[] = {[FORMAT_TEXT] = SUMMARY_TEXT,
                                                  [FORMAT_CSV] = SUMMARY_CSV,
                                                  [FORMAT_JSON] = SUMMARY_JSON,
                                                  [FORMAT_MARKDOWN] = SUMMARY_MARKDOWN};
    struct text text = {0};
    if (job->options->format == FORMAT_TEXT) add_heading(job, &text);
    summary_render(summary, formats[job->options->format], &text);
    if (job->options->format == FORMAT_TEXT) {
        text_add(&text, "\n");
        summary_bars(summary, speak_in_blocks(), &text);
    }
    bool good = !text.failed && text.bytes != NULL && fputs(text.bytes, stdout) >= 0;
    text_free(&text);
    return good ? EXIT_DONE : EXIT_MACHINE;
}

static int show_targets(struct job *job) {
    if (job->options->targets == NULL) return EXIT_DONE;
    struct target_list list = {0};
    enum status status = target_list_init(&list, &job->view, 0, job->targets.target, job->targets.count);
    if (status != STATUS_OK) return speak_status(status, "comparing with the targets");
    printf("\n%-22s %-38s %12s %12s %23s %12s\n", "target", "path", "published", "simulated", "95 % interval",
           "difference");
    for (size_t i = 0; i < list.count; i++) {
        const struct target_row *row = &list.row[i];
        if (row->wrong != NULL) {
            printf("%-22s %-38s %s\n", row->target->measure, row->target->path, row->wrong);
            continue;
        }
        int digits = fabs(row->target->value) < 10 ? 3 : fabs(row->target->value) < 1000 ? 1 : 0;
        printf("%-22s %-38s %12.*f %12.*f %11.*f-%-11.*f %+12.*f %s\n", row->target->measure, row->target->path, digits,
               row->target->value, digits, row->mean, digits, row->low, digits, row->high, digits, row->difference,
               row->inside ? "near" : "OFF");
    }
    target_list_free(&list);
    return EXIT_DONE;
}

/* What is to be said of the warm-up and the result, which then knows both. */
static enum status look_back(struct job *job) {
    enum status status = warm_up_test(&job->warm_up, &job->result);
    if (status == STATUS_OK) status = warnings_of_result(&job->result, &job->warm_up, &job->warnings);
    job->result.warm_up = &job->warm_up;
    job->result.warnings = &job->warnings;
    return status;
}

static int report(struct job *job, struct folder *folder) {
    enum status status = look_back(job);
    if (status == STATUS_OK) status = result_view_init(&job->view, &job->result, job->plan.seed);
    if (status != STATUS_OK) return speak_status(status, "preparing the results");
    struct summary summary = {0};
    status = summary_init(&summary, &job->view);
    int code = speak_status(status, "preparing the summary");
    int page = EXIT_DONE;
    if (code == EXIT_DONE && !job->options->no_out) code = write_results(job, folder, &summary);
    if (code == EXIT_DONE && !job->options->no_out && !job->options->no_report) page = write_page(job, folder);
    if (code == EXIT_DONE) code = show_summary(job, &summary);
    fflush(stdout);
    speak_warnings(&job->warnings); /* those known before the run again */
    if (code == EXIT_DONE) code = show_targets(job);
    summary_free(&summary);
    return code == EXIT_DONE ? page : code;
}

static void make_plan(struct job *job) {
    const struct options *options = job->options;
    uint32_t otherwise = options->precision != NULL ? PRECISION_MOST : REPLICATIONS;
    job->plan.replications = options->replications > 0 ? options->replications : otherwise;
    job->plan.seed = options->seed > 0 ? options->seed : job->network.seed > 0 ? job->network.seed : 1;
    job->plan.threads = threads_of(options, job->plan.replications);
    job->plan.from_start = options->from_start;
    job->plan.stop = &speak_stop;
    job->plan.progress = progress_show;
    job->plan.context = &job->progress;
}

/* The warm-up, where it is to be found. */
static int settle(struct job *job) {
    struct problem_list problems = {0};
    if (job->network.warm_up_is_auto && !job->options->quiet)
        fprintf(stderr, "icsim: a pilot of %d replications looks for the warm-up\n", WARM_UP_PILOT_REPLICATIONS);
    enum status status = warm_up_settle(&job->set, &job->network, &job->plan, &job->warm_up, &problems);
    if (status != STATUS_OK) speak_problems(job->options, &problems); /* else they were said when the files were read */
    problem_list_free(&problems);
    return speak_status(status, "looking for the warm-up");
}

static int simulate(struct job *job) {
    if (job->options->precision != NULL) {
        int code = precise_run(&job->precision, &job->plan, &job->network, &job->result, &job->precise);
        return code == EXIT_DONE ? look_at_ledger(job) : code;
    }
    enum status status = experiment_run(&job->network, &job->plan, &job->result);
    if (status != STATUS_OK) return speak_status(status, "running");
    return look_at_ledger(job);
}

static int run_files(const struct options *options, const char *default_out) {
    struct job job = {.options = options, .started = time(NULL)};
    struct folder folder = {0};
    struct text why = {0};
    progress_begin(&job.progress, options);
    int code = speak_read(options, &job.set, &job.network);
    if (code == EXIT_DONE) code = precise_read(options, &job.network, &job.precision);
    if (code == EXIT_DONE) code = read_targets(&job);
    if (code == EXIT_DONE && !options->no_out) {
        if (options->out == NULL) (void)mkdir("results", 0777); /* where it cannot be made, folder_begin says why */
        enum status status = folder_begin(&folder, options->out != NULL ? options->out : default_out, options->force,
                                          &why);
        if (status != STATUS_OK) code = fail("the output folder", status, &why);
    }
    if (code == EXIT_DONE) {
        code = speak_status(warnings_of_traffic(&job.network, &job.warnings), "looking for overloaded pools");
        speak_warnings(&job.warnings);
        speak_listen();
    }
    if (code == EXIT_DONE) {
        make_plan(&job);
        code = settle(&job);
    }
    if (code == EXIT_DONE) code = simulate(&job);
    if (code == EXIT_DONE) code = report(&job, &folder);
    text_free(&why);
    warning_list_free(&job.warnings);
    text_free(&job.precise);
    folder_free(&folder);
    result_view_free(&job.view);
    experiment_result_free(&job.result);
    targets_file_free(&job.targets);
    warm_up_free(&job.warm_up);
    network_free(&job.network);
    scenario_set_free(&job.set);
    return code;
}

int command_run(const struct options *options) {
    return run_files(options, "results/run");
}

int command_compare(const struct options *options) {
    return run_files(options, "results/compare");
}
