#include "results/verdict.h"

#include "base/best.h"
#include "base/memory.h"
#include <math.h>
#include <stdlib.h>

/* A measure's number in the list; measure_count where it is not of it. */
static uint32_t number_of(const struct measure *measure) {
    uint32_t i = 0;
    while (i < measure_count && measure != &measure_list[i])
        i++;
    return i;
}

static size_t most_items(const struct result_view *view) {
    size_t most = 0;
    for (int family = 0; family < FAMILY_COUNT; family++)
        if (measure_items(view, (enum measure_family)family) > most)
            most = measure_items(view, (enum measure_family)family);
    return most;
}

/* ---- the best of all ------------------------------------------------------------------------------------ */

static bool is_asked(const struct measure *measure) {
    return measure->better != BETTER_NEITHER &&
           (measure->family == FAMILY_STANDARD || measure->family == FAMILY_ORGANISATION);
}

enum status verdict_best_of_all(const struct result_view *view, const struct measure *measure, uint32_t item,
                                double *probability) {
    struct spot spot = {0, 0, view->result->network->period_count, item, 0};
    uint32_t arms = view->result->arm_count, replications = view->result->replications;
    double *number = memory_new((size_t)arms * replications, sizeof *number);
    if (number == NULL)
        return STATUS_NO_MEMORY;
    bool bounded = measure->better != BETTER_NEITHER && arms > 2;
    for (spot.arm = 0; spot.arm < arms; spot.arm++) {
        probability[spot.arm] = NAN;
        bounded = bounded && measure_collect(view, measure, spot, &number[(size_t)spot.arm * replications]);
    }
    struct best_question question = {number, arms, replications, measure->better == BETTER_LESS};
    enum status status = bounded ? best_find(&question, probability) : STATUS_OK;
    free(number);
    return status;
}

enum status verdict_prepare(struct result_view *view) {
    free(view->claimed);
    free(view->best);
    view->claims = 0;
    uint32_t arms = view->result->arm_count;
    size_t items = most_items(view), flags = measure_count * items;
    view->claimed = memory_new(flags, sizeof *view->claimed);
    view->best = memory_new(flags * arms, sizeof *view->best);
    if (view->claimed == NULL || view->best == NULL)
        return STATUS_NO_MEMORY;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < flags * arms; i++)
        view->best[i] = NAN;
    for (uint32_t m = 0; arms > 2 && m < measure_count; m++)
        for (uint32_t i = 0; is_asked(&measure_list[m]) && status == STATUS_OK &&
                             i < measure_items(view, measure_list[m].family); i++)
            status = verdict_best_of_all(view, &measure_list[m], i, &view->best[(m * items + i) * arms]);
    return status;
}

double verdict_best(const struct result_view *view, const struct measure *measure, struct spot spot) {
    uint32_t number = number_of(measure);
    bool whole = spot.margin == 0 && spot.period == view->result->network->period_count;
    if (view->best == NULL || number == measure_count || !whole)
        return NAN;
    return view->best[(number * most_items(view) + spot.item) * view->result->arm_count + spot.arm];
}

/* ---- claims ----------------------------------------------------------------------------------------------- */

void verdict_claim(struct result_view *view, const struct measure *measure, uint32_t item) {
    uint32_t number = number_of(measure);
    view->claims += view->length[AXIS_ALTERNATIVE];
    if (number < measure_count)
        view->claimed[number * most_items(view) + item] = 1;
}

uint32_t verdict_claims(const struct result_view *view, const struct measure *measure, struct spot spot,
                        const char **family) {
    uint32_t alternatives = view->length[AXIS_ALTERNATIVE], number = number_of(measure);
    bool whole = spot.margin == 0 && spot.period == view->result->network->period_count;
    *family = "summary";
    if (whole && number == measure_count)
        return view->claims;
    if (whole && view->claimed != NULL && view->claimed[number * most_items(view) + spot.item] != 0)
        return view->claims;
    bool of_standard = measure->family == FAMILY_STANDARD;
    *family = of_standard ? "groups" : "subjects";
    return alternatives * (of_standard ? measure_margins(view, measure->family) : measure_items(view, measure->family));
}
