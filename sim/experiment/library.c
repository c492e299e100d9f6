/* The public interface over the floors: it holds a network and, after a run, its result. */
#include "icsim/icsim.h"

#include "base/interval.h"
#include "base/memory.h"
#include "base/text.h"
#include "experiment/experiment.h"
#include "experiment/warnings.h"
#include "scenario/compile.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CONFIDENCE 0.95

struct icsim {
    struct scenario_set set;
    struct network network;
    struct experiment_result result;
    struct warm_up warm_up;
    struct text warnings;
    struct text message;
    bool loaded, ran;
};

static int say(struct icsim *model, int code, const char *sentence) {
    text_free(&model->message);
    text_add(&model->message, sentence);
    return code;
}

static int of_status(struct icsim *model, enum status status) {
    if (status == STATUS_OK) return ICSIM_OK;
    if (status == STATUS_INPUT) return ICSIM_INPUT;
    return say(model, ICSIM_MACHINE, status_text(status));
}

static void list_problems(struct icsim *model, struct problem_list *problems) {
    problem_sort(problems);
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->item[i];
        text_add_format(&model->message, "%s:%d: %s: %s\n", problem->file != NULL ? problem->file : "", problem->line,
                        problem->path != NULL ? problem->path : "", problem->text);
    }
}

int icsim_load(struct icsim **out, const char *const *files, size_t file_count, const char *const *set,
               size_t set_count) {
    struct icsim *model = *out = memory_new(1, sizeof *model);
    if (model == NULL) return ICSIM_MACHINE;
    gsl_error_handler_t *former = gsl_set_error_handler_off();
    struct problem_list problems = {0};
    enum status status = scenario_read(files, file_count, set, set_count, &model->set, &problems);
    if (status == STATUS_OK) status = scenario_compile(&model->set, &model->network, &problems);
    list_problems(model, &problems);
    problem_list_free(&problems);
    gsl_set_error_handler(former);
    model->loaded = status == STATUS_OK;
    return of_status(model, status);
}

static enum status list_warnings(struct icsim *model) {
    struct warning_list list = {0};
    enum status status = warnings_of_traffic(&model->network, &list);
    if (status == STATUS_OK) status = warm_up_test(&model->warm_up, &model->result);
    if (status == STATUS_OK) status = warnings_of_result(&model->result, &model->warm_up, &list);
    text_free(&model->warnings);
    for (size_t i = 0; i < list.count && status == STATUS_OK; i++)
        text_add_format(&model->warnings, "%s\n", list.item[i].text);
    warning_list_free(&list);
    return status == STATUS_OK && model->warnings.failed ? STATUS_NO_MEMORY : status;
}

/* Warm-up, runs, and what is to be said of them. */
static enum status run_all(struct icsim *model, const struct experiment_plan *plan) {
    struct problem_list problems = {0};
    enum status status = warm_up_settle(&model->set, &model->network, plan, &model->warm_up, &problems);
    model->loaded = status == STATUS_OK; /* else the network is gone */
    if (status == STATUS_INPUT) list_problems(model, &problems);
    problem_list_free(&problems);
    if (status == STATUS_OK) status = experiment_run(&model->network, plan, &model->result);
    if (status == STATUS_OK) status = list_warnings(model);
    return status;
}

int icsim_run(struct icsim *model, unsigned replications, unsigned seed, unsigned threads) {
    bool in_range = replications >= 1 && replications <= 100000 && seed >= 1 && seed <= INT32_MAX && threads >= 1 &&
                    threads <= 1024;
    if (!model->loaded) return say(model, ICSIM_INPUT, "no scenario is loaded");
    if (!in_range) return say(model, ICSIM_INPUT, "replications 1..100000, seed 1..2147483647, threads 1..1024");
    experiment_result_free(&model->result);
    warm_up_free(&model->warm_up);
    gsl_error_handler_t *former = gsl_set_error_handler_off();
    struct experiment_plan plan = {.replications = replications, .seed = seed, .threads = threads};
    enum status status = run_all(model, &plan);
    gsl_set_error_handler(former);
    model->ran = status == STATUS_OK;
    return of_status(model, status);
}

static double number_of(const struct access_tally *tally, enum icsim_measure measure) {
    if (tally->people == 0) return measure == ICSIM_PEOPLE ? 0 : (double)NAN;
    double people = (double)tally->people;
    switch (measure) {
    case ICSIM_MEAN_MINUTES: return tally->sum_minutes / people;
    case ICSIM_P90_MINUTES: return tally->p90;
    case ICSIM_WITHIN_TARGET: return (double)tally->within / people;
    case ICSIM_PEOPLE: break;
    }
    return people;
}

/* The measure of one arm, by replication; NULL with the reason said. The caller frees. */
static double *numbers_of(struct icsim *model, size_t arm, const char *id, const char *group,
                          enum icsim_measure measure, int *code) {
    const struct network *network = &model->network;
    uint32_t standard = 0, margin = margin_find(network, group);
    while (standard < network->standard_count && strcmp(network->standard[standard].id, id) != 0) standard++;
    *code = ICSIM_INPUT;
    if (!model->ran) return say(model, ICSIM_INPUT, "nothing has been run"), NULL;
    if (arm >= network->arm_count) return say(model, ICSIM_INPUT, "there is no such scenario"), NULL;
    if (standard == network->standard_count) return say(model, ICSIM_INPUT, "there is no such standard"), NULL;
    if (margin == NONE) return say(model, ICSIM_INPUT, "there is no such area or group"), NULL;
    double *number = memory_new(model->result.replications, sizeof *number);
    if (number == NULL) return *code = say(model, ICSIM_MACHINE, status_text(STATUS_NO_MEMORY)), NULL;
    for (uint32_t i = 0; i < model->result.replications; i++) {
        const struct outcome *outcome = &model->result.arm[arm].outcome[i];
        size_t row = ((size_t)network->period_count * network->standard_count + standard) * outcome->margins + margin;
        number[i] = number_of(&outcome->access[row], measure);
    }
    *code = ICSIM_OK;
    return number;
}

static struct icsim_interval public_interval(struct interval interval) {
    return (struct icsim_interval){interval.mean, interval.low, interval.high};
}

int icsim_standard(struct icsim *model, size_t arm, const char *id, const char *group, enum icsim_measure measure,
                   struct icsim_interval *out) {
    int code;
    double *number = numbers_of(model, arm, id, group, measure, &code);
    if (number == NULL) return code;
    *out = public_interval(interval_of_mean(number, model->result.replications, CONFIDENCE, 1));
    free(number);
    return ICSIM_OK;
}

int icsim_difference(struct icsim *model, size_t arm, const char *id, const char *group, enum icsim_measure measure,
                     struct icsim_interval *out) {
    int code;
    double *number = numbers_of(model, arm, id, group, measure, &code);
    double *baseline = number == NULL ? NULL : numbers_of(model, 0, id, group, measure, &code);
    if (baseline != NULL)
        *out = public_interval(
            interval_of_difference(number, baseline, model->result.replications, CONFIDENCE, 1));
    free(number);
    free(baseline);
    return code;
}

const char *icsim_message(const struct icsim *model) {
    return model == NULL || model->message.bytes == NULL ? "" : model->message.bytes;
}

const char *icsim_warnings(const struct icsim *model) {
    return model->warnings.bytes == NULL ? "" : model->warnings.bytes;
}

int icsim_warm_up_days(const struct icsim *model) {
    return model->ran ? (int)model->warm_up.days : -1;
}

void icsim_free(struct icsim *model) {
    if (model == NULL) return;
    experiment_result_free(&model->result);
    warm_up_free(&model->warm_up);
    if (model->loaded) network_free(&model->network);
    scenario_set_free(&model->set);
    text_free(&model->warnings);
    text_free(&model->message);
    free(model);
}

const char *icsim_version(void) {
    return ICSIM_VERSION;
}
