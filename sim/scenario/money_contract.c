#include "scenario/money_contract.h"

#include "base/memory.h"
#include "scenario/money_shares.h"
#include <math.h>
#include <string.h>

bool contract_is(const struct spec_money *payment) {
    return payment->baseline != NULL || payment->at_most != NULL || payment->at_least != NULL || payment->above != NULL ||
           payment->below != NULL;
}

bool contract_check(struct compiler *c, const struct spec_money *payment, enum driver driver) {
    const struct setting *beside = payment->above != NULL ? payment->above : payment->below;
    bool by_activity = driver == DRIVER_USE || driver == DRIVER_STEP_TIME, has_baseline = payment->baseline != NULL;
    if (!by_activity)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_driver, key_at(payment->at, "amount"), payment->amount);
    else if (!has_baseline && beside != NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_idle, beside, beside->name);
    return by_activity && (has_baseline || beside == NULL);
}

uint32_t contract_party(const struct compiler *c, const struct spec_money *payment, uint32_t provider) {
    bool by_provider = money_shares_by_provider(payment->from) || money_shares_by_provider(payment->to);
    return by_provider && provider != NONE ? c->network->provider[provider].organisation : NONE;
}

enum status contract_of(struct compiler *c, uint32_t rule, uint32_t party, uint32_t *contract, bool *is_new) {
    struct network *n = c->network;
    size_t room = n->contract_count;
    *is_new = false;
    for (uint32_t i = 0; i < n->contract_count; i++)
        if (n->contract[i].rule == rule && n->contract[i].party == party) {
            *contract = i;
            return STATUS_OK;
        }
    if (memory_reserve(&n->contract, &room, (size_t)n->contract_count + 1, sizeof *n->contract) != STATUS_OK)
        return STATUS_NO_MEMORY;
    *contract = n->contract_count++;
    *is_new = true;
    uint32_t slot = compiler_slots(c, 5);
    n->contract[*contract] = (struct money_contract){
        .rule = rule, .target = n->money_target_count, .party = party, .baseline = slot, .above = slot + 1,
        .below = slot + 2, .at_most = slot + 3, .at_least = slot + 4};
    return STATUS_OK;
}

/* ---- one version ---- */

/* What a version says for one contract. */
struct saying {
    const struct spec_money *payment;
    const struct money_contract *contract;
    uint32_t contracts; /* of the rule, with those who offer something in this version */
    bool is_there;      /* this is one of them */
    double rate;        /* micro-pounds a unit: the price */
    double baseline;    /* units a minute */
};

static bool is_money(const struct setting *term) {
    return term->kind == SETTING_TEXT && strncmp(term->text, "GBP", 3) == 0;
}

/* The term for this contract's party; NULL where it is not given, or not to be read, which is said. `each`: one text cannot
 * stand for several contracts. */
static const struct setting *term_of(struct compiler *c, const struct saying *saying, const struct setting *term, bool each) {
    uint32_t party = saying->contract->party;
    const char *id = saying->payment->id;
    if (term == NULL)
        return NULL;
    if (term->kind != SETTING_GROUP) {
        if (!each || (saying->is_there && saying->contracts == 1))
            return term;
        if (!saying->is_there) /* others' scenarios have something there, or other dates */
            return NULL;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_each, term, id, saying->contracts, term->name,
                    c->network->organisation[party].id);
        return NULL;
    }
    if (party == NONE) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_together, term, id, term->name);
        return NULL;
    }
    for (size_t i = 0; i < term->child_count; i++)
        if (names_find(&c->organisations, term->child[i]->name) == NONE) {
            say_dangling(c, term->child[i], "organisation", term->child[i]->name, &c->organisations);
            return NULL;
        }
    const struct setting *own = setting_get(term, c->network->organisation[party].id);
    if (own == NULL && saying->is_there)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_missing, term, term->name,
                    c->network->organisation[party].id, id);
    return own;
}

/* Of the price, a share, or an amount for the same thing; `fallback` where it is not given. */
static double share_of_price(struct compiler *c, const struct saying *saying, const struct setting *said, double fallback) {
    const struct setting *term = term_of(c, saying, said, false);
    struct money_quantity money, price;
    double share;
    if (term == NULL)
        return fallback;
    if (!is_money(term))
        return quantity_share(term, &share, c->problems) ? share : fallback;
    if (!quantity_money(term->text, term, &money, c->problems) ||
        !quantity_money(saying->payment->amount, key_at(saying->payment->at, "amount"), &price, c->problems))
        return fallback;
    if (money.per != price.per || !(saying->rate > 0)) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_rate, term, term->name, saying->payment->amount, term->text);
        return fallback;
    }
    return money.micro_gbp / saying->rate;
}

/* Micro-pounds a minute: an amount a year, or a share of what the baseline comes to, which may be over 1. */
static double bound_of(struct compiler *c, const struct saying *saying, const struct setting *said, double fallback) {
    bool money_said = said != NULL && is_money(said);
    const struct setting *term = term_of(c, saying, said, money_said);
    struct money_quantity money;
    struct quantity_part part;
    if (term == NULL)
        return fallback;
    if (is_money(term)) {
        if (!quantity_money(term->text, term, &money, c->problems))
            return fallback;
        if (money.per == MONEY_PER_MINUTE)
            return money.micro_gbp;
    } else if (saying->payment->baseline != NULL) {
        if (term->kind == SETTING_NUMBER && term->number >= 0)
            return term->number * saying->rate * saying->baseline;
        if (term->kind == SETTING_TEXT && quantity_split(term->text, &part) && part.number >= 0 &&
            strspn(term->text + part.end, " %") == strlen(term->text + part.end) && strchr(term->text, '%') != NULL)
            return part.number / 100 * saying->rate * saying->baseline;
    }
    problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_bound, term, said->name);
    return fallback;
}

static void fill_one(struct compiler *c, struct saying *saying) {
    const struct spec_money *payment = saying->payment;
    const struct money_contract *at = saying->contract;
    bool of_time = c->network->money_rule[at->rule].driver == DRIVER_STEP_TIME;
    const struct setting *baseline = term_of(c, saying, payment->baseline, true);
    double per_minute = 0;
    if (baseline != NULL && quantity_activity(baseline, of_time, &per_minute, c->problems))
        saying->baseline = per_minute;
    double above = share_of_price(c, saying, payment->above, 1), below = share_of_price(c, saying, payment->below, 1);
    double most = bound_of(c, saying, payment->at_most, INFINITY), least = bound_of(c, saying, payment->at_least, -INFINITY);
    if (least > most)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_contract_order, payment->at_least, payment->id);
    c->value[at->baseline] = per_minute;
    c->value[at->above] = above;
    c->value[at->below] = below;
    c->value[at->at_most] = most;
    c->value[at->at_least] = least;
}

/* Whether somebody of the contract offers anything of it in the version in hand, be it closed that day. */
static bool is_there(const struct compiler *c, uint32_t contract) {
    const struct network *n = c->network;
    const struct money_rule *rule = &n->money_rule[n->contract[contract].rule];
    bool there = n->contract[contract].party == NONE;
    for (uint32_t i = 0; i < rule->target_count && !there; i++) {
        const struct money_target *target = &n->money_target[rule->target_first + i];
        const struct spec_provider *provider = target->contract == contract ? c->now_provider[target->provider] : NULL;
        there = provider != NULL && id_list_has(&provider->offers, n->service[n->step[n->post[target->index].step].service]);
    }
    return there;
}

void contract_fill(struct compiler *c, const struct spec_money *payment, uint32_t rule, double rate) {
    const struct network *n = c->network;
    size_t errors = c->problems->errors;
    uint32_t contracts = 0;
    for (uint32_t i = 0; i < n->contract_count; i++)
        contracts += n->contract[i].rule == rule && is_there(c, i);
    for (uint32_t i = 0; i < n->contract_count && c->problems->errors == errors; i++)
        if (n->contract[i].rule == rule) {
            struct saying saying = {payment, &n->contract[i], contracts, is_there(c, i), rate, 0};
            fill_one(c, &saying);
        }
}

void contract_clear(struct compiler *c) {
    for (uint32_t i = 0; i < c->network->contract_count; i++) {
        const struct money_contract *at = &c->network->contract[i];
        c->value[at->baseline] = c->value[at->above] = c->value[at->below] = 0;
        c->value[at->at_most] = INFINITY;
        c->value[at->at_least] = -INFINITY;
    }
}
