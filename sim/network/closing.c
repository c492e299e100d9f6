#include "network/closing.h"

#include "base/calendar.h"

void closing_say(const struct network *network, uint32_t arm, struct text *out) {
    const struct bed_closing *first_failed = NULL, *last = NULL;
    unsigned dates = 0, failed = 0;
    if (!network->arm[arm].tests_bed_closure)
        return;
    for (uint32_t i = 0; i < network->bed_closing_count; i++) {
        const struct bed_closing *at = &network->bed_closing[i];
        if (at->arm != arm)
            continue;
        dates++;
        failed += !at->passes;
        if (!at->passes && first_failed == NULL)
            first_failed = at;
        last = at;
    }
    text_add_format(out, "Bed closures, %s: ", network->arm[arm].id);
    if (last == NULL) {
        text_add(out, "none.");
        return;
    }
    const struct bed_closing *shown = first_failed == NULL ? last : first_failed;
    char date[11];
    calendar_format(shown->day, date);
    if (first_failed == NULL)
        text_add_format(out, "pass, other capacity was in place before each of %u dates; by the last, %s,", dates, date);
    else
        text_add_format(out, "FAIL on %u of %u dates; by the first of these, %s,", failed, dates, date);
    text_add_format(out, " %.1f beds are closed and capacity worth %.1f was opened before.", shown->closed, shown->opened);
}
