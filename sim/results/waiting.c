#include "results/waiting.h"

uint32_t waiting_last_month(const struct network *network, uint32_t period) {
    bool all = period >= network->period_count;
    double from = all || period == 0 ? network->window_from : network->period_to[period - 1];
    double to = all ? network->window_to : network->period_to[period];
    uint32_t months = month_end_count(network), last = NONE;
    for (uint32_t month = 0; month < months; month++) {
        double minute = month_end_minute(network, month);
        if (minute > from && minute <= to)
            last = month;
    }
    return last;
}

bool waiting_at(const struct result_view *view, struct spot spot, struct month_end_tally *out) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = view_outcome(view, spot);
    uint32_t month = waiting_last_month(network, spot.period);
    *out = (struct month_end_tally){month, spot.item, NONE, 0, 0, 0, 0, 0, 0};
    if (month == NONE || network->standard[spot.item].kind != STANDARD_CLOCK)
        return false;
    for (size_t i = 0; i < outcome->month_end_count; i++) {
        const struct month_end_tally *one = &outcome->month_end[i];
        if (one->month == month && one->standard == spot.item && one->provider == NONE)
            *out = *one;
    }
    return true;
}
