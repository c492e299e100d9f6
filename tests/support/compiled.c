#include "support/compiled.h"

#include "base/text.h"
#include "scenario/compile.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum status compile_files(const char *file, const char *second, struct network *network, struct problem_list *problems) {
    struct text path[2] = {{0}, {0}};
    text_add_format(&path[0], "%s/%s", ICSIM_SOURCE_DIR, file);
    if (second != NULL)
        text_add_format(&path[1], "%s/%s", ICSIM_SOURCE_DIR, second);
    const char *files[2] = {path[0].bytes, path[1].bytes};
    enum status status = scenario_load(files, second == NULL ? 1 : 2, NULL, 0, network, problems);
    text_free(&path[0]);
    text_free(&path[1]);
    return status;
}

struct network compiled(const char *file, const char *second) {
    struct network network;
    struct problem_list problems = {0};
    enum status status = compile_files(file, second, &network, &problems);
    for (size_t i = 0; i < problems.count; i++)
        cr_expect_neq(problems.item[i].severity, SEVERITY_ERROR, "%s:%d: %s", problems.item[i].file,
                      problems.item[i].line, problems.item[i].text);
    cr_assert_eq(status, STATUS_OK);
    problem_list_free(&problems);
    return network;
}

uint32_t provider_called(const struct network *network, const char *id) {
    for (uint32_t i = 0; i < network->provider_count; i++)
        if (strcmp(network->provider[i].id, id) == 0)
            return i;
    cr_assert(false, "no provider %s", id);
    return NONE;
}

uint32_t step_called(const struct network *network, const char *id) {
    for (uint32_t i = 0; i < network->step_count; i++)
        if (strcmp(network->step[i].id, id) == 0)
            return i;
    cr_assert(false, "no step %s", id);
    return NONE;
}

uint32_t pool_called(const struct network *network, const char *provider, const char *kind) {
    uint32_t index = network_index(network->pool_kind, network->pool_kind_count, kind);
    uint32_t pool = network_pool(network, provider_called(network, provider), index);
    cr_assert_neq(pool, NONE, "no pool %s.%s", provider, kind);
    return pool;
}

uint32_t area_called(const struct network *network, const char *id) {
    for (uint32_t i = 0; i < network->area_count; i++)
        if (strcmp(network->area[i].id, id) == 0)
            return i;
    cr_assert(false, "no area %s", id);
    return NONE;
}

uint32_t cell_called(const struct network *network, const char *id) {
    for (uint32_t i = 0; i < network->cell_count; i++)
        if (strcmp(network->cell[i], id) == 0)
            return i;
    cr_assert(false, "no cell %s", id);
    return NONE;
}

uint32_t stream_called(const struct network *network, const char *pathway, const char *area, const char *cell) {
    uint32_t a = area_called(network, area), c = cell_called(network, cell);
    for (uint32_t i = 0; i < network->stream_count; i++) {
        const struct stream *stream = &network->stream[i];
        if (stream->area == a && stream->cell == c && strcmp(network->pathway[stream->pathway].id, pathway) == 0)
            return i;
    }
    return NONE;
}

double slot_at(const struct network *network, uint32_t arm, uint32_t slot, double minute) {
    double value = network->value[slot];
    for (size_t i = 0; i < network->arm[arm].patch_count; i++)
        if (network->arm[arm].patch[i].slot == slot && network->arm[arm].patch[i].minute <= minute)
            value = network->arm[arm].patch[i].number;
    return value;
}

void must_be_near(double found, double expected, double within, const char *what) {
    cr_assert(fabs(found - expected) <= within, "%s: found %.12g, expected %.12g", what, found, expected);
}
