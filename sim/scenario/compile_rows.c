/* The numbers of steps: by what each varies over all versions, its slots, and the numbers of one version. */
#include "scenario/dictionary.h"
#include "scenario/compiler.h"

#include "base/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The class of those of whom nothing is said: after all others. */
#define USUAL_PRIORITY 8.0

static const struct { const char *word; enum choose choose; } choose_words[] = {
    {"nearest", CHOOSE_NEAREST}, {"logit", CHOOSE_LOGIT}, {"shares", CHOOSE_SHARES},
    {"catchment", CHOOSE_ASSIGNED}, {"home_team", CHOOSE_ASSIGNED}, {"same_site", CHOOSE_SAME_SITE},
    {"free", CHOOSE_FREE}, {"least_time", CHOOSE_LEAST_TIME}, {"shortest", CHOOSE_SHORTEST},
     {"only", CHOOSE_NEAREST}, {"virtual", CHOOSE_NEAREST},
};

/* The rule of a word; NEAREST where nothing is said. */
static uint32_t choose_of(const char *word) {
    for (size_t i = 0; word != NULL && i < sizeof choose_words / sizeof *choose_words; i++)
        if (strcmp(choose_words[i].word, word) == 0)
            return choose_words[i].choose;
    return CHOOSE_NEAREST;
}

static bool uses(const struct spec_step *step, const char *word) {
    return text_same(step->choose, word) || text_same(step->or_else, word);
}

/* What all versions together say of a step. */
struct needs_of_step {
    unsigned per_minute, priority, line_limit, leaves_free, patience, lasts, share, amount[MAX_NEEDS], overflow_times;
    bool has_overflow_times, has_limit, has_reserve, has_patience, is_assigned, has_weights, is_logit;
    struct door_needs door;
    unsigned *after;
    bool *has_after;
};

static const struct value_kind a_number = {quantity_number, NONE};

static const struct setting *amount_of(const struct spec_step *step, const char *kind) {
    return step->amounts == NULL ? NULL : setting_get(step->amounts, kind);
}

static void look_at_weights(struct compiler *c, uint32_t s) {
    const struct spec_step *here = c->now_step[s];
    for (size_t i = 0; here->weights != NULL && i < here->weights->child_count; i++) {
        const struct setting *weight = here->weights->child[i];
        double number;
        if (dictionary_find(GROUP_ANY, weight->name) != NULL)
            continue; /* a remark */
        if (names_find(&c->providers, weight->name) == NONE)
            say_dangling(c, weight, "provider", weight->name, &c->providers);
        else if (quantity_number(weight, &number, c->problems) && number < 0 && uses(here, "shares"))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_negative_weight, weight);
    }
    if (uses(here, "shares") && here->weights == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_shares_without_weights, key_at(here->at, "at"), c->network->step[s].id);
    if (uses(here, "catchment") && here->column == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_catchment_without_column, key_at(here->at, "at"), c->network->step[s].id);
}

static void look_at_step(struct compiler *c, uint32_t s, struct needs_of_step *needs) {
    const struct spec_step *here = c->now_step[s];
    const struct step *step = &c->network->step[s];
    needs->per_minute |= value_check(c, here->per_minute, a_number);
    needs->priority |= value_check(c, here->priority, a_number);
    needs->line_limit |= value_check(c, here->line_limit, a_number);
    needs->leaves_free |= value_check(c, here->leaves_free, a_number);
    needs->has_reserve = needs->has_reserve || here->leaves_free != NULL;
    needs->overflow_times |= value_check(c, here->overflow_times, a_number);
    needs->has_overflow_times = needs->has_overflow_times || here->overflow_times != NULL;
    needs->patience |= duration_check(c, here->patience, NONE);
    needs->lasts |= duration_check(c, here->lasts, s);
    needs->share |= branches_check(c, s);
    for (uint32_t k = 0; k < step->need_count; k++)
        if (step->need[k].kind != NONE)
            needs->amount[k] |= value_check(c, amount_of(here, c->network->pool_kind[step->need[k].kind]), a_number);
    for (uint32_t b = 0; b < step->branch_count; b++)
        needs->after[b] |= branch_after_check(c, s, b, &needs->has_after[b]);
    needs->has_limit = needs->has_limit || here->line_limit != NULL;
    needs->has_patience = needs->has_patience || here->patience != NULL;
    needs->is_assigned = needs->is_assigned || uses(here, "catchment") || uses(here, "home_team");
    needs->has_weights = needs->has_weights || here->weights != NULL || uses(here, "shares");
    needs->is_logit = needs->is_logit || uses(here, "logit");
    door_look(c, s, &needs->door);
    look_at_weights(c, s);
}

static void take_slots(struct compiler *c, uint32_t s, const struct needs_of_step *needs) {
    struct network *n = c->network;
    struct step *step = &n->step[s];
    step->choose = row_new(c, 0, NONE);
    step->priority = row_new(c, needs->priority, NONE);
    step->lasts = duration_new(c, needs->lasts, s);
    if (needs->is_logit)
        step->per_minute = row_new(c, needs->per_minute, NONE);
    if (needs->is_assigned)
        step->assigned = row_new(c, VARIES_AREA, NONE);
    if (needs->has_limit)
        step->line_limit = row_new(c, needs->line_limit, NONE);
    if (needs->has_reserve)
        step->leaves_free = row_new(c, needs->leaves_free, NONE);
    if (needs->has_patience)
        step->patience = duration_new(c, needs->patience, NONE);
    door_slots(c, s, &needs->door);
    for (uint32_t k = 0; k < step->need_count; k++)
        step->need[k].amount = row_new(c, needs->amount[k], NONE);
    for (uint32_t o = 0; needs->has_weights && o < step->option_count; o++)
        n->option[step->option_first + o].weight = compiler_slots(c, 1);
    for (uint32_t b = 0; b < step->branch_count; b++) {
        struct branch *branch = &n->branch[step->branch_first + b];
        branch->share = row_new(c, needs->share, NONE);
        if (needs->has_after[b])
            branch->after = duration_new(c, needs->after[b], NONE);
    }
    const char *or_else = c->step[s].spec->or_else;
    bool stays = text_same(c->step[s].spec->choose, "same_site");
    step->or_else = or_else != NULL ? choose_of(or_else) : stays ? CHOOSE_NEAREST : NONE;
    const char *from = c->step[s].spec->from;
    step->from_here = from != NULL ? strcmp(from, "here") == 0 : stays;
    if (needs->has_overflow_times)
        step->overflow_times = row_new(c, needs->overflow_times, NONE);
    if (needs->lasts & VARIES_AREA && needs->lasts & VARIES_BRANCH)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_and_next, key_at(c->step[s].spec->at, "lasts"), step->id);
}

/* The two tables that any run may want: races draw from one, logit luck from the other. */
static enum status common_tables(struct compiler *c, bool any_logit) {
    double exponential[3] = {SHAPE_EXPONENTIAL, 0, 0}, gumbel[3] = {SHAPE_LOG_EXPONENTIAL, 0, 0};
    c->network->gumbel = NONE;
    enum status status = shape_table(c, exponential, 3, &c->network->exponential);
    if (status == STATUS_OK && any_logit)
        status = shape_table(c, gumbel, 3, &c->network->gumbel);
    return status;
}

enum status compile_rows(struct compiler *c) {
    const struct network *n = c->network;
    struct needs_of_step *needs = memory_new(n->step_count, sizeof *needs);
    unsigned *after = memory_new(n->branch_count, sizeof *after);
    bool *has_after = memory_new(n->branch_count, sizeof *has_after), any_logit = false;
    enum status status = needs == NULL || after == NULL || has_after == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (uint32_t s = 0; status == STATUS_OK && s < n->step_count; s++) {
        needs[s].after = after + n->step[s].branch_first;
        needs[s].has_after = has_after + n->step[s].branch_first;
    }
    for (size_t v = 0; status == STATUS_OK && v < c->spec_count; v++) {
        size_t errors = c->problems->errors;
        status = compiler_enter(c, &c->spec[v]);
        for (uint32_t s = 0; status == STATUS_OK && s < n->step_count; s++)
            look_at_step(c, s, &needs[s]);
        if (c->problems->errors > errors)
            break; /* later versions would say the same again */
    }
    for (uint32_t s = 0; status == STATUS_OK && s < n->step_count; s++) {
        take_slots(c, s, &needs[s]);
        any_logit = any_logit || needs[s].is_logit;
    }
    if (status == STATUS_OK)
        status = common_tables(c, any_logit);
    free(needs);
    free(after);
    free(has_after);
    return status;
}

/* ---- one version ---- */

static void assign_home_teams(struct compiler *c, uint32_t s) {
    const struct step *step = &c->network->step[s];
    for (size_t i = 0; i < c->now->provider_count; i++) {
        const struct spec_provider *team = &c->now->provider[i];
        if (!team->is_team || !id_list_has(&team->offers, c->step[s].spec->service))
            continue;
        uint32_t provider = names_find(&c->providers, team->id);
        for (size_t k = 0; k < team->covers.count; k++) {
            uint32_t area = names_find(&c->areas, team->covers.id[k]);
            if (area == NONE)
                continue;
            double *assigned = &c->value[step->assigned.first + area];
            if (*assigned >= 0 && (uint32_t)*assigned != provider && uses(c->now_step[s], "home_team") &&
                !uses(c->now_step[s], "catchment"))
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_two_teams, key_at(team->at, "covers"), c->areas.id[area],
                            c->providers.id[(uint32_t)*assigned], team->id, step->id);
            if (!(*assigned >= 0))
                *assigned = provider;
        }
    }
}

/* A provider named by the areas' column; an empty cell leaves the area to `or_else`. */
static void assign_catchments(struct compiler *c, uint32_t s) {
    const struct step *step = &c->network->step[s];
    const char *column = c->now_step[s]->column;
    for (uint32_t area = 0; column != NULL && area < c->areas.count; area++) {
        const struct setting *row = c->now_area[area], *cell = row == NULL ? NULL : setting_get(row, column);
        if (cell == NULL || cell->kind != SETTING_TEXT || cell->text[0] == '\0')
            continue;
        uint32_t provider = names_find(&c->providers, cell->text);
        if (provider == NONE)
            say_dangling(c, cell, "provider", cell->text, &c->providers);
        else if (network_post(c->network, s, provider) == NONE)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_assigned_not_offered, cell, cell->text,
                        c->step[s].spec->service, step->id);
        else
            c->value[step->assigned.first + area] = provider;
    }
}

static void fill_choice(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    const struct spec_step *here = c->now_step[s];
    c->value[step->choose.first] = choose_of(here->choose);
    row_fill(c, step->per_minute, here->per_minute, a_number, 0);
    for (uint32_t o = 0; o < step->option_count; o++) {
        const struct option *option = &n->option[step->option_first + o];
        const struct setting *weight =
            here->weights == NULL ? NULL : setting_get(here->weights, n->provider[option->provider].id);
        double number = 0;
        if (option->weight != NONE)
            c->value[option->weight] = weight != NULL && quantity_number(weight, &number, c->problems) ? number : 0;
    }
    if (step->assigned.first == NONE)
        return;
    for (uint32_t area = 0; area < n->area_count; area++)
        c->value[step->assigned.first + area] = -1;
    if (uses(here, "catchment"))
        assign_catchments(c, s);
    if (uses(here, "home_team"))
        assign_home_teams(c, s);
}

struct limits { const char *what; double low, high; bool whole; };

/* Says where a number of a row is outside its limits. */
static void check_row(struct compiler *c, struct row row, struct limits limits, const struct setting *at) {
    if (row.first == NONE || at == NULL)
        return;
    uint32_t count = rows_of(c->network, (enum row_by)row.by, NONE);
    for (uint32_t i = 0; i < count; i++) {
        double number = c->value[row.first + i];
        bool whole = !limits.whole || !(number > floor(number));
        if (number >= limits.low && number <= limits.high && whole)
            continue;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_number_range, at, limits.what,
                    limits.whole ? "a whole number" : "a number", limits.low, limits.high, number);
        return;
    }
}

static enum status fill_step(struct compiler *c, uint32_t s) {
    static const struct limits priority = {"priority", 1, MAX_PRIORITIES, true};
    static const struct limits amount = {"the amount needed", 1, MOST_UNITS, true};
    static const struct limits line_limit = {"line_limit", 0, 1e9, false};
    static const struct limits leaves_free = {"leaves_free", 0, 10000, true};
    static const struct limits overflow_times = {"overflow_times", 0, 100, false};
    static const struct limits per_minute = {"per_minute", -1000, 0, false};
    const struct step *step = &c->network->step[s];
    const struct spec_step *here = c->now_step[s];
    fill_choice(c, s);
    row_fill(c, step->priority, here->priority, a_number, USUAL_PRIORITY);
    row_fill(c, step->line_limit, here->line_limit, a_number, 1e9);
    row_fill(c, step->leaves_free, here->leaves_free, a_number, 0);
    row_fill(c, step->overflow_times, here->overflow_times, a_number, 1);
    check_row(c, step->overflow_times, overflow_times, here->overflow_times);
    check_row(c, step->leaves_free, leaves_free, here->leaves_free);
    check_row(c, step->priority, priority, here->priority);
    check_row(c, step->line_limit, line_limit, here->line_limit);
    check_row(c, step->per_minute, per_minute, here->per_minute);
    for (uint32_t k = 0; k < step->need_count; k++) {
        const struct setting *at = amount_of(here, c->network->pool_kind[step->need[k].kind]);
        row_fill(c, step->need[k].amount, at, a_number, 1);
        check_row(c, step->need[k].amount, amount, at);
    }
    enum status status = duration_fill(c, step->lasts, here->lasts, s);
    if (status == STATUS_OK && here->patience == NULL && step->patience.first != NONE) {
        /* without end in this version: ten thousand years */
        uint32_t count = rows_of(c->network, (enum row_by)step->patience.by, NONE);
        for (uint32_t i = 0; i < count; i++)
            memcpy(&c->value[step->patience.first + 3 * i], (double[]){-1, 1e4 * MINUTES_PER_YEAR, 0}, 3 * sizeof(double));
    } else if (status == STATUS_OK) {
        status = duration_fill(c, step->patience, here->patience, NONE);
    }
    if (status == STATUS_OK)
        status = door_fill(c, s);
    if (status == STATUS_OK)
        status = branches_after_fill(c, s);
    travel_legs_fill(c, s);
    return status;
}

enum status rows_fill(struct compiler *c) {
    enum status status = STATUS_OK;
    for (uint32_t s = 0; status == STATUS_OK && s < c->network->step_count; s++)
        status = fill_step(c, s);
    return status == STATUS_OK ? branches_fill(c) : status;
}
