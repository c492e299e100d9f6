/* The looks go to stderr as progress; how it ended is said even with --quiet, as warnings are. */
#include "cli/precise.h"

int precise_read(const struct options *options, const struct network *network, struct precision *precision) {
    if (options->precision == NULL) return EXIT_DONE;
    struct text why = {0};
    enum status status = precision_read(precision, options->precision, network, &why);
    if (status == STATUS_INPUT)
        fprintf(stderr, "icsim: --precision \"%s\": %s\n", options->precision, why.bytes != NULL ? why.bytes : "");
    text_free(&why);
    return speak_status(status, "reading --precision");
}

static enum status look(const struct precision *precision, const struct experiment_plan *plan,
                        const struct experiment_result *result, struct precision_look *found) {
    struct result_view view;
    enum status status = result_view_init(&view, result, plan->seed);
    if (status != STATUS_OK) return status;
    precision_look_at(precision, &view, found);
    result_view_free(&view);
    return STATUS_OK;
}

static void say_end(const struct precision *precision, const struct network *network, const struct precision_look *last,
                    struct text *said) {
    text_add_format(said, "precision %s after %u replications: ", last->reached ? "reached" : "not reached",
                    last->replications);
    precision_say(precision, network, last, said);
    if (!last->reached && last->needed > last->replications)
        text_add_format(said, "; it would take about %u replications in all, %u more (--replications is the most)",
                        last->needed, last->needed - last->replications);
    if (last->reached)
        text_add(said, ". Looking after 10, 20, 40 ... replications costs a little: such an interval holds the truth in "
                       "93 % of cases or more, not in 95 %");
}

int precise_run(const struct precision *precision, struct experiment_plan *plan, const struct network *network,
                struct experiment_result *result, struct text *said) {
    struct progress *progress = plan->context;
    const uint32_t most = plan->replications;
    struct precision_look last = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !last.reached && last.replications < most) {
        plan->replications = precision_next(last.replications, most);
        progress->last_tenth = last.replications * 10 / plan->replications;
        status = last.replications == 0 ? experiment_run(network, plan, result) : experiment_extend(plan, result);
        if (status == STATUS_OK) status = look(precision, plan, result, &last);
        struct text text = {0};
        if (status == STATUS_OK && !progress->options->quiet && !last.reached && last.replications < most) {
            precision_say(precision, network, &last, &text);
            fprintf(stderr, "icsim: after %u replications: %s\n", last.replications, text.failed ? "" : text.bytes);
        }
        text_free(&text);
    }
    if (status != STATUS_OK) return speak_status(status, "running");
    say_end(precision, network, &last, said);
    if (said->failed) return speak_status(STATUS_NO_MEMORY, "running");
    fprintf(stderr, "icsim: %s\n", said->bytes);
    return EXIT_DONE;
}
