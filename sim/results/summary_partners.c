/* What passes between organisations, where anything does: places held for hand-overs beside all that are held by people
 * whose work is done, and units that serve for other pools. */
#include "results/summary.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { PARTNERS_SHOWN = 4 };

/* The highest of any scenario; 0 where there is none. */
static double highest(const struct result_view *view, const struct measure *measure, uint32_t pool) {
    double most = 0;
    for (uint32_t arm = 0; arm < view->result->arm_count; arm++)
        most = fmax(most, measure_mean(view, measure, (struct spot){arm, 0, view->result->network->period_count, pool, 0}).mean);
    return most;
}

/* The pools of which a measure is highest, each with the measure called `beside` first, where there is one. */
static enum status add_highest(struct summary *summary, struct result_view *view, const char *name, const char *what,
                               const char *beside) {
    static const char group[] = "between organisations and pools, the most first";
    const struct measure *measure = measure_find(name);
    uint32_t pools = view->length[AXIS_POOL];
    enum status status = STATUS_OK;
    double *number = memory_new(pools, sizeof *number);
    if (number == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < pools; i++)
        number[i] = highest(view, measure, i);
    for (int shown = 0; shown < PARTNERS_SHOWN && status == STATUS_OK; shown++) {
        uint32_t most = 0;
        for (uint32_t i = 1; i < pools; i++)
            most = number[i] > number[most] ? i : most;
        if (pools == 0 || !(number[most] > 0))
            break;
        number[most] = 0;
        char subject[VIEW_TEXT_BYTES];
        measure_subject(view, FAMILY_POOL, most, subject);
        if (beside != NULL)
            status = summary_add_row(summary, view, (struct wish){group, subject, "held after the work, at midnight",
                                                                  "places", measure_find(beside), most, 1, 1, false});
        if (status == STATUS_OK)
            status = summary_add_row(summary, view, (struct wish){group, subject, what, "places", measure, most, 1, 1, false});
    }
    free(number);
    return status;
}

enum status summary_add_partners(struct summary *summary, struct result_view *view) {
    enum status status = STATUS_OK;
    if (view->result->network->handoff_count > 0)
        status = add_highest(summary, view, "handover_places", "held for hand-overs to others", "delayed_at_midnight");
    if (status == STATUS_OK && view->result->network->overflow_count > 0)
        status = add_highest(summary, view, "lent_mean", "in use for other pools", NULL);
    return status;
}
