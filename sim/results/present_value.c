#include "results/present_value.h"

#include <math.h>

static double of_one_or_all(const struct result_view *view, struct spot spot, const char *name) {
    const struct measure *measure = measure_find(name);
    uint32_t all = view->length[AXIS_ORGANISATION];
    double sum = 0;
    if (spot.item < all)
        return measure->value(view, spot);
    for (spot.item = 0; spot.item < all; spot.item++)
        sum += measure->value(view, spot);
    return sum;
}

int present_value_year(const struct network *network) {
    return network->discount_to != 0 ? network->discount_to : network->period_year[0];
}

static double discounted(const struct result_view *view, struct spot spot, const char *name) {
    const struct network *network = view->result->network;
    struct periods periods = view_periods(view, spot.period);
    double sum = 0;
    for (spot.period = periods.first; spot.period < periods.end; spot.period++) {
        int years = network->period_year[spot.period] - present_value_year(network);
        sum += of_one_or_all(view, spot, name) / pow(1 + network->discount, years);
    }
    return sum;
}

static double cost(const struct result_view *view, struct spot spot) {
    return of_one_or_all(view, spot, "cost_gbp");
}
static double position(const struct result_view *view, struct spot spot) {
    return of_one_or_all(view, spot, "position_gbp");
}
static double cost_now(const struct result_view *view, struct spot spot) {
    return discounted(view, spot, "cost_gbp");
}
static double position_now(const struct result_view *view, struct spot spot) {
    return discounted(view, spot, "position_gbp");
}

const struct measure cash_cost = {"cost", "GBP", "cost in cash", FAMILY_ORGANISATION, BETTER_LESS, cost};
const struct measure cash_position = {"position", "GBP", "position in cash", FAMILY_ORGANISATION, BETTER_MORE, position};
const struct measure present_cost = {"cost", "GBP", "present value of cost", FAMILY_ORGANISATION, BETTER_LESS, cost_now};
const struct measure present_position = {"position", "GBP", "present value of the position", FAMILY_ORGANISATION,
                                         BETTER_MORE, position_now};
