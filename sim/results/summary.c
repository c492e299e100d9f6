#include "results/summary.h"
#include "base/memory.h"
#include "results/present_value.h"
#include "results/summary_notes.h"
#include "results/summary_row.h"
#include "results/verdict.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POOLS_SHOWN = 12, CHANCES_SHOWN = 5 };

/* Beyond this difference of shares a pool's use over time is told beside that at midnight. */
static const double USE_DIFFERS = 0.03;

/* How many a replication take longer (or shorter) by more than 15 minutes, in each scenario but the baseline. Any
 * change reshuffles who waits, so the two are told together: neither means much alone. */
static enum status add_moved(struct summary *summary, struct result_view *view, uint32_t standard,
                             const char *group, bool longer) {
    const struct network *network = view->result->network;
    struct text label = {0};
    text_add_format(&label, "%s: %s by more than 15 min", network->standard[standard].id,
                    longer ? "longer" : "shorter");
    struct summary_row *row = NULL;
    if (!label.failed)
        row = summary_new_row(summary, group, label.bytes, "people");
    text_free(&label);
    if (row == NULL)
        return STATUS_NO_MEMORY;
    row->shows = SHOWS_COUNT;
    size_t stride = (size_t)network->standard_count * view->length[AXIS_MARGIN];
    enum status status = STATUS_OK;
    for (uint32_t arm = 0; arm < summary->arm_count && status == STATUS_OK; arm++) {
        const struct gain_tally *gain = view->result->arm[arm].gain;
        size_t first = (size_t)standard * view->length[AXIS_MARGIN];
        for (uint32_t i = 0; i < view->result->replications && gain != NULL; i++) {
            const struct gain_tally *one = &gain[first + i * stride];
            view->number[0][i] = (double)(longer ? one->worse_over_15 : one->better_over_15);
        }
        struct interval none = {NAN, NAN, NAN, NAN, 0};
        status = summary_count_cell(&row->cell[arm],
                                    gain == NULL ? none
                                                 : interval_of_mean(view->number[0], view->result->replications,
                                                                    MEASURE_CONFIDENCE, 1));
    }
    return status;
}

static double p50_minutes(const struct result_view *view, struct spot spot) {
    return view_access(view, spot)->p50;
}
static double p95_minutes(const struct result_view *view, struct spot spot) {
    return view_access(view, spot)->p95;
}

/* Shares beyond the further thresholds but the target itself, of which the share within is told. */
static double beyond(const struct result_view *view, struct spot spot, uint32_t k) {
    const struct access_tally *access = view_access(view, spot);
    return view_ratio(access->beyond[k], (double)access->people);
}
static double beyond_first(const struct result_view *view, struct spot spot) { return beyond(view, spot, 0); }
static double beyond_second(const struct result_view *view, struct spot spot) { return beyond(view, spot, 1); }
static double beyond_third(const struct result_view *view, struct spot spot) { return beyond(view, spot, 2); }
static double beyond_fourth(const struct result_view *view, struct spot spot) { return beyond(view, spot, 3); }

static enum status add_thresholds(struct summary *summary, struct result_view *view, struct wish wish) {
    static const struct measure measures[MAX_FURTHER] = {
        {"beyond", "share", "beyond", FAMILY_STANDARD, BETTER_LESS, beyond_first},
        {"beyond", "share", "beyond", FAMILY_STANDARD, BETTER_LESS, beyond_second},
        {"beyond", "share", "beyond", FAMILY_STANDARD, BETTER_LESS, beyond_third},
        {"beyond", "share", "beyond", FAMILY_STANDARD, BETTER_LESS, beyond_fourth}};
    const struct network *network = view->result->network;
    const struct standard *standard = &network->standard[wish.item];
    enum status status = STATUS_OK;
    for (uint32_t k = 0; k < standard->further_count && status == STATUS_OK; k++) {
        char what[64];
        double off = standard->further_minutes[k] - network->value[standard->within];
        if (off <= 0 && off >= 0)
            continue;
        snprintf(what, sizeof what, "over %g min", standard->further_minutes[k]);
        wish.what = what;
        wish.measure = &measures[k];
        status = summary_add_row(summary, view, wish);
    }
    return status;
}

/* Of incomplete pathways: who waits at the last month's end, how many of them within the target so far. */
static enum status add_list(struct summary *summary, struct result_view *view, struct wish wish) {
    wish.what = "waiting at the last month's end", wish.unit = "people", wish.scale = 1, wish.decimals = 0;
    wish.measure = measure_find("month_end_people");
    enum status status = summary_add_row(summary, view, wish);
    if (status != STATUS_OK)
        return status;
    wish.what = "of them within target so far", wish.unit = "%", wish.scale = 100, wish.decimals = 1;
    wish.measure = measure_find("month_end_within");
    return summary_add_row(summary, view, wish);
}

static enum status add_standard(struct summary *summary, struct result_view *view, uint32_t item) {
    static const struct measure p50 = {"p50", "min", "median", FAMILY_STANDARD, BETTER_LESS, p50_minutes};
    static const struct measure p95 = {"p95", "min", "p95", FAMILY_STANDARD, BETTER_LESS, p95_minutes};
    const struct standard *standard = &view->result->network->standard[item];
    const char *id = standard->id;
    const char *group = standard->name == NULL || standard->name[0] == '\0' ? id : standard->name;
    uint64_t unfinished = 0;
    for (uint32_t arm = 0; arm < summary->arm_count; arm++)
        unfinished += summary_unfinished(view, arm, item);
    const struct { uint32_t told; struct wish wish; } rows[] = {
        {standard->told & TOLD_MEAN, {group, id, "mean", "min", measure_find("mean_minutes"), item, 1, 1, true}},
        {standard->told & TOLD_P50, {group, id, "median", "min", &p50, item, 1, 1, false}},
        {standard->told & TOLD_P90,
         {group, id, "90th percentile", "min", measure_find("p90_minutes"), item, 1, 1, false}},
        {standard->told & TOLD_P95, {group, id, "95th percentile", "min", &p95, item, 1, 1, false}},
        {standard->told & TOLD_WITHIN,
         {group, id, "within target", "%", measure_find("within_target"), item, 100, 1, true}},
        {unfinished > 0, {group, id, "unfinished", "people", measure_find("unfinished"), item, 1, 1, false}},
    };
    enum status status = STATUS_OK;
    if (standard->at_month_end)
        status = add_list(summary, view, rows[0].wish);
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == STATUS_OK; i++)
        if (rows[i].told != 0)
            status = summary_add_row(summary, view, rows[i].wish);
    if (status == STATUS_OK)
        status = add_thresholds(summary, view, (struct wish){group, id, NULL, "%", NULL, item, 100, 1, false});
    if (status == STATUS_OK && summary->arm_count > 1)
        status = add_moved(summary, view, item, group, false);
    if (status == STATUS_OK && summary->arm_count > 1)
        status = add_moved(summary, view, item, group, true);
    return status;
}

/* Clocks first, then journeys. */
static enum status add_standards(struct summary *summary, struct result_view *view) {
    const struct network *network = view->result->network;
    enum status status = STATUS_OK;
    for (uint32_t kind = STANDARD_CLOCK; kind <= STANDARD_TRAVEL; kind++)
        for (uint32_t i = 0; i < network->standard_count && status == STATUS_OK; i++)
            if (network->standard[i].kind == kind)
                status = add_standard(summary, view, i);
    return status;
}

/* ---- those who never started ------------------------------------------------------------------------- */

/* Of one step (spot.item) over all its providers. */
static struct post_tally sum_of_step(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    struct post_tally sum = {0};
    uint32_t step = spot.item;
    for (spot.item = 0; spot.item < network->post_count; spot.item++) {
        if (network->post[spot.item].step != step)
            continue;
        struct post_tally one = view_post(view, spot);
        sum.left_waiting += one.left_waiting;
        sum.turned_away += one.turned_away;
        sum.cancelled += one.cancelled;
        sum.balked += one.balked;
    }
    return sum;
}
static uint64_t sum_of_shut(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    uint64_t sum = 0;
    uint32_t step = spot.item;
    for (spot.item = 0; spot.item < network->post_count; spot.item++)
        sum += network->post[spot.item].step == step ? view_elsewhere(view, spot).found_closed : 0;
    return sum;
}
static double left_waiting(const struct result_view *view, struct spot spot) {
    return (double)sum_of_step(view, spot).left_waiting;
}
static double turned_away(const struct result_view *view, struct spot spot) {
    return (double)sum_of_step(view, spot).turned_away;
}
static double balked(const struct result_view *view, struct spot spot) {
    return (double)sum_of_step(view, spot).balked;
}
static double cancelled(const struct result_view *view, struct spot spot) {
    return (double)sum_of_step(view, spot).cancelled;
}
static double found_closed(const struct result_view *view, struct spot spot) {
    return (double)sum_of_shut(view, spot);
}

static bool ever(const struct result_view *view, const struct measure *measure, uint32_t step) {
    struct spot spot = {0, 0, view->result->network->period_count, step, 0};
    for (spot.arm = 0; spot.arm < view->result->arm_count; spot.arm++)
        for (spot.replication = 0; spot.replication < view->result->replications; spot.replication++)
            if (measure->value(view, spot) > 0)
                return true;
    return false;
}

/* Whoever gives up, turns round or is sent away waits no longer, and would make a bad plan look good if not told. */
static enum status add_unseen(struct summary *summary, struct result_view *view) {
    static const struct { struct measure measure; const char *what; } rows[] = {
        {{"turned_away", "people", "turned away", FAMILY_STEP, BETTER_LESS, turned_away}, "turned away"},
        {{"balked", "people", "turned round", FAMILY_STEP, BETTER_LESS, balked}, "turned round at the door (balked)"},
        {{"cancelled", "people", "cancelled", FAMILY_STEP, BETTER_LESS, cancelled}, "cancelled"},
        {{"found_closed", "people", "found nobody open", FAMILY_STEP, BETTER_LESS, found_closed}, "found nobody open"},
        {{"left_waiting", "people", "left", FAMILY_STEP, BETTER_LESS, left_waiting}, "left waiting"}};
    const struct network *network = view->result->network;
    enum status status = STATUS_OK;
    for (uint32_t step = 0; step < network->step_count; step++)
        for (size_t m = 0; m < sizeof rows / sizeof *rows && status == STATUS_OK; m++)
            if (ever(view, &rows[m].measure, step))
                status = summary_add_row(summary, view, (struct wish){SUMMARY_UNSEEN, network->step[step].id, rows[m].what,
                                                              "people", &rows[m].measure, step, 1, 0, true});
    return status;
}

/* ---- chances of waiting --------------------------------------------------------------------------------- */

/* The steps at which waiting, or being sent away, is likeliest. */
static enum status add_chances(struct summary *summary, struct result_view *view, const char *name) {
    return summary_add_highest(
        summary, view,
        &(struct ranking){.group = "chance of waiting and of being sent away, as the places are; the table chance has each kind",
                          .what = name, .unit = "%", .measure = measure_find(name), .scale = 100, .shown = CHANCES_SHOWN});
}

static double mean_of(const struct result_view *view, const char *measure, uint32_t arm, uint32_t item) {
    struct spot spot = {arm, 0, view->result->network->period_count, item, 0};
    return measure_mean(view, measure_find(measure), spot).mean;
}

/* How a pool's use is told: of places that at midnight, which is what is published of beds; of staff, and of
 * places that are closed then, that over time; of places where the two differ in some scenario, both. */
struct pool_use {
    double fullest; /* the highest of any scenario, a share; NAN: never open, or without limit */
    bool midnight, over_time;
};

static struct pool_use pool_use_of(const struct result_view *view, uint32_t pool) {
    double used = NAN, midnight = NAN;
    bool differs = false;
    for (uint32_t arm = 0; arm < view->result->arm_count; arm++) {
        double a = mean_of(view, "utilisation", arm, pool), b = mean_of(view, "occupied_at_midnight", arm, pool);
        used = fmax(used, a);
        midnight = fmax(midnight, b);
        differs |= fabs(a - b) > USE_DIFFERS;
    }
    bool places = view->result->network->pool[pool].rota == NONE && !isnan(midnight);
    return (struct pool_use){places ? midnight : used, places, !places || differs};
}

static enum status add_pool(struct summary *summary, struct result_view *view, uint32_t pool,
                            struct pool_use use) {
    static const char group[] = "capacity in use, the fullest first";
    char subject[VIEW_TEXT_BYTES];
    measure_subject(view, FAMILY_POOL, pool, subject);
    enum status status = STATUS_OK;
    if (use.midnight)
        status = summary_add_row(summary, view, (struct wish){group, subject, "in use at midnight", "%",
                                                      measure_find("occupied_at_midnight"), pool, 100, 1, false});
    if (status == STATUS_OK && use.over_time)
        status = summary_add_row(summary, view, (struct wish){group, subject, "in use", "%",
                                                      measure_find("utilisation"), pool, 100, 1, false});
    return status;
}

static enum status add_pools(struct summary *summary, struct result_view *view) {
    uint32_t pools = view->length[AXIS_POOL];
    enum status status = STATUS_OK;
    struct pool_use *use = memory_new(pools, sizeof *use);
    if (use == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < pools; i++)
        use[i] = pool_use_of(view, i);
    for (int shown = 0; shown < POOLS_SHOWN && status == STATUS_OK; shown++) {
        uint32_t worst = NONE;
        for (uint32_t i = 0; i < pools; i++)
            if (use[i].fullest > 0 && (worst == NONE || use[i].fullest > use[worst].fullest))
                worst = i;
        if (worst == NONE)
            break;
        status = add_pool(summary, view, worst, use[worst]);
        use[worst].fullest = 0;
    }
    free(use);
    return status;
}

static enum status add_escalations(struct summary *summary, struct result_view *view) {
    static const char group[] = "escalation rules, how often and how long active; looked at on full hours";
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < view->length[AXIS_ESCALATION] && status == STATUS_OK; i++) {
        const char *id = view->result->network->escalation[i].id;
        const struct wish wish[] = {
            {group, id, "times", "times/yr", measure_find("escalated_per_year"), i, 1, 1, false},
            {group, id, "hours", "h/yr", measure_find("escalated_hours_per_year"), i, 1, 0, false},
        };
        status = summary_add_row(summary, view, wish[0]);
        if (status == STATUS_OK)
            status = summary_add_row(summary, view, wish[1]);
    }
    return status;
}

static bool moves_money(const struct result_view *view, uint32_t organisation) {
    for (uint32_t i = 0; i < view->length[AXIS_COST]; i++)
        if (view->cost[i].to == organisation)
            return true;
    for (uint32_t i = 0; i < view->length[AXIS_PAYMENT]; i++)
        if (view->payment[i].to == organisation || view->payment[i].from == organisation)
            return true;
    return false;
}

/* Of all organisations together. */
static double sum_of_all(const struct result_view *view, struct spot spot, const char *name) {
    const struct measure *measure = measure_find(name);
    double sum = 0;
    for (spot.item = 0; spot.item < view->length[AXIS_ORGANISATION]; spot.item++)
        sum += measure->value(view, spot);
    return round(sum * 1e6) / 1e6; /* money is whole micro-pounds: what moves between two leaves the sum the same */
}
static double cost_of_all(const struct result_view *view, struct spot spot) {
    return sum_of_all(view, spot, "cost_gbp");
}
static double stranded_of_all(const struct result_view *view, struct spot spot) {
    return sum_of_all(view, spot, "stranded_gbp");
}

/* The part of it that goes by use: it falls when less care is given in the time simulated, which is no saving
 * where the same care is still waited for. */
static double cost_by_use(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = view_outcome(view, spot);
    int64_t sum = 0;
    for (uint32_t period = 0; period < network->period_count; period++)
        for (uint32_t t = 0; t < network->money_target_count; t++) {
            const struct money_rule *rule = &network->money_rule[network->money_target[t].rule];
            if (!rule->is_payment && rule->driver == DRIVER_USE)
                sum += outcome->money[(size_t)period * network->money_target_count + t];
        }
    return (double)sum * 1e-6;
}

/* The part of it that is paid for what has closed or moved, while it runs on beside the new. */
static double cost_running_on(const struct result_view *view, struct spot spot) {
    const struct network *network = view->result->network;
    int64_t sum = 0;
    for (uint32_t period = 0; period < network->period_count; period++)
        for (uint32_t t = 0; t < network->money_target_count; t++)
            if (network->money_rule[network->money_target[t].rule].runs_on)
                sum += view_outcome(view, spot)->money[(size_t)period * network->money_target_count + t];
    return (double)sum * 1e-6;
}

static bool something_runs_on(const struct network *network) {
    for (uint32_t i = 0; i < network->money_rule_count; i++)
        if (network->money_rule[i].runs_on)
            return true;
    return false;
}

/* Whether any scenario pays for open capacity, at this organisation or (organisation_count) at all. */
static bool pays_for_capacity(const struct result_view *view, uint32_t organisation) {
    struct spot spot = {0, 0, view->result->network->period_count, 0, 0};
    for (uint32_t i = 0; i < view->length[AXIS_COST]; i++)
        if ((view->cost[i].to == organisation || organisation == view->length[AXIS_ORGANISATION]) &&
            view_stranded(view, spot, &view->cost[i]).by_capacity)
            return true;
    return false;
}

static enum status add_system(struct summary *summary, struct result_view *view, const char *group) {
    static const struct measure all = {"cost_gbp", "GBP", "cost of all", FAMILY_ORGANISATION, BETTER_LESS,
                                       cost_of_all};
    static const struct measure by_use = {"cost_gbp", "GBP", "cost that goes by use", FAMILY_ORGANISATION,
                                          BETTER_NEITHER, cost_by_use};
    static const struct measure unused = {"stranded_gbp", "GBP", "cost of open capacity not in use",
                                          FAMILY_ORGANISATION, BETTER_LESS, stranded_of_all};
    static const struct measure running = {"cost_gbp", "GBP", "cost that runs on", FAMILY_ORGANISATION, BETTER_LESS,
                                           cost_running_on};
    static const char who[] = "all organisations";
    enum status status = summary_add_row(summary, view, (struct wish){group, who, "cost", "GBP m", &all, 0, 1e-6, 3, true});
    if (status == STATUS_OK)
        status = summary_add_row(summary, view,
                         (struct wish){group, who, "of it by care given", "GBP m", &by_use, 0, 1e-6, 3, false});
    if (status == STATUS_OK && pays_for_capacity(view, view->length[AXIS_ORGANISATION]))
        status = summary_add_row(summary, view, (struct wish){group, who, "of it stranded", "GBP m", &unused, 0, 1e-6, 3, false});
    if (status == STATUS_OK && something_runs_on(view->result->network))
        status = summary_add_row(summary, view,
                                 (struct wish){group, who, "of that double running", "GBP m", &running, 0, 1e-6, 3, false});
    return status;
}

static enum status add_organisation(struct summary *summary, struct result_view *view, uint32_t item,
                                    const char *group) {
    const char *id = view->result->network->organisation[item].id;
    const struct wish wish[] = {
        {group, id, "cost", "GBP m", measure_find("cost_gbp"), item, 1e-6, 3, false},
        {group, id, "of it stranded", "GBP m", measure_find("stranded_gbp"), item, 1e-6, 3, false},
        {group, id, "position", "GBP m", measure_find("position_gbp"), item, 1e-6, 3, false},
    };
    enum status status = STATUS_OK;
    for (int i = 0; i < 3 && status == STATUS_OK; i++)
        if (i != 1 || pays_for_capacity(view, item))
            status = summary_add_row(summary, view, wish[i]);
    return status;
}

/* Present values, where what is simulated is longer than a year. */
static enum status add_present(struct summary *summary, struct result_view *view, const char *group) {
    const struct network *network = view->result->network;
    uint32_t all = view->length[AXIS_ORGANISATION];
    enum status status = STATUS_OK;
    char cost[60], position[60], year[20] = "";
    if (network->discount_to != 0)
        snprintf(year, sizeof year, " of %d/%02d", network->discount_to, (network->discount_to + 1) % 100);
    snprintf(cost, sizeof cost, "cost, present value%s", year);
    snprintf(position, sizeof position, "position, present value%s", year);
    if (!(network->discount > 0) || network->window_to - network->window_from <= 366.0 * MINUTES_PER_DAY)
        return STATUS_OK;
    status = summary_add_row(summary, view, (struct wish){group, "all organisations", cost, "GBP m", &present_cost,
                                                          all, 1e-6, 3, false});
    for (uint32_t i = 0; i < all && status == STATUS_OK; i++)
        if (moves_money(view, i))
            status = summary_add_row(summary, view, (struct wish){group, network->organisation[i].id, position,
                                                                  "GBP m", &present_position, i, 1e-6, 3, false});
    return status;
}

static enum status add_organisations(struct summary *summary, struct result_view *view) {
    static const char group[] = "money in the whole time simulated; stranded is cost of open capacity not in use; "
                                "position is received - paid - cost";
    const struct network *network = view->result->network;
    enum status status = network->money_rule_count == 0 ? STATUS_OK : add_system(summary, view, group);
    for (uint32_t i = 0; i < network->organisation_count && status == STATUS_OK; i++)
        if (moves_money(view, i))
            status = add_organisation(summary, view, i, group);
    return status == STATUS_OK ? add_present(summary, view, group) : status;
}

enum status summary_init(struct summary *summary, struct result_view *view) {
    *summary = (struct summary){.arm_count = view->result->arm_count};
    enum status status = STATUS_OK;
    summary->heading = memory_new(summary->arm_count, sizeof *summary->heading);
    if (summary->heading == NULL)
        status = STATUS_NO_MEMORY;
    for (uint32_t arm = 0; arm < summary->arm_count && status == STATUS_OK; arm++) {
        summary->heading[arm] = text_copy(view->result->network->arm[arm].id);
        if (summary->heading[arm] == NULL)
            status = STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK)
        status = verdict_prepare(view);
    if (status == STATUS_OK)
        status = add_standards(summary, view);
    if (status == STATUS_OK)
        status = summary_add_equity(summary, view);
    if (status == STATUS_OK)
        status = add_unseen(summary, view);
    if (status == STATUS_OK)
        status = add_chances(summary, view, "real_wait");
    if (status == STATUS_OK)
        status = add_chances(summary, view, "real_loss");
    if (status == STATUS_OK)
        status = add_pools(summary, view);
    if (status == STATUS_OK)
        status = summary_add_partners(summary, view);
    if (status == STATUS_OK)
        status = add_escalations(summary, view);
    if (status == STATUS_OK)
        status = add_organisations(summary, view);
    if (status == STATUS_OK)
        status = summary_add_contracts(summary, view);
    if (status == STATUS_OK)
        status = summary_fill(summary, view);
    if (status == STATUS_OK)
        status = summary_add_best(summary, view);
    if (status == STATUS_OK)
        status = summary_add_outcomes(summary, view);
    if (status == STATUS_OK)
        status = summary_add_notes(summary, view);
    view->summary = status == STATUS_OK ? summary : NULL;
    if (status != STATUS_OK)
        summary_free(summary);
    return status;
}

void summary_free(struct summary *summary) {
    for (size_t i = 0; i < summary->row_count; i++) {
        struct summary_row *row = &summary->row[i];
        for (uint32_t arm = 0; row->cell != NULL && arm < summary->arm_count; arm++)
            free(row->cell[arm].text);
        free(row->cell);
        free(row->group);
        free(row->label);
    }
    free(summary->row);
    for (uint32_t arm = 0; summary->heading != NULL && arm < summary->arm_count; arm++)
        free(summary->heading[arm]);
    free(summary->heading);
    text_free(&summary->notes);
    text_free(&summary->moved);
    text_free(&summary->outcomes);
    *summary = (struct summary){0};
}
