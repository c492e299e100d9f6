/* People on each list by date: from the scenarios, no run decides it. */
#include "results/tables.h"

#include "network/lists.h"

#include <math.h>

/* What a row is about, counted fastest: everybody, each area, each level of each dimension but "list" itself. */
static uint32_t cuts(const struct network *network) {
    uint32_t count = 1 + network->area_count;
    for (uint32_t d = 0; d + 1 < network->dimension_count; d++)
        count += network->dimension[d].level_count;
    return count;
}

static struct list_cut cut_at(const struct network *network, uint32_t list, uint32_t number) {
    struct list_cut cut = {list, NONE, NONE, 0};
    if (number == 0)
        return cut;
    number -= 1;
    if (number < network->area_count) {
        cut.area = number;
        return cut;
    }
    number -= network->area_count;
    cut.dimension = 0;
    while (number >= network->dimension[cut.dimension].level_count)
        number -= network->dimension[cut.dimension++].level_count;
    cut.level = number;
    return cut;
}

static uint32_t rows(const struct result_view *view) {
    const struct network *network = view->result->network;
    return network->list_count == 0 ? 0 : network->list_moment_count * network->list_count * cuts(network);
}

/* The day from which a moment holds within the window, INFINITY where it lies outside: what held before the window holds as it
 * begins. */
static double minute_in_window(const struct network *network, uint32_t moment) {
    const struct list_moment *at = &network->list_moment[moment];
    if (at->minute >= network->window_to)
        return INFINITY;
    if (at->minute > network->window_from)
        return at->minute;
    return lists_moment_at(network, at->arm, network->window_from) == moment ? network->window_from : (double)INFINITY;
}

static bool fill_list(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    uint32_t of_one = network->list_count * cuts(network), moment = at[0] / of_one, rest = at[0] % of_one;
    struct list_cut cut = cut_at(network, rest / cuts(network), rest % cuts(network));
    double minute = minute_in_window(network, moment);
    if (isinf(minute))
        return false;
    const struct dimension *dimension = cut.dimension == NONE ? NULL : &network->dimension[cut.dimension];
    put_text(row, network->arm[network->list_moment[moment].arm].id);
    calendar_format(network->first_day + (int32_t)(minute / MINUTES_PER_DAY), view->text[0]);
    put_text(row, view->text[0]);
    put_text(row, network->list[cut.list].id);
    put_text(row, cut.area == NONE ? "all" : network->area[cut.area].id);
    put_text(row, dimension == NULL ? "all" : dimension->id);
    put_text(row, dimension == NULL ? "all" : dimension->level[cut.level]);
    put_real(row, lists_people(network, moment, cut));
    return true;
}

static const struct column list_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"date", CELL_TEXT, "date", "day from which it is so, as 2026-04-01: the window's first, and each on which the scenario changes"},
    {"list", CELL_TEXT, "", "the list that people are registered on"},
    {"area", CELL_TEXT, "", "area where they live, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"people", CELL_REAL, "people", "on the list; over the lists they add up to the population"},
};
const struct table table_lists = {
    .name = "list", .help = "How many people are on each list, by date, area and group; empty without `lists`. No run decides it.",
    .axis = {AXIS_OWN}, .own_length = rows, TABLE_COLUMNS_ARE(list_columns), .fill = fill_list};
