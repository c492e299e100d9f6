/* What follows each step: `next`, as a race whose weights are shares. The branches of a step are the union
 * of what all versions say, in order of their targets as written; in a version that does not have one its
 * share is 0. */
#include "scenario/compile_reach.h"
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *target_of(const struct spec_branch *branch) {
    return branch->to == NULL ? "home" : branch->to;
}

/* The branch of a version's step to this target; NULL where it has none. */
static const struct spec_branch *branch_to(const struct spec_step *step, const char *to) {
    for (size_t i = 0; i < step->next_count; i++)
        if (strcmp(target_of(&step->next[i]), to) == 0)
            return &step->next[i];
    return NULL;
}

static enum status find_targets(struct compiler *c, uint32_t s, const struct spec_step *here) {
    struct names *to = &c->step[s].to;
    enum status status = STATUS_OK;
    if (here->next_count == 0)
        status = names_add(to, "home");
    for (size_t i = 0; status == STATUS_OK && i < here->next_count; i++) {
        status = names_add(to, target_of(&here->next[i]));
        for (size_t k = 0; k < i; k++)
            if (strcmp(target_of(&here->next[k]), target_of(&here->next[i])) == 0)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_branch_twice, here->next[i].at, target_of(&here->next[i]));
    }
    return status;
}

static const struct setting *place_of_branch(const struct compiler *c, uint32_t s, const char *to) {
    const struct step *step = &c->network->step[s];
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_pathway *pathway = spec_find_pathway(&c->spec[v], c->pathways.id[step->pathway]);
        const struct spec_step *here = spec_find_step(pathway, c->step[s].spec->id);
        const struct spec_branch *branch = here == NULL ? NULL : branch_to(here, to);
        if (branch != NULL)
            return key_at(branch->at, "to");
    }
    return c->step[s].spec->at;
}

static enum status add_branches(struct compiler *c, uint32_t s, size_t *capacity) {
    struct network *n = c->network;
    struct step *step = &n->step[s];
    const struct names *to = &c->step[s].to;
    size_t wanted = (size_t)n->branch_count + to->count;
    if (memory_reserve(&n->branch, capacity, wanted, sizeof *n->branch) != STATUS_OK)
        return STATUS_NO_MEMORY;
    step->branch_first = n->branch_count;
    step->branch_count = to->count;
    for (uint32_t b = 0; b < to->count; b++) {
        struct branch *branch = &n->branch[n->branch_count++];
        bool home = strcmp(to->id[b], "home") == 0;
        branch->step = s;
        branch->to = home ? NONE : compiler_step(c, to->id[b], step->pathway, place_of_branch(c, s, to->id[b]));
        struct text name = {0};
        text_add_format(&name, "%s>%s", step->id, branch->to == NONE ? "home" : n->step[branch->to].id);
        if (name.failed)
            return STATUS_NO_MEMORY;
        branch->key = text_hash(name.bytes);
        text_free(&name);
        branch->share = (struct row){NONE, BY_NOTHING};
        branch->after = (struct duration){NONE, BY_NOTHING};
    }
    return STATUS_OK;
}

enum status compile_branches(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    size_t capacity = 0;
    for (uint32_t s = 0; s < n->step_count; s++) {
        const char *pathway = c->pathways.id[n->step[s].pathway];
        for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
            const struct spec_step *here = spec_find_step(spec_find_pathway(&c->spec[v], pathway), c->step[s].spec->id);
            if (here != NULL)
                status = find_targets(c, s, here);
        }
        names_sort(&c->step[s].to);
        if (status == STATUS_OK)
            status = add_branches(c, s, &capacity);
    }
    return status;
}

/* ---- values ---- */

static const struct value_kind a_share = {quantity_share, NONE};

/* The branch without a share takes the rest; one branch alone has all. Gives its index, NONE where every
 * branch has its share. */
static uint32_t rest_of(const struct compiler *c, uint32_t s) {
    const struct spec_step *here = c->now_step[s];
    for (uint32_t b = 0; b < c->step[s].to.count; b++) {
        const char *to = c->step[s].to.id[b];
        const struct spec_branch *branch = branch_to(here, to);
        if ((branch != NULL && branch->share == NULL) || (here->next_count == 0 && strcmp(to, "home") == 0))
            return b;
    }
    return NONE;
}

/* Writes the shares of one row index; gives the sum of those that were said, or -1 where one was negative. */
static double fill_shares(struct compiler *c, uint32_t s, const struct reach *reach, struct where where, uint32_t index) {
    const struct step *step = &c->network->step[s];
    uint32_t rest = rest_of(c, s);
    double sum = 0;
    for (uint32_t b = 0; b < step->branch_count; b++) {
        const struct spec_branch *branch = branch_to(c->now_step[s], c->step[s].to.id[b]);
        double share = branch == NULL ? 0 : value_at(c, branch->share, where, a_share, 0);
        if (where.area != NONE)
            share *= reach_factor(c, &reach[b], where);
        c->value[c->network->branch[step->branch_first + b].share.first + index] = share;
        sum += share;
    }
    if (rest != NONE) {
        double left = 1 - sum;
        c->value[c->network->branch[step->branch_first + rest].share.first + index] = left > 1e-12 ? left : 0;
        return sum > 1 + 1e-9 ? sum : 1;
    }
    return sum;
}

static void say_sum(struct compiler *c, uint32_t s, struct where where, double sum) {
    const struct network *n = c->network;
    char whose[160] = "";
    if (where.cell != NONE && n->cell_count > 1) {
        const char *part[] = {" for ", n->cell[where.cell]};
        for (size_t i = 0; i < 2; i++)
            strncat(whose, part[i], sizeof whose - strlen(whose) - 1);
    }
    if (where.area != NONE) {
        const char *part[] = {" in ", n->area[where.area].id};
        for (size_t i = 0; i < 2; i++)
            strncat(whose, part[i], sizeof whose - strlen(whose) - 1);
    }
    const struct setting *next = setting_get(c->now_step[s]->at, "next");
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_shares_sum, next != NULL ? next : c->now_step[s]->at,
                n->step[s].id, whose, sum);
}

static enum status fill_branches(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    enum row_by by = (enum row_by)n->branch[step->branch_first].share.by;
    uint32_t count = rows_of(n, by, NONE);
    bool said = false;
    struct reach *reach = memory_new(step->branch_count, sizeof *reach);
    enum status status = reach == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t b = 0; status == STATUS_OK && b < step->branch_count; b++) {
        const struct spec_branch *branch = branch_to(c->now_step[s], c->step[s].to.id[b]);
        status = reach_open(c, branch == NULL ? NULL : branch->reach, &reach[b]);
    }
    for (uint32_t i = 0; status == STATUS_OK && i < count; i++) {
        struct where where = where_of(n, by, i, NONE);
        double sum = fill_shares(c, s, reach, where, i);
        if (fabs(sum - 1) > 1e-9 && !said)
            say_sum(c, s, where, sum);
        said = said || fabs(sum - 1) > 1e-9;
    }
    for (uint32_t b = 0; reach != NULL && b < step->branch_count; b++)
        reach_close(&reach[b]);
    free(reach);
    return status;
}

enum status branches_fill(struct compiler *c) {
    enum status status = STATUS_OK;
    for (uint32_t s = 0; status == STATUS_OK && s < c->network->step_count; s++)
        if (c->network->step[s].branch_count > 0)
            status = fill_branches(c, s);
    return status;
}

/* Two branches without a share leave it open who goes where. */
static void check_rest(struct compiler *c, uint32_t s) {
    const struct spec_step *here = c->now_step[s];
    size_t open = 0;
    for (size_t i = 0; i < here->next_count; i++)
        open += here->next[i].share == NULL;
    if (open > 1)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_two_rests, key_at(here->at, "next"), c->network->step[s].id);
}

unsigned branches_check(struct compiler *c, uint32_t s) {
    unsigned varies = 0;
    const struct spec_step *here = c->now_step[s];
    check_rest(c, s);
    for (size_t i = 0; i < here->next_count; i++) {
        varies |= value_check(c, here->next[i].share, a_share) | reach_check(c, here->next[i].reach);
        if (here->next[i].reach != NULL && here->next[i].share == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, here->next[i].reach, "reach", "share");
    }
    return varies;
}

unsigned branch_after_check(struct compiler *c, uint32_t s, uint32_t b, bool *given) {
    const struct spec_branch *branch = branch_to(c->now_step[s], c->step[s].to.id[b]);
    if (branch == NULL || branch->after == NULL)
        return 0;
    *given = true;
    return duration_check(c, branch->after, NONE);
}

enum status branches_after_fill(struct compiler *c, uint32_t s) {
    const struct step *step = &c->network->step[s];
    enum status status = STATUS_OK;
    for (uint32_t b = 0; status == STATUS_OK && b < step->branch_count; b++) {
        const struct spec_branch *branch = branch_to(c->now_step[s], c->step[s].to.id[b]);
        status = duration_fill(c, c->network->branch[step->branch_first + b].after,
                               branch == NULL ? NULL : branch->after, NONE);
    }
    return status;
}
