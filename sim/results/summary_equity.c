/* The part of the summary that is about fairness: who is worse off, where, and how unequal access is. */
#include "base/text.h"
#include "care/measure.h"
#include "results/inequality.h"
#include "results/number.h"
#include "results/summary.h"
#include "results/verdict.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD_MOST = 3 }; /* areas named in a sentence */

struct stretch { uint32_t first, count; }; /* of margins */

/* ---- which standards ---------------------------------------------------------------------------------- */

static uint64_t people_of(const struct result_view *view, uint32_t standard) {
    return view_access(view, (struct spot){0, 0, view->result->network->period_count, standard, 0})->people;
}

/* Those that the scenario calls headlines; where it calls none so, the one of each kind with the most people. */
static bool is_headline(const struct result_view *view, uint32_t standard) {
    const struct network *network = view->result->network;
    bool any = false;
    uint32_t most = NONE;
    for (uint32_t i = 0; i < network->standard_count; i++) {
        any = any || network->standard[i].headline;
        if (network->standard[i].kind == network->standard[standard].kind &&
            (most == NONE || people_of(view, i) > people_of(view, most)))
            most = i;
    }
    return any ? network->standard[standard].headline : most == standard;
}

/* ---- rows: slopes and gaps ----------------------------------------------------------------------------- */

/* A change of a slope is told by whether the most and the least disadvantaged drift apart. */
static const char *change_word(struct inequality now) {
    double sign = now.baseline < 0 ? -1 : 1;
    double low = sign > 0 ? now.difference_low : -now.difference_high;
    double high = sign > 0 ? now.difference_high : -now.difference_low;
    bool crosses = now.baseline * now.value < 0;
    if (!(low > 0 || high < 0) || crosses)
        return "";
    return low > 0 ? "wider" : "narrower";
}

static struct summary_cell empty_cell(double value, double low, double high) {
    return (struct summary_cell){.value = value, .low = low, .high = high, .together_low = NAN, .together_high = NAN,
                                 .word = "", .probability_better = NAN};
}

static enum status set_cell(struct summary_cell *cell, struct inequality of, bool is_baseline) {
    struct text text = {0};
    *cell = is_baseline ? empty_cell(of.value, of.low, of.high)
                        : empty_cell(of.difference, of.difference_low, of.difference_high);
    if (isnan(cell->value)) {
        text_add(&text, "-");
    } else {
        cell->word = is_baseline ? "" : change_word(of);
        summary_add_interval(&text, cell, 1, !is_baseline);
        text_add_format(&text, "%s%s", cell->word[0] == '\0' ? "" : " ", cell->word);
    }
    cell->text = text.bytes;
    if (!text.failed)
        return STATUS_OK;
    text_free(&text);
    cell->text = NULL;
    return STATUS_NO_MEMORY;
}

static enum status add_index(struct summary *summary, struct result_view *view, struct inequality_wish wish) {
    static const char group[] = "inequality of the mean: slope from the least to the most disadvantaged, gap from best to worst";
    const struct network *network = view->result->network;
    struct text label = {0};
    text_add_format(&label, "%s: %s %s", network->standard[wish.standard].id,
                    wish.index == INEQUALITY_GAP ? "gap between" : "slope along",
                    wish.dimension == NONE ? "areas" : network->dimension[wish.dimension].id);
    struct summary_row *row = label.failed ? NULL : summary_new_row(summary, group, label.bytes, "min");
    text_free(&label);
    enum status status = row == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (row != NULL) {
        row->shows = SHOWS_INDEX;
        row->better = wish.index == INEQUALITY_GAP ? "less" : "";
        verdict_claim(view, NULL, 0);
    }
    for (wish.arm = 0; wish.arm < summary->arm_count && status == STATUS_OK; wish.arm++)
        status = set_cell(&row->cell[wish.arm], inequality_of(view, wish), wish.arm == 0);
    return status;
}

static enum status add_indices(struct summary *summary, struct result_view *view, uint32_t standard) {
    const struct network *network = view->result->network;
    struct inequality_wish wish = {0, standard, NONE, inequality_measure(0), INEQUALITY_SLOPE};
    enum status status = STATUS_OK;
    for (wish.dimension = 0; wish.dimension < network->dimension_count && status == STATUS_OK; wish.dimension++)
        if (network->dimension[wish.dimension].rank != NULL)
            status = add_index(summary, view, wish);
    wish.dimension = NONE;
    wish.index = INEQUALITY_GAP;
    if (status == STATUS_OK && network->area_count > 1)
        status = add_index(summary, view, wish);
    return status;
}

/* ---- the note: who is worse off ------------------------------------------------------------------------ */

/* One arm and standard, over all replications of one margin. */
static struct gain_tally sum_of(const struct result_view *view, uint32_t arm, uint32_t standard, uint32_t margin) {
    struct gain_tally sum = {0};
    for (uint32_t i = 0; i < view->result->replications; i++) {
        size_t row = (size_t)i * view->result->network->standard_count + standard;
        gain_tally_add(&sum, &view->result->arm[arm].gain[row * view->length[AXIS_MARGIN] + margin]);
    }
    return sum;
}

static void add_people(struct text *out, struct result_view *view, uint32_t arm, uint32_t standard, bool worse) {
    size_t stride = (size_t)view->result->network->standard_count * view->length[AXIS_MARGIN];
    const struct gain_tally *gain = &view->result->arm[arm].gain[(size_t)standard * view->length[AXIS_MARGIN]];
    for (uint32_t i = 0; i < view->result->replications; i++)
        view->number[0][i] = (double)(worse ? gain[i * stride].worse_over_15 : gain[i * stride].better_over_15);
    struct interval interval = interval_of_mean(view->number[0], view->result->replications, VIEW_CONFIDENCE, 1);
    struct summary_cell cell = empty_cell(interval.mean, fmax(0, interval.low), interval.high);
    if (isnan(interval.low))
        cell.low = NAN;
    summary_add_interval(out, &cell, 0, false);
}

static double worse_share(struct gain_tally sum) {
    return view_ratio((double)sum.worse_over_15, (double)sum.people);
}

/* The margin in [first, first + count) with the largest share worse off below that of `last` (NONE: at all; of equal
 * shares the next); NONE where there is none. Few people are left out: chance would name them. */
static uint32_t next_worst(const struct result_view *view, uint32_t arm, uint32_t standard, struct stretch among,
                           uint32_t last) {
    double bound = last == NONE ? INFINITY : worse_share(sum_of(view, arm, standard, last)), best = 0;
    uint32_t found = NONE;
    for (uint32_t margin = among.first; margin < among.first + among.count; margin++) {
        struct gain_tally sum = sum_of(view, arm, standard, margin);
        double share = worse_share(sum);
        bool after = share < bound || (share <= bound && margin > last);
        if (sum.people < (uint64_t)FEWEST_PEOPLE * view->result->replications || !after || !(share > best))
            continue;
        best = share;
        found = margin;
    }
    return found;
}

static void add_percent(struct text *out, double share) {
    char written[NUMBER_BYTES];
    number_format_fixed(100 * share, 1, written);
    text_add_format(out, "%s %%", written);
}

/* "hastings (3.1 % longer, 0.2 % shorter)" */
static void add_margin(struct text *out, const struct result_view *view, uint32_t arm, uint32_t standard,
                       uint32_t margin) {
    struct gain_tally sum = sum_of(view, arm, standard, margin);
    struct margin_names names = view_margin(view, margin);
    if (strcmp(names.level, "all") == 0)
        text_add(out, names.area);
    else
        text_add_format(out, "%s %s", names.dimension, names.level);
    text_add(out, " (");
    add_percent(out, worse_share(sum));
    text_add(out, " longer, ");
    add_percent(out, view_ratio((double)sum.better_over_15, (double)sum.people));
    text_add(out, " shorter)");
}

/* Where: the three areas with the largest shares worse off. Who: of each way of telling people apart the level with
 * the largest. */
static void add_worst(struct text *out, const struct result_view *view, uint32_t arm, uint32_t standard) {
    const struct network *network = view->result->network;
    struct stretch areas = {1, network->area_count};
    uint32_t margin = NONE;
    for (int told = 0; told < TOLD_MOST; told++) {
        margin = next_worst(view, arm, standard, areas, margin);
        if (margin == NONE)
            break;
        text_add(out, told == 0 ? "\n    longer most often, of areas: " : ", ");
        add_margin(out, view, arm, standard, margin);
    }
    uint32_t first = 1 + network->area_count;
    bool any = false;
    for (uint32_t d = 0; d < network->dimension_count; d++) {
        margin = next_worst(view, arm, standard, (struct stretch){first, network->dimension[d].level_count}, NONE);
        first += network->dimension[d].level_count;
        if (margin == NONE)
            continue;
        text_add(out, any ? ", " : "\n    of groups: ");
        add_margin(out, view, arm, standard, margin);
        any = true;
    }
}

static void add_note(struct text *out, struct result_view *view, uint32_t arm, uint32_t standard) {
    const struct network *network = view->result->network;
    struct gain_tally sum = sum_of(view, arm, standard, 0);
    char days[NUMBER_BYTES], people[NUMBER_BYTES];
    number_format_fixed((network->window_to - network->window_from) / MINUTES_PER_DAY, 0, days);
    number_format_fixed((double)sum.people / view->result->replications, 0, people);
    text_add_format(out, "%s, %s, in %s days: of %s people ", network->arm[arm].id, network->standard[standard].id, days,
                    people);
    if (sum.worse_over_15 + sum.better_over_15 == 0) {
        text_add(out, "nobody takes over 15 min longer or shorter.\n");
        return;
    }
    add_people(out, view, arm, standard, true);
    text_add(out, " take over 15 min longer, and ");
    add_people(out, view, arm, standard, false);
    text_add(out, " over 15 min shorter");
    add_worst(out, view, arm, standard);
    text_add(out, "\n");
}

enum status summary_add_equity(struct summary *summary, struct result_view *view) {
    const struct network *network = view->result->network;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < network->standard_count && status == STATUS_OK; i++)
        if (is_headline(view, i))
            status = add_indices(summary, view, i);
    for (uint32_t arm = 1; arm < summary->arm_count; arm++)
        for (uint32_t i = 0; i < network->standard_count; i++)
            if (is_headline(view, i) && view->result->arm[arm].gain != NULL)
                add_note(&summary->moved, view, arm, i);
    return status == STATUS_OK && summary->moved.failed ? STATUS_NO_MEMORY : status;
}
