/* What passes between organisations, where anything does: places held for hand-overs beside all that are held by people
 * whose work is done, and units that serve for other pools. */
#include "results/summary.h"

enum { PARTNERS_SHOWN = 4 };

static enum status add_pools(struct summary *summary, struct result_view *view, const char *name, const char *what,
                             const char *beside) {
    return summary_add_highest(
        summary, view,
        &(struct ranking){.group = "between organisations and pools, the most first", .what = what, .unit = "places",
                          .measure = measure_find(name), .scale = 1, .shown = PARTNERS_SHOWN,
                          .beside = beside == NULL ? NULL : measure_find(beside),
                          .what_beside = "held after the work, at midnight"});
}

enum status summary_add_partners(struct summary *summary, struct result_view *view) {
    enum status status = STATUS_OK;
    if (view->result->network->handoff_count > 0)
        status = add_pools(summary, view, "handover_places", "held for hand-overs to others", "delayed_at_midnight");
    if (status == STATUS_OK && view->result->network->overflow_count > 0)
        status = add_pools(summary, view, "lent_mean", "in use for other pools", NULL);
    return status;
}
