#include "scenario/money_shares.h"

#include "base/text.h"
#include <math.h>

#define ROUNDING 1e-9

bool money_shares_check(struct compiler *c, const struct setting *falls_on) {
    double sum = 0;
    if (falls_on->kind == SETTING_TEXT)
        return true;
    if (falls_on->kind != SETTING_GROUP) {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_falls_on_form, falls_on);
        return false;
    }
    for (size_t i = 0; i < falls_on->child_count; i++) {
        double share;
        if (names_find(&c->organisations, falls_on->child[i]->name) == NONE) {
            say_dangling(c, falls_on->child[i], "organisation", falls_on->child[i]->name, &c->organisations);
            return false;
        }
        if (!quantity_share(falls_on->child[i], &share, c->problems))
            return false;
        sum += share;
    }
    if (fabs(sum - 1) > ROUNDING)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_falls_on_sum, falls_on, sum);
    return fabs(sum - 1) <= ROUNDING;
}

void money_shares_name(const struct setting *shares, struct text *key) {
    struct names names = {0};
    for (size_t i = 0; i < shares->child_count; i++)
        if (names_add(&names, shares->child[i]->name) != STATUS_OK)
            key->failed = true;
    names_sort(&names);
    for (uint32_t i = 0; i < names.count; i++)
        text_add_format(key, " +%s", names.id[i]);
    names_free(&names);
}

void money_shares_fill(struct compiler *c, const struct setting *shares, const struct money_rule *rule) {
    for (uint32_t i = 0; i < rule->target_count; i++) {
        const struct money_target *target = &c->network->money_target[rule->target_first + i];
        const struct setting *said = setting_get(shares, c->network->organisation[target->to].id);
        double share;
        if (said != NULL && quantity_share(said, &share, c->problems))
            c->value[target->share] = share;
    }
}
