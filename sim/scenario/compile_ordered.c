/* Which groups have an order, least disadvantaged first: along it slopes of inequality are measured. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <string.h>

static uint32_t level_called(const struct dimension *dimension, const struct setting *item) {
    for (uint32_t level = 0; item->kind == SETTING_TEXT && level < dimension->level_count; level++)
        if (strcmp(dimension->level[level], item->text) == 0)
            return level;
    return NONE;
}

/* True where the list names each level that there is, once. Others may stand in it: not every system has areas in
 * each fifth of England. */
static bool rank_levels(struct dimension *dimension, const struct setting *list) {
    uint32_t ranked = 0;
    for (uint32_t level = 0; level < dimension->level_count; level++)
        dimension->rank[level] = NONE;
    for (uint32_t i = 0; list->kind == SETTING_LIST && i < list->child_count; i++) {
        uint32_t level = level_called(dimension, list->child[i]);
        if (level == NONE)
            continue;
        if (dimension->rank[level] != NONE)
            return false;
        dimension->rank[level] = ranked++;
    }
    return ranked == dimension->level_count;
}

enum status compile_ordered(struct compiler *c) {
    struct network *n = c->network;
    const struct setting *ordered = c->spec[0].ordered;
    for (size_t v = 1; v < c->spec_count; v++)
        must_be_same(c, setting_same(c->spec[v].ordered, ordered), "ordered",
                     c->spec[v].ordered != NULL ? c->spec[v].ordered : c->spec[v].root, ordered);
    if (ordered != NULL && ordered->kind != SETTING_GROUP) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_ordered_group, ordered, "ordered");
        return STATUS_OK;
    }
    for (size_t i = 0; ordered != NULL && i < ordered->child_count; i++) {
        const struct setting *list = ordered->child[i];
        struct dimension *dimension = NULL;
        for (uint32_t d = 0; d < n->dimension_count; d++)
            if (strcmp(n->dimension[d].id, list->name) == 0)
                dimension = &n->dimension[d];
        if (dimension == NULL) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_ordered_group, list, list->name);
            continue;
        }
        dimension->rank = memory_new(dimension->level_count, sizeof *dimension->rank);
        if (dimension->rank == NULL)
            return STATUS_NO_MEMORY;
        if (!rank_levels(dimension, list))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_ordered_levels, list, list->name, dimension->level_count);
    }
    return STATUS_OK;
}
