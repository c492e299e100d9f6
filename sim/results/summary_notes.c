#include "results/summary_notes.h"

#include "base/calendar.h"
#include "care/patches.h"
#include "network/closing.h"
#include "network/lists.h"
#include "results/number.h"

#include <math.h>
#include <string.h>

enum { LINE = 118 }; /* characters */

/* Appends a paragraph, broken into lines at blanks. */
static void add_paragraph(struct text *out, const char *paragraph) {
    while (*paragraph != '\0') {
        size_t length = strlen(paragraph), end = length;
        if (length > LINE) {
            for (end = LINE; end > 0 && paragraph[end] != ' ';)
                end--;
            if (end == 0)
                end = length;
        }
        text_add_format(out, "%.*s\n", (int)end, paragraph);
        paragraph += end + (paragraph[end] == ' ' ? 1 : 0);
    }
}

static bool has_stranded(const struct summary *summary) {
    for (size_t i = 0; i < summary->row_count; i++)
        if (summary->row[i].shows == SHOWS_MEASURE && strcmp(summary->row[i].measure->name, "stranded_gbp") == 0)
            return true;
    return false;
}

static void say_how_to_read(const struct summary *summary, struct text *out) {
    const char *base = summary->heading[0];
    char share[NUMBER_BYTES];
    number_format_fixed(100 * (1 - (1 - MEASURE_CONFIDENCE) / summary->claims), 3, share);
    text_add_format(out, "Under %s: means, in brackets the 95 %% interval of the mean. Under the others: the difference "
                         "from %s for the same people, in brackets the 95 %% interval of that difference, standing "
                         "alone. Longer, shorter, more, less, better and worse off, wider and narrower are said only where they hold all together: with 95 "
                         "%% over the %u differences shown, each being tried at %s %% (Bonferroni; the wider intervals "
                         "are in the table difference). P(better): the probability that the true difference is in the "
                         "direction named under better.",
                    base, base, summary->claims, share);
    text_add(out, " Changes of % are in percentage points. People longer or shorter by more than 15 min are counts of a "
                  "replication, in brackets the 95 % interval of the mean count.");
}

static void say_best(const struct summary *summary, struct text *out) {
    if (summary->arm_count > 2)
        text_add(out, " The best of all is drawn from all differences together; every standard's and organisation's is in "
                      "the table difference.");
}

static void say_money(struct text *out) {
    text_add(out, "The difference of a cost is marginal: what changes with every driver as given, so an empty ward still "
                  "costs. Stranded is what of it was paid for places and staff that were open (or in started groups) and "
                  "not in use, spare capacity against busy hours included; fixed sums by the year are no pool's and are "
                  "not in it.");
}

/* The first standard's mean: what a run's length is usually judged by. */
static const struct summary_row *first_mean(const struct summary *summary) {
    for (size_t i = 0; i < summary->row_count; i++)
        if (summary->row[i].shows == SHOWS_MEASURE && strcmp(summary->row[i].measure->name, "mean_minutes") == 0)
            return &summary->row[i];
    return NULL;
}

/* Three significant digits at most, and no more than there are. */
static void write_times(double times, char out[NUMBER_BYTES]) {
    number_format_fixed(times, times < 9.95 ? 1 : 0, out);
}

static void say_worth(double ratio, const char *arm, struct text *out) {
    char narrower[NUMBER_BYTES], more[NUMBER_BYTES];
    write_times(sqrt(ratio), narrower);
    write_times(ratio, more);
    if (ratio < 1.1)
        text_add_format(out, "no narrower for %s", arm);
    else
        text_add_format(out, "%s times narrower for %s (they would take %s times the replications)", narrower, arm, more);
}

static void say_pairing(const struct summary *summary, const struct result_view *view, struct text *out) {
    const struct summary_row *row = first_mean(summary);
    bool begun = false;
    for (uint32_t arm = 1; row != NULL && arm < summary->arm_count; arm++) {
        struct spot spot = {arm, 0, view->result->network->period_count, row->item, 0};
        double ratio = measure_compare(view, row->measure, spot).variance_ratio;
        if (isnan(ratio))
            continue;
        if (!begun)
            text_add_format(out, "Common random numbers: against independent runs the interval of the difference in %s is",
                            row->label);
        text_add(out, begun ? ", " : " ");
        say_worth(ratio, summary->heading[arm], out);
        begun = true;
    }
    if (begun)
        text_add_format(out, ". Variances from %u replications; every measure's ratio is in the table difference.",
                        view->result->replications);
}

/* A line for each scenario of which something is to be said. */
static enum status say_of_each(struct summary *summary, const struct network *network,
                               void (*say)(const struct network *, uint32_t, struct text *)) {
    enum status status = STATUS_OK;
    for (uint32_t arm = 0; arm < summary->arm_count && status == STATUS_OK; arm++) {
        struct text line = {0};
        say(network, arm, &line);
        status = line.failed ? STATUS_NO_MEMORY : STATUS_OK;
        if (status == STATUS_OK && line.length > 0)
            add_paragraph(&summary->notes, line.bytes);
        text_free(&line);
    }
    return status;
}

/* Minute from which nothing more changes between two arms: that of the last patch that they do not share. */
static double last_difference(const struct arm *a, const struct arm *b) {
    size_t i = a->patch_count, k = b->patch_count;
    while (i > 0 && k > 0 && a->patch[i - 1].slot == b->patch[k - 1].slot &&
           !(a->patch[i - 1].minute < b->patch[k - 1].minute) && !(a->patch[i - 1].minute > b->patch[k - 1].minute) &&
           !(a->patch[i - 1].number < b->patch[k - 1].number) && !(a->patch[i - 1].number > b->patch[k - 1].number))
        i--, k--;
    return fmax(i > 0 ? a->patch[i - 1].minute : 0, k > 0 ? b->patch[k - 1].minute : 0);
}

/* From when on a scenario differs, and in how many days of the window all of it holds. */
static void say_when(const struct summary *summary, const struct result_view *view, struct text *out) {
    const struct network *network = view->result->network;
    bool later = false;
    for (uint32_t arm = 1; arm < summary->arm_count; arm++) {
        double first = patches_first_difference(network, arm), last = last_difference(&network->arm[0], &network->arm[arm]);
        char date[2][11], days[2][NUMBER_BYTES];
        if (isinf(first))
            continue;
        double whole = fmin(fmax(network->window_to - fmax(last, network->window_from), 0), network->window_to - network->window_from);
        calendar_format(network->first_day + (int32_t)(first / MINUTES_PER_DAY), date[0]);
        calendar_format(network->first_day + (int32_t)(last / MINUTES_PER_DAY), date[1]);
        number_format_fixed(floor(whole / MINUTES_PER_DAY), 0, days[0]);
        number_format_fixed(floor((network->window_to - network->window_from) / MINUTES_PER_DAY), 0, days[1]);
        text_add_format(out, "%s%s differs from %s ", out->length == 0 ? "" : "; ", summary->heading[arm], summary->heading[0]);
        text_add_format(out, "from %s", first > 0 ? date[0] : "the start");
        if (last > first)
            text_add_format(out, ", as a whole from %s", date[1]);
        text_add_format(out, " (%s of the window's %s days)", days[0], days[1]);
        later = later || last > network->window_from;
    }
    if (out->length > 0)
        text_add(out, later ? ". Every figure is of the whole window, the days before included." : ".");
}

/* Whether anybody of the step's was seen to leave so: it has a row of those who did. */
static bool tells(const struct summary *summary, const char *measure, uint32_t step) {
    for (size_t i = 0; i < summary->row_count; i++)
        if (summary->row[i].shows == SHOWS_MEASURE && strcmp(summary->row[i].group, SUMMARY_UNSEEN) == 0 &&
            summary->row[i].item == step && strcmp(summary->row[i].measure->name, measure) == 0)
            return true;
    return false;
}

/* In which standards those who left untreated count: where they stop a clock by leaving. */
static void say_unseen(const struct summary *summary, const struct result_view *view, struct text *out) {
    const struct network *network = view->result->network;
    bool round = false;
    for (uint32_t i = 0; i < network->standard_count; i++) {
        const struct standard *standard = &network->standard[i];
        bool balked = tells(summary, "balked", standard->stop_step);
        if (standard->kind != STANDARD_CLOCK || standard->stop_event != EVENT_LEAVES ||
            (!balked && !tells(summary, "left_waiting", standard->stop_step)))
            continue;
        text_add(out, out->length == 0 ? "Who left without being seen counts until they left, as in the NHS's A&E figures, in " : ", ");
        text_add(out, standard->id);
        round = round || balked;
    }
    if (out->length > 0 && round)
        text_add(out, "; who turned round at the door counts there with 0 min, within the target: look at their number "
                      "beside it");
    if (out->length > 0)
        text_add(out, ".");
}

enum status summary_add_notes(struct summary *summary, const struct result_view *view) {
    struct text paragraph[5] = {{0}};
    bool failed = false;
    say_unseen(summary, view, &paragraph[4]);
    if (summary->arm_count > 1) {
        say_when(summary, view, &paragraph[0]);
        say_how_to_read(summary, &paragraph[1]);
        say_best(summary, &paragraph[1]);
        if (has_stranded(summary))
            say_money(&paragraph[2]);
        say_pairing(summary, view, &paragraph[3]);
    }
    for (int i = 0; i < 5; i++) {
        failed = failed || paragraph[i].failed;
        if (!failed && paragraph[i].length > 0)
            add_paragraph(&summary->notes, paragraph[i].bytes);
        text_free(&paragraph[i]);
    }
    if (!failed && say_of_each(summary, view->result->network, closing_say) != STATUS_OK)
        failed = true;
    if (!failed && say_of_each(summary, view->result->network, lists_say) != STATUS_OK)
        failed = true;
    return failed || summary->notes.failed ? STATUS_NO_MEMORY : STATUS_OK;
}
