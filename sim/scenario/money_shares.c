#include "scenario/money_shares.h"

#include "base/text.h"
#include <math.h>
#include <string.h>

#define ROUNDING 1e-9

static bool is_provider(const char *name) {
    return strcmp(name, "provider") == 0;
}

bool money_shares_check(struct compiler *c, const struct setting *who) {
    double sum = 0;
    if (who->kind == SETTING_TEXT)
        return true;
    if (who->kind != SETTING_GROUP) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_falls_on_form, who, who->name);
        return false;
    }
    for (size_t i = 0; i < who->child_count; i++) {
        const char *name = who->child[i]->name;
        double share;
        if (!is_provider(name) && names_find(&c->organisations, name) == NONE) {
            say_dangling(c, who->child[i], "organisation", name, &c->organisations);
            return false;
        }
        if (!quantity_share(who->child[i], &share, c->problems))
            return false;
        sum += share;
    }
    if (fabs(sum - 1) > ROUNDING)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_falls_on_sum, who, who->name, sum);
    return fabs(sum - 1) <= ROUNDING;
}

void money_shares_name(const struct setting *who, struct text *key) {
    struct names names = {0};
    if (who == NULL || who->kind != SETTING_GROUP) {
        text_add_format(key, " %s", who == NULL || who->kind != SETTING_TEXT ? "-" : who->text);
        return;
    }
    for (size_t i = 0; i < who->child_count; i++)
        if (names_add(&names, who->child[i]->name) != STATUS_OK)
            key->failed = true;
    names_sort(&names);
    for (uint32_t i = 0; i < names.count; i++)
        text_add_format(key, " +%s", names.id[i]);
    names_free(&names);
}

bool money_shares_by_provider(const struct setting *who) {
    if (who == NULL)
        return true;
    return who->kind == SETTING_TEXT ? is_provider(who->text) : setting_get(who, "provider") != NULL;
}

/* Who runs the provider; NONE where nobody does, which is said. */
static uint32_t runner(struct compiler *c, const struct spec_money *spec, uint32_t provider) {
    const struct network *n = c->network;
    if (provider == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_money_nobody, spec->at, spec->id);
    else if (n->provider[provider].organisation == NONE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_money_no_run_by, spec->at, spec->id, n->provider[provider].id);
    return provider == NONE ? NONE : n->provider[provider].organisation;
}

uint32_t money_shares_list(struct compiler *c, const struct spec_money *spec, const struct setting *who, uint32_t provider,
                           uint32_t *list) {
    uint32_t runs = money_shares_by_provider(who) ? runner(c, spec, provider) : NONE, count = 0;
    if (who == NULL || who->kind == SETTING_TEXT) {
        list[0] = runs;
        if (!money_shares_by_provider(who)) {
            list[0] = names_find(&c->organisations, who->text);
            if (list[0] == NONE)
                say_dangling(c, who, "organisation", who->text, &c->organisations);
        }
        return 1;
    }
    for (uint32_t i = 0; i < c->network->organisation_count; i++)
        if (i == runs || setting_get(who, c->network->organisation[i].id) != NULL)
            list[count++] = i;
    return count;
}

static double share_said(struct compiler *c, const struct setting *said) {
    double share;
    return said != NULL && quantity_share(said, &share, c->problems) ? share : 0;
}

/* By name, and as who runs the provider. */
static double share_of(struct compiler *c, const struct setting *who, uint32_t organisation, uint32_t provider) {
    if (who == NULL || who->kind != SETTING_GROUP)
        return 1;
    double share = share_said(c, setting_get(who, c->network->organisation[organisation].id));
    bool runs = provider != NONE && c->network->provider[provider].organisation == organisation;
    return runs ? share + share_said(c, setting_get(who, "provider")) : share;
}

void money_shares_fill(struct compiler *c, const struct spec_money *spec, bool is_payment, const struct money_rule *rule) {
    for (uint32_t i = 0; i < rule->target_count; i++) {
        const struct money_target *target = &c->network->money_target[rule->target_first + i];
        if (target->share == NONE)
            continue;
        double from = is_payment ? share_of(c, spec->from, target->from, target->provider) : 1;
        c->value[target->share] = from * share_of(c, is_payment ? spec->to : spec->falls_on, target->to, target->provider);
    }
}
