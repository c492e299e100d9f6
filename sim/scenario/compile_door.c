/* What happens at a step's door and when somebody leaves it: who turns round, where the diverted go, when the cancelled
 * come again, who gives way to whom, and how long places are turned round afterwards. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

static const struct value_kind a_share = {quantity_share, NONE};

static const struct spec_step *version_of(const struct compiler *c, size_t version, uint32_t s) {
    const struct spec_pathway *pathway =
        spec_find_pathway(&c->spec[version], c->pathways.id[c->network->step[s].pathway]);
    return spec_find_step(pathway, c->step[s].spec->id);
}

/* ---- words ---- */

uint32_t door_when_full(const char *word) {
    static const char *const words[] = {
        [FULL_WAIT] = "wait", [FULL_TURN_AWAY] = "turn_away", [FULL_DIVERT] = "divert", [FULL_CANCEL] = "cancel"};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(word, words[i]))
            return i;
    return FULL_WAIT;
}

static uint32_t preemption_of(const char *word) {
    if (text_same(word, "resume"))
        return PREEMPT_RESUME;
    return text_same(word, "restart") ? PREEMPT_RESTART : PREEMPT_NEVER;
}

/* ---- structure ---- */

static bool same_balks(const struct spec_step *a, const struct spec_step *b) {
    bool same = a->balk_count == b->balk_count;
    for (size_t i = 0; same && i < a->balk_count; i++)
        same = !(a->balk[i].from < b->balk[i].from) && !(a->balk[i].from > b->balk[i].from);
    return same;
}

static void must_be_same_in_all(struct compiler *c, uint32_t s) {
    const struct spec_step *first = c->step[s].spec;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_step *here = version_of(c, v, s);
        if (here == NULL || here == first)
            continue;
        must_be_same(c, text_same(here->nowhere, first->nowhere), "nowhere", here->at, first->at);
        must_be_same(c, text_same(here->balk_to, first->balk_to), "balk_to", here->at, first->at);
        must_be_same(c, text_same(here->closed_to, first->closed_to), "closed_to", here->at, first->at);
        must_be_same(c, text_same(here->full_to, first->full_to), "full_to", here->at, first->at);
        must_be_same(c, text_same(here->balk_counts, first->balk_counts), "balk_counts", here->at, first->at);
        must_be_same(c, text_same(here->preemption, first->preemption), "preemption", here->at, first->at);
        must_be_same(c, (here->rebook == NULL) == (first->rebook == NULL), "rebook", here->at, first->at);
        must_be_same(c, same_balks(here, first), "balks", here->at, first->at);
        must_be_same(c, id_list_same(&here->diverts_to, &first->diverts_to), "diverts_to", here->at, first->at);
        must_be_same(c, id_list_same(&here->turn_round_of, &first->turn_round_of), "turn_round_of", here->at, first->at);
    }
}

/* A key that means nothing beside what else the step says. */
static void say_idle(struct compiler *c, const struct spec_step *spec, const char *key, bool idle, const char *wants) {
    const struct setting *at = setting_get(spec->at, key);
    if (at != NULL && idle)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_door_idle, at, key, wants);
}

/* True where some escalation rule cancels anybody. */
static bool rules_cancel(const struct compiler *c) {
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; i < c->spec[v].escalation_count; i++)
            if (c->spec[v].escalation[i].cancels.count > 0)
                return true;
    return false;
}

static void check_keys_together(struct compiler *c, const struct spec_step *spec) {
    bool diverts = text_same(spec->when_full, "divert"), none = spec->needs.count == 0;
    bool turns_nothing = none && spec->keeps.count == 0;
    bool cancels = text_same(spec->when_full, "cancel") || text_same(spec->nowhere, "cancel");
    bool turns_away = text_same(spec->when_full, "turn_away") || text_same(spec->nowhere, "turn_away");
    say_idle(c, spec, "nowhere", !diverts, "when_full = \"divert\"");
    say_idle(c, spec, "diverts_to", !diverts, "when_full = \"divert\"");
    say_idle(c, spec, "rebook", !cancels && !rules_cancel(c), "when_full or nowhere = \"cancel\"");
    say_idle(c, spec, "balk_to", spec->balk_count == 0, "balks");
    say_idle(c, spec, "full_to", !turns_away, "when_full or nowhere = \"turn_away\"");
    say_idle(c, spec, "closed_to", spec->service == NULL, "at");
    say_idle(c, spec, "balk_counts", spec->balk_count == 0, "balks");
    say_idle(c, spec, "turn_round_of", spec->turn_round == NULL, "turn_round");
    say_idle(c, spec, "balks", none, "needs");
    say_idle(c, spec, "leaves_free", none, "needs");
    say_idle(c, spec, "preemption", none, "needs");
    say_idle(c, spec, "turn_round", turns_nothing, "needs");
}

static enum status fill_balks(struct compiler *c, struct step *step, const struct spec_step *spec) {
    struct network *n = c->network;
    struct balk *balk = realloc(n->balk, (n->balk_count + spec->balk_count + 1) * sizeof *balk);
    if (balk == NULL)
        return STATUS_NO_MEMORY;
    n->balk = balk;
    step->balk_first = n->balk_count;
    for (size_t i = 0; i < spec->balk_count; i++) {
        if (i > 0 && spec->balk[i].from <= spec->balk[i - 1].from)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_balks_order, spec->balk[i].at);
        n->balk[n->balk_count++] = (struct balk){spec->balk[i].from, {NONE, BY_NOTHING}};
    }
    step->balk_count = n->balk_count - step->balk_first;
    return STATUS_OK;
}

static void fill_turn_kinds(struct compiler *c, struct step *step, const struct spec_step *spec) {
    for (uint32_t k = 0; k < step->need_count; k++)
        if (step->need[k].kind < MAX_POOL_KINDS && spec->turn_round_of.count == 0)
            step->turn_kinds |= (uint64_t)1 << step->need[k].kind;
    for (size_t i = 0; i < spec->turn_round_of.count; i++) {
        uint32_t kind = names_find(&c->kinds, spec->turn_round_of.id[i]);
        if (!id_list_has(&spec->needs, spec->turn_round_of.id[i]) && !id_list_has(&spec->keeps, spec->turn_round_of.id[i]))
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_turn_round_without_need, spec->turn_round_of.where[i],
                        spec->turn_round_of.id[i]);
        else if (kind < MAX_POOL_KINDS)
            step->turn_kinds |= (uint64_t)1 << kind;
    }
}

/* The step that a key of the step names; NONE for home, or where nothing is said. */
static uint32_t other_step(struct compiler *c, uint32_t s, const char *to, const char *key) {
    bool home = to == NULL || strcmp(to, "home") == 0;
    return home ? NONE : compiler_step(c, to, c->network->step[s].pathway, key_at(c->step[s].spec->at, key));
}

enum status door_structure(struct compiler *c, uint32_t s) {
    struct step *step = &c->network->step[s];
    const struct spec_step *spec = c->step[s].spec;
    step->nowhere = door_when_full(spec->nowhere);
    step->preemption = preemption_of(spec->preemption);
    step->balk_counts_line = text_same(spec->balk_counts, "line");
    step->balk_to = other_step(c, s, spec->balk_to, "balk_to");
    step->closed_to = other_step(c, s, spec->closed_to, "closed_to");
    step->full_to = other_step(c, s, spec->full_to, "full_to");
    step->rebook = step->turn_round = (struct duration){NONE, BY_NOTHING};
    fill_turn_kinds(c, step, spec);
    check_keys_together(c, spec);
    must_be_same_in_all(c, s);
    return fill_balks(c, step, spec);
}

void door_options(struct compiler *c) {
    struct network *n = c->network;
    for (uint32_t s = 0; s < n->step_count; s++) {
        const struct id_list *to = &c->step[s].spec->diverts_to;
        for (uint32_t o = 0; o < n->step[s].option_count; o++) {
            struct option *option = &n->option[n->step[s].option_first + o];
            option->takes_diverted = to->count == 0 || id_list_has(to, n->provider[option->provider].id);
        }
        for (size_t i = 0; i < to->count; i++) {
            uint32_t provider = names_find(&c->providers, to->id[i]);
            if (provider == NONE)
                say_dangling(c, to->where[i], "provider", to->id[i], &c->providers);
            else if (network_post(n, s, provider) == NONE)
                problem_say(c->problems, SEVERITY_ERROR, SENTENCE_redirect_not_offered, to->where[i], to->id[i],
                            c->step[s].spec->service);
        }
    }
}

/* ---- numbers ---- */

void door_look(struct compiler *c, uint32_t s, struct door_needs *needs) {
    const struct spec_step *here = c->now_step[s];
    needs->rebook |= duration_check(c, here->rebook, NONE);
    needs->turn_round |= duration_check(c, here->turn_round, NONE);
    needs->has_turn_round = needs->has_turn_round || here->turn_round != NULL;
    for (size_t i = 0; i < here->balk_count; i++)
        needs->balk |= value_check(c, here->balk[i].share, a_share);
}

void door_slots(struct compiler *c, uint32_t s, const struct door_needs *needs) {
    struct step *step = &c->network->step[s];
    if (c->step[s].spec->rebook != NULL)
        step->rebook = duration_new(c, needs->rebook, NONE);
    if (needs->has_turn_round)
        step->turn_round = duration_new(c, needs->turn_round, NONE);
    for (uint32_t i = 0; i < step->balk_count; i++)
        c->network->balk[step->balk_first + i].share = row_new(c, needs->balk, NONE);
}

enum status door_fill(struct compiler *c, uint32_t s) {
    const struct step *step = &c->network->step[s];
    const struct spec_step *here = c->now_step[s];
    for (uint32_t i = 0; i < step->balk_count && i < here->balk_count; i++)
        row_fill(c, c->network->balk[step->balk_first + i].share, here->balk[i].share, a_share, 0);
    enum status status = duration_fill(c, step->rebook, here->rebook, NONE);
    return status == STATUS_OK ? duration_fill(c, step->turn_round, here->turn_round, NONE) : status;
}
