#include "network/lists.h"

#include <math.h>

struct list_moments lists_moments(const struct network *network, uint32_t arm) {
    struct list_moments moments = {0, 0};
    while (moments.first < network->list_moment_count && network->list_moment[moments.first].arm != arm)
        moments.first++;
    while (moments.first + moments.count < network->list_moment_count &&
           network->list_moment[moments.first + moments.count].arm == arm)
        moments.count++;
    return moments;
}

uint32_t lists_moment_at(const struct network *network, uint32_t arm, double minute) {
    struct list_moments moments = lists_moments(network, arm);
    uint32_t at = moments.first;
    while (at + 1 < moments.first + moments.count && network->list_moment[at + 1].minute <= minute)
        at++;
    return at;
}

double lists_people(const struct network *network, uint32_t moment, struct list_cut cut) {
    const struct dimension *dimension = cut.dimension == NONE ? NULL : &network->dimension[cut.dimension];
    uint32_t first = cut.area == NONE ? 0 : cut.area, end = cut.area == NONE ? network->area_count : cut.area + 1;
    double sum = 0;
    for (uint32_t area = first; area < end; area++) {
        const double *people = &network->list_people[((size_t)moment * network->area_count + area) * network->cell_count];
        for (uint32_t cell = cut.list; cell < network->cell_count; cell += network->list_count)
            if (dimension == NULL || dimension->level_of[dimension->of_area ? area : cell] == cut.level)
                sum += people[cell];
    }
    return sum;
}

double lists_residual(const struct network *network, uint32_t arm) {
    struct list_moments moments = lists_moments(network, arm);
    double worst = 0;
    for (uint32_t m = moments.first; m < moments.first + moments.count; m++)
        for (uint32_t area = 0; area < network->area_count; area++) {
            double all = network->list_area_people[(size_t)m * network->area_count + area], sum = 0;
            for (uint32_t list = 0; list < network->list_count; list++)
                sum += lists_people(network, m, (struct list_cut){list, area, NONE, 0});
            double gap = all > 0 ? (sum - all) / all : sum;
            if (fabs(gap) > fabs(worst))
                worst = gap;
        }
    return worst;
}

void lists_say(const struct network *network, uint32_t arm, struct text *out) {
    if (network->list_count == 0)
        return;
    uint32_t from = lists_moment_at(network, arm, network->window_from);
    uint32_t to = lists_moment_at(network, arm, network->window_to - 1);
    text_add_format(out, "Lists, %s:", network->arm[arm].id);
    for (uint32_t list = 0; list < network->list_count; list++) {
        struct list_cut cut = {list, NONE, NONE, 0};
        double first = lists_people(network, from, cut), last = lists_people(network, to, cut);
        text_add_format(out, "%s %s %.0f people", list > 0 ? ";" : "", network->list[list].name, first);
        if (fabs(last - first) >= 0.5)
            text_add_format(out, " as the window begins, %.0f as it ends", last);
    }
    text_add(out, ".");
}
