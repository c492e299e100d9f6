/* Costs, payments, and money on a date. What a rule is about (its driver, its targets, who bears it) tells
 * it from others of the same id, so two scenarios may mean different things by one id; a rule's rate is 0 in
 * a version that does not have it. */
#include "scenario/compile_lists.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/money_contract.h"
#include "scenario/money_shares.h"
#include "scenario/money_side.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A rule as a version says it. */
struct said {
    const struct spec_money *spec;
    bool is_payment;
    enum driver driver;
    double rate;            /* micro-pounds a unit of the driver */
    double group_size;
    enum money_side side;   /* beside a cost, at one pool */
    uint32_t pool;
    double place_minute;    /* micro-pounds before agency staff */
    bool is_contract;       /* a payment that is settled for a year */
    bool per_head;          /* rate is of one */
};

static bool driver_of(struct compiler *c, const struct money_quantity *money, struct said *said) {
    const struct spec_money *spec = said->spec;
    bool step = spec->step != NULL, pool = spec->pool != NULL, good = true;
    switch (money->per) {
    case MONEY_PER_USE:
        said->driver = DRIVER_USE;
        good = step && !pool;
        break;
    case MONEY_PER_MINUTE:
        said->driver = step ? DRIVER_STEP_TIME : pool ? DRIVER_OPEN_TIME : DRIVER_PERIOD;
        good = !step || !pool;
        break;
    case MONEY_PER_MILE:
        said->driver = DRIVER_MILES;
        good = pool && !step;
        break;
    case MONEY_PER_PLACE_MINUTE:
        said->driver = money->group_size > 1 ? DRIVER_OPEN_STEPS : DRIVER_OPEN_TIME;
        good = pool && !step;
        break;
    case MONEY_PER_HEAD_MINUTE:
        good = !step && !pool;
        break;
    case MONEY_ONCE:
        good = false;
        break;
    }
    if (!good)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_money_driver, key_at(spec->at, "amount"), spec->amount);
    return good;
}

/* Reads a rule; false (said) where it cannot be. */
static bool read_rule(struct compiler *c, const struct spec_money *spec, bool is_payment, struct said *said) {
    struct money_quantity money;
    *said = (struct said){spec, is_payment, DRIVER_PERIOD, 0, 1, SIDE_NONE, NONE, 0, is_payment && contract_is(spec), false};
    if (!quantity_money(spec->amount, key_at(spec->at, "amount"), &money, c->problems) || !driver_of(c, &money, said))
        return false;
    const struct setting *who[] = {spec->falls_on, spec->from, spec->to};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        if (who[i] != NULL && !money_shares_check(c, who[i]))
            return false;
    if (said->is_contract && !contract_check(c, spec, said->driver))
        return false;
    double agency = is_payment ? 1 : 1 - spec->vacant + spec->vacant * spec->agency;
    said->rate = money.micro_gbp * agency;
    said->place_minute = money.micro_gbp;
    said->per_head = money.per == MONEY_PER_HEAD_MINUTE;
    said->group_size = money.group_size;
    bool by_capacity = said->driver == DRIVER_OPEN_TIME || said->driver == DRIVER_OPEN_STEPS;
    if (!is_payment && spec->released < 1 && !by_capacity)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_released_of, key_at(spec->at, "released"), "released");
    if (!is_payment && spec->runs_on != NULL && !by_capacity)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_released_of, key_at(spec->at, "runs_on"), "runs_on");
    return spec->runs_on == NULL || money_side_runs_on(c, spec, 0) != INT32_MIN;
}

/* The rule beside a cost at a pool; false where there is none. */
static bool side_rule(struct compiler *c, const struct said *cost, enum money_side side, uint32_t pool, struct said *said) {
    bool by_capacity = cost->driver == DRIVER_OPEN_TIME || cost->driver == DRIVER_OPEN_STEPS;
    if (cost->is_payment || !by_capacity || !money_side_applies(c, side, cost->spec, pool))
        return false;
    *said = *cost;
    said->side = side;
    said->pool = pool;
    said->driver = side == SIDE_LOCUMS ? cost->driver : DRIVER_PERIOD;
    return true;
}

static const char *or_none(const char *text) {
    return text == NULL ? "-" : text;
}

/* Costs before payments, each by id, then by what tells two of an id apart. */
static struct text key_of(const struct said *said) {
    struct text key = {0};
    const struct spec_money *spec = said->spec;
    text_add_format(&key, "%d %s %d %g ", said->is_payment, spec->id, (int)said->driver, said->group_size);
    text_add_format(&key, "%s %s", or_none(spec->step), or_none(spec->pool));
    money_shares_name(spec->falls_on, &key);
    money_shares_name(spec->from, &key);
    money_shares_name(spec->to, &key);
    if (said->is_contract)
        text_add(&key, " contract");
    if (said->side != SIDE_NONE)
        text_add_format(&key, " %s %u", money_side_suffix(said->side), (unsigned)said->pool);
    return key;
}

struct rules { struct said *item; struct text *key; size_t count, item_room, key_room; };

static enum status add_said(struct rules *rules, struct said said) {
    struct text key = key_of(&said);
    for (size_t i = 0; !key.failed && i < rules->count; i++) {
        if (strcmp(rules->key[i].bytes, key.bytes) == 0) {
            text_free(&key);
            return STATUS_OK;
        }
    }
    if (key.failed ||
        memory_reserve(&rules->item, &rules->item_room, rules->count + 1, sizeof *rules->item) != STATUS_OK ||
        memory_reserve(&rules->key, &rules->key_room, rules->count + 1, sizeof *rules->key) != STATUS_OK) {
        text_free(&key);
        return STATUS_NO_MEMORY;
    }
    rules->item[rules->count] = said;
    rules->key[rules->count++] = key;
    return STATUS_OK;
}

static bool matches(const char *pattern, const char *first, const char *second);

/* True where the pattern of a cost means the pool. */
static bool means_pool(const struct network *n, const char *pattern, uint32_t pool) {
    const struct pool *at = &n->pool[pool];
    return pattern != NULL && matches(pattern, n->provider[at->provider].id, n->pool_kind[at->kind]);
}

static enum status add_rule(struct compiler *c, struct rules *rules, const struct spec_money *spec, bool is_payment) {
    struct said said, beside;
    if (!read_rule(c, spec, is_payment, &said))
        return STATUS_OK;
    enum status status = add_said(rules, said);
    for (uint32_t pool = 0; pool < c->network->pool_count && status == STATUS_OK; pool++)
        for (int side = SIDE_NOT_RELEASED; side < MONEY_SIDES && status == STATUS_OK; side++)
            if (means_pool(c->network, spec->pool, pool) && side_rule(c, &said, (enum money_side)side, pool, &beside))
                status = add_said(rules, beside);
    return status;
}

/* Insertion sort: rules are few, and their two arrays go together. */
static void sort_rules(struct rules *rules) {
    for (size_t i = 1; i < rules->count; i++) {
        struct said said = rules->item[i];
        struct text key = rules->key[i];
        size_t at = i;
        for (; at > 0 && strcmp(rules->key[at - 1].bytes, key.bytes) > 0; at--) {
            rules->item[at] = rules->item[at - 1];
            rules->key[at] = rules->key[at - 1];
        }
        rules->item[at] = said;
        rules->key[at] = key;
    }
}

/* ---- targets ---- */

/* "*.bed" against a thing called first.second. */
static bool matches(const char *pattern, const char *first, const char *second) {
    const char *dot = strchr(pattern, '.');
    if (dot == NULL)
        return strcmp(pattern, "*") == 0;
    size_t length = (size_t)(dot - pattern);
    bool one = (length == 1 && pattern[0] == '*') || (strlen(first) == length && strncmp(pattern, first, length) == 0);
    return one && (strcmp(dot + 1, "*") == 0 || strcmp(dot + 1, second) == 0);
}

static enum status append_target(struct network *n, struct money_target target, size_t *room) {
    if (memory_reserve(&n->money_target, room, (size_t)n->money_target_count + 1, sizeof target) != STATUS_OK)
        return STATUS_NO_MEMORY;
    n->money_target[n->money_target_count++] = target;
    n->money_rule[target.rule].target_count++;
    return STATUS_OK;
}

/* Those of one side of a target. */
struct parties { uint32_t *list, count; };

/* One target for each pair, one after the other by id; the first knows how many there are. */
static enum status append_pairs(struct compiler *c, struct money_target target, struct parties from, struct parties to,
                                size_t *room) {
    enum status status = STATUS_OK;
    bool several = from.count * to.count > 1;
    target.parts = from.count * to.count;
    for (uint32_t i = 0; i < from.count; i++)
        for (uint32_t k = 0; k < to.count && status == STATUS_OK; k++) {
            target.from = from.list[i];
            target.to = to.list[k];
            if (several)
                target.share = compiler_slots(c, 1);
            status = append_target(c->network, target, room);
            target.parts = 0;
        }
    return status;
}

/* The activity of all targets of a contract counts together; the first of them is paid. */
static enum status append_to_contract(struct compiler *c, const struct spec_money *spec, struct money_target target,
                                      struct parties from, struct parties to, size_t *room) {
    bool is_new = false;
    enum status status =
        contract_of(c, target.rule, contract_party(c, spec, target.provider), &target.contract, &is_new);
    if (status != STATUS_OK)
        return status;
    if (is_new)
        return append_pairs(c, target, from, to, room);
    target.from = from.list[0];
    target.to = to.list[0];
    return append_target(c->network, target, room);
}

static enum status add_target(struct compiler *c, uint32_t rule, const struct said *said, uint32_t index, uint32_t provider,
                              size_t *room) {
    const struct spec_money *spec = said->spec;
    uint32_t nobody = NONE, *list = memory_new(2 * (size_t)c->network->organisation_count + 2, sizeof *list);
    struct money_target target = {rule, index, NONE, NONE, provider, NONE, 1, NONE};
    if (list == NULL)
        return STATUS_NO_MEMORY;
    struct parties from = {&nobody, 1}, to = {list + c->network->organisation_count + 1, 0};
    if (said->is_payment) {
        from.list = list;
        from.count = money_shares_list(c, spec, spec->from, provider, list);
    }
    to.count = money_shares_list(c, spec, said->is_payment ? spec->to : spec->falls_on, provider, to.list);
    bool to_oneself = from.count == 1 && to.count == 1 && from.list[0] == to.list[0]; /* nothing moves */
    enum status status = STATUS_OK;
    if (said->is_contract && !to_oneself)
        status = append_to_contract(c, spec, target, from, to, room);
    else if (!said->is_payment || !to_oneself)
        status = append_pairs(c, target, from, to, room);
    free(list);
    return status;
}

static enum status add_targets(struct compiler *c, uint32_t rule, const struct said *said, size_t *room) {
    struct network *n = c->network;
    const struct spec_money *spec = said->spec;
    enum status status = STATUS_OK;
    uint32_t found = 0;
    n->money_rule[rule].target_first = n->money_target_count;
    if (said->side != SIDE_NONE)
        return add_target(c, rule, said, said->pool, n->pool[said->pool].provider, room);
    if (said->driver == DRIVER_PERIOD)
        return add_target(c, rule, said, NONE, NONE, room);
    for (uint32_t i = 0; spec->step != NULL && status == STATUS_OK && i < n->post_count; i++) {
        const struct step *step = &n->step[n->post[i].step];
        const char *pathway = n->pathway[step->pathway].id;
        if (!matches(spec->step, pathway, step->id + strlen(pathway) + 1))
            continue;
        status = add_target(c, rule, said, i, n->post[i].provider, room);
        found++;
    }
    for (uint32_t i = 0; spec->pool != NULL && status == STATUS_OK && i < n->pool_count; i++) {
        const struct pool *pool = &n->pool[i];
        if (!means_pool(n, spec->pool, i))
            continue;
        bool has_groups = said->driver != DRIVER_OPEN_STEPS || !pool->unlimited; /* the never full open no places */
        if (has_groups)
            status = add_target(c, rule, said, i, pool->provider, room);
        found += has_groups || strchr(spec->pool, '*') != NULL;
    }
    if (found == 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_money_no_target, key_at(spec->at, spec->step != NULL ? "step" : "pool"), spec->step != NULL ? "step" : "pool",
                    spec->step != NULL ? spec->step : spec->pool);
    return status;
}

static enum status fill_rules(struct compiler *c, struct rules *rules) {
    struct network *n = c->network;
    size_t room = 0;
    n->money_rule = memory_new(rules->count, sizeof *n->money_rule);
    if (n->money_rule == NULL)
        return STATUS_NO_MEMORY;
    c->money_key = rules->key;
    rules->key = NULL;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < rules->count; i++) {
        const struct said *said = &rules->item[i];
        struct text id = {0};
        text_add_format(&id, "%s%s", said->spec->id, money_side_suffix(said->side));
        n->money_rule[i] = (struct money_rule){id.bytes, said->is_payment, said->driver, compiler_slots(c, 1),
                                               said->group_size,
                                               said->side == SIDE_NOT_RELEASED || said->side == SIDE_RUNS_ON,
                                               said->side == SIDE_RUNS_ON, 0, 0};
        n->money_rule_count = i + 1;
        status = id.failed ? STATUS_NO_MEMORY : add_targets(c, i, said, &room);
    }
    for (size_t i = n->money_rule_count; i < rules->count; i++)
        text_free(&c->money_key[i]);
    return status;
}

/* The rules beside costs have names made of theirs, which no other cost may bear: results would show two things as one. */
static void check_names(struct compiler *c, const struct rules *rules) {
    const struct setting *told = NULL;
    for (size_t i = 0; i < rules->count; i++) {
        const struct said *beside = &rules->item[i];
        const char *suffix = money_side_suffix(beside->side);
        size_t length = strlen(beside->spec->id);
        for (size_t j = 0; beside->side != SIDE_NONE && j < rules->count; j++) {
            const struct said *other = &rules->item[j];
            const char *id = other->spec->id;
            if (other->side != SIDE_NONE || other->is_payment || other->spec->at == told ||
                strncmp(id, beside->spec->id, length) != 0 || strcmp(id + length, suffix) != 0)
                continue;
            told = other->spec->at;
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_money_name_taken, told, id, beside->spec->id);
        }
    }
}

static enum status find_rules(struct compiler *c) {
    struct rules rules = {0};
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec *spec = &c->spec[v];
        for (size_t i = 0; status == STATUS_OK && i < spec->cost_count; i++)
            status = add_rule(c, &rules, &spec->cost[i], false);
        for (size_t i = 0; status == STATUS_OK && i < spec->payment_count; i++)
            status = add_rule(c, &rules, &spec->payment[i], true);
    }
    sort_rules(&rules);
    check_names(c, &rules);
    if (status == STATUS_OK)
        status = fill_rules(c, &rules);
    for (size_t i = 0; rules.key != NULL && i < rules.count; i++)
        text_free(&rules.key[i]);
    free(rules.key);
    free(rules.item);
    return status;
}

enum status compile_money(struct compiler *c) {
    enum status status = find_rules(c);
    return status == STATUS_OK ? compile_once(c) : status;
}

/* ---- one version ---- */

static void write_rate(struct compiler *c, const struct said *said, double rate) {
    struct text key = key_of(said);
    for (uint32_t i = 0; !key.failed && i < c->network->money_rule_count; i++)
        if (strcmp(c->money_key[i].bytes, key.bytes) == 0) {
            c->value[c->network->money_rule[i].rate] = rate;
            money_shares_fill(c, said->spec, said->is_payment, &c->network->money_rule[i]);
            if (said->is_contract)
                contract_fill(c, said->spec, i, rate);
        }
    text_free(&key);
}

static void write_rule(struct compiler *c, const struct spec_money *spec, bool is_payment) {
    struct said said, beside;
    if (!read_rule(c, spec, is_payment, &said))
        return;
    write_rate(c, &said, said.per_head ? said.rate * heads_counted(c, spec->list, spec->weight) : said.rate);
    for (uint32_t pool = 0; pool < c->network->pool_count; pool++)
        for (int side = SIDE_NOT_RELEASED; side < MONEY_SIDES; side++)
            if (means_pool(c->network, spec->pool, pool) && side_rule(c, &said, (enum money_side)side, pool, &beside))
                write_rate(c, &beside, money_side_rate(c, (enum money_side)side, spec, said.place_minute,
                                                       said.group_size, pool));
}

void money_fill(struct compiler *c) {
    for (uint32_t i = 0; i < c->network->money_rule_count; i++)
        c->value[c->network->money_rule[i].rate] = 0;
    for (uint32_t i = 0; i < c->network->money_target_count; i++)
        if (c->network->money_target[i].share != NONE)
            c->value[c->network->money_target[i].share] = 0;
    contract_clear(c);
    for (size_t i = 0; i < c->now->cost_count; i++)
        write_rule(c, &c->now->cost[i], false);
    for (size_t i = 0; i < c->now->payment_count; i++)
        write_rule(c, &c->now->payment[i], true);
    once_fill(c);
}
