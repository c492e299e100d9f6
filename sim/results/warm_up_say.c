#include "results/warm_up_say.h"

#include <math.h>

enum { EFFECTS_SHOWN = 3 };

const char *warm_up_series_text(enum transient_kind kind) {
    static const char *const names[TRANSIENT_KINDS] = {
        [TRANSIENT_IN_USE] = "in use", [TRANSIENT_WAITING] = "waiting", [TRANSIENT_ALL] = "all"};
    return names[kind];
}

/* How large an effect is beside what it is an effect on; 0 where it may be chance, or is on less than one place or
 * person. */
static double weight(const struct transient *row) {
    bool sure = row->effect.low > 0 || row->effect.high < 0;
    return sure && row->mean_after >= 1 ? fabs(row->effect.mean) / row->mean_after : 0;
}

/* The row after `last` in order of weight, the first of equals; NULL at the end. */
static const struct transient *next_row(const struct transient_list *list, const struct transient *last) {
    const struct transient *best = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct transient *row = &list->row[i];
        bool behind = last == NULL || weight(row) < weight(last) || (!(weight(row) > weight(last)) && row > last);
        if (weight(row) > 0 && behind && (best == NULL || weight(row) > weight(best))) best = row;
    }
    return best;
}

static void say_effects(const struct network *network, const struct warm_up *warm_up, struct text *text) {
    const struct transient *row = NULL;
    for (int shown = 0; shown < EFFECTS_SHOWN; shown++) {
        row = next_row(&warm_up->transients, row);
        if (row == NULL) break;
        const struct pool *pool = &network->pool[row->pool];
        text_add_format(text, "%s %s at %s, %s: %.1f in place of %.1f",
                        shown == 0 ? " Measured from the start it would show for" : ";",
                        network->pool_kind[pool->kind], network->provider[pool->provider].id,
                        warm_up_series_text(row->kind), row->mean_from_start, row->mean_after);
    }
    text_add(text, row == NULL && next_row(&warm_up->transients, NULL) == NULL
                       ? " Nothing would be off by more than chance if measured from the start."
                       : ".");
}

static void say_given(const struct network *network, const struct warm_up *warm_up, struct text *text) {
    uint32_t cut = 0, unsettled = 0;
    for (uint32_t i = 0; i < warm_up->transients.count; i++) {
        const struct transient *row = &warm_up->transients.row[i];
        if (warm_up_shows_start(row) && row->cut_days > cut) cut = row->cut_days;
        unsettled += row->kind != TRANSIENT_ALL && !row->settles;
    }
    text_add_format(text, "Warm-up: %u days, as given; ", warm_up->days);
    if (warm_up->transients.count == 0)
        text_add_format(text, "whether the window still shows a start was not looked at (%s).\n",
                        warm_up_has_seasons(network) ? "demand has seasons"
                                                     : "one replication, or under 70 days before the first change");
    else if (cut == 0 && unsettled == 0)
        text_add(text, "nothing of the start is left to be seen in any pool.\n");
    else if (cut == 0)
        text_add(text, "in the window some pool does not settle (see the warnings).\n");
    else
        text_add_format(text, "the window still shows a start of up to %u days (see the warnings).\n", cut);
}

void warm_up_say(const struct network *network, const struct warm_up *warm_up, struct text *text) {
    if (!warm_up->automatic) {
        say_given(network, warm_up, text);
        return;
    }
    text_add_format(text, "Warm-up: %u days, found by a pilot of %u replications of %u days (MSER-5: %u days; follow-up and "
                          "slowest pool ask for %u).",
                    warm_up->days, warm_up->pilot_replications, warm_up->pilot_days, warm_up->cut_days,
                    warm_up->least_days);
    if (!warm_up->settles) text_add(text, " No steady state was found: see the warnings.");
    say_effects(network, warm_up, text);
    text_add(text, "\n");
}
