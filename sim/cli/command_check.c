/* `check`: what is wrong with scenarios, and what they will ask of each pool, before any run. */
#include "cli/commands.h"
#include "cli/speak.h"

#include "care/world.h"
#include "network/closing.h"
#include "scenario/traffic.h"

#include <math.h>
#include <stdlib.h>

/* Measured on the reference machine (results/bench.md): CPU nanoseconds an event, all measures on. */
#define NANOSECONDS_AN_EVENT 250.0

static void show_head(const struct options *options) {
    if (options->format == FORMAT_CSV)
        printf("scenario,when,pool,provider,needed,there,utilisation,wait_chance,wait_minutes,verdict\n");
    if (options->format == FORMAT_MARKDOWN)
        printf("| scenario | when | pool | provider | needed | there | use | chance of waiting | mean wait, min | "
               "verdict |\n|---|---|---|---|---|---|---|---|---|---|\n");
}

static void show_row(const struct options *options, const struct network *network, uint32_t arm, const char *when,
                     uint32_t pool, const struct pool_traffic *traffic) {
    static const char *const verdicts[] = {"unused", "fine", "tight", "losing people", "too small"};
    const char *kind = network->pool_kind[network->pool[pool].kind];
    const char *provider = network->provider[network->pool[pool].provider].id;
    const char *verdict = verdicts[traffic->verdict];
    if (options->format == FORMAT_CSV)
        printf("%s,%s,%s,%s,%.6g,%.6g,%.4f,%.4f,%.6g,%s\n", network->arm[arm].id, when, kind, provider,
               traffic->offered, traffic->capacity, traffic->utilisation, traffic->wait_chance,
               traffic->wait_minutes, verdict);
    else if (options->format == FORMAT_MARKDOWN)
        printf("| %s | %s | %s | %s | %.1f | %.1f | %.0f %% | %.0f %% | %.0f | %s |\n", network->arm[arm].id, when,
               kind, provider, traffic->offered, traffic->capacity, 100 * traffic->utilisation,
               100 * traffic->wait_chance, traffic->wait_minutes, verdict);
    else
        printf("  %-14s %-22s %8.1f %8.1f %6.0f %% %7.0f %% %9.0f  %s\n", kind, provider, traffic->offered,
               traffic->capacity, 100 * traffic->utilisation, 100 * traffic->wait_chance, traffic->wait_minutes,
               verdict);
}

/* Plain sentences, on stderr, for plans that cannot work or hardly can. */
static void warn(const struct options *options, const struct network *network, uint32_t arm, const char *when,
                 const struct traffic *traffic) {
    bool color = speak_in_color(options, stderr);
    for (uint32_t pool = 0; pool < network->pool_count; pool++) {
        if (traffic->pool[pool].verdict < TRAFFIC_TIGHT) continue;
        struct text text = {0};
        traffic_sentence(network, traffic, pool, &text);
        if (text.bytes != NULL)
            fprintf(stderr, "%s, %s: %swarning:%s %s\n", network->arm[arm].id, when, color ? "\033[33m" : "",
                    color ? "\033[0m" : "", text.bytes);
        text_free(&text);
    }
}

/* What is agreed of payments per use, beside what the plan will bring. */
static void show_contracts(const struct network *network, const double *value, const struct traffic *traffic) {
    for (uint32_t i = 0; i < network->contract_count; i++) {
        const struct money_contract *contract = &network->contract[i];
        const struct money_rule *rule = &network->money_rule[contract->rule];
        double agreed = value[contract->baseline] * MINUTES_PER_YEAR, expected = 0;
        for (uint32_t t = 0; t < rule->target_count; t++) {
            const struct money_target *target = &network->money_target[rule->target_first + t];
            if (target->contract == i && target->parts > 0)
                expected += traffic->starts_per_day[target->index] * DAYS_PER_YEAR;
        }
        if (rule->driver != DRIVER_USE || !(agreed > 0)) continue;
        printf("  payment %s%s%s: %.0f uses a year expected, %.0f are its baseline (%.0f %%)\n", rule->id,
               contract->party == NONE ? "" : ", ", contract->party == NONE ? "" : network->organisation[contract->party].id,
               expected, agreed, 100 * expected / agreed);
    }
}

static enum status check_moment(const struct options *options, const struct network *network, uint32_t arm,
                                double minute, double *value) {
    struct traffic traffic = {0};
    const char *when = isinf(minute) ? "after all changes" : "at the start";
    traffic_values(network, arm, minute, value);
    enum status status = traffic_solve(network, value, &traffic);
    if (status != STATUS_OK) return status;
    if (options->format == FORMAT_TEXT)
        printf("\n%s, %s: %.1f people come a day\n  %-14s %-22s %8s %8s %8s %9s %9s\n", network->arm[arm].id, when,
               traffic.arrivals_per_day, "pool", "at", "needed", "there", "use", "may wait", "wait, min");
    for (uint32_t pool = 0; pool < network->pool_count; pool++)
        if (traffic.pool[pool].verdict != TRAFFIC_UNUSED)
            show_row(options, network, arm, when, pool, &traffic.pool[pool]);
    if (options->format == FORMAT_TEXT && traffic.turned_away_per_day > 0)
        printf("  %.2f people a day find nobody open who offers what they need\n", traffic.turned_away_per_day);
    if (options->format == FORMAT_TEXT) show_contracts(network, value, &traffic);
    if (options->format == FORMAT_TEXT) {
        double days = network->follow_to / MINUTES_PER_DAY, events = traffic.events_per_day * days;
        double patients = traffic.people_present * (double)(sizeof(struct patient) + 2 * sizeof(struct event));
        double tables = (double)(network->period_count * network->standard_count) * margin_count(network) *
                        (double)sizeof(struct histogram);
        printf("  one replication: about %.2g events, %.1f s of one processor, %.0f MB\n", events,
               events * NANOSECONDS_AN_EVENT * 1e-9, (patients + tables) / 1e6 + 10);
    }
    fflush(stdout); /* warnings come after the table they are about */
    warn(options, network, arm, when, &traffic);
    traffic_free(&traffic);
    return STATUS_OK;
}

/* A line for each scenario that asks whether other capacity is in place before its beds close. */
static enum status show_closings(const struct network *network) {
    struct text text = {0};
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        size_t before = text.length;
        closing_say(network, arm, &text);
        if (text.length > before) text_add(&text, "\n");
    }
    enum status status = text.failed ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK && text.length > 0) printf("\n%s", text.bytes);
    text_free(&text);
    return status;
}

int command_check(const struct options *options) {
    struct network network = {0};
    int code = speak_load(options, &network);
    if (code != EXIT_DONE) return code;
    double *value = calloc(network.value_count + 1, sizeof *value);
    enum status status = value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    show_head(options);
    for (uint32_t arm = 0; arm < network.arm_count && status == STATUS_OK; arm++) {
        status = check_moment(options, &network, arm, 0, value);
        if (status == STATUS_OK && network.arm[arm].patch_count > 0)
            status = check_moment(options, &network, arm, INFINITY, value);
    }
    if (status == STATUS_OK && options->format != FORMAT_CSV) status = show_closings(&network);
    if (status == STATUS_OK && options->format == FORMAT_TEXT)
        printf("\nThese are averages of traffic equations and Erlang's formula, before any run: no queue was simulated,\n"
               "hours of the day are left out, and of places kept after the work all but what hand-overs keep them for.\n");
    free(value);
    network_free(&network);
    return speak_status(status, "checking");
}
